import { createTransport, type Transporter } from 'nodemailer';
import { roleTexts } from '../../workflows/roles';
import type { Text } from '../../workflows/workflow';
import { khmerDigits } from '../calendar';
import { Undeliverable, type Channel, type DigestDetails, type Message } from './channels';
import { patience } from './http';
import { outsideText, outsideTexts } from './texts';

export interface MailOptions {
  /** `smtp://login:password@host:587`, or `smtps://` */
  url: string;
  /** sender: `Homeward <homeward@example.gov.kh>` */
  from: string;
  /** origin of the links; its host also ends the Message-ID */
  site: string;
}

/**
 * E-mail over SMTP, each person's in their language, plain and HTML. Who must act stands in To, who is copied in Cc. The
 * Message-ID is made of alert and person: a repeat after a crash carries the same one.
 */
export class MailChannel implements Channel {
  readonly name = 'email';
  readonly outside = true;
  readonly needs = 'email';
  readonly copies = true;
  private readonly transport: Transporter;

  constructor(private readonly options: MailOptions) {
    const { protocol, hostname, username } = new URL(options.url);
    const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
    this.transport = createTransport({
      url: options.url,
      pool: true,
      maxConnections: 1,
      // a password never goes over the open network
      requireTLS: protocol === 'smtp:' && username !== '' && !isHere,
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
    });
  }

  async send(message: Message): Promise<void> {
    const { from, site } = this.options;
    const { to, copy, language } = message.outside!;
    try {
      await this.transport.sendMail({
        from,
        ...(copy ? { cc: to } : { to }),
        messageId: `<${message.alert}.${message.person}@${new URL(site).hostname}>`,
        ...lettersOf(message, site),
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } catch (error) {
      const { code, responseCode = 0, message: said } = error as Error & { code?: string; responseCode?: number };
      const refused = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
      throw refused ? new Undeliverable(said) : error;
    }
  }

  async close(): Promise<void> {
    this.transport.close();
  }
}

/** Subject, plain text and HTML of a message, in its reader's language. */
export function lettersOf(message: Message, site: string): { subject: string; text: string; html: string } {
  const { link, outside } = message;
  const { language, copy, toRoles, digest, due, short } = outside!;
  const say = (text: Text) => text[language];
  const roles = { roles: { en: named(toRoles, 'en'), km: named(toRoles, 'km') } };
  const lines = [
    say(message.text),
    ...(due ? [`${say(outsideTexts.due)}: ${say(due)}`] : []),
    ...(toRoles.length > 0 && !digest ? [say(outsideText(copy ? 'copy' : 'act', roles))] : []),
  ];
  const items = digest ? itemsOf(digest, site, language) : { plain: [], html: '' };
  const subject = copy ? `${say(outsideTexts.copySubject)}: ${say(short)}` : say(short);
  const address = site + link;
  const profile = `${site}/profile`;
  return {
    subject,
    text: [...lines, ...items.plain, '', address, '', '--', `${say(outsideTexts.why)} ${profile}`, ''].join('\n'),
    html: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font-family:'Noto Sans Khmer',sans-serif;line-height:1.6">
${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}
${items.html}
<p><a href="${escaped(address)}">${escaped(say(outsideTexts.open))}</a></p>
<p><small>${escaped(say(outsideTexts.why))} <a href="${escaped(profile)}">${escaped(profile)}</a></small></p>
</body></html>`,
  };
}

function itemsOf(
  { items, total }: DigestDetails,
  site: string,
  language: 'en' | 'km',
): { plain: string[]; html: string } {
  const say = (text: Text) => text[language];
  const said = items.map((item) => {
    const days = { en: String(item.days), km: khmerDigits(item.days) };
    const parts = [item.reference, say(item.title), say(item.due), say(outsideText('late', { days }))];
    return { text: [...parts, ...(item.high ? [say(outsideTexts.high)] : [])].join(' · '), link: site + item.link };
  });
  const left = total - items.length;
  const rest = left > 0 ? [say(outsideText('more', { count: { en: String(left), km: khmerDigits(left) } }))] : [];
  return {
    plain: ['', ...said.flatMap(({ text, link }, i) => [`${i + 1}. ${text}`, `   ${link}`]), ...rest],
    html: `<ol>${said.map(({ text, link }) => `<li><a href="${escaped(link)}">${escaped(text)}</a></li>`).join('')}</ol>${rest.map((line) => `<p>${escaped(line)}</p>`).join('')}`,
  };
}

const named = (roles: NonNullable<Message['outside']>['toRoles'], language: 'en' | 'km'): string =>
  roles.map((role) => roleTexts[role][language]).join(', ');

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c]!);

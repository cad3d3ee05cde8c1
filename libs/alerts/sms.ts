import type { Channel, Message } from './channels';
import { post } from './http';

/** Characters of GSM 7-bit (3GPP TS 23.038); those of the second list count double. */
const plain =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const double = '^{}\\[~]|€\f';

export interface Segments {
  encoding: 'gsm7' | 'ucs2';
  segments: number;
}

/**
 * In how many segments a text travels: 160 characters of GSM 7-bit or 70 of UCS-2 (UTF-16 code units) in one, 153 or 67 in
 * each of several. Khmer is UCS-2. A surrogate pair or an escaped character is not split over two segments.
 */
export function segmentsOf(text: string): Segments {
  const isGsm = [...text].every((c) => plain.includes(c) || double.includes(c));
  const sizes = isGsm ? [...text].map((c) => (double.includes(c) ? 2 : 1)) : [...text].map((c) => c.length);
  const encoding = isGsm ? 'gsm7' : 'ucs2';
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= (isGsm ? 160 : 70)) return { encoding, segments: 1 };
  const room = isGsm ? 153 : 67;
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > room) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return { encoding, segments };
}

export interface SmsOptions {
  url: string;
  token: string;
  /** most segments of one message */
  segments: number;
  /** origin of the links */
  site: string;
}

/**
 * Text messages through a gateway over HTTP: `POST {id, to, text, encoding, segments}` with a bearer token and the id as
 * `Idempotency-Key`; any 2xx means taken. The text is the fullest that fits the segments, never cut inside.
 */
export class SmsChannel implements Channel {
  readonly name = 'sms';
  readonly outside = true;
  readonly needs = 'sms';

  constructor(private readonly options: SmsOptions) {}

  async send(message: Message): Promise<void> {
    const { url, token } = this.options;
    const text = this.textOf(message);
    const body = { id: message.id, to: message.outside!.to, text, ...segmentsOf(text) };
    await post(url, JSON.stringify(body), {
      'Content-Type': 'application/json; charset=utf-8',
      Authorization: `Bearer ${token}`,
      'Idempotency-Key': message.id,
    });
  }

  private textOf({ text, link, outside }: Message): string {
    const { site, segments } = this.options;
    const { language, short } = outside!;
    const tries = [
      `${text[language]} ${site}${link}`,
      `${short[language]} ${site}${link}`,
      `${short[language]} ${site}`,
    ];
    return tries.find((each) => segmentsOf(each).segments <= segments) ?? short[language];
  }
}

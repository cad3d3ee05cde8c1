/** Real receivers: a mail server and an HTTP endpoint that keep what they were sent, and can be told to refuse or to be gone. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as it came over the wire. */
export interface Letter {
  envelope: { from: string; to: string[] };
  headers: Record<string, string>;
  plain: string;
  html: string;
}

/** An SMTP server on this machine; `refuse` answers RCPT TO with a code, `busy` answers the data with 451. */
export class MailServer {
  readonly letters: Letter[] = [];
  refuse = new Map<string, number>();
  busy = false;
  private server: SMTPServer | undefined;
  private port = 0;

  static async open(): Promise<MailServer> {
    const mail = new MailServer();
    await mail.start();
    return mail;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      closeTimeout: 10,
      onRcptTo: ({ address }, _session, done) => {
        const code = this.refuse.get(address);
        done(code === undefined ? null : Object.assign(new Error('no such mailbox'), { responseCode: code }));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (this.busy) return done(Object.assign(new Error('try again later'), { responseCode: 451 }));
          const { mailFrom, rcptTo } = session.envelope;
          const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
          this.letters.push({ envelope, ...read(Buffer.concat(chunks).toString('utf8')) });
          done();
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => void server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** The letters that came to an address, oldest first. */
  to(address: string): Letter[] {
    return this.letters.filter(({ envelope }) => envelope.to.includes(address));
  }
}

function read(raw: string): Omit<Letter, 'envelope'> {
  const { headers, body } = split(raw);
  const boundary = /boundary="?([^";]+)/.exec(headers['content-type'] ?? '')?.[1];
  const parts = boundary === undefined ? [raw] : body.split(`--${boundary}`).map((part) => part.replace(/^\r\n/, ''));
  const find = (type: string): string => {
    const part = parts.map(split).find((one) => one.headers['content-type']?.startsWith(type));
    return part ? decoded(part.body, part.headers['content-transfer-encoding'] ?? '') : '';
  };
  return { headers, plain: find('text/plain'), html: find('text/html') };
}

function split(raw: string): { headers: Record<string, string>; body: string } {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const pairs = lines.flatMap((line): [string, string][] => {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name.toLowerCase(), words(value!)]];
  });
  return { headers: Object.fromEntries(pairs), body: rest.join('\r\n\r\n') };
}

/** RFC 2047 words of a header. */
const words = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (run) =>
      Buffer.concat(
        [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, how, text]) =>
          how!.toLowerCase() === 'b' ? Buffer.from(text!, 'base64') : quoted(text!.replace(/_/g, ' ')),
        ),
      ).toString('utf8'),
    );

const quoted = (text: string): Buffer =>
  Buffer.concat(
    [...text.replace(/=\r\n/g, '').matchAll(/=([0-9A-F]{2})|([^=]+)/gi)].map(([, hex, rest]) =>
      hex === undefined ? Buffer.from(rest!, 'utf8') : Buffer.from(hex, 'hex'),
    ),
  );

function decoded(body: string, encoding: string): string {
  const bytes = /base64/i.test(encoding)
    ? Buffer.from(body, 'base64')
    : /quoted/i.test(encoding)
      ? quoted(body)
      : Buffer.from(body, 'utf8');
  return bytes.toString('utf8').replace(/\r\n/g, '\n');
}

/** A call as it came. */
export interface Call {
  path: string;
  headers: IncomingHttpHeaders;
  raw: string;
  body: any;
}

/** An HTTP endpoint on this machine; it answers `status`, or what `answer` says of a call. */
export class Endpoint {
  readonly calls: Call[] = [];
  status = 202;
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<Endpoint> {
    const server = createServer();
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const endpoint = new Endpoint(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        if (endpoint.status < 300)
          endpoint.calls.push({ path: request.url!, headers: request.headers, raw, body: JSON.parse(raw) });
        response.writeHead(endpoint.status).end();
      });
    });
    return endpoint;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

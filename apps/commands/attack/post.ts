/** Where the product's messages go while it is attacked: a mail server, and a webhook receiver that points elsewhere. */
import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createTcp, type AddressInfo, type Socket } from 'node:net';

export interface Post {
  environment: Record<string, string>;
  /** each mail as it came over the wire: the envelope, and the bytes of the letter */
  letters: { envelope: string[]; raw: string }[];
  /** calls of the webhook, and of the address to which its answers point */
  calls: { path: string; body: string }[];
  stop(): Promise<void>;
}

const listening = async (server: {
  listen(port: number, host: string, done: () => void): unknown;
  address(): unknown;
}) => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/** SMTP as far as a sender needs it; keeps what it is given, byte for byte. */
function startMail(letters: Post['letters'], sockets: Set<Socket>) {
  return createTcp((socket) => {
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    let kept = '';
    let envelope: string[] = [];
    let inLetter = false;
    say('220 a mail server');
    socket.on('data', (chunk: Buffer) => {
      kept += chunk.toString('latin1');
      for (;;) {
        const end = inLetter ? kept.indexOf('\r\n.\r\n') : kept.indexOf('\r\n');
        if (end < 0) return;
        const taken = kept.slice(0, end);
        kept = kept.slice(end + (inLetter ? 5 : 2));
        if (inLetter) {
          letters.push({ envelope, raw: Buffer.from(taken, 'latin1').toString('utf8') });
          envelope = [];
          inLetter = false;
          say('250 kept');
        } else if (/^DATA$/i.test(taken)) {
          inLetter = true;
          say('354 go on');
        } else if (/^QUIT/i.test(taken)) socket.end('221 bye\r\n');
        else {
          if (/^(MAIL FROM|RCPT TO)/i.test(taken)) envelope.push(taken);
          say('250 well');
        }
      }
    });
  });
}

/** A receiver whose every answer points to another address of this machine. */
function startWebhook(calls: Post['calls']): Server {
  return createHttp((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      calls.push({ path: request.url!, body });
      response.writeHead(307, { Location: `http://${request.headers.host}/inside/latest/meta-data` }).end();
    });
  });
}

export async function startPost(): Promise<Post> {
  const letters: Post['letters'] = [];
  const calls: Post['calls'] = [];
  const sockets = new Set<Socket>();
  const mail = startMail(letters, sockets);
  const webhook = startWebhook(calls);
  const [mailPort, webhookPort] = await Promise.all([listening(mail), listening(webhook)]);
  return {
    letters,
    calls,
    environment: {
      HOMEWARD_SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
      HOMEWARD_MAIL_FROM: 'Homeward <homeward@attack.example>',
      HOMEWARD_WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/hook`,
      HOMEWARD_WEBHOOK_SECRET: 'a secret of the throwaway that is long enough',
    },
    async stop() {
      webhook.closeAllConnections();
      for (const socket of sockets) socket.destroy();
      await Promise.all([mail, webhook].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

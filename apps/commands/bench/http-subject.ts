/** The same events over HTTP: one API process, sessions, idempotency keys and `If-Match`, as a browser sends them. */
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { codeAt } from '../../../libs/access';
import { projectRoot } from '../../../libs/database';
import { accountOf } from '../../demo';
import { acts, chainArea } from './chain';
import { newCases, type Case } from './engine-subject';
import type { Ground } from './ground';
import { runChain, type Run } from './load';

interface Answer {
  status: number;
  etag?: string;
  body: { id: string; token: string; code?: string };
}

/** An API process of its own over the ground's database, and the people of the chain signed in. */
export class HttpSubject {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });
  private readonly tokens = new Map<string, string>();

  private constructor(
    private readonly ground: Ground,
    private readonly child: ChildProcess,
    private readonly url: string,
  ) {}

  static async start(ground: Ground): Promise<HttpSubject> {
    const { REDIS_URL: _, MIGRATION_DATABASE_URL: __, ...env } = process.env;
    const own = {
      DATABASE_URL: ground.database.appUrl,
      HOMEWARD_SEAL_KEY: ground.database.sealKey?.toString('hex'),
      HOMEWARD_CLOCK: 'manual',
      HOMEWARD_LOG: 'warn',
      HOST: '127.0.0.1',
      PORT: '0',
    };
    const child = fork(join(projectRoot(), 'dist', 'apps', 'commands', 'bench', 'http-api.js'), {
      env: { ...env, ...own },
    });
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', (told: { url: string }) => resolve(told.url));
      child.once('exit', (code) => reject(new Error(`the API process of the benchmark ended with ${code}`)));
    });
    const subject = new HttpSubject(ground, child, url);
    for (const login of new Set(acts.map((act) => act.login))) await subject.signIn(login);
    return subject;
  }

  /** Takes new cases through the whole chain. */
  async run(count: number, inFlight: number): Promise<Run> {
    const cases = await newCases(this.ground, count);
    return runChain(acts.length, count, inFlight, (step, no) => this.sendTo(cases[no]!, step));
  }

  /** Sends one event of the chain to a case. */
  async sendTo(one: Case, step: number): Promise<void> {
    const { event, login, dataFor } = acts[step]!;
    const data = dataFor(one.child);
    const headers = { Authorization: `Bearer ${this.tokens.get(login)}`, 'Idempotency-Key': randomUUID() };
    const answer = one.id
      ? await this.post(
          `/instances/${one.id}/events`,
          { type: event, data },
          { ...headers, 'If-Match': `"${one.version}"` },
        )
      : await this.post('/instances', { workflow: 'gatekeeping', area: chainArea, event, data }, headers);
    if (answer.status >= 300) throw new Error(`${event}: ${answer.status} ${JSON.stringify(answer.body)}`);
    one.id ||= answer.body.id;
    one.version = Number(/\d+/.exec(answer.etag ?? '')?.[0]);
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    this.child.removeAllListeners('exit');
    // Ctrl-C of the terminal reaches it as well
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    if (this.child.connected) this.child.disconnect();
    await gone;
  }

  private async signIn(login: string): Promise<void> {
    const { password, totpSecret } = accountOf(login);
    const body = { login, password, totp: totpSecret && codeAt(totpSecret, Date.now()) };
    const answer = await this.post('/session', body, {});
    if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${answer.status} ${answer.body.code}`);
    this.tokens.set(login, answer.body.token);
  }

  private post(path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const text = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.url}/api/v1${path}`,
        {
          method: 'POST',
          agent: this.agent,
          headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text), ...headers },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              etag: response.headers.etag,
              body: JSON.parse(Buffer.concat(chunks).toString() || '{}') as Answer['body'],
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(text);
    });
  }
}

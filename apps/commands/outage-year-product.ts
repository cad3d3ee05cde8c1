/** The processes of the outage year: the product, its PostgreSQL, and a Redis for the queue; each can be killed. */
import { randomUUID } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeAt } from '../../libs/access';
import { findPort, projectRoot, readCredentials } from '../../libs/database';
import { accountOf } from '../demo';

export interface Answer {
  status: number;
  etag: string | null;
  body: any;
}

/** Milliseconds after which what does not answer is a failure of the story. */
const patience = 180_000;

/** Started on data of its own with the clock by hand; killed and started again on the same data. */
export class Breakable {
  readonly dataFolder: string;
  /** answers that were none, by what came instead */
  readonly disturbances = new Map<string, number>();
  private readonly folder = mkdtempSync(join(tmpdir(), 'homeward-year-'));
  private readonly tokens = new Map<string, Promise<string>>();
  private child: ChildProcess | undefined;
  private said = '';
  private port = 0;

  private constructor() {
    chmodSync(this.folder, 0o755);
    this.dataFolder = join(this.folder, 'data');
  }

  static async start(): Promise<Breakable> {
    const product = new Breakable();
    product.port = await findPort();
    await product.run();
    return product;
  }

  get environment(): NodeJS.ProcessEnv {
    const {
      DATABASE_URL: _,
      MIGRATION_DATABASE_URL: __,
      MIGRATOR_DATABASE_URL: ___,
      REDIS_URL: ____,
      NODE_ENV: _____,
      ...env
    } = process.env;
    const own = {
      HOMEWARD_DATA_DIR: this.dataFolder,
      HOMEWARD_CLOCK: 'manual',
      HOMEWARD_DEMO: 'on',
      HOMEWARD_LOG: 'warn',
    };
    return { ...env, ...own, PORT: String(this.port), HOST: '127.0.0.1' };
  }

  private async run(): Promise<void> {
    this.said = '';
    const child = spawn(process.execPath, ['--enable-source-maps', join(projectRoot(), 'dist', 'apps', 'start.js')], {
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    for (let waited = 0; waited < patience && child.exitCode === null && child.signalCode === null; waited += 50) {
      if (/Ctrl-C/.test(this.said)) return;
      await pause(50);
    }
    throw new Error(`the product did not start:\n${this.said}`);
  }

  /** kill -9 of the process that answers and sweeps; its PostgreSQL goes on. Answers when it runs again. */
  async killProduct(alsoDatabase = false): Promise<void> {
    const child = this.child!;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    if (alsoDatabase) this.stopDatabase();
    await gone;
    await this.run();
  }

  /** An immediate stop, as a crash is: the product starts it again by itself. */
  stopDatabase(): void {
    const { folder } = readCredentials(this.dataFolder)!;
    try {
      process.kill(Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
    } catch {
      // it is down already, or on its way up
    }
  }

  address(login: 'owner' | 'app'): string {
    const credentials = readCredentials(this.dataFolder)!;
    return `postgresql://homeward_${login}:${credentials[login]}@127.0.0.1:${credentials.port}/homeward`;
  }

  async stop(): Promise<void> {
    const child = this.child!;
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Sends a request until it is answered; what is repeated keeps its key. */
  async insist(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const given: Record<string, string> = { ...headers };
    if (method === 'POST') given['Idempotency-Key'] ??= randomUUID();
    if (body !== undefined) given['Content-Type'] = 'application/json';
    for (const began = Date.now(); ;) {
      const answer = await this.send(method, path, body, given).catch((error: Error) => `no answer: ${error.message}`);
      if (typeof answer !== 'string' && answer.status < 500 && answer.status !== 429) return answer;
      const what = typeof answer === 'string' ? answer : `${answer.status} ${answer.body?.code ?? ''}`;
      this.disturbances.set(what, (this.disturbances.get(what) ?? 0) + 1);
      if (Date.now() - began > patience)
        throw new Error(`${method} ${path}: ${what} for too long; the product said: ${this.said.slice(-2_000)}`);
      await pause(100);
    }
  }

  private async send(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      etag: answer.headers.get('etag'),
      body: text.startsWith('{') ? JSON.parse(text) : text,
    };
  }

  /** Does one act as a demo login; an event sees its case first, and looks again where it has moved. */
  async act(login: string, path: string, body: unknown): Promise<Answer> {
    const headers: Record<string, string> = {
      Authorization: `Bearer ${await this.tokenOf(login)}`,
      'Idempotency-Key': randomUUID(),
    };
    const instance = /^\/instances\/([^/]+)\/events$/.exec(path)?.[1];
    for (let tries = 0; ; tries += 1) {
      if (instance) {
        const seen = await this.insist('GET', `/api/v1/instances/${instance}`, undefined, {
          Authorization: headers['Authorization']!,
        });
        headers['If-Match'] = seen.etag ?? '"1"';
      }
      const answer = await this.insist('POST', `/api/v1${path}`, body, headers);
      if (answer.status !== 409 || tries >= 50) return answer;
      await pause(50);
    }
  }

  private tokenOf(login: string): Promise<string> {
    const known = this.tokens.get(login) ?? this.signIn(login);
    this.tokens.set(login, known);
    return known;
  }

  private async signIn(login: string): Promise<string> {
    const { password, totpSecret } = accountOf(login);
    const body = { login, password, totp: totpSecret && codeAt(totpSecret, Date.now()) };
    const answer = await this.insist('POST', '/api/v1/session', body);
    if (answer.status !== 200)
      throw new Error(`${login} could not sign in: ${answer.status} ${answer.body?.code ?? ''}`);
    return answer.body.token as string;
  }
}

/** A Redis of the story's own that keeps nothing; undefined where the machine has none. */
export class Forgetful {
  private constructor(
    readonly url: string,
    private readonly port: number,
    private child: ChildProcess,
  ) {}

  static async start(): Promise<Forgetful | undefined> {
    const port = await findPort();
    const child = spawnRedis(port);
    return (await answers(port, child)) ? new Forgetful(`redis://127.0.0.1:${port}`, port, child) : undefined;
  }

  /** kill -9, and an empty one in its place. */
  async lose(): Promise<void> {
    await this.stop();
    this.child = spawnRedis(this.port);
    if (!(await answers(this.port, this.child))) throw new Error('Redis did not start again');
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }
}

function spawnRedis(port: number): ChildProcess {
  const settings = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    tmpdir(),
  ];
  const child = spawn('redis-server', settings, { stdio: 'ignore' });
  child.on('error', () => undefined);
  return child;
}

async function answers(port: number, child: ChildProcess): Promise<boolean> {
  for (let waited = 0; waited < 5_000 && child.pid !== undefined && child.exitCode === null; waited += 25) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('connect', () => (socket.destroy(), resolve(true)));
      socket.once('error', () => resolve(false));
    });
    if (open) return true;
    await pause(25);
  }
  return false;
}

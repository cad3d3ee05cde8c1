/** A product of a story's own and its PostgreSQL; each can be killed while people act, who ask again until they are answered. */
import { randomUUID } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeAt } from '../../libs/access';
import { findPort, projectRoot, readCredentials } from '../../libs/database';
import { accountOf } from '../demo';
import { codesAround } from './story-player';
import { environmentOf } from './throwaway';

export interface Answer {
  status: number;
  etag: string | null;
  body: any;
}

/** How an act is sent. */
export interface Manner {
  /** the event is a signature */
  signed?: boolean;
  /** Idempotency-Key, where the caller keeps it */
  key?: string;
}

/** A person who has signed in. */
interface Session {
  token: string;
  /** the last TOTP step used: a code counts once */
  step: number;
}

/** Answers that another look at the case changes nothing about. */
const final = ['event_not_possible', 'instance_closed', 'line_corrected'];

/** Milliseconds after which what does not answer is a failure of the story. */
const patience = 180_000;

/** Started on data of its own with the clock by hand; killed and started again on the same data. */
export class Breakable {
  readonly dataFolder: string;
  /** answers that were none, by what came instead */
  readonly disturbances = new Map<string, number>();
  private readonly folder = mkdtempSync(join(tmpdir(), 'homeward-year-'));
  private readonly sessions = new Map<string, Promise<Session>>();
  private readonly versions = new Map<string, string>();
  private child: ChildProcess | undefined;
  private said = '';
  private port = 0;

  private constructor() {
    chmodSync(this.folder, 0o755);
    this.dataFolder = join(this.folder, 'data');
  }

  /** Starts it; where it does not, nothing is left behind, and what was started `beside` it is stopped as well. */
  static async start(beside?: { stop(): Promise<void> }): Promise<Breakable> {
    const product = new Breakable();
    try {
      product.port = await findPort();
      await product.run();
      return product;
    } catch (error) {
      await product.stop();
      await beside?.stop();
      throw error;
    }
  }

  get environment(): NodeJS.ProcessEnv {
    return environmentOf(this.port, this.dataFolder);
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
    const { child } = this;
    if (child?.exitCode === null && child.signalCode === null) {
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

  /** Does one act as a demo login; an event names the version last seen, and looks again where the case has moved. */
  async act(login: string, path: string, body: unknown, { signed, key }: Manner = {}): Promise<Answer> {
    const session = await this.sessionOf(login);
    const headers: Record<string, string> = {
      Authorization: `Bearer ${session.token}`,
      'Idempotency-Key': key ?? randomUUID(),
    };
    const instance = /^\/instances\/([^/]+)\/events$/.exec(path)?.[1];
    for (let tries = 0; ; tries += 1) {
      if (instance) headers['If-Match'] = await this.versionOf(instance, session, tries === 0);
      const send = () => this.insist('POST', `/api/v1${path}`, body, headers);
      const answer = signed ? await this.signedBy(login, session, headers, send) : await send();
      if (instance && answer.status < 400 && answer.etag) this.versions.set(instance, answer.etag);
      if (answer.status !== 409 || final.includes(answer.body?.code) || tries >= 50) return answer;
      await pause(50);
    }
  }

  /** Reads as a demo login. */
  async read(login: string, path: string): Promise<Answer> {
    const { token } = await this.sessionOf(login);
    return this.insist('GET', `/api/v1${path}`, undefined, { Authorization: `Bearer ${token}` });
  }

  private async versionOf(instance: string, { token }: Session, orKnown: boolean): Promise<string> {
    const known = this.versions.get(instance);
    if (orKnown && known !== undefined) return known;
    const seen = await this.insist('GET', `/api/v1/instances/${instance}`, undefined, {
      Authorization: `Bearer ${token}`,
    });
    if (seen.etag) this.versions.set(instance, seen.etag);
    return seen.etag ?? '"1"';
  }

  /** Signs with a code not used before; where a person has used all codes of the moment, the next one is waited for. */
  private async signedBy(
    login: string,
    session: Session,
    headers: Record<string, string>,
    send: () => Promise<Answer>,
  ): Promise<Answer> {
    const secret = accountOf(login).totpSecret!;
    for (let tries = 0; ; tries += 1) {
      session.step = Math.max(session.step + 1, Math.floor((Date.now() + 8_000) / 30_000) - codesAround);
      const early = (session.step - codesAround) * 30_000 + 200 - Date.now();
      if (early > 0) await pause(early);
      headers['Homeward-Totp'] = codeAt(secret, session.step * 30_000);
      const answer = await send();
      if (answer.body?.code === 'signature_required' && tries < 3) continue;
      // what was refused for another reason has signed nothing: the code is given back
      if (answer.status >= 400) session.step -= 1;
      return answer;
    }
  }

  /** Signs in; before anything breaks, so that no code is lost. */
  sessionOf(login: string): Promise<Session> {
    const known = this.sessions.get(login) ?? this.signIn(login);
    this.sessions.set(login, known);
    return known;
  }

  private async signIn(login: string): Promise<Session> {
    const { password, totpSecret } = accountOf(login);
    const body = { login, password, totp: totpSecret && codeAt(totpSecret, Date.now()) };
    const answer = await this.insist('POST', '/api/v1/session', body);
    if (answer.status !== 200)
      throw new Error(`${login} could not sign in: ${answer.status} ${answer.body?.code ?? ''}`);
    return { token: answer.body.token as string, step: 0 };
  }
}

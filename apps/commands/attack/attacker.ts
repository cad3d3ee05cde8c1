/** Who attacks: the demo people, an outsider, and the logins of the database, against one product with the clock by hand. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { codeAt } from '../../../libs/access';
import { codesAround } from '../story-player';
import { seatOf } from './neighbours';
import type { Post } from './post';

/** What is attacked: a product with the demo's people and the clock by hand, and its database as its logins see it. */
export interface Target {
  url: string;
  /** the owner's login: sees what an attack changed */
  owner: Pool;
  /** the application's login */
  app: Pool;
  /** everything that it logged so far */
  logged(): string;
  /** resident memory of the process that answers, in bytes */
  memory(): number;
  /** data folder, where the product has one of its own */
  dataFolder?: string;
  /** where its messages go, where it sends any */
  post?: Post;
}

export interface Sent {
  method?: string;
  body?: unknown;
  /** body as it stands */
  raw?: string | Buffer;
  /** Idempotency-Key; null sends none */
  key?: string | null;
  headers?: Record<string, string>;
  /** milliseconds after which no answer is a hang */
  patience?: number;
  /** read the head of the answer only: a stream that does not end */
  headOnly?: boolean;
}

export interface Answer {
  /** 0: none came in time */
  status: number;
  headers: Headers;
  /** parsed where it is JSON, else text */
  body: any;
  bytes: Buffer;
  /** until the last byte */
  ms: number;
}

/** Longest wait for an answer in milliseconds, beyond which it counts as a hang. */
export const patience = 20_000;

const ours = /^\/(api|health|metrics|testing|verify|calendar)(\/|$)/;

/** Steps of the codes that were used by login, of each product: two attackers of one must not use the same. */
const usedSteps = new WeakMap<object, Map<string, number>>();

/** One attack on one target; signs demo people in when first needed, and remembers every secret that it used. */
export class Attacker {
  /** passwords, tokens, codes: what must be in no log */
  readonly secrets = new Set<string>();
  private readonly tokens = new Map<string, Promise<string>>();
  private readonly steps: Map<string, number>;

  constructor(
    readonly target: Target,
    readonly seed: number,
  ) {
    this.steps = usedSteps.get(target.owner) ?? new Map<string, number>();
    usedSteps.set(target.owner, this.steps);
  }

  /** Sends one request as a demo login, or as nobody; an address without `/api` is one of the API. */
  async send(as: string | undefined, path: string, sent: Sent = {}): Promise<Answer> {
    const headers: Record<string, string> = { ...sent.headers };
    if (as !== undefined) headers['Authorization'] ??= `Bearer ${await this.tokenOf(as)}`;
    return this.sendRaw(path, { ...sent, headers });
  }

  /** Sends as it stands, without a session but what the headers carry. */
  async sendRaw(path: string, sent: Sent): Promise<Answer> {
    const answer = await this.sendOnce(path, sent);
    // the server closed a connection that had rested at the very moment it was used again
    const unsent = answer.status === 0 && /other side closed|ECONNRESET/.test(String(answer.body));
    return unsent ? this.sendOnce(path, sent) : answer;
  }

  private async sendOnce(
    path: string,
    { method, body, raw, key, headers = {}, patience: wait, headOnly }: Sent,
  ): Promise<Answer> {
    const how = method ?? (body === undefined && raw === undefined ? 'GET' : 'POST');
    const given = { ...headers };
    if (how === 'POST' && key !== null) given['Idempotency-Key'] ??= key ?? randomUUID();
    if (body !== undefined || raw !== undefined) given['Content-Type'] ??= 'application/json';
    const began = performance.now();
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), wait ?? patience);
    try {
      const answer = await fetch(`${this.target.url}${ours.test(path) ? '' : '/api/v1'}${path}`, {
        method: how,
        headers: given,
        redirect: 'manual',
        signal: ending.signal,
        body:
          raw !== undefined ? new Uint8Array(Buffer.from(raw)) : body === undefined ? undefined : JSON.stringify(body),
      });
      const stream = headOnly || /event-stream/.test(answer.headers.get('content-type') ?? '');
      const bytes = stream ? Buffer.alloc(0) : Buffer.from(await answer.arrayBuffer());
      if (stream) ending.abort();
      const json = /json/.test(answer.headers.get('content-type') ?? '') && bytes.length > 0;
      const text = bytes.toString('utf8');
      const ms = performance.now() - began;
      return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text, bytes, ms };
    } catch (error) {
      // an error of fetch is none of this realm's in a test
      const { name, message, cause } = error as Error;
      const why = `${name} ${message} ${(cause as Error | undefined)?.message ?? ''}`;
      return {
        status: 0,
        headers: new Headers(),
        body: why.trim(),
        bytes: Buffer.alloc(0),
        ms: performance.now() - began,
      };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Status and code of an answer: `200`, `404 not_found`, `0` where none came. */
  static told({ status, body }: Pick<Answer, 'status' | 'body'>): string {
    return status >= 200 && status < 400
      ? String(status)
      : `${status} ${body?.code ?? String(body).slice(0, 100)}`.trim();
  }

  /** Status and code of what comes back. */
  async outcome(as: string | undefined, path: string, sent: Sent = {}): Promise<string> {
    return Attacker.told(await this.send(as, path, sent));
  }

  /** Makes what an attack needs; throws where the product does not take it. */
  async made(as: string, path: string, body: unknown, sent: Sent = {}): Promise<any> {
    const answer = await this.send(as, path, { body, ...sent });
    if (answer.status < 200 || answer.status >= 300)
      throw new Error(`${as} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  tokenOf(login: string): Promise<string> {
    const known = this.tokens.get(login) ?? this.signIn(login).then(({ token }) => token);
    this.tokens.set(login, known);
    return known;
  }

  /** The login, or nobody where it cannot sign in any longer: an accepted renewal took its password away. */
  async able(login: string | undefined): Promise<string | undefined> {
    if (login === undefined) return undefined;
    return this.tokenOf(login).then(
      () => login,
      () => undefined,
    );
  }

  /** Goes on with a session that was begun elsewhere. */
  remember(login: string, token: string): void {
    this.tokens.set(login, Promise.resolve(token));
  }

  /** Forgets a session that an attack may have ended. */
  forget(login: string): void {
    this.tokens.delete(login);
  }

  /** A session of its own beside the others of this person. */
  async signIn(login: string, headers: Record<string, string> = {}): Promise<{ token: string; cookie: string }> {
    const { password, totpSecret } = seatOf(login);
    const totp = totpSecret && (await this.codeOf(login));
    const answer = await this.sendRaw('/session', { body: { login, password, totp }, key: null, headers });
    if (answer.status !== 200)
      throw new Error(`${login} cannot sign in: ${answer.status} ${JSON.stringify(answer.body)}`);
    const token = answer.body.token as string;
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0]!;
    for (const secret of [password, token, totp, cookie.split('=')[1]]) if (secret) this.secrets.add(secret);
    return { token, cookie };
  }

  /** A code that this person has not used yet, the oldest that is taken first; waits where all of the moment are used. */
  async codeOf(login: string): Promise<string> {
    const step = Math.max((this.steps.get(login) ?? 0) + 1, Math.floor((Date.now() + 8_000) / 30_000) - codesAround);
    this.steps.set(login, step);
    const early = (step - codesAround) * 30_000 + 200 - Date.now();
    if (early > 0) await pause(early);
    const code = codeAt(seatOf(login).totpSecret!, step * 30_000);
    this.secrets.add(code);
    return code;
  }

  /** Reads with the owner's login. */
  async rows<T extends object = Record<string, any>>(sql: string, ...values: unknown[]): Promise<T[]> {
    return (await this.target.owner.query<T>(sql, values)).rows;
  }

  /** Moves the clock by hand. */
  async moveClock(now: string): Promise<void> {
    const answer = await this.send(undefined, '/testing/clock', { method: 'PUT', body: { now }, patience: 120_000 });
    if (answer.status !== 200) throw new Error(`the clock did not move to ${now}: ${JSON.stringify(answer.body)}`);
  }
}

/** Does the jobs, so many at a time. */
export async function inTurns<T>(items: readonly T[], lanes: number, job: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(lanes, items.length) }, async () => {
      while (next < items.length) await job(items[next++]!);
    }),
  );
}

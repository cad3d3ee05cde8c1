/** What a client does over HTTP: each act keeps its key until it is answered, and is written down as it goes. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { codeAt } from '../../../libs/access';
import { accountOf } from '../../demo';
import { numbersOf } from '../seeded';
import type { Load } from './clients';
import { Notebook, type Asked } from './record';

export interface Answer {
  status: number;
  code?: string;
  id?: string;
  version?: number;
  token?: string;
}

/** What a client wants done. */
interface Act extends Pick<Asked, 'act' | 'type' | 'instance' | 'mark'> {
  login: string;
  path: string;
  /** a form, or a picture */
  body: object;
  /** the version last seen */
  version?: number;
  /** with a code of the second factor */
  isSigned?: true;
}

/** Milliseconds after which an act without an answer is a failure of the run. */
const patience = 150_000;

/** Refusals that are the answer to an act; every other one is asked again. */
const refusals = ['refused_by_rule', 'event_not_possible', 'instance_closed', 'form_invalid', 'refused_by_database'];

/** One client's hand. */
export class Hand {
  protected readonly number: () => number;
  private readonly notes: Notebook;
  private count = 0;

  constructor(
    protected readonly load: Load,
    protected readonly index: number,
    /** `leaving`: share of the acts that are left when the first request of them fails */
    private readonly who: { seed: number; leaving: number },
  ) {
    this.number = numbersOf(who.seed * 1_000 + index);
    this.notes = new Notebook(load.world.told, index);
  }

  protected below = (n: number): number => Math.floor(this.number() * n);

  protected async register(login: string, area: string): Promise<string> {
    this.count += 1;
    const mark = `Invented ${this.index}.${this.count}`;
    const body = {
      names: [{ km: 'សាកល្បង', latin: mark }],
      birth: { from: '2010-01-01', to: '2010-12-31', precision: 'year' },
      sex: 'female',
      disability: false,
      area,
    };
    const { id } = await this.act({ login, act: 'child', type: 'child.registered', path: '/children', body, mark });
    return id!;
  }

  /** A case; a refusal, as of a date that the server's clock has not reached, ends the story. */
  protected async open(login: string, body: object, type: string): Promise<Answer> {
    const answer = await this.act({ login, act: 'open', type, path: '/instances', body });
    if (answer.status >= 400) throw new Gone();
    return answer;
  }

  /** One event of a case; a refusal other than those allowed ends the story. */
  protected async event(
    login: string,
    seen: Answer,
    type: string,
    data: object,
    { allowed = [], isSigned }: { allowed?: string[]; isSigned?: true } = {},
  ): Promise<Answer> {
    const { id: instance, version } = seen;
    const path = `/instances/${instance}/events`;
    const body = { type, data };
    const answer = await this.act({ login, act: 'event', type, instance, path, body, version, isSigned });
    if (answer.status >= 400 && !allowed.includes(answer.code ?? '')) throw new Gone();
    return answer;
  }

  /** Sends an act until it is answered, or goes away. */
  protected async act({ login, path, body, version: seen, isSigned, ...act }: Act): Promise<Answer> {
    const { load, notes } = this;
    this.count += 1;
    const key = keyOf(this.who.seed, this.index, this.count);
    const isLeaving = this.number() < this.who.leaving;
    let server = this.below(2);
    const asked = load.at();
    const { person } = accountOf(login);
    const route = `POST /api/v1${path}`;
    notes.write({ what: 'asked', key, client: this.index, person, route, ...act, at: asked });
    let version = seen;
    let misses = 0;
    let worst = 0;
    for (let tries = 1; ; tries += 1) {
      const token = await load.tokenOf(login);
      const code = isSigned && codeAt(accountOf(login).totpSecret!, load.world.now());
      const answer = await this.once(server, path, body, { key, token, version, act, code });
      if (typeof answer !== 'string') {
        notes.write({ what: 'told', key, ...answer, tries, at: load.at() });
        load.misses.set(worst, (load.misses.get(worst) ?? 0) + 1);
        if (tries === 1) load.latencies.push(load.at() - asked);
        if (answer.status >= 400 && answer.code !== 'refused_by_rule')
          load.count(`refused: ${act.type} ${answer.code}`);
        return answer;
      }
      // told to look again, or to sign in again: an answer, if not the act's
      const isOrder = /version_stale|unauthenticated/.test(answer);
      // no answer: the other one is asked next; who has answered is asked again
      if (isOrder) misses = 0;
      else [misses, server] = [misses + 1, server + 1];
      worst = Math.max(worst, misses);
      load.count(answer);
      notes.write({ what: 'failed', key, why: answer, at: load.at() });
      if (answer.startsWith('401')) await load.tokenOf(login, token);
      if (answer.includes('version_stale')) version = await this.look(server, login, act.instance!, version);
      if (isLeaving && !isOrder) {
        notes.write({ what: 'left', key, at: load.at() });
        throw new Gone();
      }
      if (load.at() - asked > patience) {
        load.failures.push(`${act.type} ${key} had no answer for ${patience / 1_000} s, at last ${answer}`);
        throw new Gone();
      }
      if (!isOrder) await pause(100 + this.below(200));
    }
  }

  /** One request: its answer where it is one to the act, else what came instead. */
  private async once(
    server: number,
    path: string,
    body: object,
    {
      key,
      token,
      version,
      act,
      code,
    }: { key: string; token: string; version?: number; act: Pick<Act, 'instance'>; code?: string },
  ): Promise<Answer | string> {
    // nobody has looked at the case yet: what the first request is answered is the version
    const match: { [name: string]: string } = act.instance === undefined ? {} : { 'If-Match': `"${version ?? 0}"` };
    const signature: { [name: string]: string } = code === undefined ? {} : { 'Homeward-Totp': code };
    try {
      const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': key, ...match, ...signature };
      const answer = await this.load.send(server, 'POST', path, body, headers);
      const { status, id, version: reached } = answer;
      if (status < 300 || refusals.includes(answer.code ?? ''))
        return { status, code: answer.code, id, version: reached };
      if (isWrong(status)) this.load.failures.push(`${key}: ${status} ${answer.code}`);
      return `${status} ${answer.code}`;
    } catch (error) {
      return `no answer: ${wordOf(error)}`;
    }
  }

  /** The version of a case now; the one before where nobody answers. */
  private async look(
    server: number,
    login: string,
    id: string,
    before: number | undefined,
  ): Promise<number | undefined> {
    const headers = { Authorization: `Bearer ${await this.load.tokenOf(login)}` };
    const seen = await this.load.send(server, 'GET', `/instances/${id}`, undefined, headers).catch(() => undefined);
    return seen?.status === 200 ? seen.version : before;
  }
}

/** Answers that no act of the load should ever get. */
const isWrong = (status: number): boolean => [400, 403, 404, 428, 500].includes(status);

/** The client went away, or the story came to another end. */
export class Gone extends Error {}

/** A key that is the same in every run of a seed; as long as a random one. */
const keyOf = (...parts: number[]): string => createHash('sha256').update(parts.join('.')).digest('hex').slice(0, 36);

const wordOf = (error: unknown): string => {
  const { name, cause } = error as { name: string; cause?: { code?: string } };
  return cause?.code ?? name;
};

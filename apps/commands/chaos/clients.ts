/** People at work over HTTP while everything breaks: each act keeps its key until it is answered, and is written down as it goes. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { codeAt } from '../../../libs/access';
import { acts as chain, chainDay } from '../bench/chain';
import { accountOf } from '../../demo';
import { places } from '../../demo/places';
import { numbersOf } from '../seeded';
import { closingActs, dateOf, homes, pictureOf, redated } from './forms';
import { Notebook, type Asked } from './record';
import { wayHome } from './way-home';
import type { World } from './world';

interface Answer {
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

/** Milliseconds after which a request without an answer is given up, and an act is a failure of the run. */
const patience = { request: 15_000, act: 150_000 };
const day = 86_400_000;
/** The client who closes a home; it never goes away. */
const closer = 3;

/** Refusals that are the answer to an act; every other one is asked again. */
const refusals = ['refused_by_rule', 'event_not_possible', 'instance_closed', 'form_invalid', 'refused_by_database'];

export interface LoadOptions {
  seed: number;
  clients: number;
  /** share of the acts that a client leaves when the first request of them fails */
  leaving: number;
  /** number of the first client: another stretch has others */
  first: number;
}

/** The load of one stretch of time. */
export class Load {
  /** answers that were none, by what came instead */
  readonly disturbances = new Map<string, number>();
  /** acts by how many requests failed one after another before an answer */
  readonly misses = new Map<number, number>();
  /** acts that nobody answered in time, and answers that no act should get */
  readonly failures: string[] = [];
  /** milliseconds until the answer, of acts that needed one request */
  readonly latencies: number[] = [];
  isOver = false;
  private readonly tokens = new Map<string, Promise<string>>();
  /** cases of a login that several of its clients act on */
  private readonly shared = new Map<string, string[]>();

  constructor(
    readonly world: World,
    private readonly options: LoadOptions,
  ) {}

  /** Runs all clients until `isOver`; resolves when each has its last answer. */
  async run(): Promise<void> {
    const clients = Array.from(
      { length: this.options.clients },
      (_, i) => new Client(this, this.options.first + i, this.options),
    );
    await Promise.all(clients.map((client) => client.run()));
  }

  at = (): number => Math.round(performance.now() - this.world.began);

  casesOf(login: string): string[] {
    const cases = this.shared.get(login) ?? [];
    this.shared.set(login, cases);
    return cases;
  }

  count(what: string): void {
    this.disturbances.set(what, (this.disturbances.get(what) ?? 0) + 1);
  }

  /** The token of a login; another one where the clock has ended the one before. */
  async tokenOf(login: string, ended?: string): Promise<string> {
    const known = this.tokens.get(login);
    if (known && (await known) !== ended) return known;
    // somebody else may have been quicker
    if (this.tokens.get(login) === known) this.tokens.set(login, this.enter(login));
    return this.tokens.get(login)!;
  }

  private async enter(login: string): Promise<string> {
    const { password, totpSecret } = accountOf(login);
    for (let tries = 0; ; tries += 1) {
      const body = { login, password, totp: totpSecret && codeAt(totpSecret, this.world.now()) };
      const answer = await this.send(tries, 'POST', '/session', body, {}).catch(() => undefined);
      if (answer?.token) return answer.token;
      this.count(`signing in: ${answer ? `${answer.status} ${answer.code}` : 'no answer'}`);
      if (tries > 300) throw new Error(`${login} cannot sign in: ${JSON.stringify(answer)}`);
      await pause(500);
    }
  }

  /** Sends to one of the APIs. */
  async send(
    server: number,
    method: string,
    path: string,
    body: object | undefined,
    headers: { [name: string]: string },
  ): Promise<Answer> {
    const url = this.world.urls[server % this.world.urls.length]!;
    const isPicture = Buffer.isBuffer(body);
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...headers, ...(body && { 'Content-Type': isPicture ? 'image/png' : 'application/json' }) },
      body: isPicture ? new Uint8Array(body) : body && JSON.stringify(body),
      signal: AbortSignal.timeout(patience.request),
    });
    const text = await answer.text();
    return { ...(JSON.parse(text) as Answer), status: answer.status };
  }
}

/** One client, who plays story after story. */
class Client {
  private readonly number: () => number;
  private readonly notes: Notebook;
  private readonly place;
  private count = 0;

  constructor(
    private readonly load: Load,
    private readonly index: number,
    private readonly options: LoadOptions,
  ) {
    this.number = numbersOf(options.seed * 1_000 + index);
    this.notes = new Notebook(load.world.told, index);
    this.place = places[index % places.length]!;
  }

  private below = (n: number): number => Math.floor(this.number() * n);

  async run(): Promise<void> {
    // a story that comes to another end is begun again
    let closings = this.index === closer ? 3 : 0;
    while (closings > 0 || !this.load.isOver) {
      try {
        // one closes a home; every second client takes requests through gatekeeping, a fourth brings children home, the others
        // support families
        if (closings > 0) {
          closings -= 1;
          await this.close();
          closings = 0;
        } else await [this.request, this.comeHome, this.request, this.support][this.index % 4]!.call(this);
      } catch (error) {
        if (!(error instanceof Gone)) throw error;
      }
    }
  }

  /** A home of Kandal is closed while requests for places in it are open: one act of the ministry's concerns them all. */
  private async close(): Promise<void> {
    for (let n = 0; n < 2; n += 1) await this.request(homes.closed);
    let seen: Answer | undefined;
    for (const { event, login, data, isSigned } of closingActs(this.load.world.now()))
      seen = seen
        ? await this.event(login, seen, event, data, { isSigned })
        : await this.open(login, { workflow: 'institution-closure', area: places[0]!.commune, event, data }, event);
  }

  /** A request for care, from its submission to the panel: ten acts of four people of Kandal. */
  private async request(home = homes.open): Promise<void> {
    const kandal = places[0]!;
    const child = await this.register('dsw.kandal', kandal.commune);
    const days = Math.floor((this.load.world.now() - Date.parse(chainDay)) / day);
    let seen: Answer | undefined;
    for (const { event, login, dataFor } of chain) {
      const data = JSON.parse(JSON.stringify(redated(dataFor(child), days)).replaceAll(homes.open, home)) as object;
      seen = seen
        ? await this.event(login, seen, event, data)
        : await this.open(login, { workflow: 'gatekeeping', area: kandal.commune, event, data }, event);
      if (this.load.isOver && home === homes.open) return;
      await pause(this.below(60));
    }
  }

  /** A child goes home with everybody's signature, is visited, and a picture of the visit is kept: eleven acts of Kandal. */
  private async comeHome(): Promise<void> {
    const { commune: area } = places[0]!;
    const child = await this.register('dsw.kandal', area);
    let seen: Answer | undefined;
    for (const { event, login, dataFor } of wayHome) {
      const data = dataFor(child, dateOf(this.load.world.now()));
      seen = seen
        ? await this.event(login, seen, event, data)
        : await this.open(login, { workflow: 'family-reintegration', area, event, data }, event);
      if (this.load.isOver) return;
      await pause(this.below(60));
    }
    const [path, body] = [`/instances/${seen!.id}/attachments?about=visit`, await pictureOf(this.number)];
    await this.act({ login: 'dsw.kandal', act: 'file', type: 'attachment.added', instance: seen!.id, path, body });
  }

  /** A family is supported; some acts are refused by the rules, some are done on a case that colleagues work on too. */
  private async support(): Promise<void> {
    const login = `${['dsw', 'dsw2'][this.below(2)]}.${this.place.key}`;
    const today = dateOf(this.load.world.now());
    const data = {
      children: [await this.register(login, this.place.commune)],
      reason: 'concern',
      narrative: 'an invented case',
    };
    let seen = await this.open(login, { workflow: 'family-support', area: this.place.commune, data }, 'support.opened');
    const cases = this.load.casesOf(this.place.key);
    if (this.below(4) === 0) cases.push(seen.id!);
    const offer = { service: 'idpoor', provider: 'commune office', offeredOn: today };
    const concern = { kind: 'neglect', observedOn: today, narrative: 'an invented worry' };
    seen = await this.event(login, seen, 'services.offered', offer);
    for (let n = this.below(6); n >= 0 && !this.load.isOver; n -= 1) {
      const colleagues = cases[this.below(cases.length * 2)];
      if (colleagues !== undefined) await this.event(login, { status: 0, id: colleagues }, 'concern.raised', concern);
      else if (this.below(5) === 0) {
        const proposal = { ground: 'supported', childSafe: true, summary: 'too early' };
        const refused = await this.event(login, seen, 'closing.proposed', proposal, { allowed: ['refused_by_rule'] });
        seen = { ...seen, version: refused.version ?? seen.version };
      } else seen = await this.event(login, seen, 'concern.raised', concern);
      await pause(this.below(120));
    }
  }

  private async register(login: string, area: string): Promise<string> {
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
  private async open(login: string, body: object, type: string): Promise<Answer> {
    const answer = await this.act({ login, act: 'open', type, path: '/instances', body });
    if (answer.status >= 400) throw new Gone();
    return answer;
  }

  /** One event of a case; a refusal other than those allowed ends the story. */
  private async event(
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
  private async act({ login, path, body, version: seen, isSigned, ...act }: Act): Promise<Answer> {
    const { load, notes } = this;
    this.count += 1;
    const key = keyOf(this.options.seed, this.index, this.count);
    const isLeaving = this.number() < this.options.leaving && this.index !== closer;
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
      if (load.at() - asked > patience.act) {
        load.failures.push(`${act.type} ${key} had no answer for ${patience.act / 1_000} s, at last ${answer}`);
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
class Gone extends Error {}

/** A key that is the same in every run of a seed; as long as a random one. */
const keyOf = (...parts: number[]): string => createHash('sha256').update(parts.join('.')).digest('hex').slice(0, 36);

const wordOf = (error: unknown): string => {
  const { name, cause } = error as { name: string; cause?: { code?: string } };
  return cause?.code ?? name;
};

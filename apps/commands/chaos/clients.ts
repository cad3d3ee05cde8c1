/** People at work over HTTP while everything breaks: what they know of each other, and their stories. */
import { setTimeout as pause } from 'node:timers/promises';
import { codeAt } from '../../../libs/access';
import { acts as chain, chainDay } from '../bench/chain';
import { accountOf } from '../../demo';
import { places } from '../../demo/places';
import { Gone, Hand, type Answer } from './acts';
import { closingActs, dateOf, homes, pictureOf, redated } from './forms';
import { wayHome } from './way-home';
import type { World } from './world';

/** Milliseconds after which a request without an answer is given up, and signing in is a fault of the run. */
const patience = { request: 15_000, entry: 240_000 };
const day = 86_400_000;
/** The client who closes a home; it never goes away. */
const closer = 3;

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
    const began = performance.now();
    for (let tries = 0; ; tries += 1) {
      const body = { login, password, totp: totpSecret && codeAt(totpSecret, this.world.now()) };
      const answer = await this.send(tries, 'POST', '/session', body, {}).catch(() => undefined);
      if (answer?.token) return answer.token;
      this.count(`signing in: ${answer ? `${answer.status} ${answer.code}` : 'no answer'}`);
      if (performance.now() - began > patience.entry)
        throw new Error(`${login} cannot sign in: ${JSON.stringify(answer)}`);
      // each code counts once, also after a clock went back: who hurries is locked out
      await pause(answer?.status === 401 ? 25_000 : 500);
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
class Client extends Hand {
  private readonly place;

  constructor(load: Load, index: number, options: LoadOptions) {
    super(load, index, { ...options, leaving: index === closer ? 0 : options.leaving });
    this.place = places[index % places.length]!;
  }

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
    for (const { login, formFor } of wayHome) {
      const { type: event, data } = formFor(child, dateOf(this.load.world.now()));
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
}

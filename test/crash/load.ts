/** Eight district social workers at work over HTTP: each act has its key, and is repeated with it until it is answered. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { accountOf, demoPassword } from '../../apps/demo/accounts';
import { places } from '../../apps/demo/places';

interface Act {
  key: string;
  route: string;
  /** the answer it must get */
  expected: 200 | 201 | 422;
  body: Record<string, unknown>;
}

/** What was answered to an act: the instance and its version, or a refusal. */
interface Acknowledged {
  key: string;
  person: string;
  status: number;
  code: string | null;
  id: string;
  version: number | null;
}

const today = new Date().toISOString().slice(0, 10);
const concern = { kind: 'neglect', observedOn: today, narrative: 'an invented worry' };
const offer = { service: 'idpoor', provider: 'commune office', offeredOn: today };
const proposal = { ground: 'supported', childSafe: true, summary: 'too early' };

/** Nine acts of a case: its opening, seven events, and an attempt that the rules refuse. */
const events: { type: string; data: object; expected: 200 | 422 }[] = [
  { type: 'concern.raised', data: concern, expected: 200 },
  { type: 'services.offered', data: offer, expected: 200 },
  { type: 'closing.proposed', data: proposal, expected: 422 },
  ...Array.from({ length: 5 }, () => ({ type: 'concern.raised', data: concern, expected: 200 as const })),
];
const casesOfEach = 7;
/** ms after which an act without an answer is a failure; a busy machine takes its time to start PostgreSQL again */
const patience = 120_000;

export class Load {
  readonly acknowledged: Acknowledged[] = [];
  /** every answer that was not the act's own: status and code, or `no answer` */
  readonly disturbances = new Map<string, number>();
  /** the same of registering the children */
  readonly waits = new Map<string, number>();
  private readonly tokens = new Map<string, string>();
  private failure: unknown;

  constructor(private readonly url: string) {}

  /** Acts of one run: 8 clients, 7 cases each, 8 events each beside the opening. */
  readonly size = places.length * casesOfEach * (events.length + 1);

  async signIn(): Promise<void> {
    for (const { key } of places) {
      const login = `dsw.${key}`;
      const answer = await fetch(`${this.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ login, password: demoPassword }),
      });
      if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${await answer.text()}`);
      this.tokens.set(login, ((await answer.json()) as { token: string }).token);
    }
  }

  /** Runs all clients side by side; resolves when everything is answered. */
  async run(): Promise<void> {
    try {
      await Promise.all(places.map((place) => this.client(`dsw.${place.key}`, place.commune)));
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  /** Resolves once so many acts are answered. */
  async answered(count: number): Promise<void> {
    while (this.acknowledged.length < count) {
      if (this.failure) throw this.failure as Error;
      await pause(5);
    }
  }

  private async client(login: string, area: string): Promise<void> {
    for (let n = 0; n < casesOfEach; n += 1) {
      const data = { children: [await this.register(login, area)], reason: 'concern', narrative: 'an invented case' };
      const opened = await this.act(login, {
        key: randomUUID(),
        route: '/api/v1/instances',
        expected: 201,
        body: { workflow: 'family-support', area, data },
      });
      let { version } = opened;
      for (const { type, data, expected } of events) {
        const act: Act = {
          key: randomUUID(),
          route: `/api/v1/instances/${opened.id}/events`,
          expected,
          body: { type, data },
        };
        version = (await this.act(login, act, { id: opened.id, version: version! })).version ?? version;
      }
    }
  }

  /** A child of the register, for a case of its own. */
  private async register(login: string, area: string): Promise<string> {
    const key = randomUUID();
    const body = {
      names: [{ km: 'សាកល្បង', latin: `Invented ${key.slice(0, 8)}` }],
      birth: { from: '2010-01-01', to: '2010-12-31', precision: 'year' },
      sex: 'female',
      disability: false,
      area,
    };
    for (const end = Date.now() + patience; Date.now() < end;) {
      const act: Act = { key, route: '/api/v1/children', expected: 201, body };
      const answer = await this.send(login, act).catch(() => undefined);
      if (answer?.status === 201) return answer.body.id!;
      const what = answer ? `registering: ${answer.status} ${answer.body.code}` : 'registering: no answer';
      this.waits.set(what, (this.waits.get(what) ?? 0) + 1);
      if (answer && answer.status < 500 && answer.body.code !== 'busy')
        throw new Error(`the child was not registered: ${JSON.stringify(answer.body)}`);
      await pause(40);
    }
    throw new Error(`the child was not registered in time: ${JSON.stringify([...this.waits])}`);
  }

  /** Sends an act until it is answered; the key stays the same, so that it is done once. */
  private async act(login: string, act: Act, seen?: { id: string; version: number }): Promise<Acknowledged> {
    let version = seen?.version;
    for (const end = Date.now() + patience; Date.now() < end;) {
      const answer = await this.send(login, act, version).catch(() => undefined);
      if (answer && answer.status === act.expected) {
        const { id = seen!.id, version: reached = null, code = null } = answer.body;
        const acknowledged: Acknowledged = {
          key: act.key,
          person: accountOf(login).person,
          status: answer.status,
          code,
          id,
          version: reached,
        };
        this.acknowledged.push(acknowledged);
        return acknowledged;
      }
      const what = answer ? `${answer.status} ${answer.body.code} ${answer.type}` : 'no answer';
      this.disturbances.set(what, (this.disturbances.get(what) ?? 0) + 1);
      // the clock has moved the case meanwhile: the person looks again
      if (answer?.body.code === 'version_stale') version = await this.look(login, seen!.id, version!);
      else if (answer && answer.status < 500 && answer.body.code !== 'busy')
        throw new Error(`${JSON.stringify(act.body)} was answered ${what}`);
      else await pause(40);
    }
    throw new Error(`not answered in time: ${JSON.stringify(act.body)}; ${JSON.stringify([...this.disturbances])}`);
  }

  private async look(login: string, id: string, before: number): Promise<number> {
    const headers = { Authorization: `Bearer ${this.tokens.get(login)!}` };
    const answer = await fetch(`${this.url}/api/v1/instances/${id}`, { headers }).catch(() => undefined);
    if (answer?.status !== 200) return before;
    return ((await answer.json()) as { version: number }).version;
  }

  private async send(
    login: string,
    { key, route, body }: Act,
    version?: number,
  ): Promise<{ status: number; type: string; body: { id?: string; version?: number; code?: string } }> {
    const answer = await fetch(`${this.url}${route}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
        Authorization: `Bearer ${this.tokens.get(login)!}`,
        ...(version !== undefined && { 'If-Match': `"${version}"` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    const type = (answer.headers.get('content-type') ?? '').split(';')[0]!;
    return { status: answer.status, type, body: (await answer.json()) as object };
  }
}

/** What the journal does not say of the loads exactly as it was acknowledged; empty when it says everything once. */
export async function differencesOf(loads: Load[], pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{
    key: string;
    stream: string;
    kind: string;
    version: number | null;
    person: string;
  }>(`select key, stream, kind, version, person from homeward.journal where kind in ('event', 'refused')`);
  const byKey = new Map<string, typeof rows>();
  for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
  const all = loads.flatMap((load) => load.acknowledged);
  const differences = all.flatMap((act) => {
    const lines = byKey.get(act.key) ?? [];
    if (lines.length !== 1) return [`${act.key}: ${lines.length} lines`];
    const { stream, kind, version, person } = lines[0]!;
    const told =
      act.status === 422
        ? act.code === 'refused_by_rule' && kind === 'refused'
        : kind === 'event' && version === act.version;
    return told && stream === act.id && person === act.person
      ? []
      : [`${act.key}: ${JSON.stringify({ act, line: lines[0] })}`];
  });
  if (rows.length !== all.length) differences.push(`${rows.length} lines for ${all.length} acknowledged acts`);
  return differences;
}

/** Live updates: who hears of what, what a break leaves to be told, and when a connection ends. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startApi } from '../../apps/api';
import { readChanges } from '../../apps/api/changes';
import { mostPerPerson } from '../../apps/api/live';
import type { ManualClock } from '../../libs/engine';
import { accountOf, Town } from './town';

let town: Town;

interface Heard {
  id?: string;
  event?: string;
  keys?: string[];
}

/** One open connection, and what came over it. */
class Ear {
  readonly heard: Heard[] = [];
  text = '';
  ended = false;
  private constructor(
    readonly answer: Response,
    private readonly stop: AbortController,
  ) {}

  static async of(
    login: string,
    { token, last, url = town.api.url }: { token?: string; last?: string; url?: string } = {},
  ) {
    const stop = new AbortController();
    const headers = {
      Authorization: `Bearer ${token ?? (await town.tokenOf(login))}`,
      'Accept-Encoding': 'gzip',
      ...(last !== undefined && { 'Last-Event-ID': last }),
    };
    const ear = new Ear(await fetch(`${url}/api/v1/live`, { headers, signal: stop.signal }), stop);
    if (ear.answer.status === 200) void ear.listen().catch(() => (ear.ended = true));
    return ear;
  }

  private async listen(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of this.answer.body!) {
      this.text += decoder.decode(chunk, { stream: true });
      const blocks = this.text.split('\n\n');
      this.heard.splice(0, this.heard.length, ...blocks.slice(0, -1).map(readBlock));
    }
    this.ended = true;
  }

  /** Every key that was heard. */
  get keys(): string[] {
    return [...new Set(this.heard.flatMap(({ keys }) => keys ?? []))].sort();
  }

  async until(holds: () => boolean): Promise<void> {
    for (let waited = 0; !holds(); waited += 20) {
      if (waited > 60_000) throw new Error(`waited in vain; heard: ${this.text}`);
      await pause(20);
    }
  }

  close(): void {
    this.stop.abort();
  }
}

function readBlock(block: string): Heard {
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  const data = field('data');
  return {
    id: field('id'),
    event: field('event'),
    keys: data ? (JSON.parse(data) as { keys?: string[] }).keys : undefined,
  };
}

const concern = (child: string) => ({
  children: [child],
  reporter: 'neighbour',
  on: '2017-03-05',
  concern: 'The child is alone at night.',
  immediateDanger: false,
});
let children = 0;
/** A new case in Kandal. */
async function openCase(): Promise<string> {
  children += 1;
  const child = await town.child('kandal', { names: [{ latin: `Child ${'abcdefghij'[children]} Sok` }] });
  const body = { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data: concern(child) };
  const answer = await town.send('commune.kandal', '/instances', { body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.id;
}

const ears: Ear[] = [];
const listen = async (...given: Parameters<typeof Ear.of>): Promise<Ear> => {
  const ear = await Ear.of(...given);
  ears.push(ear);
  return ear;
};

beforeAll(async () => {
  town = await Town.open();
}, 60_000);
afterEach(() => ears.splice(0).forEach((ear) => ear.close()));
afterAll(() => town.close());

describe('who is refused', () => {
  it('lets nobody listen without a session', async () => {
    expect(await town.outcome(undefined, '/live')).toBe('401 unauthenticated');
    const wrong = await listen('', { token: 'A'.repeat(43) });
    expect(wrong.answer.status).toBe(401);
  });

  it('opens so many connections for one person, and no more', async () => {
    for (let i = 0; i < mostPerPerson; i += 1) expect((await listen('police.kandal')).answer.status).toBe(200);
    const { answer } = await listen('police.kandal');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await listen('court.kandal')).answer.status).toBe(200);
  });
});

describe('what is heard', () => {
  it('comes at once, uncompressed, and is keys alone: of the case and its lists', async () => {
    const ear = await listen('supervisor.kandal');
    expect(ear.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(ear.answer.headers.get('content-encoding')).toBeNull();
    expect(ear.answer.headers.get('cache-control')).toBe('no-store, no-transform');
    const id = await openCase();
    await ear.until(() => ear.keys.length > 0);
    expect(ear.keys).toEqual(expect.arrayContaining([`instance:${id}`, 'instances', 'tasks']));
    const said = ear.text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '');
    expect(said).not.toMatch(/child|Sok|GK-|concern|0810|GATE/i);
  });

  it('is told once, though each look reads the last seconds again', async () => {
    const ear = await listen('supervisor.kandal');
    const id = await openCase();
    await ear.until(() => ear.keys.includes(`instance:${id}`));
    await pause(2_500);
    expect(ear.heard.filter(({ keys }) => keys?.includes(`instance:${id}`))).toHaveLength(1);
  });

  it('is nothing to another province, to the administrator, and to offices that see no case', async () => {
    const others = ['supervisor.battambang', 'admin', 'province.kandal', 'village.kandal', 'rci.kdl-001'];
    const deaf = await Promise.all(others.map((login) => listen(login)));
    const near = await listen('dsw.kandal');
    const id = await openCase();
    await near.until(() => near.keys.includes(`instance:${id}`));
    await pause(1_200);
    expect(deaf.map((ear) => ear.keys)).toEqual(others.map(() => []));
  });

  it('is not the case of a child whose file an allegation keeps from the person', async () => {
    const id = await openCase();
    const [{ subject }] = (await town.rows<{ subject: string }>(
      `select subject from homeward.subjects where instance = $1 and kind = 'child'`,
      id,
    )) as [{ subject: string }];
    const body = { person: accountOf('officer.kandal').person };
    expect((await town.send('dsw.kandal', `/children/${subject}/allegations`, { body })).status).toBeLessThan(300);
    const [named, other] = [await listen('officer.kandal'), await listen('director.kandal')];
    const file = Buffer.from('%PDF-1.4\n%%EOF\n');
    expect((await town.send('dsw.kandal', `/instances/${id}/attachments`, { raw: file })).status).toBe(201);
    await other.until(() => other.keys.includes(`instance:${id}`));
    await pause(1_200);
    expect(named.keys).not.toContain(`instance:${id}`);
  });

  it('is an alert to who received it, and an incident to who may see it', async () => {
    const [supervisor, far] = [await listen('supervisor.kandal'), await listen('supervisor.battambang')];
    const child = await town.child('kandal', { names: [{ latin: 'Found Sok' }] });
    const at = '2017-03-05T10:00:00+07:00';
    const [{ id: institution }] = (await town.rows<{ id: string }>(
      `select id from homeward.institutions where code = 'KDL-003'`,
    )) as [{ id: string }];
    await town.send('dsw.kandal', '/facts', { body: { kind: 'presence', children: [child], institution, at } });
    await supervisor.until(() => supervisor.keys.includes('incidents'));
    await town.context.sweeper.advanceTo(town.context.clock.now() + 26 * 3_600_000, town.context.clock as ManualClock);
    await supervisor.until(() => supervisor.keys.includes('alerts'));
    expect(far.keys.filter((key) => key !== 'alerts')).toEqual([]);
  });

  it('comes over each process that serves, from whichever wrote', async () => {
    const second = await startApi(town.context);
    const ear = await listen('supervisor.kandal', { url: second.url });
    const id = await openCase();
    await ear.until(() => ear.keys.includes(`instance:${id}`));
    ear.close();
    await second.close();
  });
});

describe('after a break', () => {
  it('what was missed is told first, from the position that was heard last', async () => {
    const before = await listen('supervisor.kandal');
    await before.until(() => before.heard.length > 0);
    const { id: last } = before.heard[0]!;
    before.close();
    const missed = await openCase();
    const ear = await listen('supervisor.kandal', { last });
    await ear.until(() => ear.keys.includes(`instance:${missed}`));
    expect(Number(ear.heard.at(-1)!.id)).toBeGreaterThan(Number(last));
    const far = await listen('supervisor.battambang', { last });
    await far.until(() => far.heard.length > 0);
    await pause(300);
    expect(far.keys).toEqual([]);
  });

  it('that was too long, or of a position that was never given, everything is to be loaded again', async () => {
    const long = String(Date.now() * 1000 - 3_600_000_000);
    for (const last of [long, 'x', '-1', '9'.repeat(16), randomUUID()]) {
      const ear = await listen('dsw.kandal', { last });
      await ear.until(() => ear.heard.some(({ event }) => event === 'reload'));
      expect(ear.keys).toEqual([]);
      ear.close();
    }
  });

  it('reads what was recorded while the clock by hand stood still', async () => {
    const { now } = await readChanges(town.context, Date.now() * 1000);
    const id = await openCase();
    expect((await readChanges(town.context, now)).streams.map((stream) => stream.id)).toContain(id);
    expect(Math.abs(now / 1000 - Date.now())).toBeLessThan(60_000);
  });
});

describe('the end', () => {
  const signIn = async (login: string): Promise<string> => {
    const { password } = accountOf(login);
    return (await town.send(undefined, '/session', { body: { login, password }, key: null })).body.token;
  };

  it('comes when the person signs out, or the session is revoked', async () => {
    const token = await signIn('hospital.kandal');
    const [ear, other] = [await listen('', { token }), await listen('hospital.kandal')];
    const headers = { Authorization: `Bearer ${token}` };
    expect((await fetch(`${town.api.url}/api/v1/session`, { method: 'DELETE', headers })).status).toBe(204);
    await ear.until(() => ear.ended);
    expect(other.ended).toBe(false);
  });

  it('comes when an appointment ends, so that nobody hears in an office they left', async () => {
    const ear = await listen('ngo.kandal');
    const { person } = accountOf('ngo.kandal');
    const [{ id }] = (await town.rows<{ id: string }>(
      'select id from homeward.appointments where person = $1',
      person,
    )) as [{ id: string }];
    expect(await town.outcome('admin', `/appointments/${id}/end`, { body: { why: 'Moved.' } })).toBe('200');
    await ear.until(() => ear.ended);
    expect((await listen('ngo.kandal')).answer.status).toBe(403);
  });

  it('of the process does not wait for those who listen', async () => {
    const own = await startApi(town.context);
    const ear = await listen('supervisor.kandal', { url: own.url });
    await ear.until(() => ear.heard.length > 0);
    const start = performance.now();
    await own.close();
    expect(performance.now() - start).toBeLessThan(2_000);
    await ear.until(() => ear.ended);
  });
});

it('never failed in all this', () => {
  expect(town.logged.filter((line) => /unexpected|live updates wait|load again/.test(line))).toEqual([]);
});

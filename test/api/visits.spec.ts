/** Visits over HTTP: who sees which, the planner of a week, the queues, and a case that goes to another province. */
import { visited } from '../engine/visits-fixture';
import { World, type Answer } from './world';

let world: World;
type Person = Awaited<ReturnType<World['signIn']>>;
let worker: Person;
let colleague: Person;
let receiver: Person;
let supervisor: Person;
let police: Person;
/** a case of the worker in Kaoh Khael with a child of Preaek Ta, one of nobody's in Sa'ang, one of the receiver's in Takeo */
let mine: string;
let nobodys: string;
let far: string;
let child: string;

beforeAll(async () => {
  world = await World.open({ workflows: [visited] });
  worker = await world.signIn('dsw.saang', 'dsw', '0810');
  colleague = await world.signIn('dsw.stueng', 'dsw', '0801');
  receiver = await world.signIn('dsw.angkor', 'dsw', '2101');
  supervisor = await world.signIn('supervisor.saang', 'districtSupervisor', '0810');
  police = await world.signIn('police.kandal', 'police', '08');
  const registered = await world.send('/api/v1/children', {
    token: worker.token,
    body: {
      names: [{ km: 'ដារ៉ា សុខ', latin: 'Dara Sok' }],
      birth: { from: '2006-09-14', to: '2006-09-14', precision: 'day' },
      sex: 'female',
      disability: false,
      area: '0810',
      village: '08100101',
    },
  });
  child = registered.body.id;
  mine = await place('081001', { days: [1, 3, 14, 30], worker: worker.person, children: [child] });
  nobodys = await place('0810', { days: [3] });
  far = await place('210101', { days: [3], worker: receiver.person }, receiver);
}, 60_000);
afterAll(() => world.close());

async function place(area: string, data: object, as = worker): Promise<string> {
  const { status, body } = await world.send('/api/v1/instances', {
    token: as.token,
    body: { workflow: 'visited', area, data },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}

const get = (as: Person, path: string): Promise<Answer> => world.send(`/api/v1${path}`, { token: as.token });
const send = (as: Person, instance: string, type: string, data: object, version: number, key?: string) =>
  world.send(`/api/v1/instances/${instance}/events`, {
    token: as.token,
    body: { type, data },
    key,
    headers: { 'If-Match': `"${version}"` },
  });
const keysOf = async (as: Person, query: string): Promise<string[]> =>
  (await get(as, `/visits${query}`)).body.items.map((v: { reference: string; step: string; instance: string }) =>
    [{ [mine]: 'mine', [nobodys]: 'nobodys', [far]: 'far' }[v.instance], v.step].join(' '),
  );

describe('the list of visits', () => {
  it("holds what lies in a person's area, and nothing of another", async () => {
    const all = ['mine D+1', 'mine D+3', 'nobodys D+3', 'mine D+14', 'mine D+30'];
    expect((await keysOf(worker, '')).sort()).toEqual([...all].sort());
    expect((await keysOf(supervisor, '')).sort()).toEqual([...all].sort());
    expect(await keysOf(colleague, '')).toEqual([]);
    expect(await keysOf(police, '')).toEqual([]);
    expect(await keysOf(receiver, '')).toEqual(['far D+3']);
    expect((await get(colleague, `/instances/${mine}/visits`)).status).toBe(404);
    expect((await world.send('/api/v1/visits')).status).toBe(401);
  });

  it('is narrowed by whose they are, dates, week, area, child, worker and status, and refuses what it does not know', async () => {
    expect(await keysOf(worker, '?from=2017-03-08&to=2017-03-20&child=' + child)).toEqual(['mine D+3', 'mine D+14']);
    expect(await keysOf(worker, `?week=2017-03-22`)).toEqual(['mine D+14']);
    expect(await keysOf(worker, '?area=081001&status=planned&week=2017-03-12')).toEqual(['mine D+1', 'mine D+3']);
    expect(await keysOf(worker, `?assignee=${receiver.person}`)).toEqual([]);
    expect(await keysOf(supervisor, '?mine=true')).toEqual([]);
    expect(await keysOf(worker, '?mine=true&week=2017-03-06')).toEqual(
      expect.arrayContaining(['mine D+1', 'mine D+3', 'nobodys D+3']),
    );
    expect(await keysOf(worker, '?overdue=true')).toEqual([]);
    expect((await get(worker, '/visits?villages=all')).status).toBe(422);
    expect((await get(worker, '/visits?week=2017-02-30')).body.code).toBe('form_invalid');
    expect((await get(worker, '/visits?cursor=x')).body.code).toBe('form_invalid');
  });

  it('comes in pages that hold every visit once', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(worker, `/visits?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map((v: { id: string }) => v.id));
      cursor = body.next ?? '';
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });
});

describe('the queue of tasks', () => {
  it('hides a visit whose window has not opened unless asked, and the counts agree', async () => {
    const visits = async (query: string) =>
      (await get(worker, `/tasks?mine=true${query}`)).body.items.filter((t: { name: string }) => t.name === 'visit');
    expect(await visits('')).toHaveLength(3);
    expect(await visits('&upcoming=true')).toHaveLength(5);
    const tasks = (await get(worker, '/tasks?mine=true')).body.items;
    expect((await get(worker, '/counts')).body.tasks.count).toBe(tasks.length);
    const team = (await get(supervisor, '/team')).body.items.find(
      (t: { person: string }) => t.person === worker.person,
    );
    expect(team).toMatchObject({ open: 2, cases: 1 });
    expect((await get(worker, `/instances/${mine}`)).body.tasks.map((t: { due: { on: string } }) => t.due.on)).toEqual([
      '2017-03-07',
      '2017-03-09',
      '2017-03-20',
    ]);
  });
});

describe('the planner', () => {
  it('shows the week by village and day, what is left from before, and how much the worker carries', async () => {
    const { body } = await get(worker, '/visits/planner');
    expect(body).toMatchObject({ from: '2017-03-06', to: '2017-03-12', overdue: [], more: false, span: null });
    expect(body.villages.map((v: any) => [v.area, v.name.en, v.visits.map((one: any) => one.due.on)])).toEqual([
      ['0810', 'Sa Ang', ['2017-03-09']],
      ['08100101', 'Preaek Ta', ['2017-03-07', '2017-03-09']],
    ]);
    expect(body.workers).toMatchObject([
      { person: worker.person, cases: 1, visitsNext30: 3, shown: 2, level: 'normal' },
    ]);
    const later = await get(supervisor, '/visits/planner?week=2017-03-20&area=081001');
    expect(later.body.villages.map((v: any) => v.visits.map((one: any) => one.step))).toEqual([['D+14']]);
    expect(later.body).toMatchObject({ span: { led: 1, over: false }, limits: { span: 6 } });
    expect(later.body.workers.map((w: any) => w.person)).toEqual([worker.person]);
    expect((await get(colleague, '/visits/planner')).body.villages).toEqual([]);
  });
});

describe('a visit that is made', () => {
  it('is told once by a device that sends it twice, and the list says on which day it was made', async () => {
    await world.clock.set(Date.parse('2017-03-09T18:00:00+07:00'));
    const record = () => send(worker, mine, 'visit.recorded', { key: '1/D+3', on: '2017-03-08' }, 1, 'client-1');
    const [first, second] = [await record(), await record()];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    const { body } = await get(worker, `/instances/${mine}/visits`);
    expect(body.items.map((v: any) => [v.step, v.status, v.madeOn, v.daysLate, v.overdue, v.isOpen])).toEqual([
      ['D+1', 'planned', null, null, true, true],
      ['D+3', 'made', '2017-03-08', 0, false, false],
      ['D+14', 'planned', null, null, false, false],
      ['D+30', 'planned', null, null, false, false],
    ]);
    expect(await keysOf(worker, '?overdue=true')).toEqual(['mine D+1']);
    const later = await get(worker, '/visits/planner?week=2017-03-15');
    expect(later.body.overdue).toMatchObject([{ area: '08100101', visits: [{ step: 'D+1' }] }]);
  });

  it('is refused from a stale copy of the case, with nothing recorded', async () => {
    const stale = await send(worker, mine, 'visit.recorded', { key: '1/D+1', on: '2017-03-07' }, 1, 'client-2');
    expect([stale.status, stale.body.code]).toEqual([409, 'version_stale']);
  });
});

describe('a case that goes to another province', () => {
  it('is seen and answered by its guest, then by nobody of the sender, who go on reading what they did', async () => {
    expect((await get(receiver, `/instances/${mine}`)).status).toBe(404);
    expect((await get(receiver, `/children/${child}`)).status).toBe(404);
    expect((await send(worker, mine, 'transfer.proposed', { to: '210101' }, 2)).status).toBe(200);
    expect((await get(receiver, `/children/${child}`)).status).toBe(200);
    const seen = await get(receiver, `/instances/${mine}`);
    expect(seen.body).toMatchObject({ area: '081001', guests: ['210101'] });
    expect((await get(receiver, '/instances')).body.items.map((i: { id: string }) => i.id)).toContain(mine);
    expect((await get(receiver, '/tasks?mine=true')).body.items).toContainEqual(
      expect.objectContaining({ name: 'answer', instance: mine, area: '2101' }),
    );
    expect((await send(colleague, mine, 'transfer.accepted', {}, 3)).status).toBe(404);
    expect((await send(receiver, mine, 'transfer.accepted', {}, 3)).body).toMatchObject({ area: '210101', version: 4 });

    expect((await get(worker, `/instances/${mine}`)).status).toBe(404);
    expect((await get(worker, `/instances/${mine}/visits`)).status).toBe(404);
    const kept = (await get(worker, `/visits?child=${child}`)).body.items;
    expect(kept).toMatchObject([{ step: 'D+3', status: 'made', instance: null, area: '081001' }]);
    const lines = (await get(worker, `/instances/${mine}/journal`)).body.items;
    expect(lines.map((l: { event: string }) => l.event)).toEqual([
      'child.placed',
      'visit.recorded',
      'transfer.proposed',
    ]);
    expect((await get(supervisor, `/instances/${mine}/journal`)).status).toBe(404);
    expect((await get(colleague, `/instances/${mine}/journal`)).status).toBe(404);
    expect((await keysOf(receiver, '?mine=true')).filter((key) => key.startsWith('mine'))).toEqual([
      'mine D+1',
      'mine D+14',
      'mine D+30',
    ]);
  });
});

/** One of a list, who may see it, and what lists count: incidents, people, agencies, tasks of somebody, residents, versions, effects. */
import { randomUUID } from 'node:crypto';
import { liveAt } from './played';
import { accountOf, institutionId, newChild, Town } from './town';

let town: Town;
let child: string;
let open: string;
const home = institutionId('KDL-003');
const get = async (as: string, path: string) => (await town.send(as, path)).body;

beforeAll(async () => {
  town = await Town.open();
  child = await town.child();
  const data = {
    children: [child],
    reporter: 'neighbour',
    on: '2017-03-05',
    concern: 'The child is alone at night.',
    immediateDanger: false,
  };
  const body = { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data };
  open = (await town.send('commune.kandal', '/instances', { body })).body.id;
  await liveAt(town, home, [child], '2017-03-05T10:00:00+07:00');
}, 60_000);
afterAll(() => town.close());

describe('one incident', () => {
  it('is told as the list tells it, to whom the list shows it, and to nobody else', async () => {
    const { items } = await get('supervisor.kandal', '/incidents');
    const [first] = items;
    expect(await get('supervisor.kandal', `/incidents/${first.id}`)).toEqual(first);
    expect(await town.outcome('rci.kdl-003', `/incidents/${first.id}`)).toBe('200');
    for (const as of ['rci.kdl-001', 'dsw.battambang', 'village.kandal', 'court.kandal', 'admin'])
      expect([as, await town.outcome(as, `/incidents/${first.id}`)]).toEqual([as, '404 not_found']);
    expect(await town.outcome('supervisor.kandal', `/incidents/${randomUUID()}`)).toBe('404 not_found');
  });

  it('is hidden from who is named in an allegation about the child', async () => {
    const named = accountOf('dsw.kandal').person;
    const [first] = (await get('supervisor.kandal', `/incidents?child=${child}`)).items;
    expect(await town.outcome('dsw.kandal', `/incidents/${first.id}`)).toBe('200');
    const allegation = { person: named, note: 'Told by a neighbour.' };
    const made = await town.send('supervisor.kandal', `/children/${child}/allegations`, { body: allegation });
    expect(made.status).toBeLessThan(300);
    expect(await town.outcome('dsw.kandal', `/incidents/${first.id}`)).toBe('404 not_found');
  });
});

describe('one person', () => {
  it('is told with the offices in reach; without one only to who manages people', async () => {
    const person = accountOf('dsw.kandal').person;
    const { items } = await get('supervisor.kandal', '/people?role=dsw');
    expect(await get('supervisor.kandal', `/people/${person}`)).toEqual(items.find(({ id }: any) => id === person));
    expect(await town.outcome('dsw.battambang', `/people/${person}`)).toBe('404 not_found');
    expect(await town.outcome('police.kandal', `/people/${person}`)).toBe('403 forbidden');
    const { id } = (await town.send('admin', '/people', { body: { nameKm: 'ថ្មី', nameEn: 'New' } })).body;
    expect(await get('admin', `/people/${id}`)).toMatchObject({ nameEn: 'New', appointments: [] });
    expect(await town.outcome('mosvy', `/people/${id}`)).toBe('404 not_found');
  });
});

describe('agencies', () => {
  it('are found by kind, by part of a name in either script, and by area', async () => {
    const agency = { kind: 'ngo', nameKm: 'អង្គការត្រដក់', nameEn: 'Stork House', area: '08' };
    const { id } = (await town.send('admin', '/agencies', { body: agency })).body;
    for (const query of ['name=stork', `name=${encodeURIComponent('ត្រដក់')}`, 'kind=ngo&area=0810&name=Stork'])
      expect((await get('admin', `/agencies?${query}`)).items).toEqual([{ id, ...agency }]);
    expect((await get('admin', '/agencies?name=stork&kind=police')).items).toEqual([]);
    expect((await get('admin', '/agencies?name=stork&area=02')).items).toEqual([]);
  });

  it('come in pages, and to who has nothing to choose from them not at all', async () => {
    const first = await get('commune.kandal', '/agencies?limit=1');
    const second = await get('commune.kandal', `/agencies?limit=1&cursor=${first.next}`);
    expect(second.items[0].id > first.items[0].id).toBe(true);
    expect(await town.outcome('commune.kandal', '/agencies?cursor=x')).toBe('422 form_invalid');
    expect(await town.outcome('village.kandal', '/agencies')).toBe('403 forbidden');
  });
});

it('gives the tasks of somebody, among those that one may see', async () => {
  const [task] = (await get('supervisor.kandal', `/tasks?instance=${open}`)).items;
  const { person } = accountOf('dsw.kandal');
  const given = { to: accountOf('dsw.kandal').person };
  const free = await town.child('kandal', { names: [{ latin: 'Sok Chan' }] });
  const data = {
    children: [free],
    reporter: 'neighbour',
    on: '2017-03-05',
    concern: 'Alone at night.',
    immediateDanger: false,
  };
  const body = { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data };
  const { id } = (await town.send('commune.kandal', '/instances', { body })).body;
  const [own] = (await get('supervisor.kandal', `/tasks?instance=${id}`)).items;
  expect(await town.outcome('supervisor.kandal', `/tasks/${own.id}/assign`, { body: given })).toBe('200');
  const { items } = await get('supervisor.kandal', `/tasks?assignee=${person}`);
  expect(items.map((one: any) => one.id)).toContain(own.id);
  expect(items.map((one: any) => one.id)).not.toContain(task.id);
  expect(new Set(items.map((one: any) => one.assignee))).toEqual(new Set([person]));
  expect((await get('supervisor.battambang', `/tasks?assignee=${person}`)).items).toEqual([]);
});

it('counts who is in an institution without a decision, for who may read who lives there', async () => {
  const line = async (as: string) =>
    (await get(as, '/institutions?limit=200')).items.find(({ id }: any) => id === home).present;
  const { counts } = await get('supervisor.kandal', `/institutions/${home}/presence`);
  expect(counts.unauthorised).toBeGreaterThan(0);
  expect(await line('supervisor.kandal')).toEqual({
    authorised: counts.authorised,
    unauthorised: counts.unauthorised,
  });
  // a child of whom the person may not know does not count
  expect((await line('dsw.kandal')).unauthorised).toBe(counts.unauthorised - 1);
  for (const as of ['village.kandal', 'police.kandal', 'supervisor.battambang'])
    expect([as, await line(as)]).toEqual([as, null]);
});

it('tells the ministry alone how many open cases follow each version of a procedure', async () => {
  const { items } = await get('mosvy', '/workflows');
  const [{ count }] = (await town.rows(
    `select count(*)::int as count from homeward.instances where workflow = 'gatekeeping' and status = 'open'`,
  )) as [{ count: number }];
  const { version, versions } = items.find(({ id }: any) => id === 'gatekeeping');
  expect(count).toBeGreaterThan(0);
  expect(versions[0]).toEqual({ version, openCases: count });
  const others = (await get('director.kandal', '/workflows')).items;
  expect(others.map((one: any) => one.versions)).toEqual(others.map(() => null));
});

describe('the effect of another value', () => {
  const preview = (as: string, body: object) => town.send(as, '/parameters/preview', { body });

  it('is told for open deadlines, each with its date before and after, and nothing is stored', async () => {
    const [task] = (await get('supervisor.kandal', `/tasks?instance=${open}`)).items;
    const { parameter, unit, amount } = task.due.why;
    const before = await town.rows('select due_at from homeward.tasks order by id');
    const lines = await town.rows('select count(*) from homeward.journal');
    const { body } = await preview('mosvy', { parameter, value: { amount: amount + 24, unit } });
    const effect = body.items.find(({ deadline }: any) => deadline === task.due.why.deadline);
    expect(effect).toMatchObject({ workflow: 'gatekeeping', title: { en: expect.any(String) } });
    expect(effect.moved).toBeGreaterThan(0);
    expect(effect.open).toBeGreaterThanOrEqual(effect.moved);
    const sample = effect.samples.find((one: any) => one.instance === open);
    expect(unit).toBe('hours');
    expect(sample.from.at).toBe(task.due.at);
    expect(Date.parse(sample.to.at) - Date.parse(sample.from.at)).toBe(24 * 3_600_000);
    expect(await town.rows('select due_at from homeward.tasks order by id')).toEqual(before);
    expect(await town.rows('select count(*) from homeward.journal')).toEqual(lines);
  });

  it('is nothing where the value stays, and is refused to others and for what cannot be', async () => {
    const [task] = (await get('supervisor.kandal', `/tasks?instance=${open}`)).items;
    const { parameter, unit, amount } = task.due.why;
    const { items } = (await preview('mosvy', { parameter, value: { amount, unit } })).body;
    expect(items.map(({ moved, samples }: any) => [moved, samples.length])).toEqual(items.map(() => [0, 0]));
    for (const as of ['director.kandal', 'admin', 'village.kandal'])
      expect((await preview(as, { parameter, value: { amount, unit } })).status).toBe(403);
    const wrong = await preview('mosvy', { parameter: 'P-69', value: 1 });
    expect([wrong.status, wrong.body.errors[0].code]).toEqual([422, 'unknown_parameter']);
    expect((await preview('mosvy', { parameter, value: { amount: -1, unit } })).status).toBe(422);
  });
});

it('refuses an appointment that is none wherever it is named, also where none is asked for', async () => {
  const headers = { 'Homeward-Appointment': 'nobody' };
  for (const path of ['/tasks', '/holidays', '/workflows', '/areas', '/session', '/profile', '/verify/x'])
    expect([path, await town.outcome('commune.kandal', path, { headers })]).toEqual([path, '403 forbidden']);
});

describe('a child that a village chief describes', () => {
  const described = {
    names: [],
    sex: 'unknown',
    birth: { from: '2008-01-01', to: '2012-12-31', precision: 'interval' },
  };

  it('is registered without a name, in the own village alone, and nothing is told of children alike', async () => {
    const known = newChild();
    const twin = await town.send('village.kandal', '/children', { body: known });
    expect([twin.status, twin.body.duplicates]).toEqual([201, { certain: 0, probable: 0, earlier: [] }]);
    expect((await town.send('dsw.kandal', '/children', { body: known })).body.duplicates.probable).toBeGreaterThan(0);
    const { status, body } = await town.send('village.kandal', '/children', { body: { ...known, ...described } });
    expect(status).toBe(201);
    expect((await get('dsw.kandal', `/children/${body.id}`)).names).toBeNull();
    expect(await town.outcome('village.kandal', `/children/${body.id}`)).toBe('404 not_found');
    expect(await town.outcome('village.kandal', '/children?text=Dara')).toBe('403 forbidden');
    expect(await town.outcome('village.kandal', '/children', { body: newChild('battambang') })).toBe('403 forbidden');
  });

  it('needs a name from who can search the register for it', async () => {
    const answer = await town.send('dsw.kandal', '/children', { body: { ...newChild(), ...described } });
    expect([answer.status, answer.body.errors[0]]).toMatchObject([422, { path: 'names', code: 'required' }]);
  });
});

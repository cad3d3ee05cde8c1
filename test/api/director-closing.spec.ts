/** Who ran a home that is closed: of the watch, of the verification and of the children who have left, its director is told nothing. */
import type { ManualClock } from '../../libs/engine';
import { Played } from './played';
import { listsAbout } from './secret-doors';
import { accountOf, institutionId, Town } from './town';

jest.setTimeout(240_000);

const director = 'rci.kdl-003';
const home = institutionId('KDL-003');

let town: Town;
let story: Played;
let id: string;
const get = async (path: string, as = director) => (await town.send(as, path)).body;
const tasksOf = (name: string) =>
  town.rows<{ id: string; due_at: Date; due_on: string }>(
    'select id::text, due_at, due_on::text from homeward.tasks where instance = $1 and name = $2 and closed_at is null',
    id,
    name,
  );

/** Everything that the director reads of the closure, as one text. */
async function everything(): Promise<string> {
  const paths = [
    ...listsAbout(home),
    ...['', '/documents', '/chart', '/chart/text', '/journal', '/visits', '/attachments'].map(
      (end) => `/instances/${id}${end}`,
    ),
    '/tasks?upcoming=true',
    `/tasks?upcoming=true&instance=${id}`,
    `/closures/${id}`,
    `/institutions/${home}/presence`,
  ];
  const answers = await Promise.all(paths.map((path) => town.send(director, path)));
  expect(answers.filter(({ status }) => ![200, 403, 404].includes(status)).map(({ body }) => body)).toEqual([]);
  return JSON.stringify(answers.map(({ body }) => body));
}

beforeAll(async () => {
  town = await Town.open({}, '2017-01-01T08:00:00+07:00');
  story = new Played(town, 'C1');
  await story.signIn();
  await story.until('freeze.acknowledged');
  ({ id } = (
    await town.rows<{ id: string }>(`select id from homeward.instances where workflow = 'institution-closure'`)
  )[0]!);
});
afterAll(() => town.close());

it('is shown the task and the acts of the house, and of what others do nothing', async () => {
  const { tasks, timers, allowed, state } = await get(`/instances/${id}`);
  expect(tasks.map(({ name }: any) => name)).toEqual(['acknowledgeFreeze']);
  expect(timers).toEqual([]);
  expect(allowed.map(({ event }: any) => event).sort()).toEqual(['appeal.filed', 'freeze.acknowledged']);
  expect(state).toEqual(expect.arrayContaining(['open.steps.census', 'open.freeze.pending']));
  expect((await get('/tasks')).items.map(({ name }: any) => name)).toEqual(['acknowledgeFreeze']);
  const [census] = await tasksOf('sealCensus');
  expect(await town.outcome(director, `/tasks/${census!.id}/claim`, { body: {} })).toBe('404 not_found');
  expect((await get('/instances?state=open.steps.census')).items).toHaveLength(1);
});

it('reads no more of the case for holding a task of it', async () => {
  const [own] = await tasksOf('acknowledgeFreeze');
  expect(await town.outcome(director, `/tasks/${own!.id}/claim`, { body: {} })).toBe('200');
  for (const end of ['journal', 'visits', 'attachments', 'chart', 'chart/text'])
    expect([end, await town.outcome(director, `/instances/${id}/${end}`)]).toEqual([end, '403 forbidden']);
  const [lida] = await town.rows<{ id: string }>(
    `select child as id from homeward.child_names where latin like 'Lida%'`,
  );
  // nobody has counted her yet, and no decision put her there
  expect(await town.outcome(director, `/children/${lida!.id}`)).toBe('404 not_found');
});

it('has in the answer to an act of its own what the page shows, and the same when the key comes again', async () => {
  const { version } = await get(`/instances/${id}`, 'mosvy');
  const sent = {
    body: { type: 'freeze.acknowledged', data: { understood: true } },
    headers: { 'If-Match': `"${version}"` },
    key: 'once-and-again',
  };
  for (const answer of [
    await town.send(director, `/instances/${id}/events`, sent),
    await town.send(director, `/instances/${id}/events`, sent),
  ]) {
    expect(answer.status).toBe(200);
    expect(answer.body.tasks.filter(({ role }: any) => role !== 'rciDirector')).toEqual([]);
    expect(answer.body.state.filter((path: string) => path.startsWith('open.lost'))).toEqual([]);
  }
});

it('reads the files of the children who are there and counted, and not of who has left', async () => {
  await story.until(13);
  await story.until('child.cleared');
  const rows = await town.rows<{ child: string }>(
    'select child from homeward.census where instance = $1 order by no',
    id,
  );
  expect(rows).toHaveLength(2);
  for (const { child } of rows) expect(await town.outcome(director, `/children/${child}`)).toBe('200');
  await story.until('premises.emptied');
  for (const { child } of rows) {
    for (const end of ['', '/facts', '/authorities'])
      expect([end, await town.outcome(director, `/children/${child}${end}`)]).toEqual([end, '404 not_found']);
    expect(await town.outcome('supervisor.kandal', `/children/${child}`)).toBe('200');
  }
});

it('sees in the matrix that they have left, not where to, nor who receives them', async () => {
  const { rows } = await get(`/closures/${id}`);
  const told = rows.map(({ destination, worker, accounted, home: way }: any) => [destination, worker, accounted, way]);
  expect(told).toEqual(rows.map(() => [null, null, 'left', null]));
  const whole = await get(`/closures/${id}`, 'supervisor.kandal');
  expect(whole.rows.map(({ destination, worker, accounted }: any) => [destination, worker, accounted])).toEqual(
    rows.map(() => ['home', accountOf('dsw.kandal').person, 'home']),
  );
});

it('does not learn that somebody will come and verify, nor when', async () => {
  await story.until('verification.recorded');
  const [verify] = await tasksOf('verify');
  const text = await everything();
  for (const trace of [verify!.id, verify!.due_at.toISOString(), 'Unannounced', 'steps.verifying'])
    expect(text).not.toContain(trace);
  expect((await get('/instances?state=open.steps.verifying')).items).toEqual([]);
  expect((await get('/instances?state=open.steps.verifying', 'supervisor.kandal')).items).toHaveLength(1);
  expect((await get('/closures')).items[0].step).toBeNull();
});

it('learns no day of the watch, before, when a visit waits, or when it is late', async () => {
  await story.until(56);
  const planned = await town.rows<{ id: string; on: string }>(
    'select id::text, due_on::text as on from homeward.visits where instance = $1',
    id,
  );
  expect(planned).toHaveLength(4);
  const look = async () => {
    const tasks = [...(await tasksOf('watchVisit')), ...(await tasksOf('keepWatch'))];
    const alerts = await town.rows<{ id: string }>(
      `select id::text from homeward.alerts where instance = $1 and not 'rciDirector' = any(to_roles)`,
      id,
    );
    const traces = [...planned, ...alerts].flatMap((one: any) => [one.id, one.on ?? one.id]);
    traces.push(...tasks.flatMap((task) => [task.id, task.due_at.toISOString(), task.due_on]));
    const text = await everything();
    return traces.filter((trace) => text.includes(trace));
  };
  expect(await look()).toEqual([]);
  expect((await get('/instances?workflow=institution-closure')).items[0].nextDue).toBeNull();
  await town.context.sweeper.advanceTo(Date.parse('2017-04-28T10:00:00+07:00'), town.context.clock as ManualClock);
  expect(await tasksOf('watchVisit')).not.toEqual([]);
  expect(await look()).toEqual([]);
  const told = await town.rows(
    'select a.kind, a.task from homeward.deliveries d join homeward.alerts a on a.id = d.alert where d.person = $1 and a.task is not null and a.due_at > $2',
    accountOf(director).person,
    new Date('2017-03-23T00:00:00+07:00'),
  );
  expect(told).toEqual([]);
});

it('is still told what was addressed to the house', async () => {
  const kinds = (await get('/alerts')).items.map(({ kind }: any) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['closure.ordered', 'closure.certified']));
});

it('has no message of it in any other house', async () => {
  const others = await town.rows(
    `select a.kind, d.person from homeward.deliveries d join homeward.alerts a on a.id = d.alert
      where a.instance = $1 and d.role = 'rciDirector' and d.person <> $2`,
    id,
    accountOf(director).person,
  );
  expect(others).toEqual([]);
  expect((await get('/alerts', 'rci.kdl-001')).items).toEqual([]);
});

it('opens no file by telling that a child is back', async () => {
  const [row] = await town.rows<{ child: string }>(
    'select child from homeward.census where instance = $1 order by no',
    id,
  );
  const at = new Date(town.context.clock.now()).toISOString();
  const back = { kind: 'presence', children: [row!.child], institution: home, at };
  expect(await town.outcome(director, '/facts', { body: back })).toBe('201');
  expect(await town.outcome(director, `/children/${row!.child}`)).toBe('404 not_found');
  // what others have seen there is another thing
  expect(await town.outcome('dsw.kandal', '/facts', { body: back })).toBe('201');
  expect(await town.outcome(director, `/children/${row!.child}`)).toBe('200');
});

/** Every hot statement names the case it is about, so that one partition answers it, and one machine could. */
import { verifyJournal } from '../../libs/engine';
import { World } from '../api/world';
import { fixture } from '../engine/fixture';
import { visited } from '../engine/visits-fixture';
import { strays } from './beyond';
import { Listener } from './plans';

let world: World;
let listener: Listener;

beforeAll(async () => {
  world = await World.open({ workflows: [fixture, visited], before: (database) => Listener.open(database) });
  listener = new Listener().hear(world.context.pool);
}, 60_000);
afterAll(() => world.close());

const open = (token: string, workflow: string, data: object) =>
  world.send('/api/v1/instances', { token, body: { workflow, area: '081001', data } });
const send = (token: string, id: string, type: string, data: object, version: number, key?: string) =>
  world.send(`/api/v1/instances/${id}/events`, {
    token,
    body: { type, data },
    key,
    headers: { 'If-Match': `"${version}"` },
  });

it('finds the case by its key in whatever is done to one case', async () => {
  const worker = await world.signIn('dsw.saang', 'dsw', '0810');
  const commune = await world.signIn('commune.saang', 'commune', '081001');
  const supervisor = await world.signIn('supervisor.saang', 'districtSupervisor', '0810');
  listener.plans.length = 0;

  const asked = await open(commune.token, 'fixture', { amount: 1 });
  const lapsing = await open(commune.token, 'fixture', { amount: 2 });
  const { id } = asked.body;
  expect((await open(commune.token, 'fixture', { amount: 12 })).status).toBe(422);
  expect((await send(commune.token, id, 'thing.checked', { amount: 1 }, 1)).status).toBe(422);
  const task = asked.body.tasks[0].id as string;
  expect((await world.send(`/api/v1/tasks/${task}/claim`, { token: supervisor.token, body: {} })).status).toBe(200);
  const check = () => send(supervisor.token, id, 'thing.checked', { amount: 3 }, 1, 'one-key');
  expect([(await check()).status, (await check()).status]).toEqual([200, 200]);
  const placed = await open(worker.token, 'visited', { days: [1, 3], worker: worker.person });
  await world.context.sweeper.advanceTo(Date.parse('2017-03-09T18:00:00+07:00'), world.clock);
  const made = await send(worker.token, placed.body.id, 'visit.recorded', { key: '1/D+3', on: '2017-03-08' }, 1);
  expect(made.status).toBe(200);
  const { due } = (await world.context.engine.nextDue())!;
  await world.context.sweeper.advanceTo(due, world.clock);
  expect((await world.send(`/api/v1/instances/${lapsing.body.id}`, { token: commune.token })).body.state).toEqual([
    'lapsed',
  ]);
  for (const path of [`/instances/${placed.body.id}`, `/instances/${placed.body.id}/visits`])
    expect((await world.send(`/api/v1${path}`, { token: worker.token })).status).toBe(200);
  expect((await world.send(`/api/v1/instances/${id}/journal`, { token: supervisor.token })).status).toBe(200);

  // the page of who asked: from the person to the cases, and only then to their lines
  const mine = await world.send('/api/v1/requests', { token: commune.token });
  expect(mine.body.items.map((one: { id: string }) => one.id).sort()).toEqual([id, lapsing.body.id].sort());

  const { rows } = await world.database.owner.query<{ rungs: number; sent: number; fired: number }>(
    `select (select count(*)::int from homeward.alerts where rung <> '') as rungs, (select count(*)::int from homeward.deliveries where sent_at is not null) as sent,
       (select count(*)::int from homeward.timers where status = 'fired') as fired`,
  );
  expect(Math.min(rows[0]!.rungs, rows[0]!.sent, rows[0]!.fired)).toBeGreaterThan(0);
  expect(listener.plans.length).toBeGreaterThan(100);
  expect(
    (await verifyJournal(world.context.pool, { from: id, until: id.replace(/.{12}$/, 'ffffffffffff') })).broken,
  ).toBeUndefined();
  expect(strays(listener.plans)).toEqual([]);
});

it('names a statement that does not say which case it is about', async () => {
  const { pool } = world.context;
  const lost = async (text: string, ...values: unknown[]): Promise<string[]> => {
    listener.plans.length = 0;
    await pool.query(text, values);
    return strays(listener.plans).map((found) => found.split(' in ')[0]!);
  };
  const some = '00000000-0000-7000-8000-000000000000';
  expect(await lost('select * from homeward.visits where id = $1', some)).toEqual([`visits: (id = '…'::uuid)`]);
  expect(await lost('select * from homeward.alerts where id = $1', some)).toEqual([`alerts: (id = '…'::uuid)`]);
  expect(await lost(`select * from homeward.journal where recorded_at > now()`)).toEqual([
    'journal: (recorded_at > now())',
  ]);
  expect(await lost('select * from homeward.corrections where belongs_to = $1', some)).toEqual([
    "corrections: (belongs_to = '…'::uuid)",
  ]);
  // from a key on is no key; a stretch of keys is one
  expect(await lost('select * from homeward.journal where stream >= $1', some)).toEqual([
    "journal: (stream >= '…'::uuid)",
  ]);
  expect(await lost('select * from homeward.journal where stream >= $1 and stream <= $1', some)).toEqual([]);
  expect(await lost('select * from homeward.visits where instance = $1 and id = $1', some)).toEqual([]);
});

/** Visits as rows: planned, made, missed, cancelled; who owns a case and who is its guest. */
import {
  checkVisits,
  Door,
  examine,
  ManualClock,
  replayJournal,
  Tasks,
  verifyJournal,
  viewOf,
  type Answer,
  type Engine,
} from '../../libs/engine';
import { Alerts, Sweeper } from '../../libs/alerts';
import { seedSettings } from '../../libs/calendar';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { cast, phnomPenh, Seats } from '../support/obligations';
import { areasIn, engineOn, HandClock, person, settings } from './fixture';
import { visited } from './visits-fixture';

let database: TestDatabase;
let engine: Engine;
const clock = new HandClock(0);
const worker = person('dsw', '0810');
const other = person('dsw', '2108');

beforeAll(async () => {
  database = await createTestDatabase();
  await areasIn(database);
  const client = await database.owner.connect();
  await seedSettings(client);
  client.release();
  engine = engineOn(database, clock, [visited]);
});
afterAll(() => database.drop());
beforeEach(() => clock.set('2017-03-06T09:00:00+07:00'));

const route = 'POST /events';
const place = (days: number[], more: object = {}): Promise<Answer> =>
  engine.open({ workflow: 'visited', area: '0810', data: { days, ...more }, actor: worker, route });
const send = (instance: string, type: string, data: object = {}, more: object = {}): Promise<Answer> =>
  engine.send({ instance, type, data, actor: worker, route, ...more });
const rowsOf = async (instance: string) =>
  (
    await database.pool.query(
      `select key, status, area, assignee, due_on::text, made_on::text, days_late, reason, parameter, entered_at, closed_at, opened_version, closed_version
         from homeward.visits where instance = $1 order by due_at, key`,
      [instance],
    )
  ).rows;
const tasksOf = async (instance: string) =>
  (
    await database.pool.query(
      `select key, name, area, assignee, opens_at, due_at, closed_at is null as open, next_rung_at from homeward.tasks where instance = $1 order by due_at, key`,
      [instance],
    )
  ).rows;
const openTasks = async (instance: string) => (await tasksOf(instance)).filter((t) => t.open).map((t) => t.key);

/** Everything that the journal, its replay and the doctor have to say. */
async function faults(): Promise<unknown[]> {
  const { broken } = await verifyJournal(database.pool);
  const { differences } = await replayJournal(database.pool, engine.definitions, settings);
  const { findings } = await examine(engine, database.pool, false);
  return [...(broken ? [broken] : []), ...differences, ...findings.filter((f) => f.what !== 'overdue timer')];
}

describe('a planned visit', () => {
  it('is a row and a task that nobody is asked about before its window opens', async () => {
    const answer = await place([3, 14]);
    expect(answer.tasks.map((t) => t.name)).toEqual(['visit', 'plan']);
    expect(await rowsOf(answer.id)).toMatchObject([
      { key: '1/D+3', status: 'planned', area: '0810', due_on: '2017-03-09', parameter: 'P-15', opened_version: 1 },
      { key: '1/D+14', status: 'planned', due_on: '2017-03-20', made_on: null, days_late: null, closed_at: null },
    ]);
    expect(await tasksOf(answer.id)).toMatchObject([
      { key: 'visit:1/D+3', name: 'visit', area: '0810', due_at: new Date('2017-03-09T17:00:00Z') },
      { key: 'open/plan', opens_at: null },
      { key: 'visit:1/D+14', opens_at: new Date('2017-03-16T17:00:00Z'), due_at: new Date('2017-03-20T17:00:00Z') },
    ]);
    clock.set('2017-03-17T08:00:00+07:00');
    const seen = await viewOf(engine, answer.id, worker);
    expect(seen.tasks.map((t) => t.due.on)).toEqual(['2017-03-09', '2017-03-20', '2017-03-20']);
  });

  it('is closed with its task by the visit that satisfies it, on time or late, with the day it was made and the day it was told', async () => {
    const { id } = await place([3, 7]);
    clock.set('2017-03-09T18:00:00+07:00');
    await send(id, 'visit.recorded', { key: '1/D+3', on: '2017-03-08' });
    clock.set('2017-03-16T18:00:00+07:00');
    await send(id, 'visit.recorded', { key: '1/D+7', on: '2017-03-15' });
    expect(await rowsOf(id)).toMatchObject([
      { status: 'made', made_on: '2017-03-08', days_late: 0, entered_at: new Date('2017-03-09T11:00:00Z') },
      { status: 'late', made_on: '2017-03-15', days_late: 2, closed_version: 3 },
    ]);
    expect(await openTasks(id)).toEqual(['open/plan']);
  });

  it('is one visit when a device sends it twice under one key', async () => {
    const { id } = await place([3]);
    clock.set('2017-03-08T09:00:00+07:00');
    const once = () => send(id, 'visit.recorded', { key: '1/D+3', on: '2017-03-08' }, { key: 'client-1' });
    const [first, second] = await Promise.all([once(), once()]);
    expect(second).toEqual(first);
    expect(await once()).toEqual(first);
    expect(first).toMatchObject({ version: 2, area: '0810' });
  });

  it('is cancelled with a reason when the case ends', async () => {
    const { id } = await place([3, 14]);
    await send(id, 'visit.writtenOff', { key: '1/D+3' });
    await send(id, 'case.ended');
    expect(await rowsOf(id)).toMatchObject([
      { key: '1/D+3', status: 'missed', reason: 'notReached' },
      { key: '1/D+14', status: 'cancelled', reason: 'caseClosed', closed_version: 3 },
    ]);
    expect(await openTasks(id)).toEqual([]);
  });

  it('goes to other hands with its task', async () => {
    const { id } = await place([3]);
    const [task] = (
      await database.pool.query(`select id from homeward.tasks where instance = $1 and key = 'visit:1/D+3'`, [id])
    ).rows;
    const tasks = new Tasks(database.pool, new Door(database.pool), async () => [], clock);
    await tasks.run({ task: task.id, verb: 'claim', actor: worker, route });
    expect(await rowsOf(id)).toMatchObject([{ assignee: worker.person }]);
  });
});

describe('what the database refuses of visits', () => {
  const refusal = async (sql: string, ...values: unknown[]): Promise<string> =>
    database.owner.query(sql, values).then(
      () => 'accepted',
      (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
    );

  it('a closed one that changes, one that is removed, dates that move, a day that no visit can have been made on', async () => {
    const { id } = await place([3, 14]);
    await send(id, 'visit.writtenOff', { key: '1/D+3' });
    const change = (set: string, key = '1/D+14') =>
      refusal(`update homeward.visits set ${set} where instance = $1 and key = $2`, id, key);
    const made = (on: string, status = 'made') =>
      change(
        `status = '${status}', made_on = '${on}', entered_at = '2017-03-20T09:00:00+07:00', closed_at = now(), closed_version = 3`,
      );
    expect(await change(`reason = 'other'`, '1/D+3')).toBe('visit_over');
    expect(await change(`status = 'planned', closed_at = null, closed_version = null`, '1/D+3')).toBe('visit_over');
    expect(await change(`due_at = due_at + interval '1 day'`)).toBe('visit_fixed');
    expect(await change(`ladder = 'high'`)).toBe('visit_fixed');
    expect(await refusal('delete from homeward.visits where instance = $1', id)).toBe('visit_kept');
    expect(await refusal('truncate homeward.visits')).toBe('journal_append_only');
    expect(await change(`status = 'made', closed_at = now(), closed_version = 3`)).toBe('visits_made');
    expect(await change(`status = 'cancelled', closed_at = now(), closed_version = 3`)).toBe('visits_reasoned');
    expect(await made('2017-03-16')).toBe('visits_in_window');
    expect(await made('2017-03-21')).toBe('visits_not_ahead');
    expect(await made('2017-03-18', 'late')).toBe('visits_late');
    expect(await refusal(`update homeward.instances set area = '' where id = $1`, id)).toBe('instances_owner');
    expect(await refusal(`update homeward.instances set area = null where id = $1`, id)).toMatch(
      'null value in column "area"',
    );
  });

  it('any writing of the application past the door', async () => {
    const { id } = await place([3]);
    for (const sql of [
      'update homeward.visits set reason = null',
      'delete from homeward.visits',
      `update homeward.instances set area = '21'`,
    ])
      await expect(database.pool.query(sql)).rejects.toThrow('permission denied');
    expect(await rowsOf(id)).toHaveLength(1);
  });
});

describe('a workflow that breaks its word', () => {
  it('is stopped before anything is written', async () => {
    const { id } = await place([3, 14]);
    await send(id, 'visit.writtenOff', { key: '1/D+3' });
    const tamper = (key: string, to: object) => send(id, 'visit.tamperedWith', { key, to });
    await expect(tamper('1/D+3', { status: 'planned' })).rejects.toThrow('the visit 1/D+3 was changed');
    await expect(tamper('1/D+14', { due: 0 })).rejects.toThrow('the visit 1/D+14 was changed');
    await expect(tamper('1/D+14', { key: '2/D+14' })).rejects.toThrow('the visit 1/D+14 has gone');
    await expect(tamper('1/D+14', { key: '1/D+3' })).rejects.toThrow('two visits have the key 1/D+3');
    expect(await faults()).toEqual([]);
  });
});

describe('the ladder', () => {
  it('reminds before a visit is due, climbs after it, and stops when it was made', async () => {
    const hand = await ManualClock.load(database.pool);
    const { pool } = database;
    const own = engineOn(database, hand, [visited]);
    const directory = new Seats();
    directory.seats.set('dsw/0810', [{ person: cast.supervisor }]);
    const alerts = new Alerts({
      pool,
      clock: hand,
      settings,
      directory,
      titles: (_, __, name) => visited.texts.tasks[name],
    });
    const covered = async () => ({ needed: false, version: 1, text: { en: '', km: '' } });
    const sweeper = new Sweeper({ pool, engine: own, alerts, clock: hand, settings: { covered } });
    await sweeper.advanceTo(phnomPenh('2017-03-06T09:00:00'), hand);
    const { id } = await own.open({
      workflow: 'visited',
      area: '0810',
      data: { days: [3, 14], welfare: true },
      actor: worker,
      route,
    });
    await sweeper.advanceTo(phnomPenh('2017-03-18T09:00:00'), hand);
    await own.send({
      instance: id,
      type: 'visit.recorded',
      data: { key: '1/D+14', on: '2017-03-18' },
      actor: worker,
      route,
    });
    await sweeper.advanceTo(phnomPenh('2017-04-30T09:00:00'), hand);
    const { rows } = await pool.query(
      `select substr(t.key, 7) || ' ' || a.rung || ' ' || to_char(a.fired_at at time zone 'Asia/Phnom_Penh', 'MM-DD HH24:MI') as fired
         from homeward.alerts a join homeward.tasks t on t.id = a.task where a.instance = $1 and t.key like 'visit:%' order by a.due_at, t.key`,
      [id],
    );
    expect(rows.map((r) => r.fired)).toEqual([
      '1/D+3 reminder-1 03-08 00:00',
      '1/welfare worker 03-08 09:00',
      '1/welfare supervisor 03-09 09:00',
      '1/D+3 worker 03-10 00:00',
      '1/welfare province 03-10 09:00',
      '1/welfare ministry 03-11 09:00',
      '1/D+3 supervisor 03-12 00:00',
      '1/D+14 reminder-7 03-13 00:00',
      '1/D+3 province 03-16 00:00',
      '1/D+14 opens 03-17 00:00',
      '1/D+3 ministry 03-23 00:00',
    ]);
  });
});

describe('the owner of a case', () => {
  const stranger = person('dsw', '21');

  it('keeps every due visit until the guest accepts, then all goes to him in one line; what was closed stays where it was made', async () => {
    const { id } = await place([3, 14], { worker: worker.person });
    clock.set('2017-03-08T09:00:00+07:00');
    await send(id, 'visit.recorded', { key: '1/D+3', on: '2017-03-08' });
    await expect(viewOf(engine, id, other)).rejects.toMatchObject({ code: 'not_found' });
    const [plan] = (await viewOf(engine, id, worker)).tasks.filter((t) => t.name === 'plan');
    await new Tasks(database.pool, new Door(database.pool), async () => [], clock).run({
      task: plan!.id,
      verb: 'claim',
      actor: worker,
      route,
    });
    await send(id, 'transfer.proposed', { to: '2108' });
    expect(await viewOf(engine, id, other)).toMatchObject({ area: '0810', guests: ['2108'] });
    expect(await viewOf(engine, id, stranger)).toHaveProperty('id', id);
    expect(await tasksOf(id)).toMatchObject([
      { key: 'visit:1/D+3', open: false },
      { key: 'open.ownership.offered/answer', area: '2108' },
      { key: 'open/plan', area: '0810', assignee: worker.person },
      { key: 'visit:1/D+14', area: '0810', assignee: worker.person },
    ]);
    expect(await send(id, 'transfer.accepted', {}, { actor: other })).toMatchObject({ area: '2108', version: 4 });
    expect(await rowsOf(id)).toMatchObject([
      { key: '1/D+3', status: 'made', area: '0810', assignee: worker.person },
      { key: '1/D+14', status: 'planned', area: '2108', assignee: other.person },
    ]);
    expect((await tasksOf(id)).filter((t) => t.open)).toMatchObject([
      { key: 'open/plan', area: '2108', assignee: null },
      { key: 'visit:1/D+14', area: '2108', assignee: other.person },
    ]);
    await expect(viewOf(engine, id, worker)).rejects.toMatchObject({ code: 'not_found' });
    const { rows } = await database.pool.query(
      'select entry from homeward.journal where stream = $1 and version is not null order by seq',
      [id],
    );
    expect(rows.map(({ entry }) => JSON.parse(entry)).map((e) => [e.openedIn, e.area, e.guests])).toEqual([
      ['0810', '0810', undefined],
      [undefined, '0810', undefined],
      [undefined, '0810', ['2108']],
      [undefined, '2108', undefined],
    ]);
    expect(await faults()).toEqual([]);
  });

  it('may be another area than the one where the case was opened, and answers a repeated key as the first time', async () => {
    const opened = () =>
      engine.open({
        workflow: 'visited',
        area: '0810',
        data: { days: [3], home: '081001' },
        actor: worker,
        route,
        key: 'home-1',
      });
    const answer = await opened();
    expect(answer).toMatchObject({ area: '081001', tasks: [{ area: '0810' }, { area: '0810' }] });
    await send(answer.id, 'transfer.proposed', { to: '210801' });
    await send(answer.id, 'transfer.accepted', {}, { actor: { ...other, area: '2108' } });
    expect(await opened()).toMatchObject({ area: '081001', version: 1 });
    expect(await faults()).toEqual([]);
  });

  it('is never an area that does not exist, and neither is a guest', async () => {
    const { id } = await place([3]);
    const unknown = { code: 'form_invalid', extra: { errors: [{ path: '', code: 'unknown_area' }] } };
    await expect(send(id, 'transfer.proposed', { to: '999901' })).rejects.toMatchObject(unknown);
    await expect(place([3], { home: '999901' })).rejects.toMatchObject(unknown);
    expect(await viewOf(engine, id, worker)).toMatchObject({ version: 1, guests: [] });
  });
});

describe('the doctor and the replay', () => {
  it('name a visit that the state does not have, one that it has and has no row, one that differs, and a task that stands apart', async () => {
    const [changed, missing, extra, apart] = [await place([3]), await place([3]), await place([3]), await place([3])];
    const owner = await database.owner.connect();
    await owner.query('alter table homeward.visits disable trigger visits_guard');
    await owner.query(`update homeward.visits set due_on = due_on + 1 where instance = $1`, [changed.id]);
    await owner.query('delete from homeward.visits where instance = $1', [missing.id]);
    await owner.query(`update homeward.visits set key = '9/D+3' where instance = $1`, [extra.id]);
    await owner.query(`update homeward.tasks set closed_at = now() where instance = $1 and key like 'visit:%'`, [
      apart.id,
    ]);
    const [moved] = [await place([3])];
    await owner.query(`update homeward.instances set area = '2108' where id = $1`, [moved.id]);
    await owner.query('alter table homeward.visits enable trigger visits_guard');
    owner.release();
    const { findings } = await examine(engine, database.pool, false);
    const told = (id: string) => findings.filter((f) => f.instance === id).map((f) => [f.what, f.detail]);
    expect(told(changed.id)).toEqual([
      ['visit differs', '1/D+3'],
      ['state differs', 'line 1: visit differs: 1/D+3'],
    ]);
    expect(told(missing.id)[0]).toEqual(['visit missing', '1/D+3']);
    expect(told(extra.id).slice(0, 2)).toEqual([
      ['visit extra', '9/D+3'],
      ['visit missing', '1/D+3'],
    ]);
    expect(told(apart.id)[0]).toEqual(['visit task', '1/D+3']);
    expect(told(moved.id)[0]).toEqual(['owner', '0810 in the state, 2108 in the row']);
    const { differences } = await replayJournal(database.pool, engine.definitions, settings);
    expect(new Set(differences.map((d) => d.instance))).toEqual(
      new Set([changed, missing, extra, apart, moved].map((one) => one.id)),
    );
  });
});

describe('the proof', () => {
  const at = (visits: object[]) => ({ context: { visits }, status: 'active' }) as never;
  const visit = {
    key: '1/D+3',
    task: 'visit',
    step: 'D+3',
    role: 'dsw',
    opens: 0,
    due: 1,
    on: '2017-03-09',
    ladder: 'normal',
  };
  const planned = { ...visit, parameter: 'P-15', exact: false, status: 'planned' };

  it('does not accept a visit that no row could hold', () => {
    const fault = (to: object) => checkVisits(visited, at([planned]), at([{ ...planned, ...to }]));
    expect(fault({})).toBeUndefined();
    expect(fault({ status: 'made', madeOn: '2017-03-09' })).toBeUndefined();
    expect(fault({ status: 'made' })).toMatch('is made, or has a day');
    expect(fault({ status: 'made', madeOn: '2017-03-10' })).toMatch('made after its day');
    expect(fault({ status: 'late', madeOn: '2017-03-09' })).toMatch('is late, and was made on time');
    expect(fault({ status: 'made', madeOn: '1969-12-31' })).toMatch('before its window opened');
    expect(fault({ status: 'cancelled' })).toMatch('without a reason');
    expect(fault({ status: 'cancelled', reason: 'whim' })).toMatch('the reason whim, which has no text');
    expect(checkVisits(visited, at([planned]), at([]))).toMatch('has gone');
    expect(checkVisits(visited, at([]), at([{ ...planned, opens: 2 }]))).toMatch('due before its window opens');
  });
});

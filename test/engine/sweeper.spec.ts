/** The sweeper over the real engine: timers and rungs in one order, an outage caught up with, a fault that stays alone. */
import { examine, ManualClock, replayJournal, verifyJournal, type Clock, type Engine } from '../../libs/engine';
import { Alerts, Sweeper, type TimerEngine } from '../../libs/alerts';
import { seedSettings } from '../../libs/calendar';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { cast, phnomPenh, Seats, TestClock } from '../support/obligations';
import { areasIn, engineOn, fixture, person, settings } from './fixture';

let database: TestDatabase;
let engine: Engine;
const commune = person('commune', '0810');
const supervisor = person('districtSupervisor', '0810');
const monday = phnomPenh('2017-03-06T09:00:00');

beforeEach(async () => {
  database = await createTestDatabase();
  await areasIn(database);
  const client = await database.owner.connect();
  await seedSettings(client);
  client.release();
});
afterEach(() => database.drop());

function sweeperOn(clock: Clock, over?: (engine: Engine) => TimerEngine): { sweeper: Sweeper; alerts: Alerts } {
  engine = engineOn(database, clock);
  const directory = new Seats();
  directory.seats.set('districtSupervisor/0810', [{ person: cast.supervisor }]);
  const { pool } = database;
  const alerts = new Alerts({ pool, clock, settings, directory, titles: () => fixture.texts.tasks['check'] });
  const covered = async () => ({ needed: false, version: 1, text: { en: '', km: '' } });
  return {
    alerts,
    sweeper: new Sweeper({ pool, engine: over ? over(engine) : engine, alerts, clock, settings: { covered } }),
  };
}

const ask = () =>
  engine.open({ workflow: 'fixture', area: '0810', data: { amount: 1 }, actor: commune, route: 'POST /instances' });

/** Timer lines of an instance: business time of each, in the order of the journal. */
async function timersOf(instance: string): Promise<string[]> {
  const { rows } = await database.pool.query(
    `select to_char(at at time zone 'Asia/Phnom_Penh', 'MM-DD HH24:MI') as at from homeward.journal where stream = $1 and kind = 'timer' order by seq`,
    [instance],
  );
  return rows.map((r) => r.at);
}

/** Rungs of an instance with the instant at which each was fired. */
async function rungsOf(instance: string): Promise<string[]> {
  const { rows } = await database.pool.query(
    `select rung || ' ' || to_char(fired_at at time zone 'Asia/Phnom_Penh', 'MM-DD HH24:MI') as fired
       from homeward.alerts where instance = $1 and rung <> '' order by due_at`,
    [instance],
  );
  return rows.map((r) => r.fired);
}

/** What the journal and the doctor have to say about everything that happened. */
async function faults(): Promise<unknown[]> {
  const { broken } = await verifyJournal(database.pool);
  const { differences } = await replayJournal(database.pool, engine.definitions, settings);
  const { findings } = await examine(engine, database.pool, false);
  return [...(broken ? [broken] : []), ...differences, ...findings];
}

describe('the clock by hand over the real engine', () => {
  it('refuses to go back before anything fires', async () => {
    const clock = await ManualClock.load(database.pool);
    const { sweeper } = sweeperOn(clock);
    await sweeper.advanceTo(monday, clock);
    const { id } = await ask();
    await expect(sweeper.advanceTo(monday - 1, clock)).rejects.toMatchObject({ code: 'clock_backwards' });
    expect(await timersOf(id)).toEqual([]);
  });

  it('fires timers and rungs of several instances in one order, and at the same instant the timer first', async () => {
    const clock = await ManualClock.load(database.pool);
    const before: string[] = [];
    const { sweeper } = sweeperOn(clock, (real) => ({
      async fireDue(until) {
        const { rows } = await database.pool.query(`select count(*)::int as n from homeward.alerts where rung <> ''`);
        const fired = await real.fireDue(until);
        if (fired > 0)
          before.push(`${rows[0].n} rungs before ${new Date(until + 25_200_000).toISOString().slice(5, 16)}`);
        return fired;
      },
    }));
    await sweeper.advanceTo(monday, clock);
    const first = await ask();
    await sweeper.advanceTo(phnomPenh('2017-03-13T09:00:00'), clock);
    const second = await ask();
    await sweeper.advanceTo(phnomPenh('2017-03-21T02:30:00'), clock);
    expect(await rungsOf(first.id)).toEqual(['worker 03-08 00:00', 'supervisor 03-10 00:00', 'province 03-14 00:00']);
    expect(await timersOf(first.id)).toEqual(['03-21 00:00', '03-21 01:00', '03-21 02:00']);
    expect(await rungsOf(second.id)).toEqual(['worker 03-15 00:00', 'supervisor 03-17 00:00', 'province 03-21 00:00']);
    expect(before).toEqual(['5 rungs before 03-21T00:00', '6 rungs before 03-21T01:00', '6 rungs before 03-21T02:00']);
    expect(clock.now()).toBe(phnomPenh('2017-03-21T02:30:00'));
    expect(await faults()).toEqual([]);
  });

  it('stops the clock of what a person has done in time', async () => {
    const clock = await ManualClock.load(database.pool);
    const { sweeper } = sweeperOn(clock);
    await sweeper.advanceTo(monday, clock);
    const { id } = await ask();
    await sweeper.advanceTo(phnomPenh('2017-03-09T09:00:00'), clock);
    const data = { amount: 1 };
    await engine.send({
      instance: id,
      type: 'thing.checked',
      data,
      version: 1,
      actor: supervisor,
      route: 'POST /events',
    });
    await sweeper.advanceTo(phnomPenh('2018-03-09T09:00:00'), clock);
    expect(await rungsOf(id)).toEqual(['worker 03-08 00:00']);
    expect(await timersOf(id)).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it('serves two who move it at once one after the other', async () => {
    const clock = await ManualClock.load(database.pool);
    const { sweeper } = sweeperOn(clock);
    await sweeper.advanceTo(monday, clock);
    const { id } = await ask();
    const [early, late] = [phnomPenh('2017-03-10T00:00:00'), phnomPenh('2017-03-21T00:30:00')];
    await Promise.all([sweeper.advanceTo(early, clock), sweeper.advanceTo(late, clock)]);
    expect(await rungsOf(id)).toEqual(['worker 03-08 00:00', 'supervisor 03-10 00:00', 'province 03-14 00:00']);
    expect(await timersOf(id)).toEqual(['03-21 00:00']);
    expect(clock.now()).toBe(late);
  });
});

describe('the sweep of the real clock over the real engine', () => {
  it('catches up with an outage of five days: every timer once, in order, at its own time, and the rungs made now', async () => {
    const clock = new TestClock(monday);
    const { sweeper } = sweeperOn(clock);
    const { id } = await ask();
    clock.instant = phnomPenh('2017-03-19T12:00:00');
    await sweeper.sweep();
    clock.instant = phnomPenh('2017-03-24T12:00:00');
    await Promise.all([sweeper.sweep(), sweeperOn(clock).sweeper.sweep()]);
    await sweeper.sweep();
    const hours = Array.from({ length: 85 }, (_, n) => phnomPenh('2017-03-21T00:00:00') + n * 3_600_000);
    expect(await timersOf(id)).toEqual(
      hours.map((at) => new Date(at + 25_200_000).toISOString().slice(5, 16).replace('T', ' ')),
    );
    // the lapse took the task away before the ministry's rung of the same instant; its own task has been overdue since
    expect(await rungsOf(id)).toEqual([
      'worker 03-19 12:00',
      'supervisor 03-19 12:00',
      'province 03-19 12:00',
      'worker 03-24 12:00',
      'supervisor 03-24 12:00',
    ]);
    expect(await faults()).toEqual([]);
  });

  it('is not stopped by an instance that cannot be handled, says so once, and fires what it missed when it is mended', async () => {
    const clock = new TestClock(monday);
    const { sweeper, alerts } = sweeperOn(clock);
    const [broken, sound] = [await ask(), await ask()];
    const { rows } = await database.owner.query('select state from homeward.instances where id = $1', [broken.id]);
    await database.owner.query(`update homeward.instances set state = '{' where id = $1`, [broken.id]);
    clock.instant = phnomPenh('2017-03-21T01:30:00');
    await sweeper.sweep();
    clock.instant += 30_000;
    await sweeper.sweep();
    expect(await timersOf(sound.id)).toEqual(['03-21 00:00', '03-21 01:00']);
    expect(await timersOf(broken.id)).toEqual([]);
    expect((await rungsOf(broken.id)).map((r) => r.split(' ')[0])).toEqual([
      'worker',
      'supervisor',
      'province',
      'ministry',
    ]);
    expect((await alerts.list(cast.keeper)).items.map((a) => a.kind)).toEqual(['trouble.timer']);
    await database.owner.query('update homeward.instances set state = $1 where id = $2', [rows[0].state, broken.id]);
    await sweeper.sweep();
    expect(await timersOf(broken.id)).toEqual(['03-21 00:00', '03-21 01:00']);
    expect(await faults()).toEqual([]);
  });
});

it('leaves the rest of a round to another process when its own ends', async () => {
  const clock = new TestClock(monday);
  const { sweeper: one, alerts } = sweeperOn(clock);
  const done: string[] = [];
  const covered = async () => ({ needed: false, version: 1, text: { en: '', km: '' } });
  const sweeper: Sweeper = new Sweeper({
    pool: database.pool,
    engine,
    alerts,
    clock,
    settings: { covered },
    digests: { make: async () => void (done.push('digests'), sweeper.halt()) as never },
    unfinished: { resume: async () => void done.push('resumed') },
  });
  await sweeper.sweep();
  expect(done).toEqual(['digests']);
  await sweeper.sweep();
  expect(done).toEqual(['digests', 'resumed']);
  expect(await one.sweep()).toMatchObject({ failed: 0 });
});

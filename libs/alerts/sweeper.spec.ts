import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import {
  armTimer,
  cast,
  firstSettings,
  openInstance,
  openTask,
  phnomPenh,
  seed,
  Seats,
  TestClock,
} from '../../test/support/obligations';
import { ManualClock } from '../engine';
import { Alerts, readHealth, Sweeper, type Housekeeping, type TimerEngine } from '.';

let db: TestDatabase;
let seats: Seats;

beforeAll(async () => {
  db = await createTestDatabase();
  await seed(db);
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.owner.query(
    'truncate homeward.deliveries, homeward.alerts, homeward.troubles, homeward.tasks, homeward.timers cascade',
  );
  seats = new Seats();
});

/** Fires timers as the engine does, one by one in order of their due time, and notes what happened. */
class Timers implements TimerEngine {
  readonly fired: string[] = [];
  /** what a timer does besides */
  readonly then: Record<string, () => Promise<void>> = {};

  async fireDue(until: number): Promise<number> {
    const { rows } = await db.owner.query(
      `select instance, timer, armed_version, due_at from homeward.timers where status = 'armed' and due_at <= $1 order by due_at, timer`,
      [new Date(until)],
    );
    let fired = 0;
    for (const row of rows) {
      if (row.timer === 'broken') continue;
      const { rowCount } = await db.owner.query(
        `update homeward.timers set status = 'fired' where instance = $1 and timer = $2 and armed_version = $3 and status = 'armed'`,
        [row.instance, row.timer, row.armed_version],
      );
      if (rowCount === 0) continue;
      this.fired.push(row.timer);
      fired += 1;
      await this.then[row.timer]?.();
    }
    return fired;
  }
}

const covered = { covered: async () => ({ needed: false, version: 1, text: { en: '', km: '' } }) };

function make(clock: { now(): number }, engine = new Timers(), settings = covered, expiry?: Housekeeping) {
  const alerts = new Alerts({
    pool: db.pool,
    clock,
    settings: firstSettings,
    directory: seats,
    titles: () => undefined,
  });
  return { engine, alerts, sweeper: new Sweeper({ pool: db.pool, engine, alerts, clock, settings, expiry }) };
}

async function rungs(): Promise<string[]> {
  const { rows } = await db.pool
    .query(`select rung || ' ' || to_char(fired_at at time zone 'Asia/Phnom_Penh', 'MM-DD HH24:MI') as at
    from homeward.alerts where task is not null order by fired_at, due_at`);
  return rows.map((r) => r.at);
}

/** The clock by hand, set back to its start: a new database's first day. */
async function freshClock(): Promise<ManualClock> {
  await db.owner.query('alter table homeward.manual_clock disable trigger clock_forward');
  await db.owner.query(`update homeward.manual_clock set now = '2016-01-01T00:00:00+07:00'`);
  await db.owner.query('alter table homeward.manual_clock enable trigger clock_forward');
  return ManualClock.load(db.pool);
}

describe('the clock by hand', () => {
  it('refuses to go back, also by a statement of the application, and fires nothing then', async () => {
    const clock = await freshClock();
    const { sweeper } = make(clock);
    await sweeper.advanceTo(phnomPenh('2017-05-20T00:00:00'), clock);
    await openTask(db.owner, { on: '2017-05-10' });
    await expect(sweeper.advanceTo(phnomPenh('2017-05-19T23:59:59'), clock)).rejects.toMatchObject({
      code: 'clock_backwards',
    });
    await expect(db.pool.query(`update homeward.manual_clock set now = '2016-01-01'`)).rejects.toMatchObject({
      code: 'HW050',
    });
    expect(clock.now()).toBe(phnomPenh('2017-05-20T00:00:00'));
    expect(await rungs()).toEqual([]);
  });

  it('starts on 2016-01-01 in Phnom Penh and is found where it was left', async () => {
    const clock = await freshClock();
    expect(clock.now()).toBe(phnomPenh('2016-01-01T00:00:00'));
    await make(clock).sweeper.advanceTo(phnomPenh('2017-03-06T09:00:00'), clock);
    expect((await ManualClock.load(db.pool)).now()).toBe(phnomPenh('2017-03-06T09:00:00'));
  });

  it('fires everything due on the way at its own instant, timers and rungs in one order', async () => {
    const clock = await freshClock();
    const { sweeper, engine } = make(clock);
    await openTask(db.owner, { on: '2017-05-22' });
    const instance = await openInstance(db.owner);
    const seen: string[] = [];
    const note = (name: string) => async () => {
      seen.push(`${name} after ${(await rungs()).length} rungs at ${clock.now() === phnomPenh('2017-05-24T12:00:00')}`);
    };
    await armTimer(db.owner, instance, phnomPenh('2017-05-24T12:00:00'), 'noon');
    engine.then.noon = note('noon');
    await sweeper.advanceTo(phnomPenh('2017-07-01T00:00:00'), clock);
    expect(seen).toEqual(['noon after 3 rungs at true']);
    expect(await rungs()).toEqual([
      'reminder-7 05-15 00:00',
      'reminder-1 05-21 00:00',
      'worker 05-23 00:00',
      'supervisor 05-25 00:00',
      'province 05-29 00:00',
      'ministry 06-05 00:00',
    ]);
    expect(clock.now()).toBe(phnomPenh('2017-07-01T00:00:00'));
  });

  it('fires what a timer arms and opens on the way, and not the rung of a task that a timer closed before', async () => {
    const clock = await freshClock();
    const { sweeper, engine } = make(clock);
    const instance = await openInstance(db.owner);
    const closed = await openTask(db.owner, { instance, on: '2017-05-22', openedAt: phnomPenh('2017-05-21T12:00:00') });
    await armTimer(db.owner, instance, phnomPenh('2017-05-22T10:00:00'), 'first');
    engine.then.first = async () => {
      await db.owner.query('update homeward.tasks set closed_at = $1, next_rung_at = null where id = $2', [
        new Date(clock.now()),
        closed,
      ]);
      await armTimer(db.owner, instance, phnomPenh('2017-05-22T11:00:00'), 'second');
      await openTask(db.owner, { instance, on: '2017-05-23', openedAt: clock.now(), assignee: cast.otherWorker });
    };
    await sweeper.advanceTo(phnomPenh('2017-05-24T00:00:00'), clock);
    expect(engine.fired).toEqual(['first', 'second']);
    expect(await rungs()).toEqual(['worker 05-24 00:00']);
  });

  it('goes on where it died half-way', async () => {
    const clock = await freshClock();
    const { sweeper, engine } = make(clock);
    await openTask(db.owner, { on: '2017-05-22' });
    const instance = await openInstance(db.owner);
    await armTimer(db.owner, instance, phnomPenh('2017-05-24T12:00:00'), 'deadly');
    engine.then.deadly = async () => {
      throw new Error('killed');
    };
    const target = phnomPenh('2017-05-30T00:00:00');
    await expect(sweeper.advanceTo(target, clock)).rejects.toThrow('killed');
    const again = await ManualClock.load(db.pool);
    expect(again.now()).toBe(phnomPenh('2017-05-24T12:00:00'));
    await make(again).sweeper.advanceTo(target, again);
    expect(await rungs()).toEqual([
      'reminder-7 05-15 00:00',
      'reminder-1 05-21 00:00',
      'worker 05-23 00:00',
      'supervisor 05-25 00:00',
      'province 05-29 00:00',
    ]);
  });
});

describe('the sweep of the real clock', () => {
  it('fires what an outage of five days missed, each once, timers at their own time and before the rungs they make pointless', async () => {
    const clock = new TestClock(phnomPenh('2017-05-27T09:00:00'));
    const { sweeper, engine } = make(clock);
    await openTask(db.owner, { on: '2017-05-22', openedAt: phnomPenh('2017-05-21T12:00:00') });
    const instance = await openInstance(db.owner);
    const lapsing = await openTask(db.owner, {
      instance,
      on: '2017-05-22',
      openedAt: phnomPenh('2017-05-21T12:00:00'),
    });
    await armTimer(db.owner, instance, phnomPenh('2017-05-24T00:00:00'), 'later', 2);
    await armTimer(db.owner, instance, phnomPenh('2017-05-23T06:00:00'), 'earlier', 1);
    engine.then.earlier = async () => {
      await db.owner.query('update homeward.tasks set closed_at = $1, next_rung_at = null where id = $2', [
        new Date(clock.now()),
        lapsing,
      ]);
    };
    await Promise.all([sweeper.sweep(), sweeper.sweep(), sweeper.sweep()]);
    expect(engine.fired).toEqual(['earlier', 'later']);
    const { rows } = await db.pool.query(
      `select rung, (task = $1) as lapsing, fired_at from homeward.alerts order by due_at, lapsing`,
      [lapsing],
    );
    expect(rows.map((r) => [r.rung, r.lapsing])).toEqual([
      ['worker', false],
      ['worker', true],
      ['supervisor', false],
    ]);
    expect(new Set(rows.map((r) => r.fired_at.getTime()))).toEqual(new Set([clock.now()]));
  });

  it('is not stopped by a timer that cannot fire, tells the administrators once, and forgets the trouble when it has fired', async () => {
    const clock = new TestClock(phnomPenh('2017-05-23T09:00:00'));
    const { sweeper, engine, alerts } = make(clock);
    const instance = await openInstance(db.owner);
    await armTimer(db.owner, instance, phnomPenh('2017-05-20T00:00:00'), 'broken');
    await armTimer(db.owner, instance, phnomPenh('2017-05-21T00:00:00'), 'sound');
    await sweeper.sweep();
    clock.instant += 5_000;
    await sweeper.sweep();
    expect(engine.fired).toEqual(['sound']);
    expect((await alerts.list(cast.keeper)).items.map((a) => a.kind)).toEqual(['trouble.timer']);
    expect(await readHealth(db.pool, clock)).toMatchObject({ oldestTimer: 291_605, troubles: 1 });
    await db.owner.query(`update homeward.timers set status = 'cancelled' where timer = 'broken'`);
    await sweeper.sweep();
    expect(await readHealth(db.pool, clock)).toMatchObject({ oldestTimer: 0, troubles: 0 });
  });

  it('two sweepers at once fire nothing twice', async () => {
    const clock = new TestClock(phnomPenh('2017-05-27T09:00:00'));
    const one = make(clock);
    const two = make(clock);
    const instance = await openInstance(db.owner);
    for (let i = 0; i < 20; i += 1) {
      await openTask(db.owner, { on: '2017-05-22' });
      await armTimer(db.owner, instance, phnomPenh('2017-05-24T00:00:00') + i * 60_000, `timer${i}`);
    }
    await Promise.all([one.sweeper.sweep(), two.sweeper.sweep()]);
    expect(new Set([...one.engine.fired, ...two.engine.fired]).size).toBe(20);
    expect(one.engine.fired.length + two.engine.fired.length).toBe(20);
    const { rows } = await db.pool.query(
      'select count(*)::int as n, count(distinct (task, rung))::int as distinct from homeward.alerts',
    );
    expect(rows[0]).toEqual({ n: 80, distinct: 80 });
  });

  it('makes the day’s anchor and asks the ministry for the calendar when it ends', async () => {
    const clock = new TestClock(phnomPenh('2028-11-01T09:00:00'));
    const need = {
      covered: async () => ({ needed: true, version: 3, text: { en: 'The calendar ends.', km: 'ប្រតិទិនជិតអស់។' } }),
    };
    const { sweeper, alerts } = make(clock, new Timers(), need);
    await db.owner.query(`update homeward.manual_clock set now = '2028-11-02T09:00:00+07:00'`);
    await sweeper.sweep();
    clock.instant += 86_400_000;
    await sweeper.sweep();
    expect((await alerts.list(cast.ministry)).items.map((a) => [a.kind, a.text.en])).toEqual([
      ['calendar.ends', 'The calendar ends.'],
    ]);
    const { rows } = await db.pool.query(
      `select day::text from homeward.anchors where day >= '2028-11-01' order by day`,
    );
    expect(rows.map((r) => r.day)).toEqual(['2028-11-01', '2028-11-02']);
  });

  it('clears what has had its time with each sweep; where that fails, what is due fires all the same and the administrators are told', async () => {
    const clock = new TestClock(phnomPenh('2017-05-23T00:00:00'));
    await openTask(db.owner, {});
    let cleared = 0;
    const broken = {
      clear: async () => {
        cleared += 1;
        throw new Error('no such row');
      },
    };
    const { sweeper, alerts } = make(clock, new Timers(), covered, broken);
    expect((await sweeper.sweep()).rungs).toBeGreaterThan(0);
    await sweeper.sweep();
    expect(cleared).toBe(2);
    expect((await alerts.list(cast.keeper)).items.map((a) => a.kind)).toEqual(['trouble.expiry']);
  });
});

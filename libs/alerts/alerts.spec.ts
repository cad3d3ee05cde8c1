import type { Actor } from '../../workflows/workflow';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import {
  cast,
  firstSettings,
  openInstance,
  openTask,
  phnomPenh,
  seed,
  Seats,
  TestClock,
} from '../../test/support/obligations';
import { Alerts, InboxChannel, type Channel, type Message } from '.';
import { isOffDuty } from './duty';
import { readHealth } from './health';

let db: TestDatabase;
let clock: TestClock;
let seats: Seats;
let alerts: Alerts;
let sent: Message[];

class Recorder implements Channel {
  readonly name = 'log';
  broken = false;
  async send(message: Message): Promise<void> {
    if (this.broken) throw new Error('the line is down');
    sent.push(message);
  }
}
let recorder: Recorder;

beforeAll(async () => {
  db = await createTestDatabase();
  await seed(db);
});
afterAll(() => db.drop());

beforeEach(async () => {
  await db.owner.query(
    'truncate homeward.deliveries, homeward.alerts, homeward.troubles, homeward.tasks, homeward.timers cascade',
  );
  clock = new TestClock(phnomPenh('2017-05-01T08:00:00'));
  seats = new Seats();
  sent = [];
  recorder = new Recorder();
  alerts = another();
});

function another(): Alerts {
  return new Alerts({
    pool: db.pool,
    clock,
    settings: firstSettings,
    directory: seats,
    titles: (_workflow, _version, name) =>
      name === 'visit' ? { en: 'Follow-up visit', km: 'ការចុះតាមដាន' } : undefined,
    channels: [new InboxChannel(), recorder],
  });
}

const actor = (person: string): Actor => ({ person, role: 'dsw', area: '0801' });

/** Fired rungs with the Phnom Penh date on which each was due. */
async function fired(
  task?: string,
): Promise<{ rung: string; due: string; fired: string; people: string[]; reasons: string[] }[]> {
  const { rows } = await db.pool.query(
    `select rung, to_char(a.due_at at time zone 'Asia/Phnom_Penh', 'YYYY-MM-DD HH24:MI') as due,
       to_char(fired_at at time zone 'Asia/Phnom_Penh', 'YYYY-MM-DD HH24:MI') as fired,
       array_agg(d.person::text order by d.person) as people, array_agg(distinct d.reason) as reasons
     from homeward.alerts a join homeward.deliveries d on d.alert = a.id and d.channel = 'inbox'
     where a.task is not null and ($1::uuid is null or a.task = $1) group by a.about, a.id order by a.due_at`,
    [task ?? null],
  );
  return rows;
}

describe('who is refused', () => {
  it('nobody reads or acknowledges an alert that did not reach them', async () => {
    await openTask(db.owner, {});
    await alerts.sweep(phnomPenh('2017-05-23T01:00:00'));
    const { items } = await alerts.list(cast.worker);
    await expect(alerts.acknowledge(items[0]!.id, actor(cast.director))).rejects.toMatchObject({ code: 'not_found' });
    await expect(alerts.read(items[0]!.id, cast.director)).rejects.toMatchObject({ code: 'not_found' });
    await expect(alerts.acknowledge('no-such-alert', actor(cast.worker))).rejects.toMatchObject({ code: 'not_found' });
    await expect(alerts.list(cast.worker, { cursor: 'made-up' })).rejects.toMatchObject({ code: 'form_invalid' });
  });

  it('the application can neither write an alert itself, nor change or remove one, nor fire a rung before its time', async () => {
    const task = await openTask(db.owner, {});
    for (const text of [
      `insert into homeward.alerts (kind, rung, area, to_roles, text_en, text_km, due_at, fired_at) values ('x', '', '', '{}', '', '', now(), now())`,
      'delete from homeward.alerts',
      `update homeward.alerts set text_en = 'other'`,
      `update homeward.tasks set next_rung_at = null`,
      'delete from homeward.deliveries',
    ]) {
      await expect(db.pool.query(text)).rejects.toMatchObject({ code: '42501' });
    }
    const early = {
      task,
      rung: 0,
      at: '2017-05-02T00:00:00Z',
      kind: 'task.overdue',
      name: 'worker',
      toRoles: [],
      en: '',
      km: '',
      deliveries: [],
      nobody: false,
    };
    const { rows } = await db.pool.query('select homeward.fire_rungs($1::jsonb) as results', [JSON.stringify([early])]);
    expect(rows[0].results[0].result).toBe('passed');
    expect(await fired()).toEqual([]);
  });

  it('nor pass a rung in silence, nor one whose day is still to come, nor call it what it is not', async () => {
    const task = await openTask(db.owner, { on: '2017-05-22' });
    const fire = async (changed: object) => {
      const call = {
        task,
        rung: 0,
        at: '2017-06-20T00:00:00Z',
        kind: 'task.overdue',
        name: 'ministry',
        toRoles: [],
        en: '',
        km: '',
        deliveries: [],
        nobody: false,
        ...changed,
      };
      const { rows } = await db.pool.query('select homeward.fire_rungs($1::jsonb) as results', [
        JSON.stringify([call]),
      ]);
      return (rows[0].results as { result: string; error: string | null }[])[0];
    };
    const rungOf = async () =>
      (await db.owner.query('select next_rung from homeward.tasks where id = $1', [task])).rows[0].next_rung as number;
    expect(await fire({ kind: '' })).toMatchObject({ result: 'failed', error: expect.stringMatching(/alert/) });
    expect(await fire({ at: '2099-01-01T00:00:00Z' })).toMatchObject({
      result: 'failed',
      error: expect.stringMatching(/ahead of the time/),
    });
    expect([await rungOf(), await fired(task)]).toEqual([0, []]);
    expect(await fire({})).toMatchObject({ result: 'fired' });
    expect((await fired(task)).map(({ rung }) => rung)).toEqual(['reminder-7']);
    expect(await rungOf()).toBe(1);
  });

  it('the doctor names a rung that was passed in silence', async () => {
    const task = await openTask(db.owner, { on: '2017-05-22' });
    const untold = async () =>
      (await db.pool.query<{ rung: string }>('select rung from homeward.rungs_untold() where task = $1', [task])).rows;
    await alerts.sweep(phnomPenh('2017-05-16T09:00:00'));
    expect([(await fired(task)).length, await untold()]).toEqual([1, []]);
    await db.owner.query('update homeward.tasks set next_rung = 3 where id = $1', [task]);
    expect(await untold()).toEqual([{ rung: 'reminder-1' }, { rung: 'worker' }]);
  });
});

describe('the ladder', () => {
  it('climbs on the days of story E10: due Mon 22 May 2017', async () => {
    const task = await openTask(db.owner, { on: '2017-05-22' });
    for (let day = phnomPenh('2017-05-01T09:00:00'); day < phnomPenh('2017-06-20T00:00:00'); day += 86_400_000)
      await alerts.sweep(day);
    expect((await fired(task)).map((r) => [r.rung, r.due, r.people])).toEqual([
      ['reminder-7', '2017-05-15 00:00', [cast.worker]],
      ['reminder-1', '2017-05-21 00:00', [cast.worker]],
      ['worker', '2017-05-23 00:00', [cast.worker]],
      ['supervisor', '2017-05-25 00:00', [cast.supervisor]],
      ['province', '2017-05-29 00:00', [cast.director, cast.officer]],
      ['ministry', '2017-06-05 00:00', [cast.ministry]],
    ]);
  });

  it('climbs at +0, +1, +2 and +3 days where the risk is high, from the instant of an exact clock', async () => {
    const at = phnomPenh('2017-05-22T14:30:00');
    const task = await openTask(db.owner, { at, ladder: 'high' });
    await alerts.sweep(at - 60_000);
    expect(await fired(task)).toEqual([]);
    await alerts.sweep(at + 10 * 86_400_000);
    expect((await fired(task)).map((r) => [r.rung, r.due])).toEqual([
      ['worker', '2017-05-22 14:30'],
      ['supervisor', '2017-05-23 14:30'],
      ['province', '2017-05-24 14:30'],
      ['ministry', '2017-05-25 14:30'],
    ]);
  });

  it('fires each missed rung once and in order after an outage of five days, with the instant it was due and the one it was made', async () => {
    const first = await openTask(db.owner, { on: '2017-05-22' });
    const second = await openTask(db.owner, { on: '2017-05-23', name: 'report' });
    await alerts.sweep(phnomPenh('2017-05-22T12:00:00'));
    await db.owner.query('truncate homeward.deliveries, homeward.alerts');
    const back = phnomPenh('2017-05-29T12:00:00');
    await alerts.sweep(back);
    await alerts.sweep(back);
    expect((await fired(first)).map((r) => [r.rung, r.due, r.fired])).toEqual([
      ['worker', '2017-05-23 00:00', '2017-05-29 12:00'],
      ['supervisor', '2017-05-25 00:00', '2017-05-29 12:00'],
      ['province', '2017-05-29 00:00', '2017-05-29 12:00'],
    ]);
    expect((await fired(second)).map((r) => r.rung)).toEqual(['worker', 'supervisor']);
    const times = sent.map((m) => m.dueAt);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('passes a reminder whose day was before the task was opened', async () => {
    const task = await openTask(db.owner, { on: '2017-05-22', openedAt: phnomPenh('2017-05-21T10:00:00') });
    await alerts.sweep(phnomPenh('2017-05-21T10:01:00'));
    expect(await fired(task)).toEqual([]);
    await alerts.sweep(phnomPenh('2017-05-23T00:00:00'));
    expect((await fired(task)).map((r) => r.rung)).toEqual(['worker']);
  });

  it('leaves a closed task alone', async () => {
    const task = await openTask(db.owner, {});
    await db.owner.query('update homeward.tasks set closed_at = $1, next_rung_at = null where id = $2', [
      new Date(clock.now()),
      task,
    ]);
    await alerts.sweep(phnomPenh('2017-07-01T00:00:00'));
    expect(await fired(task)).toEqual([]);
  });

  it('fires both of two tasks that are due in one minute', async () => {
    const at = phnomPenh('2017-05-22T14:30:00');
    await openTask(db.owner, { at, ladder: 'high' });
    await openTask(db.owner, { at: at + 30_000, ladder: 'high' });
    await alerts.sweep(at + 60_000);
    expect((await fired()).map((r) => r.rung)).toEqual(['worker', 'worker']);
  });

  it('says the reference, the task and the date in both languages, and nothing else', async () => {
    await openTask(db.owner, { on: '2017-05-22' });
    await alerts.sweep(phnomPenh('2017-05-23T00:00:00'));
    const { items } = await alerts.list(cast.worker);
    expect(items[0]).toMatchObject({
      kind: 'task.overdue',
      rung: 'worker',
      reference: expect.stringMatching(/^GK-2017-\d{6}$/),
    });
    expect(items[0]!.text.en).toBe(`Overdue: Follow-up visit (${items[0]!.reference}) was due on Mon 22 May 2017.`);
    expect(items[0]!.text.km).toBe(
      `ហួសកាលកំណត់៖ ការចុះតាមដាន (${items[0]!.reference}) ត្រូវបញ្ចប់នៅថ្ងៃចន្ទ ទី២២ ខែឧសភា ឆ្នាំ២០១៧។`,
    );
    expect(items[0]!.link).toBe(`/cases/${items[0]!.instance}`);
  });
});

describe('recipients, resolved when the rung fires', () => {
  const supervisorsRung = phnomPenh('2017-05-25T00:00:00');

  it('skips a supervisor on leave to the deputy', async () => {
    await openTask(db.owner, {});
    seats.seats.set('districtSupervisor/0801', [{ person: cast.deputy, actingFor: cast.supervisor }]);
    await alerts.sweep(supervisorsRung);
    const { rows } = await db.pool.query(
      `select person, reason, acting_for from homeward.deliveries d join homeward.alerts a on a.id = d.alert where rung = 'supervisor' and channel = 'inbox'`,
    );
    expect(rows).toEqual([{ person: cast.deputy, reason: 'deputy', acting_for: cast.supervisor }]);
  });

  it('goes to the next level where the seat is vacant', async () => {
    await openTask(db.owner, {});
    seats.seats.delete('districtSupervisor/0801');
    await alerts.sweep(supervisorsRung);
    const supervisor = (await fired()).find((r) => r.rung === 'supervisor');
    expect(supervisor).toMatchObject({ people: [cast.director], reasons: ['vacant: next level'] });
  });

  it('asks again for each rung: who is appointed later gets the later rungs', async () => {
    await openTask(db.owner, {});
    seats.seats.delete('districtSupervisor/0801');
    await alerts.sweep(phnomPenh('2017-05-24T00:00:00'));
    seats.seats.set('districtSupervisor/0801', [{ person: cast.deputy }]);
    await alerts.sweep(supervisorsRung);
    expect((await fired()).find((r) => r.rung === 'supervisor')).toMatchObject({
      people: [cast.deputy],
      reasons: ['holder'],
    });
  });

  it('reaches the whole queue when nobody is assigned, and the other holders when the assignee is gone', async () => {
    const open = await openTask(db.owner, { assignee: null });
    const left = await openTask(db.owner, { assignee: '00000000-0000-4000-8000-00000000dead' });
    await alerts.sweep(phnomPenh('2017-05-23T00:00:00'));
    for (const task of [open, left]) {
      expect((await fired(task)).find((r) => r.rung === 'worker')).toMatchObject({
        people: [cast.worker, cast.otherWorker],
      });
    }
  });

  it('reaches the caseworker of an organisation who was given a task of the district, and the district when that one is gone', async () => {
    const partner = '00000000-0000-4000-8000-0000000000a9';
    const given = await openTask(db.owner, { assignee: partner });
    seats.seats.set('ngoCaseworker/0801', [{ person: partner }]);
    await alerts.sweep(phnomPenh('2017-05-23T00:00:00'));
    expect((await fired(given)).find((r) => r.rung === 'worker')).toMatchObject({ people: [partner] });
    const later = await openTask(db.owner, { on: '2017-06-22', assignee: partner });
    seats.seats.delete('ngoCaseworker/0801');
    await alerts.sweep(phnomPenh('2017-06-23T00:00:00'));
    expect((await fired(later)).find((r) => r.rung === 'worker')).toMatchObject({
      people: [cast.worker, cast.otherWorker],
    });
  });

  it('sends the supervisor rung of a province task to its director, and that of a director to the ministry', async () => {
    const officers = await openTask(db.owner, { role: 'pdosvyOfficer', area: '08', assignee: null });
    const directors = await openTask(db.owner, { role: 'pdosvyDirector', area: '08', assignee: null });
    await alerts.sweep(phnomPenh('2017-05-29T00:00:00'));
    expect((await fired(officers)).slice(2).map((r) => [r.rung, r.people])).toEqual([
      ['worker', [cast.officer]],
      ['supervisor', [cast.director]],
      ['province', [cast.director]],
    ]);
    expect((await fired(directors)).slice(2).map((r) => [r.rung, r.people])).toEqual([
      ['worker', [cast.director]],
      ['supervisor', [cast.ministry]],
      ['province', [cast.ministry]],
    ]);
  });

  it('records an alert that nobody can receive; it stays visible and is sent once somebody is appointed', async () => {
    await openTask(db.owner, {});
    seats.seats.clear();
    const now = phnomPenh('2017-05-23T00:00:00');
    await alerts.sweep(now);
    clock.instant = now + 7_200_000;
    const health = await readHealth(db.pool, clock);
    expect(health).toMatchObject({ nobody: 3, oldestRung: 0 });
    expect(health.oldestDelivery).toBeGreaterThanOrEqual(7_200);
    expect((await fired()).map((r) => r.reasons[0])).toContain(
      'unsendable: nobody up to the ministry, and no administrator',
    );
    seats.seats.set('administrator/', [{ person: cast.keeper }]);
    await alerts.sweep(clock.now());
    expect((await alerts.list(cast.keeper)).items).toHaveLength(3);
    expect((await readHealth(db.pool, clock)).oldestDelivery).toBe(0);
  });
});

describe('who is on call', () => {
  const night = phnomPenh('2017-05-22T23:52:00');
  const addressed = async (): Promise<string[][]> => {
    const { rows } = await db.pool.query(
      `select person, reason from homeward.deliveries where channel = 'inbox' order by due_at, alert, place`,
    );
    return rows.map((r) => [r.person, r.reason]);
  };
  beforeEach(() => {
    seats.duty.set('dsw/0801', [{ person: cast.otherWorker }]);
    seats.duty.set('districtSupervisor/0801', [{ person: cast.deputy }]);
  });

  it('is not woken by what can wait: the normal ladder of a day, and an exact task that is due in office hours', async () => {
    await openTask(db.owner, { on: '2017-05-22' });
    await alerts.sweep(phnomPenh('2017-05-23T00:00:00'));
    await openTask(db.owner, { at: phnomPenh('2017-05-24T07:30:00'), ladder: 'high' });
    await alerts.sweep(phnomPenh('2017-05-24T17:29:59'));
    expect(new Set(await addressed().then((all) => all.map(([person]) => person)))).toEqual(new Set([cast.worker]));
  });

  it('is reached at 23:52 beside the holder, rung by rung, in the role that the rung is for', async () => {
    await openTask(db.owner, { at: night, ladder: 'high' });
    await alerts.sweep(night);
    expect(await addressed()).toEqual([
      [cast.worker, 'holder'],
      [cast.otherWorker, 'on call'],
    ]);
    await alerts.sweep(night + 86_400_000);
    expect((await addressed()).slice(2)).toEqual([
      [cast.supervisor, 'holder'],
      [cast.deputy, 'on call'],
    ]);
  });

  it('is reached first, and told first, where the holder is on leave or the seat is vacant', async () => {
    seats.seats.set('districtSupervisor/0801', [{ person: cast.director, actingFor: cast.supervisor }]);
    seats.seats.set('dsw/0801', [{ person: cast.otherWorker }]);
    const task = await openTask(db.owner, { at: night, ladder: 'high' });
    await alerts.sweep(night);
    expect(await addressed()).toEqual([[cast.otherWorker, 'on call']]);
    await alerts.sweep(night + 86_400_000);
    const supervisors = [
      [cast.deputy, 'on call'],
      [cast.director, 'deputy'],
    ];
    expect((await addressed()).slice(1)).toEqual(supervisors);
    expect(sent.filter((m) => m.rung === 'supervisor').map((m) => m.person)).toEqual([cast.deputy, cast.director]);
    seats.seats.delete('districtSupervisor/0801');
    await db.owner.query('update homeward.tasks set next_rung = 1, next_rung_at = $1 where id = $2', [
      new Date(night),
      task,
    ]);
    await db.owner.query('truncate homeward.deliveries, homeward.alerts');
    await alerts.sweep(night + 86_400_000);
    expect(await addressed()).toEqual([
      [cast.deputy, 'on call'],
      [cast.director, 'vacant: next level'],
    ]);
  });

  it('is reached for an exact task of the normal ladder, and once when they are the holder', async () => {
    seats.duty.set('dsw/0801', [{ person: cast.worker }]);
    await openTask(db.owner, { at: night, openedAt: night - 60_000 });
    await alerts.sweep(night + 86_400_000);
    expect(await addressed()).toEqual([[cast.worker, 'holder']]);
  });

  it('is reached for an alert of a procedure at night, on a Sunday and on a holiday, and not on a working morning', async () => {
    const raiseAt = async (when: string, occurrence: string) => {
      await db.owner.query('truncate homeward.deliveries, homeward.alerts');
      clock.instant = phnomPenh(when);
      const text = { en: 'a concern', km: 'ក្តីបារម្ភ' };
      await alerts.raise({ kind: 'support.concern', to: ['dsw'], text, area: '080101', occurrence });
      await alerts.sweep();
      return (await addressed()).filter(([, reason]) => reason === 'on call').length;
    };
    expect(await raiseAt('2017-05-22T17:30:00', 'evening')).toBe(0);
    seats.seats.set('dsw/0801', [{ person: cast.worker }]);
    expect(await raiseAt('2017-05-22T07:29:59', 'dawn')).toBe(1);
    expect(await raiseAt('2017-05-22T07:30:00', 'morning')).toBe(0);
    expect(await raiseAt('2017-05-22T17:30:00', 'evening')).toBe(1);
    expect(await raiseAt('2017-05-21T10:00:00', 'sunday')).toBe(1);
    expect(
      isOffDuty(phnomPenh('2017-03-08T10:00:00'), {
        version: 1,
        from: '2016-01-01',
        until: '2027-12-31',
        holidays: ['2017-03-08'],
      }),
    ).toBe(true);
  });
});

describe('one bad record', () => {
  it('does not stop the others, is told to the administrators once, and is tried again', async () => {
    const bad = await openTask(db.owner, { parameters: 99, on: '2017-05-10' });
    const good = await openTask(db.owner, {});
    const now = phnomPenh('2017-05-23T00:00:00');
    const swept = await alerts.sweep(now);
    expect(swept).toMatchObject({ failed: 1 });
    expect((await fired(good)).map((r) => r.rung)).toContain('worker');
    await alerts.sweep(now + 1_000);
    await alerts.sweep(now + 120_000);
    const { items } = await alerts.list(cast.keeper);
    expect(items.map((a) => a.kind)).toEqual(['trouble.rung']);
    const { rows } = await db.pool.query('select record, attempts from homeward.troubles');
    expect(rows).toEqual([{ record: bad, attempts: 2 }]);
    await db.owner.query('update homeward.tasks set parameters = 1 where id = $1', [bad]);
    await alerts.sweep(now + 3_600_000);
    expect((await fired(bad)).map((r) => r.rung)).toContain('worker');
    expect((await db.pool.query('select from homeward.troubles')).rowCount).toBe(0);
  });
});

describe('several workers', () => {
  it('fires each rung once when sweeps run at the same moment', async () => {
    for (let i = 0; i < 30; i += 1) await openTask(db.owner, {});
    const now = phnomPenh('2017-06-10T00:00:00');
    await Promise.all([alerts, another(), another(), another()].map((a) => a.sweep(now)));
    await alerts.sweep(now);
    const { rows } = await db.pool.query(
      'select count(*)::int as n, count(distinct (task, rung))::int as distinct from homeward.alerts',
    );
    expect(rows[0]).toEqual({ n: 180, distinct: 180 });
    expect(sent).toHaveLength(210);
  });

  it('goes on after a death half-way: what fired stays, what is left fires', async () => {
    for (let i = 0; i < 10; i += 1) await openTask(db.owner, {});
    const now = phnomPenh('2017-05-23T00:00:00');
    let left = 13;
    const dying = {
      onCall: async () => [],
      holdersOf: async (...args: Parameters<Seats['holdersOf']>) => {
        if ((left -= 1) < 0) throw Object.assign(new Error('killed'), { code: '57P01' });
        return seats.holdersOf(args[0], args[1]);
      },
    };
    for (let i = 0; i < 10; i += 1) {
      left = 1;
      const half = new Alerts({
        pool: db.pool,
        clock,
        settings: firstSettings,
        directory: dying,
        titles: () => undefined,
      });
      await half.sweep(now).catch(() => undefined);
    }
    await alerts.sweep(now);
    const { rows } = await db.pool.query(
      'select count(*)::int as n, count(distinct (task, rung))::int as distinct from homeward.alerts',
    );
    expect(rows[0]).toEqual({ n: 30, distinct: 30 });
  });
});

describe('messages', () => {
  it('keeps what could not be sent, tries again later, and makes it overdue itself after an hour', async () => {
    await openTask(db.owner, {});
    recorder.broken = true;
    const now = phnomPenh('2017-05-23T00:00:00');
    await db.owner.query(`update homeward.tasks set next_rung = 2, next_rung_at = $1`, [new Date(now)]);
    expect(await alerts.sweep(now)).toMatchObject({ fired: 1, sent: 1, unsent: 1 });
    expect(await alerts.sweep(now + 1_000)).toMatchObject({ sent: 0, unsent: 0 });
    await alerts.sweep(now + 61_000);
    const { rows } = await db.pool.query(`select attempts, last_error from homeward.deliveries where channel = 'log'`);
    expect(rows).toEqual([{ attempts: 2, last_error: 'the line is down' }]);
    await alerts.sweep(now + 3_700_000);
    await alerts.sweep(now + 9_700_000);
    expect((await alerts.list(cast.keeper)).items.map((a) => a.kind)).toEqual(['delivery.overdue']);
    recorder.broken = false;
    await alerts.sweep(now + 20_000_000);
    expect((await db.pool.query('select from homeward.deliveries where sent_at is null')).rowCount).toBe(0);
    expect(sent.filter((m) => m.kind === 'task.overdue')).toHaveLength(1);
  });

  it('lists the unread by cursor, newest first, remembers the first reading, and is acknowledged once', async () => {
    for (let i = 0; i < 5; i += 1) await openTask(db.owner, {});
    await alerts.sweep(phnomPenh('2017-05-15T00:00:00'));
    const first = await alerts.list(cast.worker, { limit: 2 });
    const second = await alerts.list(cast.worker, { limit: 2, cursor: first.next! });
    const third = await alerts.list(cast.worker, { limit: 2, cursor: second.next! });
    expect(new Set([...first.items, ...second.items, ...third.items].map((a) => a.id)).size).toBe(5);
    expect(third.next).toBeNull();
    const { id } = first.items[0]!;
    const read = await alerts.read(id, cast.worker);
    clock.instant += 60_000;
    expect(await alerts.read(id, cast.worker)).toEqual(read);
    const key = { person: cast.worker, route: 'POST /alerts', key: id };
    const taken = await alerts.acknowledge(id, actor(cast.worker), key);
    clock.instant += 60_000;
    expect(await alerts.acknowledge(id, actor(cast.worker), key)).toEqual(taken);
    await expect(alerts.acknowledge(id, actor(cast.worker))).rejects.toMatchObject({ code: 'conflict' });
    expect((await alerts.list(cast.worker, { unread: true })).items).toHaveLength(4);
    expect((await alerts.listArea('08')).items).toHaveLength(5);
    expect((await alerts.listArea('08', { open: true })).items).toHaveLength(4);
    expect((await alerts.listArea('02')).items).toHaveLength(0);
  });

  it('is acknowledged once when ten people press at the same moment', async () => {
    await openTask(db.owner, {});
    await alerts.sweep(phnomPenh('2017-05-15T00:00:00'));
    const { id } = (await alerts.list(cast.worker)).items[0]!;
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, () => another().acknowledge(id, actor(cast.worker))),
    );
    expect(answers.filter((a) => a.status === 'fulfilled')).toHaveLength(1);
    const { rows } = await db.pool.query(
      `select count(*)::int as n from homeward.journal where entry::jsonb ->> 'alert' = $1`,
      [id],
    );
    expect(rows[0].n).toBe(1);
  });

  it('to the owners of a case reaches who holds each open task or stands in, and the roles besides', async () => {
    const instance = await openInstance(db.owner);
    const raise = async (occurrence: string) => {
      await db.owner.query(
        `insert into homeward.alerts (about, kind, instance, rung, occurrence, area, to_roles, to_owners, text_en, text_km, due_at, fired_at)
         values ($1, 'institution.standingChanged', $1, '', $2, '0801', '{districtSupervisor}', true, 'x', 'x', $3, $3)`,
        [instance, occurrence, new Date(clock.now())],
      );
      await alerts.sweep();
      const { rows } = await db.pool.query<{ person: string }>(
        `select d.person from homeward.deliveries d join homeward.alerts a on a.id = d.alert where d.channel = 'inbox' and a.occurrence = $1 order by 1`,
        [occurrence],
      );
      return rows.map((row) => row.person);
    };
    expect(await raise('without a task')).toEqual([cast.supervisor]);
    await openTask(db.owner, { instance, on: '2017-06-22' });
    expect(await raise('of one')).toEqual([cast.worker, cast.supervisor]);
    await openTask(db.owner, { instance, on: '2017-06-22', assignee: null });
    expect(await raise('of the queue too')).toEqual([cast.worker, cast.otherWorker, cast.supervisor]);
    seats.seats.set('dsw/0801', []);
    expect(await raise('of nobody')).toEqual([cast.supervisor]);
  });

  it('raises an alert once per kind and occurrence', async () => {
    const alert = {
      kind: 'calendar.ends',
      to: ['mosvy' as const],
      text: { en: 'The calendar ends.', km: 'ប្រតិទិនជិតអស់។' },
      occurrence: '2028',
    };
    expect(await alerts.raise(alert)).toEqual(expect.any(String));
    expect(await alerts.raise(alert)).toBeNull();
    await alerts.sweep();
    expect((await alerts.list(cast.ministry)).items).toHaveLength(1);
  });
});

describe('effects of the procedures', () => {
  it('raises an alert and issues a notice with the line of the journal they belong to, once per occurrence', async () => {
    const instance = await openInstance(db.owner);
    const child = '00000000-0000-4000-8000-0000000000c1';
    const line = {
      stream: instance,
      kind: 'event',
      at: '2017-05-02T01:00:00Z',
      entry: '{}',
      ops: [
        {
          op: 'alert.raise',
          data: {
            instance,
            kind: 'authority.lapsed',
            to: ['pdosvyDirector', 'mosvy'],
            text: { en: 'a', km: 'ក' },
            occurrence: '1',
          },
        },
        {
          op: 'alert.raise',
          data: { instance, kind: 'authority.lapsed', to: ['mosvy'], text: { en: 'b', km: 'ខ' }, occurrence: '1' },
        },
        {
          op: 'notice.issue',
          data: { instance, kind: 'decision', to: ['parents', 'child'], children: [child], text: { en: 'n', km: 'ន' } },
        },
      ],
    };
    const { rows } = await db.pool.query('select homeward.write($1::jsonb) as outcomes', [
      JSON.stringify([{ lines: [line], checks: [] }]),
    ]);
    expect(rows[0].outcomes[0]).toMatchObject({ ok: true });
    await alerts.sweep(phnomPenh('2017-05-02T08:00:00'));
    expect((await alerts.list(cast.director)).items.map((a) => a.text.en)).toEqual(['a']);
    expect((await alerts.list(cast.ministry)).items.map((a) => a.text.en)).toEqual(['a']);
    const notices = await db.pool.query(
      'select kind, to_whom, children, text_en from homeward.notices where instance = $1',
      [instance],
    );
    expect(notices.rows).toEqual([
      { kind: 'decision', to_whom: ['parents', 'child'], children: [child], text_en: 'n' },
    ]);
  });
});

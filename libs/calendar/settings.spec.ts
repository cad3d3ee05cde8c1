import { randomUUID } from 'node:crypto';
import type { Actor } from '../../workflows/workflow';
import { dueAfter } from '../../workflows/time';
import { canonical, Door, isoOf, Problem } from '../engine';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { seedSettings, Settings } from '.';

const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`);
const person = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const ministry = (n: number, more: Partial<Actor> = {}): Actor => ({
  person: person(n),
  role: 'mosvy',
  area: '',
  ...more,
});
const clock = { time: at('2017-03-06 09:00'), now: () => clock.time };

let database: TestDatabase;
let door: Door;
let settings: Settings;

async function seed(): Promise<void> {
  const client = await database.owner.connect();
  await seedSettings(client);
  client.release();
}

beforeAll(async () => {
  database = await createTestDatabase();
  await seed();
  await database.owner.query(
    `insert into homeward.areas values ('08', 1, 'កណ្តាល', 'Kandal', 'ខេត្ត') on conflict do nothing`,
  );
  door = new Door(database.pool);
  settings = new Settings(database.pool, door, clock);
});
afterAll(() => database.drop());

async function problemOf(work: Promise<unknown>): Promise<string> {
  const answer = await work.then(
    () => 'done',
    (error: unknown) => error,
  );
  if (answer instanceof Problem) return answer.code;
  throw answer instanceof Error ? answer : new Error(String(answer));
}

/** Writes past the TypeScript, as a bug would: what does the database say? */
async function atTheDoor(op: string, data: Record<string, unknown>): Promise<string> {
  const now = isoOf(clock.time);
  const line = {
    stream: randomUUID(),
    kind: 'registry' as const,
    at: now,
    entry: canonical({ event: op, at: now }),
    ops: [{ op, data }],
  };
  const outcome = await door.write({ lines: [line], checks: [] });
  return 'error' in outcome ? `${outcome.error.state} ${outcome.error.constraint}` : 'written';
}

const slower = {
  parameter: 'P-02',
  value: { amount: 2, unit: 'workingDays' },
  effectiveFrom: '2017-04-01',
  reason: 'one day is too short in Kandal',
};

describe('a change of parameters', () => {
  test.each(['commune', 'districtSupervisor', 'pdosvyDirector', 'administrator', 'clock'] as const)(
    'is refused to the role %s',
    async (role) => {
      expect(await problemOf(settings.proposeParameter({ ...ministry(1), role }, slower))).toBe('forbidden');
      const { id } = await settings.proposeParameter(ministry(1), slower);
      expect(await problemOf(settings.approveParameter({ ...ministry(2), role }, id))).toBe('forbidden');
      await settings.rejectParameter(ministry(2), id, 'only a test of roles');
    },
  );

  test('is never approved by who proposed it, by their deputy, or by somebody acting for the same person', async () => {
    const { id } = await settings.proposeParameter(ministry(1, { actingFor: person(3) }), slower);
    expect(await problemOf(settings.approveParameter(ministry(1), id))).toBe('second_person');
    expect(await problemOf(settings.approveParameter(ministry(3), id))).toBe('second_person');
    expect(await problemOf(settings.approveParameter(ministry(2, { actingFor: person(1) }), id))).toBe('second_person');
    expect(await atTheDoor('parameter.approve', { id, by: person(1), role: 'mosvy' })).toBe('HW043 second_person');
    expect(await atTheDoor('parameter.approve', { id, by: person(2), for: person(3), role: 'mosvy' })).toBe(
      'HW043 second_person',
    );
    expect(await atTheDoor('parameter.approve', { id, by: person(2), role: 'dsw' })).toBe('HW044 settings_ministry');
    await settings.rejectParameter(ministry(1), id, 'taken back');
    expect(await problemOf(settings.approveParameter(ministry(2), id))).toBe('conflict');
  });

  test('is refused with a date in the past, an unknown parameter, a value of another shape, or an age below three', async () => {
    expect(await problemOf(settings.proposeParameter(ministry(1), { ...slower, effectiveFrom: '2017-03-06' }))).toBe(
      'form_invalid',
    );
    expect(await problemOf(settings.proposeParameter(ministry(1), { ...slower, effectiveFrom: '2017-02-30' }))).toBe(
      'form_invalid',
    );
    expect(await problemOf(settings.proposeParameter(ministry(1), { ...slower, parameter: 'P-69' }))).toBe(
      'form_invalid',
    );
    expect(
      await problemOf(settings.proposeParameter(ministry(1), { ...slower, value: { amount: 0, unit: 'workingDays' } })),
    ).toBe('form_invalid');
    expect(await problemOf(settings.proposeParameter(ministry(1), { ...slower, parameter: 'P-01', value: 2 }))).toBe(
      'form_invalid',
    );
    const data = {
      id: randomUUID(),
      parameter: 'P-01',
      value: 2,
      effectiveFrom: '2017-04-01',
      reason: 'past the form',
      by: person(1),
      role: 'mosvy',
    };
    expect(await atTheDoor('parameter.propose', { ...data, effectiveFrom: '2017-03-01' })).toBe(
      'HW045 parameter_future',
    );
    expect(await atTheDoor('parameter.propose', data)).toBe('written');
    expect(await atTheDoor('parameter.approve', { id: data.id, by: person(2), role: 'mosvy' })).toBe(
      '23514 parameter_minimum_age',
    );
    await settings.rejectParameter(ministry(2), data.id, 'below three');
  });

  test('takes effect on its day, leaves older versions as they were, and is journalled with both names', async () => {
    const { id } = await settings.proposeParameter(ministry(1), slower);
    expect(await settings.proposals()).toEqual([
      expect.objectContaining({ id, kind: 'parameter', parameter: 'P-02', proposed_by: person(1) }),
    ]);
    await settings.approveParameter(ministry(2), id);
    expect((await settings.at(at('2017-03-31 23:59'))).parameters.version).toBe(1);
    const later = (await settings.at(at('2017-04-01 00:00'))).parameters;
    expect(later.version).toBe(2);
    expect(later.values['P-02']).toEqual({ amount: 2, unit: 'workingDays' });
    expect((await settings.version(1, 1)).parameters.values['P-02']).toEqual({ amount: 1, unit: 'workingDays' });
    const { rows } = await database.owner.query(
      'select proposed_by, approved_by, changed, reason from homeward.parameter_sets where version = 2',
    );
    expect(rows).toEqual([
      { proposed_by: person(1), approved_by: person(2), changed: ['P-02'], reason: slower.reason },
    ]);
    const journal = await database.pool.query(
      `select entry::jsonb ->> 'event' as event from homeward.journal where entry::jsonb -> 'setting' ->> 'id' = $1`,
      [id],
    );
    expect(journal.rows.map((r) => r.event)).toEqual(['parameter.proposed', 'parameter.approved']);
  });

  test('never takes effect before one that is approved already', async () => {
    expect(await problemOf(settings.proposeParameter(ministry(1), { ...slower, effectiveFrom: '2017-03-20' }))).toBe(
      'conflict',
    );
  });

  test('answers the same key with the same answer', async () => {
    const key = { person: person(1), route: 'POST /parameters', key: 'k-1' };
    const first = await settings.proposeParameter(ministry(1), slower, key);
    expect(await settings.proposeParameter(ministry(1), slower, key)).toEqual(first);
    expect(await problemOf(settings.proposeParameter(ministry(1), { ...slower, reason: 'another body' }, key))).toBe(
      'key_reused',
    );
    await settings.rejectParameter(ministry(2), first.id, 'only a test of keys');
  });

  test('shows in another process within a second, and at once in its own', async () => {
    const other = new Settings(database.pool, door, clock);
    expect((await other.at(at('2017-04-01 00:00'))).parameters.version).toBe(2);
  });
});

describe('the settings', () => {
  test('cannot be changed by the application, nor a set in force by the owner', async () => {
    for (const table of [
      'parameters',
      'parameter_sets',
      'parameter_proposals',
      'calendars',
      'holidays',
      'holiday_proposals',
    ]) {
      await expect(database.pool.query(`delete from homeward.${table}`)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(database.owner.query(`update homeward.parameter_sets set reason = 'x'`)).rejects.toMatchObject({
      code: 'HW001',
    });
    await expect(database.owner.query('delete from homeward.holidays')).rejects.toMatchObject({ code: 'HW001' });
  });

  test('are seeded once, however often the migrations run', async () => {
    await seed();
    const { rows } = await database.owner
      .query(`select (select count(*)::int from homeward.parameter_sets where version = 1) as sets,
      (select count(distinct id)::int from homeward.parameters) as parameters, (select count(*)::int from homeward.holidays where since = 1) as holidays`);
    expect(rows).toEqual([
      { sets: 1, parameters: (await settings.parameters()).length, holidays: (await settings.holidays(1)).length },
    ]);
  });

  test('tell each parameter with its source and certainty', async () => {
    const found = (await settings.parameters()).find((p) => p.id === 'P-09');
    expect(found).toMatchObject({
      source: '[V:S36]',
      certainty: 'analogue',
      value: { amount: 72, unit: 'hours' },
      version: 1,
    });
  });
});

describe('the ladder P-22', () => {
  const rung = async (
    ladder: string,
    n: number,
    on: string,
    exact = false,
    due = `${on} 24:00`,
  ): Promise<string | null> => {
    const { rows } = await database.owner.query<{ at: string | null }>(
      `select to_char(door.rung_at($1, 1, $2, $3, $4, $5) at time zone 'Asia/Phnom_Penh', 'Dy DD Mon YYYY HH24:MI') as at`,
      [ladder, n, new Date(at(due.replace('24:00', '23:59'))), on, exact],
    );
    return rows[0]!.at;
  };

  test('of the visit due on Mon 22 May 2017', async () => {
    const rungs = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((n) => rung('normal', n, '2017-05-22')));
    expect(rungs).toEqual([
      'Mon 15 May 2017 00:00',
      'Sun 21 May 2017 00:00',
      'Tue 23 May 2017 00:00',
      'Thu 25 May 2017 00:00',
      'Mon 29 May 2017 00:00',
      'Mon 05 Jun 2017 00:00',
      null,
    ]);
  });

  test('of a high risk clock counts days of 24 hours from the instant', async () => {
    const rungs = await Promise.all(
      [0, 1, 2, 3, 4].map((n) => rung('high', n, '2017-09-18', true, '2017-09-18 23:40')),
    );
    expect(rungs).toEqual([
      'Mon 18 Sep 2017 23:40',
      'Tue 19 Sep 2017 23:40',
      'Wed 20 Sep 2017 23:40',
      'Thu 21 Sep 2017 23:40',
      null,
    ]);
  });
});

/** Opens an instance with one task and one timer, due in working days under calendar 1. */
async function openCase(amount: number): Promise<{ instance: string; on: string }> {
  const { parameters, calendar } = await settings.version(1, 1);
  const due = dueAfter(clock.time, { amount, unit: 'workingDays' }, { parameters, calendar }, 'P-04');
  const instance = randomUUID();
  const now = isoOf(clock.time);
  const row = { due_at: isoOf(due.at), provisional: due.provisional, why: { deadline: 'firstContact', ...due.why } };
  const outcome = await door.write({
    lines: [
      {
        stream: instance,
        kind: 'event',
        at: now,
        entry: canonical({ event: 'case.opened', at: now }),
        ops: [],
        instance: {
          expect: 0,
          workflow: 'probe',
          workflowVersion: 1,
          prefix: 'PR',
          area: '08',
          state: '{}',
          phase: 'open',
          status: 'open',
          parameters: 1,
          openTasks: [
            {
              id: randomUUID(),
              key: 'open/visit',
              name: 'visit',
              role: 'dsw',
              area: '08',
              due_on: due.on,
              exact: false,
              ladder: 'normal',
              ...row,
            },
          ],
          closeTasks: [],
          armTimers: [{ timer: 'xstate.after.firstContact.probe', deadline: 'firstContact', ...row }],
          cancelTimers: [],
        },
      },
    ],
    checks: [],
  });
  expect(outcome.ok).toBe(true);
  return { instance, on: due.on };
}

async function taskOf(instance: string): Promise<Record<string, unknown>> {
  const { rows } = await database.pool.query(
    `select t.due_on::text as due_on, t.provisional, t.why ->> 'calendarVersion' as calendar, t.due_at = m.due_at as timer_too,
       to_char(t.next_rung_at at time zone 'Asia/Phnom_Penh', 'YYYY-MM-DD HH24:MI') as rung
       from homeward.tasks t join homeward.timers m using (instance) where instance = $1`,
    [instance],
  );
  return rows[0]!;
}

describe('a change of the calendar', () => {
  const decree = {
    add: [
      {
        date: '2017-03-10',
        name: { en: 'Day of mourning', km: 'ទិវាកាន់ទុក្ខ' },
        kind: 'decree' as const,
        source: 'Sub-Decree 9',
        status: 'official' as const,
      },
    ],
    reason: 'decree of 6 March',
  };

  test('is refused to all but two different people of the ministry', async () => {
    expect(await problemOf(settings.proposeHolidays({ ...ministry(1), role: 'administrator' }, decree))).toBe(
      'forbidden',
    );
    const { id } = await settings.proposeHolidays(ministry(1), decree);
    expect(await problemOf(settings.approveHolidays(ministry(1), id))).toBe('second_person');
    expect(await atTheDoor('holiday.approve', { id, by: person(1), role: 'mosvy' })).toBe('HW043 second_person');
    await settings.rejectHolidays(ministry(2), id, 'not signed yet');
  });

  test('shows what it would move, moves it on approval, and says so in the journal of each case', async () => {
    const near = await openCase(1);
    const far = await openCase(5);
    expect([near.on, far.on]).toEqual(['2017-03-07', '2017-03-14']);
    const { id, moves } = await settings.proposeHolidays(ministry(1), decree);
    expect(moves.map((m) => [m.kind, m.instance, m.from.on, m.to.on])).toEqual(
      [
        ['task', far.instance, '2017-03-14', '2017-03-15'],
        ['timer', far.instance, '2017-03-14', '2017-03-15'],
      ].sort(),
    );
    expect((await taskOf(far.instance)).due_on).toBe('2017-03-14');

    expect((await settings.approveHolidays(ministry(2), id)).moves).toHaveLength(2);
    expect(await taskOf(far.instance)).toEqual({
      due_on: '2017-03-15',
      provisional: false,
      calendar: '2',
      timer_too: true,
      rung: '2017-03-08 00:00',
    });
    expect(await taskOf(near.instance)).toMatchObject({ due_on: '2017-03-07', calendar: '1' });
    const { rows } = await database.pool.query(
      `select kind, version, entry::jsonb -> 'actor' ->> 'person' as person, entry::jsonb -> 'moves' -> 0 -> 'to' ->> 'on' as moved
         from homeward.journal where stream = $1 order by seq desc limit 1`,
      [far.instance],
    );
    expect(rows).toEqual([{ kind: 'task', version: null, person: person(2), moved: '2017-03-15' }]);
    expect((await settings.at(clock.time)).calendar.version).toBe(2);
    expect((await settings.version(1, 1)).calendar.holidays).not.toContain('2017-03-10');
  });

  test('is finished by the next call when a crash left cases behind, and moves nothing twice', async () => {
    const late = await openCase(5);
    expect((await settings.adoptCalendar(ministry(2))).map((m) => m.instance)).toEqual([late.instance, late.instance]);
    expect(await settings.adoptCalendar(ministry(2))).toEqual([]);
  });

  test('explains a skipped day by the name that was entered', async () => {
    const { parameters, calendar } = await settings.at(clock.time);
    const due = dueAfter(clock.time, { amount: 5, unit: 'workingDays' }, { parameters, calendar }, 'P-07');
    expect(settings.explain(due).en).toContain('Fri 10 March skipped: Day of mourning');
  });

  test('takes a holiday out again, but only one that is there', async () => {
    const remove = [{ date: '2017-03-10', nameEn: 'Day of mourning' }];
    const { id } = await settings.proposeHolidays(ministry(1), { remove, reason: 'decree withdrawn' });
    await settings.approveHolidays(ministry(2), id);
    expect((await settings.at(clock.time)).calendar.holidays).not.toContain('2017-03-10');
    const again = await settings.proposeHolidays(ministry(1), { remove, reason: 'twice' });
    expect(await problemOf(settings.approveHolidays(ministry(2), again.id))).toBe('conflict');
    await settings.rejectHolidays(ministry(2), again.id, 'twice');
  });

  test('never covers less than the one before', async () => {
    expect(await problemOf(settings.proposeHolidays(ministry(1), { until: '2026-12-31', reason: 'shorter' }))).toBe(
      'conflict',
    );
  });
});

describe('the end of the calendar', () => {
  test.each([
    ['2027-10-02 09:00', false, 90],
    ['2027-10-03 09:00', true, 89],
    ['2028-01-05 09:00', true, -5],
  ])('on %s: asked for is %p, with %i days left', async (now, needed, daysLeft) => {
    expect(await settings.covered(at(now))).toMatchObject({ needed, daysLeft, until: '2027-12-31' });
  });

  test('is no longer asked for when the next year is entered, and provisional dates become firm', async () => {
    clock.time = at('2027-12-29 09:00');
    const { instance } = await openCase(8);
    expect(await taskOf(instance)).toMatchObject({ due_on: '2028-01-10', provisional: true });
    const newYear = {
      date: '2028-01-07',
      name: { en: 'Victory over Genocide Day', km: 'ទិវាជ័យជម្នះ' },
      kind: 'fixed' as const,
      source: 'Sub-Decree',
      status: 'official' as const,
    };
    const { id } = await settings.proposeHolidays(ministry(1), {
      until: '2028-12-31',
      add: [newYear],
      reason: 'the year 2028',
    });
    await settings.approveHolidays(ministry(2), id);
    expect(await taskOf(instance)).toMatchObject({ due_on: '2028-01-11', provisional: false });
    expect(await settings.covered()).toMatchObject({ needed: false, until: '2028-12-31' });
  });
});

import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { dueAfter, type Due } from '../../workflows/time';
import type { Actor, Deadline, Given, Workflow } from '../../workflows/workflow';
import { canonical, Door, isoOf } from '../engine';
import { seedSettings, Settings } from '.';

const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`);
const ministry = (n: number): Actor => ({ person: `00000000-0000-4000-8000-00000000000${n}`, role: 'mosvy', area: '' });
const clock = { time: at('2017-03-06 09:00'), now: () => clock.time };

const text = { en: '', km: '' };
const working = (anchor: number, amount: number, given: Given): Due =>
  dueAfter(anchor, { amount, unit: 'workingDays' }, given, 'P-04');
const plain = (anchor: number, amount: number, given: Given): Due =>
  dueAfter(anchor, { amount, unit: 'days' }, given, 'P-05');
const earlier = (a: Due, b: Due): Due => (b.at < a.at ? b : a);
const deadline = (due: Deadline['due']): Deadline => ({ parameter: 'P-04', text, due });

/** Wed 8 March is a holiday: five working days from Mon 6 March end on Tue 14 March. */
const deadlines: Record<string, Deadline> = {
  /** two calendar days after the fifth working day: its explanation knows only the last leg */
  then: deadline((context, given) => plain(working(context.from, 5, given).at - 1, 2, given)),
  /** whichever comes first */
  first: deadline((context, given) => earlier(working(context.from, 5, given), plain(context.from, 9, given))),
  hours: deadline((_context, given) =>
    earlier(working(given.now, 5, given), dueAfter(given.now, { amount: 200, unit: 'hours' }, given, 'P-09')),
  ),
  calendar: deadline((context, given) => plain(context.from, 9, given)),
  broken: deadline((_context, given) => working(given.facts.institution!.version, 5, given)),
};
const probe = { id: 'probe', version: 1, deadlines } as unknown as Workflow;

let database: TestDatabase;
let door: Door;
let settings: Settings;
const cases: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  const client = await database.owner.connect();
  await seedSettings(client);
  client.release();
  await database.owner.query(
    `insert into homeward.areas values ('08', 1, 'កណ្តាល', 'Kandal', 'ខេត្ត') on conflict do nothing`,
  );
  door = new Door(database.pool);
  settings = new Settings(database.pool, door, clock, [probe]);
  const { parameters, calendar } = await settings.version(1, 1);
  const given = { now: clock.time, parameters, calendar, facts: { institution: { version: clock.time } } };
  for (const name of Object.keys(deadlines))
    cases[name] = await open(name, deadlines[name]!.due({ from: clock.time }, given as unknown as Given));
});
afterAll(() => database.drop());

async function open(deadlineName: string, due: Due): Promise<string> {
  const stream = randomUUID();
  const now = isoOf(clock.time);
  const row = { due_at: isoOf(due.at), provisional: due.provisional, why: { deadline: deadlineName, ...due.why } };
  const outcome = await door.write({
    lines: [
      {
        stream,
        kind: 'event',
        at: now,
        entry: canonical({ event: 'case.opened', at: now, version: 1 }),
        ops: [],
        instance: {
          expect: 0,
          workflow: 'probe',
          workflowVersion: 1,
          prefix: 'PR',
          area: '08',
          state: canonical({ context: { from: clock.time } }),
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
              exact: due.exact,
              ladder: 'normal',
              ...row,
            },
          ],
          closeTasks: [],
          armTimers: [{ timer: `xstate.after.${deadlineName}.probe`, deadline: deadlineName, ...row }],
          cancelTimers: [],
        },
      },
    ],
    checks: [],
  });
  expect(outcome.ok).toBe(true);
  return stream;
}

async function rows(): Promise<Record<string, unknown>> {
  const found = await database.pool.query(
    `select t.instance, t.due_on::text as on, t.exact, t.due_at = m.due_at as together, t.why ->> 'clock' as clock
       from homeward.tasks t join homeward.timers m using (instance)`,
  );
  const name = (instance: string) => Object.keys(cases).find((key) => cases[key] === instance)!;
  return Object.fromEntries(
    found.rows.map((r) => [name(r.instance), `${r.on} ${r.clock}${r.exact ? ' exact' : ''}${r.together ? '' : '!'}`]),
  );
}

const decree = (...dates: string[]) => ({
  add: dates.map((date) => ({
    date,
    name: { en: 'Day of mourning', km: 'ទិវាកាន់ទុក្ខ' },
    kind: 'decree' as const,
    source: 'Sub-Decree 9',
    status: 'official' as const,
  })),
  reason: 'decree of 6 March',
});

async function adopt(...dates: string[]): Promise<string[]> {
  const { id, moves } = await settings.proposeHolidays(ministry(1), decree(...dates));
  const moved = await settings.approveHolidays(ministry(2), id);
  expect(moved.moves).toEqual(moves);
  return moves.filter((m) => m.kind === 'task').map((m) => `${m.from.on} ${m.to.on}`);
}

describe('a new calendar', () => {
  it('leaves a date alone that no holiday can move', async () => {
    expect(await adopt('2017-06-20')).toEqual([]);
  });

  it('moves a deadline composed of several clocks as the whole that it is', async () => {
    expect(await rows()).toEqual({
      then: '2017-03-16 calendar',
      first: '2017-03-14 working',
      hours: '2017-03-14 calendar exact',
      calendar: '2017-03-15 calendar',
      broken: '2017-03-14 working',
    });
    expect((await adopt('2017-03-10')).sort()).toEqual([
      '2017-03-14 2017-03-15',
      '2017-03-14 2017-03-15',
      '2017-03-16 2017-03-17',
    ]);
    // the part that is counted in plain days is the first now
    await adopt('2017-03-13', '2017-03-14');
    expect(await rows()).toEqual({
      then: '2017-03-19 calendar',
      first: '2017-03-15 calendar',
      hours: '2017-03-14 calendar exact',
      calendar: '2017-03-15 calendar',
      broken: '2017-03-17 working',
    });
  });

  it('gives back what a withdrawn holiday took, and turns an instant into a day where the working days come first', async () => {
    const gone = ['2017-03-10', '2017-03-13', '2017-03-14', '2017-03-08'];
    const { rows: known } = await database.pool.query<{ date: string; nameEn: string }>(
      `select date::text, name_en as "nameEn" from homeward.holidays where removed is null and date = any($1::date[])`,
      [gone],
    );
    expect(known).toHaveLength(4);
    const { id } = await settings.proposeHolidays(ministry(1), { remove: known, reason: 'decree withdrawn' });
    await settings.approveHolidays(ministry(2), id);
    expect(await rows()).toMatchObject({
      then: '2017-03-15 calendar',
      first: '2017-03-13 working',
      hours: '2017-03-13 working',
      broken: '2017-03-13 working',
    });
  });
});

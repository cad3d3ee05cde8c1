/** A sample of `npm run story -- outage-year`: a season of eight children while everything breaks, and what the comparison sees. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { playOutageYear, holidayDates, isSound } from '../../apps/commands/outage-year';
import { alertsOf, Offices, type Climbing } from '../../apps/commands/outage-year-reference';
import { difference } from '../../apps/commands/outage-year-comparison';
import { planYear } from '../../apps/commands/outage-year-plan';
import { projectRoot } from '../../libs/database';

const sample = { seed: 4, children: 8, days: 120, outages: 6 };

it('ends with exactly the alerts that were predicted, every visit in its row, and a journal that holds', async () => {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: projectRoot() });
  const report = await playOutageYear(sample);
  const { missing, extra, doubled, refused, visits, journal } = report;
  expect({ missing, extra, doubled, refused, lost: visits.lost }).toEqual({
    missing: [],
    extra: [],
    doubled: [],
    refused: [],
    lost: [],
  });
  expect(journal).toMatchObject({ broken: null, differences: 0 });
  expect(isSound(report)).toBe(true);
  expect(Object.values(report.outages).reduce((sum, n) => sum + n, 0)).toBe(sample.outages);
  // what was there to lose
  expect(report.alerts.predicted).toBeGreaterThan(500);
  expect(report.visits.counts.late).toBeGreaterThan(5);
  expect(report.alerts.sent).toBe(report.alerts.predicted);
}, 600_000);

describe('the plan', () => {
  it('is the same for the same seed, and another for another', () => {
    const told = (seed: number) => JSON.stringify(planYear({ ...sample, seed }, holidayDates()).days);
    expect(told(4)).toBe(told(4));
    expect(told(4)).not.toBe(told(5));
  });

  it('holds what the year is about: every way a visit can go, every way to be away, every kind of outage', () => {
    const { days, children, offices } = planYear({ seed: 2017, children: 200, days: 365, outages: 46 }, holidayDates());
    const acts = new Set(days.flatMap((day) => day.acts.map(({ act }) => act.type)));
    expect([...acts].sort()).toEqual(['concern', 'notSeen', 'phone', 'reported', 'seen', 'writtenOff']);
    const owed = children.flatMap((child) => child.owed);
    expect(new Set(owed.map(({ status }) => status))).toEqual(new Set(['planned', 'made', 'late', 'missed']));
    expect(owed.filter(({ welfare }) => welfare).length).toBeGreaterThan(20);
    expect(new Set(children.map(({ placed }) => placed.district)).size).toBe(8);
    expect(offices.seats.filter(({ leftAt }) => leftAt !== undefined)).toHaveLength(3);
    expect(offices.seats.filter(({ away }) => away.length > 0).length).toBeGreaterThan(15);
    const kinds = days.flatMap((day) => day.outages.map(({ kind, during }) => `${kind} ${during}`));
    expect(new Set(kinds).size).toBe(8);
  });
});

describe('the comparison', () => {
  it('names what is missing, what nobody predicted, and what came twice', () => {
    expect(difference(['a', 'b', 'b'], ['b', 'b', 'c', 'b', 'c'])).toEqual({
      missing: ['a'],
      extra: ['c'],
      doubled: ['b', 'c'],
    });
  });
});

describe('the reference', () => {
  it('shares no code with the product', () => {
    for (const name of ['reference', 'child']) {
      const file = join(projectRoot(), 'apps', 'commands', `outage-year-${name}.ts`);
      const imports = readFileSync(file, 'utf8').match(/from '[^']+'/g) ?? [];
      expect(imports.filter((one) => !one.includes('outage-year-'))).toEqual([]);
    }
  });

  const [worker, supervisor, deputy, director, ministry] = [
    'worker',
    'supervisor',
    'deputy',
    'director',
    'ministry',
  ] as const;
  const seat = (person: string, role: string, area: string, more: object = {}) => ({
    login: person,
    person,
    role,
    area,
    away: [],
    onCall: false,
    ...more,
  });
  const seats = () => [
    seat(worker, 'dsw', '0810', { onCall: true }),
    seat(supervisor, 'districtSupervisor', '0810'),
    seat(deputy, 'districtSupervisor', '0810', { actsFor: supervisor }),
    seat(director, 'pdosvyDirector', '08'),
    seat('officer', 'pdosvyOfficer', '08'),
    seat(ministry, 'mosvy', ''),
  ];
  const at = (text: string) => Date.parse(`${text}+07:00`);
  const visit: Climbing = {
    ...{
      key: 'visit',
      role: 'dsw',
      area: '081007',
      assignee: worker,
      ladder: 'normal',
      on: '2017-03-15',
      exact: false,
    },
    ...{ due: at('2017-03-16T00:00:00'), opens: at('2017-03-12T00:00:00'), planned: at('2017-03-01T09:00:00') },
  };
  const told = (offices: Offices, change: Partial<Climbing> = {}) =>
    alertsOf(1, { ...visit, ...change }, offices, at('2017-12-31T00:00:00')).map((line) =>
      line
        .slice(8)
        .replace(/ 2017-|T00:00:00/g, ' ')
        .replace(/ +/g, ' '),
    );

  it('reads P-22 as the domain writes it, with the opening where no reminder says it', () => {
    expect(told(new Offices(seats(), new Set()))).toEqual([
      'opens 03-12 worker',
      'reminder-7 03-08 worker',
      'reminder-1 03-14 worker',
      'worker 03-16 worker',
      'supervisor 03-18 supervisor',
      'province 03-22 director',
      'province 03-22 officer',
      'ministry 03-29 ministry',
    ]);
    expect(told(new Offices(seats(), new Set()), { ladder: 'high', closed: at('2017-03-16T08:00:00') })).toEqual([
      'opens 03-12 worker',
      'worker 03-15 worker',
      'supervisor 03-16 supervisor',
    ]);
    expect(told(new Offices(seats(), new Set()), { opens: at('2017-03-08T00:00:00') })[0]).toBe(
      'reminder-7 03-08 worker',
    );
  });

  it('finds the deputy of who is away, and the next level over an empty office', () => {
    const away = seats();
    away[1]!.away.push({ from: at('2017-03-01T00:00:00'), until: at('2017-04-01T00:00:00') } as never);
    expect(told(new Offices(away, new Set()))[4]).toBe('supervisor 03-18 deputy');
    const empty = seats().filter(({ role }) => role !== 'districtSupervisor' && role !== 'dsw');
    expect(told(new Offices(empty, new Set())).slice(3, 5)).toEqual([
      'worker 03-16 director',
      'supervisor 03-18 director',
    ]);
  });
});

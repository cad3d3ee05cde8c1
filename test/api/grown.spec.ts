/** A grown world: copies of cases that were played, whose journals hold, and in which nobody's page reads a whole table. */
import { measuresOf } from '../../apps/commands/bench/grown';
import { plansOf, questionsOf } from '../../apps/commands/bench/figures';
import { Growth, type World } from '../../apps/commands/bench/world';
import { listAlerts } from '../../apps/api/lists/alerts';
import { listIncidents } from '../../apps/api/lists/incidents';
import { listTasks } from '../../apps/api/lists/tasks';
import { listVisits } from '../../apps/api/lists/visits';
import { alertsCondition, instancesCondition, incidentsCondition, secretsCondition } from '../../libs/access';
import { refuseOtherClock } from '../../libs/database';
import { examine, verifyJournal } from '../../libs/engine';
import type { Actor } from '../../workflows/workflow';
import { demoId } from '../../apps/demo';
import { Town } from './town';

const cases = 10_000;
let town: Town;
let world: World;

beforeAll(async () => {
  town = await Town.open({}, '2017-01-02T09:00:00+07:00');
  const growth = await Growth.begin(town.context, town.database.owner);
  world = await growth.to(cases);
}, 240_000);
afterAll(() => town.close());

it('has the cases asked for beside those played, about three in ten of their open tasks overdue, and planned visits', () => {
  expect(world.instances).toBeGreaterThanOrEqual(cases);
  expect(world.instances).toBeLessThan(cases + 60);
  expect(world.overdue / world.open).toBeGreaterThan(0.2);
  expect(world.overdue / world.open).toBeLessThan(0.4);
  expect(world.visits).toBeGreaterThan(cases / 2);
});

it('holds a journal in which every chain, head and digest is right', async () => {
  const { broken, lines } = await verifyJournal(town.database.pool);
  expect(broken).toBeUndefined();
  expect(lines).toBe(world.lines);
});

it('gives the doctor nothing to find: timers, tasks and visits are those of the states, which the journals come to', async () => {
  const few = await Town.open({}, '2017-01-02T09:00:00+07:00');
  try {
    await (await Growth.begin(few.context, few.database.owner)).to(100);
    const { instances, findings } = await examine(few.context.engine, few.database.pool, false);
    expect(findings).toEqual([]);
    expect(instances).toBeGreaterThan(100);
  } finally {
    await few.close();
  }
}, 240_000);

/** Of these tables, those that hold more than a handful of rows, or their partitions that do. */
async function partsOf(tables: string[]): Promise<Set<string>> {
  const { rows } = await town.database.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
     where c.relnamespace = 'homeward'::regnamespace and c.relkind = 'r' and c.relpages > 10 and coalesce(p.relname, c.relname) = any ($1)`,
    [tables],
  );
  return new Set(rows.map(({ name }) => name));
}

describe('asked for often', () => {
  const hot = ['tasks.', 'overdue.', 'inbox.', 'alerts.', 'visits.', 'planner.', 'case', 'sweep.idle'];
  const large = ['tasks', 'visits', 'instances', 'journal', 'timers', 'alerts', 'deliveries'];

  it.each(hot)('%s reads none of the large tables from end to end', async (start) => {
    const { context, database } = town;
    await context.sweeper.sweep();
    const scans: string[] = [];
    const filled = await partsOf(large);
    expect(filled.size).toBeGreaterThan(large.length / 2);
    for (const { id, run } of measuresOf(context, database.owner, cases)) {
      if (!id.startsWith(start)) continue;
      const plans = await plansOf(database.pool, await questionsOf(database.pool, () => run(1)));
      expect(plans.length).toBeGreaterThan(0);
      for (const { text, reads } of plans)
        for (const { node, relation } of reads)
          if (node.includes('Seq Scan') && filled.has(relation)) scans.push(`${id}: ${relation} in ${text}`);
    }
    expect(scans).toEqual([]);
  });
});

it('lies in the years in which its cases were opened, and looks for a case in its own year alone', async () => {
  const { owner } = town.database;
  const lines = async (sql: string, ...values: unknown[]) =>
    (await owner.query<{ at: string; n: number }>(sql, values)).rows.map(({ at, n }) => [at.split('.')[1], n > 500]);
  for (const table of ['journal', 'contents', 'alerts'])
    expect(
      await lines(
        `select tableoid::regclass::text as at, count(*)::int as n from homeward.${table} where tableoid::regclass::text ~ '_\\d{4}$' group by 1 order by 1`,
      ),
    ).toEqual([2017, 2018, 2019, 2020, 2021].map((year) => [`${table}_${year}`, true]));
  expect(await lines(`select 'homeward.' || what as at, 0 as n from homeward.years_lacking()`)).toEqual([]);
  const { rows } = await owner.query<{ id: string; year: number }>(
    `select distinct on (year) id, year from (select id, extract(year from opened_at)::int as year from homeward.instances where door.is_dated(id)) i
     where year between 2017 and 2021 order by year`,
  );
  expect(rows.map(({ year }) => year)).toEqual([2017, 2018, 2019, 2020, 2021]);
  for (const { id, year } of rows)
    for (const [table, key] of [
      ['journal', 'stream'],
      ['contents', 'stream'],
      ['visits', 'instance'],
      ['alerts', 'about'],
    ]) {
      const question = { text: `select * from homeward.${table} where ${key} = $1`, values: [id] };
      const [plan] = await plansOf(town.database.pool, [question]);
      expect([...new Set(plan!.reads.map(({ relation }) => relation))].filter(Boolean)).toEqual([`${table}_${year}`]);
    }
});

it('tells by the last line alone, when a process starts, which clock wrote the journal', async () => {
  const { pool } = town.database;
  const asked = await questionsOf(pool, () => refuseOtherClock(pool, 'manual'));
  const [plan] = await plansOf(pool, asked);
  const filled = await partsOf(['journal']);
  const reads = plan!.reads.filter(({ relation }) => filled.has(relation));
  expect(reads.length).toBeGreaterThan(3);
  expect(reads.filter(({ node, rows }) => node.includes('Seq Scan') || rows > 1)).toEqual([]);
});

it('lets the indicators of the country find what they read of the journal by its index', async () => {
  const { context, database } = town;
  const { run } = measuresOf(context, database.owner, cases).find(({ id }) => id === 'indicators.country')!;
  const plans = await plansOf(database.pool, await questionsOf(database.pool, () => run(1)));
  const filled = await partsOf(['journal']);
  const reads = plans.flatMap((plan) => plan.reads.filter(({ relation }) => filled.has(relation)));
  const { rows } = await database.owner.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'homeward.journal_said'::regclass`,
  );
  const said = rows.map(({ name }) => name.replace('homeward.', ''));
  expect(plans.some(({ reads: all }) => all.some(({ index }) => said.includes(index ?? '')))).toBe(true);
  expect(reads.filter(({ node }) => node.includes('Seq Scan'))).toEqual([]);
});

it('keeps the area of a case on its tasks, visits and alerts, open or over, wherever it goes', async () => {
  const { owner } = town.database;
  const client = await owner.connect();
  const astray = async (): Promise<unknown> =>
    (
      await client.query<{ n: number }>(
        `select count(*)::int as n from (select instance, case_area from homeward.tasks union all select instance, case_area from homeward.visits
           union all select instance, case_area from homeward.alerts) x
         left join homeward.instances i on i.id = x.instance where x.case_area is distinct from i.area`,
      )
    ).rows[0];
  try {
    expect(await astray()).toEqual({ n: 0 });
    await client.query('begin');
    const { rowCount } = await client.query(
      `update homeward.instances set area = '300203' where id in (select instance from homeward.visits where closed_at is not null limit 5) and area <> '300203'`,
    );
    expect(rowCount).toBeGreaterThan(0);
    expect(await astray()).toEqual({ n: 0 });
    await client.query('rollback');
  } finally {
    client.release();
  }
});

const seat = async (role: string, area: string): Promise<Actor> => {
  const { rows } = await town.database.owner.query<{ person: string }>(
    'select person from homeward.appointments where role = $1 and area = $2 order by person limit 1',
    [role, area],
  );
  return { person: rows[0]!.person, role: role as Actor['role'], area };
};

it.each([
  ['dsw', '3001'],
  ['districtSupervisor', '3001'],
  ['pdosvyOfficer', '30'],
  ['commune', '300102'],
])('shows %s of %s the visits that the conditions of access say, in the same order', async (role, area) => {
  const actor = await seat(role, area);
  const can = instancesCondition(actor, 3);
  const { rows } = await town.database.pool.query<{ id: string }>(
    `select v.id from homeward.visits v join homeward.instances i on i.id = v.instance
     where ${can.sql} or v.assignee = $1 or (v.closed_at is not null and starts_with(v.area, $2)) order by v.due_at, v.id limit 120`,
    [actor.person, area, ...can.values],
  );
  const { items } = await listVisits(town.context, actor, { limit: 120 });
  expect(items.length).toBeGreaterThan(0);
  expect(items.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
});

it.each([
  ['dsw', '3001'],
  ['districtSupervisor', '3001'],
  ['pdosvyOfficer', '30'],
  ['commune', '300102'],
  ['mosvy', ''],
])(
  'shows %s of %s the alerts that the conditions of access say, page by page in the same order',
  async (role, area) => {
    const actor = area ? await seat(role, area) : { person: demoId('person mosvy'), role: 'mosvy' as const, area };
    const can = instancesCondition(actor, 3);
    const told = alertsCondition(actor, 3 + can.values.length);
    const shared = secretsCondition(actor, 'a.instance', 3 + can.values.length + told.values.length);
    const { rows } = await town.database.pool.query<{ id: string }>(
      `select a.id from homeward.alerts a left join homeward.instances i on i.id = a.instance
     where (exists (select from homeward.deliveries d where d.alert = a.id and d.person = $1 and d.channel = 'inbox')
       or (a.instance is not null and ${can.sql} and ${told.sql}) or (a.instance is null and a.kind <> 'digest' and starts_with(a.area, $2)))
       and ${shared.sql} order by a.fired_at desc, a.id desc limit 120`,
      [actor.person, area, ...can.values, ...told.values, ...shared.values],
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAlerts(town.context, actor, { limit: 40, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor && seen.length < 120);
    expect(seen.length).toBeGreaterThan(40);
    expect(seen).toEqual(rows.map(({ id }) => id));
  },
);

describe('the list of tasks', () => {
  it.each([
    ['dsw', '3001'],
    ['districtSupervisor', '3001'],
    ['pdosvyOfficer', '30'],
    ['commune', '300102'],
    ['mosvy', ''],
  ])('shows %s of %s what the conditions of access say, in the same order', async (role, area) => {
    const actor = area ? await seat(role, area) : { person: demoId('person mosvy'), role: 'mosvy' as const, area };
    const now = new Date(town.context.clock.now());
    const can = instancesCondition(actor, 3);
    const told = incidentsCondition(actor, 3 + can.values.length);
    const { rows } = await town.database.pool.query<{ id: string }>(
      `select t.id from homeward.tasks t left join homeward.instances i on i.id = t.instance left join homeward.incidents n on n.id = t.incident
       where t.closed_at is null and t.due_at <= $1 and ((t.instance is not null and ${can.sql}) or (t.instance is null and ${told.sql}) or t.assignee = $2)
       order by t.due_at, t.id limit 120`,
      [now, actor.person, ...can.values, ...told.values],
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listTasks(town.context, actor, { overdue: true, limit: 40, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor && seen.length < 120);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).toEqual(rows.map(({ id }) => id));
  });

  it('has the incidents of the area among them', async () => {
    const actor = await seat('dsw', '3001');
    const { items } = await listIncidents(town.context, actor, { limit: 5, status: 'open' });
    expect(items.length).toBeGreaterThan(0);
  });
});

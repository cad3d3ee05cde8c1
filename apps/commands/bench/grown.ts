/** What people and the sweeper do in worlds of different sizes, how long it takes, and by which plans. */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { verifyJournal, viewOf } from '../../../libs/engine';
import type { Actor, Role } from '../../../workflows/workflow';
import { explained } from '../../api/explanations';
import { listAlerts } from '../../api/lists/alerts';
import { listIndicators } from '../../api/lists/indicators';
import { listJournal } from '../../api/lists/journal';
import { plannerOf } from '../../api/lists/planner';
import { countsOf } from '../../api/lists/soon';
import { listTasks } from '../../api/lists/tasks';
import { listVisits } from '../../api/lists/visits';
import type { AppContext } from '../../context';
import { demoId } from '../../demo';
import { figuresOf, patience, plansOf, questionsOf, timesOf, type Figures, type Plan } from './figures';
import { districtsFor, districtsOfProvince, workersOfDistrict } from './places';

export interface Measure {
  id: string;
  what: string;
  calls: number;
  /** the most that 95 of 100 calls may take, in milliseconds */
  goal?: number;
  run(call: number): Promise<unknown>;
  before?(): Promise<unknown>;
}

export interface Measured extends Figures {
  id: string;
  what: string;
  goal?: number;
  plans: Plan[];
}

/** People of the world by call: another worker or district each time, always the same ones in the same order. */
class Cast {
  constructor(private readonly districts: number) {}

  private readonly spread = (call: number, over: number): number => (call * 7919 + 13) % over;
  private readonly area = (district: number): string =>
    `${30 + Math.floor(district / districtsOfProvince)}${String((district % districtsOfProvince) + 1).padStart(2, '0')}`;

  worker(call: number): Actor {
    const district = this.spread(call, this.districts);
    return this.person('dsw', 'dsw', this.area(district), `${district}.${this.spread(call, workersOfDistrict)}`);
  }
  supervisor(call: number): Actor {
    const district = this.spread(call, this.districts);
    return this.person('supervisor', 'districtSupervisor', this.area(district), `${district}.0`);
  }
  officer(call: number): Actor {
    const province = this.spread(call, Math.ceil(this.districts / districtsOfProvince));
    return this.person('officer', 'pdosvyOfficer', String(30 + province), `${province}.0`);
  }
  readonly ministry: Actor = { person: demoId('person mosvy'), role: 'mosvy', area: '' };

  private person(key: string, role: Role, area: string, n: string): Actor {
    const hex = createHash('md5').update(`bench ${key} ${n}`).digest('hex');
    const person = hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
    return { person, role, area };
  }
}

/** A case of the worker who asks. */
async function caseOf(pool: Pool, { person }: Actor): Promise<string> {
  const { rows } = await pool.query<{ instance: string }>(
    'select instance from homeward.tasks where assignee = $1 and closed_at is null and instance is not null limit 1',
    [person],
  );
  if (!rows[0]) throw new Error(`nobody knows a case of ${person}`);
  return rows[0].instance;
}

/** What is measured in a world of so many cases; the last ones change it. */
export function measuresOf(context: AppContext, owner: Pool, instances: number): Measure[] {
  const cast = new Cast(districtsFor(instances));
  const { pool, sweeper, clock } = context;
  const page = { limit: 50 };
  const inbox = { mine: true, unread: true };
  const tasks = (actor: Actor, query: object) => listTasks(context, actor, { ...page, ...query });
  const alerts = (actor: Actor, query: object) => listAlerts(context, actor, { ...page, ...query });
  const openCase = async (actor: Actor): Promise<void> => {
    const id = await caseOf(pool, actor);
    const view = await viewOf(context.engine, id, actor);
    await explained(context, view);
    const [instance] = await context.engine.records.read([id]);
    await listJournal(context, actor, instance!, page);
    await listVisits(context, actor, { instance: id, ...page });
  };
  // a hundred rungs of cases that lie anywhere
  const makeDue = (): Promise<unknown> =>
    owner.query(
      `update homeward.tasks set next_rung_at = $1 where id in (select id from homeward.tasks
         where id > (select ('8' || substr(gen_random_uuid()::text, 2))::uuid) and instance is not null and closed_at is null and next_rung_at > $1
         order by id limit 100)`,
      [new Date(clock.now())],
    );
  const calls = 200;
  const list = (id: string, what: string, run: Measure['run'], goal?: number): Measure => ({
    id,
    what,
    calls,
    run,
    goal,
  });
  return [
    list('tasks.worker', 'my tasks, worker', (n) => tasks(cast.worker(n), { mine: true }), 50),
    list('overdue.worker', 'my overdue tasks, worker', (n) => tasks(cast.worker(n), { mine: true, overdue: true }), 50),
    list(
      'overdue.supervisor',
      'my overdue tasks, supervisor',
      (n) => tasks(cast.supervisor(n), { mine: true, overdue: true }),
      50,
    ),
    list('overdue.district', 'overdue in the district', (n) => tasks(cast.supervisor(n), { overdue: true }), 50),
    list('overdue.province', 'overdue in the province', (n) => tasks(cast.officer(n), { overdue: true }), 50),
    list('overdue.country', 'overdue in the country', () => tasks(cast.ministry, { overdue: true }), 50),
    list('inbox.worker', 'my unread notifications, worker', (n) => alerts(cast.worker(n), inbox), 50),
    list('inbox.supervisor', 'my notifications, supervisor', (n) => alerts(cast.supervisor(n), { mine: true }), 50),
    list('alerts.district', 'notifications of the district', (n) => alerts(cast.supervisor(n), {}), 50),
    list('alerts.province', 'notifications of the province', (n) => alerts(cast.officer(n), {}), 50),
    list('counts.worker', 'home page counts, worker', (n) => countsOf(context, cast.worker(n))),
    list('counts.supervisor', 'home page counts, supervisor', (n) => countsOf(context, cast.supervisor(n))),
    list('case', 'case page', (n) => openCase(cast.worker(n)), 50),
    list(
      'visits.worker',
      'my overdue visits, worker',
      (n) => listVisits(context, cast.worker(n), { mine: true, overdue: true, ...page }),
      50,
    ),
    list('planner.worker', 'visits planner, worker', (n) => plannerOf(context, cast.worker(n), { mine: true })),
    list('planner.supervisor', 'visits planner, supervisor', (n) => plannerOf(context, cast.supervisor(n), {})),
    list('sweep.idle', 'sweep, nothing due', () => sweeper.sweep(), 50),
    { ...list('sweep.due', 'sweep, 100 rungs due', () => sweeper.sweep()), before: makeDue },
    list('indicators.district', 'indicators of a district', (n) => listIndicators(context, cast.supervisor(n), {})),
    list('indicators.country', 'indicators of the country', () => listIndicators(context, cast.ministry, {})),
  ];
}

/** Measures a world; each thing with the plans of one call. `only` names the measures that are wanted. */
export async function measureWorld(
  context: AppContext,
  owner: Pool,
  { instances, only, most, say }: { instances: number; only?: string[]; most?: number; say: (line: string) => void },
): Promise<Measured[]> {
  // what the day asks for once: the digests, the anchor
  const from = performance.now();
  await context.sweeper.sweep();
  say(`first sweep of the day, with its digests: ${((performance.now() - from) / 1000).toFixed(1)} s`);
  const { pool } = context;
  await setPatience(pool, patience);
  const measured: Measured[] = [];
  for (const { id, what, calls, goal, run, before } of measuresOf(context, owner, instances)) {
    if (only && !only.some((start) => id.startsWith(start))) continue;
    const times = await timesOf(run, { calls, before, most });
    await before?.();
    const isEndless = times.includes(Infinity);
    const plans = id === 'sweep.due' || isEndless ? [] : await plansOf(pool, await questionsOf(pool, () => run(3)));
    measured.push({ id, what, goal, ...figuresOf(times), plans });
    const { p50, p95, p99 } = measured.at(-1)!;
    say(
      `${what.padEnd(32)} p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}  p99 ${p99.toFixed(1)} ms, ${times.length} calls`,
    );
  }
  await setPatience(pool, 0);
  if (!only || only.includes('verify')) measured.push(await verified(owner, say));
  return measured;
}

/** The longest question (ms) of the connections that the pool makes from now on, in place of those it has. */
async function setPatience(pool: Pool, most: number): Promise<void> {
  pool.options.statement_timeout = most;
  const clients = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()));
  for (const client of clients) client.release(true);
}

/** The whole journal, per thousand lines. */
async function verified(pool: Pool, say: (line: string) => void): Promise<Measured> {
  const from = performance.now();
  const { lines, broken } = await verifyJournal(pool);
  if (broken) throw new Error(`the journal does not verify: ${broken.why}`);
  const each = (performance.now() - from) / (lines / 1000);
  const what = 'journal:verify, per 1000 lines';
  say(`${what.padEnd(32)} ${each.toFixed(1)} ms over ${lines} lines`);
  return { id: 'verify', what, calls: 1, p50: each, p95: each, p99: each, plans: [] };
}

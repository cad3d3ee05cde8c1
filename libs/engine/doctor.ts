import type { Pool } from 'pg';
import type { AnyStateNode } from 'xstate';
import { registerActor } from './actors';
import type { Engine } from './engine';
import { canonical } from './door';
import { replayJournal } from './journal';
import type { Instance } from './records';
import { deadlineOfTimer, isPossible, leavesOf, tasksOf } from './step';
import { isoOf } from './rows';
import { visitDifferences, type Difference } from './visit-rows';

export interface Finding {
  what:
    | 'timer missing'
    | 'timer extra'
    | 'task missing'
    | 'task extra'
    | 'stuck'
    | 'state differs'
    | 'queue'
    | 'overdue timer'
    | 'year'
    | 'rung untold'
    | Difference['what'];
  instance?: string;
  detail: string;
  repaired: boolean;
}

export interface Report {
  instances: number;
  findings: Finding[];
}

/** Timers that the stored snapshot implies: the delays of its active states, by XState's send id. */
export function impliedTimers(instance: Pick<Instance, 'status' | 'snapshot'>): Set<string> {
  const timers = new Set<string>();
  if (instance.status === 'closed') return timers;
  const nodes = (instance.snapshot as unknown as { _nodes: (AnyStateNode & { after: { eventType: string }[] })[] })
    ._nodes;
  for (const node of nodes) for (const t of node.after) timers.add(t.eventType);
  return timers;
}

/**
 * Looks for what must not be: timers implied by snapshots against timer rows, both ways, and visits, owners and guests
 * likewise; open instances with neither task, timer nor possible event; journals that do not come to the stored state;
 * timers long overdue. With `repair` it arms and cancels timers; everything else it names.
 */
export async function examine(engine: Engine, pool: Pool, repair: boolean): Promise<Report> {
  const report: Report = { instances: 0, findings: [] };
  const now = engine.parts.clock.now();
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await pool.query<{ id: string }>(
      'select id from homeward.instances where id > $1 and not homeward.is_archived(id) order by id limit 200',
      [after],
    );
    if (rows.length === 0) break;
    after = rows[rows.length - 1]!.id;
    const instances = await readable(
      engine,
      rows.map((r) => r.id),
      report,
    );
    const stated = instances.map((instance) => ({ ...instance, opened: instance.area }));
    for (const found of await visitDifferences(pool, stated)) report.findings.push({ ...found, repaired: false });
    for (const instance of instances) {
      report.instances += 1;
      // where row and state disagree on whether it is over, neither says which timers are right
      const agreed = examineRow(instance, report.findings);
      await examineTimers(engine, pool, instance, repair && agreed, report.findings);
      examineStuck(instance, report.findings);
      const late = instance.timers.find((t) => t.due < now - 3_600_000);
      if (late)
        report.findings.push({
          what: 'overdue timer',
          instance: instance.id,
          detail: `${late.timer} was due ${late.due_at}: is the worker running?`,
          repaired: false,
        });
    }
  }
  const { rows: lacking } = await pool.query<{ what: string }>('select what from homeward.years_lacking()');
  for (const { what: detail } of lacking) report.findings.push({ what: 'year', detail, repaired: false });
  const { rows: untold } = await pool.query<{ task: string; instance: string | null; rung: string }>(
    'select task, instance, rung from homeward.rungs_untold()',
  );
  for (const { task, instance, rung } of untold)
    report.findings.push({
      what: 'rung untold',
      instance: instance ?? undefined,
      detail: `the rung ${rung} of task ${task} was passed, and nobody was told`,
      repaired: false,
    });
  const replay = await replayJournal(pool, engine.definitions, engine.parts.settings);
  for (const d of replay.differences) {
    report.findings.push({
      what: 'state differs',
      instance: d.instance,
      detail: `line ${d.seq}: ${d.why}`,
      repaired: false,
    });
  }
  return report;
}

/** The instances whose stored state can be read; the others are named, and stop nobody. */
async function readable(engine: Engine, ids: string[], report: Report): Promise<Instance[]> {
  try {
    return await engine.records.read(ids);
  } catch (error) {
    if (ids.length > 1) return (await Promise.all(ids.map((id) => readable(engine, [id], report)))).flat();
    const code = (error as { code?: unknown }).code;
    if (typeof code === 'string') throw error;
    report.instances += 1;
    const detail = `the stored state cannot be read: ${(error as Error).message}`;
    report.findings.push({ what: 'state differs', instance: ids[0], detail, repaired: false });
    return [];
  }
}

/** What the row and the open tasks say, against the state; tasks of visits are compared with the visits. True where the row agrees. */
function examineRow(instance: Instance, findings: Finding[]): boolean {
  const { id, snapshot, phase, status } = instance;
  const tell = (what: Finding['what'], detail: string) =>
    findings.push({ what, instance: id, detail, repaired: false });
  const told = [status, phase].join(' ');
  const stated = [snapshot.status === 'active' ? 'open' : 'closed', ...leavesOf(snapshot)].join(' ');
  if (told !== stated) tell('state differs', `the row says ${told}, the state ${stated}`);
  const implied = new Set(snapshot.status === 'active' ? tasksOf(snapshot).keys() : []);
  const open = new Set(instance.tasks.map(({ key }) => key).filter((key) => !key.startsWith('visit:')));
  for (const key of implied) if (!open.has(key)) tell('task missing', key);
  for (const key of open) if (!implied.has(key)) tell('task extra', key);
  return told === stated;
}

async function examineTimers(
  engine: Engine,
  pool: Pool,
  instance: Instance,
  repair: boolean,
  findings: Finding[],
): Promise<void> {
  const implied = impliedTimers(instance);
  const armed = new Set(instance.timers.map((t) => t.timer));
  const extra = [...armed].filter((t) => !implied.has(t));
  let missing = [...implied].filter((t) => !armed.has(t));
  if (missing.length > 0) {
    // a timer that has fired without leaving its state is rightly gone
    const { rows } = await pool.query<{ timer: string }>(
      `select timer from (select distinct on (timer) timer, status from homeward.timers where instance = $1 order by timer, armed_version desc) t where status = 'fired'`,
      [instance.id],
    );
    const fired = new Set(rows.map((r) => r.timer));
    missing = missing.filter((t) => !fired.has(t));
  }
  if (missing.length === 0 && extra.length === 0) return;
  const repaired = repair && (await repairTimers(engine, instance, missing, extra));
  for (const t of missing) findings.push({ what: 'timer missing', instance: instance.id, detail: t, repaired });
  for (const t of extra) findings.push({ what: 'timer extra', instance: instance.id, detail: t, repaired });
}

async function repairTimers(engine: Engine, instance: Instance, missing: string[], extra: string[]): Promise<boolean> {
  const now = engine.parts.clock.now();
  const current = await engine.parts.settings.at(now);
  const given = { type: 'doctor', data: undefined, actor: registerActor, now, facts: {}, ...current };
  const arm = missing.map((timer) => {
    const deadline = deadlineOfTimer(timer);
    const due = instance.workflow.deadlines[deadline]!.due(instance.snapshot.context, given);
    return { timer, deadline, due_at: isoOf(due.at), provisional: due.provisional, why: { deadline, ...due.why } };
  });
  const at = isoOf(now);
  const outcome = await engine.parts.door.write({
    lines: [
      {
        stream: instance.id,
        kind: 'registry',
        at,
        entry: canonical({ event: 'timers.repaired', actor: registerActor, at, armed: missing, cancelled: extra }),
        ops: [{ op: 'timer.repair', data: { arm, cancel: extra } }],
      },
    ],
    checks: [],
  });
  engine.records.forget(instance.id);
  return outcome.ok;
}

function examineStuck(instance: Instance, findings: Finding[]): void {
  if (instance.status === 'closed') return;
  const possible = Object.keys(instance.workflow.events).some((type) => isPossible(instance.snapshot, type));
  if (instance.tasks.length === 0 && instance.timers.length === 0 && !possible) {
    findings.push({
      what: 'stuck',
      instance: instance.id,
      detail: `in ${instance.phase}: no task, no timer, no possible event`,
      repaired: false,
    });
  }
}

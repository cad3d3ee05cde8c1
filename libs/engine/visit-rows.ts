/** Compares what states say of visits, owners and guests with the rows. */
import type { Pool } from 'pg';
import type { AnyMachineSnapshot } from 'xstate';
import type { Visit, Workflow } from '../../workflows/workflow';
import { canonical } from './door';
import { areasOf, queueOf, taskOfVisit, visitsOf } from './visits';

/** An instance in a state, however that was come by. */
export interface Stated {
  id: string;
  workflow: Workflow;
  snapshot: AnyMachineSnapshot;
  /** where it was opened; its owner unless the workflow says otherwise */
  opened: string;
}

/** What the rows hold that the state does not say, or the other way round. */
export interface Difference {
  instance: string;
  what: 'owner' | 'visit missing' | 'visit extra' | 'visit differs' | 'visit task';
  detail: string;
}

interface Rows {
  id: string;
  area: string;
  guests: string[];
  visits: { key: string; said: Record<string, unknown>; area: string }[];
  tasks: { key: string; area: string }[];
}

const text = `select i.id, i.area, i.guests,
  coalesce((select json_agg(json_build_object('key', v.key, 'area', v.area, 'said', json_build_object('task', v.task, 'step', v.step, 'role', v.role,
      'opens', round(extract(epoch from v.opens_at) * 1000), 'due', round(extract(epoch from v.due_at) * 1000), 'on', v.due_on, 'exact', v.exact,
      'parameter', v.parameter, 'ladder', v.ladder, 'status', v.status, 'madeOn', v.made_on, 'reason', v.reason)))
    from homeward.visits v where v.instance = i.id), '[]') as visits,
  coalesce((select json_agg(json_build_object('key', t.key, 'area', t.area)) from homeward.tasks t
    where t.instance = i.id and t.closed_at is null and starts_with(t.key, 'visit:')), '[]') as tasks
  from homeward.instances i where i.id = any($1)`;

/** What of a visit its row repeats. */
const saidOf = (visit: Visit): Record<string, unknown> => {
  const { task, step, role, opens, due, on, exact, parameter, ladder, status, madeOn = null, reason = null } = visit;
  return { task, step, role, opens, due, on, exact, parameter, ladder, status, madeOn, reason };
};

/** Every difference between these states and their rows. */
export async function visitDifferences(pool: Pool, instances: readonly Stated[]): Promise<Difference[]> {
  const stated = instances.filter(({ workflow }) => workflow.visits ?? workflow.areas);
  if (stated.length === 0) return [];
  const { rows } = await pool.query<Rows>(text, [stated.map(({ id }) => id)]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return stated.flatMap((one) => differencesOf(one, found.get(one.id)!));
}

function differencesOf({ id, workflow, snapshot, opened }: Stated, rows: Rows): Difference[] {
  const differences: Difference[] = [];
  const tell = (what: Difference['what'], detail: string) => differences.push({ instance: id, what, detail });
  const { owner, guests } = areasOf(workflow, snapshot.context, opened);
  if (rows.area !== owner || rows.guests.join() !== guests.join())
    tell('owner', `${[owner, ...guests].join(' ')} in the state, ${[rows.area, ...rows.guests].join(' ')} in the row`);
  const visits = visitsOf(workflow, snapshot);
  const kept = new Map(rows.visits.map((row) => [row.key, row]));
  const tasks = new Map(rows.tasks.map((task) => [task.key, task]));
  for (const key of kept.keys()) if (!visits.has(key)) tell('visit extra', key);
  for (const visit of visits.values()) {
    const row = kept.get(visit.key);
    const planned = visit.status === 'planned';
    if (!row) tell('visit missing', visit.key);
    else if (canonical(row.said) !== canonical(saidOf(visit)) || (planned && row.area !== owner))
      tell('visit differs', visit.key);
    const task = tasks.get(taskOfVisit(visit.key));
    tasks.delete(taskOfVisit(visit.key));
    if (planned !== (task !== undefined) || (task && task.area !== queueOf(visit, owner)))
      tell('visit task', visit.key);
  }
  for (const key of tasks.keys()) tell('visit task', key);
  return differences;
}

/** Incidents a person may see: where fact and authority disagree. */
import type { z } from 'zod';
import { incidentsCondition, scopeOf } from '../../../libs/access';
import { Problem } from '../../../libs/engine/problem';
import type { Actor } from '../../../workflows/workflow';
import type { Context } from '../context';
import { pageOf, readCursor, Where } from '../cursors';
import type { incidentsQuery } from '../schemas';
import { withoutHidden } from './instances';

interface Row {
  id: string;
  kind: string;
  child: string | null;
  institution: string | null;
  instance: string | null;
  fact: string | null;
  role: string;
  area: string;
  ladder: string;
  text_en: string;
  text_km: string;
  opened_at: Date;
  due_at: Date;
  status: string;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  resolved_at: Date | null;
  resolution: string | null;
  task: string | null;
  assignee: string | null;
  children: string[];
}

/** Incidents, the newest first. `mine`: owned by my role in my area, or held by me. `one`: that one alone. */
export async function listIncidents(
  context: Context,
  actor: Actor,
  query: z.infer<typeof incidentsQuery>,
  one?: string,
) {
  const where = new Where();
  where.and(one, 'n.id = ?');
  where.that(where.numbered((first) => incidentsCondition(actor, first)));
  const { area, institution, persons } = scopeOf(actor);
  // implied by the condition, and found by indexes
  if (area && institution === undefined)
    where.that(`n.area like ${where.bind(`${area}%`)} or n.id = any(array(
      select o.incident from homeward.tasks o where o.assignee = any(${where.bind(persons)}::uuid[]) and o.incident is not null))`);
  if (query.mine !== undefined) {
    const own = `t.assignee = ${where.bind(actor.person)}::uuid or (t.assignee is null and n.role = ${where.bind(actor.role)} and starts_with(n.area, ${where.bind(actor.area)}))`;
    where.that(query.mine ? own : `(${own}) is not true`);
  }
  if (query.overdue !== undefined) {
    const late = `n.status <> 'resolved' and n.due_at <= ${where.bind(new Date(context.clock.now()))}`;
    where.that(query.overdue ? late : `not (${late})`);
  }
  where.and(query.status, 'n.status = ?').and(query.kind, 'n.kind = ?').and(query.area, 'starts_with(n.area, ?)');
  where.and(query.child, 'n.child = ?').and(query.institution, 'n.institution = ?');
  const [at, id] = readCursor(query.cursor);
  if (at !== null) where.that(`(n.opened_at, n.id) < (${where.bind(at)}::timestamptz, ${where.bind(id)}::uuid)`);
  const { rows } = await context.pool.query<Row>(
    `select n.*, t.id as task, t.assignee, array_remove(array[n.child::text], null) as children from homeward.incidents n
     left join lateral (select id, assignee from homeward.tasks t where t.incident = n.id order by closed_at nulls first limit 1) t on true
     ${where.sql} order by n.opened_at desc, n.id desc limit ${query.limit + 1}`,
    where.values,
  );
  const seen = await withoutHidden(context, actor, rows);
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.opened_at.toISOString(), row.id],
    (row) => row,
  );
  return { items: page.items.filter((row) => seen.has(row.id)).map(viewOf), next: page.next };
}

/** One incident, to whom the list would show it. Throws `not_found` to everybody else. */
export async function findIncident(context: Context, actor: Actor, id: string) {
  const { items } = await listIncidents(context, actor, { limit: 1 }, id);
  if (!items[0]) throw new Problem('not_found');
  return items[0];
}

function viewOf(row: Row) {
  return {
    id: row.id,
    kind: row.kind,
    child: row.child,
    institution: row.institution,
    instance: row.instance,
    fact: row.fact,
    role: row.role,
    area: row.area,
    ladder: row.ladder,
    text: { en: row.text_en, km: row.text_km },
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    status: row.status,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    acknowledgedBy: row.acknowledged_by,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    resolution: row.resolution,
    task: row.task,
    assignee: row.assignee,
  };
}

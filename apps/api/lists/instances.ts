/** The list of instances a person may see. */
import type { z } from 'zod';
import { instancesCondition, tasksCondition } from '../../../libs/access';
import type { Actor } from '../../../workflows/workflow';
import type { Context } from '../context';
import { pageOf, readCursor, Where } from '../cursors';
import { isTold, toldOutcome, untoldIn } from '../directed';
import type { instancesQuery } from '../schemas';
import { initialsFor } from './initials';

interface Row {
  id: string;
  reference: string;
  workflow: string;
  workflow_version: number;
  area: string;
  version: number;
  phase: string;
  status: string;
  outcome: string | null;
  opened_at: Date;
  changed_at: Date;
  children: string[];
  institution: string | null;
  next_due: Date | null;
}

/** Instances of the person's areas and assignments, last changed first. */
export async function listInstances(context: Context, actor: Actor, query: z.infer<typeof instancesQuery>) {
  const where = new Where();
  where.that(where.numbered((first) => instancesCondition(actor, first)));
  where.and(query.workflow, 'i.workflow = ?').and(query.status, 'i.status = ?').and(query.reference, 'i.reference = ?');
  where.and(query.state, "? = any(string_to_array(i.phase, ' '))");
  const untold = query.state === undefined ? [] : untoldIn(actor, query.state);
  where.and(untold.length > 0 ? untold : undefined, 'i.workflow <> all(?)');
  where.and(query.area, `starts_with(i.area, ?)`);
  where.and(
    query.child,
    `exists (select from homeward.subjects s where s.instance = i.id and s.kind = 'child' and s.subject = ?)`,
  );
  where.and(
    query.institution,
    `exists (select from homeward.subjects s where s.instance = i.id and s.kind = 'institution' and s.subject = ?)`,
  );
  const [at, id] = readCursor(query.cursor);
  if (at !== null) where.that(`(i.changed_at, i.id) < (${where.bind(at)}::timestamptz, ${where.bind(id)}::uuid)`);
  const told = where.numbered((first) => tasksCondition(actor, first));
  const { rows } = await context.pool.query<Row>(
    `select i.id, i.reference, i.workflow, i.workflow_version, i.area, i.version, i.phase, i.status, i.outcome, i.opened_at, i.changed_at,
       array(select subject::text from homeward.subjects s where s.instance = i.id and s.kind = 'child' order by 1) as children,
       (select subject from homeward.subjects s where s.instance = i.id and s.kind = 'institution' limit 1) as institution,
       (select min(due_at) from homeward.tasks t where t.instance = i.id and t.closed_at is null and ${told}) as next_due
     from homeward.instances i ${where.sql} order by i.changed_at desc, i.id desc limit ${query.limit + 1}`,
    where.values,
  );
  const visible = await withoutHidden(context, actor, rows);
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.changed_at.toISOString(), row.id],
    (row) => row,
  );
  const shown = page.items.filter((row) => visible.has(row.id));
  const initials = await initialsFor(context, shown);
  return { items: shown.map((row) => ({ ...viewOf(actor, row), initials: initials(row.children) })), next: page.next };
}

/** Cases that an allegation hides from the person, whatever the area. */
export async function withoutHidden(
  context: Context,
  actor: Actor,
  rows: { id: string; children: string[] }[],
): Promise<Set<string>> {
  const hidden = await context.access.hidden(actor, [...new Set(rows.flatMap((row) => row.children))]);
  return new Set(rows.filter((row) => !row.children.some((child) => hidden.has(child))).map((row) => row.id));
}

function viewOf(actor: Actor, row: Row) {
  return {
    id: row.id,
    reference: row.reference,
    workflow: row.workflow,
    workflowVersion: row.workflow_version,
    area: row.area,
    version: row.version,
    state: row.phase.split(' ').filter((path) => isTold(actor, row.workflow, path)),
    status: row.status,
    outcome: toldOutcome(actor, row.workflow, row.outcome),
    openedAt: row.opened_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    children: row.children,
    institution: row.institution,
    nextDue: row.next_due?.toISOString() ?? null,
  };
}

/** Visits: planned, made, late, missed and cancelled, as far as a person may know of them. */
import type { z } from 'zod';
import { instancesCondition, scopeOf, secretsCondition } from '../../../libs/access';
import { addDays, endOf, startOf } from '../../../workflows/time';
import type { Actor, Role, Workflow } from '../../../workflows/workflow';
import type { Context } from '../context';
import { pageOf, readCursor, Where } from '../cursors';
import { taskText } from '../explanations';
import type { visitsQuery } from '../schemas';
import { casesIn } from './areas';
import { initialsFor } from './initials';
import { withoutHidden } from './instances';

export interface VisitLine {
  id: string;
  instance: string;
  reference: string;
  workflow: string;
  workflow_version: number;
  key: string;
  task: string;
  step: string;
  role: Role;
  area: string;
  assignee: string | null;
  opens_at: Date;
  due_at: Date;
  due_on: string;
  exact: boolean;
  ladder: string;
  parameter: string;
  parameters: number;
  status: string;
  planned_at: Date;
  made_on: string | null;
  entered_at: Date | null;
  days_late: number | null;
  reason: string | null;
  closed_at: Date | null;
  children: string[];
  /** the person sees the case itself, and not only what was done in the area while the case was there */
  sees: boolean;
}

const columns = `v.id, v.instance, i.reference, i.workflow, i.workflow_version, v.key, v.task, v.step, v.role, v.area, v.assignee, v.opens_at, v.due_at,
  v.due_on::text, v.exact, v.ladder, v.parameter, v.parameters, v.status, v.planned_at, v.made_on::text, v.entered_at, v.days_late, v.reason, v.closed_at,
  array(select subject::text from homeward.subjects s where s.instance = i.id and s.kind = 'child' order by 1) as children`;

// looked up one by one, also where the planner would rather read the whole table for some hundreds of visits
const caseOf = 'cross join lateral (select * from homeward.instances x where x.id = v.instance offset 0) i';

/** The Monday and the Sunday of the week of a date. */
export function weekOf(date: string): { from: string; to: string } {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  const from = addDays(date, -weekday);
  return { from, to: addDays(from, 6) };
}

type Filter = Partial<z.infer<typeof visitsQuery>> & { instance?: string };

/** Visits, the next due first; with `instance` those of one case. Allegations are left to `withoutHidden`. */
export async function readVisits(
  context: Context,
  actor: Actor,
  query: Filter,
  limit: number,
  more: (where: Where) => void = () => undefined,
): Promise<VisitLine[]> {
  const where = new Where();
  // who asks for one case was let in at its door
  const cases = query.instance === undefined ? where.numbered((first) => seesCase(actor, first)) : 'true';
  where.that(`${cases} or ${sawVisit(where, actor).join(' or ')}`);
  where.that(where.numbered((first) => secretsCondition(actor, 'v.instance', first)));
  const ways = query.mine ? mine(where, actor) : query.instance === undefined ? waysTo(where, actor) : ['true'];
  if (query.mine === false) where.that(`not (${mine(where, actor).join(' or ')})`);
  if (query.overdue !== undefined) {
    const late = `v.status = 'planned' and v.due_at <= ${where.bind(new Date(context.clock.now()))}`;
    where.that(query.overdue ? late : `not (${late})`);
  }
  if (query.week !== undefined) within(where, weekOf(query.week));
  within(where, query);
  where.and(query.area, "v.area like ? || '%'").and(query.assignee, 'v.assignee = ?').and(query.status, 'v.status = ?');
  where.and(query.instance, 'v.instance = ?');
  where.and(
    query.child,
    `exists (select from homeward.subjects s where s.instance = v.instance and s.kind = 'child' and s.subject = ?)`,
  );
  more(where);
  const end = `order by v.due_at, v.id limit ${limit}`;
  // each way by its own index and no further than the page
  const found = ways.map(
    (way) => `(select v.instance, v.id from homeward.visits v ${caseOf} ${where.sql} and (${way}) ${end})`,
  );
  const { rows } = await context.pool.query<VisitLine>(
    `select ${columns}, (${cases}) as sees from (${found.join(' union ')}) p join homeward.visits v using (instance, id) ${caseOf} ${end}`,
    where.values,
  );
  return rows;
}

/** The page of visits that a query asks for. */
export async function listVisits(context: Context, actor: Actor, query: Filter & { limit: number; cursor?: string }) {
  const [at, id] = readCursor(query.cursor);
  const rows = await readVisits(context, actor, query, query.limit + 1, (where) => {
    if (at !== null) where.that(`(v.due_at, v.id) > (${where.bind(at)}::timestamptz, ${where.bind(id)}::uuid)`);
  });
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.due_at.toISOString(), row.id],
    (row) => row,
  );
  return { items: await shownVisits(context, actor, page.items), next: page.next };
}

/** Lines as they are shown, without those that an allegation hides. */
export async function shownVisits(context: Context, actor: Actor, rows: readonly VisitLine[]) {
  const cases = rows.map(({ instance, children }) => ({ id: instance, children }));
  const seen = await withoutHidden(context, actor, cases);
  const shown = rows.filter((row) => seen.has(row.instance));
  const initials = await initialsFor(context, shown);
  return shown.map((row) => ({ ...viewOf(context, row), initials: initials(row.children) }));
}

export type ShownVisit = Awaited<ReturnType<typeof shownVisits>>[number];

/** The nominal dates of a span; what is due within it falls due by its end, which an index finds. */
function within(where: Where, { from, to }: { from?: string; to?: string }): void {
  if (from !== undefined)
    where.that(`v.due_on >= ${where.bind(from)}::date and v.due_at >= ${where.bind(new Date(startOf(from)))}`);
  if (to !== undefined)
    where.that(`v.due_on <= ${where.bind(to)}::date and v.due_at <= ${where.bind(new Date(endOf(to)))}`);
}

/** The cases of `instancesCondition`; a director sees nothing of how a child fares who has left the institution. */
const seesCase = (actor: Actor, first: number): { sql: string; values: unknown[] } =>
  actor.role === 'rciDirector' ? { sql: 'false', values: [] } : instancesCondition(actor, first);

/** One's own visits, and what was closed while the case was in the area: who owned it then may go on reading it. */
function sawVisit(where: Where, actor: Actor): string[] {
  const { area, persons, involved, withoutChildren } = scopeOf(actor);
  const own = `v.assignee = any(${where.bind(persons)}::uuid[])`;
  if (area === undefined || involved || withoutChildren) return [own];
  return [own, `(v.closed_at is not null and v.area like ${where.bind(`${area}%`)})`];
}

/** The ways in which who sees an area comes to see a visit, each found by an index; what is seen, the conditions of access alone say. */
function waysTo(where: Where, actor: Actor): string[] {
  const { area, persons, involved, withoutChildren } = scopeOf(actor);
  if (!area || involved || withoutChildren) return ['true'];
  const [within, who] = [where.bind(`${area}%`), where.bind(persons)];
  const guests = `select id from homeward.instances where guests <> '{}' and exists (select from unnest(guests) guest where guest like ${within})`;
  const parts = `select instance from homeward.tasks where assignee = any(${who}::uuid[]) and closed_at is null and instance is not null`;
  return [
    casesIn(where, 'v', area),
    `v.instance = any(array(${guests}))`,
    `v.instance = any(array(${parts}))`,
    ...sawVisit(where, actor),
  ];
}

/** Assigned to the person, or waiting for the role: the actor's area covers the queue. */
function mine(where: Where, actor: Actor): string[] {
  const { persons } = scopeOf(actor);
  const queue = `v.assignee is null and v.role = ${where.bind(actor.role)} and v.area like ${where.bind(`${actor.area}%`)}`;
  return [`v.assignee = any(${where.bind(persons)}::uuid[])`, queue];
}

function viewOf(context: Context, row: VisitLine) {
  const workflow: Workflow = context.engine.definitions.get(row.workflow, row.workflow_version).workflow;
  const now = context.clock.now();
  const planned = row.status === 'planned';
  return {
    id: row.id,
    instance: row.sees ? row.instance : null,
    reference: row.reference,
    workflow: row.workflow,
    key: row.key,
    step: row.step,
    task: row.task,
    text: taskText(workflow, row.task),
    role: row.role,
    area: row.area,
    assignee: row.assignee,
    children: row.children,
    opensAt: row.opens_at.toISOString(),
    due: { at: row.due_at.toISOString(), on: row.due_on, exact: row.exact },
    parameter: row.parameter,
    parameters: row.parameters,
    ladder: row.ladder,
    status: row.status,
    isOpen: planned && row.opens_at.getTime() <= now,
    overdue: planned && row.due_at.getTime() <= now,
    plannedAt: row.planned_at.toISOString(),
    madeOn: row.made_on,
    enteredAt: row.entered_at?.toISOString() ?? null,
    daysLate: row.days_late,
    reason: row.reason,
    reasonText: row.reason === null ? null : (workflow.texts.visitReasons?.[row.reason] ?? null),
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}

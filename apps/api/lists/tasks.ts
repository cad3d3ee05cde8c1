/** The queues: open tasks a person may see. */
import type { z } from 'zod';
import {
  incidentsCondition,
  instancesCondition,
  personsOf,
  scopeOf,
  secretsCondition,
  tasksCondition,
  watchCondition,
} from '../../../libs/access';
import type { Actor, Text } from '../../../workflows/workflow';
import type { Context } from '../context';
import { pageOf, readCursor, Where } from '../cursors';
import { explainedDue, holidayNames, taskText } from '../explanations';
import type { tasksQuery } from '../schemas';
import { casesIn } from './areas';
import { initialsFor } from './initials';
import { withoutHidden } from './instances';

interface Row {
  id: string;
  instance: string | null;
  incident: string | null;
  incident_kind: string | null;
  name: string;
  role: string;
  area: string;
  institution: string | null;
  assignee: string | null;
  due_at: Date;
  due_on: string;
  exact: boolean;
  provisional: boolean;
  why: unknown;
  ladder: string;
  opened_at: Date;
  opens_at: Date | null;
  next_rung: number | null;
  next_rung_at: Date | null;
  reference: string | null;
  workflow: string | null;
  workflow_version: number | null;
  incident_en: string | null;
  incident_km: string | null;
  children: string[];
}

const columns = `t.id, t.instance, t.incident, t.name, t.role, t.area, t.institution, t.assignee, t.due_at, t.due_on::text, t.exact, t.provisional, t.why,
  t.ladder, t.opened_at, t.opens_at, t.next_rung, t.next_rung_at, i.reference, i.workflow, i.workflow_version, n.kind as incident_kind, n.text_en as incident_en, n.text_km as incident_km,
  case when t.instance is null then array_remove(array[n.child::text], null)
       else array(select subject::text from homeward.subjects s where s.instance = i.id and s.kind = 'child' order by 1) end as children`;

const about = 'left join homeward.instances i on i.id = t.instance left join homeward.incidents n on n.id = t.incident';
// looked up one by one, also where the planner would rather read the whole table for some hundreds of tasks
const one = (table: string, key: string, alias: string) =>
  `left join lateral (select * from homeward.${table} x where x.id = t.${key} offset 0) ${alias} on true`;

/** Open tasks, the next due first. `mine`: held by me, or waiting for my role in my area. Visits whose window has not opened come with `upcoming`. */
export async function listTasks(
  context: Context,
  actor: Actor,
  query: z.infer<typeof tasksQuery> & { names?: string[] },
) {
  const where = new Where();
  where.that('t.closed_at is null');
  const ways = query.mine ? mine(where, actor) : waysTo(where, actor, query.area);
  where.that(visible(where, actor));
  if (query.mine === false) where.that(`not (${mine(where, actor).join(' or ')})`);
  const now = new Date(context.clock.now());
  if (!query.upcoming) where.that(`t.opens_at is null or t.opens_at <= ${where.bind(now)}`);
  if (query.overdue !== undefined) where.that(`t.due_at ${query.overdue ? '<=' : '>'} ${where.bind(now)}`);
  where.and(query.names, 't.name = any(?)');
  where.and(query.role, 't.role = ?').and(query.instance, 't.instance = ?').and(query.assignee, 't.assignee = ?');
  where.and(query.area, 'starts_with(coalesce(t.case_area, t.area), ?)');
  where.and(
    query.child,
    `(n.child = ? or exists (select from homeward.subjects s where s.instance = t.instance and s.kind = 'child' and s.subject = ?))`,
  );
  where.and(
    query.institution,
    `(t.institution = ? or n.institution = ? or exists
    (select from homeward.subjects s where s.instance = t.instance and s.kind = 'institution' and s.subject = ?))`,
  );
  const [at, id] = readCursor(query.cursor);
  if (at !== null) where.that(`(t.due_at, t.id) > (${where.bind(at)}::timestamptz, ${where.bind(id)}::uuid)`);
  const end = `order by t.due_at, t.id limit ${query.limit + 1}`;
  // each way by its own index and no further than the page: one condition over all of them would be tried on every task
  const cases = query.mine ? one('instances', 'instance', 'i') : 'left join homeward.instances i on i.id = t.instance';
  const sources = `homeward.tasks t ${cases} ${one('incidents', 'incident', 'n')}`;
  const found = ways.map((way) => `(select t.id from ${sources} ${where.sql} and (${way}) ${end})`).join(' union ');
  const { rows } = await context.pool.query<Row>(
    `select ${columns} from (${found}) p join homeward.tasks t using (id) ${about} ${end}`,
    where.values,
  );
  const seen = await withoutHidden(context, actor, rows);
  const nameOf = await holidayNames(context);
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.due_at.toISOString(), row.id],
    (row) => row,
  );
  const shown = page.items.filter((row) => seen.has(row.id));
  const initials = await initialsFor(context, shown);
  return {
    items: shown.map((row) => ({ ...viewOf(context, row, nameOf), initials: initials(row.children) })),
    next: page.next,
  };
}

function visible(where: Where, actor: Actor): string {
  const cases = where.numbered((first) => instancesCondition(actor, first));
  const incidents = where.numbered((first) => incidentsCondition(actor, first));
  const shared = where.numbered((first) => secretsCondition(actor, 't.instance', first));
  const untied = where.numbered((first) => watchCondition(actor, first));
  const told = where.numbered((first) => tasksCondition(actor, first));
  return `((t.instance is not null and ${cases}) or (t.instance is null and ${incidents}) or t.assignee = any(${where.bind(scopeOf(actor).persons)}::uuid[])) and ${shared} and ${untied} and ${told}`;
}

/** The ways in which who sees an area comes to see a task, each found by an index; what is seen, `visible` alone says. */
function waysTo(where: Where, actor: Actor, asked?: string): string[] {
  const { area, persons, institution, involved, withoutChildren } = scopeOf(actor);
  if (!area || institution !== undefined || involved || withoutChildren) return ['true'];
  const [within, who] = [where.bind(`${area}%`), where.bind(persons)];
  const guests = `select g.id from homeward.instances g where g.guests <> '{}' and exists (select from unnest(g.guests) guest where guest like ${within})`;
  const parts = `select o.instance from homeward.tasks o where o.assignee = any(${who}::uuid[]) and o.closed_at is null and o.instance is not null`;
  // what is resolved has no open task; looked up one by one, however many there are in the country
  const incidents = `select o.id from homeward.incidents m cross join lateral
    (select x.id from homeward.tasks x where x.incident = m.id and x.closed_at is null offset 0) o where m.area like ${within} and m.status <> 'resolved'`;
  return [
    casesIn(where, 't', asked?.startsWith(area) ? asked : area),
    `t.instance = any(array(${guests}))`,
    `t.instance = any(array(${parts}))`,
    `t.instance is null and t.id = any(array(${incidents}))`,
    `t.assignee = any(${who}::uuid[])`,
  ];
}

/** Held by the person, or in the queue of the role: the actor's area covers the task's. */
function mine(where: Where, actor: Actor): string[] {
  const persons = where.bind(personsOf(actor));
  // what waits for a role in its area is short; in the order of the page every open task of the country would be tried until enough were met
  const queue = `select q.id from homeward.tasks q where q.closed_at is null and q.assignee is null and q.role = ${where.bind(actor.role)}
    and starts_with(q.area, ${where.bind(actor.area)})
    and (q.institution is null or q.institution = ${where.bind(actor.institution ?? null)}::uuid or q.role <> 'rciDirector')`;
  return [`t.assignee = any(${persons}::uuid[])`, `t.id = any(array(${queue}))`];
}

function viewOf(context: Context, row: Row, nameOf: (date: string) => Text | undefined) {
  const workflow = row.workflow
    ? context.engine.definitions.get(row.workflow, row.workflow_version!).workflow
    : undefined;
  const due = {
    at: row.due_at.toISOString(),
    on: row.due_on,
    exact: row.exact,
    provisional: row.provisional,
    why: row.why,
  };
  return {
    id: row.id,
    name: row.name,
    text: row.incident ? { en: row.incident_en, km: row.incident_km } : taskText(workflow, row.name),
    role: row.role,
    area: row.area,
    institution: row.institution,
    assignee: row.assignee,
    instance: row.instance,
    reference: row.reference,
    workflow: row.workflow,
    incident: row.incident,
    incidentKind: row.incident_kind,
    children: row.children,
    due: explainedDue(due, nameOf),
    overdue: row.due_at.getTime() <= context.clock.now(),
    ladder: row.ladder,
    nextRungAt: row.next_rung_at?.toISOString() ?? null,
    openedAt: row.opened_at.toISOString(),
    opensAt: row.opens_at?.toISOString() ?? null,
  };
}

/** What became of the requests and reports that a person opened. */
import type { z } from 'zod';
import { instancesCondition, personsOf, tasksCondition } from '../../../libs/access';
import { standing } from '../../../workflows/standing';
import type { Actor, Role, Text } from '../../../workflows/workflow';
import type { Context } from '../context';
import { pageOf, readCursor, Where } from '../cursors';
import { statesOf } from '../describe';
import type { requestsQuery } from '../overview-schemas';
import { initialsFor } from './initials';
import { withoutHidden } from './instances';

interface Row {
  id: string;
  reference: string;
  workflow: string;
  workflow_version: number;
  area: string;
  phase: string;
  status: 'open' | 'closed';
  outcome: string | null;
  opened_at: Date;
  changed_at: Date;
  event: string;
  visible: boolean;
  children: string[];
  task: { name: string; role: Role; due: string; assignee: { en: string; km: string } | null } | null;
  refused_by: string[];
}

/** Cases opened by the person (or by the one acted for), the newest first. Who does not see the case is told that it runs. */
export async function listRequests(context: Context, actor: Actor, query: z.infer<typeof requestsQuery>) {
  const where = new Where();
  const visible = where.numbered((first) => instancesCondition(actor, first));
  const persons = where.bind(personsOf(actor));
  const told = where.numbered((first) => tasksCondition(actor, first));
  // found by the keys of their requests: the journal is found by its case alone
  where.that(`k.person = any (${persons}::uuid[]) and k.kind = 'event' and k.seq = 1`);
  where.and(query.status, 'i.status = ?');
  const [at, id] = readCursor(query.cursor);
  if (at !== null)
    where.that(
      `(date_trunc('milliseconds', i.opened_at), i.id) < (${where.bind(at)}::timestamptz, ${where.bind(id)}::uuid)`,
    );
  const { rows } = await context.pool.query<Row>(
    `select i.id, i.reference, i.workflow, i.workflow_version, i.area, i.phase, i.status, i.outcome, date_trunc('milliseconds', i.opened_at) as opened_at, i.changed_at,
       j.entry::jsonb ->> 'event' as event, (${visible}) as visible,
       array(select subject::text from homeward.subjects s where s.instance = i.id and s.kind = 'child' order by 1) as children,
       (select json_build_object('name', t.name, 'role', t.role, 'due', t.due_on,
            'assignee', (select json_build_object('en', p.name_en, 'km', p.name_km) from homeward.people p where p.id = t.assignee))
          from homeward.tasks t where t.instance = i.id and t.closed_at is null and ${told} order by t.due_at, t.id limit 1) as task,
       array(select distinct r from homeward.outcomes o, unnest(o.rules) r where o.instance = i.id order by 1) as refused_by
     from homeward.keys k join homeward.instances i on i.id = k.stream join homeward.journal j on j.stream = k.stream and j.seq = k.seq ${where.sql}
     order by date_trunc('milliseconds', i.opened_at) desc, i.id desc limit ${query.limit + 1}`,
    where.values,
  );
  const seen = await withoutHidden(context, actor, rows);
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.opened_at.toISOString(), row.id],
    (row) => row,
  );
  const shown = page.items.filter((row) => seen.has(row.id));
  const initials = await initialsFor(
    context,
    shown.filter((row) => row.visible),
  );
  return {
    items: shown.map((row) => ({ ...viewOf(context, row), initials: row.visible ? initials(row.children) : [] })),
    next: page.next,
  };
}

function viewOf(context: Context, row: Row) {
  const { workflow } = context.engine.definitions.get(row.workflow, row.workflow_version);
  const { states, tasks, outcomes } = workflow.texts;
  const task = row.task;
  const known = {
    id: row.visible ? row.id : null,
    reference: row.reference,
    workflow: row.workflow,
    title: workflow.title,
    request: workflow.events[row.event]?.text ?? null,
    area: row.area,
    status: row.status,
    openedAt: row.opened_at.toISOString(),
    limited: !row.visible,
  };
  if (!row.visible) return { ...known, changedAt: null, state: [], next: null, outcome: null, rules: [] };
  return {
    ...known,
    changedAt: row.changed_at.toISOString(),
    state: standing(row.phase.split(' '), statesOf(workflow)).flatMap((path): Text[] =>
      states[path] ? [states[path]] : [],
    ),
    next: task && { text: tasks[task.name] ?? null, role: task.role, who: task.assignee, by: task.due },
    outcome: row.outcome === null ? null : { id: row.outcome, text: outcomes[row.outcome] ?? null },
    rules: row.refused_by.flatMap((id) => {
      const rule = workflow.rules[id];
      return rule ? [{ id, source: rule.source, text: rule.text }] : [];
    }),
  };
}

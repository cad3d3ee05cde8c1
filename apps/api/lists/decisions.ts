/** The panel's agenda and the register of decisions. */
import type { z } from 'zod';
import { instancesCondition, may } from '../../../libs/access';
import { viewOf, type BrokenRule } from '../../../libs/engine';
import { Problem } from '../../../libs/engine/problem';
import { dateOf, endOf, startOf } from '../../../workflows/time';
import type { Actor, Role } from '../../../workflows/workflow';
import type { Context } from '../context';
import { pageOf, readCursor, Where } from '../cursors';
import { explainedDue, holidayNames, taskText } from '../explanations';
import type { agendaQuery, decisionsQuery } from '../overview-schemas';
import { initialsFor } from './initials';
import { withoutHidden } from './instances';

const panel: readonly Actor['role'][] = [
  'districtSupervisor',
  'pdosvyOfficer',
  'pdosvyDirector',
  'mosvy',
  'panelMember',
];
/** Outcomes that nobody decided. */
const undecided = ['WITHDRAWN', 'LAPSED'];
/** Most cases of one meeting. */
const mostCases = 100;

interface Waiting {
  id: string;
  task: string;
  name: string;
  due_at: Date;
  due_on: string;
  exact: boolean;
  provisional: boolean;
  why: unknown;
  opened_at: Date;
  children: string[];
}

/** Cases that wait for the meeting, the next due first, each with what is still missing. */
export async function agendaOf(context: Context, actor: Actor, query: z.infer<typeof agendaQuery>) {
  if (!panel.includes(actor.role)) throw new Problem('forbidden');
  const date = query.date ?? dateOf(context.clock.now());
  const where = new Where();
  where.that(where.numbered((first) => instancesCondition(actor, first)));
  where.that(`t.closed_at is null and t.name = 'panel'`);
  where.and(new Date(endOf(date)), 't.opened_at < ?');
  const { rows } = await context.pool.query<Waiting>(
    `select i.id, t.id as task, t.name, t.due_at, t.due_on::text, t.exact, t.provisional, t.why, t.opened_at,
       array(select subject::text from homeward.subjects s where s.instance = i.id and s.kind = 'child' order by 1) as children
     from homeward.tasks t join homeward.instances i on i.id = t.instance ${where.sql} order by t.due_at, t.id limit ${mostCases}`,
    where.values,
  );
  const seen = await withoutHidden(context, actor, rows);
  const nameOf = await holidayNames(context);
  const initials = await initialsFor(
    context,
    rows.filter(({ id }) => seen.has(id)),
  );
  const items = [];
  for (const row of rows.filter(({ id }) => seen.has(id))) {
    const view = await viewOf(context.engine, row.id, actor);
    const { workflow } = context.engine.definitions.get(view.workflow, view.workflowVersion);
    const due = {
      at: row.due_at.toISOString(),
      on: row.due_on,
      exact: row.exact,
      provisional: row.provisional,
      why: row.why,
    };
    const missing = missingFor(view.allowed);
    items.push({
      id: row.id,
      reference: view.reference,
      workflow: view.workflow,
      area: view.area,
      children: view.children,
      initials: initials(view.children),
      institution: view.institution,
      task: row.task,
      text: taskText(workflow, row.name),
      waitingSince: row.opened_at.toISOString(),
      due: explainedDue(due, nameOf),
      late: row.due_on < date,
      complete: missing.length === 0,
      missing,
    });
  }
  await context.readLog.record(
    ...items.map(({ id }) => ({ actor, kind: 'instance' as const, subject: id, via: 'GET /api/v1/agenda' })),
  );
  return { date, items, next: null };
}

/** Rules that stand against the meeting, and against a decision after it; not that the meeting itself is still to come. */
function missingFor(allowed: { event: string; rules: BrokenRule[] }[]) {
  const rulesOf = (event: string) => allowed.find((one) => one.event === event)?.rules ?? [];
  const found = [
    ...rulesOf('panel.held'),
    ...rulesOf('decision.approved').filter(({ id }) => id !== 'N-03' && id !== 'N-10' && id !== 'gatekeeping.level'),
  ];
  return found.filter((rule, i) => found.findIndex(({ id }) => id === rule.id) === i);
}

interface Row {
  id: string;
  seq: number;
  at: Date;
  reference: string;
  area: string;
  workflow: string;
  workflow_version: number;
  outcomes: { outcome: string; children: number }[];
  rules: string[];
  event: string;
  parameters: number | null;
  role: Role | 'clock' | 'register';
  name_en: string | null;
  name_km: string | null;
  appeal: { event: string; at: string } | null;
  children: string[];
}

/** Who may read the register: those who read the journal, and the panel. */
export function checkRegister(actor: Actor, area: string | undefined): void {
  const reads = panel.includes(actor.role) || may(actor, 'journal.read', { area: actor.area });
  if (!reads || (area !== undefined && !area.startsWith(actor.area))) throw new Problem('forbidden');
}

/** Decisions of the cases in reach, the newest first. */
export async function listDecisions(context: Context, actor: Actor, query: z.infer<typeof decisionsQuery>) {
  checkRegister(actor, query.area);
  const where = new Where();
  where.that(where.numbered((first) => instancesCondition(actor, first)));
  where.that(`o.outcome <> all (${where.bind(undecided)})`);
  where.and(query.outcome, 'o.outcome = ?').and(query.area, 'starts_with(i.area, ?)');
  where.and(query.from && new Date(startOf(query.from)), 'o.at >= ?');
  where.and(query.to && new Date(endOf(query.to)), 'o.at < ?');
  const [at, id] = readCursor(query.cursor);
  if (at !== null)
    where.that(`(date_trunc('milliseconds', o.at), i.id) < (${where.bind(at)}::timestamptz, ${where.bind(id)}::uuid)`);
  const { rows } = await context.pool.query<Row>(
    `select d.*, j.entry::jsonb ->> 'event' as event, (j.entry::jsonb ->> 'parameters')::int as parameters, j.entry::jsonb -> 'actor' ->> 'role' as role,
       p.name_en, p.name_km, array(select subject::text from homeward.subjects s where s.instance = d.id and s.kind = 'child') as children,
       (select json_build_object('event', a.entry::jsonb ->> 'event', 'at', a.at) from homeward.journal a where a.stream = d.id and a.seq > d.seq and a.kind = 'event'
          and a.entry::jsonb ->> 'event' ~ '^(appeal|challenge)[.]' order by a.seq desc limit 1) as appeal
     from (select i.id, o.seq, date_trunc('milliseconds', o.at) as at, i.reference, i.area, i.workflow, i.workflow_version,
         (select json_agg(json_build_object('outcome', x.outcome, 'children', x.n) order by x.outcome) from (select y.outcome, count(*) as n from homeward.outcomes y
           where y.instance = i.id and y.seq = o.seq group by y.outcome) x) as outcomes,
         array(select distinct r from homeward.outcomes y, unnest(y.rules) r where y.instance = i.id and y.seq = o.seq order by 1) as rules
       from homeward.outcomes o join homeward.instances i on i.id = o.instance ${where.sql}
       group by i.id, o.seq, date_trunc('milliseconds', o.at) order by 3 desc, i.id desc limit ${query.limit + 1}) d
     join homeward.journal j on j.stream = d.id and j.seq = d.seq
     left join homeward.people p on p.id::text = j.entry::jsonb -> 'actor' ->> 'person' order by d.at desc, d.id desc`,
    where.values,
  );
  const seen = await withoutHidden(context, actor, rows);
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.at.toISOString(), row.id],
    (row) => row,
  );
  return { items: page.items.filter((row) => seen.has(row.id)).map((row) => lineOf(context, row)), next: page.next };
}

function lineOf(context: Context, row: Row) {
  const { workflow } = context.engine.definitions.get(row.workflow, row.workflow_version);
  return {
    id: row.id,
    seq: row.seq,
    at: row.at.toISOString(),
    date: dateOf(row.at.getTime()),
    reference: row.reference,
    area: row.area,
    workflow: row.workflow,
    workflowVersion: row.workflow_version,
    event: row.event,
    text: workflow.events[row.event]?.text ?? null,
    outcomes: row.outcomes.map(({ outcome, children }) => ({
      id: outcome,
      text: workflow.texts.outcomes[outcome] ?? null,
      children,
    })),
    decidedBy: {
      role: row.role,
      name: row.name_en === null ? null : { en: row.name_en, km: row.name_km! },
    },
    rules: row.rules.map((id) => ({ id, text: workflow.rules[id]?.text ?? null })),
    parameters: row.parameters,
    appeal: row.appeal && {
      event: row.appeal.event,
      text: workflow.events[row.appeal.event]?.text ?? null,
      at: new Date(row.appeal.at).toISOString(),
    },
  };
}

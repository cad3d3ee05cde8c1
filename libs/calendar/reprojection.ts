/** What a new calendar moves: the open deadlines, each computed anew as it was when it began. */
import type { Pool } from 'pg';
import type { Parameters } from '../../workflows/parameters';
import type { Workflow } from '../../workflows/workflow';
import { clockActor } from '../engine';
import { dueAfter, type Calendar, type Due, type Explanation } from '../../workflows/time';

/** One deadline that a calendar moves, from its old date to the new one. */
export interface Move {
  kind: 'task' | 'timer';
  instance: string;
  reference: string;
  /** name of the task, or of the timer's deadline */
  name: string;
  from: { at: string; on: string; provisional: boolean };
  to: { at: string; on: string; provisional: boolean };
  /** what the door writes */
  row: Record<string, unknown>;
}

/** Where old calendars and parameters, and the deadlines themselves, are found. */
export interface Origins {
  calendarOf(version: number): Calendar;
  parametersOf(version: number): Parameters;
  workflows: readonly Workflow[];
}

/** The deadline of an open task or an armed timer, with the state of its case. */
export interface OpenDeadline {
  kind: 'task' | 'timer';
  instance: string;
  reference: string;
  workflow: string;
  workflow_version: number;
  state: string;
  name: string;
  id: string;
  timer: string | null;
  armed_version: number | null;
  due_at: Date;
  provisional: boolean;
  why: Explanation & { deadline: string };
  /** when the task was opened or the timer armed */
  since: Date;
}

/** Rows per round trip; each carries the state of its case. */
const page = 500;

const text = `select * from (
  select 'task' as kind, t.instance, i.reference, i.workflow, i.workflow_version, i.state, t.name, t.id::text as id, null as timer,
         null::int as armed_version, t.due_at, t.provisional, t.why, t.opened_at as since
    from homeward.tasks t join homeward.instances i on i.id = t.instance
   where t.closed_at is null and ($1::int is null or (t.why ->> 'calendarVersion')::int < $1)
  union all
  select 'timer', m.instance, i.reference, i.workflow, i.workflow_version, i.state, m.deadline, m.timer, m.timer,
         m.armed_version, m.due_at, m.provisional, m.why, j.at
    from homeward.timers m join homeward.instances i on i.id = m.instance
    join homeward.journal j on j.stream = m.instance and j.version = m.armed_version
   where m.status = 'armed' and ($1::int is null or (m.why ->> 'calendarVersion')::int < $1)) rows
  where $2::text is null or (reference, instance, kind, name, id) > ($2, $3::uuid, $4, $5, $6)
  order by reference, instance, kind, name, id limit ${page}`;

/** Every open deadline in the order of references, a page at a time; with `calendar` those that rest on an older one alone. */
export async function* openDeadlines(pool: Pool, calendar?: number): AsyncGenerator<OpenDeadline[]> {
  let after: (string | null)[] = [null, null, null, null, null];
  for (;;) {
    const { rows } = await pool.query<OpenDeadline>(text, [calendar ?? null, ...after]);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = [last.reference, last.instance, last.kind, last.name, last.id];
  }
}

const iso = (instant: number): string => new Date(instant).toISOString();

/** The date that the row's deadline gives under these settings, in the state of its case; undefined when the row's case is not of a known workflow. */
export function dueByDeadline(
  row: OpenDeadline,
  settings: { calendar: Calendar; parameters: Parameters },
  workflows: readonly Workflow[],
): Due | undefined {
  const workflow = workflows.find(({ id, version }) => id === row.workflow && version === row.workflow_version);
  const deadline = workflow?.deadlines[row.why.deadline];
  if (!deadline) return undefined;
  const now = row.since.getTime();
  const given = { type: '', data: {}, actor: clockActor, now, facts: {}, ...settings };
  try {
    const due = deadline.due((JSON.parse(row.state) as { context: unknown }).context, given);
    return row.kind === 'timer' ? { ...due, at: Math.max(due.at, now) } : due;
  } catch {
    // one that needs more than its case is left to its explanation
    return undefined;
  }
}

const ofDeadline = (row: OpenDeadline, calendar: Calendar, { workflows, parametersOf }: Origins): Due | undefined =>
  dueByDeadline(row, { calendar, parameters: parametersOf(row.why.parameterVersion) }, workflows);

/** The date that the row's own explanation leads to under a calendar. */
function ofExplanation({ why }: OpenDeadline, calendar: Calendar): Due | undefined {
  if (why.clock !== 'working') return undefined;
  const parameters = { version: why.parameterVersion, values: {} };
  return dueAfter(why.anchor, { amount: why.amount, unit: why.unit }, { parameters, calendar }, why.parameter);
}

/**
 * The date under `target`: by the deadline itself, which may be composed of several clocks, or by the explanation where the
 * deadline no longer leads to the row's date (its case has moved on).
 */
function redo(row: OpenDeadline, target: Calendar, origins: Origins): { was: Due; is: Due } | undefined {
  const old = origins.calendarOf(row.why.calendarVersion);
  for (const way of [ofDeadline, ofExplanation]) {
    const was = way(row, old, origins);
    const is = was?.at === row.due_at.getTime() ? way(row, target, origins) : undefined;
    if (was && is) return { was, is };
  }
  return undefined;
}

/** Another date, a firm one in place of a provisional one, or the same date by another clock of several. */
const isOther = (row: OpenDeadline, was: Due, is: Due): boolean =>
  is.at !== was.at || is.provisional !== row.provisional || is.why.clock !== was.why.clock;

/** Deadlines of open tasks and armed timers that `target` moves or confirms. A date that nothing leads to is left as it is. */
export async function movesTo(pool: Pool, target: Calendar, origins: Origins): Promise<Move[]> {
  const moves: Move[] = [];
  for await (const rows of openDeadlines(pool, target.version))
    for (const row of rows) {
      const found = redo(row, target, origins);
      if (found && isOther(row, found.was, found.is)) moves.push(moveOf(row, found.was, found.is));
    }
  return moves;
}

function moveOf(row: OpenDeadline, was: Due, is: Due): Move {
  const common = {
    was: iso(was.at),
    due_at: iso(is.at),
    provisional: is.provisional,
    why: { deadline: row.why.deadline, ...is.why },
  };
  return {
    kind: row.kind,
    instance: row.instance,
    reference: row.reference,
    name: row.name,
    from: { at: iso(was.at), on: was.on, provisional: row.provisional },
    to: { at: iso(is.at), on: is.on, provisional: is.provisional },
    row:
      row.kind === 'task'
        ? { id: row.id, due_on: is.on, exact: is.exact, ...common }
        : { instance: row.instance, timer: row.timer, armed_version: row.armed_version, ...common },
  };
}

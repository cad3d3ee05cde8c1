/** What a new calendar moves: the open working-day deadlines, each recomputed from its own anchor. */
import type { Pool } from 'pg';
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

interface Row {
  kind: 'task' | 'timer';
  instance: string;
  reference: string;
  name: string;
  id: string | null;
  timer: string | null;
  armed_version: number | null;
  due_at: Date;
  provisional: boolean;
  why: Explanation & { deadline: string };
}

const text = `
  select 'task' as kind, t.instance, i.reference, t.name, t.id, null as timer, null::int as armed_version, t.due_at, t.provisional, t.why
    from homeward.tasks t join homeward.instances i on i.id = t.instance
   where t.closed_at is null and t.why ->> 'clock' = 'working' and (t.why ->> 'calendarVersion')::int < $1
  union all
  select 'timer', m.instance, i.reference, m.deadline, null, m.timer, m.armed_version, m.due_at, m.provisional, m.why
    from homeward.timers m join homeward.instances i on i.id = m.instance
   where m.status = 'armed' and m.why ->> 'clock' = 'working' and (m.why ->> 'calendarVersion')::int < $1
  order by 3, 1, 4`;

const iso = (instant: number): string => new Date(instant).toISOString();

function recompute(why: Explanation, calendar: Calendar): Due {
  const parameters = { version: why.parameterVersion, values: {} };
  return dueAfter(why.anchor, { amount: why.amount, unit: why.unit }, { parameters, calendar }, why.parameter);
}

/**
 * Deadlines of open tasks and armed timers that `target` moves or confirms. A date that its explanation does not lead to
 * (composed of several clocks) is left as it is.
 */
export async function movesTo(
  pool: Pool,
  target: Calendar,
  calendarOf: (version: number) => Calendar,
): Promise<Move[]> {
  const { rows } = await pool.query<Row>(text, [target.version]);
  const moves: Move[] = [];
  for (const row of rows) {
    const was = recompute(row.why, calendarOf(row.why.calendarVersion));
    if (was.at !== row.due_at.getTime()) continue;
    const is = recompute(row.why, target);
    if (is.at === was.at && is.provisional === row.provisional) continue;
    moves.push(moveOf(row, was, is));
  }
  return moves;
}

function moveOf(row: Row, was: Due, is: Due): Move {
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
        ? { id: row.id, due_on: is.on, ...common }
        : { instance: row.instance, timer: row.timer, armed_version: row.armed_version, ...common },
  };
}

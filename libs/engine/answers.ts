import type { Pool } from 'pg';
import type { InstanceChange, Key, TaskRow } from './door';
import { Problem, type BrokenRule } from './problem';
import type { Entry } from './rows';

/** A task as an answer shows it. */
export interface TaskAnswer {
  id: string;
  name: string;
  role: string;
  area: string;
  institution: string | null;
  due: { at: string; on: string; exact: boolean; provisional: boolean; why: unknown };
}

/** The answer to an opening or an event; a repeat of the key gives the same. */
export interface Answer {
  id: string;
  reference: string;
  workflow: string;
  workflowVersion: number;
  area: string;
  version: number;
  /** dotted paths of the active states */
  state: string[];
  status: 'open' | 'closed';
  outcome: string | null;
  tasks: TaskAnswer[];
}

export function taskAnswer(row: TaskRow): TaskAnswer {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    area: row.area,
    institution: row.institution ?? null,
    due: { at: row.due_at, on: row.due_on, exact: row.exact, provisional: row.provisional, why: row.why },
  };
}

export const byDue = (a: TaskRow, b: TaskRow): number =>
  a.due_at < b.due_at ? -1 : a.due_at > b.due_at ? 1 : a.key < b.key ? -1 : 1;

/** Tasks somebody may act on at an instant (epoch ms): visits whose window has not opened are left out. */
export const openedBy = (tasks: readonly TaskRow[], at: number): TaskRow[] =>
  tasks.filter((t) => !t.opens_at || Date.parse(t.opens_at) <= at);

export function answerOf(
  id: string,
  reference: string,
  version: number,
  change: InstanceChange,
  tasks: TaskRow[],
): Answer {
  return {
    id,
    reference,
    workflow: change.workflow,
    workflowVersion: change.workflowVersion,
    area: change.area,
    version,
    state: change.phase.split(' '),
    status: change.status,
    outcome: change.outcome ?? null,
    tasks: [...tasks].sort(byDue).map(taskAnswer),
  };
}

interface Repeat {
  stream: string;
  seq: number;
  kind: string;
  version: number | null;
  /** null where the case was moved to the archive */
  entry: string | null;
  answer: unknown;
  body: string | null;
  reference: string | null;
  area: string | null;
  workflow: string | null;
  workflow_version: number | null;
  tasks: TaskRow[];
}

/**
 * The first answer given to a key, or undefined when the key is new. Throws the first refusal again, and `key_reused` when
 * the key came with another request, `case_archived` when the answer lies in the archive.
 */
export async function findRepeat(pool: Pool, key: Key, body: string): Promise<Answer | undefined> {
  const { rows } = await pool.query<Repeat>({
    name: 'repeat',
    text: `select k.stream, k.seq, j.kind, j.version, j.entry, j.answer, c.body, i.reference, i.area, i.workflow, i.workflow_version,
      coalesce((select json_agg(json_build_object('id', t.id, 'key', key, 'name', name, 'role', role, 'area', t.area, 'institution', institution,
        'due_at', to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'due_on', due_on, 'exact', exact, 'provisional', provisional,
        'why', why, 'ladder', ladder)) from homeward.tasks t
        where t.instance = k.stream and opened_version <= j.version and (closed_version is null or closed_version > j.version)
          and (opens_at is null or opens_at <= j.at)), '[]') as tasks
      from homeward.keys k left join homeward.journal j on j.stream = k.stream and j.seq = k.seq
      left join homeward.contents c on c.stream = k.stream and c.seq = k.seq left join homeward.instances i on i.id = k.stream
      where k.person = $1 and k.route = $2 and k.key = $3`,
    values: [key.person, key.route, key.key],
  });
  const line = rows[0];
  if (!line) return undefined;
  if (line.entry === null) throw new Problem('case_archived');
  const entry = JSON.parse(line.entry) as Entry;
  if (entry.body !== body) throw new Problem('key_reused');
  if (line.kind === 'refused') {
    const rules = line.body ? (JSON.parse(line.body) as { rules: BrokenRule[] }).rules : [];
    throw new Problem('refused_by_rule', { rules });
  }
  if (line.answer) return (line.kind === 'correction' ? { ...line.answer, seq: line.seq } : line.answer) as Answer;
  return {
    id: line.stream,
    reference: line.reference!,
    workflow: line.workflow!,
    workflowVersion: line.workflow_version!,
    area: entry.area ?? line.area!,
    version: line.version!,
    state: (entry.to ?? '').split(' '),
    status: entry.status as 'open' | 'closed',
    outcome: entry.outcome ?? null,
    tasks: line.tasks.sort(byDue).map(taskAnswer),
  };
}

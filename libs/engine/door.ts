/** The one write door: the types of a batch, and the call of the SQL function `homeward.write`. */
import type { Pool } from 'pg';
import { Lanes } from '../database';
import type { Visit } from '../../workflows/workflow';

/** One change of rows beside the journal: the SQL function `door.op_<name>` applies it. */
export interface Op {
  /** dotted name, such as `child.register`; `door.op_child_register(data jsonb, line door.line)` */
  op: string;
  data: unknown;
}

/** A version the decision rests on; the door refuses the unit when the row has moved since. */
export interface Check {
  table: 'children' | 'institutions' | 'families' | 'people';
  id: string;
  version: number;
}

export interface Key {
  person: string;
  route: string;
  key: string;
}

export interface TaskRow {
  id: string;
  /** `<state path>/<task name>`; one open row per instance and key */
  key: string;
  name: string;
  role: string;
  area: string;
  institution?: string | null;
  assignee?: string | null;
  due_at: string;
  due_on: string;
  exact: boolean;
  provisional: boolean;
  /** deadline name and Explanation */
  why: unknown;
  ladder: 'normal' | 'high';
  /** a visit: nobody need act before its window opens, ISO */
  opens_at?: string | null;
}

/** A visit on the day it is planned; one that is imported may be closed already. */
export interface VisitRow {
  key: string;
  task: string;
  step: string;
  role: string;
  child?: string | null;
  assignee?: string | null;
  opens_at: string;
  due_at: string;
  /** nominal date */
  due_on: string;
  exact: boolean;
  ladder: 'normal' | 'high';
  parameter: string;
  status: Visit['status'];
  made_on?: string | null;
  reason?: string | null;
}

export type VisitEnd = Pick<VisitRow, 'key' | 'status' | 'made_on' | 'reason'>;

export interface TimerRow {
  /** XState's send id, such as `xstate.after.P-09.gatekeeping.emergency` */
  timer: string;
  deadline: string;
  due_at: string;
  why: unknown;
  provisional: boolean;
}

/** What a line does to its instance; absent on lines that change none (refusals, registry, task hand-overs). */
export interface InstanceChange {
  /** version the decision was made on; 0 opens the instance */
  expect: number;
  workflow: string;
  workflowVersion: number;
  prefix?: string;
  /** who owns it after the step */
  area: string;
  /** areas that take part after the step; absent where the workflow knows no guests */
  guests?: string[];
  state: string;
  /** dotted paths of the active leaf states, joined by a space */
  phase: string;
  status: 'open' | 'closed';
  outcome?: string | null;
  /** version of the parameter set used */
  parameters: number;
  children?: string[];
  institution?: string | null;
  openTasks: TaskRow[];
  closeTasks: string[];
  assignTasks?: { key: string; assignee: string }[];
  /** queues of the open tasks that stay, where the owner or the guests are others now; a task in another queue is released */
  moveTasks?: { key: string; area: string }[];
  planVisits?: VisitRow[];
  closeVisits?: VisitEnd[];
  armTimers: TimerRow[];
  cancelTimers: string[];
  /** the timer this line fires or consumes */
  fired?: { timer: string; version: number };
}

export interface Line {
  /** instance id, or the id of the registry record */
  stream: string;
  kind: 'event' | 'refused' | 'timer' | 'registry' | 'task' | 'access' | 'correction';
  /** business time, ISO */
  at: string;
  /** canonical JSON of the entry (sorted keys); what the hash covers */
  entry: string;
  /** form content with the facts used; the entry holds its digest */
  content?: { digest: string; compartment: 'open' | 'restricted'; body: string };
  key?: Key;
  /** stored answer, for registry commands whose answer is not derived from the line */
  answer?: unknown;
  instance?: InstanceChange;
  ops: Op[];
}

/** A unit stands or falls as a whole. */
export interface Unit {
  lines: Line[];
  checks: Check[];
}

export type Outcome =
  | { ok: true; lines: { seq: number; version: number | null; reference: string | null }[] }
  /** a version has moved: read again and decide again */
  | { ok: false; conflict: 'instance' | 'registry'; id: string }
  /** the key has been answered */
  | { ok: false; conflict: 'key' }
  /** the database refused: SQLSTATE, constraint name, message */
  | { ok: false; error: { state: string; constraint: string; message: string; detail: string } };

interface Pending {
  unit: Unit;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

/** Names of fields as they are written, with their colon; they are the procedures' own and few, and what is more is not kept. */
const writtenNames = new Map<string, string>();

function written(name: string): string {
  let text = writtenNames.get(name);
  if (text === undefined) {
    text = `${JSON.stringify(name)}:`;
    if (writtenNames.size < 5_000) writtenNames.set(name, text);
  }
  return text;
}

/** JSON with sorted keys and without undefined: the canonical form that digests and hashes cover. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (const each of value) text += `${text && ','}${canonical(each)}`;
    return `[${text}]`;
  }
  const fields = value as Record<string, unknown>;
  for (const name of Object.keys(fields).sort())
    if (fields[name] !== undefined) text += `${text && ','}${written(name)}${canonical(fields[name])}`;
  return `{${text}}`;
}

/**
 * Group commit: what is written while a batch is on its way waits for its return (see Lanes) and goes as the next batch, in one
 * transaction; each unit is answered only after its commit. Units that touch the same stream go in different batches.
 */
export class Door {
  private readonly pending: Pending[] = [];
  private readonly lanes = new Lanes(() => this.flush());
  private readonly busy = new Set<string>();
  /** hears which units leave together */
  onTrip?: (units: readonly Unit[]) => void;

  constructor(
    private readonly pool: Pool,
    private readonly most = 64,
  ) {}

  /** Writes one unit; resolves after the commit. Rejects only when the database could not be asked. */
  write(unit: Unit): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.pending.push({ unit, resolve, reject });
      this.flush();
    });
  }

  private flush(): void {
    while (this.pending.length > 0 && this.lanes.isFree()) {
      const batch = this.take();
      if (batch.length === 0) return;
      const back = this.lanes.leave();
      void this.send(batch).finally(() => {
        for (const p of batch) for (const line of p.unit.lines) this.busy.delete(line.stream);
        back();
      });
    }
  }

  private take(): Pending[] {
    const batch: Pending[] = [];
    const checked = new Set<string>();
    const written = new Set<string>();
    for (let i = 0; i < this.pending.length && batch.length < this.most;) {
      const p = this.pending[i]!;
      const { lines, checks } = p.unit;
      // the versions of a batch are checked before it writes: a unit with ops may move what its neighbours rest on
      const writes = lines.some((line) => line.ops.length > 0);
      const shared = checks.some(({ id }) => written.has(id) || (writes && checked.has(id)));
      if (shared || lines.some((line) => this.busy.has(line.stream))) {
        i += 1;
        continue;
      }
      for (const line of lines) this.busy.add(line.stream);
      for (const { id } of checks) (writes ? written : checked).add(id);
      this.pending.splice(i, 1);
      batch.push(p);
    }
    return batch;
  }

  private async send(batch: Pending[]): Promise<void> {
    try {
      const units = batch.map((p) => p.unit);
      this.onTrip?.(units);
      const outcomes = await this.call(units);
      batch.forEach((p, i) => p.resolve(outcomes[i]!));
    } catch (error) {
      for (const p of batch) p.reject(error);
    }
  }

  private async call(units: Unit[]): Promise<Outcome[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { rows } = await this.pool.query<{ outcomes: Outcome[] }>({
          name: 'door',
          text: 'select homeward.write($1::jsonb) as outcomes',
          values: [JSON.stringify(units)],
        });
        return rows[0]!.outcomes;
      } catch (error) {
        const state = (error as { code?: string }).code;
        if (attempt < 5 && (state === '40P01' || state === '40001')) continue;
        throw error;
      }
    }
  }
}

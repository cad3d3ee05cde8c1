/** The rows of the store in memory: tables by key, whose changes can be taken back to a mark as a transaction's are. */

/** Takes changes back, newest first. */
export class Undo {
  private readonly entries: (() => void)[] = [];

  note(back: () => void): void {
    this.entries.push(back);
  }

  /** Where the log stands now. */
  mark(): number {
    return this.entries.length;
  }

  rollback(mark: number): void {
    while (this.entries.length > mark) this.entries.pop()!();
  }

  /** What is committed is not taken back. */
  forget(): void {
    this.entries.length = 0;
  }
}

/** One table; its rows are never changed in place. */
export class Table<R extends object> {
  private readonly rows = new Map<string, R>();

  constructor(private readonly undo: Undo) {}

  get(key: string): R | undefined {
    return this.rows.get(key);
  }

  has(key: string): boolean {
    return this.rows.has(key);
  }

  put(key: string, row: R): void {
    const before = this.rows.get(key);
    this.rows.set(key, row);
    this.undo.note(() => (before ? this.rows.set(key, before) : this.rows.delete(key)));
  }

  change(key: string, changes: Partial<R>): void {
    this.put(key, { ...this.rows.get(key)!, ...changes });
  }

  remove(key: string): void {
    const before = this.rows.get(key);
    if (!before) return;
    this.rows.delete(key);
    this.undo.note(() => this.rows.set(key, before));
  }

  all(): R[] {
    return [...this.rows.values()];
  }

  where(holds: (row: R) => boolean): R[] {
    const found: R[] = [];
    for (const row of this.rows.values()) if (holds(row)) found.push(row);
    return found;
  }

  some(holds: (row: R) => boolean): boolean {
    for (const row of this.rows.values()) if (holds(row)) return true;
    return false;
  }
}

/** Rows in the order of some of their values; a missing one comes last. */
export function inOrder<R>(rows: R[], ...by: ((row: R) => string | number | null)[]): R[] {
  return rows.sort((a, b) => {
    for (const value of by) {
      const [x, y] = [value(a), value(b)];
      if (x === y) continue;
      if (x === null) return 1;
      if (y === null) return -1;
      return x < y ? -1 : 1;
    }
    return 0;
  });
}

export interface InstanceRow {
  id: string;
  reference: string;
  workflow: string;
  workflow_version: number;
  area: string;
  guests: string[];
  version: number;
  seq: number;
  /** hex */
  head: string;
  state: string;
  phase: string;
  status: 'open' | 'closed';
  outcome: string | null;
  parameters: number;
  /** instants are epoch ms in every row */
  opened_at: number;
  changed_at: number;
}

export interface LineRow {
  stream: string;
  seq: number;
  version: number | null;
  kind: string;
  at: number;
  person: string | null;
  route: string | null;
  key: string | null;
  entry: string;
  answer: unknown;
  hash: string;
  /** number of the transaction that wrote it, and when (true time) */
  commit: number;
  recorded_at: number;
}

export interface ContentRow {
  stream: string;
  seq: number;
  digest: string;
  compartment: string;
  body: string;
}

export interface StoredTask {
  id: string;
  instance: string | null;
  incident: string | null;
  key: string;
  name: string;
  role: string;
  area: string;
  institution: string | null;
  assignee: string | null;
  due_at: number;
  due_on: string;
  exact: boolean;
  provisional: boolean;
  why: Record<string, any>;
  ladder: 'normal' | 'high';
  opens_at: number | null;
  opening_at: number | null;
  parameters: number;
  opened_version: number;
  opened_at: number;
  closed_version: number | null;
  closed_at: number | null;
  closed_by: string | null;
  next_rung: number;
  next_rung_at: number | null;
  case_area: string | null;
}

export interface StoredTimer {
  instance: string;
  timer: string;
  armed_version: number;
  deadline: string;
  due_at: number;
  provisional: boolean;
  why: unknown;
  status: 'armed' | 'fired' | 'cancelled';
}

export interface StoredVisit {
  instance: string;
  key: string;
  task: string;
  step: string;
  role: string;
  area: string;
  child: string | null;
  assignee: string | null;
  opens_at: number;
  due_at: number;
  due_on: string;
  exact: boolean;
  ladder: string;
  parameter: string;
  status: string;
  made_on: string | null;
  reason: string | null;
  opened_version: number;
  closed_version: number | null;
  closed_at: number | null;
}

export interface AlertRow {
  /** its case, else its incident, else its task; of a general one, an id made of its kind and occurrence */
  about: string;
  id: string;
  kind: string;
  task: string | null;
  instance: string | null;
  rung: string;
  occurrence: string;
  area: string;
  to_roles: string[];
  text_en: string;
  text_km: string;
  due_at: number;
  fired_at: number;
  resolved_at: number | null;
  resolve_at: number | null;
  nobody: boolean;
  safety: boolean;
}

export interface DeliveryRow {
  alert: string;
  person: string;
  channel: string;
  reason: string;
  role: string;
  copy: boolean;
  due_at: number;
  sent_at: number | null;
  attempts: number;
  last_error: string | null;
  retry_at: number | null;
  place: number;
}

export interface IncidentRow {
  id: string;
  kind: string;
  child: string | null;
  institution: string | null;
  instance: string | null;
  status: 'open' | 'resolved';
}

/** A row of the register beside the door: what a decision rests on is its version. */
export interface RegisterRow {
  id: string;
  version: number;
  /** of an institution */
  standing?: string;
  /** of a child */
  died?: boolean;
}

export interface TroubleRow {
  kind: string;
  record: string;
  error: string;
  attempts: number;
  since: number;
  retry_at: number;
}

/** Every table of the store. */
export class Tables {
  readonly undo = new Undo();
  readonly instances = new Table<InstanceRow>(this.undo);
  readonly streams = new Table<{ id: string; seq: number; head: string }>(this.undo);
  readonly journal = new Table<LineRow>(this.undo);
  /** the unique index over person, route and key */
  readonly keys = new Table<{ line: string }>(this.undo);
  readonly contents = new Table<ContentRow>(this.undo);
  readonly subjects = new Table<{ instance: string; kind: string; subject: string }>(this.undo);
  readonly tasks = new Table<StoredTask>(this.undo);
  readonly timers = new Table<StoredTimer>(this.undo);
  readonly visits = new Table<StoredVisit>(this.undo);
  readonly alerts = new Table<AlertRow>(this.undo);
  readonly deliveries = new Table<DeliveryRow>(this.undo);
  readonly incidents = new Table<IncidentRow>(this.undo);
  readonly children = new Table<RegisterRow>(this.undo);
  readonly institutions = new Table<RegisterRow>(this.undo);
  readonly troubles = new Table<TroubleRow>(this.undo);
  readonly anchors = new Table<{ day: string }>(this.undo);
  /** numbers of references go on, whatever is taken back */
  references = 0;
}

/** What the database answers instead of a result: SQLSTATE and constraint as PostgreSQL names them. */
export class StoreError extends Error {
  constructor(
    /** SQLSTATE */
    readonly code: string,
    readonly constraint: string,
    message: string,
    readonly detail = '',
  ) {
    super(message);
  }
}

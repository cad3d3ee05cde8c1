/** What the door does to tasks and visits in memory. */
import type { InstanceChange, Line } from '../../../libs/engine';
import { startOf } from '../../../workflows/time';
import { StoreError, type StoredTask, type Tables } from './tables';

/** What the store needs from outside of its rows. */
export interface StoreContext {
  /** ladders of P-22 by version of the parameters: days of each rung */
  ladders: Record<number, Record<string, { days: number }[]>>;
  /** true time, epoch ms */
  now(): number;
}

/** One line on its way: `door.work`. */
export interface Work {
  u: number;
  line: Line;
  change?: InstanceChange;
  at: number;
  current?: number;
  owned: boolean;
  seq: number;
  version: number | null;
  hash: string;
  reference: string | null;
  area: string | null;
}

const key = (...parts: (string | number)[]): string => parts.join('/');

/** Writes the tasks and visits of lines. */
export class TaskRows {
  constructor(
    private readonly tables: Tables,
    private readonly context: StoreContext,
  ) {}

  write(work: readonly Work[]): void {
    for (const w of work) this.closeTasks(w);
    for (const w of work) this.openTasks(w);
    for (const w of work) this.moveTasks(w);
    for (const w of work) this.planVisits(w);
    for (const w of work) this.closeVisits(w);
    for (const w of work) this.followTasks(w);
  }

  /** The open task of an instance by its key. */
  private openTask(instance: string, name: string): StoredTask | undefined {
    return this.tables.tasks.where((t) => t.instance === instance && t.key === name && t.closed_at === null)[0];
  }

  private closeTasks({ line, change, version, at }: Work): void {
    for (const name of change?.closeTasks ?? []) {
      const task = this.openTask(line.stream, name);
      if (!task) continue;
      const closed = { closed_version: version, closed_at: at, closed_by: line.kind, next_rung_at: null };
      this.tables.tasks.change(task.id, closed);
    }
  }

  private openTasks({ line, change, version, at }: Work): void {
    const { tasks, instances } = this.tables;
    for (const t of change?.openTasks ?? []) {
      if (this.openTask(line.stream, t.key)) throw new StoreError('23505', 'tasks_open', 'duplicate key');
      const due = Date.parse(t.due_at);
      const opens = t.opens_at ? Date.parse(t.opens_at) : null;
      tasks.put(t.id, {
        id: t.id,
        instance: line.stream,
        incident: null,
        key: t.key,
        name: t.name,
        role: t.role,
        area: t.area,
        institution: t.institution ?? null,
        assignee: t.assignee ?? null,
        due_at: due,
        due_on: t.due_on,
        exact: t.exact,
        provisional: t.provisional,
        why: t.why as Record<string, unknown>,
        ladder: t.ladder,
        opens_at: opens,
        opening_at: opens !== null && opens > at ? opens : null,
        parameters: change!.parameters,
        opened_version: version!,
        opened_at: at,
        closed_version: null,
        closed_at: null,
        closed_by: null,
        next_rung: 0,
        next_rung_at: rungAt(this.context, t.ladder, change!.parameters, 0, due, t.due_on, t.exact),
        case_area: instances.get(line.stream)!.area,
      });
    }
  }

  private moveTasks({ line, change }: Work): void {
    const { tasks } = this.tables;
    for (const { key: name, area } of change?.moveTasks ?? []) {
      const task = this.openTask(line.stream, name);
      // with the area goes the hand that held it
      if (task) tasks.change(task.id, { area, assignee: task.area === area ? task.assignee : null });
    }
    for (const { key: name, assignee } of change?.assignTasks ?? []) {
      const task = this.openTask(line.stream, name);
      if (task) tasks.change(task.id, { assignee });
    }
    if (!change) return;
    const { area } = change;
    for (const task of tasks.where((t) => t.instance === line.stream && t.case_area !== area))
      tasks.change(task.id, { case_area: area });
  }

  private planVisits({ line, change, version, at }: Work): void {
    for (const v of change?.planVisits ?? []) {
      const closed = v.status !== 'planned';
      this.tables.visits.put(key(line.stream, v.key), {
        instance: line.stream,
        key: v.key,
        task: v.task,
        step: v.step,
        role: v.role,
        area: change!.area,
        child: v.child ?? null,
        assignee: v.assignee ?? null,
        opens_at: Date.parse(v.opens_at),
        due_at: Date.parse(v.due_at),
        due_on: v.due_on,
        exact: v.exact,
        ladder: v.ladder,
        parameter: v.parameter,
        status: v.status,
        made_on: v.made_on ?? null,
        reason: v.reason ?? null,
        opened_version: version!,
        closed_version: closed ? version : null,
        closed_at: closed ? at : null,
      });
    }
  }

  private closeVisits({ line, change, version, at }: Work): void {
    const { visits } = this.tables;
    for (const { key: name, status, made_on, reason } of change?.closeVisits ?? []) {
      const id = key(line.stream, name);
      if (visits.get(id)?.status !== 'planned')
        throw new StoreError('HW060', 'visit_planned', 'the visit is not planned', name);
      const closed = { closed_at: at, closed_version: version };
      visits.change(id, { status, made_on: made_on ?? null, reason: reason ?? null, ...closed });
    }
  }

  /** A visit is where its task is, and in the same hands. */
  private followTasks({ line, change }: Work): void {
    if (!change?.moveTasks && !change?.assignTasks) return;
    const { visits } = this.tables;
    for (const visit of visits.where((v) => v.instance === line.stream && v.status === 'planned')) {
      const task = this.openTask(line.stream, `visit:${visit.key}`);
      if (task) visits.change(key(visit.instance, visit.key), { area: change.area, assignee: task.assignee });
    }
  }
}

/** When a rung of a task is due (epoch ms), or null where the ladder has none: `door.rung_at`. */
export function rungAt(
  { ladders }: StoreContext,
  ladder: string,
  parameters: number,
  n: number,
  due: number,
  on: string,
  exact: boolean,
): number | null {
  const rung = ladders[parameters]?.[ladder]?.[n];
  if (!rung) return null;
  return (exact ? due : startOf(on)) + rung.days * 86_400_000;
}

/**
 * The store in memory behind the same interface as PostgreSQL: it answers the statements of libs/engine and libs/alerts, one
 * instant each. A statement that it does not know is an error, so that none is forgotten.
 */
import type { Unit } from '../../../libs/engine';
import { AlertRows } from './alert-rows';
import { MemoryDoor } from './door';
import { PostRows } from './post-rows';
import { inOrder, Tables, type StoredTask } from './tables';
import type { StoreContext } from './task-rows';

/** A statement as pg takes it: its text with a name, or the text alone. */
export interface Statement {
  name?: string;
  text: string;
  values: unknown[];
}

export interface Rows {
  rows: any[];
  rowCount: number;
}

type Reply = (values: any[]) => object[];

const ms = (value: unknown): number =>
  value === '-infinity' ? -Infinity : value instanceof Date ? value.getTime() : Number(value);
const isoOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export class MemoryStore {
  readonly tables = new Tables();
  readonly door: MemoryDoor;
  private readonly alerts: AlertRows;
  private readonly post: PostRows;
  private readonly named: Record<string, Reply>;
  /** by words of the text that no other statement has */
  private readonly worded: [string, Reply][];
  private readonly known = new Map<string, [string, Reply]>();

  constructor(
    context: StoreContext,
    private readonly areas: ReadonlySet<string>,
  ) {
    this.door = new MemoryDoor(this.tables, context);
    this.alerts = new AlertRows(this.tables, context);
    this.post = new PostRows(this.tables);
    this.named = this.statementsByName();
    this.worded = Object.entries(this.statementsByWords());
  }

  /** What the statement is known by. */
  nameOf(statement: Pick<Statement, 'name' | 'text'>): string {
    return this.find(statement)[0];
  }

  answer(statement: Statement): Rows {
    const rows = this.find(statement)[1](statement.values);
    return { rows, rowCount: rows.length };
  }

  /** What the door would answer now, without writing. */
  rehearse(statement: Statement): Rows {
    const rows = this.find(statement)[1](statement.values);
    this.tables.undo.rollback(0);
    return { rows, rowCount: rows.length };
  }

  private find({ name, text }: Pick<Statement, 'name' | 'text'>): [string, Reply] {
    const reply = name === undefined ? undefined : this.named[name];
    const found: [string, Reply] | undefined =
      this.known.get(text) ?? (reply ? [name!, reply] : this.worded.find(([words]) => text.includes(words)));
    if (!found) throw new Error(`the store in memory does not know the statement ${name ?? ''}: ${text}`);
    this.known.set(text, found);
    return found;
  }

  private statementsByName(): Record<string, Reply> {
    return {
      door: ([units]) => [{ outcomes: this.door.write(JSON.parse(units as string) as Unit[]) }],
      records: ([ids]) => this.records(ids),
      repeat: ([person, route, key]) => this.repeat(person, route, key),
      // nothing is archived in a run
      'is archived': () => [{ archived: false }],
      due: ([until, after, instance, most]) => this.due(until, after, instance, most),
      'open of child': ([child, workflow, from]) => this.openOf(child, workflow, from),
      'alerts-away': () => [],
      'alerts-locked': () => [],
    };
  }

  private statementsByWords(): Record<string, Reply> {
    const { alerts, post } = this;
    return {
      'order by due_at, instance limit 1': () => this.nextDue(),
      'from homeward.areas where code = $1': ([code]) => (this.areas.has(code as string) ? [{ '?column?': 1 }] : []),
      "s.kind = 'institution' and s.subject = $4": (values) => this.concerned(values),
      'select id, version from homeward.institutions': ([ids]) =>
        (ids as string[]).flatMap((id) => {
          const row = this.tables.institutions.get(id);
          return row ? [{ id, version: row.version }] : [];
        }),
      'homeward.records_of(child)': ([ids]) => [...new Set(ids as string[])].map((id) => ({ id })),
      'min(next_rung_at)': ([until, timers, rungs, now]) => [alerts.next(ms(until), ms(timers), ms(rungs), ms(now))],
      'with stuck as': ([now]) => alerts.stuck(ms(now)),
      'homeward.open_years': () => [{ open_years: 0 }],
      'homeward.make_anchor': ([day]) => {
        if (!this.tables.anchors.has(day as string)) this.tables.anchors.put(day as string, { day: day as string });
        return [{ make_anchor: '0' }];
      },
      'next_rung_at as at from homeward.tasks': ([until, failed, now, most]) =>
        alerts.dueRungs(ms(until), failed, ms(now), most),
      'homeward.fire_rungs': ([rungs]) => [{ results: alerts.fireRungs(JSON.parse(rungs as string)) }],
      'insert into homeward.troubles': ([kind, record, error, now, retry]) => [
        alerts.report(kind, record, error, ms(now), ms(retry)),
      ],
      'delete from homeward.troubles where kind = $1': ([kind, records]) => {
        alerts.clear(kind, records);
        return [];
      },
      'homeward.raise_alert': ([data]) => [{ id: alerts.raise(JSON.parse(data as string)) }],
      'from homeward.alerts a where resolved_at is null': ([now]) => alerts.unaddressed(ms(now)),
      'homeward.address_alerts': ([batch]) => [{ n: alerts.addressAlerts(JSON.parse(batch as string)) }],
      'update homeward.deliveries d set attempts': ([now, channels, most, until]) =>
        post.claim(ms(now), channels, most, ms(until)),
      'update homeward.deliveries d set sent_at': ([now, of, persons, channels]) => {
        post.mark(ms(now), of, persons, channels);
        return [];
      },
      'set last_error = $4, retry_at = $5': ([alert, person, channel, error, at]) => {
        post.retry(alert, person, channel, error, ms(at));
        return [];
      },
      'select distinct d.alert, d.channel': ([before, channels]) => post.unsent(ms(before), channels),
    };
  }

  private tasksOf(instance: string, holds: (task: StoredTask) => boolean): StoredTask[] {
    return inOrder(
      this.tables.tasks.where((t) => t.instance === instance && holds(t)),
      (t) => t.due_at,
      (t) => t.key,
    );
  }

  private records(ids: readonly string[]): object[] {
    return ids.flatMap((id) => {
      const row = this.tables.instances.get(id);
      if (!row) return [];
      const armed = this.tables.timers.where((t) => t.instance === id && t.status === 'armed');
      const timers = inOrder(
        armed,
        (t) => t.due_at,
        (t) => t.timer,
      ).map(({ timer, deadline, due_at, armed_version, why, provisional }) => ({
        timer,
        deadline,
        due_at: isoOf(due_at),
        armed_version,
        why,
        provisional,
      }));
      const tasks = this.tasksOf(id, (t) => t.closed_at === null).map((t) => ({
        ...taskOf(t),
        assignee: t.assignee,
        opens_at: isoOf(t.opens_at),
      }));
      const { reference, workflow, workflow_version, area, guests, version, state, phase, status, outcome } = row;
      const { parameters } = row;
      const said = { id, reference, workflow, workflow_version, area, guests, version, state, phase, status, outcome };
      return [{ ...said, parameters, tasks: copy(tasks), timers: copy(timers) }];
    });
  }

  private repeat(person: string, route: string, key: string): object[] {
    const line = this.tables.journal.get(this.tables.keys.get(`${person}/${route}/${key}`)?.line ?? '');
    if (!line) return [];
    const { stream, seq, kind, version, entry, answer, at } = line;
    const instance = this.tables.instances.get(stream);
    const tasks = this.tasksOf(
      stream,
      (t) =>
        version !== null &&
        t.opened_version <= version &&
        (t.closed_version === null || t.closed_version > version) &&
        (t.opens_at === null || t.opens_at <= at),
    ).map(taskOf);
    return [
      {
        stream,
        seq,
        kind,
        version,
        entry,
        answer: copy(answer),
        body: this.tables.contents.get(`${stream}/${seq}`)?.body ?? null,
        reference: instance?.reference ?? null,
        area: instance?.area ?? null,
        workflow: instance?.workflow ?? null,
        workflow_version: instance?.workflow_version ?? null,
        tasks: copy(tasks),
      },
    ];
  }

  /** Instances with armed timers due, a page in the order of their first one. */
  private due(until: number, after: string, instance: string, most: number): object[] {
    const first = new Map<string, number>();
    for (const t of this.tables.timers.where((t) => t.status === 'armed' && t.due_at <= until))
      first.set(t.instance, Math.min(first.get(t.instance) ?? Infinity, t.due_at));
    const from = after === '-infinity' ? -Infinity : Date.parse(after);
    const rows = [...first].map(([id, at]) => ({ instance: id, at }));
    return inOrder(
      rows.filter((r) => r.at > from || (r.at === from && r.instance > instance)),
      (r) => r.at,
      (r) => r.instance,
    )
      .slice(0, most)
      .map((r) => ({ instance: r.instance, due_at: isoOf(r.at) }));
  }

  private nextDue(): object[] {
    const armed = this.tables.timers.where((t) => t.status === 'armed');
    return inOrder(
      armed,
      (t) => t.due_at,
      (t) => t.instance,
    )
      .slice(0, 1)
      .map((t) => ({ instance: t.instance, due: String(t.due_at) }));
  }

  private openOf(child: string, workflow: string, from: string): object[] {
    const { subjects, instances } = this.tables;
    const open = subjects
      .where((s) => s.kind === 'child' && s.subject === child && s.instance !== from)
      .map((s) => instances.get(s.instance)!)
      .filter((i) => i.workflow === workflow && i.status === 'open');
    const first = inOrder(
      open,
      (i) => i.opened_at,
      (i) => i.id,
    )[0];
    return [{ same: [child], instance: first?.id ?? null }];
  }

  /** Open instances that a change of the register concerns. */
  private concerned([kind, ids, but, place, hearing]: any[]): object[] {
    const { subjects, instances } = this.tables;
    const found = new Set<string>();
    for (const s of subjects.where((s) => s.instance !== but)) {
      const instance = instances.get(s.instance)!;
      const named = s.kind === kind && (ids as string[]).includes(s.subject);
      const near = s.kind === 'institution' && s.subject === place && (hearing as string[]).includes(instance.workflow);
      if ((named || near) && instance.status === 'open') found.add(instance.id);
    }
    return [...found].sort().map((id) => ({ id }));
  }
}

/** A task as json_build_object of the engine's queries gives it. */
function taskOf(t: StoredTask): object {
  const { id, key, name, role, area, institution, due_on, exact, provisional, why, ladder } = t;
  return { id, key, name, role, area, institution, due_at: isoOf(t.due_at), due_on, exact, provisional, why, ladder };
}

/** Nobody outside holds a row of the store. */
const copy = <T>(value: T): T => (value === null ? value : (JSON.parse(JSON.stringify(value)) as T));

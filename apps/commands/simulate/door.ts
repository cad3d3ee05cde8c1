/**
 * The write door in memory: what the SQL function `homeward.write` does to a batch of units, and nothing else. A spec plays
 * the same batches to PostgreSQL and compares.
 */
import { createHash } from 'node:crypto';
import type { Check, Line, Outcome, Unit } from '../../../libs/engine';
import { applyOp } from './ops';
import { StoreError, type LineRow, type Tables } from './tables';
import { TaskRows, type StoreContext, type Work } from './task-rows';

const zero = '00'.repeat(32);
const fatal = new Set(['40P01', '40001', '57P01', '57014']);
const key = (...parts: (string | number)[]): string => parts.join('/');

/** Applies batches of units to the tables, each batch one transaction. */
export class MemoryDoor {
  /** transactions that wrote something, counted */
  commits = 0;
  private readonly tasks: TaskRows;

  constructor(
    private readonly tables: Tables,
    private readonly context: StoreContext,
  ) {
    this.tasks = new TaskRows(tables, context);
  }

  /** The whole batch, one outcome for each unit; throws a StoreError where PostgreSQL would fail the call. */
  write(units: readonly Unit[]): Outcome[] {
    const { undo } = this.tables;
    undo.forget();
    const ids = units.flatMap(({ lines }) => lines.map(({ stream }) => stream));
    if (new Set(ids).size === ids.length) {
      try {
        return this.writeUnits(units);
      } catch (error) {
        undo.rollback(0);
        if (!(error instanceof StoreError) || fatal.has(error.code)) throw error;
      }
    }
    return units.map((unit) => this.alone(unit));
  }

  /** A unit on its own, so that it does not fail its neighbours. */
  private alone(unit: Unit): Outcome {
    const { undo } = this.tables;
    const mark = undo.mark();
    try {
      const streams = new Set(unit.lines.map(({ stream }) => stream));
      return streams.size === unit.lines.length ? this.writeUnits([unit])[0]! : this.writeInTurn(unit);
    } catch (error) {
      undo.rollback(mark);
      if (!(error instanceof StoreError) || fatal.has(error.code)) throw error;
      const { code: state, constraint, message, detail } = error;
      if (state === '23505' && constraint === 'journal_key') return { ok: false, conflict: 'key' };
      if (state === '23505' && ['instances_pkey', 'streams_pkey', 'journal_pkey'].includes(constraint))
        return { ok: false, conflict: 'instance', id: '' };
      return { ok: false, error: { state, constraint, message, detail } };
    }
  }

  /** A unit that names a stream twice: its first lines carry the versions, the later ones count on from them. */
  private writeInTurn(unit: Unit): Outcome {
    const firsts = unit.lines.filter((line, i) => unit.lines.findIndex(({ stream }) => stream === line.stream) === i);
    const conflict = this.conflicts([{ lines: firsts, checks: unit.checks }]).get(0);
    if (conflict) return conflict;
    const lines = unit.lines.flatMap((line) => {
      const outcome = this.writeUnits([{ lines: [line], checks: [] }])[0]!;
      if (!outcome.ok) throw new StoreError('40001', '', 'a later line of the unit meets a conflict');
      return outcome.lines;
    });
    return { ok: true, lines };
  }

  private writeUnits(units: readonly Unit[]): Outcome[] {
    const conflicts = this.conflicts(units);
    const work = units.flatMap((unit, u) => (conflicts.has(u) ? [] : unit.lines.map((line) => this.workOf(u, line))));
    for (const w of work) this.seal(w);
    if (work.length > 0) this.writeLines(work);
    return units.map(
      (_, u): Outcome =>
        conflicts.get(u) ?? {
          ok: true,
          lines: work
            .filter((w) => w.u === u)
            .map(({ seq, version, reference }) => ({ seq, version, reference: reference ?? null })),
        },
    );
  }

  private conflicts(units: readonly Unit[]): Map<number, Outcome & { ok: false }> {
    const { instances, keys } = this.tables;
    const found = new Map<number, Outcome & { ok: false }>();
    for (const [u, { lines, checks }] of units.entries()) {
      const moved = lines.find(
        ({ stream, instance }) => instance && instance.expect !== (instances.get(stream)?.version ?? 0),
      );
      const known = lines.some(({ key: k }) => k && keys.has(key(k.person, k.route, k.key)));
      const stale = checks.find((check) => !this.holds(check));
      if (moved) found.set(u, { ok: false, conflict: 'instance', id: moved.stream });
      else if (known) found.set(u, { ok: false, conflict: 'key' });
      else if (stale) found.set(u, { ok: false, conflict: 'registry', id: stale.id });
    }
    return found;
  }

  private holds({ table, id, version }: Check): boolean {
    const { children, institutions } = this.tables;
    const rows = { children, institutions, families: undefined, people: undefined }[table];
    return rows?.get(id)?.version === version;
  }

  private workOf(u: number, line: Line): Work {
    const instance = this.tables.instances.get(line.stream);
    const stream = this.tables.streams.get(line.stream);
    return {
      u,
      line,
      change: line.instance,
      at: Date.parse(line.at),
      current: instance?.version,
      owned: instance !== undefined || line.instance !== undefined,
      seq: (instance?.seq ?? stream?.seq ?? 0) + 1,
      version: line.instance ? (instance?.version ?? 0) + 1 : null,
      hash: instance?.head ?? stream?.head ?? zero,
      reference: instance?.reference ?? null,
      area: line.instance?.area ?? instance?.area ?? null,
    };
  }

  /** The line's hash over the one before, and the reference of a new instance. */
  private seal(w: Work): void {
    const { stream, entry, instance } = w.line;
    w.hash = createHash('sha256')
      .update(Buffer.from(w.hash, 'hex'))
      .update(`${stream}:${w.seq}:${entry}`)
      .digest('hex');
    if (instance?.expect !== 0) return;
    this.tables.references += 1;
    const year = new Date(w.at + 7 * 3_600_000).getUTCFullYear();
    w.reference = `${instance.prefix}-${year}-${String(this.tables.references).padStart(6, '0')}`;
  }

  private writeLines(work: readonly Work[]): void {
    this.commits += 1;
    for (const w of work) this.writeInstance(w);
    for (const w of work) this.writeJournal(w);
    for (const w of work) this.writeSubjects(w);
    for (const w of work) this.consumeTimer(w);
    for (const w of work) this.writeTimers(w);
    this.tasks.write(work);
    for (const { line, seq, version, at, owned, area, change } of work) {
      const about = { stream: line.stream, seq, version, at, instance: owned ? line.stream : null, area };
      for (const { op, data } of line.ops)
        applyOp(this.tables, this.context, op, data as never, { ...about, parameters: change?.parameters ?? null });
    }
  }

  private writeInstance({ line, change, at, current, owned, seq, version, hash, reference }: Work): void {
    const { instances, streams } = this.tables;
    const id = line.stream;
    if (current !== undefined) {
      const row = instances.get(id)!;
      instances.put(id, {
        ...row,
        seq,
        head: hash,
        ...(change && {
          version: version!,
          area: change.area,
          guests: change.guests ?? row.guests,
          state: change.state,
          phase: change.phase,
          status: change.status,
          outcome: change.outcome ?? null,
          parameters: change.parameters,
          changed_at: at,
        }),
      });
    } else if (change?.expect === 0) {
      if (instances.has(id)) throw new StoreError('23505', 'instances_pkey', 'duplicate key');
      instances.put(id, {
        id,
        reference: reference!,
        workflow: change.workflow,
        workflow_version: change.workflowVersion,
        area: change.area,
        guests: change.guests ?? [],
        version: 1,
        seq: 1,
        head: hash,
        state: change.state,
        phase: change.phase,
        status: change.status,
        outcome: change.outcome ?? null,
        parameters: change.parameters,
        opened_at: at,
        changed_at: at,
      });
    } else if (!owned && (streams.get(id)?.seq ?? 0) === seq - 1) streams.put(id, { id, seq, head: hash });
  }

  private writeJournal({ line, at, seq, version, hash }: Work): void {
    const { journal, keys, contents } = this.tables;
    const id = key(line.stream, seq);
    if (journal.has(id)) throw new StoreError('23505', 'journal_pkey', 'duplicate key');
    const { person, route, key: given } = line.key ?? {};
    const row: LineRow = {
      stream: line.stream,
      seq,
      version,
      kind: line.kind,
      at,
      person: person ?? null,
      route: route ?? null,
      key: given ?? null,
      entry: line.entry,
      answer: line.answer ?? null,
      hash,
      commit: this.commits,
      recorded_at: this.context.now(),
    };
    journal.put(id, row);
    if (line.key) {
      const known = key(line.key.person, line.key.route, line.key.key);
      if (keys.has(known)) throw new StoreError('23505', 'journal_key', 'duplicate key');
      keys.put(known, { line: id });
    }
    if (line.content) contents.put(id, { stream: line.stream, seq, ...line.content });
  }

  private writeSubjects({ line, change }: Work): void {
    const { subjects } = this.tables;
    const add = (kind: string, subject: string): void => {
      const id = key(line.stream, kind, subject);
      if (!subjects.has(id)) subjects.put(id, { instance: line.stream, kind, subject });
    };
    for (const child of change?.children ?? []) add('child', child);
    if (change?.institution) add('institution', change.institution);
  }

  private consumeTimer({ line, change }: Work): void {
    if (!change?.fired) return;
    const { timers } = this.tables;
    const id = key(line.stream, change.fired.timer, change.fired.version);
    if (timers.get(id)?.status !== 'armed') throw new StoreError('HW002', 'timer_armed', 'the timer is not armed');
    timers.change(id, { status: 'fired' });
  }

  /** Entering a state again arms its timers anew, so what is armed now is cancelled too. */
  private writeTimers({ line, change, version }: Work): void {
    if (!change) return;
    const { timers } = this.tables;
    const gone = new Set([...change.cancelTimers, ...change.armTimers.map(({ timer }) => timer)]);
    if (gone.size > 0)
      for (const t of timers.where((t) => t.instance === line.stream && t.status === 'armed' && gone.has(t.timer)))
        timers.change(key(t.instance, t.timer, t.armed_version), { status: 'cancelled' });
    for (const { timer, deadline, due_at, provisional, why } of change.armTimers)
      timers.put(key(line.stream, timer, version!), {
        instance: line.stream,
        timer,
        armed_version: version!,
        deadline,
        due_at: Date.parse(due_at),
        provisional,
        why,
        status: 'armed',
      });
  }
}

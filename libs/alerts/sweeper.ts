import type { Pool } from 'pg';
import type { Text } from '../../workflows/workflow';
import { dateOf, startOf } from '../../workflows/time';
import type { Clock } from '../engine';
import type { ManualClock } from '../engine';
import type { Alerts } from './alerts';
import { digestMinute, type Digests } from './digest';
import { isOutage } from './troubles';

/** What the sweeper asks of the engine. */
export interface TimerEngine {
  /** fires every armed timer due until the instant (epoch ms), in order, each at its own due time */
  fireDue(until: number): Promise<number>;
}

/** Says when the working-day calendar must be continued; libs/calendar implements it. */
export interface CalendarWatch {
  covered(now: number): Promise<{ needed: boolean; version: number; text: Text }>;
}

/** Takes away rows that have had their time, a bounded number at once; libs/access implements it. */
export interface Housekeeping {
  clear(): Promise<unknown>;
}

/** What falls due outside of procedures, such as lots and plans: its next instant, and all that is due by one (epoch ms). */
export interface Appointed {
  next(after: number, until: number): Promise<number | undefined>;
  fire(until: number): Promise<void>;
}

/** Work that two people approved and that was cut off; libs/engine implements it. */
export interface Unfinished {
  resume(now: number): Promise<unknown>;
}

export interface SweeperContext {
  pool: Pool;
  engine: TimerEngine;
  alerts: Alerts;
  clock: Clock;
  settings: CalendarWatch;
  expiry?: Housekeeping;
  unfinished?: Unfinished;
  digests?: Pick<Digests, 'make'>;
  appointed?: Appointed;
}

/** A sweep's length, for the log. */
export interface Swept {
  steps: number;
  rungs: number;
  failed: number;
}

/**
 * The authority over time: finds whatever is due and fires it in order of its due time, timers before rungs of the same
 * instant. The queue only wakes it. Any number of sweepers may run: each row is fired once at the database.
 */
export class Sweeper {
  private running: Promise<Swept> | undefined;
  private again: Promise<Swept> | undefined;
  private moved: Promise<unknown> = Promise.resolve();
  private daily: string | undefined;
  private digested: string | undefined;
  private isHalted = false;

  constructor(private readonly context: SweeperContext) {}

  /**
   * Fires everything due at `now` (epoch ms). What was missed fires in order, its `due_at` its own and its `fired_at` now.
   * One sweep at a time: a call during a sweep waits for one more after it, shared by all such calls.
   */
  sweep(now?: number): Promise<Swept> {
    if (!this.running) {
      this.running = this.pass(now ?? this.context.clock.now()).finally(() => {
        this.running = undefined;
      });
      return this.running;
    }
    this.again ??= this.running.then(
      () => this.restart(),
      () => this.restart(),
    );
    return this.again;
  }

  /** Ends the sweep under way after the step at hand: what is left is found by the next one, here or elsewhere. */
  halt(): void {
    this.isHalted = true;
  }

  /**
   * Moves the clock by hand to `target` (epoch ms), firing everything due on the way at its own instant, in order. Moves
   * follow one another.
   */
  advanceTo(target: number, clock: ManualClock): Promise<Swept> {
    const move = this.moved.then(() => this.move(target, clock));
    this.moved = move.catch(() => undefined);
    return move;
  }

  private async move(target: number, clock: ManualClock): Promise<Swept> {
    await this.running?.catch(() => undefined);
    this.isHalted = false;
    // refuses a clock moved back before anything fires
    if (target < clock.now()) await clock.set(target);
    this.running = this.walk(target, async (instant) => clock.set(instant)).finally(() => {
      this.running = undefined;
    });
    const swept = await this.running;
    await clock.set(target);
    await this.finish(target);
    await this.context.alerts.sendOut(target);
    return swept;
  }

  private restart(): Promise<Swept> {
    this.again = undefined;
    return this.sweep();
  }

  private async pass(now: number): Promise<Swept> {
    this.isHalted = false;
    const swept = await this.walk(now);
    if (this.isHalted) return swept;
    await this.finish(now);
    // receivers outside may be slow: what is due never waits for them, and what fails is kept in its row
    this.context.alerts.sendOut(now).catch(() => undefined);
    return swept;
  }

  private async finish(now: number): Promise<void> {
    const steps = [
      () => this.reportStuck(now),
      () => this.onceADay(now),
      () => this.digest(now),
      () => this.context.alerts.deliver(now),
      () => this.context.unfinished?.resume(now),
      () => this.clear(now),
    ];
    for (const step of steps) {
      // a process that ends leaves the rest to another one
      if (this.isHalted) return;
      await step();
    }
  }

  /** From 07:30 on, once a day. */
  private async digest(now: number): Promise<void> {
    const day = dateOf(now);
    if (this.digested === day || now < startOf(day) + digestMinute * 60_000) return;
    await this.context.digests?.make(now);
    this.digested = day;
  }

  /** What cannot be cleared holds up nothing that is due: it is told to the administrators. */
  private async clear(now: number): Promise<void> {
    const { alerts, expiry } = this.context;
    try {
      await expiry?.clear();
    } catch (error) {
      if (isOutage(error)) throw error;
      await alerts.troubles.report('expiry', 'rows', (error as Error).message, now);
    }
  }

  /** Goes from due instant to due instant. With `arrive` the clock goes along, and `fired_at` is the instant itself. */
  private async walk(until: number, arrive?: (instant: number) => Promise<void>): Promise<Swept> {
    const { alerts, clock, appointed } = this.context;
    const swept: Swept = { steps: 0, rungs: 0, failed: 0 };
    let timersDone = -Infinity;
    let rungsDone = -Infinity;
    let appointedDone = -Infinity;
    for (;;) {
      if (this.isHalted && !arrive) return swept;
      const { timer, rung } = await this.next(until, arrive ? clock.now() : until, timersDone, rungsDone);
      const other = await appointed?.next(appointedDone, until);
      if (timer === undefined && rung === undefined && other === undefined) return swept;
      swept.steps += 1;
      if (other !== undefined && other <= Math.min(timer ?? Infinity, rung ?? Infinity)) {
        await arrive?.(Math.max(other, clock.now()));
        await appointed!.fire(other);
        appointedDone = other;
        // what it opened may have timers and rungs from before
        timersDone = -Infinity;
        rungsDone = -Infinity;
      } else if (timer !== undefined && (rung === undefined || timer <= rung)) {
        await arrive?.(Math.max(timer, clock.now()));
        await this.fire(timer);
        timersDone = timer;
        // what the timer opened may have rungs from before
        rungsDone = -Infinity;
      } else {
        // no rung changes a timer: all rungs before the next timer in one go, unless the clock goes along
        const end = arrive ? rung! : timer === undefined ? until : timer - 1;
        await arrive?.(Math.max(end, clock.now()));
        const climbed = await alerts.climb(end, arrive ? clock.now() : until, () => this.isHalted && !arrive);
        swept.rungs += climbed.fired;
        swept.failed += climbed.failed;
        if (climbed.busy) rungsDone = end;
      }
      if (!arrive) continue;
      await alerts.deliver(clock.now());
      await alerts.sendOut(clock.now());
    }
  }

  /** Fires the timers of one instant; the engine takes them in bounded batches. */
  private async fire(instant: number): Promise<void> {
    while ((await this.context.engine.fireDue(instant)) > 0 && !this.isHalted);
  }

  /** The earliest armed timer and the earliest rung (or opening of a window) still to fire until the instant, after those already tried. */
  private async next(
    until: number,
    now: number,
    timersDone: number,
    rungsDone: number,
  ): Promise<{ timer?: number; rung?: number }> {
    const { rows } = await this.context.pool.query<{ timer: Date | null; rung: Date | null }>(
      `select (select min(due_at) from homeward.timers where status = 'armed' and due_at <= $1 and due_at > $2) as timer,
        least((select min(next_rung_at) from homeward.tasks t where closed_at is null and next_rung_at <= $1 and next_rung_at > $3
          and not exists (select from homeward.troubles x where x.kind = 'rung' and x.record = t.id::text and x.retry_at > $4)),
          (select min(opening_at) from homeward.tasks t where closed_at is null and opening_at <= $1 and opening_at > $3
          and not exists (select from homeward.troubles x where x.kind = 'rung' and x.record = t.id::text and x.retry_at > $4))) as rung`,
      [new Date(until), at(timersDone), at(rungsDone), new Date(now)],
    );
    return { timer: rows[0]!.timer?.getTime(), rung: rows[0]!.rung?.getTime() };
  }

  /** Timers that stay armed although they are due: told to the administrators, tried again by the next sweep. */
  private async reportStuck(now: number): Promise<void> {
    const { pool, alerts } = this.context;
    const { rows } = await pool.query<{ record: string; reference: string }>(
      `with stuck as (
         select t.instance || '/' || t.timer || '/' || t.armed_version as record, i.reference, t.due_at from homeward.timers t
         join homeward.instances i on i.id = t.instance where t.status = 'armed' and t.due_at <= $1::timestamptz - interval '1 minute'),
       well as (delete from homeward.troubles where kind = 'timer' and not record in (select record from stuck))
       select record, reference from stuck
       where not exists (select from homeward.troubles x where x.kind = 'timer' and x.record = stuck.record and x.retry_at > $1)
       order by due_at limit 100`,
      [new Date(now)],
    );
    for (const { record, reference } of rows)
      await alerts.troubles.report('timer', record, `due and not fired (${reference})`, now);
  }

  /** After the day's first sweep (Phnom Penh): the anchor over all heads of the journal, and a look at the calendar's end. */
  private async onceADay(now: number): Promise<void> {
    const day = dateOf(now);
    if (this.daily === day) return;
    const { pool, settings, alerts } = this.context;
    await this.openYears(now);
    await pool.query('select homeward.make_anchor($1::date)', [day]);
    const { needed, version, text } = await settings.covered(now);
    if (needed) await alerts.raise({ kind: 'calendar.ends', to: ['mosvy'], text, occurrence: String(version) }, now);
    this.daily = day;
  }

  /** Next year's partitions are there before its first case, by the database's own calendar. Where they wait for a lock for too long, tomorrow is soon enough. */
  private async openYears(now: number): Promise<void> {
    const { pool, alerts } = this.context;
    try {
      await pool.query(
        `select homeward.open_years(extract(year from clock_timestamp() at time zone 'Asia/Phnom_Penh')::int + 1)`,
      );
    } catch (error) {
      const isHeld = (error as { code?: string }).code === '55P03';
      if (isOutage(error) && !isHeld) throw error;
      await alerts.troubles.report('years', 'next', (error as Error).message, now);
    }
  }
}

const at = (instant: number): Date | string => (Number.isFinite(instant) ? new Date(instant) : '-infinity');

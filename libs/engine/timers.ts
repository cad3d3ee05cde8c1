import { clockActor } from './actors';
import type { Builder } from './build';
import type { EngineParts } from './parts';
import type { ArmedTimer, Instance, Records } from './records';
import { asJournalled } from './rows';
import { isGuarded } from './step';

/** Sends due timers down the road of every event. */
export class Timers {
  constructor(
    private readonly parts: EngineParts,
    private readonly records: Records,
    private readonly builder: Builder,
  ) {}

  /**
   * Fires armed timers due up to an instant, in order, each at its own due time; what they arm before that instant fires too.
   * Returns how many fired. One instance's fault is reported to `onError` and does not stop the others.
   */
  async fireDue(
    until: number,
    page = 500,
    onError: (instance: string, error: unknown) => void = () => {},
  ): Promise<number> {
    let fired = 0;
    // page by page in due order, so that instances that fail again and again hide nobody behind them
    for (let after = { due_at: '-infinity', instance: '00000000-0000-0000-0000-000000000000' }; ;) {
      const { rows } = await this.parts.pool.query<{ instance: string; due_at: string }>({
        name: 'due',
        text: `select instance, due_at::text from (select distinct on (instance) instance, due_at from homeward.timers
                 where status = 'armed' and due_at <= to_timestamp($1 / 1000.0) order by instance, due_at) d
               where (due_at, instance) > ($2::timestamptz, $3::uuid) order by due_at, instance limit $4`,
        values: [until, after.due_at, after.instance, page],
      });
      for (const { instance } of rows) {
        try {
          fired += await this.fireTimersOf(instance, until);
        } catch (error) {
          onError(instance, error);
        }
      }
      if (rows.length < page) return fired;
      after = rows[rows.length - 1]!;
    }
  }

  /** Fires the one timer that is due first of all, if it is due by then; the clock by hand interleaves it with rungs. */
  async fireNext(until: number): Promise<{ at: number } | undefined> {
    const next = await this.nextDue();
    if (next === undefined || next.due > until) return undefined;
    this.records.forget(next.instance);
    const instance = (await this.records.read([next.instance]))[0]!;
    const timer = instance.timers[0];
    if (timer) await this.fire(instance, timer);
    return { at: next.due };
  }

  /** The earliest armed timer. */
  async nextDue(): Promise<{ instance: string; due: number } | undefined> {
    const { rows } = await this.parts.pool.query<{ instance: string; due: string }>(
      `select instance, extract(epoch from due_at) * 1000 as due from homeward.timers where status = 'armed' order by due_at, instance limit 1`,
    );
    return rows[0] && { instance: rows[0].instance, due: Number(rows[0].due) };
  }

  async fireTimersOf(id: string, until: number): Promise<number> {
    for (let fired = 0; ; fired += 1) {
      this.records.forget(id);
      const [instance] = await this.records.read([id]);
      const timer = instance?.timers[0];
      if (!instance || !timer || timer.due > until) return fired;
      await this.fire(instance, timer);
    }
  }

  /** Sends one due timer down the road of every event, with the actor `clock`, at its own due time. */
  private async fire(instance: Instance, timer: ArmedTimer): Promise<void> {
    const { workflow, snapshot } = instance;
    const stepper = this.builder.stepperOf(workflow);
    const at = timer.due;
    const guarded = isGuarded(snapshot, timer.timer);
    const { facts, checks } = guarded
      ? (
          await this.parts.facts.load([
            {
              names: ['children', 'institution'],
              subjects: instance.subjects,
              actor: clockActor,
              workflow: workflow.id,
              instance: instance.id,
              data: undefined,
              now: at,
            },
          ])
        )[0]!
      : { facts: {}, checks: [] };
    const given = asJournalled({
      type: timer.timer,
      data: null,
      actor: clockActor,
      now: at,
      facts,
      ...(await this.parts.settings.at(at)),
    });
    const step =
      instance.status === 'open'
        ? stepper.advance(snapshot, given)
        : { snapshot, taken: false, effects: [], armed: [], cancelled: [] };
    const built = await this.builder.build(workflow, instance, instance.id, instance.area, step, given, undefined, {
      kind: 'timer',
      fired: { timer: timer.timer, version: timer.armedVersion },
      consumed: step.taken ? undefined : true,
    });
    const outcome = await this.parts.door.write({ lines: built.lines, checks: [...checks, ...built.checks] });
    for (const { stream } of built.lines) this.records.forget(stream);
    if (!outcome.ok && 'error' in outcome && outcome.error.constraint !== 'timer_armed') {
      throw new Error(`timer ${timer.timer} of ${instance.id}: ${outcome.error.message}`);
    }
  }
}

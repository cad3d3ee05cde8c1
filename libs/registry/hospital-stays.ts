/** What the clock does for children in hospitals: a stay that is longer than a treatment becomes an incident, though nobody tells of it again. */
import type { Pool } from 'pg';
import { clockActor, registerLine, type Clock, type Door } from '../engine';
import { refusalOf } from './refusals';

/** What the stays need of their neighbours. */
export interface StaysContext {
  pool: Pool;
  door: Door;
  clock: Clock;
  /** one that fails is told, and never holds up the others */
  report(record: string, error: unknown, now: number): Promise<void>;
}

interface Stay {
  child: string;
  institution: string;
  since: Date;
  /** when the days of P-97 are over */
  due: Date;
}

/** The authority over stays in hospitals (N-06, P-97): what is due is found from the facts, however long nobody looked. */
export class HospitalStays {
  constructor(private readonly context: StaysContext) {}

  /** The first instant after `after` and not after `until` (epoch ms) at which a stay is too long. */
  async next(after: number, until: number): Promise<number | undefined> {
    const instants = (await this.due(until)).map(({ due }) => due.getTime()).filter((at) => at > after);
    return instants.length === 0 ? undefined : Math.min(...instants);
  }

  /** Opens the incident of every stay that is too long by an instant. */
  async fire(until: number): Promise<void> {
    for (const stay of await this.due(until)) {
      try {
        await this.ask(stay);
      } catch (error) {
        await this.context.report(stay.child, error, this.context.clock.now());
      }
    }
  }

  private async due(until: number): Promise<Stay[]> {
    const { rows } = await this.context.pool.query<Stay>(
      'select child, institution, since, due from homeward.hospital_stays($1) where due <= $1 order by due, child',
      [new Date(until)],
    );
    return rows;
  }

  private async ask({ child, institution, since }: Stay): Promise<void> {
    const { door, clock } = this.context;
    const line = registerLine({
      stream: child,
      event: 'hospital.stayTooLong',
      actor: clockActor,
      at: clock.now(),
      data: { child, institution, since: since.toISOString() },
      ops: [{ op: 'hospital.stay', data: { child, institution } }],
    });
    const outcome = await door.write({ lines: [line], checks: [] });
    if ('error' in outcome) throw refusalOf(outcome.error);
  }
}

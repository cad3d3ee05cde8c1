import type { Pool } from 'pg';
import type { Clock } from './ports';
import { Problem } from './problem';

/** The time of day, for real use. */
export class RealClock implements Clock {
  now(): number {
    return Date.now();
  }
}

/** The clock by hand, kept in the database: starts on 2016-01-01 in Phnom Penh and only moves forward. */
export class ManualClock implements Clock {
  private constructor(
    private readonly pool: Pool,
    private instant: number,
  ) {}

  /** Reads the clock where it was left. */
  static async load(pool: Pool): Promise<ManualClock> {
    const { rows } = await pool.query<{ now: Date }>('select now from homeward.manual_clock');
    if (!rows[0]) throw new Error('the table manual_clock is empty');
    return new ManualClock(pool, rows[0].now.getTime());
  }

  now(): number {
    return this.instant;
  }

  /** Sets the clock (epoch ms) without firing anything. Throws Problem `clock_backwards`. */
  async set(instant: number): Promise<void> {
    const { rowCount } = await this.pool.query('update homeward.manual_clock set now = $1 where now <= $1', [
      new Date(instant),
    ]);
    if (rowCount === 0) throw new Problem('clock_backwards');
    this.instant = instant;
  }
}

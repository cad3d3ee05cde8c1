import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { isoOf, Problem, type Clock } from '../engine';

type Kind = 'login' | 'source' | 'code';

/** Failures that are free before the lock, per login, per source address (offices share one), per signature. */
export const freeAttempts: Record<Kind, number> = { login: 5, source: 50, code: 5 };
/** The first lock, which doubles with each further failure, and the longest (ms). */
export const firstLock = 30_000;
export const longestLock = 3_600_000;
/** Failures are forgotten after a quiet day (ms). */
export const attemptMemory = 86_400_000;

const digest = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Lock-out with exponential back-off, in real time. An attempt is charged before it is looked at, so that none run beside each other for free. */
export class Attempts {
  constructor(
    private readonly pool: Pool,
    private readonly realClock: Clock,
  ) {}

  /** Charges one attempt; throws `locked_out` while the lock holds. A lock never grows by attempts made under it. */
  async charge(kind: Kind, key: string): Promise<void> {
    const now = this.realClock.now();
    const { rows } = await this.pool.query<{ failed: number }>(
      `insert into homeward.attempts as a (kind, key, failed, last_at) values ($1, $2, 1, $3)
       on conflict (kind, key) do update set
         failed = case when a.last_at < $4 then 1 else a.failed + 1 end,
         last_at = $3,
         locked_until = case when a.last_at < $4 or a.failed + 1 <= $5 then null
           else $3::timestamptz + least($6::float8 * power(2, least(a.failed - $5, 30)), $7::float8) * interval '1 millisecond' end
       where a.locked_until is null or a.locked_until <= $3
       returning failed`,
      [kind, digest(key), isoOf(now), isoOf(now - attemptMemory), freeAttempts[kind], firstLock, longestLock],
    );
    if (rows.length > 0) return;
    await this.check(kind, key);
    throw new Problem('locked_out', { retryAfter: 1 });
  }

  /** Throws `locked_out` with the seconds to wait while the lock holds. */
  async check(kind: Kind, key: string): Promise<void> {
    const now = this.realClock.now();
    const { rows } = await this.pool.query<{ locked_until: Date | null }>(
      'select locked_until from homeward.attempts where kind = $1 and key = $2',
      [kind, digest(key)],
    );
    const wait = (rows[0]?.locked_until?.getTime() ?? 0) - now;
    if (wait > 0) throw new Problem('locked_out', { retryAfter: Math.ceil(wait / 1000) });
  }

  /** Forgets the failures after a success. */
  async clear(kind: Kind, key: string): Promise<void> {
    await this.pool.query('delete from homeward.attempts where kind = $1 and key = $2', [kind, digest(key)]);
  }
}

import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { referenceText } from './texts';

/** Back-off of repeated attempts in milliseconds: one minute, doubled each time, at most an hour. */
export const backOff = (attempts: number): number =>
  Math.min(60_000 * 2 ** Math.min(Math.max(attempts - 1, 0), 10), 3_600_000);

/** A factor from 0.75 to 1.25 that spreads repeated attempts of many messages; the same for the same attempt. */
export const spread = (attempt: string): number =>
  0.75 + createHash('sha256').update(attempt).digest().readUInt32BE(0) / 2 ** 33;

/** Whether an error means that the database could not be asked at all, or keeps what is asked for locked: the whole pass must wait. */
export function isOutage(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return (
    /^(08|57P|53|55P03)/.test(code) ||
    /^E[A-Z]+$/.test(code) ||
    /terminat|Connection|timeout/i.test((error as Error).message ?? '')
  );
}

/** What one alert to roles says when it belongs to no machine. */
export interface Raise {
  kind: string;
  to: string[];
  en: string;
  km: string;
  occurrence?: string;
  area?: string;
  instance?: string;
}

/** Records that could not be handled: kept, retried with back-off, and told to the administrators once per outage of each. */
export class Troubles {
  constructor(private readonly pool: Pool) {}

  /** Notes a failure of a record at `now` (epoch ms); the first one raises an alert to the administrators. */
  async report(kind: string, record: string, error: string, now: number): Promise<void> {
    const { rows } = await this.pool.query<{ attempts: number; since: Date }>(
      `insert into homeward.troubles as x (kind, record, error, attempts, since, retry_at) values ($1, $2, $3, 1, $4, $5)
       on conflict (kind, record) do update set error = excluded.error, attempts = x.attempts + 1,
         retry_at = $4::timestamptz + make_interval(secs => least(60 * power(2, least(x.attempts, 10)), 3600))
       returning attempts, since`,
      [kind, record, error.slice(0, 500), new Date(now), new Date(now + backOff(1))],
    );
    const { since } = rows[0]!;
    const text = referenceText('trouble', `${kind} ${record}`);
    await this.raise(
      { kind: `trouble.${kind}`, to: ['administrator'], occurrence: `${record}@${since.toISOString()}`, ...text },
      now,
    );
  }

  /** The record works again. */
  async clear(kind: string, records: string[]): Promise<void> {
    await this.pool.query('delete from homeward.troubles where kind = $1 and record = any($2)', [kind, records]);
  }

  /** Raises an alert once per kind and occurrence; the next sweep finds its recipients. */
  async raise(alert: Raise, now: number): Promise<string | null> {
    const { rows } = await this.pool.query<{ id: string | null }>('select homeward.raise_alert($1::jsonb) as id', [
      JSON.stringify({ ...alert, at: new Date(now).toISOString() }),
    ]);
    return rows[0]!.id;
  }
}

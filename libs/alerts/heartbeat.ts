import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

/** Without a beat for this long (seconds) nobody is taken to be at work. */
export const silence = 60;

/** The sign of life of one worker process, kept in the database for the processes that only serve requests. */
export class Heartbeat {
  private readonly process = randomUUID();

  constructor(
    private readonly pool: Pool,
    private readonly kind = 'worker',
  ) {}

  /** Says that the process has done its round; forgets processes that were silent for a day. `queued`: jobs seen in the queue. */
  async beat(queued?: number): Promise<void> {
    await this.pool.query(
      `with gone as (delete from homeward.heartbeats where at < clock_timestamp() - interval '1 day' and process <> $1)
       insert into homeward.heartbeats (process, kind, at, queued) values ($1, $2, clock_timestamp(), $3)
       on conflict (process) do update set at = excluded.at, queued = excluded.queued`,
      [this.process, this.kind, queued ?? null],
    );
  }

  /** Says that the process ends. */
  async stop(): Promise<void> {
    await this.pool.query('delete from homeward.heartbeats where process = $1', [this.process]);
  }
}

/** Why no process of a kind is at work, or undefined when one is; each beat counts for a minute. */
export async function silenceOf(pool: Pool, kind = 'worker'): Promise<string | undefined> {
  const { rows } = await pool.query<{ seconds: number | null }>(
    'select extract(epoch from clock_timestamp() - max(at))::float as seconds from homeward.heartbeats where kind = $1',
    [kind],
  );
  const { seconds } = rows[0]!;
  if (seconds === null) return `no ${kind} runs`;
  return seconds > silence ? `no sign of life of a ${kind} for ${Math.round(seconds)} s` : undefined;
}

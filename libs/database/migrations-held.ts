/** A migration beside processes that work: it waits for a lock for a moment only, gives way, and comes again. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { QueryRunner } from 'typeorm';
import { Refusal } from './refusal';

/** How long a migration is patient (ms). */
export interface Patience {
  /**
   * with one lock: whoever comes after it in the queue waits as long. It is shorter than what the application's connections
   * wait (see `poolOf`), so that a migration that waits costs nobody an answer.
   */
  lock: number;
  /** between its tries */
  pauses: readonly number[];
}

export const patience: Patience = { lock: 2_000, pauses: [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000] };

/** A try that gave way. */
export class GaveWay extends Error {
  constructor(
    readonly migration: string,
    readonly holders: string,
  ) {
    super(`${migration} waits for ${holders}`);
  }
}

/** Which table a connection waits for, and who holds it; what others do with it is the superuser's to see. */
const heldBy = `
  select distinct format('process %s (%s%s)', b.pid, a.usename, coalesce(', ' || nullif(a.application_name, ''), '')) ||
    coalesce(' on ' || (select string_agg(distinct l.relation::regclass::text, ', ') from pg_locks l where l.pid = $1 and not l.granted and l.relation is not null), '') as holder
  from unnest(pg_blocking_pids($1)) b (pid) join pg_stat_activity a on a.pid = b.pid order by 1`;

/** Runs the SQL of a migration within its transaction; `other` is another connection, which can be asked meanwhile. */
export async function giveWay(
  runner: QueryRunner,
  { name, sql }: { name: string; sql: string },
  other: Client,
  lock: number,
): Promise<void> {
  await runner.query(`set local lock_timeout = ${lock}`);
  const [{ pid }] = (await runner.query('select pg_backend_pid() as pid')) as [{ pid: number }];
  let holders: string[] = [];
  const look = setInterval(
    () =>
      void other.query<{ holder: string }>(heldBy, [pid]).then(
        ({ rows }) => void (holders = rows.length > 0 ? rows.map(({ holder }) => holder) : holders),
        () => undefined,
      ),
    lock / 4,
  );
  try {
    await runner.query(sql);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== '55P03' && code !== '40P01') throw error;
    throw new GaveWay(name, holders.join('; ') || 'another process');
  } finally {
    clearInterval(look);
  }
}

/** Tries until no migration has to give way any more; refuses, with the names of who stands in the way, after the last try. */
export async function untilThrough(run: () => Promise<void>, pauses: readonly number[]): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof GaveWay)) throw error;
      const { migration, holders } = error;
      const wait = pauses[tries - 1];
      if (wait === undefined) throw new Refusal('migration_held', { migration, holders, tries: String(tries) });
      await pause(wait);
    }
  }
}

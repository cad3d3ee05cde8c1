/** What a piece of work costs for each of its events. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { spreadOf, type Spread } from './figures';
import { cpuOf } from './machine';

/** Per event; what the machine does not tell is undefined. */
export interface Cost {
  /** bytes of the write-ahead log, and by which the tables and indexes grew */
  wal: number;
  disk: number;
  /** microseconds of CPU of this process and of PostgreSQL */
  cpu: number;
  databaseCpu?: number;
  /** questions to the database */
  trips: number;
}

/** The costs of several rounds. */
export type CostFigures = Record<'wal' | 'disk' | 'cpu' | 'trips', Spread> & { databaseCpu?: Spread };

export function figuresOfCosts(costs: readonly Cost[]): CostFigures {
  const told = costs.flatMap(({ databaseCpu }) => databaseCpu ?? []);
  return {
    wal: spreadOf(costs.map(({ wal }) => wal)),
    disk: spreadOf(costs.map(({ disk }) => disk)),
    cpu: spreadOf(costs.map(({ cpu }) => cpu)),
    databaseCpu: told.length > 0 ? spreadOf(told) : undefined,
    trips: spreadOf(costs.map(({ trips }) => trips)),
  };
}

/** The process that started PostgreSQL in a data folder; undefined where the folder is not readable. */
function postmasterOf(folder: string | undefined): number | undefined {
  try {
    return folder === undefined
      ? undefined
      : Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

/** Does work and tells what each of its events cost; `folder` is where PostgreSQL keeps its data. */
export async function costOf<T extends { events: number }>(
  owner: Pool,
  app: Pool,
  folder: string | undefined,
  work: () => Promise<T>,
): Promise<{ done: T; cost: Cost }> {
  const postmaster = postmasterOf(folder);
  const now = async () => {
    const { rows } = await owner.query<{ wal: string; disk: string }>(
      `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') as wal, pg_database_size(current_database()) as disk`,
    );
    const { user, system } = process.cpuUsage();
    return {
      wal: Number(rows[0]!.wal),
      disk: Number(rows[0]!.disk),
      cpu: user + system,
      database: postmaster === undefined ? undefined : cpuOf(postmaster),
    };
  };
  const counted = countTrips(app);
  const before = await now();
  const done = await work();
  const after = await now();
  const trips = counted();
  const each = (from: number, to: number): number => (to - from) / done.events;
  const cost: Cost = {
    wal: each(before.wal, after.wal),
    disk: each(before.disk, after.disk),
    cpu: each(before.cpu, after.cpu),
    databaseCpu:
      before.database === undefined || after.database === undefined ? undefined : each(before.database, after.database),
    trips: each(0, trips),
  };
  return { done, cost };
}

/** Counts what is asked of a pool until it is told to stop. */
export function countTrips(pool: Pool): () => number {
  let trips = 0;
  const own = pool.query;
  pool.query = function (this: Pool, ...args: unknown[]) {
    trips += 1;
    return (own as (...a: unknown[]) => unknown).apply(this, args);
  } as typeof own;
  return () => {
    pool.query = own;
    return trips;
  };
}

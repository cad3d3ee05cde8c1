/** A closed loop of so many acts in flight, and what it cost. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { quantile, spreadOf, type Spread } from './figures';

/** One subject's run at one concurrency. */
export interface Run {
  events: number;
  /** acknowledged events per second */
  perSecond: number;
  /** milliseconds until the answer */
  p50: number;
  p99: number;
}

/** A subject's rounds at one concurrency. */
export interface SubjectFigures {
  perSecond: Spread;
  p50: Spread;
  p99: Spread;
}

export const figuresOfRuns = (runs: readonly Run[]): SubjectFigures => ({
  perSecond: spreadOf(runs.map((run) => run.perSecond)),
  p50: spreadOf(runs.map((run) => run.p50)),
  p99: spreadOf(runs.map((run) => run.p99)),
});

/**
 * Takes each case on by all of its steps with `inFlight` at once. The first step of every case comes before the second of
 * any, so that all are parked between.
 */
export async function runChain(
  steps: number,
  cases: number,
  inFlight: number,
  act: (step: number, no: number) => Promise<unknown>,
): Promise<Run> {
  const latencies: number[] = [];
  const started = performance.now();
  let next = 0;
  const open = new Map<number, Promise<unknown>>();
  const work = async (): Promise<void> => {
    for (let job = next++; job < steps * cases; job = next++) {
      const no = job % cases;
      // the one before is of the last round: with few cases it may be on its way still, or not yet begun
      const before = open.get(no);
      let from = 0;
      const done = (async () => {
        await before;
        from = performance.now();
        await act(Math.floor(job / cases), no);
      })();
      open.set(no, done);
      await done;
      latencies.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
  const seconds = (performance.now() - started) / 1_000;
  latencies.sort((a, b) => a - b);
  return {
    events: latencies.length,
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}

/** Microseconds of CPU so far of PostgreSQL's processes of this cluster; undefined where the machine does not tell. */
function databaseCpu(postmaster: number): number | undefined {
  try {
    let ticks = 0;
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const stat = statOf(Number(pid));
      if (stat && (stat.pid === postmaster || stat.parent === postmaster)) ticks += stat.ticks;
    }
    return ticks * 10_000;
  } catch {
    return undefined;
  }
}

function statOf(pid: number): { pid: number; parent: number; ticks: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^\d+ \(.*\) /, '')
      .split(' ');
    return { pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined;
  }
}

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

/** What a piece of work costs for each of its events; `folder` is where PostgreSQL keeps its data. */
export async function costOf(
  owner: Pool,
  app: Pool,
  folder: string | undefined,
  work: () => Promise<number>,
): Promise<Cost> {
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
      database: postmaster === undefined ? undefined : databaseCpu(postmaster),
    };
  };
  const counted = countTrips(app);
  const before = await now();
  const events = await work();
  const after = await now();
  const trips = counted();
  return {
    wal: (after.wal - before.wal) / events,
    disk: (after.disk - before.disk) / events,
    cpu: (after.cpu - before.cpu) / events,
    databaseCpu:
      before.database === undefined || after.database === undefined
        ? undefined
        : (after.database - before.database) / events,
    trips: trips / events,
  };
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

import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq';
import Redis from 'ioredis';
import { Client, Pool } from 'pg';
import type { Log } from './channels';

/** Name of the one queue; its jobs are wake-up calls and hold no work. */
export const queueName = 'homeward-due';
const schema = 'bullmq';
/** How far ahead due rows get a job, in milliseconds. */
const horizon = 3_600_000;
const chunk = 500;
/** Longest wait for the queue, in milliseconds: it must never hold anything up. */
const patience = 5_000;

/**
 * Creates or updates the queue's own tables, as the owner; the application works in them and owns none. BullMQ adds jobs in
 * bulk through temporary tables (the functions of the write door look there last), and takes job ids from a sequence per
 * queue, which is made here so that the application need not create anything. Safe to repeat.
 */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await runMigrations(client, schema);
    await client.query(`set search_path to ${schema}`);
    await client.query('select next_job_id($1)', [queueName]);
    await client.query(`grant usage on schema ${schema} to homeward_app`);
    await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to homeward_app`);
    await client.query(`grant usage, select on all sequences in schema ${schema} to homeward_app`);
    const { rows } = await client.query<{ name: string }>('select current_database() as name');
    await client.query(`grant temporary on database ${client.escapeIdentifier(rows[0]!.name)} to homeward_app`);
  } finally {
    await client.end();
  }
}

export interface QueueOptions {
  /** address of the application's login; the queue lies in the same database */
  appUrl: string;
  /** the queue is on this Redis instead */
  redisUrl?: string;
  log?: Log;
}

/** What a job says: the row it wakes up for. */
type Due =
  | { kind: 'timer'; instance: string; timer: string; version: number }
  | { kind: 'rung' | 'opening'; task: string; rung: number };

interface DueRow {
  id: string;
  due: Due;
  at: number;
}

export interface QueueHealth {
  backend: 'postgresql' | 'redis';
  reachable: boolean;
  /** why not */
  problem?: string;
}

/** What the queue and the rows do not agree on. A job whose row has been done or cancelled is neither: it will wake nobody up. */
export interface QueueDifference {
  /** rows due within the hour without a job; the sweeper finds them */
  missing: string[];
  /** jobs for a row that never was */
  orphans: string[];
  /** why the queue could not be compared */
  problem?: string;
}

/** One open connection to the queue. */
interface Opened {
  queue: Queue;
  worker?: Worker;
  redis: Redis[];
  pool?: Pool;
}

// Job ids hold the row's version and instant: BullMQ ignores an id it has seen. A colon is not allowed in them.
const dueRows = `
  select 'timer.' || instance || '.' || armed_version || '.' || replace(timer, ':', '_') || '.' || extract(epoch from due_at)::bigint as id, due_at,
    jsonb_build_object('kind', 'timer', 'instance', instance, 'timer', timer, 'version', armed_version) as due
  from homeward.timers where status = 'armed' and due_at > $1 and due_at <= $2
  union all
  select 'rung.' || id || '.' || next_rung || '.' || extract(epoch from next_rung_at)::bigint, next_rung_at,
    jsonb_build_object('kind', 'rung', 'task', id, 'rung', next_rung)
  from homeward.tasks where closed_at is null and next_rung_at > $1 and next_rung_at <= $2
  union all
  select replace(key, ':', '.') || '.' || instance || '.opens.' || extract(epoch from opening_at)::bigint, opening_at,
    jsonb_build_object('kind', 'opening', 'task', id, 'rung', -1)
  from homeward.tasks where closed_at is null and opening_at > $1 and opening_at <= $2
  order by 2 limit 20000`;

/**
 * The wake-up calls of the sweeper on BullMQ. It may be lost, emptied or unreachable at any moment: nothing depends on it.
 * At the first error everything is closed, and opened again with the next round of `fill`: a BullMQ worker whose database
 * is gone tries again without a pause and would starve the process (seen with 6.7 on PostgreSQL).
 */
export class DueQueue {
  readonly backend: QueueHealth['backend'];
  private opened: Promise<Opened> | undefined;
  private wake: (() => void) | undefined;
  private readonly added = new Map<string, number>();
  private problem: string | undefined;
  private closed = false;

  constructor(private readonly options: QueueOptions) {
    this.backend = options.redisUrl ? 'redis' : 'postgresql';
  }

  /** Calls `wake` whenever a job is due; takes effect with the next `fill`. */
  listen(wake: () => void): void {
    this.wake = wake;
  }

  /**
   * Adds jobs, in bulk, for the rows due within an hour of `now` (epoch ms, the real clock) that have none yet; `again` for
   * all of them. Answers how many; never throws for the queue.
   */
  async fill(pool: Pool, now: number, again = false): Promise<number> {
    if (again) this.added.clear();
    for (const [id, at] of this.added) if (at < now) this.added.delete(id);
    const fresh = (await readDue(pool, now, now + horizon)).filter((row) => !this.added.has(row.id));
    const done = await this.ask(async ({ queue }) => {
      for (let i = 0; i < fresh.length; i += chunk) {
        const part = fresh.slice(i, i + chunk);
        await queue.addBulk(part.map((row) => jobOf(row, now)));
        for (const row of part) this.added.set(row.id, row.at);
      }
      return fresh.length;
    }).catch(() => 0);
    return done;
  }

  /** Compares the jobs with the rows due within an hour of `now` (epoch ms). */
  async compare(pool: Pool, now: number): Promise<QueueDifference> {
    try {
      const jobs = await this.ask(({ queue }) =>
        queue.getJobs(['delayed', 'waiting', 'active', 'prioritized', 'failed'], 0, -1),
      );
      const ids = new Set(jobs.map((job) => job.id));
      // what is due this minute may be on its way
      const rows = await readDue(pool, now + 60_000, now + horizon);
      const missing = rows.filter((row) => !ids.has(row.id)).map((row) => row.id);
      const known = await this.known(
        pool,
        jobs.map((job) => job.data as Due),
      );
      return { missing, orphans: jobs.filter((_, i) => !known[i]).map((job) => job.id ?? '') };
    } catch (error) {
      return { missing: [], orphans: [], problem: (error as Error).message };
    }
  }

  async health(): Promise<QueueHealth> {
    try {
      await this.ask(({ queue }) => queue.getDelayedCount());
      return { backend: this.backend, reachable: true };
    } catch (error) {
      return { backend: this.backend, reachable: false, problem: (error as Error).message };
    }
  }

  /** How many jobs wait in the queue; undefined when it does not answer. */
  depth(): Promise<number | undefined> {
    return this.ask(async ({ queue }) => {
      const { delayed = 0, waiting = 0, active = 0 } = await queue.getJobCounts('delayed', 'waiting', 'active');
      return delayed + waiting + active;
    }).catch(() => undefined);
  }

  /** Stops listening and lets the connections go. */
  async close(): Promise<void> {
    this.closed = true;
    const opened = await this.opened?.catch(() => undefined);
    this.opened = undefined;
    if (!opened) return;
    // a worker closed while it still connects would leave its connection behind
    await within(2_000, Promise.allSettled([opened.worker?.waitUntilReady()])).catch(() => undefined);
    await dispose(opened, false);
  }

  private async ask<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
    if (this.closed) throw new Error('the queue is closed');
    this.opened ??= this.connect();
    const { opened } = this;
    try {
      const result = await within(patience, opened.then(work));
      this.note(undefined);
      return result;
    } catch (error) {
      this.lose(opened, error as Error);
      throw error;
    }
  }

  /** Opens the queue, and the worker once the queue has answered. */
  private async connect(): Promise<Opened> {
    const opened: Opened = { redis: [], queue: undefined as unknown as Queue };
    const lost = (error: Error) => this.lose(this.opened, error);
    try {
      opened.queue = this.make(
        opened,
        1,
        (connection, factory) => new Queue(queueName, { connection, skipMetasUpdate: true }, factory),
      );
      opened.queue.on('error', lost);
      const refused = opened.redis.map(
        (connection) => new Promise<never>((_, reject) => connection.once('error', reject)),
      );
      await within(patience, Promise.race([opened.queue.getDelayedCount(), ...refused]));
      const { wake } = this;
      if (wake && !this.closed) {
        const settings = { concurrency: 32, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };
        opened.worker = this.make(
          opened,
          null,
          (connection, factory) => new Worker(queueName, async () => wake(), { connection, ...settings }, factory),
        );
        opened.worker.on('error', lost);
      }
      return opened;
    } catch (error) {
      void dispose(opened, true);
      throw error;
    }
  }

  // the two backends have different connection types; BullMQ checks what it is given
  private make<T>(opened: Opened, retries: number | null, create: (connection: any, factory: any) => T): T {
    const { redisUrl, appUrl } = this.options;
    if (!redisUrl) return create((opened.pool ??= poolOf(appUrl)), createPostgresBackend);
    const connection = new Redis(redisUrl, {
      maxRetriesPerRequest: retries,
      retryStrategy: (times) => Math.min(times * 200, 5_000),
    });
    connection.on('error', () => undefined);
    opened.redis.push(connection);
    return create(connection, undefined);
  }

  /** Closes what failed; the next call opens it anew. */
  private lose(failed: Promise<Opened> | undefined, error: Error): void {
    if (!this.closed) this.note(error);
    if (!failed || this.opened !== failed) return;
    this.opened = undefined;
    void failed.then((opened) => dispose(opened, true)).catch(() => undefined);
  }

  /** Logs when the queue goes and when it comes back, not each failure in between. */
  private note(error: Error | undefined): void {
    const problem = error && (error.message || error.name);
    if (problem && !this.problem) {
      this.options.log?.warn({ backend: this.backend, problem }, 'the queue is gone; the sweeper goes on without it');
      // what it held may be lost with it
      this.added.clear();
    }
    if (!problem && this.problem) this.options.log?.info({ backend: this.backend }, 'the queue is back');
    this.problem = problem;
  }

  private async known(pool: Pool, jobs: Due[]): Promise<boolean[]> {
    if (jobs.length === 0) return [];
    const { rows } = await pool.query<{ known: boolean }>(
      `select case j.due ->> 'kind'
         when 'timer' then exists (select from homeward.timers t where t.instance::text = j.due ->> 'instance' and t.timer = j.due ->> 'timer'
           and t.armed_version::text = j.due ->> 'version')
         else exists (select from homeward.tasks t where t.id::text = j.due ->> 'task') end as known
       from jsonb_array_elements($1::jsonb) with ordinality as j(due, n) order by n`,
      [JSON.stringify(jobs)],
    );
    return rows.map((row) => row.known);
  }
}

/**
 * A pool of the queue's own, whose clients never lack a listener for errors: a BullMQ that makes its connections itself
 * takes the listeners away before it closes them, and a PostgreSQL that ends in that moment ends the process (6.7).
 */
function poolOf(connectionString: string): Pool {
  const pool = new Pool({
    connectionString,
    options: `-c search_path=${schema}`,
    max: 5,
    application_name: 'homeward-queue',
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: patience,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

function within<T>(limit: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the queue does not answer')), limit);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Closes a connection, also one that does not answer. */
async function dispose({ queue, worker, redis, pool }: Opened, force: boolean): Promise<void> {
  if (force) for (const connection of redis) connection.disconnect();
  await within(2_000, Promise.allSettled([worker?.close(force), queue?.close()])).catch(() => undefined);
  for (const connection of redis) connection.disconnect();
  await within(2_000, pool?.end() ?? Promise.resolve()).catch(() => undefined);
}

async function readDue(pool: Pool, from: number, until: number): Promise<DueRow[]> {
  const { rows } = await pool.query<{ id: string; due_at: Date; due: Due }>(dueRows, [new Date(from), new Date(until)]);
  return rows.map(({ id, due_at, due }) => ({ id, due, at: due_at.getTime() }));
}

const jobOf = (row: DueRow, now: number) => ({
  name: 'due',
  data: row.due,
  opts: { jobId: row.id, delay: Math.max(0, row.at - now), attempts: 1, removeOnComplete: true, removeOnFail: true },
});

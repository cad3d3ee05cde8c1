/** `bench -- --lateness`: how late a delayed job starts while many others wait, on PostgreSQL and on Redis. */
import { createPostgresBackend, Queue, Worker } from 'bullmq';
import Redis from 'ioredis';
import { Pool } from 'pg';
import { queueName } from '../../../libs/alerts/queue';
import { figuresOf, type Figures } from './figures';
import { onGround } from './ground';

/** Jobs of one call, as the product adds them; jobs that fall due while it is measured, and over how many milliseconds. */
const chunk = 500;
const dueJobs = 500;
const span = 60_000;
/** Before the first one is due, in milliseconds. */
const lead = 5_000;

export interface Lateness extends Partial<Figures> {
  backend: 'postgresql' | 'redis';
  pending: number;
  /** seconds that adding the pending ones took */
  filled?: number;
  /** why it was not measured */
  missing?: string;
}

// the options of the jobs are those of libs/alerts/queue.ts
const jobOf = (id: string, at: number) => ({
  name: 'due',
  data: { kind: 'rung', task: id, rung: 0, at },
  opts: { jobId: id, delay: Math.max(0, at - Date.now()), attempts: 1, removeOnComplete: true, removeOnFail: true },
});

type Make = <T>(retries: number | null, create: (connection: any, factory: any) => T) => T;

async function measure(backend: Lateness['backend'], pending: number, make: Make): Promise<Lateness> {
  const prefix = backend === 'redis' ? { prefix: 'homeward-bench' } : {};
  const queue = make(
    1,
    (connection, factory) => new Queue(queueName, { connection, skipMetasUpdate: true, ...prefix }, factory),
  );
  queue.on('error', () => undefined);
  const late: number[] = [];
  const settings = { concurrency: 32, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };
  const run = async ({ data }: { data: { at: number } }): Promise<void> => void late.push(Date.now() - data.at);
  const worker = make(
    null,
    (connection, factory) => new Worker(queueName, run, { connection, ...settings, ...prefix }, factory),
  );
  worker.on('error', () => undefined);
  try {
    await worker.waitUntilReady();
    const started = Date.now();
    for (let i = 0; i < pending; i += chunk) {
      // over six hours, none of them before the measuring is over
      const at = (n: number): number => started + 3_600_000 + ((i + n) * 6 * 3_600_000) / pending;
      const part = Math.min(chunk, pending - i);
      await queue.addBulk(Array.from({ length: part }, (_, n) => jobOf(`rung.bench.${i + n}`, Math.round(at(n)))));
    }
    const filled = (Date.now() - started) / 1000;
    const first = Date.now() + lead;
    await queue.addBulk(
      Array.from({ length: dueJobs }, (_, n) => jobOf(`rung.due.${n}`, Math.round(first + (n * span) / dueJobs))),
    );
    const end = first + span + 30_000;
    while (late.length < dueJobs && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
    if (late.length < dueJobs) throw new Error(`${dueJobs - late.length} jobs did not run in time`);
    return { backend, pending: await queue.getDelayedCount(), filled, ...figuresOf(late) };
  } finally {
    await worker.close();
    await queue.obliterate({ force: true }).catch(() => undefined);
    await queue.close();
  }
}

async function onPostgres(pending: number): Promise<Lateness> {
  return onGround({ place: 'throwaway' }, async ({ database }) => {
    const pool = new Pool({ connectionString: database.appUrl, options: '-c search_path=bullmq', max: 5 });
    pool.on('error', () => undefined);
    pool.on('connect', (client) => void client.on('error', () => undefined));
    try {
      return await measure('postgresql', pending, (_retries, create) => create(pool, createPostgresBackend));
    } finally {
      await pool.end().catch(() => undefined);
    }
  });
}

async function onRedis(pending: number): Promise<Lateness> {
  const url = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';
  const probe = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  probe.on('error', () => undefined);
  const answers = await probe.connect().then(
    () => true,
    () => false,
  );
  probe.disconnect();
  if (!answers) return { backend: 'redis', pending, missing: 'no Redis' };
  const open: Redis[] = [];
  try {
    return await measure('redis', pending, (retries, create) => {
      const connection = new Redis(url, { maxRetriesPerRequest: retries });
      open.push(connection);
      return create(connection, undefined);
    });
  } finally {
    for (const connection of open) connection.disconnect();
  }
}

/** Every queue was measured; a Redis that nobody named may be absent. */
export const isSound = (found: readonly Pick<Lateness, 'missing'>[], redisUrl = process.env['REDIS_URL']): boolean =>
  redisUrl === undefined || found.every(({ missing }) => missing === undefined);

/** Measures both and prints one line each, or JSON; answers 1 where the Redis that was named does not answer. */
export async function benchLateness({ pending, json }: { pending: number; json: boolean }): Promise<number> {
  const found = [await onPostgres(pending), await onRedis(pending)];
  const sound = isSound(found);
  if (json) {
    process.stdout.write(`${JSON.stringify({ lateness: found, sound })}\n`);
    return sound ? 0 : 1;
  }
  for (const { backend, pending: waiting, filled, calls, p50, p99, missing } of found)
    process.stdout.write(
      missing
        ? `${backend.padEnd(12)} not measured: ${missing}\n`
        : `${backend.padEnd(12)} ${waiting} pending (added in ${filled!.toFixed(0)} s): ${calls} jobs late by p50 ${p50} ms, p99 ${p99} ms\n`,
    );
  return sound ? 0 : 1;
}

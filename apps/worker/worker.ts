import type { Pool } from 'pg';
import {
  DueQueue,
  Heartbeat,
  silence,
  type Alerts,
  type QueueDifference,
  type QueueHealth,
  type Sweeper,
} from '../../libs/alerts';
import type { Clock } from '../../libs/engine';
import type { Telemetry } from '../../libs/telemetry';

/** What the worker needs of the product. */
export interface WorkerContext {
  config: { clock: 'real' | 'manual'; redisUrl?: string };
  pool: Pool;
  clock: Clock;
  sweeper: Sweeper;
  /** its channels are closed with the worker */
  alerts?: Pick<Alerts, 'close'>;
  log: {
    info(fields: object, text: string): void;
    warn(fields: object, text: string): void;
    error(fields: object, text: string): void;
  };
  telemetry?: Pick<Telemetry, 'spans'>;
  /** set by the worker: why it cannot do its work, or undefined */
  worker?: () => Promise<string | undefined>;
}

export interface RunningWorker {
  /** the reason when the worker cannot do its work; an unreachable queue is none, the sweeper needs no queue */
  problem(): Promise<string | undefined>;
  /** why it has to be started again: its rounds do not end any more. Rounds that fail are none: the database is gone, and comes back */
  hung(): string | undefined;
  /** undefined with the clock by hand: there is no queue then */
  queueHealth(): Promise<QueueHealth | undefined>;
  close(): Promise<void>;
}

export interface WorkerPace {
  /** milliseconds of real time between two sweeps */
  sweep: number;
  /** milliseconds of real time between two rounds of adding jobs */
  fill: number;
}

/** Address of the application's login, as its pool has it. */
function addressOf(pool: Pool): string {
  const { connectionString } = pool.options;
  if (!connectionString) throw new Error('the pool of the application has no address');
  return connectionString;
}

/**
 * Starts the worker: a sweep at once, then every few seconds, and whenever a job of the queue is due. With the clock by
 * hand it does nothing: setting the clock sweeps.
 */
export async function startWorker(
  context: WorkerContext,
  pace: WorkerPace = { sweep: 5_000, fill: 60_000 },
): Promise<RunningWorker> {
  if (context.config.clock === 'manual') {
    const none = async () => undefined;
    context.worker = none;
    return { problem: none, hung: () => undefined, queueHealth: none, close: none };
  }
  const worker = new SweepingWorker(context, pace);
  const spans = context.telemetry?.spans;
  if (spans) (await import('../observed')).observeQueue(spans, worker.queue);
  context.worker = () => worker.problem();
  worker.start();
  return worker;
}

/** Seconds: what was due in a long silence is done within a few minutes. */
const longestRound = 600;

/** The worker on the real clock. */
class SweepingWorker implements RunningWorker {
  readonly queue: DueQueue;
  private readonly heartbeat: Heartbeat;
  private sweepTimer: NodeJS.Timeout | undefined;
  private fillTimer: NodeJS.Timeout | undefined;
  private current: Promise<void> = Promise.resolve();
  private filling: Promise<unknown> = Promise.resolve();
  private lastSweep = Date.now();
  private lastRound = Date.now();
  private failure: string | undefined;
  private closed = false;
  private rounds = 0;
  private queued: number | undefined;

  constructor(
    private readonly context: WorkerContext,
    private readonly pace: WorkerPace,
  ) {
    this.queue = new DueQueue({ appUrl: addressOf(context.pool), redisUrl: context.config.redisUrl, log: context.log });
    this.heartbeat = new Heartbeat(context.pool);
  }

  start(): void {
    this.queue.listen(() => this.sweepNow());
    this.sweepNow();
    this.fillNow();
  }

  async problem(): Promise<string | undefined> {
    if (this.closed) return 'the worker is stopped';
    if (Date.now() - this.lastSweep > silence * 1_000)
      return `no sweep for ${Math.round((Date.now() - this.lastSweep) / 1000)} s: ${this.failure ?? 'still running'}`;
    return undefined;
  }

  hung(): string | undefined {
    const seconds = Math.round((Date.now() - this.lastRound) / 1000);
    return seconds > longestRound ? `no round has ended for ${seconds} s` : undefined;
  }

  queueHealth(): Promise<QueueHealth> {
    return this.queue.health();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.sweepTimer);
    clearTimeout(this.fillTimer);
    // a sweep after a long silence may take longer than the end of a process
    this.context.sweeper.halt();
    await Promise.allSettled([this.queue.close(), this.current, this.filling]);
    await this.context.alerts?.close();
    await this.heartbeat.stop().catch(() => undefined);
  }

  private sweepNow(): void {
    if (this.closed) return;
    clearTimeout(this.sweepTimer);
    this.current = this.sweep().finally(() => {
      clearTimeout(this.sweepTimer);
      if (!this.closed) this.sweepTimer = setTimeout(() => this.sweepNow(), this.pace.sweep);
    });
  }

  private async sweep(): Promise<void> {
    try {
      const swept = await this.context.sweeper.sweep();
      await this.heartbeat.beat(this.queued);
      this.lastSweep = Date.now();
      this.failure = undefined;
      if (swept.steps > 0) this.context.log.info({ ...swept }, 'swept');
    } catch (error) {
      // the database is gone, most likely: the next sweep finds what this one did not
      const { message } = error as Error;
      if (this.failure !== message) this.context.log.error({ problem: message }, 'the sweep failed and is tried again');
      this.failure = message;
    } finally {
      this.lastRound = Date.now();
    }
  }

  private fillNow(): void {
    // every tenth round adds everything again, in case the queue was emptied behind our back
    this.rounds += 1;
    this.filling = this.queue
      .fill(this.context.pool, Date.now(), this.rounds % 10 === 0)
      .then(async () => {
        this.queued = await this.queue.depth();
      })
      .catch((error: Error) => this.context.log.warn({ problem: error.message }, 'no jobs were added'))
      .finally(() => {
        if (!this.closed) this.fillTimer = setTimeout(() => this.fillNow(), this.pace.fill);
      });
  }
}

/** Queue against rows, for the doctor. With the clock by hand there is no queue to compare. */
export async function compareQueue(context: Pick<WorkerContext, 'config' | 'pool'>): Promise<QueueDifference> {
  if (context.config.clock === 'manual') return { missing: [], orphans: [] };
  const queue = new DueQueue({ appUrl: addressOf(context.pool), redisUrl: context.config.redisUrl });
  try {
    return await queue.compare(context.pool, Date.now());
  } finally {
    await queue.close();
  }
}

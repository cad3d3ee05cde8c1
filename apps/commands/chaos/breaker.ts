/** Breaks a world as planned, and counts. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { Forgetful } from '../forgetful';
import { kinds, replicas as counts, type Fault, type Kind, type Plan } from './plan';
import type { World } from './world';

const run = promisify(execFile);
/** Milliseconds after which a way back is no longer timed. */
const patience = 120_000;
/** bytes of a file of PostgreSQL's write-ahead log */
const segment = 16 * 1_048_576;

export interface Broken {
  times: number;
  /** longest time until both APIs answered from the database again (ms), counted from the end of the fault */
  back: number;
}

export class Breaker {
  readonly counts: Record<Kind, Broken> = Object.fromEntries(
    kinds.map((kind) => [kind, { times: 0, back: 0 }]),
  ) as Record<Kind, Broken>;
  /** faults that could not be made here, and why */
  readonly left: string[] = [];
  private readonly open: Promise<void>[] = [];
  private readonly still = new Set<number>();

  constructor(private readonly world: World) {}

  /** Resolves when the last fault is over and healed. */
  async follow(plan: Plan, tell: (line: string) => void): Promise<void> {
    const began = performance.now();
    for (const fault of plan.faults) {
      await pause(Math.max(0, fault.at - (performance.now() - began)));
      tell(`${((performance.now() - began) / 1_000).toFixed(1)} s  ${wordsOf(fault)}`);
      this.open.push(this.one(fault));
    }
    await Promise.all(this.open);
  }

  private async one(fault: Fault): Promise<void> {
    try {
      // what was down or stood still already was not broken by this
      if (!(await this.make(fault))) return void this.left.push(`${fault.kind}: there was nothing to break`);
      this.counts[fault.kind].times += 1;
      await this.recovered(fault.kind);
    } catch (error) {
      this.left.push(`${fault.kind}: ${(error as Error).message}`);
    }
  }

  /** Makes a fault and lasts as long as it does; answers whether there was something to break. */
  private async make({ kind, target, lasts, more }: Fault): Promise<boolean> {
    const { world } = this;
    const replica = world.replicas[target]!;
    const link = kind === 'pause' ? undefined : world.links[target]?.[more === 1 ? 'queue' : 'database'];
    switch (kind) {
      case 'api':
      case 'worker':
        return replica.kill(lasts);
      case 'redis':
        await this.redis.lose(lasts);
        return true;
      case 'postgres':
        return this.signal(this.postmaster, 'SIGQUIT');
      case 'backend':
        return this.signal(this.children().at(-1), 'SIGKILL');
      case 'pause':
        return this.standStill(target, lasts);
      case 'cut':
        link!.cut();
        return true;
      case 'shut':
        link!.shut();
        await pause(lasts);
        link!.heal();
        return true;
      case 'hang':
        link!.stop();
        await pause(lasts);
        link!.heal();
        return true;
      case 'delay':
        world.links[target]!.database.slow(more);
        await pause(lasts);
        world.links[target]!.database.heal();
        return true;
      case 'space':
        await this.limitSpace(more, lasts);
        return true;
      case 'clock':
        world.jump(lasts);
        return true;
      case 'step':
        if (target < counts.apis + counts.workers) world.set(target, more);
        else world.jump(more);
        return true;
    }
  }

  private async standStill(target: number, lasts: number): Promise<boolean> {
    if (this.still.has(target)) return false;
    this.still.add(target);
    try {
      if (target < counts.apis + counts.workers) return await this.world.replicas[target]!.standStill(lasts);
      await this.redis.standStill(lasts);
      return true;
    } finally {
      this.still.delete(target);
    }
  }

  private get redis(): Forgetful {
    if (!this.world.redis) throw new Error('redis-server is missing on this machine');
    return this.world.redis;
  }

  private get postmaster(): number | undefined {
    try {
      return Number(readFileSync(join(this.world.databaseFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    } catch {
      return undefined;
    }
  }

  /** Processes of PostgreSQL other than the first; the newest last. */
  private children(): number[] {
    const parent = this.postmaster;
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
      .map(Number)
      .sort((a, b) => a - b);
  }

  /** Answers whether it was there: it may be down already, or on its way up. */
  private signal(pid: number | undefined, signal: NodeJS.Signals): boolean {
    try {
      return pid !== undefined && process.kill(pid, signal);
    } catch {
      return false;
    }
  }

  /**
   * No file of PostgreSQL may be written further than so many bytes from where its log is now: as on a full disk, writing
   * fails for each of its processes, old and new.
   */
  private async limitSpace(more: number, lasts: number): Promise<void> {
    const bytes = ((await this.placeOfLog()) % segment) + more;
    const limit = (size: string) =>
      Promise.all(
        [this.postmaster, ...this.children()].map((pid) =>
          // as PostgreSQL's own account: another's processes are not ours to limit
          run('prlimit', ['--pid', String(pid), `--fsize=${size}:`], this.world.account).catch((error: Error) => {
            // one that ended meanwhile needs no limit
            if (/ENOENT/.test(error.message)) throw new Error('prlimit is missing on this machine');
            if (!/No such process|undefined/.test(error.message)) throw error;
          }),
        ),
      );
    for (const began = performance.now(); performance.now() - began < lasts; await pause(250))
      await limit(String(bytes));
    await limit('unlimited');
  }

  /** Bytes that PostgreSQL has written to its log; asked again while it is on its way up. */
  private async placeOfLog(tries = 40): Promise<number> {
    const client = new Client({ connectionString: this.world.ownerUrl });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ place: string }>(`select pg_current_wal_lsn() - '0/0'::pg_lsn as place`);
      return Number(rows[0]!.place);
    } catch (error) {
      if (tries === 0) throw error;
      await pause(250);
      return await this.placeOfLog(tries - 1);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Waits until each API that is not stopped answers from the database. */
  private async recovered(kind: Kind): Promise<void> {
    const began = performance.now();
    for (const [i, url] of this.world.urls.entries()) {
      for (; !this.still.has(i); await pause(50)) {
        const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(
          () => undefined,
        );
        // 503 without a database; a worker's heart may take longer, and is looked at in the end
        if (answer?.ok || (answer && (await answer.text()).includes('"database":"ready"'))) break;
        // that everything comes back is asked in the end; other faults may hold it up until then
        if (performance.now() - began > patience) return;
      }
    }
    const broken = this.counts[kind];
    broken.back = Math.max(broken.back, performance.now() - began);
  }
}

/** Number of the process that started another; undefined when that one is gone. */
function parentOf(pid: string): number | undefined {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^\d+ \(.*\) /s, '')
        .split(' ')[1],
    );
  } catch {
    return undefined;
  }
}

const nameOf = (target: number): string =>
  target < counts.apis
    ? `api ${target + 1}`
    : target < counts.apis + counts.workers
      ? `worker ${target + 1 - counts.apis}`
      : 'redis';

/** A fault as a line for people. */
export function wordsOf({ kind, target, lasts, more }: Fault): string {
  const seconds = `${(lasts / 1_000).toFixed(1)} s`;
  const link = `link of ${nameOf(target)} to ${more === 1 ? 'redis' : 'postgresql'}`;
  switch (kind) {
    case 'api':
    case 'worker':
      return `kill -9 ${nameOf(target)}, started again after ${seconds}`;
    case 'redis':
      return `kill -9 redis, empty after ${seconds}`;
    case 'postgres':
      return 'immediate stop of postgresql';
    case 'backend':
      return 'kill -9 of one process of postgresql';
    case 'pause':
      return `${nameOf(target)} stands still for ${seconds}`;
    case 'cut':
      return `${link} is cut`;
    case 'shut':
      return `${link} is shut for ${seconds}`;
    case 'hang':
      return `${link} passes nothing on for ${seconds}`;
    case 'delay':
      return `link of ${nameOf(target)} to postgresql is ${more} ms late for ${seconds}`;
    case 'space':
      return `no file of postgresql grows by more than ${more / 1_024} KiB for ${seconds}`;
    case 'clock':
      return `the clock jumps ${(lasts / 3_600_000).toFixed(1)} hours ahead`;
    case 'step': {
      const set = `${Math.abs(more / 1_000).toFixed(1)} s`;
      if (target === counts.apis + counts.workers) return `all clocks are set back by ${set}`;
      return `the clock of ${nameOf(target)} is set to ${set} ${more < 0 ? 'behind' : 'ahead'}`;
    }
  }
}

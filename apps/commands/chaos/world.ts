/** Two APIs and three workers over one PostgreSQL and one Redis that are reached by links of ours, on a clock that can jump. */
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findPort, projectRoot, Throwaway } from '../../../libs/database';
import { bringUpToDate } from '../../database';
import { Forgetful } from '../forgetful';
import { Link } from './link';
import { replicas as counts } from './plan';
import { Replica } from './replica';

/** The instant at which the world begins, where the demo's samples are true. */
const beginning = Date.parse('2017-03-06T09:00:00+07:00');

/** A jump of the world's clock: from one instant to another (epoch ms), which may be an earlier one. */
export interface Jump {
  from: number;
  to: number;
  /** milliseconds since the beginning */
  when: number;
}

export class World {
  readonly jumps: Jump[] = [];
  readonly replicas: Replica[] = [];
  /** each process's links, to PostgreSQL and to Redis */
  readonly links: { database: Link; queue: Link }[] = [];
  readonly urls: string[] = [];
  /** when it was whole (ms of `performance.now`): what clients write counts from here */
  began = 0;
  /** the world's time then, and that of the machine (epoch ms) */
  start = 0;
  machine = 0;
  /** whether its end removes what the processes and clients said */
  isForgotten = false;
  /** addresses that do not go over a link */
  ownerUrl = '';
  appUrl = '';
  private shift = beginning - Date.now();
  private readonly seal = randomBytes(32).toString('hex');
  private readonly clockFile: string;

  private ending: Promise<void> | undefined;

  private constructor(
    /** holds the build of the product */
    readonly root: string,
    readonly folder: string,
    private readonly database: Throwaway,
    /** absent where the machine has none: the queue is PostgreSQL's then */
    readonly redis: Forgetful | undefined,
  ) {
    this.clockFile = join(folder, 'clock');
  }

  private programOf = (...path: string[]): string => `${join(this.root, 'dist', 'apps', ...path)}.js`;

  /** Starts everything; `onSignals`: a person who interrupts the run leaves no process behind. */
  static async start({ onSignals = false, root = projectRoot() } = {}): Promise<World> {
    const redis = await Forgetful.start();
    const folder = mkdtempSync(join(tmpdir(), 'homeward-chaos-'));
    const log = join(folder, 'postgres.log');
    // when each row was committed is asked in the end
    const settings = { max_connections: '200', track_commit_timestamp: 'on' };
    const database = new Throwaway({ name: 'chaos', log, durable: true, settings });
    const world = new World(root, folder, database, redis);
    if (onSignals)
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
        process.once(signal, () => void world.stop().finally(() => process.exit(130)));
    try {
      await world.prepare();
      return world;
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  get cluster(): Throwaway['cluster'] {
    return this.database.cluster;
  }

  /** what the account is that runs PostgreSQL, where it is another one */
  get account(): { uid: number; gid: number } | undefined {
    return this.database.account?.ids;
  }

  /** where PostgreSQL keeps its data */
  get databaseFolder(): string {
    return join(this.database.home, 'postgres');
  }

  /** folder of the clients' files */
  get told(): string {
    return join(this.folder, 'told');
  }

  /** The world's time (epoch ms). */
  now(): number {
    return Date.now() + this.shift;
  }

  jump(ms: number): void {
    const from = this.now();
    this.shift += ms;
    this.jumps.push({ from, to: from + ms, when: performance.now() - this.began });
    this.tellClock(this.clockFile, this.shift);
  }

  /** Sets the clock of one process so far ahead of the world's, or behind it. */
  set(process: number, ahead: number): void {
    this.tellClock(this.ownClock(process), ahead);
  }

  /** Sets every process's clock right. */
  setRight(): void {
    for (let i = 0; i < this.replicas.length; i += 1) this.set(i, 0);
  }

  private ownClock = (process: number): string => `${this.clockFile}-${process}`;

  private tellClock(file: string, shift: number): void {
    // whole or not at all: processes read it
    writeFileSync(`${file}.making`, String(shift));
    renameSync(`${file}.making`, file);
  }

  private async prepare(): Promise<void> {
    this.tellClock(this.clockFile, this.shift);
    mkdirSync(this.told);
    await this.database.start();
    this.ownerUrl = this.database.urlOf('owner');
    this.appUrl = this.database.urlOf('app');
    await bringUpToDate(this.ownerUrl);
    await this.seedDemo();
    for (let i = 0; i < counts.apis + counts.workers; i += 1) await this.add(i);
    for (const replica of this.replicas) await replica.ready();
    this.began = performance.now();
    this.start = this.now();
    this.machine = Date.now();
  }

  /** What every process of this world is told; `over` are the addresses of its database and queue. */
  environment(over: { database: string; queue?: string }): NodeJS.ProcessEnv {
    const { PATH, HOME } = process.env;
    return {
      PATH,
      HOME,
      HOST: '127.0.0.1',
      DATABASE_URL: over.database,
      ...(this.redis && { REDIS_URL: over.queue ?? this.redis.url }),
      HOMEWARD_SEAL_KEY: this.seal,
      HOMEWARD_DATA_DIR: join(this.folder, 'data'),
      HOMEWARD_DEMO: 'off',
      HOMEWARD_LOG: 'warn',
      HOMEWARD_CHAOS_CLOCK: this.clockFile,
      NODE_OPTIONS: `--require ${this.programOf('commands', 'chaos', 'world-clock')}`,
    };
  }

  /** The whole product fills the empty database once, and ends. */
  private async seedDemo(): Promise<void> {
    const migrator = this.database.urlOf('migrator');
    const env = { ...this.environment({ database: this.appUrl }), PORT: String(await findPort()) };
    const child = spawn(process.execPath, [this.programOf('start')], {
      env: { ...env, HOMEWARD_DEMO: 'on', MIGRATOR_DATABASE_URL: migrator },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (/Ctrl-C/.test(said)) child.kill('SIGTERM');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const code = await new Promise((resolve) => child.once('exit', resolve));
    if (code !== 0 || !/Ctrl-C/.test(said)) throw new Error(`the demo was not written: ${said}`);
  }

  private async add(index: number): Promise<void> {
    this.set(index, 0);
    const isApi = index < counts.apis;
    const links = {
      database: await Link.to(() => this.cluster.port),
      queue: await Link.to(() => (this.redis ? Number(new URL(this.redis.url).port) : 0)),
    };
    this.links.push(links);
    const port = await findPort();
    const url = `http://127.0.0.1:${port}`;
    if (isApi) this.urls.push(url);
    const over = new URL(this.appUrl);
    over.port = String(links.database.port);
    const name = isApi ? `api ${index + 1}` : `worker ${index + 1 - counts.apis}`;
    const log = join(this.folder, `${name.replace(' ', '-')}.log`);
    const replica: Replica = new Replica({
      name,
      command: ['--enable-source-maps', this.programOf(isApi ? 'api' : 'worker', 'main')],
      env: {
        ...this.environment({ database: over.href, queue: `redis://127.0.0.1:${links.queue.port}` }),
        PORT: String(port),
        HOMEWARD_CHAOS_CLOCK: [this.clockFile, this.ownClock(index)].join(delimiter),
      },
      log,
      // a worker says so once it has begun; an API answers
      isReady: async () =>
        isApi
          ? (await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(2_000) })).ok
          : /Ctrl-C/.test(readFileSync(log).subarray(replica.began).toString()),
    });
    this.replicas.push(replica);
    replica.start();
  }

  /** Ends everything, once. */
  stop(): Promise<void> {
    return (this.ending ??= this.end());
  }

  private async end(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.close()));
    await Promise.all(this.links.flatMap(({ database, queue }) => [database.close(), queue.close()]));
    await this.redis?.stop();
    await this.database.remove();
    if (this.isForgotten) rmSync(this.folder, { recursive: true, force: true });
  }
}

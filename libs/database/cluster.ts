/** One embedded PostgreSQL: its data folder, its process, and what a crash left behind. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from './account';
import type { Binaries } from './binaries';
import { commandOf, isAlive } from './process';
import { Refusal } from './refusal';

export interface ClusterOptions {
  binaries: Binaries;
  account?: Account;
  /** PostgreSQL's own folder; its parent exists */
  folder: string;
  /** where PostgreSQL's messages go */
  log: string;
  /** password of the superuser `postgres`, set when the cluster is made */
  password: string;
  settings?: Record<string, string>;
  /** false only where the data may be lost (tests) */
  durable?: boolean;
}

const superuser = 'postgres';

/** Ports that no system gives to outgoing connections by itself, so that a free one stays free until it is used. */
const quietPorts = { from: 10_000, to: 32_000 };

/** A free port on the loopback; the wanted one when nobody has it. */
export function findPort(wanted = randomInt(quietPorts.from, quietPorts.to)): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(findPort()) : reject(error),
    );
    server.listen({ port: wanted, host: '127.0.0.1', exclusive: true }, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Major version of the PostgreSQL that made a data folder; undefined when there is none. */
export function majorOf(folder: string): number | undefined {
  const file = join(folder, 'PG_VERSION');
  return existsSync(file) ? parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}

/** PostgreSQL of one data folder, started and stopped by this process. */
export class Cluster {
  port = 0;
  private child?: ChildProcess;
  private stopping = false;
  /** called when PostgreSQL ended by itself and did not come back */
  onLost: (why: string) => void = () => undefined;

  constructor(private readonly options: ClusterOptions) {}

  /** Makes the cluster where there is none. Data of another major version are refused untouched. */
  async initialise(): Promise<void> {
    const { folder, binaries, account } = this.options;
    const major = majorOf(folder);
    if (major !== undefined && major !== binaries.major) {
      throw new Refusal('other_postgres', { folder, theirs: String(major), ours: String(binaries.major) });
    }
    if (major !== undefined) return;
    if (existsSync(folder) && readdirSync(folder).length > 0) throw new Refusal('not_postgres', { folder });
    const making = `${folder}.making`;
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { mode: 0o700 });
    if (account) chownSync(making, account.ids.uid, account.ids.gid);
    const secret = join(making, `.${randomBytes(6).toString('hex')}`);
    const data = join(making, 'data');
    writeFileSync(secret, `${this.options.password}\n`, { mode: 0o600 });
    if (account) chownSync(secret, account.ids.uid, account.ids.gid);
    await this.runInitdb(data, secret);
    // whole or not at all: an interrupted first start begins anew
    renameSync(data, folder);
    rmSync(making, { recursive: true, force: true });
  }

  private async runInitdb(data: string, secret: string): Promise<void> {
    const { binaries, account, durable = true } = this.options;
    const settings = [
      `--pgdata=${data}`,
      `--username=${superuser}`,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // the same order of letters on every system, whatever its own library does
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(durable ? [] : ['--no-sync']),
    ];
    const child = spawn(binaries.initdb, settings, {
      cwd: '/',
      ...account?.ids,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('close', resolve),
    );
    if (code !== 0) throw new Error(`initdb failed in ${data}: ${said}`);
  }

  /** Starts PostgreSQL on the wanted port, or on a free one, and resolves when it takes connections. */
  async start(wanted?: number): Promise<void> {
    await this.endLeftover();
    for (let attempt = 1; ; attempt += 1) {
      this.port = await findPort(wanted);
      try {
        await this.run();
        return;
      } catch (error) {
        // the port was taken meanwhile, or backends of a killed server are still going
        if (attempt >= 20) throw error;
        await pause(250);
      }
    }
  }

  /** Ends a PostgreSQL that runs on this folder although its owner is gone, and clears its mark. */
  private async endLeftover(): Promise<void> {
    const mark = this.readMark();
    if (!mark) return;
    if (isAlive(mark.pid)) {
      if (!commandOf(mark.pid).includes(this.options.folder)) {
        // the number went to another program meanwhile
        rmSync(join(this.options.folder, 'postmaster.pid'), { force: true });
        return;
      }
      for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
        process.kill(mark.pid, signal);
        for (let waited = 0; waited < 15_000 && isAlive(mark.pid); waited += 20) await pause(20);
      }
      if (isAlive(mark.pid))
        throw new Error(`PostgreSQL ${mark.pid} was left behind on ${this.options.folder} and does not stop.`);
    }
  }

  private readMark(): { pid: number; status: string } | undefined {
    try {
      const lines = readFileSync(join(this.options.folder, 'postmaster.pid'), 'utf8').split('\n');
      const pid = Number(lines[0]);
      return Number.isInteger(pid) && pid > 1 ? { pid, status: (lines[7] ?? '').trim() } : undefined;
    } catch {
      return undefined;
    }
  }

  private async run(): Promise<void> {
    const { binaries, account, folder, log, durable = true } = this.options;
    if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) truncateSync(log);
    const settings: Record<string, string> = {
      listen_addresses: '127.0.0.1',
      port: String(this.port),
      unix_socket_directories: '',
      max_connections: '60',
      shared_buffers: '64MB',
      password_encryption: 'scram-sha-256',
      timezone: 'UTC',
      lc_messages: 'C',
      // its log names no values: they are personal data
      log_error_verbosity: 'terse',
      log_min_error_statement: 'panic',
      log_parameter_max_length_on_error: '0',
      ...(durable
        ? { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
        : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
      ...this.options.settings,
    };
    const output = openSync(log, 'a', 0o600);
    const child = spawn(
      binaries.postgres,
      ['-D', folder, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
      {
        cwd: '/',
        ...account?.ids,
        // a session of its own: Ctrl-C reaches only this process, which stops PostgreSQL last
        detached: true,
        stdio: ['ignore', output, output],
        env: { ...process.env, LC_ALL: 'C' },
      },
    );
    closeSync(output);
    this.child = child;
    let ended = false;
    const gone = new Promise<void>((resolve) => {
      child.once('error', () => resolve());
      child.once('exit', () => resolve());
    }).then(() => void (ended = true));
    process.once('exit', this.abandon);
    while (!ended) {
      const mark = this.readMark();
      if (mark?.pid === child.pid && mark?.status === 'ready') {
        void gone.then(() => this.revive(child));
        return;
      }
      await Promise.race([pause(10), gone]);
    }
    process.off('exit', this.abandon);
    this.child = undefined;
    throw new Error(`PostgreSQL did not start on ${folder}: ${lastLines(log)}`);
  }

  /** PostgreSQL ended by itself: it is started again on the same port; the journal it keeps makes that safe. */
  private async revive(child: ChildProcess): Promise<void> {
    process.off('exit', this.abandon);
    if (this.stopping || this.child !== child) return;
    this.child = undefined;
    for (let attempt = 1; attempt <= 40 && !this.stopping; attempt += 1) {
      await pause(250);
      try {
        await this.run();
        return;
      } catch {
        continue;
      }
    }
    if (!this.stopping) this.onLost(lastLines(this.options.log));
  }

  /** The process ends without a word: PostgreSQL is told to end too. */
  private readonly abandon = (): void => {
    if (this.child?.pid) process.kill(this.child.pid, 'SIGINT');
  };

  /** Ends PostgreSQL after a checkpoint; connections are closed. */
  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.child;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
    child.kill('SIGINT');
    await gone;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Address of a database as the superuser, or as another login. */
  url(database: string, login = superuser, password = this.options.password): string {
    return `postgresql://${login}:${encodeURIComponent(password)}@127.0.0.1:${this.port}/${database}`;
  }
}

function lastLines(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-4).join(' | ') : '';
}

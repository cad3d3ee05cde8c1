/** One process of the product that is watched as an operator's supervisor does: what ends is started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, closeSync, fstatSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export interface ReplicaOptions {
  name: string;
  /** the program and its arguments */
  command: string[];
  env: NodeJS.ProcessEnv;
  /** file that gets what it says */
  log: string;
  /** whether it does its work */
  isReady(): Promise<boolean>;
}

/** Milliseconds between the end of a process that nobody killed and its next start. */
const respite = 500;

export class Replica {
  /** times that it ended although nobody had killed it, with its exit code */
  readonly falls: (number | string)[] = [];
  /** length of the log when it was last started */
  began = 0;
  private child: ChildProcess | undefined;
  private isWanted = false;
  private isKilled = false;

  constructor(private readonly options: ReplicaOptions) {}

  get name(): string {
    return this.options.name;
  }

  /** Starts it, and keeps it going from now on. */
  start(): void {
    this.isWanted = true;
    this.isKilled = false;
    const { command, env, log } = this.options;
    const output = openSync(log, 'a');
    this.began = fstatSync(output).size;
    const child = spawn(process.execPath, command, { env, stdio: ['ignore', output, output] });
    closeSync(output);
    this.child = child;
    child.once('exit', (code, signal) => {
      if (this.child === child) this.child = undefined;
      if (this.isKilled || !this.isWanted) return;
      this.falls.push(code ?? signal!);
      appendFileSync(log, `\n-- ended by itself: ${code ?? signal}\n`);
      setTimeout(() => this.isWanted && !this.child && this.start(), respite).unref();
    });
  }

  get isRunning(): boolean {
    return this.child !== undefined;
  }

  /** kill -9, and a start after so many milliseconds; answers whether there was something to kill. */
  async kill(restartAfter: number): Promise<boolean> {
    const isThere = this.isRunning;
    await this.end('SIGKILL');
    await pause(restartAfter);
    if (!this.child && this.isWanted) this.start();
    return isThere;
  }

  /** Ends it and waits until it has; answers its exit code, or the signal. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string | undefined> {
    const { child } = this;
    this.isKilled = true;
    if (!child) return undefined;
    const gone = new Promise<number | string>((resolve) =>
      child.once('exit', (code, by) => resolve(code ?? by ?? 'unknown')),
    );
    child.kill(signal);
    return gone;
  }

  /** Stops it where it stands for so long; it knows nothing of it. Answers whether it was there. */
  async standStill(ms: number): Promise<boolean> {
    const { child } = this;
    if (!child) return false;
    child.kill('SIGSTOP');
    await pause(ms);
    child.kill('SIGCONT');
    return true;
  }

  /** Ends it for good. */
  async close(): Promise<void> {
    this.isWanted = false;
    this.child?.kill('SIGCONT');
    const late = setTimeout(() => this.child?.kill('SIGKILL'), 12_000);
    await this.end();
    clearTimeout(late);
  }

  /** Waits until it does its work; throws when it does not within a minute and a half. */
  async ready(): Promise<void> {
    for (const began = performance.now(); ; await pause(50)) {
      if (this.child && (await this.options.isReady().catch(() => false))) return;
      if (performance.now() - began > 90_000) throw new Error(`${this.name} does not work; see ${this.options.log}`);
    }
  }
}

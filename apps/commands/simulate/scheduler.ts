/**
 * Who goes on next. Every await of a process is a call to the store (or a sleep) that lies here until the seed picks it; a
 * crash drops what a process waits for, so that its promises never go on. Time is virtual and moves when the seed says so.
 */
import { createHash, type Hash } from 'node:crypto';
import { numbersOf } from '../seeded';

/** Milliseconds by which the clock of a process is wrong at most, in either direction. */
export const wrong = 60_000;

/** Something that runs until it is killed. People and the network are processes that never are. */
export class Process {
  /** counts the starts: what an earlier life still waited for is not given to a later one */
  life = 0;
  alive = true;
  /** told at a crash: who waited for an answer from outside learns that the connection is gone */
  readonly waiting = new Set<(error: Error) => void>();
  /** how far its clock is off, ms */
  skew = 0;

  constructor(
    readonly name: string,
    readonly mortal: boolean,
  ) {}
}

interface Call {
  process: Process | undefined;
  label: string;
  effect: () => unknown;
  /** takes longer than the others: a commit */
  slow: boolean;
  /** what came of it, once it has happened */
  result?: { value: unknown } | { error: Error };
  resolve: (value: never) => void;
  reject: (error: Error) => void;
}

interface Sleep {
  at: number;
  process: Process;
  wake: () => void;
}

/** How often what goes wrong; each a share of the steps or calls. */
export interface Chances {
  crash: number;
  /** a call that fails before, or whose answer is lost after its effect */
  outage: number;
  /** the clock moves on although somebody could go on */
  wait: number;
}

export const noChances: Chances = { crash: 0, outage: 0, wait: 0.02 };

/** The connection went: nobody knows whether the statement took effect. */
export class Lost extends Error {
  readonly code = '08006';
  constructor(when: string) {
    super(`Connection terminated ${when}`);
  }
}

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class Scheduler {
  readonly random: () => number;
  now: number;
  steps = 0;
  crashes = 0;
  outages = 0;
  chances: Chances = noChances;
  /** what to do when a process was killed: start it again some time */
  onCrash: (process: Process) => void = () => undefined;
  private readonly calls: Call[] = [];
  private readonly sleeps: Sleep[] = [];
  private readonly mortals: Process[] = [];
  private readonly clock = new Process('clock', false);
  private readonly tail: string[] = [];
  private readonly hash: Hash = createHash('sha256');

  constructor(
    seed: number,
    start: number,
    private readonly keep = 60,
  ) {
    this.random = numbersOf(seed);
    this.now = start;
  }

  /** A whole number from 0 below the limit. */
  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** Sets the clock of a process, as a time server does: it may go back. */
  setClock(process: Process): void {
    process.skew = this.below(2 * wrong) - wrong;
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  add(process: Process): Process {
    if (process.mortal) this.mortals.push(process);
    return process;
  }

  /** Lines of what happened last. */
  get trace(): readonly string[] {
    return this.tail;
  }

  /** Digest of all that happened: the same for the same seed. */
  digest(): string {
    return this.hash.copy().digest('hex').slice(0, 16);
  }

  note(who: string, what: string): void {
    const line = `${new Date(this.now).toISOString()} #${this.steps} ${who}: ${what}`;
    this.hash.update(line);
    this.tail.push(line);
    if (this.tail.length > this.keep) this.tail.shift();
  }

  /** Awaits the effect of something outside of the process, at an instant that the seed chooses. */
  ask<T>(process: Process, label: string, effect: () => T | Promise<T>, slow = false): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.calls.push({ process, label, effect, slow, resolve: resolve, reject });
    });
  }

  sleep(process: Process, duration: number): Promise<void> {
    return new Promise((resolve) => void this.lay({ at: this.now + duration, process, wake: resolve }));
  }

  /** Does something later; what it answers takes it back. Nobody is asked whether the process still lives. */
  later(wait: number, work: () => void): () => void {
    const sleep = this.lay({ at: this.now + wait, process: this.clock, wake: work });
    return () => {
      const i = this.sleeps.indexOf(sleep);
      if (i >= 0) this.sleeps.splice(i, 1);
    };
  }

  private lay(sleep: Sleep): Sleep {
    sleep.at = Math.round(Math.max(this.now, sleep.at));
    let i = this.sleeps.length;
    while (i > 0 && this.sleeps[i - 1]!.at > sleep.at) i -= 1;
    this.sleeps.splice(i, 0, sleep);
    return sleep;
  }

  /** Goes on until `done`; false where nothing can go on, or there is no end after so many steps. */
  async run(done: () => boolean, most: number): Promise<boolean> {
    await tick();
    for (let n = 0; n < most; n += 1) {
      if (done()) return true;
      if (!this.step()) return done();
      await tick();
    }
    return false;
  }

  private step(): boolean {
    this.steps += 1;
    const { crash, wait } = this.chances;
    const living = this.mortals.filter((p) => p.alive);
    if (crash > 0 && living.length > 0 && this.chance(crash)) {
      this.kill(this.pick(living));
      return true;
    }
    const soon = this.sleeps[0];
    if (this.calls.length === 0 || (soon && this.chance(wait))) {
      if (!soon) return false;
      this.sleeps.shift();
      this.now = Math.max(this.now, soon.at);
      soon.wake();
      return true;
    }
    this.now += this.below(20);
    this.proceed(this.below(this.calls.length));
    return true;
  }

  private proceed(index: number): void {
    const call = this.calls[index]!;
    // others overtake it meanwhile, and what is to be written gathers behind it
    if (call.slow && this.calls.length > 1 && this.chance(0.8)) return;
    const who = call.process?.name ?? 'nobody';
    if (!call.result) {
      if (call.process?.mortal && this.chance(this.chances.outage)) {
        this.outages += 1;
        this.calls.splice(index, 1);
        this.note(who, `${call.label} never arrives`);
        call.reject(new Lost('before the statement'));
        return;
      }
      try {
        call.result = { value: call.effect() };
      } catch (error) {
        call.result = { error: error as Error };
      }
      this.note(who, 'error' in call.result ? `${call.label} fails: ${call.result.error.message}` : call.label);
      // the answer may be on its way for a while
      if (call.process && this.chance(0.4)) return;
    }
    this.calls.splice(index, 1);
    if (!call.process) return;
    if (call.process.mortal && this.chance(this.chances.outage)) {
      this.outages += 1;
      this.note(who, `the answer to ${call.label} is lost`);
      call.reject(new Lost('before the answer'));
    } else if ('error' in call.result) call.reject(call.result.error);
    else call.resolve(call.result.value as never);
  }

  /** What the process waits for never comes; what it has sent may still take effect, and nobody hears of it. */
  kill(process: Process): void {
    this.crashes += 1;
    this.note(process.name, 'is killed');
    process.alive = false;
    process.life += 1;
    for (let i = this.calls.length - 1; i >= 0; i -= 1) {
      const call = this.calls[i]!;
      if (call.process !== process) continue;
      if (call.result || this.chance(0.5)) this.calls.splice(i, 1);
      else call.process = undefined;
    }
    for (let i = this.sleeps.length - 1; i >= 0; i -= 1)
      if (this.sleeps[i]!.process === process) this.sleeps.splice(i, 1);
    const waiting = [...process.waiting];
    process.waiting.clear();
    for (const lose of waiting) lose(new Lost('with the server'));
    this.onCrash(process);
  }
}

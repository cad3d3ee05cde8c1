/** One run from one seed: processes that crash, people who send, a queue that forgets; then calm, and the checker. */
import crypto from 'node:crypto';
import type { Outcome } from '../../../libs/engine';
import type { Workflow } from '../../../workflows/workflow';
import { check } from './checker';
import type { Broken, Evidence } from './evidence';
import { meetingsFrom, Person } from './people';
import type { Bug } from './planted';
import { noChances, Process, Scheduler } from './scheduler';
import { ApiServer, WakeUps, WorkerServer, type Surroundings } from './servers';
import { MemoryStore, type Statement } from './store';
import type { Tables } from './tables';

export type { Tables };
import { World } from './world';

/** Monday 6 March 2017, 09:00 in Phnom Penh: the day of the samples. */
const start = Date.parse('2017-03-06T09:00:00+07:00');
const hour = 3_600_000;
const day = 24 * hour;
/** A run that takes more steps than this has no end. */
const mostSteps = 60_000;

export interface RunOptions {
  seed: number;
  workflows: readonly Workflow[];
  /** commands of each of four people; a crowd shares them */
  commands?: number;
  people?: number;
  /** a bug that the checker must find */
  bug?: Bug;
  /** told of every statement that took effect, with its answer and all rows after it */
  watch?: (statement: Statement, rows: object[], tables: Tables) => void;
}

/** Figures and findings of one run. */
export interface Run {
  seed: number;
  steps: number;
  crashes: number;
  outages: number;
  /** units that the door did not write: a version had moved, or a key was answered */
  conflicts: number;
  commands: number;
  acknowledged: number;
  refused: number;
  retries: number;
  instances: number;
  lines: number;
  timers: number;
  rungs: number;
  alerts: number;
  days: number;
  /** answers by code */
  outcomes: Record<string, number>;
  broken: Broken[];
  /** digest of all that happened */
  digest: string;
  trace: string[];
}

/** Runs one seed to its end. The same seed is the same run. */
export async function run(options: RunOptions): Promise<Run> {
  const scheduler = new Scheduler(options.seed, start);
  const giveBack = takeOver(scheduler);
  try {
    return await new Simulation(options, scheduler).run();
  } finally {
    giveBack();
  }
}

/**
 * Ids, waits and the stop watch come from the seed as well, for as long as a run lasts: the order of rows that are due at one
 * instant hangs on their ids, and the door waits for a batch that is away too long.
 */
function takeOver(scheduler: Scheduler): () => void {
  const { randomUUID } = crypto;
  const { setTimeout, clearTimeout } = globalThis;
  const stopWatch = performance.now;
  crypto.randomUUID = () => seededId(scheduler) as ReturnType<typeof randomUUID>;
  globalThis.setTimeout = ((work: () => void, wait = 0) => scheduler.later(wait, work)) as unknown as typeof setTimeout;
  globalThis.clearTimeout = ((wait: () => void) => wait?.()) as unknown as typeof clearTimeout;
  performance.now = () => scheduler.now;
  return () => {
    Object.assign(crypto, { randomUUID });
    Object.assign(globalThis, { setTimeout, clearTimeout });
    performance.now = stopWatch;
  };
}

function seededId(scheduler: Scheduler): string {
  const h = Array.from({ length: 4 }, () => scheduler.below(0x1_0000_0000).toString(16).padStart(8, '0')).join('');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20)}`;
}

/** What stands around the engine is the same in every run. */
const worlds = new WeakMap<readonly Workflow[], World>();
function worldOf(workflows: readonly Workflow[]): World {
  const known = worlds.get(workflows) ?? new World(workflows);
  worlds.set(workflows, known);
  return known;
}

class Simulation {
  private readonly around: Surroundings;
  private readonly apis: ApiServer[];
  private readonly workers: WorkerServer[];
  private readonly queue: WakeUps;
  private readonly crowd: Person[];
  private readonly nature: Process;
  private readonly commits: Map<string, { commit: number; version: number }[]> = new Map();
  private readonly commands: number;
  private calm = false;
  private conflicts = 0;

  constructor(
    private readonly options: RunOptions,
    private readonly scheduler: Scheduler,
  ) {
    const world = worldOf(options.workflows);
    const store = new MemoryStore({ ladders: world.ladders, now: () => scheduler.now }, world.areas);
    this.around = { scheduler, store, world, early: options.bug?.early };
    this.listen(store);
    this.apis = ['api-1', 'api-2'].map((name) => new ApiServer(name, this.around));
    this.workers = ['worker-1', 'worker-2', 'worker-3'].map((name) => new WorkerServer(name, this.around));
    this.queue = new WakeUps(this.around, this.workers);
    const common = { opened: 0, meetings: meetingsFrom(start, 400, scheduler.random) };
    // sometimes a crowd, so that many writes go in one batch
    const people = options.people ?? (scheduler.chance(0.3) ? 10 : 4);
    this.commands = Math.ceil(((options.commands ?? 14) * 4) / people);
    const names = Array.from({ length: people }, (_, i) => `person-${i + 1}`);
    this.crowd = names.map((name) => new Person(name, this.around, this.apis, common));
    this.nature = scheduler.add(new Process('nature', false));
    scheduler.onCrash = ({ name }) => void this.restart(name);
  }

  /** Lets a planted bug in between, and notes the versions of the register as commits move them. */
  private listen(store: MemoryStore): void {
    const answer = store.answer.bind(store);
    const planted = this.options.bug?.plant?.(store, this.scheduler, answer) ?? answer;
    store.answer = (statement) => {
      const answered = planted(statement);
      const { outcomes } = (answered.rows[0] ?? {}) as { outcomes?: Outcome[] };
      this.conflicts += outcomes?.filter(({ ok }) => !ok).length ?? 0;
      this.options.watch?.(statement, answered.rows as object[], store.tables);
      this.noteRegister(store);
      return answered;
    };
  }

  private noteRegister({ tables, door }: MemoryStore): void {
    for (const { id, version } of [...tables.children.all(), ...tables.institutions.all()]) {
      const known = this.commits.get(id);
      const versions = known ?? [{ commit: -1, version: 1 }];
      if (!known) this.commits.set(id, versions);
      if (versions.at(-1)!.version !== version) versions.push({ commit: door.commits, version });
    }
  }

  private async restart(name: string): Promise<void> {
    const server = [...this.apis, ...this.workers].find(({ process }) => process.name === name)!;
    await this.scheduler.sleep(this.nature, this.calm ? 0 : this.scheduler.random() ** 3 * 6 * hour);
    this.scheduler.note(name, 'starts again');
    server.start();
  }

  /** The queue takes note of what is due, and now and then loses it; now and then a clock is set. */
  private async weather(): Promise<void> {
    while (!this.calm) {
      this.queue.fill();
      if (this.scheduler.chance(0.05)) this.queue.lose();
      if (this.scheduler.chance(0.5)) {
        const { process } = this.scheduler.pick([...this.apis, ...this.workers]);
        this.scheduler.setClock(process);
        this.scheduler.note(process.name, `its clock is set, ${process.skew} ms off`);
      }
      await this.scheduler.sleep(this.nature, 12 * hour * (0.2 + this.scheduler.random()));
    }
  }

  async run(): Promise<Run> {
    const { scheduler } = this;
    scheduler.chances = { crash: 0.006, outage: 0.012, wait: 0.02 };
    void this.weather();
    for (const person of this.crowd) void person.work(this.commands);
    const quiet = (): boolean => this.crowd.every(({ done }) => done);
    const ended = (await scheduler.run(quiet, mostSteps)) && (await this.settle());
    return this.report(ended);
  }

  /** Nothing fails any more, everybody is up: a last while, and what is due by then must have been done. */
  private async settle(): Promise<boolean> {
    const { scheduler } = this;
    this.calm = true;
    scheduler.chances = { ...noChances, wait: 0 };
    const until = scheduler.now + 9 * hour;
    const up = (): boolean => [...this.apis, ...this.workers].every(({ process }) => process.alive);
    let goesOn = await scheduler.run(() => up() && scheduler.now > until, mostSteps);
    // more than once: what one could not send, it leaves for later
    for (let n = 0; n < 3 && goesOn; n += 1) {
      let swept = 0;
      const later = scheduler.now + hour;
      void scheduler.sleep(this.nature, hour + 1);
      for (const worker of this.workers) void worker.sweep().then(() => (swept += 1));
      goesOn = await scheduler.run(
        () => swept === this.workers.length && (n === 2 || scheduler.now > later),
        mostSteps,
      );
    }
    return goesOn;
  }

  private evidence(): Evidence {
    const { tables } = this.around.store;
    const { world } = this.around;
    return {
      told: this.crowd.flatMap(({ told }) => told),
      failures: this.crowd.flatMap(({ failures }) => failures),
      sweepFailures: this.workers.flatMap(({ failures }) => failures),
      end: this.end,
      parameters: world.parameters,
      calendar: [...world.models.values()][0]!.calendar,
      instances: tables.instances.all(),
      streams: tables.streams.all(),
      journal: tables.journal.all(),
      contents: tables.contents.all(),
      tasks: tables.tasks.all(),
      timers: tables.timers.all(),
      visits: tables.visits.all(),
      alerts: tables.alerts.all(),
      deliveries: tables.deliveries.all(),
      register: [...this.commits].map(([id, versions]) => ({ id, versions })),
      children: tables.children.all(),
    };
  }

  /** The last sweeps began at this instant or later. */
  private get end(): number {
    return this.scheduler.now - 60_000;
  }

  private report(ended: boolean): Run {
    const { scheduler } = this;
    const evidence = this.evidence();
    const { told, journal, alerts } = evidence;
    const outcomes: Record<string, number> = {};
    for (const { outcome = 'unknown' } of told) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const broken = check(evidence, this.options.workflows);
    if (!ended)
      broken.push({ invariant: 'nobody stuck', text: 'the processes go round and round, or wait for nothing' });
    return {
      seed: this.options.seed,
      steps: scheduler.steps,
      crashes: scheduler.crashes,
      outages: scheduler.outages,
      conflicts: this.conflicts,
      commands: told.length,
      acknowledged: outcomes.accepted ?? 0,
      refused: outcomes.refused_by_rule ?? 0,
      retries: told.reduce((sum, { attempts, repeats }) => sum + attempts - 1 + repeats.length, 0),
      instances: evidence.instances.length,
      lines: journal.length,
      timers: journal.filter(({ kind }) => kind === 'timer').length,
      rungs: alerts.filter(({ task }) => task).length,
      alerts: alerts.filter(({ task }) => !task).length,
      days: Math.round((scheduler.now - start) / day),
      outcomes,
      broken,
      digest: scheduler.digest(),
      trace: [...scheduler.trace],
    };
  }
}

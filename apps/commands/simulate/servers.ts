/** The processes under test: each with the real engine, door, alerts and sweeper, and nothing of its own in memory after a crash. */
import type { Pool } from 'pg';
import { Alerts, Sweeper, type Channel, type Message } from '../../../libs/alerts';
import { Door, Engine, type Clock } from '../../../libs/engine';
import { Process, type Scheduler } from './scheduler';
import type { MemoryStore, Rows, Statement } from './store';
import type { World } from './world';

export interface Surroundings {
  scheduler: Scheduler;
  store: MemoryStore;
  world: World;
  /** a planted bug: the door answers before it has written */
  early?: boolean;
}

type Asked = string | { name?: string; text: string; values?: unknown[] };

/** The pool of one life of a process: each statement is a call that the scheduler lets through. */
export class StorePool {
  private readonly life: number;

  constructor(
    private readonly process: Process,
    private readonly around: Surroundings,
  ) {
    this.life = process.life;
  }

  /** A call to something outside; one of a life that is over is never made. */
  ask<T>(label: string, effect: () => T | Promise<T>, slow = false): Promise<T> {
    if (this.process.life !== this.life) return new Promise(() => undefined);
    return this.around.scheduler.ask(this.process, label, effect, slow);
  }

  query(asked: Asked, values: unknown[] = []): Promise<Rows> {
    const { store, early } = this.around;
    const statement: Statement =
      typeof asked === 'string' ? { text: asked, values } : { ...asked, values: asked.values ?? values };
    const name = store.nameOf(statement);
    const written = this.ask(labelOf(name, statement.values), () => store.answer(statement), name === 'door');
    if (!early || name !== 'door') return written;
    written.catch(() => undefined);
    return Promise.resolve(store.rehearse(statement));
  }
}

const uuid = /([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const said = /"stream":"([0-9a-f]{8})|\\"event\\":\\"([\w.-]+)/g;

/** What a statement is, in a few words for the trace. */
function labelOf(name: string, values: unknown[]): string {
  if (name === 'door') return `write ${[...(values[0] as string).matchAll(said)].map((m) => m[1] ?? m[2]).join(' ')}`;
  const first = values[0];
  const told = typeof first === 'string' ? first : Array.isArray(first) ? first.join(' ') : '';
  return `${name} ${told.slice(0, 80).replace(uuid, '$1')}`;
}

/** One life of the engine over the store. */
function engineOf(process: Process, around: Surroundings): { engine: Engine; pool: Pool; clock: Clock } {
  const { world, scheduler, store } = around;
  const life = new StorePool(process, around);
  const pool = life as unknown as Pool;
  const clock: Clock = { now: () => scheduler.now + process.skew };
  const facts = world.factsOf(store.tables);
  const engine = new Engine({
    pool,
    door: new Door(pool),
    workflows: world.workflows,
    facts: { load: (requests) => life.ask(`facts ×${requests.length}`, () => facts.load(requests)) },
    settings: world.settings,
    access: world.access,
    clock,
  });
  return { engine, pool, clock };
}

/** An API process: people's requests go to its engine, and are lost with it. */
export class ApiServer {
  readonly process: Process;
  engine!: Engine;

  constructor(
    name: string,
    private readonly around: Surroundings,
  ) {
    this.process = around.scheduler.add(new Process(name, true));
    this.start();
  }

  start(): void {
    this.process.alive = true;
    this.around.scheduler.setClock(this.process);
    this.engine = engineOf(this.process, this.around).engine;
  }

  /** One request; rejects with Lost when the server goes while it waits. */
  request<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    const { process } = this;
    if (!process.alive) return Promise.reject(new Error('Connection refused'));
    return new Promise<T>((resolve, reject) => {
      process.waiting.add(reject);
      const done = (): void => void process.waiting.delete(reject);
      work(this.engine).then(
        (value) => (done(), resolve(value)),
        (error: Error) => (done(), reject(error)),
      );
    });
  }
}

/** The inbox, which now and then does not take a message. */
class UnsteadyInbox implements Channel {
  readonly name = 'inbox';
  constructor(private readonly fails: () => boolean) {}

  async send(message: Message): Promise<void> {
    if (this.fails()) throw new Error(`not taken: ${message.rung}`);
  }
}

const hour = 3_600_000;

/** A worker process: it sweeps at once, every now and then, and whenever the queue wakes it. */
export class WorkerServer {
  readonly process: Process;
  sweeps = 0;
  /** sweeps that failed although nothing was taken from them */
  readonly failures: string[] = [];
  private sweeper!: Sweeper;

  constructor(
    name: string,
    private readonly around: Surroundings,
  ) {
    this.process = around.scheduler.add(new Process(name, true));
    this.start();
  }

  start(): void {
    const { process, around } = this;
    const { scheduler, world } = around;
    process.alive = true;
    scheduler.setClock(process);
    const { engine, pool, clock } = engineOf(process, around);
    const fails = (): boolean => scheduler.chance(scheduler.chances.outage);
    const alerts = new Alerts({
      pool,
      clock,
      settings: world.settings,
      directory: world.directory,
      titles: world.titles,
      door: engine.parts.door,
      channels: [new UnsteadyInbox(fails)],
    });
    const settings = { covered: async () => ({ needed: false, version: 1, text: { en: '', km: '' } }) };
    this.sweeper = new Sweeper({ pool, engine, alerts, clock, settings });
    void this.goOn(process.life);
  }

  /** A job of the queue is due. */
  wake(): void {
    if (this.process.alive) void this.sweep();
  }

  async sweep(): Promise<void> {
    this.sweeps += 1;
    try {
      await this.sweeper.sweep();
    } catch (error) {
      // the next sweep finds what this one did not
      const { message } = error as Error;
      this.around.scheduler.note(this.process.name, `the sweep failed: ${message}`);
      if (!/Connection/.test(message)) this.failures.push(message);
    }
  }

  private async goOn(life: number): Promise<void> {
    const { scheduler } = this.around;
    while (this.process.life === life) {
      await this.sweep();
      await scheduler.sleep(this.process, 60_000 + scheduler.random() ** 3 * 150 * hour);
    }
  }
}

/** The queue: wake-up calls for what is due, which may come twice or be lost, all of them at once. */
export class WakeUps {
  private readonly process: Process;
  private readonly added = new Set<string>();
  private generation = 0;

  constructor(
    private readonly around: Surroundings,
    private readonly workers: readonly WorkerServer[],
  ) {
    this.process = around.scheduler.add(new Process('queue', false));
  }

  /** Adds a job for each row that has none yet. */
  fill(): void {
    const { tables } = this.around.store;
    for (const t of tables.timers.where((t) => t.status === 'armed'))
      this.add(`${t.instance}/${t.timer}/${t.armed_version}`, t.due_at);
    for (const t of tables.tasks.where((t) => t.closed_at === null && t.next_rung_at !== null))
      this.add(`${t.id}/${t.next_rung}`, t.next_rung_at!);
  }

  private add(id: string, at: number): void {
    const { scheduler } = this.around;
    if (this.added.has(id)) return;
    this.added.add(id);
    if (scheduler.chance(0.5)) return;
    const { generation } = this;
    void scheduler.sleep(this.process, at - scheduler.now + scheduler.below(2_000)).then(() => {
      if (generation !== this.generation) return;
      scheduler.pick(this.workers).wake();
      if (scheduler.chance(0.2)) scheduler.pick(this.workers).wake();
    });
  }

  /** Redis without its data. */
  lose(): void {
    this.generation += 1;
    this.around.scheduler.note('queue', 'loses all');
  }
}

/** People: they open cases and send events, try again with the same key until they are told, and note what they were told. */
import { isPossible, Problem, type Instance, type Line } from '../../../libs/engine';
import type { Actor, Sample, Workflow } from '../../../workflows/workflow';
import { idOf } from './ops';
import { Process } from './scheduler';
import type { ApiServer, Surroundings } from './servers';
import type { Act } from './world';

/** What an answer says, as far as somebody compares it. */
export interface Said {
  id: string;
  /** null for a change of the register */
  version: number | null;
}

/** One command, and all that the person knows of it. */
export interface Told {
  key: string;
  person: string;
  route: string;
  event: string;
  data: unknown;
  workflow: string;
  /** undefined for an opening that was never answered */
  instance?: string;
  /** the version that the person saw */
  version?: number;
  /** step of the first attempt, and of the first answer */
  sent: number;
  answered?: number;
  attempts: number;
  /** `accepted`, or the code of the problem; undefined where nobody ever answered */
  outcome?: string;
  answer?: Said;
  /** rules of a refusal */
  rules?: string[];
  /** answers to the same command sent again later */
  repeats: { outcome: string; answer?: Said; rules?: string[] }[];
}

/** Why a request had no answer, where nothing was done to it. */
export interface Failure {
  event: string;
  message: string;
}

const minute = 60_000;
const day = 86_400_000;
const lost = /Connection/;

/** What the people of a run share. */
export interface Common {
  /** cases they began to open, counted */
  opened: number;
  /** instants at which several of them act at once, epoch ms, ascending */
  meetings: number[];
}

/** Meetings follow one another after hours, days, or weeks. */
export function meetingsFrom(start: number, count: number, random: () => number): number[] {
  let at = start;
  return Array.from({ length: count }, () => {
    const kind = random();
    at += Math.round(random() * (kind < 0.6 ? day / 4 : kind < 0.88 ? 4 * day : 30 * day));
    return at;
  });
}

/** Classes that the procedures accept, by event, and the others. */
const isAccepted = ({ refusedBy }: Sample): boolean => !refusedBy?.length;

export class Person {
  readonly told: Told[] = [];
  readonly failures: Failure[] = [];
  done = false;
  private readonly process: Process;
  /** number of the meeting it is at */
  private meeting: number | undefined;

  constructor(
    readonly name: string,
    private readonly around: Surroundings,
    private readonly servers: readonly ApiServer[],
    private readonly common: Common,
  ) {
    this.process = around.scheduler.add(new Process(name, false));
  }

  /** So many commands, one after the other. */
  async work(commands: number): Promise<void> {
    for (let n = 0; n < commands;) {
      await this.think();
      // at a meeting several things are sent at once, and none waits for another
      const count = Math.min(this.meeting === undefined ? 1 : 1 + this.around.scheduler.below(3), commands - n);
      await Promise.all(Array.from({ length: count }, (_, i) => this.command(n + i)));
      n += count;
    }
    this.done = true;
  }

  /** Mostly at the next meeting, at the same instant as others; else within a day. */
  private async think(): Promise<void> {
    const { scheduler } = this.around;
    const soon = scheduler.random() ** 2 * day;
    this.meeting = scheduler.chance(0.75) ? this.common.meetings.findIndex((at) => at > scheduler.now) : undefined;
    const at = this.meeting === undefined ? undefined : this.common.meetings[this.meeting];
    await scheduler.sleep(this.process, at === undefined ? soon : at - scheduler.now);
  }

  /** The case of a command: at a meeting the one that everybody has on the table, or one of the same house. */
  private caseOf(known: readonly string[]): string {
    const { scheduler } = this.around;
    if (this.meeting === undefined) return scheduler.pick(known);
    const table = known[this.meeting % known.length]!;
    if (scheduler.chance(0.5)) return table;
    const houses = this.housesOf(table);
    return scheduler.pick(
      known.filter((id) => id === table || this.housesOf(id).some((house) => houses.includes(house))),
    );
  }

  private housesOf(id: string): string[] {
    const about = this.around.store.tables.subjects.where((s) => s.instance === id && s.kind === 'institution');
    return about.map(({ subject }) => subject);
  }

  private async command(n: number): Promise<void> {
    const { scheduler, store } = this.around;
    const known = store.tables.instances.where(({ status }) => status === 'open').map(({ id }) => id);
    const key = `${this.name}-${n}`;
    if (known.length < 2 || scheduler.chance(0.12)) return this.open(key);
    const id = this.caseOf(known);
    if (this.meeting !== undefined && scheduler.chance(0.18)) return this.changeStanding(key, this.housesOf(id));
    const instance = await this.look(id);
    const act = instance && this.choose(instance);
    if (!act) return;
    const version = instance.version;
    const { workflow } = instance;
    // a form takes its time, and others go on meanwhile
    if (scheduler.chance(0.2)) await scheduler.sleep(this.process, (scheduler.random() ** 2 * day) / 4);
    const told = this.begin(key, workflow, act, `/instances/${id}/events`, id);
    told.version = version;
    await this.insist(told, (server) =>
      server.request((engine) =>
        engine.send({
          actor: act.actor,
          key,
          route: told.route,
          instance: id,
          type: act.type,
          data: act.data,
          version,
          sign,
        }),
      ),
    );
  }

  private async open(key: string): Promise<void> {
    const { scheduler, world } = this.around;
    const workflow = scheduler.pick(world.workflows);
    const opening = world.samplesOf(workflow).filter(([event]) => workflow.openings.includes(event));
    const accepted = opening.flatMap(([, samples]) => samples.filter(isAccepted));
    if (accepted.length === 0) return;
    this.common.opened += 1;
    const act = world.act(workflow, scheduler.pick(accepted), this.common.opened, scheduler.now);
    const told = this.begin(key, workflow, act, '/instances');
    const { area } = workflow.samples;
    await this.insist(told, (server) =>
      server.request((engine) =>
        engine.open({
          actor: act.actor,
          key,
          route: told.route,
          workflow: workflow.id,
          event: act.type,
          area,
          data: act.data,
          sign,
        }),
      ),
    );
  }

  /** The register hears of an institution, and so does every open case about it. */
  private async changeStanding(key: string, houses: readonly string[]): Promise<void> {
    const { scheduler, store } = this.around;
    const { institutions } = store.tables;
    const places = institutions.where(({ id }) => houses.length === 0 || houses.includes(id));
    if (places.length === 0) return;
    const { id, version } = scheduler.pick(places);
    const standing = scheduler.pick(['authorised', 'authorised', 'frozen', 'suspended']);
    const actor: Actor = { person: idOf(`registrar ${this.name}`), role: 'mosvy', area: '' };
    const told = this.note({
      key,
      actor,
      event: 'institution.standing',
      data: { standing },
      workflow: 'register',
      route: '/institutions',
    });
    const at = new Date(scheduler.now).toISOString();
    const entry = JSON.stringify({ actor, at, event: 'institution.standing', standing });
    const scope = { person: actor.person, route: told.route, key };
    const reaction = { change: 'institution.standing' as const, subject: id, data: { institution: { standing } } };
    const ops = [{ op: 'institution.standing', data: { institution: id, standing, reason: '' } }];
    const line: Line = { stream: id, kind: 'registry', at, entry, key: scope, answer: { id }, ops };
    await this.insist(told, (server) =>
      server.request(async (engine) => {
        const outcome = await engine.react(reaction, line, [{ table: 'institutions', id, version }]);
        if (outcome.ok || ('conflict' in outcome && outcome.conflict === 'key')) return { id, version: null };
        throw new Problem('conflict' in outcome ? 'version_stale' : 'conflict');
      }),
    );
  }

  private begin(key: string, workflow: Workflow, { actor, type, data }: Act, route: string, instance?: string): Told {
    return this.note({ key, actor, event: type, data, workflow: workflow.id, route, instance });
  }

  private note({
    actor,
    ...what
  }: Pick<Told, 'key' | 'event' | 'data' | 'workflow' | 'route' | 'instance'> & { actor: Actor }) {
    const sent = this.around.scheduler.steps;
    const told: Told = { ...what, person: actor.person, sent, attempts: 0, repeats: [] };
    this.told.push(told);
    return told;
  }

  /** The case as a page would show it. */
  private async look(id: string): Promise<Instance | undefined> {
    const { scheduler } = this.around;
    for (let attempt = 0; attempt < 5; attempt += 1) {
      try {
        return await scheduler.pick(this.servers).request(async (engine) => (await engine.records.read([id]))[0]);
      } catch {
        await scheduler.sleep(this.process, minute);
      }
    }
    return undefined;
  }

  /** An event that the case may take now; one in ten is a class that must be refused. */
  private choose(instance: Instance): Act | undefined {
    const { scheduler, world, store } = this.around;
    const { workflow, snapshot } = instance;
    const wrong = scheduler.chance(0.1);
    const possible = world.samplesOf(workflow).filter(([event]) => isPossible(snapshot, event));
    const fitting = possible.flatMap(([, samples]) =>
      samples.filter((s) => isAccepted(s) !== wrong && (!s.when || s.when(snapshot.context as never))),
    );
    if (fitting.length === 0) return undefined;
    // what leads on is taken more often than what may be told at any time
    const events = [...new Set(fitting.map(({ event }) => event))];
    const ahead = events.filter((event) => !workflow.events[event]?.fact);
    const event = scheduler.pick(ahead.length > 0 && scheduler.chance(0.8) ? ahead : events);
    const sample = scheduler.pick(fitting.filter((s) => s.event === event));
    const about = store.tables.subjects.where((s) => s.instance === instance.id);
    const id = (about.find(({ kind }) => kind === 'child') ?? about[0])?.subject;
    const n = id === undefined ? 0 : Number.parseInt(id.slice(4, 8), 16);
    return world.act(workflow, sample, n, scheduler.now);
  }

  /** Sends it until somebody answers; now and then a second time although it was answered, or while it is on its way. */
  private async insist(told: Told, send: (server: ApiServer) => Promise<Said>): Promise<void> {
    const { scheduler } = this.around;
    for (;;) {
      told.attempts += 1;
      const server = scheduler.pick(this.servers);
      const calm = scheduler.chances.crash === 0;
      if (scheduler.chance(0.05) && !calm) void this.sendOnce(told, send, scheduler.pick(this.servers));
      const outcome = await this.sendOnce(told, send, server);
      if (outcome) {
        this.keep(told, outcome);
        break;
      }
      // where nothing is taken from anybody any more, an error is an answer
      if (calm && told.attempts > 6) return;
      await scheduler.sleep(this.process, scheduler.random() * 10 * minute);
    }
    while (scheduler.chance(0.15)) {
      await scheduler.sleep(this.process, scheduler.random() * 3 * day);
      const again = await this.sendOnce(told, send, scheduler.pick(this.servers));
      if (again) told.repeats.push(again);
    }
  }

  private keep(told: Told, { outcome, answer, rules }: Told['repeats'][number]): void {
    const { scheduler } = this.around;
    told.outcome = outcome;
    told.answer = answer;
    told.rules = rules;
    told.instance ??= answer?.id;
    told.answered = scheduler.steps;
    scheduler.note(this.name, `${told.event} ${told.key}: ${outcome} ${answer ? `v${answer.version}` : ''}`);
  }

  /** One attempt; undefined where there was no answer. */
  private async sendOnce(
    told: Told,
    send: (server: ApiServer) => Promise<Said>,
    server: ApiServer,
  ): Promise<Told['repeats'][number] | undefined> {
    try {
      const answer = await send(server);
      if (this.around.scheduler.chance(this.around.scheduler.chances.outage)) return undefined;
      return { outcome: 'accepted', answer: JSON.parse(JSON.stringify(answer)) as Said };
    } catch (error) {
      if (error instanceof Problem && error.code !== 'internal' && error.code !== 'busy')
        return { outcome: error.code, rules: error.extra.rules?.map(({ id }) => id) };
      const { message, cause } = error as Error & { cause?: { message?: string } };
      const why = cause?.message ?? message;
      if (!lost.test(why)) this.failures.push({ event: `${told.workflow} ${told.event}`, message: why });
      return undefined;
    }
  }
}

const sign = async (): Promise<void> => undefined;

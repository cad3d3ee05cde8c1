/** A workflow made ready for exploration: its transitions by readable name, its samples as events, its time normalised. */
import type { AnyMachineSnapshot, AnyStateNode } from 'xstate';
import { deadlineOfTimer, isGuarded, leavesOf, pathOf, Stepper, type Effect } from '../engine';
import { defaultParameters, type Parameters } from '../../workflows/parameters';
import { dateOf, day, startOf, type Calendar } from '../../workflows/time';
import { levelOfRole, type Actor, type Given, type Role, type Sample, type Workflow } from '../../workflows/workflow';
import { roles } from '../../workflows/workflow';
import type { Facts } from '../../workflows/facts';

/** The instant of every sample: Monday 6 March 2017, 09:00 in Phnom Penh. Dates in samples are relative to it. */
export const epoch = startOf('2017-03-06') + 9 * 3_600_000;

const calendar: Calendar = {
  version: 1,
  from: '2000-01-01',
  until: '2099-12-31',
  holidays: ['2017-03-08', '2017-04-14', '2017-04-15', '2017-04-16'],
};

/** A transition of the machine, under the name that mutants and reports use. */
export interface Transition {
  id: string;
  source: AnyStateNode;
  /** event type, `xstate.after.…`, or '' for an eventless one */
  event: string;
  /** the object XState runs; a mutant changes its guard in place */
  raw: { guard?: any; target?: AnyStateNode[]; actions: any[] };
}

/** A timer that would fire, and when (epoch ms). */
export interface Armed {
  deadline: string;
  due: number;
}

/** A state of the exploration: snapshot, armed timers, and the time it is there. */
export interface Node {
  key: string;
  snapshot: AnyMachineSnapshot;
  armed: Map<string, Armed>;
  now: number;
  /** dotted paths of the active leaves */
  leaves: string[];
  depth: number;
  /** the step by which it was first reached: the shortest path, since the exploration goes by breadth */
  from?: { node: Node; edge: Edge };
}

/** A step that was taken. */
export interface Edge {
  id: string;
  /** the class of the event; undefined for a timer */
  sample?: Sample;
  timer?: string;
  given: Given;
  target: Node;
  effects: Effect[];
  /** transitions XState took, eventless ones after them */
  taken: Transition[];
}

/** What came of one event in one state. */
export interface Trial {
  taken: boolean;
  /** XState chose a transition, but nothing changed: the engine would call the event not taken */
  idle: boolean;
  edge?: Edge;
}

const isDate = /^\d{4}-\d\d-\d\d(?:$|T)/;

function shifted(value: any, days: number): any {
  if (days === 0 || value === null || value === undefined) return value;
  if (typeof value === 'string') {
    if (!isDate.test(value)) return value;
    return dateOf(startOf(value.slice(0, 10)) + days * day) + value.slice(10);
  }
  if (typeof value === 'number') return value > 1e11 ? value + days * day : value;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((v) => shifted(v, days));
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, shifted(v, days)]));
}

/**
 * Instants and dates of a context say only whether they lie behind or ahead, and those under `anchors`, from which deadlines
 * count and on which no guard rests, say nothing once they lie behind: so the graph is finite.
 */
function normal(context: unknown, now: number, today: string): string {
  return JSON.stringify(context, (key, value) => {
    if (key === 'anchors' && value) return Object.keys(value).filter((name) => value[name] > now);
    if (typeof value === 'number' && value > 1e11) return value <= now ? 'past' : 'ahead';
    if (typeof value === 'string' && isDate.test(value)) return value.slice(0, 10) <= today ? 'past day' : 'day ahead';
    return value;
  });
}

/** The person of a role where a sample names none. */
export const personOf = (role: string): string =>
  `00000000-0000-4000-8000-${String(roles.indexOf(role as Role) + 1).padStart(12, '0')}`;

const machines: Actor[] = [
  { person: '00000000-0000-0000-0000-00000000c10c', role: 'clock', area: '' },
  { person: '00000000-0000-0000-0000-0000000000fe', role: 'register', area: '' },
];
export const clock = machines[0]!;

/** The model of one workflow. Its machine is changed in place by mutants, one at a time. */
export class Model {
  readonly stepper: Stepper;
  readonly transitions: Transition[] = [];
  readonly states: AnyStateNode[] = [];
  readonly instance = '00000000-0000-4000-8000-0000000f0000';
  readonly parameters: Parameters;
  readonly calendar = calendar;
  private readonly byRaw = new Map<object, Transition>();
  private readonly inputs = new Map<Sample, Map<number, { data: any; facts: Facts; actor: Actor }>>();
  private readonly keys = new Map<string, string>();
  private passing?: Map<string, string>;
  private named = 0;
  private readonly days = new Map<number, string>();
  private took: Transition[] = [];
  private visited = new Set<AnyStateNode>();

  constructor(readonly workflow: Workflow) {
    const { version, values } = defaultParameters();
    this.parameters = { version, values: { ...values, ...workflow.samples.parameters } };
    // an endless chain of eventless transitions is an error, not a hanging proof
    workflow.machine.options.maxIterations = 200;
    this.stepper = new Stepper(workflow);
    this.stepper['scope'].system.inspect((seen: any) => {
      if (seen.type !== '@xstate.microstep') return;
      for (const raw of seen._transitions ?? []) {
        const transition = this.byRaw.get(raw);
        if (transition) this.took.push(transition);
      }
      for (const node of seen.snapshot?._nodes ?? []) this.visited.add(node);
    });
    this.name(workflow.machine.root);
  }

  private name(node: AnyStateNode): void {
    if (node.parent) this.states.push(node);
    const add = (event: string, list: readonly any[]) =>
      list.forEach((raw, i) => {
        const label =
          event === '' ? '(always)' : event.startsWith('xstate.after.') ? `after ${deadlineOfTimer(event)}` : event;
        const id = `${pathOf(node) || '(root)'}/${label}${list.length > 1 ? `#${i + 1}` : ''}`;
        const transition: Transition = { id, source: node, event, raw };
        this.transitions.push(transition);
        this.byRaw.set(raw, transition);
      });
    for (const [event, list] of node.transitions as unknown as Map<string, any[]>) add(event, list);
    add('', (node.always as any[] | undefined) ?? []);
    for (const child of Object.values(node.states)) this.name(child as AnyStateNode);
  }

  /** States entered so far, those passed within a step included. */
  get entered(): ReadonlySet<string> {
    return new Set([...this.visited].map(pathOf));
  }

  forget(): void {
    this.visited = new Set();
  }

  start(): Node {
    const snapshot = this.stepper.start({ id: this.instance, area: this.workflow.samples.area });
    for (const node of (snapshot as unknown as { _nodes: AnyStateNode[] })._nodes) this.visited.add(node);
    return this.node(snapshot, new Map(), epoch, 0);
  }

  node(snapshot: AnyMachineSnapshot, armed: Map<string, Armed>, now: number, depth: number): Node {
    const key = this.shortOf(this.textOf(snapshot, armed, now));
    return { key, snapshot, armed, now, leaves: leavesOf(snapshot), depth };
  }

  /** All that tells one state of the exploration from another. */
  textOf(snapshot: AnyMachineSnapshot, armed: Map<string, Armed>, now: number): string {
    const history =
      Object.keys((snapshot as any).historyValue ?? {}).length > 0
        ? JSON.stringify((snapshot as any).historyValue, (k, v) => (k && v?.id ? v.id : v))
        : '';
    return `${JSON.stringify(snapshot.value)}${history}${[...armed.keys()].sort().join()}${normal(snapshot.context, now, this.dayOf(now))}`;
  }

  /** A short name for a text of a thousand letters: the tables of a walk are asked for it millions of times. */
  private shortOf(whole: string): string {
    let key = this.keys.get(whole) ?? this.passing?.get(whole);
    if (!key) (this.passing ?? this.keys).set(whole, (key = `s${(this.named += 1)}`));
    return key;
  }

  /** Names that only this work meets are forgotten after it: what a mutant alone can reach is not kept. */
  aside<T>(work: () => T): T {
    this.passing = new Map();
    try {
      return work();
    } finally {
      this.passing = undefined;
    }
  }

  private dayOf(now: number): string {
    let date = this.days.get(now);
    if (!date) this.days.set(now, (date = dateOf(now)));
    return date;
  }

  /** Who acts in a class: by default the first role that the domain names for the event, with a person of its own. */
  actorOf(sample: Sample): Actor {
    const role = sample.actor?.role ?? this.workflow.samples.roles[sample.event]?.[0] ?? 'register';
    const machine = machines.find((m) => m.role === role);
    const area = machine ? '' : this.workflow.samples.area.slice(0, levelOfRole[role as Role]);
    return {
      ...(machine ?? { person: personOf(role), role, area }),
      ...sample.actor,
      ...(sample.person ? { person: sample.person } : {}),
    };
  }

  /** As in the engine: only the facts that the event declares. */
  private factsOf(sample: Sample): Facts {
    const all: Facts = { ...this.workflow.samples.facts, ...sample.facts };
    const names: (keyof Facts)[] =
      this.actorOf(sample).role === 'register'
        ? ['children', 'institution']
        : (this.workflow.events[sample.event]?.facts ?? []);
    return Object.fromEntries(names.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]));
  }

  /** The event of a class at a time: its dates move with the time, so that it stays the same class. */
  given(sample: Sample, now: number): Given {
    const input = this.inputOf(sample, Math.floor((now - epoch) / day));
    return { type: sample.event, ...input, now, parameters: this.parameters, calendar };
  }

  private inputOf(sample: Sample, days: number): { data: any; facts: Facts; actor: Actor } {
    let known = this.inputs.get(sample);
    if (!known) this.inputs.set(sample, (known = new Map()));
    let input = known.get(days);
    if (!input) {
      const form = this.workflow.events[sample.event]?.form;
      const parsed = form?.safeParse(shifted(sample.data, days));
      input = {
        data: parsed?.success ? parsed.data : shifted(sample.data, days),
        facts: shifted(this.factsOf(sample), days),
        actor: this.actorOf(sample),
      };
      known.set(days, input);
    }
    return input;
  }

  /** What the register says at a time where no class says otherwise. */
  factsAt(now: number): Facts {
    const { children, institution } = shifted(this.workflow.samples.facts, Math.floor((now - epoch) / day)) as Facts;
    return { ...(children && { children }), ...(institution && { institution }) };
  }

  /** The event of a timer; as in the engine it brings facts only where its step has a guard. */
  timerGiven(timer: string, now: number, guarded: boolean): Given {
    const facts = guarded ? this.factsAt(now) : {};
    return { type: timer, data: null, actor: clock, now, facts, parameters: this.parameters, calendar };
  }

  /** One event in one state. */
  try(node: Node, given: Given, id: string, sample?: Sample, timer?: string): Trial {
    this.took = [];
    const step = this.stepper.advance(node.snapshot, given);
    const took = this.took;
    if (!step.taken && !timer) return { taken: false, idle: took.length > 0 };
    const armed = new Map(node.armed);
    if (timer) armed.delete(timer);
    for (const name of step.cancelled) armed.delete(name);
    const active = step.snapshot.status === 'active';
    if (!active) armed.clear();
    else {
      for (const { timer: name, deadline } of step.armed) {
        const due = this.workflow.deadlines[deadline];
        if (!due) throw new Error(`a timer waits for the deadline ${deadline}, which the workflow does not declare`);
        armed.set(name, { deadline, due: Math.max(given.now, due.due(step.snapshot.context, given).at) });
      }
    }
    const target = this.node(step.snapshot, armed, given.now, node.depth + 1);
    const edge: Edge = { id, sample, timer, given, target, effects: step.effects, taken: took };
    return { taken: step.taken, idle: took.length > 0 && !step.taken, edge };
  }

  /** Fires an armed timer at its due time; one whose guard refuses it is consumed. */
  fire(node: Node, timer: string): Trial {
    const { due } = node.armed.get(timer)!;
    return this.try(
      node,
      this.timerGiven(timer, Math.max(due, node.now), isGuarded(node.snapshot, timer)),
      timer,
      undefined,
      timer,
    );
  }
}

/** The events that lead to a node, one a line. */
export function trail(node: Node, last?: string): string[] {
  const steps: string[] = [];
  for (let at = node; at.from; at = at.from.node) steps.unshift(`${labelOf(at.from.edge)} → ${at.leaves.join(' + ')}`);
  if (last) steps.push(last);
  return steps;
}

export function labelOf(edge: Pick<Edge, 'sample' | 'timer' | 'given'>): string {
  if (edge.timer) return `the deadline ${deadlineOfTimer(edge.timer)} passes`;
  return `${edge.given.type} (${edge.sample!.name}) by ${edge.given.actor.role}`;
}

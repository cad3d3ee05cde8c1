/** Walks the whole graph of a workflow with XState's own traversal, and checks each state and each step on the way. */
import { getAdjacencyMap } from 'xstate/graph';
import type { AnyStateNode } from 'xstate';
import { checkVisits, pathOf, tasksOf, verdictOf } from '../engine';
import { levelOfRole, type Role, type Sample, type StateMeta } from '../../workflows/workflow';
import { labelOf, trail, type Edge, type Model, type Node, type Transition } from './model';

/** Something the proof does not accept, with the shortest path that shows it. */
export interface Failure {
  check: string;
  text: string;
  path: string[];
}

/** Receives what a walk finds. Throwing from `fail` ends it. */
export interface Sink {
  fail(failure: Failure): void;
}

/** Everything a walk has seen. */
export interface Walk {
  nodes: Map<string, Node>;
  /** steps by the key of the state they leave */
  edges: Map<string, Edge[]>;
  covered: Set<Transition>;
  /** classes that were accepted, or refused as they should be */
  met: Set<Sample>;
  /** deadlines of an open task or of a timer that fired */
  consumed: Set<string>;
  /** states in which an event has a transition */
  byEvent: Map<string, Node[]>;
  /** classes that were refused as they should be, by the key of the state */
  refused: Map<string, Sample[]>;
  broken: Set<string>;
}

export function emptyWalk(): Walk {
  return {
    nodes: new Map(),
    edges: new Map(),
    covered: new Set(),
    met: new Set(),
    consumed: new Set(),
    byEvent: new Map(),
    refused: new Map(),
    broken: new Set(),
  };
}

/** The active state nodes. */
export const nodesOf = (node: Node): AnyStateNode[] => (node.snapshot as any)._nodes;

export const isOpen = (node: Node): boolean => node.snapshot.status === 'active' && !node.leaves.includes('new');

/** Event types for which some active state has a transition. */
export function typesOf(node: Node): Set<string> {
  const types = new Set<string>();
  for (const state of nodesOf(node)) for (const type of state.transitions.keys()) types.add(type);
  return types;
}

/** Tries one class in one state and compares with what it must meet. Returns the step when there is one. */
export function probe(model: Model, walk: Walk, sink: Sink, node: Node, sample: Sample): Edge | undefined {
  const { workflow } = model;
  const context = node.snapshot.context;
  if (sample.when && !sample.when(context)) return undefined;
  const given = model.given(sample, node.now);
  const id = `${sample.event} (${sample.name})`;
  const fail = (check: string, text: string) =>
    sink.fail({ check, text: `${id}: ${text}`, path: trail(node, labelOf({ sample, given, timer: undefined })) });
  const { taken, idle, edge } = model.try(node, given, id, sample);
  const refusedBy = sample.refusedBy ?? [];
  if (taken) {
    if (refusedBy.length > 0) {
      fail('rules', `accepted, though ${refusedBy.join(', ')} must refuse it`);
      return edge;
    }
    walk.met.add(sample);
    const role = given.actor.role;
    if (role !== 'register' && !workflow.events[sample.event]?.by.includes(role as Role))
      fail('roles', `accepted from ${role}, who may not send it`);
    if (sample.to && !nodesOf(edge!.target).some((n) => pathOf(n) === sample.to)) {
      fail('targets', `must lead to ${sample.to}, but leads to ${edge!.target.leaves.join(' + ')}`);
    }
    return edge;
  }
  if (idle) {
    fail('idle', 'a transition takes it, but changes neither state nor context: the engine would call it not taken');
    return undefined;
  }
  if (workflow.events[sample.event]?.fact && isOpen(node) && refusedBy.length === 0)
    fail('facts', 'is a fact, and must be recordable in every open state');
  const verdict = verdictOf(workflow, node.snapshot, given);
  if (verdict.open) fail('rules', 'no rule stands in its way, and yet the machine does not take it');
  const broken = verdict.broken.map((b) => b.rule.id).sort();
  if (refusedBy.length === 0 || broken.length === 0) return undefined;
  if (broken.join() !== [...refusedBy].sort().join())
    fail('rules', `refused by ${broken.join(', ')}, but must be refused by ${refusedBy.join(', ')}`);
  else {
    walk.met.add(sample);
    const list = walk.refused.get(node.key);
    if (list) list.push(sample);
    else walk.refused.set(node.key, [sample]);
  }
  return undefined;
}

/** Every step that leads out of a state: each class of each possible event, and its timers in the order of their dates. */
export function expand(model: Model, walk: Walk, sink: Sink, node: Node, only?: (event: string) => boolean): Edge[] {
  if (node.snapshot.status !== 'active') return [];
  const edges: Edge[] = [];
  const types = typesOf(node);
  for (const type of types) {
    let list = walk.byEvent.get(type);
    if (!list) walk.byEvent.set(type, (list = []));
    list.push(node);
  }
  const keep = (edge: Edge) => {
    for (const transition of edge.taken) walk.covered.add(transition);
    stepInvariants(model, walk, sink, node, edge);
    edges.push(edge);
  };
  for (const sample of model.workflow.samples.events) {
    // before the opening nothing else can happen
    if (node.leaves.includes('new') && !model.workflow.openings.includes(sample.event)) continue;
    if (!types.has(sample.event) && !(model.workflow.events[sample.event]?.fact && isOpen(node))) continue;
    if (only && !only(sample.event)) continue;
    const edge = probe(model, walk, sink, node, sample);
    if (edge) keep(edge);
  }
  const timers = [...node.armed].sort(([a, x], [b, y]) => x.due - y.due || (a < b ? -1 : 1));
  for (const [timer, { deadline }] of timers) {
    if (only && !only(timer)) continue;
    const { edge, idle } = model.fire(node, timer);
    if (idle)
      sink.fail({
        check: 'idle',
        text: `the deadline ${deadline} passes and changes neither state nor context: the engine would call it refused`,
        path: trail(node),
      });
    walk.consumed.add(deadline);
    keep(edge!);
    // a later date comes only after the earlier one; a repeat that changes nothing lets the next one come
    if (edge!.target.key !== node.key) break;
  }
  return edges;
}

function stepInvariants(model: Model, walk: Walk, sink: Sink, node: Node, edge: Edge): void {
  const fault = checkVisits(model.workflow, node.snapshot, edge.target.snapshot);
  if (fault) sink.fail({ check: 'visits', text: fault, path: trail(node, labelOf(edge)) });
  for (const invariant of model.workflow.invariants) {
    if (!invariant.step) continue;
    const holds = invariant.step({
      before: { context: node.snapshot.context, path: node.leaves },
      event: edge.given,
      after: { context: edge.target.snapshot.context, path: edge.target.leaves },
      effects: edge.effects,
    });
    if (holds) continue;
    walk.broken.add(invariant.id);
    sink.fail({
      check: 'invariant',
      text: `${invariant.id}: ${invariant.text}`,
      path: [...trail(node), `${labelOf(edge)} → ${edge.target.leaves.join(' + ')}`],
    });
  }
}

/** What must hold of each state on its own: invariants, one queue with a deadline, an outcome at the end. */
export function checkState(model: Model, walk: Walk, sink: Sink, node: Node): void {
  const { workflow } = model;
  const { context, value } = node.snapshot;
  const fail = (check: string, text: string) => sink.fail({ check, text, path: trail(node) });
  for (const invariant of workflow.invariants) {
    if (!invariant.state || invariant.state({ context, value, path: node.leaves })) continue;
    walk.broken.add(invariant.id);
    fail('invariant', `${invariant.id}: ${invariant.text}`);
  }
  if (node.snapshot.status === 'done') {
    const outcome = context.outcome as string | undefined;
    if (!outcome || !workflow.texts.outcomes[outcome])
      fail('outcome', `the end ${node.leaves.join()} names no outcome of the workflow`);
    return;
  }
  if (isOpen(node)) checkQueues(model, walk, fail, node);
}

function checkQueues(model: Model, walk: Walk, fail: (check: string, text: string) => void, node: Node): void {
  const { workflow } = model;
  const tasks = tasksOf(node.snapshot);
  if (tasks.size === 0) return fail('queue', `${node.leaves.join(' + ')} lies in no queue: nobody has a task`);
  for (const leaf of nodesOf(node)) {
    if (leaf.type !== 'atomic') continue;
    const held = lineOf(leaf).filter((n) => (n.meta as StateMeta | undefined)?.task);
    if (held.length > 1)
      fail(
        'queue',
        `${pathOf(leaf)} lies in ${held.length} queues: ${held.map((n) => (n.meta as StateMeta).task!.name).join(', ')}`,
      );
    // a region that waits for nothing may rest, as long as another one holds a task
    const alone = !lineOf(leaf).some((n) => n.parent?.type === 'parallel');
    if (held.length === 0 && alone) fail('queue', `${pathOf(leaf)} lies in no queue`);
  }
  const context = node.snapshot.context;
  const types = typesOf(node);
  for (const [key, task] of tasks) {
    const deadline = workflow.deadlines[task.due];
    if (!deadline) {
      fail('deadline', `the task ${task.name} has no deadline`);
      continue;
    }
    walk.consumed.add(task.due);
    const edge = node.from?.edge;
    if (edge) {
      const due = deadline.due(context, edge.given);
      if (!Number.isFinite(due.at) || due.why.parameter !== deadline.parameter)
        fail('deadline', `${task.due} has no date by ${deadline.parameter} here`);
      else if (workflow.samples.deadlines[task.due] && due.why.clock !== workflow.samples.deadlines[task.due]!.clock)
        fail('deadline', `${task.due} runs in the wrong clock: ${due.why.clock}`);
    }
    const acts = [...types].some((type) => workflow.events[type]?.by.includes(task.role));
    if (!acts) fail('queue', `${key} lies with ${task.role}, who can send nothing there`);
  }
}

/** The state and its ancestors up to the region it lies in. */
function lineOf(leaf: AnyStateNode): AnyStateNode[] {
  const line: AnyStateNode[] = [];
  for (let node: AnyStateNode | undefined = leaf; node; node = node.parent) {
    line.push(node);
    if (node.parent?.type === 'parallel') break;
  }
  return line;
}

/** Is this step somebody's choice, by a role that exists where the case lies? */
export function isChoice(model: Model, edge: Edge): boolean {
  if (!edge.sample) return false;
  const { role, area } = edge.given.actor;
  const spec = model.workflow.events[edge.sample.event];
  if (!spec || role === 'register' || role === 'clock') return false;
  const level = levelOfRole[role];
  return (
    level !== undefined &&
    spec.by.includes(role) &&
    area.length === level &&
    model.workflow.samples.area.startsWith(area)
  );
}

/** What is known already: the steps of a graph from which the changed one differs in these events alone. */
export interface Known {
  walk: Walk;
  events: ReadonlySet<string>;
}

/** Explores everything that can be reached. `limit` bounds the number of states. */
export function explore(model: Model, sink: Sink, limit = 200_000, known?: Known): Walk {
  const walk = emptyWalk();
  if (!known) model.forget();
  const start = known ? first(known.walk) : model.start();
  const admit = (node: Node) => {
    walk.nodes.set(node.key, node);
    if (walk.nodes.size > limit)
      throw new Error(`the states multiply: more than ${limit}; is a free text or a count in the context?`);
    if (!known?.walk.nodes.has(node.key)) checkState(model, walk, sink, node);
  };
  const seen = (node: Node, from: Node, edge: Edge): Node => {
    const same = walk.nodes.get(node.key);
    if (same) return same;
    const old = known?.walk.nodes.get(node.key);
    if (!old) node.from = { node: from, edge };
    admit(old ?? node);
    return old ?? node;
  };
  admit(start);
  const logic = {
    getInitialSnapshot: () => start,
    transition: (_node: Node, edge: Edge) => edge.target,
  };
  getAdjacencyMap(logic as any, {
    serializeState: (node: any) => node.key,
    serializeEvent: (edge: any) => edge.id,
    events: ((node: Node) => {
      const old = known?.walk.nodes.get(node.key) === node ? known : undefined;
      const edges = expand(model, walk, sink, node, old && ((event) => old.events.has(event)));
      if (old) edges.push(...keep(walk, old, node));
      for (const edge of edges) edge.target = seen(edge.target, node, edge);
      walk.edges.set(node.key, edges);
      return edges;
    }) as any,
    limit: Infinity,
  });
  return walk;
}

const first = (walk: Walk): Node => walk.nodes.values().next().value!;

/** The known steps of a state that the change does not touch, with what they showed. */
function keep(walk: Walk, { walk: was, events }: Known, node: Node): Edge[] {
  const edges = (was.edges.get(node.key) ?? []).filter((edge) => !events.has(edge.given.type));
  for (const edge of edges) {
    for (const transition of edge.taken) walk.covered.add(transition);
    if (edge.sample) walk.met.add(edge.sample);
    if (edge.timer) walk.consumed.add(edge.given.type.split('.')[2]!);
  }
  for (const sample of was.refused.get(node.key) ?? []) if (!events.has(sample.event)) walk.met.add(sample);
  for (const task of tasksOf(node.snapshot).values()) walk.consumed.add(task.due);
  return edges;
}

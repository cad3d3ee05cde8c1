/** Sequences of events that take every transition once at least: for the real engine to follow. */
import type { Actor } from '../../workflows/workflow';
import type { Facts } from '../../workflows/facts';
import type { Walk } from './explore';
import type { Edge, Model, Node, Transition } from './model';

/** One step of a path: an event sent at an instant, or the clock moved to one, and where the model says it ends. */
export interface PathStep {
  event?: { type: string; data: any; actor: Actor; facts: Facts };
  /** epoch ms */
  now: number;
  /** dotted paths of the active leaves afterwards, sorted and joined by a space, as the engine's `phase` */
  phase: string;
  status: 'open' | 'closed';
  outcome: string | null;
  /** armed timers afterwards, by name, with the instant each is due */
  timers: Record<string, number>;
  /** open tasks afterwards are derived from the phase */
  transitions: string[];
}

export interface Path {
  steps: PathStep[];
}

export interface Paths {
  paths: Path[];
  /** transitions that no real sequence covers, because an earlier deadline always comes first */
  uncovered: string[];
}

/** A transition-covering set of paths of a workflow that is explored. Longest first, so that few of them do. */
export function pathsIn(model: Model, walk: Walk): Paths {
  const wanted = new Map<Transition, { node: Node; edge: Edge }>();
  for (const [key, edges] of walk.edges) {
    const node = walk.nodes.get(key)!;
    for (const edge of edges) {
      for (const t of edge.taken) {
        const known = wanted.get(t);
        if (!known || node.depth < known.node.depth) wanted.set(t, { node, edge });
      }
    }
  }
  const left = new Set(wanted.keys());
  const paths: Path[] = [];
  const order = [...wanted].sort(([, a], [, b]) => b.node.depth - a.node.depth);
  for (const [transition, { node, edge }] of order) {
    if (!left.has(transition)) continue;
    const path = follow(model, [...edgesTo(node), edge]);
    for (const step of path.steps)
      for (const id of step.transitions) left.forEach((t) => t.id === id && left.delete(t));
    paths.push(path);
  }
  return { paths, uncovered: [...left].map((t) => t.id) };
}

function edgesTo(node: Node): Edge[] {
  const edges: Edge[] = [];
  for (let at = node; at.from; at = at.from.node) edges.unshift(at.from.edge);
  return edges;
}

/** Takes the steps once more from the start, with what every deadline on the way does. */
function follow(model: Model, edges: Edge[]): Path {
  let node = model.start();
  const steps: PathStep[] = [];
  for (const edge of edges) {
    const transitions: string[] = [];
    const until = Math.max(edge.given.now, node.now);
    for (;;) {
      const next = [...node.armed].sort(([a, x], [b, y]) => x.due - y.due || (a < b ? -1 : 1))[0];
      if (!next || next[1].due > until) break;
      const { edge: fired } = model.fire(node, next[0]);
      transitions.push(...fired!.taken.map((t) => t.id));
      node = fired!.target;
    }
    let event: PathStep['event'];
    if (edge.sample) {
      const given = model.given(edge.sample, until);
      const { edge: sent } = model.try({ ...node, now: until }, given, edge.id, edge.sample);
      if (!sent) break;
      event = { type: given.type, data: given.data, actor: given.actor, facts: given.facts };
      transitions.push(...sent.taken.map((t) => t.id));
      node = sent.target;
    }
    const timers = Object.fromEntries([...node.armed].map(([name, { due }]) => [name, due]));
    const done = node.snapshot.status !== 'active';
    steps.push({
      event,
      now: until,
      phase: node.leaves.join(' '),
      status: done ? 'closed' : 'open',
      outcome: node.snapshot.context.outcome ?? null,
      timers,
      transitions,
    });
    if (done) break;
  }
  return { steps };
}

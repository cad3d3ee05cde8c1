/** Finds a way into every state of a procedure: its classes of events and its deadlines, the newest ground first. */
import type { AnyStateNode } from 'xstate';
import { Model } from '../../../libs/proof';
import type { Sample, Workflow } from '../../../workflows/workflow';

export type Node = ReturnType<Model['start']>;

/** A state of a case as it is come by, and what can be tried in it. */
export interface State {
  workflow: Workflow;
  node: Node;
  /** events that lead on, and a class of each that is taken here, where the procedure has one */
  possible: Map<string, Sample | undefined>;
}

/** Events for which an active state has a transition. */
export function possibleIn({ snapshot }: Node): Set<string> {
  const active = (snapshot as unknown as { _nodes: AnyStateNode[] })._nodes;
  return snapshot.status === 'active'
    ? new Set(active.flatMap(({ transitions }) => [...transitions.keys()]))
    : new Set();
}

/** Steps tried in one procedure, by when every state that lasts was come by. */
export const wholeWalk = 8_000;

/** Every way of being that a walk meets first, so that each leaf of the machine is in one of them. */
export function walk(workflow: Workflow, most = wholeWalk): State[] {
  const model = new Model(workflow);
  const met = {
    keys: new Set<string>(),
    leaves: new Set<string>(),
    steps: new Set<unknown>(),
    phases: new Set<string>(),
  };
  const times = new Map<string, number>();
  // first what led to new ground, then new combinations, then the rest by turns from both ends
  const waiting: [Node[], Node[], Node[]] = [[model.start()], [], []];
  const fresh: Node[] = [];
  const meet = (node: Node, from: string, steps: readonly unknown[]): void => {
    if (met.keys.has(node.key)) return;
    met.keys.add(node.key);
    const phase = node.leaves.join(' ');
    const isNew = node.leaves.some((leaf) => !met.leaves.has(leaf)) || steps.some((step) => !met.steps.has(step));
    const isOther = !met.phases.has(phase);
    const often = (times.get(from) ?? 0) + 1;
    times.set(from, often);
    met.phases.add(phase);
    for (const leaf of node.leaves) met.leaves.add(leaf);
    for (const step of steps) met.steps.add(step);
    if (isNew || isOther) fresh.push(node);
    waiting[isNew ? 0 : isOther || often <= 3 ? 1 : 2].push(node);
  };
  let tried = 0;
  let turn = 0;
  const next = (): Node | undefined =>
    waiting[0].pop() ?? waiting[1].pop() ?? ((turn += 1) % 2 ? waiting[2].shift() : waiting[2].pop());
  for (let node = next(); node && tried < most; node = next()) {
    if (node.snapshot.status !== 'active') continue;
    for (const { sample, event } of classesIn(workflow, node)) {
      tried += 1;
      const { edge } = model.try(node, model.given(sample, node.now), event, sample);
      if (edge) meet(edge.target, `${event} ${sample.name}`, edge.taken);
    }
    const [first] = [...node.armed].sort(([, a], [, b]) => a.due - b.due);
    const edge = first && model.fire(node, first[0]).edge;
    if (edge) meet(edge.target, first[0], edge.taken);
  }
  return covering(fresh).map((node) => ({ workflow, node, possible: takenIn(model, node) }));
}

function classesIn({ samples }: Workflow, node: Node): { sample: Sample; event: string }[] {
  const possible = possibleIn(node);
  return samples.events
    .filter(
      ({ event, refusedBy, when }) =>
        possible.has(event) && !refusedBy?.length && (when?.(node.snapshot.context) ?? true),
    )
    .map((sample) => ({ sample, event: sample.event }));
}

function takenIn(model: Model, node: Node): State['possible'] {
  const { workflow } = model;
  const possible: State['possible'] = new Map(
    [...possibleIn(node)].filter((event) => event in workflow.events).map((event) => [event, undefined]),
  );
  for (const { sample, event } of classesIn(workflow, node))
    if (!possible.get(event) && model.try(node, model.given(sample, node.now), event, sample).taken)
      possible.set(event, sample);
  return possible;
}

/** A few of the nodes that together are in every leaf, the shortest ways among equals. */
function covering(nodes: readonly Node[]): Node[] {
  const left = new Set(nodes.flatMap(({ leaves }) => leaves));
  const chosen: Node[] = [];
  while (left.size > 0) {
    const gain = (node: Node): number => node.leaves.filter((leaf) => left.has(leaf)).length;
    const best = nodes.reduce((a, b) => (gain(b) > gain(a) || (gain(b) === gain(a) && b.depth < a.depth) ? b : a));
    chosen.push(best);
    for (const leaf of best.leaves) left.delete(leaf);
  }
  return chosen;
}

/** A workflow's machine read as states and arrows, for drawings and for the handbook. */
import type { StateMeta, TaskSpec, Text, Workflow } from '../../workflows/workflow';
import { chartTexts } from './texts';

export interface ChartState {
  /** dotted path; '' is the procedure itself */
  path: string;
  parent: string | null;
  kind: 'leaf' | 'compound' | 'parallel' | 'final' | 'history';
  children: string[];
  initial: string | null;
  text: Text;
  task: TaskSpec | null;
  outcome: string | null;
}

export interface ChartArrow {
  from: string;
  /** null: the arrow leads nowhere, it only records */
  to: string | null;
  kind: 'event' | 'deadline' | 'always';
  /** event type; '' for `always` */
  event: string;
  /** name of the deadline that fires it */
  deadline: string | null;
  /** ids, in the order in which they are asked */
  rules: string[];
}

export interface Chart {
  states: Map<string, ChartState>;
  arrows: ChartArrow[];
  /** paths breadth-first from the initial state; those that no arrow reaches come last */
  order: string[];
}

interface Node {
  id: string;
  type: string;
  path: string[];
  parent?: Node;
  initial?: { target?: readonly Node[] };
  meta?: StateMeta;
  states: Record<string, Node>;
  transitions: Map<string, Transition[]>;
  always?: Transition[];
}
interface Transition {
  target?: readonly Node[];
  guard?: unknown;
}

const pathOf = (node: Node): string => node.path.join('.');

/** Rules that a guard names, also inside `and`, `or` and `not`. */
export function rulesOf(guard: unknown): string[] {
  if (guard === null || (typeof guard !== 'object' && typeof guard !== 'function')) return [];
  const { type, params, guards } = guard as { type?: string; params?: { all?: string[] }; guards?: unknown };
  const own = type === 'rules' ? (params?.all ?? []) : [];
  return [...own, ...(Array.isArray(guards) ? guards.flatMap(rulesOf) : [])];
}

function stateOf(workflow: Workflow, node: Node): ChartState {
  const path = pathOf(node);
  const children = Object.values(node.states);
  const kind = node.type === 'atomic' ? 'leaf' : (node.type as ChartState['kind']);
  const named = path === '' ? workflow.title : workflow.texts.states[path];
  return {
    path,
    parent: node.parent ? pathOf(node.parent) : null,
    kind,
    children: children.map(pathOf),
    initial: kind === 'compound' && node.initial?.target?.[0] ? pathOf(node.initial.target[0]) : null,
    text: named ?? (kind === 'history' ? chartTexts.history : { en: node.path.at(-1)!, km: node.path.at(-1)! }),
    task: node.meta?.task ?? null,
    outcome: node.meta?.outcome ?? null,
  };
}

function arrowsOf(node: Node): ChartArrow[] {
  const named = [...node.transitions].flatMap(([event, list]) => list.map((t) => ({ event, t })));
  const all = [...named, ...(node.always ?? []).map((t) => ({ event: '', t }))];
  return all.flatMap(({ event, t }) => {
    const after = /^xstate\.after\.([^.]+)\./.exec(event)?.[1] ?? null;
    const always = event === '' || event.startsWith('xstate.done.');
    const arrow = {
      from: pathOf(node),
      kind: after ? ('deadline' as const) : always ? ('always' as const) : ('event' as const),
      event: after || always ? '' : event,
      deadline: after,
      rules: [...new Set(rulesOf(t.guard))],
    };
    return (t.target?.length ? t.target.map(pathOf) : [null]).map((to) => ({ ...arrow, to }));
  });
}

/** Is a path the other, or beneath it? */
export function isWithin(path: string, container: string): boolean {
  return container === '' || path === container || path.startsWith(`${container}.`);
}

/** Is it an arrow of a container to one of its own parts, so that it can be taken at any of its steps? */
export function isAnytime(arrow: ChartArrow): boolean {
  return arrow.to !== null && arrow.to !== arrow.from && arrow.kind === 'event' && isWithin(arrow.to, arrow.from);
}

/** Leaf states that are active when a state has been entered. */
export function entryOf(states: Map<string, ChartState>, path: string): string[] {
  const state = states.get(path)!;
  if (state.kind === 'parallel') return state.children.flatMap((child) => entryOf(states, child));
  if (state.kind === 'history') return entryOf(states, state.parent!);
  return state.initial ? entryOf(states, state.initial) : [path];
}

/** The path itself and what contains it, innermost first, the procedure ('') last. */
export function lineOf(path: string): string[] {
  const keys = path === '' ? [] : path.split('.');
  return keys.map((_, i) => keys.slice(0, keys.length - i).join('.')).concat('');
}

/** What can be taken at any step of a whole container is followed only when nothing else leads on. */
function breadthFirst(states: Map<string, ChartState>, arrows: ChartArrow[]): string[] {
  const seen = new Set<string>();
  const queue = [''];
  const later: string[] = [];
  const wide = new Set(arrows.filter(isAnytime).map((arrow) => arrow.from));
  while (queue.length > 0 || later.length > 0) {
    const path = queue.shift() ?? later.shift()!;
    if (states.get(path)!.kind === 'history' || seen.has(path)) continue;
    const leaves = entryOf(states, path);
    const entered = leaves.flatMap(lineOf).concat(path);
    const fresh = [...new Set(entered)].filter((p) => !seen.has(p)).sort((a, b) => a.length - b.length);
    for (const p of fresh) seen.add(p);
    for (const p of fresh.sort((a, b) => b.split('.').length - a.split('.').length))
      for (const arrow of arrows)
        if (arrow.from === p && arrow.to) (wide.has(p) && arrow.kind === 'event' ? later : queue).push(arrow.to);
  }
  const reached = [...seen].filter((path) => path !== '');
  return [...reached, ...[...states.keys()].filter((path) => path !== '' && !seen.has(path))];
}

const known = new WeakMap<Workflow, Chart>();

/** States and arrows of a workflow; read once for each version. */
export function chartOf(workflow: Workflow): Chart {
  const held = known.get(workflow);
  if (held) return held;
  const nodes: Node[] = [];
  const walk = (node: Node): void => {
    nodes.push(node);
    Object.values(node.states).forEach(walk);
  };
  walk(workflow.machine.root);
  const states = new Map(nodes.map((node) => [pathOf(node), stateOf(workflow, node)]));
  const arrows = nodes.flatMap(arrowsOf);
  const chart = { states, arrows, order: breadthFirst(states, arrows) };
  known.set(workflow, chart);
  return chart;
}

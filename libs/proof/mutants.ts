/** Each guard, rule, deadline and role, removed or negated one at a time: the proof must notice every one. */
import { and, not, or, type AnyStateNode } from 'xstate';
import { deadlineOfTimer, pathOf } from '../engine';
import { roles as allRoles, type Role, type StateMeta } from '../../workflows/workflow';
import { checkGraph, checkTables } from './graph';
import { emptyWalk, expand, explore, nodesOf, type Failure, type Sink, type Walk } from './explore';
import type { Edge, Model, Node, Transition } from './model';

/** One change of the workflow, and how to take it back. */
export interface Mutant {
  id: string;
  apply(): () => void;
  /** transitions it bears on; undefined: seen in the tables alone */
  on?: Transition[];
}

/** Why a mutant is killed, or undefined when the proof did not notice. */
export interface Verdict {
  mutant: string;
  killed?: Failure;
}

class Killed extends Error {
  constructor(readonly failure: Failure) {
    super('killed');
  }
}
const first: Sink = {
  fail(failure) {
    throw new Killed(failure);
  },
};

/** Every mutant of a workflow, in the order of its files. */
export function mutantsOf(model: Model): Mutant[] {
  return [...guards(model), ...rules(model), ...deadlines(model), ...roles(model)];
}

interface Variant {
  change: string;
  guard: any;
}

const nameOf = (guard: any): string =>
  typeof guard === 'string'
    ? guard
    : typeof guard === 'function'
      ? guard.name || 'guard'
      : `${guard.type}${guard.params ? ` ${Object.values(guard.params).join(' ')}` : ''}`;

/** A guard with one of its parts removed or negated. */
function variants(guard: any): Variant[] {
  if (typeof guard === 'function' && Array.isArray(guard.guards)) {
    const parts: any[] = guard.guards;
    const make = guard.name === 'or' ? or : and;
    if (guard.name === 'not') {
      return [
        { change: `not ${nameOf(parts[0])} removed`, guard: undefined },
        { change: `not ${nameOf(parts[0])} negated`, guard: parts[0] },
      ];
    }
    return parts.flatMap((part, i) =>
      variants(part).map(({ change, guard: changed }) => {
        const rest =
          changed === undefined ? parts.filter((_, j) => j !== i) : parts.map((p, j) => (j === i ? changed : p));
        return { change, guard: rest.length === 0 ? undefined : make(rest as any) };
      }),
    );
  }
  if (typeof guard === 'object' && guard.type === 'rules') {
    const all: string[] = guard.params.all;
    return all.flatMap((id) => {
      const rest = { type: 'rules', params: { all: all.filter((other) => other !== id) } };
      return [
        { change: `rule ${id} removed`, guard: rest },
        {
          change: `rule ${id} negated`,
          guard: and([rest, not({ type: 'rules', params: { all: [id] } } as any)] as any),
        },
      ];
    });
  }
  return [
    { change: `guard ${nameOf(guard)} removed`, guard: undefined },
    { change: `guard ${nameOf(guard)} negated`, guard: not(guard) },
  ];
}

function guards(model: Model): Mutant[] {
  return model.transitions.flatMap((transition) => {
    const { raw } = transition;
    const original = raw.guard;
    if (!original) return [];
    return variants(original).map(({ change, guard }) => ({
      id: `transition ${transition.id} ${change}`,
      on: [transition],
      apply: () => {
        raw.guard = guard;
        return () => {
          raw.guard = original;
        };
      },
    }));
  });
}

const namesRule = (guard: any, id: string): boolean =>
  !!guard &&
  (Array.isArray(guard.guards)
    ? guard.guards.some((g: any) => namesRule(g, id))
    : guard.type === 'rules' && guard.params.all.includes(id));

function rules(model: Model): Mutant[] {
  return Object.values(model.workflow.rules).flatMap((rule) => {
    const original = rule.check;
    const on = model.transitions.filter((t) => namesRule(t.raw.guard, rule.id));
    const change = (how: string, check: typeof original): Mutant => ({
      id: `rule ${rule.id} ${how}`,
      on,
      apply: () => {
        rule.check = check;
        return () => {
          rule.check = original;
        };
      },
    });
    return [change('always passes', () => undefined), change('always refuses', () => rule.text)];
  });
}

function deadlines(model: Model): Mutant[] {
  const { workflow } = model;
  const list: Mutant[] = [];
  const seen = new Set<string>();
  for (const { event, source } of model.transitions) {
    if (!event.startsWith('xstate.after.') || seen.has(event)) continue;
    seen.add(event);
    const entry = source.entry as any[];
    list.push({
      id: `deadline after ${deadlineOfTimer(event)} of ${pathOf(source)} removed`,
      apply: () => {
        source.entry = entry.filter((action) => action.id !== event) as never;
        return () => {
          source.entry = entry as never;
        };
      },
    });
  }
  for (const state of model.states) {
    const task = (state.meta as StateMeta | undefined)?.task;
    if (!task) continue;
    const { due } = task;
    list.push({
      id: `deadline of the task ${task.name} in ${pathOf(state)} removed`,
      apply: () => {
        (task as { due?: string }).due = undefined;
        return () => {
          task.due = due;
        };
      },
    });
  }
  for (const [name, original] of Object.entries(workflow.deadlines)) {
    const other = Object.values(workflow.deadlines).find((d) => d.parameter !== original.parameter);
    if (!other) continue;
    list.push({
      id: `deadline ${name} counts by ${other.parameter}`,
      apply: () => {
        workflow.deadlines[name] = { ...other, text: original.text };
        return () => {
          workflow.deadlines[name] = original;
        };
      },
    });
  }
  return list;
}

function roles(model: Model): Mutant[] {
  return Object.entries(model.workflow.events).flatMap(([type, spec]) => {
    const original = spec.by;
    const change = (how: string, by: Role[]): Mutant => ({
      id: `event ${type} ${how}`,
      apply: () => {
        spec.by = by;
        return () => {
          spec.by = original;
        };
      },
    });
    const foreign = allRoles.find((role) => !original.includes(role));
    return [
      ...original.map((role) =>
        change(
          `role ${role} removed`,
          original.filter((r) => r !== role),
        ),
      ),
      ...(foreign ? [change(`role ${foreign} added`, [...original, foreign])] : []),
    ];
  });
}

/** Tries one mutant: the tables first, then the steps of the known graph, and only then the whole graph anew. */
export function judge(model: Model, base: Walk, mutant: Mutant): Verdict {
  return model.aside(() => judged(model, base, mutant));
}

function judged(model: Model, base: Walk, mutant: Mutant): Verdict {
  const undo = mutant.apply();
  try {
    checkTables(model, first);
    if (!mutant.on || again(model, base, mutant.on)) {
      const events = new Set(mutant.on?.map((t) => t.event) ?? ['']);
      const known = events.has('') ? undefined : { walk: base, events };
      const walk = explore(model, first, base.nodes.size * 2 + 1000, known);
      checkGraph(model, walk, first, undefined);
    }
    return { mutant: mutant.id };
  } catch (error) {
    if (error instanceof Killed) return { mutant: mutant.id, killed: error.failure };
    const text = error instanceof Error ? error.message : String(error);
    return { mutant: mutant.id, killed: { check: 'machine', text, path: [] } };
  } finally {
    undo();
  }
}

/** Walks the steps of the known graph that the change bears on. Answers whether only a new walk can tell more. */
function again(model: Model, base: Walk, on: Transition[]): boolean {
  const events = new Set(on.map((t) => t.event));
  const eventless = events.has('');
  const walk = emptyWalk();
  let isNew = false;
  let differs = false;
  const nodes = new Set(
    [...events].flatMap((e) => (e === '' ? [...base.nodes.values()] : (varied(base).get(e) ?? []))),
  );
  const likely = eventless ? on.flatMap((t) => likelyOf(base, t)) : [];
  // first where the change is most likely seen: a mutant ends with the first failure
  for (const node of new Set([...likely, ...nodes])) {
    const was = (base.edges.get(node.key) ?? []).filter((e) => eventless || events.has(e.given.type));
    const is = expand(model, walk, first, node, eventless ? undefined : (event) => events.has(event));
    for (const edge of is) if (!base.nodes.has(edge.target.key)) isNew = true;
    if (!sameEdges(was, is)) differs = true;
  }
  if (isNew) return true;
  // every step leads into the known graph, so what is not taken or met here is not taken or met at all
  const sources = new Set([...base.covered].filter((t) => eventless || events.has(t.event)));
  for (const t of sources)
    if (!walk.covered.has(t)) first.fail({ check: 'transitions', text: `${t.id} is never taken`, path: [] });
  for (const sample of base.met) {
    if ((eventless || events.has(sample.event)) && !walk.met.has(sample)) {
      first.fail({
        check: 'samples',
        text: `${sample.event} (${sample.name}) is nowhere ${sample.refusedBy?.length ? 'refused as it must be' : 'accepted'}`,
        path: [],
      });
    }
  }
  return differs;
}

const sameEdges = (a: Edge[], b: Edge[]): boolean =>
  a.length === b.length && a.every((edge, i) => edge.id === b[i]!.id && edge.target.key === b[i]!.target.key);

const orders = new WeakMap<Walk, Map<string, Node[]>>();

/**
 * The states in which an event has a transition, those first in which it comes to something that no state before comes to:
 * a changed rule is most likely seen there, and thousands of states are alike.
 */
function varied(base: Walk): Map<string, Node[]> {
  const known = orders.get(base);
  if (known) return known;
  const order = new Map<string, Node[]>();
  const told = new Map<Node, Map<string, string>>();
  for (const [type, nodes] of base.byEvent) {
    const seen = new Set<string>();
    const rest: Node[] = [];
    const fresh: Node[] = [];
    for (const node of nodes) {
      let signs = told.get(node);
      if (!signs) told.set(node, (signs = comesTo(base, node)));
      const sign = `${node.leaves.join()} ${signs.get(type) ?? ''}`;
      (seen.has(sign) ? rest : fresh).push(node);
      seen.add(sign);
    }
    order.set(type, [...fresh, ...rest]);
  }
  orders.set(base, order);
  return order;
}

/** What each event comes to in a state, by its classes: the transitions taken, and the refusals. */
function comesTo(base: Walk, node: Node): Map<string, string> {
  const signs = new Map<string, string>();
  const add = (type: string, sign: string) => signs.set(type, `${signs.get(type) ?? ''};${sign}`);
  for (const { id, given, taken } of base.edges.get(node.key) ?? [])
    add(given.type, `${id}>${taken.map((t) => t.id).join()}`);
  for (const { event, name } of base.refused.get(node.key) ?? []) add(event, name);
  return signs;
}

const indexes = new WeakMap<Walk, Map<Transition | AnyStateNode, Node[]>>();

/** The states in which an eventless transition was taken, and then those that lead into its source. */
function likelyOf(base: Walk, on: Transition): Node[] {
  let index = indexes.get(base);
  if (!index) {
    index = new Map();
    for (const [key, edges] of base.edges) {
      const node = base.nodes.get(key)!;
      const seen = new Set<Transition | AnyStateNode>();
      for (const { taken, target } of edges) {
        for (const transition of taken) seen.add(transition);
        for (const state of nodesOf(target)) seen.add(state);
      }
      for (const thing of seen) {
        const list = index.get(thing);
        if (list) list.push(node);
        else index.set(thing, [node]);
      }
    }
    indexes.set(base, index);
  }
  return [...(index.get(on) ?? []), ...(index.get(on.source) ?? [])];
}

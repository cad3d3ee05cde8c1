/** A workflow told as plain data: states, events with their forms as JSON Schema, rules, deadlines, texts and the diagram. */
import { z } from 'zod';
import { may, type Action } from '../../libs/access';
import { rulesOf } from '../../libs/chart';
import type { Parameters } from '../../workflows/parameters';
import { parameterSpecs } from '../../workflows/parameters';
import type { EventSpec, Role, StateMeta, Text, Workflow } from '../../workflows/workflow';

interface Transition {
  eventType: string;
  target?: readonly { id: string }[];
  guard?: unknown;
  delay?: unknown;
}

interface Node {
  id: string;
  type: string;
  path: string[];
  parent?: Node;
  initial?: { target?: readonly Node[] };
  meta?: StateMeta;
  history?: string | false;
  states: Record<string, Node>;
  transitions: Map<string, Transition[]>;
  always?: Transition[];
}

export interface StateView {
  path: string;
  parent: string | null;
  type: string;
  initial: string | null;
  text: Text | null;
  task: { name: string; text: Text | null; role: string; due: string } | null;
  outcome: string | null;
  worry: boolean;
}

export interface TransitionView {
  from: string;
  to: string[];
  /** the event, or `always` */
  event: string;
  kind: 'event' | 'deadline' | 'always';
  /** deadline that fires it */
  deadline: string | null;
  rules: string[];
}

/** A form as JSON Schema 2020-12, with its titles in both languages and its widgets. */
export function formSchema(form: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as Record<
    string,
    unknown
  >;
  return schema;
}

const pathOf = (node: Node): string => node.path.join('.');

function everyNode(node: Node): Node[] {
  return [node, ...Object.values(node.states).flatMap(everyNode)];
}

function stateOf(workflow: Workflow, node: Node): StateView {
  const path = pathOf(node);
  const task = node.meta?.task;
  return {
    path,
    parent: node.parent && node.parent.path.length > 0 ? pathOf(node.parent) : null,
    type: node.history ? 'history' : node.type,
    initial: node.initial?.target?.[0] ? pathOf(node.initial.target[0]) : null,
    text: workflow.texts.states[path] ?? null,
    task: task
      ? { name: task.name, text: workflow.texts.tasks[task.name] ?? null, role: task.role, due: task.due }
      : null,
    outcome: node.meta?.outcome ?? null,
    worry: node.meta?.worry ?? false,
  };
}

function transitionsOf(node: Node, pathById: Map<string, string>): TransitionView[] {
  const all = [
    ...[...node.transitions.values()].flat(),
    ...(node.always ?? []).map((t) => ({ ...t, eventType: 'always' })),
  ];
  return all.map((t) => {
    const after = /^xstate\.after\.([^.]+)\./.exec(t.eventType);
    return {
      from: pathOf(node),
      to: t.target ? t.target.map((s) => pathById.get(s.id) ?? s.id) : [pathOf(node)],
      event: t.eventType,
      kind: after ? 'deadline' : t.eventType === 'always' || t.eventType === '' ? 'always' : 'event',
      deadline: after?.[1] ?? null,
      rules: [...new Set(rulesOf(t.guard))],
    };
  });
}

/** States and transitions as plain data, for a drawing. */
export function diagramOf(workflow: Workflow): { states: StateView[]; transitions: TransitionView[] } {
  const nodes = everyNode(workflow.machine.root);
  const pathById = new Map(nodes.map((node) => [node.id, pathOf(node)]));
  return {
    states: nodes.filter((node) => node.path.length > 0).map((node) => stateOf(workflow, node)),
    transitions: nodes.flatMap((node) => transitionsOf(node, pathById)),
  };
}

const drawings = new WeakMap<Workflow, StateView[]>();

/** The states of a workflow as data; made once. */
export function statesOf(workflow: Workflow): StateView[] {
  const known = drawings.get(workflow) ?? diagramOf(workflow).states;
  drawings.set(workflow, known);
  return known;
}

/** One line of the list of workflows. */
export function summaryOf(workflow: Workflow) {
  return {
    id: workflow.id,
    version: workflow.version,
    prefix: workflow.prefix,
    title: workflow.title,
    about: workflow.about,
    openings: workflow.openings,
  };
}

/** An emergency is told by the name of its opening; what else the matrix asks for nobody can show before the form. */
function mayOpen(role: Role, event: string, { by, action }: EventSpec): boolean {
  const conditions = event.startsWith('emergency.') ? (['emergency'] as const) : [];
  const actor = { person: '', role, area: '' };
  return by.includes(role) && (action === undefined || may(actor, action as Action, { conditions }));
}

/** The roles that may open a case with an event; none where it opens nothing. */
function openersOf(workflow: Workflow, event: string): Role[] {
  const spec = workflow.events[event]!;
  return workflow.openings.includes(event) ? spec.by.filter((role) => mayOpen(role, event, spec)) : [];
}

/** The openings that one of these roles may send, each with everybody who may. */
export function opensOf(workflow: Workflow, roles: readonly Role[]) {
  return workflow.openings
    .map((event) => ({ event, text: workflow.events[event]!.text, by: openersOf(workflow, event) }))
    .filter(({ by }) => by.some((role) => roles.includes(role)));
}

function deadlinesOf(workflow: Workflow, parameters: Parameters) {
  return Object.entries(workflow.deadlines).map(([name, deadline]) => ({
    name,
    text: deadline.text,
    parameter: deadline.parameter,
    value: parameters.values[deadline.parameter] ?? null,
    parameterVersion: parameters.version,
    clock: workflow.samples.deadlines[name]?.clock ?? null,
    source: parameterSpecs.find((spec) => spec.id === deadline.parameter)?.source ?? null,
    certainty: parameterSpecs.find((spec) => spec.id === deadline.parameter)?.certainty ?? null,
  }));
}

/** All that a client needs to draw the forms and lists of a workflow. */
export function describe(workflow: Workflow, parameters: Parameters) {
  const diagram = diagramOf(workflow);
  return {
    ...summaryOf(workflow),
    events: Object.entries(workflow.events).map(([type, spec]) => ({
      type,
      text: spec.text,
      form: formSchema(spec.form),
      by: spec.by,
      signature: spec.signature ?? false,
      restricted: spec.restricted ?? false,
      fact: spec.fact ?? false,
      field: spec.field ?? false,
      opening: workflow.openings.includes(type),
      openedBy: openersOf(workflow, type),
      samples: workflow.samples.events
        .filter((sample) => sample.event === type)
        .map(({ name, data, refusedBy }) => ({ name, data, refusedBy: refusedBy ?? [] })),
    })),
    rules: Object.values(workflow.rules).map(({ id, source, text, who, needsForm }) => ({
      id,
      source,
      text,
      who,
      needsForm,
    })),
    deadlines: deadlinesOf(workflow, parameters),
    states: diagram.states,
    texts: workflow.texts,
    diagram,
  };
}

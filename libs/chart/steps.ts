/** The procedure told step by step: who, by when, with what evidence, what may follow and which rules stand in the way. */
import { z } from 'zod';
import type { Parameters } from '../../workflows/parameters';
import { roleTexts } from '../../workflows/roles';
import type { Role, Text, Workflow } from '../../workflows/workflow';
import { deadlineText, findParameter, valueText } from './amounts';
import { eventText } from './labels';
import { chartOf, entryOf, isAnytime, lineOf, type ChartArrow } from './machine';
import { certaintyTexts, chartTexts } from './texts';

export interface NamedRole {
  role: Role;
  text: Text;
}
export interface RuleText {
  id: string;
  source: string;
  text: Text;
  who: NamedRole[];
}
export interface DueText {
  name: string;
  text: Text;
  parameter: string;
  value: Text;
  /** `5 working days (P-07)` */
  within: Text;
  source: string;
  certainty: 'verified' | 'analogue' | 'proposal' | null;
  certaintyText: Text | null;
}
export interface FieldText {
  name: string;
  text: Text;
  required: boolean;
}
export interface WayOut {
  /** event type; null where a deadline, the register or the machine itself leads on */
  event: string | null;
  kind: ChartArrow['kind'];
  text: Text;
  by: NamedRole[];
  fields: FieldText[];
  signature: boolean;
  deadline: DueText | null;
  rules: RuleText[];
  /** states it may lead to; empty: it is recorded and the step stays */
  to: { path: string; text: Text; anchor: string }[];
}
export interface StepText {
  workflow: string;
  version: number;
  parameterVersion: number;
  state: string;
  /** where it lies, outermost first, the step itself last */
  line: { path: string; text: Text }[];
  text: Text;
  task: { name: string; text: Text; who: NamedRole; due: DueText | null } | null;
  outcome: Text | null;
  ways: WayOut[];
  /** what is possible at any step of what contains it */
  also: { event: string; text: Text }[];
  /** its place in the handbook */
  anchor: string;
}

export const namedRoles = (roles: readonly Role[]): NamedRole[] =>
  roles.map((role) => ({ role, text: roleTexts[role] }));

/** Fields of a form in the order of the form. */
export function fieldsOf(form: z.ZodType): FieldText[] {
  const schema = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, { title?: string; titleKm?: string }>;
    required?: string[];
  };
  return Object.entries(schema.properties ?? {}).map(([name, { title, titleKm }]) => ({
    name,
    text: { en: title ?? name, km: titleKm ?? title ?? name },
    required: schema.required?.includes(name) ?? false,
  }));
}

/** A deadline with its value in force, where the number comes from and how sure it is. */
export function dueText(workflow: Workflow, name: string, { values }: Parameters): DueText | null {
  const deadline = workflow.deadlines[name];
  if (!deadline) return null;
  const spec = findParameter(deadline.parameter);
  return {
    name,
    text: deadline.text,
    parameter: deadline.parameter,
    value: valueText(values[deadline.parameter]),
    within: deadlineText(deadline.parameter, values),
    source: spec?.source ?? '',
    certainty: spec?.certainty ?? null,
    certaintyText: spec ? certaintyTexts[spec.certainty] : null,
  };
}

export function ruleText(workflow: Workflow, id: string): RuleText {
  const rule = workflow.rules[id];
  return rule
    ? { id, source: rule.source, text: rule.text, who: namedRoles(rule.who) }
    : { id, source: '', text: { en: id, km: id }, who: [] };
}

function wayOf(workflow: Workflow, parameters: Parameters, arrows: ChartArrow[]): WayOut {
  const { states } = chartOf(workflow);
  const first = arrows[0]!;
  const spec = workflow.events[first.event];
  const deadline = first.deadline ? dueText(workflow, first.deadline, parameters) : null;
  const targets = [...new Set(arrows.flatMap((arrow) => arrow.to ?? []))];
  return {
    event: spec ? first.event : null,
    kind: first.kind,
    text: deadline?.text ?? (first.kind === 'always' ? chartTexts.byItself : eventText(workflow, first.event)),
    by: namedRoles(spec?.by ?? []),
    fields: spec ? fieldsOf(spec.form) : [],
    signature: spec?.signature ?? false,
    deadline,
    rules: [...new Set(arrows.flatMap((arrow) => arrow.rules))].map((id) => ruleText(workflow, id)),
    to: targets.map((path) => ({ path, text: states.get(path)!.text, anchor: anchorOf(entryOf(states, path)[0]!) })),
  };
}

/** One way out for each event, each deadline and what happens by itself, from one set of arrows. */
export function waysOf(workflow: Workflow, parameters: Parameters, arrows: ChartArrow[]): WayOut[] {
  const groups = new Map<string, ChartArrow[]>();
  for (const arrow of arrows) {
    const key = `${arrow.kind} ${arrow.event} ${arrow.deadline ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), arrow]);
  }
  return [...groups.values()].map((group) => wayOf(workflow, parameters, group));
}

export const anchorOf = (path: string): string => `state-${path}`;

/** The path that a name means: the dotted path, or its last words where only one state has them. */
export function findState(workflow: Workflow, name: string): string | undefined {
  const { states } = chartOf(workflow);
  if (name !== '' && states.has(name)) return name;
  const ending = [...states.keys()].filter((path) => path.endsWith(`.${name}`));
  return ending.length === 1 ? ending[0] : undefined;
}

/** Everything the handbook says of one state. */
export function stepOf(workflow: Workflow, path: string, parameters: Parameters): StepText {
  const { states, arrows } = chartOf(workflow);
  const state = states.get(path)!;
  const wide = new Set(arrows.filter(isAnytime).map((arrow) => arrow.from));
  const line = lineOf(path);
  const near = line.filter((p, i) => i === 0 || (p !== '' && !wide.has(p)));
  const own = near.flatMap((p) => arrows.filter((arrow) => arrow.from === p));
  const named = new Set(own.map((arrow) => arrow.event));
  const far = line
    .filter((p) => !near.includes(p))
    .flatMap((p) => arrows.filter((arrow) => arrow.from === p && arrow.kind === 'event' && !named.has(arrow.event)));
  const also = [...new Set(far.map((arrow) => arrow.event))].filter((event) => workflow.events[event]);
  const { task } = state;
  return {
    workflow: workflow.id,
    version: workflow.version,
    parameterVersion: parameters.version,
    state: path,
    line: line
      .filter((p) => p !== '')
      .reverse()
      .map((p) => ({ path: p, text: states.get(p)!.text })),
    text: state.text,
    task: task && {
      name: task.name,
      text: workflow.texts.tasks[task.name] ?? state.text,
      who: namedRoles([task.role])[0]!,
      due: dueText(workflow, task.due, parameters),
    },
    outcome: state.outcome ? (workflow.texts.outcomes[state.outcome] ?? null) : null,
    ways: state.kind === 'final' ? [] : waysOf(workflow, parameters, own),
    also: state.kind === 'final' ? [] : also.map((event) => ({ event, text: eventText(workflow, event) })),
    anchor: anchorOf(path),
  };
}

/** Leaf states in the order of the procedure. */
export function leavesInOrder(workflow: Workflow): string[] {
  const { states, order } = chartOf(workflow);
  return order.filter((path) => ['leaf', 'final'].includes(states.get(path)!.kind));
}

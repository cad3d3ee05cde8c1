/** Every procedure in the list keeps the contract of `workflows/workflow.ts`, and a change of one needs a new version. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonical, deadlineOfTimer, Stepper } from '../../libs/engine';
import { workflows } from '../../workflows';
import { effectNames, roles, type StateMeta, type Text, type Workflow } from '../../workflows/workflow';

const khmer = /[\u1780-\u17ff]/;

interface Node {
  path: string[];
  meta?: StateMeta;
  type: string;
  states: Record<string, Node>;
  on: Record<string, { guard?: any; actions: any[]; target?: { path: string[] }[] }[]>;
  after: { eventType: string }[];
  invoke: unknown[];
  config: { onDone?: unknown };
  entry: any[];
  exit: any[];
}

function nodesOf(node: Node): Node[] {
  return [node, ...Object.values(node.states).flatMap(nodesOf)];
}

/** Keys by which the forms of a procedure are divided into parts. */
function sectionsOf(workflow: Workflow): string[] {
  const found = new Set<string>();
  const walk = (schema: any): void => {
    if (typeof schema !== 'object' || schema === null) return;
    if (typeof schema['x-section'] === 'string') found.add(schema['x-section']);
    Object.values(schema).forEach(walk);
  };
  for (const { form } of Object.values(workflow.events)) walk(z.toJSONSchema(form, { unrepresentable: 'any' }));
  return [...found];
}

const guardsIn = (guard: any): any[] =>
  !guard ? [] : Array.isArray(guard.guards) ? guard.guards.flatMap(guardsIn) : [guard];

/** What must not change under a version: states, transitions, guards, effects, tasks, forms, rules, deadlines. */
function fingerprintOf(workflow: Workflow): string {
  const machine = nodesOf(workflow.machine.root as unknown as Node).map((node) => ({
    path: node.path.join('.'),
    type: node.type,
    task: node.meta?.task && {
      ...node.meta.task,
      assignee: node.meta.task.assignee ? String(node.meta.task.assignee) : undefined,
    },
    outcome: node.meta?.outcome,
    on: Object.fromEntries(
      Object.entries(node.on).map(([type, transitions]) => [
        type,
        transitions.map((t) => ({
          guards: guardsIn(t.guard).map((g) => (typeof g === 'function' ? 'inline' : g)),
          actions: t.actions.map((a) => (typeof a === 'function' ? (a.type ?? 'inline') : (a.type ?? a))),
          target: t.target?.map((s) => s.path.join('.')),
        })),
      ]),
    ),
  }));
  const events = Object.fromEntries(
    Object.entries(workflow.events).map(([type, { form, by, action, facts, signature, restricted, fact }]) => [
      type,
      { form: z.toJSONSchema(form, { unrepresentable: 'any' }), by, action, facts, signature, restricted, fact },
    ]),
  );
  const rules = Object.values(workflow.rules).map(({ id, needsForm, check }) => ({
    id,
    needsForm,
    check: String(check).length,
  }));
  const deadlines = Object.entries(workflow.deadlines).map(([name, { parameter }]) => [name, parameter]);
  return createHash('sha256')
    .update(canonical({ machine, events, rules: rules.map((r) => [r.id, r.needsForm]), deadlines }))
    .digest('hex');
}

const stored = join(__dirname, 'fingerprints.json');
const fingerprints = existsSync(stored) ? (JSON.parse(readFileSync(stored, 'utf8')) as Record<string, string>) : {};

it('has procedures', () => {
  expect(workflows.map((w) => w.id)).toEqual(expect.arrayContaining(['gatekeeping', 'family-support']));
});

describe.each(workflows.map((w) => [`${w.id}@${w.version}`, w] as const))('%s', (name, workflow) => {
  const nodes = nodesOf(workflow.machine.root as unknown as Node);

  it('has not changed under its version', () => {
    // a change needs a new version; the new fingerprint is printed by the failing comparison
    expect({ [name]: fingerprintOf(workflow) }).toEqual({ [name]: fingerprints[name] });
  });

  it('names only guards, deadlines and effects that exist', () => {
    const guards = Object.keys(workflow.machine.implementations.guards as object);
    for (const node of nodes) {
      for (const transitions of Object.values(node.on)) {
        for (const t of transitions) {
          for (const guard of guardsIn(t.guard)) {
            if (typeof guard === 'function') continue;
            const { type, params } = typeof guard === 'string' ? { type: guard, params: undefined } : guard;
            expect(guards).toContain(type);
            if (type === 'rules') for (const id of params.all) expect(Object.keys(workflow.rules)).toContain(id);
          }
        }
      }
      for (const t of node.after) expect(Object.keys(workflow.deadlines)).toContain(deadlineOfTimer(t.eventType));
      const task = node.meta?.task;
      if (task) {
        expect(Object.keys(workflow.deadlines)).toContain(task.due);
        expect(roles).toContain(task.role);
      }
      for (const action of [
        ...node.entry,
        ...node.exit,
        ...Object.values(node.on).flatMap((ts) => ts.flatMap((t) => t.actions)),
      ]) {
        const type = typeof action === 'string' ? action : typeof action === 'function' ? undefined : action.type;
        if (type && !type.startsWith('xstate.')) expect(effectNames).toContain(type);
      }
    }
  });

  it('is pure: no invoke, no done transition, and its start has neither task nor timer', () => {
    for (const node of nodes) {
      expect(node.invoke ?? []).toEqual([]);
      expect(node.config.onDone).toBeUndefined();
    }
    const start = new Stepper(workflow).start({ id: 'x', area: '08' });
    expect(start.value).toBe('new');
    const first = nodes.find((n) => n.path.join('.') === 'new')!;
    expect(first.meta?.task).toBeUndefined();
    expect(first.after).toEqual([]);
  });

  it('takes every event somewhere, opens by its openings, and has a handler for every reaction', () => {
    const taken = new Set(nodes.flatMap((n) => Object.keys(n.on)));
    for (const type of Object.keys(workflow.events)) expect(taken).toContain(type);
    for (const type of workflow.openings) expect(Object.keys(workflow.events)).toContain(type);
    for (const type of Object.values(workflow.reactions)) {
      expect(taken).toContain(type);
      expect(Object.keys(workflow.events)).not.toContain(type);
    }
  });

  it('says everything in English and in Khmer', () => {
    const texts: [string, Text | undefined][] = [
      ['title', workflow.title],
      ['about', workflow.about],
      ...Object.entries(workflow.events).map(([k, e]) => [`event ${k}`, e.text] as [string, Text]),
      ...Object.entries(workflow.rules).map(([k, r]) => [`rule ${k}`, r.text] as [string, Text]),
      ...Object.entries(workflow.deadlines).map(([k, d]) => [`deadline ${k}`, d.text] as [string, Text]),
      ...nodes
        .filter((n) => n.path.length > 0 && n.path[0] !== 'new')
        .map(
          (n) => [`state ${n.path.join('.')}`, workflow.texts.states[n.path.join('.')]] as [string, Text | undefined],
        ),
      ...nodes.flatMap((n) =>
        n.meta?.task
          ? [[`task ${n.meta.task.name}`, workflow.texts.tasks[n.meta.task.name]] as [string, Text | undefined]]
          : [],
      ),
      ...nodes.flatMap((n) =>
        n.meta?.outcome
          ? [[`outcome ${n.meta.outcome}`, workflow.texts.outcomes[n.meta.outcome]] as [string, Text | undefined]]
          : [],
      ),
      ...Object.entries(workflow.texts.visitReasons ?? {}).map(([k, t]) => [`reason ${k}`, t] as [string, Text]),
      ...sectionsOf(workflow).map((k) => [`section ${k}`, workflow.texts.sections?.[k]] as [string, Text | undefined]),
    ];
    expect(texts.filter(([, t]) => !t?.en.trim() || !khmer.test(t.km) || khmer.test(t.en)).map(([k]) => k)).toEqual([]);
  });

  it('names the reason of visits that a closed case leaves, and has guests where a task lies with them', () => {
    if (workflow.visits) expect(Object.keys(workflow.texts.visitReasons ?? {})).toContain('caseClosed');
    const atGuests = nodes.filter((n) => n.meta?.task?.at === 'guest').map((n) => n.path.join('.'));
    if (!workflow.areas) expect(atGuests).toEqual([]);
  });

  it('has a label in both languages on every field of every form, and a source on every rule', () => {
    const unlabelled: string[] = [];
    const walk = (schema: any, path: string): void => {
      for (const [key, field] of Object.entries<any>(schema.properties ?? {})) {
        if (!field.title || !khmer.test(field.titleKm ?? '')) unlabelled.push(`${path}.${key}`);
        walk(field, `${path}.${key}`);
        if (field.items) walk(field.items, `${path}.${key}[]`);
      }
      for (const option of schema.anyOf ?? schema.oneOf ?? []) walk(option, path);
    };
    for (const [type, spec] of Object.entries(workflow.events))
      walk(z.toJSONSchema(spec.form, { unrepresentable: 'any' }), type);
    expect(unlabelled).toEqual([]);
    expect(
      Object.values(workflow.rules)
        .filter((r) => !/\[(V|V2|GK|DP)\b/.test(r.source))
        .map((r) => r.id),
    ).toEqual([]);
  });
});

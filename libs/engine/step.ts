/** The only file that runs XState: pure steps from a stored snapshot and an event to the next snapshot and its effects. */
import { createActor, type AnyMachineSnapshot, type AnyStateMachine, type AnyStateNode } from 'xstate';
import {
  brokenRules,
  effectNames,
  type EffectName,
  type Given,
  type RulesParams,
  type Rule,
  type StateMeta,
  type TaskSpec,
  type Text,
  type Workflow,
} from '../../workflows/workflow';
import { canonical } from './door';

export interface Effect {
  name: EffectName;
  params: any;
}

/** What one step of a machine comes to. */
export interface Step {
  snapshot: AnyMachineSnapshot;
  /** false when no transition took the event: the snapshot is the same object, and no action ran */
  taken: boolean;
  effects: Effect[];
  /** timers armed in this step: XState's send id and the deadline's name */
  armed: { timer: string; deadline: string }[];
  /** send ids cancelled in this step */
  cancelled: string[];
}

interface Executable {
  type: string;
  params: any;
}

const known = new Set<string>(effectNames);

/** Runs one machine; holds one inert actor scope that every step reuses (building one is most of the cost of a step). */
export class Stepper {
  private readonly machine: AnyStateMachine;
  private readonly scope: any;
  private executed: Executable[] = [];

  constructor(readonly workflow: Pick<Workflow, 'machine' | 'rules'>) {
    this.machine = workflow.machine;
    const self = createActor(this.machine, { input: { id: '', area: '' } });
    this.scope = {
      self,
      id: '',
      sessionId: '',
      system: self.system,
      logger: () => {},
      defer: () => {},
      stopChild: () => {},
      emit: () => {},
      actionExecutor: (action: Executable) => {
        this.executed.push(action);
      },
    };
  }

  /** The snapshot before the opening event. */
  start(input: { id: string; area: string }): AnyMachineSnapshot {
    this.executed = [];
    return this.machine.getInitialSnapshot(this.scope, input);
  }

  /** Takes one event. Guards, actions and delays see nothing but the context and the event. */
  advance(snapshot: AnyMachineSnapshot, event: Given): Step {
    this.executed = [];
    const next = this.machine.transition(snapshot as never, event as never, this.scope);
    return { snapshot: next, taken: next !== snapshot || this.executed.length > 0, ...sorted(this.executed) };
  }

  /**
   * The snapshot as canonical JSON, so that one kept in memory and one restored come to the same text; machine id and
   * version are stored beside it.
   */
  persist(snapshot: AnyMachineSnapshot): string {
    return canonical(this.machine.getPersistedSnapshot(snapshot as never));
  }

  restore(state: string): AnyMachineSnapshot {
    return this.machine.restoreSnapshot(JSON.parse(state) as never, this.scope);
  }

  /**
   * A state stored under another version, as this machine holds it; undefined where the machine has no such state at rest:
   * a path that it does not know or that is not whole, an end, or one that would be left at once.
   */
  take(state: string, { value, context }: { value: unknown; context: unknown }): AnyMachineSnapshot | undefined {
    let whole: AnyMachineSnapshot;
    try {
      whole = this.machine.resolveState({ value, context } as never);
    } catch {
      return undefined;
    }
    const passing = nodesOf(whole).some((node) => node.always?.some(({ guard }) => !guard));
    if (whole.status !== 'active' || passing || canonical(whole.value) !== canonical(value)) return undefined;
    return this.restore(canonical({ ...(JSON.parse(state) as object), value, context }));
  }
}

/** Timers in the order of the actions: what is armed and left again within the step is not armed. */
function sorted(executed: Executable[]): Pick<Step, 'effects' | 'armed' | 'cancelled'> {
  const effects: Effect[] = [];
  const armed = new Map<string, string>();
  const cancelled = new Set<string>();
  for (const { type, params } of executed) {
    if (type === 'xstate.raise') {
      if (params.delay === undefined) continue;
      const timer: string = params.event.type;
      armed.set(timer, deadlineOfTimer(timer));
      cancelled.delete(timer);
    } else if (type === 'xstate.cancel') {
      const timer = String(params.sendId ?? params);
      armed.delete(timer);
      cancelled.add(timer);
    } else if (known.has(type)) {
      effects.push({ name: type as EffectName, params });
    } else {
      throw new Error(`the machine names an action that is no effect: ${type}`);
    }
  }
  return { effects, armed: [...armed].map(([timer, deadline]) => ({ timer, deadline })), cancelled: [...cancelled] };
}

/** `xstate.after.<deadline>.<state id>` */
export function deadlineOfTimer(timer: string): string {
  const match = /^xstate\.after\.([^.]+)\./.exec(timer);
  if (!match) throw new Error(`not a timer: ${timer}`);
  return match[1]!;
}

const nodesOf = (snapshot: AnyMachineSnapshot): AnyStateNode[] =>
  (snapshot as unknown as { _nodes: AnyStateNode[] })._nodes;

export const pathOf = (node: AnyStateNode): string => node.path.join('.');

/** Dotted paths of the active leaf states, sorted. */
export function leavesOf(snapshot: AnyMachineSnapshot): string[] {
  return nodesOf(snapshot)
    .filter((node) => node.type === 'atomic' || node.type === 'final')
    .map(pathOf)
    .sort();
}

/** Tasks of the active states by key `<state path>/<task name>`. */
export function tasksOf(snapshot: AnyMachineSnapshot): Map<string, TaskSpec> {
  const tasks = new Map<string, TaskSpec>();
  if (snapshot.status !== 'active') return tasks;
  for (const node of nodesOf(snapshot)) {
    const task = (node.meta as StateMeta | undefined)?.task;
    if (task) tasks.set(`${pathOf(node)}/${task.name}`, task);
  }
  return tasks;
}

/** Guards of a transition, apart: the rules it names, and whether its other guards let the event through. */
function partsOf(guard: any): { rules: string[]; others: any[] } {
  if (!guard) return { rules: [], others: [] };
  if (typeof guard === 'function' && guard.name === 'and' && Array.isArray(guard.guards)) {
    const parts = guard.guards.map(partsOf);
    return { rules: parts.flatMap((p: any) => p.rules), others: parts.flatMap((p: any) => p.others) };
  }
  if (typeof guard === 'object' && guard.type === 'rules') {
    return { rules: [...(guard.params as RulesParams).all], others: [] };
  }
  return { rules: [], others: [guard] };
}

function passes(machine: AnyStateMachine, guard: any, snapshot: AnyMachineSnapshot, event: Given): boolean {
  if (typeof guard === 'function') {
    if (Array.isArray(guard.guards)) {
      const results = guard.guards.map((g: any) => passes(machine, g, snapshot, event));
      if (guard.name === 'not') return !results[0];
      return guard.name === 'and' ? results.every(Boolean) : results.some(Boolean);
    }
    if ('stateValue' in guard) return snapshot.matches(guard.stateValue as never);
    return guard({ context: snapshot.context, event }, undefined);
  }
  const { type, params } = typeof guard === 'string' ? { type: guard, params: undefined } : guard;
  const implementation = (machine.implementations.guards as Record<string, any>)[type];
  if (!implementation) throw new Error(`the machine has no guard ${type}`);
  if (implementation.guards || 'stateValue' in implementation) return passes(machine, implementation, snapshot, event);
  return implementation({ context: snapshot.context, event }, params);
}

/** Transitions that the active states have for an event type, innermost first, each state once. */
function candidatesOf(snapshot: AnyMachineSnapshot, type: string): any[] {
  const found = new Set<any>();
  const nodes = [...nodesOf(snapshot)].sort((a, b) => b.path.length - a.path.length);
  for (const node of nodes) for (const t of (node.transitions.get(type) as any[] | undefined) ?? []) found.add(t);
  return [...found];
}

/** Has the present state a step for this event at all? */
export function isPossible(snapshot: AnyMachineSnapshot, type: string): boolean {
  return snapshot.status === 'active' && candidatesOf(snapshot, type).length > 0;
}

/** Whether the step for this event has any guard, so that a timer that has one gets its facts loaded. */
export function isGuarded(snapshot: AnyMachineSnapshot, type: string): boolean {
  return candidatesOf(snapshot, type).some((t) => t.guard);
}

/** What the rules say of an event in the present state. */
export interface Verdict {
  /** some transition would take it */
  open: boolean;
  /** broken rules of the first transition whose other guards let it through */
  broken: { rule: Rule; missing: Text }[];
}

/** Every rule that stands in the way of an event; with `given.data` undefined only the rules that need no form. */
export function verdictOf(
  workflow: Pick<Workflow, 'machine' | 'rules'>,
  snapshot: AnyMachineSnapshot,
  given: Given,
): Verdict {
  let broken: Verdict['broken'] = [];
  for (const transition of candidatesOf(snapshot, given.type)) {
    const { rules, others } = partsOf(transition.guard);
    const probing = given.data === undefined;
    if (!probing && !others.every((g) => passes(workflow.machine, g, snapshot, given))) continue;
    const failing = brokenRules(workflow.rules, rules, snapshot.context, given);
    if (failing.length === 0) return { open: true, broken: [] };
    if (broken.length === 0) broken = failing;
  }
  return { open: false, broken };
}

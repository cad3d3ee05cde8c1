/** A case under a new version of its workflow: the state it comes to, and what it gains and loses by it. */
import type { AnyMachineSnapshot } from 'xstate';
import type { TaskSpec, Text, Workflow } from '../../workflows/workflow';
import { canonical } from './door';
import { impliedTimers } from './doctor';
import type { Definitions, Instance } from './records';
import { digestOf, isOthers } from './rows';
import { deadlineOfTimer, isPossible, leavesOf, tasksOf, type Step } from './step';
import { adoptionTexts } from './texts';
import { visitChanges, visitsOf } from './visits';

/** The event of the line by which a case takes a version over. */
export const adoptionEvent = 'workflow.adopted';

/** One thing that a case gains or loses. */
export interface Part {
  kind: 'task' | 'timer' | 'visit' | 'event';
  key: string;
  text: Text;
}

/** What a new version means for one open case: what it gains and loses, or why it cannot be taken over. */
export interface AdoptionCase {
  instance: string;
  reference: string;
  area: string;
  /** active leaf states before and after; after is empty where it cannot be taken over */
  from: string[];
  to: string[];
  gains: Part[];
  loses: Part[];
  why: Text | null;
}

type Taken = { snapshot: AnyMachineSnapshot } | { why: Text };

/** The state of a case as another version of its workflow holds it, or why it has none. Pure, so that a replay comes to the same. */
export function takeOver(
  definitions: Definitions,
  from: Workflow,
  to: Workflow,
  snapshot: AnyMachineSnapshot,
  input: { id: string; area: string },
): Taken {
  const stepper = definitions.stepperOf(to);
  const state = definitions.stepperOf(from).persist(snapshot);
  const { value, context } = JSON.parse(state) as { value: unknown; context: Record<string, unknown> };
  const taken = to.adopts?.({ version: from.version, value, context }) ?? { value, context };
  if (!('value' in taken)) return { why: taken };
  const known = Object.entries(stepper.start(input).context as object).filter(([, begin]) => begin !== undefined);
  if (known.some(([key]) => !(key in (taken.context as object)))) return { why: adoptionTexts.contextGone };
  const next = stepper.take(state, taken);
  return next ? { snapshot: next } : { why: adoptionTexts.stateGone };
}

/** The step by which an open case at rest takes a version over, or why it cannot. */
export function adoptionStep(
  definitions: Definitions,
  instance: Instance,
  to: Workflow,
  now: number,
): Step | { why: Text } {
  const { id, area, snapshot, timers, workflow } = instance;
  if (timers.some(({ due }) => due <= now)) return { why: adoptionTexts.overdue };
  const taken = takeOver(definitions, workflow, to, snapshot, { id, area });
  if ('why' in taken) return taken;
  try {
    visitChanges(to, visitsOf(workflow, snapshot), visitsOf(to, taken.snapshot));
  } catch {
    return { why: adoptionTexts.visitsGone };
  }
  const [was, is] = [snapshot, taken.snapshot].map((one) => impliedTimers({ status: 'open', snapshot: one }));
  return {
    snapshot: taken.snapshot,
    taken: true,
    effects: [],
    // one that has fired without leaving its state stays gone
    armed: [...is!].filter((t) => !was!.has(t)).map((timer) => ({ timer, deadline: deadlineOfTimer(timer) })),
    cancelled: timers.map(({ timer }) => timer).filter((t) => !is!.has(t)),
  };
}

/** What the version means for the case; nothing is stored. */
export function caseOf(definitions: Definitions, instance: Instance, to: Workflow, now: number): AdoptionCase {
  const { id, reference, area, snapshot, workflow } = instance;
  const head = { instance: id, reference, area, from: leavesOf(snapshot) };
  const step = adoptionStep(definitions, instance, to, now);
  if ('why' in step) return { ...head, to: [], gains: [], loses: [], why: step.why };
  const was = partsOf(workflow, snapshot);
  const is = partsOf(to, step.snapshot);
  return {
    ...head,
    to: leavesOf(step.snapshot),
    gains: [...is].filter(([key, one]) => isOther(was.get(key), one)).map(([, one]) => shown(one)),
    loses: [...was].filter(([key, one]) => isOther(is.get(key), one)).map(([, one]) => shown(one)),
    why: null,
  };
}

/** Digest of a dry run: the cases and what becomes of them, not the words for it. */
export function digestOfCases(cases: readonly AdoptionCase[]): string {
  const keysOf = (parts: readonly Part[]): string[] => parts.map(({ kind, key }) => `${kind} ${key}`).sort();
  return digestOf(
    canonical(
      cases
        .map(({ instance, from, to, gains, loses, why }) => ({
          instance,
          from,
          to,
          gains: keysOf(gains),
          loses: keysOf(loses),
          why,
        }))
        .sort((a, b) => (a.instance < b.instance ? -1 : 1)),
    ),
  );
}

type Held = Part & { spec?: TaskSpec };

const isOther = (there: Held | undefined, one: Held): boolean =>
  !there || (there.spec !== undefined && one.spec !== undefined && isOthers(there.spec, one.spec));

const shown = ({ kind, key, text }: Held): Part => ({ kind, key, text });

const nameless = (key: string): Text => ({ en: key, km: key });

/** Everything a state asks of people and lets them do, by kind and key. */
function partsOf(workflow: Workflow, snapshot: AnyMachineSnapshot): Map<string, Held> {
  const { texts, deadlines, events } = workflow;
  const held: Held[] = [
    ...[...tasksOf(snapshot)].map(([key, spec]) => ({
      kind: 'task' as const,
      key,
      text: texts.tasks[spec.name] ?? nameless(spec.name),
      spec,
    })),
    ...[...impliedTimers({ status: 'open', snapshot })].map((key) => ({
      kind: 'timer' as const,
      key,
      text: deadlines[deadlineOfTimer(key)]?.text ?? nameless(key),
    })),
    ...[...visitsOf(workflow, snapshot).values()]
      .filter(({ status }) => status === 'planned')
      .map(({ key, task, step }) => ({ kind: 'visit' as const, key, text: texts.tasks[task] ?? nameless(step) })),
    ...Object.entries(events)
      .filter(([type]) => isPossible(snapshot, type))
      .map(([key, { text }]: [string, { text: Text }]) => ({ kind: 'event' as const, key, text })),
  ];
  return new Map(held.map((one) => [`${one.kind} ${one.key}`, one]));
}

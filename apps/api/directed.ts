/**
 * What the director of an institution is told of a procedure about it: what is asked of the house, and where that stands. What others
 * are to do there, and when, is kept: the visits of a watch are unannounced (P-30, B.2.3 step 13), and what an inspection found is
 * answered before anybody is warned (B.4.3, N-36).
 */
import { isDirected, personsOf } from '../../libs/access';
import type { View } from '../../libs/engine';
import type { Actor } from '../../workflows/workflow';

/** Of these procedures the states that the house is told; of every other one all. */
const states: Record<string, RegExp> = {
  inspection: /^open\.way\.(?!ready\.)/,
  'institution-closure':
    /^(open\.(freeze|appeal|withdrawal|staff|money|records|provider|steps\.(?!emptied|verifying|certifying))|withdrawn$|ended$)/,
};
/** And the ends: a letter says all others. */
const outcomes: Record<string, readonly string[]> = {
  inspection: [],
  'institution-closure': ['ORDER_WITHDRAWN', 'NOT_ORDERED'],
};

export const isTold = (actor: Actor, workflow: string, path: string): boolean =>
  !isDirected(actor) || (states[workflow]?.test(path) ?? true);

export const toldOutcome = (actor: Actor, workflow: string, outcome: string | null): string | null =>
  outcome === null || !isDirected(actor) || (outcomes[workflow]?.includes(outcome) ?? true) ? outcome : null;

/** The procedures of which the actor is not told that a case stands in this state. */
export const untoldIn = (actor: Actor, path: string): string[] =>
  Object.keys(states).filter((workflow) => !isTold(actor, workflow, path));

/** A task that is the actor's to know: see `tasksCondition`. */
const isOwn = (actor: Actor, { role, assignee }: { role: string; assignee?: string | null }): boolean =>
  role === actor.role || (typeof assignee === 'string' && personsOf(actor).includes(assignee));

interface Answered {
  workflow: string;
  state: string[];
  outcome: string | null;
  tasks: { role: string; assignee?: string | null }[];
}

/** An answer about a case as this person is told it. */
export function directed<T extends Answered>(actor: Actor, answer: T): T {
  if (!isDirected(actor)) return answer;
  return {
    ...answer,
    state: answer.state.filter((path) => isTold(actor, answer.workflow, path)),
    outcome: toldOutcome(actor, answer.workflow, answer.outcome),
    tasks: answer.tasks.filter((task) => isOwn(actor, task)),
  };
}

/** A case as this person is told it: without what happens by itself, and with the acts of the own office alone. */
export function directedView(actor: Actor, view: View): View {
  if (!isDirected(actor)) return view;
  return { ...directed(actor, view), timers: [], allowed: view.allowed.filter(({ permitted }) => permitted) };
}

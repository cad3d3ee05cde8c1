/** The words the machine is written in: effects, guards and delays, declared once. */
import { and, setup } from 'xstate';
import { startOf } from '../time';
import { delaysOfDeadlines, guardOfRules, type Given, type Role, type StateMeta, type Text } from '../workflow';
import { recorded, wordsOf, type At as StepAt } from '../kit';
export { must } from '../kit';
import type { Context, Location, Stand } from './context';
import { deadlines, type DeadlineName } from './deadlines';
import { rules } from './rules';
import { nextChange, standOf } from './schedule';

type At = StepAt<Context>;

export const kit = setup({
  types: {} as {
    context: Context;
    events: Given;
    input: { id: string; area: string };
    meta: StateMeta<Context>;
  },
  actions: {
    'authority.change': recorded<'authority.change'>(),
    'incident.open': recorded<'incident.open'>(),
    'incident.resolve': recorded<'incident.resolve'>(),
    'fact.record': recorded<'fact.record'>(),
    'alert.raise': recorded<'alert.raise'>(),
    'access.revoke': recorded<'access.revoke'>(),
    'instance.tell': recorded<'instance.tell'>(),
  },
  guards: {
    rules: guardOfRules(rules),
    isLost: ({ context }) => context.contactLost && context.home.area === undefined,
    isSuitable: ({ context }) => context.home.suitable === true,
    isApproved: ({ context }) => context.review === 'approved',
    needsProvince: ({ context }) => context.review === 'province',
    isAgreed: ({ context }) => context.review === 'agreed',
    isUrged: ({ context }) => context.anchors.urged !== undefined,
    isPlaced: ({ context }) => context.placement !== undefined,
    isUnplaced: ({ context }) => context.placement === undefined,
    isBorn: ({ context }) => context.birth !== undefined,
    isReplanned: ({ context }) => context.replan,
    hasNext: ({ context, event }) => nextChange(context, event.now) !== undefined,
    stands: ({ context, event }, { as }: { as: Stand }) => standOf(context, event.now) === as,
    isMoved: ({ context }) => context.moved,
    isAt: ({ context }, { where }: { where: Location }) => context.location === where,
    isWanted: ({ context }) => context.reviewWanted,
    isUnwanted: ({ context }) => !context.reviewWanted,
    isOffered: ({ context }) => context.offered !== undefined,
    hasChecks: ({ context }) => context.toCheck.length > 0,
    noChecks: ({ context }) => context.toCheck.length === 0,
    isNoted: ({ context }) => context.noting,
    isUnprotected: ({ context }) => context.protectedUntil === undefined,
    hasSiblings: ({ context }) => context.siblingsUnseen.length > 0,
    allSiblingsSeen: ({ context }) => context.siblingsUnseen.length === 0,
  },
  delays: delaysOfDeadlines<Context>(deadlines) as Record<DeadlineName, (at: At) => number>,
});

/** A patch of the context, computed from what is known and the event. */
export const set = (patch: (context: Context, given: Given) => Partial<Context>) =>
  kit.assign(({ context, event }) => patch(context, event));

export const { effect, tell, anchored } = wordsOf<Context>('reintegration');

/** What the form tells goes into the register of facts, as of the day it names. */
export const recordFact = (kind: string, on: string, detail: (given: Given) => Record<string, unknown> = () => ({})) =>
  effect('fact.record', (context, given) => ({
    kind,
    children: [context.child!],
    at: Math.min(startOf(given.data[on] as string), given.now),
    detail: { by: given.actor.role, ...detail(given) },
  }));

/** To those of the area that is asked to take the case over. */
export const tellReceiver = (kind: string, to: Role[], text: Text) =>
  effect('alert.raise', (context, given) => ({
    kind: `reintegration.${kind}`,
    to,
    text,
    occurrence: `${given.now}/${context.offered}`,
    at: context.offered,
  }));

/** To those who answer for the case before the step hands it over. */
export const tellSender = (kind: string, to: Role[], text: Text) =>
  effect('alert.raise', (context, given) => ({
    kind: `reintegration.${kind}`,
    to,
    text,
    occurrence: `${given.now}/${context.owner}`,
    at: context.owner,
  }));

/** The act of a person, whatever it was: the clock of the notes begins anew (P-20). */
const note = set((context, { actor, now }) =>
  actor.role === 'clock' || actor.role === 'register' ? {} : { noting: true, ...anchored(context, { noted: now }) },
);

type Taken = string | { target?: string; actions?: unknown };
interface Config {
  on?: Record<string, Taken | Taken[]>;
  states?: Record<string, Config>;
}

/** The same states, where each step that somebody takes is noted. */
export function noting<S extends object>(config: S): S {
  const { on = {}, states = {} } = config as Config;
  const noted = (taken: Taken): Taken =>
    typeof taken === 'string'
      ? { target: taken, actions: [note] }
      : { ...taken, actions: [taken.actions ?? [], note].flat() };
  const each = <V, W>(record: Record<string, V>, change: (value: V) => W) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
  return {
    ...config,
    on: each(on, (taken) => (Array.isArray(taken) ? taken.map(noted) : noted(taken))),
    ...('states' in config && { states: each(states, noting) }),
  };
}

export { and };

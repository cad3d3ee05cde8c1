/** The words the machine is written in: effects, guards and delays, declared once. */
import { and, setup } from 'xstate';
import { delaysOfDeadlines, guardOfRules, type Given, type StateMeta } from '../workflow';
import { recorded, wordsOf, type At as StepAt } from '../kit';
export { must } from '../kit';
import { isAssessed, isGone, isPlanned, isScreened, type Context } from './context';
import { deadlines, type DeadlineName } from './deadlines';
import { noticesOf } from './notices';
import { rules } from './rules';
import { appealable } from './rules/checks';
import { nextVisit, signsOf } from './schedule';

export type At = StepAt<Context>;

export const kit = setup({
  types: {} as {
    context: Context;
    events: Given;
    input: { id: string; area: string };
    meta: StateMeta<Context>;
  },
  actions: {
    'alert.raise': recorded<'alert.raise'>(),
    'authority.change': recorded<'authority.change'>(),
    'census.account': recorded<'census.account'>(),
    'census.seal': recorded<'census.seal'>(),
    'fact.record': recorded<'fact.record'>(),
    'incident.open': recorded<'incident.open'>(),
    'incident.resolve': recorded<'incident.resolve'>(),
    'instance.open': recorded<'instance.open'>(),
    'instance.tell': recorded<'instance.tell'>(),
    'institution.standing': recorded<'institution.standing'>(),
  },
  guards: {
    rules: guardOfRules(rules),
    isOrdered: ({ context }) => context.ordered,
    isServed: ({ context }) => context.acknowledged && context.visited,
    isCounted: ({ context }) => context.sealed,
    isDestroyed: ({ context }) => context.records === 'destroyed',
    toScreen: ({ context }) => context.sealed && !context.certified && !context.children.every(isScreened),
    allScreened: ({ context }) => context.certified || context.children.every(isScreened),
    allAssessed: ({ context }) => context.children.every(isAssessed),
    allPlanned: ({ context }) => context.children.every(isPlanned),
    allGone: ({ context }) => context.children.every(isGone),
    someoneLeft: ({ context }) => !context.children.every(isGone),
    someoneToLeave: ({ context }) => context.children.some(({ accounted }) => accounted === undefined),
    someoneLost: ({ context }) => !context.certified && context.children.some(({ lost }) => lost),
    nobodyLost: ({ context }) => context.certified || !context.children.some(({ lost }) => lost),
    isUnanalysed: ({ context, event }) => context.staff === 'unknown' && event.data.enough === true,
    isUnanalysedShort: ({ context, event }) => context.staff === 'unknown' && event.data.enough !== true,
    isPlannedAgain: ({ context }) => context.staff === 'planned',
    isShort: ({ context }) => context.ordered && context.money === 'short',
    isFunded: ({ context }) => context.ordered && context.money === 'enough',
    lasts: ({ event }) => event.data.enough === true,
    foundEmpty: ({ event }) => event.data.empty === true,
    foundSomebody: ({ event }) => event.data.empty === false,
    isAppealable: ({ context, event }) => appealable(context, event) !== undefined,
    isGranted: ({ event }) => event.data.result === 'granted',
    isInhabited: ({ event }) => event.data.found === 'childrenSleep',
    hasSigns: ({ event }) => signsOf(event) !== undefined,
    allVisited: ({ context }) => nextVisit(context) === undefined && context.returned === undefined,
    isNoticed: ({ context, event }) => noticesOf(context, event).length > 0,
    someoneReturned: ({ context }) => context.returned !== undefined,
    nobodyReturned: ({ context }) => context.returned === undefined,
    lookedAt: ({ context, event }) =>
      event.data.found === 'empty' &&
      signsOf(event) !== 'children' &&
      event.data.unannounced === true &&
      event.data.visitOn >= context.returned!,
    wasAbandoned: ({ context }) => context.abandoned,
    isTransition: ({ context }) => context.transition,
  },
  delays: delaysOfDeadlines<Context>(deadlines) as Record<DeadlineName, (at: At) => number>,
});

/** A patch of the context, computed from what is known and the event. */
export const set = (patch: (context: Context, given: Given) => Partial<Context>) =>
  kit.assign(({ context, event }) => patch(context, event));

export const { effect, tell, anchored } = wordsOf<Context>('closure');

export { and };

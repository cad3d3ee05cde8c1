/** The words the machine is written in: effects, guards and delays, declared once. */
import { and, setup } from 'xstate';
import { delaysOfDeadlines, guardOfRules, type Given, type StateMeta } from '../workflow';
import { recorded, wordsOf, type At as StepAt } from '../kit';
export { must } from '../kit';
import { isPlanned, type Context, type Kind } from './context';
import { deadlines, nextAction, type DeadlineName } from './deadlines';
import { rules } from './rules';

type At = StepAt<Context>;

const isSafe = (c: Context): boolean => c.disclosure === 'none' && !c.alarm && !c.underThree;
const isPublished = (c: Context): boolean => c.published && !c.doubted && isSafe(c);

export const kit = setup({
  types: {} as {
    context: Context;
    events: Given;
    input: { id: string; area: string };
    meta: StateMeta<Context>;
  },
  actions: {
    'incident.open': recorded<'incident.open'>(),
    'fact.record': recorded<'fact.record'>(),
    'alert.raise': recorded<'alert.raise'>(),
    'access.revoke': recorded<'access.revoke'>(),
    'instance.open': recorded<'instance.open'>(),
    'institution.standing': recorded<'institution.standing'>(),
    'inspection.submit': recorded<'inspection.submit'>(),
    'inspection.classify': recorded<'inspection.classify'>(),
    'inspection.publish': recorded<'inspection.publish'>(),
  },
  guards: {
    rules: guardOfRules(rules),
    isState: ({ context }) => context.state,
    isKind: ({ context }, { kind }: { kind: Kind }) => context.kind === kind,
    isRefused: ({ context }) => context.refused,
    isFlawless: ({ context }) => !context.visits.some(isPlanned),
    isToCorrect: ({ context }) => !context.refused && context.visits.some(isPlanned),
    isCorrected: ({ context }) => !context.visits.some(isPlanned),
    isRated: ({ context }) => context.rating !== undefined && !context.published,
    isDoubted: ({ context }) => context.doubted,
    isDisclosed: ({ context }) => context.disclosure === 'open',
    isAlarmed: ({ context }) => context.alarm,
    hasUnderThree: ({ context }) => context.underThree,
    hasNoUnderThree: ({ context }) => !context.underThree,
    hasActions: ({ context, event }) => nextAction(context, event.now) !== undefined,
    isUnresolved: ({ context }) => context.unresolved && context.rung !== 'closure',
    isResolved: ({ context }) => !context.unresolved,
    isClosing: ({ context }) => context.rung === 'closure',
    // the ministry decides what becomes of a freeze once all is corrected
    waitsForStanding: ({ context }) =>
      context.settled && context.frozen && !context.unresolved && !context.visits.some(isPlanned),
    isUnfrozen: ({ context }) => !context.frozen,
    isClosed: ({ event }) => event.facts.institution?.standing === 'closed',
    maySafelyEnd: ({ context }) => isSafe(context) && context.rating !== undefined,
    // the three ends after a rating: each needs its publication, and nobody left in danger
    endsUnregistered: ({ context: c }) => isPublished(c) && c.rung === 'closure' && c.hard.includes('unregistered'),
    endsInClosure: ({ context: c }) => isPublished(c) && c.rung === 'closure',
    endsRefused: ({ context: c }) => isPublished(c) && c.refused && c.rung !== 'none' && !c.visits.some(isPlanned),
    endsCompliant: ({ context: c }) =>
      isPublished(c) && c.settled && !c.unresolved && !c.frozen && !c.visits.some(isPlanned),
  },
  delays: delaysOfDeadlines<Context>(deadlines) as Record<DeadlineName, (at: At) => number>,
});

/** A patch of the context, computed from what is known and the event. */
export const set = (patch: (context: Context, given: Given) => Partial<Context>) =>
  kit.assign(({ context, event }) => patch(context, event));

export const { effect, tell, anchored } = wordsOf<Context>('inspection');

export { and };

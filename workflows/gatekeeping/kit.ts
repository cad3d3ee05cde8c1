/** The words the machine is written in: effects, guards and delays, declared once. */
import { and, setup } from 'xstate';
import { dateOf } from '../time';
import { delaysOfDeadlines, guardOfRules, type Given, type StateMeta } from '../workflow';
import { must, recorded, wordsOf, type At as StepAt } from '../kit';
import { childrenOf, instantOf, type Context } from './context';
import { deadlines, type DeadlineName } from './deadlines';
import { rules } from './rules';
import { factOf, inspected, youngestAge } from './rules/checks';

type At = StepAt<Context>;

/** Children whose death the event tells. */
export function deadOf({ context, event }: At): string[] {
  const named: string[] = event.data?.children ?? [];
  return context.children.filter((id) => named.includes(id) || factOf(event, id)?.status === 'died');
}

/** The children whom the case is still about. */
export function subjectsOf(context: Context): string[] {
  return context.admitted.length > 0 ? context.admitted : context.children;
}

/** Is the institution of the case no longer one that may receive the children it waits for? */
export function ineligible({ context, event }: At): boolean {
  const institution = event.facts.institution;
  if (!institution || institution.id !== context.institution) return false;
  return (
    institution.standing !== 'authorised' ||
    institution.occupied > institution.authorisedCapacity ||
    !inspected(institution, event)
  );
}

/** Is nothing decided yet on the place that the request asks for, and does the child not live there? */
export const waits = ({ done, present, institution }: Context): boolean =>
  !done.decided && !present && institution !== undefined;

/** Is a child of the case known to be possibly younger than P-01 today? */
export function underAge({ context, event }: At): boolean {
  const least = event.parameters.values['P-01'] as number;
  return subjectsOf(context).some((id) => {
    const child = factOf(event, id);
    return child !== undefined && youngestAge(child, dateOf(event.now)) < least;
  });
}

/** From which side an arrival is confirmed: the place that receives, or the worker who brings. */
export function sideOf({ context, event }: At): 'institution' | 'worker' | undefined {
  const {
    actor,
    facts: { institution },
  } = event;
  // a worker of the organisation that operates the place speaks for the place
  const operators = actor.role === 'ngoCaseworker' && !!actor.agency && actor.agency === institution?.operatorAgency;
  if (operators) return 'institution';
  if (actor.role === 'dsw' || actor.role === 'ngoCaseworker') return 'worker';
  return actor.institution !== undefined && actor.institution === context.institution ? 'institution' : undefined;
}

/** Did the child come on a day before the decision, with nothing that covered the stay? */
function cameBefore({ context, event }: At): boolean {
  const at = instantOf(event.data?.at);
  const { decided } = context.anchors;
  return context.cover === 'none' && at !== undefined && decided !== undefined && dateOf(at) < dateOf(decided);
}

const confirmed = (context: Context, side: string) =>
  context.admitted.every((id) => context.arrivals.includes(`${id}:${side}`));

export const kit = setup({
  types: {} as {
    context: Context;
    events: Given;
    input: { id: string; area: string };
    meta: StateMeta<Context>;
  },
  actions: {
    'authority.grant': recorded<'authority.grant'>(),
    'authority.change': recorded<'authority.change'>(),
    'incident.open': recorded<'incident.open'>(),
    'incident.resolve': recorded<'incident.resolve'>(),
    'fact.record': recorded<'fact.record'>(),
    'instance.open': recorded<'instance.open'>(),
    'instance.tell': recorded<'instance.tell'>(),
    'alert.raise': recorded<'alert.raise'>(),
    'outcome.record': recorded<'outcome.record'>(),
    'notice.issue': recorded<'notice.issue'>(),
  },
  guards: {
    rules: guardOfRules(rules),
    byNgo: ({ event }) => event.actor.role === 'ngoCaseworker',
    assessed: ({ context: { done } }) => done.contact && done.form2 && done.documents && done.ladder,
    atMinistry: ({ context }) => context.ministry,
    /** nothing is decided and the child is at home: the request can be taken back, or become an emergency */
    open: ({ context }) => !context.done.decided && context.cover === 'none' && !context.present,
    atHome: ({ context }) => context.cover === 'none' && !context.present,
    /** the child lives away from home and would have to return */
    away: ({ context }) => context.cover !== 'none' || context.present,
    present: ({ context }) => context.present,
    /** the decision names fewer children than the request */
    leavesOut: ({ context }) => context.admitted.length < context.children.length,
    emergencyRunning: ({ context }) => context.cover === 'emergency',
    interimRunning: ({ context }) => context.cover === 'interim',
    seenAndPlaced: ({ context }) => context.seen && context.destination !== undefined,
    placed: ({ context }) => context.destination !== undefined,
    seen: ({ context }) => context.seen,
    informed: ({ context }) => context.informed,
    uninformed: ({ context }) => !context.informed,
    /** an approval stands whose time to be challenged has not passed */
    challengeable: ({ context }) => context.challenge === 'open',
    unchallengeable: ({ context }) => context.challenge !== 'open',
    contested: ({ context }) => context.challenge === 'filed',
    uncontested: ({ context }) => context.challenge !== 'filed',
    /** immediate danger was reported: the way is the emergency */
    inDanger: ({ event }) => event.data?.immediateDanger === true,
    repeatedEmergency: ({ event }) =>
      (event.facts.emergencies?.sameReferrerSameFacility ?? 0) >= event.parameters.values['P-41'].count,
    villagePattern: ({ context, event }) =>
      (event.facts.origin?.sameVillage ?? 0) + context.admitted.length >= event.parameters.values['P-42'].count,
    turnNone: ({ context }) => context.turn === 'none',
    turnEmergency: ({ context }) => context.turn === 'emergency',
    turnVoid: ({ context }) => context.turn === 'void',
    turnResidential: ({ context }) => context.turn === 'residential',
    institutionConfirmed: ({ context }) => confirmed(context, 'institution'),
    workerConfirmed: ({ context }) => confirmed(context, 'worker'),
    arrived: ({ context }) => confirmed(context, 'institution') && confirmed(context, 'worker'),
    /** the children approved, at the institution approved, told by a side that may confirm */
    expected: (at) =>
      sideOf(at) !== undefined &&
      !cameBefore(at) &&
      childrenOf(at.context, at.event).every((id) => at.context.admitted.includes(id)) &&
      [undefined, at.context.institution].includes(at.event.data?.institution),
    ineligible,
    eligible: (at) => at.event.facts.institution?.id === at.context.institution && !ineligible(at),
    stopped: (at) => waits(at.context) && ineligible(at),
    unheld: ({ context }) => !waits(context) || context.held !== context.institution,
    underAge,
    underAgeInFacility: (at) => underAge(at) && (at.context.destination === 'facility' || at.context.present),
    /** an authority for the institution is awaited, suspended or in force, and no family is decided */
    residential: ({ context }) => context.admitted.length > 0 && context.familyPlan === undefined,
    lastDied: (at) => subjectsOf(at.context).every((id) => deadOf(at).includes(id)),
    allPlaced: ({ context }) => subjectsOf(context).every((id) => context.placed.includes(id)),
    planHome: ({ context }) => context.familyPlan === 'home',
  },
  delays: delaysOfDeadlines<Context>(deadlines) as Record<DeadlineName, (at: At) => number>,
});

/** A patch of the context, computed from what is known and the event. */
export const set = (patch: (context: Context, given: Given) => Partial<Context>) =>
  kit.assign(({ context, event }) => patch(context, event));

export const { effect } = wordsOf<Context>('gatekeeping');

type GuardName =
  | 'underAge'
  | 'residential'
  | 'open'
  | 'away'
  | 'contested'
  | 'byNgo'
  | 'emergencyRunning'
  | 'repeatedEmergency'
  | 'expected'
  | 'lastDied'
  | 'allPlaced'
  | 'present'
  | 'planHome';

/** Routing by named guards and, after them, the rules. */
export const when = (...guards: (GuardName | ReturnType<typeof must>)[]) =>
  and<Context, Given, typeof guards>(guards as never) as never;

export { must };

/** What happens around a child in care: emergency, interim care, arrival, hand-over to a family, death. */
import { dateOf, dueAfter, endOf } from '../time';
import type { Given } from '../workflow';
import { beside, childrenOf, emptied, instantOf, join, keep, nothingDone, withDuty, type Context } from './context';
import { deadlines } from './deadlines';
import { deadOf, effect, kit, set, sideOf, subjectsOf } from './kit';
import { messages } from './texts/messages';

import {
  all,
  awaited,
  bridging,
  changeAuthority,
  live,
  openIncident,
  outcomesOf,
  placeOf,
  recordFact,
  recordOutcome,
  resolve,
  tell,
  tellFamily,
} from './acts';

/** An approval that nobody used for a child in emergency or interim care: the child is not let go, another decision is needed. */
export const decideAnew = [
  changeAuthority('void', 'P-08', subjectsOf, awaited),
  recordOutcome('LAPSED'),
  tell('unusedLapsed', ['dsw', 'commune', 'pdosvyDirector'], messages.unusedLapsed),
  set((context) => ({
    done: nothingDone,
    outcomes: outcomesOf(context, context.admitted, 'LAPSED'),
    admitted: [],
    arrivals: [],
    approved: undefined,
    challenge: undefined,
    // whose decision was overturned does not decide again: the case stays with the ministry
    ministry: context.duties.overturned.length > 0,
    anchors: keep(context.anchors, beside),
  })),
];

/** The dated bridge between an emergency and the next decision (N-09). */
export const bridge = [
  changeAuthority('ended', 'interim decision', all, bridging),
  effect('authority.grant', (context, given) => ({
    children: context.children,
    kind: 'interim',
    institution: given.data.institution,
    status: 'inForce',
    from: given.now,
    until: endOf(given.data.until),
    goal: given.data.goal,
  })),
  resolve('EMERGENCY_AUTHORITY_LAPSED', 'interim decision', all),
  tell('decision', ['commune', 'dsw'], messages.decided),
  tellFamily('interim', messages.interim),
  set((context, given) => ({
    duties: withDuty(context, 'deciders', given),
    parents: given.data.parentsAnswer ?? context.parents,
    cover: 'interim' as const,
    coverFrom: given.now,
    coverUntil: endOf(given.data.until) - 1,
    destination: placeOf(given),
  })),
];

/**
 * Since when the clock P-09 runs for these children: the moment told, never one in the future, or the earlier one of
 * another case whose clock still runs. No second entry gives a fresh 72 hours.
 */
function takenSince(given: Given): number {
  const told = Math.min(instantOf(given.data.takenAt) ?? given.now, given.now);
  const over = (at: number) => dueAfter(at, given.parameters.values['P-09'], given, 'P-09').at <= given.now;
  const elsewhere = (given.facts.children ?? []).flatMap((c) => c.takenElsewhere ?? []);
  return Math.min(told, ...elsewhere.filter((at) => !over(at)));
}

/** A child taken into care: the clock P-09 runs from that moment. */
export const takeIntoCare = [
  set((context, given) => ({
    ...emptied,
    children: [...given.data.children].sort(),
    institution: undefined,
    reasons: [],
    documents: [],
    views: false,
    parents: 'unknown' as const,
    risk: 'high' as const,
    cover: 'emergency' as const,
    turn: 'emergency' as const,
    done: nothingDone,
    duties: { ...withDuty(context, 'requesters', given), reporters: undefined },
    anchors: { taken: takenSince(given) },
  })),
  recordFact('takenIntoCare', 'takenAt'),
  tell('emergency.opened', ['dsw', 'districtSupervisor', 'pdosvyDirector'], messages.emergencyOpened),
];

/** Grants the emergency authority for the destination, until P-09 is over. */
export const grantEmergency = [
  changeAuthority('ended', 'other destination', all),
  effect('authority.grant', (context, given) => ({
    children: context.children,
    kind: 'emergency',
    institution: given.data.institution,
    status: 'inForce',
    from: context.anchors.taken ?? given.now,
    until: deadlines.emergencyAuthority.due(context, given).at,
    goal: 'safety',
  })),
  set((_context, given) => ({ destination: placeOf(given), called: undefined })),
];

/** Form 4 is signed by four and the child is with the family. */
export const handOver = [
  changeAuthority('ended', 'placed in a family', childrenOf),
  ...['EMERGENCY_AUTHORITY_LAPSED', 'RESIDENTIAL_AUTHORITY_VOID', 'UNDER_THREE_IN_CARE'].map((kind) =>
    resolve(kind, 'placed in a family', childrenOf),
  ),
  effect('fact.record', (context, given) => ({
    kind: 'placedInFamily',
    children: childrenOf(context, given),
    at: Math.min(instantOf(given.data.at) ?? given.now, given.now),
    detail: { care: context.familyPlan, commune: given.data.commune },
  })),
];

/** The authority for relatives or a foster family; a return to the parents needs none. */
export const grantFamilyCare = effect('authority.grant', (context, given) => ({
  children: childrenOf(context, given),
  kind: context.familyPlan === 'foster' ? 'foster' : 'kinship',
  status: 'inForce',
  from: given.now,
  until: dueAfter(given.now, given.parameters.values['P-12'], given, 'P-12').at,
  goal: 'kinship',
}));

export const notePlaced = set((context, given) => ({ placed: join(context.placed, childrenOf(context, given)) }));

/** One side confirms that these children have arrived. */
export const confirmArrival = [
  set((context, given) => ({
    arrivals: join(
      context.arrivals,
      childrenOf(context, given).map((id) => `${id}:${sideOf({ context, event: given })}`),
    ),
  })),
  recordFact('arrival', 'at'),
];

/** The child is there without authority: recorded, with an owner and a clock. */
export const unauthorisedPresence = [
  recordFact('arrival', 'at'),
  openIncident('UNAUTHORISED_PRESENCE', 'pdosvyDirector', 'P-38', messages.unauthorisedPresence),
  tell('unauthorisedPresence', ['dsw', 'districtSupervisor', 'pdosvyDirector'], messages.unauthorisedPresence),
];

const wayHome = 'family-reintegration';

/** Has the child a way home that is open already? */
const onTheWayHome = (given: Given, child: string) =>
  given.facts.children?.some((c) => c.id === child && c.openCases?.includes(wayHome)) === true;

/** Form 1 of the way home of a child who lives in the institution, as the case knows it on that day. */
const identified = (
  { institution, risk = 'high', reasons }: Context,
  child: string,
  source: 'admission' | 'review',
) => ({
  event: 'child.identified',
  data: {
    child,
    source,
    institution,
    interviewees: [],
    childTypes: [],
    needs: [],
    risk,
    contactLost: false,
    abuseAlleged: reasons.includes('fledAbuse'),
  },
});

/** An admission is for a time: it opens the way home of each child who has none that is open. */
const openWaysHome = kit.enqueueActions(({ context, event, enqueue }) => {
  for (const child of context.admitted)
    if (!onTheWayHome(event, child))
      enqueue(effect('instance.open', () => ({ workflow: wayHome, ...identified(context, child, 'admission') })));
});

/** Each review of the care is heard on the child's way home, which begins with it where none is open (P-11). */
export const tellOfReview = (outcome: 'continue' | 'return' | 'familyCare') =>
  kit.enqueueActions(({ context, event, enqueue }) => {
    for (const child of subjectsOf(context).filter((id) => !context.placed.includes(id)))
      enqueue(
        effect('instance.tell', () => ({
          workflow: wayHome,
          child,
          event: 'careReview.recorded',
          data: { case: context.id, on: event.data.on, outcome },
          orOpen: identified(context, child, 'review'),
        })),
      );
  });

const homeKinds = { home: 'parents', kinship: 'kin', foster: 'foster' } as const;
const workers = ['dsw', 'ngoCaseworker'];

/** The hand-over goes on each child's way home, open or opened by it: from that day the visits there are due. */
export const followUp = kit.enqueueActions(({ context, event, enqueue }) => {
  const { at, commune, carer, signatures } = event.data;
  const worker = context.caseworker ?? (workers.includes(event.actor.role) ? event.actor.person : undefined);
  for (const child of childrenOf(context, event)) {
    const handedOver = {
      event: 'placement.handedOver',
      data: {
        child,
        case: context.id,
        home: commune,
        homeKind: homeKinds[context.familyPlan!],
        placedOn: dateOf(instantOf(at)!),
        carer,
        risk: context.risk ?? 'high',
        worker,
        signatures,
      },
    };
    enqueue(effect('instance.tell', () => ({ workflow: wayHome, child, ...handedOver, orOpen: handedOver })));
  }
});

export const admit = [
  changeAuthority('ended', 'arrived', (context) => context.admitted, bridging),
  changeAuthority('inForce', 'arrived', (context) => context.admitted, awaited),
  resolve('EMERGENCY_AUTHORITY_LAPSED', 'arrived', (context) => context.admitted),
  set((context, given) => ({
    ...live(context),
    present: true,
    arrivals: [],
    anchors: keep(context.anchors, ['decided', 'informed', 'challenged'], { arrived: given.now, reviewed: given.now }),
  })),
  openWaysHome,
];

/** The dead are no longer subjects; their case is reviewed apart. */
export const noteDeath = [
  effect('incident.open', (context, given) => ({
    kind: 'CHILD_DIED',
    children: deadOf({ context, event: given }),
    institution: context.institution,
    role: 'pdosvyDirector',
    ladder: 'high',
    due: dueAfter(given.now, given.parameters.values['P-38'], given, 'P-38').at,
    text: messages.childDied,
  })),
  changeAuthority('ended', 'died', (context, given) => deadOf({ context, event: given })),
  tell('childDied', ['pdosvyDirector', 'mosvy'], messages.childDied),
  set((context, given) => {
    const dead = deadOf({ context, event: given });
    const alive = (ids: string[]) => ids.filter((id) => !dead.includes(id));
    return {
      children: alive(context.children),
      admitted: alive(context.admitted),
    };
  }),
];

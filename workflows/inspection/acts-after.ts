/** What the classification sets off: the rating, the corrective actions, the sanctions, the standing. */
import { homeKinds } from '../vocabulary';
import { dateOf, startOf } from '../time';
import type { Given, Visit } from '../workflow';
import { headcount, isPlanned, persons, proposalOf, sortedSet, type Context, type Rating, type Rung } from './context';
import { looked, withActions } from './corrective';
import { anchored, effect, kit, set } from './kit';
import { messages } from './texts';

/** What the findings come to, with every trigger that was found since. */
export const presentProposal = ({ proposal, findings, hard }: Context): Rating =>
  hard.length > 0 ? 'D' : (proposal ?? proposalOf(findings, hard));

const rate = effect('inspection.classify', (context, { data }) => ({
  rating: data.rating as Rating,
  proposal: presentProposal(context),
  reason: data.reason as string | undefined,
}));

export const classify = [
  rate,
  kit.enqueueActions(({ context, event, enqueue }) => {
    if (context.refused) return;
    const { announced, enteredOn, checklist, institution } = context;
    enqueue({
      type: 'fact.record',
      params: {
        kind: 'inspection',
        children: [],
        institution,
        at: Math.min(startOf(enteredOn!), event.now),
        detail: {
          announced,
          ...headcount(event.facts),
          rating: event.data.rating,
          checklist,
        },
      },
    });
  }),
  set((context, given) => {
    const visits = withActions(context, context.findings, given);
    const after: Context = {
      ...context,
      rating: given.data.rating as Rating,
      raters: persons(given.actor),
      proposal: proposalOf(context.findings, context.hard),
      visits,
      findings: [],
      ...anchored(context, { classified: given.now, plan: given.now }),
    };
    return { ...after, ...looked(after, given) };
  }),
];

/** Earlier ratings stay; what is published is the newest, so it is published again. */
export const changeRating = [
  rate,
  set((context, given) => ({
    rating: given.data.rating as Rating,
    raters: sortedSet([...context.raters, ...persons(given.actor)]),
    doubted: false,
    published: false,
    ...anchored(context, { classified: given.now }),
  })),
];

export const publish = [
  effect('inspection.publish', (context) => ({ rating: context.rating! })),
  set(() => ({ published: true })),
];

export const propose = set((context, { now }) => ({ stale: false, ...anchored(context, { proposed: now }) }));
export const sendBack = set((context, { now }) => anchored(context, { plan: now }));
export const settle = set(() => ({ settled: true, stale: false }));

/** One action seen by another team: done, or still not. */
export const reinspect = [
  kit.enqueueActions(({ event, enqueue }) => {
    if (event.data.result === 'done') return;
    enqueue({
      type: 'alert.raise',
      params: {
        kind: 'inspection.notDone',
        to: ['pdosvyOfficer', 'pdosvyDirector'],
        text: messages.notDone,
        occurrence: `${event.data.key}/${event.now}`,
      },
    });
  }),
  set((context, given) => {
    const { key, visitOn, result } = given.data as { key: string; visitOn: string; result: string };
    if (result !== 'done') return {};
    const visits = context.visits.map((v) =>
      v.key === key && isPlanned(v)
        ? { ...v, status: isLate(v, visitOn, given.now) ? ('late' as const) : ('made' as const), madeOn: visitOn }
        : v,
    );
    const after = { ...context, visits };
    return { visits, ...looked(after, given) };
  }),
];

/** A clock of hours ends at its instant: what is entered after it on the same day is late. */
const isLate = ({ on, exact, due }: Visit, visitOn: string, now: number): boolean =>
  visitOn > on || (exact && visitOn === on && now > due);

/** An action falls due undone: the ladder of sanctions begins. */
export const overdue = [
  kit.enqueueActions(({ event, enqueue }) => {
    enqueue({
      type: 'alert.raise',
      params: {
        kind: 'inspection.actionOverdue',
        to: ['pdosvyDirector', 'mosvy'],
        text: messages.actionOverdue,
        occurrence: String(event.now),
      },
    });
  }),
  set((context, given) => looked(context, given)),
];

/**
 * Can a closure of the place be opened: children live there or did, registered or not (B.2.1 b), and no closure is open that
 * would have to be opened twice?
 */
export function isClosable({ facts: { institution: place, closure } }: Given): boolean {
  if (!place || closure?.open) return false;
  const inhabited = closure?.reopened === true || (closure?.stillPresent.length ?? 0) > 0;
  const housed = homeKinds.includes(place.kind) || place.everResidential === true;
  return housed && (place.standing !== 'closed' || inhabited);
}

/** The last rung asks for the closure itself: the province checks the capacity and the ministry signs, each with a clock. */
const recommendClosure = effect('instance.open', ({ institution }, given) => ({
  workflow: 'institution-closure',
  event: 'engagement.recorded',
  data: {
    institution,
    kind: 'regulatory',
    on: dateOf(given.now),
    minutes: `${messages.recommended.km} / ${messages.recommended.en}`,
    // who runs the home learns of it with the order of the ministry
    flightRisk: true,
  },
  ...(given.facts.institution && { area: given.facts.institution.area }),
}));

export const order = [
  kit.enqueueActions(({ event, enqueue }) => {
    if (event.data.rung === 'closure' && isClosable(event)) enqueue(recommendClosure);
  }),
  kit.enqueueActions(({ context, event, enqueue }) => {
    const { rung, reason } = event.data as { rung: Rung; reason: string };
    const standing = event.facts.institution?.standing;
    if (rung === 'suspension' && (standing === 'authorised' || standing === 'frozen'))
      enqueue({
        type: 'institution.standing',
        params: { institution: context.institution!, standing: 'suspended', reason },
      });
    enqueue({
      type: 'alert.raise',
      params: {
        kind: 'inspection.sanction',
        to: ['districtSupervisor', 'pdosvyDirector', 'mosvy'],
        text: messages.sanction,
        occurrence: String(event.now),
      },
    });
  }),
  set((context, given) => {
    const rung = given.data.rung as Rung;
    const standing = given.facts.institution?.standing;
    const suspended = rung === 'suspension' && (standing === 'authorised' || standing === 'frozen');
    return {
      rung,
      frozen: context.frozen || suspended,
      ...anchored(context, { ordered: given.now }),
    };
  }),
];

/** Only the ministry takes back what stopped admissions. */
export const lift = [
  effect('institution.standing', (context, { data }) => ({
    institution: context.institution!,
    standing: 'authorised' as const,
    reason: data.reason as string,
  })),
  set(() => ({ frozen: false })),
];

/** The register has decided on the institution: what this inspection stopped may have been decided with it. */
export const noteStanding = set((context, { facts }) => ({
  frozen: context.frozen && ['frozen', 'suspended'].includes(facts.institution?.standing ?? 'frozen'),
}));

/** What the classification sets off: the rating, the corrective actions, the sanctions, the standing. */
import { dateOf, dueAfter, startOf } from '../time';
import type { Amount } from '../parameters';
import type { Given, Visit } from '../workflow';
import { isPlanned, proposalOf, type Context, type Rating, type Rung, type Severity } from './context';
import { anchored, effect, kit, set } from './kit';
import { messages } from './texts';

/** One corrective action for each finding; its clock runs from the classification, plan or no plan. */
function actionsOf(context: Context, given: Given): Visit[] {
  const amounts = given.parameters.values['P-26'] as Record<Severity, Amount>;
  return context.findings.map(({ item, severity }, i) => {
    const due = dueAfter(given.now, amounts[severity], given, 'P-26');
    return {
      key: `action/${i + 1}`,
      task: 'reinspect',
      step: item,
      role: context.state ? 'pdosvyOfficer' : 'districtSupervisor',
      // what was seen before the classification shows no correction of it
      opens: startOf(dateOf(given.now)),
      due: due.at,
      on: due.on,
      exact: due.exact,
      parameter: 'P-26',
      count: { from: given.now, after: amounts[severity] },
      ladder: severity === 'critical' ? 'high' : 'normal',
      status: 'planned',
    };
  });
}

/** Is something not done by its day, or beyond correction? */
const isUnresolved = (context: Context, now: number): boolean =>
  context.refused || context.hard.includes('unregistered') || context.visits.some((v) => isPlanned(v) && v.due <= now);

const looked = (context: Context, given: Given): Partial<Context> => {
  const unresolved = isUnresolved(context, given.now);
  return {
    unresolved,
    ...(unresolved && !context.unresolved ? anchored(context, { asked: given.now }) : {}),
  };
};

const rate = effect('inspection.classify', (context, { data }) => ({
  rating: data.rating as Rating,
  proposal: context.proposal ?? proposalOf(context.findings, context.hard),
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
          found: present(event, false),
          authorised: present(event, true),
          rating: event.data.rating,
          checklist,
        },
      },
    });
  }),
  set((context, given) => {
    const visits = actionsOf(context, given);
    const after: Context = {
      ...context,
      rating: given.data.rating as Rating,
      proposal: proposalOf(context.findings, context.hard),
      visits,
      findings: [],
      ...anchored(context, { classified: given.now, plan: given.now }),
    };
    return { ...after, ...looked(after, given) };
  }),
];

/** How many were there, all of them or those with a decision. */
function present({ facts }: Given, authorised: boolean): number {
  const found = facts.inspection?.found ?? [];
  return found.filter(
    ({ standing }) => standing === 'authorisedPresent' || (!authorised && standing === 'unauthorisedPresent'),
  ).length;
}

/** Earlier ratings stay; what is published is the newest, so it is published again. */
export const changeRating = [
  rate,
  set((context, given) => ({
    rating: given.data.rating as Rating,
    published: false,
    ...anchored(context, { classified: given.now }),
  })),
];

export const publish = [
  effect('inspection.publish', (context) => ({ rating: context.rating! })),
  set(() => ({ published: true })),
];

export const propose = set((context, { now }) => anchored(context, { proposed: now }));
export const sendBack = set((context, { now }) => anchored(context, { plan: now }));
export const settle = set(() => ({ settled: true }));

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

export const order = [
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

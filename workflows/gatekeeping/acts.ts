/** What several transitions do: decisions, their notices, the support that follows a refusal, incidents. */
import { dueAfter, endOf } from '../time';
import { brokenRules, type EffectParams, type Given, type Role, type Text } from '../workflow';
import { beside, childrenOf, instantOf, keep, nothingDone, withDuty, type Context, type FamilyPlan } from './context';
import { effect, set, subjectsOf } from './kit';
import { rules } from './rules';
import { approvalNotice, messages, refusalNotice } from './texts/messages';

/** Hands the children to the family-support procedure: no refusal leaves a family alone. */
export const openSupport = (
  reason: 'refused' | 'withdrawn',
  whom: (context: Context, given: Given) => string[] = subjectsOf,
) =>
  effect('instance.open', (context, given) => ({
    workflow: 'family-support',
    event: 'support.opened',
    data: {
      reason,
      children: whom(context, given),
      request: context.id,
      needs: given.data?.needs ?? ['protection'],
      referrals: given.data?.referrals ?? [],
      openedAt: given.now,
    },
  }));

/** The rules that stand against an admission, as later requests will see them. */
const against = ['N-01', 'N-12', 'N-02', 'gatekeeping.documents-confirmed', 'N-11', 'N-15', 'N-08'];

export const recordOutcome = (outcome: string, whom: (context: Context, given: Given) => string[] = subjectsOf) =>
  effect('outcome.record', (context, given) => {
    const broken = given.data === undefined ? [] : brokenRules(rules, against, context, given).map((b) => b.rule.id);
    const ids = outcome === 'REFUSED_FAMILY_SUPPORT' ? broken : [];
    return { children: whom(context, given).map((child) => ({ child, outcome, rules: ids })) };
  });

export const tellFamily = (kind: string, text: Text) =>
  effect('notice.issue', (context) => ({ kind, to: ['parents', 'child'], children: subjectsOf(context), text }));

export const tell = (kind: string, to: Role[], text: Text) =>
  effect('alert.raise', (_context, given) => ({ kind, to, text, occurrence: String(given.now) }));

/** The institution that the form names; a change of the register carries a record there. */
const institutionOf = (given: Given) =>
  typeof given.data?.institution === 'string' ? (given.data.institution as string) : undefined;

export const openIncident = (
  kind: string,
  role: Role,
  parameter: string,
  text: Text,
  whom: (context: Context, given: Given) => string[] = childrenOf,
) =>
  effect('incident.open', (context, given) => {
    const value = given.parameters.values[parameter];
    return {
      kind,
      children: whom(context, given),
      institution: institutionOf(given) ?? context.institution,
      role,
      ladder: 'high',
      due: dueAfter(given.now, value.target ?? value, given, parameter).at,
      text,
    };
  });

export const recordFact = (
  kind: string,
  when?: string,
  whom: (context: Context, given: Given) => string[] = childrenOf,
) =>
  effect('fact.record', (context, given) => ({
    kind,
    children: whom(context, given),
    institution: institutionOf(given) ?? given.actor.institution,
    at: Math.min((when && instantOf(given.data?.[when])) || given.now, given.now),
    detail: { by: given.actor.role },
  }));

export const changeAuthority = (
  to: 'awaiting' | 'inForce' | 'suspended' | 'void' | 'ended',
  reason: string,
  whom: (context: Context, given: Given) => string[] = subjectsOf,
  kinds: (context: Context) => Kind[] | undefined = () => undefined,
) =>
  effect('authority.change', (context, given) => ({
    children: whom(context, given),
    to,
    reason,
    kinds: kinds(context),
  }));

/** The authority of a child in an emergency is not touched by what is decided for later: it runs until the arrival or its end. */
export const awaited = (): Kind[] => ['residential'];
export const bridging = (): Kind[] => ['emergency', 'interim'];

/** An incident of these children is mended. */
export const resolve = (kind: string, reason: string, whom: (context: Context, given: Given) => string[]) =>
  effect('incident.resolve', (context, given) => ({ kind, children: whom(context, given), reason }));

type Kind = EffectParams['authority.grant']['kind'];

export const outcomesOf = (context: Context, ids: string[], outcome: string) => ({
  ...context.outcomes,
  ...Object.fromEntries(ids.map((id) => [id, outcome])),
});

export const all = (context: Context) => context.children;

/** Children of the case whom the approval did not name. */
const notNamed = (context: Context) => context.children.filter((id) => !context.admitted.includes(id));

/** Where the child stays: in a facility, or with a family. */
export const placeOf = (given: Given) =>
  ['transitHome', 'institution', 'hospital'].includes(given.data.destination)
    ? ('facility' as const)
    : ('family' as const);

/** The file is decided: who decided, when, and that the family is to be told. What it rested on is in the journal. */
function decided(context: Context, given: Given): Partial<Context> {
  return {
    done: { ...nothingDone, decided: true },
    low: [],
    documents: [],
    documentsRefuted: false,
    suitable: [],
    disabilityPlan: false,
    duties: { ...withDuty(context, 'deciders', given), reviewers: [], panel: [] },
    informed: false,
    placed: [],
    arrivals: [],
    approved: undefined,
    challenge: undefined,
    ...(context.cover === 'none' ? { coverFrom: undefined, coverUntil: undefined } : {}),
    anchors: keep(context.anchors, [...beside, 'arrived'], { decided: given.now }),
  };
}

/**
 * Residential care is approved: the authority waits for the arrival, or starts now where the child lives there already. A
 * child in emergency or interim care keeps that authority meanwhile, with its clock: no approval leaves a gap.
 */
export const approve = [
  changeAuthority('ended', 'new decision', childrenOf, ({ cover }) =>
    cover === 'none' || cover === 'residential' ? undefined : awaited(),
  ),
  effect('authority.grant', (context, given) => ({
    children: childrenOf(context, given),
    kind: 'residential',
    institution: given.data.institution,
    status: context.present ? ('inForce' as const) : ('awaiting' as const),
    from: given.now,
    until: endOf(given.data.until),
    goal: given.data.goal,
  })),
  recordOutcome('APPROVED_TIME_LIMITED', childrenOf),
  tell('decision', ['commune', 'rciDirector'], messages.decided),
  effect('notice.issue', (context, given) => ({
    kind: 'approved',
    to: ['parents', 'child'],
    children: childrenOf(context, given),
    text: approvalNotice(given.parameters.values['P-36']),
  })),
  set((context, given) => ({
    ...decided(context, given),
    challenge: 'open' as const,
    institution: given.data.institution,
    admitted: [...childrenOf(context, given)].sort(),
    approved: { from: given.now, until: endOf(given.data.until) - 1 },
    outcomes: outcomesOf(context, childrenOf(context, given), 'APPROVED_TIME_LIMITED'),
  })),
];

/** Brothers and sisters whom a decision for care leaves out stay at home with support. */
export const supportTheOthers = [
  recordOutcome('REFUSED_FAMILY_SUPPORT', notNamed),
  openSupport('refused', notNamed),
  set((context) => ({
    children: context.admitted,
    outcomes: outcomesOf(context, notNamed(context), 'REFUSED_FAMILY_SUPPORT'),
  })),
];

/** The residential authority is the one that covers the child now; its clock takes over from any other. */
export const live = (context: Context): Partial<Context> => ({
  cover: 'residential',
  coverFrom: context.approved?.from,
  coverUntil: context.approved?.until,
  approved: undefined,
  turn: 'residential',
  seen: false,
  destination: undefined,
});

/** A new decision for children who live there: its authority is in force at once, and reviews count from it. */
export const stay = [
  resolve('RESIDENTIAL_AUTHORITY_VOID', 'decided anew', (context) => context.admitted),
  set((context, given) => ({
    ...live(context),
    anchors: keep(context.anchors, ['decided'], { arrived: given.now, reviewed: given.now }),
  })),
];

/** A refusal with support: the family is told, support opens at once. */
export const refuseWithSupport = [
  recordOutcome('REFUSED_FAMILY_SUPPORT'),
  openSupport('refused'),
  tell('decision', ['commune', 'rciDirector'], messages.decided),
  effect('notice.issue', (context, given) => ({
    kind: 'refused',
    to: ['parents', 'child'],
    children: subjectsOf(context),
    text: refusalNotice(given.parameters.values['P-36']),
  })),
  set((context, given) => ({
    ...decided(context, given),
    ministry: false,
    admitted: [],
    outcomes: outcomesOf(context, subjectsOf(context), 'REFUSED_FAMILY_SUPPORT'),
  })),
];

/** A child who lives away from home returns: Form 4 is next. */
export const planReturn = set(() => ({ familyPlan: 'home' }));

/** Kinship or foster care instead of the institution. */
export const placeInFamily = [
  recordOutcome('REFUSED_ALTERNATIVE_CARE', childrenOf),
  openSupport('refused', childrenOf),
  tell('decision', ['commune', 'rciDirector'], messages.decided),
  tellFamily('familyCare', messages.family),
  set((context, given) => ({
    ...decided(context, given),
    ministry: false,
    admitted: [...childrenOf(context, given)].sort(),
    familyPlan: given.data.care as FamilyPlan,
    outcomes: outcomesOf(context, childrenOf(context, given), 'REFUSED_ALTERNATIVE_CARE'),
  })),
];

export const withdraw = [
  recordOutcome('WITHDRAWN'),
  openSupport('withdrawn'),
  tell('withdrawn', ['dsw', 'commune'], messages.decided),
];

/** What the request puts into the case; an earlier file of the same case starts anew. */
export const takeRequest = set((context, given) => ({
  children: [...given.data.children].sort(),
  institution: given.data.institution,
  reasons: [...given.data.reasons].sort(),
  documents: [...given.data.documents].sort(),
  documentsRefuted: false,
  parents: given.data.parentsAnswer,
  done: nothingDone,
  views: false,
  low: [],
  suitable: [],
  disabilityPlan: false,
  duties: withDuty(context, 'requesters', given),
  anchors: keep(context.anchors, beside, { submitted: given.now }),
}));

/** What the steps before the placement change: assessment, search, plan, review, preparation. */
import { addDays, dateOf, startOf } from '../time';
import { items, type Item } from '../vocabulary';
import type { Actor, Given, Role } from '../workflow';
import {
  districtOf,
  noTracing,
  persons,
  sortedSet,
  type Absence,
  type Context,
  type HomeKind,
  type Location,
  type Order,
  type Placement,
  type Risk,
  type Where,
} from './context';
import { anchored, effect, kit, set } from './kit';
import { traced } from './rules/never';
import { loadOf } from './rules/steps';
import { cancelAll, planHigh, planImported, planStay } from './schedule';
import { messages } from './texts';

const caseworkers: Actor['role'][] = ['dsw', 'ngoCaseworker'];
const workerOf = ({ actor }: Given): string | undefined =>
  caseworkers.includes(actor.role) ? actor.person : undefined;

/** The birth date as the register has it, where it was asked. */
const birthOf = (context: Context, { facts, data }: Given): Context['birth'] =>
  facts.children?.find(({ id }) => id === (context.child ?? data?.child))?.birth ?? context.birth;

const assessed = (context: Context, given: Given): Pick<Context, 'duties'> => ({
  duties: { ...context.duties, assessors: sortedSet([...context.duties.assessors, ...persons(given.actor)]) },
});

export const identify = set((context, given) => ({
  child: given.data.child,
  birth: birthOf(context, given),
  risk: given.data.risk,
  contactLost: given.data.contactLost,
  abuseAlleged: given.data.abuseAlleged,
  home: given.data.home === undefined ? {} : { area: given.data.home },
  worker: workerOf(given),
  ...anchored(context, {
    opened: given.now,
    ...(given.data.source === 'closureCensus' && given.data.risk === 'high' && { urged: given.now }),
  }),
}));

/** What is kept of a stay with a family while the next one is sought, and of the way there once it is reached. */
const unprepared = {
  tracing: noTracing,
  contactLost: false,
  low: [],
  together: [],
  apart: [],
  deviceNeeded: false,
  supportNeeded: false,
  contact: false,
  ready: undefined,
  review: 'none',
} satisfies Partial<Context>;
const unwatched = {
  stand: 'none',
  lastSeen: undefined,
  phoneOnly: 0,
  allGood: false,
  toCheck: [] as string[],
  shortened: undefined,
  visitor: undefined,
  reviewWanted: false,
  mayStepDown: false,
} satisfies Partial<Context>;

const arrived = (context: Context, given: Given, placement: Placement): Partial<Context> => ({
  ...unprepared,
  ...unwatched,
  stays: placement.no,
  placement,
  location: 'home',
  moved: true,
  protectedUntil: undefined,
  absences: [],
  replan: true,
  duties: { ...context.duties, assessors: [], visitors: [] },
  ...anchored(context, {
    placed: startOf(placement.on),
    urged: undefined,
    lastReview: undefined,
    wanted: undefined,
    contact: given.now,
    reassessed: startOf(placement.on),
  }),
});

/** A child who was placed before the case was kept here: true dates, and no ladder for what lies behind. */
export const takeOver = set((context, given) => {
  const { data } = given;
  const placement: Placement = { no: 1, on: data.placedOn as string, kind: data.homeKind as HomeKind };
  const known: Context = {
    ...context,
    child: data.child,
    birth: birthOf(context, given),
    risk: data.risk as Risk,
    worker: data.worker as string,
    home: { area: data.home, kind: data.homeKind },
  };
  return {
    ...known,
    ...arrived(known, given, placement),
    visits: planImported(known, placement, data.stepsMade as string[], given),
    lastSeen: data.lastSeenOn as string | undefined,
    anchors: {
      ...context.anchors,
      opened: given.now,
      placed: startOf(placement.on),
      // the reviews and the reassessment that fell due before are not asked for again
      lastReview: startOf(addDays(dateOf(given.now), -1)),
      reassessed: given.now,
      contact: given.now,
    },
  };
});

/** Until a case is open its risk is nobody's word. */
const riskOf = (context: Context, told: Risk): Risk => {
  const both = context.child === undefined ? [told] : [told, context.risk];
  return (['high', 'medium', 'low'] as const).find((risk) => both.includes(risk))!;
};

/**
 * Gatekeeping has handed the child to a family: the schedule begins on that day, whatever step the way had reached. A home in
 * another district is offered to it; whoever owns the case answers for each visit until a worker there accepts.
 */
export const takeHandOver = set((context, given) => {
  const { data } = given;
  const kind = data.homeKind as HomeKind;
  const placement: Placement = { no: context.stays + 1, on: data.placedOn as string, kind };
  const elsewhere = districtOf(data.home as string) !== districtOf(context.owner);
  const known: Context = {
    ...context,
    child: context.child ?? data.child,
    birth: birthOf(context, given),
    risk: riskOf(context, data.risk),
    worker: context.worker ?? data.worker,
    home: { area: data.home, kind },
    visits: cancelAll(context.visits, 'placedAnew'),
    offered: elsewhere ? data.home : context.offered,
    ...anchored(context, {
      opened: context.anchors.opened ?? given.now,
      offered: elsewhere ? given.now : context.anchors.offered,
    }),
  };
  return {
    ...known,
    ...arrived(known, given, placement),
    visits: planStay({ ...known, visitor: undefined }, placement, given),
  };
});

/** A worker who has reached the number of P-31 at which somebody should know: the supervisor is told. */
export const tellOfLoad = (at: (context: Context) => string | undefined = () => undefined) =>
  kit.enqueueActions(({ context, event, enqueue }) => {
    const { alert } = event.parameters.values['P-31'] as { alert: number };
    if (event.data.decision === 'return' || (loadOf(context, event)?.open ?? 0) < alert) return;
    const to: Role[] = ['districtSupervisor'];
    const occurrence = String(event.now);
    enqueue({
      type: 'alert.raise',
      params: { kind: 'reintegration.caseload', to, text: messages.caseload, occurrence, at: at(context) },
    });
  });

const low = (scores: Partial<Record<Item, number>>): Item[] => items.filter((item) => (scores[item] ?? 4) <= 2);

export const assessChild = set((context, given) => ({
  ...assessed(context, given),
  birth: birthOf(context, given),
  worker: context.worker ?? workerOf(given),
  contactLost: given.data.contactLost,
  low: sortedSet(low(given.data.child)),
  ...anchored(context, { assessed: given.now, urged: undefined }),
}));

export const trace = set((context, given) => ({ tracing: traced(context, given) }));

export const findFamily = set((context, given) => ({
  home: { area: given.data.home, kind: given.data.homeKind },
  contactLost: false,
  tracing: noTracing,
  ...anchored(context, { assessed: given.now }),
}));

/** Nobody of the first family was found: relatives or a foster family are sought from now on. */
export const widenSearch = set((context, given) => ({
  tracing: noTracing,
  home: {},
  ...anchored(context, { assessed: given.now }),
}));

export const assessHome = set((context, given) => {
  const suitable = given.data.conclusion === 'canBeReintegrated';
  return {
    ...assessed(context, given),
    home: suitable ? { ...context.home, suitable } : {},
    low: suitable ? sortedSet([...context.low, ...low(given.data.family)]) : context.low,
    ...anchored(context, { assessed: given.now }),
  };
});

export const makePlan = set((context, given) => {
  const { data, facts } = given;
  const disability = facts.children?.find(({ id }) => id === context.child)?.disability ?? false;
  const siblings = data.siblings as { child: string; together: boolean; reason?: string }[];
  return {
    ...assessed(context, given),
    actions: (data.lines as unknown[]).map((_, i) => i + 1),
    together: sortedSet(siblings.filter((s) => s.together).map((s) => s.child)),
    apart: sortedSet(siblings.filter((s) => !s.together && s.reason).map((s) => s.child)),
    deviceNeeded: data.deviceNeeded,
    supportNeeded: disability || data.disabilitySupport !== undefined,
    ...anchored(context, { planned: given.now }),
  };
});

/** High risk, a home in another province and a home where abuse was alleged also need the word of the province. */
const needsProvince = ({ risk, abuseAlleged, home, owner }: Context): boolean =>
  risk === 'high' || abuseAlleged || (home.area ?? owner).slice(0, 2) !== owner.slice(0, 2);

export const reviewPlacement = set((context, given) => ({
  review: given.data.decision !== 'approve' ? 'none' : needsProvince(context) ? 'province' : 'agreed',
  ...anchored(context, { reviewed: given.now, preparing: given.now, planned: given.now }),
}));

export const confirmPlacement = set((context, given) => ({
  review: given.data.agreed === true ? 'agreed' : 'none',
  ...anchored(context, { preparing: given.now, planned: given.now }),
}));

export const noteContact = set((context, { data }) => ({
  contact: context.contact || (data.successful === true && data.monitored === true && data.kind !== 'call'),
}));

export const noteReadiness = set((_context, { data }) => ({
  ready: {
    documents: data.documents,
    school: data.school !== 'none',
    grant: data.grantRequested,
    support: data.disabilitySupport !== 'missing',
    device: data.device !== 'missing',
    prepared: data.village && data.family,
  },
}));

/** The child goes home: the schedule begins on that day, and what held the child elsewhere ends. */
export const place = [
  set((context, given) => {
    const placement: Placement = {
      no: context.stays + 1,
      on: given.data.placedOn as string,
      kind: given.data.homeKind as HomeKind,
    };
    return {
      ...arrived(context, given, placement),
      home: { area: given.data.home, kind: given.data.homeKind },
      visits: planStay(context, placement, given),
    };
  }),
  effect('authority.change', (context) => ({
    children: [context.child!],
    to: 'ended',
    reason: 'placed in a family',
    kinds: ['residential', 'emergency', 'interim'],
  })),
  effect('fact.record', (context, given) => ({
    kind: 'placedInFamily',
    children: [context.child!],
    at: Math.min(startOf(given.data.placedOn as string), given.now),
    detail: { care: given.data.homeKind },
  })),
];

/** Risk goes up: visits are added, a review is wanted at once, and no word of the province shortens the monitoring. */
export const raised = (context: Context, given: Given): Partial<Context> => ({
  risk: 'high',
  shortened: undefined,
  visits: planHigh(context, given),
  replan: true,
  ...wanted(context, given),
});

/** A review at once, while the child lives with a family. */
export const wanted = (context: Context, given: Given): Partial<Context> =>
  context.placement === undefined || context.reviewWanted
    ? {}
    : { reviewWanted: true, ...anchored(context, { wanted: given.now }) };

/** A review of the care in an institution: where it decides for a family, that is urgent until it is done or taken back. */
export const noteCareReview = set((context, given) => {
  if (context.placement !== undefined) return given.data.outcome === 'continue' ? {} : wanted(context, given);
  if (given.data.outcome === 'continue') return { reviewWanted: false, ...anchored(context, { wanted: undefined }) };
  return context.reviewWanted ? {} : { reviewWanted: true, ...anchored(context, { wanted: given.now }) };
});

/** The absences after the child was told to be somewhere since a date; those long over are forgotten (P-50 is days). */
export function absencesAfter({ absences }: Context, where: Where, since: string, told: string): Absence[] {
  const open = absences.find(({ until }) => until === undefined);
  const over = absences.filter(({ until }) => until !== undefined).slice(-3);
  const place = where === 'away' || where === 'abroad' ? where : undefined;
  const now = { since, ...(place && { place }) };
  // a lost child has been lost since the first word of it; where the place is another one, another absence begins
  if (where !== 'home' && open && open.place === place) return [...over, open.since < since ? open : now];
  // found on a day before the loss: the two contradict, and the loss stands until the day on which this was told
  const until = where === 'home' && open && since < open.since ? told : since;
  const before = open && open.since < until ? [...over, { ...open, until }] : over;
  return where === 'home' ? before : [...before, now];
}

export const relocate = (where: (given: Given) => Where, since: (given: Given) => string) =>
  set((context, given) => ({
    location: where(given),
    moved: true,
    protectedUntil: where(given) === 'home' ? undefined : context.protectedUntil,
    absences: absencesAfter(context, where(given), since(given), dateOf(given.now)),
    ...anchored(context, { missing: given.now }),
  }));

const afterBreakdown: Record<string, Location> = {
  kin: 'away',
  foster: 'away',
  missing: 'missing',
  institutionFact: 'inCare',
  other: 'unknown',
};

/** The stay ends with its reason; the search for the next family begins. Nobody goes back to an institution by this. */
export const breakDown = set((context, given) => {
  const location = afterBreakdown[given.data.where as string] ?? 'unknown';
  return {
    ...unprepared,
    ...unwatched,
    placement: undefined,
    home: {},
    visits: cancelAll(context.visits, 'brokenDown'),
    replan: true,
    risk: 'high' as const,
    actions: [],
    location,
    moved: true,
    absences: location === 'inCare' || location === 'away' ? [] : [{ since: given.data.on as string }],
    ...anchored(context, { assessed: given.now, missing: given.now, wanted: undefined }),
  };
});

/** What a court ordered; orders that differ contradict each other. */
export const noteOrder = set(({ court }, given) => {
  const detail = (given.data?.detail ?? given.data) as { orders?: string } | undefined;
  const known = ['return', 'stay', 'custodyOther', 'noContact'];
  const order = known.includes(detail?.orders ?? '') ? (detail!.orders as Order) : 'other';
  return { court: sortedSet([...court, order]) };
});

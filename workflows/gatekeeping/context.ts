/** What one gatekeeping case remembers: plain facts that later guards need, never a name or a free text. */
import type { Item, Rung } from '../vocabulary';
import type { Actor, Given } from '../workflow';

/** Reasons of Sub-Decree 119 that can carry an admission (N-12). There is no "other". */
export const categories = ['noFamily', 'parentsInJail', 'trafficking', 'migration', 'fledAbuse'] as const;
/** Reasons that never carry an admission on their own (N-02). */
export const materialReasons = ['poverty', 'education', 'betterSchool', 'food', 'housing', 'debt'] as const;
/** Reasons that are real but no category of Sub-Decree 119. */
export const otherReasons = ['neglect', 'behaviour', 'illness', 'disability', 'noLocalService'] as const;
export const reasons = [...categories, ...materialReasons, ...otherReasons] as const;
export type Reason = (typeof reasons)[number];

export { childItems, familyItems, items, rungs } from '../vocabulary';
export type { Item, Rung };

export type Risk = 'high' | 'medium' | 'low';
/** What covers the child's stay away from home now; `lapsed` is an emergency or interim authority that ran out. */
export type Cover = 'none' | 'emergency' | 'interim' | 'lapsed' | 'residential';
export type FamilyPlan = 'home' | 'kinship' | 'foster';

/** Mandated steps that are done; one assessment carries one decision (N-03). */
export interface Done {
  registered: boolean;
  contact: boolean;
  form2: boolean;
  documents: boolean;
  ladder: boolean;
  recommended: boolean;
  quality: boolean;
  panel: boolean;
  /** the file carries its decision */
  decided: boolean;
}
export const nothingDone: Done = {
  registered: false,
  contact: false,
  form2: false,
  documents: false,
  ladder: false,
  recommended: false,
  quality: false,
  panel: false,
  decided: false,
};

/** Instants that deadlines count from, epoch ms. */
export interface Anchors {
  concern?: number;
  preparing?: number;
  submitted?: number;
  registered?: number;
  /** date of the visit on which Form 2 rests, and of the answers of the ladder */
  form2?: number;
  ladder?: number;
  recommended?: number;
  /** the file was complete: the supervisor forwarded it */
  complete?: number;
  decided?: number;
  arrived?: number;
  reviewed?: number;
  /** moment at which the child was taken into care */
  taken?: number;
  lapsed?: number;
  referred?: number;
  asked?: number;
  informed?: number;
  suspended?: number;
  /** the institution asked for may not receive: the request is suspended */
  held?: number;
  challenged?: number;
}

export interface Context {
  id: string;
  area: string;
  /** the children of the case who are alive */
  children: string[];
  /** what became of each child */
  outcomes: Record<string, string>;
  /** institution asked for, then approved */
  institution?: string;
  reasons: Reason[];
  /** kinds of proof handed in with the request; each is verified at its source */
  documents: string[];
  documentsRefuted: boolean;
  parents: 'unknown' | 'agree' | 'object' | 'unreachable' | 'none' | 'overridden';
  risk?: Risk;
  caseworker?: string;
  done: Done;
  /** the child's views were sought, or it is written why not */
  views: boolean;
  /** Form 2 items with score 1 or 2 */
  low: Item[];
  /** rungs above the institution that a child could take */
  suitable: Rung[];
  disabilityPlan: boolean;
  /** the ministry decides: exception, state-run institution or appeal */
  ministry: boolean;
  /** the child's clock runs at the institution already: a new decision, no new arrival */
  present: boolean;
  /** children whom the decision names: for the institution, or for a family */
  admitted: string[];
  /** arrivals confirmed, as `child:side` */
  arrivals: string[];
  familyPlan?: FamilyPlan;
  /** the authority that covers the child now and the epoch ms at which it ends */
  cover: Cover;
  coverFrom?: number;
  coverUntil?: number;
  /** the time for which residential care is approved, until the child has arrived */
  approved?: { from: number; until: number };
  /** emergency: a destination is accepted, the child was seen in person */
  destination?: 'facility' | 'family';
  seen: boolean;
  /** emergency: the social worker on duty was called since the last destination was named */
  called?: boolean;
  /** asks the authority's clock beside the steps to turn; cleared when it has */
  turn?: 'none' | 'emergency' | 'residential' | 'void';
  /** the family was told of the decision */
  informed: boolean;
  /** children handed over to their family */
  placed: string[];
  duties: {
    /** who reported immediate danger */
    reporters?: string[];
    requesters: string[];
    assessors: string[];
    reviewers: string[];
    panel: string[];
    deciders: string[];
    /** whose decision was overturned on appeal: they do not decide this case again */
    overturned: string[];
  };
  /** the family's challenge to an approval: its time runs, it was filed, or it is over; absent where nothing is approved */
  challenge?: 'open' | 'filed' | 'over';
  /** institution that may not receive, for which the undecided request is suspended */
  held?: string;
  outcome?: string;
  anchors: Anchors;
}

export function initialContext({ id, area }: { id: string; area: string }): Context {
  return {
    id,
    area,
    children: [],
    outcomes: {},
    reasons: [],
    documents: [],
    documentsRefuted: false,
    parents: 'unknown',
    done: nothingDone,
    views: false,
    low: [],
    suitable: [],
    disabilityPlan: false,
    ministry: false,
    present: false,
    admitted: [],
    arrivals: [],
    cover: 'none',
    seen: false,
    informed: false,
    placed: [],
    duties: { requesters: [], assessors: [], reviewers: [], panel: [], deciders: [], overturned: [] },
    anchors: {},
  };
}

/** Optional facts, taken back. */
export const emptied = {
  risk: undefined,
  caseworker: undefined,
  familyPlan: undefined,
  coverFrom: undefined,
  coverUntil: undefined,
  approved: undefined,
  destination: undefined,
  called: undefined,
  turn: undefined,
  challenge: undefined,
  held: undefined,
} satisfies Partial<Context>;

/** Anchors of the clocks beside the steps: what covers a child away from home, its review, the family's right to challenge, a suspended request. */
export const beside: (keyof Anchors)[] = ['taken', 'lapsed', 'reviewed', 'informed', 'challenged', 'held'];

/** The anchors named, without those that no deadline counts from any more. */
export function keep(anchors: Anchors, names: (keyof Anchors)[], more: Anchors = {}): Anchors {
  const kept = names.filter((n) => anchors[n] !== undefined).map((n) => [n, anchors[n]]);
  return { ...Object.fromEntries(kept), ...more };
}

/** The persons who answer for an act: who did it and for whom it was done. */
export function persons(actor: Actor): string[] {
  return actor.actingFor ? [actor.person, actor.actingFor] : [actor.person];
}

/** Sorted union, so that the order of acts leaves no trace. */
export function join<T extends string>(some: readonly T[], more: readonly T[]): T[] {
  return [...new Set([...some, ...more])].sort();
}

/** The duties with the actor of the event added to one of them. */
export function withDuty(
  context: Context,
  duty: keyof Context['duties'],
  given: Given,
  more: string[] = [],
): Context['duties'] {
  return { ...context.duties, [duty]: join(context.duties[duty] ?? [], [...persons(given.actor), ...more]) };
}

/** Marks steps as done. */
export function withDone(context: Context, ...steps: (keyof Done)[]): Done {
  return { ...context.done, ...Object.fromEntries(steps.map((s) => [s, true])) };
}

/** Children named by the event, or all of the case. */
export function childrenOf(context: Context, given: Given): string[] {
  const named = given.data?.children as string[] | undefined;
  return named && named.length > 0 ? named : context.children;
}

/** Instant of an ISO time with offset, such as `2017-09-15T23:40:00+07:00`; undefined when it is none. */
export function instantOf(text: string | undefined): number | undefined {
  const m = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(text ?? '');
  if (!m) return undefined;
  const n = (i: number) => Number(m[i] ?? 0);
  const offset = (m[7] === '-' ? -1 : 1) * (n(8) * 60 + n(9));
  return (daysFromCivil(n(1), n(2), n(3)) * 1440 + n(4) * 60 + n(5) - offset) * 60_000 + n(6) * 1000;
}

/** Days since 1970-01-01 of a date of the Gregorian calendar. */
function daysFromCivil(year: number, month: number, date: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy;
  return era * 146_097 + doe - 719_468;
}

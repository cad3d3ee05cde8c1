/** What one way home remembers: plain facts that later guards need, never a name or a free text. */
import type { Actor, Visit } from '../workflow';
import type { Item } from '../vocabulary';

export type Risk = 'high' | 'medium' | 'low';
export type HomeKind = 'parents' | 'kin' | 'foster';
/** Where the child is, as far as anybody knows. */
export type Location = 'inCare' | 'home' | 'away' | 'missing' | 'unknown' | 'abroad';
export type Where = Exclude<Location, 'inCare'>;
/** How the visits of a placement stand. */
export type Stand = 'none' | 'onTrack' | 'due' | 'overdue' | 'notSeen';
export type Order = 'return' | 'stay' | 'custodyOther' | 'noContact' | 'other';

/** A time during which the child was not at home; without `until` it lasts. Dates are `YYYY-MM-DD`. */
export interface Absence {
  since: string;
  until?: string;
  /** where the child was known to be; open: nobody knew */
  place?: 'away' | 'abroad';
}

/** Attempts to find the family; `long` once the first and the last lie far enough apart (P-54). */
export interface Tracing {
  attempts: number;
  sources: string[];
  first?: string;
  long: boolean;
}

/** The last answers about what must be ready on the day of the return. */
export interface Readiness {
  documents: boolean;
  school: boolean;
  grant: boolean;
  support: boolean;
  device: boolean;
  prepared: boolean;
}

/** The home that was found and assessed. */
export interface Home {
  area?: string;
  kind?: HomeKind;
  /** the assessment says that the child can live there */
  suitable?: boolean;
}

/** One stay with a family; `no` counts the stays of this case. */
export interface Placement {
  no: number;
  on: string;
  kind: HomeKind;
}

export interface Context {
  id: string;
  area: string;
  /** area whose officers answer for the case; never empty */
  owner: string;
  /** area that is asked to take over */
  offered?: string;
  child?: string;
  /** interval of the date of birth */
  birth?: { from: string; to: string };
  /** person who is responsible for the visits */
  worker?: string;
  risk: Risk;
  abuseAlleged: boolean;
  contactLost: boolean;
  tracing: Tracing;
  home: Home;
  /** items of Form 2 with score 1 or 2, which the plan must answer */
  low: Item[];
  /** brothers and sisters who are planned to go to the same family */
  together: string[];
  /** and those of whom the plan says why apart is better */
  apart: string[];
  deviceNeeded: boolean;
  supportNeeded: boolean;
  /** a contact between child and family went well, with a caseworker present */
  contact: boolean;
  ready?: Readiness;
  /** the supervisor agreed, and the province where it must */
  review: 'none' | 'approved' | 'province' | 'agreed';
  /** numbers of the plan's actions that are not done */
  actions: number[];
  /** number of stays so far */
  stays: number;
  placement?: Placement;
  /** months of monitoring that the province deems enough for this stay */
  shortened?: number;
  /** every visit that was ever planned */
  visits: Visit[];
  /** asks the schedule beside the steps to look again; false at rest */
  replan: boolean;
  stand: Stand;
  /** date on which the child was last seen in person in a visit that counts */
  lastSeen?: string;
  /** contacts in a row that were by phone alone */
  phoneOnly: number;
  /** the last visit that counts found nothing wrong */
  allGood: boolean;
  /** keys of visits that wait for the word of a second person */
  toCheck: string[];
  /** worker of another district who makes the visits while an official of this one is implicated */
  visitor?: { person: string; area: string };
  /** asks the clock of the notes to begin anew; false at rest */
  noting: boolean;
  /** a review is wanted at once */
  reviewWanted: boolean;
  /** the last review allows fewer visits */
  mayStepDown: boolean;
  location: Location;
  /** asks the place beside the steps to look again; false at rest */
  moved: boolean;
  absences: Absence[];
  concern: 'none' | 'raised' | 'reported';
  /** the open concern names an official */
  implicated: boolean;
  /** children in the same home who have not been seen since the concern */
  siblingsUnseen: string[];
  /** epoch ms at which the protection away from home ends */
  protectedUntil?: number;
  /** open orders of courts, different ones contradict each other */
  court: Order[];
  ending: 'none' | 'closing' | 'loss' | 'withdrawal';
  age: 'unknown' | 'minor' | 'nearlyAdult' | 'adult';
  aftercare: boolean;
  duties: { assessors: string[]; reporters: string[]; proposers: string[]; visitors: string[] };
  outcome?: string;
  /** instants that deadlines count from, epoch ms */
  anchors: {
    opened?: number;
    /** an institution that closes has made the child one of high risk, and it is not assessed yet */
    urged?: number;
    assessed?: number;
    planned?: number;
    reviewed?: number;
    preparing?: number;
    contact?: number;
    concern?: number;
    reported?: number;
    proposed?: number;
    offered?: number;
    wanted?: number;
    /** start of the day of the placement, and of the last review */
    placed?: number;
    lastReview?: number;
    reassessed?: number;
    missing?: number;
    protected?: number;
    adult?: number;
    /** the first visit of those that wait for a second person */
    drawn?: number;
    /** the last act of a person */
    noted?: number;
  };
}

export const noTracing: Tracing = { attempts: 0, sources: [], long: false };

export function initialContext({ id, area }: { id: string; area: string }): Context {
  return {
    id,
    area,
    owner: area,
    risk: 'high',
    abuseAlleged: false,
    contactLost: false,
    tracing: noTracing,
    home: {},
    low: [],
    together: [],
    apart: [],
    deviceNeeded: false,
    supportNeeded: false,
    contact: false,
    review: 'none',
    actions: [],
    stays: 0,
    visits: [],
    replan: false,
    stand: 'none',
    phoneOnly: 0,
    allGood: false,
    toCheck: [],
    noting: false,
    reviewWanted: false,
    mayStepDown: false,
    location: 'inCare',
    moved: false,
    absences: [],
    concern: 'none',
    implicated: false,
    siblingsUnseen: [],
    court: [],
    ending: 'none',
    age: 'unknown',
    aftercare: false,
    duties: { assessors: [], reporters: [], proposers: [], visitors: [] },
    anchors: {},
  };
}

/** The persons who answer for an act: who did it and for whom it was done. */
export const persons = (actor: Actor): string[] =>
  actor.actingFor ? [actor.person, actor.actingFor].sort() : [actor.person];

/** Sorted, so that the order of acts leaves no trace. */
export const sortedSet = <T extends string | number>(list: readonly T[]): T[] =>
  [...new Set(list)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/** The district of an area code. */
export const districtOf = (area: string): string => area.slice(0, 4);

/** Where a child lives, as the closure of an institution calls it. */
export const homes = { parents: 'home', kin: 'kin', foster: 'foster' } as const;

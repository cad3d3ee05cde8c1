/** What one closure remembers: plain facts that later guards need, never a name or a free text. */
import type { Actor, Visit } from '../workflow';

export type Kind = 'voluntary' | 'regulatory' | 'emergency' | 'abandonment';
export type Found = 'authorisedPresent' | 'unauthorisedPresent' | 'authorisedAbsent' | 'unaccounted';
/** Where a child lives who has left. Who is missing, or of whom nobody knows where, is nowhere among them. */
export type Destination = 'home' | 'kin' | 'foster' | 'independent' | 'byDecision' | 'died';
export type Need = { underThree: boolean; disability: boolean; risk: boolean };

/** One child of the census. */
export interface Row {
  child: string;
  found: Found;
  need: Need;
  /** a private talk was held */
  screened: boolean;
  pathway: 'none' | 'open';
  /** as the child's own case tells: its assessment, and the decision on its destination */
  stage: 'counted' | 'assessed' | 'planned';
  /** the dossier was copied to the receiving caseworker */
  records: boolean;
  /** where the child is cleared to go, and who receives it there */
  destination?: Destination;
  worker?: string;
  /** missing, or nobody knows where: blocks whatever else is known */
  lost: boolean;
  accounted?: Destination;
  /** the visit on the third day was made, or whoever counts for it has seen the child */
  verified: boolean;
  /** persons who cleared or moved the child */
  movedBy: string[];
}

export interface Context {
  id: string;
  area: string;
  institution?: string;
  kind?: Kind;
  /** standing before the freeze, to which a withdrawn order leads back */
  before?: 'authorised' | 'unauthorised' | 'suspended';
  /** what the area can carry was looked at */
  checked: boolean;
  ordered: boolean;
  /** date until which the institution is to be empty */
  target?: string;
  extensions: number;
  appeal: 'none' | 'open' | 'decided';
  acknowledged: boolean;
  visited: boolean;
  sealed: boolean;
  children: Row[];
  abandoned: boolean;
  /** goes on as a service in the community, without beds */
  transition: boolean;
  staff: 'unknown' | 'planned' | 'settled';
  money: 'unknown' | 'enough' | 'short' | 'settled';
  records: 'unlisted' | 'kept' | 'destroyed' | 'filed';
  certified: boolean;
  visits: Visit[];
  /** persons who brought children away or decided that they go */
  movers: string[];
  outcome?: string;
  /** instants that deadlines count from, epoch ms */
  anchors: {
    opened?: number;
    ordered?: number;
    sealed?: number;
    emptied?: number;
    cash?: number;
    appealed?: number;
    certified?: number;
    escalated?: number;
  };
}

export function initialContext({ id, area }: { id: string; area: string }): Context {
  return {
    id,
    area,
    checked: false,
    ordered: false,
    extensions: 0,
    appeal: 'none',
    acknowledged: false,
    visited: false,
    sealed: false,
    children: [],
    abandoned: false,
    transition: false,
    staff: 'unknown',
    money: 'unknown',
    records: 'unlisted',
    certified: false,
    visits: [],
    movers: [],
    anchors: {},
  };
}

/** The persons who answer for an act: who did it and for whom it was done. */
export const persons = (actor: Actor): string[] => (actor.actingFor ? [actor.person, actor.actingFor] : [actor.person]);

export const sortedSet = (list: readonly string[]): string[] => [...new Set(list)].sort();

export const rowOf = (context: Context, child: string): Row | undefined =>
  context.children.find((row) => row.child === child);
export const isNeedy = ({ need }: Row): boolean => need.underThree || need.disability || need.risk;
/** Has left, and it is known where to. */
export const isGone = (row: Row): boolean => row.accounted !== undefined && !row.lost;
export const isSettled = (row: Row): boolean => isGone(row) && row.verified;
export const isAssessed = (row: Row): boolean => row.stage !== 'counted' || isGone(row);
export const isPlanned = (row: Row): boolean => row.stage === 'planned' || isGone(row);
export const isScreened = (row: Row): boolean => row.screened || row.lost || isGone(row);

/** What one closure remembers: plain facts that later guards need, never a name or a free text. */
import type { Actor, Role, Visit } from '../workflow';

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
  /** why none could be held, as two people have signed */
  untalked?: 'unable' | 'left';
  /** and as one has said, until another signs it */
  unable?: { why: 'unable' | 'left'; by: string[] };
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
  /** cleared on, and the day on which the child is to leave */
  clearedOn?: string;
  leavesOn?: string;
  /** the day on which the child came to live with a family */
  leftOn?: string;
  /** its record was merged with another one, and nobody has seen the child since */
  unseen?: true;
}

/** Two records of one child, as two people decided: from then on each row of either is accounted for together. */
export interface Merge {
  merged: string;
  kept: string;
  on: string;
}

export interface Context {
  id: string;
  area: string;
  institution?: string;
  kind?: Kind;
  /** children may be taken away before the order: till then nobody of the house knows (B.2.3 step 1) */
  flightRisk?: true;
  /** standing before the freeze, to which a withdrawn order leads back */
  before?: 'authorised' | 'unauthorised' | 'suspended' | 'closed';
  /** what the area can carry was looked at */
  checked: boolean;
  ordered: boolean;
  /** date until which the institution is to be empty */
  target?: string;
  extensions: number;
  /** persons who signed the order or an extension */
  signers: string[];
  /** persons who filed an appeal, for whomever */
  filers?: string[];
  /** decisions that had the one appeal that holds the certificate: the order as 0, and extensions by their number */
  contested?: number[];
  appeal: 'none' | 'open' | 'granted' | 'decided';
  /** the order is withdrawn, and the inspection that must find all standards met is not over: the freeze stays */
  withdrawal: 'none' | 'open';
  acknowledged: boolean;
  visited: boolean;
  sealed: boolean;
  children: Row[];
  merges: Merge[];
  /** days on which the province lets more children leave to families than P-83 says, each with its reason */
  groupDays: string[];
  abandoned: boolean;
  /** goes on as a service in the community, without beds */
  transition: boolean;
  /** children whom the visit after the freeze found to have come since the order, until two people say what became of them */
  newcomers?: number;
  /** persons who said so, until somebody else confirms it */
  explainedBy?: string[];
  /** people who worked there, as the analysis says */
  headcount?: number;
  staff: 'unknown' | 'planned' | 'settled';
  money: 'unknown' | 'enough' | 'short' | 'settled';
  records: 'unlisted' | 'kept' | 'destroyed' | 'filed';
  certified: boolean;
  /** the last day on which a child was recorded in the closed premises, until somebody has looked */
  returned?: string;
  visits: Visit[];
  /** persons who brought children away or decided that they go */
  movers: string[];
  outcome?: string;
  /** instants that deadlines count from, epoch ms */
  anchors: {
    opened?: number;
    ordered?: number;
    extended?: number;
    sealed?: number;
    abandoned?: number;
    emptied?: number;
    cash?: number;
    appealed?: number;
    withdrawn?: number;
    certified?: number;
    returned?: number;
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
    signers: [],
    appeal: 'none',
    withdrawal: 'none',
    acknowledged: false,
    visited: false,
    sealed: false,
    children: [],
    merges: [],
    groupDays: [],
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

/**
 * Who alone may know of it: while nothing is ordered and the children may be taken away, the offices that inspect, prepare the order
 * and sign it. An engagement that ends without an order is never told.
 */
export const secretOf = ({ flightRisk, ordered }: Context): { roles: Role[]; persons: string[] } | undefined =>
  flightRisk && !ordered
    ? { roles: ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'], persons: [] }
    : undefined;

/** The persons who answer for an act: who did it and for whom it was done. */
export const persons = (actor: Actor): string[] => (actor.actingFor ? [actor.person, actor.actingFor] : [actor.person]);

export const sortedSet = (list: readonly string[]): string[] => [...new Set(list)].sort();

/** The record that stands for a child after every merge. */
export const recordOf = ({ merges }: Pick<Context, 'merges'>, child: string): string =>
  merges.reduce((record, { merged, kept }) => (record === merged ? kept : record), child.toLowerCase());

/** Is the row about this child, by whichever of its records? */
export const isOf = (context: Context, row: Row, child: string): boolean =>
  row.child === child.toLowerCase() ||
  (context.merges.length > 0 && recordOf(context, row.child) === recordOf(context, child));

export const rowOf = (context: Context, child: string): Row | undefined =>
  context.children.find((row) => row.child === child.toLowerCase()) ??
  context.children.find((row) => isOf(context, row, child));

/** The rows with what has become of the child in each of its own. */
export const patched = (context: Context, child: string, patch: Partial<Row>): Row[] =>
  context.children.map((row) => (isOf(context, row, child) ? { ...row, ...patch } : row));

/** One row for each child, of those that merges have made one. */
export const humansOf = (context: Pick<Context, 'children' | 'merges'>): Row[] =>
  context.merges.length === 0
    ? context.children
    : [...new Map(context.children.map((row) => [recordOf(context, row.child), row])).values()];

const families: readonly string[] = ['home', 'kin', 'foster'];
export const isFamily = (destination: string | undefined): boolean =>
  destination !== undefined && families.includes(destination);

/** Children who go to families on a day, or went: by the day of the move, whenever it is told. */
export const leavingOn = (context: Pick<Context, 'children' | 'merges'>, on: string): Row[] =>
  humansOf(context).filter((row) =>
    row.accounted === undefined
      ? isFamily(row.destination) && row.leavesOn === on
      : isFamily(row.accounted) && row.leftOn === on,
  );
export const isNeedy = ({ need }: Row): boolean => need.underThree || need.disability || need.risk;
/** Has left, and it is known where to. */
export const isGone = (row: Row): boolean => row.accounted !== undefined && !row.lost;
export const isSettled = (row: Row): boolean => isGone(row) && row.verified;
export const isAssessed = (row: Row): boolean => row.stage !== 'counted' || isGone(row);
export const isPlanned = (row: Row): boolean => row.stage === 'planned' || isGone(row);
/** Was spoken to alone, or it is known why that cannot be: a child under three, one who died, or as its row says. */
export const isTalkedTo = (row: Row): boolean =>
  row.screened || row.untalked !== undefined || row.need.underThree || row.accounted === 'died';
export const isScreened = (row: Row): boolean => isTalkedTo(row) || row.lost;

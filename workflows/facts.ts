/** The facts that rules may read: what the registry knows when an event is decided. Dates are `YYYY-MM-DD` (Phnom Penh). */
import type { Role } from './workflow';

export interface ChildFact {
  id: string;
  /** interval of the date of birth; equal ends when it is known to the day */
  birth: { from: string; to: string };
  sex: 'female' | 'male' | 'unknown';
  disability: boolean;
  /** village code of origin, where known */
  village?: string;
  family?: string;
  /** ids of the known siblings under 18, this child not among them */
  siblings: string[];
  status: 'alive' | 'died';
  /** the one open authority, if any; where another is awaited beside it, the awaited one */
  authority?: {
    id: string;
    kind: 'residential' | 'emergency' | 'interim' | 'kinship' | 'foster';
    status: 'awaiting' | 'inForce' | 'suspended';
    institution?: string;
    instance: string;
    until: number;
  };
  /** the emergency or interim authority in force beside an awaited one */
  bridge?: { id: string; kind: 'emergency' | 'interim'; institution?: string; until: number };
  /** institution where the child is recorded as present now */
  presentAt?: string;
  /** another open instance of the same workflow about this child that still waits for its decision */
  openRequest?: string;
  /** moments (epoch ms) at which the child was taken into care in other open instances of the same workflow, earliest first */
  takenElsewhere?: number[];
  /** ids of the workflows of which another instance about this child is open, sorted; absent where there is none */
  openCases?: string[];
  /** brothers and sisters under 18 who are in care, or whose way home is open; absent where there is none */
  siblingsInCare?: SiblingFact[];
  /** a safety concern about this child or a sibling is open in another case */
  investigated?: true;
  version: number;
}

/** A brother or sister in care, or on a way home that is open. */
export interface SiblingFact {
  id: string;
  /** where the family lives that this sibling goes to, or lives with since `placedOn` */
  home?: string;
  placedOn?: string;
  /** all that goes before the return is decided: the sibling can go any day */
  ready?: true;
}

export interface InstitutionFact {
  id: string;
  code: string;
  name: string;
  kind: 'rci' | 'transitHome' | 'groupHome' | 'pagoda' | 'boardingSchool' | 'emergencyFoster' | 'hospital';
  /** a home before its type was changed: it is closed as a home */
  everResidential?: true;
  operator: 'state' | 'ngo' | 'faith' | 'private';
  /** agency that operates it */
  operatorAgency?: string;
  area: string;
  standing: 'authorised' | 'unauthorised' | 'suspended' | 'frozen' | 'closed';
  /** it had never an authority, whatever stops it now */
  neverAuthorised?: true;
  authorisedCapacity: number;
  /** children with an open authority there, arrived or awaited */
  occupied: number;
  /** date of the last full inspection */
  lastInspection?: string;
  /** persons behind it: director, owner, board; and those with a declared interest in it */
  persons: string[];
  version: number;
}

/** An earlier request for what is (certainly or probably) the same child, in whatever area. Nothing else of it is shown. */
export interface EarlierRequest {
  child: string;
  /** how sure the register is that it is the same child */
  same: 'certain' | 'probable';
  outcome: string;
  /** decided on */
  date: string;
  /** province code */
  province: string;
  rules: string[];
}

/** A person whom a form names as member of a meeting: appointments that cover the case on its day, interests and kin. */
export interface PanelFact {
  person: string;
  /** first appointed first; the agency by its id, where the appointment names one */
  seats: { role: Role; agency?: string }[];
  /** ids of institutions and of persons (children among them) that the register ties to this person */
  institutions: string[];
  persons: string[];
}

/** What a worker carries: the children of open cases in his charge, and the visits that fall to him. */
export interface WorkloadFact {
  worker: string;
  /** open cases in which an open task or a planned visit is assigned to the worker, this one not among them */
  open: number;
  /** planned visits of the worker that fall due within 30 days, overdue ones among them, those of this case not */
  visitsNext30: number;
  /** areas in which the worker holds the office of a caseworker now, sorted */
  areas: string[];
}

/** The pieces of one inspection, put together: who was found, what is answered, and what still stands in the way. */
export interface InspectionFact {
  /** version of the checklist that the answers belong to */
  checklist: number;
  answered: number;
  /** mandatory items without an answer */
  missing: string[];
  /** items with two different answers, neither of which takes the place of the other */
  conflicts: string[];
  photos: number;
  /** ids of photos that a device tells of or has begun to send, and that have not arrived whole, sorted */
  awaited: string[];
  /** members of the team who by their own times were at another inspection in the same hours, sorted */
  elsewhere: string[];
  /** rooms whose beds were counted, and the beds in them */
  rooms: number;
  beds: number;
  /** children whom the register expects there */
  expected: number;
  found: {
    child?: string;
    label: string;
    standing: 'authorisedPresent' | 'unauthorisedPresent' | 'authorisedAbsent' | 'unaccounted';
    underThree: boolean;
    seenAlone: boolean;
  }[];
  /** expected children without a row, and rows without an answer; beds are compared with the rows (N-42) */
  unreconciled: number;
  findings: { item: string; severity: 'critical' | 'major' | 'minor' }[];
  /** triggers of domain B.4.3 that the pieces show */
  hard: string[];
  /** marks of what shows a child under three there, and of what tells of abuse or of children locked in: each a thing of its own, sorted */
  shown?: { young: string[]; disclosed: string[] };
  /** triggers that pieces show which came after the report; they are no part of it */
  late?: string[];
  talks: { children: number; staff: number; underFiveSeen: boolean; disabledSeen: boolean };
  /** sha-256 over all pieces, hex */
  digest: string;
}

/** What a closure rests on: who should be in the house, what the area can carry, and what is left there. */
export interface ClosureFact {
  /** children whom the register knows there: by a decision, by a recorded presence, by an inspection, or because they left lately (P-88), or their presence was taken back after the order */
  expected: {
    child: string;
    why: ('authority' | 'presence' | 'inspection' | 'census' | 'left' | 'corrected')[];
    underThree: boolean;
    disability: boolean;
  }[];
  /** caseworkers of the province today, and the open cases in their hands */
  workers: number;
  openCases: number;
  /** free places with emergency foster families of the province */
  freePlaces: number;
  /** children recorded as present there now */
  stillPresent: string[];
  /** open decisions for a place there */
  openAuthorities: number;
  /** of the children named: how far the way home has come that is open already, where it is past the assessment */
  ways: { child: string; stage: 'assessed' | 'planned' }[];
  /** of the names of other lists that the form carries: the counted child whose name in the register is the same, by the line */
  listed?: { line: number; child: string }[];
  /** of the children named: those whose record was merged, with the one that stands for the child */
  same?: { child: string; record: string }[];
  /** rows of the census whose child's record was merged with another one since it was counted, by two people */
  merged?: { child: string; record: string; on: string }[];
  /** of the children named: those whose death is recorded, and who told it, for whom */
  deaths?: { child: string; by: string[] }[];
  /** children of this census with an open incident of a death or a loss, missing, or where nobody put them */
  unsettled?: { child: string; why: 'incident' | 'missing' | 'alive' | 'elsewhere' }[];
  /** children at least who were found there, without a name or after the count, and of whom two people have not said what became */
  unnamed?: number;
  /** officers and directors of the province today */
  officials?: string[];
  /** the person whom the form names as receiving caseworker holds that office today, wherever */
  receiver?: true;
  /** the register knows the other institution in which the form says that children were found */
  house?: true;
  /** the newest rating of the last inspection there that has one, and when that inspection was opened (epoch ms) */
  inspected?: { rating: 'A' | 'B' | 'C' | 'D'; openedAt: number };
  /** another closure of this institution is open */
  open?: true;
  /** the last closure that ended as closed found children there again */
  reopened?: true;
}

/** A child who lives in a closing institution, and whether the closure has cleared it to leave. */
export interface LeavingFact {
  child: string;
  cleared: boolean;
  /** for which kind of home */
  destination?: string;
  /** the day for which it was cleared */
  leavesOn?: string;
  /** how many other children of that home go to families, or went, by day; and the days on which its province lets more go */
  days?: { on: string; children: number }[];
  reasoned?: string[];
}

export interface Facts {
  children?: ChildFact[];
  institution?: InstitutionFact;
  /** refused, withdrawn or lapsed requests, newest first */
  earlierRequests?: EarlierRequest[];
  /** emergency entries of the last 90 days by the same referrer to the same facility, this one not counted */
  emergencies?: { sameReferrerSameFacility: number };
  /** admissions of the last 365 days from the children's villages to this institution, and that institution's total */
  origin?: { sameVillage: number; total: number };
  /** person ids the actor is kin to or has declared an interest in, and institutions likewise */
  interests?: { institutions: string[]; persons: string[] };
  /** of the members or the caseworker that the form names, those who are people, on the day of the meeting (`on`), or today */
  panel?: PanelFact[];
  /** what the devices of an inspection have sent so far, current pieces alone */
  inspection?: InspectionFact;
  /** of the files that the form names (`evidence`, `sign`), those of this case, and when they arrived (epoch ms) */
  files?: { id: string; at: number }[];
  /** of the persons in `Subjects.workers`, of those whom the form names (`worker`, `workers[]`), of who acts, and of who holds open tasks of the case; by id */
  workload?: WorkloadFact[];
  closure?: ClosureFact;
  /** of the children of the case, those in a census that is not over */
  leaving?: LeavingFact[];
}

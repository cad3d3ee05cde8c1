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
  version: number;
}

export interface InstitutionFact {
  id: string;
  code: string;
  name: string;
  kind: 'rci' | 'transitHome' | 'groupHome' | 'pagoda' | 'boardingSchool' | 'emergencyFoster' | 'hospital';
  operator: 'state' | 'ngo' | 'faith' | 'private';
  /** agency that operates it */
  operatorAgency?: string;
  area: string;
  standing: 'authorised' | 'unauthorised' | 'suspended' | 'frozen' | 'closed';
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
  /** of the persons in `Subjects.workers`, of those whom the form names (`worker`, `workers[]`), and of who holds open tasks of the case; by id */
  workload?: WorkloadFact[];
}

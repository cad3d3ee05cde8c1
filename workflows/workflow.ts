/**
 * The contract of a procedure. A workflow is pure: it imports xstate and zod and the files beside this one, reads no
 * clock, draws no random number and touches no network; all it needs arrives in the event (`Given`).
 */
import type { AnyStateMachine } from 'xstate';
import type { z } from 'zod';
import type { Calendar, Due } from './time';
import type { Amount, Parameters } from './parameters';
import type { Facts, InspectionFact } from './facts';

/** One text a person reads, in both languages. */
export interface Text {
  en: string;
  km: string;
}

/** The roles of domain B.0.1, the operator's side of a state-run institution, panel members, and the administrator. */
export const roles = [
  'village',
  'commune',
  'dsw',
  'districtSupervisor',
  'pdosvyOfficer',
  'pdosvyDirector',
  'mosvy',
  'rciDirector',
  'ngoCaseworker',
  'police',
  'hospital',
  'court',
  'panelMember',
  'provincialAdministration',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/**
 * Length of the area code at which a role is appointed: 8 village, 6 commune, 4 district, 2 province, 0 the country.
 * A task of the role lies in the prefix of that length of its instance's area.
 */
export const levelOfRole: Record<Role, 0 | 2 | 4 | 6 | 8> = {
  village: 8,
  commune: 6,
  dsw: 4,
  districtSupervisor: 4,
  pdosvyOfficer: 2,
  pdosvyDirector: 2,
  mosvy: 0,
  rciDirector: 2,
  ngoCaseworker: 4,
  police: 2,
  hospital: 2,
  court: 2,
  panelMember: 2,
  provincialAdministration: 2,
  administrator: 0,
};

/** Who acts: a person in one appointment, or the clock (timers), or the register (reactions to a change of facts). */
export interface Actor {
  /** person id (uuid); the fixed ids `clock` and `register` for the two that are no persons */
  person: string;
  role: Role | 'clock' | 'register';
  /** area code of the appointment; '' is the whole country */
  area: string;
  /** the person for whom the actor acts under a delegation; both count for the separation of duties */
  actingFor?: string;
  /** institution id, for an institution's director */
  institution?: string;
  agency?: string;
  appointment?: string;
}

/**
 * What every event carries through the machine; it IS the XState event. Guards, actions, delays and rules read
 * nothing else than the context and this. `data` is undefined when the engine only asks "would this be possible?".
 */
export interface Given<D = any> {
  type: string;
  data: D;
  actor: Actor;
  /** epoch milliseconds */
  now: number;
  /** epoch ms at which the server first had it, where it was kept for review until now */
  received?: number;
  facts: Facts;
  parameters: Parameters;
  calendar: Calendar;
}

/** A rule `N-xx` (or a workflow's own `<workflow>.<name>`): written once, used as guard, as refusal, as "why can't I?". */
export interface Rule<C = any> {
  id: string;
  /** the source tag of the domain, such as `[V:S0b, S8]` */
  source: string;
  text: Text;
  /** who can supply what is missing; empty where nobody can */
  who: Role[];
  /** true: the check reads `given.data`, so it is not asked before the form is filled */
  needsForm: boolean;
  /** undefined when the rule is kept, else what stands in the way, said to the person who can mend it */
  check(context: C, given: Given): Text | undefined;
}

/** A deadline: named in the machine as a delay (`after`) and/or as the due date of a task. */
export interface Deadline<C = any> {
  /** P-xx */
  parameter: string;
  text: Text;
  /** due date with its explanation; must be pure and finite for every reachable context */
  due(context: C, given: Given): Due;
}

/**
 * A scheduled act with a window: a row from the day it is planned until it is made, missed or cancelled. A planned one is
 * also an open task, with the ladder it was born with.
 */
export interface Visit {
  /** unique in the instance, `<placement no>/<step>`, such as `1/D+14` or `1/welfare@2017-05-30`; never used again */
  key: string;
  /** key of `texts.tasks` */
  task: string;
  /** D+14, M2, welfare */
  step: string;
  role: Role;
  /** epoch ms at which the window opens */
  opens: number;
  /** epoch ms: the end of the nominal day in Phnom Penh (start of the next one), or the instant itself where `exact` */
  due: number;
  /** nominal date, `YYYY-MM-DD` */
  on: string;
  /** the clock runs in hours and not to the end of a day */
  exact: boolean;
  /** P-xx of the schedule */
  parameter: string;
  /** what the date is counted from, so that it can say why it is that date: epoch ms, and how long after */
  count?: { from: number; after: Amount };
  ladder: 'normal' | 'high';
  /** the responsible worker */
  assignee?: string;
  status: 'planned' | 'made' | 'late' | 'missed' | 'cancelled';
  /** date of the visit that satisfied it; only where `made` or `late` */
  madeOn?: string;
  /** why it was cancelled or written off: a code with a text in `texts.visitReasons` */
  reason?: string;
}

/** The one task of an open leaf state (in `meta.task`). */
export interface TaskSpec<C = any> {
  /** key of `texts.tasks`, unique in the workflow */
  name: string;
  role: Role;
  /** name of a deadline of the workflow: when the task is due and its ladder starts */
  due: string;
  /** whose ladder (P-22) an overdue task climbs; default by `context.risk === 'high'` */
  ladder?: 'normal' | 'high';
  /**
   * where the queue lies; default the instance's area. `institution`: at the institution's director. `guest`: in the
   * first guest area of `Workflow.areas`, so the task is only in states where there is one
   */
  at?: 'area' | 'institution' | 'guest';
  /** the person the machine already knows must do it (the assigned caseworker) */
  assignee?: (context: C) => string | undefined;
}

/** What a state says of itself. `outcome` marks final states, with one of the outcomes of the domain. */
export interface StateMeta<C = any> {
  task?: TaskSpec<C>;
  outcome?: string;
  /** a state that should not last: pages mark it */
  worry?: true;
  /** its task looks at another person's work: it is listed among the approvals */
  check?: true;
}

/** An event that a person may send. */
export interface EventSpec {
  text: Text;
  /** strict zod object; its `.meta()` keys title/titleKm, x-section, x-widget … draw the form */
  form: z.ZodType;
  /** roles that may send it, in an area that covers the instance's area */
  by: Role[];
  /** row of the permission matrix (domain B.0.1) that must also allow it, where the matrix has one */
  action?: string;
  /** facts the rules of this event need; loaded with their versions, checked again at the write */
  facts?: (keyof Facts)[];
  /** asks for a fresh TOTP code: a signature */
  signature?: boolean;
  /** form content goes to the restricted compartment (abuse notes) */
  restricted?: boolean;
  /** filled in where there may be no connection: devices keep the form and send it later */
  field?: boolean;
  /** a fact: recordable in every open state, whoever may record facts; refused by a rule only when it lies in the future */
  fact?: boolean;
  /** what is sent stands for ever, also against a correction of its line: says what to do in its place */
  final?: Text;
}

/** Ids the facts of an instance are about. */
export interface Subjects {
  children: string[];
  institution?: string;
  family?: string;
  /** persons in charge now, and those whom the form puts in charge: the fact `workload` is about them */
  workers?: string[];
  /** for now nobody else may know of the instance: these roles where their area covers it, and these persons */
  secret?: { roles: Role[]; persons: string[] };
}

/** Parameters of each effect that a machine's action may name; libs hold one handler for each. */
export interface EffectParams {
  'authority.grant': {
    children: string[];
    kind: 'residential' | 'emergency' | 'interim' | 'kinship' | 'foster';
    institution?: string;
    /** awaiting arrival, or in force at once */
    status: 'awaiting' | 'inForce';
    /** epoch ms */
    from: number;
    until: number;
    goal: string;
  };
  'authority.change': {
    children: string[];
    to: 'awaiting' | 'inForce' | 'suspended' | 'void' | 'ended';
    reason: string;
    /** only those of these kinds; absent: whichever are open */
    kinds?: EffectParams['authority.grant']['kind'][];
  };
  'incident.open': {
    kind: string;
    children: string[];
    institution?: string;
    role: Role;
    ladder: 'normal' | 'high';
    /** epoch ms */
    due: number;
    text: Text;
  };
  /** of the children; of the institution, where it names no child; else of the instance */
  'incident.resolve': { kind: string; children: string[]; reason: string; institution?: string };
  'fact.record': {
    kind: string;
    children: string[];
    institution?: string;
    at: number;
    detail: Record<string, unknown>;
  };
  /** in the area of the instance that opens it, or in the one named */
  'instance.open': { workflow: string; event: string; data: unknown; area?: string };
  /**
   * an event of the register for the open instance of a workflow about this child, in the same unit; where none is open, the
   * opening `orOpen`, and without one nobody is told. Every open state of that workflow must take the event
   */
  'instance.tell': {
    workflow: string;
    child: string;
    event: string;
    data: unknown;
    orOpen?: { event: string; data: unknown };
  };
  /**
   * one message, unique per (instance, kind, occurrence); `to` roles are resolved when it is sent, in the area `at`, by default
   * in the instance's own
   */
  'alert.raise': { kind: string; to: Role[]; text: Text; occurrence?: string; at?: string };
  /** what became of each child's request; the duplicates check shows it later by date, province and rules */
  'outcome.record': { children: { child: string; outcome: string; rules: string[] }[] };
  /** officials named in a concern about these children: nothing of their files reaches them from now on */
  'access.revoke': { children: string[]; persons: string[] };
  /** rows of a closure's census; later rows are added, none is taken away */
  'census.seal': {
    institution: string;
    on: string;
    /** how many counted */
    team: number;
    rows: {
      child: string;
      bed: string;
      found: 'authorisedPresent' | 'unauthorisedPresent' | 'authorisedAbsent' | 'unaccounted';
      need: { underThree: boolean; disability: boolean; risk: boolean };
    }[];
  };
  /** the row of one child of the census as it stands from now on */
  'census.account': {
    child: string;
    destination?: string;
    worker?: string;
    records: boolean;
    lost: boolean;
    accounted?: 'home' | 'kin' | 'foster' | 'independent' | 'byDecision' | 'died';
    on: string;
    verified: boolean;
    movedBy: string[];
  };
  /** a written notice to people who have no account: parents, child; kept for print */
  'notice.issue': { kind: string; to: string[]; children: string[]; text: Text };
  /** the institution's standing from now on; every other open instance about it reacts in the same unit */
  'institution.standing': {
    institution: string;
    standing: 'authorised' | 'unauthorised' | 'suspended' | 'frozen' | 'closed';
    reason: string;
  };
  /** the report of an inspection, once and for ever; `digest` must be that of its pieces at the write, `found` is what they came to */
  'inspection.submit': { digest: string; on: string; found?: InspectionFact };
  /** a rating beside the earlier ones; the reason of one that replaces another, or that leaves the proposal */
  'inspection.classify': { rating: 'A' | 'B' | 'C' | 'D'; proposal: 'A' | 'B' | 'C' | 'D'; reason?: string };
  /** the newest rating may be read by everybody */
  'inspection.publish': { rating: 'A' | 'B' | 'C' | 'D' };
}
export type EffectName = keyof EffectParams;
export const effectNames = [
  'authority.grant',
  'authority.change',
  'incident.open',
  'incident.resolve',
  'fact.record',
  'instance.open',
  'instance.tell',
  'alert.raise',
  'outcome.record',
  'access.revoke',
  'census.seal',
  'census.account',
  'notice.issue',
  'institution.standing',
  'inspection.submit',
  'inspection.classify',
  'inspection.publish',
] as const satisfies readonly EffectName[];

/** A change in the register that instances of the workflow must learn of in the same transaction. */
export type RegistryChange =
  'institution.standing' | 'child.birth' | 'child.died' | 'child.revived' | 'child.moved' | 'child.courtOrder';

/** One class of an event for the proof and for the documentation: data with facts, and what it must meet. */
export interface Sample<C = any> {
  event: string;
  /** short name, unique per event */
  name: string;
  data: unknown;
  /** overrides of the workflow's `samples.facts` */
  facts?: Partial<Facts>;
  /** the actor's person; default is a fresh person per role. Used for separation of duties */
  person?: string;
  actor?: Partial<Actor>;
  /** rules that must refuse this class wherever the event is possible; empty or absent: must be accepted somewhere */
  refusedBy?: string[];
  /** only meaningful in states where this holds */
  when?: (context: C) => boolean;
  /** a state (dotted path) that must be active after the class was accepted */
  to?: string;
}

/** A "never" of the domain, stated over every state that can be reached, and over each step. */
export interface Invariant<C = any> {
  id: string;
  text: string;
  /** must hold in every reachable state */
  state?: (at: { context: C; value: unknown; path: string[] }) => boolean;
  /** must hold for every step taken */
  step?: (step: {
    before: { context: C; path: string[] };
    event: Given;
    after: { context: C; path: string[] };
    effects: { name: EffectName; params: any }[];
  }) => boolean;
}

/** Somebody a document names, and the words of the register for them. */
export interface NamedChild {
  id: string;
  name: Text;
  sex: 'female' | 'male' | 'unknown';
  /** date of birth in words; a year or a span where no more is known */
  birth: Text;
}

/**
 * What a document is written from: one line of the journal as it stands, what the case recorded before it, and the names
 * that its ids stand for. Plain data; it is frozen with the document.
 */
export interface DocumentSource {
  event: string;
  data: any;
  /** epoch ms of the line, and its date in Phnom Penh */
  at: number;
  on: string;
  actor: Actor;
  facts: Facts;
  /** those in force at the line */
  parameters: Parameters;
  calendar: Calendar;
  /** the latest line before this one of each event, by event; what is restricted is not among them */
  earlier: Record<string, { on: string; data: any }>;
  /** the children that the line names, else all of the case */
  children: NamedChild[];
  institution?: Text;
  /** commune (or district, or province) of the case, with all that contains it */
  place: Text;
  province: Text;
  /** a date (`YYYY-MM-DD`) in words, and a number in the digits of each language */
  date(date: string): Text;
  number(value: number): Text;
}

/** What takes the force from a document: an accepted event after its line, or a deadline that fired. */
export interface Revocation {
  event?: string;
  deadline?: string;
  /** only when the case came into this state by it (end of a state's path) */
  to?: string;
  /** by the form of the event: it leaves what was written in force */
  unless?(data: any): boolean;
  reason: Text;
}

interface DocumentKind {
  /** unique in the workflow; small letters, digits and hyphens */
  id: string;
  title: Text;
  /** events whose accepted line the document is written from */
  sources: string[];
  /** only a line by which the case came into this state (end of a state's path) */
  into?: string;
  revokedBy: Revocation[];
}

/** A letter to people: each part is a pure function of the source, in both languages. */
export interface LetterSpec extends DocumentKind {
  kind: 'letter';
  subject(source: DocumentSource): Text;
  addressees(source: DocumentSource): Text[];
  /** addressed to the institution too: its director may read it */
  institution?: boolean;
  /** a letter of this line is not: by the form of its event */
  keptFromInstitution?(data: any): boolean;
  paragraphs(source: DocumentSource): Text[];
  /** short facts, as a table */
  details(source: DocumentSource): { label: Text; value: Text }[];
  /** as the person who decided wrote them */
  reasons?(source: DocumentSource): string | undefined;
  /** ids of the workflow's rules on which the letter rests */
  rules?(source: DocumentSource): string[];
  /** the law or guideline behind a rule, by its name; else the rule's own source is printed */
  basis?(rule: string): Text | undefined;
  /** where it can be appealed, how, and the last day when it is received on the day of the line */
  appeal?(source: DocumentSource): { paragraphs: Text[]; until: Due };
}

/** A form of the government, drawn from the form of the event. */
export interface FormSpec extends DocumentKind {
  kind: 'form';
  /** top-level fields that are not part of the printed form */
  without?: string[];
  /** what the form says beside its questions, above the signatures */
  says?: { title: Text; paragraphs: Text[] };
}
export type DocumentSpec = LetterSpec | FormSpec;

export interface Workflow<C = any> {
  id: string;
  /** pinned by each instance; a change of states, events, rules or context needs a new one */
  version: number;
  /** short prefix of the reference numbers, such as GK */
  prefix: string;
  title: Text;
  about: Text;
  /** built with setup(); initial state `new` without task and timer; no invoke, no onDone (use `always`) */
  machine: AnyStateMachine;
  /** events that may open an instance, the usual one first */
  openings: string[];
  events: Record<string, EventSpec>;
  reactions: Partial<Record<RegistryChange, string>>;
  rules: Record<string, Rule<C>>;
  deadlines: Record<string, Deadline<C>>;
  texts: {
    /** by state path, dotted, such as `assessing.form2.pending` */
    states: Record<string, Text>;
    tasks: Record<string, Text>;
    outcomes: Record<string, Text>;
    /** by `x-section` of the forms */
    sections?: Record<string, Text>;
    /** by `reason` of a visit */
    visitReasons?: Record<string, Text>;
  };
  subjects(context: C, data?: any): Subjects;
  /**
   * Every visit that was ever planned, each with its present status; what is closed never changes and never goes, and what
   * is planned keeps its dates. Those still planned when the instance ends are cancelled with the reason `caseClosed`. The
   * event by which one is told is `visit.recorded`.
   */
  visits?(context: C): Visit[];
  /**
   * Area that owns the instance (never empty), and areas whose officers take part for now: they see the instance and act in
   * it as their roles allow. Absent: the area it was opened in, and no guests
   */
  areas?(context: C): { owner: string; guests: string[] };
  samples: {
    facts: Facts;
    /** the area in which the samples act */
    area: string;
    /** samples of every event */
    events: Sample<C>[];
    /** the roles that must be able to send each event: written from the domain, not derived from `events` */
    roles: Record<string, Role[]>;
    /** the parameter of each deadline and the clock it runs in, from the domain */
    deadlines: Record<string, { parameter: string; clock: 'working' | 'calendar' }>;
    /** values that the proof puts in the place of the defaults, such as a shorter schedule with the same kinds of steps */
    parameters?: Record<string, unknown>;
  };
  invariants: Invariant<C>[];
  /** mutants that cannot change any behaviour, each with its reason */
  equivalents: Record<string, string>;
  /** letters and printed forms, each with the event it is written from */
  documents?: DocumentSpec[];
  /**
   * The state of an open instance of an earlier version as this one holds it, or why it cannot be taken over; pure. Absent:
   * as it stands, where the same state paths and everything of the context are known here
   */
  adopts?(from: { version: number; value: unknown; context: any }): { value: unknown; context: C } | Text;
}

/** Params of the one guard through which a transition names its rules: `guard: { type: 'rules', params: { all: ['N-01'] } }`. */
export interface RulesParams {
  all: string[];
}

/** Rules of the list that are broken, in the order named, each with what is missing. */
export function brokenRules<C>(
  rules: Record<string, Rule<C>>,
  ids: readonly string[],
  context: C,
  given: Given,
): { rule: Rule<C>; missing: Text }[] {
  const broken: { rule: Rule<C>; missing: Text }[] = [];
  for (const id of ids) {
    const rule = rules[id];
    if (!rule) throw new Error(`unknown rule ${id}`);
    if (rule.needsForm && given.data === undefined) continue;
    const missing = rule.check(context, given);
    if (missing) broken.push({ rule, missing });
  }
  return broken;
}

/** The guard `rules` for a machine's setup(). */
export function guardOfRules<C>(rules: Record<string, Rule<C>>) {
  return ({ context, event }: { context: C; event: Given }, params: RulesParams): boolean =>
    brokenRules(rules, params.all, context, event).length === 0;
}

/** The delays of a machine's setup(), one for each deadline: milliseconds from `now`, never negative. */
export function delaysOfDeadlines<C>(deadlines: Record<string, Deadline<C>>) {
  const delays: Record<string, (args: { context: C; event: Given }) => number> = {};
  for (const [name, deadline] of Object.entries(deadlines)) {
    delays[name] = ({ context, event }) => Math.max(0, deadline.due(context, event).at - event.now);
  }
  return delays;
}

/** Identity with types: checks the shape where the procedure is written. */
export function defineWorkflow<C>(workflow: Workflow<C>): Workflow<C> {
  return workflow;
}

/** What one inspection remembers: plain facts that later guards need, never a name or a free text. */
import type { Facts, InspectionFact } from '../facts';
import type { Actor, Role, Visit } from '../workflow';

/** Why the inspection takes place. */
export type Kind = 'annual' | 'drawn' | 'abuse' | 'complaint' | 'required';
export type Severity = 'critical' | 'major' | 'minor';
export type Rating = 'A' | 'B' | 'C' | 'D';
/** The triggers of domain B.4.3. */
export const hardTriggers = [
  'underThree',
  'withoutDecision',
  'abuse',
  'locked',
  'missing',
  'entryRefused',
  'unregistered',
  'noDirector',
] as const;
export type Hard = (typeof hardTriggers)[number];
/** Those of which the authorities are told as of suspected abuse (P-14): a report waits for that. */
export const disclosures: readonly Hard[] = ['abuse', 'locked'];
/** How far the ladder of sanctions has gone. */
export const rungs = ['none', 'warning', 'suspension', 'closure'] as const;
export type Rung = (typeof rungs)[number];

export interface Finding {
  item: string;
  severity: Severity;
}

/** Marks of what the answers of the team showed, and how much a person told of that no answer has shown yet. */
export interface Seen {
  shown: string[];
  told: number;
}

export interface Context {
  id: string;
  area: string;
  institution?: string;
  /** the province operates it: another leads, and nobody of the operating department inspects */
  state: boolean;
  kind: Kind;
  announced: boolean;
  /** day of the calendar, `YYYY-MM-DD`; complaints have a clock in its place */
  plannedOn?: string;
  /** sorted */
  team: string[];
  lead?: string;
  /** version of the checklist in the package */
  checklist?: number;
  /** day of the entry */
  enteredOn?: string;
  refused: boolean;
  /** the duty to report abuse (P-14) */
  disclosure: 'none' | 'open';
  hard: Hard[];
  crime: boolean;
  /** PDoSVY and MoSVY must know within the hour, and a family must be found for a child under three */
  alarm: boolean;
  underThree: boolean;
  /** children under three, and how many of them still need a family */
  young: Seen & { open: number };
  /** disclosures that a report of abuse covers, or will */
  disclosed: Seen;
  submitted: boolean;
  findings: Finding[];
  proposal?: Rating;
  rating?: Rating;
  /** who has rated it so far, sorted: who rates it again is somebody else */
  raters: string[];
  /** a trigger came to light after the rating, which does not know of it */
  doubted: boolean;
  published: boolean;
  /** the plan of the institution is accepted, or was imposed, or none is needed */
  settled: boolean;
  /** danger was found since the plan was written */
  stale: boolean;
  /** one for each finding, re-inspected by another lead */
  visits: Visit[];
  /** an action was not done by its day, entry was refused, or the place is not registered */
  unresolved: boolean;
  rung: Rung;
  /** this inspection stopped admissions, and nobody has decided on it since */
  frozen: boolean;
  outcome?: string;
  /** instants that deadlines count from, epoch ms */
  anchors: {
    opened?: number;
    assigned?: number;
    /** start of the day of the calendar */
    planned?: number;
    entered?: number;
    exit?: number;
    submitted?: number;
    classified?: number;
    plan?: number;
    proposed?: number;
    danger?: number;
    alarm?: number;
    underThree?: number;
    asked?: number;
    ordered?: number;
  };
}

export function initialContext({ id, area }: { id: string; area: string }): Context {
  return {
    id,
    area,
    state: false,
    kind: 'annual',
    announced: false,
    team: [],
    refused: false,
    disclosure: 'none',
    hard: [],
    crime: false,
    alarm: false,
    underThree: false,
    young: { shown: [], told: 0, open: 0 },
    disclosed: { shown: [], told: 0 },
    submitted: false,
    findings: [],
    raters: [],
    doubted: false,
    published: false,
    settled: false,
    stale: false,
    visits: [],
    unresolved: false,
    rung: 'none',
    frozen: false,
    anchors: {},
  };
}

type Shown = keyof NonNullable<InspectionFact['shown']>;

/** What the answers show of children under three, or of disclosures, and the inspection did not take up yet. */
export const newMarks = (context: Context, { inspection }: Pick<Facts, 'inspection'>, of: Shown): string[] =>
  inspection?.shown?.[of].filter((mark) => !context[of].shown.includes(mark)) ?? [];

/** Do they show more than what a person has told of already? */
export const showsMore = (context: Context, facts: Pick<Facts, 'inspection'>, of: Shown): boolean =>
  newMarks(context, facts, of).length > context[of].told;

/** How many were found there, and how many are there by decision: also those who were not met (I-17). */
export function headcount({ inspection }: Pick<Facts, 'inspection'>): { found: number; authorised: number } {
  const standings = (inspection?.found ?? []).map(({ standing }) => standing);
  return {
    found: standings.filter((standing) => standing.endsWith('Present')).length,
    authorised: standings.filter((standing) => standing.startsWith('authorised')).length,
  };
}

/** After it was told of: what the answers show is what was told of, as far as that goes; `first`: nothing was open before. */
function takenUp({ shown, told }: Seen, marks: readonly string[], first: boolean): Seen {
  if (marks.length === 0) return { shown, told: first ? 1 : told };
  return { shown: sortedSet([...shown, ...marks]), told: Math.max(0, told - marks.length) };
}

/** The children under three after a danger was told: each needs a family; once one was found for all, the next is a further child. */
export function youngAfter({ young }: Context, marks: readonly string[]): Context['young'] {
  const first = young.open === 0;
  const more = marks.length > 0 ? Math.max(0, marks.length - young.told) : Number(first);
  return { ...takenUp(young, marks, first), open: young.open + more };
}
export const disclosedAfter = ({ disclosed, disclosure }: Context, marks: readonly string[]): Seen =>
  takenUp(disclosed, marks, disclosure === 'none');

/** What was told of is settled, whatever answers showed of it. */
export const settled = ({ shown, told }: Seen, marks: readonly string[], left: number): Seen => ({
  shown: sortedSet([...shown, ...marks.slice(0, told)]),
  told: Math.min(told, left),
});

/** Those who inspect and who answer for inspections. */
export const inspectors: Role[] = ['dsw', 'districtSupervisor', 'pdosvyOfficer', 'mosvy'];
export const supervisors: Role[] = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];

/** The persons who answer for an act: who did it and for whom it was done. */
export const persons = (actor: Actor): string[] =>
  actor.actingFor ? [actor.person, actor.actingFor].sort() : [actor.person];

/** Sorted, so that the order of acts leaves no trace. */
export const sortedSet = <T extends string>(list: readonly T[]): T[] => [...new Set(list)].sort();

/** Nobody outside may know of an unannounced inspection before the team has stood at the door. */
export const isSecret = ({ announced, enteredOn }: Context): boolean => !announced && enteredOn === undefined;

/**
 * Who alone may know of it for now: the inspecting offices before the door; and while a disclosure has not been reported, those
 * who report it, so that nobody of the institution reads in the state of the inspection that a child has spoken.
 */
export function secretOf(context: Context): { roles: Role[]; persons: string[] } | undefined {
  if (isSecret(context)) return { roles: supervisors, persons: context.team };
  if (context.disclosure === 'none') return undefined;
  return { roles: [...inspectors, 'pdosvyDirector', 'police'], persons: context.team };
}

export const isPlanned = ({ status }: Visit): boolean => status === 'planned';

/** What the findings come to: A meets the standards, B minor, C major, D critical faults. */
export function proposalOf(findings: readonly Finding[], hard: readonly Hard[]): Rating {
  const has = (severity: Severity) => findings.some((f) => f.severity === severity);
  if (hard.length > 0 || has('critical')) return 'D';
  if (has('major')) return 'C';
  return has('minor') ? 'B' : 'A';
}

/** Whether a contact will count while it is still written, and which visit it meets: the server decides by the same facts. */
import { starsOfForm } from '../../forms/stars';
import type { Schema } from '../../forms/fields';
import { answerAt, tidy, type Answers } from '../../forms/values';
import { dateOf, daysBetween } from '../../language/khmer';
import type { Visit } from './reads';

/** Days after which a visit that is entered counts as none, unless the procedure's own number is known (P-50). */
export const entryDays = 7;

/** Why a contact is kept and counts as no visit. */
export type Lack = 'telephone' | 'written' | 'notSeen' | 'notAlone' | 'stars' | 'late';

export interface Standing {
  /** undefined: what kind of contact it is has not been said */
  lack: Lack | undefined;
  counts: boolean;
  /** the visit or call that is met now, or as soon as nothing is lacking */
  meets: Visit | undefined;
  /** the first planned one after the day of the contact, where none is open */
  next: Visit | undefined;
}

const isCall = ({ task }: Visit): boolean => task === 'followUpCall';
const first = (one: Visit, other: Visit): number =>
  Number(other.due.exact) - Number(one.due.exact) ||
  (one.due.at < other.due.at ? -1 : one.due.at > other.due.at ? 1 : one.key < other.key ? -1 : 1);

/** The earliest planned one whose window had opened on the day, and one in a day; a check whose clock runs goes before the rest. */
export function metBy(visits: readonly Visit[], on: string, call: boolean): Visit | undefined {
  const ofKind = visits.filter((visit) => isCall(visit) === call);
  if (ofKind.some(({ madeOn }) => madeOn === on)) return undefined;
  return ofKind.filter((visit) => visit.status === 'planned' && dateOf(visit.opensAt) <= on).sort(first)[0];
}

function lackOf(schema: Schema, answers: Answers, on: string, today: string): Lack | undefined {
  const kind = answers['contactType'];
  if (kind === 'telephone' || kind === 'written') return kind;
  if (answers['childSeen'] === false) return 'notSeen';
  if (daysBetween(on, today) > entryDays) return 'late';
  if (answers['spokenAlone'] === false && tidy(answerAt(answers, 'notAloneBecause')) === undefined) return 'notAlone';
  return starsOfForm(schema, answers).open.length > 0 ? 'stars' : undefined;
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

/** How a contact stands, from the answers so far and the visits of the case; undefined where the form tells of no contact. */
export function standingOf(
  schema: Schema,
  answers: Answers,
  visits: readonly Visit[],
  today: string,
): Standing | undefined {
  const { visitOn: on, contactType: kind, childSeen } = answers;
  if (!schema.properties?.['contactType'] || kind === undefined || !isDay(on)) return undefined;
  const call = kind === 'telephone';
  const lack = lackOf(schema, answers, on, today);
  const possible = call ? daysBetween(on, today) <= entryDays : kind === 'inPerson' && childSeen !== false;
  const meets = possible && lack !== 'late' ? metBy(visits, on, call) : undefined;
  const ahead = visits.filter((visit) => visit.status === 'planned' && isCall(visit) === call).sort(first);
  const next = meets ? undefined : ahead.find((visit) => dateOf(visit.opensAt) > on);
  return { lack, counts: lack === undefined && childSeen === true, meets, next };
}

/** What the rules ask of facts, dates and persons. */
import type { ChildFact, InstitutionFact, PanelFact } from '../../facts';
import type { Amount } from '../../parameters';
import { addDays, addMonths, ageOn, birthday, dateOf } from '../../time';
import type { Given, Role, Rule, Text } from '../../workflow';
import { childrenOf, type Context } from '../context';

export const say = (en: string, km: string): Text => ({ en, km });

export function rule(
  id: string,
  source: string,
  text: Text,
  who: Role[],
  needsForm: boolean,
  check: (context: Context, given: Given) => Text | undefined,
): Rule<Context> {
  return { id, source, text, who, needsForm, check };
}

/** Facilities where a child sleeps outside a family. */
export const residentialKinds: InstitutionFact['kind'][] = [
  'rci',
  'transitHome',
  'groupHome',
  'pagoda',
  'boardingSchool',
];

export function factOf(given: Given, child: string): ChildFact | undefined {
  return given.facts.children?.find((c) => c.id === child);
}

/** Youngest plausible age on a date: the late end of the birth interval protects. */
export function youngestAge(child: ChildFact, on: string): number {
  return ageOn(child.birth.to, on);
}

/** Children, of those the event names, who may be younger than P-01 on a date; an unknown birth date counts as too young. */
export function tooYoung(context: Context, given: Given, on: string): string[] {
  const least = given.parameters.values['P-01'] as number;
  return childrenOf(context, given).filter((id) => {
    const child = factOf(given, id);
    return !child || youngestAge(child, on) < least;
  });
}

/** True when a child was under P-01 when the request came and Form 2 or the ladder are older than the birthday. */
export function straddles(context: Context, given: Given): boolean {
  const least = given.parameters.values['P-01'] as number;
  const { submitted, form2, ladder } = context.anchors;
  if (submitted === undefined) return false;
  return childrenOf(context, given).some((id) => {
    const child = factOf(given, id);
    if (!child || youngestAge(child, dateOf(submitted)) >= least) return false;
    const since = birthday(child.birth.to, least);
    return form2 === undefined || ladder === undefined || dateOf(form2) < since || dateOf(ladder) < since;
  });
}

/** Date an amount after a date; working days and hours are not used for these. */
export function addAmount(date: string, { amount, unit }: Amount): string {
  return unit === 'months'
    ? addMonths(date, amount)
    : addDays(date, unit === 'hours' ? Math.ceil(amount / 24) : amount);
}

/** Does a last inspection on this date still hold today (P-24)? */
export function inspected(institution: InstitutionFact, given: Given): boolean {
  const { lastInspection } = institution;
  return (
    lastInspection !== undefined && dateOf(given.now) <= addAmount(lastInspection, given.parameters.values['P-24'])
  );
}

/** Places that the children of the event need at the institution beyond those they hold already. */
export function placesNeeded(context: Context, given: Given): number {
  const institution = given.facts.institution;
  return childrenOf(context, given).filter((id) => {
    const child = factOf(given, id);
    return child?.authority?.institution !== institution?.id && child?.bridge?.institution !== institution?.id;
  }).length;
}

/** Brothers and sisters under 18 that the event leaves out. */
export function leftOut(context: Context, given: Given): string[] {
  const named = childrenOf(context, given);
  const siblings = named.flatMap((id) => factOf(given, id)?.siblings ?? []);
  return [...new Set([...context.children, ...siblings])].filter((id) => !named.includes(id));
}

/** Children of the event whom an authority of another case covers now. */
export function coveredElsewhere(context: Context, given: Given): string[] {
  return childrenOf(context, given).filter((id) => {
    const authority = factOf(given, id)?.authority;
    return authority?.status === 'inForce' && authority.instance !== context.id;
  });
}

/** What the institution's standing lacks today for an admission, without the freeze (N-20). */
export function standingLacks(context: Context, given: Given): Text | undefined {
  const institution = given.facts.institution;
  if (!institution || institution.kind === 'hospital') return undefined;
  if (institution.standing !== 'authorised') {
    const km = {
      unauthorised: 'គ្មានការអនុញ្ញាត',
      suspended: 'ត្រូវបានព្យួរ',
      frozen: 'ត្រូវបានបង្កកការទទួល',
      closed: 'ត្រូវបានបិទ',
    }[institution.standing];
    return say(`${institution.code} is ${institution.standing}.`, `${institution.code} ${km}។`);
  }
  if (institution.occupied + placesNeeded(context, given) > institution.authorisedCapacity)
    return say(
      `${institution.code} is full: ${institution.occupied} of ${institution.authorisedCapacity} places are taken.`,
      `${institution.code} ពេញ៖ កន្លែង ${institution.occupied} ក្នុងចំណោម ${institution.authorisedCapacity} ត្រូវបានប្រើ។`,
    );
  // a foster family is visited, not inspected
  if (institution.kind !== 'emergencyFoster' && !inspected(institution, given))
    return say(
      `${institution.code} is overdue for inspection${institution.lastInspection ? `: the last was on ${institution.lastInspection}` : ''}.`,
      `${institution.code} ហួសកាលកំណត់អធិការកិច្ច${institution.lastInspection ? `៖ លើកចុងក្រោយនៅថ្ងៃ ${institution.lastInspection}` : ''}។`,
    );
  return undefined;
}

/** A member of the gatekeeping meeting as the minutes have them. */
export interface Member {
  person: string;
  agency: string;
  interestDeclared?: string;
  vote?: string;
}

export const membersOf = (given: Given): Member[] =>
  (given.data.members as Member[]).map((m) => ({ ...m, person: m.person.toLowerCase() }));

/** Who sits in the meeting (B.1.1); never who decides, nor who asks for places. */
const panelRoles: Role[] = ['panelMember', 'pdosvyOfficer', 'dsw', 'ngoCaseworker', 'police', 'hospital'];

/** The appointments of a person whom the form names, for the area of the case. */
export function seatsOf(given: Given, person: string): PanelFact['seats'] {
  return given.facts.panel?.find((p) => p.person === person.toLowerCase())?.seats ?? [];
}

/** The appointment by which a person sits in the meeting. */
export function seatOf(given: Given, person: string): PanelFact['seats'][number] | undefined {
  return seatsOf(given, person).find((s) => panelRoles.includes(s.role));
}

/** Members who count for the quorum, each person once: they hold a seat, declare no interest, and did not assess the case. */
export function countedMembers(context: Context, given: Given): { people: number; bodies: number } {
  const counted = new Map<string, string>();
  for (const { person, agency } of membersOf(given)) {
    const declared = membersOf(given).filter((m) => m.person === person);
    const seat = seatOf(given, person);
    if (!seat || context.duties.assessors.includes(person) || declared.some((m) => m.interestDeclared !== 'none'))
      continue;
    if (!counted.has(person)) counted.set(person, seat.agency ?? agency);
  }
  return { people: counted.size, bodies: new Set(counted.values()).size };
}

/** Does the register tie a member of the meeting to the institution or to the people of the case? */
export function memberTied(context: Context, given: Given, person: string): boolean {
  const { institution, panel } = given.facts;
  const behind = institution?.persons ?? [];
  const fact = panel?.find((p) => p.person === person);
  const place = institution?.id ?? context.institution;
  return (
    behind.includes(person) ||
    (place !== undefined && !!fact?.institutions.includes(place)) ||
    !!fact?.persons.some((p) => context.children.includes(p) || behind.includes(p))
  );
}

/** Does the actor, or who stands behind, have an interest in the institution or the people of the case? */
export function interested(context: Context, given: Given): boolean {
  const { interests, institution } = given.facts;
  const place = institution?.id ?? context.institution;
  const acting = [given.actor.person, given.actor.actingFor];
  return (
    (place !== undefined && (interests?.institutions ?? []).includes(place)) ||
    (interests?.persons ?? []).some((p) => context.children.includes(p) || (institution?.persons ?? []).includes(p)) ||
    (institution?.persons ?? []).some((p) => acting.includes(p))
  );
}

/** Does the actor, or whom they act for, stand behind the institution asked for, or work for its operator? */
export function actsFor({ actor, facts: { institution } }: Given): boolean {
  if (!institution) return false;
  const behind = institution.persons.some((p) => p === actor.person || p === actor.actingFor);
  return behind || (!!actor.agency && institution.operatorAgency === actor.agency);
}

/** Does a decision fill places of an institution that the province operates? A night in a transit home is not one. */
export function fillsOwnPlaces(given: Given): boolean {
  const kind = given.facts.institution?.kind;
  const bridge = given.type === 'decision.interimCare' && kind !== 'transitHome' && residentialKinds.includes(kind!);
  return (bridge || ['decision.approved', 'decision.reinstated'].includes(given.type)) && operatesIt(given);
}

/** Is the place asked for operated by the state, or by the agency of the actor: then who decides must not be of the province? */
function operatesIt({ actor, facts: { institution } }: Given): boolean {
  if (!institution) return false;
  return institution.operator === 'state' || (!!actor.agency && institution.operatorAgency === actor.agency);
}

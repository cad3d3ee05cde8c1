/** What the rules ask of facts, dates and persons. */
import type { ChildFact, InstitutionFact } from '../../facts';
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

/** What the institution's standing lacks today for an admission, without the freeze (N-20). */
export function standingLacks(context: Context, given: Given): Text | undefined {
  const institution = given.facts.institution;
  if (!institution || institution.kind === 'hospital' || institution.kind === 'emergencyFoster') return undefined;
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
  if (!inspected(institution, given))
    return say(
      `${institution.code} is overdue for inspection${institution.lastInspection ? `: the last was on ${institution.lastInspection}` : ''}.`,
      `${institution.code} ហួសកាលកំណត់អធិការកិច្ច${institution.lastInspection ? `៖ លើកចុងក្រោយនៅថ្ងៃ ${institution.lastInspection}` : ''}។`,
    );
  return undefined;
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

/** Is the place asked for operated by the state, or by the agency of the actor: then who decides must not be of the province? */
export function operatesIt({ actor, facts: { institution } }: Given): boolean {
  if (!institution) return false;
  return institution.operator === 'state' || (!!actor.agency && institution.operatorAgency === actor.agency);
}

/** What several rules look at, and how a rule is written. */
import { dateOf } from '../../time';
import type { Given, Role, Rule, Text } from '../../workflow';
import { inspectors, type Context } from '../context';

export const say = (en: string, km: string): Text => ({ en, km });
export const unless = (kept: boolean, en: string, km: string): Text | undefined => (kept ? undefined : { en, km });
export const rule = (
  id: string,
  source: string,
  text: Text,
  who: Role[],
  needsForm: boolean,
  check: Rule<Context>['check'],
): Rule<Context> => ({ id, source, text, who, needsForm, check });

export type Member = { person: string; lead: boolean; interestDeclared: 'none' | 'interest' };
export const membersOf = ({ data }: Given): Member[] => data.members as Member[];
export const leadersOf = (given: Given): Member[] => membersOf(given).filter((m) => m.lead);

/** Offices that take part in an inspection of such a place, and those that may lead it (B.0.1). */
export const memberOffices = (state: boolean): Role[] =>
  state ? ['districtSupervisor', 'pdosvyOfficer', 'mosvy'] : inspectors;
export const leadOffices = (state: boolean): Role[] =>
  state ? ['pdosvyOfficer', 'mosvy'] : ['districtSupervisor', 'pdosvyOfficer', 'mosvy'];

/** Does a person hold one of these offices, and no seat at those who operate the place? */
export function sits(given: Given, who: string, offices: Role[]): boolean {
  return (
    given.facts.panel?.some((p) => p.person === who && p.seats.some(({ role }) => offices.includes(role))) ?? false
  );
}

/** Nobody behind the place, tied to it, or of the office that operates it (N-40). */
export function isFree(
  { state, institution }: Context,
  given: Given,
  { person: who, interestDeclared }: Member,
): boolean {
  const place = given.facts.institution;
  const seat = given.facts.panel?.find((p) => p.person === who);
  const operates = ({ role, agency }: { role: Role; agency?: string }) =>
    role === 'provincialAdministration' || (agency !== undefined && agency === place?.operatorAgency);
  return (
    interestDeclared === 'none' &&
    seat !== undefined &&
    !place?.persons.includes(who) &&
    !seat.institutions.includes(institution!) &&
    !seat.persons.some((other) => place?.persons.includes(other)) &&
    !(state && seat.seats.some(operates))
  );
}

/** Does who acts, or for whom, stand behind the place, have an interest in it or in those behind it, or operate it? */
export function isTied({ institution }: Context, { actor, facts }: Given): boolean {
  const { institution: place, interests } = facts;
  const acting = [actor.person, actor.actingFor];
  const id = place?.id ?? institution;
  return (
    (place?.persons.some((p) => acting.includes(p)) ?? false) ||
    (id !== undefined && (interests?.institutions.includes(id) ?? false)) ||
    (interests?.persons.some((p) => place?.persons.includes(p)) ?? false) ||
    (actor.agency !== undefined && actor.agency === place?.operatorAgency)
  );
}

export const isFreeTeam = (context: Context, given: Given): boolean =>
  membersOf(given).length >= 2 && membersOf(given).every((m) => isFree(context, given, m));

/** What a person writes as having happened lies behind; times that a device stamps are bounded by the server's instead. */
export const dated = ['visitOn', 'from'] as const;
export const happened = ({ anchors }: Context, { type, data, now }: Given): boolean => {
  const on = type === 'report.submitted' ? [data.on] : [];
  const since = dateOf(anchors.assigned ?? now);
  const days = [...on, ...dated.map((name) => data[name])].filter((d) => typeof d === 'string');
  const instants = [data.receivedAt, data.reportedAt].filter((at) => typeof at === 'string');
  return (
    on.every((d) => d >= since) && days.every((d) => d <= dateOf(now)) && instants.every((at) => Date.parse(at) <= now)
  );
};

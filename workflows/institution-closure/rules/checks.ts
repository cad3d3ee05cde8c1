/** What several rules look at, and how a rule is written. */
import type { Amount } from '../../parameters';
import { addDays, addMonths, ageOn, dateOf, dueAfter } from '../../time';
import type { Given, Role, Rule, Text } from '../../workflow';
import { rowOf, type Context, type Kind, type Row } from '../context';

export type Check = Rule<Context>['check'];
/** The offices of the province. */
export const province: Role[] = ['pdosvyOfficer', 'pdosvyDirector'];
export const say = (en: string, km: string): Text => ({ en, km });
export const unless = (kept: boolean, en: string, km: string): Text | undefined => (kept ? undefined : { en, km });

export function rule(
  id: string,
  source: string,
  text: Text,
  who: Rule['who'],
  needsForm: boolean,
  check: Check,
): Rule<Context> {
  return { id, source, text, who, needsForm, check };
}

/** The row of the child that the form names. */
export const named = (context: Context, { data }: Given): Row | undefined => rowOf(context, data.child as string);

/** Children at least who were found there without a name, or after the count, and of whom two people have not said what became. */
export const unnamedOf = ({ newcomers = 0 }: Context, { facts: { closure } }: Pick<Given, 'facts'>): number =>
  Math.max(closure?.unnamed ?? 0, newcomers);

/** Does the register know that somebody holds one of these offices? */
export const sits = ({ facts }: Given, who: string, offices: Role[]): boolean =>
  facts.panel?.some((p) => p.person === who && p.seats.some(({ role }) => offices.includes(role))) ?? false;

/** The last date that an order of this kind may name (P-81). */
export function latestTarget(kind: Kind, given: Given): string {
  const { amount, unit } = given.parameters.values['P-81'][kind] as { amount: number; unit: string };
  const today = dateOf(given.now);
  return unit === 'months' ? addMonths(today, amount) : addDays(today, amount);
}

/**
 * The decision against which an appeal holds the certificate: the order or the last extension, once each, until the day that
 * the letter prints (P-36). The ministry enters what it received on paper by the day it came.
 */
export function appealable({ anchors, extensions, contested = [] }: Context, given: Given): number | undefined {
  const filedOn = given.actor.role === 'mosvy' ? (given.data.on as string) : dateOf(given.now);
  const decisions = [
    { decision: 0, at: anchors.ordered },
    ...(extensions > 0 ? [{ decision: extensions, at: anchors.extended }] : []),
  ];
  return decisions.find(
    ({ decision, at }) =>
      at !== undefined &&
      !contested.includes(decision) &&
      filedOn <= dueAfter(at, given.parameters.values['P-36'] as Amount, given, 'P-36').on,
  )?.decision;
}

/** Is the child that the form names old enough, by its youngest plausible birth, to live on its own (P-84)? */
export function isOldEnough({ facts, data, now, parameters }: Given): boolean {
  const birth = facts.children?.find(({ id }) => id === data.child)?.birth;
  return !!birth && ageOn(birth.to, dateOf(now)) >= (parameters.values['P-84'] as number);
}

/** Cases and visits that the children bring, against what the area has: domain C, workload. */
export function loadOf({ facts, parameters }: Given) {
  const { closure } = facts;
  if (!closure) return undefined;
  const children = closure.expected.length;
  const { alert } = parameters.values['P-31'] as { alert: number };
  const free = Math.max(0, closure.workers * alert - closure.openCases);
  const urgent = closure.expected.filter((c) => c.underThree).length;
  return {
    children,
    visits: children * (parameters.values['P-86'] as number),
    free,
    freePlaces: closure.freePlaces,
    short: children > free || urgent > closure.freePlaces,
  };
}

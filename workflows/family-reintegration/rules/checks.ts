/** What several rules look at, and how a rule is written. */
import { addDays, addMonths, dateOf } from '../../time';
import type { Given, Rule, Text } from '../../workflow';
import type { Context } from '../context';

export type Check = Rule<Context>['check'];

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

/** The date an amount of days or months before today. */
export function ago(given: Given, parameter: string): string {
  const { amount, unit } = given.parameters.values[parameter] as { amount: number; unit: string };
  const today = dateOf(given.now);
  return unit === 'months' ? addMonths(today, -amount) : addDays(today, -amount);
}

const dated = ['on', 'visitOn', 'placedOn', 'since', 'observedOn', 'movedOn', 'diedOn', 'from', 'lastSeenOn'] as const;

/** Does everything the form tells lie in the past? */
export function happened({ data, now }: Given): boolean {
  const today = dateOf(now);
  const signed = Object.values((data.signatures ?? {}) as Record<string, { on: string } | undefined>);
  const instants = [data.at, data.observedAt, data.startedAt].filter((at) => typeof at === 'string');
  return (
    dated.every((name) => typeof data[name] !== 'string' || data[name] <= today) &&
    signed.every((signature) => signature === undefined || signature.on <= today) &&
    instants.every((at) => Date.parse(at) <= now)
  );
}

/** The child of the case as the register knows it now. */
export const childFact = (context: Context, given: Given) =>
  given.facts.children?.find(({ id }) => id === (context.child ?? given.data?.child));

/** All rules of an inspection by their id. */
import type { Rule } from '../workflow';
import type { Context } from './context';
import { afterRules } from './rules/after';
import { entryRules } from './rules/entry';
import { neverRules } from './rules/never';
import { stepRules } from './rules/steps';

export const rules: Record<string, Rule<Context>> = Object.fromEntries(
  [...neverRules, ...stepRules, ...entryRules, ...afterRules].map((r) => [r.id, r]),
);

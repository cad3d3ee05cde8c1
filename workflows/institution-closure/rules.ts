/** All rules of a closure by their id. */
import type { Rule } from '../workflow';
import type { Context } from './context';
import { neverRules } from './rules/never';
import { stepRules } from './rules/steps';

export const rules: Record<string, Rule<Context>> = Object.fromEntries(
  [...neverRules, ...stepRules].map((r) => [r.id, r]),
);

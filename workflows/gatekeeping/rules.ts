/** The rules of gatekeeping by id. */
import type { Rule } from '../workflow';
import type { Context } from './context';
import { groundRules } from './rules/grounds';
import { neverRules } from './rules/never';
import { stepRules } from './rules/steps';

export const rules: Record<string, Rule<Context>> = Object.fromEntries(
  [...groundRules, ...neverRules, ...stepRules].map((rule) => [rule.id, rule]),
);

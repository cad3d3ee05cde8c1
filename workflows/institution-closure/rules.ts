/** All rules of a closure by their id. */
import type { Rule } from '../workflow';
import type { Context } from './context';
import { censusRules } from './rules/census';
import { childRules } from './rules/children';
import { houseRules } from './rules/house';
import { neverRules } from './rules/never';
import { orderRules } from './rules/order';

export const rules: Record<string, Rule<Context>> = Object.fromEntries(
  [...neverRules, ...orderRules, ...censusRules, ...childRules, ...houseRules].map((r) => [r.id, r]),
);

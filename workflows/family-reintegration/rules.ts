/** All rules of the way home by their id. */
import type { Rule } from '../workflow';
import type { Context } from './context';
import { leavingRules } from './rules/leaving';
import { neverRules } from './rules/never';
import { stepRules } from './rules/steps';

export const rules: Record<string, Rule<Context>> = Object.fromEntries(
  [...neverRules, ...stepRules, ...leavingRules].map((r) => [r.id, r]),
);

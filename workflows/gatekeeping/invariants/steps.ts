/** What an invariant asks of a step. */
import type { EffectName, EffectParams, Given, Invariant } from '../../workflow';
import { type Context } from '../context';
import { residentialKinds } from '../rules/checks';

export type Step = Parameters<NonNullable<Invariant<Context>['step']>>[0];
export type Grant = EffectParams['authority.grant'];

export const effectsOf = <N extends EffectName>(step: Step, name: N): EffectParams[N][] =>
  step.effects.filter((e) => e.name === name).map((e) => e.params);
export const grantsOf = (step: Step) => effectsOf(step, 'authority.grant');
export const residential = (step: Step): Grant[] => grantsOf(step).filter((g) => g.kind === 'residential');
/** Authorities for a place that is no family. */
export const away = (step: Step): Grant[] =>
  grantsOf(step).filter(
    (g) =>
      g.kind === 'residential' ||
      (g.institution && residentialKinds.includes(step.event.facts.institution?.kind ?? 'rci')),
  );
export const factOf = (given: Given, child: string) => given.facts.children?.find((c) => c.id === child);
export const at = (path: string[], state: string) => path.some((p) => p === state || p.startsWith(`${state}.`));
export const decides = (given: Given) =>
  given.type.startsWith('decision.') && !/returnedForInfo|referredToMosvy/.test(given.type);
/** Cases of that workflow which the step opens. */
export const opened = (step: Step, workflow: string) =>
  effectsOf(step, 'instance.open').filter((o) => o.workflow === workflow);
/** What the step tells the ways home of its children, by one event there. */
export const wayTold = (step: Step, event: string) =>
  effectsOf(step, 'instance.tell').filter((t) => t.workflow === 'family-reintegration' && t.event === event);
export const supports = (step: Step, reason: string) =>
  opened(step, 'family-support').some((o) => (o.data as { reason: string }).reason === reason);
/** Does the whole hold every value of the part? */
export const isSuperset = (whole: object, part: object) =>
  Object.entries(part).every(([key, value]) => (whole as Record<string, unknown>)[key] === value);
export const toFinal = (step: Step, state: string) => at(step.after.path, state) && !at(step.before.path, state);

/** What several invariants look at in one step. */
import type { Invariant } from '../workflow';
import type { Context } from './context';

export type Step = Parameters<NonNullable<Invariant<Context>['step']>>[0];

export const enters = (s: Step, state: string) => s.after.path.includes(state) && !s.before.path.includes(state);
export const named = (s: Step, name: string) => s.effects.filter((e) => e.name === name).map((e) => e.params);
export const actors = ({ event }: Step) => [event.actor.person, event.actor.actingFor].filter((p) => p !== undefined);

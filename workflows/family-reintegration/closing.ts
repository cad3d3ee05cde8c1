/** What a way home and the closure of the institution tell each other about one child. */
import { dateOf } from '../time';
import type { EffectParams, Given } from '../workflow';
import { raised } from './acts';
import { counts } from './acts-visits';
import { homes, persons, sortedSet, type Context } from './context';
import { anchored, kit, set } from './kit';
import { satisfiedBy } from './schedule';

type Progress = 'assessed' | 'planned' | 'placed' | 'visited' | 'missing' | 'found' | 'brokenDown';

const told = (what: Progress, context: Context, { actor, data, now }: Given): EffectParams['instance.tell'] => ({
  workflow: 'institution-closure',
  child: context.child!,
  event: 'child.progressed',
  data: {
    child: context.child!,
    what,
    on: (data?.placedOn ?? data?.visitOn ?? data?.since ?? data?.on ?? dateOf(now)) as string,
    ...(what === 'placed' && {
      destination: homes[(data.homeKind ?? 'parents') as keyof typeof homes],
      by: [...(actor.role === 'register' ? [] : persons(actor)), ...(context.worker ? [context.worker] : [])],
    }),
  },
});

/** The closure whose census names the child learns how far the child has come; where there is none, nobody is told. */
export const tellClosure = (what: Progress, when: (context: Context, given: Given) => boolean = () => true) =>
  kit.enqueueActions(({ context, event, enqueue }) => {
    if (when(context, event)) enqueue({ type: 'instance.tell', params: told(what, context, event) });
  });

/** A visit in person that makes one of those that are planned: before the visit is kept. */
export const isFirstSight = (context: Context, given: Given): boolean =>
  counts(context, given) && satisfiedBy(context, given.data.visitOn as string, 'visit') !== undefined;

export const isAway = (_context: Context, { data }: Given): boolean =>
  data.where === 'unknown' || data.where === 'abroad';
export const isBack = (_context: Context, { data }: Given): boolean =>
  data.where !== 'unknown' && data.where !== 'abroad';

/**
 * The institution closes: a child whose provider has left, or who is at risk, is of high risk from now on. Whom it told of danger never
 * closes that concern (N-10).
 */
export const joinClosure = set((context, given) => {
  if (given.data.high !== true) return {};
  const { assessed, placed, urged = given.now } = context.anchors;
  const { heard } = given.data as { heard?: string[] };
  return {
    ...(heard && { duties: { ...context.duties, reporters: sortedSet([...context.duties.reporters, ...heard]) } }),
    ...(context.risk !== 'high' && { ...raised(context, given), risk: 'high' as const }),
    // assessed within the days of a closure, not those of any case
    ...(assessed === undefined && placed === undefined && anchored(context, { urged })),
  };
});

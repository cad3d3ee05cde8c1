/** What must hold of a challenge to an approval. */
import type { Invariant } from '../../workflow';
import { type Context } from '../context';

import { at, effectsOf, grantsOf } from './steps';

const isHeard = (type: string) => type === 'challenge.dismissed' || type === 'challenge.sustained';

export const challengeInvariants: Invariant<Context>[] = [
  {
    id: 'N-10 challenge',
    text: 'a challenge is decided by persons who neither asked, assessed, nor took the decision that is challenged',
    step: (step) => {
      if (!isHeard(step.event.type)) return true;
      const { requesters, assessors, deciders } = step.before.context.duties;
      const { person, actingFor } = step.event.actor;
      return (
        deciders.length > 0 && ![...requesters, ...assessors, ...deciders].some((p) => p === person || p === actingFor)
      );
    },
  },
  {
    id: 'challenge',
    text: 'an approval can be challenged from its decision until the period after the notice has passed, once, and only then',
    step: (step) =>
      step.event.type !== 'challenge.filed' ||
      (step.before.context.challenge === 'open' && at(step.after.path, 'open.challenge.pending')),
    state: ({ context, path }) =>
      !at(path, 'open.challenge') ||
      (at(path, 'open.challenge.pending') === (context.challenge === 'filed') &&
        at(path, 'open.challenge.closed') === (context.challenge === undefined || context.challenge === 'over') &&
        (!at(path, 'open.challenge.told') || context.informed)),
  },
  {
    id: 'challenge opens',
    text: 'every approval opens the time to challenge it, and no deadline but that of the period ends it',
    step: (step) =>
      (step.event.type !== 'decision.approved' || at(step.after.path, 'open.challenge.untold')) &&
      (step.before.context.challenge === step.after.context.challenge ||
        !step.event.type.startsWith('xstate.after.') ||
        /after\.(appealPeriod|authorityUnused)\./.test(step.event.type)),
  },
  {
    id: 'challenge sustained',
    text: 'an approval that is withdrawn ends its authority, grants nothing and moves nobody; a child in the institution becomes an incident',
    step: (step) => {
      if (step.event.type !== 'challenge.sustained') return true;
      const { before, after } = step;
      const changes = effectsOf(step, 'authority.change');
      const ends = changes.length > 0 && changes.every((c) => ['ended', 'void'].includes(c.to));
      const bridge = ['emergency', 'interim'].includes(before.context.cover);
      return (
        before.context.challenge === 'filed' &&
        ends &&
        (!bridge ||
          (after.context.cover === before.context.cover && changes.every((c) => !c.kinds?.includes('emergency')))) &&
        grantsOf(step).length === 0 &&
        effectsOf(step, 'fact.record').length === 0 &&
        after.context.placed.length === 0 &&
        after.context.challenge === undefined &&
        (!before.context.present ||
          (at(after.path, 'open.authority.void') &&
            effectsOf(step, 'incident.open').some((i) => i.due > step.event.now && i.children.length > 0)))
      );
    },
  },
  {
    id: 'challenge dismissed',
    text: 'an approval that stands changes nothing else',
    step: (step) =>
      step.event.type !== 'challenge.dismissed' ||
      (effectsOf(step, 'authority.change').length === 0 &&
        step.before.path.filter((p) => !at([p], 'open.challenge')).join() ===
          step.after.path.filter((p) => !at([p], 'open.challenge')).join()),
  },
];

/** What holds of every death, every loss and every child found where it should not be, over all paths. */
import { dateOf } from '../time';
import type { Invariant } from '../workflow';
import { rowOf, type Context } from './context';
import { noticesOf } from './notices';

type Step = Parameters<NonNullable<Invariant<Context>['step']>>[0];
const incidents = (s: Step) => s.effects.filter((e) => e.name === 'incident.open').map((e) => e.params);
const opens = (s: Step, kind: string, child: string) =>
  incidents(s).some((p) => p.kind === kind && p.children.includes(child));
const tells = (s: Step, child: string) =>
  s.effects.some((e) => e.name === 'instance.tell' && e.params.child === child && e.params.data.high === true);

export const factInvariants: Invariant<Context>[] = [
  {
    id: 'N-24 death',
    text: 'a death counts when somebody who did not tell it confirms it on a source outside the institution; until then it is an incident',
    step: (s) =>
      s.after.context.children.every((row) => {
        const before = rowOf(s.before.context, row.child);
        if (row.accounted !== 'died') return true;
        if (before?.accounted !== 'died') return !row.verified && opens(s, 'CHILD_DIED', row.child);
        if (before.verified || !row.verified) return true;
        const told = s.event.facts.closure?.deaths?.find(({ child }) => child === row.child)?.by ?? [];
        const who = [s.event.actor.person, s.event.actor.actingFor];
        return (
          s.event.type === 'death.confirmed' &&
          told.length > 0 &&
          !who.some((person) => person !== undefined && told.includes(person)) &&
          s.event.data.sources.some((one: string) => one !== 'institution')
        );
      }),
  },
  {
    id: 'revived',
    text: 'a child who was taken for dead is looked for again, with an incident and a way home, in the step that corrects it',
    step: (s) =>
      s.event.type !== 'child.revived' ||
      s.before.context.children.every((row) => {
        const lives = s.event.facts.children?.some(({ id, status }) => id === row.child && status === 'alive');
        if (row.accounted !== 'died' || !lives) return true;
        const after = rowOf(s.after.context, row.child)!;
        const looked = after.lost && !after.verified && after.accounted === undefined;
        return opens(s, 'DEATH_CORRECTED', row.child) && tells(s, row.child) && (s.before.context.certified || looked);
      }),
  },
  {
    id: 'astray',
    text: 'a child who left, is missing or is where nobody put it is an incident, and counts neither as gone nor as seen',
    step: (s) =>
      s.event.type !== 'child.noticed' ||
      (noticesOf(s.before.context, s.event).length > 0 &&
        noticesOf(s.before.context, s.event).every(({ child, what }) => {
          const after = rowOf(s.after.context, child);
          if (what === 'foundTold') return after?.lost === true;
          const open = incidents(s).some((p) => p.children.includes(child));
          if (what === 'uncounted' || what === 'returned' || !after) return open;
          return open && !after.verified && (what === 'backAgain' ? after.accounted === undefined : after.lost);
        })),
  },
  {
    id: 'found in closed premises',
    text: 'a child recorded in closed premises has an incident and a way home in the same step, and somebody looks there the same day',
    step: (s) => {
      if (s.event.type !== 'child.noticed' || !s.before.context.certified) return true;
      const looks = s.effects.some(
        (e) =>
          e.name === 'instance.open' &&
          e.params.workflow === 'inspection' &&
          (e.params.data as { on: string }).on === dateOf(s.event.now),
      );
      return (
        (s.event.data.children as string[]).every(
          (child) => opens(s, 'CHILD_IN_CLOSED_HOME', child) && tells(s, child),
        ) &&
        (looks || s.before.context.returned !== undefined)
      );
    },
  },
];

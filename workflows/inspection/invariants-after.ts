/** What must come of a report that does not add up, and of an order to close, over all paths. */
import { dateOf } from '../time';
import type { Invariant } from '../workflow';
import type { Context } from './context';

type Step = Parameters<NonNullable<Invariant<Context>['step']>>[0];
const named = (s: Step, name: string) => s.effects.filter((e) => e.name === name).map((e) => e.params);

export const afterInvariants: Invariant<Context>[] = [
  {
    id: 'N-42 beds',
    text: 'beds in which children sleep whom nobody met, or may sleep, have an owner in the province and a clock, and no others have',
    step: (s) => {
      const told = s.event.type === 'report.submitted' ? s.event.data.beds?.found : undefined;
      const opened = named(s, 'incident.open').filter((p) => p.kind === 'BEDS_BEYOND_CHILDREN');
      const asked = told === 'used' || told === 'unknown';
      return (
        opened.length === (asked ? 1 : 0) && opened.every((p) => p.role === 'pdosvyOfficer' && p.due > s.event.now)
      );
    },
  },
  {
    id: 'B.4.4 closure',
    text: 'the order to close opens the closure of that place, once, and never beside one that is open',
    step: (s) => {
      const opened = named(s, 'instance.open').filter((p) => p.workflow === 'institution-closure');
      const { closure, institution: place } = s.event.facts;
      const asked = s.event.type === 'sanction.ordered' && s.event.data.rung === 'closure';
      const empty = place?.standing === 'closed' && !closure?.reopened && !closure?.stillPresent.length;
      if (!asked || closure?.open || empty) return opened.length === 0;
      const [{ event, data } = { event: '', data: {} }] = opened;
      const told = data as { institution?: string; kind?: string; on?: string };
      return (
        opened.length === 1 &&
        event === 'engagement.recorded' &&
        told.institution === s.before.context.institution &&
        told.kind === 'regulatory' &&
        told.on === dateOf(s.event.now)
      );
    },
  },
];

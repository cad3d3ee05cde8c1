/** Corrective actions: one for each thing that must be mended, each a visit with its own clock (P-26). */
import type { Amount } from '../parameters';
import { dateOf, dueAfter, startOf } from '../time';
import type { Given, Visit } from '../workflow';
import { isPlanned, type Context, type Finding, type Severity } from './context';
import { anchored } from './kit';

/** The actions there are, and one for each of these findings that has none open; its clock runs from now, plan or no plan. */
export function withActions(context: Context, findings: readonly Finding[], given: Given): Visit[] {
  const amounts = given.parameters.values['P-26'] as Record<Severity, Amount>;
  const known = context.visits.filter(isPlanned).map(({ step }) => step);
  const missing = findings.filter(({ item }) => item !== 'hard.entryRefused' && !known.includes(item));
  const first = context.visits.length + 1;
  return [
    ...context.visits,
    ...missing.map(({ item, severity }, i): Visit => {
      const due = dueAfter(given.now, amounts[severity], given, 'P-26');
      return {
        key: `action/${first + i}`,
        task: 'reinspect',
        step: item,
        role: context.state ? 'pdosvyOfficer' : 'districtSupervisor',
        // what was seen before it was found shows no correction of it
        opens: startOf(dateOf(given.now)),
        due: due.at,
        on: due.on,
        exact: due.exact,
        parameter: 'P-26',
        count: { from: given.now, after: amounts[severity] },
        ladder: severity === 'critical' ? 'high' : 'normal',
        status: 'planned',
      };
    }),
  ];
}

/** Is something not done by its day, or beyond correction? */
export const isUnresolved = (context: Context, now: number): boolean =>
  context.refused || context.hard.includes('unregistered') || context.visits.some((v) => isPlanned(v) && v.due <= now);

/** Whether the ladder of sanctions is asked for, after a step. */
export const looked = (context: Context, given: Given): Partial<Context> => {
  const unresolved = isUnresolved(context, given.now);
  return {
    unresolved,
    ...(unresolved && !context.unresolved ? anchored(context, { asked: given.now }) : {}),
  };
};

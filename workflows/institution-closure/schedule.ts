/** The watch after the closure: unannounced visits, planned on the day of the certificate and never moved. */
import type { ScheduledStep } from '../parameters';
import { addDays, addMonths, dateOf, endOf, startOf } from '../time';
import type { Given, Visit } from '../workflow';
import type { Context } from './context';

/** Every visit of P-30, counted from the day of the certificate. */
export function planWatch({ now, parameters }: Given): Visit[] {
  const from = dateOf(now);
  return (parameters.values['P-30'] as ScheduledStep[]).map(({ step, after, window }) => {
    const on = after.unit === 'months' ? addMonths(from, after.amount) : addDays(from, after.amount);
    const days = parameters.values['P-21'][window] as number;
    return {
      key: `1/${step}`,
      task: 'watchVisit',
      step,
      role: 'dsw',
      opens: Math.max(startOf(addDays(on, -days)), startOf(from)),
      due: endOf(on),
      on,
      exact: false,
      parameter: 'P-30',
      count: { from: startOf(from), after },
      ladder: 'normal',
      status: 'planned',
    };
  });
}

/** Of what a visit of the watch saw, where it does not call it inhabited: children or signs of them, or people of the home. */
export function signsOf({ data }: Given): 'children' | 'people' | undefined {
  const seen = (data.people ?? []) as string[];
  if (data.found === 'suspicious' || seen.includes('children')) return 'children';
  return seen.includes('director') || seen.includes('staff') ? 'people' : undefined;
}

/** The earliest visit that is not made. */
export const nextVisit = ({ visits }: Context): Visit | undefined =>
  visits.filter((v) => v.status === 'planned').sort((a, b) => a.due - b.due)[0];

/** The visits after the earliest open one was made on that day. */
export function makeVisit(context: Context, visitOn: string): Visit[] {
  const next = nextVisit(context);
  return context.visits.map((v) =>
    v === next
      ? { ...v, status: startOf(visitOn) >= v.due ? ('late' as const) : ('made' as const), madeOn: visitOn }
      : v,
  );
}

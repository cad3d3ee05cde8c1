/** Dates of a query as instants of Phnom Penh. */
import { Problem } from '../../libs/engine/problem';
import { addMonths, dateOf, endOf, startOf } from '../../workflows/time';

export interface Asked {
  from?: string;
  to?: string;
  'as-of'?: string;
}

export interface Period {
  from: string;
  to: string;
  asOf: string;
  /** epoch ms; `till` is exclusive */
  since: number;
  till: number;
  at: number;
}

/** A period with its as-of date: the twelve months until today unless asked otherwise; never past `now`. */
export function periodOf(asked: Asked, now: number): Period {
  const today = dateOf(now);
  const asOf = earlier(asked['as-of'] ?? today, today);
  const to = earlier(asked.to ?? asOf, asOf);
  const from = asked.from ?? addMonths(to, -12);
  if (from > to) throw new Problem('form_invalid', { errors: [{ path: 'from', code: 'too_big' }] });
  return {
    from,
    to,
    asOf,
    since: startOf(from),
    till: endOf(to),
    at: Math.min(endOf(asOf) - 1, now),
  };
}

const earlier = (one: string, other: string): string => (one < other ? one : other);

/** The months that end with a date, the oldest first; the last one ends with the date. */
export function monthsUntil(asOf: string, count: number): { month: string; since: number; till: number }[] {
  const first = `${asOf.slice(0, 7)}-01`;
  return Array.from({ length: count }, (_, i) => {
    const start = addMonths(first, i - count + 1);
    const next = addMonths(start, 1);
    const last = i === count - 1;
    return { month: start.slice(0, 7), since: startOf(start), till: last ? endOf(asOf) : startOf(next) };
  });
}

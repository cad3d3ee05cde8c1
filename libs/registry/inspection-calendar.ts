/** The calendar of a year by risk: the greatest risk first, as many in each month as it has working days. */
import { addDays, type Calendar } from '../../workflows/time';
import { workingDays } from './inspection-draw';

export interface Window {
  /** first and last day, both included */
  from: string;
  until: string;
}

/** The months of a year that are not over, each with its working days; the month of `today` begins with the day after it. */
export function monthsLeft(calendar: Calendar, year: number, today: string): (Window & { days: number })[] {
  return Array.from({ length: 12 }, (_, i) => {
    const first = `${year}-${String(i + 1).padStart(2, '0')}-01`;
    const next = i === 11 ? `${year + 1}-01-01` : `${year}-${String(i + 2).padStart(2, '0')}-01`;
    const from = first > today ? first : addDays(today, 1);
    const until = addDays(next, -1);
    return { from, until, days: from > until ? 0 : workingDays(calendar, from, until).length };
  }).filter(({ days }) => days > 0);
}

/** A window for each of `count` institutions in the order of their risk: the n-th in the month where its share of the working days begins. */
export function spread(count: number, months: readonly (Window & { days: number })[]): Window[] {
  const all = months.reduce((sum, { days }) => sum + days, 0);
  return Array.from({ length: count }, (_, i) => {
    let left = (i / count) * all;
    const month = months.find(({ days }) => (left -= days) < 0) ?? months.at(-1)!;
    return { from: month.from, until: month.until };
  });
}

/**
 * Pure time: the zone of Phnom Penh (UTC+7, no daylight saving), dates as `YYYY-MM-DD`, instants as epoch milliseconds.
 * A due date can say why it is that date.
 */
import type { Amount, Parameters } from './parameters';

export const hour = 3_600_000;
export const day = 24 * hour;
const offset = 7 * hour;

/** Holidays as data. A working-day computation past `until` is provisional: only weekends are known there. */
export interface Calendar {
  version: number;
  /** first and last date covered */
  from: string;
  until: string;
  /** dates that are no working days, besides Saturday and Sunday */
  holidays: ReadonlySet<string> | readonly string[];
}

/** Why a due date is that date. */
export interface Explanation {
  parameter: string;
  parameterVersion: number;
  calendarVersion: number;
  clock: 'working' | 'calendar';
  /** epoch ms the count starts from */
  anchor: number;
  amount: number;
  unit: Amount['unit'];
  /** holidays skipped; weekends are not listed */
  skipped: string[];
}

export interface Due {
  /** the instant from which it is overdue (epoch ms): an exact instant for hour clocks, else the end of `on` */
  at: number;
  /** the last good day */
  on: string;
  /** true for hour clocks: due at an instant, not on a day */
  exact: boolean;
  /** true when the calendar does not cover the days counted */
  provisional: boolean;
  why: Explanation;
}

/** Date in Phnom Penh of an instant. */
export function dateOf(instant: number): string {
  return new Date(instant + offset).toISOString().slice(0, 10);
}

/** Start of a date in Phnom Penh, as an instant. */
export function startOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) - offset;
}

/** Instant at which the date is over. */
export function endOf(date: string): number {
  return startOf(date) + day;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
}

/** Adds calendar months; a day that the month does not have is clamped to the month's end. */
export function addMonths(date: string, months: number): string {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number];
  const total = y * 12 + (m - 1) + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(d, last))).toISOString().slice(0, 10);
}

/** The birthday on which somebody born on `birth` turns `years`; 29 February matures on 1 March. */
export function birthday(birth: string, years: number): string {
  const [y, m, d] = birth.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(y + years, m - 1, d)).toISOString().slice(0, 10);
}

/** Full years of age on a date. */
export function ageOn(birth: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(birth.slice(0, 4));
  return birthday(birth, years) <= date ? years : years - 1;
}

export function isHoliday(calendar: Calendar, date: string): boolean {
  const { holidays } = calendar;
  return 'has' in holidays ? holidays.has(date) : holidays.includes(date);
}

export function isWorkingDay(calendar: Calendar, date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !isHoliday(calendar, date);
}

function covers(calendar: Calendar, date: string): boolean {
  return calendar.from <= date && date <= calendar.until;
}

/**
 * Due date of an amount counted from an instant. Hours run on and end at an instant; days and months end with the last
 * day; working days skip weekends and holidays (the anchor's own day never counts).
 */
export function dueAfter(
  anchor: number,
  amount: Amount,
  given: { parameters: Parameters; calendar: Calendar },
  parameter: string,
): Due {
  const why: Explanation = {
    parameter,
    parameterVersion: given.parameters.version,
    calendarVersion: given.calendar.version,
    clock: amount.unit === 'workingDays' ? 'working' : 'calendar',
    anchor,
    amount: amount.amount,
    unit: amount.unit,
    skipped: [],
  };
  if (amount.unit === 'hours') {
    const at = anchor + amount.amount * hour;
    return { at, on: dateOf(at), exact: true, provisional: false, why };
  }
  const start = dateOf(anchor);
  let on = start;
  let provisional = false;
  if (amount.unit === 'days') on = addDays(start, amount.amount);
  else if (amount.unit === 'months') on = addMonths(start, amount.amount);
  else {
    for (let left = amount.amount; left > 0;) {
      on = addDays(on, 1);
      if (isWorkingDay(given.calendar, on)) left -= 1;
      else if (isHoliday(given.calendar, on)) why.skipped.push(on);
    }
    provisional = !covers(given.calendar, start) || !covers(given.calendar, on);
  }
  return { at: endOf(on), on, exact: false, provisional, why };
}

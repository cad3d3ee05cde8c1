/** Numbers, dates and spans as people write them; our own tables, since browsers have no Khmer of their own. */
import { digitsChosen } from './digits';
import type { Text } from './language';

const monthsEn = 'January February March April May June July August September October November December'.split(' ');
const monthsKm = 'មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ'.split(' ');
const phnomPenh = 7 * 3_600_000;
const day = 86_400_000;

/** The same text with the digits that the person prefers in Khmer: Khmer ones, unless they chose 0-9. */
export const khmerDigits = (text: string | number): string =>
  digitsChosen() === 'latin'
    ? String(text)
    : String(text).replace(/[0-9]/g, (digit) => String.fromCharCode(0x17e0 + Number(digit)));

/** The same text with Khmer digits turned to 0-9. */
export const latinDigits = (text: string): string =>
  text.replace(/[០-៩]/g, (digit) => String(digit.charCodeAt(0) - 0x17e0));

export const number = (value: number): Text => ({ en: String(value), km: khmerDigits(value) });

/** The date in Phnom Penh, `YYYY-MM-DD`, of an instant (ISO text or epoch milliseconds). */
export function dateOf(instant: string | number): string {
  const at = typeof instant === 'number' ? instant : Date.parse(instant);
  return new Date(at + phnomPenh).toISOString().slice(0, 10);
}

/** `7 March 2017` and `០៧ មីនា ២០១៧` of a date `YYYY-MM-DD` or an instant. */
export function shortDate(value: string): Text {
  const date = value.length > 10 ? dateOf(value) : value;
  const [year, month, dayOfMonth] = date.split('-') as [string, string, string];
  return {
    en: `${Number(dayOfMonth)} ${monthsEn[Number(month) - 1]} ${year}`,
    km: `${khmerDigits(dayOfMonth)} ${monthsKm[Number(month) - 1]} ${khmerDigits(year)}`,
  };
}

/** In a text of the server: codes of rules and parameters and references (left alone), dates, days of a schedule, numbers. */
const figures = /[A-Z]+[a-z]*-\w[\w./-]*|\d{4}-\d\d-\d\d|\b[DWM]\+?\d+\b|\b[A-Z]{1,3}\d+\b|\d+/g;
const isIsoDate = /^\d{4}-\d\d-\d\d$/;
const isStep = /^[DWM]\+?\d+$/;

/**
 * A text that the server put together from numbers and dates, as people write them: dates in words, Khmer digits in Khmer,
 * also in the days of a schedule (`D+14`); codes such as `P-18` are names and stay.
 */
export const figured = ({ en, km }: Text): Text => ({
  en: en.replace(figures, (found) => (isIsoDate.test(found) ? shortDate(found).en : found)),
  km: km.replace(figures, (found) =>
    isIsoDate.test(found) ? shortDate(found).km : /^\d/.test(found) || isStep.test(found) ? khmerDigits(found) : found,
  ),
});

/** A day of a schedule, such as `D+14` or `M6`, which is no word of either language. */
export const stepName = (step: string): Text => figured({ en: step, km: step });

/** Name of a month, 1 to 12. */
export const monthName = (month: number): Text => ({ en: monthsEn[month - 1]!, km: monthsKm[month - 1]! });

/** Date and 24-hour time in Phnom Penh. */
export function dateAndTime(instant: string): Text {
  const date = shortDate(instant);
  const time = new Date(Date.parse(instant) + phnomPenh).toISOString().slice(11, 16);
  return { en: `${date.en}, ${time}`, km: `${date.km} ម៉ោង ${khmerDigits(time)}` };
}

/** Whole days from one date to another, negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day);

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** How far the last good day of a due date is, in words: overdue by three days, due today, in two days. */
export function howFar(day: string, late: boolean, now: number): Text {
  const days = daysBetween(dateOf(now), day);
  if (days === 0)
    return late ? { en: 'overdue since today', km: 'ហួសកំណត់តាំងពីថ្ងៃនេះ' } : { en: 'due today', km: 'ផុតកំណត់ថ្ងៃនេះ' };
  const count = Math.abs(days);
  return days < 0
    ? { en: `overdue by ${plural(count, 'day', 'days')}`, km: `ហួសកំណត់ ${khmerDigits(count)} ថ្ងៃ` }
    : { en: `in ${plural(count, 'day', 'days')}`, km: `ក្នុងរយៈពេល ${khmerDigits(count)} ថ្ងៃ` };
}

/** Age in years and months on a date, from a date of birth. */
export function age(birth: string, on: string): Text {
  const [by, bm, bd] = birth.split('-').map(Number) as [number, number, number];
  const [y, m, d] = on.split('-').map(Number) as [number, number, number];
  const months = (y - by) * 12 + (m - bm) - (d < bd ? 1 : 0);
  const years = Math.floor(months / 12);
  const rest = months - years * 12;
  return {
    en: `${plural(years, 'year', 'years')} ${plural(rest, 'month', 'months')}`,
    km: `${khmerDigits(years)} ឆ្នាំ ${khmerDigits(rest)} ខែ`,
  };
}

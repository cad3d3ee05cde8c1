/** Dates as people write them, in English and in Khmer; our own tables, so that they read the same on every machine. */
import type { Text } from '../../workflows/workflow';
import { dateOf } from '../../workflows/time';

const weekdaysEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const weekdaysKm = ['អាទិត្យ', 'ចន្ទ', 'អង្គារ', 'ពុធ', 'ព្រហស្បតិ៍', 'សុក្រ', 'សៅរ៍'];
const monthsEn = 'January February March April May June July August September October November December'.split(' ');
const monthsKm = 'មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ'.split(' ');

/** The same text with Khmer digits. */
export function khmerDigits(text: string | number): string {
  return String(text).replace(/[0-9]/g, (digit) => String.fromCharCode(0x17e0 + Number(digit)));
}

/** The same text with Khmer digits turned to 0-9. */
export function latinDigits(text: string): string {
  return text.replace(/[០-៩]/g, (digit) => String(digit.charCodeAt(0) - 0x17e0));
}

function parts(date: string): { year: string; month: number; day: string; weekday: number } {
  const [year, month, day] = date.split('-') as [string, string, string];
  return { year, month: Number(month) - 1, day, weekday: new Date(`${date}T00:00:00Z`).getUTCDay() };
}

/** `Tue 7 March 2017` and `ថ្ងៃអង្គារ ទី០៧ ខែមីនា ឆ្នាំ២០១៧`; without the year when `year` is false. */
export function writtenDate(date: string, year = true): Text {
  const { year: y, month, day, weekday } = parts(date);
  const en = `${weekdaysEn[weekday]} ${Number(day)} ${monthsEn[month]}`;
  const km = `ថ្ងៃ${weekdaysKm[weekday]} ទី${khmerDigits(day)} ខែ${monthsKm[month]}`;
  return year ? { en: `${en} ${y}`, km: `${km} ឆ្នាំ${khmerDigits(y)}` } : { en, km };
}

/** `7 March 2017` and `០៧ មីនា ២០១៧`: the short form of lists. */
export function shortDate(date: string): Text {
  const { year, month, day } = parts(date);
  return {
    en: `${Number(day)} ${monthsEn[month]} ${year}`,
    km: `${khmerDigits(day)} ${monthsKm[month]} ${khmerDigits(year)}`,
  };
}

/** Date and time of day in Phnom Penh: `Fri 15 September 2017 23:40`. */
export function writtenInstant(instant: number): Text {
  const date = writtenDate(dateOf(instant));
  const time = new Date(instant + 7 * 3_600_000).toISOString().slice(11, 16);
  return { en: `${date.en} ${time}`, km: `${date.km} ម៉ោង ${khmerDigits(time)}` };
}

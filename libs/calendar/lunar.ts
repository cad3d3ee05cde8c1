/**
 * The Khmer lunar date of a day, by the rules of the Chhankitek: bodithey and avoman decide which years have thirteen
 * months or a longer Jesth. Held against the lunar holidays of `holidays.ts`; provisional in the years of which no
 * published list was read, as the holidays are, and in the days of the New Year, when animal and era change by the hour.
 */
import type { Text } from '../../workflows/workflow';
import { addDays } from '../../workflows/time';
import { holidays } from './holidays';
import { khmerDigits, writtenDate } from './khmer';

export interface LunarDate {
  /** `ថ្ងៃចន្ទ ១៤រោច ខែអស្សុជ ឆ្នាំមមី អដ្ឋស័ក ព.ស. ២៥៧០` */
  text: Text;
  provisional: boolean;
}

const animals: Text[] = [
  { en: 'Rat', km: 'ជូត' },
  { en: 'Ox', km: 'ឆ្លូវ' },
  { en: 'Tiger', km: 'ខាល' },
  { en: 'Rabbit', km: 'ថោះ' },
  { en: 'Dragon', km: 'រោង' },
  { en: 'Snake', km: 'ម្សាញ់' },
  { en: 'Horse', km: 'មមី' },
  { en: 'Goat', km: 'មមែ' },
  { en: 'Monkey', km: 'វក' },
  { en: 'Rooster', km: 'រកា' },
  { en: 'Dog', km: 'ច' },
  { en: 'Pig', km: 'កុរ' },
];
const eras = 'សំរឹទ្ធិស័ក ឯកស័ក ទោស័ក ត្រីស័ក ចត្វាស័ក បញ្ចស័ក ឆស័ក សប្តស័ក អដ្ឋស័ក នព្វស័ក'.split(' ');

type Month = Text & { days: number };
const month = (en: string, km: string, days: number): Month => ({ en, km, days });

/** Thirteen months in the year with two Asadh, thirty days of Jesth in the year with one day more. */
function monthsOf(leap: Leap): Month[] {
  const asadh =
    leap === 'month'
      ? [month('Pathamasadh', 'បឋមាសាឍ', 30), month('Tutiyasadh', 'ទុតិយាសាឍ', 30)]
      : [month('Asadh', 'អាសាឍ', 30)];
  return [
    month('Migasir', 'មិគសិរ', 29),
    month('Boss', 'បុស្ស', 30),
    month('Meak', 'មាឃ', 29),
    month('Phalkun', 'ផល្គុន', 30),
    month('Chetr', 'ចេត្រ', 29),
    month('Pisakh', 'ពិសាខ', 30),
    month('Jesth', 'ជេស្ឋ', leap === 'day' ? 30 : 29),
    ...asadh,
    month('Srap', 'ស្រាពណ៍', 29),
    month('Photrobot', 'ភទ្របទ', 30),
    month('Assoch', 'អស្សុជ', 29),
    month('Kadeuk', 'កត្តិក', 30),
  ];
}

type Leap = 'none' | 'day' | 'month';

/** The sun's count of days in 800ths, of a Buddhist year. */
const sun = (year: number): number => year * 292_207 + 499;
const elapsed = (year: number): number => Math.floor(sun(year) / 800) + 4;
const avoman = (year: number): number => (11 * elapsed(year) + 25) % 692;
const bodithey = (year: number): number => (Math.floor((11 * elapsed(year) + 25) / 692) + elapsed(year) + 29) % 30;

function hasMonth(year: number): boolean {
  const [own, next] = [bodithey(year), bodithey(year + 1)];
  if (own === 25) return next !== 5;
  return own > 25 || own <= 5 || (own === 24 && next === 6);
}

function hasDay(year: number): boolean {
  const solarLeap = 800 - (sun(year) % 800) <= 207;
  if (solarLeap) return avoman(year) <= 126;
  return avoman(year) <= 137 && avoman(year + 1) !== 0;
}

/** A year has not both: the day waits for the year after. */
function leapOf(year: number): Leap {
  if (hasMonth(year)) return 'month';
  return hasDay(year) || (hasMonth(year - 1) && hasDay(year - 1)) ? 'day' : 'none';
}

const lengths: Record<Leap, number> = { none: 354, day: 355, month: 384 };
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
/** Buddhist year of the hot season of a lunar year, whose leap it is */
const buddhist = 544;

/** First day of each lunar year from 1900 on, as far as they were asked for. */
const starts = ['1899-12-03'];
function startOf(index: number): string {
  while (starts.length <= index)
    starts.push(addDays(starts.at(-1)!, lengths[leapOf(1900 + starts.length - 1 + buddhist)]));
  return starts[index]!;
}

/** Year, month and day (from 0) of a date from 1900 on. */
function place(date: string): { year: number; month: Month; day: number } {
  let index = Number(date.slice(0, 4)) - 1900 + 1;
  while (startOf(index) > date) index -= 1;
  const year = 1900 + index;
  let left = daysBetween(startOf(index), date);
  for (const one of monthsOf(leapOf(year + buddhist))) {
    if (left < one.days) return { year, month: one, day: left };
    left -= one.days;
  }
  throw new Error(`the lunar year of ${date} ends before it`);
}

/** The last day of the New Year, on which the era changes. */
export function leungsak(year: number): string {
  const era = year - 638;
  return addDays('2025-04-16', Math.floor((era * 292_207 + 373) / 800) - Math.floor((1387 * 292_207 + 373) / 800));
}

const readYears = new Set(
  holidays.flatMap(({ kind, status, date }) => (kind === 'lunar' && status === 'official' ? [date.slice(0, 4)] : [])),
);

/** The lunar date of a day (`YYYY-MM-DD`, from 1900). */
export function lunarDate(date: string): LunarDate {
  const { year, month: of, day } = place(date);
  const solar = Number(date.slice(0, 4));
  const era = leungsak(solar);
  const newYear = addDays(era, -2);
  const animal = animals[(solar - (date < newYear ? 1 : 0) + 8) % 12]!;
  const sak = eras[(solar - 638 - (date < era ? 1 : 0)) % 10]!;
  const before = ['Migasir', 'Boss', 'Meak', 'Phalkun', 'Chetr'].includes(of.en) || (of.en === 'Pisakh' && day < 15);
  const buddhistYear = year + buddhist - (before ? 1 : 0);
  const [weekday] = writtenDate(date).km.split(' ');
  const waxing = day < 15;
  const count = waxing ? day + 1 : day - 14;
  return {
    text: {
      en: `${count} ${waxing ? 'waxing' : 'waning'} of ${of.en}, Year of the ${animal.en}, B.E. ${buddhistYear}`,
      km: `${weekday} ${khmerDigits(count)}${waxing ? 'កើត' : 'រោច'} ខែ${of.km} ឆ្នាំ${animal.km} ${sak} ព.ស. ${khmerDigits(buddhistYear)}`,
    },
    provisional: !readYears.has(date.slice(0, 4)) || (addDays(era, -3) <= date && date <= era),
  };
}

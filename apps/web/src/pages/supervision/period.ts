/** Periods that lists are filtered by: dates in the address, words on the screen. */
import { now } from '../../api/now';
import { dateOf, number, shortDate } from '../../language/khmer';
import type { Text } from '../../language/language';
import { periodTexts as texts } from './texts';

export interface Period {
  from: string;
  to: string;
}

const isDate = (value: string | null): value is string => value !== null && /^\d{4}-\d\d-\d\d$/.test(value);

/** The period of the address, where it has one. */
export function periodIn(parameters: URLSearchParams): Period | undefined {
  const [from, to] = [parameters.get('from'), parameters.get('to')];
  return isDate(from) && isDate(to) && from <= to ? { from, to } : undefined;
}

const lastOf = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
const firstOf = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}-01`;

export interface Choice {
  value: string;
  label: Text;
}
const valueOf = ({ from, to }: Period): string => `${from}..${to}`;
export const readValue = (value: string): Period | undefined => {
  const [from, to] = value.split('..');
  return from && to ? { from, to } : undefined;
};
export const period = ({ from, to }: Period): Text => {
  const [first, last] = [shortDate(from), shortDate(to)];
  return { en: `${first.en} to ${last.en}`, km: `${first.km} ដល់ ${last.km}` };
};

/** This month and the one before, this quarter, this year and the one before; and what the address asks for besides. */
export function periodChoices(asked: Period | undefined, at = dateOf(now())): Choice[] {
  const [year, month] = at.split('-').map(Number) as [number, number];
  const before = month === 1 ? ([year - 1, 12] as const) : ([year, month - 1] as const);
  const quarter = month - ((month - 1) % 3);
  const yearText = (y: number): Text => ({
    en: `${texts.year.en} ${number(y).en}`,
    km: `${texts.year.km}${number(y).km}`,
  });
  const choices: Choice[] = [
    { value: valueOf({ from: firstOf(year, month), to: at }), label: texts.month },
    { value: valueOf({ from: firstOf(...before), to: lastOf(...before) }), label: texts.lastMonth },
    { value: valueOf({ from: firstOf(year, quarter), to: at }), label: texts.quarter },
    { value: valueOf({ from: `${year}-01-01`, to: at }), label: yearText(year) },
    { value: valueOf({ from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }), label: yearText(year - 1) },
  ];
  // in January month, quarter and year are one period
  const distinct = choices.filter((one, i) => choices.findIndex(({ value }) => value === one.value) === i);
  if (asked && !distinct.some(({ value }) => value === valueOf(asked)))
    distinct.push({ value: valueOf(asked), label: period(asked) });
  return distinct;
}
export const chosen = (asked: Period | undefined): string => (asked ? valueOf(asked) : '');

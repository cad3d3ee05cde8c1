/** A child's registration: what is typed, what is wrong with it, and what the register is sent. */
import { dateOf } from '../language/khmer';
import type { FieldError, paths } from '../api';
import { newChildTexts as texts } from './references-texts';
import { errorTexts } from './texts';
import type { Answers } from './values';

export type Registration = paths['/api/v1/children']['post']['requestBody'] extends
  { content: { 'application/json': infer Body } } | undefined
  ? Body
  : never;
type Birth = Registration['birth'];

/** The same day some years earlier; 29 February becomes 1 March where there is none. */
function yearsBefore(date: string, years: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year - years, month - 1, day)).toISOString().slice(0, 10);
}
const nextDay = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
const isDate = (text: unknown): text is string =>
  typeof text === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);
const isYears = (age: unknown): age is number => typeof age === 'number' && age >= 0 && age <= 25;

/** Interval of the birth; undefined as long as it cannot be told. `today` in Phnom Penh. */
export function readBirth({ precision, date, year, youngest, oldest }: Answers, today: string): Birth | undefined {
  if (precision === 'day')
    return isDate(date) && date <= today && date >= '1950' ? { from: date, to: date, precision } : undefined;
  if (precision === 'year') {
    if (typeof year !== 'number' || year < 1950 || year > Number(today.slice(0, 4))) return undefined;
    const end = `${year}-12-31`;
    return { from: `${year}-01-01`, to: end > today ? today : end, precision };
  }
  if (precision !== 'interval' || !isYears(youngest) || !isYears(oldest) || youngest > oldest) return undefined;
  return { from: nextDay(yearsBefore(today, oldest + 1)), to: yearsBefore(today, youngest), precision };
}

const birthErrors = { day: 'date', year: 'year', interval: 'youngest' } as const;
const birthTexts = { day: texts.dateWrong, year: texts.yearWrong, interval: texts.agesWrong };
const required = (path: string): FieldError => ({ path, code: 'required', message: errorTexts['required'] });
const placeOf = ({ village }: Answers): string => (typeof village === 'string' ? village : '');
const blank = (text: unknown): boolean => typeof text !== 'string' || text.trim() === '';
const isNameless = (typed: Answers): boolean => blank(typed['nameKm']) && blank(typed['nameLatin']);

/** What must be mended before the register is asked; `siblings`: others are chosen already; `described`: without a name. */
export function findFaults(typed: Answers, today: string, siblings: boolean, described = false): FieldError[] {
  const faults: FieldError[] = [];
  if (!described && isNameless(typed)) faults.push({ path: 'nameKm', code: 'required', message: texts.oneName });
  if (!typed['sex']) faults.push(required('sex'));
  const precision = typed['precision'] as keyof typeof birthErrors | undefined;
  if (!precision) faults.push(required('precision'));
  else if (!readBirth(typed, today))
    faults.push({ path: birthErrors[precision], code: 'birth', message: birthTexts[precision] });
  if (typeof typed['disability'] !== 'boolean') faults.push(required('disability'));
  if (placeOf(typed).length < 6) faults.push({ path: 'village', code: 'area', message: errorTexts['area'] });
  if (siblings && typeof typed['sibling'] !== 'boolean') faults.push(required('sibling'));
  return faults;
}

/** The registration that is sent; only for what has no faults. */
export function writeChild(typed: Answers, now: number, chosen: string[]): Registration {
  const text = (name: string): string | undefined => (blank(typed[name]) ? undefined : String(typed[name]).trim());
  const place = placeOf(typed);
  return {
    names: isNameless(typed) ? [] : [{ km: text('nameKm'), latin: text('nameLatin') }],
    sex: typed['sex'] as Registration['sex'],
    birth: readBirth(typed, dateOf(now))!,
    disability: typed['disability'] === true,
    disabilityNote: typed['disability'] === true ? text('disabilityNote') : undefined,
    area: place,
    village: place.length === 8 ? place : undefined,
    siblings: typed['sibling'] === true ? chosen : undefined,
  };
}

const places: [RegExp, string][] = [
  [/^names\.0\.km/, 'nameKm'],
  [/^names\.0\.latin/, 'nameLatin'],
  [/^names/, 'nameKm'],
  [/^birth/, 'date'],
  [/^(area|village)/, 'village'],
  [/^siblings/, 'sibling'],
];

/** Errors of the register at the questions of this page. */
export const atQuestions = (errors: FieldError[], typed: Answers): FieldError[] =>
  errors.map((error) => {
    const path = places.find(([pattern]) => pattern.test(error.path))?.[1] ?? error.path;
    const birth = birthErrors[typed['precision'] as keyof typeof birthErrors];
    return { ...error, path: path === 'date' ? (birth ?? 'precision') : path };
  });

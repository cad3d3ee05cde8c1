/** Rows of a census as they are typed on a device, and what becomes of children whom nobody knows. */
import { readBirth } from '../../forms/registration';
import { finish, findErrors, withAnswer, type Answers, type Schema } from '../../forms';
import type { FieldError } from '../../api';
import { sentNames, type Known } from './listed';

/** A child whom nobody knows, as the team describes it; registered when the census is sealed. */
export interface Described {
  name?: string;
  looks?: string;
  sex?: 'female' | 'male' | 'unknown';
  youngest?: number;
  oldest?: number;
  disability?: boolean;
  /** names the registration, so that it is made once */
  key: string;
}
/** One bed: a child that the register knows, or a described one. */
export type Typed = Answers & { child?: string; bed?: string; described?: Described };

export const rowsOf = (answers: Answers): Typed[] => (answers['rows'] as Typed[] | undefined) ?? [];

/** The form without its rows and the names of other lists: they have pages of their own. */
export function withoutRows(schema: Schema): Schema {
  const { rows: _, names: __, ...properties } = schema.properties ?? {};
  return { ...schema, properties, required: schema.required?.filter((name) => name !== 'rows') };
}

const isAge = (age: unknown): age is number => typeof age === 'number' && age >= 0 && age <= 25;
export const isDescribed = ({ sex, youngest, oldest, disability }: Described): boolean =>
  sex !== undefined && disability !== undefined && isAge(youngest) && isAge(oldest) && youngest <= oldest;

/** What is wrong with one bed; a described child has its id later. */
export function faultsOf(schema: Schema, row: Typed): FieldError[] {
  const item = schema.properties?.['rows']?.items ?? {};
  const known = row.described ? { ...row, child: '00000000-0000-4000-8000-000000000000' } : row;
  const faults = findErrors(item, known);
  return row.described && !isDescribed(row.described) ? [...faults, { path: 'described', code: 'required' }] : faults;
}

/** Children whom the register knows there and whom no bed has yet. */
export const uncounted = <T extends { child: string }>(expected: readonly T[], rows: readonly Typed[]): T[] =>
  expected.filter(({ child }) => !rows.some((row) => row.child === child));

export const putRow = (answers: Answers, index: number, row: Typed | undefined): Answers =>
  row === undefined
    ? { ...answers, rows: rowsOf(answers).filter((_, i) => i !== index) }
    : withAnswer(answers, `rows.${index}`, row);

/** The registration of a described child at the institution's place; `today` in Phnom Penh. */
export function registrationOf({ described, bed = '' }: Typed, area: string, today: string) {
  const { name = '', looks, sex, youngest, oldest, disability } = described!;
  const said = name.trim();
  return {
    names: [{ km: said || `មិនស្គាល់ គ្រែ ${bed}`, latin: /^[\u0000-\u024f]+$/.test(said) ? said : undefined }],
    sex: sex!,
    birth: readBirth({ precision: 'interval', youngest, oldest }, today)!,
    disability: disability === true,
    disabilityNote: disability === true ? looks?.trim() || undefined : undefined,
    area,
  };
}

/** What is sent: rows with their children, in the order of the beds, and the names of other lists as they stand to them. */
export const sealedOf = (schema: Schema, answers: Answers, knownOf: (row: Typed) => Known): Answers => {
  const names = sentNames(answers, rowsOf(answers), knownOf);
  return finish(schema, { ...answers, names: names.length > 0 ? names : undefined }) as Answers;
};

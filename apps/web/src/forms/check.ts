/** Checks answers on the device, for convenience; the server decides. */
import { Validator } from '@cfworker/json-schema';
import type { FieldError } from '../api';
import type { Field, Schema } from './fields';
import { errorTexts } from './texts';
import { answerAt, tidy, type Answers } from './values';

/** How the question at a path is asked. */
const widgetAt = (schema: Schema, path: string): string | undefined =>
  path
    .split('.')
    .reduce<Schema | undefined>(
      (at, name) => (at?.items && /^\d+$/.test(name) ? at.items : at?.properties?.[name]),
      schema,
    )?.['x-widget'];

const pathOf = (location: string): string => location.replace(/^#\/?/, '').replaceAll('/', '.');

/**
 * What is sent: trimmed, without what is empty, and without answers to questions that the form no longer has. A list that
 * may be empty is sent empty, so that "none" needs no answer; entries keep their places, so that an error finds its own.
 */
export function finish(schema: Schema, value: unknown, required = true): unknown {
  if (schema.type === 'object') {
    const given = (typeof value === 'object' && value !== null ? value : {}) as Answers;
    const kept = Object.entries(schema.properties ?? {})
      .map(
        ([name, property]) => [name, finish(property, given[name], schema.required?.includes(name) ?? false)] as const,
      )
      .filter(([, each]) => each !== undefined);
    return kept.length > 0 || required ? Object.fromEntries(kept) : undefined;
  }
  if (schema.type === 'array') {
    const entries = Array.isArray(value) ? (value as unknown[]) : [];
    if (entries.length === 0) return required && !schema.minItems ? [] : undefined;
    return entries.map((each) => finish(schema.items ?? {}, each) ?? '');
  }
  return tidy(value);
}

/** What is wrong, one error a field: the place and what to do. */
export function findErrors(schema: Schema, answers: Answers): FieldError[] {
  const { errors } = new Validator(schema as never, '2020-12', false).validate(finish(schema, answers));
  const found = new Map<string, FieldError>();
  const add = (path: string, code: string) => {
    if (!found.has(path)) found.set(path, { path, code, message: errorTexts[code] ?? errorTexts['invalid'] });
  };
  for (const { keyword, instanceLocation, error } of errors) {
    const path = pathOf(instanceLocation);
    if (keyword === 'required') {
      const name = /"([^"]+)"/.exec(error)?.[1] ?? '';
      add(path ? `${path}.${name}` : name, 'required');
    } else if (keyword === 'minItems') add(path, 'required');
    // a date is refused by its pattern and by its format; the format says it better
    else if (keyword === 'format' && error.includes('"date')) {
      found.delete(path);
      add(path, 'format');
    } else if (keyword === 'minLength' && widgetAt(schema, path) === 'area') add(path, 'area');
    else if (!['properties', 'items', 'additionalProperties'].includes(keyword)) add(path, keyword);
  }
  return [...found.values()];
}

const under = (path: string, field: Field): boolean => path === field.path || path.startsWith(`${field.path}.`);

/** The errors of some of the fields. */
export const errorsOf = (errors: FieldError[], fields: Field[]): FieldError[] =>
  errors.filter(({ path }) => fields.some((field) => under(path, field)));

/** Has any of the fields an answer? */
export const isBegun = (answers: Answers, fields: Field[]): boolean =>
  fields.some((field) => tidy(answerAt(answers, field.path)) !== undefined);

/** A form's JSON Schema as the questions a person answers. The subset is what `workflows` write with zod; see `readField`. */
import type { Text } from '../language';

export interface Schema {
  type?: string;
  format?: string;
  enum?: string[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  title?: string;
  titleKm?: string;
  'x-widget'?: string;
  'x-section'?: string;
  /** may be left open, but without it the act counts for less */
  'x-star'?: boolean;
  /** of a person: the roles that may be named */
  'x-roles'?: string[];
  /** of a person: a caseworker of any district */
  'x-anywhere'?: boolean;
  'x-enum'?: Record<string, Text>;
  /** of a group of scores: what they must come to */
  'x-sum'?: Sum;
  /** of a form with such groups: the least total that it prints, which their own sums outdo */
  'x-total'?: number;
}

/** The least sum of a group, and the least of each score in it but those excepted. */
export interface Sum {
  atLeast: number;
  each: number;
  except: readonly string[];
}

interface Common {
  /** dotted path from the form's root; list items carry their index */
  path: string;
  label: Text;
  required: boolean;
  /** not required to send, and still needed for the act to count */
  starred?: boolean;
  section?: string;
}
export type Field = Common &
  (
    | { kind: 'line'; max: number }
    | { kind: 'text'; max: number }
    | { kind: 'phone'; max: number }
    | { kind: 'date' }
    | { kind: 'instant' }
    | { kind: 'yes' }
    | { kind: 'integer'; min?: number; max?: number }
    | { kind: 'score' }
    | { kind: 'choice'; options: Option[] }
    | { kind: 'choices'; options: Option[]; min: number }
    | { kind: 'child' }
    | { kind: 'children' }
    | { kind: 'institution' }
    | { kind: 'attachment' }
    | { kind: 'attachments' }
    | { kind: 'person'; roles: string[]; anywhere: boolean }
    | { kind: 'area'; least: 2 | 4 | 6 | 8 }
    | { kind: 'group'; fields: Field[]; sum?: Sum }
    | { kind: 'list'; item: Schema; min: number; max: number }
  );
export interface Option {
  value: string;
  label: Text;
}

/** One page of a form: the questions of a section. */
export interface Question {
  /** stable name, also in the address */
  id: string;
  section?: string;
  fields: Field[];
}

const labelOf = (schema: Schema, name: string): Text => ({
  en: schema.title ?? name,
  km: schema.titleKm ?? schema.title ?? name,
});

const optionsOf = (schema: Schema): Option[] =>
  (schema.enum ?? []).map((value) => ({ value, label: schema['x-enum']?.[value] ?? { en: value, km: value } }));

const references = ['child', 'institution', 'person', 'area', 'attachment'] as const;
const isReference = (widget: string | undefined): widget is (typeof references)[number] =>
  references.includes(widget as never);

const join = (path: string, name: string | number): string => (path ? `${path}.${name}` : String(name));

/** The field of a schema at a path; undefined for what no person fills in. */
export function readField(schema: Schema, path: string, name: string, required: boolean): Field | undefined {
  const widget = schema['x-widget'];
  if (widget === 'hidden') return undefined;
  const starred = schema['x-star'] === true && !required;
  const common: Common = {
    path,
    label: labelOf(schema, name),
    required,
    ...(starred && { starred }),
    section: schema['x-section'],
  };
  if (isReference(widget)) return readReference(schema, widget, common);
  if (schema.enum) return { ...common, kind: 'choice', options: optionsOf(schema) };
  switch (schema.type) {
    case 'boolean':
      return { ...common, kind: 'yes' };
    case 'integer':
    case 'number':
      return widget === 'score'
        ? { ...common, kind: 'score' }
        : { ...common, kind: 'integer', min: schema.minimum, max: schema.maximum };
    case 'array':
      return readList(schema, common);
    case 'object':
      return { ...common, kind: 'group', fields: readFields(schema, path), sum: schema['x-sum'] };
    default:
      return readText(schema, common);
  }
}

/** Digits of a province, district, commune, village; a commune is named where the form does not say how near the place must be. */
const steps = [2, 4, 6, 8] as const;
const stepOf = (least: number | undefined) => steps.find((step) => step === least) ?? 6;

function readReference(schema: Schema, kind: (typeof references)[number], common: Common): Field {
  if (kind === 'person')
    return { ...common, kind, roles: schema['x-roles'] ?? [], anywhere: schema['x-anywhere'] === true };
  if (kind === 'area') return { ...common, kind, least: stepOf(schema.minLength) };
  return { ...common, kind };
}

function readText(schema: Schema, common: Common): Field {
  if (schema.format === 'date') return { ...common, kind: 'date' };
  if (schema.format === 'date-time') return { ...common, kind: 'instant' };
  const max = schema.maxLength ?? 200;
  if (schema['x-widget'] === 'phone') return { ...common, kind: 'phone', max };
  return { ...common, kind: max > 200 || schema['x-widget'] === 'text' ? 'text' : 'line', max };
}

function readList(schema: Schema, common: Common): Field {
  const item = schema.items ?? {};
  const widget = schema['x-widget'];
  if (widget === 'children' || widget === 'attachments') return { ...common, kind: widget };
  if (item.enum) return { ...common, kind: 'choices', options: optionsOf(item), min: schema.minItems ?? 0 };
  return { ...common, kind: 'list', item, min: schema.minItems ?? 0, max: schema.maxItems ?? 50 };
}

/** Fields of an object's properties, in the order written. */
export function readFields(schema: Schema, path = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const field = readField(property, join(path, name), name, schema.required?.includes(name) ?? false);
    return field ? [field] : [];
  });
}

/** Fields of one entry of a list. */
export function readItem(item: Schema, path: string, index: number): Field[] {
  if (item.type === 'object') return readFields(item, join(path, index));
  const field = readField(item, join(path, index), String(index + 1), true);
  return field ? [field] : [];
}

const weight = (field: Field): number =>
  field.kind === 'group' ? field.fields.reduce((sum, each) => sum + weight(each), 0) : field.kind === 'list' ? 3 : 1;

/**
 * The form's pages: neighbours of one section stand together, what is large stands alone, and short loose questions share a
 * page up to five.
 */
export function questionsOf(schema: Schema): Question[] {
  const pages: Question[] = [];
  for (const field of readFields(schema)) {
    const last = pages.at(-1);
    const fits =
      last &&
      last.section === field.section &&
      (field.section !== undefined || (weight(field) < 3 && last.fields.reduce((sum, f) => sum + weight(f), 0) < 5));
    if (fits) last.fields.push(field);
    else pages.push({ id: field.path, section: field.section, fields: [field] });
  }
  return pages;
}

/** What the question at a path is called: of the answer itself, else of the last question above it that has a name. */
export function labelAt(schema: Schema, path: string): Text | undefined {
  const [name, ...rest] = path.split('.') as [string, ...string[]];
  const next = schema.items && /^\d+$/.test(name) ? schema.items : schema.properties?.[name];
  if (!next) return undefined;
  const own = next.title === undefined ? undefined : labelOf(next, name);
  return (rest.length > 0 ? labelAt(next, rest.join('.')) : undefined) ?? own;
}

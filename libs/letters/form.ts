/** A printed form from the form of an event: its labels, sections, scores, tables and signatures, filled in. */
import { z } from 'zod';
import type { Text } from '../../workflows/workflow';
import { letterTexts } from './texts';
import { letterDate, letterInstant, number } from './words';

export type FormPart =
  | { kind: 'fields'; title: Text | null; fields: { label: Text; value: Text }[] }
  | { kind: 'scores'; title: Text; items: { label: Text; score: number | null }[]; total: Text }
  | { kind: 'table'; title: Text; columns: Text[]; rows: Text[][] }
  | { kind: 'words'; title: Text; paragraphs: Text[] }
  | { kind: 'signatures'; title: Text; people: { label: Text; signed: Text | null; on: Text | null }[] };

interface Schema {
  type?: string;
  format?: string;
  title?: string;
  titleKm?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  const?: unknown;
  'x-section'?: string;
  'x-widget'?: string;
  'x-enum'?: Record<string, Text>;
}

interface Filling {
  /** names of what ids stand for; of places by `placeKey` */
  names: ReadonlyMap<string, Text>;
  /** top-level fields that are not printed */
  without: readonly string[];
  /** what the form says beside its questions */
  says?: { title: Text; paragraphs: Text[] };
}

/** Where the name of a gazetteer code is found: apart from ids, since other answers may look like a code. */
export const placeKey = (code: string): string => `place ${code}`;

const empty: Text = { en: '—', km: '—' };
const labelOf = (name: string, { title, titleKm }: Schema): Text => ({
  en: title ?? name,
  km: titleKm ?? title ?? name,
});
const propertiesOf = (schema: Schema): [string, Schema][] => Object.entries(schema.properties ?? {});
const isScore = ({ 'x-widget': widget }: Schema): boolean => widget === 'score';
const isSignature = ({ properties }: Schema): boolean =>
  properties !== undefined && 'by' in properties && 'on' in properties && Object.keys(properties).length === 2;

const joined = (texts: Text[]): Text =>
  texts.length === 0
    ? letterTexts.none
    : { en: texts.map(({ en }) => en).join(', '), km: texts.map(({ km }) => km).join(' · ') };

/** One value in words; what stands for somebody or something of the register by its name. */
function valueText(schema: Schema, value: unknown, filling: Filling): Text {
  if (value === undefined || value === null || value === '') return empty;
  if (Array.isArray(value)) return joined(value.map((item) => valueText(schema.items ?? {}, item, filling)));
  if (typeof value === 'boolean') return value ? letterTexts.yes : letterTexts.no;
  if (typeof value === 'number') return number(value);
  if (typeof value !== 'string')
    return joined(
      propertiesOf(schema).map(([name, part]) => {
        const label = labelOf(name, part);
        const text = valueText(part, (value as Record<string, unknown>)[name], filling);
        return { en: `${label.en}: ${text.en}`, km: `${label.km}៖ ${text.km}` };
      }),
    );
  const key = schema['x-widget'] === 'area' ? placeKey(value) : value;
  const named = filling.names.get(key) ?? schema['x-enum']?.[value];
  if (named) return named;
  if (schema.format === 'date') return letterDate(value);
  if (schema.format === 'date-time') return letterInstant(Date.parse(value));
  return schema.format === 'uuid' ? empty : { en: value, km: value };
}

function signaturesOf(title: Text, schema: Schema, value: unknown, filling: Filling): FormPart {
  const given = (value ?? {}) as Record<string, Record<string, unknown> | undefined>;
  const people = propertiesOf(schema).map(([name, part]) => {
    const { by, on } = part.properties ?? {};
    return {
      label: labelOf(name, part),
      signed: given[name] ? valueText(by ?? {}, given[name]['by'], filling) : null,
      on: given[name] ? valueText(on ?? {}, given[name]['on'], filling) : null,
    };
  });
  return { kind: 'signatures', title, people };
}

/** An object or a list of objects as a part of its own; undefined for what fits on one line. */
function partOf(name: string, schema: Schema, value: unknown, filling: Filling): FormPart | undefined {
  const title = labelOf(name, schema);
  const inner = propertiesOf(schema);
  if (inner.length > 0) {
    const given = (value ?? {}) as Record<string, unknown>;
    if (inner.every(([, part]) => isSignature(part))) return signaturesOf(title, schema, value, filling);
    if (inner.every(([, part]) => isScore(part))) {
      const items = inner.map(([item, part]) => ({
        label: labelOf(item, part),
        score: typeof given[item] === 'number' ? given[item] : null,
      }));
      const total = items.reduce((sum, { score }) => sum + (score ?? 0), 0);
      return { kind: 'scores', title, items, total: number(total) };
    }
    const fields = inner.map(([field, part]) => ({
      label: labelOf(field, part),
      value: valueText(part, given[field], filling),
    }));
    return { kind: 'fields', title, fields };
  }
  const columns = propertiesOf(schema.items ?? {});
  if (schema.type !== 'array' || columns.length === 0) return undefined;
  const rows = ((value ?? []) as Record<string, unknown>[]).map((row) =>
    columns.map(([column, part]) => valueText(part, row[column], filling)),
  );
  return { kind: 'table', title, columns: columns.map(([column, part]) => labelOf(column, part)), rows };
}

/** The parts of a printed form in the order of its fields; single answers that follow each other stand together, signatures last. */
export function formParts(form: z.ZodType, data: unknown, filling: Filling): FormPart[] {
  const schema = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as Schema;
  const given = (data ?? {}) as Record<string, unknown>;
  const parts: FormPart[] = [];
  for (const [name, field] of propertiesOf(schema)) {
    if (filling.without.includes(name) || field['x-widget'] === 'hidden') continue;
    const part = partOf(name, field, given[name], filling);
    if (part) {
      parts.push(part);
      continue;
    }
    const last = parts.at(-1);
    const line = { label: labelOf(name, field), value: valueText(field, given[name], filling) };
    if (last?.kind === 'fields' && last.title === null) last.fields.push(line);
    else parts.push({ kind: 'fields', title: null, fields: [line] });
  }
  if (filling.says) parts.push({ kind: 'words', ...filling.says });
  return [...parts.filter(({ kind }) => kind !== 'signatures'), ...parts.filter(({ kind }) => kind === 'signatures')];
}

/** Values of parameters in words, and the questions that ask for a new one; their shape is read from the value in force. */
import type { Schema } from '../../forms/fields';
import type { Text } from '../../language';
import { number, shortDate } from '../../language/khmer';
import { valueTexts } from './texts';

type Shape = Record<string, unknown>;
const units = ['hours', 'days', 'workingDays', 'months'];
const people = ['worker', 'supervisor', 'province', 'ministry'];

const same = (text: string): Text => ({ en: text, km: text });
const word = (name: string): Text => valueTexts[name] ?? same(name);
const join = (parts: Text[], by: string): Text => ({
  en: parts.map(({ en }) => en).join(by),
  km: parts.map(({ km }) => km).join(by),
});
const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null;

/** `1 working day`, `5 working days`. */
function counted(count: number, unit: string): Text {
  const { en, km } = word(unit);
  return join([number(count), { en: count === 1 ? en.replace(/s\b/, '') : en, km }], ' ');
}

function rungText({ days, to }: Shape): Text {
  const far = Number(days);
  const when = far === 0 ? word('onDay') : counted(Math.abs(far), far < 0 ? 'before' : 'after');
  return join([when, word(String(to))], ', ');
}

/** One of a list: a rung of a ladder, or a step of a schedule. */
const itemText = (item: Shape): Text =>
  'to' in item ? rungText(item) : join([word(String(item['kind'])), ...linesOf(item['after'])], ': ');

const known = Object.keys(valueTexts);
const place = (name: string): number => (known.includes(name) ? known.indexOf(name) : known.length);
/** The parts of a value, in the order in which people name them. */
const partsOf = (value: Shape): [string, unknown][] => Object.entries(value).sort(([a], [b]) => place(a) - place(b));

/** Each line of a value: `5 working days`, or one line a part. */
export function linesOf(value: unknown): Text[] {
  if (value === null || value === undefined) return [word('none')];
  if (typeof value === 'number') return [number(value)];
  if (typeof value === 'string') return [/^\d{4}-\d\d-\d\d/.test(value) ? shortDate(value) : word(value)];
  if (Array.isArray(value)) return value.flatMap((each) => (isShape(each) ? [itemText(each)] : linesOf(each)));
  if (!isShape(value)) return [same(JSON.stringify(value))];
  if ('amount' in value && 'unit' in value) return [counted(Number(value['amount']), String(value['unit']))];
  return partsOf(value).flatMap(([name, part]) => {
    const isPlain = Array.isArray(part) && !part.some(isShape);
    const lines = isPlain ? [join(part.flatMap(linesOf), ', ')] : linesOf(part);
    return lines.map((text) => join([word(name), text], ': '));
  });
}

const titled = ({ en, km }: Text): Pick<Schema, 'title' | 'titleKm'> => ({ title: en, titleKm: km });
const listOf = (options: string[]): Pick<Schema, 'enum' | 'x-enum'> => ({
  enum: options,
  'x-enum': Object.fromEntries(options.map((option) => [option, word(option)])),
});

function leafOf(name: string, value: unknown, label: Text): Schema {
  if (name === 'unit') return { ...titled(label), type: 'string', ...listOf(units) };
  if (name === 'to') return { ...titled(label), type: 'string', ...listOf(people) };
  if (name === 'kind') return { ...titled(label), type: 'string', ...listOf(['call', 'visit']) };
  if (name === 'window') return { ...titled(label), type: 'string', ...listOf(['weekly', 'monthly', 'quarterly']) };
  if (typeof value === 'number') return { ...titled(label), type: 'integer' };
  if (typeof value !== 'string' || /^\d{4}-\d\d-\d\d/.test(value))
    return { ...titled(label), type: 'string', format: 'date' };
  return { ...titled(label), type: 'string', minLength: 1 };
}

/** The question for a value of the shape that `value` has. */
export function schemaOf(value: unknown, label: Text, name = ''): Schema {
  if (Array.isArray(value))
    return { ...titled(label), type: 'array', minItems: 1, maxItems: 80, items: schemaOf(value[0], label) };
  if (!isShape(value)) return leafOf(name, value, label);
  const properties = Object.fromEntries(partsOf(value).map(([part, each]) => [part, schemaOf(each, word(part), part)]));
  return { ...titled(label), type: 'object', properties, required: Object.keys(properties) };
}

/** Questions of the offices' short forms, as JSON Schema. */
import type { Schema } from '../../forms/fields';
import type { Text } from '../../language';

const named = ({ en, km }: Text): Pick<Schema, 'title' | 'titleKm'> => ({ title: en, titleKm: km });

/** Several lines of words. */
export const words = (label: Text, maxLength = 2000): Schema => ({
  ...named(label),
  type: 'string',
  minLength: 3,
  maxLength,
  'x-widget': 'text',
});
/** One line of words. */
export const line = (label: Text, maxLength = 200): Schema => ({
  ...named(label),
  type: 'string',
  minLength: 1,
  maxLength,
});
export const phone = (label: Text): Schema => ({ ...line(label, 40), 'x-widget': 'phone' });
export const day = (label: Text): Schema => ({ ...named(label), type: 'string', format: 'date' });
export const moment = (label: Text): Schema => ({ ...named(label), type: 'string', format: 'date-time' });
export const integer = (label: Text, minimum?: number, maximum?: number): Schema => ({
  ...named(label),
  type: 'integer',
  minimum,
  maximum,
});
export const choice = (label: Text, options: Record<string, Text>): Schema => ({
  ...named(label),
  type: 'string',
  enum: Object.keys(options),
  'x-enum': options,
});
export const area = (label: Text, minLength: 2 | 4 | 6 | 8 = 2): Schema => ({
  ...named(label),
  type: 'string',
  minLength,
  'x-widget': 'area',
});
export const person = (label: Text, roles: string[] = []): Schema => ({
  ...named(label),
  type: 'string',
  'x-widget': 'person',
  'x-roles': roles,
});
export const institution = (label: Text): Schema => ({ ...named(label), type: 'string', 'x-widget': 'institution' });
export const children = (label: Text): Schema => ({
  ...named(label),
  type: 'array',
  items: { type: 'string' },
  'x-widget': 'children',
});

/** A form of these questions; all must be answered but those named in `optional`. */
export const form = (properties: Record<string, Schema>, optional: string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

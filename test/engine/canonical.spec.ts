/** The form that digests and hashes cover: one text for one meaning, whatever the order of the fields. */
import fc from 'fast-check';
import { canonicalJson } from '../../libs/engine';

const backwards = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(backwards);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, backwards(each)]),
  );
};

it('writes what it was given, and the same for any order of the fields', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(backwards(value))).toBe(text);
    }),
    { seed: 2017, numRuns: 500 },
  );
});

it.each([
  [
    { b: 1, a: [{ d: undefined, c: null }, undefined, 'ក"\n'], 10: true, 9: false },
    '{"10":true,"9":false,"a":[{"c":null},null,"ក\\"\\n"],"b":1}',
  ],
  [{ 'a"b': {}, a: [] }, '{"a":[],"a\\"b":{}}'],
  [undefined, 'null'],
])('writes %j by its names’ code units, without what is undefined', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

/** Names of other lists held against the beds. */
import { bedOf, keyOf, namesOf, sentNames, unseen, type Known, type Listed } from './listed';
import type { Typed } from './counting';

const names: Record<string, Known> = {
  one: { km: 'លីដា ប្រឌិត', latin: 'Lida Invented' },
  two: { km: 'ដារ៉ា សុខ', latin: 'Dara Sok' },
  other: { km: null, latin: 'Dara Sok' },
};
const rows: Typed[] = [
  { child: 'one', bed: 'A1' },
  { child: 'two', bed: 'A2' },
  { described: { key: 'k', name: 'Phally' } },
];
const knownOf = ({ child, described }: Typed): Known =>
  described ? { km: described.name ?? null, latin: described.name ?? null } : names[child!]!;
const onRoll = (name: string, more: Partial<Listed> = {}): Listed => ({ list: 'schoolRoll', name, ...more });

it('knows a name in either script and in any order of its words', () => {
  expect(keyOf('  SOK  Dara ')).toBe(keyOf('Dara Sok'));
  expect(['លីដា\u200b ប្រឌិត', 'invented lida', 'phally'].map((name) => bedOf(onRoll(name), rows, knownOf))).toEqual([
    0, 0, 2,
  ]);
  expect(bedOf(onRoll('Sokha'), rows, knownOf)).toBeUndefined();
});

it('leaves a name to the team that two beds have, and takes the one that was chosen', () => {
  const two = [...rows, { child: 'other', bed: 'A4' }];
  expect(bedOf(onRoll('Dara Sok'), two, knownOf)).toBeUndefined();
  expect(bedOf(onRoll('Dara Sok', { child: 'other' }), two, knownOf)).toBe(3);
  expect(bedOf(onRoll('Somebody', { described: 'k' }), two, knownOf)).toBe(2);
});

it('reads a pasted list once, and not what stands there already', () => {
  expect(namesOf('Dara Sok\n\n  sok dara\nPhally ', 'schoolRoll', [])).toEqual([onRoll('Dara Sok'), onRoll('Phally')]);
  expect(namesOf('Phally', 'schoolRoll', [onRoll('phally')])).toEqual([]);
  expect(namesOf('Phally', 'donorList', [onRoll('phally')])).toHaveLength(1);
});

it('names who was not seen, and sends each other with the child of its bed', () => {
  const answers = {
    names: [onRoll('Dara Sok'), onRoll('Chan'), onRoll('Ratha', { reason: 'left in 2015' }), onRoll('Phally')],
  };
  expect(unseen(answers, rows, knownOf).map(({ name }) => name)).toEqual(['Chan']);
  const registered: Typed[] = [rows[0]!, rows[1]!, { ...rows[2]!, child: 'new' }];
  expect(sentNames(answers, registered, knownOf)).toEqual([
    { list: 'schoolRoll', name: 'Dara Sok', child: 'two' },
    { list: 'schoolRoll', name: 'Chan' },
    { list: 'schoolRoll', name: 'Ratha', reason: 'left in 2015' },
    { list: 'schoolRoll', name: 'Phally', child: 'new' },
  ]);
});

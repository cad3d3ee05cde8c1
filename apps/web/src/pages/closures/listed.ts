/** Names that other lists have, held against the beds: who is named elsewhere and not yet seen. */
import type { Answers } from '../../forms';
import type { Typed } from './counting';

export const lists = ['schoolRoll', 'donorList', 'register'] as const;
export type List = (typeof lists)[number];

/** One name of another list, as the team writes it. */
export interface Listed {
  list: List;
  name: string;
  /** the child of a bed that it is, as the team chose */
  child?: string;
  /** the described child of a bed that it is, by the name of its registration */
  described?: string;
  /** why the census does not have this child */
  reason?: string;
}

/** A child in words: of the register, or as described. */
export interface Known {
  km: string | null;
  latin: string | null;
}

export const listedOf = (answers: Answers): Listed[] => (answers['names'] as Listed[] | undefined) ?? [];
export const withListed = (answers: Answers, names: Listed[]): Answers => ({
  ...answers,
  names: names.length > 0 ? names : undefined,
});

/** A name without what writing adds to it: case, marks between words, their order. */
export const keyOf = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u200b-\u200d\ufeff.,'’-]/g, '')
    .split(/\s+/)
    .filter(Boolean)
    .sort()
    .join(' ');

/** Is it one of a child's names? */
export const isNamed = (name: string, { km, latin }: Known): boolean => {
  const key = keyOf(name);
  return key !== '' && [km, latin].some((one) => one !== null && keyOf(one) === key);
};

/** The bed that a name stands for: as chosen, or the only one with that name. */
export function bedOf(listed: Listed, rows: readonly Typed[], knownOf: (row: Typed) => Known): number | undefined {
  const chosen = rows.findIndex(
    (row) =>
      (listed.child !== undefined && row.child === listed.child) ||
      (listed.described !== undefined && row.described?.key === listed.described),
  );
  if (chosen >= 0) return chosen;
  const alike = rows.flatMap((row, index) => (isNamed(listed.name, knownOf(row)) ? [index] : []));
  return alike.length === 1 ? alike[0] : undefined;
}

/** A new bed for a name: the child that the register knows there by it, or one that is described. */
export function rowOf(
  { name }: Listed,
  expected: readonly { child: string; names: Known }[],
  rows: readonly Typed[],
): Typed {
  const known = expected.filter(({ child, names }) => isNamed(name, names) && !rows.some((row) => row.child === child));
  return known.length === 1 ? { child: known[0]!.child } : { described: { key: crypto.randomUUID(), name } };
}

/** The names of a pasted list, one a line, each once, without those that stand there already. */
export function namesOf(text: string, list: List, there: readonly Listed[]): Listed[] {
  const known = new Set(there.filter((one) => one.list === list).map(({ name }) => keyOf(name)));
  const added: Listed[] = [];
  for (const line of text.split('\n').map((each) => each.trim().slice(0, 200))) {
    const key = keyOf(line);
    if (key === '' || known.has(key)) continue;
    known.add(key);
    added.push({ list, name: line });
  }
  return added;
}

/** What is sent: each name with the child of its bed, where it has one. */
export const sentNames = (answers: Answers, rows: readonly Typed[], knownOf: (row: Typed) => Known) =>
  listedOf(answers).map((listed) => {
    const bed = bedOf(listed, rows, knownOf);
    const child = bed === undefined ? undefined : rows[bed]?.child;
    const reason = bed === undefined ? listed.reason?.trim() : undefined;
    return { list: listed.list, name: listed.name, ...(child && { child }), ...(reason && { reason }) };
  });

/** Names that no bed has and nothing explains. */
export const unseen = (answers: Answers, rows: readonly Typed[], knownOf: (row: Typed) => Known): Listed[] =>
  listedOf(answers).filter((listed) => !listed.reason?.trim() && bedOf(listed, rows, knownOf) === undefined);

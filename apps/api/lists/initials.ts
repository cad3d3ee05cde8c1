/** What lists say of a child in place of the name: the first letters, in both scripts. */
import type { Text } from '../../../workflows/workflow';
import type { Context } from '../context';

/** A consonant or independent vowel with the letters written below it; vowels and signs are left out. */
const khmerLetter = /[\u1780-\u17B3](?:\u17D2[\u1780-\u17B3])*/u;
const latinLetter = /\p{Script=Latin}\p{M}*/u;

const lettersOf = (name: string, letter: RegExp): string =>
  name
    .split(/[\s\u200B-]+/)
    .flatMap((word) => letter.exec(word.normalize('NFC'))?.[0] ?? [])
    .map((first) => `${first.toUpperCase()}.`)
    .join(' ');

/** `D. S.` and `ដ. ស.`; the one script stands for the other where a name is written in one, a dash where there is none. */
export function initialsOf({ km, latin }: { km: string | null; latin: string | null }): Text {
  const letters = { en: lettersOf(latin ?? '', latinLetter), km: lettersOf(km ?? '', khmerLetter) };
  return { en: letters.en || letters.km || '–', km: letters.km || letters.en || '–' };
}

/** The initials of the children of each row, in the order of its children; one question for the whole page. */
export async function initialsFor(
  context: Context,
  rows: readonly { children: readonly string[] }[],
): Promise<(children: readonly string[]) => Text[]> {
  const asked = [...new Set(rows.flatMap((row) => row.children))];
  const known = new Map<string, Text>();
  if (asked.length > 0) {
    const { rows: named } = await context.pool.query<{ child: string; km: string | null; latin: string | null }>({
      name: 'initials',
      text: `select child, (array_agg(km order by ord) filter (where km is not null))[1] as km,
          (array_agg(latin order by ord) filter (where latin is not null))[1] as latin
        from homeward.child_names where child = any($1::uuid[]) group by child`,
      values: [asked],
    });
    for (const name of named) known.set(name.child, initialsOf(name));
  }
  return (children) => children.map((child) => known.get(child) ?? initialsOf({ km: null, latin: null }));
}

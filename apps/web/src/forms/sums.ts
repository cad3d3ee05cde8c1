/** The scores of a form added up while they are written, each beside what it must come to. */
import type { Text } from '../language';
import { readFields, type Field, type Schema, type Sum } from './fields';
import { answerAt, type Answers } from './values';

export interface Scored {
  path: string;
  label: Text;
  /** absent: nothing was chosen yet */
  score?: number;
  least: number;
  stands: 'blank' | 'low' | 'enough';
}

export interface Tally {
  path: string;
  label: Text;
  lines: Scored[];
  sum: number;
  atLeast: number;
  isEnough: boolean;
}

type Group = Extract<Field, { kind: 'group' }>;
export type Summed = Group & { sum: Sum };
export const isSummed = (field: Field): field is Summed => field.kind === 'group' && field.sum !== undefined;

/** The least that a score can be, for those that may be lower than the others. */
const lowest = 1;

function scoredOf({ path, label }: Field, { each, except }: Sum, answers: Answers): Scored {
  const least = except.includes(path.split('.').at(-1)!) ? lowest : each;
  const score = answerAt(answers, path);
  if (typeof score !== 'number') return { path, label, least, stands: 'blank' };
  return { path, label, score, least, stands: score < least ? 'low' : 'enough' };
}

/** How the scores of a group stand. */
export function tallyOf({ path, label, fields, sum }: Summed, answers: Answers): Tally {
  const lines = fields.filter(({ kind }) => kind === 'score').map((field) => scoredOf(field, sum, answers));
  const added = lines.reduce((all, { score = 0 }) => all + score, 0);
  return { path, label, lines, sum: added, atLeast: sum.atLeast, isEnough: added >= sum.atLeast };
}

/** Every group of a form that is added up; none in most forms. */
export const talliesOf = (schema: Schema, answers: Answers): Tally[] =>
  readFields(schema)
    .filter(isSummed)
    .map((group) => tallyOf(group, answers));

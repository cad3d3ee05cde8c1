/** What a form may leave open, and what is needed all the same for the act to count. */
import { readFields, type Field, type Schema } from './fields';
import { answerAt, tidy, type Answers } from './values';

const flat = (field: Field): Field[] => (field.kind === 'group' ? field.fields.flatMap(flat) : [field]);

/** The starred questions among some fields. */
export const starsOf = (fields: Field[]): Field[] => fields.flatMap(flat).filter(({ starred }) => starred);

/** The starred questions of some fields that have no answer yet. */
export const openStars = (fields: Field[], answers: Answers): Field[] =>
  starsOf(fields).filter(({ path }) => tidy(answerAt(answers, path)) === undefined);

/** Every starred question of a form, and those without an answer; none in most forms. */
export function starsOfForm(schema: Schema, answers: Answers): { all: Field[]; open: Field[] } {
  const fields = readFields(schema);
  return { all: starsOf(fields), open: openStars(fields, answers) };
}

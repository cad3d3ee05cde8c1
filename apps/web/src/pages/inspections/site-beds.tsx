/** More beds than children of the roll: the report says who sleeps in the others (N-42). */
import { answerAt, readFields, tidy, withAnswer, type Answers, type Schema } from '../../forms';
import { Questions } from '../../forms/control';
import { useLanguage } from '../../language';
import type { Inspection } from './reads';
import { siteTexts as words } from './site-texts';

/** Beds that the server has beyond the children who are named; 0 where there are none. */
export const bedsBeyond = ({ beds, found }: Pick<Inspection, 'beds' | 'found'>): number =>
  Math.max(0, beds - found.length);

const fieldsOf = (form: Schema | undefined) =>
  readFields({ properties: { ...(form?.properties?.['beds'] && { beds: form.properties['beds'] }) } }).flatMap(
    (field) => (field.kind === 'group' ? field.fields : []),
  );

/** Which of its questions are open, by their paths. */
const openOf = (form: Schema | undefined, answers: Answers): string[] =>
  fieldsOf(form)
    .map(({ path }) => path)
    .filter((path) => tidy(answerAt(answers, path)) === undefined);
export const isExplained = (form: Schema | undefined, answers: Answers): boolean => openOf(form, answers).length === 0;

export function BedsBeyond({
  form,
  found,
  answers,
  change,
  told,
}: {
  /** of the report, with its question about beds */
  form: Schema | undefined;
  found: Inspection;
  /** what is said so far, under `beds` */
  answers: Answers;
  change: (answers: Answers) => void;
  /** names what is missing */
  told: boolean;
}) {
  const { say } = useLanguage();
  const errors = told ? openOf(form, answers).map((path) => ({ path, code: 'required', message: words.needed })) : [];
  return (
    <fieldset className="govuk-fieldset govuk-form-group">
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">{say(words.bedsBeyond)}</legend>
      <p className="govuk-body">{say(words.bedsRule(found.beds, found.found.length))}</p>
      <Questions
        fields={fieldsOf(form)}
        answers={answers}
        change={(path, value) => change(withAnswer(answers, path, value))}
        errors={errors}
      />
    </fieldset>
  );
}

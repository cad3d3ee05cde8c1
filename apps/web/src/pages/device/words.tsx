/** What somebody wrote in a form, drawn from the form itself where it is known. */
import { answerAt, questionsOf, Summary, type Answers, type Schema } from '../../forms';
import { useLanguage } from '../../language';
import { useWorkflow } from '../cases/reads';
import { outboxTexts as texts } from './texts';

interface Written {
  workflow: string;
  /** of the workflow, whose form it was; 0 or none: the newest */
  version?: number;
  event: string;
  answers: Answers;
  /** answers to the same form: only what differs is shown */
  unlike?: Answers;
}

const isEmpty = (answer: unknown): boolean => [undefined, null, '', '[]'].includes(answer as string | undefined);
const asText = (answers: Answers, path: string): string | undefined => JSON.stringify(answerAt(answers, path));

export function Words({ workflow, version, event, answers, unlike }: Written) {
  const { say } = useLanguage();
  const found = useWorkflow(workflow, version || undefined);
  const form = found.data?.events.find(({ type }) => type === event)?.form as Schema | undefined;
  if (!form) return null;
  const questions = questionsOf(form)
    .map(({ id, fields }) => ({
      id,
      fields: fields.filter(({ path }) => {
        const answer = asText(answers, path);
        return unlike ? answer !== asText(unlike, path) : !isEmpty(answer);
      }),
    }))
    .filter(({ fields }) => fields.length > 0);
  return (
    <>
      {unlike && (
        <p className="govuk-body">{say(questions.length === 0 ? texts.sameAnswers : texts.otherAnswersSame)}</p>
      )}
      {questions.map(({ id, fields }) => (
        <Summary key={id} fields={fields} answers={answers} />
      ))}
    </>
  );
}

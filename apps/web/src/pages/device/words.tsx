/** What somebody wrote in a form, drawn from the form itself where it is known. */
import { questionsOf, Summary, type Answers, type Schema } from '../../forms';
import { useWorkflow } from '../cases/reads';

interface Written {
  workflow: string;
  /** of the workflow, whose form it was; 0 or none: the newest */
  version?: number;
  event: string;
  answers: Answers;
}

export function Words({ workflow, version, event, answers }: Written) {
  const found = useWorkflow(workflow, version || undefined);
  const form = found.data?.events.find(({ type }) => type === event)?.form as Schema | undefined;
  if (!form) return null;
  return (
    <>
      {questionsOf(form).map(({ id, fields }) => (
        <Summary key={id} fields={fields} answers={answers} />
      ))}
    </>
  );
}

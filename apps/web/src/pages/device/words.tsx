/** What somebody wrote in a form, drawn from the form itself where it is known. */
import { useQuery } from '@tanstack/react-query';
import { ask, client } from '../../api';
import { questionsOf, Summary, type Answers, type Schema } from '../../forms';

export function Words({ workflow, event, answers }: { workflow: string; event: string; answers: Answers }) {
  const found = useQuery({
    queryKey: ['workflow', workflow],
    staleTime: 3_600_000,
    queryFn: () => ask(client.GET('/api/v1/workflows/{id}', { params: { path: { id: workflow } } })),
  });
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

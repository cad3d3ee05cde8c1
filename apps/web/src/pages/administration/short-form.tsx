/** A form of a few questions on one page: checked here for convenience, sent once, and refused in words. */
import { useRef, useState, type ReactNode } from 'react';
import { useMutation } from '@tanstack/react-query';
import { Refused, useSigned, type FieldError } from '../../api';
import { Questions } from '../../forms/control';
import { ErrorSummary } from '../../forms/error-summary';
import { labelAt, type Schema } from '../../forms/fields';
import { errorTexts } from '../../forms/texts';
import { AboutForm, findErrors, readFields, tidy, withAnswer, type Answers } from '../../forms';
import { useLanguage, type Text } from '../../language';
import { Failed, Problem } from '../../parts';
import { freshKey } from '../cases/reads';

const said = (error: FieldError): FieldError => ({ ...error, message: error.message ?? errorTexts[error.code] });

export interface ShortFormProps {
  schema: Schema;
  verb: Text;
  start?: Answers;
  /** called with the answers without empty ones; what it throws is shown */
  send: (answers: Answers, header: { 'Idempotency-Key': string }) => Promise<unknown>;
  /** what is wrong beyond the schema */
  check?: (answers: Answers) => FieldError[];
  warning?: boolean;
  /** the only children that may be named, where they are known */
  childrenOf?: (answers: Answers) => string[] | undefined;
  children?: (answers: Answers) => ReactNode;
}

/** Draws the questions of a schema; `children` stands between them and the button. */
export function ShortForm({ schema, verb, start, send, check, warning, childrenOf, children }: ShortFormProps) {
  const { say } = useLanguage();
  const area = useSigned().appointment?.area ?? '';
  const [answers, setAnswers] = useState<Answers>(start ?? {});
  const [told, setTold] = useState<{ errors: FieldError[]; at: number }>({ errors: [], at: 0 });
  // an answer that was lost on the way is asked for again with the same key
  const header = useRef(freshKey());
  const sending = useMutation({
    mutationFn: () => send((tidy(answers) ?? {}) as Answers, header.current),
    onSuccess: () => void (header.current = freshKey()),
    onError: (error) => {
      if (error instanceof Refused) header.current = freshKey();
      const errors = error instanceof Refused ? error.problem.errors.map(said) : [];
      setTold(({ at }) => ({ errors, at: at + 1 }));
    },
  });
  const put = (path: string, value: unknown) => setAnswers((old) => withAnswer(old, path, value));
  const also = (path: string, value: unknown) => schema.properties?.[path] && put(path, value);
  const refused = sending.error instanceof Refused && sending.error.problem;
  const submit = () => {
    const errors = [...findErrors(schema, answers), ...(check?.(answers) ?? [])];
    setTold(({ at }) => ({ errors, at: at + 1 }));
    if (errors.length > 0) sending.reset();
    else sending.mutate();
  };
  return (
    <AboutForm value={{ area, also, children: childrenOf?.(answers) }}>
      <form
        noValidate
        className="hw-narrow"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <ErrorSummary
          errors={told.errors}
          refusal={refused && <Problem problem={refused} />}
          at={told.at}
          labelOf={(path) => say(labelAt(schema, path))}
        />
        {sending.error && !refused && <Failed error={sending.error} />}
        <Questions fields={readFields(schema)} answers={answers} change={put} errors={told.errors} />
        {children?.(answers)}
        <button
          type="submit"
          className={`govuk-button${warning ? ' govuk-button--warning' : ''}`}
          disabled={sending.isPending}
        >
          {say(verb)}
        </button>
      </form>
    </AboutForm>
  );
}

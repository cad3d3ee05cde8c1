/** Registers a child in the middle of a form: names in two scripts, birth as far as it is known, and the answer to alikes. */
import { useMemo, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, client, now, Refused, useRole, type components, type FieldError } from '../api';
import { dateOf, useLanguage, type Text } from '../language';
import { Failed } from '../parts';
import { useAbout } from './about';
import { Questions } from './control';
import { ErrorSummary } from './error-summary';
import type { Field } from './fields';
import { AlikeQuestion } from './alike';
import { newChildTexts as texts } from './references-texts';
import { atQuestions, findFaults, writeChild } from './registration';
import { withAnswer, type Answers } from './values';

type Registered = components['schemas']['ChildRegistered'];

const option = (value: string, label: Text) => ({ value, label });
const sexes = [option('female', texts.female), option('male', texts.male), option('unknown', texts.unknownSex)];
const precisions = [option('day', texts.byDay), option('year', texts.byYear), option('interval', texts.byAge)];

/** Roles that search nothing: they describe the child, and whoever takes it up finds the record. */
const describers = ['village'];
export const useDescribes = (): boolean => describers.includes(useRole() ?? '');

/** The questions, as far as the answers given make them due. */
function questionsOf(prefix: string, typed: Answers, siblings: boolean, described: boolean): Field[] {
  const common = (name: string, label: Text, required = true) => ({ path: `${prefix}.${name}`, label, required });
  const birth: Record<string, Field[]> = {
    day: [{ ...common('date', texts.date), kind: 'date' }],
    year: [{ ...common('year', texts.year), kind: 'integer' }],
    interval: [
      { ...common('youngest', texts.youngest), kind: 'integer' },
      { ...common('oldest', texts.oldest), kind: 'integer' },
    ],
  };
  return [
    { ...common('nameKm', texts.nameKm, !described), kind: 'line', max: 120 },
    { ...common('nameLatin', texts.nameLatin, false), kind: 'line', max: 120 },
    { ...common('sex', texts.sex), kind: 'choice', options: sexes },
    { ...common('precision', texts.precision), kind: 'choice', options: precisions },
    ...(birth[String(typed['precision'])] ?? []),
    { ...common('disability', texts.disability), kind: 'yes' },
    ...(typed['disability'] === true
      ? [{ ...common('disabilityNote', texts.disabilityNote, false), kind: 'text', max: 500 } as const]
      : []),
    { ...common('village', texts.village), kind: 'area', least: 6 },
    ...(siblings ? [{ ...common('sibling', texts.sibling), kind: 'yes' } as const] : []),
  ];
}

interface NewChildProps {
  /** path of the question that asks for children */
  path: string;
  chosen: string[];
  add: (id: string) => void;
}

export function NewChild(props: NewChildProps) {
  const { say } = useLanguage();
  const described = useDescribes();
  const [state, setState] = useState<'closed' | 'open' | 'done' | 'same'>('closed');
  if (state === 'open') return <Registration {...props} close={(end) => setState(end)} />;
  return (
    <>
      <div role="status">
        {state === 'done' && <p className="govuk-body">✓ {say(described ? texts.described : texts.registered)}</p>}
        {state === 'same' && <p className="govuk-inset-text">{say(texts.sameNext)}</p>}
      </div>
      <button type="button" className="govuk-button govuk-button--secondary" onClick={() => setState('open')}>
        {say(described ? texts.describe : texts.open)}
      </button>
    </>
  );
}

function Registration({
  path,
  chosen,
  add,
  close,
}: NewChildProps & { close: (end: 'closed' | 'done' | 'same') => void }) {
  const { say } = useLanguage();
  const described = useDescribes();
  const queries = useQueryClient();
  const { area, also } = useAbout();
  const [typed, setTyped] = useState<Answers>({ village: area || undefined });
  const [faults, setFaults] = useState<{ errors: FieldError[]; at: number }>({ errors: [], at: 0 });
  const siblings = chosen.length > 0;
  // beside the form's own answers, never among them
  const prefix = `${path.replaceAll('.', '-')}~`;
  const register = useMutation({
    mutationFn: ({ body, key }: { body: ReturnType<typeof writeChild>; key: string }) =>
      ask(
        client.POST('/api/v1/children', { body, headers: { 'Idempotency-Key': key } } as never),
      ) as Promise<Registered>,
    onSuccess: ({ id, duplicates }, { body: { names, sex, birth } }) => {
      // who describes a child does not read its file: the form goes on saying what was typed
      if (described) queries.setQueryData(['child', id], { id, names, sex, birth, siblings: [] });
      if (duplicates.certain + duplicates.probable > 0) return;
      add(id);
      close('done');
    },
    onError: (error) =>
      error instanceof Refused &&
      setFaults(({ at }) => ({ errors: atQuestions(error.problem.errors, typed), at: at + 1 })),
  });
  // the same child is registered once, however often the button is pressed
  const key = useKey(JSON.stringify([typed, chosen]));
  const send = () => {
    const errors = findFaults(typed, dateOf(now()), siblings, described);
    setFaults(({ at }) => ({ errors, at: at + 1 }));
    if (errors.length === 0) register.mutate({ body: writeChild(typed, now(), chosen), key });
  };
  const fields = questionsOf(prefix, typed, siblings, described);
  const told = faults.errors.map((error) => ({ ...error, path: `${prefix}.${error.path}` }));

  if (register.data)
    return (
      <AlikeQuestion
        duplicates={register.data.duplicates}
        id={`q-${prefix}alike`}
        answer={(why) => {
          if (why === undefined) return close('same');
          also?.('differentChild', why);
          add(register.data.id);
          close('done');
        }}
      />
    );
  return (
    <div className="hw-entry">
      <h3 className="govuk-heading-s">{say(described ? texts.describe : texts.title)}</h3>
      {described && <p className="govuk-hint">{say(texts.describeHint)}</p>}
      <ErrorSummary
        errors={told}
        at={faults.at}
        labelOf={(at) => say(fields.find((field) => at.startsWith(field.path))?.label)}
      />
      {register.error && told.length === 0 && <Failed error={register.error} />}
      <Questions
        fields={fields}
        answers={{ [prefix]: typed }}
        change={(at, value) => setTyped((old) => withAnswer(old, at.slice(prefix.length + 1), value))}
        errors={told}
      />
      <button type="button" className="govuk-button" disabled={register.isPending} onClick={send}>
        {say(register.isPending ? texts.registering : described ? texts.addDescribed : texts.register)}
      </button>{' '}
      <button type="button" className="govuk-button govuk-button--secondary" onClick={() => close('closed')}>
        {say(texts.cancel)}
      </button>
    </div>
  );
}

/** A key that stays while the content stays. */
function useKey(content: string): string {
  return useMemo(() => crypto.randomUUID(), [content]);
}

/** One bed of a census: the child that is expected or a description of one whom nobody knows, and how it was found. */
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../language';
import { Questions } from '../../forms/control';
import { ErrorSummary } from '../../forms/error-summary';
import { readItem, type Field } from '../../forms/fields';
import { AboutForm, answerAt, withAnswer, type Schema } from '../../forms';
import { faultsOf, isDescribed, type Described, type Typed } from './counting';
import type { Listed } from './listed';
import { Offered } from './listed-names';
import type { Closure } from './reads';
import { censusTexts as texts } from './texts';

const sexes = [
  { value: 'female', label: texts.female },
  { value: 'male', label: texts.male },
  { value: 'unknown', label: texts.unknownSex },
];
const describing = (prefix: string): Field[] => [
  { path: `${prefix}.name`, label: texts.nameSaid, required: false, kind: 'line', max: 120 },
  { path: `${prefix}.looks`, label: texts.looks, required: false, kind: 'text', max: 500 },
  { path: `${prefix}.sex`, label: texts.sex, required: true, kind: 'choice', options: sexes },
  { path: `${prefix}.youngest`, label: texts.youngest, required: true, kind: 'integer' },
  { path: `${prefix}.oldest`, label: texts.oldest, required: true, kind: 'integer' },
  { path: `${prefix}.disability`, label: texts.disability, required: true, kind: 'yes' },
];

interface BedProps {
  schema: Schema;
  /** of the institution */
  area: string;
  row: Typed;
  expected: NonNullable<Closure['expected']>;
  nameOf: (row: Typed) => string;
  change: (row: Typed) => void;
  remove: () => void;
  next: () => void;
  all: () => void;
  /** names of other lists that no bed has */
  elsewhere: Listed[];
}

export function Bed({ schema, area, row, expected, nameOf, change, remove, next, all, elsewhere }: BedProps) {
  const { say } = useLanguage();
  const [asked, setAsked] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  const isExpected = expected.some(({ child }) => child === row.child);
  const fields = readItem(schema.properties?.['rows']?.items ?? {}, 'row', 0)
    .filter(({ path }) => path !== 'row.0.child' || !(isExpected || row.described))
    .map((field) => ({ ...field, path: field.path.replace('row.0.', 'row.') }));
  const described = row.described ? describing('row.described') : [];
  const faults = faultsOf(schema, row).map((fault) =>
    fault.path === 'described'
      ? { path: missingOf(row.described!), code: 'required', message: texts.ages }
      : { ...fault, path: `row.${fault.path}` },
  );
  const told = asked > 0 ? faults : [];
  const latest = useRef(row);
  useEffect(() => void (latest.current = row), [row]);
  const put = (path: string, value: unknown) => {
    latest.current = withAnswer(latest.current, path.slice('row.'.length), value);
    change(latest.current);
  };
  const onward = () => (faults.length === 0 ? next() : setAsked((count) => count + 1));
  const questions = [...described, ...fields];
  return (
    <>
      <p className="govuk-body">
        <button type="button" className="hw-link" onClick={all}>
          {say(texts.back)}
        </button>
      </p>
      <ErrorSummary
        errors={told}
        at={asked}
        labelOf={(at) => say(questions.find((field) => at.startsWith(field.path))?.label)}
      />
      <h2 className="govuk-heading-m" tabIndex={-1} ref={heading}>
        {nameOf(row)}
      </h2>
      <AboutForm value={{ area, children: [] }}>
        {row.described ? (
          <>
            <Questions fields={described.slice(0, 1)} answers={{ row }} change={put} errors={told} />
            <Offered
              typed={row.described.name ?? ''}
              names={elsewhere}
              take={(name) => put('row.described.name', name)}
            />
            <Questions fields={questions.slice(1)} answers={{ row }} change={put} errors={told} />
          </>
        ) : (
          <Questions fields={questions} answers={{ row }} change={put} errors={told} />
        )}
      </AboutForm>
      <button type="button" className="govuk-button" onClick={onward}>
        {say(texts.next)}
      </button>
      <p className="govuk-body">
        <button type="button" className="hw-link" onClick={remove}>
          {say(texts.remove)}
        </button>
      </p>
    </>
  );
}

/** The first question about a described child that has no good answer. */
function missingOf(described: Described): string {
  const open = ['sex', 'youngest', 'oldest', 'disability'].find((name) => answerAt(described, name) === undefined);
  return `row.described.${open ?? (isDescribed(described) ? 'sex' : 'youngest')}`;
}

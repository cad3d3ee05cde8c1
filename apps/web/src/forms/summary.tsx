/** Answers as a person reads them: before they are sent, and in the journal. */
import { dateAndTime, number, shortDate, useLanguage, type Text } from '../language';
import { readItem, type Field } from './fields';
import { ReferenceName } from './references';
import { formTexts } from './texts';
import { answerAt, type Answers } from './values';

const isDate = /^\d{4}-\d{2}-\d{2}$/;

function Plain({ field, value }: { field: Field; value: unknown }) {
  const { say } = useLanguage();
  const option = (chosen: unknown): Text | undefined =>
    'options' in field ? field.options.find(({ value: each }) => each === chosen)?.label : undefined;
  switch (field.kind) {
    case 'yes':
      return <>{say(value ? formTexts.yes : formTexts.no)}</>;
    case 'choice':
      return <>{say(option(value)) || String(value)}</>;
    case 'choices':
      return (
        <ul className="govuk-list govuk-list--bullet">
          {(value as unknown[]).map((each) => (
            <li key={String(each)}>{say(option(each)) || String(each)}</li>
          ))}
        </ul>
      );
    case 'score':
    case 'integer':
      return <>{typeof value === 'number' ? say(number(value)) : String(value)}</>;
    case 'date':
      return <>{isDate.test(String(value)) ? say(shortDate(String(value))) : String(value)}</>;
    case 'instant':
      return <>{Number.isNaN(Date.parse(String(value))) ? String(value) : say(dateAndTime(String(value)))}</>;
    case 'line':
    case 'text':
    case 'phone':
      return <span className="hw-words">{String(value)}</span>;
    default:
      return <ReferenceName field={field} value={value} />;
  }
}

function Answer({ field, answers }: { field: Field; answers: Answers }) {
  const { say } = useLanguage();
  const value = answerAt(answers, field.path);
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return <span className="hw-muted">{say(formTexts.nothing)}</span>;
  if (field.kind === 'group') return <Summary fields={field.fields} answers={answers} />;
  if (field.kind === 'list')
    return (
      <ol className="govuk-list govuk-list--number">
        {(value as unknown[]).map((_, index) => (
          <li key={index}>
            <Summary fields={readItem(field.item, field.path, index)} answers={answers} />
          </li>
        ))}
      </ol>
    );
  return <Plain field={field} value={value} />;
}

/** Label and answer of each field; `action` adds a way to change it. */
export function Summary({
  fields,
  answers,
  action,
}: {
  fields: Field[];
  answers: Answers;
  action?: (field: Field) => React.ReactNode;
}) {
  const { say } = useLanguage();
  return (
    <dl className="govuk-summary-list">
      {fields.map((field) => (
        <div className="govuk-summary-list__row" key={field.path}>
          <dt className="govuk-summary-list__key">{say(field.label)}</dt>
          <dd className="govuk-summary-list__value">
            <Answer field={field} answers={answers} />
          </dd>
          {action && <dd className="govuk-summary-list__actions">{action(field)}</dd>}
        </div>
      ))}
    </dl>
  );
}

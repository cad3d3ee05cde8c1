/** One question, whatever its kind; groups and lists hold questions of their own. */
import type { FieldError } from '../api';
import { number, useLanguage } from '../language';
import { DateInput, InstantInput } from './dates';
import { readItem, type Field } from './fields';
import { Choice, Choices, Integer, Line, Score, Words, YesNo } from './plain';
import { References } from './references';
import { idOf, Shape, type ControlProps } from './shape';
import { isSummed, tallyOf } from './sums';
import { SumSheet } from './sum-sheet';
import { formTexts } from './texts';
import { answerAt, type Answers } from './values';

interface QuestionsProps {
  fields: Field[];
  answers: Answers;
  change: (path: string, value: unknown) => void;
  errors: FieldError[];
}

/** Questions one below the other. */
export function Questions({ fields, answers, change, errors }: QuestionsProps) {
  return fields.map((field) => {
    if (field.kind === 'group')
      return (
        <fieldset className="govuk-fieldset govuk-form-group" key={field.path} id={idOf(field.path)} tabIndex={-1}>
          <GroupLegend field={field} />
          <div className={isSummed(field) ? 'hw-summed' : undefined}>
            <div>
              <Questions fields={field.fields} answers={answers} change={change} errors={errors} />
            </div>
            {isSummed(field) && <SumSheet tally={tallyOf(field, answers)} />}
          </div>
        </fieldset>
      );
    if (field.kind === 'list')
      return <List key={field.path} field={field} answers={answers} change={change} errors={errors} />;
    return (
      <Control
        key={field.path}
        field={field}
        value={answerAt(answers, field.path)}
        change={(value) => change(field.path, value)}
        errors={errors}
      />
    );
  });
}

function GroupLegend({ field }: { field: Field }) {
  const { say } = useLanguage();
  return <legend className="govuk-fieldset__legend govuk-fieldset__legend--m">{say(field.label)}</legend>;
}

function Control(props: ControlProps) {
  const { field } = props;
  switch (field.kind) {
    case 'line':
      return <Line {...props} field={field} />;
    case 'phone':
      return <Line {...props} field={field} />;
    case 'text':
      return <Words {...props} field={field} />;
    case 'integer':
      return <Integer {...props} field={field} />;
    case 'yes':
      return <YesNo {...props} field={field} />;
    case 'score':
      return <Score {...props} field={field} />;
    case 'choice':
      return <Choice {...props} field={field} />;
    case 'choices':
      return <Choices {...props} field={field} />;
    case 'date':
      return <DateInput {...props} field={field} />;
    case 'instant':
      return <InstantInput {...props} field={field} />;
    default:
      return <References {...props} />;
  }
}

interface ListProps extends Omit<QuestionsProps, 'fields'> {
  field: Extract<Field, { kind: 'list' }>;
}

function List({ field, answers, change, errors }: ListProps) {
  const { say } = useLanguage();
  const given = answerAt(answers, field.path);
  const entries = Array.isArray(given) ? (given as unknown[]) : [];
  const empty = field.item.type === 'object' ? {} : '';
  return (
    <Shape field={field} errors={errors} fieldset>
      {() => (
        <>
          {entries.map((_, index) => (
            <fieldset className="govuk-fieldset hw-entry" key={index}>
              <legend className="govuk-fieldset__legend">
                {say(formTexts.entry)} {say(number(index + 1))}
              </legend>
              <Questions
                fields={readItem(field.item, field.path, index)}
                answers={answers}
                change={change}
                errors={errors}
              />
              <button
                type="button"
                className="govuk-button govuk-button--secondary"
                onClick={() =>
                  change(
                    field.path,
                    entries.filter((_each, at) => at !== index),
                  )
                }
              >
                {say(formTexts.remove)} {say(number(index + 1))}
              </button>
            </fieldset>
          ))}
          {entries.length < field.max && (
            <button
              type="button"
              className="govuk-button govuk-button--secondary"
              onClick={() => change(field.path, [...entries, empty])}
            >
              {say(entries.length === 0 ? formTexts.addFirst : formTexts.add)}
            </button>
          )}
        </>
      )}
    </Shape>
  );
}

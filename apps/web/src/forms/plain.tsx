/** Questions answered with words, numbers, yes or no, and one or several of a list. */
import { khmerDigits, latinDigits, useLanguage, type Text } from '../language';
import type { Field, Option } from './fields';
import { idOf, Shape, type ControlProps } from './shape';
import { formTexts } from './texts';

type Of<K extends Field['kind']> = ControlProps<Extract<Field, { kind: K }>>;
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export function Line({ field, value, change, errors }: Of<'line'> | Of<'phone'>) {
  const phone = field.kind === 'phone';
  return (
    <Shape field={field} errors={errors} hint={phone ? formTexts.phoneHint : undefined}>
      {(described) => (
        <input
          id={idOf(field.path)}
          className={`govuk-input${phone ? ' govuk-input--width-20' : ''}`}
          type={phone ? 'tel' : 'text'}
          autoComplete="off"
          maxLength={field.max}
          value={textOf(value)}
          aria-describedby={described}
          onChange={({ target }) => change(phone ? latinDigits(target.value) : target.value)}
        />
      )}
    </Shape>
  );
}

export function Words({ field, value, change, errors }: Of<'text'>) {
  return (
    <Shape field={field} errors={errors}>
      {(described) => (
        <textarea
          id={idOf(field.path)}
          className="govuk-textarea"
          rows={4}
          maxLength={field.max}
          value={textOf(value)}
          aria-describedby={described}
          onChange={({ target }) => change(target.value)}
        />
      )}
    </Shape>
  );
}

export function Integer({ field, value, change, errors }: Of<'integer'>) {
  const { language } = useLanguage();
  return (
    <Shape field={field} errors={errors}>
      {(described) => (
        <input
          id={idOf(field.path)}
          className="govuk-input govuk-input--width-5"
          inputMode="numeric"
          autoComplete="off"
          value={language === 'km' ? khmerDigits(textOf(value)) : textOf(value)}
          aria-describedby={described}
          onChange={({ target }) => {
            const digits = latinDigits(target.value).trim();
            change(digits === '' ? undefined : /^-?\d{1,9}$/.test(digits) ? Number(digits) : digits);
          }}
        />
      )}
    </Shape>
  );
}

interface RadiosProps {
  name: string;
  options: { value: string; label: Text }[];
  value: string | undefined;
  inline?: boolean;
  change: (value: string) => void;
}

/** Radio buttons; the first has the id of the question, so that an error's link finds it. */
export function Radios({ name, options, value, inline, change }: RadiosProps) {
  const { say } = useLanguage();
  return (
    <div className={`govuk-radios${inline ? ' govuk-radios--inline' : ''}`}>
      {options.map((option) => {
        const id = `${name}-${option.value}`;
        return (
          <div className="govuk-radios__item" key={option.value}>
            <input
              className="govuk-radios__input"
              id={id}
              name={name}
              type="radio"
              checked={value === option.value}
              onChange={() => change(option.value)}
            />
            <label className="govuk-label govuk-radios__label" htmlFor={id}>
              {say(option.label)}
            </label>
          </div>
        );
      })}
    </div>
  );
}

export function Choice({ field, value, change, errors }: Of<'choice'>) {
  const { say } = useLanguage();
  // a long list is a native select: on a phone it is the fastest
  if (field.options.length > 12)
    return (
      <Shape field={field} errors={errors}>
        {(described) => (
          <select
            id={idOf(field.path)}
            className="govuk-select"
            value={textOf(value)}
            aria-describedby={described}
            onChange={({ target }) => change(target.value || undefined)}
          >
            <option value="">{say(formTexts.choose)}</option>
            {field.options.map((option) => (
              <option key={option.value} value={option.value}>
                {say(option.label)}
              </option>
            ))}
          </select>
        )}
      </Shape>
    );
  return (
    <Shape field={field} errors={errors} fieldset>
      {() => <Radios name={idOf(field.path)} options={field.options} value={textOf(value)} change={change} />}
    </Shape>
  );
}

const answers: Option[] = [
  { value: 'yes', label: formTexts.yes },
  { value: 'no', label: formTexts.no },
];

export function YesNo({ field, value, change, errors }: Of<'yes'>) {
  const chosen = value === true ? 'yes' : value === false ? 'no' : undefined;
  return (
    <Shape field={field} errors={errors} fieldset>
      {() => (
        <Radios
          name={idOf(field.path)}
          options={answers}
          value={chosen}
          inline
          change={(answer) => change(answer === 'yes')}
        />
      )}
    </Shape>
  );
}

const scores: Option[] = [1, 2, 3, 4].map((score) => ({
  value: String(score),
  label: formTexts[`score${score}` as 'score1'],
}));

export function Score({ field, value, change, errors }: Of<'score'>) {
  return (
    <Shape field={field} errors={errors} fieldset>
      {() => (
        <Radios
          name={idOf(field.path)}
          options={scores}
          value={textOf(value)}
          inline
          change={(answer) => change(Number(answer))}
        />
      )}
    </Shape>
  );
}

export function Choices({ field, value, change, errors }: Of<'choices'>) {
  const { say } = useLanguage();
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  return (
    <Shape field={field} errors={errors} fieldset>
      {() => (
        <div className="govuk-checkboxes">
          {field.options.map((option) => {
            const id = `${idOf(field.path)}-${option.value}`;
            const checked = chosen.includes(option.value);
            return (
              <div className="govuk-checkboxes__item" key={option.value}>
                <input
                  className="govuk-checkboxes__input"
                  id={id}
                  type="checkbox"
                  checked={checked}
                  onChange={() =>
                    change(checked ? chosen.filter((each) => each !== option.value) : [...chosen, option.value])
                  }
                />
                <label className="govuk-label govuk-checkboxes__label" htmlFor={id}>
                  {say(option.label)}
                </label>
              </div>
            );
          })}
        </div>
      )}
    </Shape>
  );
}

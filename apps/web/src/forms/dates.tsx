/** Dates in three fields, with Khmer or Latin digits; times of day in 24 hours, in Phnom Penh. */
import { useState } from 'react';
import { khmerDigits, latinDigits, useLanguage, type Text } from '../language';
import type { Field } from './fields';
import { idOf, Shape, type ControlProps } from './shape';
import { formTexts } from './texts';

interface Parts {
  day: string;
  month: string;
  year: string;
}

const read = (value: unknown): Parts => {
  const [year = '', month = '', day = ''] = typeof value === 'string' ? value.slice(0, 10).split('-') : [];
  return { day: day.replace(/^0/, ''), month: month.replace(/^0/, ''), year };
};

/** `2017-03-07`; what is not finished is kept as typed and refused as a date; undefined when all is empty. */
export const write = ({ day, month, year }: Parts): string | undefined => {
  if (!day && !month && !year) return undefined;
  const two = (text: string) => text.padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
};

const names: { name: keyof Parts; label: Text; width: number }[] = [
  { name: 'day', label: formTexts.day, width: 2 },
  { name: 'month', label: formTexts.month, width: 2 },
  { name: 'year', label: formTexts.year, width: 4 },
];

interface ThreeProps {
  id: string;
  parts: Parts;
  wrong: boolean;
  change: (parts: Parts) => void;
}

function Three({ id, parts, wrong, change }: ThreeProps) {
  const { say, language } = useLanguage();
  return (
    <div className="govuk-date-input">
      {names.map(({ name, label, width }) => (
        <div className="govuk-date-input__item" key={name}>
          <label className="govuk-label govuk-date-input__label" htmlFor={`${id}-${name}`}>
            {say(label)}
          </label>
          <input
            id={`${id}-${name}`}
            className={`govuk-input govuk-date-input__input govuk-input--width-${width}${wrong ? ' govuk-input--error' : ''}`}
            inputMode="numeric"
            autoComplete="off"
            maxLength={width}
            value={language === 'km' ? khmerDigits(parts[name]) : parts[name]}
            onChange={({ target }) => change({ ...parts, [name]: latinDigits(target.value).replace(/\D/g, '') })}
          />
        </div>
      ))}
    </div>
  );
}

export function DateInput({ field, value, change, errors }: ControlProps<Extract<Field, { kind: 'date' }>>) {
  const [parts, setParts] = useState(() => read(value));
  return (
    <Shape field={field} errors={errors} hint={formTexts.dateHint} fieldset>
      {(_, wrong) => (
        <Three
          id={idOf(field.path)}
          parts={parts}
          wrong={wrong}
          change={(next) => {
            setParts(next);
            change(write(next));
          }}
        />
      )}
    </Shape>
  );
}

const timeOf = (value: unknown): string => (typeof value === 'string' ? value.slice(11, 16) : '');

export function InstantInput({ field, value, change, errors }: ControlProps<Extract<Field, { kind: 'instant' }>>) {
  const { say, language } = useLanguage();
  const [parts, setParts] = useState(() => read(value));
  const [time, setTime] = useState(() => timeOf(value));
  const tell = (next: Parts, at: string) => {
    setParts(next);
    setTime(at);
    const date = write(next);
    const [hour = '', minute = ''] = at.split(':');
    change(
      date === undefined && !at
        ? undefined
        : `${date ?? ''}T${hour.padStart(2, '0')}:${minute.padStart(2, '0')}:00+07:00`,
    );
  };
  const id = `${idOf(field.path)}-time`;
  return (
    <Shape field={field} errors={errors} hint={formTexts.dateHint} fieldset>
      {(_, wrong) => (
        <>
          <Three id={idOf(field.path)} parts={parts} wrong={wrong} change={(next) => tell(next, time)} />
          <label className="govuk-label govuk-!-margin-top-2" htmlFor={id}>
            {say(formTexts.time)}
          </label>
          <input
            id={id}
            className="govuk-input govuk-input--width-5"
            autoComplete="off"
            maxLength={5}
            value={language === 'km' ? khmerDigits(time) : time}
            onChange={({ target }) => tell(parts, latinDigits(target.value).replace(/[^\d:]/g, ''))}
          />
        </>
      )}
    </Shape>
  );
}

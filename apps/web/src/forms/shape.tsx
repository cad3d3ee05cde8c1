/** The shape of one question: label or legend, hint, error, control, joined for a screen reader. */
import type { ReactNode } from 'react';
import type { FieldError } from '../api';
import { useLanguage, type Text } from '../language';
import type { Field } from './fields';
import { formTexts } from './texts';

/** What each control is given. */
export interface ControlProps<F extends Field = Field> {
  field: F;
  value: unknown;
  /** undefined takes the answer away */
  change: (value: unknown) => void;
  errors: FieldError[];
}

export const idOf = (path: string): string => `q-${path.replaceAll('.', '-')}`;
export const errorOf = (errors: FieldError[], path: string): FieldError | undefined =>
  errors.find((error) => error.path === path);

const describedBy = (field: Field, hint: boolean, error: boolean): string | undefined =>
  [hint && `${idOf(field.path)}-hint`, error && `${idOf(field.path)}-error`].filter(Boolean).join(' ') || undefined;

interface ShapeProps {
  field: Field;
  errors: FieldError[];
  hint?: Text;
  /** several controls under one legend */
  fieldset?: boolean;
  children: (described: string | undefined, wrong: boolean) => ReactNode;
}

function Name({ field }: { field: Field }) {
  const { say } = useLanguage();
  return (
    <>
      {say(field.label)}
      {!field.required && (
        <span className={field.starred ? 'hw-star' : 'hw-muted'}>
          {' '}
          {say(field.starred ? formTexts.starred : formTexts.optional)}
        </span>
      )}
    </>
  );
}

export function Shape({ field, errors, hint, fieldset, children }: ShapeProps) {
  const { say } = useLanguage();
  const error = errorOf(errors, field.path);
  const described = describedBy(field, hint !== undefined, error !== undefined);
  const notes = (
    <>
      {hint && (
        <div id={`${idOf(field.path)}-hint`} className="govuk-hint">
          {say(hint)}
        </div>
      )}
      {error && (
        <p id={`${idOf(field.path)}-error`} className="govuk-error-message">
          {say(error.message)}
        </p>
      )}
    </>
  );
  const group = `govuk-form-group${error ? ' govuk-form-group--error' : ''}`;
  if (fieldset)
    return (
      <div className={group}>
        <fieldset className="govuk-fieldset" aria-describedby={described} id={idOf(field.path)} tabIndex={-1}>
          <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">
            <Name field={field} />
          </legend>
          {notes}
          {children(described, error !== undefined)}
        </fieldset>
      </div>
    );
  return (
    <div className={group}>
      <label className="govuk-label govuk-label--s" htmlFor={idOf(field.path)}>
        <Name field={field} />
      </label>
      {notes}
      {children(described, error !== undefined)}
    </div>
  );
}

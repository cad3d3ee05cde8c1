/** What is wrong with a page of answers, each linked to its question; takes the focus when it appears. */
import { useEffect, useRef, type ReactNode } from 'react';
import type { FieldError } from '../api';
import { useLanguage } from '../language';
import { errorTexts, formTexts } from './texts';

/** Brings the question into view and gives it the focus; false where it is not on this page. */
export function goTo(path: string): boolean {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length--) {
    const found = document.getElementById(`q-${parts.slice(0, length).join('-')}`);
    if (!found) continue;
    found.scrollIntoView({ block: 'center' });
    const control = found.matches('input,select,textarea')
      ? found
      : found.querySelector<HTMLElement>('input,select,textarea,button');
    (control ?? found).focus();
    return true;
  }
  return false;
}

interface ErrorSummaryProps {
  errors: FieldError[];
  /** what the server said, beside the errors of questions */
  refusal?: ReactNode;
  /** changes whenever the summary must be read again */
  at: unknown;
  /** where a link leads; by default to the question on this page */
  follow?: (path: string) => void;
  /** label of the question at a path */
  labelOf?: (path: string) => string;
}

export function ErrorSummary({ errors, refusal, at, follow = goTo, labelOf }: ErrorSummaryProps) {
  const { say } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const shown = errors.length > 0 || Boolean(refusal);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'start' });
  }, [at, shown]);
  if (!shown) return null;
  const words = ({ path, message }: FieldError) =>
    [labelOf?.(path), say(message ?? errorTexts['invalid'])].filter(Boolean).join(': ');
  return (
    <div className="govuk-error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2 className="govuk-error-summary__title">{say(formTexts.problem)}</h2>
      <div className="govuk-error-summary__body">
        {refusal}
        <ul className="govuk-list govuk-error-summary__list">
          {errors.map((error) => (
            <li key={error.path}>
              <a
                href={`#q-${error.path.replaceAll('.', '-')}`}
                onClick={(event) => {
                  event.preventDefault();
                  follow(error.path);
                }}
              >
                {words(error)}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

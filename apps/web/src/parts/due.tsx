/** A due date: how far in words, the date itself, and why it is that date. */
import { now } from '../api/now';
import { dateAndTime, dateOf, daysBetween, howFar, shortDate, useLanguage, type Text } from '../language';
import { dueTexts } from './due-texts';

export interface DueAnswer {
  at: string;
  /** the last good day; the due instant of a whole day is the midnight after it */
  on?: string;
  /** due at the very hour */
  exact?: boolean;
  provisional: boolean;
  /** anchor, rule, parameter version, days skipped, in words */
  explanation?: Text | null;
}

export function Due({ due, why = false }: { due: DueAnswer; why?: boolean }) {
  const { say } = useLanguage();
  const day = due.on ?? dateOf(due.exact ? due.at : Date.parse(due.at) - 1);
  const left = daysBetween(dateOf(now()), day);
  const late = Date.parse(due.at) <= now();
  const reason = due.explanation;
  return (
    <>
      <span className={late ? 'hw-late' : left <= 3 ? 'hw-soon' : undefined}>
        <span aria-hidden="true">{late ? '⚠ ' : ''}</span>
        {say(howFar(day, late, now()))}
      </span>{' '}
      <span className="hw-muted">({say(due.exact ? dateAndTime(due.at) : shortDate(day))})</span>
      {due.provisional && <span className="hw-muted"> {say(dueTexts.provisional)}</span>}
      {why && reason && (
        <details className="govuk-details">
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">{say(dueTexts.why)}</span>
          </summary>
          <div className="govuk-details__text">{say(reason)}</div>
        </details>
      )}
    </>
  );
}

/** The states that every screen has besides the good one: loading, empty, failed, offline, not allowed. */
import { useEffect, useState, type ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Refused, Unreached } from '../api/client';
import { useLanguage, type Text } from '../language';
import { stateTexts } from './texts';
import { Problem } from './problem';

/** Grey lines in place of what is coming, shown after a moment only. */
export function Loading() {
  const { say } = useLanguage();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-live="polite">
      <span className="govuk-visually-hidden">{say(stateTexts.loading)}</span>
      {late && [1, 2, 3, 4].map((line) => <div key={line} className="hw-skeleton" aria-hidden="true" />)}
    </div>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="govuk-inset-text">{children}</p>;
}

/** Says why something could not be shown, and what to do. */
export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const { say } = useLanguage();
  // asking again for what one may not have brings the same answer
  const refused = error instanceof Refused && [403, 404].includes(error.problem.status);
  const title: Text =
    error instanceof Unreached
      ? stateTexts.offline
      : error instanceof Refused && error.problem.status === 403
        ? stateTexts.notAllowed
        : error instanceof Refused && error.problem.status === 404
          ? stateTexts.notFound
          : stateTexts.failed;
  return (
    <div className="govuk-inset-text" role="alert">
      <h2 className="govuk-heading-m">{say(title)}</h2>
      {error instanceof Refused && <Problem problem={error.problem} />}
      {error instanceof Unreached && <p className="govuk-body">{say(stateTexts.offlineRemedy)}</p>}
      {again && !refused && (
        <button type="button" className="govuk-button govuk-button--secondary" onClick={again}>
          {say(stateTexts.again)}
        </button>
      )}
    </div>
  );
}

/** Shows what a query brings, or the state it is in. What was loaded before stays on the screen while it is renewed. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <Failed error={query.error} again={() => void query.refetch()} />;
  return <Loading />;
}

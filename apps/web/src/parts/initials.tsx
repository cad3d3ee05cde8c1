/** Children as lists name them: by the first letters of their names. */
import { Fragment } from 'react';
import { useLanguage, type Text } from '../language';

export function Initials({ of }: { of: readonly Text[] }) {
  const { say } = useLanguage();
  return (
    <span translate="no">
      {of.map((initials, index) => (
        <Fragment key={index}>
          {index > 0 && ', '}
          <span className="hw-reference">{say(initials)}</span>
        </Fragment>
      ))}
    </span>
  );
}

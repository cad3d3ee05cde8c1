/** Says on an open page of a request that its institution may admit nobody, the moment it is so. */
import { useEffect, useRef } from 'react';
import { useLanguage } from '../../language';
import { useInstitution, type Case } from '../cases/reads';
import { StandingTag } from '../institutions/words';
import { noticeTexts as texts } from './texts';

/** Procedures in which a child is asked into an institution. */
const admitting = ['gatekeeping'];

export function StandingNotice({ of }: { of: Case }) {
  const { say } = useLanguage();
  const { data } = useInstitution(of.institution);
  const first = useRef<string>(undefined);
  useEffect(() => {
    first.current ??= data?.standing;
  }, [data?.standing]);
  if (!data || of.status !== 'open' || !admitting.includes(of.workflow) || data.standing === 'authorised') return null;
  const changed = first.current !== undefined && first.current !== data.standing;
  return (
    <div className="hw-alarm" role="alert">
      <p className="govuk-body govuk-!-margin-bottom-1">
        <span aria-hidden="true">⚠ </span>
        {changed && say(texts.changed)}
        {say(texts.now)} <StandingTag standing={data.standing} />
      </p>
      <p className="govuk-body govuk-!-margin-bottom-0">{say(texts.effect)}</p>
    </div>
  );
}

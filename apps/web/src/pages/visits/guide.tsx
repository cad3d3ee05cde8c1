/** Above the questions of a visit, while they are answered: what it will count for, and what is lacking for it. */
import { now } from '../../api';
import type { Answers, Schema } from '../../forms';
import { dateOf, number, shortDate, stepName, useLanguage } from '../../language';
import type { Case } from '../cases/reads';
import { entryDays, standingOf, type Standing } from './counting';
import { useVisitsOf, type Visit } from './reads';
import { guideTexts as texts } from './texts';

function Named({ of: { text, step, due } }: { of: Visit }) {
  const { say } = useLanguage();
  return (
    <strong>
      {say(text)} {say(stepName(step))} ({say(shortDate(due.on))})
    </strong>
  );
}

function Lacks({ lack }: Pick<Standing, 'lack'>) {
  const { say } = useLanguage();
  if (lack === undefined) return null;
  const after = lack === 'late' ? texts.late(number(entryDays)) : texts[lack];
  return (
    <p className="govuk-body govuk-!-margin-bottom-1">
      <span aria-hidden="true">⚠ </span>
      <strong>{say(after)}</strong>
    </p>
  );
}

/** Nothing until the form says what kind of contact it was, and on which day. */
export function VisitGuide({ of, schema, answers }: { of: Case; schema: Schema; answers: Answers }) {
  const { say } = useLanguage();
  const visits = useVisitsOf(of.id).data?.items;
  const standing = standingOf(schema, answers, visits ?? [], dateOf(now()));
  const { lack, counts, meets, next } = standing ?? {};
  const call = lack === 'telephone';
  return (
    <div className={standing ? `hw-guide${counts ? ' hw-guide--counts' : ''}` : undefined} role="status">
      {standing && (
        <>
          {counts && (
            <p className="govuk-body govuk-!-margin-bottom-1">
              <span aria-hidden="true">✓ </span>
              <strong>{say(texts.counts)}</strong>
            </p>
          )}
          <Lacks lack={lack} />
          {meets && (
            <p className="govuk-body govuk-!-margin-bottom-0">
              {say(call ? texts.meetsCall : counts ? texts.meets : texts.wouldMeet)} <Named of={meets} />
            </p>
          )}
          {!meets && visits && lack !== 'written' && lack !== 'notSeen' && lack !== 'late' && (
            <p className="govuk-body govuk-!-margin-bottom-0">
              {say(call ? texts.noCall : texts.noVisit)}{' '}
              {next && (
                <>
                  {say(texts.next)} <Named of={next} />, {say(texts.from)} {say(shortDate(next.opensAt))}
                </>
              )}
            </p>
          )}
        </>
      )}
    </div>
  );
}

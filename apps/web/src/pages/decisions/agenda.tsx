/** The panel's agenda: cases that wait for the meeting, the next due first, and whether each file is complete. */
import { Link, useSearchParams } from 'wouter';
import { shortDate, useLanguage } from '../../language';
import { Due, Empty, Initials, Loaded, Page, Rules } from '../../parts';
import { useAgenda, type AgendaItem } from './reads';
import { agendaTexts as texts } from './texts';

function Completeness({ of }: { of: AgendaItem }) {
  const { say } = useLanguage();
  if (of.complete)
    return (
      <strong className="govuk-tag govuk-tag--green">
        <span aria-hidden="true">✓ </span>
        {say(texts.complete)}
      </strong>
    );
  return (
    <>
      <strong className="govuk-tag govuk-tag--orange">
        <span aria-hidden="true">◐ </span>
        {say(texts.incomplete)}
      </strong>
      <details className="govuk-details govuk-!-margin-bottom-0 govuk-!-margin-top-1">
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">
            {say(texts.missing)} <span className="govuk-visually-hidden">{of.reference}</span>
          </span>
        </summary>
        <div className="govuk-details__text">
          <Rules rules={of.missing} />
        </div>
      </details>
    </>
  );
}

function Entry({ of }: { of: AgendaItem }) {
  const { say } = useLanguage();
  return (
    <li className={`hw-entry${of.late ? ' hw-entry--late' : ''}`}>
      <h2 className="govuk-heading-m govuk-!-margin-bottom-1">
        <Link href={`/cases/${of.id}/decision`} className="govuk-link">
          {say(texts.sheet)} {of.reference}
        </Link>
      </h2>
      <dl className="hw-about">
        <div>
          <dt>{say(texts.due)}</dt>
          <dd>
            <Due due={of.due} why />
          </dd>
        </div>
        <div>
          <dt>{say(texts.waits)}</dt>
          <dd>{say(shortDate(of.waitingSince))}</dd>
        </div>
        <div>
          <dt>{say(texts.children)}</dt>
          <dd>
            <Initials of={of.initials} />
          </dd>
        </div>
        <div>
          <dt>{say(texts.file)}</dt>
          <dd>
            <Completeness of={of} />
          </dd>
        </div>
      </dl>
    </li>
  );
}

export default function Agenda() {
  const { say } = useLanguage();
  const [parameters] = useSearchParams();
  const asked = parameters.get('date') ?? '';
  const query = useAgenda(/^\d{4}-\d\d-\d\d$/.test(asked) ? asked : undefined);
  return (
    <Page title={texts.title}>
      <Loaded query={query}>
        {({ date, items }) => (
          <>
            <p className="govuk-body hw-muted">{say(shortDate(date))}</p>
            {items.length === 0 ? (
              <Empty>{say(texts.none)}</Empty>
            ) : (
              <>
                <button
                  type="button"
                  className="govuk-button govuk-button--secondary hw-screen-only"
                  onClick={() => print()}
                >
                  {say(texts.print)}
                </button>
                <ol className="hw-entries">
                  {items.map((item) => (
                    <Entry key={item.task} of={item} />
                  ))}
                </ol>
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

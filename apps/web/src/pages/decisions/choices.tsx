/** The decisions of the present step: each allowed one leads to its form, each other one says why not and who can. */
import { Link } from 'wouter';
import { useLanguage } from '../../language';
import { RoleNames, Rules } from '../../parts';
import type { Case } from '../cases/reads';
import { sheetTexts as texts } from './texts';

type Event = Case['allowed'][number];

function Blocked({ id, event }: { id: string; event: Event }) {
  const { say } = useLanguage();
  return (
    <li>
      <h4 className="govuk-heading-s govuk-!-margin-bottom-1">
        <span aria-hidden="true">⛔ </span>
        {say(event.text)}
      </h4>
      <Rules rules={event.rules} />
      <Link href={`/cases/${id}/decision/${event.event}`} className="hw-link hw-screen-only">
        {say(texts.prepare)} <span className="govuk-visually-hidden">{say(event.text)}</span>
      </Link>
    </li>
  );
}

export function Choices({ of, events }: { of: Case; events: Event[] }) {
  const { say } = useLanguage();
  const allowed = events.filter((event) => event.allowed);
  const blocked = events.filter((event) => event.permitted && !event.allowed);
  const others = events.filter((event) => !event.permitted);
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.decisions)}</h2>
      {allowed.length === 0 && <p className="govuk-body">{say(texts.noDecision)}</p>}
      <ul className="hw-actions hw-screen-only">
        {allowed.map(({ event, text, signature }) => (
          <li key={event}>
            <Link
              href={`/cases/${of.id}/decision/${event}`}
              className="govuk-button govuk-button--secondary govuk-!-margin-bottom-0"
            >
              {say(text)}
            </Link>
            {signature && <span className="hw-muted"> {say(texts.signed)}</span>}
          </li>
        ))}
      </ul>
      {blocked.length > 0 && (
        <>
          <h3 className="govuk-heading-s">{say(texts.blocked)}</h3>
          <ul className="hw-blocked">
            {blocked.map((event) => (
              <Blocked key={event.event} id={of.id} event={event} />
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <details className="govuk-details">
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">{say(texts.others)}</span>
          </summary>
          <ul className="govuk-details__text hw-blocked">
            {others.map(({ event, text, by, rules }) => (
              <li key={event}>
                <h3 className="govuk-heading-s govuk-!-margin-bottom-1">{say(text)}</h3>
                <p className="govuk-body govuk-!-margin-bottom-1">
                  {say(texts.by)} <RoleNames roles={by} />
                </p>
                {rules.length > 0 && <Rules rules={rules} />}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

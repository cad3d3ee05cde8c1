/** The decisions of the present step: each allowed one leads to its form, each other one says why not and who can. */
import { Link } from 'wouter';
import { number, useLanguage } from '../../language';
import { RoleNames, RuleNumber, Rules } from '../../parts';
import type { Case, Workflow } from '../cases/reads';
import { checkedLater } from './criteria';
import { sheetTexts as texts } from './texts';

type Event = Case['allowed'][number];

/** Rules of an event that look at its answers: they are silent until it is sent, so they are told before. */
function Later({ of, workflow, event }: { of: Case; workflow: Workflow; event: Event }) {
  const { say } = useLanguage();
  const rules = checkedLater(workflow, of.state, event.event);
  if (rules.length === 0) return null;
  return (
    <details className="govuk-details govuk-!-margin-bottom-0">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">
          {say(texts.laterRules)} ({say(number(rules.length))})
          <span className="govuk-visually-hidden"> {say(event.text)}</span>
        </span>
      </summary>
      <ul className="govuk-details__text govuk-list govuk-list--bullet">
        {rules.map((rule) => (
          <li key={rule.id}>
            {say(rule.text)} <RuleNumber of={rule.id} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Blocked({ of, workflow, event }: { of: Case; workflow: Workflow; event: Event }) {
  const { say } = useLanguage();
  return (
    <li>
      <h4 className="govuk-heading-s govuk-!-margin-bottom-1">
        <span aria-hidden="true">✕ </span>
        {say(event.text)}
      </h4>
      <Rules rules={event.rules} />
      <Later of={of} workflow={workflow} event={event} />
      <Link href={`/cases/${of.id}/decision/${event.event}`} className="hw-link hw-screen-only">
        {say(texts.prepare)} <span className="govuk-visually-hidden">{say(event.text)}</span>
      </Link>
    </li>
  );
}

export function Choices({ of, workflow, events }: { of: Case; workflow: Workflow; events: Event[] }) {
  const { say } = useLanguage();
  const allowed = events.filter((event) => event.allowed);
  const blocked = events.filter((event) => event.permitted && !event.allowed);
  const others = events.filter((event) => !event.permitted);
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.decisions)}</h2>
      {allowed.length === 0 && <p className="govuk-body">{say(texts.noDecision)}</p>}
      <ul className="hw-actions hw-screen-only">
        {allowed.map((event) => (
          <li key={event.event}>
            <Link
              href={`/cases/${of.id}/decision/${event.event}`}
              className="govuk-button govuk-button--secondary govuk-!-margin-bottom-0"
            >
              {say(event.text)}
            </Link>
            {event.signature && <div className="hw-muted">{say(texts.signed)}</div>}
            <Later of={of} workflow={workflow} event={event} />
          </li>
        ))}
      </ul>
      {blocked.length > 0 && (
        <>
          <h3 className="govuk-heading-s">{say(texts.blocked)}</h3>
          <ul className="hw-blocked">
            {blocked.map((event) => (
              <Blocked key={event.event} of={of} workflow={workflow} event={event} />
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

/** Every event of the present state: a button where it is allowed, the reason and who can help where it is not. */
import { Link } from 'wouter';
import { useLanguage } from '../../language';
import { RoleNames, Rules } from '../../parts';
import { pageOfAct } from './own-pages';
import { useWorkflow, type Case } from './reads';
import { awaitedEvents } from './stands';
import { byDue } from './strip';
import { actionTexts as texts } from './texts';

type Event = Case['allowed'][number];

function Buttons({ of, events, primary }: { of: Case; events: Event[]; primary: boolean }) {
  const { say } = useLanguage();
  return (
    <ul className="hw-actions">
      {events.map(({ event, text, signature }, index) => (
        <li key={event}>
          <Link
            href={pageOfAct(of.workflow, event, of.id)}
            className={`govuk-button govuk-!-margin-bottom-0${primary && index === 0 ? '' : ' govuk-button--secondary'}`}
          >
            {say(text)}
          </Link>
          {signature && <div className="hw-muted">{say(texts.signature)}</div>}
        </li>
      ))}
    </ul>
  );
}

/** What one can do: first what the open tasks wait for, the most urgent one's before the others, then the rest. */
function Possible({ of, events }: { of: Case; events: Event[] }) {
  const { say } = useLanguage();
  const { data: workflow } = useWorkflow(of.workflow, of.workflowVersion);
  const awaited = workflow ? awaitedEvents(workflow, byDue(of.tasks)) : [];
  const first = awaited.flatMap((type) => events.find(({ event }) => event === type) ?? []);
  const rest = events.filter((event) => !first.includes(event));
  if (events.length === 0) return <p className="govuk-body">{say(texts.none)}</p>;
  if (first.length === 0) return <Buttons of={of} events={rest} primary={false} />;
  return (
    <>
      <Buttons of={of} events={first} primary />
      {rest.length > 0 && (
        <>
          <h3 className="govuk-heading-s">{say(texts.also)}</h3>
          <Buttons of={of} events={rest} primary={false} />
        </>
      )}
    </>
  );
}

/** Who may do it, and what else stands in its way. */
function ForOthers({ events }: { events: Event[] }) {
  const { say } = useLanguage();
  return (
    <details className="govuk-details hw-others">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{say(texts.others)}</span>
      </summary>
      <ul className="govuk-details__text hw-blocked">
        {events.map(({ event, text, by, rules }) => (
          <li key={event}>
            <h3 className="govuk-heading-s govuk-!-margin-bottom-1">{say(text)}</h3>
            <p className="govuk-body govuk-!-margin-bottom-1">
              {say(texts.by)} <RoleNames roles={by} />
            </p>
            {rules.length > 0 && (
              <>
                <p className="govuk-body hw-muted govuk-!-margin-bottom-1">{say(texts.besides)}</p>
                <Rules rules={rules} />
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function Actions({ of }: { of: Case }) {
  const { say } = useLanguage();
  const allowed = of.allowed.filter((event) => event.allowed);
  const blocked = of.allowed.filter((event) => !event.allowed && event.permitted);
  const others = of.allowed.filter((event) => !event.allowed && !event.permitted);
  return (
    <>
      <section className="hw-screen-only">
        <h2 className="govuk-heading-m">{say(texts.now)}</h2>
        <Possible of={of} events={allowed} />
      </section>
      {blocked.length > 0 && (
        <section>
          <h2 className="govuk-heading-m">{say(texts.blocked)}</h2>
          <ul className="hw-blocked">
            {blocked.map(({ event, text, rules, by }) => (
              <li key={event}>
                <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
                  <span aria-hidden="true">✕ </span>
                  {say(text)}
                </h3>
                {rules.length > 0 ? (
                  <Rules rules={rules} />
                ) : (
                  <p className="govuk-body">
                    {say(texts.by)} <RoleNames roles={by} />
                  </p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {others.length > 0 && <ForOthers events={others} />}
    </>
  );
}

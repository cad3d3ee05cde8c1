/** A case at a glance: what comes next, what one can do, why not, and what needs attention. */
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { ask, client } from '../../api';
import { dateAndTime, useLanguage } from '../../language';
import { Due } from '../../parts';
import { Actions } from './actions';
import { About, CasePage } from './header';
import { pageOfCase } from './own-pages';
import { useWorkflow, type Case } from './reads';
import { CaseVisits } from '../visits/case-visits';
import { Regions } from './regions';
import { Strip } from './strip';
import { actionTexts, caseTexts as texts } from './texts';

/** The way to the page about a closure or an inspection, which shows more than this one. */
function OwnPage({ of }: { of: Case }) {
  const { say } = useLanguage();
  const page = pageOfCase(of.workflow, of.id);
  if (!page) return null;
  return (
    <p className="govuk-body hw-screen-only">
      <Link href={page} className="hw-link">
        {say(of.workflow === 'inspection' ? texts.toInspection : texts.toClosure)}
      </Link>
    </p>
  );
}

/** Says what was received; the address names the event alone. */
function Confirmation({ of }: { of: Case }) {
  const { say } = useLanguage();
  const [parameters] = useSearchParams();
  const sent = parameters.get('sent');
  const workflow = useWorkflow(sent === null ? undefined : of.workflow, of.workflowVersion);
  if (sent === null) return null;
  const event = workflow.data?.events.find(({ type }) => type === sent);
  return (
    <div className="govuk-notification-banner govuk-notification-banner--success" role="alert" aria-labelledby="sent">
      <div className="govuk-notification-banner__header">
        <h2 className="govuk-notification-banner__title" id="sent">
          <span aria-hidden="true">✓ </span>
          {say(texts.sent)}
        </h2>
      </div>
      <div className="govuk-notification-banner__content">
        <p className="govuk-body govuk-!-margin-0">
          {event && (
            <>
              {say(texts.sentThis)} <strong>{say(event.text)}</strong>
              <br />
            </>
          )}
          {say(texts.reference)}: <strong>{of.reference}</strong>
        </p>
      </div>
    </div>
  );
}

function Timers({ of }: { of: Case }) {
  const { say } = useLanguage();
  if (of.timers.length === 0) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(actionTexts.timers)}</h2>
      <ul className="hw-plain">
        {of.timers.map((timer) => (
          <li key={`${timer.deadline} ${timer.due.at}`}>
            {say(timer.text)}: <Due due={timer.due} why />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Open incidents of the case's children and of the case itself; whoever may not read them sees none. */
function Incidents({ of }: { of: Case }) {
  const { say } = useLanguage();
  const child = of.children[0];
  const about = child ? { child } : of.institution ? { institution: of.institution } : undefined;
  const { data } = useQuery({
    queryKey: ['incidents', 'case', of.id],
    enabled: about !== undefined,
    queryFn: async () => {
      const asked = of.children.length > 0 ? of.children.map((one) => ({ child: one })) : [about!];
      const pages = await Promise.all(
        asked.map((query) => ask(client.GET('/api/v1/incidents', { params: { query: { ...query, limit: 20 } } }))),
      );
      return pages.flatMap(({ items }) => items).filter(({ status }) => status !== 'resolved');
    },
  });
  if (!data || data.length === 0) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(actionTexts.incidents)}</h2>
      <ul className="hw-entries">
        {data.map((incident) => (
          <li key={incident.id} className="hw-entry hw-entry--late">
            <Link
              href={`/${incident.kind === 'REPORT_TO_REVIEW' ? 'reviews' : 'incidents'}/${incident.id}`}
              className="govuk-link hw-link"
            >
              {say(incident.text)}
            </Link>
            <div>
              <Due due={{ at: incident.dueAt, provisional: false }} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Alerts({ of }: { of: Case }) {
  const { say } = useLanguage();
  const { data } = useQuery({
    queryKey: ['alerts', 'case', of.id],
    queryFn: () => ask(client.GET('/api/v1/alerts', { params: { query: { instance: of.id, limit: 5 } } })),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(actionTexts.alerts)}</h2>
      <ul className="hw-entries">
        {data.items.map((alert) => (
          <li key={alert.id} className="hw-entry">
            {say(alert.text)} <span className="hw-muted">{say(dateAndTime(alert.firedAt))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function CaseOverview({ id }: { id: string }) {
  const { say } = useLanguage();
  return (
    <CasePage id={id} tab="overview">
      {(of) => (
        <>
          <Confirmation of={of} />
          <Strip of={of} />
          <OwnPage of={of} />
          <About of={of} />
          <Regions of={of} />
          <Actions of={of} />
          <CaseVisits of={of} />
          <Incidents of={of} />
          <Timers of={of} />
          <Alerts of={of} />
          <p className="hw-muted">{say(texts.readRecorded)}</p>
        </>
      )}
    </CasePage>
  );
}

/** One incident: what disagrees, whose it is, by when, and how it ends. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, useRole, useSigned } from '../../api';
import { dateAndTime, useLanguage } from '../../language';
import { Due, Failed, Loaded, Page, RoleNames, roleText } from '../../parts';
import { form, words } from '../administration/questions';
import { ShortForm } from '../administration/short-form';
import { freshKey, useInstitution, usePeopleNames, usePlace } from '../cases/reads';
import { IncidentStatus } from './incident-words';
import { useIncident, type Incident } from './reads';
import { incidentTexts as texts } from './texts';
import { nameOf } from './words';

const handling = ['dsw', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];
const leading = handling.slice(1);
/** Offices whose the watch list is. */
const watching = ['pdosvyOfficer', 'pdosvyDirector', 'mosvy'];
const resolution = form({ reason: words(texts.reason) });

function Row({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="govuk-summary-list__row">
      <dt className="govuk-summary-list__key">{label}</dt>
      <dd className="govuk-summary-list__value">{children}</dd>
    </div>
  );
}

function Facts({ incident }: { incident: Incident }) {
  const { say } = useLanguage();
  const { me } = useSigned();
  const place = usePlace(incident.area);
  const institution = useInstitution(incident.institution);
  const { assignee, acknowledgedBy } = incident;
  const names = usePeopleNames([assignee, acknowledgedBy].some((id) => id !== null && id !== me.person.id));
  const called = (id: string) => say(id === me.person.id ? texts.you : (names.get(id) ?? texts.somebody));
  return (
    <dl className="govuk-summary-list">
      <Row label={say(texts.status)}>
        <IncidentStatus status={incident.status} />
        {incident.acknowledgedAt && acknowledgedBy && (
          <>
            {' '}
            {say(dateAndTime(incident.acknowledgedAt))}, {say(texts.by)} {called(acknowledgedBy)}
          </>
        )}
      </Row>
      <Row label={say(texts.owner)}>
        {say(roleText(incident.role))}, {say(place)}
      </Row>
      {incident.status !== 'resolved' && (
        <>
          <Row label={say(texts.heldBy)}>{assignee ? called(assignee) : say(texts.nobody)}</Row>
          <Row label={say(texts.clock)}>
            <Due due={{ at: incident.dueAt, exact: true, provisional: false }} />
          </Row>
        </>
      )}
      <Row label={say(texts.opened)}>{say(dateAndTime(incident.openedAt))}</Row>
      {incident.institution && (
        <Row label={say(texts.institution)}>
          <Link href={`/institutions/${incident.institution}`} className="hw-link">
            {institution.data ? say(nameOf(institution.data)) : say(texts.institution)}
          </Link>
        </Row>
      )}
      {incident.child && (
        <Row label={say(texts.child)}>
          <Link href={`/children/${incident.child}`} className="hw-link">
            {say(texts.openChild)}
          </Link>
        </Row>
      )}
      {incident.instance && (
        <Row label={say(texts.case)}>
          <Link href={`/cases/${incident.instance}`} className="hw-link">
            {say(texts.openCase)}
          </Link>
        </Row>
      )}
      {incident.resolution && (
        <Row label={say(texts.resolution)}>
          <span className="hw-words">{incident.resolution}</span>
          {incident.resolvedAt && <div className="hw-muted">{say(dateAndTime(incident.resolvedAt))}</div>}
        </Row>
      )}
    </dl>
  );
}

function Acts({ incident }: { incident: Incident }) {
  const { say } = useLanguage();
  const { me, appointment } = useSigned();
  const queries = useQueryClient();
  const role = appointment?.role ?? '';
  const path = { id: incident.id };
  const changed = () =>
    Promise.all(
      [['incidents'], ['tasks'], ['counts'], ['institution']].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  const acknowledge = useMutation({
    mutationFn: () =>
      ask(client.POST('/api/v1/incidents/{id}/acknowledge', { params: { path, header: freshKey() }, body: {} })),
    onSettled: changed,
  });
  if (incident.status === 'resolved') return null;
  const owns =
    handling.includes(role) && (role === incident.role || incident.assignee === me.person.id || leading.includes(role));
  if (!owns)
    return (
      <p className="govuk-body">
        {say(texts.noAct)} <RoleNames roles={[incident.role]} />
      </p>
    );
  return (
    <div className="hw-screen-only">
      {incident.status === 'open' && (
        <>
          <button
            type="button"
            className="govuk-button"
            disabled={acknowledge.isPending}
            onClick={() => acknowledge.mutate()}
          >
            {say(texts.acknowledge)}
          </button>
          {acknowledge.error && <Failed error={acknowledge.error} />}
        </>
      )}
      {incident.kind === 'REPORT_TO_REVIEW' ? (
        <p className="govuk-body">
          {say(texts.report)}{' '}
          <Link href={`/reviews/${incident.id}`} className="hw-link">
            {say(texts.toReport)}
          </Link>
        </p>
      ) : incident.kind === 'WATCH_MATCH' ? (
        <p className="govuk-body">{say(texts.match)}</p>
      ) : incident.kind === 'BREAK_GLASS_REVIEW' ? (
        <p className="govuk-body">
          {say(texts.review)}{' '}
          <Link href="/break-glass" className="hw-link">
            {say(texts.toReview)}
          </Link>
        </p>
      ) : (
        <>
          <h2 className="govuk-heading-m">{say(texts.resolve)}</h2>
          <ShortForm
            schema={resolution}
            verb={texts.resolve}
            send={async ({ reason }, header) => {
              const body = { reason: String(reason) };
              await ask(client.POST('/api/v1/incidents/{id}/resolve', { params: { path, header }, body }));
              await changed();
            }}
          />
        </>
      )}
    </div>
  );
}

export default function IncidentPage({ id }: { id: string }) {
  const { say } = useLanguage();
  const query = useIncident(id);
  const role = useRole() ?? '';
  return (
    <Page title={texts.title} back="/incidents">
      <Loaded query={query}>
        {(incident) => (
          <>
            <p className="govuk-inset-text">{say(incident.text)}</p>
            <Facts incident={incident} />
            {incident.kind === 'WATCH_MATCH' && watching.includes(role) && (
              <p className="govuk-body">
                <Link href={`/watch-list/${incident.id}`} className="hw-link">
                  {say(texts.toMatch)}
                </Link>
              </p>
            )}
            <Acts incident={incident} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** One institution: its standing, who is there with and without authority, incidents, premises, and who is behind it. */
import { Link } from 'wouter';
import { Refused, useRole, type components } from '../../api';
import { number, shortDate, useLanguage, type Text } from '../../language';
import { Empty, Loaded, Page, RoleNames, roleText, Table } from '../../parts';
import { useInstitution, usePlace } from '../cases/reads';
import { IncidentStatus } from './incident-words';
import { Present } from './present';
import { usePresence, type Presence } from './reads';
import {
  behindFormTexts,
  behindTexts,
  institutionTexts as texts,
  kindsOfIncident,
  kindTexts,
  operatorTexts,
  premisesFormTexts,
  reasonText,
} from './texts';
import { nameOf, StandingTag } from './words';

type Institution = components['schemas']['Institution'];

/** Who decides on a standing, and who records facts of a place. */
const deciding = ['mosvy', 'court'];
const registering = ['commune', 'dsw', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];
const ending = ['pdosvyOfficer', 'pdosvyDirector', 'mosvy'];
const notRecording = ['panelMember', 'provincialAdministration', 'administrator'];

function Strip({ one, presence }: { one: Institution; presence: Presence | undefined }) {
  const { say } = useLanguage();
  const place = usePlace(one.area);
  const counts = presence?.counts;
  return (
    <dl className="hw-strip">
      <div>
        <dt>{say(texts.capacity)}</dt>
        <dd>{say(number(one.authorisedCapacity))}</dd>
      </div>
      {counts && (
        <div>
          <dt>{say(texts.present)}</dt>
          <dd>
            {say(number(counts.present))}
            {counts.unauthorised > 0 && (
              <span className="hw-late">
                {' '}
                <span aria-hidden="true">⚠ </span>
                {say(number(counts.unauthorised))} {say(texts.unauthorised)}
              </span>
            )}
            {counts.overCapacity > 0 && (
              <span className="hw-late">
                , {say(number(counts.overCapacity))} {say(texts.over)}
              </span>
            )}
          </dd>
        </div>
      )}
      <div>
        <dt>{say(kindTexts[one.kind])}</dt>
        <dd>{say(operatorTexts[one.operator])}</dd>
      </div>
      <div>
        <dt>{one.code}</dt>
        <dd>{say(place)}</dd>
      </div>
      {one.phone && (
        <div>
          <dt>{say(texts.phone)}</dt>
          <dd>
            <a className="hw-link" href={`tel:${one.phone}`}>
              {one.phone}
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Standing({ one }: { one: Institution }) {
  const { say } = useLanguage();
  const role = useRole() ?? '';
  return (
    <>
      <p className="govuk-body">
        <StandingTag standing={one.standing} /> {say(texts.since)} {say(shortDate(one.standingSince))}
        {one.standingReason && <span className="hw-words"> – {say(reasonText(one.standingReason))}</span>}
      </p>
      <p className="hw-between hw-screen-only">
        {!notRecording.includes(role) && (
          <Link href={`/institutions/${one.id}/report`} className="govuk-button govuk-!-margin-bottom-0">
            {say(texts.report)}
          </Link>
        )}
        {deciding.includes(role) ? (
          <Link href={`/institutions/${one.id}/standing`} className="hw-link">
            {say(texts.change)}
          </Link>
        ) : (
          <span className="hw-muted">
            {say(texts.changedBy)} <RoleNames roles={deciding} />
          </span>
        )}
      </p>
    </>
  );
}

function History({ lines }: { lines: Presence['history'] }) {
  const { say } = useLanguage();
  if (lines.length === 0) return <Empty>{say(texts.noHistory)}</Empty>;
  return lines.map(({ at, standing, reason, role }) => (
    <div className="hw-entry" key={at}>
      {standing && <StandingTag standing={standing} />} {say(shortDate(at))}, {say(texts.by)} {say(roleText(role))}
      {reason && <p className="govuk-body hw-words govuk-!-margin-bottom-0">{say(reasonText(reason))}</p>}
    </div>
  ));
}

function Incidents({ incidents }: { incidents: Presence['incidents'] }) {
  const { say } = useLanguage();
  if (incidents.length === 0) return <Empty>{say(texts.noIncidents)}</Empty>;
  return (
    <ul className="govuk-list">
      {incidents.map(({ id, kind, status, openedAt }) => (
        <li key={id}>
          <Link href={`/incidents/${id}`} className="hw-link">
            {say(kindsOfIncident[kind] ?? texts.incident)}, {say(shortDate(openedAt))}
          </Link>{' '}
          <IncidentStatus status={status} />
        </li>
      ))}
    </ul>
  );
}

function useSpan() {
  const { say } = useLanguage();
  return ({ from, until }: { from: string; until: string | null }) =>
    `${say(shortDate(from))} – ${say(until ? shortDate(until) : texts.today)}`;
}

function PlaceName({ code }: { code: string | null }) {
  const { say } = useLanguage();
  return <>{say(usePlace(code))}</>;
}

function Premises({ one: { premises } }: { one: Institution }) {
  const { say } = useLanguage();
  const span = useSpan();
  if (premises.length === 0) return <Empty>{say(texts.noPremises)}</Empty>;
  return (
    <Table
      caption={texts.premises}
      rows={premises}
      keyOf={({ id }) => id}
      columns={[
        { title: texts.address, cell: ({ address, area }) => address ?? <PlaceName code={area} /> },
        { title: texts.span, cell: span },
      ]}
    />
  );
}

function Behind({ one: { id: place, people } }: { one: Institution }) {
  const { say, language } = useLanguage();
  const ends = ending.includes(useRole() ?? '');
  const span = useSpan();
  if (people.length === 0) return <Empty>{say(texts.noPeople)}</Empty>;
  const called = (km: string | null, latin: string | null) =>
    (language === 'km' ? (km ?? latin) : (latin ?? km)) ?? say(texts.unnamed);
  return (
    <Table
      caption={texts.people}
      rows={people}
      keyOf={({ id }) => id}
      columns={[
        { title: texts.person, cell: ({ nameKm, nameLatin }) => called(nameKm, nameLatin) },
        { title: texts.role, cell: ({ role }) => say(behindTexts[role]) },
        {
          title: texts.span,
          cell: (one) => (
            <>
              {span(one)}
              {ends && one.until === null && (
                <>
                  <br />
                  <Link href={`/institutions/${place}/people/${one.id}/end`} className="hw-link hw-screen-only">
                    {say(behindFormTexts.end)}
                    <span className="govuk-visually-hidden"> {called(one.nameKm, one.nameLatin)}</span>
                  </Link>
                </>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

/** Leads to a form, for those who note what is learned of a place. */
function AddLink({ href, text }: { href: string; text: Text }) {
  const { say } = useLanguage();
  if (!registering.includes(useRole() ?? '')) return null;
  return (
    <p className="hw-screen-only">
      <Link href={href} className="hw-link">
        {say(text)}
      </Link>
    </p>
  );
}

export default function InstitutionPage({ id }: { id: string }) {
  const { say } = useLanguage();
  const institution = useInstitution(id);
  const presence = usePresence(id);
  const hidden = presence.error instanceof Refused && [403, 404].includes(presence.error.problem.status);
  return (
    <Page title={texts.title} heading={institution.data && say(nameOf(institution.data))} back="/institutions">
      <Loaded query={institution}>
        {(one) => (
          <>
            <Standing one={one} />
            <Strip one={one} presence={presence.data} />
            {hidden ? (
              <Empty>{say(texts.hidden)}</Empty>
            ) : (
              <Loaded query={presence}>
                {(there) => (
                  <>
                    <Present presence={there} />
                    <h2 className="govuk-heading-m">{say(texts.incidents)}</h2>
                    <Incidents incidents={there.incidents} />
                    <h2 className="govuk-heading-m">{say(texts.history)}</h2>
                    <History lines={there.history} />
                  </>
                )}
              </Loaded>
            )}
            <h2 className="govuk-heading-m">{say(texts.premises)}</h2>
            <Premises one={one} />
            <AddLink href={`/institutions/${id}/premises`} text={premisesFormTexts.add} />
            <h2 className="govuk-heading-m">{say(texts.people)}</h2>
            <Behind one={one} />
            <AddLink href={`/institutions/${id}/people`} text={behindFormTexts.add} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

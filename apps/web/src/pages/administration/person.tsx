/** One person: appointments in force, and what an administrator may do. */
import { Link, useSearchParams } from 'wouter';
import { useRole, useSigned } from '../../api';
import { shortDate, useLanguage } from '../../language';
import { Empty, Loaded, Page } from '../../parts';
import { Office } from './people';
import { named, usePerson, type Person } from './reads';
import { actTexts, personTexts as texts } from './texts';

const rota = ['administrator', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector'];
const renewing = ['administrator', 'districtSupervisor', 'pdosvyDirector', 'mosvy'];

function Appointment({ person, one }: { person: string; one: Person['appointments'][number] }) {
  const { say } = useLanguage();
  const role = useRole() ?? '';
  const { me } = useSigned();
  const act = (name: 'end' | 'leave') => (
    <Link href={`/people/${person}/${name}?appointment=${one.id}`} className="hw-link">
      {say(actTexts[name])}
    </Link>
  );
  return (
    <div className="hw-proposal">
      <strong>
        <Office role={one.role} area={one.area} />
      </strong>
      <p className="govuk-body govuk-!-margin-bottom-0">
        {say(texts.from)} {say(shortDate(one.from))}{' '}
        {one.until ? `${say(texts.until)} ${say(shortDate(one.until))}` : say(texts.open)}
        {one.actingFor && `, ${say(texts.actingFor)}`}
      </p>
      <p className="hw-subnav hw-screen-only govuk-!-margin-bottom-0">
        {role === 'administrator' && act('end')}
        {(rota.includes(role) || me.person.id === person) && act('leave')}
      </p>
    </div>
  );
}

function Acts({ id }: { id: string }) {
  const { say } = useLanguage();
  const role = useRole() ?? '';
  const acts = [
    ...(role === 'administrator' ? (['appointment', 'login'] as const) : []),
    ...(rota.includes(role) ? (['duty'] as const) : []),
    ...(renewing.includes(role) ? (['renewal'] as const) : []),
  ];
  if (acts.length === 0) return null;
  return (
    <section className="hw-screen-only">
      <h2 className="govuk-heading-m">{say(texts.acts)}</h2>
      <ul className="govuk-list">
        {acts.map((act) => (
          <li key={act}>
            <Link href={`/people/${id}/${act}`} className="hw-link">
              {say(actTexts[act])}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function PersonPage({ id }: { id: string }) {
  const { say } = useLanguage();
  const [parameters] = useSearchParams();
  const query = usePerson(id);
  return (
    <Page title={texts.title} heading={query.data && say(named(query.data))} back="/people">
      {parameters.get('done') === 'true' && (
        <p className="hw-said" role="status">
          <span aria-hidden="true">✓ </span>
          {say(texts.done)}
        </p>
      )}
      <Loaded query={query}>
        {(person) => (
          <>
            <p className="govuk-body">{[person.phone, person.email].filter(Boolean).join(', ')}</p>
            {person.appointments.length > 0 ? (
              person.appointments.map((one) => <Appointment key={one.id} person={id} one={one} />)
            ) : (
              <Empty>{say(texts.withoutOffice)}</Empty>
            )}
            <Acts id={id} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

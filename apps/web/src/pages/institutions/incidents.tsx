/** Incidents: where fact and authority disagree, with owner and clock. */
import { Link } from 'wouter';
import { useSigned } from '../../api';
import { shortDate, useLanguage } from '../../language';
import { Due, Empty, Loaded, More, Page, roleText, Table } from '../../parts';
import { usePlace } from '../cases/reads';
import { Area, Filters, Flag, useFilter, Word } from './filter';
import { IncidentStatus, statuses } from './incident-words';
import { useIncidents, type Incident } from './reads';
import { incidentsTexts as texts, kindsOfIncident } from './texts';
import { Files } from './words';

function Place({ code }: { code: string }) {
  const { say } = useLanguage();
  return <>{say(usePlace(code))}</>;
}

function What({ incident: { id, text, kind, ladder } }: { incident: Incident }) {
  const { say } = useLanguage();
  return (
    <>
      <Link href={`/incidents/${id}`} className="govuk-link">
        {say(text)}
      </Link>
      <br />
      <span className="hw-muted">{say(kindsOfIncident[kind])}</span>
      {ladder === 'high' && (
        <>
          {' '}
          <strong className="govuk-tag govuk-tag--red">
            <span aria-hidden="true">▲ </span>
            {say(texts.high)}
          </strong>
        </>
      )}
    </>
  );
}

export default function Incidents() {
  const { say } = useLanguage();
  const own = useSigned().appointment?.area ?? '';
  const { among, flag, area } = useFilter();
  const filter = {
    mine: flag('mine') ? ('true' as const) : undefined,
    overdue: flag('overdue') ? ('true' as const) : undefined,
    status: among('status', statuses),
    kind: among('kind', kindsOfIncident),
    area,
  };
  const query = useIncidents(filter);
  return (
    <Page title={texts.title}>
      <p className="govuk-body">{say(texts.about)}</p>
      <Filters legend={texts.filters}>
        <Word name="status" label={texts.status} options={statuses} />
        <Word name="kind" label={texts.kind} options={kindsOfIncident} />
        <Area own={own} />
        <Flag name="mine" label={texts.mine} />
        <Flag name="overdue" label={texts.overdue} />
      </Filters>
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Empty>{say(texts.none)}</Empty>;
          return (
            <>
              <Table<Incident>
                caption={texts.title}
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  { title: texts.what, cell: (incident) => <What incident={incident} /> },
                  { title: texts.status, cell: ({ status }) => <IncidentStatus status={status} /> },
                  {
                    title: texts.due,
                    cell: ({ status, dueAt }) =>
                      status === 'resolved' ? '–' : <Due due={{ at: dueAt, provisional: false }} />,
                  },
                  { title: texts.owner, cell: ({ role }) => say(roleText(role)) },
                  { title: texts.place, cell: ({ area: code }) => <Place code={code} /> },
                  { title: texts.opened, cell: ({ openedAt }) => say(shortDate(openedAt)) },
                ]}
              />
              <More query={query} />
              <Files list="incidents" filter={filter} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

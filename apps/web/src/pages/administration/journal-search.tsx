/** Lines of the journal by case, event, person and time; never what was written in them. */
import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ask, client, useRole, type components } from '../../api';
import { dateAndTime, number, useLanguage } from '../../language';
import { Empty, Loaded, More, Page, roleText, Table } from '../../parts';
import { usePeopleNames } from '../cases/reads';
import { day, form, line, person } from './questions';
import { ShortForm } from './short-form';
import { journalTexts as texts } from './texts';

type Found = components['schemas']['JournalFound'];
interface Search {
  reference?: string;
  event?: string;
  person?: string;
  from?: string;
  to?: string;
}

const schema = form(
  {
    reference: line(texts.reference, 40),
    event: line(texts.event, 100),
    person: person(texts.person),
    from: day(texts.from),
    to: day(texts.to),
  },
  ['reference', 'event', 'person', 'from', 'to'],
);

function Who({ line: { person: id, role }, names }: { line: Found; names: ReturnType<typeof usePeopleNames> }) {
  const { say } = useLanguage();
  if (role === 'clock' || role === 'register') return <>{say(texts.clock)}</>;
  return (
    <>
      {say((id && names.get(id)) || texts.somebody)}
      {role && `, ${say(roleText(role))}`}
    </>
  );
}

function Lines({ search }: { search: Search }) {
  const { say } = useLanguage();
  const names = usePeopleNames(true);
  const query = useInfiniteQuery({
    queryKey: ['journal', 'search', search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask(client.GET('/api/v1/journal/search', { params: { query: { ...search, cursor, limit: 50 } } })),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (rows.length === 0) return <Empty>{say(texts.none)}</Empty>;
        return (
          <>
            <Table<Found>
              caption={texts.title}
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                { title: texts.when, cell: ({ at }) => say(dateAndTime(at)) },
                { title: texts.what, cell: ({ event, kind }) => <span lang="en">{event ?? kind}</span> },
                {
                  title: texts.case,
                  cell: ({ reference, seq }) =>
                    reference ? `${reference}, ${say(texts.line)} ${say(number(seq))}` : '–',
                },
                { title: texts.by, cell: (found) => <Who line={found} names={names} /> },
                { title: texts.seal, cell: ({ hash }) => <code>{hash.slice(0, 12)}</code> },
              ]}
            />
            <More query={query} />
          </>
        );
      }}
    </Loaded>
  );
}

export default function JournalSearch() {
  const { say } = useLanguage();
  const role = useRole();
  const [search, setSearch] = useState<Search>({});
  return (
    <Page title={texts.title}>
      <p className="govuk-body">{say(texts.about)}</p>
      <details className="govuk-details hw-screen-only">
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">{say(texts.search)}</span>
        </summary>
        <ShortForm schema={schema} verb={texts.search} send={(answers) => Promise.resolve(setSearch(answers))} />
      </details>
      <Lines key={role} search={search} />
    </Page>
  );
}

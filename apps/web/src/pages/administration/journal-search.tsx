/** Lines of the journal by case, event, person and time; never what was written in them. */
import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ask, client, useRole, type components } from '../../api';
import { dateAndTime, number, useLanguage, type Text } from '../../language';
import { Empty, Loaded, More, Page, roleText, Table } from '../../parts';
import { kindSigns, kindTexts, plainEvents } from '../cases/journal-texts';
import { useDefinitions, usePeopleNames, useWorkflows } from '../cases/reads';
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

/** Names of events by procedure, as far as they are known. */
function useEventTexts(): (event: string) => Text | undefined {
  const workflows = useWorkflows();
  const definitions = useDefinitions([...new Set(workflows.data?.items.map(({ id }) => id))]);
  const texts = new Map(
    [...definitions.values()].flatMap(({ events }) => events.map(({ type, text }) => [type, text])),
  );
  return (event) => texts.get(event) ?? plainEvents[event];
}

/** What happened in words, with the name by which it is searched. */
function What({ line: { event, kind }, text }: { line: Found; text: Text | undefined }) {
  const { say } = useLanguage();
  const named = kind in kindTexts ? (kind as keyof typeof kindTexts) : undefined;
  return (
    <>
      {named && (
        <>
          <span aria-hidden="true">{kindSigns[named]} </span>
          {say(kindTexts[named])}
        </>
      )}
      {text && <>: {say(text)}</>}
      {/* a deadline is named after the state that waits for it */}
      {kind !== 'timer' && (
        <div lang="en" className="hw-muted">
          {event ?? kind}
        </div>
      )}
    </>
  );
}

function Lines({ search }: { search: Search }) {
  const { say } = useLanguage();
  const names = usePeopleNames(true);
  const textOf = useEventTexts();
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
                {
                  title: texts.what,
                  cell: (found) => <What line={found} text={found.event ? textOf(found.event) : undefined} />,
                },
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

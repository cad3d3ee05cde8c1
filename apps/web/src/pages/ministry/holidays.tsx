/** Holidays by year, provisional ones marked; proposed calendars with the dates that they would move. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, now, useRole, type components } from '../../api';
import { dateOf, number, shortDate, useLanguage } from '../../language';
import { Empty, Loaded, Page, Table } from '../../parts';
import { useDefinitions, useWorkflows } from '../cases/reads';
import { Filters, useFilter } from '../institutions/filter';
import { Select } from '../work/filters';
import { ProposalCard, useProposals, type HolidayProposal } from './proposals';
import { SettingsMenu } from './settings-menu';
import { holidayKinds, holidayStatuses, holidayTexts as texts, proposalTexts } from './texts';

type Holiday = components['schemas']['Holiday'];
type Move = components['schemas']['Move'];

export const useHolidays = () =>
  useQuery({ queryKey: ['settings', 'holidays'], queryFn: () => ask(client.GET('/api/v1/holidays')) });

function Status({ of }: { of: Holiday['status'] }) {
  const { say } = useLanguage();
  return (
    <strong className={`govuk-tag ${of === 'official' ? 'govuk-tag--green' : 'govuk-tag--yellow'}`}>
      <span aria-hidden="true">{of === 'official' ? '✓ ' : '◌ '}</span>
      {say(holidayStatuses[of])}
    </strong>
  );
}

/** What a task or a deadline is called in the procedure that it belongs to. */
function useNames() {
  const { say } = useLanguage();
  const workflows = useWorkflows().data?.items ?? [];
  const definitions = useDefinitions(workflows.map(({ id }) => id));
  return ({ reference, name, kind }: Move) => {
    const workflow = workflows.find(({ prefix }) => reference.startsWith(prefix));
    const found = workflow && definitions.get(workflow.id);
    const text = found?.texts.tasks[name] ?? found?.deadlines.find((each) => each.name === name)?.text;
    return text ? say(text) : kind === 'timer' ? say(texts.timer) : name;
  };
}

function Moves({ id }: { id: string }) {
  const { say } = useLanguage();
  const called = useNames();
  const query = useQuery({
    queryKey: ['settings', 'moves', id],
    queryFn: async (): Promise<Move[]> =>
      (await ask(client.GET('/api/v1/holidays/proposals/{id}/preview', { params: { path: { id } } }))).items,
  });
  return (
    <>
      <h4 className="govuk-heading-s">{say(texts.moves)}</h4>
      <Loaded query={query}>
        {(moves) =>
          moves.length === 0 ? (
            <Empty>{say(texts.noMoves)}</Empty>
          ) : (
            <Table<Move>
              caption={texts.moves}
              rows={moves}
              keyOf={({ instance, kind, name, from }) => `${instance} ${kind} ${name} ${from.at}`}
              columns={[
                {
                  title: texts.case,
                  cell: ({ instance, reference }) => (
                    <Link href={`/cases/${instance}`} className="hw-link">
                      {reference}
                    </Link>
                  ),
                },
                { title: texts.what, cell: called },
                { title: texts.old, cell: ({ from }) => say(shortDate(from.on)) },
                { title: texts.new, cell: ({ to }) => <strong>→ {say(shortDate(to.on))}</strong> },
              ]}
            />
          )
        }
      </Loaded>
    </>
  );
}

function Change({ proposal: { added, removed, until_date } }: { proposal: HolidayProposal }) {
  const { say } = useLanguage();
  return (
    <>
      <ul className="govuk-list">
        {added.map(({ date, nameEn, nameKm }) => (
          <li key={`+${date}${nameEn}`}>
            <span aria-hidden="true">+ </span>
            {say(texts.added)}: {say(shortDate(date))}, {say({ en: nameEn, km: nameKm })}
          </li>
        ))}
        {removed.map(({ date, nameEn }) => (
          <li key={`-${date}${nameEn}`}>
            <span aria-hidden="true">− </span>
            {say(texts.removed)}: {say(shortDate(date))}, {nameEn}
          </li>
        ))}
      </ul>
      <p className="govuk-body">
        {say(texts.covers)} {say(shortDate(until_date))}
      </p>
    </>
  );
}

function Proposals() {
  const { say } = useLanguage();
  const query = useProposals();
  return (
    <section>
      <h2 className="govuk-heading-m">{say(proposalTexts.title)}</h2>
      <Loaded query={query}>
        {(all) => {
          const found = all.filter((each): each is HolidayProposal => each.kind === 'holidays');
          if (found.length === 0) return <Empty>{say(proposalTexts.none)}</Empty>;
          return found.map((proposal) => (
            <ProposalCard
              key={proposal.id}
              proposal={proposal}
              name={`${say(texts.title)}, ${say(shortDate(proposal.proposed_at))}`}
            >
              <Change proposal={proposal} />
              <Moves id={proposal.id} />
            </ProposalCard>
          ));
        }}
      </Loaded>
    </section>
  );
}

function Year({ holidays, year }: { holidays: Holiday[]; year: string }) {
  const { say } = useLanguage();
  const rows = holidays.filter(({ date }) => date.startsWith(year));
  if (rows.length === 0) return <Empty>{say(texts.none)}</Empty>;
  return (
    <>
      {rows.some(({ status }) => status === 'provisional') && (
        <p className="govuk-inset-text">{say(texts.provisionalYear)}</p>
      )}
      <Table<Holiday>
        caption={texts.title}
        rows={rows}
        keyOf={({ date, name }) => `${date}${name.en}`}
        columns={[
          { title: texts.date, cell: ({ date }) => say(shortDate(date)) },
          { title: texts.name, cell: ({ name }) => say(name) },
          { title: texts.status, cell: ({ status }) => <Status of={status} /> },
          { title: texts.kind, cell: ({ kind }) => say(holidayKinds[kind]) },
          { title: texts.source, cell: ({ source }) => source },
        ]}
      />
    </>
  );
}

export default function Holidays() {
  const { say } = useLanguage();
  const isMinistry = useRole() === 'mosvy';
  const query = useHolidays();
  const { set, among } = useFilter();
  return (
    <Page title={texts.title}>
      <SettingsMenu />
      <Loaded query={query}>
        {({ items, covered }) => {
          const years = [...new Set(items.map(({ date }) => date.slice(0, 4)))].sort();
          const year =
            among('year', Object.fromEntries(years.map((each) => [each, each]))) ?? dateOf(now()).slice(0, 4);
          return (
            <>
              <p className={covered.needed ? 'hw-late' : 'govuk-body'}>
                {covered.needed && <span aria-hidden="true">⚠ </span>}
                {say(covered.text)}
              </p>
              {isMinistry && (
                <Link href={`/holidays/propose?year=${year}`} className="govuk-button hw-screen-only">
                  {say(texts.propose)}
                </Link>
              )}
              <Proposals />
              <Filters legend={texts.year}>
                <Select
                  label={texts.year}
                  value={year}
                  choices={years.map((each) => ({ value: each, label: number(Number(each)) }))}
                  change={(value) => set('year', value)}
                />
              </Filters>
              <h2 className="govuk-heading-m">{say(number(Number(year)))}</h2>
              <Year holidays={items} year={year} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

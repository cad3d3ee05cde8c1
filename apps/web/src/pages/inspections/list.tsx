/** My inspections, and the plan as far as I may know of it. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client, useSigned } from '../../api';
import { useLanguage, type Text } from '../../language';
import { Due, Empty, Loaded, More, Page, Table } from '../../parts';
import type { Planned } from './reads';
import { ratings, texts } from './texts';
import { DayWords, KindWords } from './words';

const planners = ['districtSupervisor', 'pdosvyOfficer', 'mosvy', 'dsw', 'pdosvyDirector'];

export default function Inspections() {
  const { say } = useLanguage();
  const { appointment } = useSigned();
  return (
    <Page title={texts.title}>
      {planners.includes(appointment?.role ?? '') && (
        <>
          <p>
            <Link href="/start" className="govuk-link">
              {say(texts.start)}
            </Link>
          </p>
          <h2 className="govuk-heading-m">{say(texts.mine)}</h2>
          <Listed mine caption={texts.mine} none={texts.noneMine} />
        </>
      )}
      <h2 className="govuk-heading-m">{say(texts.plan)}</h2>
      <p className="govuk-body">{say(texts.planAbout)}</p>
      <Listed caption={texts.plan} none={texts.none} />
    </Page>
  );
}

function Listed({ mine = false, caption, none }: { mine?: boolean; caption: Text; none: Text }) {
  const { say } = useLanguage();
  const query = useInfiniteQuery({
    queryKey: ['inspections', mine],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) => {
      const only = mine ? ({ mine: 'true', open: 'true' } as const) : {};
      return ask(client.GET('/api/v1/inspections', { params: { query: { ...only, cursor, limit: 25 } } }));
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <Empty>{say(none)}</Empty>;
        return (
          <>
            <Table caption={caption} rows={items} keyOf={({ id }) => id} columns={columns} />
            <More query={query} />
          </>
        );
      }}
    </Loaded>
  );
}

const columns = [
  {
    title: texts.institution,
    cell: (row: Planned) => (
      <Link href={`/inspections/${row.id}`} className="hw-link">
        <span>
          <Name of={row} /> <span className="hw-reference">{row.reference}</span>
        </span>
      </Link>
    ),
  },
  { title: texts.kind, cell: (row: Planned) => <KindWords of={row} /> },
  { title: texts.day, cell: (row: Planned) => <DayWords of={row} /> },
  { title: texts.ratingIs, cell: (row: Planned) => <Rating of={row.rating} /> },
  {
    title: texts.due,
    cell: ({ nextDue }: Planned) => (nextDue ? <Due due={{ at: nextDue, exact: true, provisional: false }} /> : '–'),
  },
];

function Name({ of }: { of: Planned }) {
  const { say } = useLanguage();
  return <>{of.institution ? say(of.institution.name) : of.reference}</>;
}
function Rating({ of }: { of: string | null }) {
  const { say } = useLanguage();
  return <>{of ? say(ratings[of]) : '–'}</>;
}

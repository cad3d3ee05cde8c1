/** The tables of earlier placements of the area, and the way to put another one forward. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client } from '../../api';
import { number, shortDate, useLanguage } from '../../language';
import { Empty, Loaded, More, Page, Table } from '../../parts';
import { statusTexts, texts } from './texts';

const useImports = () =>
  useInfiniteQuery({
    queryKey: ['placement-imports'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask(client.GET('/api/v1/placement-imports', { params: { query: { cursor, limit: 25 } } })),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export default function Imports() {
  const { say } = useLanguage();
  const query = useImports();
  return (
    <Page title={texts.title}>
      <p className="govuk-body">{say(texts.about)}</p>
      <Link href="/placement-imports/new" className="govuk-button">
        {say(texts.add)}
      </Link>
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty>{say(texts.none)}</Empty>;
          return (
            <>
              <Table
                caption={texts.title}
                rows={items}
                keyOf={({ id }) => id}
                columns={[
                  { title: texts.since, cell: ({ proposedAt }) => say(shortDate(proposedAt)) },
                  { title: texts.rows, numeric: true, cell: ({ count }) => say(number(count)) },
                  { title: texts.status, cell: ({ status }) => say(statusTexts[status]) },
                  { title: texts.reason, cell: ({ reason }) => <span className="hw-words">{reason}</span> },
                  {
                    title: texts.open,
                    cell: ({ id, proposedAt }) => (
                      <Link href={`/placement-imports/${id}`} className="hw-link">
                        {say(texts.open)} <span className="govuk-visually-hidden">{say(shortDate(proposedAt))}</span>
                      </Link>
                    ),
                  },
                ]}
              />
              <More query={query} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** The reports that wait for a review, the next due first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, client } from '../../api';
import { dateAndTime, useLanguage } from '../../language';
import { Due, Empty, Initials, Loaded, More, Page, Table } from '../../parts';
import { texts } from './texts';

export default function Reviews() {
  const { say } = useLanguage();
  const query = useInfiniteQuery({
    queryKey: ['reviews', 'open'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask(client.GET('/api/v1/reviews', { params: { query: { cursor, limit: 25, open: 'true' } } })),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return (
    <Page title={texts.title}>
      <p className="govuk-body">{say(texts.about)}</p>
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
                  {
                    title: texts.form,
                    cell: ({ id, text, reference }) => (
                      <Link href={`/reviews/${id}`} className="hw-link">
                        {say(text)} <span className="govuk-visually-hidden">{reference}</span>
                      </Link>
                    ),
                  },
                  {
                    title: texts.case,
                    cell: ({ reference, initials }) => (
                      <>
                        <span className="hw-reference">{reference}</span> <Initials of={initials} />
                      </>
                    ),
                  },
                  { title: texts.author, cell: ({ author }) => say(author.name) },
                  { title: texts.written, cell: ({ capturedAt }) => say(dateAndTime(capturedAt)) },
                  {
                    title: texts.due,
                    cell: ({ dueAt }) => <Due due={{ at: dueAt, exact: true, provisional: false }} />,
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

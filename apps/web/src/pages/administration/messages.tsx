/** Messages that did not leave, without what they say. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { ask, client, type components } from '../../api';
import { dateAndTime, number, useLanguage } from '../../language';
import { Empty, Loaded, More, Page, roleText, Table } from '../../parts';
import { usePeopleNames } from '../cases/reads';
import { Filters, useFilter } from '../institutions/filter';
import { Select } from '../work/filters';
import { messagesTexts as texts } from './texts';

type Message = components['schemas']['Message'];
const states = { failed: texts.failed, waiting: texts.waiting };

export default function Messages() {
  const { say } = useLanguage();
  const { set, among } = useFilter();
  const state = among('state', states) ?? 'failed';
  const names = usePeopleNames(true);
  const query = useInfiniteQuery({
    queryKey: ['messages', state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask(client.GET('/api/v1/messages', { params: { query: { state, cursor, limit: 50 } } })),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return (
    <Page title={texts.title}>
      <p className="govuk-body">{say(texts.about)}</p>
      <Filters legend={texts.state}>
        <Select
          label={texts.state}
          value={state}
          choices={Object.entries(states).map(([value, label]) => ({ value, label }))}
          change={(value) => set('state', value)}
        />
      </Filters>
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Empty>{say(texts.none)}</Empty>;
          return (
            <>
              <Table<Message>
                caption={texts.title}
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  {
                    title: texts.to,
                    cell: ({ person, role }) => `${say(names.get(person))} (${say(roleText(role))})`,
                  },
                  {
                    title: texts.channel,
                    cell: ({ channel }) => say(texts.channels[channel] ?? { en: channel, km: channel }),
                  },
                  { title: texts.due, cell: ({ dueAt }) => say(dateAndTime(dueAt)) },
                  { title: texts.attempts, cell: ({ attempts }) => say(number(attempts)) },
                  {
                    title: texts.error,
                    cell: ({ error }) => (error ? <span className="hw-late">✕ {error}</span> : '–'),
                  },
                  { title: texts.retry, cell: ({ retryAt }) => (retryAt ? say(dateAndTime(retryAt)) : '–') },
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

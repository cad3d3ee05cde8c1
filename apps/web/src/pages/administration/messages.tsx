/** Messages that did not leave, without what they say. */
import { useState } from 'react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, client, type components } from '../../api';
import { dateAndTime, number, useLanguage } from '../../language';
import { Empty, Failed, Loaded, More, Page, roleText, Table } from '../../parts';
import { freshKey, usePeopleNames } from '../cases/reads';
import { Filters, useFilter } from '../institutions/filter';
import { Select } from '../work/filters';
import { messagesTexts as texts } from './texts';

type Message = components['schemas']['Message'];
const states = { failed: texts.failed, givenUp: texts.givenUp, waiting: texts.waiting };

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
                  { title: texts.retry, cell: (message) => <Again message={message} /> },
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

/** When a message is tried again by itself; one that was given up is sent again by hand. */
function Again({ message: { id, retryAt, givenUpAt } }: { message: Message }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const [header] = useState(freshKey);
  const again = useMutation({
    mutationFn: () =>
      ask(client.POST('/api/v1/messages/{id}/send-again', { params: { path: { id }, header }, body: {} })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['messages'] }),
  });
  if (givenUpAt === null) return <>{retryAt ? say(dateAndTime(retryAt)) : '–'}</>;
  return (
    <>
      <p className="govuk-body">{say(texts.task)}</p>
      {again.isError && <Failed error={again.error} />}
      <button
        type="button"
        className="govuk-button govuk-button--secondary"
        disabled={again.isPending || again.isSuccess}
        onClick={() => again.mutate()}
      >
        {say(texts.again)}
      </button>
      <span role="status">{again.isSuccess && say(texts.sentAgain)}</span>
    </>
  );
}

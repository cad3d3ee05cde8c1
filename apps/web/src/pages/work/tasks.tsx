/** My tasks: the next due first; the address carries the filter, so that a count opens exactly its list. */
import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { ask, client } from '../../api';
import { useLanguage } from '../../language';
import { Empty, Loaded, More, Page } from '../../parts';
import { Cards } from './cards';
import { Filters, readFilter, type Filter } from './filters';
import { Said, type Words } from './said';
import { TaskList, type Task } from './task-list';
import { tasksTexts as texts } from './texts';

function useTasks({ show, overdue, role, area }: Filter) {
  return useInfiniteQuery({
    queryKey: ['tasks', show, overdue, role, area],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam: cursor }): Promise<{ items: Task[]; next: string | null }> => {
      if (show === 'soon') return { ...(await ask(client.GET('/api/v1/tasks/soon'))), next: null };
      const mine = show === 'mine' ? ('true' as const) : undefined;
      const query = { mine, overdue: overdue ? ('true' as const) : undefined, role, area, cursor, limit: 25 };
      return ask(client.GET('/api/v1/tasks', { params: { query } }));
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export default function Tasks() {
  const { say } = useLanguage();
  const [parameters] = useSearchParams();
  const filter = readFilter(parameters);
  const query = useTasks(filter);
  const [said, setSaid] = useState<Words>();
  const narrowed = filter.overdue || filter.show !== 'mine' || filter.role || filter.area;
  return (
    <Page title={texts.title}>
      <Cards />
      <Filters filter={filter} />
      <Said words={said} />
      <Loaded query={query}>
        {({ pages }) => {
          const tasks = pages.flatMap((page) => page.items);
          if (tasks.length === 0) return <Empty>{say(narrowed ? texts.noneSuch : texts.none)}</Empty>;
          return (
            <>
              <TaskList tasks={tasks} said={setSaid} />
              <More query={query} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** What the supervisors' pages ask of the server. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ask, client, type components } from '../../api';

export type Role = components['schemas']['Role'];
export type Task = components['schemas']['Task'];
export type TeamLine = components['schemas']['TeamLine'];
export type Alert = components['schemas']['Alert'];
export type Approval = components['schemas']['Approval'];
export type Indicator = components['schemas']['Indicator'];
export type IndicatorItem = components['schemas']['IndicatorItem'];

/** Pages of 200 that are read of a list that is not shown page by page. */
const most = 10;

/** Every item of a list, and whether there were more than are read. */
export async function every<T>(
  read: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>,
): Promise<{ items: T[]; more: boolean }> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < most; page++) {
    const answer = await read(cursor);
    items.push(...answer.items);
    if (answer.next === null) return { items, more: false };
    cursor = answer.next;
  }
  return { items, more: true };
}

export interface TeamFilter {
  area?: string;
  role?: Role;
}
export const useTeam = (filter: TeamFilter) =>
  useInfiniteQuery({
    queryKey: ['team', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask(client.GET('/api/v1/team', { params: { query: { ...filter, cursor, limit: 100 } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** Whose tasks: of a worker in the area of an appointment, or of the queue of a role in an area. */
export interface Whose {
  person?: string;
  role?: Role;
  area: string;
  overdue: boolean;
}

const within = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/** Exactly the tasks that a number of the board counts. */
export const useTasksOf = ({ person, role, area, overdue }: Whose) =>
  useQuery({
    queryKey: ['tasks', 'of', person, role, area, overdue],
    queryFn: async () => {
      const query = {
        limit: 200,
        ...(overdue && { overdue: 'true' as const }),
        ...(person === undefined ? { role, area: area || undefined } : { assignee: person }),
      };
      const { items, more } = await every<Task>((cursor) =>
        ask(client.GET('/api/v1/tasks', { params: { query: { ...query, cursor } } })),
      );
      const mine = (task: Task) => (person === undefined ? task.assignee === null : within(task.area, area));
      return { items: items.filter(mine), more };
    },
  });

export type AlertsShown = 'mine' | 'all' | 'acknowledged';
/** Rungs of the overdue ladder above the worker, the oldest first. */
export const useEscalations = (show: AlertsShown) =>
  useQuery({
    queryKey: ['alerts', 'escalations', show],
    queryFn: async () => {
      const query = {
        limit: 200,
        overdue: 'true' as const,
        // what was acknowledged is a record and stays; what waits is gone with its task
        ...(show === 'acknowledged'
          ? { acknowledged: 'true' as const }
          : { acknowledged: 'false' as const, open: 'true' as const }),
        ...(show !== 'all' && { mine: 'true' as const }),
      };
      const { items, more } = await every<Alert>((cursor) =>
        ask(client.GET('/api/v1/alerts', { params: { query: { ...query, cursor } } })),
      );
      const oldest = [...items].sort((a, b) => Date.parse(a.firedAt) - Date.parse(b.firedAt));
      return { items: oldest, more };
    },
  });

export const useApprovals = () =>
  useInfiniteQuery({
    queryKey: ['approvals'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask(client.GET('/api/v1/approvals', { params: { query: { cursor, limit: 50 } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const useWatch = () =>
  useQuery({
    queryKey: ['watch'],
    refetchInterval: 30_000,
    queryFn: () => ask(client.GET('/api/v1/watch')),
  });

export type Division = NonNullable<Indicator['by']>['division'];
export interface IndicatorFilter {
  area?: string;
  from?: string;
  to?: string;
  by?: Division;
}
export const useIndicators = (filter: IndicatorFilter) =>
  useQuery({
    queryKey: ['indicators', filter],
    staleTime: 60_000,
    queryFn: () => ask(client.GET('/api/v1/indicators', { params: { query: filter } })),
  });

export const useIndicatorItems = (id: string, { by: _, ...filter }: IndicatorFilter, counted: boolean) =>
  useInfiniteQuery({
    queryKey: ['indicators', id, filter, counted],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) => {
      const query = { ...filter, cursor, limit: 50, ...(counted && { counted: 'true' as const }) };
      return ask(client.GET('/api/v1/indicators/{id}/items', { params: { path: { id }, query } }));
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });

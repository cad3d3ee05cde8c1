/** What the administrator's pages ask of the server. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ask, client, type components } from '../../api';
import { roleTexts } from '../../../../../workflows/roles';
import type { Text } from '../../language';

export type Person = components['schemas']['Person'];
export type Role = components['schemas']['Role'];
export const roles: Record<Role, Text> = roleTexts;

export const named = ({ nameEn, nameKm }: { nameEn: string; nameKm: string }): Text => ({ en: nameEn, km: nameKm });

export interface PeopleFilter {
  role?: Role;
  area?: string;
  name?: string;
}

export const usePeople = (filter: PeopleFilter) =>
  useInfiniteQuery({
    queryKey: ['people', 'list', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask(client.GET('/api/v1/people', { params: { query: { ...filter, cursor, limit: 50 } } })),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export type Agency = components['schemas']['Agency'];
export interface AgencyFilter {
  kind?: Agency['kind'];
  area?: string;
  name?: string;
}

export const useAgencyList = (filter: AgencyFilter) =>
  useInfiniteQuery({
    queryKey: ['agencies', 'list', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask(client.GET('/api/v1/agencies', { params: { query: { ...filter, cursor, limit: 50 } } })),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** One person; refused to whom nobody of that name is in reach. */
export const usePerson = (id: string) =>
  useQuery({
    queryKey: ['people', 'one', id],
    queryFn: (): Promise<Person> => ask(client.GET('/api/v1/people/{id}', { params: { path: { id } } })),
  });

/** Offices and organisations, all of them: to choose from. */
export const useAgencies = (wanted: boolean) =>
  useQuery({
    queryKey: ['agencies'],
    enabled: wanted,
    staleTime: 10 * 60_000,
    queryFn: async () => {
      const items: components['schemas']['Agency'][] = [];
      let cursor: string | undefined;
      do {
        const page = await ask(client.GET('/api/v1/agencies', { params: { query: { cursor, limit: 200 } } }));
        items.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor);
      return items;
    },
  });

/** What the pages about institutions ask of the server. */
import { useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask, client, type components } from '../../api';

export type Presence = components['schemas']['Presence'];
export type Incident = components['schemas']['Incident'];
type Names = components['schemas']['ChildLine']['names'];

/** Who is there; refused to offices that read no child. */
export const usePresence = (id: string): UseQueryResult<Presence> =>
  useQuery({
    queryKey: ['institution', id, 'presence'],
    queryFn: () => ask(client.GET('/api/v1/institutions/{id}/presence', { params: { path: { id } } })),
  });

/** Names of the children of an institution, by id; empty where they are not shown to this person. */
export function useNamesThere(institution: string, wanted: boolean): ReadonlyMap<string, Names> {
  const read = useQuery({
    queryKey: ['children', 'of', institution],
    enabled: wanted,
    queryFn: () => ask(client.GET('/api/v1/children', { params: { query: { institution, limit: 200 } } })),
  });
  return new Map(
    (read.data?.items ?? []).flatMap((line) => ('names' in line ? [[line.id, line.names as Names] as const] : [])),
  );
}

export interface IncidentFilter {
  mine?: 'true';
  overdue?: 'true';
  status?: Incident['status'];
  kind?: string;
  area?: string;
}

export const useIncidents = (filter: IncidentFilter) =>
  useInfiniteQuery({
    queryKey: ['incidents', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask(client.GET('/api/v1/incidents', { params: { query: { ...filter, cursor, limit: 25 } } })),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** One incident; refused to whom the list does not show it. */
export const useIncident = (id: string): UseQueryResult<Incident> =>
  useQuery({
    queryKey: ['incidents', 'one', id],
    queryFn: () => ask(client.GET('/api/v1/incidents/{id}', { params: { path: { id } } })),
  });

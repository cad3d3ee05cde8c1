/** What the pages of closures ask of the server; one closure is read again when its case changes. */
import { useQuery } from '@tanstack/react-query';
import { ask, client, type components } from '../../api';

export type ClosureLine = components['schemas']['ClosureLine'];
export type Closure = components['schemas']['Closure'];
export type Row = Closure['rows'][number];

export const useClosures = (status: 'open' | 'closed') =>
  useQuery({
    queryKey: ['instances', 'closures', status],
    queryFn: () => ask(client.GET('/api/v1/closures', { params: { query: { status } } })),
  });

export const useClosure = (id: string) =>
  useQuery({
    queryKey: ['instance', id, 'closure'],
    queryFn: () => ask(client.GET('/api/v1/closures/{instance}', { params: { path: { instance: id } } })),
  });

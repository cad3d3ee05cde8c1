/** What the pages of visits ask of the server. */
import { useQuery } from '@tanstack/react-query';
import { ask, client, type components } from '../../api';

export type Visit = components['schemas']['Visit'];
export type Planner = components['schemas']['Planner'];
export type Village = components['schemas']['PlannedVillage'];

export interface PlannerFilter {
  /** a date of the week; today's where there is none */
  week?: string;
  mine?: 'true';
  area?: string;
}

export const usePlanner = (filter: PlannerFilter) =>
  useQuery({
    queryKey: ['visits', filter],
    queryFn: () => ask(client.GET('/api/v1/visits/planner', { params: { query: filter } })),
  });

/** Every visit of a case; those of a child's two years are fewer than a page. */
export const useVisitsOf = (id: string) =>
  useQuery({
    queryKey: ['instance', id, 'visits'],
    queryFn: () =>
      ask(client.GET('/api/v1/instances/{id}/visits', { params: { path: { id }, query: { limit: 200 } } })),
  });

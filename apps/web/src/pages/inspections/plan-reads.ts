/** What the pages of the plan and of published ratings ask of the server. */
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { ask, client, now, useSigned, type components } from '../../api';
import { dateOf } from '../../language';

export type Plan = Omit<components['schemas']['InspectionPlan'], 'next'>;
export type PlanItem = components['schemas']['PlanItem'];
export type Commitment = components['schemas']['DrawCommitment'];
export type Published = components['schemas']['PublishedRating'];

/** Area and year of the address; default one's own, and the present one. */
export function useWhich(): { area: string; year: number } {
  const [parameters] = useSearchParams();
  const own = useSigned().appointment?.area ?? '';
  return {
    area: /^(\d\d){1,4}$/.exec(parameters.get('area') ?? '')?.[0] ?? own,
    year: Number(/^20\d\d$/.exec(parameters.get('year') ?? '')?.[0] ?? dateOf(now()).slice(0, 4)),
  };
}

export const usePlan = ({ area, year }: { area: string; year: number }) =>
  useQuery({
    queryKey: ['inspections', 'plan', area, year],
    enabled: area !== '',
    queryFn: () => ask(client.GET('/api/v1/inspections/plan', { params: { query: { area, year } } })),
  });

export const useRatings = ({ area, year }: { area: string; year: number }) =>
  useQuery({
    queryKey: ['inspections', 'ratings', area, year],
    queryFn: () =>
      ask(client.GET('/api/v1/inspections/ratings', { params: { query: { area: area || undefined, year } } })),
  });

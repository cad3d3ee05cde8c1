/** What pages about cases ask of the server; the keys are those that live updates name. */
import { useEffect, useRef, useState } from 'react';
import { useQueries, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { ask, client, useSigned, type components } from '../../api';
import { number, useLanguage, type Text } from '../../language';

export type Case = components['schemas']['CaseView'];
export type CaseLine = components['schemas']['CaseLine'];
export type Workflow = components['schemas']['Workflow'];
export type Child = components['schemas']['Child'];
type Area = components['schemas']['Area'];

const hour = 3_600_000;
const same = (text: string): Text => ({ en: text, km: text });

export const useCase = (id: string): UseQueryResult<Case> =>
  useQuery({
    queryKey: ['instance', id],
    queryFn: () => ask(client.GET('/api/v1/instances/{id}', { params: { path: { id } } })),
  });

const workflowQuery = (id: string, version?: number) => ({
  queryKey: version === undefined ? ['workflow', id] : ['workflow', id, version],
  staleTime: hour,
  queryFn: (): Promise<Workflow> =>
    ask(client.GET('/api/v1/workflows/{id}', { params: { path: { id }, query: { version } } })),
});
/** The procedure's states, events, forms and texts: the newest, or the version that a case was opened under. */
export function useWorkflow(id: string | undefined, version?: number): UseQueryResult<Workflow> {
  const newest = useQuery({ ...workflowQuery(id ?? ''), enabled: id !== undefined });
  const isOlder = version !== undefined && newest.data !== undefined && newest.data.version !== version;
  const older = useQuery({ ...workflowQuery(id ?? '', version), enabled: isOlder });
  return isOlder ? older : newest;
}

/** The definitions that have been read so far, by id. */
export function useDefinitions(ids: readonly string[]): ReadonlyMap<string, Workflow> {
  const loaded = useQueries({ queries: ids.map((id) => workflowQuery(id)) });
  return new Map(loaded.flatMap(({ data }) => (data ? [[data.id, data] as const] : [])));
}

export const useWorkflows = () =>
  useQuery({ queryKey: ['workflows'], staleTime: hour, queryFn: () => ask(client.GET('/api/v1/workflows')) });

const childQuery = (id: string) => ({
  queryKey: ['child', id],
  // each reading is recorded: a file on the screen is not read again because the window was left
  staleTime: 5 * 60_000,
  refetchOnWindowFocus: false,
  queryFn: () => ask(client.GET('/api/v1/children/{id}', { params: { path: { id } } })) as Promise<Child>,
});
/** A child's file; every reading is recorded. */
export const useChild = (id: string): UseQueryResult<Child> => useQuery(childQuery(id));
export const useChildren = (ids: readonly string[]): UseQueryResult<Child>[] =>
  useQueries({ queries: ids.map(childQuery) });

export const useInstitution = (id: string | null | undefined) =>
  useQuery({
    queryKey: ['institution', id],
    enabled: Boolean(id),
    staleTime: 60_000,
    queryFn: () => ask(client.GET('/api/v1/institutions/{id}', { params: { path: { id: id! } } })),
  });

/** The areas one step below `under`; `''` gives the provinces. */
const areasQuery = (under: string) => ({
  queryKey: ['areas', under],
  staleTime: hour,
  queryFn: async (): Promise<Area[]> => {
    const query = { under: under || undefined, level: under.length / 2 + 1, limit: 200 };
    const { items } = await ask(client.GET('/api/v1/areas', { params: { query } }));
    return items;
  },
});
export const useAreasUnder = (under: string, enabled = true) => useQuery({ ...areasQuery(under), enabled });

/** Each step of a gazetteer code: `08`, `0810`, `081007`. */
const stepsOf = (code: string): string[] => (code.match(/../g) ?? []).map((_, i) => code.slice(0, 2 * i + 2));

export const areaName = ({ kindKm, nameKm, nameEn }: Area): Text => ({
  en: nameEn,
  km: kindKm && !nameKm.startsWith(kindKm) ? `${kindKm}${nameKm}` : nameKm,
});

/** The place of a gazetteer code in words, from the smallest to the largest; the code until the names are there. */
export function usePlace(code: string | null | undefined): Text {
  const steps = stepsOf(code ?? '');
  const lists = useQueries({ queries: steps.map((step) => areasQuery(step.slice(0, -2))) });
  if (!code) return { en: '', km: '' };
  const found = steps.map((step, i) => lists[i]?.data?.find((area) => area.code === step));
  if (found.some((area) => area === undefined)) return same(code);
  const names = found.map((area) => areaName(area!)).reverse();
  return { en: names.map(({ en }) => en).join(', '), km: names.map(({ km }) => km).join(' ') };
}

/** Most people whose names are asked for at once. */
const mostNames = 100;

/** Names by id, which note the ids that were asked for in vain. */
class Names extends Map<string, Text> {
  constructor(
    known: [string, Text][],
    private readonly sought: Set<string>,
  ) {
    super(known);
  }
  override get(id: string): Text | undefined {
    if (!super.has(id) && isId.test(id)) this.sought.add(id);
    return super.get(id);
  }
  override has(id: string): boolean {
    return this.get(id) !== undefined;
  }
}
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Names of people in reach, by id: none where the appointment may not read them. The server is asked for those alone that the
 * page looked up, since a province has more people than a page of a list.
 */
export function usePeopleNames(wanted: boolean): ReadonlyMap<string, Text> {
  const { me } = useSigned();
  const sought = useRef(new Set<string>());
  const [lists, setLists] = useState<string[][]>([]);
  useEffect(() => {
    if (!wanted) return;
    const asked = new Set(lists.flat());
    const fresh = [...sought.current].filter((id) => !asked.has(id)).sort();
    if (fresh.length > 0) setLists([...lists, ...inLists(fresh, mostNames)]);
  });
  const pages = useQueries({
    queries: lists.map((ids) => ({
      queryKey: ['people', 'names', ids.join()],
      staleTime: 10 * 60_000,
      queryFn: () => ask(client.GET('/api/v1/people', { params: { query: { ids: ids.join(), limit: mostNames } } })),
    })),
  });
  const known = pages.flatMap(({ data }) =>
    (data?.items ?? []).map(({ id, nameEn, nameKm }): [string, Text] => [id, { en: nameEn, km: nameKm }]),
  );
  return new Names([...known, [me.person.id, { en: me.person.nameEn, km: me.person.nameKm }]], sought.current);
}

const inLists = <T>(all: T[], most: number): T[][] =>
  all.length === 0 ? [] : [all.slice(0, most), ...inLists(all.slice(most), most)];

/** All of a person's name, first in the script of the page, then in the other. */
export function useFullName(): (names: Child['names']) => string {
  const { language } = useLanguage();
  return (names) => {
    const { km, latin } = names?.[0] ?? {};
    const [first, second] = language === 'km' ? [km, latin] : [latin, km];
    return first && second ? `${first} (${second})` : (first ?? second ?? '');
  };
}

export const counted = (count: number, one: Text, many: Text): Text => {
  const text = count === 1 ? one : many;
  return { en: `${number(count).en} ${text.en}`, km: `${text.km} ${number(count).km}` };
};

/** The header of a command: sent twice under one key, it is done once. */
export const freshKey = () => ({ 'Idempotency-Key': crypto.randomUUID() });

/** Reads again what a task's change has changed. */
export function useTaskChanged(): (instance?: string | null) => void {
  const queries = useQueryClient();
  return (instance) => {
    void queries.invalidateQueries({ queryKey: ['tasks'] });
    void queries.invalidateQueries({ queryKey: ['counts'] });
    if (instance) void queries.invalidateQueries({ queryKey: ['instance', instance] });
  };
}

/** Names of what a form refers to by id, as this person may know them. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask, client, type components } from '../api';
import { shortDate, number, type Language, type Text } from '../language';
import { referenceTexts as texts } from './references-texts';

export type ChildLine = components['schemas']['ChildLine'];
export type Institution = components['schemas']['InstitutionLine'];
type Named = Pick<ChildLine, 'names'>;
type Area = components['schemas']['Area'];

const long = { staleTime: 10 * 60_000 };

/** The child of an id; refused where it may not be read. */
export const useChild = (id: string) =>
  useQuery({
    queryKey: ['child', id],
    queryFn: () => ask(client.GET('/api/v1/children/{id}', { params: { path: { id } } })),
    ...long,
  });

/** Every institution of the register, eligible or not. */
export const useInstitutions = () =>
  useQuery({
    queryKey: ['institutions', 'all'],
    queryFn: async () => {
      const items: Institution[] = [];
      let cursor: string | undefined;
      do {
        const page = await ask(client.GET('/api/v1/institutions', { params: { query: { cursor, limit: 200 } } }));
        items.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor);
      return items;
    },
    ...long,
  });

export type Person = components['schemas']['Person'];
/** Which people: of one of the roles (of any where there is none), with a part of their name. */
export interface Sought {
  roles?: readonly string[];
  name?: string;
}

/** People of the area and of the areas around it, at most 100; `more`: there are others, whom a part of the name finds. */
export const usePeople = ({ roles = [], name = '' }: Sought) =>
  useQuery({
    queryKey: ['people', 'sought', roles.join(), name],
    queryFn: async () => {
      const query = { limit: 100, ...(roles.length > 0 && { roles: roles.join() }), ...(name && { name }) };
      const { items, next } = await ask(client.GET('/api/v1/people', { params: { query } }));
      return { items, more: next !== null };
    },
    placeholderData: keepPreviousData,
    ...long,
  });

export type Caseworker = components['schemas']['Caseworker'];

/** Caseworkers in office in every district, at most 100; a part of a name, or of a district's, finds the others. */
export const useCaseworkers = (name: string) =>
  useQuery({
    queryKey: ['people', 'caseworkers', name],
    queryFn: async () => {
      const query = { limit: 100, ...(name && { name }) };
      const { items, next } = await ask(client.GET('/api/v1/people/caseworkers', { params: { query } }));
      return { items, more: next !== null };
    },
    placeholderData: keepPreviousData,
    ...long,
  });

/** One caseworker, of whatever district; null where nobody of that id is one any more. */
export const useCaseworker = (id: string) =>
  useQuery({
    queryKey: ['people', 'caseworker', id],
    queryFn: async () =>
      (await ask(client.GET('/api/v1/people/caseworkers', { params: { query: { ids: id } } }))).items[0] ?? null,
    enabled: id !== '',
    ...long,
  });

/** One person; refused to whom nobody of that id is in reach. */
export const usePerson = (id: string) =>
  useQuery({
    queryKey: ['people', 'one', id],
    queryFn: (): Promise<Person> => ask(client.GET('/api/v1/people/{id}', { params: { path: { id } } })),
    enabled: id !== '',
    ...long,
  });

/** Areas of a level under a code: 1 province, 2 district, 3 commune, 4 village. */
export const useAreas = (under: string, level: number, enabled = true) =>
  useQuery({
    queryKey: ['areas', under, level],
    queryFn: async () =>
      (await ask(client.GET('/api/v1/areas', { params: { query: { under: under || undefined, level, limit: 200 } } })))
        .items,
    enabled,
    staleTime: Infinity,
  });

export const areaName = ({ nameKm, nameEn }: Area): Text => ({ en: nameEn, km: nameKm });

/** The name of an area, with what contains it, the smallest first; the code as long as it is not known. */
export function useAreaName(code: string): Text {
  const province = useAreas(code.slice(0, 2), 1, code.length >= 2).data;
  const district = useAreas(code.slice(0, 2), 2, code.length >= 4).data;
  const commune = useAreas(code.slice(0, 4), 3, code.length >= 6).data;
  const village = useAreas(code.slice(0, 6), 4, code.length >= 8).data;
  const parts = [village, commune, district, province].flatMap((areas, index) => {
    const found = areas?.find((area) => area.code === code.slice(0, 8 - 2 * index));
    return found ? [areaName(found)] : [];
  });
  if (parts.length === 0) return { en: code, km: code };
  return { en: parts.map(({ en }) => en).join(', '), km: parts.map(({ km }) => km).join(' ') };
}

/** A child's name, in the script of the page first; undefined where it is not shown to this person. */
export function nameOf({ names }: Named, language: Language): string | undefined {
  const first = names?.[0];
  if (!first) return undefined;
  const both = [first.km, first.latin].filter(Boolean);
  return (language === 'en' ? both.reverse() : both).join(' · ');
}

/** When a child was born, as far as that is known. */
export function birthOf({ from, to, precision }: ChildLine['birth']): Text {
  if (precision === 'day') return texts.born(shortDate(from));
  const years = [from, to].map((date) => number(Number(date.slice(0, 4))));
  return texts.born(
    precision === 'interval' && years[0]!.en !== years[1]!.en ? texts.between(years[0]!, years[1]!) : years[0]!,
  );
}

/** Why a child cannot be received there now; empty where nothing is known to stand in the way. */
export function obstacles({ standing, authorisedCapacity, occupied, lastInspection, kind }: Institution): Text[] {
  const found: Text[] = [];
  if (standing !== 'authorised') found.push(texts.standings[standing]!);
  if (authorisedCapacity <= occupied) found.push(texts.full);
  if (kind === 'rci' && lastInspection === null) found.push(texts.noInspection);
  return found;
}

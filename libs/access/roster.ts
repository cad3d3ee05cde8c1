import type { Pool } from 'pg';
import type { Actor, Role } from '../../workflows/workflow';
import { isoOf } from '../engine';
import type { Holder } from './directory';

export interface ListedAppointment {
  id: string;
  role: Role;
  area: string;
  agency: string | null;
  institution: string | null;
  from: string;
  until: string | null;
  actingFor: string | null;
}

export interface ListedPerson {
  id: string;
  nameKm: string;
  nameEn: string;
  phone: string | null;
  email: string | null;
  language: 'km' | 'en';
  appointments: ListedAppointment[];
}

export interface PeopleFilter {
  role?: Role;
  /** one of these roles */
  roles?: readonly Role[];
  /** these people alone */
  ids?: readonly string[];
  area?: string;
  /** part of a name in either script */
  name?: string;
  /** id after which the page begins */
  after?: string;
  limit?: number;
}

/** People with appointments in force within an actor's area, a page by id. `at` in epoch ms. */
export async function listPeople(
  pool: Pool,
  actor: Actor,
  filter: PeopleFilter,
  at: number,
): Promise<{ items: ListedPerson[]; next: string | null }> {
  const limit = Math.min(filter.limit ?? 50, 200);
  const { rows } = await pool.query<ListedPerson>(
    `select p.id, p.name_km as "nameKm", p.name_en as "nameEn", p.phone, p.email, p.language,
       json_agg(json_build_object('id', a.id, 'role', a.role, 'area', a.area, 'agency', a.agency, 'institution', a.institution,
         'from', a.starts_at, 'until', a.ends_at, 'actingFor', a.acting_for) order by a.starts_at, a.id) as appointments
     from homeward.people p join homeward.appointments a on a.person = p.id
     where a.starts_at <= $1 and (a.ends_at is null or a.ends_at > $1)
       and (starts_with(a.area, $2) or starts_with($2, a.area))
       and ($3::text is null or a.role = $3) and ($4::text is null or starts_with(a.area, $4))
       and ($5::text is null or position(lower($5) in lower(p.name_en)) > 0 or position($5 in p.name_km) > 0)
       and ($6::uuid is null or p.id > $6)
       and ($8::text[] is null or a.role = any($8)) and ($9::uuid[] is null or p.id = any($9))
     group by p.id order by p.id limit $7`,
    [
      isoOf(at),
      actor.area,
      filter.role ?? null,
      filter.area ?? null,
      filter.name ?? null,
      filter.after ?? null,
      limit + 1,
      filter.roles ?? null,
      filter.ids ?? null,
    ],
  );
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? items.at(-1)!.id : null };
}

/** Who may receive a child, as those see them who send it there: a name and its offices, and no way to reach anybody. */
export interface ListedCaseworker {
  id: string;
  nameKm: string;
  nameEn: string;
  offices: { role: (typeof caseworkers)[number]; area: string; areaKm: string; areaEn: string }[];
}

/** The offices that receive a child: of the district, or of a partner organisation there. */
const caseworkers = ['dsw', 'ngoCaseworker'] as const;

/**
 * Caseworkers in office in every district, a page by id: a child goes where its family lives (N-22, B.3.8). `name` is a part of a
 * name, of the person or of its district or province. `at` in epoch ms.
 */
export async function listCaseworkers(
  pool: Pool,
  filter: Pick<PeopleFilter, 'ids' | 'area' | 'name' | 'after' | 'limit'>,
  at: number,
): Promise<{ items: ListedCaseworker[]; next: string | null }> {
  const limit = Math.min(filter.limit ?? 50, 200);
  const { rows } = await pool.query<ListedCaseworker>(
    `select p.id, p.name_km as "nameKm", p.name_en as "nameEn",
       json_agg(json_build_object('role', a.role, 'area', a.area, 'areaKm', place.km, 'areaEn', place.en)
         order by a.area, a.role) as offices
     from homeward.people p join homeward.appointments a on a.person = p.id
       cross join lateral (select string_agg(x.name_km, ' ' order by x.level desc) as km, string_agg(x.name_en, ', ' order by x.level desc) as en
         from homeward.areas x where x.level <= 2 and starts_with(a.area, x.code)) as place
     where a.role = any($2) and a.starts_at <= $1 and (a.ends_at is null or a.ends_at > $1)
       and ($3::text is null or starts_with(a.area, $3)) and ($4::uuid[] is null or p.id = any($4))
       and ($5::text is null or position(lower($5) in lower(p.name_en || ' ' || place.en)) > 0
         or position($5 in p.name_km || ' ' || place.km) > 0)
       and ($6::uuid is null or p.id > $6)
     group by p.id order by p.id limit $7`,
    [
      isoOf(at),
      caseworkers,
      filter.area ?? null,
      filter.ids ?? null,
      filter.name ?? null,
      filter.after ?? null,
      limit + 1,
    ],
  );
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? items.at(-1)!.id : null };
}

/** Someone on duty, and how to reach them. */
export interface OnDuty {
  id: string;
  nameKm: string;
  nameEn: string;
  phone: string | null;
}

/** Names and numbers of those on duty, in the order given. */
export async function contactsOf(pool: Pool, holders: readonly Holder[]): Promise<OnDuty[]> {
  const { rows } = await pool.query<OnDuty>(
    `select p.id, p.name_km as "nameKm", p.name_en as "nameEn", p.phone
     from unnest($1::uuid[]) with ordinality as d(person, place) join homeward.people p on p.id = d.person order by d.place`,
    [[...new Set(holders.map(({ person }) => person))]],
  );
  return rows;
}

/** One person with the offices held, and the agencies that people and institutions belong to. */
import { z } from 'zod';
import { may } from '../../../libs/access';
import { Problem } from '../../../libs/engine/problem';
import type { Actor } from '../../../workflows/workflow';
import type { Context } from '../context';
import { area, name, page, uuid } from '../schemas';

export const agencyKinds = [
  'ministry',
  'province',
  'district',
  'commune',
  'village',
  'ngo',
  'police',
  'hospital',
  'court',
  'school',
  'institution',
  'other',
] as const;

export const agenciesQuery = z.strictObject({
  ...page,
  kind: z.enum(agencyKinds).optional(),
  area: area.optional(),
  name: name.optional(),
});

interface Office {
  role: string;
  [field: string]: unknown;
}

/**
 * A person with the appointments in force within the actor's reach. One without any is known to who manages people alone;
 * throws `not_found` to everybody else.
 */
export async function findPerson({ pool, clock }: Context, actor: Actor, id: string) {
  const { rows } = await pool.query<{ id: string; appointments: Office[] }>(
    `select p.id, p.name_km as "nameKm", p.name_en as "nameEn", p.phone, p.email, p.language,
       coalesce(json_agg(json_build_object('id', a.id, 'role', a.role, 'area', a.area, 'agency', a.agency, 'institution', a.institution,
         'from', a.starts_at, 'until', a.ends_at, 'actingFor', a.acting_for) order by a.starts_at, a.id) filter (where a.id is not null), '[]') as appointments
     from homeward.people p left join homeward.appointments a on a.person = p.id
       and a.starts_at <= $1 and (a.ends_at is null or a.ends_at > $1) and (starts_with(a.area, $2) or starts_with($2, a.area))
     where p.id = $3 group by p.id`,
    [new Date(clock.now()), actor.area, id],
  );
  const found = rows[0];
  const known = found !== undefined && (found.appointments.length > 0 || may(actor, 'people.manage'));
  if (!known) throw new Problem('not_found');
  return found;
}

/** Agencies whose area lies in the one asked for or contains it, by id. */
export async function listAgencies({ pool }: Context, query: z.infer<typeof agenciesQuery>) {
  if (query.cursor !== undefined && !uuid.safeParse(query.cursor).success)
    throw new Problem('form_invalid', { errors: [{ path: 'cursor', code: 'cursor' }] });
  const { rows } = await pool.query<{ id: string }>(
    `select id, kind, name_km as "nameKm", name_en as "nameEn", area from homeward.agencies
     where ($1::text is null or kind = $1) and ($2::text is null or starts_with(area, $2) or starts_with($2, area))
       and ($3::text is null or position(lower($3) in lower(name_en)) > 0 or position($3 in name_km) > 0)
       and ($4::uuid is null or id > $4) order by id limit $5`,
    [query.kind ?? null, query.area ?? null, query.name ?? null, query.cursor ?? null, query.limit + 1],
  );
  const items = rows.slice(0, query.limit);
  return { items, next: rows.length > query.limit ? items.at(-1)!.id : null };
}

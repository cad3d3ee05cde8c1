import type { Pool } from 'pg';
import type { EarlierRequest } from '../../workflows/facts';
import { nameKeys } from './names';

/** What is known of a child who may be registered already. */
export interface Candidate {
  names: { km?: string; latin?: string }[];
  birth: { from: string; to: string };
  sex: 'female' | 'male' | 'unknown';
  village?: string;
  ids?: { kind: string; value: string }[];
}

/** How many records are alike, and the earlier requests for them; no name, no id. */
export interface Duplicates {
  certain: number;
  probable: number;
  earlier: Omit<EarlierRequest, 'child'>[];
}

/**
 * Looks for a child across all areas before it is registered. Certain: one of the same national or external ids.
 * Probable: a strong likeness of names, births that overlap, no contradiction of sex.
 */
export async function findDuplicates(pool: Pool, candidate: Candidate, now: number): Promise<Duplicates> {
  const keys = candidate.names.map(nameKeys);
  const { rows } = await pool.query<Duplicates>({
    name: 'duplicates',
    text: `with certain as (
        select distinct unnest(homeward.records_of(x.child)) as child from homeward.child_ids x
          join jsonb_to_recordset($6::jsonb) as i(kind text, value text) on x.kind = i.kind and x.value = i.value),
      alike as (
        select child, 'certain' as same from certain
        union all
        select p.child, 'probable' from homeward.probably_same($1::text[], $2::text[], $3::date, $4::date, $5, $7) p where p.child not in (select child from certain))
      select (select count(distinct coalesce(c.merged_into, c.id))::int from alike a join homeward.children c on c.id = a.child where same = 'certain') as certain,
        (select count(distinct coalesce(c.merged_into, c.id))::int from alike a join homeward.children c on c.id = a.child where same = 'probable') as probable,
        (select coalesce(json_agg(json_build_object('same', a.same, 'outcome', o.outcome, 'date', (o.at at time zone 'Asia/Phnom_Penh')::date, 'province', o.province,
            'rules', o.rules) order by o.at desc), '[]') from alike a join homeward.outcomes o on o.child = a.child
          where (o.outcome like 'REFUSED%' or o.outcome in ('WITHDRAWN', 'LAPSED')) and o.at > $8::timestamptz - interval '24 months' and o.at <= $8::timestamptz) as earlier`,
    values: [
      keys.map((k) => k.kmGram).filter(Boolean),
      keys.map((k) => k.latinKey).filter(Boolean),
      candidate.birth.from,
      candidate.birth.to,
      candidate.sex,
      JSON.stringify(candidate.ids ?? []),
      candidate.village ?? null,
      new Date(now).toISOString(),
    ],
  });
  return rows[0]!;
}

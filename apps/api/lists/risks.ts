/** Homes where children sleep in the order of their risk, with what is known of each. */
import type { z } from 'zod';
import { housedKinds, may, scopeOf } from '../../../libs/access';
import { Problem } from '../../../libs/engine/problem';
import type { Actor } from '../../../workflows/workflow';
import type { risksQuery } from '../closures-schemas';
import type { Context } from '../context';
import { Where } from '../cursors';
import { listClosures } from './closures';

interface Row {
  id: string;
  code: string;
  name_en: string;
  name_km: string;
  area: string;
  kind: string;
  operator: string;
  standing: string;
  capacity: number;
  inspected: string | null;
  breaches: number;
}
interface Present {
  authorised: number;
  unauthorised: number;
  babies: number;
}

/** The most homes of one answer. */
const most = 1000;
/** What a standing adds to the risk, the worst first. */
const standings = ['unauthorised', 'suspended', 'frozen', 'authorised', 'closed'];

/** Never inspected first; then by children there, babies among them, incidents of two years, and standing. Closed ones only where asked for. */
export async function listRisks(context: Context, actor: Actor, query: z.infer<typeof risksQuery>) {
  const own = scopeOf(actor).institution;
  if (!may(actor, 'institution.read', { area: actor.area, institution: own })) throw new Problem('forbidden');
  const rows = await homesOf(context, query, own);
  const present = await presentAt(context, actor, rows);
  const closures = new Map(
    (await listClosures(context, actor, { status: 'open' })).items.map((one) => [one.institution.id, one]),
  );
  const items = rows.map((row) => {
    const closure = closures.get(row.id);
    return {
      id: row.id,
      code: row.code,
      name: { en: row.name_en, km: row.name_km },
      area: row.area,
      kind: row.kind,
      operator: row.operator,
      standing: row.standing,
      capacity: row.capacity,
      lastInspection: row.inspected,
      present: present.get(row.id) ?? null,
      breaches: row.breaches,
      closure: closure
        ? { instance: closure.instance, reference: closure.reference, remaining: closure.remaining.total }
        : null,
    };
  });
  const weight = (one: (typeof items)[number]): number[] => [
    one.lastInspection === null ? 0 : 1,
    -(one.present ? one.present.authorised + one.present.unauthorised : one.capacity),
    -(one.present?.babies ?? 0),
    -one.breaches,
    standings.indexOf(one.standing),
  ];
  return { items: items.sort((a, b) => compare(weight(a), weight(b)) || a.code.localeCompare(b.code)), next: null };
}

/** The first number that differs decides. */
function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, i) => value !== other[i]);
  return at < 0 ? 0 : one[at]! - other[at]!;
}

async function homesOf({ pool, clock }: Context, query: z.infer<typeof risksQuery>, own: string | undefined) {
  const where = new Where().that('(homeward.residential_kind(n.kind) or n.ever_residential)');
  const since = where.bind(new Date(clock.now()));
  if (query.standing === undefined) where.that(`n.standing <> 'closed'`);
  where.and(query.standing, 'n.standing = ?').and(query.area, 'starts_with(n.area, ?)').and(own, 'n.id = ?');
  where.and(query.kind, 'n.kind = ?').and(query.operator, 'n.operator = ?');
  const counted = own === undefined ? 'true' : `d.kind = any(${where.bind(housedKinds)}::text[])`;
  const { rows } = await pool.query<Row>(
    `select n.id, n.code, n.name_en, n.name_km, n.area, n.kind, n.operator, n.standing, n.authorised_capacity as capacity,
       greatest(n.last_inspection, (select max((f.at at time zone 'Asia/Phnom_Penh')::date) from homeward.facts f where f.institution = n.id and f.kind = 'inspection' and f.instance is not null
         and not exists (select from homeward.facts x where x.corrects = f.id)))::text as inspected,
       (select count(*)::int from homeward.incidents d where d.institution = n.id and d.opened_at > ${since}::timestamptz - interval '24 months' and ${counted}) as breaches
     from homeward.institutions n ${where.sql} order by n.code limit ${most}`,
    where.values,
  );
  return rows;
}

/** Children there, those without a decision, and those under three; of the homes whose residents the person may read. */
async function presentAt(context: Context, actor: Actor, homes: readonly Row[]): Promise<Map<string, Present>> {
  if (scopeOf(actor).involved) return new Map();
  const read = homes.filter(({ id, area }) => may(actor, 'child.read', { area, institution: id }));
  const counts = new Map(read.map(({ id }) => [id, { authorised: 0, unauthorised: 0, babies: 0 }]));
  const { rows } = await context.pool.query<{ institution: string; child: string; covered: boolean; baby: boolean }>(
    `with known as (
       select distinct coalesce(c.merged_into, c.id) as child from homeward.facts f join homeward.children c on c.id = f.child
       where f.institution = any ($1::uuid[]) and f.kind in ('presence', 'arrival')),
     there as (select child, homeward.present_at(child) as institution from known)
     select t.institution, t.child, homeward.birthday(c.birth_to, 3) > ($2::timestamptz at time zone 'Asia/Phnom_Penh')::date as baby,
       exists (select from homeward.authorities a where a.child = any (homeward.records_of(t.child))
         and a.institution = t.institution and a.status in ('awaiting', 'inForce')) as covered
     from there t join homeward.children c on c.id = t.child where t.institution = any ($1::uuid[])`,
    [[...counts.keys()], new Date(context.clock.now())],
  );
  const hidden = await context.access.hidden(
    actor,
    rows.map(({ child }) => child),
  );
  for (const { institution, child, covered, baby } of rows) {
    if (hidden.has(child)) continue;
    const count = counts.get(institution)!;
    count[covered ? 'authorised' : 'unauthorised'] += 1;
    if (baby) count.babies += 1;
  }
  return counts;
}

/** The planner: the visits of a week by village and day, what is left from before, and how much each worker carries. */
import type { z } from 'zod';
import { may, personsOf } from '../../../libs/access';
import { addDays, dateOf } from '../../../workflows/time';
import type { Actor, Text } from '../../../workflows/workflow';
import type { Context } from '../context';
import type { plannerQuery } from '../schemas';
import { readVisits, shownVisits, weekOf, type ShownVisit } from './visits';

/** Most visits of a week, and most of those left from before, that one answer holds. */
const most = 150;

interface Load {
  worker: string;
  open: number;
  visitsNext30: number;
}

/** Planned, made and late visits of a week whose nominal date lies in it; overdue ones from before stand apart. */
export async function plannerOf(context: Context, actor: Actor, query: z.infer<typeof plannerQuery>) {
  const { from, to } = weekOf(query.week ?? dateOf(context.clock.now()));
  const { week: _, ...filter } = query;
  const inWeek = await readVisits(context, actor, { ...filter, from, to }, most + 1, (where) =>
    where.that(`v.status in ('planned', 'made', 'late')`),
  );
  const before = { ...filter, to: addDays(from, -1), overdue: true };
  const left = await readVisits(context, actor, before, most + 1);
  const visits = await shownVisits(context, actor, inWeek.slice(0, most));
  const overdue = await shownVisits(context, actor, left.slice(0, most));
  const all = [...visits, ...overdue];
  const places = await placesOf(context, all);
  return {
    from,
    to,
    days: Array.from({ length: 7 }, (_day, i) => addDays(from, i)),
    villages: villagesOf(visits, places),
    overdue: villagesOf(overdue, places),
    /** there is more than the answer holds: narrow the area */
    more: inWeek.length > most || left.length > most,
    ...(await workloads(context, actor, all)),
  };
}

interface Place {
  code: string;
  name: Text;
}

/** The village of each visit: that of the case, or of the child where that lies within the area of the case; else that area. */
async function placesOf(context: Context, visits: readonly ShownVisit[]): Promise<Map<string, Place>> {
  const { rows } = await context.pool.query<{ id: string; code: string; name_en: string; name_km: string }>(
    `select v.id, a.code, a.name_en, a.name_km from homeward.visits v
       left join homeward.children m on m.id = v.child left join homeward.children c on c.id = coalesce(m.merged_into, m.id)
       join homeward.areas a on a.code = case when starts_with(c.village, v.area) then c.village else v.area end
     where v.instance = any ($1) and v.id = any ($2)`,
    [[...new Set(visits.map(({ instance }) => instance))], visits.map(({ id }) => id)],
  );
  return new Map(rows.map((r) => [r.id, { code: r.code, name: { en: r.name_en, km: r.name_km } }]));
}

function villagesOf(visits: readonly ShownVisit[], places: ReadonlyMap<string, Place>) {
  const villages = new Map<string, Place & { visits: ShownVisit[] }>();
  for (const visit of visits) {
    const place = places.get(visit.id)!;
    const village = villages.get(place.code) ?? { ...place, visits: [] };
    villages.set(place.code, village);
    village.visits.push(visit);
  }
  return [...villages.values()]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, name, visits: list }) => ({ area: code, name, visits: list }));
}

/** What those carry whose visits are shown (one's own alone, unless one assigns work here), against P-31, and the span P-32. */
async function workloads(context: Context, actor: Actor, visits: readonly ShownVisit[]) {
  const { pool, clock, settings } = context;
  const now = clock.now();
  const own = personsOf(actor);
  const leads = may(actor, 'task.assign', { area: actor.area });
  const shown = visits.flatMap(({ assignee }) => assignee ?? []);
  const asked = leads ? [...new Set(shown)] : own;
  const { rows } = await pool.query<{ loads: Load[]; names: { id: string; en: string; km: string }[] }>(
    `select homeward.workload_fact($1, null, $2) as loads,
       coalesce((select json_agg(json_build_object('id', id, 'en', name_en, 'km', name_km)) from homeward.people where id = any ($1)), '[]') as names`,
    [asked, new Date(now)],
  );
  const { values } = (await settings.at(now)).parameters;
  const limits = values['P-31'] as { alert: number; block: number };
  const names = new Map(rows[0]!.names.map(({ id, en, km }) => [id, { en, km }]));
  return {
    workers: rows[0]!.loads.map(({ worker, open, visitsNext30 }) => ({
      person: worker,
      name: names.get(worker)!,
      cases: open,
      visitsNext30,
      shown: shown.filter((assignee) => assignee === worker).length,
      level: open >= limits.block ? 'block' : open >= limits.alert ? 'alert' : 'normal',
    })),
    limits: { ...limits, span: values['P-32'] as number },
    span: actor.role === 'districtSupervisor' ? await spanOf(context, actor, values['P-32'] as number) : null,
  };
}

/** How many workers the supervisor leads, and whether that is more than one can. */
async function spanOf({ pool, clock }: Context, actor: Actor, span: number) {
  const { rows } = await pool.query<{ led: number }>(
    `select count(distinct w.person)::int as led from homeward.appointments w where starts_with(w.area, $1) and w.role in ('dsw', 'ngoCaseworker')
       and w.starts_at <= $2 and (w.ends_at is null or w.ends_at > $2)`,
    [actor.area, new Date(clock.now())],
  );
  const { led } = rows[0]!;
  return { led, over: led > span };
}

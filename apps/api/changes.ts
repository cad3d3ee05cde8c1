/** What was recorded since an instant of the database's clock, and which keys of it a person may be told. */
import { covers, incidentsCondition, instancesCondition, may } from '../../libs/access';
import type { Actor } from '../../workflows/workflow';
import type { Context } from './context';
import { Where } from './cursors';
import { withoutHidden } from './lists/instances';

/** A line is seen by others when it is committed: so long after it was recorded at the most, in microseconds. */
export const overlap = 5_000_000;
/** Most streams of one answer; beyond it, everything is asked for again. */
const mostStreams = 500;

interface Stream {
  /** instance, or record of the register */
  id: string;
  seq: number;
  /** of the instance; null for a record */
  area: string | null;
  /** further areas that take part; null where it is no case */
  guests: string[] | null;
  /** who holds its tasks, and who held one that was handed over */
  persons: string[];
}

interface Incident {
  id: string;
  area: string;
}

/** An institution whose standing changed, and the open cases of children that name it. */
interface Standing {
  id: string;
  /** the change, told once */
  mark: string;
  cases: { id: string; area: string; guests: string[] }[];
}

export interface Changes {
  /** the database's clock when it was asked, epoch microseconds */
  now: number;
  streams: Stream[];
  standings: Standing[];
  incidents: Incident[];
  /** who received an alert, each with a mark of the newest */
  told: { person: string; mark: string }[];
  /** there is more than was read */
  more: boolean;
}

const micros = (column: string): string => `(extract(epoch from ${column}) * 1000000)::bigint`;
const since = `('epoch'::timestamptz + $1::bigint * interval '1 microsecond')`;

/** The database's clock, in epoch microseconds. */
export async function readNow({ pool }: Context): Promise<number> {
  const { rows } = await pool.query<{ now: string }>(`select ${micros('clock_timestamp()')} as now`);
  return Number(rows[0]!.now);
}

/** Everything recorded after an instant (epoch microseconds); one round trip when nothing was. */
export async function readChanges({ pool }: Context, after: number): Promise<Changes> {
  const { rows } = await pool.query<{ now: string; streams: Stream[]; told: Changes['told'] }>({
    name: 'changes',
    text: `select ${micros('clock_timestamp()')} as now,
      coalesce((select json_agg(s) from (
        select j.stream as id, max(j.seq) as seq, (select area from homeward.instances i where i.id = j.stream) as area,
          (select guests from homeward.instances i where i.id = j.stream) as guests,
          array_remove(array_agg(distinct case when j.kind = 'task' then (j.entry::json ->> 'before')::uuid end)
            || array(select assignee from homeward.tasks t where t.instance = j.stream or (t.incident = j.stream and t.closed_at is null)), null) as persons
        from homeward.journal j where j.recorded_at > ${since} group by j.stream limit ${mostStreams + 1}) s), '[]') as streams,
      coalesce((select json_agg(d) from (
        select person, max(${micros('recorded_at')})::text as mark from homeward.deliveries
        where recorded_at > ${since} and channel = 'inbox' group by person) d), '[]') as told`,
    values: [Math.max(0, Math.round(after))],
  });
  const { now, streams, told } = rows[0]!;
  const incidents = streams.length === 0 ? [] : await readIncidents(pool, streams);
  const standings = streams.length === 0 ? [] : await readStandings(pool, after);
  return { now: Number(now), streams, standings, incidents, told, more: streams.length > mostStreams };
}

/** Standings that a line recorded after an instant changed, by whatever procedure; the line and the change have one time. */
async function readStandings(pool: Context['pool'], after: number): Promise<Standing[]> {
  const { rows } = await pool.query<Standing>({
    name: 'changes-standings',
    text: `select n.id, n.standing_since::text as mark,
        coalesce((select json_agg(json_build_object('id', i.id, 'area', i.area, 'guests', i.guests)) from (
          select i.* from homeward.subjects s join homeward.instances i on i.id = s.instance and i.status = 'open'
           where s.kind = 'institution' and s.subject = n.id and exists (select from homeward.subjects c where c.instance = i.id and c.kind = 'child')
           order by i.changed_at desc limit ${mostStreams}) i), '[]') as cases
      from homeward.institutions n where (n.id, n.standing_since) in (
        select coalesce(s.subject, j.stream), j.at from homeward.journal j left join homeward.subjects s on s.instance = j.stream and s.kind = 'institution'
         where j.recorded_at > ${since})`,
    values: [Math.max(0, Math.round(after))],
  });
  return rows;
}

async function readIncidents(pool: Context['pool'], streams: Stream[]): Promise<Incident[]> {
  const { rows } = await pool.query<Incident>({
    name: 'changes-incidents',
    text: `select id, area from homeward.incidents n where n.id = any($1::uuid[]) or n.instance = any($1) or n.child = any($1) or n.institution = any($1)`,
    values: [streams.map(({ id }) => id)],
  });
  return rows;
}

/** The keys of what an actor may see among the changes: `tasks`, `alerts`, `incidents`, `instances`, `instance:<id>`, `institution:<id>`. */
export async function keysFor(context: Context, actor: Actor, changes: Changes): Promise<Set<string>> {
  const keys = new Set<string>();
  const persons = [actor.person, actor.actingFor];
  const own = (stream: Stream): boolean => stream.persons.some((person) => persons.includes(person));
  if (changes.told.some(({ person }) => person === actor.person)) keys.add('alerts');
  if (changes.streams.some(own)) keys.add('tasks');
  const near = ({ area }: { area: string | null }): boolean =>
    area !== null && (actor.role === 'rciDirector' || covers(actor.area, area));
  const reached = ({ area, guests }: { area: string | null; guests: string[] | null }): boolean =>
    area !== null && (near({ area }) || !!guests?.some((guest) => near({ area: guest })));
  const cases = await visibleCases(context, actor, [
    ...changes.streams.filter((s) => reached(s) || (s.area !== null && own(s))),
    ...changes.standings.flatMap((one) => one.cases.filter(reached)),
  ]);
  for (const { id } of changes.standings)
    if (may(actor, 'institution.read', { institution: id })) keys.add(`institution:${id}`);
  for (const id of cases) keys.add(`instance:${id}`);
  if (cases.length > 0) keys.add('instances').add('tasks');
  if (await seesIncident(context, actor, changes.incidents.filter(near))) keys.add('incidents').add('tasks');
  return keys;
}

async function visibleCases(context: Context, actor: Actor, streams: readonly { id: string }[]): Promise<string[]> {
  if (streams.length === 0) return [];
  const where = new Where();
  where.that(`i.id = any(${where.bind(streams.map(({ id }) => id))}::uuid[])`);
  where.that(where.numbered((first) => instancesCondition(actor, first)));
  const { rows } = await context.pool.query<{ id: string; children: string[] }>(
    `select i.id, array(select subject::text from homeward.subjects s where s.instance = i.id and s.kind = 'child') as children
     from homeward.instances i ${where.sql}`,
    where.values,
  );
  return [...(await withoutHidden(context, actor, rows))];
}

async function seesIncident(context: Context, actor: Actor, incidents: Incident[]): Promise<boolean> {
  if (incidents.length === 0) return false;
  const where = new Where();
  where.that(`n.id = any(${where.bind(incidents.map(({ id }) => id))}::uuid[])`);
  where.that(where.numbered((first) => incidentsCondition(actor, first)));
  const { rows } = await context.pool.query<{ id: string; children: string[] }>(
    `select n.id, array_remove(array[n.child::text], null) as children from homeward.incidents n
     left join homeward.tasks t on t.incident = n.id ${where.sql}`,
    where.values,
  );
  return (await withoutHidden(context, actor, rows)).size > 0;
}

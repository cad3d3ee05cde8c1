/** Who is in an institution, with and without a decision that allows it. */
import {
  housedKinds,
  instancesCondition,
  isDirected,
  may,
  scopeOf,
  untoldCondition,
  watchCondition,
} from '../../../libs/access';
import { Problem } from '../../../libs/engine/problem';
import type { Actor } from '../../../workflows/workflow';
import type { Context } from '../context';
import { Where } from '../cursors';

interface Present {
  child: string;
  present: boolean;
  since: Date | null;
  authority: string | null;
  kind: string | null;
  status: string | null;
  until: Date | null;
  instance: string | null;
  reference: string | null;
  incident: string | null;
}

interface Standing {
  at: Date;
  standing: string | null;
  reason: string | null;
  role: string;
}

/** Does the actor read who lives there? Offices that are called to single cases do not. */
async function checkReads(context: Context, actor: Actor, institution: string): Promise<string> {
  const area = await context.registry.findArea('institution', institution);
  const reads = area !== undefined && may(actor, 'child.read', { area, institution });
  if (!reads || scopeOf(actor).involved) throw new Problem('not_found');
  return area;
}

/** Children present and awaited, capacity, standing with its history, incidents. Children by id, cases in reach by reference. */
export async function presenceOf(context: Context, actor: Actor, id: string) {
  await checkReads(context, actor, id);
  const institution = (await context.registry.findInstitution(id))!;
  const children = await childrenOf(context, actor, id);
  const there = children.filter((child) => child.present);
  const authorised = there.filter((child) => isCovered(child));
  return {
    id,
    code: institution.code,
    name: { en: institution.nameEn, km: institution.nameKm },
    area: institution.area,
    kind: institution.kind,
    operator: institution.operator,
    standing: institution.standing,
    standingSince: new Date(institution.standingSince).toISOString(),
    capacity: institution.authorisedCapacity,
    counts: {
      present: there.length,
      authorised: authorised.length,
      unauthorised: there.length - authorised.length,
      awaited: children.length - there.length,
      overCapacity: Math.max(0, there.length - institution.authorisedCapacity),
    },
    present: there.map(lineOf),
    awaited: children.filter((child) => !child.present).map(lineOf),
    history: await historyOf(context, id),
    incidents: await incidentsOf(context, actor, id),
  };
}

const isCovered = ({ status }: Present): boolean => status === 'awaiting' || status === 'inForce';

function lineOf(row: Present) {
  const { child, since, authority, kind, status, until, instance, reference, incident } = row;
  return {
    child,
    since: since?.toISOString() ?? null,
    authorised: isCovered(row),
    authority: authority === null ? null : { id: authority, kind, status, until: until!.toISOString() },
    instance: reference === null ? null : instance,
    reference,
    incident,
  };
}

/** How many children are there, with and without a decision that allows it. */
export interface PresentCount {
  authorised: number;
  unauthorised: number;
}

/** The counts of the institutions whose residents the actor may read; the others are left out. */
export async function presentCounts(
  context: Context,
  actor: Actor,
  institutions: readonly { id: string; area: string }[],
): Promise<Map<string, PresentCount>> {
  if (scopeOf(actor).involved) return new Map();
  const read = institutions.filter(({ id, area }) => may(actor, 'child.read', { area, institution: id }));
  const counts = new Map(read.map(({ id }) => [id, { authorised: 0, unauthorised: 0 }]));
  const { rows } = await context.pool.query<{ institution: string; child: string; covered: boolean }>(
    `with known as (
       select distinct coalesce(c.merged_into, c.id) as child from homeward.facts f join homeward.children c on c.id = f.child
       where f.institution = any ($1::uuid[]) and f.kind in ('presence', 'arrival')),
     there as (select child, homeward.present_at(child) as institution from known)
     select institution, child, exists (select from homeward.authorities a where a.child = any (homeward.records_of(t.child))
       and a.institution = t.institution and a.status in ('awaiting', 'inForce')) as covered
     from there t where institution = any ($1::uuid[])`,
    [[...counts.keys()]],
  );
  const hidden = await context.access.hidden(
    actor,
    rows.map(({ child }) => child),
  );
  for (const { institution, child, covered } of rows)
    if (!hidden.has(child)) counts.get(institution)![covered ? 'authorised' : 'unauthorised'] += 1;
  return counts;
}

async function childrenOf(context: Context, actor: Actor, id: string): Promise<Present[]> {
  const where = new Where();
  const cases = where.numbered((first) => instancesCondition(actor, first));
  const place = where.bind(id);
  const { rows } = await context.pool.query<Present>(
    `with known as (
       select distinct coalesce(c.merged_into, c.id) as child from homeward.facts f join homeward.children c on c.id = f.child
         where f.institution = ${place}::uuid and f.kind in ('presence', 'arrival')
       union select coalesce(c.merged_into, c.id) from homeward.authorities a join homeward.children c on c.id = a.child
         where a.institution = ${place}::uuid and a.status in ('awaiting', 'inForce', 'suspended')),
     there as (select child, homeward.present_at(child) is not distinct from ${place}::uuid as present from known)
     select t.child, t.present, (select max(f.at) from homeward.facts f where t.present and f.child = any (homeward.records_of(t.child)) and f.institution = ${place}::uuid
         and f.kind in ('presence', 'arrival') and not exists (select from homeward.facts x where x.corrects = f.id)) as since,
       a.id as authority, a.kind, a.status, a.valid_until as until, i.id as instance, case when ${cases} then i.reference end as reference,
       (select n.id from homeward.incidents n where n.child = t.child and n.institution = ${place}::uuid and n.status <> 'resolved' order by n.opened_at limit 1) as incident
     from there t left join lateral (select a.* from homeward.authorities a where a.child = any (homeward.records_of(t.child)) and a.institution = ${place}::uuid
       and a.status in ('awaiting', 'inForce', 'suspended') order by a.status = 'inForce' desc limit 1) a on true
     left join homeward.instances i on i.id = a.instance where t.present or a.id is not null order by t.child`,
    where.values,
  );
  const hidden = await context.access.hidden(
    actor,
    rows.map(({ child }) => child),
  );
  return rows.filter(({ child }) => !hidden.has(child));
}

async function historyOf({ pool }: Context, id: string) {
  const { rows } = await pool.query<Standing>(
    `select j.at, c.body::jsonb -> 'data' ->> 'standing' as standing, c.body::jsonb -> 'data' ->> 'reason' as reason, j.entry::jsonb -> 'actor' ->> 'role' as role
     from homeward.journal j left join homeward.contents c using (stream, seq)
     where j.stream = $1 and j.entry::jsonb ->> 'event' = 'institution.standingChanged'
     union all
     -- by an order, an inspection or a certificate, whose line is one of its case
     select x.at, x.standing, x.reason, j.entry::jsonb -> 'actor' ->> 'role'
     from homeward.standing_changes x join homeward.journal j using (stream, seq) where x.institution = $1 and x.stream <> $1
     order by at desc`,
    [id],
  );
  return rows.map(({ at, ...row }) => ({ at: at.toISOString(), ...row }));
}

async function incidentsOf({ pool, access }: Context, actor: Actor, id: string) {
  const untied = watchCondition(actor, 3);
  const { rows } = await pool.query<{
    id: string;
    kind: string;
    child: string | null;
    status: string;
    opened_at: Date;
    due_at: Date;
  }>(
    `select id, kind, child, status, opened_at, due_at from homeward.incidents n where institution = $1 and status <> 'resolved'
       and ($2::text[] is null or kind = any($2)) and ${untoldCondition(actor)} and ${untied.sql} order by due_at, id limit 200`,
    [id, isDirected(actor) ? housedKinds : null, ...untied.values],
  );
  const hidden = await access.hidden(
    actor,
    rows.flatMap(({ child }) => child ?? []),
  );
  return rows
    .filter(({ child }) => child === null || !hidden.has(child))
    .map(({ opened_at, due_at, ...row }) => ({
      ...row,
      openedAt: opened_at.toISOString(),
      dueAt: due_at.toISOString(),
    }));
}

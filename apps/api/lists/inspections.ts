/** The inspections a person may know of: the year's plan, without the draws that are secret to them. */
import { z } from 'zod';
import { instancesCondition, isDirected, personsOf, tasksCondition } from '../../../libs/access';
import type { Actor } from '../../../workflows/workflow';
import type { Context } from '../context';
import { pageOf, readCursor, Where } from '../cursors';
import { isTold, toldOutcome } from '../directed';
import { page } from '../schemas';

/** `mine`: those in whose team I am; `open`: not yet over */
export const inspectionsQuery = z.strictObject({
  ...page,
  mine: z.enum(['true', 'false']).default('false'),
  open: z.enum(['true', 'false']).default('false'),
});

interface Row {
  id: string;
  reference: string;
  area: string;
  status: 'open' | 'closed';
  outcome: string | null;
  phase: string;
  changed_at: Date;
  opened_at: Date;
  remembered: Record<string, any>;
  institution: string | null;
  code: string | null;
  name_en: string | null;
  name_km: string | null;
  rating: string | null;
  published: boolean;
  next_due: Date | null;
}

/** The newest first. */
export async function listInspections(context: Context, actor: Actor, query: z.infer<typeof inspectionsQuery>) {
  const where = new Where();
  where.that(where.numbered((first) => instancesCondition(actor, first)));
  where.that(`i.workflow = 'inspection'`);
  if (query.open === 'true') where.that(`i.status = 'open'`);
  if (query.mine === 'true')
    where.that(`(i.state::jsonb #> '{context,team}') ?| ${where.bind(personsOf(actor))}::text[]`);
  const [at, id] = readCursor(query.cursor);
  if (at !== null) where.that(`(i.opened_at, i.id) < (${where.bind(at)}::timestamptz, ${where.bind(id)}::uuid)`);
  const told = where.numbered((first) => tasksCondition(actor, first));
  const { rows } = await context.pool.query<Row>(
    `select i.id, i.reference, i.area, i.status, i.outcome, i.phase, i.opened_at, i.changed_at, i.state::jsonb -> 'context' as remembered,
       n.id as institution, n.code, n.name_en, n.name_km, r.rating, r.published,
       (select min(due_at) from homeward.tasks t where t.instance = i.id and t.closed_at is null and ${told}) as next_due
     from homeward.instances i
     left join homeward.subjects s on s.instance = i.id and s.kind = 'institution' left join homeward.institutions n on n.id = s.subject
     left join lateral (select r.rating, exists (select from homeward.inspection_publications p where p.instance = r.instance and p.no = r.no) as published
       from homeward.inspection_ratings r where r.instance = i.id order by r.no desc limit 1) r on true
     ${where.sql} order by i.opened_at desc, i.id desc limit ${query.limit + 1}`,
    where.values,
  );
  return pageOf(
    rows,
    query.limit,
    (row) => [row.opened_at.toISOString(), row.id],
    (row) => viewOf(row, actor),
  );
}

function viewOf(row: Row, actor: Actor) {
  const { kind, announced, plannedOn, enteredOn, team, submitted } = row.remembered;
  return {
    id: row.id,
    reference: row.reference,
    area: row.area,
    status: row.status,
    outcome: toldOutcome(actor, 'inspection', row.outcome),
    state: row.phase.split(' ').filter((path) => isTold(actor, 'inspection', path)),
    institution: row.institution && {
      id: row.institution,
      code: row.code!,
      name: { en: row.name_en!, km: row.name_km! },
    },
    // that somebody has complained is told to nobody there
    kind: isDirected(actor) ? 'untold' : (kind as string),
    announced: announced as boolean,
    plannedOn: (plannedOn as string | undefined) ?? null,
    enteredOn: (enteredOn as string | undefined) ?? null,
    submitted: submitted === true,
    mine: personsOf(actor).some((person) => (team as string[]).includes(person)),
    rating: row.rating,
    published: row.published === true,
    nextDue: row.next_due?.toISOString() ?? null,
    openedAt: row.opened_at.toISOString(),
  };
}

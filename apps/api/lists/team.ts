/** The team board: what everybody in an area has to do, and what nobody holds. */
import type { z } from 'zod';
import { may, secretsCondition } from '../../../libs/access';
import { Problem } from '../../../libs/engine/problem';
import { day } from '../../../workflows/time';
import type { Actor, Role } from '../../../workflows/workflow';
import type { Context } from '../context';
import { pageOf, readCursor } from '../cursors';
import type { teamQuery } from '../overview-schemas';

const workers: readonly Role[] = [
  'commune',
  'dsw',
  'ngoCaseworker',
  'districtSupervisor',
  'pdosvyOfficer',
  'pdosvyDirector',
  'mosvy',
  'rciDirector',
];

interface Load {
  open: number;
  overdue: number;
  oldest: Date | null;
  week: number;
  month: number;
  quarter: number;
  longer: number;
}

interface Row extends Load {
  id: string;
  person: string;
  name_en: string;
  name_km: string;
  role: Role;
  area: string;
  acting_for: string | null;
  starts_at: Date;
  leave_until: Date | null;
  cases: number;
  led: number;
}

/** A visit whose window has not opened is nobody's work yet; `$1` is now. */
const isWork = '(t.opens_at is null or t.opens_at <= $1)';

/** Counts of open tasks `t`; `$1` is now. Days open: 0 to 7, 8 to 30, 31 to 90, more. */
const load = `count(*)::int as open, count(*) filter (where t.due_at <= $1)::int as overdue, min(t.due_at) filter (where t.due_at <= $1) as oldest,
  count(*) filter (where $1 - t.opened_at < interval '8 days')::int as week,
  count(*) filter (where $1 - t.opened_at >= interval '8 days' and $1 - t.opened_at < interval '31 days')::int as month,
  count(*) filter (where $1 - t.opened_at >= interval '31 days' and $1 - t.opened_at < interval '91 days')::int as quarter,
  count(*) filter (where $1 - t.opened_at >= interval '91 days')::int as longer`;

/** The area of the board: the supervisor's own, or a part of it. */
function areaOf(actor: Actor, asked: string | undefined): string {
  const area = asked ?? actor.area;
  if (!may(actor, 'task.assign', { area })) throw new Problem('forbidden');
  return area;
}

/** One line for each appointment in the area, and the queue that nobody holds by role. */
export async function listTeam(context: Context, actor: Actor, query: z.infer<typeof teamQuery>) {
  const area = areaOf(actor, query.area);
  const now = new Date(context.clock.now());
  const [at, id] = readCursor(query.cursor);
  const shared = secretsCondition(actor, 't.instance', 8);
  const { rows } = await context.pool.query<Row>(
    `select s.id, s.person, p.name_en, p.name_km, s.role, s.area, s.acting_for, date_trunc('milliseconds', s.starts_at) as starts_at, l.*, c.cases, d.led,
       (select max(least(l.ends_at, coalesce(l.ended_early_at, 'infinity'))) from homeward.leaves l where l.appointment = s.id and l.starts_at <= $1
         and least(l.ends_at, coalesce(l.ended_early_at, 'infinity')) > $1) as leave_until
     from homeward.appointments s join homeward.people p on p.id = s.person
     cross join lateral (select ${load} from homeward.tasks t where t.assignee = s.person and t.closed_at is null and ${isWork}
       and (starts_with(t.area, s.area) or starts_with(s.area, t.area)) and ${shared.sql}) l
     cross join lateral (select count(distinct t.instance)::int as cases from homeward.tasks t where t.assignee = s.person and t.closed_at is null
       and (starts_with(t.area, s.area) or starts_with(s.area, t.area)) and ${shared.sql}) c
     cross join lateral (select count(distinct w.person)::int as led from homeward.appointments w where s.role = 'districtSupervisor' and w.area = s.area
       and w.role in ('dsw', 'ngoCaseworker') and w.starts_at <= $1 and (w.ends_at is null or w.ends_at > $1)) d
     where s.role = any ($2) and s.starts_at <= $1 and (s.ends_at is null or s.ends_at > $1) and starts_with(s.area, $3) and ($4::text is null or s.role = $4)
       and ($5::timestamptz is null or (date_trunc('milliseconds', s.starts_at), s.id) > ($5, $6::uuid))
     order by date_trunc('milliseconds', s.starts_at), s.id limit $7`,
    [now, workers, area, query.role ?? null, at, id, query.limit + 1, ...shared.values],
  );
  const { parameters } = await context.settings.at(context.clock.now());
  const limits = {
    ...(parameters.values['P-31'] as { alert: number; block: number }),
    span: parameters.values['P-32'] as number,
  };
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.starts_at.toISOString(), row.id],
    (row) => lineOf(row, limits, now),
  );
  return { ...page, unassigned: await unassigned(context, actor, area, now), limits };
}

/** `limits`: open cases at which a worker is full (P-31), and caseworkers whom one supervisor can lead (P-32). */
function lineOf(row: Row, limits: { alert: number; block: number; span: number }, now: Date) {
  const carries = row.role === 'dsw' || row.role === 'ngoCaseworker';
  const level = row.cases >= limits.block ? 'block' : row.cases >= limits.alert ? 'alert' : 'normal';
  return {
    appointment: row.id,
    person: row.person,
    name: { en: row.name_en, km: row.name_km },
    role: row.role,
    area: row.area,
    deputy: row.acting_for !== null,
    ...tasksOf(row, now),
    cases: row.cases,
    level: carries ? level : null,
    span: row.role === 'districtSupervisor' ? { led: row.led, over: row.led > limits.span } : null,
    leaveUntil: row.leave_until?.toISOString() ?? null,
  };
}

const tasksOf = (row: Load, now: Date) => ({
  open: row.open,
  overdue: row.overdue,
  oldestOverdueDays: row.oldest ? Math.floor((now.getTime() - row.oldest.getTime()) / day) : null,
  ageing: { week: row.week, month: row.month, quarter: row.quarter, longer: row.longer },
});

async function unassigned(context: Context, actor: Actor, area: string, now: Date) {
  const shared = secretsCondition(actor, 't.instance', 3);
  const { rows } = await context.pool.query<Load & { role: Role }>(
    `select t.role, ${load} from homeward.tasks t left join homeward.instances i on i.id = t.instance left join homeward.incidents n on n.id = t.incident
     where t.assignee is null and t.closed_at is null and ${isWork} and starts_with(coalesce(i.area, n.area, t.area), $2) and ${shared.sql} group by t.role order by t.role`,
    [now, area, ...shared.values],
  );
  return rows.map((row) => ({ role: row.role, ...tasksOf(row, now) }));
}

/** Alerts a person may see: those sent to them, and those of the cases in their reach. */
import type { z } from 'zod';
import { alertsCondition, instancesCondition, may, scopeOf, secretsCondition } from '../../../libs/access';
import { levelOfRole, type Actor } from '../../../workflows/workflow';
import type { Context } from '../context';
import { pageOf, readCursor, Where } from '../cursors';
import type { alertsQuery } from '../schemas';
import { casesIn } from './areas';
import { withoutHidden } from './instances';

interface Row {
  id: string;
  kind: string;
  rung: string;
  occurrence: string;
  task: string | null;
  instance: string | null;
  reference: string | null;
  area: string;
  to_roles: string[];
  text_en: string;
  text_km: string;
  due_at: Date;
  fired_at: Date;
  /** by which the page is in order */
  placed_at: Date;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  /** content of the line of the acknowledgement */
  words: string | null;
  reason: string | null;
  read_at: Date | null;
  recipients: {
    person: string;
    role: string;
    reason: string;
    actingFor: string | null;
    sentAt: string | null;
    readAt: string | null;
  }[];
  children: string[];
}

const columns = `a.id, a.kind, a.rung, a.occurrence, a.task, a.instance, i.reference, a.area, a.to_roles, a.text_en, a.text_km, a.due_at, a.fired_at,
  a.acknowledged_at, a.acknowledged_by, own.reason, own.read_at,
  (select c.body from homeward.journal j join homeward.contents c using (stream, seq)
    where a.acknowledged_at is not null and j.stream = coalesce(a.instance, (select t.incident from homeward.tasks t where t.id = a.task), a.id)
      and j.kind = 'task' and j.at = a.acknowledged_at and j.entry::json ->> 'alert' = a.id::text) as words,
  coalesce((select json_agg(json_build_object('person', d.person, 'role', d.role, 'reason', d.reason, 'actingFor', d.acting_for,
      'sentAt', d.sent_at, 'readAt', d.read_at) order by d.person)
    from homeward.deliveries d where d.alert = a.id and d.channel = 'inbox'), '[]') as recipients,
  array(select subject::text from homeward.subjects s where s.instance = a.instance and s.kind = 'child') as children`;

/** Alerts, the newest first. `mine`: sent to me. `overdue`: a rung of the overdue ladder. `open`: its task is not done. */
export async function listAlerts(context: Context, actor: Actor, query: z.infer<typeof alertsQuery>) {
  const where = new Where();
  const me = where.bind(actor.person);
  // what was sent to me is found from my side, in the order of my inbox: an alert is there from the instant it was fired
  const fromInbox = query.mine === true || query.unread === true;
  const order = fromInbox ? { at: 'own.due_at', id: 'own.alert' } : { at: 'a.fired_at', id: 'a.id' };
  const mine = `own.person = ${me}::uuid and own.channel = 'inbox'`;
  const ways = fromInbox ? [] : waysTo(where, actor);
  where.that(fromInbox ? mine : visible(where, actor));
  where.that(where.numbered((first) => secretsCondition(actor, 'a.instance', first)));
  if (query.mine === false) where.that('own.alert is null');
  if (query.overdue !== undefined) where.that(`a.task is ${query.overdue ? 'not ' : ''}null`);
  if (query.unread !== undefined) where.that(`own.read_at is ${query.unread ? '' : 'not '}null`);
  if (query.acknowledged !== undefined) where.that(`a.acknowledged_at is ${query.acknowledged ? 'not ' : ''}null`);
  if (query.open !== undefined)
    where.that(
      `${query.open ? '' : 'not '}exists (select from homeward.tasks t where t.id = a.task and t.closed_at is null)`,
    );
  where
    .and(query.kind, 'a.kind = ?')
    .and(query.instance, 'a.about = ? and a.instance is not null')
    .and(query.area, 'starts_with(a.area, ?)');
  where.and(
    query.child,
    `exists (select from homeward.subjects s where s.instance = a.instance and s.kind = 'child' and s.subject = ?)`,
  );
  where.and(
    query.institution,
    `exists (select from homeward.subjects s where s.instance = a.instance and s.kind = 'institution' and s.subject = ?)`,
  );
  const [at, id] = readCursor(query.cursor);
  if (at !== null) where.that(`(${order.at}, ${order.id}) < (${where.bind(at)}::timestamptz, ${where.bind(id)}::uuid)`);
  const end = (by: { at: string; id: string }): string =>
    `order by ${by.at} desc, ${by.id} desc limit ${query.limit + 1}`;
  const own = `left join homeward.deliveries own on own.about = a.about and own.alert = a.id and ${mine}`;
  const sent = `homeward.deliveries own ${alertOf('own.about', 'own.alert')}`;
  const cases = 'left join lateral (select * from homeward.instances x where x.id = a.instance offset 0) i on true';
  // each way by its own index and no further than the page: one condition over all of them would be tried on every alert of the country
  const inbox = `(select a.about, a.id from ${sent} ${cases} ${where.sql} and ${mine} ${end({ at: 'own.due_at', id: 'own.alert' })})`;
  const found = ways.map((way) => `(select a.about, a.id from ${way} ${own} ${cases} ${where.sql} ${end(order)})`);
  const page = fromInbox
    ? `${sent} ${cases} ${where.sql}`
    : `(${[inbox, ...found].join(' union ')}) p ${alertOf('p.about', 'p.id')} ${own} ${cases}`;
  const { rows } = await context.pool.query<Row>(
    `select ${columns}, ${order.at} as placed_at from ${page} ${end(order)}`,
    where.values,
  );
  const seen = await withoutHidden(context, actor, rows);
  const given = pageOf(
    rows,
    query.limit,
    (row) => [row.placed_at.toISOString(), row.id],
    (row) => row,
  );
  const reads = may(actor, 'journal.read');
  const shown = given.items.filter((row) => seen.has(row.id));
  return { items: shown.map((row) => viewOf(row, reads || row.reason !== null)), next: given.next };
}

/** One alert as `a`, looked up by its key, also where the planner would rather read the whole table. */
const alertOf = (about: string, id: string): string =>
  `cross join lateral (select * from homeward.alerts x where x.about = ${about} and x.id = ${id} offset 0) a`;

/**
 * Where to look for the alerts, as `a`, that somebody may see besides those sent to them, each found by an index: those of cases
 * in an area, of cases that the area or the person takes part in, and those about no case. What is seen, `visible` alone says.
 */
function waysTo(where: Where, actor: Actor): string[] {
  const { area, persons, institution, involved, withoutChildren } = scopeOf(actor);
  if (!area || institution !== undefined || involved || withoutChildren) return ['homeward.alerts a'];
  const [within, who] = [where.bind(`${area}%`), where.bind(persons)];
  const guests = `select g.id from homeward.instances g where g.guests <> '{}' and exists (select from unnest(g.guests) guest where guest like ${within})`;
  const parts = `select o.instance from homeward.tasks o where o.assignee = any(${who}::uuid[]) and o.closed_at is null and o.instance is not null`;
  return [
    `(select * from homeward.alerts a where a.instance is not null and ${casesIn(where, 'a', area)}) a`,
    `(${guests} union ${parts}) c cross join lateral (select * from homeward.alerts x where x.about = c.id and x.instance is not null offset 0) a`,
    `(select * from homeward.alerts a where a.instance is null and a.kind <> 'digest'
      and left(a.area, ${levelOfRole.pdosvyOfficer}) = ${where.bind(area.slice(0, levelOfRole.pdosvyOfficer))} and a.area like ${within}) a`,
  ];
}

/** Sent to the person, or about a case or area in reach; to a director, what was addressed to the office. */
function visible(where: Where, actor: Actor): string {
  const scope = scopeOf(actor);
  const cases = where.numbered((first) => instancesCondition(actor, first));
  const told = where.numbered((first) => alertsCondition(actor, first));
  const parts = ['own.alert is not null', `(a.instance is not null and ${cases} and ${told})`];
  if (scope.area !== undefined && !scope.withoutChildren && !scope.involved)
    parts.push(`(a.instance is null and a.kind <> 'digest' and starts_with(a.area, ${where.bind(scope.area)}))`);
  return parts.join(' or ');
}

const noteOf = (words: string | null): string | null =>
  words === null ? null : ((JSON.parse(words) as { data?: { note?: string } }).data?.note ?? null);

/** `reads`: may the reader know what was done about it? */
function viewOf(row: Row, reads: boolean) {
  return {
    id: row.id,
    kind: row.kind,
    rung: row.rung,
    occurrence: row.occurrence,
    task: row.task,
    instance: row.instance,
    reference: row.reference,
    area: row.area,
    to: row.to_roles,
    text: { en: row.text_en, km: row.text_km },
    dueAt: row.due_at.toISOString(),
    firedAt: row.fired_at.toISOString(),
    recipients: row.recipients,
    reason: row.reason,
    readAt: row.read_at?.toISOString() ?? null,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    acknowledgedBy: row.acknowledged_by,
    note: reads ? noteOf(row.words) : null,
  };
}

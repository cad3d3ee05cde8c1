/** The dead-man page, failed messages, and the search of the journal: that the system itself does what it should. */
import type { z } from 'zod';
import { instancesCondition, may } from '../../../libs/access';
import { readHealth, silence } from '../../../libs/alerts';
import { Problem } from '../../../libs/engine/problem';
import { addDays, dateOf, endOf, startOf } from '../../../workflows/time';
import type { Actor } from '../../../workflows/workflow';
import type { Context } from '../context';
import { pageOf, readCursor, Where } from '../cursors';
import type { journalQuery, messagesQuery } from '../overview-schemas';
import { watchTexts } from '../overview-texts';
import { withoutHidden } from './instances';

/** Seconds after which what is due and not done is late. */
const patience = { rungs: 300, timers: 300, messages: 900, escalations: 86_400 };

const supervises = (actor: Actor): boolean => may(actor, 'task.assign', { area: actor.area });
const keeps = (actor: Actor): boolean => actor.role === 'administrator';

interface Look {
  id: keyof typeof watchTexts;
  late: boolean;
  count: number | null;
  seconds: number | null;
  at: string | null;
}

/** Each thing that must go on by itself: ok or late, since when, and what to do. */
export async function watch(context: Context, actor: Actor) {
  if (!supervises(actor) && !keeps(actor)) throw new Problem('forbidden');
  const { pool, clock } = context;
  const now = clock.now();
  const health = await readHealth(pool, clock);
  const { rows: workers } = await pool.query<{ kind: string; at: Date; seconds: number; queued: number | null }>(
    'select kind, at, queued, extract(epoch from clock_timestamp() - at)::int as seconds from homeward.heartbeats order by at desc',
  );
  const { rows } = await pool.query<{ failed: number; day: string | null }>(
    `select (select count(*)::int from homeward.deliveries where sent_at is null and dropped_at is null and last_error is not null) as failed,
       (select max(day)::text from homeward.anchors) as day`,
  );
  const { failed, day } = rows[0]!;
  const beats = workers.filter(({ kind }) => kind === 'worker');
  const alive = beats.filter(({ seconds }) => seconds <= silence);
  const escalations = await oldestEscalations(context, actor);
  const waited = escalations.oldest && (now - escalations.oldest.getTime()) / 1000;
  const age = (id: Look['id'], seconds: number, after: number, count: number | null = null): Look => ({
    id,
    late: seconds > after || (count ?? 0) > 0,
    count,
    seconds: Math.round(seconds),
    at: seconds > 0 ? new Date(now - seconds * 1000).toISOString() : null,
  });
  const amount = (id: Look['id'], count: number): Look => ({ id, late: count > 0, count, seconds: null, at: null });
  const looks: Look[] = [
    {
      id: 'worker',
      late: alive.length === 0,
      count: beats.length,
      seconds: beats[0]?.seconds ?? null,
      at: beats[0]?.at.toISOString() ?? null,
    },
    // the queue only wakes the worker: without it what is due is found all the same, up to five seconds later
    {
      id: 'queue',
      late: alive.length > 0 && alive.every(({ queued }) => queued === null),
      count: alive.find(({ queued }) => queued !== null)?.queued ?? null,
      seconds: null,
      at: null,
    },
    age('rungs', health.oldestRung, patience.rungs),
    age('timers', health.oldestTimer, patience.timers),
    age('messages', health.oldestDelivery, patience.messages, failed),
    amount('nobody', health.nobody),
    amount('troubles', health.troubles),
    {
      id: 'escalations',
      late: (waited ?? 0) > patience.escalations,
      count: escalations.count,
      seconds: waited === null ? null : Math.round(waited),
      at: escalations.oldest?.toISOString() ?? null,
    },
    {
      id: 'anchor',
      late: day === null || day < addDays(dateOf(now), -1),
      count: null,
      seconds: null,
      at: day && new Date(startOf(day)).toISOString(),
    },
  ];
  return {
    now: new Date(now).toISOString(),
    state: looks.some(({ late }) => late) ? 'late' : 'ok',
    items: looks.map(({ late, ...look }) => ({
      ...look,
      state: late ? 'late' : 'ok',
      title: watchTexts[look.id].title,
      todo: late ? watchTexts[look.id].todo : null,
    })),
    workers: workers.map(({ kind, at, seconds }) => ({ kind, at: at.toISOString(), seconds })),
    escalations: escalations.items,
  };
}

interface Escalation {
  id: string;
  rung: string;
  instance: string | null;
  reference: string | null;
  area: string;
  fired_at: Date;
  text_en: string;
  text_km: string;
  children: string[];
  total: number;
}

/** Rungs above the worker that nobody acknowledged while the task is open; the administrator is told their number alone. */
async function oldestEscalations(context: Context, actor: Actor) {
  const where = new Where();
  const cases = where.numbered((first) => instancesCondition(actor, first));
  where.that(`a.acknowledged_at is null and t.closed_at is null and a.rung in ('supervisor', 'province', 'ministry')`);
  if (!keeps(actor)) where.that(`(a.instance is not null and ${cases})`);
  else {
    where.that(`true or ${cases}`);
    // who keeps the system knows no more of an unannounced inspection than anybody outside
    where.that('not exists (select from homeward.secrets x where x.instance = a.instance and x.until_at is null)');
  }
  const { rows } = await context.pool.query<Escalation>(
    `select a.id, a.rung, a.instance, i.reference, a.area, a.fired_at, a.text_en, a.text_km, count(*) over ()::int as total,
       array(select subject::text from homeward.subjects s where s.instance = a.instance and s.kind = 'child') as children
     from homeward.alerts a join homeward.tasks t on t.id = a.task left join homeward.instances i on i.id = a.instance ${where.sql}
     order by a.fired_at, a.id limit 20`,
    where.values,
  );
  const seen = await withoutHidden(context, actor, rows);
  const items = keeps(actor)
    ? []
    : rows
        .filter(({ id }) => seen.has(id))
        .map((row) => ({
          id: row.id,
          rung: row.rung,
          instance: row.instance,
          reference: row.reference,
          area: row.area,
          firedAt: row.fired_at.toISOString(),
          text: { en: row.text_en, km: row.text_km },
        }));
  return { count: rows[0]?.total ?? 0, oldest: rows[0]?.fired_at ?? null, items };
}

interface Message {
  id: string;
  alert: string;
  kind: string;
  channel: string;
  person: string;
  role: string;
  due_at: Date;
  attempts: number;
  last_error: string | null;
  retry_at: Date | null;
  dead_at: Date | null;
  copy: boolean;
}

/** The row of the post that stands for a message in lists. */
export const messageKey = 'md5(d.alert::text || d.person::text || d.channel)::uuid';
const states = {
  failed: 'd.last_error is not null',
  waiting: 'd.last_error is null',
  givenUp: 'd.dead_at is not null',
};

/** An error of a channel without the address it was sent to. */
const withoutAddress = (error: string): string => error.replace(/\S+@\S+/g, '…').replace(/\+?\d[\d -]{5,}/g, '…');

/** Messages of the channels that could not be sent, or wait to be sent, the oldest first; never what they say. */
export async function listMessages(context: Context, actor: Actor, query: z.infer<typeof messagesQuery>) {
  if (!keeps(actor) && actor.role !== 'mosvy') throw new Problem('forbidden');
  const key = messageKey;
  const where = new Where().that('d.sent_at is null and d.dropped_at is null').that(states[query.state]);
  if (query.state === 'waiting') where.and(new Date(context.clock.now()), 'd.due_at <= ?');
  const [at, id] = readCursor(query.cursor);
  if (at !== null)
    where.that(
      `(date_trunc('milliseconds', d.due_at), ${key}) > (${where.bind(at)}::timestamptz, ${where.bind(id)}::uuid)`,
    );
  const { rows } = await context.pool.query<Message>(
    `select ${key} as id, d.alert, a.kind, d.channel, d.person, d.role, date_trunc('milliseconds', d.due_at) as due_at, d.attempts, d.last_error, d.retry_at, d.dead_at, d.copy
     from homeward.deliveries d join homeward.alerts a on a.about = d.about and a.id = d.alert ${where.sql} order by 7, 1 limit ${query.limit + 1}`,
    where.values,
  );
  return pageOf(
    rows,
    query.limit,
    (row) => [row.due_at.toISOString(), row.id],
    ({ due_at, last_error, retry_at, dead_at, ...row }) => ({
      ...row,
      dueAt: due_at.toISOString(),
      error: last_error === null ? null : withoutAddress(last_error).slice(0, 300),
      retryAt: retry_at?.toISOString() ?? null,
      givenUpAt: dead_at?.toISOString() ?? null,
    }),
  );
}

interface Found {
  id: string;
  reference: string | null;
  area: string | null;
  seq: number;
  version: number | null;
  kind: string;
  at: Date;
  recorded_at: Date;
  event: string;
  person: string;
  role: string;
  hash: string;
  children: string[];
}

/** Days that are searched where neither a case nor a person is named. */
const usualDays = 31;

/** Lines of the journal without their content, the newest first: all for the administrator, those of their cases for supervisors. */
export async function searchJournal(context: Context, actor: Actor, query: z.infer<typeof journalQuery>) {
  if (!supervises(actor) && !keeps(actor)) throw new Problem('forbidden');
  const key = 'md5(j.stream::text || j.seq::text)::uuid';
  const where = new Where();
  const cases = where.numbered((first) => instancesCondition(actor, first));
  if (!keeps(actor)) where.that(`i.id is not null and ${cases}`);
  else {
    where.that(`true or ${cases}`);
    // who keeps the system knows no more of an unannounced inspection than anybody outside
    where.that('not exists (select from homeward.secrets x where x.instance = j.stream and x.until_at is null)');
  }
  const isNamed = query.reference !== undefined || query.person !== undefined;
  const to = query.to ?? dateOf(context.clock.now());
  const from = query.from ?? (isNamed ? undefined : addDays(to, -usualDays));
  where.and(query.reference, 'i.reference = ?').and(query.event, `j.entry::jsonb ->> 'event' = ?`);
  where.and(query.person, `j.entry::jsonb -> 'actor' ->> 'person' = ?`);
  where.and(from && new Date(startOf(from)), 'j.at >= ?').and(new Date(endOf(to)), 'j.at < ?');
  const [at, id] = readCursor(query.cursor);
  if (at !== null)
    where.that(
      `(date_trunc('milliseconds', j.at), ${key}) < (${where.bind(at)}::timestamptz, ${where.bind(id)}::uuid)`,
    );
  const { rows } = await context.pool.query<Found>(
    `select ${key} as id, i.reference, coalesce(i.area, j.entry::jsonb -> 'actor' ->> 'area') as area, j.seq, j.version, j.kind,
       date_trunc('milliseconds', j.at) as at, j.recorded_at, j.entry::jsonb ->> 'event' as event, j.entry::jsonb -> 'actor' ->> 'person' as person,
       j.entry::jsonb -> 'actor' ->> 'role' as role, encode(j.hash, 'hex') as hash,
       array(select subject::text from homeward.subjects s where s.instance = i.id and s.kind = 'child') as children
     from homeward.journal j left join homeward.instances i on i.id = j.stream ${where.sql} order by 7 desc, 1 desc limit ${query.limit + 1}`,
    where.values,
  );
  const seen = keeps(actor) ? undefined : await withoutHidden(context, actor, rows);
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.at.toISOString(), row.id],
    (row) => row,
  );
  return {
    items: page.items
      .filter((row) => !seen || seen.has(row.id))
      .map(({ children: _, recorded_at, at: when, ...row }) => ({
        ...row,
        at: when.toISOString(),
        recordedAt: recorded_at.toISOString(),
      })),
    next: page.next,
  };
}

import type { Pool } from 'pg';
import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../engine';

/** The dead-man check: seconds of the oldest thing that should have happened and has not; 0 when there is none. */
export interface AlertsHealth {
  /** of the ladder, or the opening of a window */
  oldestRung: number;
  /** the same without the rungs of records that are in trouble: those stand for themselves, the ladder goes on */
  stalledRung: number;
  oldestTimer: number;
  oldestDelivery: number;
  /** alerts for which nobody was found up to the ministry, not yet acknowledged */
  nobody: number;
  /** records that cannot be handled and are tried again */
  troubles: number;
  /** messages that were given up and are not sent */
  undelivered: number;
}

/** Seconds after which a rung that is due and not fired means that the product does not do its work. */
export const stalledAfter = 300;

/** A rung from before its task was opened is due since then: nobody could have climbed it earlier. */
const text = `select
  coalesce(extract(epoch from $1 - least((select min(greatest(next_rung_at, opened_at)) from homeward.tasks where closed_at is null and next_rung_at <= $1),
    (select min(opening_at) from homeward.tasks where closed_at is null and opening_at <= $1))), 0)::float as "oldestRung",
  coalesce(extract(epoch from $1 - least((select min(greatest(next_rung_at, opened_at)) from homeward.tasks t where closed_at is null and next_rung_at <= $1
    and not exists (select from homeward.troubles x where x.kind = 'rung' and x.record = t.id::text)),
    (select min(opening_at) from homeward.tasks t where closed_at is null and opening_at <= $1
    and not exists (select from homeward.troubles x where x.kind = 'rung' and x.record = t.id::text)))), 0)::float as "stalledRung",
  coalesce(extract(epoch from $1 - (select min(due_at) from homeward.timers where status = 'armed' and due_at <= $1)), 0)::float as "oldestTimer",
  coalesce(extract(epoch from $1 - least((select min(due_at) from homeward.deliveries where sent_at is null and dead_at is null and dropped_at is null and due_at <= $1),
    (select min(fired_at) from homeward.alerts where resolved_at is null and fired_at <= $1))), 0)::float as "oldestDelivery",
  (select count(*) from homeward.alerts where nobody and acknowledged_at is null)::int as nobody,
  (select count(*) from homeward.troubles)::int as troubles,
  (select count(*) from homeward.deliveries where dead_at is not null)::int as undelivered`;

/** Reads the check at the clock's now. */
export async function readHealth(pool: Pool, clock: Clock): Promise<AlertsHealth> {
  const { rows } = await pool.query<AlertsHealth>(text, [new Date(clock.now())]);
  return rows[0]!;
}

const gauges: Record<keyof AlertsHealth, [string, string]> = {
  oldestRung: [
    'homeward_oldest_due_rung_seconds',
    'Age of the oldest rung of the overdue ladder that is due and not fired',
  ],
  stalledRung: [
    'homeward_stalled_rung_seconds',
    'Age of the oldest rung that is due and not fired, without those of records in trouble',
  ],
  oldestTimer: ['homeward_oldest_due_timer_seconds', 'Age of the oldest timer that is due and not fired'],
  oldestDelivery: ['homeward_oldest_unsent_delivery_seconds', 'Age of the oldest alert message that is not sent'],
  nobody: ['homeward_alerts_without_recipient', 'Alerts for which nobody was found up to the ministry'],
  troubles: ['homeward_troubled_records', 'Records that could not be handled and are tried again'],
  undelivered: ['homeward_undelivered_messages', 'Messages that were given up and are not sent'],
};

/** Registers the check as gauges; each scrape reads the database once. */
export function registerAlertMetrics(registry: Registry, pool: Pool, clock: Clock): void {
  const all = {} as Record<keyof AlertsHealth, Gauge>;
  for (const [key, [name, help]] of Object.entries(gauges) as [keyof AlertsHealth, [string, string]][]) {
    const first = Object.keys(all).length === 0;
    all[key] = new Gauge({
      name,
      help,
      registers: [registry],
      // the first gauge collects for all of them
      ...(first && {
        collect: async () => {
          const health = await readHealth(pool, clock).catch(() => undefined);
          for (const each of Object.keys(gauges) as (keyof AlertsHealth)[]) all[each].set(health?.[each] ?? NaN);
        },
      }),
    });
  }
}

const overdueText = `select ladder, coalesce(next_rung, 0) - 1 as rung, count(*)::int as count
  from homeward.tasks where closed_at is null and due_at <= $1 group by 1, 2`;
const linesText = `select kind, count(*)::int as count
  from homeward.journal where recorded_at > clock_timestamp() - interval '1 minute' group by 1`;

/**
 * Registers how many open tasks are overdue, by ladder and by the last rung that fired (-1: none yet), and how many lines of each
 * kind the journal got in the last minute, by all processes together. A database that does not answer leaves no number.
 */
export function registerLoadMetrics(registry: Registry, pool: Pool, clock: Clock): void {
  const gauge = (name: string, help: string, labelNames: string[], text: string, values: () => unknown[]): Gauge => {
    const made: Gauge = new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      collect: async () => {
        const { rows } = await pool.query<Record<string, string | number>>(text, values()).catch(() => ({ rows: [] }));
        made.reset();
        for (const { count, ...labels } of rows) made.set(labels, Number(count));
      },
    });
    return made;
  };
  gauge(
    'homeward_overdue_tasks',
    'Open tasks past their due time, by the last rung of the overdue ladder that fired',
    ['ladder', 'rung'],
    overdueText,
    () => [new Date(clock.now())],
  );
  gauge(
    'homeward_journal_lines_last_minute',
    'Lines written to the journal in the last minute',
    ['kind'],
    linesText,
    () => [],
  );
}

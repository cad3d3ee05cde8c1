import type { Pool } from 'pg';
import type { Channel, Message } from './channels';
import { referenceText } from './texts';
import { backOff, type Troubles } from './troubles';

const nobody = '00000000-0000-0000-0000-000000000000';
/** A claimed delivery whose sender dies is free again after this time (ms). */
const lease = 120_000;
/** A delivery unsent for this long (ms) is itself overdue. */
const tooLong = 3_600_000;

interface Claimed {
  alert: string;
  person: string;
  channel: string;
  attempts: number;
  kind: string;
  rung: string;
  reference: string | null;
  text_en: string;
  text_km: string;
  due_at: Date;
  instance: string | null;
  incident: string | null;
}

// FOR UPDATE SKIP LOCKED and the lease keep two workers from sending the same message
const claim = `with free as (
    select alert, person, channel from homeward.deliveries
    where sent_at is null and coalesce(retry_at, due_at) <= $1 and channel = any($2) and person <> '${nobody}'
    order by coalesce(retry_at, due_at), alert, place limit $3 for update skip locked),
  claimed as (
    update homeward.deliveries d set attempts = d.attempts + 1, retry_at = $4 from free
    where d.alert = free.alert and d.person = free.person and d.channel = free.channel
    returning d.alert, d.person, d.channel, d.attempts, d.place)
  select c.*, a.kind, a.rung, a.text_en, a.text_km, a.due_at, a.instance, i.reference, t.incident
  from claimed c join homeward.alerts a on a.id = c.alert left join homeward.instances i on i.id = a.instance
  left join homeward.tasks t on t.id = a.task
  order by a.due_at, a.id, c.place`;

/** Sends what is unsent, through the channels; a failure is kept, tried again with back-off, and told when it lasts. */
export class Post {
  private readonly byName: Map<string, Channel>;

  constructor(
    private readonly pool: Pool,
    channels: Channel[],
    private readonly troubles: Troubles,
  ) {
    this.byName = new Map(channels.map((c) => [c.name, c]));
  }

  channels(): string[] {
    return [...this.byName.keys()];
  }

  /** Sends until nothing is left that may be tried at `now` (epoch ms). */
  async send(now: number, most = 200): Promise<{ sent: number; failed: number }> {
    const done = { sent: 0, failed: 0 };
    for (;;) {
      const { rows } = await this.pool.query<Claimed>(claim, [
        new Date(now),
        this.channels(),
        most,
        new Date(now + lease),
      ]);
      if (rows.length === 0) break;
      const sent: Claimed[] = [];
      const failed: { row: Claimed; error: string }[] = [];
      for (const row of rows) {
        try {
          await this.byName.get(row.channel)!.send(messageOf(row));
          sent.push(row);
        } catch (error) {
          failed.push({ row, error: (error as Error).message });
        }
      }
      await this.mark(sent, failed, now);
      done.sent += sent.length;
      done.failed += failed.length;
    }
    await this.complain(now);
    return done;
  }

  private async mark(sent: Claimed[], failed: { row: Claimed; error: string }[], now: number): Promise<void> {
    const keys = (rows: Claimed[]) => [rows.map((r) => r.alert), rows.map((r) => r.person), rows.map((r) => r.channel)];
    if (sent.length > 0) {
      await this.pool.query(
        `update homeward.deliveries d set sent_at = $1, retry_at = null, last_error = null
         from unnest($2::uuid[], $3::uuid[], $4::text[]) as x(alert, person, channel)
         where d.alert = x.alert and d.person = x.person and d.channel = x.channel`,
        [new Date(now), ...keys(sent)],
      );
    }
    for (const { row, error } of failed) {
      await this.pool.query(
        'update homeward.deliveries set last_error = $1, retry_at = $2 where alert = $3 and person = $4 and channel = $5',
        [error.slice(0, 500), new Date(now + backOff(row.attempts)), row.alert, row.person, row.channel],
      );
    }
  }

  /** An alert unsent for too long is overdue itself and belongs to the administrators; once per alert and channel. */
  private async complain(now: number): Promise<void> {
    const { rows } = await this.pool.query<{ alert: string; channel: string; reference: string | null }>(
      `select distinct d.alert, d.channel, i.reference from homeward.deliveries d join homeward.alerts a on a.id = d.alert
       left join homeward.instances i on i.id = a.instance
       where d.sent_at is null and d.due_at <= $1 and d.person <> '${nobody}' and a.kind <> 'delivery.overdue'
         and not exists (select from homeward.alerts o where o.kind = 'delivery.overdue' and o.occurrence = d.alert || '/' || d.channel)
       limit 200`,
      [new Date(now - tooLong)],
    );
    for (const { alert, channel, reference } of rows) {
      const text = referenceText('unsent', reference ?? alert.slice(0, 8));
      await this.troubles.raise(
        { kind: 'delivery.overdue', to: ['administrator'], occurrence: `${alert}/${channel}`, ...text },
        now,
      );
    }
  }
}

function messageOf(row: Claimed): Message {
  return {
    id: `${row.alert}/${row.person}/${row.channel}`,
    alert: row.alert,
    person: row.person,
    kind: row.kind,
    rung: row.rung,
    reference: row.reference,
    text: { en: row.text_en, km: row.text_km },
    dueAt: row.due_at.getTime(),
    link: linkOf(row),
  };
}

/** Path in the web application where an alert is answered. */
export function linkOf({ instance, incident }: { instance: string | null; incident: string | null }): string {
  if (instance) return `/instances/${instance}`;
  return incident ? `/incidents/${incident}` : '/alerts';
}

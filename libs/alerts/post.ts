import type { Pool } from 'pg';
import { Seal } from '../access';
import { Door } from '../engine';
import type { Role } from '../../workflows/workflow';
import { Undeliverable, type Channel, type DigestDetails } from './channels';
import { DeadLetters } from './dead-letters';
import { referenceText } from './texts';
import { messageOf } from './messages';
import { backOff, spread, type Troubles } from './troubles';

const nobody = '00000000-0000-0000-0000-000000000000';
/** A claimed delivery whose sender dies is free again after this time (ms): longer than a handful takes at worst. */
const lease = 120_000;
/** Messages that a channel outside holds at once, to be sent one after the other. */
const handful = 5;
/** A delivery unsent for this long (ms) is itself overdue. */
const tooLong = 3_600_000;
/** Attempts of a channel outside before a message is given up: about two hours and a half. */
export const mostAttempts = 8;
/** Failures in a row after which a channel outside is left alone until the next pass. */
const patience = 3;
/** A digest is news of the morning: later than this (ms) it is not sent any more. */
const morning = 4 * 3_600_000;

/** A row of the post that this process holds, with all that its message needs. */
export interface Claimed {
  alert: string;
  person: string;
  channel: string;
  role: Role | '';
  copy: boolean;
  attempts: number;
  kind: string;
  rung: string;
  area: string;
  safety: boolean;
  to_roles: Role[];
  details: DigestDetails | null;
  reference: string | null;
  text_en: string;
  text_km: string;
  due_at: Date;
  instance: string | null;
  incident: string | null;
  closed: boolean;
  task_due_on: string | null;
  task_due_at: Date | null;
  exact: boolean | null;
  language: 'en' | 'km' | null;
  /** sealed, where the person chose it themselves */
  address: string | null;
  chosen: boolean;
}

// FOR UPDATE SKIP LOCKED and the lease keep two workers from sending the same message. Inside, in the order of the index;
// outside, where each takes its time, what concerns safety goes first
const isWaiting = `d.sent_at is null and d.dead_at is null and d.dropped_at is null and coalesce(d.retry_at, d.due_at) <= $1 and d.channel = any($2)
    and d.person <> '${nobody}'`;
const inOrder = `select d.alert, d.person, d.channel from homeward.deliveries d where ${isWaiting}
    order by coalesce(d.retry_at, d.due_at), d.alert, d.place limit $3 for update skip locked`;
const safetyFirst = `select d.alert, d.person, d.channel from homeward.deliveries d join homeward.alerts a on a.about = d.about and a.id = d.alert where ${isWaiting}
    order by a.safety desc, coalesce(d.retry_at, d.due_at), a.due_at, d.alert, d.place limit $3 for update of d skip locked`;
const claim = (free: string) => `with free as (
    ${free}),
  claimed as (
    update homeward.deliveries d set attempts = d.attempts + 1, retry_at = $4 from free
    where d.alert = free.alert and d.person = free.person and d.channel = free.channel
    returning d.about, d.alert, d.person, d.channel, d.role, d.copy, d.attempts, d.place)
  select c.*, a.kind, a.rung, a.area, a.safety, a.to_roles, a.details, a.text_en, a.text_km, a.due_at, a.instance, i.reference, t.incident,
    t.closed_at is not null as closed, t.due_on::text as task_due_on, t.due_at as task_due_at, t.exact, p.language, f.person is not null as chosen,
    case c.channel when 'email' then case when f.person is null then p.email else f.email end
                   when 'sms' then case when f.person is null then p.phone else f.phone end end as address
  from claimed c join homeward.alerts a on a.about = c.about and a.id = c.alert left join homeward.instances i on i.id = a.instance
  left join homeward.tasks t on t.id = a.task left join homeward.people p on p.id = c.person left join homeward.profiles f on f.person = c.person
  order by a.due_at, a.id, c.place`;

export interface PostContext {
  pool: Pool;
  channels: Channel[];
  troubles: Troubles;
  door?: Door;
  /** opens the addresses that people chose */
  seal?: Seal;
}

/** What one round of sending did. */
export interface Sent {
  sent: number;
  failed: number;
}

/** Sends what is unsent, through the channels; a failure is kept, tried again with back-off, and in the end somebody's task. */
export class Post {
  private readonly pool: Pool;
  private readonly troubles: Troubles;
  private readonly seal: Seal;
  private readonly dead: DeadLetters;
  private readonly byName: Map<string, Channel>;
  private leaving: Promise<Sent> | undefined;

  constructor({ pool, channels, troubles, door, seal }: PostContext) {
    this.pool = pool;
    this.troubles = troubles;
    this.seal = seal ?? new Seal();
    this.dead = new DeadLetters(pool, door ?? new Door(pool), troubles);
    this.byName = new Map(channels.map((c) => [c.name, c]));
  }

  channels(): Channel[] {
    return [...this.byName.values()];
  }

  /** Sends, by the channels inside the product, until nothing is left that may be tried at `now` (epoch ms). */
  async send(now: number, most = 200): Promise<Sent> {
    const done = { sent: 0, failed: 0 };
    const inside = this.channels().flatMap(({ name, outside }) => (outside ? [] : [name]));
    for (;;) {
      const rows = await this.claim(inOrder, inside, now, most);
      if (rows.length === 0) break;
      const sent: Claimed[] = [];
      for (const row of rows) {
        try {
          await this.byName.get(row.channel)!.send(messageOf(row));
          sent.push(row);
        } catch (error) {
          await this.retry(row, error as Error, now + backOff(row.attempts));
          done.failed += 1;
        }
      }
      await this.mark(sent, now);
      done.sent += sent.length;
    }
    await this.complain(inside, now);
    return done;
  }

  /**
   * Sends by the channels outside, beside one another. Each takes one message after the other and marks it at once: a process
   * that dies in between repeats one. One round at a time: a call during a round gets that round.
   */
  sendOut(now: number): Promise<Sent> {
    const outside = this.channels().filter((channel) => channel.outside);
    if (outside.length === 0) return Promise.resolve({ sent: 0, failed: 0 });
    this.leaving ??= Promise.all(outside.map((channel) => this.drain(channel, now)))
      .then((all) => ({ sent: sum(all.map((one) => one.sent)), failed: sum(all.map((one) => one.failed)) }))
      .finally(() => {
        this.leaving = undefined;
      });
    return this.leaving;
  }

  /** Waits for the messages that are leaving, and lets the connections go. */
  async close(): Promise<void> {
    await this.leaving?.catch(() => undefined);
    await Promise.allSettled(this.channels().flatMap((channel) => (channel.close ? [channel.close()] : [])));
  }

  private async drain(channel: Channel, now: number): Promise<Sent> {
    const done = { sent: 0, failed: 0 };
    let failures = 0;
    const isPersonal = channel.needs !== undefined;
    const hasDead = await this.dead.known();
    for (;;) {
      const rows = await this.claim(safetyFirst, [channel.name], now, handful);
      if (rows.length === 0) return done;
      for (const [i, row] of rows.entries()) {
        if (failures >= patience) {
          await this.release(rows.slice(i), now);
          return done;
        }
        if (isOver(row, now) || (isPersonal && row.address === null)) {
          await this.drop(row, now);
          continue;
        }
        const error = await this.sendOne(channel, row);
        if (!error) {
          await this.mark([row], now);
          if (hasDead) await this.dead.close({ ...row, personal: isPersonal }, now);
          done.sent += 1;
          failures = 0;
          continue;
        }
        done.failed += 1;
        const isRefused = error instanceof Undeliverable;
        if (!isRefused) failures += 1;
        if (isRefused || row.attempts >= mostAttempts) await this.giveUp(row, isPersonal, error, now);
        else await this.retry(row, error, now + backOff(row.attempts) * spread(`${messageOf(row).id}/${row.attempts}`));
      }
    }
  }

  /** Gives back what was claimed and not tried. */
  private async release(rows: Claimed[], now: number): Promise<void> {
    for (const row of rows) await this.change(row, 'attempts = attempts - 1, retry_at = $4', new Date(now));
  }

  private async claim(free: string, channels: string[], now: number, most: number): Promise<Claimed[]> {
    const { rows } = await this.pool.query<Claimed>(claim(free), [
      new Date(now),
      channels,
      most,
      new Date(now + lease),
    ]);
    return rows;
  }

  /** Sends one message; answers what stood against it. */
  private async sendOne(channel: Channel, row: Claimed): Promise<Error | undefined> {
    try {
      await channel.send(messageOf(row, this.addressOf(row)));
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  private addressOf({ address, chosen }: Claimed): string {
    if (address === null) return '';
    try {
      return chosen ? this.seal.open(address) : address;
    } catch {
      throw new Undeliverable('the address cannot be unsealed');
    }
  }

  private async mark(sent: Claimed[], now: number): Promise<void> {
    if (sent.length === 0) return;
    await this.pool.query(
      `update homeward.deliveries d set sent_at = $1, retry_at = null, last_error = null
       from unnest($2::uuid[], $3::uuid[], $4::text[]) as x(alert, person, channel)
       where d.alert = x.alert and d.person = x.person and d.channel = x.channel`,
      [new Date(now), sent.map((r) => r.alert), sent.map((r) => r.person), sent.map((r) => r.channel)],
    );
  }

  private async retry(row: Claimed, error: Error, at: number): Promise<void> {
    await this.change(row, 'last_error = $4, retry_at = $5', error.message.slice(0, 500), new Date(at));
  }

  private async drop(row: Claimed, now: number): Promise<void> {
    await this.change(row, 'dropped_at = $4, retry_at = null', new Date(now));
  }

  /** The task first: a process that dies in between only tries once more. */
  private async giveUp(row: Claimed, personal: boolean, error: Error, now: number): Promise<void> {
    await this.dead.open({ ...row, personal }, now);
    await this.change(
      row,
      'dead_at = $4, last_error = $5, retry_at = null',
      new Date(now),
      error.message.slice(0, 500),
    );
  }

  private async change({ alert, person, channel }: Claimed, what: string, ...values: unknown[]): Promise<void> {
    await this.pool.query(`update homeward.deliveries set ${what} where alert = $1 and person = $2 and channel = $3`, [
      alert,
      person,
      channel,
      ...values,
    ]);
  }

  /** An alert unsent for too long inside the product is overdue itself and belongs to the administrators; once per alert and channel. */
  private async complain(inside: string[], now: number): Promise<void> {
    const { rows } = await this.pool.query<{ alert: string; channel: string; reference: string | null }>(
      `select distinct d.alert, d.channel, i.reference from homeward.deliveries d join homeward.alerts a on a.about = d.about and a.id = d.alert
       left join homeward.instances i on i.id = a.instance
       where d.sent_at is null and d.due_at <= $1 and d.person <> '${nobody}' and a.kind <> 'delivery.overdue' and d.channel = any($2)
         and not exists (select from homeward.alerts o where o.about = homeward.general_alert('delivery.overdue', d.alert || '/' || d.channel) and o.task is null and o.instance is null and o.kind = 'delivery.overdue' and o.occurrence = d.alert || '/' || d.channel)
       limit 200`,
      [new Date(now - tooLong), inside],
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

/** Nobody wants to hear of it any more: the task is done, or the morning of the digest has passed. */
const isOver = ({ closed, kind, due_at }: Claimed, now: number): boolean =>
  closed || (kind === 'digest' && due_at.getTime() < now - morning);

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);

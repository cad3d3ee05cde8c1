import type { Pool } from 'pg';
import { dateOf, startOf } from '../../workflows/time';
import type { Channel } from './channels';
import type { Recipient } from './recipients';

/** What an alert is, as far as a person's choice of channels goes. */
export interface About {
  /** rung of the ladder, `digest`, or '' for what a procedure raised */
  rung: string;
  /** cannot be switched off, and waits for no morning */
  safety: boolean;
  /** epoch ms */
  at: number;
}

/** One row of the post. */
export interface Delivery {
  person: string;
  channel: string;
  reason: string;
  role: string;
  acting_for: string | null;
  copy: boolean;
  /** when it may leave: now, or the end of the quiet hours */
  due: string | null;
}

interface Choice {
  person: string;
  /** rungs by channel; null where the person has never chosen */
  channels: Partial<Record<'email' | 'sms', string[]>> | null;
  email: boolean;
  sms: boolean;
  quiet_from: number | null;
  quiet_until: number | null;
}

const minute = 60_000;
/** Name among the rungs of the opening of a visit's window. */
export const openingRung = 'opens';

/** The choice that a rung falls under; a copy is for information. */
export function choiceOf(rung: string, copy: boolean): string {
  if (copy || rung === '') return 'information';
  return rung.startsWith('reminder') || rung === openingRung ? 'reminder' : rung;
}

/** When a message that is ready at an instant may leave, given quiet hours in minutes of the day in Phnom Penh (epoch ms). */
export function afterQuiet(at: number, from: number, until: number): number {
  const start = startOf(dateOf(at));
  const now = (at - start) / minute;
  const isOver = from > until;
  const isQuiet = isOver ? now >= from || now < until : now >= from && now < until;
  if (!isQuiet) return at;
  return start + until * minute + (isOver && now >= from ? 86_400_000 : 0);
}

/** Which ways a message takes to each recipient: one row per person and channel. Reads each person's choice once. */
export class Reach {
  private readonly choices = new Map<string, Choice>();

  constructor(
    private readonly pool: Pool,
    private readonly channels: readonly Channel[],
  ) {}

  /** Whether a copy could reach anybody at all. */
  get copies(): boolean {
    return this.channels.some((channel) => channel.copies);
  }

  /** Rows for those who must act or know, and for those who are copied; nobody gets both. */
  async deliveries(recipients: readonly Recipient[], copies: readonly Recipient[], about: About): Promise<Delivery[]> {
    const taken = new Set(recipients.map(({ person }) => person));
    const copied = copies.filter(({ person }) => !taken.has(person));
    await this.prepare([...recipients, ...copied].map(({ person }) => person));
    return [
      ...recipients.flatMap((one) => this.of(one, about, false)),
      ...copied.flatMap((one) => this.of(one, about, true)),
    ];
  }

  private of({ person, reason, role, actingFor }: Recipient, about: About, copy: boolean): Delivery[] {
    const ways = this.channels.filter(
      (channel) => (!copy || channel.copies) && this.takes(person, channel, about, copy),
    );
    return ways.map((channel) => ({
      person,
      channel: channel.name,
      reason,
      role,
      acting_for: actingFor ?? null,
      copy,
      due: channel.needs ? this.dueOf(person, about) : null,
    }));
  }

  private takes(person: string, { needs }: Channel, { rung, safety }: About, copy: boolean): boolean {
    if (!needs) return true;
    const choice = this.choices.get(person);
    if (!choice?.[needs]) return false;
    if (safety && !copy) return true;
    // without a choice: everything by e-mail, text messages for what concerns safety alone
    return choice.channels ? (choice.channels[needs] ?? []).includes(choiceOf(rung, copy)) : needs === 'email';
  }

  private dueOf(person: string, { rung, safety, at }: About): string | null {
    const { quiet_from: from, quiet_until: until } = this.choices.get(person)!;
    // a digest has an hour of its own, and holds what its reader may open at that hour
    if (safety || rung === 'digest' || from === null || until === null) return null;
    const due = afterQuiet(at, from, until);
    return due === at ? null : new Date(due).toISOString();
  }

  /** Reads the choices of people at once, who will be asked for one by one. */
  async prepare(persons: string[]): Promise<void> {
    const missing = [...new Set(persons)].filter((person) => !this.choices.has(person));
    if (missing.length === 0 || !this.channels.some(({ needs }) => needs)) return;
    const { rows } = await this.pool.query<Choice>({
      name: 'alerts-reach',
      text: `select p.id as person, c.channels, c.quiet_from, c.quiet_until,
          case when c.person is null then p.email else c.email end is not null as email,
          case when c.person is null then p.phone else c.phone end is not null as sms
        from homeward.people p left join homeward.profiles c on c.person = p.id where p.id = any($1::uuid[])`,
      values: [missing],
    });
    for (const row of rows) this.choices.set(row.person, row);
  }
}

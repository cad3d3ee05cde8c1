import type { Pool } from 'pg';

/** What keeps people from acting although they hold an appointment. */
export interface Standing {
  /** of these deputies, those who are themselves away from every post of their own at an instant (epoch ms) */
  away(persons: string[], at: number): Promise<Set<string>>;
  /** of these persons, those whose account is locked after failed sign-ins, now */
  locked(persons: string[]): Promise<Set<string>>;
}

/** Reads leaves and locks where libs/access keeps them. */
export class StoredStanding implements Standing {
  constructor(private readonly pool: Pool) {}

  async away(persons: string[], at: number): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ person: string }>({
      name: 'alerts-away',
      text: `select a.person from homeward.appointments a where a.person = any($1::uuid[]) and a.acting_for is null
          and a.starts_at <= $2 and (a.ends_at is null or a.ends_at > $2)
        group by a.person having bool_and(exists (select from homeward.leaves l where l.appointment = a.id and l.starts_at <= $2
          and least(l.ends_at, coalesce(l.ended_early_at, 'infinity')) > $2))`,
      values: [persons, new Date(at)],
    });
    return new Set(rows.map(({ person }) => person));
  }

  async locked(persons: string[]): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ person: string }>({
      name: 'alerts-locked',
      text: `select c.person from homeward.credentials c join homeward.attempts a on a.kind = 'login'
          and a.key = rtrim(translate(encode(sha256(convert_to(c.login, 'UTF8')), 'base64'), '+/', '-_'), '=')
        where c.person = any($1::uuid[]) and a.locked_until > clock_timestamp()`,
      values: [persons],
    });
    return new Set(rows.map(({ person }) => person));
  }
}

/** One's own due dates as an iCalendar feed, behind a link that can be revoked. */
import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import ical from 'ical-generator';
import type { Actor, Role } from '../../workflows/workflow';
import type { Context } from './context';
import { listTasks } from './lists/tasks';
import { calendarTexts } from './profile-texts';

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Links to calendars: 32 random bytes each, of which the database holds the SHA-256. One per person. */
export class Links {
  constructor(private readonly pool: Pool) {}

  async find(person: string): Promise<{ madeAt: string; usedAt: string | null } | undefined> {
    const { rows } = await this.pool.query<{ made_at: Date; used_at: Date | null }>(
      'select made_at, used_at from homeward.calendar_links where person = $1 and revoked_at is null',
      [person],
    );
    return rows[0] && { madeAt: rows[0].made_at.toISOString(), usedAt: rows[0].used_at?.toISOString() ?? null };
  }

  /** A new link; the one before leads nowhere from now on. */
  async make(person: string): Promise<{ token: string; madeAt: string }> {
    await this.revoke(person);
    const token = randomBytes(32).toString('base64url');
    const { rows } = await this.pool.query<{ made_at: Date }>(
      'insert into homeward.calendar_links (person, token_hash) values ($1, $2) returning made_at',
      [person, hashOf(token)],
    );
    return { token, madeAt: rows[0]!.made_at.toISOString() };
  }

  async revoke(person: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      'update homeward.calendar_links set revoked_at = clock_timestamp() where person = $1 and revoked_at is null',
      [person],
    );
    return rowCount === 1;
  }

  /** Whose link it is; notes that it was used. */
  async use(token: string): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ person: string }>(
      'update homeward.calendar_links set used_at = clock_timestamp() where token_hash = $1 and revoked_at is null returning person',
      [hashOf(token)],
    );
    return rows[0]?.person;
  }
}

interface Seat {
  language: 'km' | 'en';
  appointment: string;
  role: Role;
  area: string;
  agency: string | null;
  institution: string | null;
  acting_for: string | null;
}

/** The person's open tasks, in every appointment that is in force, by reference and title alone. */
export async function calendarOf(context: Context, person: string): Promise<string> {
  const { pool, clock, config } = context;
  const now = new Date(clock.now());
  const { rows } = await pool.query<Seat>(
    `select p.language, a.id as appointment, a.role, a.area, a.agency, a.institution, f.person as acting_for from homeward.appointments a
     join homeward.people p on p.id = a.person left join homeward.appointments f on f.id = a.acting_for
     where a.person = $1 and a.starts_at <= $2 and (a.ends_at is null or a.ends_at > $2) order by a.starts_at, a.id`,
    [person, now],
  );
  const language = rows[0]?.language ?? 'km';
  const site = config.publicUrl ?? config.url;
  const calendar = ical({ prodId: { company: 'Homeward', product: 'Due dates' }, name: calendarTexts.name[language] });
  const seen = new Set<string>();
  for (const seat of rows) {
    const { items } = await listTasks(context, actorOf(person, seat), { mine: true, upcoming: true, limit: 200 });
    for (const { id, instance, incident, reference, text, due } of items) {
      if (seen.has(id)) continue;
      seen.add(id);
      // the words of an incident may name a place; its number does not
      const title = incident ? calendarTexts.incident : (text ?? calendarTexts.task);
      const number = reference ?? `INC-${incident!.slice(0, 8)}`;
      // times in UTC, days without a zone: with a zone, local times would come out wrong
      const when = due.exact
        ? { start: new Date(due.at), end: new Date(due.at) }
        : { start: new Date(`${due.on}T00:00:00Z`), allDay: true };
      const url = `${site}${instance ? `/cases/${instance}` : '/tasks'}`;
      calendar.createEvent({
        id: `${id}@homeward`,
        stamp: now,
        summary: `${number} · ${title[language]}`,
        url,
        ...when,
      });
    }
  }
  return calendar.toString();
}

const actorOf = (person: string, seat: Seat): Actor => ({
  person,
  role: seat.role,
  area: seat.area,
  appointment: seat.appointment,
  ...(seat.acting_for && { actingFor: seat.acting_for }),
  ...(seat.institution && { institution: seat.institution }),
  ...(seat.agency && { agency: seat.agency }),
});

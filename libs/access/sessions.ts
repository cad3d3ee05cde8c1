import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Actor, Role } from '../../workflows/workflow';
import { Gather } from '../database';
import { isoOf, Problem, type Clock } from '../engine';
import { Attempts } from './attempts';
import { KnownDevices } from './known-devices';
import { SecurityLog } from './logs';
import { OutboxKeys } from './outbox-keys';
import { hashPassword, normalLogin, passwordProblem } from './passwords';
import { SecondFactor } from './second-factor';
import { fitOf, SignIn, type Stored } from './sign-in';
import { Seal } from './totp';

/** Longest pause and longest life of a session (ms). */
export const idleLimit = 2 * 3_600_000;
export const absoluteLimit = 12 * 3_600_000;
/** `last seen` is written at most this often (ms). */
const seenEvery = 60_000;

export interface SessionParts {
  pool: Pool;
  /** business time: which appointments are in force */
  clock: Clock;
  /** sign-in, lock-out and codes run on this one */
  realClock: Clock;
  /** seals second factors at rest */
  seal?: Seal;
  /** time steps that a code may be early or late; 1 unless for the sandbox */
  totpWindow?: number;
}

export interface Appointment {
  id: string;
  role: Role;
  area: string;
  areaName: { en: string; km: string } | null;
  agency: string | null;
  institution: string | null;
  /** person acted for */
  actingFor: string | null;
  from: string;
  until: string | null;
}

export interface Session {
  id: string;
  person: { id: string; nameKm: string; nameEn: string; language: 'km' | 'en' };
  appointments: Appointment[];
  /** epoch ms */
  expiresAt: number;
  /** entered with a one-time password: nothing else before a new one is chosen */
  mustChangePassword: boolean;
  /** has a second factor, so can sign */
  totp: boolean;
}

export interface Device {
  id: string;
  device: string;
  source: string;
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
}

interface Row {
  id: string;
  token_hash: Buffer;
  person: string;
  last_seen_at: Date;
  expires_at: Date;
  limited: boolean;
  name_km: string;
  name_en: string;
  language: 'km' | 'en';
  totp: boolean;
  appointments: Appointment[];
}

/** Sessions by the hashes `$1`, with the appointments in force at `$2`. */
const storedSessions = `select s.id, s.token_hash, s.person, s.last_seen_at, s.expires_at, s.limited, p.name_km, p.name_en, p.language, c.totp_secret is not null as totp,
    coalesce((select json_agg(json_build_object('id', a.id, 'role', a.role, 'area', a.area, 'agency', a.agency, 'institution', a.institution,
        'areaName', case when r.code is null then null else json_build_object('en', r.name_en, 'km', r.name_km) end,
        'actingFor', f.person, 'from', a.starts_at, 'until', a.ends_at) order by a.starts_at, a.id)
      from homeward.appointments a left join homeward.appointments f on f.id = a.acting_for left join homeward.areas r on r.code = a.area
      where a.person = s.person and a.starts_at <= $2 and (a.ends_at is null or a.ends_at > $2)), '[]') as appointments
  from homeward.sessions s join homeward.people p on p.id = s.person left join homeward.credentials c on c.person = s.person
  where s.token_hash = any ($1) and s.revoked_at is null`;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
const newToken = (): string => randomBytes(32).toString('base64url');

const wrong = { en: 'Login or password is wrong.', km: 'ឈ្មោះចូល ឬពាក្យសម្ងាត់មិនត្រឹមត្រូវ។' };
const chooseFirst = { en: 'Choose a password of your own first.', km: 'សូមជ្រើសរើសពាក្យសម្ងាត់ផ្ទាល់ខ្លួនជាមុនសិន។' };
const noAppointment = {
  en: 'You hold no appointment that is in force now.',
  km: 'អ្នកគ្មានមុខងារដែលមានសុពលភាពនៅពេលនេះទេ។',
};
const nameOne = {
  en: 'You hold several appointments. Name one in Homeward-Appointment.',
  km: 'អ្នកមានមុខងារច្រើន។ សូមបញ្ជាក់មួយក្នុង Homeward-Appointment។',
};

/** Sign-in and sessions: opaque tokens of 32 bytes, of which the database holds the SHA-256. Nothing is kept in the process. */
export class Sessions {
  readonly secondFactor: SecondFactor;
  private readonly attempts: Attempts;
  private readonly devices: KnownDevices;
  private readonly entrance: SignIn;
  private readonly log: SecurityLog;

  /** one question for the requests that come at the same time */
  private readonly stored = new Gather<Buffer, Row | undefined>(async (hashes) => {
    const { rows } = await this.parts.pool.query<Row>({
      name: 'session',
      text: storedSessions,
      values: [hashes, isoOf(this.parts.clock.now())],
    });
    const byHash = new Map(rows.map((row) => [row.token_hash.toString('hex'), row]));
    return hashes.map((hash) => byHash.get(hash.toString('hex')));
  });

  constructor(private readonly parts: SessionParts) {
    const { pool, realClock } = parts;
    this.attempts = new Attempts(pool, realClock);
    this.log = new SecurityLog(pool, realClock);
    this.secondFactor = new SecondFactor(pool, realClock, parts.seal ?? new Seal(), parts.totpWindow ?? 1);
    this.devices = new KnownDevices(new OutboxKeys(pool, parts.seal?.key), realClock);
    this.entrance = new SignIn(pool, realClock, this.secondFactor, this.devices);
  }

  /**
   * Throws `unauthenticated` (with `errors: totp required` when only the code is missing) or `locked_out`. `marks` is what the
   * device keeps to be known by: the one of before is given, the new one answered.
   */
  async signIn(given: {
    login: string;
    password: string;
    totp?: string;
    device?: string;
    source?: string;
    marks?: string;
  }): Promise<Session & { token: string; marks: string }> {
    const login = normalLogin(given.login);
    const source = given.source ?? '';
    const { password, totp: code, marks } = given;
    const person = await this.entrance.check({ login, password, code, source, marks });
    const token = newToken();
    const now = isoOf(this.parts.realClock.now());
    await this.parts.pool.query(
      `insert into homeward.sessions (id, token_hash, person, created_at, rotated_at, last_seen_at, expires_at, device, source, limited)
       values ($1, $2, $3, $4, $4, $4, $5, $6, $7, $8)`,
      [
        randomUUID(),
        hashOf(token),
        person.person,
        now,
        isoOf(this.parts.realClock.now() + absoluteLimit),
        (given.device ?? '').slice(0, 120),
        source,
        person.one_time,
      ],
    );
    await this.log.record({ kind: 'signIn.succeeded', person: person.person, source });
    return { token, marks: await this.devices.mark(marks, person.person), ...(await this.sessionOf(token)) };
  }

  /** The session of a token with the appointments in force; throws `unauthenticated` when there is none or it is over. */
  async sessionOf(token: string): Promise<Session> {
    const now = this.parts.realClock.now();
    const row = await this.stored.get(hashOf(token));
    if (!row || row.expires_at.getTime() <= now || row.last_seen_at.getTime() + idleLimit <= now)
      throw new Problem('unauthenticated');
    if (now - row.last_seen_at.getTime() > seenEvery)
      await this.parts.pool.query('update homeward.sessions set last_seen_at = $2 where id = $1', [row.id, isoOf(now)]);
    return {
      id: row.id,
      person: { id: row.person, nameKm: row.name_km, nameEn: row.name_en, language: row.language },
      appointments: row.appointments,
      expiresAt: row.expires_at.getTime(),
      mustChangePassword: row.limited,
      totp: row.totp,
    };
  }

  /** Who acts: the person in the appointment named, or in the only one there is. */
  async actorOf(
    token: string,
    appointment?: string,
  ): Promise<{ actor: Actor; session: Session; person: Session['person']; appointments: Appointment[] }> {
    const session = await this.sessionOf(token);
    if (session.mustChangePassword) throw new Problem('forbidden', { detail: chooseFirst });
    const { appointments, person } = session;
    if (appointments.length === 0) throw new Problem('forbidden', { detail: noAppointment });
    if (!appointment && appointments.length > 1)
      throw new Problem('form_invalid', {
        detail: nameOne,
        errors: [{ path: 'Homeward-Appointment', code: 'required' }],
      });
    const held = appointment ? appointments.find((a) => a.id === appointment) : appointments[0];
    if (!held) throw new Problem('forbidden', { detail: noAppointment });
    const actor: Actor = {
      person: person.id,
      role: held.role,
      area: held.area,
      appointment: held.id,
      ...(held.actingFor && { actingFor: held.actingFor }),
      ...(held.institution && { institution: held.institution }),
      ...(held.agency && { agency: held.agency }),
    };
    return { actor, session, person, appointments };
  }

  /** A signature by this person; see `SecondFactor.signed`. */
  signed(person: string, code: string | undefined, purpose: string): Promise<true> {
    return this.secondFactor.signed(person, code, purpose);
  }

  /** Gives a signature's code back when the rules refused what it was shown for; see `SecondFactor.giveBack`. */
  giveBack(person: string, purpose: string): Promise<void> {
    return this.secondFactor.giveBack(person, purpose);
  }

  /** A new token in place of the old, which ends at once; after each step of privilege. */
  async rotate(token: string): Promise<string> {
    const fresh = newToken();
    const { rows } = await this.parts.pool.query<{ person: string }>(
      'update homeward.sessions set token_hash = $2, rotated_at = $3 where token_hash = $1 and revoked_at is null returning person',
      [hashOf(token), hashOf(fresh), isoOf(this.parts.realClock.now())],
    );
    if (!rows[0]) throw new Problem('unauthenticated');
    await this.log.record({ kind: 'session.rotated', person: rows[0].person });
    return fresh;
  }

  async enrolTotp(token: string): Promise<{ secret: string; url: string }> {
    const session = await this.sessionOf(token);
    if (session.mustChangePassword) throw new Problem('forbidden', { detail: chooseFirst });
    return this.secondFactor.enrol(session.person.id);
  }

  async confirmTotp(token: string, code: string): Promise<{ token: string }> {
    await this.secondFactor.confirm((await this.sessionOf(token)).person.id, code);
    return { token: await this.rotate(token) };
  }

  /** Chooses a new password; every other session of the person ends. */
  async changePassword(token: string, given: { old: string; password: string }): Promise<{ token: string }> {
    const session = await this.sessionOf(token);
    const { rows } = await this.parts.pool.query<Stored>('select * from homeward.credentials where person = $1', [
      session.person.id,
    ]);
    const stored = rows[0]!;
    // counted apart: who guesses from outside keeps nobody from changing the password that they guess at
    const counted = `${normalLogin(stored.login)} signed in`;
    await this.attempts.charge('login', counted);
    if (!(await fitOf(stored, given.old)))
      throw new Problem('form_invalid', { detail: wrong, errors: [{ path: 'old', code: 'wrong' }] });
    const refused =
      given.old === given.password
        ? { en: 'Choose another than the old one.', km: 'សូមជ្រើសរើសថ្មីខុសពីចាស់។' }
        : passwordProblem(stored.login, given.password);
    if (refused)
      throw new Problem('form_invalid', {
        detail: refused,
        errors: [{ path: 'password', code: 'weak', message: refused }],
      });
    const now = isoOf(this.parts.realClock.now());
    await this.parts.pool.query(
      `with changed as (update homeward.credentials set password = $2, one_time = false, changed_at = $3 where person = $1)
       update homeward.sessions set limited = false, revoked_at = case when id = $4 then null else $3::timestamptz end,
         revoked_why = case when id = $4 then null else 'password changed' end
       where person = $1 and revoked_at is null`,
      [session.person.id, await hashPassword(given.password), now, session.id],
    );
    await this.attempts.clear('login', counted);
    await this.log.record({ kind: 'password.changed', person: session.person.id });
    return { token: await this.rotate(token) };
  }

  async signOut(token: string): Promise<void> {
    const session = await this.sessionOf(token);
    await this.end(session.person.id, 'signed out', session.id);
    await this.log.record({ kind: 'signOut', person: session.person.id });
  }

  async signOutEverywhere(token: string): Promise<void> {
    const session = await this.sessionOf(token);
    await this.end(session.person.id, 'signed out everywhere');
    await this.log.record({ kind: 'signOut', person: session.person.id, detail: { everywhere: true } });
  }

  /** The person's open sessions, the newest first. */
  async listDevices(token: string): Promise<Device[]> {
    const session = await this.sessionOf(token);
    const now = this.parts.realClock.now();
    const { rows } = await this.parts.pool.query<Device>(
      `select id, device, source, created_at as "createdAt", last_seen_at as "lastSeenAt", id = $2 as current from homeward.sessions
       where person = $1 and revoked_at is null and expires_at > $3 and last_seen_at > $4 order by created_at desc`,
      [session.person.id, session.id, isoOf(now), isoOf(now - idleLimit)],
    );
    return rows;
  }

  /** Ends one of the person's own sessions. */
  async revoke(token: string, id: string): Promise<void> {
    const session = await this.sessionOf(token);
    if (!(await this.end(session.person.id, 'revoked', id))) throw new Problem('not_found');
    await this.log.record({ kind: 'session.revoked', person: session.person.id });
  }

  private async end(person: string, why: string, id?: string): Promise<boolean> {
    const { rowCount } = await this.parts.pool.query(
      `update homeward.sessions set revoked_at = $2, revoked_why = $3 where person = $1 and revoked_at is null and ($4::uuid is null or id = $4)`,
      [person, isoOf(this.parts.realClock.now()), why, id ?? null],
    );
    return (rowCount ?? 0) > 0;
  }
}

/** The fixed cast of people that access is tested with, and clocks by hand. */
import type { Actor, Role } from '../../workflows/workflow';
import { Credentials, People, registerActor, Sessions } from '../../libs/access';
import { Door, Problem } from '../../libs/engine';
import type { TestDatabase } from './database';

/** Instant of a wall time in Phnom Penh, `2017-03-06 09:00`. */
export const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`);

export class HandClock {
  constructor(public time: number) {}
  now(): number {
    return this.time;
  }
  pass(ms: number): void {
    this.time += ms;
  }
}

export const password = 'rice fields after rain';

/** Code of the Problem that a promise ends with, or `done`. */
export async function problemOf(work: Promise<unknown>): Promise<string> {
  return (await problem(work))?.code ?? 'done';
}

export async function problem(work: Promise<unknown>): Promise<Problem | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

export const areas = [
  ['02', 1, 'បាត់ដំបង', 'Battambang'],
  ['0201', 2, 'បាណន់', 'Banan'],
  ['020101', 3, 'កន្ទឺ ១', 'Kantueu Muoy'],
  ['02010101', 4, 'ឆាយរំពាត់', 'Chhay Roumpoat'],
  ['08', 1, 'កណ្តាល', 'Kandal'],
  ['0801', 2, 'កណ្តាលស្ទឹង', 'Kandal Stueng'],
  ['0810', 2, 'ស្អាង', 'Sa Ang'],
  ['080101', 3, 'អំពៅព្រៃ', 'Ampov Prey'],
  ['081001', 3, 'កោះខែល', 'Kaoh Khael'],
  ['08100101', 4, 'ព្រែកតា', 'Preaek Ta'],
  ['21', 1, 'តាកែវ', 'Takeo'],
  ['2101', 2, 'អង្គរបូរី', 'Angkor Borei'],
  ['210101', 3, 'គោកធ្លក', 'Kouk Thlok'],
] as const;

/** A database with areas, and a company that hires people into it. */
export class Company {
  readonly clock = new HandClock(at('2017-03-06 09:00'));
  readonly realClock = new HandClock(at('2026-01-05 09:00'));
  readonly door: Door;
  readonly people: People;
  readonly credentials: Credentials;
  readonly sessions: Sessions;
  private count = 0;

  constructor(readonly database: TestDatabase) {
    const { pool } = database;
    this.door = new Door(pool);
    const parts = { pool, door: this.door, clock: this.clock };
    this.people = new People(parts);
    this.credentials = new Credentials(parts, this.realClock);
    this.sessions = new Sessions({ pool, clock: this.clock, realClock: this.realClock });
  }

  async open(): Promise<void> {
    for (const area of areas)
      await this.database.owner.query(
        'insert into homeward.areas (code, level, name_km, name_en) values ($1, $2, $3, $4) on conflict do nothing',
        [...area],
      );
  }

  /** A person in an appointment from 2016 on; with a login when one is named. */
  async hire(
    role: Role,
    area: string,
    more: {
      login?: string;
      totpSecret?: string;
      actingFor?: string;
      institution?: string;
      from?: number;
      until?: number;
      person?: string;
    } = {},
  ): Promise<Actor & { appointment: string }> {
    this.count += 1;
    const person =
      more.person ??
      (await this.people.addPerson(registerActor, { nameEn: `Person ${this.count}`, nameKm: `មនុស្ស ${this.count}` })).id;
    const { institution, actingFor } = more;
    const { id } = await this.people.giveAppointment(registerActor, {
      person,
      role,
      area,
      institution,
      actingFor,
      from: more.from ?? at('2016-01-01 00:00'),
      until: more.until,
    });
    if (more.login)
      await this.credentials.give(registerActor, { person, login: more.login, password, totpSecret: more.totpSecret });
    let principal: string | undefined;
    if (actingFor) {
      const { rows } = await this.database.pool.query<{ person: string }>(
        'select person from homeward.appointments where id = $1',
        [actingFor],
      );
      principal = rows[0]!.person;
    }
    return {
      person,
      role,
      area,
      appointment: id,
      ...(institution && { institution }),
      ...(principal && { actingFor: principal }),
    };
  }
}

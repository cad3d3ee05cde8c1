/** Obligations for tests of the ladder: instances with an open task or an armed timer, and a fixed cast who hold the roles. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { seedSettings } from '../../libs/calendar';
import type { Directory, Holder } from '../../libs/alerts';
import type { Clock, SettingsPort } from '../../libs/engine/ports';
import { defaultParameters } from '../../workflows/parameters';
import type { Role } from '../../workflows/workflow';
import { endOf } from '../../workflows/time';
import type { TestDatabase } from './database';

export const phnomPenh = (text: string): number => Date.parse(`${text}+07:00`);

/** A clock that a test sets. */
export class TestClock implements Clock {
  constructor(public instant: number) {}
  now(): number {
    return this.instant;
  }
}

/** The settings of version 1, as the seed writes them. */
export const firstSettings: SettingsPort = {
  at: async () => ({
    parameters: defaultParameters(),
    calendar: { version: 1, from: '2015-01-01', until: '2028-12-31', holidays: [] },
  }),
  version: async (version) => {
    if (version !== 1) throw new Error(`there are no parameters ${version}`);
    return firstSettings.at(0);
  },
};

/** The cast: one person for each seat of Kandal (08) and its district 0801. */
export const cast = {
  worker: '00000000-0000-4000-8000-000000000001',
  otherWorker: '00000000-0000-4000-8000-000000000002',
  supervisor: '00000000-0000-4000-8000-000000000003',
  deputy: '00000000-0000-4000-8000-000000000004',
  director: '00000000-0000-4000-8000-000000000005',
  officer: '00000000-0000-4000-8000-000000000006',
  ministry: '00000000-0000-4000-8000-000000000007',
  keeper: '00000000-0000-4000-8000-000000000008',
};

/** Who holds which seat; a test takes seats away or gives them to a deputy. */
export class Seats implements Directory {
  readonly seats = new Map<string, Holder[]>([
    ['dsw/0801', [{ person: cast.worker }, { person: cast.otherWorker }]],
    ['districtSupervisor/0801', [{ person: cast.supervisor }]],
    ['pdosvyDirector/08', [{ person: cast.director }]],
    ['pdosvyOfficer/08', [{ person: cast.officer }]],
    ['mosvy/', [{ person: cast.ministry }]],
    ['administrator/', [{ person: cast.keeper }]],
  ]);
  /** who is on duty, by role and area of the rota */
  readonly duty = new Map<string, Holder[]>();
  asked = 0;
  async onCall(area: string, role: Role): Promise<Holder[]> {
    return [...this.duty].filter(([key]) => `${role}/${area}`.startsWith(key)).flatMap(([, holders]) => holders);
  }
  async holdersOf(role: Role, area: string): Promise<Holder[]> {
    this.asked += 1;
    return this.seats.get(`${role}/${area}`) ?? [];
  }
}

export async function seed(db: TestDatabase): Promise<void> {
  const client = await db.owner.connect();
  try {
    await seedSettings(client);
    await client.query(`insert into homeward.areas (code, level, name_km, name_en) values
      ('08', 1, 'កណ្តាល', 'Kandal'), ('0801', 2, 'កណ្តាលស្ទឹង', 'Kandal Stueng') on conflict do nothing`);
  } finally {
    client.release();
  }
}

let count = 0;

/** An open instance; returns its id. */
export async function openInstance(owner: Pool, openedAt = phnomPenh('2017-05-01T08:00:00')): Promise<string> {
  const id = randomUUID();
  count += 1;
  await owner.query(
    `insert into homeward.instances (id, reference, workflow, workflow_version, area, version, seq, head, state, phase, status, parameters, opened_at, changed_at)
     values ($1, $2, 'gatekeeping', 1, '0801', 1, 1, '\\x00', '{}', 'waiting', 'open', 1, $3, $3)`,
    [id, `GK-2017-${String(count).padStart(6, '0')}`, new Date(openedAt)],
  );
  return id;
}

export interface Obligation {
  instance?: string;
  name?: string;
  role?: Role;
  area?: string;
  assignee?: string | null;
  /** `YYYY-MM-DD`: due on a day */
  on?: string;
  /** epoch ms: due at an instant */
  at?: number;
  ladder?: 'normal' | 'high';
  openedAt?: number;
  parameters?: number;
}

/** An open task, its ladder started as the write door does; returns its id. */
export async function openTask(owner: Pool, given: Obligation = {}): Promise<string> {
  const id = randomUUID();
  const openedAt = given.openedAt ?? phnomPenh('2017-05-01T08:00:00');
  const instance = given.instance ?? (await openInstance(owner, openedAt));
  const on = given.on ?? '2017-05-22';
  const exact = given.at !== undefined;
  await owner.query(
    `insert into homeward.tasks (id, instance, key, name, role, area, assignee, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at,
       next_rung, next_rung_at)
     values ($1, $2, $1::uuid::text, $3, $4, $5, $6, $7, $8, $9, '{"calendarVersion":1}', $10, $11, 1, $12,
       0, coalesce(door.rung_at($10, $11, 0, $7, $8, $9), case when $11 <> 1 then $7::timestamptz end))`,
    [
      id,
      instance,
      given.name ?? 'visit',
      given.role ?? 'dsw',
      given.area ?? '0801',
      given.assignee === undefined ? cast.worker : given.assignee,
      new Date(given.at ?? endOf(on)),
      exact ? new Date(given.at! + 7 * 3_600_000).toISOString().slice(0, 10) : on,
      exact,
      given.ladder ?? 'normal',
      given.parameters ?? 1,
      new Date(openedAt),
    ],
  );
  return id;
}

/** An armed timer of an instance. */
export async function armTimer(
  owner: Pool,
  instance: string,
  dueAt: number,
  timer = 'xstate.after.P-08.waiting',
  version = 1,
): Promise<void> {
  await owner.query(
    `insert into homeward.timers (instance, timer, armed_version, deadline, due_at, why) values ($1, $2, $3, 'lapse', $4, '{}')`,
    [instance, timer, version, new Date(dueAt)],
  );
}

/** The cast of the ladder as people of the database, with what they chose, and alerts over real channels. */
import { Alerts, InboxChannel, type Channel } from '../../libs/alerts';
import { Seal } from '../../libs/access';
import type { TestDatabase } from '../support/database';
import { cast, firstSettings, Seats, type TestClock } from '../support/obligations';

export const site = 'https://homeward.example.gov.kh';

export interface Chosen {
  language?: 'km' | 'en';
  email?: string | null;
  sms?: string | null;
  rungs?: { email?: string[]; sms?: string[] };
  quiet?: { from: number; until: number };
}

const every = ['reminder', 'worker', 'supervisor', 'province', 'ministry', 'information', 'digest'];
export const seal = new Seal(Buffer.alloc(32, 7));

/** Puts the cast into the register of people. */
export async function hire(db: TestDatabase): Promise<void> {
  for (const [name, id] of Object.entries(cast))
    await db.owner.query(
      `insert into homeward.people (id, name_km, name_en, added_at) values ($1, 'សុភា ចាន់', $2, '2016-01-01') on conflict do nothing`,
      [id, `Sophea ${name}`],
    );
}

/** What a member of the cast chose on the profile page; addresses are sealed. */
export async function choose(db: TestDatabase, person: string, chosen: Chosen): Promise<void> {
  const { language = 'km', email = null, sms = null, rungs, quiet } = chosen;
  const sealed = (address: string | null) => address && seal.close(address);
  await db.pool.query('select homeward.choose_profile($1::jsonb)', [
    JSON.stringify({
      person,
      language,
      digits: 'khmer',
      channels: { email: rungs?.email ?? every, sms: rungs?.sms ?? every },
      email: sealed(email),
      phone: sealed(sms),
      quiet: quiet ?? null,
    }),
  ]);
}

export interface Desk {
  alerts: Alerts;
  seats: Seats;
}

/** Alerts over the inbox and channels outside. */
export function desk(db: TestDatabase, clock: TestClock, channels: Channel[]): Desk {
  const seats = new Seats();
  const alerts = new Alerts({
    pool: db.pool,
    clock,
    settings: firstSettings,
    directory: seats,
    seal,
    titles: (_workflow, _version, name) =>
      name === 'visit' ? { en: 'Follow-up visit', km: 'ការចុះតាមដាន' } : undefined,
    channels: [new InboxChannel(), ...channels],
  });
  return { alerts, seats };
}

/** Takes away every obligation, alert and choice. */
export async function clear(db: TestDatabase): Promise<void> {
  await db.owner.query(
    `truncate homeward.deliveries, homeward.alerts, homeward.troubles, homeward.tasks, homeward.timers, homeward.profiles cascade`,
  );
  await db.owner.query(
    `update homeward.incidents set status = 'resolved', resolved_at = now(), resolution = 'between two tests' where status <> 'resolved'`,
  );
}

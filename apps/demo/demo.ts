import { Algorithm, hash } from '@node-rs/argon2';
import { Client, type Pool } from 'pg';
import { registerActor, Seal } from '../../libs/access';
import { isoOf, registerLine, type Clock, type Door, type Line, type Op } from '../../libs/engine';
import { loadStandardAreas, nameKeys } from '../../libs/registry';
import { addDays, dateOf, startOf } from '../../workflows/time';
import { agencyId, demoAccounts, demoId, demoPassword, shownAccounts, type DemoAccount } from './accounts';
import { agencies, families, institutions, places } from './places';

export interface DemoContext {
  /** the application's login */
  pool: Pool;
  door: Door;
  clock: Clock;
  /** whether an empty database is filled at all; the migrator's address on a server */
  config: { demo: boolean; migratorDatabaseUrl?: string };
  /** areas and the register come in as the migrator, as in real use; the embedded database's own address */
  migratorUrl?: string;
  /** how second factors are kept; the same as the sessions' */
  seal?: Seal;
}

/** Appointments and the register hold from here, so that stories of any later year can be told. */
const beginning = startOf('2016-01-01');
const end = startOf('2100-01-01');

/**
 * Fills an empty database with invented people and places, and answers with the accounts to show. A database that holds
 * the demo already is left as it is; one in use is never touched and gives no accounts.
 */
export async function seedDemo(context: DemoContext): Promise<DemoAccount[]> {
  if (!context.config.demo) return [];
  const { rows } = await context.pool.query<{ people: number; demo: boolean }>(
    'select count(*)::int as people, coalesce(bool_or(id = $1), false) as demo from homeward.people',
    [demoAccounts[0]!.person],
  );
  if (rows[0]!.demo) return shownAccounts;
  if (rows[0]!.people > 0) return [];
  const connectionString = context.migratorUrl ?? context.config.migratorDatabaseUrl;
  if (!connectionString)
    throw new Error('the demo needs the migrator: set MIGRATOR_DATABASE_URL, or HOMEWARD_DEMO=off');
  const migrator = new Client({ connectionString });
  await migrator.connect();
  try {
    // people come last: where they are, all is there; a start that was cut off goes on where it stopped
    await loadStandardAreas(migrator);
    if (!(await has(context, 'agencies'))) await write(context, offices(context.clock.now()));
    if (!(await has(context, 'institutions'))) await importRegister(migrator, context.clock.now());
    await write(context, [...(await access(context)), ...register(context)]);
  } finally {
    await migrator.end();
  }
  return shownAccounts;
}

/**
 * The day of the last full inspection: recent by the real clock; for a clock by hand, which starts in 2016 and knows no
 * inspections yet, a day that keeps the homes eligible (P-24) through the stories of 2016 and 2017.
 */
function lastInspection(now: number): string {
  return now < startOf('2018-01-01') ? '2017-12-01' : addDays(dateOf(now), -60);
}

async function has({ pool }: DemoContext, table: 'agencies' | 'institutions'): Promise<boolean> {
  const { rows } = await pool.query<{ has: boolean }>(`select exists (select from homeward.${table}) as has`);
  return rows[0]!.has;
}

async function write({ door }: DemoContext, lines: Line[]): Promise<void> {
  const outcome = await door.write({ lines, checks: [] });
  if (!outcome.ok) throw new Error(`the demo could not be written: ${JSON.stringify(outcome)}`);
}

async function importRegister(migrator: Client, now: number): Promise<void> {
  const list = institutions.map((i) => {
    const place = places.find((p) => p.key === i.place)!;
    const { kmKey, latinKey } = nameKeys({ km: i.name.km, latin: i.name.en });
    return {
      id: demoId(`institution ${i.code}`),
      code: i.code,
      nameKm: i.name.km,
      nameEn: i.name.en,
      kmKey,
      latinKey,
      kind: i.kind,
      operator: i.operator,
      operatorAgency: i.operator === 'state' ? agencyId('province', place) : demoId(`agency ${i.code}`),
      area: place.village,
      standing: i.standing,
      capacity: i.capacity,
      lastInspection: lastInspection(now),
      address: 'An invented street',
    };
  });
  const { rows } = await migrator.query<{ report: { errors: unknown[] } }>(
    'select homeward.import_institutions($1::jsonb) as report',
    [JSON.stringify({ policyDate: '2016-01-01', at: isoOf(now), institutions: list })],
  );
  const { errors } = rows[0]!.report;
  if (errors.length > 0) throw new Error(`the register of the demo was refused: ${JSON.stringify(errors)}`);
}

/** A journal line of the register for one record of the demo. */
function line(stream: string, event: string, now: number, data: Record<string, unknown>, ops: Op[]): Line {
  return registerLine({ stream, event, actor: registerActor, at: now, data, ops });
}

function offices(now: number): Line[] {
  const list = [
    { id: agencyId('mosvy'), kind: 'ministry', nameEn: 'Ministry (demo)', nameKm: 'ក្រសួង (សាកល្បង)', area: '' },
    ...places.flatMap((place) =>
      agencies.map(({ key, kind, level, name }) => ({
        id: agencyId(key, place),
        kind,
        nameEn: `${name.en}, ${place.name.en}`,
        nameKm: `${name.km} ${place.name.km}`,
        area: place.village.slice(0, level),
      })),
    ),
    ...institutions
      .filter((i) => i.operator !== 'state')
      .map((i) => ({
        id: demoId(`agency ${i.code}`),
        kind: 'institution',
        nameEn: i.name.en,
        nameKm: i.name.km,
        area: '',
      })),
  ];
  return list.map((office) => line(office.id, 'agency.added', now, office, [{ op: 'agency.add', data: office }]));
}

/** People, appointments, logins, and who is on call. */
async function access({ clock, seal = new Seal() }: DemoContext): Promise<Line[]> {
  const now = clock.now();
  const algorithm = 2 satisfies Algorithm;
  const password = await hash(demoPassword, { algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  // who acts for somebody needs the appointment of that person first
  const accounts = [...demoAccounts].sort((a, b) => Number(!!a.actingFor) - Number(!!b.actingFor));
  return accounts.map((a) => accountLine(a, now, password, seal));
}

/** One line for everything about an account: a batch in which each stream stands once is written in a few statements. */
function accountLine(a: DemoAccount, now: number, password: string, seal: Seal): Line {
  const person = {
    id: a.person,
    nameEn: a.name.en,
    nameKm: a.name.km,
    email: `${a.login}@demo.invalid`,
    language: 'km',
  };
  const { role, area, agency, institution, actingFor } = a;
  const from = isoOf(beginning);
  const appointment = { id: a.appointment, person: a.person, role, area, agency, institution, actingFor, from };
  const credentials = { person: a.person, login: a.login };
  const totpSecret = a.totpSecret && seal.close(a.totpSecret);
  // one district social worker of each district is reached at night
  const duty = a.login.startsWith('dsw.')
    ? { id: demoId(`duty ${a.login}`), role, area, person: a.person, from, until: isoOf(end) }
    : undefined;
  return line(a.person, 'person.added', now, { person, appointment, credentials, duty }, [
    { op: 'person.add', data: person },
    { op: 'appointment.give', data: appointment },
    { op: 'credentials.give', data: { ...credentials, password, oneTime: false, totpSecret } },
    ...(duty ? [{ op: 'oncall.set', data: duty }] : []),
  ]);
}

/** Directors of the institutions, and a few families with children of the ages named. */
function register({ clock }: DemoContext): Line[] {
  const now = clock.now();
  const directors = demoAccounts
    .filter((a) => a.institution)
    .map((a) => {
      const data = {
        id: demoId(`behind ${a.login}`),
        institution: a.institution!,
        person: a.person,
        nameKm: a.name.km,
        nameLatin: a.name.en,
        role: 'director',
      };
      return line(a.institution!, 'institution.person', now, data, [{ op: 'institution.person', data }]);
    });
  return [...directors, ...families.flatMap((family, n) => familyLines(family, n, now))];
}

function familyLines(family: (typeof families)[number], n: number, now: number): Line[] {
  const village = places.find((p) => p.key === family.place)!.village;
  const id = demoId(`family ${n}`);
  const home = { id, village, area: village, idPoor: family.idPoor ? `DEMO-${n + 1}` : undefined, note: 'invented' };
  const carer = {
    id: demoId(`carer ${n}`),
    family: id,
    relation: 'mother',
    ...named({ en: 'Mother', km: 'ម្តាយ' }),
    sex: 'female',
    living: 'alive',
    household: true,
    area: village,
  };
  const kids = family.children.map((child, nth) => {
    const birth = `${Number(dateOf(now).slice(0, 4)) - child.age}-03-1${nth}`;
    const surname = { km: 'សាកល្បង', latin: 'Demo' };
    return {
      id: demoId(`child ${n} ${nth}`),
      names: [nameKeys({ km: `${surname.km} ${child.given.km}`, latin: `${surname.latin} ${child.given.en}` })],
      birthFrom: birth,
      birthTo: birth,
      birthPrecision: 'day',
      sex: child.sex,
      village,
      area: village,
      family: id,
      siblings: family.children.slice(0, nth).map((_, earlier) => demoId(`child ${n} ${earlier}`)),
    };
  });
  return [
    line(id, 'family.registered', now, { ...home, members: [carer] }, [
      { op: 'family.register', data: home },
      { op: 'family.member', data: carer },
    ]),
    ...kids.map((kid) => line(kid.id, 'child.registered', now, kid, [{ op: 'child.register', data: kid }])),
  ];
}

function named({ en, km }: { en: string; km: string }): Record<string, string> {
  const { kmKey, latinKey } = nameKeys({ km: `សាកល្បង ${km}`, latin: `Demo ${en}` });
  return { nameKm: `សាកល្បង ${km}`, nameLatin: `Demo ${en}`, kmKey, latinKey };
}

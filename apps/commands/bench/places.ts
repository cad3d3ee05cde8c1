/** Where and by whom the copies are kept: districts of a thousand cases, with the workers who carry those that are open. */
import type { Pool } from 'pg';
import { accountOf } from '../../demo';
import { replaced } from './templates';

/** Cases of a district over the years, its workers (what is open is under P-31 for each), and districts of a province. */
export const casesOfDistrict = 1_000;
export const workersOfDistrict = 17;
export const districtsOfProvince = 20;
/** code of the first invented province: none of the country's */
const first = 30;

export const districtsFor = (instances: number): number => Math.ceil(instances / casesOfDistrict);

/** SQL of the codes and persons of a copy, from its district `d` and its number `n`. */
export const sqlOf = {
  province: (d: string) => `lpad((${first} + ${d} / ${districtsOfProvince})::text, 2, '0')`,
  district: (d: string) =>
    `lpad((${first} + ${d} / ${districtsOfProvince})::text, 2, '0') || lpad((${d} % ${districtsOfProvince} + 1)::text, 2, '0')`,
  person: (role: string, d: string, n = `'0'`) => `md5('bench ${role} ' || ${d} || '.' || ${n})::uuid`,
  institution: (d: string, n: string) => `md5('bench institution ' || ${d} || '.' || ${n})::uuid`,
};

/** Login of a worker or supervisor of a district counted from 0. */
export const loginOf = (role: 'dsw' | 'supervisor', district: number, n = 0): string =>
  `bench.${role}.${district}.${n}`;

/** Areas, people with their logins (those of the demo's, and their secrets) and institutions for so many cases. */
export async function makePlaces(owner: Pool, instances: number): Promise<void> {
  const districts = districtsFor(instances);
  const provinces = Math.ceil(districts / districtsOfProvince);
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query(
      `insert into homeward.areas (code, level, name_km, name_en)
       select (${first} + p)::text, 1, 'ខេត្តសាកល្បង', 'Bench province' from generate_series(0, $1 - 1) p on conflict do nothing`,
      [provinces],
    );
    for (const [level, name, part] of [
      [2, 'District', `''`],
      [3, 'Commune', `'0' || k`],
      [4, 'Village', `'0' || k || '01'`],
    ] as const)
      await client.query(
        `insert into homeward.areas (code, level, name_km, name_en)
         select ${sqlOf.district('d')} || ${part}, ${level}, 'សាកល្បង', 'Bench ${name}' from generate_series(0, $1 - 1) d, generate_series(1, ${level === 2 ? 1 : 4}) k
         on conflict do nothing`,
        [districts],
      );
    const seats: [role: string, key: string, area: string, like: string, from: string][] = [
      ['dsw', 'dsw', sqlOf.district('d'), 'dsw.kandal', `generate_series(0, ${workersOfDistrict - 1}) n`],
      ['districtSupervisor', 'supervisor', sqlOf.district('d'), 'supervisor.kandal', 'generate_series(0, 0) n'],
      ['commune', 'commune', `${sqlOf.district('d')} || '0' || n`, 'commune.kandal', 'generate_series(1, 4) n'],
    ];
    for (const [role, key, area, like, from] of seats)
      await addPeople(client, districts, { role, key, area, like, from });
    for (const [role, key] of [
      ['pdosvyOfficer', 'officer'],
      ['pdosvyDirector', 'director'],
    ] as const)
      await addPeople(client, provinces, {
        role,
        key,
        area: `(${first} + d)::text`,
        like: `${key}.kandal`,
        from: 'generate_series(0, 0) n',
      });
    // written past the door, which makes no authorised institution
    await client.query('alter table homeward.institutions disable trigger user');
    await client.query(
      `insert into homeward.institutions (id, code, name_km, name_en, kind, operator, operator_agency, area, standing, standing_since, ever_authorised,
         authorised_capacity, last_inspection, registered_at, known_inspection)
       select ${sqlOf.institution('d', 'n')}, 'BNC-' || d || '-' || n, name_km, name_en || ' ' || d, kind, operator, operator_agency,
         ${sqlOf.district('d')} || '0101', standing, standing_since, ever_authorised, 500, last_inspection, registered_at, known_inspection
       from homeward.institutions, generate_series(0, $1 - 1) d, generate_series(0, 3) n where id = $2 on conflict do nothing`,
      [districts, replaced.institution],
    );
    await client.query('alter table homeward.institutions enable trigger user');
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function addPeople(
  client: { query(sql: string, values: unknown[]): Promise<unknown> },
  count: number,
  { role, key, area, like, from }: { role: string; key: string; area: string; like: string; from: string },
): Promise<void> {
  const model = accountOf(like).person;
  const each = `generate_series(0, $1 - 1) d, ${from}`;
  const id = sqlOf.person(key, 'd', 'n');
  await client.query(
    `insert into homeward.people (id, name_km, name_en, email, language, added_at)
     select ${id}, p.name_km, p.name_en || ' ' || d || '.' || n, 'bench.${key}.' || d || '.' || n || '@demo.invalid', p.language, p.added_at
     from homeward.people p, ${each} where p.id = $2 on conflict do nothing`,
    [count, model],
  );
  await client.query(
    `insert into homeward.appointments (id, person, role, area, agency, starts_at)
     select md5('seat ' || ${id})::uuid, ${id}, '${role}', ${area}, a.agency, a.starts_at from homeward.appointments a, ${each} where a.person = $2
     on conflict do nothing`,
    [count, model],
  );
  await client.query(
    `insert into homeward.credentials (person, login, password, totp_secret, changed_at)
     select ${id}, 'bench.${key}.' || d || '.' || n, c.password, c.totp_secret, c.changed_at from homeward.credentials c, ${each} where c.person = $2
     on conflict do nothing`,
    [count, model],
  );
}

/** N-06: after the policy date no door makes an authorised institution, and places found without authority can be recorded. */
import { Pool } from 'pg';
import { importInstitutions } from '../../libs/registry';
import { institutionId, Town } from './town';

let town: Town;
let migrator: Pool;
const river = institutionId('KDL-003');
const house = {
  code: 'NEW-KDL-001',
  nameKm: 'ផ្ទះថ្មី',
  nameEn: 'New house',
  kind: 'rci',
  operator: 'private',
  area: '081007',
};
const rulesOf = async (as: string, path: string, body: object): Promise<string[]> => {
  const { status, body: answer } = await town.send(as, path, { body });
  return status < 400 ? ['accepted'] : ((answer.rules as { id: string }[] | undefined) ?? []).map(({ id }) => id);
};
const attack = async (pool: Pool, sql: string, ...values: unknown[]): Promise<string> => {
  try {
    await pool.query(sql, values);
    return 'accepted';
  } catch (error) {
    const { constraint, message } = error as { constraint?: string; message: string };
    return constraint ?? message;
  }
};

beforeAll(async () => {
  town = await Town.open();
  migrator = new Pool({ connectionString: town.database.migratorUrl, max: 1 });
  migrator.on('error', () => undefined);
}, 120_000);
afterAll(async () => {
  await migrator.end();
  await town.close();
});

it('no form registers one as authorised, whatever it is called, and the answer says what to do instead', async () => {
  for (const kind of ['rci', 'groupHome', 'pagoda', 'boardingSchool', 'transitHome']) {
    const asked = { ...house, kind, standing: 'authorised', capacity: 20 };
    expect(await rulesOf('mosvy', '/institutions', asked)).toEqual(['N-06']);
  }
  const { body } = await town.send('mosvy', '/institutions', { body: { ...house, standing: 'authorised' } });
  expect(body.rules[0].missing.en).toMatch(/as unauthorised/);
});

it('a place found without authority is recorded as a fact, with no place for anybody, and is never authorised later', async () => {
  const found = { ...house, code: 'UNK-KDL-001', standing: 'unauthorised' };
  const { status, body } = await town.send('mosvy', '/institutions', { body: found });
  expect(status).toBe(201);
  expect(
    await rulesOf('mosvy', `/institutions/${body.id}/standing`, { standing: 'authorised', reason: 'a favour' }),
  ).toEqual(['N-06']);
  expect(await rulesOf('mosvy', `/institutions/${body.id}/amend`, { capacity: 10, reason: 'a favour' })).not.toContain(
    'accepted',
  );
  const full = await town.send('mosvy', '/institutions', { body: { ...found, code: 'UNK-KDL-002', capacity: 10 } });
  expect(full.status).toBe(422);
  expect(full.body.rules).toMatchObject([
    {
      id: 'N-06',
      missing: { en: expect.stringContaining('Leave the capacity out'), km: expect.stringContaining('ចំណុះ') },
    },
  ]);
  const child = await town.child();
  const presence = { kind: 'presence', children: [child], institution: body.id, at: '2017-03-06T08:00:00+07:00' };
  expect((await town.send('dsw.kandal', '/facts', { body: presence })).status).toBe(201);
  expect(
    await attack(
      town.database.owner,
      `update homeward.institutions set standing = 'authorised' where id = $1`,
      body.id,
    ),
  ).toBe('institution_never_created');
});

it('no import comes a second time', async () => {
  const again = importInstitutions(migrator, {
    policyDate: '2017-03-06',
    institutions: [{ ...house, standing: 'authorised', capacity: 20 } as never],
  });
  await expect(again).rejects.toMatchObject({ extra: { rules: [{ id: 'N-06' }] } });
});

it('no change of type leads into residential care, and no capacity grows', async () => {
  expect(await rulesOf('mosvy', `/institutions/${river}/amend`, { capacity: 31, reason: 'more beds' })).toEqual([
    'N-06',
  ]);
  const foster = (
    await town.rows<{ id: string }>(`select id from homeward.institutions where kind = 'emergencyFoster' limit 1`)
  )[0]!;
  expect(
    await rulesOf('mosvy', `/institutions/${foster.id}/amend`, { kind: 'groupHome', reason: 'a group home' }),
  ).toEqual(['N-06']);
  const { owner } = town.database;
  expect(await attack(owner, `update homeward.institutions set kind = 'rci' where id = $1`, foster.id)).toBe(
    'institution_never_converted',
  );
  expect(await attack(owner, `update homeward.institutions set authorised_capacity = 99 where id = $1`, river)).toBe(
    'institution_never_larger',
  );
});

it('psql as the application writes nothing at all, past the door or through it', async () => {
  const { pool } = town.database;
  const insert = `insert into homeward.institutions (id, code, name_km, name_en, kind, operator, area, standing, standing_since, authorised_capacity, registered_at)
    values (gen_random_uuid(), 'NEW-KDL-009', 'ថ្មី', 'New', 'rci', 'ngo', '081007', 'authorised', now(), 10, now())`;
  expect(await attack(pool, insert)).toMatch(/permission denied/);
  expect(await attack(pool, `update homeward.institutions set standing = 'authorised'`)).toMatch(/permission denied/);
  expect(await attack(pool, `update homeward.institutions set authorised_capacity = 500`)).toMatch(/permission denied/);
  expect(
    await attack(pool, `select homeward.import_institutions('{"policyDate": "2017-01-01", "institutions": []}')`),
  ).toMatch(/permission denied/);
  expect(await attack(pool, `select door.op_institution_register('{}', null)`)).toMatch(/permission denied/);
  const body = JSON.stringify({ data: {} });
  const line = {
    stream: '00000000-0000-4000-8000-0000000000aa',
    kind: 'registry',
    at: '2017-03-06T09:00:00Z',
    entry: JSON.stringify({ event: 'institution.registered' }),
    content: { digest: 'x', compartment: 'open', body },
    ops: [
      {
        op: 'institution.register',
        data: {
          ...house,
          id: '00000000-0000-4000-8000-0000000000aa',
          standing: 'authorised',
          capacity: 10,
          everAuthorised: true,
        },
      },
    ],
  };
  const { rows } = await pool.query<{ outcome: { ok: boolean } }>(`select homeward.write($1::jsonb) -> 0 as outcome`, [
    JSON.stringify([{ lines: [line], checks: [] }]),
  ]);
  expect(rows[0]!.outcome.ok).toBe(false);
  expect(await town.rows(`select from homeward.institutions where code like 'NEW-%'`)).toEqual([]);
});

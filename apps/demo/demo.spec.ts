import { Door, verifyJournal } from '../../libs/engine';
import { codeAt, passwordProblem, Sessions } from '../../libs/access';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { accountOf, demoAccounts, demoPassword, seedDemo, shownAccounts, type DemoContext } from '.';

const clock = { now: () => Date.parse('2016-01-01T00:00:00+07:00') };
const realClock = { now: () => Date.parse('2026-01-05T09:00:00+07:00') };
let database: TestDatabase;
let context: DemoContext;

beforeAll(async () => {
  database = await createTestDatabase();
  context = {
    config: { demo: true },
    pool: database.pool,
    door: new Door(database.pool),
    clock,
    migratorUrl: database.migratorUrl,
  };
});
afterAll(() => database.drop());

async function count(table: string): Promise<number> {
  const { rows } = await database.owner.query<{ n: number }>(`select count(*)::int as n from homeward.${table}`);
  return rows[0]!.n;
}

test('A database in use is left alone and gets no demo accounts.', async () => {
  const used = await createTestDatabase();
  await used.owner.query(
    `insert into homeward.people (id, name_km, name_en, added_at) values (gen_random_uuid(), 'ពិត', 'Real', now())`,
  );
  const door = new Door(used.pool);
  expect(
    await seedDemo({ config: { demo: true }, pool: used.pool, door, clock, migratorUrl: used.migratorUrl }),
  ).toEqual([]);
  const { rows } = await used.owner.query('select count(*)::int as n from homeward.credentials');
  expect(rows).toEqual([{ n: 0 }]);
  await used.drop();
});

test('Where the configuration does not ask for it, an empty database stays empty.', async () => {
  expect(await seedDemo({ ...context, config: { demo: false } })).toEqual([]);
  expect(await count('people')).toBe(0);
});

test('Without the migrator the demo is not made, and says what is missing.', async () => {
  await expect(seedDemo({ ...context, migratorUrl: undefined })).rejects.toThrow('MIGRATOR_DATABASE_URL');
});

test('An empty database is filled once, with the register of the stories.', async () => {
  expect(await seedDemo(context)).toBe(shownAccounts);
  const people = await count('people');
  expect(people).toBe(demoAccounts.length);
  expect(await seedDemo(context)).toBe(shownAccounts);
  expect(await count('people')).toBe(people);
  const { rows } = await database.owner.query(
    `select code, standing, operator, authorised_capacity as beds from homeward.institutions where code = any($1) order by code`,
    [['KDL-003', 'BTB-002', 'SRP-018', 'PSV-009', 'PNP-001']],
  );
  expect(rows).toEqual([
    { code: 'BTB-002', standing: 'authorised', operator: 'faith', beds: 25 },
    { code: 'KDL-003', standing: 'authorised', operator: 'ngo', beds: 30 },
    { code: 'PNP-001', standing: 'authorised', operator: 'state', beds: 60 },
    { code: 'PSV-009', standing: 'authorised', operator: 'private', beds: 40 },
    { code: 'SRP-018', standing: 'suspended', operator: 'private', beds: 20 },
  ]);
});

test('Everybody in it is obviously invented.', async () => {
  const { rows } = await database.owner.query<{ en: string; km: string }>(
    `select name_en as en, name_km as km from homeward.people union all select latin, km from homeward.child_names`,
  );
  expect(rows.length).toBeGreaterThan(demoAccounts.length);
  for (const { en, km } of rows) {
    expect(en).toContain('Demo');
    expect(km).toContain('សាកល្បង');
  }
});

test('Every role can sign in from 2016 on, and who signs decisions has a second factor that is known.', async () => {
  expect(passwordProblem('commune.kandal', demoPassword)).toBeUndefined();
  const sessions = new Sessions({ pool: database.pool, clock, realClock });
  const commune = await sessions.signIn({ login: 'commune.kandal', password: demoPassword });
  expect(commune.appointments).toMatchObject([{ role: 'commune', area: '081007' }]);
  await expect(sessions.signIn({ login: 'director.kandal', password: demoPassword })).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  const totp = codeAt(accountOf('director.kandal').totpSecret!, realClock.now());
  const director = await sessions.signIn({ login: 'director.kandal', password: demoPassword, totp });
  expect(director.appointments).toMatchObject([{ role: 'pdosvyDirector', area: '08' }]);
});

test('Its journal is whole.', async () => {
  const verified = await verifyJournal(database.pool);
  expect(verified.broken).toBeUndefined();
  expect(verified.lines).toBeGreaterThan(demoAccounts.length);
});

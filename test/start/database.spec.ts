import { createTestDatabase, type TestDatabase } from '../support/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test('the application may not change an instance nor touch a journal line', async () => {
  for (const statement of [
    `update homeward.instances set version = 1`,
    `update homeward.journal set entry = ''`,
    `delete from homeward.journal`,
    `insert into homeward.journal (stream) values (gen_random_uuid())`,
    `select door.never_change()`,
    `create table homeward.mine (id int)`,
    `create table public.mine (id int)`,
    `set role homeward_owner`,
  ]) {
    await expect(db.pool.query(statement)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|42601)$/) });
  }
});

test('the owner itself may not change a journal line', async () => {
  await expect(db.owner.query(`delete from homeward.journal`)).rejects.toMatchObject({ code: 'HW001' });
});

test('none of the three logins is a superuser or a member of another', async () => {
  const { rows } = await db.owner.query(
    `select rolname from pg_roles where rolname like 'homeward%' and (rolsuper or rolcreaterole or rolbypassrls or rolcreatedb)
     union select member::regrole::text from pg_auth_members where member::regrole::text like 'homeward%'`,
  );
  expect(rows).toEqual([]);
});

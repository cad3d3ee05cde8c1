import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Client } from 'pg';
import { readMigrations } from '../../libs/database';
import { startServer, type Server } from '../support/server';
import { install, newFolder, Product, removeFolder } from '../support/product';

const passwords = {
  HOMEWARD_OWNER_PASSWORD: 'owner-password',
  HOMEWARD_MIGRATOR_PASSWORD: 'migrator-password',
  HOMEWARD_APP_PASSWORD: 'app-password',
};
let folder: string;
let root: string;
let server: Server;

beforeAll(async () => {
  folder = newFolder();
  root = install(join(folder, 'checkout'));
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
  removeFolder(folder);
});

const address = (login: string, password: string) =>
  `postgresql://${login}:${password}@127.0.0.1:${server.port}/homeward`;
const app = () => address('homeward_app', passwords.HOMEWARD_APP_PASSWORD);

function migrate(env: Record<string, string>) {
  const { PATH } = process.env;
  const run = spawnSync(process.execPath, [join(root, 'dist', 'apps', 'commands', 'migrate.js')], {
    cwd: root,
    env: { PATH, ...env },
    encoding: 'utf8',
  });
  return { code: run.status, said: run.stdout + run.stderr };
}

test('a server that does not answer, and migrating as the application, are refused in words', async () => {
  const silent = migrate({ MIGRATION_DATABASE_URL: 'postgresql://admin:secret@127.0.0.1:1/homeward' });
  expect(silent.code).toBe(1);
  expect(silent.said).toMatch(/127\.0\.0\.1:1\/homeward cannot be used.*ECONNREFUSED/);
  expect(silent.said).not.toContain('secret');
  const asApp = migrate({ DATABASE_URL: app() });
  expect(asApp.code).toBe(1);
  expect(asApp.said).toMatch(/MIGRATION_DATABASE_URL: is needed/);
});

test('a missing login is named with the variable that gives its password, and nothing is made', async () => {
  const refused = migrate({ MIGRATION_DATABASE_URL: server.admin, ...passwords, HOMEWARD_OWNER_PASSWORD: '' });
  expect(refused.code).toBe(1);
  expect(refused.said).toMatch(/homeward_owner does not exist.*HOMEWARD_OWNER_PASSWORD/);
  const client = new Client({ connectionString: server.admin.replace(/homeward$/, 'postgres') });
  await client.connect();
  const { rows } = await client.query(
    `select rolname from pg_roles where rolname like 'homeward%' union all select datname from pg_database where datname = 'homeward'`,
  );
  await client.end();
  expect(rows).toEqual([]);
});

test('an administrator’s address makes logins and database, every migration runs once, the owner alone suffices after that', () => {
  const first = migrate({ MIGRATION_DATABASE_URL: server.admin, ...passwords });
  expect(first.said).toContain(`${readMigrations().length} migrations ran`);
  expect(first.code).toBe(0);
  const again = migrate({ MIGRATION_DATABASE_URL: address('homeward_owner', passwords.HOMEWARD_OWNER_PASSWORD) });
  expect(again).toEqual({ code: 0, said: 'up to date\n' });
});

test('an owner’s password that is wrong is refused in words', () => {
  const wrong = migrate({
    MIGRATION_DATABASE_URL: server.admin,
    ...passwords,
    HOMEWARD_OWNER_PASSWORD: 'another-password',
  });
  expect(wrong.code).toBe(1);
  expect(wrong.said).toMatch(/refuses the login homeward_owner/);
});

test('the product runs on the server as the application alone, side by side with another one', async () => {
  const env = { DATABASE_URL: app() };
  const first = await Product.start({ root, data: join(folder, 'none'), env });
  expect(first.output).toContain(`127.0.0.1:${server.port}/homeward`);
  expect(first.output).not.toContain(passwords.HOMEWARD_APP_PASSWORD);
  const second = await Product.start({ root, data: join(folder, 'none'), env });
  expect({ url: second.url, said: second.output }).toMatchObject({ url: expect.stringMatching(/^http/) as string });
  await Promise.all([first.stop(), second.stop()]);
  expect([first.code, second.code]).toEqual([0, 0]);
});

test('the product refuses a server that lacks a migration, and one that a newer Homeward has written', async () => {
  const client = new Client({ connectionString: address('homeward_owner', passwords.HOMEWARD_OWNER_PASSWORD) });
  await client.connect();
  const env = { DATABASE_URL: app() };
  await client.query(
    `insert into homeward.migrations (timestamp, name) values (1700000009999, '9999-later-1700000009999')`,
  );
  const newer = await Product.start({ root, data: join(folder, 'none'), env });
  expect(newer.code).toBe(1);
  expect(newer.output).toMatch(/written by a newer Homeward: it knows 9999-later/);
  await client.query(`delete from homeward.migrations where name like '9999%'`);
  const { rows } = await client.query(
    `delete from homeward.migrations where id = (select max(id) from homeward.migrations) returning timestamp, name`,
  );
  const older = await Product.start({ root, data: join(folder, 'none'), env });
  expect(older.code).toBe(1);
  expect(older.output).toMatch(/lacks \d{4}-.*npm run migrate/);
  await client.query('insert into homeward.migrations (timestamp, name) values ($1, $2)', [
    rows[0].timestamp,
    rows[0].name,
  ]);
  await client.end();
});

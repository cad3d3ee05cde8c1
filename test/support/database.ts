/** A database per test file, copied from the run's template, where every migration has run. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { addressOf, createDatabase } from '../../libs/database';
import type { TestServer } from './cluster';

export interface TestDatabase {
  ownerUrl: string;
  migratorUrl: string;
  appUrl: string;
  /** the application's login */
  pool: Pool;
  /** the owner's login, for what a test must prepare or look at */
  owner: Pool;
  drop(): Promise<void>;
}

async function findServer(): Promise<TestServer> {
  const folder = process.env.HOMEWARD_TEST_FOLDER;
  if (!folder) throw new Error('no test server: jest must run with the global setup of jest.config.cjs');
  const ready = join(folder, 'server.json');
  const failed = join(folder, 'failed');
  while (!existsSync(ready)) {
    if (existsSync(failed)) throw new Error(`the test server did not start: ${readFileSync(failed, 'utf8')}`);
    await pause(20);
  }
  return JSON.parse(readFileSync(ready, 'utf8')) as TestServer;
}

async function asAdmin(admin: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: admin });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** A database of the test file's own, with every migration; `drop()` it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await findServer();
  for (const failure of server.failed)
    process.stderr.write(`migration failed, left out of the test database: ${failure}\n`);
  const name = `${server.template}_${randomBytes(4).toString('hex')}`;
  await asAdmin(server.admin, (client) => createDatabase(client, name, server.template));
  const ownerUrl = addressOf(server.admin, 'owner', server.passwords.owner, name);
  const migratorUrl = addressOf(server.admin, 'migrator', server.passwords.migrator, name);
  const appUrl = addressOf(server.admin, 'app', server.passwords.app, name);
  const pool = new Pool({ connectionString: appUrl, max: 8 });
  const owner = new Pool({ connectionString: ownerUrl, max: 3 });
  // a connection that the end of the database closes is no failure of a test
  for (const each of [pool, owner]) each.on('error', () => undefined);
  return {
    ownerUrl,
    migratorUrl,
    appUrl,
    pool,
    owner,
    async drop() {
      await Promise.all([pool, owner].filter((each) => !each.ended).map((each) => each.end()));
      await asAdmin(server.admin, async (client) => {
        await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
      });
    },
  };
}

/** The PostgreSQL of one jest run: an embedded one of its own, or the server in DATABASE_URL (an address that may create logins and databases). */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  addressOf,
  Cluster,
  createDatabase,
  createLogins,
  findAccount,
  findBinaries,
  findShelf,
  migrate,
  passwordVariables,
  readMigrations,
  type Passwords,
} from '../../libs/database';

/** What the test files of a run need to know. */
export interface TestServer {
  /** address that may create databases */
  admin: string;
  template: string;
  passwords: Passwords;
  /** migrations that did not run, with the reason */
  failed: string[];
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24);

function passwordsFor(seed: string): Passwords {
  const of = (key: keyof Passwords) => process.env[passwordVariables[key]] ?? digest(`${seed}:${key}`);
  return { owner: of('owner'), migrator: of('migrator'), app: of('app') };
}

/** Starts the run's server and fills its template; the address is left in `<folder>/server.json`. */
export async function startTestServer(folder: string): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL;
  const cluster = given ? undefined : await startCluster(folder);
  const admin = given ?? cluster!.url('postgres');
  const passwords = passwordsFor(admin);
  const template = `homeward_test_${process.pid}_${randomBytes(3).toString('hex')}`;
  const client = new Client({ connectionString: admin });
  await client.connect();
  try {
    await createLogins(client, passwords);
    await createDatabase(client, template);
  } finally {
    await client.end();
  }
  const failed = await fillTemplate(addressOf(admin, 'owner', passwords.owner, template));
  const server: TestServer = { admin, template, passwords, failed };
  writeFileSync(join(folder, 'server.making'), JSON.stringify(server), { mode: 0o600 });
  renameSync(join(folder, 'server.making'), join(folder, 'server.json'));
  return async () => {
    if (given) await dropDatabases(admin, template);
    await cluster?.stop();
  };
}

async function startCluster(folder: string): Promise<Cluster> {
  const account = findAccount();
  const cluster = new Cluster({
    binaries: findBinaries(account, () => findShelf(account!)),
    account,
    folder: join(folder, 'postgres'),
    log: join(folder, 'postgres.log'),
    password: randomBytes(12).toString('hex'),
    durable: false,
    settings: {
      max_connections: '200',
      shared_buffers: '128MB',
      autovacuum: 'off',
      max_wal_size: '1GB',
      // passwords of the run are random and die with it: signing in need not be dear
      scram_iterations: '1',
    },
  });
  await cluster.initialise();
  await cluster.start();
  watch(cluster.pid!, folder);
  return cluster;
}

/** Ends the server when the run itself is killed. */
function watch(postgres: number, folder: string): void {
  const script =
    'while kill -0 "$0" 2>/dev/null && kill -0 "$1" 2>/dev/null; do sleep 1; done; kill -QUIT "$1" 2>/dev/null; sleep 1; rm -rf "$2"';
  spawn('/bin/sh', ['-c', script, String(process.pid), String(postgres), folder], {
    detached: true,
    stdio: 'ignore',
    cwd: '/',
  }).unref();
}

/** Runs the migrations; one that fails does not keep the others' tests from running (test/start proves that all run). */
async function fillTemplate(owner: string): Promise<string[]> {
  const migrations = readMigrations();
  const failed: string[] = [];
  if (await migrate(owner, migrations).catch(() => undefined)) return failed;
  for (const migration of migrations) {
    await migrate(owner, [migration]).catch((error: Error) => failed.push(`${migration.name}: ${error.message}`));
  }
  return failed;
}

async function dropDatabases(admin: string, template: string): Promise<void> {
  const client = new Client({ connectionString: admin });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [template],
    );
    for (const row of rows)
      await client.query(`drop database if exists ${client.escapeIdentifier(row.datname)} with (force)`);
  } finally {
    await client.end();
  }
}

const memory = '/dev/shm';

/** Whether a file system in memory has room for a run: a database is a thousand small files, made and removed for each test file. */
function fitsInMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return Math.min(bavail * bsize, freemem()) > 6 * 2 ** 30;
  } catch {
    return false;
  }
}

/** A folder for the run which PostgreSQL's account can enter. */
export function makeRunFolder(): string {
  const account = findAccount();
  const place = fitsInMemory() ? memory : account ? findShelf(account) : tmpdir();
  const folder = mkdtempSync(join(place, 'homeward-test-'));
  chmodSync(folder, 0o711);
  return folder;
}

export function removeRunFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

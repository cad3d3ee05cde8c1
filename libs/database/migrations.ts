/** The numbered SQL files of `migrations/`, run once each, in order, as the owner. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client, type Pool } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Refusal } from './refusal';

export interface Migration {
  /** file name without `.sql`, such as `0001-engine` */
  name: string;
  sql: string;
}

/** The folder that holds package.json and migrations/, from the sources as from `dist/`. */
export function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'migrations', '0001-engine.sql'))) {
    if (folder === dirname(folder)) throw new Error('the folder migrations/ is missing');
    folder = dirname(folder);
  }
  return folder;
}

/** The migrations of this version, in order. */
export function readMigrations(): Migration[] {
  const folder = join(projectRoot(), 'migrations');
  return readdirSync(folder)
    .filter((file) => /^\d{4}-[a-z-]+\.sql$/.test(file))
    .sort()
    .map((file) => ({ name: file.slice(0, -4), sql: readFileSync(join(folder, file), 'utf8') }));
}

/** TypeORM wants a name that ends in 13 digits, by which it sorts. */
function typeormName(migration: Migration): string {
  return `${migration.name}-${1_700_000_000_000 + Number(migration.name.slice(0, 4))}`;
}

function fileOf(name: string): string {
  return name.replace(/-\d{13}$/, '');
}

/** Names of the migrations a database has; empty when it has none. */
export async function appliedMigrations(client: Client | Pool): Promise<string[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `select to_regclass('homeward.migrations') is not null as there`,
  );
  if (!found[0]!.there) return [];
  const { rows } = await client.query<{ name: string }>('select name from homeward.migrations order by timestamp');
  return rows.map((row) => fileOf(row.name));
}

/** Refuses a database that a newer Homeward has written; returns the names that are still to run. */
export async function pendingMigrations(client: Client | Pool, migrations = readMigrations()): Promise<string[]> {
  const applied = await appliedMigrations(client);
  const known = new Set(readMigrations().map((m) => m.name));
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Refusal('newer_homeward', { migrations: unknown.join(', ') });
  return migrations.map((m) => m.name).filter((name) => !applied.includes(name));
}

/** Schemas and grants that stand before the first migration. The queue's tables come from BullMQ itself. */
const ground = `
  create schema if not exists homeward;
  create schema if not exists bullmq;
  grant usage on schema homeward, bullmq to homeward_app;
  grant usage on schema homeward to homeward_migrator;
  alter default privileges in schema bullmq grant select, insert, update, delete on tables to homeward_app;
  alter default privileges in schema bullmq grant usage, select on sequences to homeward_app;
`;

/** Brings the database up to this version; one transaction per file. Runs side by side wait for each other. */
export async function migrate(ownerUrl: string, migrations = readMigrations()): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('homeward.migrations'))`);
    const pending = await pendingMigrations(client, migrations);
    if (pending.length === 0) return [];
    await client.query(ground);
    await runWithTypeorm(ownerUrl, migrations);
    // a start on a server asks which ones have run
    await client.query('grant select on homeward.migrations to homeward_app, homeward_migrator');
    return pending;
  } finally {
    await client.end();
  }
}

async function runWithTypeorm(ownerUrl: string, migrations: Migration[]): Promise<void> {
  const { DataSource } = await import('typeorm');
  const classes = migrations.map(
    (migration) =>
      class implements MigrationInterface {
        name = typeormName(migration);
        async up(runner: QueryRunner): Promise<void> {
          await runner.query(migration.sql).catch((error: unknown) => {
            throw failureOf(migration, error);
          });
        }
        async down(): Promise<void> {
          throw new Error('migrations run forward only; restore a backup instead');
        }
      },
  );
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    schema: 'homeward',
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    migrations: classes,
    installExtensions: false,
    logging: false,
    extra: { max: 2 },
  });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

/** The error without the whole file in it: which migration, which line, what. */
function failureOf(migration: Migration, error: unknown): Error {
  const { message, position } = error as { message: string; position?: string };
  const line = position ? migration.sql.slice(0, Number(position)).split('\n').length : undefined;
  return new Error(`migration ${migration.name} failed${line ? ` at line ${line}` : ''}: ${message}`);
}

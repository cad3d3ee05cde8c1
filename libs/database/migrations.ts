/** The numbered SQL files of `migrations/`, run once each, in order, as the owner. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client, type Pool } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GaveWay, giveWay, patience, untilThrough, type Patience } from './migrations-held';
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

/**
 * The names that are still to run. Refuses a database that a newer Homeward has written; where a process of this version may
 * run `beside` its newer migrations, it refuses only those that do not say so.
 */
export async function pendingMigrations(
  client: Client | Pool,
  migrations = readMigrations(),
  { beside = false } = {},
): Promise<string[]> {
  const applied = await appliedMigrations(client);
  const ours = readMigrations().map((m) => m.name);
  const known = new Set([...ours, ...migrations.map((m) => m.name)]);
  const newer = applied.filter((name) => !known.has(name));
  const unknown = beside && newer.length > 0 ? await refusingBeside(client, newer, ours.at(-1)!) : newer;
  if (unknown.length > 0) throw new Refusal('newer_homeward', { migrations: unknown.join(', ') });
  return migrations.map((m) => m.name).filter((name) => !applied.includes(name));
}

/** Of newer migrations, those beside which a version may not run whose last migration is `last`. */
async function refusingBeside(client: Client | Pool, newer: string[], last: string): Promise<string[]> {
  const { rows } = await client.query<{ migration: string }>(
    'select migration from homeward.migrations_beside where migration = any($1) and since <= $2',
    [newer, last.slice(0, 4)],
  );
  const marked = new Set(rows.map(({ migration }) => migration));
  return newer.filter((name) => !marked.has(name));
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

/**
 * Brings the database up to this version; one transaction per file. Runs side by side wait for each other. Processes that
 * work are given way to; what was not free after the last try is refused.
 */
export async function migrate(
  ownerUrl: string,
  migrations = readMigrations(),
  { lock, pauses }: Patience = patience,
): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('homeward.migrations'))`);
    const pending = await pendingMigrations(client, migrations);
    if (pending.length === 0) return [];
    await client.query(ground);
    await untilThrough(() => runWithTypeorm(ownerUrl, migrations, client, lock), pauses);
    // a start on a server asks which ones have run
    await client.query('grant select on homeward.migrations to homeward_app, homeward_migrator');
    return pending;
  } finally {
    await client.end();
  }
}

/** `other` is a connection that can be asked while they run. */
async function runWithTypeorm(ownerUrl: string, migrations: Migration[], other: Client, lock: number): Promise<void> {
  const { DataSource } = await import('typeorm');
  const classes = migrations.map(
    (migration) =>
      class implements MigrationInterface {
        name = typeormName(migration);
        async up(runner: QueryRunner): Promise<void> {
          await giveWay(runner, migration, other, lock).catch((error: unknown) => {
            throw failureOf(migration, error);
          });
          const since = besideOf(migration);
          if (since !== undefined)
            await runner.query('insert into homeward.migrations_beside (migration, since) values ($1, $2)', [
              migration.name,
              since,
            ]);
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

/** The number of the last migration of the oldest version that goes on, and may start, beside this one. */
const besideOf = ({ sql }: Migration): string | undefined => /^-- beside: (\d{4})$/m.exec(sql)?.[1];

/** The error without the whole file in it: which migration, which line, what. */
function failureOf(migration: Migration, error: unknown): Error {
  if (error instanceof GaveWay) return error;
  const { message, position } = error as { message: string; position?: string };
  const line = position ? migration.sql.slice(0, Number(position)).split('\n').length : undefined;
  return new Error(`migration ${migration.name} failed${line ? ` at line ${line}` : ''}: ${message}`);
}

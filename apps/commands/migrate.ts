/**
 * `npm run migrate`: brings the database up to this version. On a server, MIGRATION_DATABASE_URL names the owner, or an
 * administrator who may create what is missing: the three logins (passwords in HOMEWARD_OWNER_PASSWORD,
 * HOMEWARD_MIGRATOR_PASSWORD, HOMEWARD_APP_PASSWORD) and the database. Without it, the embedded database is migrated.
 */
import type { Client } from 'pg';
import {
  addressOf,
  closeDatabase,
  config,
  connect,
  createDatabase,
  createLogins,
  logins,
  openDatabase,
  Refusal,
  refuseOldServer,
  type Config,
} from '../../libs/database';
import { sayFault, sayRefusal } from '../announce';
import { bringUpToDate } from '../database';

/** The address as which migrations run; makes logins and database where they are missing and the given login may. */
async function prepareServer({ passwords }: Config, given: string): Promise<string> {
  const { client, there } = await connectNear(given);
  try {
    await refuseOldServer(client);
    const { rows } = await client.query<{ login: string; creates: boolean }>(
      `select current_user as login, rolsuper or (rolcreaterole and rolcreatedb) as creates from pg_roles where rolname = current_user`,
    );
    const { login, creates } = rows[0]!;
    // who may make nothing finds out here what is missing
    await createLogins(client, creates ? passwords : {});
    if (!creates || login === logins.owner) return given;
    if (!passwords.owner)
      throw new Refusal('login_missing', { login: logins.owner, variable: 'HOMEWARD_OWNER_PASSWORD' });
    if (there) await takeEmptyDatabase(client);
    else await createDatabase(client, databaseOf(given));
    const owner = addressOf(given, 'owner', passwords.owner);
    await (await connect(owner)).end();
    return owner;
  } finally {
    await client.end();
  }
}

const databaseOf = (address: string) => decodeURIComponent(new URL(address).pathname.slice(1));

/** A connection to the database, or to the one that every server has while it does not exist. */
async function connectNear(given: string): Promise<{ client: Client; there: boolean }> {
  try {
    return { client: await connect(given), there: true };
  } catch (error) {
    if (!(error instanceof Refusal && error.reason === 'no_database')) throw error;
    const near = new URL(given);
    near.pathname = '/postgres';
    return { client: await connect(near.href), there: false };
  }
}

/** Gives an empty database, made beforehand, to the owner; one with tables of others is left alone. */
async function takeEmptyDatabase(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; owner: string; tables: string }>(
    `select datname as name, datdba::regrole::text as owner,
            (select count(*) from pg_class c where relkind = 'r' and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')) as tables
       from pg_database where datname = current_database()`,
  );
  const { name, owner, tables } = rows[0]!;
  if (owner === logins.owner || Number(tables) > 0) return;
  await client.query(`alter database ${client.escapeIdentifier(name)} owner to ${logins.owner}`);
  await closeDatabase(client, name);
}

async function main(): Promise<void> {
  const settings = config(process.env);
  let ran: string[];
  if (settings.migrationDatabaseUrl) {
    ran = await bringUpToDate(await prepareServer(settings, settings.migrationDatabaseUrl), settings.clock);
  } else if (settings.databaseUrl) {
    throw new Refusal('config', {
      problems: 'MIGRATION_DATABASE_URL: is needed beside DATABASE_URL, the application may not migrate',
    });
  } else {
    const database = await openDatabase(settings, { mode: 'share' });
    try {
      ran = await bringUpToDate(database.ownerUrl!, settings.clock);
    } finally {
      await database.stop();
    }
  }
  for (const line of [...ran, ran.length === 0 ? 'up to date' : `${ran.length} migrations ran`])
    process.stdout.write(`${line}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof Refusal) sayRefusal(error);
    else sayFault(error);
    process.exit(1);
  },
);

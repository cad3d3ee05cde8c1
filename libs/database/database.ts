/** The database of the product: embedded, or the server that the environment names. */
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Pool, type PoolClient } from 'pg';
import { findAccount, findShelf, reachableFolder } from './account';
import { findBinaries } from './binaries';
import { Cluster, majorOf } from './cluster';
import type { Config } from './config';
import { credentialsFile, newCredentials, readCredentials, writeCredentials, type Credentials } from './credentials';
import { findHolder, takeLock } from './lock';
import { addressOf, createDatabase, createLogins, restoreLogins } from './logins';
import { pendingMigrations } from './migrations';
import { Refusal } from './refusal';

export interface Database {
  /** pool of the application's login */
  app: Pool;
  appUrl: string;
  /** owner's address; absent on a server, where only `migrate` has it */
  ownerUrl?: string;
  /** migrator's address, for imports; absent on a server without MIGRATOR_DATABASE_URL */
  migratorUrl?: string;
  /** seals second factors at rest; absent on a server without HOMEWARD_SEAL_KEY */
  sealKey?: Buffer;
  /** where embedded PostgreSQL keeps its data; absent on a server */
  folder?: string;
  /** called when the database ended by itself and could not be started again */
  onLost(act: (why: string) => void): void;
  /** ends the pool, and PostgreSQL where this process started it */
  stop(): Promise<void>;
}

export interface OpenOptions {
  /**
   * `hold` takes the data folder for the product and refuses a second one; `share` is for commands: it joins the running
   * product's database, or starts it for as long as the command takes.
   */
  mode?: 'hold' | 'share';
  /** most connections of the application's pool */
  connections?: number;
  /** settings of embedded PostgreSQL beside its own, as long as this process runs it */
  settings?: Record<string, string>;
}

/** Milliseconds that one statement may take: a report over a million cases takes some, and nothing takes for ever. */
const longest = 120_000;

/** Milliseconds that one statement may wait for a lock, such as a migration's: then whoever asked is told that it is busy. */
const longestLock = 5_000;

function poolOf(url: string, connections: number): Pool {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    // a new connection plans everything anew
    idleTimeoutMillis: 300_000,
    application_name: 'homeward',
    // a server that vanished without a word is noticed: by the probes of TCP where nothing is under way, by the limit of
    // an answer where something is. PostgreSQL ends first what it can still be asked to end.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // what a login may set for itself does not weaken what is written, nor stop it; who waits for a lock is told soon
    options: `-c synchronous_commit=on -c default_transaction_read_only=off -c lock_timeout=${longestLock}`,
    statement_timeout: longest,
    query_timeout: longest + 5_000,
    // a process that was stopped in the middle of a transaction does not keep the others from the rows it holds
    idle_in_transaction_session_timeout: 30_000,
  });
  // a connection lost while idle: the next query opens another one
  pool.on('error', () => undefined);
  // lost while in use: the query under way fails, and nothing else
  pool.on('connect', (client) => void client.on('error', () => undefined));
  const clients = new Set<PoolClient>();
  pool.on('connect', (client) => void clients.add(client));
  pool.on('remove', (client) => void clients.delete(client));
  clientsOf.set(pool, clients);
  return pool;
}

const clientsOf = new WeakMap<Pool, ReadonlySet<PoolClient>>();

/**
 * Breaks off every statement of the pool that takes longer than so many milliseconds: it fails as one that took too long does,
 * and nothing of it is done. Asks over a connection of its own, as the others may all be at work.
 */
export async function breakOff(pool: Pool, longer: number): Promise<void> {
  const pids = [...(clientsOf.get(pool) ?? [])].map((client) => (client as { processID?: number }).processID);
  const client = new Client({ connectionString: pool.options.connectionString, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(
      `select pg_cancel_backend(pid) from pg_stat_activity where pid = any($1) and usename = current_user
         and state = 'active' and query_start < clock_timestamp() - make_interval(secs => $2)`,
      [pids, longer / 1_000],
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Opens the database that the configuration names; refuses, with the way out, what it may not touch. */
export async function openDatabase(config: Config, options: OpenOptions = {}): Promise<Database> {
  return config.databaseUrl ? openServer(config, options) : openEmbedded(config, options);
}

async function openServer(config: Config, { connections = 20 }: OpenOptions): Promise<Database> {
  const appUrl = config.databaseUrl!;
  const client = await connect(appUrl);
  try {
    await refuseOldServer(client);
  } finally {
    await client.end();
  }
  const app = poolOf(appUrl, connections);
  return {
    app,
    appUrl,
    migratorUrl: config.migratorDatabaseUrl,
    sealKey: config.sealKey,
    onLost: () => undefined,
    stop: () => app.end(),
  };
}

/**
 * A connection to a server; refuses in words when it does not answer or does not take the login. Silence is asked again
 * once: on a slow machine the start itself may take the time that the server was given.
 */
export async function connect(url: string, tries = 2): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return client;
  } catch (error) {
    if (tries > 1 && (error as Error).message === 'timeout expired') return connect(url, tries - 1);
    const { code, message } = error as { code?: string; message: string };
    const { username, host, pathname } = new URL(url);
    const address = `${host}${pathname}`;
    if (code === '28P01' || code === '28000') throw new Refusal('password_refused', { address, login: username });
    if (code === '3D000') throw new Refusal('no_database', { address });
    throw new Refusal('server_silent', { address, why: message || code || 'no answer' });
  }
}

/** Oldest PostgreSQL the SQL of the migrations is tested on. */
const oldest = 15;

/** Refuses a server on which the SQL was never tried. */
export async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
  const theirs = Math.floor(Number(rows[0]!.server_version_num) / 10_000);
  if (theirs < oldest) throw new Refusal('server_old', { theirs: String(theirs), oldest: String(oldest) });
}

async function openEmbedded(
  config: Config,
  { mode = 'hold', connections = 20, settings }: OpenOptions,
): Promise<Database> {
  const { dataFolder } = config;
  prepareFolder(dataFolder);
  if (mode === 'share' && findHolder(dataFolder)) return joinRunning(dataFolder, connections);
  const release = takeLock(dataFolder);
  try {
    const { cluster, credentials } = await startCluster(dataFolder, settings);
    return handOut(credentials, connections, {
      onLost: (act) => void (cluster.onLost = act),
      end: async () => {
        await cluster.stop();
        release();
      },
    });
  } catch (error) {
    release();
    throw error;
  }
}

/** The folder can be used by this user, or the start is refused. */
function prepareFolder(dataFolder: string): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const secrets = credentialsFile(dataFolder);
  try {
    accessSync(dataFolder, constants.W_OK | constants.X_OK);
    if (existsSync(secrets)) accessSync(secrets, constants.R_OK);
  } catch {
    throw new Refusal('not_yours', {
      folder: dataFolder,
      owner: `uid ${statSync(dataFolder).uid}, not ${userInfo().username}`,
    });
  }
}

/** Uses the PostgreSQL of the product that runs; waits while it is still starting. */
async function joinRunning(dataFolder: string, connections: number): Promise<Database> {
  for (let waited = 0; ; waited += 100) {
    const credentials = readCredentials(dataFolder);
    if (credentials?.port) {
      const database = handOut(credentials, connections);
      try {
        await database.app.query('select 1');
        return database;
      } catch (error) {
        await database.stop();
        if (waited >= 10_000) throw error;
      }
    } else if (waited >= 10_000) throw new Error(`the product on ${dataFolder} does not open its database`);
    await pause(100);
  }
}

/** Starts PostgreSQL on the folder's data, which it makes where there are none. */
async function startCluster(
  dataFolder: string,
  settings?: Record<string, string>,
): Promise<{ cluster: Cluster; credentials: Credentials }> {
  const known = readCredentials(dataFolder);
  const usual = join(dataFolder, 'postgres');
  if (!known && majorOf(usual) !== undefined)
    throw new Refusal('no_secrets', { folder: dataFolder, file: credentialsFile(dataFolder) });
  const account = findAccount(known?.folder);
  const credentials = known ?? newCredentials(join(reachableFolder(account, dataFolder), 'postgres'));
  const binaries = findBinaries(account, () => findShelf(account!));
  // the place is noted before anything lies there
  if (!known) writeCredentials(dataFolder, credentials);
  const { folder, superuser } = credentials;
  const cluster = new Cluster({
    binaries,
    account,
    folder,
    log: join(dataFolder, 'postgres.log'),
    password: superuser,
    settings,
  });
  await cluster.initialise();
  await cluster.start(credentials.port);
  try {
    if (credentials.port !== cluster.port) writeCredentials(dataFolder, { ...credentials, port: cluster.port });
    await createGround(cluster.url('postgres'), credentials);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return { cluster, credentials: { ...credentials, port: cluster.port } };
}

/** Logins and database, where an interrupted first start has not left them; logins that are there, as they were made. */
async function createGround(superuserUrl: string, credentials: Credentials): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query(`select 1 from pg_database where datname = 'homeward'`);
    if (rows.length > 0) {
      await restoreLogins(client, credentials);
      return;
    }
    await createLogins(client, credentials);
    await createDatabase(client, 'homeward');
  } finally {
    await client.end();
  }
}

function handOut(
  credentials: Credentials,
  connections: number,
  owned?: { onLost(act: (why: string) => void): void; end(): Promise<void> },
): Database {
  const base = `postgresql://127.0.0.1:${credentials.port}/homeward`;
  const appUrl = addressOf(base, 'app', credentials.app);
  const app = poolOf(appUrl, connections);
  return {
    app,
    appUrl,
    ownerUrl: addressOf(base, 'owner', credentials.owner),
    migratorUrl: addressOf(base, 'migrator', credentials.migrator),
    sealKey: Buffer.from(credentials.seal, 'hex'),
    folder: credentials.folder,
    onLost: (act) => owned?.onLost(act),
    async stop() {
      await app.end();
      await owned?.end();
    },
  };
}

/** Refuses a database that lacks a migration of this version, or has a newer one beside which this version may not run. */
export async function refuseOtherVersion(pool: Pool): Promise<void> {
  const missing = await pendingMigrations(pool, undefined, { beside: true });
  if (missing.length > 0) throw new Refusal('not_migrated', { migrations: missing.join(', ') });
}

/** Refuses data that another clock wrote: training data have no place in real time, and real data none in the sandbox. */
export async function refuseOtherClock(pool: Pool, clock: 'real' | 'manual'): Promise<void> {
  const { rows } = await pool.query<{ written: boolean; ahead: boolean; by_hand: boolean }>(
    // one clock wrote every line, so the last one tells which; it is found by its index, however long the journal is
    `select last is not null as written, coalesce(last > c.now, false) as ahead, c.by_hand
     from (select (select at from homeward.journal order by recorded_at desc limit 1) as last) l, homeward.manual_clock c`,
  );
  const { written, ahead, by_hand } = rows[0]!;
  if (written && ahead && clock === 'manual') throw new Refusal('real_data');
  if (written && !ahead && clock === 'real') throw new Refusal('manual_data');
  // on a server the owner says which clock writes: this process may not
  if (!by_hand && clock === 'manual') throw new Refusal('clock_not_by_hand');
}

/** Where a backup is restored to: a data folder of the embedded database, or a database on a server. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type Pool } from 'pg';
import {
  appliedMigrations,
  findAccount,
  findHolder,
  migrate,
  newCredentials,
  openDatabase,
  reachableFolder,
  readCredentials,
  readMigrations,
  writeCredentials,
  type Config,
} from '../../../libs/database';
import { Settings } from '../../../libs/calendar';
import {
  Definitions,
  Door,
  RealClock,
  replayJournal,
  verifyJournal,
  type Replay,
  type Verification,
} from '../../../libs/engine';
import { workflows } from '../../../workflows';
import { bringUpToDate } from '../../database';
import { loadBackup, type Whole } from './load';
import { BackupRefusal } from './texts';

export interface Restored {
  rows: number;
  verified: Verification;
  replayed: Replay;
}

/** Restores into an empty data folder. It is made beside it, and has its name when it is whole. */
export async function restoreFolder(settings: Config, whole: Whole): Promise<Restored> {
  const { dataFolder } = settings;
  refuseNewer(whole);
  if (existsSync(dataFolder) && readdirSync(dataFolder).length > 0)
    throw new BackupRefusal('notEmpty', { folder: dataFolder });
  const making = `${dataFolder}.restoring`;
  if (findHolder(making)) throw new BackupRefusal('notEmpty', { folder: making });
  forget(making);
  mkdirSync(making, { recursive: true, mode: 0o700 });
  const place = reachableFolder(findAccount(), making);
  writeCredentials(making, { ...newCredentials(join(place, 'postgres')), seal: whole.header.sealKey });
  try {
    const restored = await fill({ ...settings, dataFolder: making }, whole);
    const credentials = readCredentials(making)!;
    const folder = place === making ? join(dataFolder, 'postgres') : credentials.folder;
    writeCredentials(making, { ...credentials, folder });
    if (existsSync(dataFolder)) rmSync(dataFolder, { recursive: true });
    renameSync(making, dataFolder);
    return restored;
  } catch (error) {
    forget(making);
    throw error;
  }
}

async function fill(settings: Config, whole: Whole): Promise<Restored> {
  const database = await openDatabase(settings, { connections: 4 });
  try {
    const known = new Set(whole.header.migrations);
    await migrate(
      database.ownerUrl!,
      readMigrations().filter(({ name }) => known.has(name)),
    );
    const { superuser, port } = readCredentials(settings.dataFolder)!;
    const url = `postgresql://postgres:${encodeURIComponent(superuser)}@127.0.0.1:${port}/homeward`;
    const rows = await loadBackup(url, whole);
    await bringUpToDate(database.ownerUrl!);
    return { rows, ...(await examine(database.app)) };
  } finally {
    await database.stop();
  }
}

/** Restores into an empty database of a server, which `npm run migrate` has made. */
export async function restoreServer(settings: Config, whole: Whole): Promise<Restored> {
  const { migrationDatabaseUrl: url, sealKey } = settings;
  const { header, file } = whole;
  if (!url) throw new BackupRefusal('owner');
  refuseNewer(whole);
  if (sealKey?.toString('hex') !== header.sealKey) throw new BackupRefusal('otherKey', { file });
  await refuseUsed(url, header.migrations);
  const rows = await loadBackup(url, whole);
  const database = await openDatabase(settings, { connections: 4 });
  try {
    return { rows, ...(await examine(database.app)) };
  } finally {
    await database.stop();
  }
}

async function refuseUsed(url: string, migrations: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const applied = await appliedMigrations(client);
    const differ = [
      ...migrations.filter((name) => !applied.includes(name)),
      ...applied.filter((name) => !migrations.includes(name)),
    ];
    if (differ.length > 0) throw new BackupRefusal('otherVersion', { migrations: differ.join(', ') });
    const { rows } = await client.query<{ used: boolean }>('select exists (select from homeward.journal) as used');
    if (rows[0]!.used) throw new BackupRefusal('used', { database: new URL(url).pathname.slice(1) });
  } finally {
    await client.end();
  }
}

function refuseNewer({ header }: Whole): void {
  const known = new Set(readMigrations().map(({ name }) => name));
  const unknown = header.migrations.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new BackupRefusal('newer', { migrations: unknown.join(', ') });
}

/** Every hash chain, and every journal folded through its workflow. */
async function examine(pool: Pool): Promise<Omit<Restored, 'rows'>> {
  const settings = new Settings(pool, new Door(pool), new RealClock());
  return {
    verified: await verifyJournal(pool),
    replayed: await replayJournal(pool, new Definitions(workflows), settings),
  };
}

/** Removes what an interrupted restore has left, also where its database lies elsewhere. */
function forget(folder: string): void {
  const credentials = existsSync(folder) ? readCredentials(folder) : undefined;
  if (credentials && !credentials.folder.startsWith(folder))
    rmSync(join(credentials.folder, '..'), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

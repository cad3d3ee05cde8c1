/** The database that a benchmark works in: the one the environment names, or one that lasts as long as the command. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { config, openDatabase, type Config, type Database } from '../../../libs/database';
import { buildContext, makeLog, type AppContext } from '../../context';
import { bringUpToDate } from '../../database';
import { seedDemo } from '../../demo';
import { endingAll, type Endings } from '../endings';
import { CommandRefusal } from '../options';

export interface Ground extends Endings {
  settings: Config;
  database: Database;
  context: AppContext;
  owner: Pool;
  ownerUrl: string;
  /** a folder that is gone afterwards */
  scratch: string;
}

/** `installation`: what the environment names; `throwaway`: gone afterwards; or a data folder of the caller's. */
export type Place = 'installation' | 'throwaway' | { dataFolder: string };

/** A folder that lasts as long as some work, which PostgreSQL may enter. */
export const temporaryFolder = ({ start }: Endings): Promise<string> =>
  start(
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'homeward-bench-'));
      chmodSync(folder, 0o755);
      return folder;
    },
    (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  );

/** Opens it, brings it up to date, fills an empty one with the demo, does the work, and leaves or removes it. */
export async function onGround<T>(
  {
    place,
    connections = 4,
    settings: tuned,
  }: { place: Place; connections?: number; settings?: Record<string, string> },
  work: (ground: Ground) => Promise<T>,
): Promise<T> {
  return endingAll(async (endings) => {
    const scratch = await temporaryFolder(endings);
    const dataFolder = place === 'throwaway' ? join(scratch, 'data') : place !== 'installation' && place.dataFolder;
    const settings = config({
      ...process.env,
      ...(dataFolder && { DATABASE_URL: undefined, REDIS_URL: undefined, HOMEWARD_DATA_DIR: dataFolder }),
      HOMEWARD_CLOCK: 'manual',
      HOMEWARD_DEMO: 'on',
      HOMEWARD_LOG: 'warn',
    });
    const database = await endings.start(
      () => openDatabase(settings, { connections, settings: tuned }),
      (opened) => opened.stop(),
    );
    const ownerUrl = database.ownerUrl ?? process.env['MIGRATION_DATABASE_URL'];
    if (!ownerUrl) throw new CommandRefusal('on a server, MIGRATION_DATABASE_URL names the owner who fills the tables');
    await bringUpToDate(ownerUrl);
    const owner = await endings.start(
      () => new Pool({ connectionString: ownerUrl, max: 4 }),
      // whoever interrupts it does not wait for the statement that is under way: it ends with the database
      (pool) => void pool.end().catch(() => undefined),
    );
    owner.on('error', () => undefined);
    owner.on('connect', (client) => void client.on('error', () => undefined));
    const context = await buildContext(settings, database, makeLog(settings));
    await seedDemo(context);
    return work({ ...endings, settings, database, context, owner, ownerUrl, scratch });
  });
}

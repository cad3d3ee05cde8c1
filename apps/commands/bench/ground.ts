/** The database that a benchmark works in: the one the environment names, or one that lasts as long as the command. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { config, openDatabase, type Config, type Database } from '../../../libs/database';
import { buildContext, makeLog, type AppContext } from '../../context';
import { bringUpToDate } from '../../database';
import { seedDemo } from '../../demo';

export interface Ground {
  settings: Config;
  database: Database;
  context: AppContext;
  owner: Pool;
  ownerUrl: string;
}

/** Opens it, brings it up to date, fills an empty one with the demo, does the work, and leaves or removes it. */
export async function onGround<T>(
  {
    throwaway,
    connections = 4,
    settings: tuned,
  }: { throwaway: boolean; connections?: number; settings?: Record<string, string> },
  work: (ground: Ground) => Promise<T>,
): Promise<T> {
  const folder = throwaway ? mkdtempSync(join(tmpdir(), 'homeward-bench-')) : undefined;
  if (folder) chmodSync(folder, 0o755);
  const settings = config({
    ...process.env,
    ...(folder && { DATABASE_URL: undefined, REDIS_URL: undefined, HOMEWARD_DATA_DIR: join(folder, 'data') }),
    HOMEWARD_CLOCK: 'manual',
    HOMEWARD_DEMO: 'on',
    HOMEWARD_LOG: 'warn',
  });
  const database = await openDatabase(settings, { connections, settings: tuned });
  try {
    const ownerUrl = database.ownerUrl ?? process.env['MIGRATION_DATABASE_URL'];
    if (!ownerUrl) throw new Error('on a server, MIGRATION_DATABASE_URL names the owner who fills the tables');
    await bringUpToDate(ownerUrl);
    const owner = new Pool({ connectionString: ownerUrl, max: 4 });
    owner.on('error', () => undefined);
    try {
      const context = await buildContext(settings, database, makeLog(settings));
      await seedDemo(context);
      return await work({ settings, database, context, owner, ownerUrl });
    } finally {
      await owner.end();
    }
  } finally {
    await database.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}

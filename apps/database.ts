/** Brings a database up to this version: the SQL files, the settings and areas they need, and the queue's own tables. */
import { Client } from 'pg';
import { migrateQueue } from '../libs/alerts';
import { seedSettings } from '../libs/calendar';
import { migrate } from '../libs/database';
import { loadStandardAreas } from '../libs/registry';

/**
 * Runs as the owner; safe to repeat, and side by side. Returns the names of the migrations it ran. Where `clock` says which
 * clock writes, the database holds the application to it.
 */
export async function bringUpToDate(ownerUrl: string, clock?: 'real' | 'manual'): Promise<string[]> {
  const ran = await migrate(ownerUrl);
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await seedSettings(client);
    // enough to run without a gazetteer; an imported one is left alone
    await loadStandardAreas(client);
    if (clock)
      await client.query('update homeward.manual_clock set by_hand = $1 where by_hand <> $1', [clock === 'manual']);
  } finally {
    await client.end();
  }
  await migrateQueue(ownerUrl);
  return ran;
}

/** An embedded PostgreSQL with a migrated database that lasts as long as one piece of work. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { findAccount, findShelf } from './account';
import { findBinaries } from './binaries';
import { Cluster } from './cluster';
import { addressOf, createDatabase, createLogins } from './logins';
import { migrate } from './migrations';

/** Does work on a new database, given the owner's address, and removes everything after it. */
export async function onThrowawayDatabase<T>(work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const account = findAccount();
  const shelf = () => findShelf(account!);
  const home = mkdtempSync(join(account ? shelf() : tmpdir(), 'homeward-throwaway-'));
  chmodSync(home, 0o711);
  const secret = randomBytes(12).toString('hex');
  const cluster = new Cluster({
    binaries: findBinaries(account, shelf),
    account,
    folder: join(home, 'postgres'),
    log: join(home, 'postgres.log'),
    password: secret,
    durable: false,
  });
  try {
    await cluster.initialise();
    await cluster.start();
    const client = new Client({ connectionString: cluster.url('postgres') });
    await client.connect();
    await createLogins(client, { owner: secret, migrator: secret, app: secret });
    await createDatabase(client, 'homeward');
    await client.end();
    const ownerUrl = addressOf(cluster.url('homeward'), 'owner', secret);
    await migrate(ownerUrl);
    return await work(ownerUrl);
  } finally {
    await cluster.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

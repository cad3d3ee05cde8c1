/** An embedded PostgreSQL with a migrated database that lasts as long as one piece of work. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { findAccount, findShelf, type Account } from './account';
import { findBinaries } from './binaries';
import { Cluster } from './cluster';
import { addressOf, createDatabase, createLogins } from './logins';
import { migrate } from './migrations';

export interface ThrowawayOptions {
  /** begins the name of its folder */
  name: string;
  /** file of what PostgreSQL says; absent: in its folder */
  log?: string;
  /** whether what it commits survives the end of its process; false is faster */
  durable: boolean;
  settings?: { [name: string]: string };
}

/** A cluster of its own with the three logins and an empty database; whoever makes it calls `remove`. */
export class Throwaway {
  /** the password of the three logins */
  readonly secret = randomBytes(12).toString('hex');
  readonly cluster: Cluster;
  /** the account that runs PostgreSQL, where it is another one */
  readonly account: Account | undefined;
  /** its folder, which PostgreSQL may enter */
  readonly home: string;

  constructor({ name, log, durable, settings }: ThrowawayOptions) {
    this.account = findAccount();
    const shelf = () => findShelf(this.account!);
    this.home = mkdtempSync(join(this.account ? shelf() : tmpdir(), `homeward-${name}-`));
    chmodSync(this.home, 0o711);
    this.cluster = new Cluster({
      binaries: findBinaries(this.account, shelf),
      account: this.account,
      folder: join(this.home, 'postgres'),
      log: log ?? join(this.home, 'postgres.log'),
      password: this.secret,
      durable,
      settings,
    });
  }

  async start(): Promise<void> {
    await this.cluster.initialise();
    await this.cluster.start();
    const client = new Client({ connectionString: this.cluster.url('postgres') });
    await client.connect();
    await createLogins(client, { owner: this.secret, migrator: this.secret, app: this.secret });
    await createDatabase(client, 'homeward');
    await client.end();
  }

  /** The address of the database for one of the logins. */
  urlOf(login: 'owner' | 'migrator' | 'app'): string {
    return addressOf(this.cluster.url('homeward'), login, this.secret);
  }

  async remove(): Promise<void> {
    await this.cluster.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Does work on a new database, given the owner's address, and removes everything after it. */
export async function onThrowawayDatabase<T>(work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const throwaway = new Throwaway({ name: 'throwaway', durable: false });
  try {
    await throwaway.start();
    const ownerUrl = throwaway.urlOf('owner');
    await migrate(ownerUrl);
    return await work(ownerUrl);
  } finally {
    await throwaway.remove();
  }
}

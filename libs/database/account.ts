/** PostgreSQL refuses to run as root: then it runs as an account without rights, and files lie where that account can go. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Account {
  name: string;
  ids: { uid: number; gid: number };
}

function accounts(): (Account & { shell: string })[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((f) => f.length >= 7 && Number(f[2]) > 0)
    .map((f) => ({ name: f[0]!, ids: { uid: Number(f[2]), gid: Number(f[3]) }, shell: f[6]! }));
}

/**
 * The account PostgreSQL runs as; undefined when it is the one that runs this process. Existing data keep their owner;
 * new data belong to `postgres` where the system has it, else to `nobody`.
 */
export function findAccount(cluster?: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = accounts();
  const owner = cluster ? statSync(join(cluster, 'PG_VERSION'), { throwIfNoEntry: false }) : undefined;
  if (owner && owner.uid !== 0) {
    return {
      name: known.find((a) => a.ids.uid === owner.uid)?.name ?? String(owner.uid),
      ids: { uid: owner.uid, gid: owner.gid },
    };
  }
  const chosen = known.find((a) => a.name === 'postgres') ?? known.find((a) => a.name === 'nobody') ?? known[0];
  if (!chosen)
    throw new Error('PostgreSQL cannot run as root, and this system has no other account; start as another user.');
  return { name: chosen.name, ids: chosen.ids };
}

/** Whether the account can enter a folder. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  if (!account) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { cwd: '/', ...account.ids, stdio: 'ignore' }).status === 0;
}

/** A folder of root's own which every account can enter, for what cannot lie below the checkout. */
export function findShelf(account: Account): string {
  for (const place of ['/var/lib/homeward', join(tmpdir(), 'homeward-of-root')]) {
    try {
      mkdirSync(place, { recursive: true, mode: 0o755 });
      const found = lstatSync(place);
      if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) continue;
      chmodSync(place, 0o755);
      if (canEnter(account, place)) return place;
    } catch {
      continue;
    }
  }
  throw new Error(`No folder was found which ${account.name} can enter; name one with HOMEWARD_DATA_DIR.`);
}

/** A new folder for data which the account can enter: the one asked for, or one on the shelf when its parents are closed. */
export function reachableFolder(account: Account | undefined, wanted: string): string {
  if (!account) return wanted;
  if (!existsSync(wanted)) mkdirSync(wanted, { recursive: true, mode: 0o711 });
  if (canEnter(account, dirname(wanted))) {
    // its own folder may be opened for passage; what is secret in it has a mode of its own
    chmodSync(wanted, statSync(wanted).mode | 0o011);
    if (canEnter(account, wanted)) return wanted;
  }
  const folder = mkdtempSync(join(findShelf(account), 'data-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** One product per data folder: a file that names its process. */
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, startOf } from './process';
import { Refusal } from './refusal';

interface Holder {
  pid: number;
  started: string;
}

function holderOf(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

const holds = (holder: Holder | undefined): holder is Holder =>
  holder !== undefined && isAlive(holder.pid) && startOf(holder.pid) === holder.started;

/** The living process that holds a data folder. */
export function findHolder(folder: string): number | undefined {
  const holder = holderOf(join(folder, 'homeward.lock'));
  return holds(holder) ? holder.pid : undefined;
}

/** Takes the folder for this process, or refuses when another living process holds it. The answer releases it. */
export function takeLock(folder: string): () => void {
  const file = join(folder, 'homeward.lock');
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder));
  try {
    for (;;) {
      try {
        // a link is made whole or not at all
        linkSync(mine, file);
        return () => rmSync(file, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = holderOf(file);
      if (holds(holder)) throw new Refusal('already_running', { folder, pid: String(holder.pid) });
      clearStale(file, holder);
    }
  } finally {
    unlinkSync(mine);
  }
}

/** Puts a dead process's file aside; when another starter was quicker, its file goes back. */
function clearStale(file: string, seen: Holder | undefined): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = holderOf(aside);
  if (moved && (moved.pid !== seen?.pid || moved.started !== seen.started)) {
    try {
      linkSync(aside, file);
    } catch {
      // a third one holds it now
    }
  }
  rmSync(aside, { force: true });
}

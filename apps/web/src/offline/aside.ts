/**
 * What a forgotten PIN closed. It is set aside as it lies there, and opened with the old PIN whenever its owner remembers it:
 * a new PIN does not cost a census or an inspection.
 */
import { readAgain } from './inspections';
import { changed } from './notice';
import { store, type Closed, type Wrapped } from './store';
import { countUnsent, type Unsent } from './unsent';
import { close, ownerOfVault, pauseAfter, reopen, unwrap } from './vault';

const prefix = 'aside:';
/** Under this name lies what one lost PIN closed. */
const ownerOf = ({ vault }: Pick<Wrapped, 'vault'>): string => `${prefix}${vault}`;

/** Sets a person's drafts and inspections aside, with the key that their PIN opens. */
export async function setAside(person: string): Promise<void> {
  const db = await store();
  const record = await db.get('vaults', person);
  if (!record) return;
  const owner = ownerOf(record);
  const tx = db.transaction(['vaults', 'drafts', 'inspections'], 'readwrite');
  await tx.objectStore('vaults').put({ ...record, wrong: 0, notBefore: 0 }, owner);
  for (const name of ['drafts', 'inspections'] as const) {
    const at = tx.objectStore(name);
    for (let cursor = await at.openCursor(); cursor; cursor = await cursor.continue()) {
      if (cursor.value.person !== person) continue;
      await at.put({ ...cursor.value, person: owner }, `${owner}|${cursor.key.slice(person.length + 1)}`);
      await cursor.delete();
    }
  }
  await tx.done;
}

export interface Aside {
  vault: string;
  unsent: Unsent;
  /** epoch ms of the device before which no PIN is tried */
  notBefore: number;
}

/** What was set aside for the person whose vault is open. */
export async function listAside(): Promise<Aside[]> {
  const person = ownerOfVault();
  const db = await store();
  const found: Aside[] = [];
  for (const key of await db.getAllKeys('vaults')) {
    const record = key.startsWith(prefix) ? await db.get('vaults', key) : undefined;
    if (record?.person !== person || !record) continue;
    found.push({ vault: record.vault, unsent: await countUnsent(key), notBefore: record.notBefore });
  }
  return found;
}

type Opening = (closed: Closed) => Promise<unknown>;

/** Two accounts of how far one inspection has come. */
type Progress = { reported?: string[]; done?: string[] };
const both = (one: Progress, other: Progress) => ({
  ...one,
  reported: [...new Set([...(one.reported ?? []), ...(other.reported ?? [])])],
  done: [...new Set([...(one.done ?? []), ...(other.done ?? [])])],
});

/**
 * Opens what was set aside with the PIN it was closed with, and closes it with the present key. A draft that was begun anew
 * meanwhile is not written over: the older one stays aside. Answers whether the PIN was right.
 */
export async function takeBack(vault: string, pin: string): Promise<boolean> {
  const person = ownerOfVault();
  const db = await store();
  const owner = ownerOf({ vault });
  const record = await db.get('vaults', owner);
  if (!person || record?.person !== person || Date.now() < record.notBefore) return false;
  const wrong = record.wrong + 1;
  await db.put('vaults', { ...record, wrong, notBefore: Date.now() + pauseAfter(wrong) }, owner);
  const key = await unwrap(pin, record).catch(() => undefined);
  if (!key) return false;
  await db.put('vaults', { ...record, wrong: 0, notBefore: 0 }, owner);
  const open: Opening = async ({ iv, data }) =>
    JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data)));
  await bringDrafts(owner, person, open);
  await bringInspections(owner, person, open);
  const left = (await db.getAll('drafts')).some((draft) => draft.person === owner);
  if (!left) await db.delete('vaults', owner);
  readAgain();
  changed();
  return true;
}

async function bringDrafts(owner: string, person: string, open: Opening): Promise<void> {
  const db = await store();
  for (const draft of (await db.getAll('drafts')).filter((each) => each.person === owner)) {
    const name = `${person}|${draft.id}`;
    if (await db.getKey('drafts', name)) continue;
    await db.put('drafts', { ...draft, person, closed: await close(await open(draft.closed)) }, name);
    await db.delete('drafts', `${owner}|${draft.id}`);
  }
}

async function bringInspections(owner: string, person: string, open: Opening): Promise<void> {
  const db = await store();
  for (const key of await db.getAllKeys('inspections', IDBKeyRange.bound(`${owner}|`, `${owner}|\uffff`))) {
    const part = (await db.get('inspections', key))!;
    const name = `${person}|${part.instance}|${part.name}`;
    const there = await db.get('inspections', name);
    const value = await open(part.closed);
    // whoever downloaded the package again has a newer one; what was done with the old one stays known
    if (!there) await db.put('inspections', { ...part, person, closed: await close(value) }, name);
    else if (part.name === 'progress') await mergeProgress(name, value as Progress);
    await db.delete('inspections', key);
  }
}

async function mergeProgress(name: string, older: Progress): Promise<void> {
  const db = await store();
  const there = (await db.get('inspections', name))!;
  const newer = (await reopen<Progress>(there.closed)) ?? {};
  await db.put('inspections', { ...there, closed: await close(both(newer, older)) }, name);
}

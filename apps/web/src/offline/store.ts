/** What lies on this device, in one database of the browser. Everything a person wrote or read is encrypted before it comes here. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Text } from '../language';
import type { Sealed } from './seal';

/** Encrypted with the data key of a vault. */
export interface Closed {
  /** name of the data key */
  vault: string;
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/** A person's data key, wrapped by a key derived from their PIN. */
export interface Wrapped {
  person: string;
  vault: string;
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
  iv: Uint8Array<ArrayBuffer>;
  wrapped: ArrayBuffer;
  /** wrong PINs since the last right one */
  wrong: number;
  /** epoch ms of the device before which no PIN is tried */
  notBefore: number;
}

export interface KeptDraft {
  person: string;
  id: string;
  /** version of the workflow */
  version: number;
  savedAt: number;
  closed: Closed;
  /** how many rows it holds, where it is a list: counted without being opened */
  rows?: number;
}

export interface KeptAnswer {
  person: string;
  /** epoch ms of the device */
  at: number;
  closed: Closed;
}

/** The plain part of an item; the server holds the content to it. */
export interface Head {
  key: string;
  person: string;
  kind: 'event' | 'open';
  instance?: string;
  workflow: string;
  workflowVersion: number;
  event: string;
  area?: string;
  baseVersion?: number;
  capturedAt: string;
  deviceId: string;
  counter: number;
  safety: boolean;
  keyId: string;
}

/** What the server says of an item that it keeps for review. */
export interface Kept {
  id: string;
  owner: string;
  area: string;
  dueAt: string;
  decision: 'recorded' | 'setAside' | null;
  decidedAt: string | null;
}

export interface Item {
  key: string;
  person: string;
  head: Head;
  sealed: Sealed;
  /** title of the form and reference of the case: nothing personal */
  label: Text;
  reference?: string;
  appointment?: string;
  /** `refused` and `stale` need their author */
  state: 'waiting' | 'refused' | 'stale';
  /** tries that the author asked for after a refusal */
  again: number;
  /** version of the case to send it on, where the author has seen a newer one than the head's */
  on?: number;
  /** code of the refusal; its words and both versions are in `closed` */
  code?: string;
  closed?: Closed;
  /** the server keeps it, and somebody decides about it */
  review?: Kept;
  /** when it was given out as a file, epoch ms */
  handedOver?: number;
}

/** What the server has. */
export interface Received {
  key: string;
  person: string;
  label: Text;
  reference: string;
  instance: string;
  /** server's time, ISO */
  at: string;
}

/** A part of an inspection on this device: its package, a piece, a photo, or how far it has come. */
export interface KeptPart {
  person: string;
  instance: string;
  name: string;
  closed: Closed;
  /** of a piece and of a photo: has the server it? Told on the outside, so that a locked device can count what it holds. */
  state?: 'here' | 'tried' | 'sent' | 'refused';
}

interface Stores extends DBSchema {
  device: { key: string; value: unknown };
  vaults: { key: string; value: Wrapped };
  drafts: { key: string; value: KeptDraft };
  kept: { key: string; value: KeptAnswer };
  outbox: { key: string; value: Item };
  received: { key: string; value: Received };
  inspections: { key: string; value: KeptPart };
}

let opened: Promise<IDBPDatabase<Stores>> | undefined;

/** The database; throws where the browser gives none. */
export function store(): Promise<IDBPDatabase<Stores>> {
  opened ??= openDB<Stores>('homeward', 2, {
    upgrade(db) {
      for (const name of ['device', 'vaults', 'drafts', 'kept', 'outbox', 'received', 'inspections'] as const)
        if (!db.objectStoreNames.contains(name)) db.createObjectStore(name);
    },
    blocking: () => void opened?.then((db) => db.close()).finally(() => (opened = undefined)),
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

/** Encryption and a database are there: not at an address without HTTPS. */
export const isUsable = (): boolean => typeof crypto.subtle === 'object' && typeof indexedDB === 'object';

/** Was nothing written because the device is full? */
export const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';

let asked = false;
/** Asks the browser, once, not to clear what lies here when space is short. */
export function askToStay(): void {
  if (asked) return;
  asked = true;
  void navigator.storage?.persist?.().catch(() => false);
}

/** Removes what `out` picks from a store. */
export async function removeFrom<N extends 'drafts' | 'kept' | 'inspections'>(
  name: N,
  out: (value: Stores[N]['value'], key: string) => boolean,
): Promise<void> {
  const db = await store();
  const tx = db.transaction(name, 'readwrite');
  for (let cursor = await tx.store.openCursor(); cursor; cursor = await cursor.continue())
    if (out(cursor.value, String(cursor.key))) await cursor.delete();
  await tx.done;
}

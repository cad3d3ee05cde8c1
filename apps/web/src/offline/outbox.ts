/** What waits to be sent: each act is sealed before the first try and leaves only on the server's answer. */
import { useEffect, useState } from 'react';
import type { ProblemAnswer } from '../api/client';
import { appointmentKept, ask, client } from '../api/client';
import { now } from '../api/now';
import { changed, onChange } from './notice';
import { seal, type OutboxKey } from './seal';
import { askToStay, isFull, isUsable, store, type Head, type Item, type Kept, type Received } from './store';
import type { CaseAnswer, Command } from './types';
import { close, onVault, ownerOfVault, personOfDevice, reopen } from './vault';

/** What the server says to a sealed item that it refuses: the author's own content beside what is there now. */
export interface Refusal extends ProblemAnswer {
  yours?: Record<string, unknown> | null;
  /** where the server keeps it until somebody decides */
  review?: Kept | null;
  current?: {
    version: number;
    reference: string;
    status: 'open' | 'closed';
    state: ({ en: string; km: string } | null)[];
    since: {
      version: number;
      event: string;
      text: { en: string; km: string } | null;
      at: string;
      role: string;
      data: Record<string, unknown> | null;
    }[];
  } | null;
}

/** Reports that go before everything else. */
export function isSafety({ event, data }: Pick<Command, 'event' | 'data'>): boolean {
  if (/safetyConcern|safety\.reported|concern\.raised|child(Missing|\.missing)|emergency\.opened/.test(event))
    return true;
  if (event === 'child.screened') return data['danger'] === true;
  return event === 'concern.reported' && data['immediateDanger'] === true;
}

// ---------------------------------------------------------------------------------------------------------------------
// The server's key and this device's number

export async function fetchKey(): Promise<void> {
  const { id, publicKey } = await ask<OutboxKey>(client.GET('/api/v1/outbox/key' as never));
  await (await store()).put('device', { id, publicKey }, 'key');
}

async function serversKey(): Promise<OutboxKey | undefined> {
  const db = await store();
  if (!(await db.get('device', 'key')))
    await fetchKey().catch((error: unknown) => {
      if (isFull(error)) throw error;
    });
  return (await db.get('device', 'key')) as OutboxKey | undefined;
}

/** The device's name and the next number of its count. */
export async function countUp(): Promise<{ deviceId: string; counter: number }> {
  const tx = (await store()).transaction('device', 'readwrite');
  const deviceId = ((await tx.store.get('id')) as string | undefined) ?? crypto.randomUUID();
  const counter = (((await tx.store.get('counter')) as number | undefined) ?? 0) + 1;
  await Promise.all([tx.store.put(deviceId, 'id'), tx.store.put(counter, 'counter'), tx.done]);
  return { deviceId, counter };
}

// ---------------------------------------------------------------------------------------------------------------------
// Items

/** Seals a command and keeps it; undefined where no key of the server has ever been fetched. Throws when the device is full. */
export async function putItem(command: Command, key: string): Promise<Item | undefined> {
  const person = ownerOfVault();
  const to = person && (await serversKey());
  if (!person || !to) return undefined;
  const { kind, instance, workflow, workflowVersion = 0, event, area, baseVersion, label, reference } = command;
  const head: Head = {
    key,
    person,
    kind,
    ...(kind === 'event' ? { instance, baseVersion } : { area }),
    workflow,
    workflowVersion,
    event,
    capturedAt: new Date(now()).toISOString(),
    ...(await countUp()),
    safety: isSafety(command),
    keyId: to.id,
  };
  const item: Item = {
    key,
    person,
    head,
    sealed: await seal(to, head, command.data),
    label,
    reference,
    appointment: appointmentKept(),
    state: 'waiting',
    again: 0,
  };
  await (await store()).put('outbox', item, key);
  askToStay();
  changed();
  return item;
}

export async function changeItem(key: string, change: Partial<Item>): Promise<void> {
  const tx = (await store()).transaction('outbox', 'readwrite');
  const item = await tx.store.get(key);
  if (item) await tx.store.put({ ...item, ...change }, key);
  await tx.done;
  changed();
}

export async function removeItem(key: string): Promise<void> {
  await (await store()).delete('outbox', key);
  changed();
}

/** Safety reports first, then as they were written. */
export const inOrder = (one: Item, other: Item): number =>
  Number(other.head.safety) - Number(one.head.safety) || one.head.counter - other.head.counter;

/** All items on this device, also of others, in the order in which they are sent. */
export async function listItems(): Promise<Item[]> {
  if (!isUsable()) return [];
  return (await (await store()).getAll('outbox')).sort(inOrder);
}

/** An item left on the server's answer; the ones written after it on the same version follow it to the new one. */
export async function receive(item: Item, answer: CaseAnswer, at: string): Promise<void> {
  const { key, person, label } = item;
  const received: Received = { key, person, label, reference: answer.reference, instance: answer.id, at };
  const tx = (await store()).transaction(['outbox', 'received'], 'readwrite');
  const outbox = tx.objectStore('outbox');
  await outbox.delete(key);
  await tx.objectStore('received').put(received, key);
  const base = item.on ?? item.head.baseVersion;
  for (const later of await outbox.getAll()) {
    const follows = later.head.instance === answer.id && later.person === person && later.state === 'waiting';
    if (follows && base !== undefined && (later.on ?? later.head.baseVersion) === base && answer.version === base + 1)
      await outbox.put({ ...later, on: answer.version }, later.key);
  }
  await tx.done;
  changed();
}

/** An item stays with its refusal and, where the server gave them, both versions. */
export async function keepRefusal(item: Item, problem: Refusal): Promise<void> {
  const state = problem.status === 409 ? 'stale' : 'refused';
  // without the key of the person nothing readable is written; it can be asked for again
  const closed = ownerOfVault() === item.person ? await close(problem).catch(() => undefined) : undefined;
  const review = problem.review ?? undefined;
  await changeItem(item.key, { state, code: problem.code, closed, ...(review && { review }) });
}

export const refusalOf = (item: Item): Promise<Refusal | undefined> => reopen<Refusal>(item.closed);

/** What the server has from this device, the newest first. */
export async function listReceived(): Promise<Received[]> {
  const person = ownerOfVault();
  if (!isUsable()) return [];
  const all = await (await store()).getAll('received');
  return all.filter((each) => each.person === person).sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Takes the oldest off the list of what the server has. */
export async function shortenReceived(most = 50): Promise<void> {
  const db = await store();
  const all = (await db.getAll('received')).sort((a, b) => (a.at < b.at ? 1 : -1));
  for (const { key } of all.slice(most)) await db.delete('received', key);
}

// ---------------------------------------------------------------------------------------------------------------------
// For the pages

export interface Outbox {
  /** mine, in the order in which they are sent; undefined until read */
  items: Item[] | undefined;
  /** how many wait here for other people to sign in */
  others: number;
  received: Received[];
}

export function useOutbox(): Outbox {
  const [outbox, setOutbox] = useState<Outbox>({ items: undefined, others: 0, received: [] });
  useEffect(() => {
    let here = true;
    const read = async () => {
      const person = personOfDevice();
      const [all, received] = await Promise.all([listItems(), listReceived()]);
      if (!here) return;
      const items = all.filter((item) => item.person === person);
      setOutbox({ items, others: all.length - items.length, received });
    };
    const again = () => void read().catch(() => here && setOutbox({ items: [], others: 0, received: [] }));
    again();
    const ends = [onChange(again), onVault(again)];
    return () => {
      here = false;
      ends.forEach((end) => end());
    };
  }, []);
  return outbox;
}

/** What still stands in the way of signing out: neither given out as a file nor kept by the server for review. */
export const stillWaits = (items: Item[] = []): Item[] =>
  items.filter(({ handedOver, review }) => handedOver === undefined && review === undefined);

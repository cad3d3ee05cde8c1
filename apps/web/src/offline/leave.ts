/** Leaves this device: signing out, or handing over what waits. */
import { ask, chooseAppointment, client, Refused } from '../api/client';
import { changeItem, listItems, stillWaits } from './outbox';
import { wipeReading } from './reading';
import type { Item } from './store';
import { isUsable } from './store';
import { leave, personOfDevice } from './vault';

/** What is in the way of signing out, the most urgent first. */
export async function whatWaits(): Promise<Item[]> {
  const person = personOfDevice();
  return stillWaits(await listItems()).filter((item) => item.person === person);
}

/**
 * Signs out of this device; what was kept for reading is wiped. Answers `waits` when something is not sent yet, `offline` when
 * the server cannot end the session; nothing has changed then.
 */
export async function signOut(): Promise<'waits' | 'offline' | 'left'> {
  if ((await whatWaits()).length > 0) return 'waits';
  try {
    await ask(client.DELETE('/api/v1/session'));
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.status !== 401) return 'offline';
  }
  const person = personOfDevice();
  if (isUsable() && person) await wipeReading(person);
  chooseAppointment(undefined);
  leave();
  location.assign('/sign-in');
  return 'left';
}

/** The file in which sealed items are carried to another machine. */
export interface SealedFile {
  format: 'homeward-outbox';
  version: 1;
  items: object[];
}

export const sealedFileOf = (items: Item[]): SealedFile => ({
  format: 'homeward-outbox',
  version: 1,
  items: items.map(({ head, sealed }) => ({ ...head, sealed })),
});

/** Gives items out as a file; they stay here too, and are sent from here when there is a connection: done once, whichever comes first. */
export async function handOver(items: Item[]): Promise<void> {
  const content = JSON.stringify(sealedFileOf(items));
  const address = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `homeward-outbox-${new Date().toISOString().slice(0, 10)}-${items.length}.json`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  for (const { key } of items) await changeItem(key, { handedOver: Date.now() });
}

/** What the device does by itself: sends, locks, keeps my cases, clears what is old. */
import { client, onSignedOut } from '../api/client';
import { flush } from './flush';
import { fetchKey, shortenReceived } from './outbox';
import { keepForOffline } from './prefetch';
import { keepsAnswers, onAsOf, shownAsOf, wipeOld, wipeReading } from './reading';
import { isUsable } from './store';
import { onVault, personOfDevice, vaultState, watchIdleness } from './vault';

const minute = 60_000;
/** What waits is tried so often (ms): a browser does not always say that the connection is back. */
const often = 15_000;
/** My cases are fetched again after so long (ms). */
const fresh = 60 * minute;

client.use(keepsAnswers);

let keptAt = 0;
async function keepMine(): Promise<void> {
  const vault = vaultState();
  if (vault.state !== 'open' || !vault.pin || !navigator.onLine || Date.now() - keptAt < fresh) return;
  keptAt = Date.now();
  await keepForOffline().catch(() => (keptAt = Date.now() - fresh + 5 * minute));
}

let opened: string | undefined;
function onOpen(): void {
  const vault = vaultState();
  const person = vault.state === 'open' ? vault.person : undefined;
  if (person === opened) return;
  opened = person;
  if (!person) return;
  void fetchKey().catch(() => undefined);
  void flush().catch(() => undefined);
  void wipeOld().catch(() => undefined);
  void shortenReceived().catch(() => undefined);
  // after the page that the person wants to see
  setTimeout(() => void keepMine(), 5_000);
}

let begun = false;
/** Begins, once. */
export function startDevice(): void {
  if (begun || !isUsable()) return;
  begun = true;
  const send = () => void flush().catch(() => undefined);
  watchIdleness();
  onVault(onOpen);
  onSignedOut(() => void wipeReading(personOfDevice()).catch(() => undefined));
  // the browser says so before the network carries anything
  addEventListener('online', () => [0, 2_000, 10_000].forEach((later) => setTimeout(send, later)));
  setInterval(send, often);
  setInterval(() => void keepMine(), minute);
  onAsOf(() => shownAsOf() === undefined && send());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && send());
  send();
}

/**
 * The key under which drafts and what is kept for reading lie on this device. With a PIN it is wrapped by a key derived from
 * the PIN; without one it lives in this browser session alone, shared by its tabs, and what it closed ends with it.
 */
import { fromBase64, toBase64 } from './seal';
import { isUsable, removeFrom, store, type Closed, type Wrapped } from './store';

/** Without input for so long (ms) the PIN is asked for again. */
export const idleLimit = 5 * 60_000;
/** Wrong PINs after which what is kept for reading is wiped. */
export const mostWrong = 10;
export const shortestPin = 6;
const iterations = 600_000;

export type VaultState =
  /** nobody is known yet, or this browser cannot encrypt */
  | { state: 'closed' }
  | { state: 'locked'; person: string; wrong: number; notBefore: number }
  | { state: 'open'; person: string; pin: boolean };

interface Opened {
  person: string;
  id: string;
  key: CryptoKey;
}

let now: VaultState = { state: 'closed' };
let open: Opened | undefined;
const told = new Set<() => void>();

export const vaultState = (): VaultState => now;
export function onVault(tell: () => void): () => void {
  told.add(tell);
  return () => told.delete(tell);
}
function become(state: VaultState, key?: Opened): void {
  now = state;
  open = key;
  told.forEach((tell) => tell());
}

/** Whose data may be read and written now. */
export const ownerOfVault = (): string | undefined => open?.person;
/** Who was last signed in here: their items may be sent while the screen is locked. */
export const personOfDevice = (): string | undefined =>
  now.state === 'closed' ? (localStorage.getItem(lastPerson) ?? undefined) : now.person;

const lastPerson = 'homeward.person';
const ofSession = 'homeward.vault';

// ---------------------------------------------------------------------------------------------------------------------
// Closing and opening

export async function close(value: unknown): Promise<Closed> {
  if (!open) throw new Error('the vault is locked');
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return { vault: open.id, iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, open.key, bytes) };
}

/** Was it closed with the key of the open vault? */
export const isReadable = (closed: Closed): boolean => open !== undefined && open.id === closed.vault;

/** What was closed; undefined when another key closed it or the vault is locked. */
export async function reopen<T>(closed: Closed | undefined): Promise<T | undefined> {
  if (!open || closed?.vault !== open.id) return undefined;
  const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: closed.iv }, open.key, closed.data);
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}

// ---------------------------------------------------------------------------------------------------------------------
// The key of a browser session

interface SessionKey {
  person: string;
  id: string;
  raw: string;
}

const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(ofSession) : undefined;
const sessionKey = (): SessionKey | undefined => JSON.parse(sessionStorage.getItem(ofSession) ?? 'null') ?? undefined;

channel?.addEventListener('message', ({ data }: MessageEvent<{ ask?: string }>) => {
  const own = sessionKey();
  if (data.ask && own?.person === data.ask) channel.postMessage({ give: own });
});

/** The key that another tab of this browser session holds. */
function askOtherTabs(person: string): Promise<SessionKey | undefined> {
  return new Promise((resolve) => {
    if (!channel) return resolve(undefined);
    const heard = ({ data }: MessageEvent<{ give?: SessionKey }>) => data.give?.person === person && done(data.give);
    const done = (key?: SessionKey) => {
      channel.removeEventListener('message', heard as (event: MessageEvent) => void);
      clearTimeout(patience);
      resolve(key);
    };
    const patience = setTimeout(() => done(), 250);
    channel.addEventListener('message', heard as (event: MessageEvent) => void);
    channel.postMessage({ ask: person });
  });
}

const importKey = (raw: BufferSource) => crypto.subtle.importKey('raw', raw, 'AES-GCM', true, ['encrypt', 'decrypt']);

async function openForSession(person: string): Promise<void> {
  const own = sessionKey();
  const known = own?.person === person ? own : await askOtherTabs(person);
  const kept = known ?? {
    person,
    id: crypto.randomUUID(),
    raw: toBase64(crypto.getRandomValues(new Uint8Array(32))),
  };
  sessionStorage.setItem(ofSession, JSON.stringify(kept));
  // what an ended browser session closed can never be read again
  if (!known) {
    await removeFrom('drafts', (draft) => draft.person === person);
    await removeFrom('kept', (answer) => answer.person === person);
  }
  become({ state: 'open', person, pin: false }, { person, id: kept.id, key: await importKey(fromBase64(kept.raw)) });
}

// ---------------------------------------------------------------------------------------------------------------------
// The PIN

async function keyOfPin(pin: string, { salt, iterations: rounds }: Pick<Wrapped, 'salt' | 'iterations'>) {
  const bytes = new TextEncoder().encode(pin.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['wrapKey', 'unwrapKey'],
  );
}

/** The data key that a PIN opens; throws where the PIN is wrong. */
export async function unwrap(pin: string, record: Wrapped): Promise<CryptoKey> {
  const { iv, wrapped } = record;
  const wrapping = await keyOfPin(pin, record);
  const uses: KeyUsage[] = ['encrypt', 'decrypt'];
  return crypto.subtle.unwrapKey('raw', wrapped, wrapping, { name: 'AES-GCM', iv }, 'AES-GCM', true, uses);
}

/** Sets or changes the PIN of the person whose vault is open. */
export async function setPin(pin: string): Promise<void> {
  if (!open) throw new Error('the vault is locked');
  const { person, id, key } = open;
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wrapped = await crypto.subtle.wrapKey('raw', key, await keyOfPin(pin, { salt, iterations }), {
    name: 'AES-GCM',
    iv,
  });
  const record: Wrapped = { person, vault: id, salt, iterations, iv, wrapped, wrong: 0, notBefore: 0 };
  await (await store()).put('vaults', record, person);
  sessionStorage.removeItem(ofSession);
  become({ state: 'open', person, pin: true }, open);
}

/** Two wrong PINs are forgiven; then the pause doubles from 5 seconds to 5 minutes (ms). */
export const pauseAfter = (wrong: number): number => (wrong < 3 ? 0 : Math.min(300_000, 5_000 * 2 ** (wrong - 3)));

/** Is the PIN right? Counts wrong ones, wipes what is kept for reading after the tenth. */
export async function unlock(pin: string): Promise<boolean> {
  if (now.state !== 'locked' || Date.now() < now.notBefore) return false;
  const { person } = now;
  const db = await store();
  const record = await db.get('vaults', person);
  if (!record) return false;
  // counted before it is tried, so that ending the browser in between gives no free try
  const wrong = record.wrong + 1;
  const notBefore = Date.now() + pauseAfter(wrong);
  await db.put('vaults', { ...record, wrong, notBefore }, person);
  try {
    const key = await unwrap(pin, record);
    await db.put('vaults', { ...record, wrong: 0, notBefore: 0 }, person);
    become({ state: 'open', person, pin: true }, { person, id: record.vault, key });
    return true;
  } catch {
    if (wrong >= mostWrong) await removeFrom('kept', (answer) => answer.person === person);
    become({ state: 'locked', person, wrong, notBefore });
    return false;
  }
}

const beforeLock = new Set<() => Promise<unknown>>();
/** Is done while the key is still there. */
export function onLock(save: () => Promise<unknown>): void {
  beforeLock.add(save);
}

/** Drops the key and asks for the PIN; nothing happens where there is none. */
export async function lock(): Promise<void> {
  if (now.state !== 'open' || !now.pin) return;
  const { person } = now;
  const patience = new Promise((resolve) => setTimeout(resolve, 1_000));
  await Promise.race([Promise.allSettled([...beforeLock].map((save) => save())), patience]);
  become({ state: 'locked', person, wrong: 0, notBefore: 0 });
}

// ---------------------------------------------------------------------------------------------------------------------
// Whose device it is

async function look(person: string): Promise<void> {
  const record = await (await store()).get('vaults', person);
  if (record) become({ state: 'locked', person, wrong: record.wrong, notBefore: record.notBefore });
  else await openForSession(person);
}

/** At the start: whoever was last signed in, before the server can be asked. */
export async function wake(): Promise<void> {
  const person = localStorage.getItem(lastPerson);
  if (isUsable() && person && now.state === 'closed') await look(person).catch(() => undefined);
}

let taking: Promise<void> = Promise.resolve();
/** The server says who is signed in: their vault, and nobody else's. */
export function own(person: string): Promise<void> {
  taking = taking.then(async () => {
    localStorage.setItem(lastPerson, person);
    if (isUsable() && (now.state === 'closed' || now.person !== person)) await look(person).catch(() => undefined);
  });
  return taking;
}

/** The session of whoever is locked is over: the application shows the sign-in page, and the PIN is asked for after it. */
export function stepAside(): void {
  if (now.state === 'locked') become({ state: 'closed' });
}

/**
 * Takes the PIN away, with everything kept for reading; what waits sealed stays. Drafts and inspections, which the PIN alone
 * opens, are removed: `setAside` keeps them before this is called.
 */
export async function forgetPin(person: string): Promise<void> {
  const db = await store();
  await db.delete('vaults', person);
  await removeFrom('drafts', (draft) => draft.person === person);
  await removeFrom('kept', (answer) => answer.person === person);
  await removeFrom('inspections', (part) => part.person === person);
  leave();
}

/** Nobody is signed in here any more. */
export function leave(): void {
  localStorage.removeItem(lastPerson);
  sessionStorage.removeItem(ofSession);
  become({ state: 'closed' });
}

// ---------------------------------------------------------------------------------------------------------------------
// The idle lock

let lastInput = Date.now();
/** Locks when there was no input for `idleLimit`. */
export function watchIdleness(): void {
  const input = () => (lastInput = Date.now());
  for (const event of ['pointerdown', 'keydown', 'touchstart']) addEventListener(event, input, { passive: true });
  const check = () => {
    if (now.state === 'open' && Date.now() - lastInput >= idleLimit) void lock();
  };
  setInterval(check, 10_000);
  document.addEventListener('visibilitychange', check);
}
export const inputNow = (): void => void (lastInput = Date.now());

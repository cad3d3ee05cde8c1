/** What is kept for reading without a connection: my tasks, the cases I am assigned to, and the procedures' forms. */
import type { Middleware } from 'openapi-fetch';
import { appointmentKept, Unreached } from '../api/client';
import { changed } from './notice';
import { isUsable, removeFrom, store, type KeptAnswer } from './store';
import { close, isReadable, onVault, own, ownerOfVault, reopen, vaultState } from './vault';

/** Nothing is kept for longer (ms). */
export const longest = 30 * 86_400_000;

interface Kept {
  at: number;
  text: string;
}

const nameOf = (person: string, address: string): string => `${person}|${address}`;

async function keep(address: string, text: string): Promise<void> {
  const person = ownerOfVault();
  if (!person) return;
  const at = Date.now();
  const answer: KeptAnswer = { person, at, closed: await close({ at, text } satisfies Kept) };
  await (await store()).put('kept', answer, nameOf(person, address));
}

async function find(address: string): Promise<Kept | undefined> {
  const person = ownerOfVault();
  if (!person) return undefined;
  const answer = await (await store()).get('kept', nameOf(person, address));
  return answer && answer.at > Date.now() - longest ? reopen<Kept>(answer.closed) : undefined;
}

// ---------------------------------------------------------------------------------------------------------------------
// Whether what is on the screen is kept or fresh

let asOf: number | undefined;
const told = new Set<() => void>();
/** Epoch ms of the device at which the oldest kept answer on the screen was given; undefined: the server answers. */
export const shownAsOf = (): number | undefined => asOf;
export function onAsOf(tell: () => void): () => void {
  told.add(tell);
  return () => told.delete(tell);
}
function shows(at: number | undefined): void {
  const next = at === undefined ? undefined : Math.min(at, asOf ?? at);
  if (next === asOf) return;
  asOf = next;
  told.forEach((tell) => tell());
}

/** Answers of `fetcher`, kept under a name; without a connection the kept one, and the banner says of when. */
export async function readThrough<T>(name: string, fetcher: () => Promise<T>): Promise<T> {
  try {
    const answer = await fetcher();
    shows(undefined);
    await keep(name, JSON.stringify(answer)).catch(() => undefined);
    return answer;
  } catch (error) {
    const kept = error instanceof Unreached ? await find(name).catch(() => undefined) : undefined;
    if (!kept) throw error;
    shows(kept.at);
    return JSON.parse(kept.text) as T;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Every answer of the API passes here

let assigned: ReadonlySet<string> = new Set();
const listName = 'assigned';
let loadedFor: string | undefined;
onVault(() => {
  const person = ownerOfVault();
  if (person === loadedFor) return;
  loadedFor = person;
  assigned = new Set();
  if (person)
    void find(listName).then((kept) => {
      if (kept) assigned = new Set(JSON.parse(kept.text) as string[]);
    });
});

/** Cases and children that are kept from now on beside those kept already. */
export function keepAlso(ids: Iterable<string>): void {
  assigned = new Set([...assigned, ...ids]);
}

/** Cases and children that are kept from now on; what was kept of others is removed. */
export async function keepOnly(ids: Iterable<string>): Promise<void> {
  const person = ownerOfVault();
  assigned = new Set(ids);
  await keep(listName, JSON.stringify([...assigned]));
  await removeFrom('kept', ({ person: of }, name) => {
    const id = /\/(?:instances|children|closures)\/([0-9a-f-]{36})/.exec(name)?.[1];
    return of === person && id !== undefined && !assigned.has(id);
  });
}

const always = /^\/api\/v1\/(session|workflows|workflows\/[\w-]+|areas\/?\w*|people|institutions\/[0-9a-f-]{36})$/;
const ofCase =
  /^\/api\/v1\/(?:instances|children|families|closures)\/([0-9a-f-]{36})(?:\/(?:journal|documents|visits))?$/;

/** The name under which an answer is kept; undefined for what does not lie on a device. */
export function addressOf(request: Request): string | undefined {
  const { pathname, searchParams } = new URL(request.url);
  if (request.method !== 'GET' || searchParams.has('cursor')) return undefined;
  // officials of a form's list, not whom somebody searched
  if (pathname === '/api/v1/people' && !(searchParams.has('roles') && !searchParams.has('name'))) return undefined;
  const mine = pathname === '/api/v1/tasks' && searchParams.get('mine') === 'true' && !searchParams.has('overdue');
  const id = ofCase.exec(pathname)?.[1];
  if (!always.test(pathname) && !mine && !(id && assigned.has(id))) return undefined;
  searchParams.delete('limit');
  const as = pathname === '/api/v1/session' ? '' : (request.headers.get('Homeward-Appointment') ?? '');
  return `${as}${pathname}?${searchParams.toString()}`;
}

const writing = new Set<Promise<void>>();
const failures: unknown[] = [];

function write(copy: Response, address: string): void {
  const written = copy
    .text()
    .then((text) => keep(address, text))
    .catch((error: unknown) => void failures.push(error))
    .finally(() => writing.delete(written));
  writing.add(written);
}

/** Waits for `work` and until its answers, which are written behind the requests, lie on the device; throws where one does not. */
export async function untilKept<T>(work: () => Promise<T>): Promise<T> {
  failures.length = 0;
  const done = await work();
  await Promise.all(writing);
  if (failures.length > 0) throw failures[0];
  return done;
}

/** Keeps answers as they come, and gives the kept ones when the server is not reached. */
export const keepsAnswers: Middleware = {
  async onResponse({ request, response }) {
    if (response.headers.has('Homeward-As-Of')) return;
    if (response.status < 500) shows(undefined);
    if (!response.ok || request.method !== 'GET') return;
    const copy = response.clone();
    // the tab learns whose it is before anything is shown
    if (new URL(request.url).pathname === '/api/v1/session')
      await own(((await response.clone().json()) as { person: { id: string } }).person.id);
    const address = addressOf(request);
    if (!address || vaultState().state !== 'open') return;
    write(copy, address);
  },
  async onError({ request }) {
    const address = addressOf(request);
    const kept = address && (await find(address).catch(() => undefined));
    if (!kept) return;
    shows(kept.at);
    const headers = { 'Content-Type': 'application/json', 'Homeward-As-Of': new Date(kept.at).toISOString() };
    return new Response(kept.text, { status: 200, headers });
  },
};

/** Wipes what a person, or everybody, kept for reading. */
export async function wipeReading(person?: string): Promise<void> {
  assigned = new Set();
  await removeFrom('kept', (answer) => person === undefined || answer.person === person);
  changed();
}

/** Removes what has lain here too long. */
export const wipeOld = (): Promise<void> => removeFrom('kept', (answer) => answer.at <= Date.now() - longest);

/** The cases whose reading copy lies in the open vault, under the present appointment, and is not too old to be shown. */
export async function listKeptCases(): Promise<ReadonlySet<string>> {
  const person = ownerOfVault();
  if (!person || !isUsable()) return new Set();
  const prefix = nameOf(person, `${appointmentKept() ?? ''}/api/v1/instances/`);
  const kept = new Set<string>();
  const tx = (await store()).transaction('kept');
  for (let cursor = await tx.store.openCursor(); cursor; cursor = await cursor.continue()) {
    const name = String(cursor.key);
    const { at, closed } = cursor.value;
    if (name.startsWith(prefix) && name.endsWith('?') && at > Date.now() - longest && isReadable(closed))
      kept.add(name.slice(prefix.length, -1));
  }
  return kept;
}

/** When the oldest and newest answers were kept, and how many; undefined when nothing is. */
export async function countKept(): Promise<{ cases: number; at: number } | undefined> {
  const person = ownerOfVault();
  if (!person) return undefined;
  const db = await store();
  const names = (await db.getAllKeys('kept')).filter((name) => name.startsWith(`${person}|`));
  const cases = names.filter((name) => /\/instances\/[0-9a-f-]{36}\?/.test(name)).length;
  const at = (await find(listName))?.at;
  return at === undefined ? undefined : { cases, at };
}

/**
 * Inspections on this device: the package that was downloaded, and every piece and photo as it is written, encrypted like a
 * draft. A piece that may have reached the server is never changed: a new one takes its place.
 */
import { ask, client, now, Refused, type components } from '../api';
import { shrink } from '../forms/photo';
import type { Text } from '../language';
import { sendWaiting, type Link, type PhotoHead, type Piece, type Waiting } from './inspection-send';
import { changed } from './notice';
import { countUp } from './outbox';
import { canonical, fromBase64, toBase64 } from './seal';
import { askToStay, isUsable, removeFrom, store } from './store';
import { close, onVault, ownerOfVault, reopen, vaultState } from './vault';

export type Given = components['schemas']['InspectionPackage'];
export type Package = Given['package'];

/** A piece here, and how far it has come. */
export interface KeptPiece extends Piece {
  state: 'here' | 'tried' | 'sent' | 'refused';
  /** code of the refusal, and what the server said */
  code?: string;
  why?: Text;
}
export interface KeptShot extends PhotoHead {
  state: 'here' | 'sent' | 'refused';
  code?: string;
  why?: Text;
  /** counts with the pieces */
  counter: number;
}
/** How far the inspection has come on this device. */
export interface Progress {
  /** dangers that a report of danger has named */
  reported: string[];
  /** events that were sent or sealed here */
  done: string[];
  /** the package was brought back to the server */
  returned: boolean;
  /** ms by which the server's clock was ahead of the device's when the package was downloaded */
  ahead: number;
}
export interface Kept {
  given: Given;
  pieces: ReadonlyMap<string, KeptPiece>;
  photos: ReadonlyMap<string, KeptShot>;
  progress: Progress;
}

const nothing: Progress = { reported: [], done: [], returned: false, ahead: 0 };
const nameOf = (person: string, instance: string, name: string): string => `${person}|${instance}|${name}`;

async function put(instance: string, name: string, value: unknown, state?: KeptPiece['state']): Promise<void> {
  const person = ownerOfVault();
  if (!person) throw new Error('the vault is locked');
  const part = { person, instance, name, closed: await close(value), ...(state && { state }) };
  await (await store()).put('inspections', part, nameOf(person, instance, name));
}
async function get<T>(instance: string, name: string): Promise<T | undefined> {
  const person = ownerOfVault();
  if (!person || !isUsable()) return undefined;
  return reopen<T>((await (await store()).get('inspections', nameOf(person, instance, name)))?.closed);
}
async function drop(instance: string, name: string): Promise<void> {
  const person = ownerOfVault();
  if (person) await (await store()).delete('inspections', nameOf(person, instance, name));
}

// ---------------------------------------------------------------------------------------------------------------------
// What lies here, read once and held while the vault is open

const held = new Map<string, Kept>();
const told = new Set<() => void>();
export function onInspections(tell: () => void): () => void {
  told.add(tell);
  return () => told.delete(tell);
}
export const heldInspection = (instance: string): Kept | undefined => held.get(instance);
/** What lies here has changed under another key: it is read again. */
export function readAgain(): void {
  held.clear();
  told.forEach((tell) => tell());
}
function hold(instance: string, kept: Kept): void {
  held.set(instance, kept);
  told.forEach((tell) => tell());
}
let heldFor: string | undefined;
onVault(() => {
  const person = ownerOfVault();
  if (person === heldFor) return;
  heldFor = person;
  held.clear();
  told.forEach((tell) => tell());
});

/** Keys of one inspection that begin with a word. */
async function namesOf(instance: string, word: string): Promise<string[]> {
  const start = nameOf(ownerOfVault() ?? '', instance, word);
  const keys = await (await store()).getAllKeys('inspections', IDBKeyRange.bound(start, `${start}\uffff`));
  return keys.map((key) => key.slice(start.length - word.length));
}

const reading = new Map<string, Promise<Kept | undefined>>();
/** What lies here of an inspection; undefined where its package was not downloaded, or the vault is locked. */
export function readInspection(instance: string): Promise<Kept | undefined> {
  const known = held.get(instance);
  if (known) return Promise.resolve(known);
  let read = reading.get(instance);
  if (!read) {
    read = readAll(instance).finally(() => reading.delete(instance));
    reading.set(instance, read);
  }
  return read;
}

async function readAll(instance: string): Promise<Kept | undefined> {
  const given = await get<Given>(instance, 'package');
  if (!given) return undefined;
  const pieces = new Map<string, KeptPiece>();
  for (const name of await namesOf(instance, 'piece:')) {
    const piece = await get<KeptPiece>(instance, name);
    if (piece) pieces.set(piece.id, piece);
  }
  const photos = new Map<string, KeptShot>();
  for (const name of await namesOf(instance, 'shot:')) {
    const shot = await get<KeptShot>(instance, name);
    if (shot) photos.set(shot.id, shot);
  }
  const kept = { given, pieces, photos, progress: (await get<Progress>(instance, 'progress')) ?? nothing };
  hold(instance, kept);
  return kept;
}

async function mustRead(instance: string): Promise<Kept> {
  const kept = await readInspection(instance);
  if (!kept) throw new Error('the package is not on this device');
  return kept;
}

/** Inspections whose package lies here. */
export async function packagedInspections(): Promise<string[]> {
  const person = ownerOfVault();
  if (!person || !isUsable()) return [];
  const all = await (await store()).getAllKeys('inspections', IDBKeyRange.bound(`${person}|`, `${person}|\uffff`));
  return all.filter((key) => key.endsWith('|package')).map((key) => key.split('|')[1]!);
}

// ---------------------------------------------------------------------------------------------------------------------
// Writing

/** Downloads the package and keeps it; what was written with an earlier one stays. */
export async function keepPackage(instance: string): Promise<void> {
  const given = await ask(client.GET('/api/v1/inspections/{instance}/package', { params: { path: { instance } } }));
  const old = await readInspection(instance);
  await put(instance, 'package', given);
  const progress = { ...(old?.progress ?? nothing), returned: false, ahead: now() - Date.now() };
  await put(instance, 'progress', progress);
  askToStay();
  hold(instance, { pieces: new Map(), photos: new Map(), ...old, given, progress });
  changed();
}

/** The server's time as far as this device can tell: its own clock, set right when the package was downloaded. */
export const timeAt = ({ progress }: Pick<Kept, 'progress'>): number => Date.now() + progress.ahead;

/** Removes an inspection from this device, after all of it was sent. */
export async function removeInspection(instance: string): Promise<void> {
  const person = ownerOfVault();
  await removeFrom('inspections', (part) => part.person === person && part.instance === instance);
  held.delete(instance);
  told.forEach((tell) => tell());
  changed();
}

async function putPiece(instance: string, piece: KeptPiece): Promise<void> {
  await put(instance, `piece:${piece.id}`, piece, piece.state);
  const kept = await mustRead(instance);
  hold(instance, { ...kept, pieces: new Map(kept.pieces).set(piece.id, piece) });
}

/** The pieces that no other on this device takes the place of. */
export function currentPieces({ pieces }: Pick<Kept, 'pieces'>): KeptPiece[] {
  const replaced = new Set([...pieces.values()].flatMap(({ supersedes }) => supersedes ?? []));
  return [...pieces.values()].filter(({ id }) => !replaced.has(id));
}
/** What this device says of one thing. */
export const findPiece = (kept: Kept, kind: Piece['kind'], item: string): KeptPiece | undefined =>
  currentPieces(kept)
    .filter((piece) => piece.kind === kind && piece.item === item)
    .sort((one, other) => other.counter - one.counter)[0];

let writing: Promise<unknown> = Promise.resolve();
/** One after the other, so that two quick answers to one question are one piece. */
function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const done = writing.then(act, act);
  writing = done.catch(() => undefined);
  return done;
}

/** Notes what was found of one thing; `over` names another piece whose place it takes. */
export const notePiece = (
  instance: string,
  { kind, item, body, over }: { kind: Piece['kind']; item: string; body: Record<string, unknown>; over?: string },
): Promise<void> =>
  inTurn(async () => {
    const kept = await mustRead(instance);
    const old = over === undefined ? findPiece(kept, kind, item) : undefined;
    const capturedAt = new Date().toISOString();
    if (old && canonical(old.body) === canonical(body)) return;
    // one that the server never took is written anew in its place; a conflict says that it has something under this id
    const isOurs = old?.state === 'here' || (old?.state === 'refused' && old.code !== 'conflict');
    if (old && isOurs)
      await putPiece(instance, { ...old, body, capturedAt, state: 'here', code: undefined, why: undefined });
    else {
      const { deviceId: device, counter } = await countUp();
      const supersedes = over ?? (old?.state === 'refused' ? old.supersedes : old?.id);
      const piece = { id: crypto.randomUUID(), kind, item, body, device, counter, capturedAt };
      await putPiece(instance, { ...piece, ...(supersedes && { supersedes }), state: 'here' });
    }
    soon();
  });

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Makes a photo small and keeps it with the piece that tells of it; throws where the file is no picture or the device is full. */
export const takePhoto = (instance: string, about: string, file: Blob): Promise<string> =>
  inTurn(async () => {
    const bytes = await (await shrink(file)).arrayBuffer();
    const sha256 = hex(await crypto.subtle.digest('SHA-256', bytes));
    const id = crypto.randomUUID();
    await put(instance, `bytes:${id}`, { data: toBase64(bytes) });
    const { deviceId: device, counter } = await countUp();
    const shot: KeptShot = { id, size: bytes.byteLength, sha256, state: 'here', counter };
    await put(instance, `shot:${id}`, shot, shot.state);
    const body = { sha256, about, faces: false };
    const capturedAt = new Date().toISOString();
    await putPiece(instance, { id, kind: 'photo', item: about, body, device, counter, capturedAt, state: 'here' });
    const kept = await mustRead(instance);
    hold(instance, { ...kept, photos: new Map(kept.photos).set(id, shot) });
    soon();
    return id;
  });

/** Takes a photo away that has not been sent. */
export const dropShot = (instance: string, id: string): Promise<void> =>
  inTurn(async () => {
    const kept = await mustRead(instance);
    if (kept.pieces.get(id)?.state === 'here') await removePiece(instance, id);
  });

async function removePiece(instance: string, id: string): Promise<void> {
  for (const name of ['bytes', 'shot', 'piece']) await drop(instance, `${name}:${id}`);
  const kept = await mustRead(instance);
  const [pieces, photos] = [new Map(kept.pieces), new Map(kept.photos)];
  pieces.delete(id);
  photos.delete(id);
  hold(instance, { ...kept, pieces, photos });
}

/** The picture itself, while it lies here. */
export const shotOf = async (instance: string, id: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const kept = await get<{ data: string }>(instance, `bytes:${id}`);
  return kept && fromBase64(kept.data);
};

export async function noteProgress(instance: string, change: Partial<Progress>): Promise<void> {
  const kept = await mustRead(instance);
  const progress = { ...kept.progress, ...change };
  await put(instance, 'progress', progress);
  hold(instance, { ...kept, progress });
}

// ---------------------------------------------------------------------------------------------------------------------
// Sending

/** Ids of the items whose failing is a danger (domain B.4.3). */
export const hardItemsOf = ({ checklist }: Package): ReadonlySet<string> =>
  new Set(checklist.items.flatMap(({ id, hard }) => (hard === null ? [] : [id])));

/** Refusals of the thing itself; the others are of the moment, and it waits. */
const isFinal = (error: unknown): boolean =>
  error instanceof Refused && [400, 409, 413, 415, 422].includes(error.problem.status);

const linkTo = (instance: string): Link => ({
  pieces: (pieces) =>
    ask(
      client.POST('/api/v1/inspections/{instance}/pieces', {
        params: { path: { instance } },
        body: { pieces } as never,
      } as never),
    ),
  begin: ({ id, size, sha256 }) =>
    ask(
      client.PUT('/api/v1/inspections/{instance}/photos/{photo}', {
        params: { path: { instance, photo: id } },
        body: { size, sha256 },
      }),
    ),
  part: (photo, offset, bytes) =>
    ask(
      client.PATCH('/api/v1/inspections/{instance}/photos/{photo}', {
        params: { path: { instance, photo }, query: { offset } },
        body: new Blob([bytes]) as never,
        bodySerializer: (body: unknown) => body as Blob,
        headers: { 'Content-Type': 'application/octet-stream' },
      }),
    ),
});

/** Which photo is on its way, and how many bytes of it have arrived. */
export interface OnTheWay {
  photo: string;
  offset: number;
}
let way: OnTheWay | undefined;
export const onTheWay = (): OnTheWay | undefined => way;
function move(next: OnTheWay | undefined): void {
  way = next;
  told.forEach((tell) => tell());
}

const plain = ({ state: _, code: __, why: ___, ...piece }: KeptPiece): Piece => piece;

/** What the server said no with, to be shown beside what it did not take. */
type No = Pick<KeptPiece, 'code' | 'why'>;
const noOf = (error: unknown): No =>
  error instanceof Refused ? { code: error.problem.code, why: error.problem.titles } : { code: 'unknown' };

/** Marks pieces, and answers them as they stand. */
async function mark(
  instance: string,
  ids: readonly string[],
  state: KeptPiece['state'],
  no: No = {},
): Promise<Piece[]> {
  const kept = await mustRead(instance);
  const pieces = new Map(kept.pieces);
  const person = ownerOfVault();
  if (!person) throw new Error('the vault is locked');
  const rows = ids.flatMap((id) => {
    const piece = pieces.get(id);
    return piece ? [{ ...piece, code: undefined, why: undefined, ...no, state }] : [];
  });
  const closed = await Promise.all(rows.map((row) => close(row)));
  const tx = (await store()).transaction('inspections', 'readwrite');
  rows.forEach((row, index) => {
    pieces.set(row.id, row);
    const name = `piece:${row.id}`;
    const part = { person, instance, name, closed: closed[index]!, state: row.state };
    void tx.store.put(part, nameOf(person, instance, name));
  });
  await tx.done;
  hold(instance, { ...kept, pieces });
  return rows.map(plain);
}

async function markShot(instance: string, id: string, state: KeptShot['state'], no: No = {}): Promise<void> {
  const kept = await mustRead(instance);
  const shot = { ...kept.photos.get(id)!, code: undefined, why: undefined, ...no, state };
  await put(instance, `shot:${id}`, shot, shot.state);
  // the server has it: the picture does not stay on a phone
  if (state === 'sent') await drop(instance, `bytes:${id}`);
  hold(instance, { ...kept, photos: new Map(kept.photos).set(id, shot) });
}

async function bringBack(instance: string, { given, progress }: Kept): Promise<void> {
  if (progress.returned) return;
  const { deviceId: device } = await countUp();
  try {
    await ask(
      client.POST('/api/v1/inspections/{instance}/package', {
        params: { path: { instance } },
        body: { package: given.package as never, signature: given.signature, device, at: new Date().toISOString() },
      } as never),
    );
  } catch (error) {
    // findings are sent whatever is said of the package
    if (!isFinal(error)) throw error;
  }
  await inTurn(() => noteProgress(instance, { returned: true }));
}

const waits = ({ state }: { state: string }): boolean => state === 'here' || state === 'tried';

async function sendOne(instance: string): Promise<void> {
  const kept = await mustRead(instance);
  const pieces = [...kept.pieces.values()].filter(waits);
  const photos = [...kept.photos.values()].filter(waits).sort((one, other) => one.counter - other.counter);
  if (pieces.length + photos.length === 0) return;
  const hard = hardItemsOf(kept.given.package);
  const isPhotoOnly = (id: string) => kept.photos.has(id) && heldInspection(instance)?.pieces.get(id)?.state === 'sent';
  const waiting: Waiting = {
    pieces: pieces.map(plain),
    photos,
    isFinal,
    bytesOf: (id) => shotOf(instance, id),
    tried: (ids) => inTurn(() => mark(instance, ids, 'tried')),
    // a photo has two ways to go: the piece that tells of it, then the picture
    sent: (ids) =>
      inTurn(async () => {
        if (isPhotoOnly(ids[0]!)) await markShot(instance, ids[0]!, 'sent');
        else await mark(instance, ids, 'sent');
      }),
    refused: (id, error) =>
      inTurn(async () => {
        if (isPhotoOnly(id)) await markShot(instance, id, 'refused', noOf(error));
        else await mark(instance, [id], 'refused', noOf(error));
      }),
    progress: (photo, offset) => move({ photo, offset }),
  };
  await bringBack(instance, kept).finally(() => move(undefined));
  await sendWaiting(waiting, linkTo(instance), hard).finally(() => move(undefined));
}

/** One at a time in all tabs. */
const alone = (act: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request('homeward.inspections', act) : act();

let failed: unknown;
/** Why the last try stopped; undefined when everything left. */
export const lastFailure = (): unknown => failed;

let running: Promise<void> | undefined;
/** Sends what waits of every inspection on this device, when there is a connection and the vault is open. */
export function sendInspections(): Promise<void> {
  if (!isUsable() || vaultState().state !== 'open' || !navigator.onLine) return Promise.resolve();
  running ??= alone(async () => {
    failed = undefined;
    for (const instance of await packagedInspections())
      await sendOne(instance).catch((error: unknown) => {
        failed = error;
      });
  }).finally(() => {
    running = undefined;
    told.forEach((tell) => tell());
  });
  return running;
}

/** Tries what the server refused once more. */
export async function sendRefused(instance: string): Promise<void> {
  await inTurn(async () => {
    const { pieces, photos } = await mustRead(instance);
    const refused = (all: Iterable<{ id: string; state: string }>) =>
      [...all].filter(({ state }) => state === 'refused').map(({ id }) => id);
    await mark(instance, refused(pieces.values()), 'here');
    for (const id of refused(photos.values())) await markShot(instance, id, 'here');
  });
  await sendInspections();
}

/** Gives a refused piece or photo up; the security log of the server keeps who did and why. Throws without a connection. */
export const giveUpPiece = (instance: string, id: string, reason: string): Promise<void> =>
  inTurn(async () => {
    const kept = await mustRead(instance);
    const piece = kept.pieces.get(id);
    if (!piece) return;
    const { kind, capturedAt } = piece;
    const body = {
      key: id,
      workflow: 'inspection',
      event: `piece.${kind}`,
      instance,
      capturedAt,
      safety: false,
      reason,
    };
    await ask(client.POST('/api/v1/outbox/forgotten' as never, { body } as never) as never);
    await removePiece(instance, id);
  });

let timer: ReturnType<typeof setTimeout> | undefined;
/** Sends a moment after the last answer. */
function soon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendInspections().catch(() => undefined), 1_500);
}

let begun = false;
/** Begins, once, to send whenever there is a connection. */
export function startInspections(): void {
  if (begun || !isUsable()) return;
  begun = true;
  const send = () => void sendInspections().catch(() => undefined);
  addEventListener('online', () => [0, 2_000, 10_000].forEach((later) => setTimeout(send, later)));
  onVault(send);
  setInterval(send, 15_000);
  send();
}

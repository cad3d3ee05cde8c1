/**
 * Photos of a visit: made small and encrypted on the device like a draft, held until the visit is sent or sealed, and then sent
 * one by one as files of the case when there is a connection.
 */
import { Refused } from '../api/client';
import { shrink } from '../forms/photo';
import { sendFile } from '../forms/upload';
import { changed } from './notice';
import { fromBase64, toBase64 } from './seal';
import { askToStay, isUsable, store } from './store';
import { close, onVault, ownerOfVault, reopen } from './vault';

interface Photo {
  instance: string;
  /** JPEG, base64 */
  data: string;
  /** the visit has been sent or sealed: the photo may follow */
  released: boolean;
}
/** A photo on this device, by the id under which it will be a file. */
export interface KeptPhoto {
  id: string;
  instance: string;
  released: boolean;
}

const prefix = 'photo:';
/** Is what lies among the drafts under this name a photo? */
export const isPhoto = (name: string): boolean => name.startsWith(prefix);
const nameOf = (person: string, id: string): string => `${person}|${prefix}${id}`;

async function put(id: string, photo: Photo): Promise<void> {
  const person = ownerOfVault();
  if (!person) throw new Error('the vault is locked');
  const draft = { person, id: `${prefix}${id}`, version: 0, savedAt: Date.now(), closed: await close(photo) };
  await (await store()).put('drafts', draft, nameOf(person, id));
  changed();
}

async function read(): Promise<[string, Photo][]> {
  const person = ownerOfVault();
  if (!person || !isUsable()) return [];
  const drafts = (await (await store()).getAll('drafts')).filter((each) => each.person === person && isPhoto(each.id));
  const found: [string, Photo][] = [];
  for (const { id, closed } of drafts.sort((one, other) => one.savedAt - other.savedAt)) {
    const photo = await reopen<Photo>(closed);
    if (photo) found.push([id.slice(prefix.length), photo]);
  }
  return found;
}

/** Makes a photo small and keeps it; throws where the file is no picture, the device is full, or cannot encrypt. */
export async function keepPhoto(instance: string, file: Blob): Promise<void> {
  const small = await shrink(file);
  await put(crypto.randomUUID(), { instance, data: toBase64(await small.arrayBuffer()), released: false });
  askToStay();
}

/** The person's photos on this device, of a case or of all, the oldest first. */
export async function listPhotos(instance?: string): Promise<KeptPhoto[]> {
  return (await read())
    .filter(([, photo]) => instance === undefined || photo.instance === instance)
    .map(([id, photo]) => ({ id, instance: photo.instance, released: photo.released }));
}

export async function removePhoto(id: string): Promise<void> {
  const person = ownerOfVault();
  if (person) await (await store()).delete('drafts', nameOf(person, id));
  changed();
}

/** The visit of a case is on its way: its photos follow. */
export async function releasePhotos(instance: string): Promise<void> {
  for (const [id, photo] of await read())
    if (photo.instance === instance && !photo.released) await put(id, { ...photo, released: true });
  void sendPhotos();
}

/** The visit was thrown away, and its photos with it. */
export async function dropPhotos(instance: string): Promise<void> {
  for (const { id, released } of await listPhotos(instance)) if (!released) await removePhoto(id);
}

/** What a case refuses for good; anything else is tried again. */
const isFinal = ({ status }: { status: number }): boolean => status === 409 || status === 413 || status === 422;

let running: Promise<void> = Promise.resolve();
/** Sends what was released, one after the other; the id makes a file that is sent twice one file. */
export function sendPhotos(): Promise<void> {
  running = running.then(async () => {
    if (!navigator.onLine) return;
    for (const [id, { instance, data, released }] of await read()) {
      if (!released) continue;
      try {
        await sendFile(instance, new Blob([fromBase64(data)], { type: 'image/jpeg' }), 'visit', id);
        await removePhoto(id);
      } catch (error) {
        // a photo that is refused stays where it lies: its owner looks at it on the page of what waits
        if (!(error instanceof Refused) || !isFinal(error.problem)) return;
      }
    }
  });
  running = running.catch(() => undefined);
  return running;
}

let begun = false;
/** Begins, once, to send what waits when there is a connection. */
export function startPhotos(): void {
  if (begun || !isUsable()) return;
  begun = true;
  addEventListener('online', () => void sendPhotos());
  onVault(() => void sendPhotos());
  setInterval(() => void sendPhotos(), 30_000);
  void sendPhotos();
}

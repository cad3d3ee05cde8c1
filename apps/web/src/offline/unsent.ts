/** What of a person lies on this device and nowhere else, counted without opening it. */
import { isPhoto } from './photos';
import { isUsable, store } from './store';

export interface Unsent {
  /** answers, roll-call, beds and talks of inspections that the server does not have */
  pieces: number;
  /** photos of inspections and of visits that the server does not have */
  photos: number;
  /** beds of a census that is not sealed */
  beds: number;
  /** other drafts */
  drafts: number;
}

export const isCensus = (draft: string): boolean => draft.endsWith(':census.sealed');

/** Counts for one owner: a person, or what was set aside for them. */
export async function countUnsent(owner: string): Promise<Unsent> {
  const counted: Unsent = { pieces: 0, photos: 0, beds: 0, drafts: 0 };
  if (!isUsable()) return counted;
  const db = await store();
  for (const { person, id, rows } of await db.getAll('drafts')) {
    if (person !== owner) continue;
    if (isPhoto(id)) counted.photos += 1;
    else if (isCensus(id)) counted.beds += rows ?? 1;
    else counted.drafts += 1;
  }
  const tx = db.transaction('inspections');
  const shots = new Set((await tx.store.getAllKeys()).filter((key) => /\|shot:/.test(key)));
  for (const key of await tx.store.getAllKeys()) {
    // the bytes of a photo are never read to be counted
    if (!key.startsWith(`${owner}|`) || !/\|(piece|shot):/.test(key)) continue;
    const part = await tx.store.get(key);
    if (!part || part.state === 'sent') continue;
    if (part.name.startsWith('shot:')) counted.photos += 1;
    else if (!shots.has(key.replace(/\|piece:/, '|shot:'))) counted.pieces += 1;
  }
  return counted;
}

export const isNothing = ({ pieces, photos, beds, drafts }: Unsent): boolean => pieces + photos + beds + drafts === 0;

/** Every inspection on this device, for the pages: what waits, what is on its way, and what the server refused. */
import { useEffect, useState } from 'react';
import type { Text } from '../language';
import { onInspections, packagedInspections, readInspection, type Kept, type KeptPiece } from './inspections';
import { onChange } from './notice';
import { stillWaits, useOutbox } from './outbox';
import { onVault } from './vault';

/** Inspections whose package lies here; undefined until read. */
export function useInspectionsHere(): Kept[] | undefined {
  const [found, setFound] = useState<Kept[]>();
  useEffect(() => {
    let here = true;
    const read = async () => {
      const all = await Promise.all((await packagedInspections()).map(readInspection));
      if (here) setFound(all.filter((each) => each !== undefined));
    };
    const again = () => void read().catch(() => here && setFound([]));
    again();
    const ends = [onInspections(again), onChange(again), onVault(again)];
    return () => {
      here = false;
      ends.forEach((end) => end());
    };
  }, []);
  return found;
}

/** A thing that the server does not have, and why. */
export interface Refused {
  piece: KeptPiece;
  code?: string;
  why?: Text;
}
export interface Standing {
  /** on this device alone */
  waits: number;
  /** sent, and no answer yet */
  tried: number;
  refused: Refused[];
}

/** How the answers and the photos of an inspection stand; a photo is told by a piece and counts once, as a photo. */
export function standingOf({ pieces, photos }: Pick<Kept, 'pieces' | 'photos'>): {
  answers: Standing;
  photos: Standing;
} {
  const answers: Standing = { waits: 0, tried: 0, refused: [] };
  const pictures: Standing = { waits: 0, tried: 0, refused: [] };
  for (const piece of pieces.values()) {
    const shot = photos.get(piece.id);
    const at = shot ? pictures : answers;
    const no = [piece, shot].find((each) => each?.state === 'refused');
    if (no) at.refused.push({ piece, code: no.code, why: no.why });
    else if (piece.state === 'here') at.waits += 1;
    else if (piece.state === 'tried') at.tried += 1;
    else if (shot && shot.state !== 'sent') at.tried += 1;
  }
  return { answers, photos: pictures };
}

const openOf = ({ waits, tried, refused }: Standing): number => waits + tried + refused.length;
/** How many things of an inspection the server does not have. */
export function unsentOf(kept: Pick<Kept, 'pieces' | 'photos'>): number {
  const { answers, photos } = standingOf(kept);
  return openOf(answers) + openOf(photos);
}

/** How much of the person waits on this device, for a sign in the header. */
export function useWaiting(): number {
  const inspections = useInspectionsHere() ?? [];
  return stillWaits(useOutbox().items).length + inspections.reduce((sum, kept) => sum + unsentOf(kept), 0);
}

/**
 * Sends what a team found, over a link that may drop at any time: safety first, pieces in their order, photos part by part from
 * where they stopped. Nothing here knows a browser: the link and the keeping are given.
 */

/** What the server takes as one piece; the id makes a piece that is sent twice one piece. */
export interface Piece {
  id: string;
  kind: 'answer' | 'photo' | 'roll' | 'talk' | 'bed';
  item: string;
  body: Record<string, unknown>;
  device: string;
  counter: number;
  /** by the clock of the device */
  capturedAt: string;
  supersedes?: string;
}
export interface PhotoHead {
  id: string;
  /** bytes */
  size: number;
  sha256: string;
}
export interface Arrived {
  offset: number;
  done: boolean;
}

/** The server, as far as this needs it; a link that is gone throws `Unreached`, a refusal throws `Refused`. */
export interface Link {
  pieces(batch: readonly Piece[]): Promise<unknown>;
  begin(photo: PhotoHead): Promise<Arrived>;
  part(id: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<Arrived>;
}

/** What waits, and where it is noted what has left. */
export interface Waiting {
  pieces: readonly Piece[];
  photos: readonly PhotoHead[];
  bytesOf(id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** these are on their way: from now on they are never changed; answers them as they stand at this moment */
  tried(ids: readonly string[]): Promise<Piece[]>;
  sent(ids: readonly string[]): Promise<void>;
  /** the server will never take it: it stays, and its owner looks at it */
  refused(id: string, error: unknown): Promise<void>;
  progress(id: string, offset: number): void;
  /** a refusal of the thing itself, not of the moment */
  isFinal(error: unknown): boolean;
}

/** Most pieces in one request, and bytes in one part: small enough that a bad link carries them at all. */
export const batchSize = 50;
export const partSize = 128 * 1024;

/** Does a piece tell of a danger to a child (domain B.4.3)? Such pieces go before everything else. */
export function isUrgent(
  { kind, body }: Pick<Piece, 'kind' | 'body'>,
  hardItems: ReadonlySet<string>,
  item: string,
): boolean {
  if (kind === 'answer') return body['answer'] === 'fails' && hardItems.has(item);
  if (kind === 'talk') return body['disclosure'] === true;
  if (kind !== 'roll') return false;
  return (
    body['underThree'] === true || body['standing'] === 'unauthorisedPresent' || body['standing'] === 'unaccounted'
  );
}

/** Urgent pieces first, each after the piece whose place it takes; then all others as they were written. */
export function inOrder(pieces: readonly Piece[], hardItems: ReadonlySet<string>): Piece[] {
  const byId = new Map(pieces.map((piece) => [piece.id, piece]));
  const first = new Set<string>();
  for (const piece of pieces)
    if (isUrgent(piece, hardItems, piece.item))
      for (let at: Piece | undefined = piece; at; at = at.supersedes ? byId.get(at.supersedes) : undefined)
        first.add(at.id);
  const rank = ({ id }: Piece) => (first.has(id) ? 0 : 1);
  return [...pieces].sort((one, other) => rank(one) - rank(other) || one.counter - other.counter);
}

/** Sends all that waits; throws when the link is gone, and goes on from there the next time. */
export async function sendWaiting(waiting: Waiting, link: Link, hardItems: ReadonlySet<string>): Promise<void> {
  const ordered = inOrder(waiting.pieces, hardItems);
  for (let at = 0; at < ordered.length; at += batchSize)
    await sendBatch(waiting, link, ordered.slice(at, at + batchSize));
  for (const photo of waiting.photos) await sendPhoto(waiting, link, photo);
}

async function sendBatch(waiting: Waiting, link: Link, batch: readonly Piece[]): Promise<void> {
  const ids = batch.map(({ id }) => id);
  const frozen = await waiting.tried(ids);
  try {
    await link.pieces(frozen);
  } catch (error) {
    if (!waiting.isFinal(error)) throw error;
    // one piece that cannot be taken never holds up the others
    if (batch.length === 1) return waiting.refused(ids[0]!, error);
    for (const piece of frozen) await sendBatch(waiting, link, [piece]);
    return;
  }
  await waiting.sent(ids);
}

async function sendPhoto(waiting: Waiting, link: Link, photo: PhotoHead): Promise<void> {
  const bytes = await waiting.bytesOf(photo.id);
  if (!bytes) return;
  try {
    let { offset, done } = await link.begin(photo);
    while (!done) {
      waiting.progress(photo.id, offset);
      ({ offset, done } = await link.part(photo.id, offset, bytes.slice(offset, offset + partSize)));
    }
    await waiting.sent([photo.id]);
  } catch (error) {
    if (!waiting.isFinal(error)) throw error;
    await waiting.refused(photo.id, error);
  }
}

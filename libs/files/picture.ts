/** What was sent, read by its content: pictures are drawn anew, so that nothing of the camera, the place or a script is left. */
import sharp from 'sharp';
import { Problem } from '../engine';
import type { Text } from '../../workflows/workflow';
import { refusalTexts } from './texts';

/** Largest file in bytes, as sent and as kept. */
export const largestFile = 5 * 1024 * 1024;
/** Longest side of a picture that is kept, in pixels. */
export const longestSide = 1600;
/** Most pixels of a picture that is sent; a picture of few bytes can claim to be enormous. */
const mostPixels = 40_000_000;

export type Kind = 'jpeg' | 'png' | 'webp' | 'heic' | 'pdf';

/** A file as it is kept; pictures name their sides in pixels. */
export interface Kept {
  type: 'image/jpeg' | 'application/pdf';
  bytes: Buffer;
  width?: number;
  height?: number;
}

/** The kind of a file by its first bytes; its name and what the sender says of it count for nothing. */
export function kindOf(bytes: Buffer): Kind | undefined {
  const text = (from: number, to: number): string => bytes.toString('latin1', from, to);
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  if (text(4, 8) === 'ftyp' && /^(hei[cxms]|hev[cxms]|mif1|msf1|avif|avis)$/.test(text(8, 12))) return 'heic';
  if (/^%PDF-[12]\.\d/.test(text(0, 8))) return 'pdf';
  return undefined;
}

const refused = (code: 'file_type' | 'file_unreadable', detail: Text): Problem => new Problem(code, { detail });

/** The file as it will be kept; throws `file_type` or `file_unreadable`. */
export async function keptOf(bytes: Buffer): Promise<Kept> {
  const kind = kindOf(bytes);
  if (kind === undefined) throw refused('file_type', refusalTexts.unknown);
  // the decoder of HEIC is patented and does not come with the picture library
  if (kind === 'heic') throw refused('file_type', refusalTexts.heic);
  if (kind !== 'pdf') return drawnAnew(bytes, kind);
  if (!bytes.subarray(-2048).includes('%%EOF')) throw refused('file_unreadable', refusalTexts.broken);
  return { type: 'application/pdf', bytes };
}

// children's pictures do not stay in memory
sharp.cache(false);

async function drawnAnew(bytes: Buffer, kind: Kind): Promise<Kept> {
  const options = { limitInputPixels: false, failOn: 'error', sequentialRead: true, autoOrient: true } as const;
  const { format, width = 0, height = 0 } = await sharp(bytes, options).metadata().catch(broken);
  if (format !== kind) throw refused('file_type', refusalTexts.unknown);
  if (width * height > mostPixels) throw refused('file_unreadable', refusalTexts.pixels);
  const { data, info } = await sharp(bytes, { ...options, limitInputPixels: mostPixels })
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 80, chromaSubsampling: '4:2:0' })
    .toBuffer({ resolveWithObject: true })
    .catch(broken);
  return { type: 'image/jpeg', bytes: data, width: info.width, height: info.height };
}

function broken(): never {
  throw refused('file_unreadable', refusalTexts.broken);
}

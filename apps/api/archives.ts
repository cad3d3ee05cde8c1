/** Tables in XLSX, which are zip files: unpacked within bounds, before anything reads them. */
import { crc32, inflateRawSync } from 'node:zlib';
import { Problem } from '../../libs/engine/problem';
import type { Text } from '../../workflows/workflow';

/** Most bytes that the pages of a table unpack to; 500 rows of twenty cells have 1 MB. */
export const mostUnpacked = 4 * 1024 * 1024;
/** Most parts of one archive. */
const mostParts = 200;

export const archiveTexts = {
  unpacked: {
    en: 'This table unpacks to more than 4 MB. Send fewer rows, without pictures and formatting, or the same as CSV.',
    km: 'តារាងនេះមានទំហំលើសពី ៤ MB ពេលពន្លា។ សូមបញ្ជូនជួរតិចជាងនេះ ដោយគ្មានរូបភាព និងការតុបតែង ឬបញ្ជូនជា CSV។',
  },
} satisfies Record<string, Text>;

interface Part {
  name: Buffer;
  content: Buffer;
}

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };
const unreadable = (): Problem => new Problem('file_unreadable');
const tooLarge = (): Problem => new Problem('file_too_large', { detail: archiveTexts.unpacked });

/** Is it a zip file, by its first bytes? */
export const isArchive = (bytes: Buffer): boolean => bytes.length > 4 && bytes.readUInt32LE(0) === signatures.local;

/**
 * The XML of an archive in a new one, neither packed nor claiming another size than it has: whoever reads it unpacks no more
 * than this. Throws `file_too_large` beyond `mostUnpacked`, `file_unreadable` where it is no archive or declares entities.
 */
export function boundedArchive(bytes: Buffer): Buffer {
  try {
    return packed(partsOf(bytes));
  } catch (error) {
    throw error instanceof Problem ? error : unreadable();
  }
}

function partsOf(bytes: Buffer): Part[] {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) throw unreadable();
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostParts) throw tooLarge();
  const parts: Part[] = [];
  let left = mostUnpacked;
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (bytes.readUInt32LE(at) !== signatures.central) throw unreadable();
    const [length, more, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = bytes.subarray(at + 46, at + 46 + length);
    if (/\.(xml|rels)$/.test(name.toString('latin1'))) {
      const content = contentOf(bytes, at, left);
      left -= content.length;
      parts.push({ name, content });
    }
    at += 46 + length + more + comment;
  }
  return parts;
}

/** The bytes of one part, `most` of them at the most. */
function contentOf(bytes: Buffer, at: number, most: number): Buffer {
  const [method, size, start] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
  if (bytes.readUInt32LE(start) !== signatures.local) throw unreadable();
  const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
  const kept = bytes.subarray(from, from + size);
  const content = method === 0 ? kept : inflated(kept, most);
  if (content.length > most) throw tooLarge();
  // no program that keeps tables declares entities
  if (content.includes('<!DOCTYPE')) throw unreadable();
  return content;
}

function inflated(kept: Buffer, most: number): Buffer {
  try {
    return inflateRawSync(kept, { maxOutputLength: Math.max(most, 1) });
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : unreadable();
  }
}

function packed(parts: readonly Part[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content } of parts) {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, where, name);
    pieces.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, content);
    at += 30 + name.length + content.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(signatures.end, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, index, end]);
}

/** A backup as a file: gzipped lines of JSON. The first says what it is, the last how much there was, with the SHA-256 of all before it. */
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { BackupRefusal } from './texts';

const column = z.strictObject({ name: z.string(), type: z.string() });
const header = z.strictObject({
  homeward: z.literal(1),
  /** ISO instant */
  madeAt: z.string(),
  version: z.string(),
  /** names of the migrations that made the tables */
  migrations: z.array(z.string()).min(1),
  /** key that seals attached files and second factors, in hex */
  sealKey: z.string().regex(/^[0-9a-f]{64}$/),
  tables: z.array(z.strictObject({ name: z.string(), columns: z.array(column).min(1) })),
  /** first year of which cases lie in a part of their own, at hand or in the archive; backups of older versions do not say it */
  firstYear: z.int().optional(),
});
export type Header = z.infer<typeof header>;

/** What stands behind the rows. */
const footer = z.strictObject({
  end: z.strictObject({
    /** rows by table */
    rows: z.record(z.string(), z.int()),
    /** last value by sequence */
    sequences: z.record(z.string(), z.string()),
    sha256: z.string(),
  }),
});
export type Footer = z.infer<typeof footer>['end'];

/** A row: its table's place in the header, then each column's text. */
export type Row = [table: number, ...values: (string | null)[]];

const noRoom = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** Why a file cannot be written, in words where the system has a word for it. */
function refusalOf(error: Error, file: string): Error {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  if (noRoom.includes(code)) return new BackupRefusal('full', { file, why: code });
  if (code === 'ENOENT') return new BackupRefusal('noFolder', { folder: dirname(file) });
  return new BackupRefusal('notWritable', { file, why: code });
}

/** Throws where a backup cannot get this name: it is taken, its folder is not there, or nobody may write in it. */
export function checkTarget(file: string): void {
  if (existsSync(file)) throw new BackupRefusal('exists', { file });
  const folder = dirname(file);
  try {
    if (!statSync(folder).isDirectory()) throw new BackupRefusal('noFolder', { folder });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw refusalOf(error as Error, file);
  }
}

/** Writes a backup beside its name first; it has its name when it is whole. Only its user can read it. */
export class BackupWriter {
  private readonly hash = createHash('sha256');
  private readonly gzip = createGzip();
  private readonly done: Promise<void>;
  private readonly making: string;

  constructor(private readonly file: string) {
    checkTarget(file);
    this.making = `${file}.making`;
    rmSync(this.making, { force: true });
    const written = finished(this.gzip.pipe(createWriteStream(this.making, { flags: 'wx', mode: 0o600 })));
    this.done = written.catch((error: Error) => Promise.reject(refusalOf(error, file)));
    this.done.catch(() => undefined);
  }

  async write(line: Header | Row): Promise<void> {
    const text = `${JSON.stringify(line)}\n`;
    this.hash.update(text);
    if (!this.gzip.write(text)) await Promise.race([once(this.gzip, 'drain'), this.done]);
  }

  async close(rows: Footer['rows'], sequences: Footer['sequences']): Promise<void> {
    const end: Footer = { rows, sequences, sha256: this.hash.digest('hex') };
    this.gzip.end(`${JSON.stringify({ end })}\n`);
    await this.done;
    const handle = await open(this.making, 'r+');
    await handle.sync();
    await handle.close();
    renameSync(this.making, this.file);
  }

  /** Leaves nothing behind. */
  abandon(): void {
    this.gzip.destroy();
    rmSync(this.making, { force: true });
  }
}

/** Reads a whole backup once and answers what it holds; throws where a bit of it is missing or another. */
export async function verifyBackup(file: string): Promise<{ header: Header; footer: Footer }> {
  const refuse = (why: string): never => {
    throw new BackupRefusal('unreadable', { file, why });
  };
  const hash = createHash('sha256');
  const rows: Footer['rows'] = {};
  let first: Header | undefined;
  let last: Footer | undefined;
  if (!existsSync(file)) throw new BackupRefusal('absent', { file });
  try {
    for await (const line of linesOf(file)) {
      if (last) refuse('there is something behind its end');
      const value = JSON.parse(line) as unknown;
      if (!first) first = header.parse(value);
      else if (!Array.isArray(value)) {
        last = footer.parse(value).end;
        continue;
      } else {
        const { name } = first.tables[value[0] as number]!;
        rows[name] = (rows[name] ?? 0) + 1;
      }
      hash.update(`${line}\n`);
    }
  } catch (error) {
    if (error instanceof BackupRefusal) throw error;
    refuse((error as Error).message.split('\n')[0]!);
  }
  if (!first || !last) return refuse('its end is missing');
  if (hash.digest('hex') !== last.sha256) refuse('it was changed after it was made');
  const isCounted = first.tables.every(({ name }) => (rows[name] ?? 0) === (last.rows[name] ?? 0));
  if (!isCounted) refuse('rows are missing');
  return { header: first, footer: last };
}

/** The rows of a backup that was verified, in the order in which they were written. */
export async function* rowsOf(file: string): AsyncGenerator<{ row: Row; bytes: number }> {
  let isFirst = true;
  for await (const line of linesOf(file)) {
    if (!isFirst && line.startsWith('[')) yield { row: JSON.parse(line) as Row, bytes: line.length };
    isFirst = false;
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const plain = createGunzip();
  source.on('error', (error) => plain.destroy(error));
  const lines = createInterface({ input: source.pipe(plain), crlfDelay: Infinity });
  // readline does not pass on the faults of what it reads
  const fault = finished(plain).then(
    () => undefined,
    (error: Error) => error,
  );
  for await (const line of lines) if (line !== '') yield line;
  const error = await fault;
  if (error) throw error;
}

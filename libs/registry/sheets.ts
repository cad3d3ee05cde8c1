/** Tables that people keep in CSV or XLSX, as rows of cells. */
import { parse } from 'csv-parse/sync';
import { readSheet as readXlsx } from 'read-excel-file/node';
import { Problem } from '../engine';

/** One cell as text: dates as `YYYY-MM-DD`, nothing as ''. */
export type Cells = string[];

/** Rows beyond which a table is refused. */
export const mostRows = 500;

/** Characters of one row beyond which a table is none. */
const longestRow = 100_000;

const isXlsx = (bytes: Buffer): boolean => bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';

/** The first sheet of an XLSX file, or a CSV in UTF-8; empty rows are left out. Throws `file_unreadable` where it is neither, or too long. */
export async function readSheet(bytes: Buffer): Promise<Cells[]> {
  const rows = isXlsx(bytes) ? await fromXlsx(bytes) : fromCsv(textOf(bytes));
  const filled = rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some((cell) => cell !== ''));
  if (filled.length - 1 > mostRows) throw new Problem('file_unreadable');
  return filled;
}

/** Rows and cells of CSV with quotes (RFC 4180); the separator is whichever the heading has: comma, semicolon or tab. */
export function fromCsv(text: string): Cells[] {
  const heading = /^\ufeff?([^\r\n]*)/.exec(text)![1]!;
  const delimiter = [',', ';', '\t'].find((mark) => heading.includes(mark)) ?? ',';
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      // nobody waits for the end of what is refused anyway
      to: mostRows + 2,
      max_record_size: longestRow,
    });
  } catch {
    throw new Problem('file_unreadable');
  }
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('file_unreadable');
  }
}

async function fromXlsx(bytes: Buffer): Promise<Cells[]> {
  try {
    const rows = await readXlsx(bytes);
    return rows.map((row) => row.map(cellOf));
  } catch {
    throw new Problem('file_unreadable');
  }
}

function cellOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A table as a file: CSV that spreadsheets read as UTF-8, or XLSX; no cell is ever taken for a formula. */
import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';

export type Value = string | number | null;
export interface Sheet {
  name: string;
  /** rows that say what this is, before the headings */
  preface: Value[][];
  headings: string[];
  rows: Value[][];
}

export const formats = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type Format = keyof typeof formats;

/** What a spreadsheet would run when it stands first, also in full width, behind blanks or a line break. */
const formula = /^[\s\u00A0\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** Text that a spreadsheet shows and does not run: an apostrophe goes before what looks like a formula. */
export const inert = (value: Value): Value => (typeof value === 'string' && formula.test(value) ? `'${value}` : value);

/** The bytes of a sheet. */
export async function fileOf(sheet: Sheet, format: Format): Promise<Buffer> {
  const { name, preface, headings, rows } = sheet;
  const all = [...preface, [], headings, ...rows].map((row) => row.map(inert));
  if (format === 'csv') {
    const text = stringify(
      all.map((row) => (row.length > 0 ? row : [''])),
      { bom: true, record_delimiter: 'windows' },
    );
    return Buffer.from(text, 'utf8');
  }
  const head = preface.length + 1;
  const cells = all.map((row, i) =>
    row.map((value) => (value === null ? null : { value, ...(i === head && { fontWeight: 'bold' as const }) })),
  );
  return writeXlsxFile(cells, { sheet: name.slice(0, 31) }).toBuffer();
}

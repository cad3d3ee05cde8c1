/**
 * The table of children who were placed with a family before their cases were kept here: one row a child, read from CSV or
 * XLSX. Each fault is named by row and column; a row is taken whole or not at all.
 */
import { z } from 'zod';
import { startOf } from '../../workflows/time';
import { arabicDigits } from './names';
import { kinds, placementRow, risks, type PlacementRow } from './placement-row';
import { placementColumns, placementFaults, type PlacementColumn } from './placement-texts';
import type { Cells } from './sheets';

/** A fault of one cell, or of a whole row (`column` null); rows count from 1, without the heading. */
export interface PlacementFault {
  row: number;
  column: PlacementColumn | null;
  code: keyof typeof placementFaults;
}

const day = z.iso.date();
type Born = Extract<PlacementRow['child'], { birth: unknown }>['birth'];
type Cell = (column: PlacementColumn) => string;
const columns = Object.keys(placementColumns) as PlacementColumn[];

/** Reads the table; `today` is the date beyond which nothing has happened yet. Rows without a fault are in `rows`. */
export function readPlacements(
  cells: Cells[],
  today: string,
): { count: number; rows: PlacementRow[]; faults: PlacementFault[]; unknown: string[] } {
  const [heading = [], ...lines] = cells;
  const places = heading.map(columnOf);
  const unknown = heading.filter((title, i) => places[i] === undefined && title !== '');
  const rows: PlacementRow[] = [];
  const faults: PlacementFault[] = [];
  lines.forEach((line, i) => {
    const cell: Cell = (column) => arabicDigits(line[places.indexOf(column)] ?? '').trim();
    const read = readRow(i + 1, cell, today);
    if ('faults' in read) faults.push(...read.faults);
    else rows.push(read);
  });
  faults.push(...twice(rows));
  const faulty = new Set(faults.map(({ row }) => row));
  return { count: lines.length, rows: rows.filter(({ row }) => !faulty.has(row)), faults, unknown };
}

/** A column by its name, or by its title in either language. */
function columnOf(title: string): PlacementColumn | undefined {
  const plain = title.trim().toLowerCase();
  return columns.find((column) => {
    const { en, km } = placementColumns[column].title;
    return [column.toLowerCase(), en.toLowerCase(), km].includes(plain);
  });
}

function readRow(row: number, cell: Cell, today: string): PlacementRow | { faults: PlacementFault[] } {
  const faults: PlacementFault[] = [];
  const fault = (column: PlacementColumn | null, code: PlacementFault['code']) => {
    faults.push({ row, column, code });
    return undefined;
  };
  const oneOf = <T extends string>(column: PlacementColumn, values: readonly T[]): T | undefined =>
    values.find((value) => value.toLowerCase() === cell(column).toLowerCase()) ??
    fault(column, cell(column) === '' ? 'missing' : 'choice');
  const filled = (column: PlacementColumn, pattern = /./): string | undefined => {
    if (cell(column) === '') return fault(column, 'missing');
    return pattern.test(cell(column)) ? cell(column) : fault(column, 'format');
  };
  const past = (column: PlacementColumn): string | undefined => {
    const date = dateOfCell(cell(column));
    if (date === undefined) return fault(column, cell(column) === '' ? 'missing' : 'date');
    return date > today ? fault(column, 'future') : date;
  };

  const placedOn = past('placedOn');
  const lastSeenOn = cell('lastSeenOn') === '' ? undefined : past('lastSeenOn');
  if (placedOn && lastSeenOn && lastSeenOn < placedOn) fault('lastSeenOn', 'beforePlacement');
  const child = childOf(cell, fault);
  if (placedOn && child && 'birth' in child && placedOn < child.birth.from) fault('placedOn', 'beforeBirth');
  const candidate = {
    row,
    child,
    home: filled('home', /^\d{6}(\d{2})?$/),
    homeKind: oneOf('homeKind', kinds),
    placedOn,
    risk: oneOf('risk', risks),
    carer: {
      name: filled('carerName'),
      relation: filled('carerRelation'),
      phone: cell('carerPhone') || undefined,
    },
    lastSeenOn,
    stepsMade: stepsOf(cell('stepsMade')),
    worker: filled('worker'),
    note: cell('note') || undefined,
  };
  if (faults.length > 0) return { faults };
  const parsed = placementRow.safeParse(candidate);
  if (parsed.success) return parsed.data;
  return { faults: parsed.error.issues.map(({ path }) => ({ row, column: columnOfPath(path), code: 'format' })) };
}

type Raise = (column: PlacementColumn, code: PlacementFault['code']) => undefined;

function childOf(cell: Cell, fault: Raise): PlacementRow['child'] | undefined {
  if (cell('child') !== '')
    return z.uuid().safeParse(cell('child')).success ? { id: cell('child') } : fault('child', 'format');
  const km = cell('nameKm') || undefined;
  const latin = cell('nameLatin') || undefined;
  if (!km && !latin) fault('nameKm', 'nameMissing');
  const born = bornOf(cell('born'));
  if (!born) fault('born', cell('born') === '' ? 'missing' : 'date');
  const sex = (['female', 'male', 'unknown'] as const).find((each) => each === cell('sex').toLowerCase());
  if (!sex) fault('sex', cell('sex') === '' ? 'missing' : 'choice');
  const disability = yesOf(cell('disability'));
  if (disability === undefined) fault('disability', cell('disability') === '' ? 'missing' : 'choice');
  const another = cell('another') === '' ? false : yesOf(cell('another'));
  if (another === undefined) fault('another', 'choice');
  if (!born || !sex || disability === undefined || another === undefined || (!km && !latin)) return undefined;
  return { names: [{ km, latin }], birth: born, sex, disability, village: cell('village') || undefined, another };
}

const yesOf = (text: string): boolean | undefined => {
  if (['yes', 'true', '1', 'បាទ', 'ចាស', 'មាន'].includes(text.toLowerCase())) return true;
  return ['no', 'false', '0', 'ទេ', 'គ្មាន'].includes(text.toLowerCase()) ? false : undefined;
};

/** `2017-03-05`, or day first as Cambodia writes it: `5/3/2017`. */
export function dateOfCell(text: string): string | undefined {
  const [, d, m, y] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const date = d ? `${y}-${m!.padStart(2, '0')}-${d.padStart(2, '0')}` : text;
  return day.safeParse(date).success ? date : undefined;
}

/** A year, a month or a day. */
function bornOf(text: string): Born | undefined {
  const date = dateOfCell(text);
  if (date) return { from: date, to: date, precision: 'day' };
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?$/.exec(text) ?? [];
  if (!year || (month && !(month >= '01' && month <= '12'))) return undefined;
  if (!month) return { from: `${year}-01-01`, to: `${year}-12-31`, precision: 'year' };
  const next =
    month === '12' ? `${Number(year) + 1}-01-01` : `${year}-${String(Number(month) + 1).padStart(2, '0')}-01`;
  const last = new Date(startOf(next) - 1 + 7 * 3_600_000).toISOString().slice(0, 10);
  return { from: `${year}-${month}-01`, to: last, precision: 'month' };
}

const stepsOf = (text: string): string[] =>
  text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((step) => step !== '');

/** Rows that are about one child. */
function twice(rows: PlacementRow[]): PlacementFault[] {
  const seen = new Map<string, number>();
  const faults: PlacementFault[] = [];
  for (const { row, child } of rows) {
    const who = 'id' in child ? child.id.toLowerCase() : JSON.stringify([child.names, child.birth, child.village]);
    if (seen.has(who)) faults.push({ row, column: 'id' in child ? 'child' : 'nameKm', code: 'twice' });
    seen.set(who, row);
  }
  return faults;
}

function columnOfPath([first, second]: PropertyKey[]): PlacementColumn | null {
  const inside: Record<string, PlacementColumn> = { name: 'carerName', relation: 'carerRelation', phone: 'carerPhone' };
  if (first === 'carer') return inside[String(second)] ?? null;
  if (first === 'child') return second === 'village' ? 'village' : second === 'birth' ? 'born' : 'nameKm';
  return columns.find((column) => column === first) ?? null;
}

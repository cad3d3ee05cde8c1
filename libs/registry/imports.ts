/** Files that the migrator loads: the gazetteer, and the register of institutions as of the policy date. */
import type { Pool } from 'pg';
import { Problem } from '../engine';
import type { Area } from './areas';
import { importedInstitution } from './forms';
import { arabicDigits, khmerKey, latinKey } from './names';
import { refusalOf } from './refusals';
import { fromCsv as readCsv } from './sheets';

/** A row that cannot be taken, with the places and codes of what is wrong; rows count from 1, without the heading. */
export interface RowError {
  row: number;
  code?: string;
  error: string;
}

export interface ImportReport {
  rows: number;
  imported: number;
  errors: RowError[];
}

/**
 * Reads the gazetteer's format: code, level, Khmer name, Latin name, Khmer type word, separated by tabs. A row that lacks
 * one of its names takes the other; `filled` lists the codes of those.
 */
export function readAreas(text: string): { areas: Area[]; errors: RowError[]; filled: string[] } {
  const areas: Area[] = [];
  const errors: RowError[] = [];
  const filled: string[] = [];
  linesOf(text).forEach((line, i) => {
    const [code = '', level = '', km = '', latin = '', kind = ''] = line.split('\t').map((cell) => cell.trim());
    if (!/^([0-9]{2}){1,4}$/.test(code) || Number(level) !== code.length / 2 || !(km || latin)) {
      errors.push({ row: i + 1, code, error: 'expected: code, level, Khmer name, Latin name, type word' });
      return;
    }
    if (!km || !latin) filled.push(code);
    areas.push({ code, level: Number(level), km: km || latin, latin: latin || km, kind });
  });
  return { areas, errors, filled };
}

/** Adds areas and renames known ones; `migrator` is a pool of that login. */
export async function importAreas(
  migrator: Pick<Pool, 'query'>,
  areas: Area[],
): Promise<{ rows: number; added: number }> {
  const { rows } = await migrator.query<{ added: number }>('select homeward.import_areas($1::jsonb) as added', [
    JSON.stringify(areas),
  ]);
  return { rows: areas.length, added: rows[0]!.added };
}

/**
 * Reads the register from JSON (a list, or {institutions}) or CSV with a heading line: code, nameKm, nameEn, kind, operator,
 * area, standing, capacity, and optionally lastInspection, lat, lon, address, phone, director, owner, reason.
 */
export function readInstitutions(
  text: string,
  format: 'csv' | 'json',
): { institutions: Record<string, unknown>[]; errors: RowError[] } {
  const raw = format === 'json' ? fromJson(text) : fromCsv(text);
  const institutions: Record<string, unknown>[] = [];
  const errors: RowError[] = [];
  raw.forEach((candidate, i) => {
    const parsed = importedInstitution.safeParse(candidate);
    if (parsed.success) institutions.push(parsed.data);
    else {
      const error = parsed.error.issues.map(
        (issue) =>
          `${issue.path.join('.') || 'row'}: ${issue.code === 'unrecognized_keys' ? `unknown ${issue.keys.join(', ')}` : issue.message}`,
      );
      errors.push({ row: i + 1, code: codeOf(candidate), error: error.join('; ') });
    }
  });
  return { institutions, errors };
}

/**
 * Loads the register as of the policy date, once: all rows or none; the date becomes the parameter P-34 with them. Throws Problem `refused_by_database` (N-06) when it has
 * been loaded already. `at` is the business time of the import, ISO.
 */
export async function importInstitutions(
  migrator: Pick<Pool, 'query'>,
  given: { policyDate: string; institutions: Record<string, any>[]; at?: string; dryRun?: boolean },
): Promise<ImportReport> {
  const institutions = given.institutions.map((i) => ({
    ...i,
    ...keysOf(i.nameKm, i.nameEn),
    people: i.people?.map((p: any) => ({ ...p, ...keysOf(p.nameKm, p.nameLatin) })),
  }));
  try {
    const { rows } = await migrator.query<{ report: ImportReport }>(
      'select homeward.import_institutions($1::jsonb, $2) as report',
      [JSON.stringify({ policyDate: given.policyDate, at: given.at, institutions }), given.dryRun ?? false],
    );
    return rows[0]!.report;
  } catch (error) {
    const { code = '', constraint = '', message } = error as { code?: string; constraint?: string; message: string };
    if (!code.startsWith('HW')) throw error;
    throw refusalOf({ state: code, constraint, message });
  }
}

const keysOf = (km?: string, latin?: string) => ({
  kmKey: km ? khmerKey(km) : '',
  latinKey: latin ? latinKey(latin) : '',
});

const linesOf = (text: string): string[] =>
  text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');

function fromJson(text: string): unknown[] {
  try {
    const value = JSON.parse(text) as unknown;
    const list = Array.isArray(value) ? value : (value as { institutions?: unknown }).institutions;
    if (Array.isArray(list)) return list;
  } catch {
    // answered below
  }
  throw new Problem('body_invalid');
}

const numbers = new Set(['capacity', 'lat', 'lon']);

function fromCsv(text: string): Record<string, unknown>[] {
  const [heading = [], ...lines] = readCsv(text);
  return lines.map((cells) => {
    const row: Record<string, unknown> = {};
    const people: { role: string; nameLatin?: string; nameKm?: string }[] = [];
    heading.forEach((column, i) => {
      const name = column.trim();
      const cell = (cells[i] ?? '').trim();
      if (cell === '') return;
      if (name === 'director' || name === 'owner')
        people.push({ role: name, ...(/[\u1780-\u17ff]/.test(cell) ? { nameKm: cell } : { nameLatin: cell }) });
      else row[name] = numbers.has(name) && /^[-+0-9.]+$/.test(arabicDigits(cell)) ? Number(arabicDigits(cell)) : cell;
    });
    if (people.length > 0) row.people = people;
    return row;
  });
}

function codeOf(candidate: unknown): string {
  const code = (candidate as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

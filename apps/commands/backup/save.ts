/** Reads every table of the product in one snapshot. The queue is left out: it is filled again from the rows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { appliedMigrations, projectRoot } from '../../../libs/database';
import { BackupWriter, type Header, type Row } from './file';

/** Rows that are fetched at once; few where one may hold a file. */
const page = { usual: 500, files: 5 };

/** What a backup came to. */
export interface Saved {
  header: Header;
  rows: number;
}

/** Writes the backup of a database that its owner reads; other work goes on meanwhile. */
export async function saveBackup(ownerUrl: string, sealKey: Buffer, file: string): Promise<Saved> {
  const client = new Client({ connectionString: ownerUrl });
  const writer = new BackupWriter(file);
  try {
    await client.connect();
    // instants and floats as text that says them exactly
    await client.query(
      `set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'iso_8601'; set extra_float_digits = 1`,
    );
    await client.query('begin isolation level repeatable read read only');
    const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
    const header: Header = {
      homeward: 1,
      madeAt: new Date().toISOString(),
      version,
      migrations: await appliedMigrations(client),
      sealKey: sealKey.toString('hex'),
      tables: await tablesOf(client),
      firstYear: await firstYearOf(client),
    };
    await writer.write(header);
    const counts: { [table: string]: number } = {};
    for (const [place, table] of header.tables.entries())
      counts[table.name] = await copyRows(client, table, (values) => writer.write([place, ...values]));
    await writer.close(counts, await sequencesOf(client));
    return { header, rows: Object.values(counts).reduce((sum, n) => sum + n, 0) };
  } catch (error) {
    writer.abandon();
    throw error;
  } finally {
    await client.end();
  }
}

/**
 * The tables with the columns that are stored, not computed; a partitioned table is read as a whole, with its years in the
 * archive: what is restored lies at hand.
 */
async function tablesOf(client: Client): Promise<Header['tables']> {
  const { rows } = await client.query<Header['tables'][number]>(
    `select c.relname as name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'homeward'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname not in ('migrations', 'archives')
     group by c.relname order by c.relname`,
  );
  return rows;
}

async function firstYearOf(client: Client): Promise<number | undefined> {
  const { rows } = await client.query<{ year: number | null }>(
    'select min(y) as year from (select y from door.years() y union all select year from homeward.archives) all_years',
  );
  return rows[0]!.year ?? undefined;
}

async function copyRows(
  client: Client,
  { name, columns }: Header['tables'][number],
  write: (values: Row extends [number, ...infer V] ? V : never) => Promise<void>,
): Promise<number> {
  const list = columns.map((column) => `${client.escapeIdentifier(column.name)}::text`).join(', ');
  const size = columns.some(({ type }) => type === 'bytea') && /content|part/.test(name) ? page.files : page.usual;
  const { rows: parts } = await client.query<{ part: string }>(
    `select format('archive.%I', relname) as part from pg_class
     where relnamespace = 'archive'::regnamespace and relkind = 'r' and relname ~ ('^' || $1 || '_\\d{4}$') order by 1`,
    [name],
  );
  const sources = [`homeward.${client.escapeIdentifier(name)}`, ...parts.map(({ part }) => part)];
  await client.query(
    `declare saved no scroll cursor for ${sources.map((source) => `select ${list} from ${source}`).join(' union all ')}`,
  );
  let count = 0;
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({ text: `fetch ${size} from saved`, rowMode: 'array' });
    for (const row of rows) await write(row);
    count += rows.length;
    if (rows.length < size) break;
  }
  await client.query('close saved');
  return count;
}

/** After the rows, so that no number is given twice. */
async function sequencesOf(client: Client): Promise<{ [name: string]: string }> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'homeward' and last_value is not null`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

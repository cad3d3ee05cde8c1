/** Puts the rows of a backup into an empty database that the same migrations made. */
import { Client, Pool } from 'pg';
import { openYearsFrom } from '../../../libs/database';
import { rowsOf, type Footer, type Header, type Row } from './file';
import { BackupRefusal } from './texts';

/** Bytes and rows of one statement. */
const batch = { bytes: 4_000_000, rows: 1_000 };
/** Nobody is signed in after a restore, and nothing that was at work then is at work. */
const forgotten = ['sessions', 'heartbeats'];

/** What is to be loaded, and from where. */
export interface Whole {
  file: string;
  header: Header;
  footer: Footer;
}

/**
 * Loads everything in one transaction. `url` is of a login that may set `session_replication_role`: rows come as they were,
 * without the triggers that guard the product's own writes.
 */
export async function loadBackup(url: string, { file, header, footer }: Whole): Promise<number> {
  await openYears(url, header);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica').catch((error: Error & { code?: string }) => {
      throw error.code === '42501' ? new BackupRefusal('mayNot') : error;
    });
    const name = (table: string) => `homeward.${client.escapeIdentifier(table)}`;
    // what the migrations and the first start write themselves
    await client.query(`truncate ${header.tables.map((table) => name(table.name)).join(', ')}`);
    const statements = header.tables.map(({ name: table, columns }) => {
      const names = columns.map((column) => client.escapeIdentifier(column.name)).join(', ');
      const values = columns.map(({ type }, i) => `(row ->> ${i})::${type}`).join(', ');
      return `insert into ${name(table)} (${names}) overriding system value select ${values} from json_array_elements($1::json) row`;
    });
    let count = 0;
    let waiting: Row[] = [];
    let bytes = 0;
    const flush = async (): Promise<void> => {
      if (waiting.length === 0) return;
      const statement = statements[waiting[0]![0]]!;
      await client.query(statement, [JSON.stringify(waiting.map(([, ...values]) => values))]);
      count += waiting.length;
      waiting = [];
      bytes = 0;
    };
    for await (const { row, bytes: size } of rowsOf(file)) {
      const isOther = waiting[0] !== undefined && waiting[0][0] !== row[0];
      if (isOther || bytes + size > batch.bytes || waiting.length >= batch.rows) await flush();
      waiting.push(row);
      bytes += size;
    }
    await flush();
    for (const [sequence, last] of Object.entries(footer.sequences))
      await client.query('select setval($1::regclass, $2::bigint)', [name(sequence), last]);
    for (const table of forgotten) await client.query(`delete from ${name(table)}`);
    await client.query('commit');
    await client.query('analyze');
    return count;
  } finally {
    await client.end();
  }
}

/** The years that the backup has parts for, so that each can be archived again. */
async function openYears(url: string, { firstYear }: Header): Promise<void> {
  if (firstYear === undefined) return;
  const pool = new Pool({ connectionString: url, max: 1 });
  try {
    await openYearsFrom(pool, firstYear);
  } finally {
    await pool.end();
  }
}

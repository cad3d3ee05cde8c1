/** Years before those that a new database opens by itself: a backup has cases of them, and a clock by hand stands in them. */
import type { Pool, PoolClient } from 'pg';

interface Parted {
  name: string;
  by: string;
  /** its columns that are written */
  columns: string;
  /** the first year that has a partition */
  first: number;
}

/** Opens the years from one on as partitions, up to those that are there, as their owner; what lay before the first one goes along. */
export async function openYearsFrom(owner: Pool, year: number): Promise<void> {
  const client = await owner.connect();
  try {
    const { rows: tables } = await client.query<{ owner: string }>(
      `select pg_get_userbyid(relowner) as owner from pg_class where oid = 'homeward.journal'::regclass`,
    );
    await client.query(
      `begin; set local search_path = homeward, pg_temp; set local role ${client.escapeIdentifier(tables[0]!.owner)}`,
    );
    const { rows } = await client.query<Parted>(
      `select name, by_column as by, (select min(y) from door.years() y) as first,
         (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
          where attrelid = name::regclass and attnum > 0 and not attisdropped and attgenerated = '') as columns
       from door.parted()`,
    );
    for (const parted of rows) if (year < parted.first) await openYearsOf(client, parted, year);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release(true);
  }
}

async function openYearsOf(client: PoolClient, { name, by, columns, first }: Parted, year: number): Promise<void> {
  const before = `${name}_before`;
  await client.query(`alter table ${name} detach partition ${before}; alter table ${before} disable trigger user`);
  for (let y = year; y < first; y += 1) {
    const part = `${name}_${y}`;
    const within = `where ${by} >= door.bound(${y}) and ${by} < door.bound(${y + 1})`;
    await client.query(
      `create table ${part} (like ${name} including defaults including constraints including generated including indexes including storage including comments);
       insert into ${part} (${columns}) select ${columns} from ${before} ${within};
       delete from ${before} ${within}`,
    );
    await client.query('select door.attach($1, $2, $3, door.bound($4), door.bound($4 + 1))', [name, by, part, y]);
  }
  await client.query(`alter table ${before} enable trigger user`);
  const { rows } = await client.query<{ bound: string }>('select door.bound($1) as bound', [year]);
  await client.query(
    `alter table ${name} attach partition ${before} for values from (minvalue) to ('${rows[0]!.bound}')`,
  );
}

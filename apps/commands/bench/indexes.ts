/** Indexes, keys and triggers of the tables that are filled: taken away before, and made again after, which is many times faster. */
import type { Pool } from 'pg';

interface Definition {
  /** keys, then indexes, then foreign keys, then triggers: a copy is what they made of the first one */
  step: number;
  drop: string;
  make: string;
}

/** What the tables have of indexes, unique keys, foreign keys (also those that point at them) and triggers, in the order of making. Partitions follow their table. */
async function definitionsOf(owner: Pool, tables: string[]): Promise<Definition[]> {
  const { rows } = await owner.query<Definition>(
    `with filled as (select ('homeward.' || t)::regclass::oid as id from unnest($1::text[]) t)
     select step, "drop", make from (
       select 3 as step, format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
         format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
       from pg_constraint where contype = 'f' and conparentid = 0 and (conrelid in (table filled) or confrelid in (table filled))
       union all
       select 1, format('alter table %s drop constraint %I', conrelid::regclass, conname),
         format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
       from pg_constraint where contype in ('p', 'u') and conrelid in (table filled)
       union all
       select 2, format('drop index %s', i.indexrelid::regclass), replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
       from pg_index i where i.indrelid in (table filled) and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))
       union all
       select 4, format('alter table %s disable trigger user', id::regclass), format('alter table %s enable trigger user', id::regclass) from filled
     ) d order by step, make`,
    [tables],
  );
  return rows;
}

/** Does `work` while the tables have neither indexes nor keys nor triggers; they come back whatever happens. */
export async function withoutIndexes<T>(owner: Pool, tables: string[], work: () => Promise<T>): Promise<T> {
  const definitions = await definitionsOf(owner, tables);
  await run(owner, definitions.map(({ drop }) => drop).reverse(), 1);
  try {
    return await work();
  } finally {
    for (const step of [1, 2, 3, 4]) {
      const statements = definitions.filter((definition) => definition.step === step).map(({ make }) => make);
      await run(owner, statements, 2);
    }
  }
}

/** Marks the pages of every table and part as seen by all, the largest first, and counts what the planner asks for. */
export async function lookThrough(owner: Pool, tables: string[]): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c left join pg_inherits i on i.inhrelid = c.oid
     where c.relkind = 'r' and coalesce(i.inhparent, c.oid) = any ($1::regclass[]) order by pg_relation_size(c.oid) desc`,
    [tables.map((table) => `homeward.${table}`)],
  );
  await run(
    owner,
    rows.map(({ name }) => `vacuum (index_cleanup off) ${name}`),
    2,
  );
  await run(
    owner,
    tables.map((table) => `analyze homeward.${table}`),
    2,
  );
}

async function run(owner: Pool, statements: string[], lanes: number): Promise<void> {
  const left = [...statements];
  const lane = async (): Promise<void> => {
    const client = await owner.connect();
    try {
      await client.query(
        `set maintenance_work_mem = '512MB'; set synchronous_commit = off; set search_path = homeward, public`,
      );
      for (let next = left.shift(); next; next = left.shift()) {
        const statement = next;
        await client.query(statement).catch((error: { code?: string; constraint?: string }) => {
          // two foreign keys at once may wait for each other's tables, two indexes of one table choose a partition's name
          if (error.code !== '40P01' && !(error.code === '23505' && error.constraint === 'pg_class_relname_nsp_index'))
            throw error;
          left.push(statement);
        });
      }
    } finally {
      client.release(true);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

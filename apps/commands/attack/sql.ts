/** A thief of the application's login, with psql in hand: every table of the catalogue, and everything around them. */
import { escapeIdentifier, type Pool, type PoolClient } from 'pg';
import type { Attacker } from './attacker';
import { allowed } from './sql-allowed';
import type { Tally } from './report';

interface Refused {
  code: string;
  constraint?: string;
  message: string;
}

/** Statements that PostgreSQL takes outside a transaction alone. */
const alone = /^(alter system|(create|drop) (database|subscription))/;

/** Tries a statement and takes it back; what PostgreSQL says, or undefined where it did it. */
export async function tried(pool: Pool, sql: string, values: unknown[] = []): Promise<Refused | undefined> {
  const client: PoolClient = await pool.connect();
  let broken = false;
  try {
    if (!alone.test(sql)) await client.query('begin');
    await client.query(sql, values);
    return undefined;
  } catch (error) {
    const { code = '', constraint, message } = error as Partial<Refused> & Error;
    broken = code === '';
    return { code, constraint, message };
  } finally {
    await client.query('rollback').catch(() => (broken = true));
    client.release(broken);
  }
}

interface Table {
  schema: string;
  name: string;
  kind: string;
  columns: string[];
  /** columns that PostgreSQL alone numbers */
  numbered: string[];
}

/** Every table, view and sequence of the database that is PostgreSQL's own business to guard. */
async function tablesOf(owner: Pool): Promise<Table[]> {
  const { rows } = await owner.query<Table>(
    `select n.nspname as schema, c.relname as name, c.relkind as kind,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by 1) as columns,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attidentity = 'a') as numbered
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname !~ '^pg_|^information_schema$' and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1, 2`,
  );
  return rows;
}

/** SQLSTATE by which PostgreSQL says that a login may not. */
const notAllowed = '42501';
const said = ({ code, constraint, message }: Refused): string =>
  `${code} ${constraint ?? ''} ${message}`.replace(/ +/g, ' ').slice(0, 160);

/** Counts how often each refusal was said. */
class Words {
  private readonly counts = new Map<string, number>();

  add(what: string, refused: Refused): void {
    const words = `${what}: ${refused.code} ${refused.constraint ?? refused.message.replace(/"[^"]*"|(table|schema|function|view|relation|database|column|sequence) \S+/g, '$1 …')}`;
    this.counts.set(words, (this.counts.get(words) ?? 0) + 1);
  }

  tell(tally: Tally): void {
    for (const [words, n] of [...this.counts].sort()) tally.note(`${String(n).padStart(4)} × ${words}`);
  }
}

/** Tables of other schemas that the application owns or writes by itself: the queue of BullMQ, which only wakes. */
const isQueue = ({ schema }: Table): boolean => !['homeward', 'door', 'archive', 'public'].includes(schema);

/** Update, delete, truncate, insert, triggers, rules and shape of every table. */
export async function attackTables(who: Attacker, tally: Tally): Promise<void> {
  const { owner, app } = who.target;
  const words = new Words();
  const tables = await tablesOf(owner);
  let columns = 0;
  let free = 0;
  const refuse = async (what: string, name: string, sql: string): Promise<void> => {
    const answer = await tried(app, sql);
    const right = answer !== undefined && answer.code === notAllowed;
    if (tally.case(right, () => `${what} ${name}: ${answer ? said(answer) : 'done'}`)) words.add(what, answer!);
  };
  for (const table of tables.filter((one) => !isQueue(one))) {
    const name = `${table.schema}.${escapeIdentifier(table.name)}`;
    const may = table.schema === 'homeward' ? (allowed[table.name] ?? { why: '' }) : { why: '' };
    for (const column of table.columns) {
      const own = escapeIdentifier(column);
      const sql = `update ${name} set ${own} = ${table.numbered.includes(column) ? 'default' : own}`;
      columns += 1;
      if (may.update === 'all' || may.update?.includes(column)) free += 1;
      else await refuse('update', `${name}.${column}`, sql);
    }
    if (may.insert) free += 1;
    else await refuse('insert', name, `insert into ${name} default values`);
    if (may.delete) free += 1;
    else await refuse('delete', name, `delete from ${name}`);
    await refuse('truncate', name, `truncate ${name}`);
    await refuse('truncate cascade', name, `truncate ${name} cascade`);
    await refuse('disable triggers', name, `alter table ${name} disable trigger all`);
    await refuse('disable user triggers', name, `alter table ${name} disable trigger user`);
    await refuse('add a column', name, `alter table ${name} add column hole text`);
    await refuse(
      'take a constraint away',
      name,
      `alter table ${name} drop constraint if exists ${escapeIdentifier(`${table.name}_pkey`)}`,
    );
    await refuse('give to oneself', name, `alter table ${name} owner to homeward_app`);
    await refuse('a rule instead', name, `create rule hole as on insert to ${name} do instead nothing`);
    await refuse(
      'a trigger',
      name,
      `create trigger hole before insert on ${name} for each row execute function suppress_redundant_updates_trigger()`,
    );
    await refuse('a policy', name, `create policy hole on ${name}`);
    await refuse('drop', name, `drop table ${name} cascade`);
    // who may delete may lock
    if (!may.delete) await refuse('lock out everybody', name, `lock table ${name} in access exclusive mode`);
  }
  const stale = Object.keys(allowed).filter((name) => !tables.some((t) => t.schema === 'homeward' && t.name === name));
  tally.case(stale.length === 0, () => `the allow-list names tables that are not there: ${stale.join(', ')}`);
  tally.note(
    `${tables.length} tables with ${columns} columns from the catalogue; ${free} rights that stand in the allow-list, each with its reason`,
  );
  words.tell(tally);
}

/** What append-only tables refuse although they may be written: by their triggers. */
export async function attackLogs(who: Attacker, tally: Tally): Promise<void> {
  const { app, owner } = who.target;
  for (const table of [
    'journal',
    'security_log',
    'read_log',
    'facts',
    'outcomes',
    'anchors',
    'documents',
    'register_imports',
  ])
    for (const sql of [
      `update homeward.${table} set at = at`,
      `delete from homeward.${table}`,
      `truncate homeward.${table} cascade`,
    ]) {
      const byApp = await tried(app, sql);
      tally.case(byApp !== undefined, () => `${sql} by the application: done`);
      if (sql.startsWith('update')) continue;
      const byOwner = await tried(owner, sql);
      const [{ n }] = (await owner.query<{ n: number }>(`select count(*)::int as n from homeward.${table}`)).rows as [
        { n: number },
      ];
      const empty = n === 0 && sql.startsWith('delete');
      if (
        tally.case(
          empty || (byOwner !== undefined && byOwner.code !== notAllowed),
          () => `${sql} by the owner: ${byOwner ? said(byOwner) : 'done'}`,
        ) &&
        byOwner
      )
        tally.note(`owner, ${sql}: ${byOwner.code} ${byOwner.constraint ?? byOwner.message}`);
    }
}

/** Everything around the tables: other logins, functions of the door, files and programs of the server. */
const around: [what: string, sql: string, codes?: string[]][] = [
  ['be the owner', 'set role homeward_owner'],
  ['be the migrator', 'set role homeward_migrator'],
  ['be a superuser', 'set role postgres', ['42501', '22023']],
  ['be somebody else', 'set session authorization homeward_owner'],
  ['turn triggers off', 'set session_replication_role = replica'],
  ['become a superuser', 'alter role homeward_app superuser'],
  ['become the owner', 'grant homeward_owner to homeward_app'],
  ['read past row security', 'alter role homeward_app bypassrls'],
  ['a new login', `create role thief login password 'x'`],
  ['another password', `alter role homeward_owner password 'x'`],
  ['a function', `create function homeward.hole() returns int language sql as 'select 1'`],
  ['a function of the door', `create function door.hole() returns int language sql as 'select 1'`],
  ['a function in public', `create function public.hole() returns int language sql as 'select 1'`],
  [
    'the door replaced',
    `create or replace function homeward.write(units jsonb) returns jsonb language sql as 'select null::jsonb'`,
  ],
  ['the door given away', 'alter function homeward.write(jsonb) owner to homeward_app'],
  ['the door without its search path', 'alter function homeward.write(jsonb) reset all'],
  ['the door dropped', 'drop function homeward.write(jsonb) cascade'],
  ['a schema', 'create schema hole'],
  ['a table', 'create table homeward.hole (x int)'],
  ['a table in public', 'create table public.hole (x int)'],
  ['a view', 'create view homeward.hole as select 1'],
  ['a type', 'create type homeward.hole as (x int)'],
  ['an extension', 'create extension dblink schema homeward'],
  ['a language', 'create language plpython3u'],
  [
    'an event trigger',
    'create event trigger hole on ddl_command_end execute function suppress_redundant_updates_trigger()',
    ['42501', '42P17'],
  ],
  ['a publication', 'create publication hole for all tables'],
  ['a subscription', `create subscription hole connection 'host=attack.example' publication p`],
  ['a foreign server', 'create foreign data wrapper hole'],
  ['a program', `copy (select 1) to program 'id'`],
  ['the output of a program', `do $$ begin execute 'copy homeward.troubles from program ''id'''; end $$`],
  ['a file of the server', `copy (select 1) to '/tmp/hole'`],
  ['the passwords of the server', `do $$ begin execute 'copy homeward.troubles from ''/etc/passwd'''; end $$`],
  ['a file, read', `select pg_read_file('/etc/passwd')`],
  ['a folder, listed', `select pg_ls_dir('/')`],
  ['a file as a large object', `select lo_import('/etc/passwd')`],
  ['a large object as a file', `select lo_export(1, '/tmp/hole')`],
  ['a setting of the server', `alter system set fsync = off`],
  ['a setting of the database', `alter database {database} set session_replication_role = replica`],
  ['the settings read again', 'select pg_reload_conf()'],
  ['the log turned', 'select pg_rotate_logfile()'],
  ['passwords of the logins', 'select * from pg_authid'],
  ['passwords, the other view', 'select passwd from pg_shadow'],
  [
    'what others are doing, ended',
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'homeward_owner' or backend_type = 'checkpointer'`,
  ],
  ['the statistics reset', 'select pg_stat_reset()'],
  ['a checkpoint', 'checkpoint'],
  ['the database dropped', 'drop database {database}'],
  ['another database', 'create database hole'],
  ['the schema renamed', 'alter schema homeward rename to hole'],
  ['the catalogue', `update pg_proc set prosrc = '' where proname = 'write'`],
  ['constraints off', `update pg_constraint set convalidated = false`],
  ['a migration forged', `insert into homeward.migrations default values`],
  ['the imports', `select homeward.import_institutions('{}', false)`],
  ['the areas', `select homeward.import_areas('[]')`],
];

export async function attackAround(who: Attacker, tally: Tally): Promise<void> {
  const { app, owner } = who.target;
  const [{ database }] = (await owner.query<{ database: string }>('select current_database() as database')).rows as [
    { database: string },
  ];
  for (const [what, asked, codes = [notAllowed]] of around) {
    const sql = asked.replace('{database}', escapeIdentifier(database));
    const answer = await tried(app, sql);
    // ending nobody is no harm: the owner may have no connection at that moment
    const right = answer !== undefined && codes.includes(answer.code);
    if (tally.case(right, () => `${what} (${sql}): ${answer ? said(answer) : 'done'}`))
      tally.note(`${what}: ${said(answer!)}`);
  }
  const { rows } = await owner.query<{ call: string; open: boolean }>(
    `select p.oid::regprocedure::text as call, has_function_privilege('homeward_app', p.oid, 'execute') and has_schema_privilege('homeward_app', n.oid, 'usage') as open
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'door'`,
  );
  for (const { call, open } of rows) tally.case(!open, () => `${call} can be called beside the door`);
  tally.note(`${rows.length} functions behind the door, none of which the application may call`);
  const definers = await owner.query<{ call: string }>(
    `select p.oid::regprocedure::text as call from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('homeward', 'door') and p.prosecdef and not exists (select from unnest(p.proconfig) c where c ~ '^search_path=.*pg_temp$')`,
  );
  tally.case(
    definers.rows.length === 0,
    () => `functions with the owner's rights and an open search path: ${definers.rows.map((r) => r.call).join(', ')}`,
  );
}

/** What an attack left in the database: a mark of every table, to compare before and after. */
import { escapeIdentifier, type Pool } from 'pg';

/** Written by looking, signing in, being refused, or by the worker itself: no effect of an act. */
const beside = [
  'security_log',
  'read_log',
  'attempts',
  'answers',
  'sessions',
  'credentials',
  'heartbeats',
  'troubles',
  'manual_clock',
];

/** Rows and the sum of their transaction ids, by table: an insert, an update and a delete each change it. */
export async function marksOf(owner: Pool): Promise<Map<string, string>> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'homeward'::regnamespace and relkind in ('r', 'p') and relname <> all ($1) order by 1`,
    [beside],
  );
  const one = ({ name }: { name: string }) =>
    `select '${name}' as name, count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) as mark from homeward.${escapeIdentifier(name)}`;
  const { rows } = await owner.query<{ name: string; mark: string }>(tables.map(one).join(' union all '));
  return new Map(rows.map(({ name, mark }) => [name, mark]));
}

/** Names of the tables that differ. */
export const changedIn = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...after].filter(([name, mark]) => before.get(name) !== mark).map(([name]) => name);

/** Runs the query of an indicator and publishes its numbers; rows for who may read them. */
import type { Pool } from 'pg';
import {
  askedSql,
  divisions,
  isCounted,
  movesSql,
  staysSql,
  type Counted,
  type Division,
  type Indicator,
} from './frame';
import { suppressShare, suppressShares, isSmall, type PublishedShare, type Share } from './suppression';

/** What an indicator is asked for; instants in epoch ms, the end of the period exclusive. */
export interface Question {
  /** area prefix; '' is the country */
  area: string;
  since: number;
  till: number;
  asOf: number;
  /** P-11 in days */
  reviewDays: number;
  /** cases of one worker from which P-31 alerts */
  caseload: number;
}

export interface Group extends PublishedShare {
  key: string;
}

/** Numbers of one indicator as they may be published. */
export interface Numbers extends PublishedShare {
  median: number | null;
  p90: number | null;
  /** for a list: whether anybody is on it */
  any: boolean;
  parts: Group[] | null;
  by: Group[] | null;
}

/** One thing counted, without names. */
export interface Item {
  id: string;
  kind: string;
  child: string | null;
  institution: string | null;
  instance: string | null;
  reference: string | null;
  area: string;
  counted: boolean | null;
  value: number | null;
  part: string | null;
  at: Date;
}

const valuesOf = (q: Question): unknown[] => [
  q.area,
  new Date(q.since),
  new Date(q.till),
  new Date(q.asOf),
  q.reviewDays,
  q.caseload,
];

const unitsSql = (
  indicator: Counted,
): string => `with ${askedSql}, ${movesSql}, ${staysSql}, found as (${indicator.sql}),
 units as (select f.* from found f, asked where starts_with(f.area, asked.area))`;

/** years at the as-of date, by the youngest plausible age */
const ageSql = `extract(year from age((asked.as_of at time zone 'Asia/Phnom_Penh')::date, c.birth_to))`;

const keySql: Record<Division, string> = {
  sex: `coalesce(c.sex, 'unknown')`,
  age: `case when c.id is null then 'unknown' when ${ageSql} < 3 then '0-2' when ${ageSql} < 6 then '3-5' when ${ageSql} < 12 then '6-11'
    when ${ageSql} < 15 then '12-14' when ${ageSql} < 18 then '15-17' else '18+' end`,
  disability: `case when c.id is null then 'unknown' when c.disability then 'yes' else 'no' end`,
  province: `left(u.area, 2)`,
  operator: `coalesce(n.operator, 'unknown')`,
  siblings: `case when u.child is null then 'unknown' when exists (select from homeward.sibling_members m where m.child = u.child) then 'yes' else 'no' end`,
};

interface Row extends Share {
  key: string | null;
}

/** SQL: the units that make up the whole. */
const wholeSql = ({ whole }: Counted): string => (whole ? `u.part = '${whole}'` : 'true');

const sharesSql = (
  key: string,
  which: string,
): string => `select ${key} as key, count(*) filter (where u.counted)::int as numerator,
    count(*) filter (where u.counted is not null)::int as denominator
  from asked, units u left join homeward.children c on c.id = u.child left join homeward.institutions n on n.id = u.institution
  where u.counted is not null and ${which} group by 1 order by 1`;

const groupsOf = (rows: Row[]): Group[] => {
  const published = suppressShares(rows);
  return rows.map((row, i) => ({ key: row.key ?? 'unknown', ...published[i]! }));
};

/** Groups in the order in which the indicator names its parts. */
const inOrder = (groups: Group[], keys: readonly string[]): Group[] =>
  groups.toSorted((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key));

/** Counts an indicator as it may be published. Divisions that make no sense for it are left out (null). */
export async function countIndicator(
  pool: Pool,
  indicator: Counted,
  question: Question,
  by?: Division,
): Promise<Numbers> {
  const values = valuesOf(question);
  const { rows } = await pool.query<Share & { values: number; median: number | null; p90: number | null; all: number }>(
    `${unitsSql(indicator)} select count(*)::int as "all", count(*) filter (where counted)::int as numerator,
       count(*) filter (where counted is not null)::int as denominator, count(value)::int as "values",
       percentile_cont(0.5) within group (order by value)::float as median, percentile_cont(0.9) within group (order by value)::float as p90 from units u where ${wholeSql(indicator)}`,
    values,
  );
  const { all, numerator, denominator, values: measured, median, p90 } = rows[0]!;
  if (indicator.shape === 'list') return { ...nothing, any: all > 0 };
  const grouped = async (key: string, which: string) =>
    groupsOf((await pool.query<Row>(`${unitsSql(indicator)} ${sharesSql(key, which)}`, values)).rows);
  const isQuiet = indicator.shape !== 'quantiles' || isSmall(measured);
  const parts = indicator.parts ? inOrder(await grouped('u.part', 'true'), Object.keys(indicator.parts)) : null;
  const whole = suppressShare({ numerator, denominator });
  return {
    ...whole,
    value: indicator.ratio ? ratioOf(parts ?? [], indicator.ratio) : whole.value,
    ...(isSmall(measured) && { suppressed: true }),
    median: isQuiet ? null : rounded(median),
    p90: isQuiet ? null : rounded(p90),
    any: all > 0,
    parts,
    by: by && indicator.divisions.includes(by) ? await grouped(keySql[by], wholeSql(indicator)) : null,
  };
}

const nothing: Numbers = {
  numerator: null,
  denominator: null,
  value: null,
  suppressed: false,
  median: null,
  p90: null,
  any: false,
  parts: null,
  by: null,
};

/** Share of one part over the share of another; null where either is hidden or nothing. */
function ratioOf(parts: Group[], [one, other]: readonly [string, string]): number | null {
  const share = (key: string) => parts.find((part) => part.key === key)?.value ?? null;
  const [above, below] = [share(one), share(other)];
  return above === null || !below ? null : Math.round((above / below) * 100) / 100;
}

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);

/** Which rows of an indicator a person may be shown. */
export interface Reach {
  /** SQL over `u` (the rows), numbered from `$first`, with its values */
  condition(first: number): { sql: string; values: unknown[] };
  after?: [at: string, id: string];
  limit: number;
}

/** The rows behind the numbers, the newest first, one more than `limit`. */
export async function listUnits(
  pool: Pool,
  indicator: Indicator,
  question: Question,
  reach: Reach,
  numeratorOnly: boolean,
): Promise<Item[]> {
  if (!isCounted(indicator)) return [];
  const values = valuesOf(question);
  const { sql, values: more } = reach.condition(values.length + 1);
  values.push(...more);
  const bind = (value: unknown) => `$${values.push(value)}`;
  const after =
    reach.after && `and (u.at, u.id) < (${bind(reach.after[0])}::timestamptz, ${bind(reach.after[1])}::uuid)`;
  const { rows } = await pool.query<Item>(
    `${unitsSql(indicator)} select u.id, u.kind, u.child, u.institution, u.instance, i.reference, u.area, u.counted, u.value::float as value, u.part,
       date_trunc('milliseconds', u.at) as at
     from (select id, kind, child, institution, instance, area, counted, value, part, date_trunc('milliseconds', at) as at from units) u
     left join homeward.instances i on i.id = u.instance
     where ${sql} ${numeratorOnly ? 'and u.counted' : ''} ${after ?? ''} order by u.at desc, u.id desc limit ${reach.limit + 1}`,
    values,
  );
  return rows;
}

export { divisions };

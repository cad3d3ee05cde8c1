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
  type IndicatorId,
} from './frame';
import { suppressMix, suppressShare, suppressShares, isSmall, type PublishedShare, type Share } from './suppression';

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

/** One question for all: what they share (where children were, the stays with a family) is found once. */
const unitsSql = (counted: readonly Counted[]): string => `with ${askedSql}, ${movesSql}, ${staysSql},
 found as (${counted.map((one) => `select '${one.id}'::text as indicator, ${wholeSql(one)} as whole, u.* from (${one.sql}) u`).join(' union all ')}),
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

/** SQL: the units that make up the whole. */
const wholeSql = ({ whole }: Counted): string => (whole ? `coalesce(u.part = '${whole}', false)` : 'true');

interface Row extends Share {
  indicator: string;
  /** `all` of it, its own `part`s, or the groups of the division asked for (`by`) */
  level: 'all' | 'part' | 'by';
  key: string | null;
  values: number;
  median: number | null;
  p90: number | null;
}

const totalsSql = `select indicator, 'all' as level, null as key, count(*) filter (where counted)::int as numerator,
    count(counted)::int as denominator, count(value)::int as values,
    percentile_cont(0.5) within group (order by value)::float as median, percentile_cont(0.9) within group (order by value)::float as p90
  from units where whole group by indicator`;

const sharesSql = (level: 'part' | 'by', key: string, about: string, which: string): string =>
  `select u.indicator, '${level}', ${key}, count(*) filter (where u.counted)::int, count(*)::int, null, null, null
  from asked, units u ${about} where u.counted is not null and ${which} group by 1, 3`;

const joined =
  'left join homeward.children c on c.id = u.child left join homeward.institutions n on n.id = u.institution';

const groupsOf = (rows: Row[], suppress = suppressShares): Group[] => {
  const published = suppress(rows);
  return rows.map((row, i) => ({ key: row.key ?? 'unknown', ...published[i]! }));
};

/** Groups in the order in which the indicator names its parts. */
const inOrder = (groups: Group[], keys: readonly string[]): Group[] =>
  groups.toSorted((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key));

/** Counts one indicator as it may be published. */
export async function countIndicator(
  pool: Pool,
  indicator: Counted,
  question: Question,
  by?: Division,
): Promise<Numbers> {
  return (await countIndicators(pool, [indicator], question, by)).get(indicator.id)!;
}

/** Counts indicators as they may be published, by id. Divisions that make no sense for one are left out (null). */
export async function countIndicators(
  pool: Pool,
  counted: readonly Counted[],
  question: Question,
  by?: Division,
): Promise<Map<IndicatorId, Numbers>> {
  const levels = [
    totalsSql,
    sharesSql('part', 'u.part', '', 'true'),
    ...(by ? [sharesSql('by', keySql[by], joined, 'u.whole')] : []),
  ];
  const { rows } = await pool.query<Row>(
    `${unitsSql(counted)} ${levels.join(' union all ')} order by indicator, level, key`,
    valuesOf(question),
  );
  return new Map(
    counted.map((one) => {
      const own = rows.filter(({ indicator }) => indicator === one.id);
      return [one.id, numbersOf(one, own, by)];
    }),
  );
}

function numbersOf(indicator: Counted, rows: Row[], by?: Division): Numbers {
  const total = rows.find(({ level }) => level === 'all');
  if (indicator.shape === 'list') return { ...nothing, any: total !== undefined };
  const { numerator = 0, denominator = 0, values = 0, median = null, p90 = null } = total ?? {};
  const grouped = (level: Row['level'], suppress = suppressShares) =>
    groupsOf(
      rows.filter((row) => row.level === level),
      suppress,
    );
  const isQuiet = indicator.shape !== 'quantiles' || isSmall(values);
  const parts = indicator.parts
    ? inOrder(grouped('part', indicator.mix && suppressMix), Object.keys(indicator.parts))
    : null;
  const whole = suppressShare({ numerator, denominator });
  return {
    ...whole,
    value: indicator.ratio ? ratioOf(parts ?? [], indicator.ratio) : whole.value,
    ...(isSmall(values) && { suppressed: true }),
    median: isQuiet ? null : rounded(median),
    p90: isQuiet ? null : rounded(p90),
    any: total !== undefined,
    parts,
    by: by && indicator.divisions.includes(by) ? grouped('by') : null,
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
    `${unitsSql([indicator])} select u.id, u.kind, u.child, u.institution, u.instance, i.reference, u.area, u.counted, u.value::float as value, u.part,
       date_trunc('milliseconds', u.at) as at
     from (select id, kind, child, institution, instance, area, counted, value, part, date_trunc('milliseconds', at) as at from units) u
     left join homeward.instances i on i.id = u.instance
     where ${sql} ${numeratorOnly ? 'and u.counted' : ''} ${after ?? ''} order by u.at desc, u.id desc limit ${reach.limit + 1}`,
    values,
  );
  return rows;
}

export { divisions };

/** What every indicator is made of, and how its numbers come about. */
import type { Text } from '../../workflows/workflow';

/** Ways to divide the counts of an indicator. */
export const divisions = ['sex', 'age', 'disability', 'province', 'operator', 'siblings'] as const;
export type Division = (typeof divisions)[number];

/** `I-01` to `I-28` of domain C. */
export type IndicatorId = `I-${number}`;

/**
 * `share`: numerator of a denominator. `quantiles`: median and 90th percentile of a value, beside a share where there is one.
 * `list`: never a number, a list of those concerned.
 */
export type Shape = 'share' | 'quantiles' | 'list';

interface Common {
  id: IndicatorId;
  title: Text;
  /** the formula in words */
  definition: Text;
  shape: Shape;
}

/** Facts do not exist yet: an entry with its reason, until its query replaces it. */
export interface Awaited extends Common {
  awaits: Text;
}

/**
 * An indicator with its query. The query selects one row for each thing counted, from `asked` (area, since, till, as_of,
 * review_days, caseload) and the tables:
 * `id`, `kind` (child, instance, institution, task, person, group), `child`, `institution`, `instance`, `area`,
 * `counted` (boolean: in the numerator; null: not in the share), `value` (number or null), `part` (key of `parts` or null), `at`.
 */
export interface Counted extends Common {
  sql: string;
  /** what the value is counted in */
  unit?: Text;
  /** groups that belong to the indicator itself */
  parts?: Record<string, Text>;
  /** the value is the share of the first part over the share of the second */
  ratio?: readonly [string, string];
  /** divisions that make sense for it; all where children are counted */
  divisions: readonly Division[];
  /** true: state at the as-of date; false: what happened in the period */
  state: boolean;
}

export type Indicator = Counted | Awaited;
export const isCounted = (indicator: Indicator): indicator is Counted => 'sql' in indicator;

/** Columns that the queries share: what was asked, as one row. */
export const askedSql = `asked as (select $1::text as area, $2::timestamptz as since, $3::timestamptz as till, $4::timestamptz as as_of,
  $5::int as review_days, $6::int as caseload)`;

/**
 * Where children were and are: one row for each fact about a child's place until the as-of date, corrected ones left out,
 * merged records as one child. `place`: the residential institution, null elsewhere; `before` and `after` likewise.
 */
export const movesSql = `places as (select coalesce(c.merged_into, c.id) as child, f.id as fact, f.kind, f.at, f.recorded_at, f.seq,
    case when f.kind in ('presence', 'arrival') and homeward.residential_kind(n.kind) then n.id end as place
  from asked, homeward.facts f join homeward.children c on c.id = f.child left join homeward.institutions n on n.id = f.institution
  where f.at <= asked.as_of and (f.kind in ('presence', 'arrival') and f.institution is not null or f.kind in ('departure', 'placedInFamily', 'death'))
    and not exists (select from homeward.facts x where x.corrects = f.id)),
 moves as (select p.*, lag(place) over w as before, lead(place) over w as after, lead(at) over w as after_at,
    row_number() over (partition by child order by at desc, recorded_at desc, seq desc) as newest
  from places p window w as (partition by child order by at, recorded_at, seq)),
 present as (select m.child, m.place as institution, m.at, n.area, n.operator from moves m join homeward.institutions n on n.id = m.place where m.newest = 1),
 entries as (select m.child, m.fact, m.place as institution, m.at, n.area from moves m join homeward.institutions n on n.id = m.place
  where m.place is not null and m.place is distinct from m.before),
 exits as (select m.child, m.fact, m.before as institution, m.at, n.area,
    coalesce(m.place, case when m.after_at < m.at + interval '30 days' then m.after end) as next
  from moves m join homeward.institutions n on n.id = m.before where m.place is distinct from m.before)`;

/** SQL: does an authority of one of the kinds cover a child at an institution at an instant? */
export const coveredSql = (child: string, institution: string, at: string, kinds?: readonly string[]): string =>
  `exists (select from homeward.authorities a where a.child = any (homeward.records_of(${child})) and a.institution = ${institution}
    and a.granted_at <= ${at} and a.valid_from <= ${at} and a.valid_until > ${at} and (a.status in ('awaiting', 'inForce') or a.changed_at > ${at})
    ${kinds ? `and a.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})` : ''})`;

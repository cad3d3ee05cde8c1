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
  /** the parts are what the whole falls into: each is shown as its share of the whole, not as a share of itself */
  mix?: true;
  /** the part that stands for the whole, where the same things are counted in several parts */
  whole?: string;
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
    case when f.kind in ('presence', 'arrival') and (homeward.residential_kind(n.kind) or n.ever_residential) then n.id end as place
  from asked, homeward.facts f join homeward.children c on c.id = f.child left join homeward.institutions n on n.id = f.institution
  where f.at <= asked.as_of and (f.kind in ('presence', 'arrival') and f.institution is not null or f.kind in ('departure', 'placedInFamily', 'death'))
    and not exists (select from homeward.facts x where x.corrects = f.id)),
 moves as (select p.*, lag(place) over w as before, lead(place) over w as after, lead(at) over w as after_at
  from places p window w as (partition by child order by at, recorded_at, seq)),
 present as (select m.child, m.place as institution, m.at, n.area, n.operator from (select distinct on (child) * from moves order by child, at desc, recorded_at desc, seq desc) m
  join homeward.institutions n on n.id = m.place),
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

/** SQL: the case is no secret now; a figure that counted one would tell of it. */
export const openlyKnown = (instance: string): string =>
  `not exists (select from homeward.secrets x where x.instance = ${instance} and x.until_at is null)`;

/** The time zone of dates. */
const zone = `at time zone 'Asia/Phnom_Penh'`;
export const dateSql = (instant: string): string => `(${instant} ${zone})::date`;
/** SQL: the instant at which a date begins. */
export const startSql = (date: string): string => `(${date}::timestamp ${zone})`;

/** SQL: the lines `j` of cases `w` on the way home in which an event was recorded until the as-of date; corrected ones are left out. */
const linesSql = (...events: readonly string[]): string =>
  `asked, homeward.journal j join homeward.instances w on w.id = j.stream and ${isWay}
  where j.kind = 'event' and j.at <= asked.as_of and ${named(events)}
    and not exists (select from homeward.corrections x where x.stream = j.stream and x.line = j.seq)`;
/** Found by the index `journal_said`, whose events are those named in this folder: there are many lines. */
const named = (events: readonly string[]): string =>
  `(j.entry::jsonb ->> 'event') in (${events.map((event) => `'${event}'`).join(', ')})`;
const isWay = `w.workflow = 'family-reintegration'`;

/** SQL: what such lines say, as `said (instance, seq, at, data)`; those whose content retention has removed are left out. */
const saidSql = (...events: readonly string[]): string =>
  `select l.*, c.body::jsonb -> 'data' as data from (select j.stream as instance, j.seq, j.at from ${linesSql(...events)}) l
    join homeward.contents c on c.stream = l.instance and c.seq = l.seq where c.body is not null`;
/** SQL: the first of such lines after another one, of the same case. */
const nextSql = (event: string, at: string): string =>
  `(select ${at} from (${saidSql(event)}) said where said.instance = j.stream and said.seq > j.seq order by said.seq limit 1)`;

/**
 * Children on the way home: `ways`, the cases; `stays`, one row for each stay with a family until the as-of date, with the day
 * it began, the day it broke down and the instant its case was closed; `sightings`, the days on which a child was seen in person
 * and that were recorded within a week; `concerns`, when a safety concern was raised, reported to the authority and closed, and
 * `absent`, when a child was missing and found. What a concern says is not read.
 */
export const staysSql = `ways as (select w.* from homeward.instances w where ${isWay}),
 breakdowns as (select instance, at, coalesce((data ->> 'on')::date, ${dateSql('at')}) as broken_on from (${saidSql('breakdown.recorded')}) said),
 planned as (select v.instance, split_part(v.key, '/', 1) as no, (array_agg(v.id order by v.due_at, v.id))[1] as id, min(v.planned_at) as planned_at,
    (array_agg(coalesce(c.merged_into, c.id)) filter (where c.id is not null))[1] as child,
    bool_or(v.reason = 'brokenDown') or not bool_or(v.status = 'planned') as may_be_broken,
    coalesce(min(case when v.step ~ '^D[+]\\d+$' then v.due_on - substr(v.step, 3)::int end), min(v.due_on)) as placed_on
    from asked, homeward.visits v left join homeward.children c on c.id = v.child where v.task <> 'welfareCheck' and v.planned_at <= asked.as_of group by 1, 2),
 stays as (select s.*, w.area, b.at as broken_at, b.broken_on, case when w.status = 'closed' and w.changed_at <= asked.as_of then w.changed_at end as closed_at, w.outcome
  from planned s join ways w on w.id = s.instance left join (select distinct on (p.id) p.id, b.at, b.broken_on from planned p join breakdowns b on b.instance = p.instance
      and b.at >= p.planned_at where p.may_be_broken order by p.id, b.at) b on b.id = s.id, asked),
 living as (select s.* from stays s where s.broken_at is null and s.closed_at is null),
 sightings as (select v.instance, v.made_on as seen_on, v.entered_at as recorded_at from homeward.visits v, asked where v.made_on is not null and v.task <> 'followUpCall' and v.entered_at <= asked.as_of
  union all select instance, (data ->> 'visitOn')::date, at from (${saidSql('visit.recorded', 'reassessment.submitted')}) said
  where data ->> 'contactType' = 'inPerson' and (data ->> 'childSeen')::boolean and ${dateSql('at')} - (data ->> 'visitOn')::date between 0 and 7),
 form_two as (select distinct on (instance) instance, at, data -> 'child' as child from (${saidSql('form2.submitted')}) said order by instance, seq),
 form_six as (select distinct on (instance) instance, at, data -> 'child' as child, data -> 'family' as family from (${saidSql('closing.proposed')}) said order by instance, seq desc),
 contacts as (select instance, (data ->> 'on')::date as contact_on from (${saidSql('contact.recorded')}) said where (data ->> 'successful')::boolean),
 concerns as (select j.stream as instance, least(j.at, (j.entry::jsonb ->> 'captured')::timestamptz) as at,
    ${nextSql('safety.reported', `(data ->> 'at')::timestamptz`)} as reported_at, ${nextSql('safety.closed', 'at')} as closed_at
  from ${linesSql('safety.concernRaised')}),
 absent as (select j.stream as instance, j.at, ${nextSql('child.found', 'at')} as found_at from ${linesSql('child.missing')}),
 reached as (select distinct instance from (${saidSql('family.found')}) said),
 sibling_contacts as (select instance, (data ->> 'visitOn')::date as contact_on from (${saidSql('visit.recorded')}) said where (data ->> 'siblingContact')::boolean)`;

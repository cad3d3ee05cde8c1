/** Indicators about children who went home: were they seen, in time, and did the stay with the family last? */
import { dateSql, divisions, startSql, type Counted } from './frame';
import { measures, partTexts, texts } from './texts';
import { hoursBetween, inPeriod, unit } from './units';

const aboutChildren = { divisions } as const;
const stay = { id: 's.id', kind: 'child', child: 's.child', instance: 's.instance', area: 's.area' } as const;
const today = dateSql('asked.as_of');
const isKnown = (at: string): string => `(${at} is not null and ${at} <= asked.as_of)`;

/** The date so many months after a stay began, and the instant at which that day is over. */
const mark = (months: number): string => `(s.placed_on + interval '${months} months')::date`;
const over = (months: number): string => startSql(`(${mark(months)} + 1)`);
const reached = (months: number): string => `(${inPeriod(over(months))} and ${over(months)} <= asked.as_of)`;

/** A visit that fell due: one that was cancelled only after its day counts all the same. */
const fellDue = `(v.due_at <= asked.as_of and (v.status <> 'cancelled' or v.closed_at >= v.due_at))`;
/** The visit of the schedule that lies nearest to six months. */
const sixMonthVisit = `(select v.status, v.entered_at from homeward.visits v where v.instance = s.instance and split_part(v.key, '/', 1) = s.no
    and v.task = 'followUpVisit' and ${fellDue} and abs(v.due_on - ${mark(6)}) <= 14 order by abs(v.due_on - ${mark(6)}), v.due_on limit 1)`;
/** Lost and withdrawn cases stay in the whole: they are no way out of being counted. */
const leftBefore = `(s.broken_on <= ${mark(6)} or s.closed_at < ${over(6)} and s.outcome not in ('LOST_TO_FOLLOW_UP', 'WITHDRAWN_BY_FAMILY'))`;

const brokenWithin = (months: number, part: string): string =>
  `select ${unit({
    ...stay,
    counted: `coalesce(s.broken_on <= ${mark(months)}, false)`,
    part: `'${part}'`,
    at: over(months),
  })} from stays s, asked where ${reached(months)}`;

const age = `(v.due_on - s.placed_on)`;

export const returns: Counted[] = [
  {
    id: 'I-05',
    ...texts['I-05'],
    ...aboutChildren,
    shape: 'share',
    state: false,
    sql: `select ${unit({
      ...stay,
      counted: `coalesce(m.status in ('made', 'late') and ${isKnown('m.entered_at')}, false)`,
      at: over(6),
    })} from stays s cross join asked left join lateral ${sixMonthVisit} m on true where ${reached(6)} and ${leftBefore} is not true`,
  },
  {
    id: 'I-06',
    ...texts['I-06'],
    ...aboutChildren,
    shape: 'share',
    state: true,
    sql: `select ${unit({
      ...stay,
      counted: `(s.placed_on < ${today} - 60 and s.instance not in (select x.instance from sightings x, asked where x.recorded_at > asked.as_of - interval '61 days'
        and x.seen_on > ${today} - 60 and x.seen_on <= ${today}))`,
      at: startSql('s.placed_on'),
    })} from living s, asked`,
  },
  {
    id: 'I-07',
    ...texts['I-07'],
    ...aboutChildren,
    shape: 'share',
    state: false,
    parts: { sixMonths: partTexts.sixMonths, twelveMonths: partTexts.twelveMonths },
    whole: 'twelveMonths',
    sql: `${brokenWithin(6, 'sixMonths')} union all ${brokenWithin(12, 'twelveMonths')}`,
  },
  {
    id: 'I-10',
    ...texts['I-10'],
    ...aboutChildren,
    shape: 'quantiles',
    state: false,
    unit: measures.daysAfter,
    parts: {
      week1: partTexts.week1,
      month1: partTexts.month1,
      month3: partTexts.month3,
      month6: partTexts.month6,
      year1: partTexts.year1,
      later: partTexts.later,
    },
    sql: `select ${unit({
      id: 'v.id',
      kind: 'child',
      child: 's.child',
      instance: 'v.instance',
      area: 'v.area',
      counted: `(v.status = 'made' and ${isKnown('v.entered_at')})`,
      value: `case when ${isKnown('v.entered_at')} then v.days_late end`,
      part: `case when ${age} <= 7 then 'week1' when ${age} <= 31 then 'month1' when ${age} <= 92 then 'month3' when ${age} <= 184 then 'month6'
        when ${age} <= 366 then 'year1' else 'later' end`,
      at: 'v.due_at',
    })} from homeward.visits v join stays s on s.instance = v.instance and s.no = split_part(v.key, '/', 1), asked
    where v.task = 'followUpVisit' and v.reason is distinct from 'beforeImport' and ${inPeriod('v.due_at')} and ${fellDue}`,
  },
];

const sumOf = (scores: string): string =>
  `(select sum(x.value::int) from jsonb_each_text(${scores}) x where x.value is not null)`;

/** Indicators about what was written down on the way: scores, and contacts with the family. */
export const ways: Counted[] = [
  {
    id: 'I-24',
    ...texts['I-24'],
    ...aboutChildren,
    shape: 'quantiles',
    state: false,
    unit: measures.points,
    sql: `select ${unit({
      id: 'w.id',
      kind: 'child',
      child: 'c.id',
      instance: 'w.id',
      area: 'w.area',
      counted: `not exists (select from jsonb_each_text(f.child || f.family) x where x.value::int < 3)`,
      value: `${sumOf('f.child')} - ${sumOf('e.child')}`,
      at: 'w.changed_at',
    })} from ways w join form_six f on f.instance = w.id left join form_two e on e.instance = w.id
      join homeward.subjects s on s.instance = w.id and s.kind = 'child' join homeward.children o on o.id = s.subject
      join homeward.children c on c.id = coalesce(o.merged_into, o.id), asked
    where w.status = 'closed' and w.outcome = 'CLOSED_SUSTAINED' and ${inPeriod('w.changed_at')} and w.changed_at <= asked.as_of`,
  },
  {
    id: 'I-26',
    ...texts['I-26'],
    ...aboutChildren,
    shape: 'share',
    state: true,
    sql: `select distinct on (p.child) ${unit({
      id: 'p.child',
      kind: 'child',
      child: 'p.child',
      institution: 'p.institution',
      instance: 'w.id',
      area: 'p.area',
      counted: `w.id in (select k.instance from contacts k, asked where k.contact_on > ${today} - 90 and k.contact_on <= ${today})`,
      at: 'p.at',
    })} from ways w join reached r on r.instance = w.id join homeward.subjects s on s.instance = w.id and s.kind = 'child'
      join homeward.children o on o.id = s.subject join present p on p.child = coalesce(o.merged_into, o.id), asked where w.status = 'open' or w.changed_at > asked.as_of order by p.child, w.opened_at desc`,
  },
];

const about = {
  id: 'k.instance',
  kind: 'child',
  child: 's.subject',
  instance: 'k.instance',
  area: 'w.area',
  at: 'k.at',
} as const;
const caseOf = `join ways w on w.id = k.instance left join homeward.subjects s on s.instance = k.instance and s.kind = 'child', asked where ${inPeriod('k.at')}`;
const waited = `case when k.reported_at is not null then greatest(${hoursBetween('k.at', 'k.reported_at')}, 0) end`;

/** SQL: safety concerns on the way home, each with the hours until the authority knew; one that waits longer than the law allows counts as late. */
export const concernsSql = `select ${unit({
  ...about,
  counted: `case when k.reported_at is not null then ${waited} <= 48 when k.at < asked.as_of - interval '48 hours' then false end`,
  value: waited,
})} from concerns k ${caseOf}`;

/** SQL: safety concerns and missing children on the way home, and whether they are over. */
export const troublesSql = `select ${unit({ ...about, counted: 'k.closed_at is not null', part: `'safetyConcern'` })} from concerns k ${caseOf}
  union all select ${unit({ ...about, counted: 'k.found_at is not null', part: `'missing'` })} from absent k ${caseOf}`;

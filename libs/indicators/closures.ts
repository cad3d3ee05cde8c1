/** Indicators about closures and inspections of institutions. */
import { dateSql, divisions, type Counted } from './frame';
import { measures, partTexts, texts } from './texts';
import { inPeriod, unit } from './units';

/** Full inspections, by a team, that were not corrected, until the as-of date: what they found, and whether they were announced. */
const inspected = `select f.id, f.at, n.id as institution, n.area, (f.detail ->> 'announced')::boolean as announced,
    (f.detail ->> 'found')::int as found, (f.detail ->> 'authorised')::int as authorised, f.instance
  from homeward.facts f join homeward.institutions n on n.id = f.institution, asked
  where f.kind = 'inspection' and homeward.residential_kind(n.kind) and f.at <= asked.as_of
    and f.instance is not null and not exists (select from homeward.facts x where x.corrects = f.id)`;
const lastYear = `x.at > asked.as_of - interval '12 months'`;

/** The newest order of the ladder of sanctions for each institution, until an inspection finds all corrected, or it is closed. */
const sanctioned = `select distinct on (s.subject) s.subject, i.id, n.area, j.at, c.body::jsonb #>> '{data,rung}' as rung
  from asked, homeward.instances i join homeward.subjects s on s.instance = i.id and s.kind = 'institution' join homeward.institutions n on n.id = s.subject
    join homeward.journal j on j.stream = i.id and j.kind = 'event' and j.entry::jsonb ->> 'event' = 'sanction.ordered'
    join homeward.contents c on c.stream = j.stream and c.seq = j.seq and c.body is not null
  where i.workflow = 'inspection' and j.at <= asked.as_of and not (n.standing = 'closed' and n.standing_since <= asked.as_of)
    and not exists (select from homeward.subjects x join homeward.instances e on e.id = x.instance and e.workflow = 'inspection'
      where x.kind = 'institution' and x.subject = s.subject and e.outcome in ('COMPLIANT', 'INSTITUTION_CLOSED') and e.changed_at between j.at and asked.as_of)
  order by s.subject, j.at desc, j.seq desc`;

export const inspections: Counted[] = [
  {
    id: 'I-16',
    ...texts['I-16'],
    shape: 'share',
    state: true,
    divisions: ['province', 'operator'],
    parts: { inspected: partTexts.inspected, unannounced: partTexts.unannounced },
    whole: 'inspected',
    sql: `select ${unit({
      id: 'n.id',
      kind: 'institution',
      institution: 'n.id',
      area: 'n.area',
      counted: `(coalesce(n.last_inspection > ${dateSql("(asked.as_of - interval '12 months')")} and n.last_inspection <= ${dateSql('asked.as_of')}, false)
        or exists (select from (${inspected}) x where x.institution = n.id and ${lastYear}))`,
      part: `'inspected'`,
      at: 'n.registered_at',
    })} from homeward.institutions n, asked where homeward.residential_kind(n.kind) and n.standing not in ('closed', 'unauthorised') and n.registered_at <= asked.as_of
    union all
    select ${unit({
      id: 'x.id',
      kind: 'institution',
      institution: 'x.institution',
      instance: 'x.instance',
      area: 'x.area',
      counted: 'not x.announced',
      part: `'unannounced'`,
      at: 'x.at',
    })} from (${inspected}) x, asked where x.announced is not null and ${lastYear}`,
  },
  {
    id: 'I-17',
    ...texts['I-17'],
    shape: 'quantiles',
    state: false,
    divisions: ['province', 'operator'],
    unit: measures.percent,
    sql: `select ${unit({
      id: 'x.id',
      kind: 'institution',
      institution: 'x.institution',
      instance: 'x.instance',
      area: 'x.area',
      counted: 'x.found <> x.authorised',
      value: 'case when x.found > 0 then 100.0 * abs(x.found - x.authorised) / x.found end',
      at: 'x.at',
    })} from (${inspected}) x, asked where x.found is not null and x.authorised is not null and ${inPeriod('x.at')}`,
  },
  {
    id: 'I-18',
    ...texts['I-18'],
    shape: 'share',
    state: false,
    divisions: ['province', 'operator'],
    parts: {
      actions: partTexts.actions,
      warning: partTexts.warning,
      suspension: partTexts.suspension,
      closure: partTexts.closure,
    },
    whole: 'actions',
    sql: `select ${unit({
      id: 'v.id',
      kind: 'institution',
      institution: 's.subject',
      instance: 'i.id',
      area: 'i.area',
      counted: `(v.status = 'made' and v.entered_at <= asked.as_of)`,
      part: `'actions'`,
      at: 'v.due_at',
    })} from homeward.visits v join homeward.instances i on i.id = v.instance and i.workflow = 'inspection'
      join homeward.subjects s on s.instance = i.id and s.kind = 'institution', asked
    where ${inPeriod('v.due_at')} and v.due_at <= asked.as_of and (v.status <> 'cancelled' or v.closed_at >= v.due_at)
    union all
    select ${unit({
      id: 'r.subject',
      kind: 'institution',
      institution: 'r.subject',
      instance: 'r.id',
      area: 'r.area',
      counted: 'true',
      part: 'r.rung',
      at: 'r.at',
    })} from (${sanctioned}) r`,
  },
];

/** Sealed rows of closures whose order was not withdrawn, each child once, as far as they stood at the as-of date. */
const counted = `select c.instance, coalesce(k.merged_into, k.id) as child, c.institution, n.area, c.sealed_at, c.lost,
    case when c.accounted_on <= ${dateSql('asked.as_of')} then c.accounted end as accounted, c.verified_at <= asked.as_of as verified
  from asked, homeward.census c join homeward.institutions n on n.id = c.institution join homeward.children k on k.id = c.child
    join homeward.instances i on i.id = c.instance
  where c.sealed_at <= asked.as_of and i.outcome is distinct from 'ORDER_WITHDRAWN'`;
const row = {
  id: 'x.child',
  kind: 'child',
  child: 'x.child',
  institution: 'x.institution',
  instance: 'x.instance',
  area: 'x.area',
  at: 'x.sealed_at',
} as const;

export const closures: Counted[] = [
  {
    id: 'I-19',
    ...texts['I-19'],
    divisions,
    shape: 'share',
    state: true,
    sql: `select ${unit({
      ...row,
      counted: '(x.accounted is not null and coalesce(x.verified, false) and not x.lost)',
    })} from (${counted}) x`,
  },
  {
    id: 'I-20',
    ...texts['I-20'],
    divisions,
    shape: 'share',
    state: true,
    mix: true,
    parts: {
      home: partTexts.home,
      kin: partTexts.kin,
      foster: partTexts.foster,
      independent: partTexts.independent,
      byDecision: partTexts.byDecision,
      died: partTexts.death,
      unknown: partTexts.notKnown,
    },
    sql: `select ${unit({
      ...row,
      counted: '(x.accounted is not null and not x.lost)',
      part: `case when x.lost then 'unknown' else coalesce(x.accounted, 'unknown') end`,
    })} from (${counted}) x`,
  },
];

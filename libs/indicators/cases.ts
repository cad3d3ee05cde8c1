/** Indicators about requests, decisions, tasks, reports and records. */
import { coveredSql, divisions, openlyKnown, type Counted } from './frame';
import { concernsSql, troublesSql } from './returns';
import { measures, partTexts, texts } from './texts';
import { daysBetween, hoursBetween, inPeriod, unit } from './units';

const aboutChildren = { divisions } as const;
const decided = `('REFUSED_FAMILY_SUPPORT', 'REFUSED_ALTERNATIVE_CARE', 'APPROVED_TIME_LIMITED')`;
const submitted = `(select max(j.at) from homeward.journal j where j.stream = d.instance and j.seq <= d.seq and j.kind = 'event'
  and j.entry::jsonb ->> 'event' = 'request.submitted')`;
const placeOf = (instance: string) =>
  `(select s.subject from homeward.subjects s where s.instance = ${instance} and s.kind = 'institution' limit 1)`;

const isOpen = '(t.opened_at <= asked.as_of and (t.closed_at is null or t.closed_at > asked.as_of))';
/** The window of a visit has opened; another task has none. */
const hasBegun = '(t.opens_at is null or t.opens_at <= asked.as_of)';
const overdue = 't.due_at <= asked.as_of';
/** The highest rung of each open task until the as-of date. */
const climbed = `select t.id, (array['ministry', 'province', 'supervisor', 'worker'])[min(array_position(array['ministry', 'province', 'supervisor', 'worker'], a.rung))] as rung
  from asked, homeward.tasks t join homeward.alerts a on a.about = coalesce(t.instance, t.incident, t.id) and a.task = t.id where ${isOpen} and a.fired_at <= asked.as_of and a.rung in ('worker', 'supervisor', 'province', 'ministry') group by t.id`;

const reviewed = `greatest(a.valid_from, coalesce((select max(j.at) from homeward.journal j where j.stream = a.instance and j.kind = 'event'
  and j.at <= asked.as_of and j.entry::jsonb ->> 'event' like 'review.%'), a.valid_from)) > asked.as_of - make_interval(days => asked.review_days)`;
const inCare = `(exists (select from homeward.authorities a where a.child = any (homeward.records_of(c.id))) or c.id in (select m.child from moves m where m.place is not null))`;

const decisions: Counted[] = [
  {
    id: 'I-03',
    ...texts['I-03'],
    ...aboutChildren,
    shape: 'share',
    state: false,
    sql: `select ${unit({
      id: 'd.child',
      kind: 'child',
      child: 'd.child',
      institution: placeOf('d.instance'),
      instance: 'd.instance',
      area: 'i.area',
      counted: `d.outcome like 'REFUSED%'`,
      at: 'd.at',
    })} from (select distinct on (o.instance, o.child) o.* from homeward.outcomes o, asked where ${inPeriod('o.at')} order by o.instance, o.child, o.at desc, o.seq desc) d
    join homeward.instances i on i.id = d.instance where d.outcome in ${decided}`,
  },
  {
    id: 'I-14',
    ...texts['I-14'],
    shape: 'quantiles',
    state: false,
    divisions: ['province'],
    unit: measures.days,
    sql: `select ${unit({
      id: 'd.instance',
      kind: 'instance',
      instance: 'd.instance',
      area: 'i.area',
      value: daysBetween(submitted, 'd.at'),
      at: 'd.at',
    })} from (select distinct o.instance, o.seq, o.at from homeward.outcomes o, asked where ${inPeriod('o.at')} and o.outcome in ${decided}) d
    join homeward.instances i on i.id = d.instance
    union all
    select ${unit({
      id: 'a.id',
      kind: 'child',
      child: 'a.child',
      institution: 'a.institution',
      instance: 'a.instance',
      area: 'i.area',
      counted: `exists (select from homeward.outcomes o where o.instance = a.instance and o.child = a.child and o.at >= a.granted_at
        and o.at <= a.valid_from + interval '72 hours')`,
      at: 'a.granted_at',
    })} from homeward.authorities a join homeward.instances i on i.id = a.instance, asked where a.kind = 'emergency' and ${inPeriod('a.granted_at')}`,
  },
];

const duties: Counted[] = [
  {
    id: 'I-11',
    ...texts['I-11'],
    shape: 'quantiles',
    state: true,
    divisions: ['province'],
    unit: measures.daysLate,
    parts: {
      none: partTexts.none,
      worker: partTexts.worker,
      supervisor: partTexts.supervisor,
      province: partTexts.province,
      ministry: partTexts.ministry,
    },
    sql: `select ${unit({
      id: 't.id',
      kind: 'task',
      child: 'n.child',
      instance: 't.instance',
      area: 'coalesce(i.area, n.area, t.area)',
      counted: overdue,
      value: `case when ${overdue} then ${daysBetween('t.due_at', 'asked.as_of')} end`,
      part: `coalesce(r.rung, 'none')`,
      at: 't.due_at',
    })} from homeward.tasks t left join homeward.instances i on i.id = t.instance left join homeward.incidents n on n.id = t.incident
      left join (${climbed}) r on r.id = t.id, asked where ${isOpen} and ${hasBegun} and ${openlyKnown('t.instance')}`,
  },
  {
    id: 'I-12',
    ...texts['I-12'],
    ...aboutChildren,
    shape: 'share',
    state: true,
    mix: true,
    parts: { inTime: partTexts.inTime, late: partTexts.late, void: partTexts.void },
    sql: `select ${unit({
      id: 'a.id',
      kind: 'child',
      child: 'a.child',
      institution: 'a.institution',
      instance: 'a.instance',
      area: 'n.area',
      counted: reviewed,
      part: `case when ${reviewed} then 'inTime' else 'late' end`,
      at: 'a.granted_at',
    })} from homeward.authorities a join homeward.institutions n on n.id = a.institution, asked
    where a.kind = 'residential' and a.valid_from <= asked.as_of and a.valid_until > asked.as_of
      and (a.status = 'inForce' or a.status in ('ended', 'void', 'suspended') and a.changed_at > asked.as_of)
    union all
    select ${unit({
      id: 'p.child',
      kind: 'child',
      child: 'p.child',
      institution: 'p.institution',
      area: 'p.area',
      counted: 'false',
      part: `'void'`,
      at: 'p.at',
    })} from present p, asked where not ${coveredSql('p.child', 'p.institution', 'asked.as_of')}
      and exists (select from homeward.authorities a where a.child = any (homeward.records_of(p.child)) and a.institution = p.institution and a.granted_at <= asked.as_of)`,
  },
  {
    id: 'I-25',
    ...texts['I-25'],
    shape: 'quantiles',
    state: true,
    divisions: ['province'],
    unit: measures.cases,
    sql: `select ${unit({
      id: 'w.id',
      kind: 'person',
      area: 'w.area',
      counted: 'w.cases > asked.caseload',
      value: 'w.cases',
      at: 'w.starts_at',
    })} from (select s.id, s.area, s.starts_at, count(distinct t.instance) as cases
      from asked join homeward.appointments s on s.role in ('dsw', 'ngoCaseworker') and s.starts_at <= asked.as_of and (s.ends_at is null or s.ends_at > asked.as_of)
        left join homeward.tasks t on t.assignee = s.person and (t.role = s.role or t.opens_at is not null) and starts_with(t.area, s.area) and ${isOpen} and ${openlyKnown('t.instance')}
      group by s.id) w, asked`,
  },
];

const safety: Counted[] = [
  {
    id: 'I-23',
    ...texts['I-23'],
    ...aboutChildren,
    shape: 'quantiles',
    state: false,
    unit: measures.hours,
    sql: `select ${unit({
      id: 'n.id',
      kind: 'child',
      child: 'n.child',
      institution: 'n.institution',
      instance: 'n.instance',
      area: 'n.area',
      counted: `${hoursBetween('f.at', 'n.opened_at')} <= 48`,
      value: hoursBetween('f.at', 'n.opened_at'),
      at: 'n.opened_at',
    })} from homeward.incidents n left join lateral (select f.at from homeward.facts f where f.child = n.child and f.kind = 'safetyConcern' and f.recorded_at = n.opened_at
      order by f.at limit 1) f on true, asked where n.kind = 'SAFETY_CONCERN' and ${inPeriod('n.opened_at')}
    union all ${concernsSql}`,
  },
  {
    id: 'I-27',
    ...texts['I-27'],
    ...aboutChildren,
    shape: 'share',
    state: false,
    parts: { death: partTexts.death, safetyConcern: partTexts.safetyConcern, missing: partTexts.missing },
    sql: `select ${unit({
      id: 'f.id',
      kind: 'child',
      child: 'c.id',
      institution: 'f.institution',
      instance: 'f.instance',
      area: 'c.area',
      counted: 'false',
      part: `'death'`,
      at: 'f.at',
    })} from homeward.facts f join homeward.children o on o.id = f.child join homeward.children c on c.id = coalesce(o.merged_into, o.id), asked
    where f.kind = 'death' and ${inPeriod('f.at')} and not exists (select from homeward.facts x where x.corrects = f.id) and ${inCare}
    union all
    select ${unit({
      id: 'n.id',
      kind: 'child',
      child: 'c.id',
      institution: 'n.institution',
      instance: 'n.instance',
      area: 'n.area',
      counted: `n.status = 'resolved' and n.resolved_at <= asked.as_of`,
      part: `case n.kind when 'SAFETY_CONCERN' then 'safetyConcern' else 'missing' end`,
      at: 'n.opened_at',
    })} from homeward.incidents n join homeward.children c on c.id = n.child, asked where n.kind in ('SAFETY_CONCERN', 'CHILD_MISSING') and ${inPeriod('n.opened_at')} and ${inCare}
    union all ${troublesSql}`,
  },
];

const records: Counted[] = [
  {
    id: 'I-28',
    ...texts['I-28'],
    ...aboutChildren,
    shape: 'share',
    state: true,
    mix: true,
    parts: {
      complete: partTexts.complete,
      birthEstimated: partTexts.birthEstimated,
      villageMissing: partTexts.villageMissing,
      both: partTexts.both,
    },
    sql: `select ${unit({
      id: 'c.id',
      kind: 'child',
      child: 'c.id',
      area: 'c.area',
      counted: `(c.birth_precision <> 'day' or c.village is null)`,
      part: `case when c.birth_precision <> 'day' and c.village is null then 'both' when c.birth_precision <> 'day' then 'birthEstimated'
        when c.village is null then 'villageMissing' else 'complete' end`,
      at: 'c.registered_at',
    })} from homeward.children c, asked where c.merged_into is null and c.registered_at <= asked.as_of`,
  },
];

/** Indicators of procedures and records. */
export const cases: Counted[] = [...decisions, ...duties, ...safety, ...records];

/** Indicators about children in institutions: who is there, who comes, who leaves. */
import { coveredSql, dateSql, divisions, type Counted } from './frame';
import { partTexts, texts } from './texts';
import { inPeriod, instanceOf, unit } from './units';

const aboutChildren = { divisions } as const;
const covered = coveredSql('p.child', 'p.institution', 'asked.as_of');

/** Children counted where they are, and those who came and left in the period. */
/**
 * SQL: children under three whom the newest report of an inspection found without a name: each is a row of its own, until the incident
 * of the inspection is resolved, a later report tells otherwise or the place is closed with all of them accounted for.
 */
const unnamedBabies = `select p.id, p.instance, r.submitted_at, n.id as institution, n.area
  from (select distinct on (s.subject) s.subject, r.* from asked, homeward.inspection_reports r
      join homeward.subjects s on s.instance = r.instance and s.kind = 'institution'
      where r.submitted_at <= asked.as_of order by s.subject, r.submitted_at desc) r
    join homeward.institutions n on n.id = r.subject and homeward.residential_kind(n.kind)
    join homeward.inspection_pieces p on p.instance = r.instance and p.kind = 'roll', asked
  where p.body ->> 'child' is null and p.body ->> 'standing' = 'unauthorisedPresent' and p.body @> '{"underThree": true}'
    and not exists (select from homeward.inspection_pieces x where x.supersedes = p.id and (p.late or not x.late))
    and not (n.standing = 'closed' and n.standing_since <= asked.as_of)
    and not exists (select from homeward.incidents k where k.instance = p.instance and k.kind = 'UNKNOWN_CHILD_PRESENT'
      and k.status = 'resolved' and k.resolved_at <= asked.as_of)`;

export const care: Counted[] = [
  {
    id: 'I-01',
    ...texts['I-01'],
    ...aboutChildren,
    shape: 'share',
    state: true,
    mix: true,
    parts: { authorised: partTexts.authorised, unauthorised: partTexts.unauthorised },
    sql: `select ${unit({
      id: 'p.child',
      kind: 'child',
      child: 'p.child',
      institution: 'p.institution',
      instance: instanceOf('p.child', 'p.institution'),
      area: 'p.area',
      counted: covered,
      part: `case when ${covered} then 'authorised' else 'unauthorised' end`,
      at: 'p.at',
    })} from present p, asked`,
  },
  {
    id: 'I-02',
    ...texts['I-02'],
    ...aboutChildren,
    shape: 'share',
    state: false,
    sql: `select ${unit({
      id: 'e.fact',
      kind: 'child',
      child: 'e.child',
      institution: 'e.institution',
      instance: instanceOf('e.child', 'e.institution'),
      area: 'e.area',
      counted: `not ${coveredSql('e.child', 'e.institution', 'e.at')}`,
      at: 'e.at',
    })} from entries e, asked where ${inPeriod('e.at')}`,
  },
  {
    id: 'I-04',
    ...texts['I-04'],
    ...aboutChildren,
    shape: 'list',
    state: true,
    sql: `select ${unit({
      id: 'p.child',
      kind: 'child',
      child: 'p.child',
      institution: 'p.institution',
      instance: instanceOf('p.child', 'p.institution'),
      area: 'p.area',
      counted: 'true',
      at: 'p.at',
    })} from present p join homeward.children c on c.id = p.child, asked
    where homeward.birthday(c.birth_to, 3) > (asked.as_of at time zone 'Asia/Phnom_Penh')::date
    union all select ${unit({
      id: 'b.id',
      kind: 'child',
      institution: 'b.institution',
      instance: 'b.instance',
      area: 'b.area',
      counted: 'true',
      at: 'b.submitted_at',
    })} from (${unnamedBabies}) b`,
  },
  {
    id: 'I-08',
    ...texts['I-08'],
    ...aboutChildren,
    shape: 'share',
    state: false,
    sql: `select ${unit({
      id: 'x.fact',
      kind: 'child',
      child: 'x.child',
      institution: 'x.institution',
      area: 'x.area',
      counted: '(x.next is not null and x.next <> x.institution)',
      at: 'x.at',
    })} from exits x, asked where ${inPeriod('x.at')} and x.next is distinct from x.institution`,
  },
  {
    id: 'I-09',
    ...texts['I-09'],
    ...aboutChildren,
    shape: 'share',
    state: false,
    sql: `select ${unit({
      id: 'x.fact',
      kind: 'child',
      child: 'x.child',
      institution: 'x.institution',
      area: 'x.area',
      counted: `x.fact in (select o.fact from exits o join entries e on e.child = o.child where e.at > o.at and e.at < o.at + interval '24 months')`,
      at: 'x.at',
    })} from exits x, asked where x.next is null and x.at >= asked.since - interval '24 months' and x.at < asked.till - interval '24 months'`,
  },
  {
    id: 'I-15',
    ...texts['I-15'],
    ...aboutChildren,
    shape: 'share',
    state: false,
    sql: `select ${unit({
      id: 'e.fact',
      kind: 'child',
      child: 'e.child',
      institution: 'e.institution',
      instance: instanceOf('e.child', 'e.institution'),
      area: 'e.area',
      counted: coveredSql('e.child', 'e.institution', 'e.at', ['emergency', 'interim']),
      at: 'e.at',
    })} from entries e, asked where ${inPeriod('e.at')}`,
  },
  {
    id: 'I-21',
    ...texts['I-21'],
    shape: 'share',
    state: true,
    divisions: ['province'],
    mix: true,
    parts: { together: partTexts.together, inContact: partTexts.inContact, apart: partTexts.apart },
    sql: `select ${unit({
      id: 'g.sibling_group',
      kind: 'group',
      area: 'g.area',
      counted: 'g.places = 1',
      part: `case when g.places = 1 then 'together' when g.contact then 'inContact' else 'apart' end`,
      at: 'g.at',
    })} from (select m.sibling_group, min(k.area) as area, max(k.at) as at, count(distinct k.place) as places,
        bool_or(coalesce(k.instance in (select t.instance from sibling_contacts t, asked where t.contact_on > ${dateSql('asked.as_of')} - 30), false)) as contact
      from (select p.child, null::uuid as instance, p.institution::text as place, p.area, p.at from present p
        union all select s.child, s.instance, s.area, s.area, s.planned_at from living s where s.child is not null and s.child not in (select p.child from present p)) k
      join homeward.sibling_members m on m.child = k.child group by m.sibling_group having count(distinct k.child) >= 2) g`,
  },
  {
    id: 'I-22',
    ...texts['I-22'],
    ...aboutChildren,
    shape: 'share',
    state: false,
    parts: { disability: partTexts.disability, noDisability: partTexts.noDisability },
    ratio: ['disability', 'noDisability'],
    sql: `select distinct on (m.child) ${unit({
      id: 'm.child',
      kind: 'child',
      child: 'm.child',
      institution: 'm.place',
      area: 'n.area',
      counted: `m.child in (select x.child from exits x, asked where x.next is null and ${inPeriod('x.at')})`,
      part: `case when c.disability then 'disability' else 'noDisability' end`,
      at: 'm.at',
    })} from moves m join homeward.institutions n on n.id = m.place join homeward.children c on c.id = m.child, asked
    where m.at < asked.till and (m.after_at is null or m.after_at >= asked.since) order by m.child, m.at desc`,
  },
];

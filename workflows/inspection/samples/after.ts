/** Classes of what follows the report. */
import type { Facts } from '../../facts';
import type { Sample } from '../../workflow';
import { isPlanned, type Context } from '../context';
import {
  all,
  calm,
  child,
  closure,
  file,
  institution,
  interested,
  lead,
  member,
  officer,
  photo,
  sample,
  today,
  future,
} from './people';

const supervisor = {
  person: '33333333-0000-4000-8000-000000000021',
  actor: { role: 'pdosvyOfficer' as const, area: '08' },
};
const ministry = { person: '33333333-0000-4000-8000-000000000022', actor: { role: 'mosvy' as const, area: '' } };
const asLead = { person: lead, actor: { role: 'districtSupervisor' as const, area: '0801' } };
const asOfficer = { person: officer, actor: { role: 'pdosvyOfficer' as const, area: '08' } };
const stranger = '33333333-0000-4000-8000-000000000026';
const flawless = (c: Context) => c.findings.length === 0 && c.hard.length === 0;
const faulty = (c: Context) => c.findings.length > 0 && c.hard.length === 0;
const hard = (c: Context) => c.hard.length > 0;
const led = (c: Context) => c.lead === lead;
/** What was told of danger has been seen to, except of the youngest. */
const quiet = (c: Context) =>
  c.disclosure === 'none' && (c.hard.length === 1 && c.hard[0] === 'underThree' ? true : !c.alarm && !c.underThree);
const plain = (c: Context) => c.kind === 'drawn';

const rating: Sample<Context>[] = [
  ...sample(
    'report.classified',
    { rating: 'A' },
    { name: 'meets', when: flawless, ...supervisor, to: 'open.way.remedy.over' },
    { name: 'major faults', when: faulty, ...supervisor, data: { rating: 'C' }, to: 'open.way.remedy.planning' },
    { name: 'critical', when: all(hard, quiet), ...supervisor, data: { rating: 'D' } },
    {
      name: 'worse than proposed, with the reason',
      when: all(flawless, plain),
      ...supervisor,
      data: { rating: 'B', reason: 'the house was made up for the day' },
    },
    {
      name: 'better than proposed',
      when: faulty,
      ...supervisor,
      data: { rating: 'B' },
      refusedBy: ['inspection.proposal'],
    },
    {
      name: 'softened by the province',
      when: hard,
      ...supervisor,
      data: { rating: 'C', reason: 'a friend asked' },
      refusedBy: ['inspection.critical'],
    },
    {
      name: 'softened by the ministry without a reason',
      when: hard,
      ...ministry,
      data: { rating: 'C' },
      refusedBy: ['inspection.proposal', 'inspection.critical'],
    },
    {
      name: 'softened by the ministry with its reason',
      when: (c) => c.refused && quiet(c),
      ...ministry,
      data: { rating: 'C', reason: 'the child had come an hour before' },
    },
    { name: 'by the lead', when: all(led, flawless), ...asLead, refusedBy: ['inspection.classifier'] },
    {
      name: 'by who is of the operator',
      when: all(led, flawless, plain),
      ...supervisor,
      actor: { ...supervisor.actor, agency: institution.id },
      facts: { institution: { ...institution, operatorAgency: institution.id } },
      refusedBy: ['inspection.noInterest'],
    },
  ),
  ...sample(
    'rating.changed',
    { rating: 'B', reason: 'a second look' },
    {
      name: 'another',
      when: (c) => flawless(c) && c.rating === 'A' && c.visits.length === 0 && plain(c),
      ...ministry,
      to: 'open.publication.pending',
    },
    {
      name: 'the same, with another reason',
      when: (c) => hard(c) && c.rating === 'D' && c.rung === 'none' && quiet(c) && !c.raters.includes(ministry.person),
      ...ministry,
      data: { rating: 'D' },
      to: 'open.publication.pending',
    },
    {
      name: 'softened by the province',
      when: hard,
      person: '33333333-0000-4000-8000-000000000023',
      refusedBy: ['inspection.critical'],
    },
    {
      name: 'by who rated it',
      when: all(plain, (c) => c.raters.includes(supervisor.person)),
      person: supervisor.person,
      data: { rating: 'D' },
      refusedBy: ['inspection.reclassifier'],
    },
    {
      name: 'after a danger that came to light since',
      when: (c) => c.doubted,
      person: stranger,
      data: { rating: 'D' },
      to: 'open.publication.pending',
    },
    {
      name: 'by who has an interest',
      when: all(plain, (c) => !c.raters.includes(stranger)),
      person: stranger,
      data: { rating: 'D' },
      ...interested,
    },
    {
      name: 'of the team',
      when: all(led, plain),
      person: lead,
      data: { rating: 'D' },
      refusedBy: ['inspection.classifier'],
    },
  ),
  ...sample('rating.published', {}, { name: 'published' }),
];

const has = (items: string[]) => (c: Context) =>
  c.visits.length === items.length && c.visits.every((v) => items.includes(v.step));
const two = ['dossiers.each', 'fire.drill'];
const act = (items: string[]) => items.map((item) => ({ item, action: 'mended', responsible: 'director' }));
const answered = (event: string, more: object, who: object, to?: string): Sample<Context>[] => [
  ...sample(
    event,
    { actions: act(two), ...more },
    { name: 'answers all', when: has(two), ...who, to },
    {
      name: 'leaves one out',
      when: (c) => has(two)(c) && c.visits.every(isPlanned),
      ...who,
      data: { actions: act(two.slice(1)) },
      refusedBy: ['inspection.answered'],
    },
    {
      name: 'answers what was not found',
      when: has(two),
      ...who,
      data: { actions: act([...two, 'food.water']) },
      refusedBy: ['inspection.answered'],
    },
  ),
  ...[
    ['hard.abuse'],
    ['hard.missing'],
    [...two, 'hard.missing'],
    ['hard.underThree'],
    ['hard.underThree', 'hard.withoutDecision'],
    ['hard.unregistered'],
  ].flatMap((items) =>
    sample(
      event,
      { actions: act(items), ...more },
      { name: `answers ${items.join(' and ')}`, when: has(items), ...who },
    ),
  ),
];

const seat = (person: string, isLead: boolean, interestDeclared = 'none') => ({
  person,
  lead: isLead,
  interestDeclared,
});
const others = [seat(officer, true), seat(member, false)];
const open = (key: string) => (c: Context) => c.visits.some((v) => v.key === key && isPlanned(v));
const first = all(open('action/1'), led, (c) => c.submitted || c.refused);
const seen = { key: 'action/1', visitOn: today, members: others, result: 'done', evidence: [photo], words: 'seen' };
const rest = { ...asOfficer, when: all(first, calm) };

const correction: Sample<Context>[] = [
  ...sample(
    'plan.imposed',
    { actions: act(two), reason: 'no plan came' },
    { name: 'by who has an interest', when: has(two), ...interested },
  ),
  ...answered('plan.submitted', {}, {}, 'open.way.remedy.reviewing'),
  ...answered('plan.imposed', { reason: 'no plan came' }, {}),
  ...sample(
    'plan.accepted',
    {},
    { name: 'accepted', when: (c) => !c.stale },
    { name: 'with a danger found since', when: (c) => c.stale, refusedBy: ['inspection.stillAnswered'] },
    { name: 'by who has an interest', when: (c) => !c.stale, ...interested },
  ),
  ...sample(
    'plan.sentBack',
    { reason: 'too vague' },
    { name: 'sent back', to: 'open.way.remedy.planning' },
    { name: 'by who has an interest', ...interested },
  ),
  ...sample(
    'visit.recorded',
    seen,
    { name: 'first done', ...asOfficer, when: first },
    { name: 'second done', ...asOfficer, when: all(open('action/2'), led), data: { key: 'action/2' } },
    { name: 'not done', ...rest, data: { result: 'notDone', evidence: [] } },
    { name: 'no such action', ...rest, data: { key: 'action/99' }, refusedBy: ['inspection.action'] },
    {
      name: 'with a photo of another case',
      ...rest,
      facts: { files: [] },
      refusedBy: ['inspection.evidence'],
    },
    {
      name: 'with a photo from before it was found',
      ...rest,
      facts: { files: [{ ...file, at: Date.parse('2010-01-01') }] },
      refusedBy: ['inspection.evidence'],
    },
    { name: 'done without a photo', ...rest, data: { evidence: [] }, refusedBy: ['inspection.action'] },
    { name: 'tomorrow', ...rest, data: { visitOn: future }, refusedBy: ['N-36'] },
    { name: 'before the classification', ...rest, data: { visitOn: '2016-01-05' }, refusedBy: ['inspection.action'] },
    {
      name: 'by the same lead',
      ...rest,
      ...asLead,
      data: { members: [seat(lead, true), seat(officer, false)] },
      refusedBy: ['inspection.otherLead'],
    },
    {
      name: 'told by somebody else',
      ...rest,
      person: '33333333-0000-4000-8000-000000000024',
      refusedBy: ['inspection.otherLead'],
    },
    { name: 'alone', ...rest, data: { members: [seat(officer, true)] }, refusedBy: ['N-40'] },
    {
      name: 'without a lead',
      ...rest,
      data: { members: others.map((m) => ({ ...m, lead: false })) },
      refusedBy: ['inspection.lead'],
    },
  ),
];

const frozen: Partial<Facts> = { institution: { ...institution, standing: 'frozen' } };
const sanctions: Sample<Context>[] = [
  ...sample(
    'sanction.ordered',
    { rung: 'warning', reason: 'not corrected' },
    { name: 'warning', when: (c) => c.rung === 'none' && (calm(c) || c.refused) },
    { name: 'suspension', when: (c) => c.rung === 'warning' && calm(c), data: { rung: 'suspension' } },
    {
      name: 'suspension at once',
      when: (c) => c.rung === 'none' && hard(c),
      facts: frozen,
      data: { rung: 'suspension' },
    },
    { name: 'closure', when: (c) => c.rung === 'suspension', data: { rung: 'closure' } },
    {
      name: 'closure at once',
      when: (c) => c.rung === 'none' && hard(c),
      data: { rung: 'closure' },
    },
    {
      name: 'closure where one is open already',
      when: (c) => c.rung === 'none' && hard(c),
      facts: { closure: { ...closure, open: true } },
      data: { rung: 'closure' },
    },
    {
      name: 'closure of a place that was closed before',
      when: (c) => c.rung === 'none' && hard(c),
      facts: { institution: { ...institution, standing: 'closed' } },
      data: { rung: 'closure' },
    },
    {
      name: 'closure where children were found in a closed place',
      when: (c) => c.rung === 'none' && hard(c),
      facts: { institution: { ...institution, standing: 'closed' }, closure: { ...closure, stillPresent: [child] } },
      data: { rung: 'closure' },
    },
    {
      name: 'two rungs at once',
      when: (c) => c.rung === 'none' && calm(c),
      data: { rung: 'suspension' },
      refusedBy: ['inspection.ladder'],
    },
    {
      name: 'a second suspension',
      when: (c) => c.rung === 'suspension',
      data: { rung: 'suspension' },
      refusedBy: ['inspection.ladder'],
    },
    { name: 'the same rung', when: (c) => c.rung === 'warning', refusedBy: ['inspection.ladder'] },
    { name: 'by who has an interest', when: (c) => c.rung === 'none', ...interested },
  ),
  ...sample(
    'standing.lifted',
    { reason: 'all is corrected' },
    { name: 'lifted' },
    { name: 'by who has an interest', ...interested },
  ),
  {
    event: 'institution.standing',
    name: 'closed by the ministry',
    data: {},
    facts: { institution: { ...institution, standing: 'closed' } },
    when: (c) => c.kind === 'drawn',
  },
  {
    event: 'institution.standing',
    name: 'suspended by another procedure',
    data: {},
    facts: { institution: { ...institution, standing: 'suspended' } },
    when: (c) => c.kind === 'drawn',
  },
  {
    event: 'institution.standing',
    name: 'authorised again by the ministry',
    data: {},
    when: (c) => c.kind === 'drawn' && c.frozen && c.settled && c.published && c.rung === 'none',
  },
];

export const afterSamples: Sample<Context>[] = [...rating, ...correction, ...sanctions];

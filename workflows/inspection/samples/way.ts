/** Classes from the calendar to the report. */
import type { Facts, InspectionFact } from '../../facts';
import type { Sample } from '../../workflow';
import type { Context } from '../context';
import {
  all,
  calm,
  clean,
  clerk,
  child,
  digest,
  future,
  home,
  institution,
  interested,
  kin,
  later,
  lead,
  member,
  officer,
  ofState,
  ordinary,
  operating,
  panel,
  photo,
  sample,
  today,
} from './people';

const planned = { institution: home, on: later, announced: false, why: ['annual'] };
const drawn = { institution: home, on: today, seed: '2017-03', among: 12, reason: 'random' };
const complaint = {
  institution: home,
  about: 'other',
  source: 'family',
  receivedAt: '2017-03-06T01:00:00Z',
  account: 'the children are hungry',
};
const required = { institution: home, operator: 'ngo', on: today, reason: 'orderWithdrawn' };
const register = { actor: { role: 'register' as const } };
const state: Partial<Facts> = { institution: ofState };
const officerOf = { role: 'pdosvyOfficer' as const };

const opening: Sample<Context>[] = [
  ...sample(
    'inspection.planned',
    planned,
    { name: 'unannounced', to: 'open.way.assigning.district' },
    { name: 'announced', data: { announced: true } },
    { name: 'of the state', facts: state, actor: officerOf, to: 'open.way.assigning.province' },
    { name: 'a day that is over', data: { on: '2017-03-05' }, refusedBy: ['inspection.ahead'] },
    { name: 'of the state by the district', facts: state, refusedBy: ['inspection.mandate'] },
    {
      name: 'of the state by who operates it',
      facts: state,
      actor: { ...officerOf, agency: ofState.operatorAgency },
      refusedBy: ['inspection.mandate', 'inspection.noInterest'],
    },
    {
      name: 'by who has an interest in it',
      facts: { interests: { institutions: [home], persons: [] } },
      refusedBy: ['inspection.noInterest'],
    },
    {
      name: 'elsewhere',
      facts: { institution: { ...institution, area: '120101' } },
      refusedBy: ['inspection.mandate'],
    },
  ),
  ...sample(
    'inspection.drawn',
    drawn,
    { name: 'by lot', ...register },
    { name: 'by hand', refusedBy: ['inspection.lot'] },
    {
      name: 'by who is kin to who is behind it',
      facts: { interests: { institutions: [], persons: institution.persons } },
      refusedBy: ['inspection.lot', 'inspection.noInterest'],
    },
    { name: 'a day that is over', ...register, data: { on: '2017-03-05' }, refusedBy: ['inspection.ahead'] },
    {
      name: 'elsewhere',
      ...register,
      facts: { institution: { ...institution, area: '120101' } },
      refusedBy: ['inspection.mandate'],
    },
  ),
  ...sample(
    'complaint.received',
    complaint,
    { name: 'hunger' },
    { name: 'abuse', data: { about: 'abuse' } },
    { name: 'tomorrow', data: { receivedAt: `${future}T01:00:00Z` }, refusedBy: ['N-36'] },
    {
      name: 'elsewhere',
      facts: { institution: { ...institution, area: '120101' } },
      refusedBy: ['inspection.mandate'],
    },
  ),
  ...sample(
    'inspection.required',
    required,
    { name: 'after an order', ...register },
    { name: 'a day that is over', ...register, data: { on: '2017-03-05' }, refusedBy: ['inspection.ahead'] },
  ),
];

const seat = (person: string, isLead: boolean, interestDeclared = 'none') => ({
  person,
  lead: isLead,
  interestDeclared,
});
export const pair = [seat(lead, true), seat(member, false)];
const statePair = [seat(officer, true), seat(lead, false)];
const isState = (c: Context) => c.state;
const plain = (c: Context) => c.kind === 'drawn';
const isNgo = (c: Context) => !c.state;
const fresh = (c: Context) => c.team.length === 0;

const outside = (c: Context): boolean => c.enteredOn === undefined;
const team: Sample<Context>[] = [
  ...sample(
    'team.assigned',
    { members: pair },
    { name: 'two', when: all(isNgo, outside), to: 'open.way.packing' },
    { name: 'anew at the place', when: all(isNgo, (c) => !outside(c), plain) },
    { name: 'alone', data: { members: [seat(lead, true)] }, when: isNgo, refusedBy: ['N-40'] },
    { name: 'by who has an interest', when: isNgo, ...interested },
    {
      name: 'with an interest',
      data: { members: [seat(lead, true), seat(member, false, 'interest')] },
      when: all(isNgo, fresh),
      refusedBy: ['N-40'],
    },
    {
      name: 'kin to who is behind it',
      data: { members: [seat(lead, true), seat(kin, false)] },
      when: all(isNgo, fresh),
      refusedBy: ['N-40'],
    },
    {
      name: 'declared an interest in it',
      facts: { institution: { ...institution, persons: [member] } },
      when: all(isNgo, fresh),
      refusedBy: ['N-40'],
    },
    {
      name: 'tied to the institution',
      facts: {
        panel: [
          { person: lead, seats: [{ role: 'districtSupervisor' }], institutions: [home], persons: [] },
          { person: member, seats: [{ role: 'dsw' }], institutions: [], persons: [] },
        ],
      },
      when: all(isNgo, fresh),
      refusedBy: ['N-40'],
    },
    {
      name: 'without a lead',
      data: { members: [seat(lead, false), seat(member, false)] },
      when: isNgo,
      refusedBy: ['inspection.lead'],
    },
    {
      name: 'two leads',
      data: { members: [seat(lead, true), seat(officer, true)] },
      when: all(isNgo, fresh),
      refusedBy: ['inspection.lead'],
    },
    {
      name: 'led by a social worker',
      data: { members: [seat(lead, false), seat(member, true)] },
      when: all(isNgo, fresh),
      refusedBy: ['inspection.lead'],
    },
    {
      name: 'with a commune officer',
      data: { members: [seat(lead, true), seat(clerk, false)] },
      when: all(isNgo, fresh),
      refusedBy: ['inspection.lead'],
    },
    {
      name: 'of the state',
      data: { members: statePair },
      facts: state,
      actor: officerOf,
      when: isState,
    },
    {
      name: 'of the state, led by the district',
      data: { members: [seat(officer, false), seat(lead, true)] },
      facts: state,
      actor: officerOf,
      when: all(isState, fresh),
      refusedBy: ['inspection.lead'],
    },
    {
      name: 'of the state, by the department that operates it',
      data: { members: [seat(operating, true), seat(lead, false)] },
      facts: state,
      actor: officerOf,
      when: all(isState, fresh),
      refusedBy: ['N-40'],
    },
  ),
];

/** The actor is the lead of the team, whoever that is. */
const byLead = (c: Context): boolean => c.lead === lead;
const byOfficer = (c: Context): boolean => c.lead === officer;
const asLead = { person: lead, actor: { role: 'districtSupervisor' as const, area: '0801' } };
const asOfficer = { person: officer, actor: { role: 'pdosvyOfficer' as const, area: '08' } };
const stranger = { person: kin, actor: { role: 'dsw' as const, area: '0801' } };
/** One event by whoever leads, and one by who is not of the team. */
const byTeam = (
  event: string,
  data: object,
  to?: string,
  also: (c: Context) => boolean = () => true,
): Sample<Context>[] => [
  ...sample(
    event,
    data,
    { name: 'by the lead', when: all(byLead, also), ...asLead, to },
    { name: 'by the lead at a place of the state', when: all(byOfficer, also), ...asOfficer, to },
    { name: 'by a stranger', ...stranger, when: byLead, refusedBy: ['inspection.team'] },
  ),
];

/** The other kinds differ until the door alone. */
const goesOn = (c: Context): boolean => c.kind === 'drawn' || c.state;
const issued = { checklist: 1, expected: 12, expiresAt: '2017-03-08T02:00:00Z' };
const entry = { at: '2017-03-06T02:00:00Z', position: { lat: 11.4, lon: 104.9 }, personInCharge: 'cook', sign: photo };
const refusal = { at: '2017-03-06T02:00:00Z', refusedBy: 'guard', words: 'nobody comes in' };
const exit = {
  at: '2017-03-06T06:00:00Z',
  present: 'director',
  findingsRead: true,
  reply: 'it will be mended',
  directorSigned: 'refused',
};
const signature = { by: 'signature', on: today };
const lost = { photos: [photo], reason: 'the tablet fell into the river', by: signature };
const asMember = { person: member, actor: { role: 'dsw' as const, area: '0801' } };
const signed = (...who: string[]) => who.map((person) => ({ person, by: signature }));
const quiet = (c: Context): boolean => c.hard.includes('underThree') || !c.alarm;
const report = { on: today, statement: 'all was seen', signatures: signed(lead, member), digest };
const byState = { when: byOfficer, ...asOfficer, data: { signatures: signed(officer, lead) } };
const f = (more: Partial<InspectionFact>): { facts: Partial<Facts> } => ({
  facts: { inspection: { ...clean, ...more } },
});
const undisturbed = all(byLead, calm);
const unauthorised: InspectionFact['found'] = [
  ...clean.found,
  { label: '2', standing: 'unauthorisedPresent', underThree: true, seenAlone: true },
  {
    child: '11111111-0000-4000-8000-000000000002',
    label: '3',
    standing: 'authorisedAbsent',
    underThree: false,
    seenAlone: false,
  },
];
const refusedReport = (name: string, more: object, refusedBy: string[]) => ({
  name,
  when: all(undisturbed, plain),
  ...asLead,
  ...more,
  refusedBy,
});

const site: Sample<Context>[] = [
  ...byTeam('package.issued', issued),
  ...sample(
    'package.issued',
    issued,
    { name: 'old checklist', ...asLead, when: byLead, data: { checklist: 2 }, refusedBy: ['inspection.package'] },
    {
      name: 'valid for too long',
      ...asLead,
      when: byLead,
      data: { expiresAt: '2017-03-16T02:00:00Z' },
      refusedBy: ['inspection.package'],
    },
    {
      name: 'no longer valid',
      ...asLead,
      when: byLead,
      data: { expiresAt: '2017-03-05T02:00:00Z' },
      refusedBy: ['inspection.package'],
    },
  ),
  ...byTeam('entry.recorded', entry, 'open.way.onSite.inspecting', goesOn),
  ...sample(
    'entry.recorded',
    { at: entry.at, noPositionBecause: 'no signal', personInCharge: entry.personInCharge },
    {
      name: 'without a position',
      ...asLead,
      when: byLead,
      data: { ...entry, position: undefined, noPositionBecause: undefined },
      refusedBy: ['inspection.position'],
    },
    { name: 'without the sign', ...asLead, when: byLead, refusedBy: ['inspection.sign'] },
    { name: 'with why there is no sign', ...asLead, when: all(byLead, goesOn), data: { noSignBecause: 'it is gone' } },
  ),
  ...byTeam('entry.refused', refusal, 'open.way.classifying', (c) => goesOn(c) || c.kind === 'abuse'),
  ...byTeam('exitMeeting.held', exit, 'open.way.onSite.reporting'),
  ...sample(
    'exitMeeting.held',
    exit,
    { name: 'nothing read', ...asLead, when: byLead, data: { findingsRead: false }, refusedBy: ['inspection.exit'] },
    {
      name: 'nobody there, and signed',
      ...asLead,
      when: byLead,
      data: { present: 'nobody', directorSigned: 'signed' },
      refusedBy: ['inspection.exit'],
    },
    {
      name: 'there, and absent',
      ...asLead,
      when: byLead,
      data: { directorSigned: 'absent' },
      refusedBy: ['inspection.exit'],
    },
  ),
  ...sample(
    'report.submitted',
    report,
    {
      name: 'without a fault',
      when: (c) => byLead(c) && c.disclosure === 'none' && quiet(c),
      ...asLead,
      to: 'open.way.classifying',
    },
    { name: 'of the state', ...byState, when: (c) => byOfficer(c) && c.disclosure === 'none' },
    {
      name: 'with two faults',
      when: undisturbed,
      ...asLead,
      ...f({
        findings: [
          { item: 'dossiers.each', severity: 'major' },
          { item: 'fire.drill', severity: 'minor' },
        ],
      }),
    },
    {
      name: 'with a hard trigger',
      when: all(undisturbed, plain),
      ...asLead,
      ...f({ hard: ['withoutDecision', 'underThree'], found: unauthorised }),
      to: 'open.alarm.raised',
    },
    {
      name: 'of a place that was never authorised',
      when: all(undisturbed, plain),
      ...asLead,
      facts: { institution: { ...institution, standing: 'unauthorised' } },
    },
    refusedReport('tomorrow', { data: { on: future } }, ['N-36']),
    refusedReport('other pieces', f({ digest: 'b'.repeat(64) }), ['N-41']),
    refusedReport('unreconciled', f({ unreconciled: 1 }), ['N-42']),
    refusedReport('without beds', f({ rooms: 0, beds: 0 }), ['N-42']),
    refusedReport('with more beds than children', f({ beds: 2 }), ['N-42']),
    {
      name: 'with spare beds',
      when: all(undisturbed, plain),
      ...asLead,
      ...f({ beds: 40 }),
      data: {
        beds: { found: 'unused', reason: 'still wrapped' },
        schoolRoll: { school: 'of the commune', children: 3 },
      },
    },
    {
      name: 'with beds of children who were not met',
      when: all(undisturbed, plain),
      ...asLead,
      ...f({ beds: 40 }),
      data: { beds: { found: 'used', reason: 'clothes under them' } },
    },
    refusedReport('with a blank', f({ missing: ['fire.exits'] }), ['inspection.complete']),
    refusedReport('with two answers', f({ conflicts: ['fire.exits'] }), ['inspection.complete']),
    refusedReport('to another checklist', f({ checklist: 2 }), ['inspection.complete']),
    refusedReport('without talks', f({ talks: { ...clean.talks, children: 0 } }), ['inspection.talks']),
    refusedReport('without talks to staff', f({ talks: { ...clean.talks, staff: 0 } }), ['inspection.talks']),
    refusedReport('the youngest unseen', f({ talks: { ...clean.talks, underFiveSeen: false } }), ['inspection.talks']),
    refusedReport('disabled unseen', f({ talks: { ...clean.talks, disabledSeen: false } }), ['inspection.talks']),
    refusedReport('a photo that has not arrived', f({ awaited: [photo] }), ['inspection.photos']),
    refusedReport('a lost photo without the lead', { ...f({ awaited: [photo] }), ...asMember, data: { lost } }, [
      'inspection.photos',
    ]),
    refusedReport('a photo that is there as lost', { data: { lost } }, ['inspection.photos']),
    {
      name: 'with a lost photo, signed by the lead',
      when: all(undisturbed, plain),
      ...asLead,
      ...f({ awaited: [photo] }),
      data: { lost },
    },
    refusedReport(
      'signed by who is tied since then',
      { facts: { panel: panel.map((one) => (one.person === member ? { ...one, institutions: [home] } : one)) } },
      ['inspection.untied'],
    ),
    refusedReport('a disclosure kept', f({ hard: ['abuse'] }), ['inspection.safetyFirst']),
    refusedReport('one signature', { data: { signatures: signed(lead) } }, ['inspection.signed']),
    refusedReport('a strange signature', { data: { signatures: signed(lead, kin) } }, ['inspection.signed']),
    refusedReport('by a stranger', stranger, ['inspection.team']),
    {
      name: 'while a disclosure is open',
      when: (c) => byLead(c) && c.disclosure === 'open',
      ...asLead,
      refusedBy: ['inspection.safetyFirst'],
    },
  ),
];

const danger = {
  dangers: ['abuse'],
  inDanger: true,
  crime: true,
  observedAt: '2017-03-06T02:00:00Z',
  children: [child],
  implicated: [kin],
  account: 'a child spoke',
};
/** Dangers are told at the place, at an inspection drawn by lot. */
const edge = (c: Context): boolean =>
  calm(c) && plain(c) && c.enteredOn !== undefined && !c.submitted && !c.refused && c.anchors.exit === undefined;
/** Or after the report, and after the rating: of what was not found wanting, and of what was. */
const since = (c: Context): boolean =>
  calm(c) &&
  plain(c) &&
  c.lead === lead &&
  c.submitted &&
  c.rung === 'none' &&
  !c.unresolved &&
  c.raters.length < 2 &&
  c.visits.every((v) => v.status === 'planned');
const before = (c: Context): boolean =>
  calm(c) && plain(c) && !c.state && c.checklist !== undefined && c.enteredOn === undefined;

const missing = { dangers: ['missing'], crime: false, children: undefined, implicated: undefined };
const safety: Sample<Context>[] = [
  ...sample(
    'safety.reported',
    danger,
    { name: 'abuse', when: edge, to: 'open.safety.open' },
    { name: 'after the report', when: since, data: missing, to: 'open.alarm.raised' },
    { name: 'before the entry', when: before, data: missing, to: 'open.alarm.raised' },
    {
      name: 'two under three in the answers',
      when: edge,
      data: { dangers: ['underThree'], crime: false, children: undefined, implicated: undefined },
      ...f({ hard: ['underThree'], shown: { young: ['a', 'b'], disclosed: [] } }),
      to: 'open.fostering.seeking',
    },
  ),
  ...sample(
    'abuse.reported',
    { to: ['police'], reportedAt: '2017-03-06T02:00:00Z', protection: 'an aunt is with the child' },
    { name: 'to the police', to: 'open.safety.clear' },
    { name: 'tomorrow', data: { reportedAt: `${future}T02:00:00Z` }, refusedBy: ['N-36'] },
  ),
  ...sample(
    'alarm.acknowledged',
    { measures: 'an officer is on the way', police: 'informed' },
    { name: 'with the police', when: (c) => c.crime || c.refused },
    {
      name: 'without the police',
      data: { police: 'notNeeded' },
      when: (c) => c.crime,
      refusedBy: ['inspection.police'],
    },
    { name: 'no crime', data: { police: 'notNeeded' }, when: (c) => !c.crime },
  ),
  ...sample(
    'fostering.arranged',
    { children: 1, from: today, family: 'family of Sokha' },
    { name: 'found', data: { children: 2 } },
    { name: 'one of two', when: (c) => c.young.open === 2, to: 'open.fostering.seeking' },
    { name: 'tomorrow', data: { from: future }, refusedBy: ['N-36'] },
  ),
];

export const waySamples: Sample<Context>[] = [
  ...opening,
  ...team,
  ...site,
  ...safety,
  ...sample(
    'inspection.cancelled',
    { reason: 'the institution is closed' },
    { name: 'before entry', actor: { role: 'mosvy' }, when: (c) => c.kind !== 'abuse' && calm(c), to: 'cancelled' },
    { name: 'by who has an interest', actor: { role: 'mosvy' }, when: all(ordinary, calm), ...interested },
    {
      name: 'one that was drawn, by the province',
      actor: { role: 'pdosvyDirector' },
      when: all(ordinary, calm),
      refusedBy: ['inspection.cancel'],
    },
    {
      name: 'after an allegation of abuse',
      actor: { role: 'mosvy' },
      when: (c) => c.kind === 'abuse' && calm(c),
      refusedBy: ['inspection.cancel'],
    },
    {
      name: 'while a danger is open',
      actor: { role: 'mosvy' },
      when: (c) => c.kind === 'drawn' && !calm(c),
      refusedBy: ['inspection.cancel'],
    },
  ),
];

/** Classes of the way to the placement: openings, assessment, search, plan, review, preparation, Form 4. */
import type { Context } from '../context';
import {
  all,
  calm,
  child,
  childScores,
  edge,
  elsewhere,
  fact,
  familyScores,
  future,
  home,
  receiver,
  sample,
  signature,
  sister,
  supervisor,
  today,
  untouched,
  worker,
  type Class,
} from './people';

const form1 = {
  child,
  source: 'request',
  home,
  interviewees: ['child'],
  childTypes: ['orphan'],
  needs: [],
  risk: 'low',
  contactLost: false,
  abuseAlleged: false,
};
const imported = {
  child,
  home,
  homeKind: 'parents',
  placedOn: '2017-02-27',
  risk: 'low',
  carer: { name: 'carer', relation: 'mother' },
  stepsMade: ['D+3'],
  worker,
};
const openings: Class[] = [
  sample('child.identified', 'with a known family', form1, { person: worker, to: 'open.way.childAssessment' }),
  sample(
    'child.identified',
    'contact lost, high risk',
    { ...form1, home: undefined, risk: 'high', contactLost: true, abuseAlleged: true },
    { person: worker, to: 'open.way.childAssessment' },
  ),
  sample(
    'child.identified',
    'at the census of a closing institution, at risk',
    { ...form1, source: 'closureCensus', home: undefined, risk: 'high', contactLost: true, abuseAlleged: true },
    { person: worker, to: 'open.way.childAssessmentAtOnce' },
  ),
  sample(
    'child.identified',
    'with the admission',
    { ...form1, source: 'admission' },
    { actor: { role: 'register' }, to: 'open.age.unknown' },
  ),
  sample('child.identified', 'into a family under investigation', form1, {
    facts: { children: [{ ...fact, investigated: true }] },
    refusedBy: ['family-reintegration.investigation'],
  }),
  sample(
    'child.identified',
    'at the census, while danger to a sister is looked into',
    { ...form1, source: 'closureCensus' },
    {
      actor: { role: 'register' },
      facts: { children: [{ ...fact, investigated: true }] },
      to: 'open.age.minor',
    },
  ),
  sample('child.identified', 'once more', form1, {
    facts: { children: [{ ...fact, openRequest: 'x' }] },
    refusedBy: ['family-reintegration.once'],
  }),
  sample('placement.imported', 'a week ago', imported, {
    actor: { role: 'register' },
    facts: { children: [fact] },
    to: 'open.age.minor',
  }),
  sample('placement.imported', 'once more', imported, {
    actor: { role: 'register' },
    facts: { children: [{ ...fact, openRequest: 'x' }] },
    refusedBy: ['family-reintegration.once'],
  }),
  sample(
    'placement.imported',
    'next year',
    { ...imported, placedOn: future },
    { actor: { role: 'register' }, refusedBy: ['family-reintegration.happened'] },
  ),
];

const signed = { child: signature, carer: signature, caseworker: signature, chief: signature };
const byGate = {
  child,
  case: '22222222-0000-4000-8000-000000000001',
  home,
  homeKind: 'kin',
  placedOn: '2017-03-01',
  carer: 'aunt',
  risk: 'low',
  worker,
  signatures: signed,
};
const gate = { actor: { role: 'register' as const } };
const unopened = (c: Context) => c.child === undefined;
/** All is ready for the return, nothing else is going on. */
const prepared = all(calm, edge, (c) => c.placement === undefined);
const first = all(edge, untouched, (c) => c.stays === 1 && c.placement !== undefined && c.concern === 'none');
const settled = all(calm, first);
const handsOver = (name: string, more: object, when: Class['when'], rest: Partial<Class> = {}) =>
  sample(
    'placement.handedOver',
    name,
    { ...byGate, ...more },
    { ...gate, facts: { children: [fact] }, when, to: 'open.way.placed', ...rest },
  );
const refused = (rule: string) => ({ to: undefined, refusedBy: [`family-reintegration.${rule}`] });
const reviewed = (name: string, outcome: string, when: Class['when'], to?: string) =>
  sample('careReview.recorded', name, { case: byGate.case, on: today, outcome }, { ...gate, when, to });
const fromGate: Class[] = [
  handsOver('to an aunt', {}, unopened),
  handsOver('in another province, no worker named', { home: elsewhere, worker: undefined, risk: 'high' }, unopened, {
    to: 'open.ownership.offered',
  }),
  handsOver('once more', {}, unopened, { facts: { children: [{ ...fact, openRequest: 'x' }] }, ...refused('once') }),
  handsOver('next year', { placedOn: future }, unopened, refused('happened')),
  handsOver('of a child on the way', { home: elsewhere, risk: 'medium' }, prepared, { to: 'open.ownership.offered' }),
  handsOver('of a child who lives with a family', { worker: receiver }, settled),
  handsOver(
    'of a child at high risk',
    {},
    all(calm, (c) => c.risk === 'high' && c.stays === 0 && c.ready?.device === true),
  ),
  handsOver(
    'of a child who is offered to a district',
    { home: elsewhere },
    all(first, (c) => c.offered !== undefined),
  ),
  reviewed('continue, the child on the way', 'continue', prepared),
  reviewed(
    'continue, after another decision',
    'continue',
    (c) => c.reviewWanted && c.placement === undefined,
    'open.review.none',
  ),
  reviewed('return', 'return', prepared, 'open.review.urgent'),
  reviewed('a family', 'familyCare', (c) => c.reviewWanted && c.placement === undefined, 'open.review.urgent'),
  reviewed('continue, with a family', 'continue', settled),
  reviewed('return, with a family', 'return', settled, 'open.review.due'),
];

const form2 = {
  visitOn: today,
  contactType: 'inPerson',
  place: 'office',
  childSeen: true,
  privateTalk: true,
  consent: 'child',
  rightsExplained: ['general'],
  child: childScores({ legalDocuments: 1 }),
  views: { heard: true, words: 'home' },
  contactLost: false,
  decision: 'accepts',
  signatures: { child: signature, caseworker: signature },
};
const assessment: Class[] = [
  sample('form2.submitted', 'family known', form2, { person: worker, when: (c) => !c.contactLost }),
  sample(
    'form2.submitted',
    'contact lost',
    { ...form2, contactLost: true },
    { person: worker, when: (c) => c.contactLost, to: 'open.way.search.family' },
  ),
  sample(
    'form2.submitted',
    'tomorrow',
    { ...form2, visitOn: future },
    { refusedBy: ['family-reintegration.happened'] },
  ),
  sample(
    'form2.submitted',
    'by telephone',
    { ...form2, contactType: 'telephone' },
    { refusedBy: ['family-reintegration.met'] },
  ),
  sample('form2.submitted', 'against the will of the child', { ...form2, consent: 'refused' }, { refusedBy: ['N-14'] }),
];

const attempt = { on: today, source: 'commune', who: 'clerk', result: 'nothing' };
const enough = ({ tracing }: Context) => tracing.attempts >= 3 && tracing.sources.length >= 2 && tracing.long;
const search: Class[] = [
  sample(
    'tracing.recorded',
    'at the police, weeks ago',
    { ...attempt, on: '2017-01-20', source: 'police' },
    {
      when: (c) => c.tracing.attempts === 0,
    },
  ),
  sample('tracing.recorded', 'at the commune', attempt, { when: (c) => c.tracing.attempts > 0 && !enough(c) }),
  sample('tracing.recorded', 'tomorrow', { ...attempt, on: future }, { refusedBy: ['family-reintegration.happened'] }),
  sample(
    'family.found',
    'two sources',
    { homeKind: 'kin', home, relation: 'aunt', sources: ['commune', 'relative'] },
    { to: 'open.way.familyAssessment' },
  ),
  sample(
    'family.found',
    'the institution says so',
    { homeKind: 'kin', home, relation: 'aunt', sources: ['institution'] },
    { refusedBy: ['N-24'], when: (c) => c.tracing.sources.length === 0 },
  ),
  sample(
    'search.exhausted',
    'after weeks',
    { summary: 'nobody' },
    {
      when: enough,
      to: 'open.way.search.alternative',
    },
  ),
  sample(
    'search.exhausted',
    'too early',
    { summary: 'nobody' },
    { when: (c) => !enough(c), refusedBy: ['family-reintegration.searched'] },
  ),
];

const visit = {
  visitOn: today,
  adults: [{ name: 'aunt', relation: 'aunt', checked: true, concern: false }],
  housing: 'a house',
  income: 'rice',
  idpoor: true,
  family: familyScores(),
  reasonForSeparationPresent: false,
  safe: true,
  familyWilling: true,
  refusalGrounds: [],
  conclusion: 'canBeReintegrated',
  signatures: { caseworker: signature },
};
const cannot = { ...visit, conclusion: 'cannotBeReintegrated' };
const family: Class[] = [
  sample('homeAssessment.submitted', 'a good home', visit, { person: worker, to: 'open.way.plan' }),
  sample(
    'homeAssessment.submitted',
    'not safe',
    { ...cannot, safe: false, refusalGrounds: ['unsafe', 'material'] },
    { person: worker, to: 'open.way.search.alternative' },
  ),
  sample(
    'homeAssessment.submitted',
    'poor',
    { ...cannot, refusalGrounds: ['material', 'education'] },
    { refusedBy: ['N-02'] },
  ),
  sample(
    'homeAssessment.submitted',
    'tomorrow',
    { ...visit, visitOn: future },
    { refusedBy: ['family-reintegration.happened'] },
  ),
  sample('homeAssessment.submitted', 'by another district', visit, {
    actor: { area: elsewhere.slice(0, 4) },
    refusedBy: ['family-reintegration.destination'],
  }),
  sample(
    'homeAssessment.submitted',
    'an adult not checked',
    { ...visit, adults: [{ ...visit.adults[0], checked: false }] },
    { refusedBy: ['family-reintegration.adults'] },
  ),
];

const form3 = {
  lines: [{ item: 'legalDocuments', goal: 'papers', action: 'apply', by: 'worker', when: today }],
  siblings: [],
  deviceNeeded: true,
  parentDetained: false,
  signatures: { caseworker: signature, guardian: signature, authority: signature },
};
const plan: Class[] = [
  sample('plan.submitted', 'complete', form3, { person: worker, to: 'open.way.review' }),
  sample(
    'plan.submitted',
    'signed years ahead',
    { ...form3, signatures: { ...form3.signatures, guardian: { ...signature, on: future } } },
    { person: worker, refusedBy: ['family-reintegration.happened'] },
  ),
  sample(
    'plan.submitted',
    'a low item without action',
    { ...form3, lines: [] },
    { refusedBy: ['family-reintegration.plan'], when: (c) => c.low.length > 0 },
  ),
  sample(
    'plan.submitted',
    'a parent in prison, no contact',
    { ...form3, parentDetained: true },
    { refusedBy: ['family-reintegration.contact-plan'] },
  ),
  sample('plan.submitted', 'disabled, no support', form3, {
    facts: { children: [{ ...fact, disability: true }] },
    refusedBy: ['family-reintegration.disability'],
  }),
  sample('plan.submitted', 'a sister forgotten', form3, {
    facts: { children: [{ ...fact, siblings: [sister] }] },
    refusedBy: ['N-07'],
  }),
];

const minutes = {
  decision: 'approve',
  aims: 'home for good',
  reasons: 'ready',
  advice: ['health', 'education'],
  members: [
    { name: 'nurse', office: 'health centre' },
    { name: 'teacher', office: 'school' },
  ],
};
const review: Class[] = [
  sample('placement.reviewed', 'approved', minutes, { person: supervisor }),
  sample(
    'placement.reviewed',
    'sent back',
    { ...minutes, decision: 'return' },
    { person: supervisor, to: 'open.way.plan' },
  ),
  sample(
    'placement.reviewed',
    'no advice heard',
    { ...minutes, advice: [] },
    { refusedBy: ['family-reintegration.advice'] },
  ),
  sample('placement.reviewed', 'the worker has too many cases', minutes, {
    facts: { workload: [{ worker, open: 30, visitsNext30: 60, areas: ['0801'] }] },
    refusedBy: ['family-reintegration.workload'],
    when: (c) => c.worker === worker,
  }),
  sample('placement.reviewed', 'by who assessed', minutes, { person: worker, refusedBy: ['N-10'] }),
  sample('placement.confirmed', 'agreed', { agreed: true, reasons: 'yes' }, { to: 'open.way.preparation' }),
  sample('placement.confirmed', 'not agreed', { agreed: false, reasons: 'no' }, { to: 'open.way.plan' }),
  sample(
    'placement.confirmed',
    'by who assessed',
    { agreed: true, reasons: 'yes' },
    {
      person: worker,
      refusedBy: ['N-10'],
    },
  ),
];

const ready = {
  documents: true,
  school: 'enrolled',
  grantRequested: true,
  disabilitySupport: 'notNeeded',
  device: 'delivered',
  village: true,
  family: true,
};
const contact = { on: today, kind: 'visit', successful: true, monitored: true };
const preparation: Class[] = [
  sample('contact.recorded', 'a good visit', contact, { when: (c) => !c.contact }),
  sample('contact.recorded', 'a call', { ...contact, kind: 'call' }),
  sample('contact.recorded', 'tomorrow', { ...contact, on: future }, { refusedBy: ['family-reintegration.happened'] }),
  sample('readiness.recorded', 'all ready', ready, { when: (c) => c.contact }),
  sample('readiness.recorded', 'papers are missing', { ...ready, documents: false }, { when: (c) => c.contact }),
  sample('readiness.recorded', 'the device is missing', { ...ready, device: 'missing' }, { when: (c) => c.contact }),
];

const form4 = {
  placedOn: today,
  time: '09:00',
  home,
  homeKind: 'parents',
  carer: { name: 'mother', relation: 'mother' },
  receivedBy: 'mother',
  documentsHandedOver: [],
  ladder: [{ rung: 'birthFamily', answer: 'yes' }],
  signatures: { child: signature, carer: signature, caseworker: signature, chief: signature },
};
/** What must hold before a child goes home, by the rule that asks for it. */
const conditions: Record<string, (c: Context) => boolean> = {
  'family-reintegration.ready': (c) => c.contact && c.ready?.documents === true,
  'family-reintegration.disability': (c) => c.ready?.device === true,
  'family-reintegration.court': (c) => c.court.length < 2 && !c.court.includes('stay'),
  'family-reintegration.minor': (c) => c.age !== 'adult',
  'N-33': (c) => c.concern === 'none',
};
const others = (rule?: string) =>
  all(
    ...Object.entries(conditions).map(([name, holds]) => (name === rule ? (c: Context) => !holds(c) : holds)),
    (c) => c.stays === 0 && (rule === 'family-reintegration.minor' || c.age === 'unknown'),
  );
const goes = (c: Context) => ({ ...form4, homeKind: c.home.kind ?? 'parents' }).homeKind;
const made = (name: string, more: object, rest: Partial<Class>): Class[] =>
  (rest.refusedBy ? (['parents'] as const) : (['parents', 'kin'] as const)).map((homeKind) =>
    sample(
      'placement.made',
      `${name}, ${homeKind}`,
      { ...form4, homeKind, ...more },
      {
        person: worker,
        ...rest,
        when: all((c) => goes(c) === homeKind && (homeKind === 'kin') === (c.risk === 'high'), rest.when ?? others()),
      },
    ),
  );
const goesAlone = { siblingsInCare: [{ id: sister, home, ready: true as const }] };
const placement: Class[] = [
  ...made(
    'the family is under investigation',
    {},
    {
      facts: { children: [{ ...fact, investigated: true }] },
      refusedBy: ['family-reintegration.investigation'],
    },
  ),
  ...made('the sister stays behind', {}, { facts: { children: [{ ...fact, ...goesAlone }] }, refusedBy: ['N-07'] }),
  ...made('four signatures', {}, { to: 'open.way.placed' }),
  ...made('tomorrow', { placedOn: future }, { refusedBy: ['family-reintegration.happened'] }),
  ...made(
    'signed tomorrow',
    { signatures: { ...form4.signatures, chief: { by: 'signature', on: future } } },
    { refusedBy: ['family-reintegration.happened'] },
  ),
  ...made('before the review', { placedOn: '2015-03-01' }, { refusedBy: ['N-30'] }),
  ...made('three signatures', { signatures: { ...form4.signatures, chief: undefined } }, { refusedBy: ['N-30'] }),
  ...Object.keys(conditions)
    .filter((rule) => rule !== 'family-reintegration.disability')
    .flatMap((rule) => made(`without ${rule}`, {}, { refusedBy: [rule], when: others(rule) })),
  ...made(
    'the device is missing',
    {},
    {
      refusedBy: ['family-reintegration.disability'],
      when: all(others('family-reintegration.disability'), (c) => c.ready?.documents === true),
    },
  ),
  sample('placement.made', 'of a closing institution, not cleared to go', form4, {
    facts: { leaving: [{ child, cleared: false }] },
    refusedBy: ['N-22'],
    when: all(others(), (c) => goes(c) === 'parents'),
  }),
  sample('placement.made', 'of a closing institution, before the day that was cleared', form4, {
    facts: { leaving: [{ child, cleared: true, leavesOn: future }] },
    refusedBy: ['family-reintegration.cleared-day'],
    when: all(others(), (c) => goes(c) === 'parents'),
  }),
  sample('placement.made', 'of a closing institution, with too many others', form4, {
    facts: {
      leaving: [{ child, cleared: true, leavesOn: form4.placedOn, days: [{ on: form4.placedOn, children: 5 }] }],
    },
    refusedBy: ['family-reintegration.cleared-day'],
    when: all(others(), (c) => goes(c) === 'parents'),
  }),
  sample(
    'placement.made',
    'of a closing institution, on another day, with the reason',
    { ...form4, otherDayReason: 'the family came' },
    {
      person: worker,
      facts: { leaving: [{ child, cleared: true, leavesOn: future }] },
      to: 'open.way.placed',
      when: all(others(), (c) => goes(c) === 'parents' && c.risk !== 'high'),
    },
  ),
  sample('placement.made', 'of a closing institution, cleared for another home', form4, {
    facts: { leaving: [{ child, cleared: true, destination: 'kin' }] },
    refusedBy: ['N-22'],
    when: all(others(), (c) => goes(c) === 'parents'),
  }),
  sample(
    'placement.made',
    'a rung skipped',
    { ...form4, homeKind: 'kin', ladder: [] },
    { refusedBy: ['N-11'], when: all(others(), (c) => goes(c) === 'kin') },
  ),
];

const replaced = { on: today };
const authority = { id: 'x', kind: 'residential', status: 'inForce', instance: 'gatekeeping', until: 1 } as const;
const replacement: Class[] = [
  sample('replacement.recorded', 'a new decision', replaced, {
    facts: { children: [{ ...fact, authority }] },
    to: 'replaced',
  }),
  sample('replacement.recorded', 'no new decision', replaced, { refusedBy: ['N-35'] }),
  sample(
    'replacement.recorded',
    'tomorrow',
    { on: future },
    { facts: { children: [{ ...fact, authority }] }, refusedBy: ['family-reintegration.happened'] },
  ),
];

export const waySamples: Class[] = [
  ...openings,
  ...fromGate,
  ...assessment,
  ...search,
  ...family,
  ...plan,
  ...review,
  ...preparation,
  ...placement,
  ...replacement,
];

/** Classes of emergencies, arrivals, reviews, hand-overs, and of the facts that may come at any time. */
import type { Context } from '../context';
import {
  bora,
  childFact,
  elsewhere,
  home,
  infant,
  mey,
  now,
  personOf,
  plain,
  rci,
  sample,
  stranger,
  later,
  today,
  tomorrow,
  transit,
  transitHome,
  young,
  type Class,
} from './people';

const opening = {
  children: [bora],
  takenAt: '2017-03-05T23:40:00+07:00',
  where: 'market',
  found: 'police patrol',
  grounds: 'foundAlone',
};
const police = { role: 'police' as const };
const unknownReasons = (c: Context) => c.reasons.length === 0;
const emergencies: Class[] = [
  sample('emergency.opened', 'by the police at night', opening, {
    actor: police,
    to: 'open.steps.emergency',
    when: (c) => unknownReasons(c) || (plain(c) && !c.done.registered),
  }),
  sample('emergency.opened', 'by the institution', opening, { actor: { role: 'rciDirector' }, refusedBy: ['N-04'] }),
  sample('dutyWorker.reached', 'by telephone', { at: now, worker: 'on duty' }),
  sample('child.seen', 'alone, in person', {
    at: now,
    contactType: 'inPerson',
    alone: true,
    provinceInformed: true,
    views: { heard: true, words: 'I want to go to my grandmother' },
  }),
  sample(
    'child.seen',
    'in person, not asked',
    { at: now, contactType: 'inPerson', alone: false, provinceInformed: true },
    { when: (c) => !c.seen && c.cover === 'emergency' },
  ),
  sample(
    'child.seen',
    'by telephone',
    { at: now, contactType: 'telephone', alone: false, provinceInformed: true },
    { refusedBy: ['gatekeeping.met'] },
  ),
  sample(
    'child.seen',
    'the province does not know',
    { at: now, contactType: 'inPerson', alone: true, provinceInformed: false },
    { refusedBy: ['gatekeeping.province-knows'] },
  ),
  sample(
    'child.seen',
    'tomorrow',
    { at: later, contactType: 'inPerson', alone: true, provinceInformed: true },
    { refusedBy: ['gatekeeping.happened'] },
  ),
];

const passedOver = ['relative', 'emergencyFoster'].map((destination) => ({ destination, reason: 'none was found' }));
const proposal = { destination: 'transitHome', institution: transit, passedOver };
const there = (more: object = {}) => ({ institution: { ...transitHome, ...more } });
const often = { emergencies: { sameReferrerSameFacility: 2 } };
const proposals: [string, object, object, string[] | undefined][] = [
  ['a transit home', {}, there(), undefined],
  [
    'a safe relative',
    { destination: 'relative', institution: undefined, passedOver: [] },
    { institution: undefined },
    undefined,
  ],
  [
    'a foster family for an infant',
    { destination: 'emergencyFoster', institution: undefined },
    { ...young, institution: undefined },
    undefined,
  ],
  ['a transit home for an infant', {}, { ...there(), ...young }, ['N-01']],
  ['an institution called a hospital, for an infant', { destination: 'hospital' }, { ...there(), ...young }, ['N-01']],
  ['a place that the register does not hold', {}, { institution: undefined }, ['N-06']],
  [
    'a suspended institution',
    {
      destination: 'institution',
      institution: home,
      passedOver: [...passedOver, { destination: 'transitHome', reason: 'full' }],
    },
    { institution: { ...rci, standing: 'suspended' } },
    ['N-05'],
  ],
  ['a frozen transit home', {}, there({ standing: 'frozen' }), ['N-05', 'N-20']],
  ['relatives passed over without a reason', { passedOver: passedOver.slice(1) }, there(), ['N-11']],
];
const destinations: Class[] = proposals.flatMap(([name, data, more, refusedBy]) => [
  sample(
    'destination.proposed',
    name,
    { ...proposal, ...data },
    {
      facts: more,
      refusedBy,
      when: (c) =>
        refusedBy
          ? c.cover === 'emergency'
          : (!c.seen && c.destination === undefined) || (name === 'a transit home' && c.destination === 'facility'),
    },
  ),
  sample(
    'destination.proposed',
    `${name}, again by the same referrer`,
    { ...proposal, ...data },
    {
      facts: { ...more, ...often },
      refusedBy,
      when: (c) =>
        refusedBy
          ? c.cover === 'emergency'
          : (!c.seen && c.destination === undefined) || (name === 'a transit home' && c.destination === 'facility'),
    },
  ),
]);

const bridging = {
  destination: 'transitHome',
  institution: transit,
  goal: 'kinship',
  until: '2017-03-20',
  reasons: 'the grandmother is found',
};
const running = (c: Context) =>
  c.seen && !c.ministry && (!c.done.decided || (c.admitted.length > 0 && c.familyPlan === undefined));
const bridge = (name: string, data: object, more: Partial<Class> = {}) =>
  sample('decision.interimCare', name, { ...bridging, ...data }, { facts: there(), when: running, ...more });
const bridges: Class[] = [
  bridge(
    'in the transit home',
    {},
    { to: 'open.authority.bridge.interim', when: (c) => running(c) && c.destination !== 'family' },
  ),
  bridge('an infant in the transit home', {}, { facts: { ...there(), ...young }, refusedBy: ['N-01'] }),
  bridge('a place that the register does not hold', {}, { facts: { institution: undefined }, refusedBy: ['N-06'] }),
  bridge('a suspended transit home', {}, { facts: there({ standing: 'suspended' }), refusedBy: ['N-05'] }),
  bridge('a frozen transit home', {}, { facts: there({ standing: 'frozen' }), refusedBy: ['N-05', 'N-20'] }),
  bridge('without end', { until: undefined }, { refusedBy: ['N-09'] }),
  bridge('without goal', { goal: undefined }, { refusedBy: ['N-09'] }),
  bridge('for more than 90 days', { until: '2017-06-05' }, { refusedBy: ['N-09'] }),
  bridge('before the child was seen', {}, { refusedBy: ['N-03'], when: (c) => !c.seen && !c.ministry }),
  bridge('by who opened the emergency', {}, { person: personOf('police'), refusedBy: ['N-10'] }),
  bridge('by the ministry, unasked', {}, { actor: { role: 'mosvy' }, refusedBy: ['gatekeeping.level'] }),
  sample(
    'lapse.acknowledged',
    'by the director',
    { measures: 'the child stays in the transit home' },
    { to: 'open.authority.bridge.acknowledged' },
  ),
];

const arrival = { children: [bora], at: now };
const director = { role: 'rciDirector' as const, institution: home };
const awaited = (c: Context) => c.admitted.length > 0 && c.done.decided && !c.present && c.familyPlan === undefined;
const arrives = (name: string, data: object, more: Partial<Class> = {}) =>
  sample('arrival.recorded', name, { ...arrival, ...data }, more);
const invalid = (name: string, data: object, more: Partial<Class>) =>
  arrives(name, data, {
    actor: { role: 'dsw' },
    when: (c) => awaited(c) && c.anchors.suspended === undefined,
    to: 'open.steps.suspendedByInstitution',
    ...more,
  });
const arrivals: Class[] = [
  arrives('told by the institution', {}, { actor: director }),
  arrives('told by the social worker', {}, { actor: { role: 'dsw' } }),
  arrives(
    'of her sister',
    { children: [mey] },
    { actor: { role: 'dsw' }, when: (c) => c.admitted.length === 2 && c.arrivals.length >= 2 },
  ),
  arrives(
    'of her sister, told by the institution',
    { children: [mey] },
    { actor: director, when: (c) => c.admitted.length === 2 && c.arrivals.length >= 2 },
  ),
  invalid('at an institution suspended since', {}, { facts: { institution: { ...rci, standing: 'suspended' } } }),
  invalid('of a child who proves to be under three', {}, { facts: young }),
  invalid(
    'of a child with an authority elsewhere',
    {},
    {
      facts: {
        children: [
          childFact(bora, {
            authority: {
              id: stranger,
              kind: 'residential',
              status: 'inForce',
              institution: elsewhere,
              instance: stranger,
              until: 1_500_000_000_000,
            },
          }),
        ],
      },
    },
  ),
  invalid('at another institution', { institution: elsewhere }, {}),
  invalid('told by another institution', {}, { actor: { role: 'rciDirector', institution: elsewhere } }),
  invalid('of a child who was not approved', { children: [stranger] }, {}),
];

const standing = (name: string, more: object, rest: Partial<Class> = {}) =>
  sample(
    'institution.statusChanged',
    name,
    { institution: home },
    { facts: { institution: { ...rci, ...more } }, actor: { role: 'register' }, ...rest },
  );
const register = { actor: { role: 'register' as const } };
const alone = (c: Context) => c.children.length === 1;
const changes: Class[] = [
  standing('it is suspended', { standing: 'suspended' }, { when: awaited, to: 'open.steps.suspendedByInstitution' }),
  standing('it is over capacity', { occupied: 41 }, { when: awaited, to: 'open.steps.suspendedByInstitution' }),
  standing(
    'it is overdue for inspection',
    { lastInspection: '2016-01-01' },
    { when: awaited, to: 'open.steps.suspendedByInstitution' },
  ),
  standing('it may receive again', {}, { when: awaited, to: 'open.steps.suspendedByInstitution' }),
  standing('where children live', { standing: 'suspended' }, { when: (c) => c.present }),
  sample(
    'child.birthDateCorrected',
    'under three, in the institution or awaited',
    { child: { id: bora } },
    {
      ...register,
      facts: young,
      when: (c) => alone(c) && c.admitted.length > 0 && c.familyPlan === undefined,
      to: 'open.steps.underAge',
    },
  ),
  sample(
    'child.birthDateCorrected',
    'the sister is under three',
    { child: { id: mey } },
    {
      ...register,
      facts: { children: [childFact(bora), { ...infant, id: mey }] },
      when: (c) => c.admitted.length > 0 && c.familyPlan === undefined,
      to: 'open.steps.underAge',
    },
  ),
  sample(
    'child.birthDateCorrected',
    'under three, in emergency care',
    { child: { id: bora } },
    { ...register, facts: young, when: (c) => alone(c) && c.admitted.length === 0 && c.cover !== 'none' },
  ),
  sample(
    'child.birthDateCorrected',
    'under three, leaving the institution',
    { child: { id: bora } },
    { ...register, facts: young, when: (c) => alone(c) && c.present && c.familyPlan !== undefined },
  ),
  sample(
    'child.died',
    'the only child',
    { child: { id: bora } },
    {
      ...register,
      facts: { children: [childFact(bora, { status: 'died' }), childFact(mey)] },
      when: alone,
      to: 'childDied',
    },
  ),
  sample(
    'child.died',
    'one of two',
    { child: { id: mey } },
    {
      ...register,
      facts: { children: [childFact(bora), childFact(mey, { status: 'died' })] },
      when: (c) => c.children.length === 2 && c.done.panel,
    },
  ),
  sample('child.courtOrder', 'an order', { child: { id: bora } }, register),
  sample('safetyConcern', 'abuse', { children: [bora], at: now, kind: 'abuse', note: 'told to the worker' }),
  sample('childMissing', 'since yesterday', { children: [bora], lastSeen: now, policeInformed: true }),
  sample('courtOrderReceived', 'custody', { children: [bora], number: '17/2017', on: today, orders: 'custody' }),
  sample(
    'childDied',
    'the only child',
    { children: [bora], at: now, place: 'hospital' },
    { when: alone, to: 'childDied' },
  ),
  sample(
    'childDied',
    'one of two',
    { children: [mey], at: now, place: 'hospital' },
    { when: (c) => c.children.length === 2 && c.done.panel },
  ),
];

const reinstated = { reasons: 'the institution may receive again' };
const waits = (c: Context) => awaited(c) && !c.ministry && c.children.length === 1;
const again: Class[] = [
  sample('decision.reinstated', 'it may receive again', reinstated, {
    to: 'open.steps.awaitingArrival',
    when: (c) => !c.ministry,
  }),
  sample('decision.reinstated', 'by the ministry', reinstated, {
    actor: { role: 'mosvy' },
    to: 'open.steps.awaitingArrival',
    when: (c) => c.ministry,
  }),
  sample('decision.reinstated', 'a child under three', reinstated, { facts: young, refusedBy: ['N-01'], when: waits }),
  sample('decision.reinstated', 'it is suspended', reinstated, {
    facts: { institution: { ...rci, standing: 'suspended' } },
    refusedBy: ['N-05'],
    when: waits,
  }),
  sample('decision.reinstated', 'it is frozen', reinstated, {
    facts: { institution: { ...rci, standing: 'frozen' } },
    refusedBy: ['N-05', 'N-20'],
    when: waits,
  }),
  sample('decision.reinstated', 'an authority elsewhere', reinstated, {
    facts: {
      children: [
        childFact(bora, {
          authority: {
            id: stranger,
            kind: 'residential',
            status: 'inForce',
            institution: elsewhere,
            instance: stranger,
            until: 1_500_000_000_000,
          },
        }),
      ],
    },
    refusedBy: ['N-13'],
    when: waits,
  }),
  sample('decision.reinstated', 'by the assessor', reinstated, {
    person: personOf('dsw'),
    refusedBy: ['N-10'],
    when: waits,
  }),
  sample('decision.reinstated', 'by the ministry, unasked', reinstated, {
    actor: { role: 'mosvy' },
    refusedBy: ['gatekeeping.level'],
    when: waits,
  }),
];

const review = { on: today, childSeenAlone: true, goalProgress: 'the mother is free in May' };
const reviews: Class[] = [
  sample('placement.planned', 'with the child', { plan: 'school and visits', reviewedWithChild: true }),
  sample('review.continued', 'not yet', review, { when: (c) => c.present }),
  sample(
    'review.continued',
    'the child was not seen',
    { ...review, childSeenAlone: false },
    { refusedBy: ['gatekeeping.seen-alone'] },
  ),
  sample('review.returnDecided', 'the mother is free', review, { to: 'open.steps.placing' }),
  sample(
    'review.returnDecided',
    'the child was not seen',
    { ...review, childSeenAlone: false },
    { refusedBy: ['gatekeeping.seen-alone'] },
  ),
  sample('review.returnDecided', 'by the assessor', review, { person: personOf('dsw'), refusedBy: ['N-10'] }),
  sample('review.familyCareDecided', 'an aunt', { ...review, care: 'kinship' }, { to: 'open.steps.placing' }),
  sample(
    'review.familyCareDecided',
    'the child was not seen',
    { ...review, care: 'kinship', childSeenAlone: false },
    { refusedBy: ['gatekeeping.seen-alone'] },
  ),
  sample(
    'review.familyCareDecided',
    'by the assessor',
    { ...review, care: 'kinship' },
    { person: personOf('dsw'), refusedBy: ['N-10'] },
  ),
  sample(
    'review.continued',
    'tomorrow',
    { ...review, on: tomorrow },
    { refusedBy: ['gatekeeping.happened'] },
  ),
  sample(
    'review.returnDecided',
    'tomorrow',
    { ...review, on: tomorrow },
    { refusedBy: ['gatekeeping.happened'] },
  ),
  sample(
    'review.familyCareDecided',
    'tomorrow',
    { ...review, on: tomorrow, care: 'kinship' },
    { refusedBy: ['gatekeeping.happened'] },
  ),
  sample(
    'renewal.started',
    'the goal is not reached',
    { reason: 'the mother is still in jail' },
    { to: 'open.steps.assessing', when: (c) => c.present && c.informed && c.children.length === 1 },
  ),
];

const signed = { by: 'signature', on: today };
const form4 = {
  children: [bora],
  at: now,
  carer: 'aunt',
  commune: '150201',
  signatures: { child: signed, carer: signed, caseworker: signed, chief: signed },
};
const handOvers: Class[] = [
  sample('placement.started', 'four signatures', form4),
  sample(
    'placement.started',
    'four signatures for her sister',
    { ...form4, children: [mey] },
    { when: (c) => c.children.length === 2 },
  ),
  sample(
    'placement.started',
    'without the chief',
    { ...form4, signatures: { child: signed, carer: signed, caseworker: signed } },
    { refusedBy: ['N-30'] },
  ),
  sample(
    'placement.started',
    'tomorrow',
    { ...form4, at: later },
    { refusedBy: ['gatekeeping.happened'], when: (c) => c.familyPlan !== undefined },
  ),
  sample('placement.started', 'before a decision', form4, {
    refusedBy: ['N-30'],
    when: (c) => c.familyPlan === undefined,
  }),
  sample('placement.started', 'discharged by the institution', form4, {
    actor: director,
    refusedBy: ['N-30'],
    when: (c) => c.familyPlan === undefined,
  }),
];

export const placementSamples: Class[] = [
  ...emergencies,
  ...destinations,
  ...bridges,
  ...arrivals,
  ...changes,
  ...again,
  ...reviews,
  ...handOvers,
];

/** Classes of arrivals, reviews, hand-overs, and of the facts that may come at any time. */
import type { Context } from '../context';
import {
  bora,
  childFact,
  elsewhere,
  home,
  infant,
  later,
  mey,
  now,
  personOf,
  rci,
  sample,
  stranger,
  today,
  tomorrow,
  young,
  type Class,
} from './people';

const arrival = { children: [bora], at: now };
const director = { role: 'rciDirector' as const, institution: home };
const awaited = (c: Context) => c.admitted.length > 0 && c.done.decided && !c.present && c.familyPlan === undefined;
const waiting = (c: Context) => !c.done.decided && !c.present && c.institution === home;
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
  arrives(
    'of a child whose way home is open',
    {},
    {
      actor: { role: 'dsw' },
      facts: { children: [childFact(bora, { openCases: ['family-reintegration'] }), childFact(mey)] },
    },
  ),
  arrives('of tomorrow', { at: later }, { actor: { role: 'dsw' }, refusedBy: ['gatekeeping.happened'] }),
  arrives(
    'of tomorrow, at another institution',
    { at: later, institution: elsewhere },
    { actor: { role: 'dsw' }, refusedBy: ['gatekeeping.happened'] },
  ),
  arrives('told by a worker of the operator', {}, { actor: { role: 'ngoCaseworker', agency: rci.operatorAgency } }),
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
  invalid(
    'before the decision',
    { at: '2017-03-03T09:00:00+07:00' },
    { when: (c) => awaited(c) && c.cover === 'none' && c.anchors.suspended === undefined },
  ),
  invalid(
    'of a child whom a closing institution has not cleared',
    {},
    { facts: { leaving: [{ child: bora, cleared: false }] } },
  ),
  arrives(
    'of a child whom a closing institution has cleared',
    {},
    { actor: { role: 'dsw' }, facts: { leaving: [{ child: bora, cleared: true }] } },
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
  standing(
    'it is suspended',
    { standing: 'suspended' },
    { when: (c) => awaited(c) || c.held !== undefined, to: 'open.steps.suspendedByInstitution' },
  ),
  standing('it is over capacity', { occupied: 41 }, { when: awaited, to: 'open.steps.suspendedByInstitution' }),
  standing(
    'it is overdue for inspection',
    { lastInspection: '2016-01-01' },
    { when: awaited, to: 'open.steps.suspendedByInstitution' },
  ),
  standing('it may receive again', {}, { when: awaited, to: 'open.steps.suspendedByInstitution' }),
  standing(
    'it is frozen while the request waits',
    { standing: 'frozen' },
    { when: (c) => waiting(c) && alone(c) && c.held === undefined, to: 'open.place.suspended' },
  ),
  standing(
    'it may receive again while the request waits',
    {},
    { when: (c) => c.held !== undefined, to: 'open.place.open' },
  ),
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
    'tomorrow',
    { children: [bora], at: later, place: 'hospital' },
    { when: (c) => c.children[0] === bora, refusedBy: ['gatekeeping.happened'] },
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
  sample('review.continued', 'tomorrow', { ...review, on: tomorrow }, { refusedBy: ['gatekeeping.happened'] }),
  sample('review.returnDecided', 'tomorrow', { ...review, on: tomorrow }, { refusedBy: ['gatekeeping.happened'] }),
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
    {
      to: 'open.steps.assessing',
      when: (c) => c.present && c.informed && c.children.length === 1 && c.challenge === 'open',
    },
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
    'a child of another case',
    { ...form4, children: [stranger] },
    { refusedBy: ['gatekeeping.of-this-case'], when: (c) => c.familyPlan !== undefined },
  ),
  sample(
    'placement.started',
    'the chief signs later',
    { ...form4, signatures: { ...form4.signatures, chief: { by: 'signature', on: tomorrow } } },
    { refusedBy: ['N-30'] },
  ),
  sample('placement.started', 'before it has happened', { ...form4, at: later }, { refusedBy: ['N-30'] }),
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

export const placementSamples: Class[] = [...arrivals, ...changes, ...again, ...reviews, ...handOvers];

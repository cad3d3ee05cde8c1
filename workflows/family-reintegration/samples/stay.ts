/** Classes of the life with the family: visits, risk, reviews, breakdown. */
import type { Context } from '../context';
import {
  all,
  calm,
  childScores,
  familyScores,
  future,
  edge,
  kept,
  keptHigh,
  sample,
  today,
  visitor,
  untouched,
  yesterday,
  type Class,
} from './people';

/** Form 5 of a visit that counts; not everything is good, so that no second person is asked for. */
export const form5 = {
  visitOn: today,
  contactType: 'inPerson',
  childSeen: true,
  spokenAlone: true,
  where: 'home',
  whoLivesThere: [{ name: 'mother', relation: 'mother' }],
  newAdult: false,
  sleeping: 'ok',
  food: 'notEnough',
  school: 'attending',
  work: false,
  health: 'good',
  injuries: false,
  concerns: ['none'],
  childWords: 'fine',
  risk: 'low',
  actionsDone: [],
};
const phone = { visitOn: today, contactType: 'telephone', childSeen: false, concerns: ['none'], actionsDone: [] };
const has = (key: string, status: string) => (c: Context) => c.visits.some((v) => v.key === key && v.status === status);
const unseen = (c: Context) => c.lastSeen === undefined && c.phoneOnly < 2;
const seen = (name: string, more: object, when?: Class['when']): Class =>
  sample('visit.recorded', name, { ...form5, ...more }, { when });
const visits: Class[] = [
  seen('child seen', {}),
  seen('child seen the day before', { visitOn: yesterday }, (c) => calm(c) && c.lastSeen === today),
  seen('not alone, with the reason', { spokenAlone: false, notAloneBecause: 'a baby' }),
  seen('child not seen', { childSeen: false }),
  seen('a safety field left open', { injuries: undefined }),
  seen('not alone, no reason', { spokenAlone: false }),
  seen('written', { contactType: 'written', childSeen: false }),
  seen('weeks ago', { visitOn: '2017-02-20' }),
  seen('injured', { injuries: true }, all(kept, calm)),
  seen('without a fault', { food: 'ok' }, all(kept, calm)),
  seen(
    'without a fault again',
    { food: 'ok' },
    all(calm, (c) => c.allGood),
  ),
  sample('visit.recorded', 'by telephone', phone, { when: all(calm, unseen, (c) => c.risk === 'high') }),
  sample('visit.recorded', 'by telephone again', phone, {
    when: all(calm, unseen, (c) => c.phoneOnly === 1 && c.stand === 'overdue'),
  }),
  sample('visit.recorded', 'tomorrow', { ...form5, visitOn: future }, { refusedBy: ['family-reintegration.happened'] }),
  sample(
    'visit.confirmed',
    'the child was seen',
    { key: '1/D+3', seen: true, how: 'call' },
    {
      when: (c) => c.visits.some((v) => v.key === '1/D+3' && v.madeOn !== undefined),
    },
  ),
  sample(
    'visit.confirmed',
    'nobody came',
    { key: '1/D+3', seen: false, how: 'call' },
    {
      when: all(kept, calm, (c) => c.visits.some((v) => v.key === '1/D+3' && v.madeOn !== undefined)),
    },
  ),
  sample(
    'visit.confirmed',
    'the second without a fault',
    { key: '1/D+7', seen: true, how: 'visit' },
    { when: (c) => c.toCheck.includes('1/D+7'), to: 'open.checks.none' },
  ),
  sample(
    'visit.confirmed',
    'by who made it',
    { key: '1/D+3', seen: true, how: 'call' },
    { person: visitor, when: (c) => has('1/D+3', 'made')(c) && c.duties.visitors.length > 0, refusedBy: ['N-10'] },
  ),
  sample(
    'visit.confirmed',
    'never made',
    { key: '1/M1', seen: true, how: 'call' },
    {
      when: (c) => !c.visits.some((v) => v.key === '1/M1' && v.madeOn !== undefined),
      refusedBy: ['family-reintegration.made-visit'],
    },
  ),
  sample(
    'visits.writtenOff',
    'overdue',
    { keys: ['1/D+3'], reason: 'too late' },
    {
      when: all(calm, has('1/D+3', 'planned'), (c) => c.stand === 'notSeen'),
    },
  ),
  sample(
    'visits.writtenOff',
    'made already',
    { keys: ['1/D+3'], reason: 'too late' },
    {
      when: has('1/D+3', 'made'),
      refusedBy: ['family-reintegration.overdue-visit'],
    },
  ),
];

const scores = { visitOn: today, contactType: 'inPerson', childSeen: true };
const enough = { months: 6, reason: 'a steady home' };
const risk: Class[] = [
  sample('monitoring.shortened', 'to the floor', enough, { when: all(kept, calm, (c) => c.shortened === undefined) }),
  sample(
    'monitoring.shortened',
    'below the floor',
    { ...enough, months: 5 },
    { refusedBy: ['family-reintegration.floor'] },
  ),
  sample('monitoring.shortened', 'at high risk', enough, {
    when: (c) => c.risk === 'high',
    refusedBy: ['family-reintegration.floor'],
  }),
  sample(
    'risk.changed',
    'up',
    { to: 'high', reasons: 'danger' },
    { when: all(calm, (c) => kept({ ...c, shortened: undefined })) },
  ),
  sample(
    'risk.changed',
    'down after a review',
    { to: 'low', reasons: 'well' },
    {
      actor: { role: 'districtSupervisor' },
      when: (c) => c.risk === 'high' && c.mayStepDown && c.concern === 'none',
    },
  ),
  sample(
    'risk.changed',
    'down by the worker',
    { to: 'low', reasons: 'well' },
    {
      when: (c) => c.risk === 'high',
      refusedBy: ['family-reintegration.step-down'],
    },
  ),
  sample(
    'review.held',
    'continue',
    { on: today, conclusion: 'continue', reasons: 'well' },
    {
      to: 'open.review.waiting',
    },
  ),
  sample(
    'review.held',
    'fewer visits',
    { on: today, conclusion: 'stepDown', reasons: 'well' },
    {
      when: all(calm, keptHigh),
    },
  ),
  sample(
    'review.held',
    'more visits',
    { on: today, conclusion: 'stepUp', reasons: 'danger' },
    {
      when: all(kept, calm),
    },
  ),
  sample(
    'review.held',
    'tomorrow',
    { on: future, conclusion: 'continue', reasons: 'well' },
    { refusedBy: ['family-reintegration.happened'] },
  ),
  sample('reassessment.submitted', 'well', { ...scores, child: childScores(), family: familyScores() }),
  sample(
    'reassessment.submitted',
    'weak',
    { ...scores, child: childScores({ food: 1 }), family: familyScores() },
    {
      when: all(edge, calm),
    },
  ),
  sample(
    'reassessment.submitted',
    'tomorrow',
    { ...scores, visitOn: future, child: childScores(), family: familyScores() },
    { refusedBy: ['family-reintegration.happened'] },
  ),
  sample(
    'action.done',
    'the papers',
    { lines: [1] },
    { when: (c) => calm(c) && (kept(c) || (c.risk === 'high' && untouched(c))) },
  ),
];

const broken = { on: today, reason: 'carerCannot', where: 'kin', note: 'ill' };
const breakdown: Class[] = [
  sample('breakdown.recorded', 'with relatives', broken, {
    when: all(untouched, calm, (c) => c.risk === 'high'),
    to: 'open.way.search.alternative',
  }),
  sample(
    'breakdown.recorded',
    'found in the institution',
    { ...broken, where: 'institutionFact' },
    { when: all(untouched, calm, (c) => c.risk !== 'high'), to: 'open.location.inCare' },
  ),
  sample('breakdown.recorded', 'tomorrow', { ...broken, on: future }, { refusedBy: ['family-reintegration.happened'] }),
];

export const staySamples: Class[] = [...visits, ...risk, ...breakdown];

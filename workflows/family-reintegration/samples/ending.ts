/** Classes of the ends: closure with its scores, loss, withdrawal, adulthood, handing over. */
import { dateOf } from '../../time';
import type { Context } from '../context';
import { daysBetween } from '../schedule';
import {
  all,
  calm,
  childScores,
  familyScores,
  future,
  kept,
  sample,
  signature,
  supervisor,
  today,
  worker,
  type Class,
} from './people';

const form6 = {
  child: childScores(),
  family: familyScores({ helpFromRelatives: 1 }),
  narrative: 'a good year',
  aftercareContact: 'commune',
  signatures: { child: signature, guardian: signature, caseworker: signature, authority: signature },
};
const undisturbed = (c: Context) => c.concern === 'none' && c.court.length < 2 && c.location === 'home';
/** As far as the context alone tells: the schedule is kept, the child was seen, the plan is done, the review was held. */
const ready = (c: Context) =>
  undisturbed(c) &&
  c.placement !== undefined &&
  c.actions.length === 0 &&
  c.lastSeen !== undefined &&
  !c.visits.some((v) => v.status === 'missed') &&
  (c.stand === 'onTrack' || c.stand === 'due');
const alone = (c: Context) => calm({ ...c, ending: 'none' });
const proposed = (name: string, more: object, rest: Partial<Class> = {}): Class =>
  sample(
    'closing.proposed',
    name,
    { ...form6, ...more },
    { person: worker, refusedBy: ['N-31'], when: undisturbed, ...rest },
  );
const refusedScores: Class[] = [
  proposed('a child item is 1', { child: childScores({ legalDocuments: 1 }) }),
  proposed('child 22, family 27', {
    child: Object.fromEntries(Object.keys(childScores()).map((item) => [item, 2])),
    family: familyScores({
      income: 2,
      housing: 2,
      foodSupply: 2,
      carerHealth: 2,
      carerMentalHealth: 2,
      familySafety: 2,
    }),
  }),
  proposed('a blank', { child: { ...childScores(), food: undefined } }),
  proposed('a signature is missing', { signatures: { ...form6.signatures, authority: undefined } }),
];
const early = (c: Context) => undisturbed(c) && (c.actions.length > 0 || c.lastSeen === undefined);
const closing: Class[] = [
  ...refusedScores,
  proposed('too early', {}, { when: early }),
  proposed(
    'in time',
    {},
    {
      refusedBy: undefined,
      when: all(
        ready,
        calm,
        (c) => kept(c) || (c.visits[0]?.task === 'followUpCall' && c.visits[0].status === 'made' && c.stand === 'due'),
      ),
      to: 'open.ending.closing',
    },
  ),
  proposed(
    'signed years ahead',
    { signatures: { ...form6.signatures, guardian: { ...signature, on: future } } },
    { refusedBy: ['family-reintegration.happened'], when: all(ready, calm, kept) },
  ),
  proposed('a concern is open', {}, { refusedBy: ['N-33'], when: (c) => c.concern !== 'none' && closable(c) }),
  proposed('the child is away', {}, { refusedBy: ['N-34'], when: (c) => c.location === 'missing' && closable(c) }),
  proposed(
    'orders contradict',
    {},
    {
      refusedBy: ['family-reintegration.court'],
      when: (c) => c.court.length > 1 && closable(c),
    },
  ),
];
function closable(c: Context): boolean {
  const broken = [c.concern !== 'none', c.location !== 'home', c.court.length > 1].filter(Boolean).length;
  return (
    broken === 1 &&
    kept({ ...c, reviewWanted: false }) &&
    ready({ ...c, concern: 'none', location: 'home', court: [] }) &&
    c.ending === 'none'
  );
}
const approve = (name: string, rest: Partial<Class>): Class =>
  sample('closing.approved', name, { reasons: 'as it should be' }, { person: supervisor, ...rest });
const intact = (c: Context) => [c.concern !== 'none', c.location !== 'home', c.court.length > 1].filter(Boolean).length;
const approval: Class[] = [
  approve('by another person', { when: all(ready, alone), to: 'sustained' }),
  approve('by who proposed it', { person: worker, when: ready, refusedBy: ['N-10'] }),
  approve('a visit was missed since', { when: (c) => undisturbed(c) && c.stand === 'overdue', refusedBy: ['N-31'] }),
  approve('a concern came up', {
    when: (c) => c.concern !== 'none' && intact(c) === 1 && c.stand !== 'overdue',
    refusedBy: ['N-33'],
  }),
  approve('the child is away', {
    when: (c) => c.location !== 'home' && intact(c) === 1 && c.stand !== 'overdue',
    refusedBy: ['N-34'],
  }),
  approve('orders contradict', {
    when: (c) => c.court.length > 1 && intact(c) === 1 && c.stand !== 'overdue',
    refusedBy: ['family-reintegration.court'],
  }),
  sample('closing.sentBack', 'more to do', { reasons: 'one more visit' }, { to: 'open.ending.none' }),
];

const longGone = ({ absences, anchors }: Context) =>
  absences.some(({ since, until }) => until === undefined && daysBetween(since, dateOf(anchors.missing ?? 0)) > 90);
const search = {
  since: '2016-11-02',
  attempts: [
    { on: '2016-11-02', source: 'police', result: 'nothing' },
    { on: '2016-12-02', source: 'relative', result: 'nothing' },
    { on: '2017-01-02', source: 'commune', result: 'nothing' },
  ],
};
const loss: Class[] = [
  sample(
    'loss.proposed',
    'after months',
    { search },
    {
      person: worker,
      when: all(longGone, (c) => c.concern === 'none' && c.location === 'missing'),
      to: 'open.ending.loss',
    },
  ),
  sample(
    'loss.proposed',
    'not missing',
    { search },
    {
      person: worker,
      when: (c) => c.concern === 'none' && c.location === 'home',
      refusedBy: ['N-34'],
    },
  ),
  sample(
    'loss.proposed',
    'a concern is open',
    { search },
    {
      person: worker,
      when: all(longGone, (c) => c.concern !== 'none' && c.location === 'missing' && c.ending === 'none'),
      refusedBy: ['N-33'],
    },
  ),
  sample(
    'loss.approved',
    'by the province',
    { reasons: 'searched' },
    {
      when: all(longGone, (c) => c.concern === 'none' && c.location === 'missing'),
      to: 'lost',
    },
  ),
  sample(
    'loss.approved',
    'by who proposed it',
    { reasons: 'searched' },
    {
      person: worker,
      when: all(longGone, (c) => c.concern === 'none' && c.location === 'missing'),
      refusedBy: ['N-10'],
    },
  ),
  sample(
    'loss.approved',
    'a concern came up',
    { reasons: 'searched' },
    {
      when: all(longGone, (c) => c.concern !== 'none' && c.location === 'missing'),
      refusedBy: ['N-33'],
    },
  ),
  sample(
    'loss.approved',
    'the child was found',
    { reasons: 'searched' },
    {
      when: (c) => c.concern === 'none' && c.location === 'home',
      refusedBy: ['N-34'],
    },
  ),
];

const wish = { on: today, by: 'parents', reason: 'no more visits' };
const withdrawal: Class[] = [
  sample('withdrawal.recorded', 'by the parents', wish, {
    person: worker,
    when: (c) => c.concern === 'none' && calm(c) && kept(c),
    to: 'open.ending.withdrawal',
  }),
  sample(
    'withdrawal.recorded',
    'tomorrow',
    { ...wish, on: future },
    {
      when: (c) => c.concern === 'none',
      refusedBy: ['family-reintegration.happened'],
    },
  ),
  sample('withdrawal.recorded', 'a concern is open', wish, { when: (c) => c.concern !== 'none', refusedBy: ['N-33'] }),
  sample(
    'withdrawal.approved',
    'by another person',
    { reasons: 'they may' },
    {
      person: supervisor,
      when: (c) => c.concern === 'none',
      to: 'withdrawn',
    },
  ),
  sample(
    'withdrawal.approved',
    'by who proposed it',
    { reasons: 'they may' },
    {
      person: worker,
      when: (c) => c.concern === 'none',
      refusedBy: ['N-10'],
    },
  ),
  sample(
    'withdrawal.approved',
    'a concern came up',
    { reasons: 'they may' },
    {
      person: supervisor,
      when: (c) => c.concern !== 'none',
      refusedBy: ['N-33'],
    },
  ),
];

const grown: Class[] = [
  sample(
    'aftercare.offered',
    'housing',
    { offers: ['housing'], accepted: true },
    {
      when: (c) => !c.aftercare && c.concern === 'none',
    },
  ),
  sample(
    'ageOut.confirmed',
    'after the offer',
    { reasons: 'eighteen' },
    {
      when: (c) => c.aftercare && c.concern === 'none',
      to: 'agedOut',
    },
  ),
  sample(
    'ageOut.confirmed',
    'nothing offered',
    { reasons: 'eighteen' },
    {
      when: (c) => !c.aftercare && c.concern === 'none',
      refusedBy: ['family-reintegration.aftercare'],
    },
  ),
  sample(
    'ageOut.confirmed',
    'a concern is open',
    { reasons: 'eighteen' },
    {
      when: (c) => c.aftercare && c.concern !== 'none',
      refusedBy: ['N-33'],
    },
  ),
];

const letter = { service: 'legal aid', on: today, reference: '7', reason: 'their field' };
const handover: Class[] = [
  sample('handedOver.recorded', 'with a letter', letter, { when: (c) => c.concern === 'none', to: 'transferred' }),
  sample(
    'handedOver.recorded',
    'tomorrow',
    { ...letter, on: future },
    {
      when: (c) => c.concern === 'none',
      refusedBy: ['family-reintegration.happened'],
    },
  ),
  sample('handedOver.recorded', 'a concern is open', letter, {
    when: (c) => c.concern !== 'none',
    refusedBy: ['N-33'],
  }),
];

export const endingSamples: Class[] = [...closing, ...approval, ...loss, ...withdrawal, ...grown, ...handover];

/** Classes of the way to the order, and of an order where children sleep again. */
import type { Context } from '../context';
import { empty, full, future, happened, institution, otherRci, rci, sample, signer, today, type Class } from './people';

const engagement = { institution: rci, kind: 'regulatory', on: today, minutes: 'minutes', flightRisk: false };
export const order = {
  institution: rci,
  kind: 'regulatory',
  legalBasis: 'Sub-Decree 119',
  reasons: 'reasons',
  targetOn: '2017-12-01',
  transition: false,
  danger: false,
};
const direct = { ...order, kind: 'emergency', danger: true, targetOn: '2017-05-01' };
const short = { ...full, workers: 0 };
const openings: Class[] = [
  sample('engagement.recorded', 'a regulatory closure', engagement, { to: 'open.steps.engaged' }),
  sample('engagement.recorded', 'tomorrow', { ...engagement, on: future }, { refusedBy: happened }),
  sample('engagement.recorded', 'once more', engagement, {
    facts: { closure: { ...full, open: true } },
    refusedBy: ['institution-closure.once'],
  }),
  sample('engagement.recorded', 'in another province', engagement, {
    facts: { institution: { ...institution, area: '020101' } },
    refusedBy: ['institution-closure.mandate'],
  }),
  sample('engagement.recorded', 'of a hospital', engagement, {
    facts: { institution: { ...institution, kind: 'hospital' } },
    refusedBy: ['institution-closure.once'],
  }),
  sample('engagement.recorded', 'of a closed one', engagement, {
    facts: { institution: { ...institution, standing: 'closed' } },
    refusedBy: ['institution-closure.once'],
  }),
  sample('engagement.ended', 'before an order', { reasons: 'reasons' }, { to: 'ended' }),
  sample('capacity.checked', 'enough', { on: today }, { to: 'open.steps.ready' }),
  sample('capacity.checked', 'tomorrow', { on: future }, { refusedBy: happened }),
];

const ready = (c: Context) => c.checked && !c.ordered;
const orders: Class[] = [
  sample('order.signed', 'after the engagement', order, { when: ready, person: signer }),
  sample(
    'order.signed',
    'goes on in the community',
    { ...order, kind: 'voluntary', transition: true },
    { when: ready, facts: { closure: empty } },
  ),
  sample('order.signed', 'danger, nobody free', direct, { facts: { closure: short }, to: 'open.steps.census' }),
  sample(
    'order.signed',
    'abandoned',
    { ...direct, kind: 'abandonment', danger: false },
    {
      facts: { closure: empty, institution: { ...institution, standing: 'frozen' } },
      to: 'open.provider.gone',
    },
  ),
  sample('order.signed', 'in another province', direct, {
    facts: { institution: { ...institution, area: '020101' } },
    when: (c) => !c.ordered && !c.checked,
    refusedBy: ['institution-closure.mandate'],
  }),
  sample('order.signed', 'without engagement', order, {
    when: (c) => !c.checked,
    refusedBy: ['institution-closure.direct'],
  }),
  sample(
    'order.signed',
    'too late a date',
    { ...direct, targetOn: future },
    { refusedBy: ['institution-closure.target'] },
  ),
  sample(
    'order.signed',
    'a date that is over',
    { ...direct, targetOn: today },
    { refusedBy: ['institution-closure.target'] },
  ),
  sample(
    'order.signed',
    'nobody free, no reason',
    { ...direct, danger: false },
    {
      facts: { closure: short },
      refusedBy: ['institution-closure.capacity'],
    },
  ),
  sample(
    'order.signed',
    'no foster place, no reason',
    { ...direct, danger: false },
    {
      facts: { closure: { ...full, freePlaces: 0, expected: full.expected.map((c) => ({ ...c, underThree: true })) } },
      refusedBy: ['institution-closure.capacity'],
    },
  ),
  sample(
    'order.signed',
    'nobody free, with the reason',
    { ...direct, danger: false, shortReason: 'reason' },
    {
      facts: { closure: short },
    },
  ),
  sample('order.signed', 'once more', direct, {
    facts: { closure: { ...full, open: true } },
    refusedBy: ['institution-closure.once'],
  }),
  sample(
    'order.signed',
    'another institution',
    { ...direct, institution: otherRci },
    {
      facts: { institution: { ...institution, id: otherRci } },
      when: ready,
      refusedBy: ['institution-closure.once'],
    },
  ),
];

const closedPlace = { institution: { ...institution, standing: 'closed' as const } };
const again: Class[] = [
  sample('order.signed', 'of a closed one where children were found again', direct, {
    facts: { ...closedPlace, closure: { ...full, reopened: true } },
    to: 'open.steps.census',
  }),
  sample('order.signed', 'of a closed one where a child is recorded', direct, {
    facts: { ...closedPlace, closure: { ...full, stillPresent: ['x'] } },
    to: 'open.steps.census',
  }),
  sample('order.signed', 'of a closed one that is empty', direct, {
    facts: closedPlace,
    refusedBy: ['institution-closure.once'],
  }),
];

export const orderSamples: Class[] = [...openings, ...orders, ...again];

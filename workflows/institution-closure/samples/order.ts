/** Classes of the order: openings, capacity, freeze, extension, appeal, withdrawal, the provider who leaves. */
import type { Context } from '../context';
import {
  at,
  counted,
  done,
  empty,
  full,
  future,
  institution,
  officer,
  otherRci,
  plain,
  rci,
  sample,
  signer,
  today,
  verifier,
  type Class,
} from './people';

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
const happened = ['institution-closure.happened'];

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

const visit = { on: today, served: false, newChildren: 0 };
const freeze: Class[] = [
  sample('freeze.acknowledged', 'understood', { understood: true }, { when: (c) => !c.acknowledged && !c.sealed }),
  sample(
    'freeze.acknowledged',
    'not understood',
    { understood: false },
    { refusedBy: ['institution-closure.understood'] },
  ),
  sample('freezeVisit.recorded', 'seen', visit, { when: (c) => !c.visited && !c.sealed }),
  sample(
    'freezeVisit.recorded',
    'posted at the gate',
    { ...visit, served: true },
    {
      when: (c) => !c.visited && !c.sealed,
      to: 'open.freeze.served',
    },
  ),
  sample(
    'freezeVisit.recorded',
    'a child came after the order',
    { ...visit, served: true, newChildren: 1 },
    { when: (c) => !c.visited && !c.sealed && c.kind === 'emergency', to: 'open.freeze.served' },
  ),
  sample('freezeVisit.recorded', 'tomorrow', { ...visit, on: future }, { refusedBy: happened }),
];

const came = (c: Context) => (c.newcomers ?? 0) > 0 && !c.sealed && !c.explainedBy;
const none = { on: today, became: 'none', reasons: 'a bed was counted twice' };
const nobody = ['institution-closure.unnamed'];
const told = (c: Context) => c.explainedBy !== undefined && !c.certified;
const second = ['institution-closure.second'];
const province = { role: 'pdosvyOfficer' as const, area: '08' };
const unnamed: Class[] = [
  sample('unnamed.explained', 'there was none', none, { when: came, person: officer, actor: province }),
  sample(
    'unnamed.explained',
    'counted, before the census',
    { ...none, became: 'counted' },
    { when: came, refusedBy: nobody },
  ),
  sample(
    'unnamed.explained',
    'tomorrow',
    { ...none, on: future },
    { when: came, refusedBy: ['institution-closure.happened'] },
  ),
  sample('unnamed.explained', 'where all have names', none, { when: counted, refusedBy: nobody }),
  sample(
    'unnamed.explained',
    'counted, as an inspection found',
    { ...none, became: 'counted' },
    {
      when: counted,
      person: officer,
      actor: province,
      facts: { closure: { ...full, unnamed: 2 } },
    },
  ),
  sample(
    'unnamed.explained',
    'counted, and an inspection found more',
    { ...none, became: 'counted' },
    {
      when: counted,
      facts: { closure: { ...full, unnamed: 3 } },
      refusedBy: nobody,
    },
  ),
  sample('unnamed.explained', 'before the order', none, {
    when: (c) => !c.ordered && c.kind === 'regulatory',
    facts: { closure: { ...full, unnamed: 1 } },
    refusedBy: ['institution-closure.ordered'],
  }),
  sample('unnamed.confirmed', 'by another person', { on: today }, { when: told, person: verifier }),
  sample(
    'unnamed.confirmed',
    'by the same',
    { on: today },
    {
      when: told,
      person: officer,
      actor: province,
      refusedBy: second,
    },
  ),
  sample(
    'unnamed.confirmed',
    'for the same',
    { on: today },
    {
      when: told,
      person: verifier,
      actor: { actingFor: officer },
      refusedBy: second,
    },
  ),
  sample('unnamed.confirmed', 'what nobody said', { on: today }, { when: counted, refusedBy: second }),
  sample(
    'unnamed.confirmed',
    'tomorrow',
    { on: future },
    {
      when: told,
      person: verifier,
      refusedBy: ['institution-closure.happened'],
    },
  ),
  sample(
    'unnamed.confirmed',
    'before the order',
    { on: today },
    {
      when: (c) => !c.ordered && c.kind === 'regulatory',
      refusedBy: ['institution-closure.ordered', ...second],
    },
  ),
];

const dismissed = { on: today, result: 'dismissed', reasons: 'reasons' };
const longer = { targetOn: '2018-01-01', reasons: 'reasons' };
const ordered = ['institution-closure.ordered'];
const withdrawal = { reasons: 'reasons', reinspectedOn: today, standardsMet: true };
const inspected = { institution: { ...institution, lastInspection: today } };
const changes: Class[] = [
  sample('extension.signed', 'signed', longer, { when: counted }),
  sample(
    'extension.signed',
    'for years',
    { ...longer, targetOn: future },
    {
      when: (c) => plain(c) && c.ordered && !c.certified,
      refusedBy: ['institution-closure.target'],
    },
  ),
  sample(
    'extension.signed',
    'to an earlier day',
    { ...longer, targetOn: '2017-11-01' },
    { when: counted, refusedBy: ['institution-closure.target'] },
  ),
  sample('extension.signed', 'before the order', longer, {
    when: (c) => c.kind === 'regulatory' && !c.ordered,
    refusedBy: ordered,
  }),
  sample(
    'appeal.filed',
    'by the provider',
    { on: today, grounds: 'grounds' },
    { when: done, to: 'open.appeal.appealed' },
  ),
  sample('appeal.filed', 'tomorrow', { on: future, grounds: 'grounds' }, { when: done, refusedBy: happened }),
  sample(
    'appeal.filed',
    'after the certificate',
    { on: today, grounds: 'grounds' },
    { when: (c) => c.certified && c.appeal !== 'open' && c.appeal !== 'granted', refusedBy: ordered },
  ),
  sample(
    'appeal.filed',
    'before the order',
    { on: today, grounds: 'grounds' },
    { when: (c) => !c.ordered, refusedBy: ordered },
  ),
  sample('appeal.decided', 'dismissed', dismissed, { person: verifier, to: 'open.appeal.decided' }),
  sample(
    'appeal.decided',
    'granted',
    { ...dismissed, result: 'granted' },
    {
      person: verifier,
      when: (c) => c.withdrawal === 'open',
      to: 'open.appeal.granted',
    },
  ),
  sample('appeal.decided', 'tomorrow', { ...dismissed, on: future }, { person: verifier, refusedBy: happened }),
  sample(
    'appeal.decided',
    'granted tomorrow',
    { ...dismissed, result: 'granted', on: future },
    {
      person: verifier,
      refusedBy: happened,
    },
  ),
  sample('appeal.decided', 'by who signed the order', dismissed, {
    person: signer,
    when: (c) => c.signers.includes(signer),
    refusedBy: ['institution-closure.impartial'],
  }),
  sample(
    'appeal.decided',
    'granted by who signed the order',
    { ...dismissed, result: 'granted' },
    {
      person: signer,
      when: (c) => c.signers.includes(signer),
      refusedBy: ['institution-closure.impartial'],
    },
  ),
  sample(
    'abandonment.recorded',
    'in the middle',
    { on: today, reasons: 'reasons' },
    { when: at(9), to: 'open.provider.gone' },
  ),
  sample(
    'abandonment.recorded',
    'tomorrow',
    { on: future, reasons: 'reasons' },
    { when: counted, refusedBy: happened },
  ),
  sample(
    'abandonment.recorded',
    'before the order',
    { on: today, reasons: 'reasons' },
    { when: (c) => !c.ordered, refusedBy: ordered },
  ),
  sample('order.withdrawn', 'all standards met', withdrawal, {
    facts: inspected,
    when: (c) => c.ordered && !c.certified && c.withdrawal === 'none',
    to: 'open.withdrawal.reinspecting',
  }),
  sample(
    'order.withdrawn',
    'standards not met',
    { ...withdrawal, standardsMet: false },
    {
      facts: inspected,
      when: counted,
      refusedBy: ['institution-closure.reinspected'],
    },
  ),
  sample('order.withdrawn', 'not inspected', withdrawal, {
    when: counted,
    refusedBy: ['institution-closure.reinspected'],
  }),
  sample(
    'order.withdrawn',
    'inspected before the order',
    { ...withdrawal, reinspectedOn: '2016-03-06' },
    {
      facts: inspected,
      when: counted,
      refusedBy: ['institution-closure.reinspected'],
    },
  ),
  sample(
    'order.withdrawn',
    'tomorrow',
    { ...withdrawal, reinspectedOn: future },
    {
      facts: { institution: { ...institution, lastInspection: future } },
      when: counted,
      refusedBy: happened,
    },
  ),
  sample('order.withdrawn', 'after the certificate', withdrawal, {
    facts: inspected,
    when: (c) => c.certified,
    refusedBy: ordered,
  }),
];

const met = {
  closure: { ...full, inspected: { rating: 'A' as const, openedAt: Date.parse('2017-03-06T09:00:00+07:00') } },
};
const back: Class[] = [
  sample('freeze.lifted', 'all standards met', { reasons: 'reasons' }, { facts: met, to: 'withdrawn' }),
  sample('freeze.lifted', 'not inspected since', { reasons: 'reasons' }, { refusedBy: ['institution-closure.met'] }),
  sample(
    'freeze.lifted',
    'inspected before the withdrawal',
    { reasons: 'reasons' },
    {
      facts: { closure: { ...full, inspected: { rating: 'A', openedAt: 0 } } },
      refusedBy: ['institution-closure.met'],
    },
  ),
  sample(
    'freeze.lifted',
    'faults are left',
    { reasons: 'reasons' },
    {
      facts: { closure: { ...full, inspected: { ...met.closure.inspected, rating: 'B' } } },
      refusedBy: ['institution-closure.met'],
    },
  ),
  sample('order.upheld', 'faults are left', { on: today, reasons: 'reasons' }, { to: 'open.withdrawal.none' }),
  sample('order.upheld', 'tomorrow', { on: future, reasons: 'reasons' }, { refusedBy: happened }),
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

export const orderSamples: Class[] = [...openings, ...orders, ...again, ...freeze, ...unnamed, ...changes, ...back];

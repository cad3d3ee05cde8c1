/** Classes of what changes an order: extension, appeal, a provider who leaves, withdrawal. */
import {
  all,
  at,
  counted,
  done,
  full,
  future,
  happened,
  institution,
  ordered,
  plain,
  sample,
  signer,
  today,
  verifier,
  type Class,
  type When,
} from './people';

const dismissed = { on: today, result: 'dismissed', reasons: 'reasons' };
const longer = { targetOn: '2018-01-01', reasons: 'reasons' };
const withdrawal = { reasons: 'reasons', reinspectedOn: today, standardsMet: true };
/** opened after the order, and with every standard met */
const met = {
  closure: { ...full, inspected: { rating: 'A' as const, openedAt: Date.parse('2017-03-06T09:00:00+07:00') } },
};
const inspected = { ...met, institution: { ...institution, lastInspection: today } };
const filer = '33333333-0000-4000-8000-000000000006';
const appealing = { on: today, grounds: 'grounds' };
const extended: When = (c) => c.extensions === 1 && !c.certified;
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
    { when: all(done, (c) => !c.contested), person: filer, to: 'open.appeal.appealed' },
  ),
  sample('appeal.filed', 'once more, against the extension', appealing, {
    when: (c) => extended(c) && c.contested?.length === 1 && c.appeal === 'decided',
    to: 'open.appeal.appealed',
  }),
  sample('appeal.filed', 'after an extension', appealing, {
    when: (c) => extended(c) && c.appeal === 'none',
    to: 'open.appeal.appealed',
  }),
  sample('appeal.filed', 'when each decision had one', appealing, {
    when: (c) => extended(c) && c.contested?.length === 2 && c.appeal === 'decided',
    to: 'open.appeal.decided',
  }),
  sample('appeal.filed', 'beside an open one', appealing, {
    when: (c) => extended(c) && c.appeal === 'open',
    to: 'open.appeal.appealed',
  }),
  sample('appeal.filed', 'beside a granted one', appealing, {
    when: (c) => c.appeal === 'granted',
    to: 'open.appeal.granted',
  }),
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
  sample('appeal.decided', 'by who filed it', dismissed, {
    person: filer,
    actor: { role: 'mosvy', area: '' },
    when: (c) => c.filers?.includes(filer) === true,
    refusedBy: ['institution-closure.impartial'],
  }),
  sample(
    'appeal.decided',
    'granted for who filed it',
    { ...dismissed, result: 'granted' },
    {
      person: verifier,
      actor: { role: 'mosvy', area: '', actingFor: filer },
      when: (c) => c.filers?.includes(filer) === true,
      refusedBy: ['institution-closure.impartial'],
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
    'before every child is assessed',
    { on: today, reasons: 'reasons' },
    { when: at(3), to: 'open.steps.assessingAtOnce' },
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
  sample('order.withdrawn', 'before there is one', withdrawal, {
    facts: inspected,
    when: (c) => !c.ordered,
    refusedBy: [...ordered, 'institution-closure.reinspected'],
  }),
  sample('order.withdrawn', 'not inspected', withdrawal, {
    when: counted,
    refusedBy: ['institution-closure.reinspected'],
  }),
  sample('order.withdrawn', 'inspected on the day of the order, and opened before it', withdrawal, {
    facts: { ...inspected, closure: { ...full, inspected: { rating: 'A', openedAt: 0 } } },
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
      facts: { ...met, institution: { ...institution, lastInspection: future } },
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

export const changeSamples: Class[] = [...changes, ...back];

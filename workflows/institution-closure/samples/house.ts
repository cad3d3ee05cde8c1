/** Classes of staff, money, files, verification and certificate. */
import {
  all,
  at,
  counted,
  done,
  full,
  future,
  happened,
  member,
  officer,
  ordered,
  panel,
  sample,
  seat,
  signer,
  today,
  usualEnd,
  verifier,
  yesterday,
  type Class,
  type When,
} from './people';

const analysis = {
  staff: 9,
  staffPlan: 'plan',
  assets: 'list',
  donors: 'told',
  guaranteedUntil: '2017-12-31',
  enough: true,
};
const engaged: When = (c) => c.kind === 'regulatory' && !c.ordered && !c.checked && c.money === 'unknown';
const staffed: When = (c) => c.staff === 'settled';
const paid: When = (c) => c.money === 'settled';
/** no appeal waits, and none was granted */
const heard: When = (c) => c.appeal === 'none' || c.appeal === 'decided';
const filed: When = (c) => c.records === 'filed';
const settledStaff = { redeployed: 3, released: 6, unvetted: 0, openAllegations: 0 };
const cash = { on: today, enough: true, months: 6 };
const deeds = { on: today, deeds: 'deeds' };

const regions: Class[] = [
  sample('analysis.submitted', 'money lasts', analysis, { when: done, to: 'open.money.enough' }),
  sample('analysis.submitted', 'money short', { ...analysis, enough: false }, { when: done, to: 'open.money.short' }),
  sample('analysis.submitted', 'money lasts after all', analysis, {
    when: (c) => c.money === 'short' && c.staff === 'unknown' && c.sealed,
    to: 'open.money.enough',
  }),
  sample('analysis.submitted', 'money lasts as told', analysis, {
    when: (c) => c.money === 'enough' && c.staff === 'unknown' && c.sealed,
    to: 'open.money.enough',
  }),
  sample(
    'analysis.submitted',
    'money short all the same',
    { ...analysis, enough: false },
    {
      when: (c) => c.money === 'short' && c.staff === 'unknown' && c.sealed,
      to: 'open.money.short',
    },
  ),
  sample(
    'analysis.submitted',
    'money short, whatever was told',
    { ...analysis, enough: false },
    {
      when: (c) => c.money === 'enough' && c.staff === 'unknown' && c.sealed,
      to: 'open.money.short',
    },
  ),
  sample(
    'staff.settled',
    'one is nowhere',
    { ...settledStaff, released: 5 },
    { refusedBy: ['institution-closure.everybody'] },
  ),
  sample('staff.settled', 'one left', { ...settledStaff, released: 5, left: 1 }, { to: 'open.staff.placedOrReleased' }),
  sample('staff.settled', 'placed or released', settledStaff, { to: 'open.staff.placedOrReleased' }),
  sample(
    'staff.settled',
    'one not vetted',
    { ...settledStaff, unvetted: 1 },
    { refusedBy: ['institution-closure.vetted'] },
  ),
  sample(
    'staff.settled',
    'one with an allegation',
    { ...settledStaff, openAllegations: 1 },
    { refusedBy: ['institution-closure.vetted'] },
  ),
  sample('cash.checked', 'lasts', cash, { when: all(done, staffed), to: 'open.money.enough' }),
  sample(
    'cash.checked',
    'short',
    { ...cash, enough: false },
    { when: all(done, staffed, (c) => c.money === 'enough'), to: 'open.money.short' },
  ),
  sample('cash.checked', 'lasts, told before the order', cash, { when: engaged }),
  sample('cash.checked', 'short, told before the order', { ...cash, enough: false }, { when: engaged }),
  sample('donor.left', 'before the order', { on: today }, { when: engaged }),
  sample('cash.checked', 'lasts, before the analysis', cash, { when: counted, to: 'open.money.enough' }),
  sample(
    'cash.checked',
    'short, before the analysis',
    { ...cash, enough: false },
    { when: counted, to: 'open.money.short' },
  ),
  sample('donor.left', 'before the analysis', { on: today }, { when: counted, to: 'open.money.short' }),
  sample('cash.checked', 'tomorrow', { ...cash, on: future }, { refusedBy: happened }),
  sample('cash.checked', 'short tomorrow', { ...cash, enough: false, on: future }, { refusedBy: happened }),
  sample(
    'cash.checked',
    'still short',
    { ...cash, enough: false, months: 0 },
    { when: (c) => c.money === 'short' && c.ordered, to: 'open.money.short' },
  ),
  sample('donor.left', 'the largest', { on: today }, { when: all(done, staffed), to: 'open.money.short' }),
  sample('donor.left', 'tomorrow', { on: future }, { refusedBy: happened }),
  sample('assets.settled', 'given to the commune', deeds, { when: all(done, staffed), to: 'open.money.settled' }),
  sample('assets.settled', 'tomorrow', { ...deeds, on: future }, { when: done, refusedBy: happened }),
  sample('assets.settled', 'while children live there without money', deeds, {
    when: (c) =>
      c.money === 'short' && c.sealed && c.children.length === 2 && c.children.every((row) => !row.accounted),
    refusedBy: ['institution-closure.funded'],
  }),
  sample(
    'records.destroyed',
    'burnt before the census',
    { on: today, what: 'files' },
    {
      when: (c) => c.abandoned && !c.sealed && c.ordered && c.records === 'unlisted',
      to: 'open.records.destroyed',
    },
  ),
  sample('records.destroyed', 'burnt', { on: today, what: 'files' }, { when: counted, to: 'open.records.destroyed' }),
  sample(
    'records.destroyed',
    'burnt in the archive',
    { on: today, what: 'files' },
    { when: all(usualEnd, filed, (c) => c.withdrawal === 'none' && c.appeal === 'none'), to: 'open.records.destroyed' },
  ),
  sample(
    'records.destroyed',
    'tomorrow',
    { on: future, what: 'files' },
    { when: (c) => !c.certified, refusedBy: happened },
  ),
  sample(
    'records.destroyed',
    'after the certificate',
    { on: today, what: 'files' },
    { when: (c) => c.certified, refusedBy: ordered },
  ),
  sample(
    'records.rebuilt',
    'from the communes',
    { on: today, from: 'communes' },
    { when: (c) => c.sealed, to: 'open.records.kept' },
  ),
  sample(
    'records.rebuilt',
    'before the census',
    { on: today, from: 'communes' },
    { when: (c) => !c.sealed, to: 'open.records.unlisted' },
  ),
  sample('records.rebuilt', 'tomorrow', { on: future, from: 'communes' }, { refusedBy: happened }),
  sample(
    'records.filed',
    'in the province',
    { on: today, place: 'archive' },
    { when: all(done, paid), to: 'open.records.filed' },
  ),
  sample(
    'records.filed',
    'too early',
    { on: today, place: 'archive' },
    { when: counted, refusedBy: ['institution-closure.all-gone'] },
  ),
  sample('records.filed', 'tomorrow', { on: future, place: 'archive' }, { when: done, refusedBy: happened }),
];

const emptied = { on: today, beds: 'given away' };
const verification = { on: today, unannounced: true, empty: true, members: [verifier, member] };
const verified = (name: string, data: object, more: Partial<Class> = {}) =>
  sample('verification.recorded', name, data, { person: verifier, when: done, ...more });
const certificate = { filesAt: 'archive' };
const certified = (name: string, { when = all(done, filed), ...more }: Partial<Class> = {}) =>
  sample('certificate.signed', name, certificate, { person: verifier, when: all(when, (c) => !c.transition), ...more });
const agreed = (name: string, data: object, more: Partial<Class>) =>
  sample(
    'certificate.signed',
    name,
    { ...certificate, ...data },
    {
      person: verifier,
      when: all(filed, (c) => c.transition && heard(c) && c.withdrawal === 'none'),
      ...more,
    },
  );
const there = { closure: { ...full, stillPresent: ['x'] } };
const unsettled = { closure: { ...full, unsettled: [{ child: 'x', why: 'incident' as const }] } };
const decided = { closure: { ...full, openAuthorities: 1 } };
const nameless = { closure: { ...full, unnamed: 1 } };
const cleared: When = (c) => c.movers.includes(officer);
/** everybody of the province moved a child, or somebody did not */
const ministry = (officials: string[]) => ({
  panel: [...panel, seat(signer, 'mosvy')],
  closure: { ...full, officials },
});
const end: Class[] = [
  sample('premises.emptied', 'by the officer', emptied, { when: done, to: 'open.steps.verifying' }),
  sample('premises.emptied', 'before the last visit', emptied, { when: at(12), to: 'open.steps.verifying' }),
  sample(
    'premises.emptied',
    'before the last child left',
    { ...emptied, on: yesterday },
    {
      when: all(usualEnd, (c) => c.children.some((row) => row.leftOn === today)),
      refusedBy: ['institution-closure.after-last', 'institution-closure.happened'],
    },
  ),
  sample('premises.emptied', 'one was found without a name', emptied, {
    when: all(done, (c) => c.children.every(({ leftOn = '' }) => leftOn <= today)),
    facts: nameless,
    refusedBy: ['N-21'],
  }),
  sample('premises.emptied', 'tomorrow', { ...emptied, on: future }, { refusedBy: happened }),
  verified('empty', verification, { to: 'open.steps.certifying' }),
  verified('somebody sleeps there', { ...verification, empty: false }, { to: 'open.steps.emptied' }),
  verified('somebody sleeps there tomorrow', { ...verification, empty: false, on: future }, { refusedBy: happened }),
  verified('tomorrow', { ...verification, on: future }, { refusedBy: happened }),
  verified(
    'by two of the ministry',
    { ...verification, members: [verifier, signer] },
    {
      when: all(done, cleared),
      facts: ministry([officer]),
      to: 'open.steps.certifying',
    },
  ),
  verified(
    'by one of the ministry',
    { ...verification, members: [verifier, verifier] },
    {
      when: all(done, cleared),
      facts: ministry([officer]),
      refusedBy: ['institution-closure.unannounced'],
    },
  ),
  verified(
    'by two of the ministry, while one of the province is free',
    { ...verification, members: [verifier, signer] },
    {
      when: all(done, cleared),
      facts: ministry([officer, member]),
      refusedBy: ['institution-closure.unannounced'],
    },
  ),
  verified('announced', { ...verification, unannounced: false }, { refusedBy: ['institution-closure.unannounced'] }),
  verified('alone', { ...verification, members: [verifier] }, { refusedBy: ['institution-closure.unannounced'] }),
  verified(
    'with somebody whom nobody knows',
    { ...verification, members: [verifier, member, 'nobody'] },
    { refusedBy: ['institution-closure.unannounced'] },
  ),
  verified(
    'with who cleared the children',
    { ...verification, members: [officer] },
    {
      when: all(done, (c) => c.movers.includes(officer)),
      refusedBy: ['N-10'],
    },
  ),
  verified('recorded as present', verification, { facts: there, refusedBy: ['N-21'] }),
  verified(
    'before it was emptied',
    { ...verification, on: yesterday },
    { refusedBy: ['institution-closure.after-last', ...happened] },
  ),
  verified('one was found without a name', verification, { facts: nameless, refusedBy: ['N-21'] }),
  verified('with a death that nobody settled', verification, { facts: unsettled, refusedBy: ['N-21'] }),
  verified('a decision is open', verification, { facts: decided, refusedBy: ['N-21'] }),
  verified('a child not seen there', verification, {
    when: (c) => c.children.length === 2 && c.children.some((r) => !r.verified),
    refusedBy: ['N-21'],
  }),
  certified('signed', {
    to: 'open.steps.surveillance',
    when: all(done, filed, (c) => heard(c) && c.withdrawal === 'none'),
  }),
  agreed('goes on under a memorandum', { memorandum: 'of 1 March' }, { to: 'open.steps.surveillance' }),
  agreed('goes on, and nothing says how', {}, { refusedBy: ['institution-closure.memorandum'] }),
  agreed('does not go on after all', { noMemorandumBecause: 'it left' }, { to: 'open.steps.surveillance' }),
  agreed(
    'with a memorandum and without',
    { memorandum: 'of 1 March', noMemorandumBecause: 'it left' },
    { refusedBy: ['institution-closure.memorandum'] },
  ),
  certified('staff, money and files are open', {
    when: all(done, (c) => !filed(c)),
    refusedBy: ['institution-closure.regions'],
  }),
  certified('the appeal is open', {
    when: all((c) => c.appeal === 'open', filed),
    refusedBy: ['institution-closure.regions'],
  }),
  certified('the order is withdrawn', {
    when: all((c) => c.withdrawal === 'open' && c.merges.length === 0, filed),
    refusedBy: ['institution-closure.regions'],
  }),
  certified('recorded as present', {
    facts: there,
    when: all(done, filed, (c) => heard(c) && c.withdrawal === 'none'),
    refusedBy: ['N-21'],
  }),
  certified('a child in another home', {
    facts: unsettled,
    when: all(done, filed, (c) => heard(c) && c.withdrawal === 'none'),
    refusedBy: ['N-21'],
  }),
  certified('by who cleared the children', {
    person: officer,
    actor: { role: 'mosvy', area: '' },
    when: all(done, filed, (c) => heard(c) && c.movers.includes(officer)),
    refusedBy: ['N-10'],
  }),
];

export const houseSamples: Class[] = [...regions, ...end];

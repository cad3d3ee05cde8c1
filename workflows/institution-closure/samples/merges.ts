/** Classes of two records that are one child, and of a corrected birth. */
import { rowOf } from '../context';
import {
  all,
  at,
  bopha,
  chan,
  child,
  counted,
  member,
  officer,
  ratha,
  sample,
  today,
  usualEnd,
  verifier,
  type Class,
} from './people';

const birth = { birth: { from: '2008-06-06', to: '2008-06-06' } };
const oneChild = { child: birth, merge: { kept: ratha, merged: bopha, by: [officer] } };
const merges: Class[] = [
  sample('child.corrected', 'a birth', { child: birth }, { when: counted }),
  sample(
    'child.corrected',
    'a birth: under three',
    { child: { birth: { from: '2015-01-01', to: '2015-12-31' } } },
    {
      facts: { children: [child(ratha), child(bopha, { birth: { from: '2015-01-01', to: '2015-12-31' } })] },
      when: all(counted, (c) => !rowOf(c, bopha)!.need.underThree),
    },
  ),
  sample('child.corrected', 'two rows are one child', oneChild, {
    when: all(at(12), (c) => rowOf(c, bopha)!.accounted === 'home'),
  }),
  sample('child.corrected', 'two rows are one child, both seen', oneChild, {
    when: all(usualEnd, (c) => rowOf(c, bopha)!.accounted === 'home'),
  }),
  sample('child.corrected', 'two rows are one child, neither gone', oneChild, { when: at(2) }),
  sample(
    'child.corrected',
    'one record more',
    { child: birth, merge: { kept: chan, merged: bopha, by: [officer] } },
    {
      when: all(usualEnd, (c) => rowOf(c, bopha)!.accounted === 'home'),
    },
  ),
  sample('child.corrected', 'after the certificate', oneChild, { when: (c) => c.certified && c.children.length === 2 }),
  sample(
    'child.died',
    'and the other record of it',
    { child: { status: 'died' }, merge: oneChild.merge },
    {
      facts: { children: [child(ratha, { status: 'died' }), child(bopha, { status: 'died' })] },
      when: (c) =>
        c.merges.length === 0 && rowOf(c, ratha)?.accounted === 'died' && !c.certified && c.children.length === 2,
    },
  ),
  sample(
    'destination.verified',
    'seen after the merge',
    { child: ratha, on: today, contactType: 'inPerson', childSeen: true },
    {
      person: member,
      when: (c) =>
        c.merges.length > 0 &&
        rowOf(c, ratha)?.unseen === true &&
        rowOf(c, ratha)!.accounted !== undefined &&
        !c.certified,
    },
  ),
  sample(
    'destination.verified',
    'after the merge, by who merged them',
    { child: ratha, on: today, contactType: 'inPerson', childSeen: true },
    {
      person: officer,
      actor: { role: 'pdosvyOfficer', area: '08' },
      when: (c) =>
        c.merges.length > 0 &&
        rowOf(c, ratha)?.unseen === true &&
        rowOf(c, ratha)!.movedBy.includes(officer) &&
        rowOf(c, ratha)!.accounted !== undefined &&
        !c.certified,
      refusedBy: ['N-10'],
    },
  ),
  sample(
    'verification.recorded',
    'a merged child not seen',
    { on: today, unannounced: true, empty: true, members: [verifier, member] },
    {
      person: verifier,
      when: (c) => c.merges.length > 0 && c.children.some((r) => r.unseen),
      refusedBy: ['N-21'],
    },
  ),
];

export const mergeSamples: Class[] = merges;

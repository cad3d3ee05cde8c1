/** Classes of how a child leaves: its file, its clearing, its arrival, and who has seen it there. */
import type { ChildFact } from '../../facts';
import { isNeedy, rowOf } from '../context';
import {
  all,
  at,
  bopha,
  chan,
  child,
  counted,
  full,
  future,
  happened,
  institution,
  listed,
  member,
  officer,
  ordered,
  otherRci,
  plain,
  ratha,
  sample,
  today,
  tomorrow,
  usualEnd,
  worker,
  yesterday,
  type Class,
} from './people';

const copied = (ids: string[]) => ({ children: ids, on: today, worker });
const clearing = (id: string, more: object = {}) => ({
  child: id,
  destination: id === ratha ? 'kin' : 'home',
  worker,
  firstVisitOn: today,
  ...more,
});
const cleared = (name: string, data: object, more: Partial<Class>) =>
  sample('child.cleared', name, data, { person: officer, ...more });
const elsewhere = (more: object = {}): { children: ChildFact[] } => ({
  children: [
    child(ratha),
    child(bopha, {
      authority: {
        id: 'a',
        kind: 'residential',
        status: 'awaiting',
        institution: otherRci,
        instance: 'i',
        until: 2e12,
        ...more,
      },
    }),
  ],
});
/** the danger that the second child told of is looked into */
const feared = (more: Partial<ChildFact> = {}) => ({
  children: [child(ratha), child(bopha, { investigated: true, ...more })],
});
const grown = { children: [child(ratha), child(bopha, { birth: { from: '2000-01-01', to: '2000-12-31' } })] };
/** the second child is not in danger, so the order of need says something */
const easy = all(at(7), (c) => !isNeedy(rowOf(c, bopha)!) && !rowOf(c, bopha)!.destination);
/** nobody else leaves on any day, so that P-83 says nothing */
const first = (step: number) => all(at(step), (c) => !rowOf(c, bopha)!.leavesOn && !rowOf(c, bopha)!.leftOn);
const moves: Class[] = [
  sample('records.copied', 'of both', copied([ratha, bopha]), { when: at(6) }),
  sample('records.copied', 'from what is rebuilt', copied([ratha]), {
    when: (c) => c.records === 'destroyed' && c.children.length === 1 && !c.children[0]!.records,
  }),
  sample('records.copied', 'of a child who was hidden', copied([chan]), {
    when: (c) => c.records === 'kept' && rowOf(c, chan)?.records === false,
  }),
  sample('records.copied', 'for another caseworker, after they were filed', copied([ratha]), {
    when: all(usualEnd, (c) => c.records === 'filed'),
  }),
  sample(
    'records.copied',
    'tomorrow',
    { ...copied([ratha]), on: future },
    { when: (c) => !c.certified, refusedBy: happened },
  ),
  sample('records.copied', 'after the certificate', copied([ratha]), { when: (c) => c.certified, refusedBy: ordered }),
  cleared('the one in need', clearing(ratha), { when: at(7) }),
  cleared('the easy one first', clearing(bopha), { when: easy, refusedBy: ['institution-closure.need-first'] }),
  cleared(
    'the easy one first, with the reason',
    clearing(bopha, { needReason: 'school begins', leavesOn: tomorrow, firstVisitOn: tomorrow }),
    {
      when: easy,
    },
  ),
  cleared('without its file', clearing(ratha), { when: at(6), refusedBy: ['N-22'] }),
  cleared('without a decision', clearing(ratha), { when: first(4), refusedBy: ['N-22'] }),
  cleared('no visit booked', clearing(ratha, { firstVisitOn: future }), { when: first(7), refusedBy: ['N-22'] }),
  cleared('a visit that is over', clearing(ratha, { firstVisitOn: '2017-03-05' }), {
    when: first(7),
    refusedBy: ['N-22'],
  }),
  cleared('to a caseworker whom nobody knows', clearing(ratha, { worker: 'nobody' }), {
    when: first(7),
    refusedBy: ['N-22'],
  }),
  cleared('to a caseworker of another province', clearing(ratha), {
    when: at(7),
    facts: { panel: [], closure: { ...full, receiver: true } },
  }),
  cleared('a first visit before it leaves', clearing(ratha, { leavesOn: tomorrow }), {
    when: first(7),
    refusedBy: ['N-22'],
  }),
  cleared('to leave yesterday', clearing(ratha, { leavesOn: yesterday }), { when: first(7), refusedBy: ['N-22'] }),
  // in the proof P-83 lets one child leave on a day
  cleared('one more of the day', clearing(bopha), { when: at(10), refusedBy: ['institution-closure.group'] }),
  cleared('one more of the day, with a reason', clearing(bopha, { groupReason: 'reason' }), {
    when: at(10),
    refusedBy: ['institution-closure.group'],
  }),
  cleared('one more of the day, by the director', clearing(bopha, { groupReason: 'reason' }), {
    when: at(10),
    actor: { role: 'pdosvyDirector', area: '08' },
  }),
  cleared('the second, on another day', clearing(bopha, { leavesOn: tomorrow, firstVisitOn: tomorrow }), {
    when: at(10),
  }),
  cleared('the second, to live on its own', clearing(bopha, { destination: 'independent' }), {
    when: at(10),
    facts: grown,
  }),
  cleared('the second, too young to live on its own', clearing(bopha, { destination: 'independent' }), {
    when: at(10),
    refusedBy: ['institution-closure.of-age'],
  }),
  cleared('to live on its own, not assessed', clearing(bopha, { destination: 'independent' }), {
    when: all(counted, (c) => !isNeedy(rowOf(c, bopha)!)),
    facts: grown,
    refusedBy: ['N-22', 'institution-closure.of-age', 'institution-closure.need-first'],
  }),
  cleared('the second, to another institution', clearing(bopha, { destination: 'byDecision' }), {
    when: at(10),
    facts: elsewhere(),
  }),
  cleared('while its danger is looked into', clearing(bopha, { leavesOn: tomorrow, firstVisitOn: tomorrow }), {
    when: at(10),
    facts: feared(),
    refusedBy: ['N-33'],
  }),
  cleared('out of danger, to another institution', clearing(bopha, { destination: 'byDecision' }), {
    when: at(10),
    facts: feared({ authority: elsewhere().children[1]!.authority }),
  }),
  cleared('to another institution, undecided', clearing(bopha, { destination: 'byDecision' }), {
    when: at(10),
    refusedBy: ['N-13'],
  }),
  cleared('to this institution', clearing(bopha, { destination: 'byDecision' }), {
    when: at(10),
    facts: elsewhere({ institution: institution.id }),
    refusedBy: ['N-13'],
  }),
  cleared('to an institution that is suspended', clearing(bopha, { destination: 'byDecision' }), {
    when: at(10),
    facts: elsewhere({ status: 'suspended' }),
    refusedBy: ['N-13'],
  }),
  cleared('of another house', clearing(chan), { when: at(10), refusedBy: listed }),
  cleared('after the certificate', clearing(bopha), {
    when: (c) => c.certified && c.children.length === 2,
    refusedBy: [...ordered, ...listed],
  }),
  sample('child.moveEnded', 'the family hesitates', { child: ratha, on: today, reasons: 'reasons' }, { when: at(8) }),
  sample(
    'child.moveEnded',
    'tomorrow',
    { child: ratha, on: future, reasons: 'reasons' },
    { when: at(8), refusedBy: happened },
  ),
  sample(
    'child.moveEnded',
    'of another house',
    { child: chan, on: today, reasons: 'reasons' },
    { when: at(8), refusedBy: listed },
  ),
  sample(
    'child.moveEnded',
    'after the certificate',
    { child: ratha, on: today, reasons: 'reasons' },
    {
      when: (c) => c.certified && c.children.length === 2,
      refusedBy: [...ordered, ...listed],
    },
  ),
];

const received = {
  children: [child(ratha), child(bopha, { ...elsewhere({ status: 'inForce' }).children[1]!, presentAt: otherRci })],
};
const arriving = { child: bopha, on: today };
const decided = all(at(11), (c) => rowOf(c, bopha)!.destination === 'byDecision');
const arrived = (name: string, more: Partial<Class>, data: object = arriving) =>
  sample('child.arrived', name, data, { when: decided, facts: received, ...more });
const arrivals: Class[] = [
  arrived('at the other institution', { person: worker, to: 'open.steps.emptied' }),
  arrived('with the decision alone', {
    facts: elsewhere({ status: 'inForce' }),
    refusedBy: ['institution-closure.arrived'],
  }),
  arrived('awaited there', {
    facts: { children: [child(ratha), child(bopha, { ...elsewhere().children[1]!, presentAt: otherRci })] },
    refusedBy: ['institution-closure.arrived'],
  }),
  arrived('still here', {
    facts: {
      children: [
        child(ratha),
        child(bopha, {
          ...elsewhere({ status: 'inForce', institution: institution.id }).children[1]!,
          presentAt: institution.id,
        }),
      ],
    },
    refusedBy: ['institution-closure.arrived'],
  }),
  arrived('tomorrow', { refusedBy: happened }, { ...arriving, on: future }),
  arrived('cleared for a family', {
    when: all(at(11), (c) => rowOf(c, bopha)!.destination === 'home'),
    refusedBy: ['institution-closure.arrived'],
  }),
  arrived('seen again', {
    when: all(at(12), (c) => rowOf(c, bopha)!.destination === 'byDecision'),
    refusedBy: listed,
  }),
  arrived('after the certificate', {
    when: (c) => c.certified && rowOf(c, bopha)?.accounted === 'byDecision',
    refusedBy: [...ordered, ...listed],
  }),
];

const settling = { child: bopha, on: today, sources: ['commune', 'institution'], support: 'a room, school fees' };
const alone = all(at(11), (c) => rowOf(c, bopha)!.destination === 'independent');
const seeing = { child: bopha, on: today, contactType: 'inPerson', childSeen: true };
const there = all(at(12), (c) => rowOf(c, bopha)!.accounted !== 'home');
const seen = (name: string, data: object, more: Partial<Class>) =>
  sample('destination.verified', name, data, { person: member, when: there, ...more });
const ends: Class[] = [
  sample('child.settled', 'in a room of her own', settling, {
    when: alone,
    person: worker,
    facts: grown,
    to: 'open.steps.emptied',
  }),
  sample('child.settled', 'too young', settling, { when: alone, refusedBy: ['institution-closure.independent'] }),
  sample('child.settled', 'cleared for a family', settling, {
    when: all(at(11), (c) => rowOf(c, bopha)!.destination === 'home'),
    facts: grown,
    refusedBy: ['institution-closure.independent'],
  }),
  sample(
    'child.settled',
    'on the word of the institution',
    { ...settling, sources: ['institution'] },
    { when: alone, facts: grown, refusedBy: ['N-24'] },
  ),
  sample(
    'child.settled',
    'on one word',
    { ...settling, sources: ['commune'] },
    { when: alone, facts: grown, refusedBy: ['N-24'] },
  ),
  sample('child.settled', 'tomorrow', { ...settling, on: future }, { when: alone, facts: grown, refusedBy: happened }),
  sample('child.settled', 'while its danger is looked into', settling, {
    when: alone,
    facts: feared({ birth: grown.children[1]!.birth }),
    refusedBy: ['N-33'],
  }),
  sample('child.settled', 'seen again', settling, {
    when: all(at(12), (c) => rowOf(c, bopha)!.destination === 'independent'),
    facts: grown,
    refusedBy: listed,
  }),
  sample('child.settled', 'after the certificate', settling, {
    when: (c) => c.certified && rowOf(c, bopha)?.accounted === 'independent',
    facts: grown,
    refusedBy: [...ordered, ...listed],
  }),
  seen('in person', seeing, {}),
  seen('by telephone', { ...seeing, contactType: 'telephone' }, { refusedBy: ['institution-closure.seen'] }),
  seen('not seen', { ...seeing, childSeen: false }, { refusedBy: ['institution-closure.seen'] }),
  seen('by who cleared the child', seeing, {
    person: officer,
    actor: { role: 'pdosvyOfficer', area: '08' },
    refusedBy: ['N-10'],
  }),
  seen('tomorrow', { ...seeing, on: future }, { refusedBy: happened }),
  seen('in a family', { ...seeing, child: ratha }, { refusedBy: ['institution-closure.seen'] }),
  seen('after the certificate', seeing, {
    when: (c) => c.certified && rowOf(c, bopha)?.accounted === 'independent',
    refusedBy: ordered,
  }),
  sample(
    'child.located',
    'at an aunt',
    { child: ratha, on: today, where: 'aunt', seen: true },
    { when: (c) => rowOf(c, ratha)?.lost === true && !c.certified && c.children.length === 1, to: 'open.lost.none' },
  ),
  sample(
    'child.located',
    'heard of',
    { child: ratha, on: today, where: 'aunt', seen: false },
    { when: (c) => rowOf(c, ratha)?.lost === true, refusedBy: ['institution-closure.lost'] },
  ),
  sample(
    'child.located',
    'never lost',
    { child: ratha, on: today, where: 'aunt', seen: true },
    { when: (c) => plain(c) && c.ordered && !c.certified, refusedBy: ['institution-closure.lost'] },
  ),
  sample(
    'child.located',
    'tomorrow',
    { child: ratha, on: future, where: 'aunt', seen: true },
    { when: (c) => rowOf(c, ratha)?.lost === true, refusedBy: happened },
  ),
];

export const moveSamples: Class[] = [...moves, ...arrivals, ...ends];

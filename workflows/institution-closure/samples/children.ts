/** Classes of the census and of each child on its way. */
import type { ChildFact } from '../../facts';
import { rowOf } from '../context';
import {
  all,
  at,
  bopha,
  chan,
  child,
  children,
  counted,
  empty,
  full,
  future,
  institution,
  member,
  officer,
  otherRci,
  plain,
  ratha,
  sample,
  today,
  usualEnd,
  worker,
  type Class,
} from './people';

const row = (id: string, more: object = {}) => ({
  child: id,
  bed: '1',
  found: 'authorisedPresent',
  atRisk: false,
  ...more,
});
const team = [
  { name: 'one', from: 'province' },
  { name: 'two', from: 'ngo' },
];
export const census = {
  on: today,
  team,
  rows: [row(ratha, { found: 'unauthorisedPresent', atRisk: true }), row(bopha)],
  register: 'agrees',
  decisions: 'agrees',
  schoolRoll: 'agrees',
  donorList: 'none',
  files: 'kept',
};
const happened = ['institution-closure.happened'];
const listed = ['institution-closure.listed'];
const ordered = ['institution-closure.ordered'];
const served = (c: { visited: boolean; acknowledged: boolean }) => c.visited && c.acknowledged;
const regulatory = (c: { kind?: string }) => c.kind === 'regulatory';
const beds: Class[] = [
  sample('census.sealed', 'two children', census, { when: all(served, regulatory), to: 'open.steps.assessing' }),
  sample(
    'census.sealed',
    'an empty house',
    { ...census, rows: [], schoolRoll: 'explained', explanation: 'why' },
    {
      when: all(served, (c) => c.abandoned || c.transition),
      facts: { closure: empty, children: [] },
      to: 'open.steps.emptied',
    },
  ),
  sample(
    'census.sealed',
    'a child under three that nobody can find, files gone',
    {
      ...census,
      rows: [row(ratha, { found: 'unaccounted' })],
      files: 'destroyed',
    },
    {
      when: all(served, (c) => c.kind === 'emergency'),
      facts: {
        closure: { ...full, expected: full.expected.slice(0, 1) },
        children: [child(ratha, { birth: { from: '2015-01-01', to: '2015-12-31' }, disability: true })],
      },
      to: 'open.lost.searching',
    },
  ),
  sample(
    'census.sealed',
    'one is missing from it',
    { ...census, rows: census.rows.slice(0, 1) },
    { when: served, refusedBy: ['N-42'] },
  ),
  sample(
    'census.sealed',
    'a difference unexplained',
    { ...census, donorList: 'open' },
    { when: served, refusedBy: ['N-42'] },
  ),
  sample(
    'census.sealed',
    'said to be explained',
    { ...census, donorList: 'explained' },
    { when: served, refusedBy: ['N-42'] },
  ),
  sample(
    'census.sealed',
    'a name of the school roll that nobody counted',
    { ...census, schoolRoll: 'explained', explanation: 'why', names: [{ list: 'schoolRoll', name: 'Chan' }] },
    { when: served, refusedBy: ['N-42'] },
  ),
  sample(
    'census.sealed',
    'a name of the donors that nobody counted, said to agree',
    { ...census, donorList: 'agrees', names: [{ list: 'donorList', name: 'Chan', reason: 'left in 2015' }] },
    { when: served, refusedBy: ['N-42'] },
  ),
  sample(
    'census.sealed',
    'every name of the other lists counted or explained',
    {
      ...census,
      donorList: 'explained',
      explanation: 'why',
      names: [
        { list: 'schoolRoll', name: 'Ratha' },
        { list: 'schoolRoll', name: 'Pha', child: bopha },
        { list: 'donorList', name: 'Chan', reason: 'left in 2015' },
      ],
    },
    {
      when: all(served, regulatory),
      facts: { closure: { ...full, listed: [{ line: 0, child: ratha }] } },
      to: 'open.steps.assessing',
    },
  ),
  sample(
    'census.sealed',
    'by one alone',
    { ...census, team: team.slice(0, 1) },
    { when: served, refusedBy: ['institution-closure.team'] },
  ),
  sample(
    'census.sealed',
    'by the institution',
    { ...census, team: team.map((t) => ({ ...t, from: 'institution' })) },
    {
      when: served,
      refusedBy: ['institution-closure.team'],
    },
  ),
  sample('census.sealed', 'tomorrow', { ...census, on: future }, { when: served, refusedBy: happened }),
];

const later = { on: today, team, rows: [row(chan, { found: 'unauthorisedPresent' })], where: 'a sister home' };
const third = { facts: { children: [...children, child(chan)] } };
const supplement: Class[] = [
  sample('census.supplemented', 'a hidden child', later, { when: usualEnd, to: 'open.steps.moving', ...third }),
  sample('census.supplemented', 'tomorrow', { ...later, on: future }, { when: counted, refusedBy: happened, ...third }),
  sample(
    'census.supplemented',
    'by one alone',
    { ...later, team: team.slice(0, 1) },
    {
      when: counted,
      refusedBy: ['institution-closure.team'],
      ...third,
    },
  ),
  sample(
    'census.supplemented',
    'counted already',
    { ...later, rows: [row(bopha)] },
    {
      when: counted,
      refusedBy: ['institution-closure.new-children'],
    },
  ),
  sample('census.supplemented', 'before the census', later, {
    when: (c) => c.ordered && !c.sealed,
    refusedBy: ['institution-closure.counted'],
    ...third,
  }),
  sample('census.supplemented', 'after the certificate', later, {
    when: (c) => c.certified && c.children.length === 2,
    refusedBy: ordered,
    ...third,
  }),
];

const talk = (id: string, more: object = {}) => ({ child: id, on: today, alone: true, danger: false, ...more });
const talks: Class[] = [
  sample('child.screened', 'the first', talk(ratha), { when: at(0) }),
  sample('child.screened', 'the second, in danger', talk(bopha, { danger: true }), {
    when: all(at(0), (c) => !rowOf(c, bopha)!.need.risk && !rowOf(c, bopha)!.screened),
    to: 'open.screening.due',
  }),
  sample('child.screened', 'the second', talk(bopha), { when: at(1), to: 'open.screening.none' }),
  sample('child.screened', 'not alone', talk(ratha, { alone: false }), {
    when: counted,
    refusedBy: ['institution-closure.alone'],
  }),
  sample('child.screened', 'tomorrow', talk(ratha, { on: future }), { when: counted, refusedBy: happened }),
  sample('child.screened', 'of another house', talk(chan), { when: counted, refusedBy: listed }),
  sample('child.screened', 'after the certificate', talk(ratha), {
    when: (c) => c.certified && c.children.length === 2,
    refusedBy: [...ordered, ...listed],
  }),
];

const told = (id: string, what: string, more: object = {}) => ({ child: id, what, on: today, ...more });
const says = (name: string, data: object, more: Partial<Class>) => sample('child.progressed', name, data, more);
const progress: Class[] = [
  says('the first is assessed', told(ratha, 'assessed'), { when: at(2) }),
  says('the second is assessed', told(bopha, 'assessed'), { when: at(3), to: 'open.steps.planning' }),
  says('the first has a plan', told(ratha, 'planned'), { when: at(4) }),
  says('the second has a plan', told(bopha, 'planned'), { when: at(5), to: 'open.steps.moving' }),
  says('the first is at home', told(ratha, 'placed', { destination: 'kin', by: [worker] }), { when: at(8) }),
  says('the first was seen', told(ratha, 'visited'), { when: at(9) }),
  says('the second is at home', told(bopha, 'placed', { destination: 'home', by: [worker] }), {
    when: all(at(11), (c) => rowOf(c, bopha)!.destination === 'home'),
    to: 'open.steps.emptied',
  }),
  says('the second is elsewhere by decision', told(bopha, 'decided'), {
    when: all(at(11), (c) => rowOf(c, bopha)!.destination === 'byDecision'),
    to: 'open.steps.emptied',
  }),
  says('the second was seen', told(bopha, 'visited'), {
    when: all(at(12), (c) => rowOf(c, bopha)!.accounted === 'home'),
  }),
  says('missing from the house', told(ratha, 'missing'), { when: at(0), to: 'open.lost.searching' }),
  says('missing from the new home', told(ratha, 'missing'), { when: usualEnd, to: 'open.steps.moving' }),
  says('found again', told(ratha, 'found'), {
    when: (c) => rowOf(c, ratha)?.lost === true && c.children.length === 2,
    to: 'open.lost.none',
  }),
  says('broken down', told(ratha, 'brokenDown'), { when: usualEnd, to: 'open.steps.moving' }),
  says('after the certificate', told(ratha, 'missing'), {
    when: (c) => c.certified && c.children.length === 2,
    to: 'open.steps.surveillance',
  }),
  sample(
    'child.died',
    'one of the two',
    { child: { status: 'died' } },
    {
      facts: { children: [child(ratha, { status: 'died' }), child(bopha)] },
      when: (c) => counted(c) || (c.certified && c.children.length === 2),
    },
  ),
];

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
const many = { closure: { ...full, movedToday: 5 } };
const grown = { children: [child(ratha), child(bopha, { birth: { from: '2000-01-01', to: '2000-12-31' } })] };
/** the second child is not in danger, so the order of need says something */
const easy = all(at(7), (c) => !rowOf(c, bopha)!.need.risk && !rowOf(c, bopha)!.destination);
const moves: Class[] = [
  sample('records.copied', 'of both', copied([ratha, bopha]), { when: at(6) }),
  sample('records.copied', 'from what is rebuilt', copied([ratha]), {
    when: (c) => c.records === 'destroyed' && c.children.length === 1 && !c.children[0]!.records,
  }),
  sample('records.copied', 'tomorrow', { ...copied([ratha]), on: future }, { refusedBy: happened }),
  cleared('the one in need', clearing(ratha), { when: at(7) }),
  cleared('the easy one first', clearing(bopha), { when: easy, refusedBy: ['institution-closure.need-first'] }),
  cleared('the easy one first, with the reason', clearing(bopha, { needReason: 'school begins' }), {
    when: easy,
  }),
  cleared('without its file', clearing(ratha), { when: at(6), refusedBy: ['N-22'] }),
  cleared('without a decision', clearing(ratha), { when: at(4), refusedBy: ['N-22'] }),
  cleared('no visit booked', clearing(ratha, { firstVisitOn: future }), { when: at(7), refusedBy: ['N-22'] }),
  cleared('a visit that is over', clearing(ratha, { firstVisitOn: '2017-03-05' }), {
    when: at(7),
    refusedBy: ['N-22'],
  }),
  cleared('to a caseworker whom nobody knows', clearing(ratha, { worker: 'nobody' }), {
    when: at(7),
    refusedBy: ['N-22'],
  }),
  cleared('the sixth of the day', clearing(ratha), {
    when: at(7),
    facts: many,
    refusedBy: ['institution-closure.group'],
  }),
  cleared('the sixth of the day, with a reason', clearing(ratha, { groupReason: 'reason' }), {
    when: at(7),
    facts: many,
    refusedBy: ['institution-closure.group'],
  }),
  cleared('the sixth of the day, by the director', clearing(ratha, { groupReason: 'reason' }), {
    when: at(7),
    facts: many,
    actor: { role: 'pdosvyDirector', area: '08' },
  }),
  cleared('the second', clearing(bopha), { when: at(10) }),
  cleared('the second, to live on its own', clearing(bopha, { destination: 'independent' }), {
    when: at(10),
    facts: many,
  }),
  cleared('the second, to another institution', clearing(bopha, { destination: 'byDecision' }), {
    when: at(10),
    facts: elsewhere(),
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

export const childSamples: Class[] = [...beds, ...supplement, ...talks, ...progress, ...moves, ...ends];

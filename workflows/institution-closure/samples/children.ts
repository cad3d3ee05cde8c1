/** Classes of the census and of each child on its way. */
import type { ChildFact, ClosureFact } from '../../facts';
import { isNeedy, rowOf } from '../context';
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
  placed,
  plain,
  ratha,
  sample,
  today,
  tomorrow,
  yesterday,
  usualEnd,
  verifier,
  worker,
  type Class,
  type When,
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
  rows: [row(ratha, { found: 'unauthorisedPresent', atRisk: true }), row(bopha, { found: 'unauthorisedPresent' })],
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
  sample('census.sealed', 'one child by two records', census, {
    when: served,
    facts: { closure: { ...full, expected: full.expected.slice(0, 1), same: [{ child: bopha, record: ratha }] } },
    refusedBy: ['N-42'],
  }),
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
  sample(
    'census.sealed',
    'by one person under one name twice',
    { ...census, team: [team[0], { name: ' One', from: 'ngo' }] },
    { when: served, refusedBy: ['institution-closure.team'] },
  ),
  sample(
    'census.sealed',
    'by one account twice',
    { ...census, team: [{ ...team[0], person: officer }, { name: 'two', person: officer, from: 'province' }, team[1]] },
    { when: served, refusedBy: ['institution-closure.team'] },
  ),
  sample(
    'census.sealed',
    'by one office',
    { ...census, team: team.map((t) => ({ ...t, from: 'province' })) },
    { when: served, refusedBy: ['institution-closure.team'] },
  ),
  sample(
    'census.sealed',
    'by an account of another office',
    { ...census, team: [{ ...team[0], person: worker }, team[1]] },
    { when: served, refusedBy: ['institution-closure.team'] },
  ),
  sample(
    'census.sealed',
    'one with a decision, by an account',
    { ...census, team: [{ ...team[0], person: officer }, team[1]], rows: [census.rows[0], row(bopha)] },
    {
      when: all(served, regulatory),
      facts: { children: [child(ratha), child(bopha, { authority: { ...placed, institution: institution.id } })] },
      to: 'open.steps.assessing',
    },
  ),
  sample(
    'census.sealed',
    'with a decision that nobody knows',
    { ...census, rows: [census.rows[0], row(bopha)] },
    { when: served, refusedBy: ['institution-closure.as-decided'] },
  ),
  sample(
    'census.sealed',
    'with a decision for another place',
    { ...census, rows: [census.rows[0], row(bopha)] },
    {
      when: served,
      facts: { children: [child(ratha), child(bopha, { authority: { ...placed, institution: otherRci } })] },
      refusedBy: ['institution-closure.as-decided'],
    },
  ),
  sample(
    'census.sealed',
    'with a decision that is awaited',
    { ...census, rows: [census.rows[0], row(bopha)] },
    {
      when: served,
      facts: {
        children: [
          child(ratha),
          child(bopha, { authority: { ...placed, status: 'awaiting', institution: institution.id } }),
        ],
      },
      refusedBy: ['institution-closure.as-decided'],
    },
  ),
  sample(
    'census.sealed',
    'one absent whom no decision put there',
    { ...census, rows: [census.rows[0], row(bopha, { found: 'authorisedAbsent' })] },
    { when: served, refusedBy: ['institution-closure.as-decided'] },
  ),
  sample('census.sealed', 'as many as an inspection found without a name', census, {
    when: all(served, regulatory),
    facts: { closure: { ...full, unnamed: 2 } },
    to: 'open.steps.assessing',
  }),
  sample('census.sealed', 'fewer than an inspection found without a name', census, {
    when: served,
    facts: { closure: { ...full, unnamed: 3 } },
    refusedBy: ['N-42'],
  }),
  sample(
    'census.sealed',
    'one who is said to have died since the order',
    { ...census, rows: [census.rows[0], row(bopha, { found: 'authorisedAbsent' })] },
    {
      when: all(served, regulatory),
      facts: { children: [child(ratha), child(bopha, { status: 'died' })] },
      to: 'open.steps.assessing',
    },
  ),
  sample('census.sealed', 'tomorrow', { ...census, on: future }, { when: served, refusedBy: happened }),
];

const later = { on: today, team, rows: [row(chan, { found: 'unauthorisedPresent' })], where: 'a sister home' };
const third = { facts: { children: [...children, child(chan)] } };
const supplement: Class[] = [
  sample('census.supplemented', 'a hidden child', later, { when: usualEnd, to: 'open.steps.moving', ...third }),
  sample(
    'census.supplemented',
    'with a decision that nobody knows',
    { ...later, rows: [row(chan)] },
    { when: counted, refusedBy: ['institution-closure.as-decided'], ...third },
  ),
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
    { ...later, rows: [row(bopha, { found: 'unauthorisedPresent' })] },
    {
      when: counted,
      refusedBy: ['institution-closure.new-children'],
    },
  ),
  sample('census.supplemented', 'counted already, by another record', later, {
    when: counted,
    facts: { ...third.facts, closure: { ...full, same: [{ child: chan, record: bopha }] } },
    refusedBy: ['institution-closure.new-children'],
  }),
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
  sample('child.screened', 'of another house', talk(chan), {
    when: counted,
    refusedBy: ['institution-closure.of-census'],
  }),
  sample('child.screened', 'of a child whom nobody can find', talk(ratha), {
    when: (c) =>
      rowOf(c, ratha)?.lost === true &&
      rowOf(c, ratha)!.accounted === undefined &&
      !c.certified &&
      c.children.length === 1,
    refusedBy: ['institution-closure.alone'],
  }),
  sample('child.screened', 'who had left before the count', talk(ratha, { alone: false, unable: 'left' }), {
    when: (c) =>
      rowOf(c, ratha)?.lost === true &&
      rowOf(c, ratha)!.accounted === undefined &&
      !c.certified &&
      c.children.length === 1,
  }),
  sample('child.screened', 'said to have left, and was there', talk(ratha, { alone: false, unable: 'left' }), {
    when: counted,
    refusedBy: ['institution-closure.alone'],
  }),
  sample('child.screened', 'after the certificate', talk(ratha), {
    when: (c) => c.certified && c.children.length === 2 && rowOf(c, ratha)!.accounted !== 'died',
    refusedBy: ordered,
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
  says('the second is at home', told(bopha, 'placed', { destination: 'home', by: [worker], on: tomorrow }), {
    when: all(at(11), (c) => rowOf(c, bopha)!.destination === 'home'),
    to: 'open.steps.emptied',
  }),
  says('the second is at home on the day of the first', told(bopha, 'placed', { destination: 'home', by: [worker] }), {
    when: all(at(11), (c) => rowOf(c, bopha)!.destination === 'home'),
    to: 'open.steps.emptied',
  }),
  says('the second was at home before it was cleared', told(bopha, 'placed', { destination: 'home', on: yesterday }), {
    when: all(at(11), (c) => rowOf(c, bopha)!.destination === 'home'),
    to: 'open.steps.emptied',
  }),
  says('the second was seen', told(bopha, 'visited'), {
    when: all(at(12), (c) => rowOf(c, bopha)!.accounted === 'home'),
  }),
  says('missing from the house', told(ratha, 'missing'), { when: at(0), to: 'open.lost.searching' }),
  says('missing from the new home', told(ratha, 'missing'), { when: usualEnd, to: 'open.steps.moving' }),
  says('found again, as another closure tells', told(ratha, 'found', { passed: true }), {
    when: (c) => rowOf(c, ratha)?.lost === true && c.children.length === 2,
    to: 'open.lost.none',
  }),
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

const mourned: When = (c) =>
  rowOf(c, ratha)?.accounted === 'died' && !rowOf(c, ratha)!.verified && c.merges.length === 0 && !c.certified;
const deaths: ClosureFact = { ...full, deaths: [{ child: ratha, by: [worker] }] };
const confirmed = (name: string, data: object, more: Partial<Class> = {}) =>
  sample(
    'death.confirmed',
    name,
    { child: ratha, on: today, sources: ['hospital'], ...data },
    { when: mourned, person: officer, facts: { closure: deaths }, ...more },
  );
const deathOnly = ['institution-closure.death'];
const moved = (kind: string, ids: string[], place?: string, more: object = {}) => ({
  kind,
  children: ids,
  on: today,
  ...(place && { place, placeKind: 'rci' }),
  ...more,
});
const noticed = (name: string, data: object, more: Partial<Class>) => sample('child.noticed', name, data, more);
const news: Class[] = [
  confirmed('by the province, on the word of the hospital', {}),
  confirmed('by who told it', {}, { person: worker, refusedBy: deathOnly }),
  confirmed('for who told it', {}, { actor: { actingFor: worker }, refusedBy: deathOnly }),
  confirmed('on the word of the institution', { sources: ['institution'] }, { refusedBy: deathOnly }),
  confirmed('of a child of whom no death is recorded', {}, { facts: { closure: full }, refusedBy: deathOnly }),
  confirmed('of a child who lives', { child: bopha }, { when: counted, refusedBy: deathOnly }),
  confirmed('tomorrow', { on: future }, { refusedBy: happened }),
  confirmed(
    'after the certificate',
    {},
    {
      when: (c) => c.certified && c.children.length === 2,
      refusedBy: [...ordered, ...deathOnly],
    },
  ),
  sample('child.revived', 'who was said to have died', { child: { status: 'alive' } }, { when: mourned }),
  // after the certificate it means nothing to the closure any more
  noticed('missing', moved('missing', [bopha]), {
    when: (c) => usualEnd(c) || (c.certified && c.children.length === 2),
    to: 'open.lost.searching',
  }),
  noticed('left before it was cleared', moved('departure', [ratha], institution.id), {
    when: counted,
    to: 'open.lost.searching',
  }),
  noticed('seen in another home', moved('presence', [ratha], otherRci), { when: counted, to: 'open.lost.searching' }),
  noticed('said to be found', moved('found', [ratha]), {
    when: (c) => counted(c) === false && c.children.length === 1 && rowOf(c, ratha)?.lost === true && !c.certified,
    to: 'open.lost.searching',
  }),
  noticed('came back', moved('presence', [ratha], institution.id, { on: tomorrow }), {
    when: usualEnd,
    to: 'open.steps.moving',
  }),
  noticed('a child whom nobody counted', moved('presence', [chan], institution.id), { when: counted }),
  noticed('left before the census', moved('departure', [ratha], institution.id), {
    when: (c) => c.ordered && !c.sealed && c.kind === 'regulatory' && !c.visited && !c.acknowledged,
    to: 'open.steps.census',
  }),
  noticed('in the closed premises', moved('presence', [chan], institution.id), {
    when: (c) => c.certified && c.children.length === 2 && c.visits.every(({ status }) => status === 'planned'),
    to: 'open.returned.found',
  }),
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
  sample('records.copied', 'tomorrow', { ...copied([ratha]), on: future }, { refusedBy: happened }),
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

export const childSamples: Class[] = [
  ...beds,
  ...supplement,
  ...talks,
  ...progress,
  ...news,
  ...moves,
  ...arrivals,
  ...merges,
  ...ends,
];

/** Classes of private talks, and of what is told of a child: by its own case, of its death, of where it is. */
import type { ClosureFact } from '../../facts';
import { rowOf } from '../context';
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
  officer,
  ordered,
  otherRci,
  ratha,
  sample,
  today,
  tomorrow,
  usualEnd,
  worker,
  yesterday,
  type When,
  type Class,
} from './people';

const talk = (id: string, more: object = {}) => ({ child: id, on: today, alone: true, danger: false, ...more });
const unspoken = { child: ratha, on: today };
const oneSaid: When = (c) => rowOf(c, ratha)?.unable !== undefined && !c.certified;
const bySecond = ['institution-closure.talk-second'];
const province = { role: 'pdosvyOfficer' as const, area: '08' };
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
    person: worker,
    when: (c) =>
      rowOf(c, ratha)?.lost === true &&
      rowOf(c, ratha)!.accounted === undefined &&
      !c.certified &&
      c.children.length === 1,
  }),
  sample('untalked.confirmed', 'by another', unspoken, { when: oneSaid, person: officer, actor: province }),
  sample('untalked.confirmed', 'by the same', unspoken, { when: oneSaid, person: worker, refusedBy: bySecond }),
  sample('untalked.confirmed', 'for the same', unspoken, {
    when: oneSaid,
    person: officer,
    actor: { ...province, actingFor: worker },
    refusedBy: bySecond,
  }),
  sample('untalked.confirmed', 'what nobody said', unspoken, { when: counted, refusedBy: bySecond }),
  sample(
    'untalked.confirmed',
    'tomorrow',
    { ...unspoken, on: future },
    {
      when: oneSaid,
      person: officer,
      actor: province,
      refusedBy: happened,
    },
  ),
  sample('untalked.confirmed', 'after the certificate', unspoken, {
    when: (c) => c.certified && c.children.length === 2,
    refusedBy: [...ordered, ...bySecond],
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
  says('the second is assessed, the provider gone', told(bopha, 'assessed'), {
    when: (c) => c.abandoned && c.children.length === 2 && rowOf(c, bopha)?.stage === 'counted' && !c.certified,
    to: 'open.steps.planning',
  }),
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

export const toldSamples: Class[] = [...talks, ...progress, ...news];

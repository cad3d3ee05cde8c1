/** Who and what the samples are about, and where on the way of its two children a class of an event is tried. */
import type { ChildFact, ClosureFact, InstitutionFact, PanelFact } from '../../facts';
import type { Role, Sample } from '../../workflow';
import { isSettled, rowOf, type Context } from '../context';

/** in need: goes first */
export const ratha = '11111111-0000-4000-8000-000000000001';
export const bopha = '11111111-0000-4000-8000-000000000002';
/** found later */
export const chan = '11111111-0000-4000-8000-000000000003';
export const rci = '22222222-0000-4000-8000-000000000001';
export const otherRci = '22222222-0000-4000-8000-000000000002';
export const officer = '33333333-0000-4000-8000-000000000001';
export const worker = '33333333-0000-4000-8000-000000000002';
export const verifier = '33333333-0000-4000-8000-000000000003';
export const member = '33333333-0000-4000-8000-000000000004';
/** who signs the order */
export const signer = '33333333-0000-4000-8000-000000000005';
export const today = '2017-03-06';
export const tomorrow = '2017-03-07';
export const yesterday = '2017-03-05';
export const future = '2030-01-01';
export const area = '080101';

export const child = (id: string, more: Partial<ChildFact> = {}): ChildFact => ({
  id,
  birth: { from: '2008-06-06', to: '2008-06-06' },
  sex: 'female',
  disability: false,
  siblings: [],
  status: 'alive',
  version: 1,
  ...more,
});
/** A decision in force that put the child into the home. */
export const placed = { id: 'p', kind: 'residential' as const, status: 'inForce' as const, instance: 'g', until: 2e12 };
export const children = [child(ratha), child(bopha)];
export const institution: InstitutionFact = {
  id: rci,
  code: 'RCI-KDL-003',
  name: 'a home',
  kind: 'rci',
  operator: 'ngo',
  area,
  standing: 'authorised',
  authorisedCapacity: 30,
  occupied: 2,
  persons: [],
  version: 1,
};
export const seat = (person: string, role: Role): PanelFact => ({
  person,
  seats: [{ role }],
  institutions: [],
  persons: [],
});
export const panel = [
  seat(worker, 'dsw'),
  seat(verifier, 'mosvy'),
  seat(member, 'pdosvyDirector'),
  seat(officer, 'pdosvyOfficer'),
];
const expected = (id: string) => ({ child: id, why: ['authority' as const], underThree: false, disability: false });
export const full: ClosureFact = {
  expected: [expected(ratha), expected(bopha)],
  workers: 3,
  openCases: 20,
  freePlaces: 4,
  stillPresent: [],
  openAuthorities: 0,
  ways: [],
};
export const empty: ClosureFact = { ...full, expected: [] };

/** Rules that many classes break. */
export const happened = ['institution-closure.happened'];
export const listed = ['institution-closure.listed'];
export const ordered = ['institution-closure.ordered'];

export type When = (context: Context) => boolean;
export const all =
  (...conditions: When[]): When =>
  (context) =>
    conditions.every((holds) => holds(context));

/** The usual closure, with both children and no disturbance: the proof raises one at a time. */
export const plain: When = (c) =>
  c.kind === 'regulatory' &&
  !c.abandoned &&
  !c.transition &&
  c.extensions === 0 &&
  c.appeal === 'none' &&
  c.withdrawal === 'none' &&
  c.merges.length === 0 &&
  !c.newcomers &&
  !c.explainedBy &&
  c.records !== 'destroyed' &&
  c.children.length === 2 &&
  c.children.every((row) => !row.lost && !row.unseen && row.accounted !== 'died');
const untouched: When = (c) => c.staff === 'unknown' && c.money === 'unknown';

/** How many steps of the way the two children have gone, in the order in which the samples let them go. */
function position(c: Context): number {
  const one = rowOf(c, ratha);
  const two = rowOf(c, bopha);
  if (!one || !two) return -1;
  const done = [
    one.screened,
    two.screened,
    one.stage !== 'counted',
    two.stage !== 'counted',
    one.stage === 'planned',
    two.stage === 'planned',
    one.records && two.records,
    one.destination !== undefined,
    one.accounted !== undefined,
    one.verified,
    two.destination !== undefined,
    two.accounted !== undefined,
    two.verified,
  ];
  const open = done.indexOf(false);
  return open < 0 ? done.length : open;
}
export const at = (step: number): When => all(plain, untouched, (c) => position(c) === step);
/** Every child is verified where it lives: an empty census, or the usual one. */
export const done: When = (c) =>
  c.sealed &&
  !c.certified &&
  c.extensions === 0 &&
  c.children.every(isSettled) &&
  (c.children.length === 0 || plain(c));
/** where the disturbances begin: the census is just sealed */
export const counted: When = at(0);
export const usualEnd: When = all(done, (c) => c.children.length === 2 && position(c) === 13);

export type Class = Sample<Context>;
export const sample = (event: string, name: string, data: unknown, more: Partial<Class> = {}): Class => ({
  event,
  name,
  data,
  ...more,
});

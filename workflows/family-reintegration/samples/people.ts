/** Who and what the samples are about, and the conditions under which a class of an event is tried. */
import type { ChildFact } from '../../facts';
import { childItems, familyItems, type Item } from '../../vocabulary';
import type { Sample } from '../../workflow';
import type { Context } from '../context';
import { isPlanned, visitsOf } from '../schedule';

export const child = '11111111-0000-4000-8000-000000000001';
export const sister = '11111111-0000-4000-8000-000000000002';
export const worker = '33333333-0000-4000-8000-000000000001';
export const supervisor = '33333333-0000-4000-8000-000000000002';
export const receiver = '33333333-0000-4000-8000-000000000003';
/** who records the visits where a class names nobody: the first role of the domain for them */
export const visitor = '00000000-0000-4000-8000-000000000003';
/** a worker of another district, who goes where an official is implicated */
export const outsider = '33333333-0000-4000-8000-000000000004';
export const today = '2017-03-06';
export const yesterday = '2017-03-05';
export const future = '2030-01-01';
export const area = '080101';
/** another commune of the same district, where the family lives */
export const home = '080102';
export const elsewhere = '120101';

export const fact: ChildFact = {
  id: child,
  birth: { from: '2007-06-06', to: '2007-06-06' },
  sex: 'female',
  disability: false,
  siblings: [],
  status: 'alive',
  version: 1,
};

type When = (context: Context) => boolean;
export const all =
  (...conditions: When[]): When =>
  (context) =>
    conditions.every((holds) => holds(context));

/** Nothing stands beside the way, and no birthday is near: the ages are walked in cases of their own. The proof raises one disturbance at a time: two at once are left to the tests. */
export const calm: When = (c) =>
  c.concern === 'none' &&
  c.offered === undefined &&
  c.court.length === 0 &&
  c.ending === 'none' &&
  ['inCare', 'home'].includes(c.location) &&
  c.age === 'unknown' &&
  c.absences.length === 0 &&
  c.owner === area;
const isMade = (v: { status: string }) => v.status === 'made';
/** Where the disturbances begin: all is ready for the return, or no visit was made yet, or one of two. So they do not multiply. */
export const edge: When = (c) => {
  if (c.risk !== 'low' || c.reviewWanted) return false;
  if (c.placement === undefined) return c.ready?.device === true && c.ready.documents;
  const made = visitsOf(c).filter(isMade).length;
  const first = made === 0 && c.stand === 'due' && c.lastSeen === undefined;
  return visitsOf(c).length === 2 && (first || (made === 1 && c.stand === 'onTrack'));
};
/** nobody was asked to look a second time, and the province has said nothing */
const unwatched: When = (c) => c.toCheck.length === 0 && !c.allGood && c.shortened === undefined;
/** every visit of the schedule was made on its day */
export const kept: When = (c) =>
  placed(c) && unwatched(c) && c.risk === 'low' && !c.reviewWanted && visitsOf(c).every(isMade);
/** the first day of a case */
export const fresh: When = (c) => c.stays === 0 && c.anchors.assessed === undefined;
export const over: When = (c) => placed(c) && !visitsOf(c).some(isPlanned);
export const placed: When = (c) => c.placement !== undefined;
export const untouched: When = (c) => visitsOf(c).every(isPlanned);
/** the same at high risk, where a further rise plans nothing */
export const keptHigh: When = (c) => c.risk === 'high' && c.visits.length === 2 && c.visits.every(isMade);

export type Class = Sample<Context>;
export const sample = (event: string, name: string, data: unknown, more: Partial<Class> = {}): Class => ({
  event,
  name,
  data,
  ...more,
});

export const signature = { by: 'thumbprint', on: today };
const every = (names: readonly Item[], score: number): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, score]));
export const childScores = (more: Record<string, number> = {}) => ({ ...every(childItems, 3), ...more });
export const familyScores = (more: Record<string, number> = {}) => ({ ...every(familyItems, 3), ...more });

/** The closing year as it will be played, made from a seed: the children, where each goes, what goes wrong, and what breaks. */
import { drawOutages, type Outage } from './breakdowns';
import type { HomeKind } from './closing-year-forms';
import { numbersOf } from './seeded';

export interface ClosingOptions {
  seed: number;
  children: number;
  days: number;
  /** how many times something breaks */
  outages: number;
}

export type Destination = HomeKind | 'independent' | 'byDecision';

/** What goes wrong with one child, beside what breaks. */
export type Mishap =
  | 'breaksDown'
  | 'runsAwayBefore'
  | 'runsAwayAfter'
  | 'visitMissed'
  | 'dies'
  | 'turnsAdult'
  | 'contactLost'
  | 'foundAtSisterHome'
  | 'danger';

export interface Kid {
  number: number;
  born: string;
  sex: 'female' | 'male';
  disability: boolean;
  atRisk: boolean;
  found: 'authorisedPresent' | 'unauthorisedPresent' | 'unaccounted' | 'hidden';
  destination: Destination;
  mishaps: Mishap[];
  /** the register has a second record of the same child, told apart before the census */
  twice: boolean;
  /** who brings the child home, and who sees it there */
  worker: string;
  visitor: string;
  /** days from the census to the first assessment */
  begins: number;
  /** days that a lost child is lost, and a prepared one waits before the next step */
  pace: number;
  /** numbers of its own, so that what happens to one child changes nothing for another */
  number01: () => number;
}

export interface ClosingPlan {
  kids: Kid[];
  outages: Map<number, Outage[]>;
  /** days on which the province lets more leave than P-83 */
  crowded: Set<number>;
  /** days on which somebody tries to close the house early */
  attempts: Set<number>;
  orderOn: number;
  censusOn: number;
}

const workers = ['dsw.kandal', 'dsw2.kandal', 'ngo.kandal'];
/** A child is old enough for a family and too young to turn eighteen within the story. */
const years = (below: (n: number) => number) => 2001 + below(12);

/** Everything that will happen, as far as it does not depend on the answers. */
export function planClosing({ seed, children, days, outages }: ClosingOptions): ClosingPlan {
  const number = numbersOf(seed);
  const below = (n: number) => Math.floor(number() * n);
  const orderOn = 7;
  const censusOn = 9;
  const spread = Math.min(48, 4 + Math.round(children / 8));
  const kids = Array.from({ length: children }, (_, i) => kidOf(i, number, below, spread, seed));
  for (const kid of kids) giveRole(kid, children);
  const crowded = new Set<number>();
  for (let day = 40; day < days; day += 13 + below(9)) crowded.add(day);
  const attempts = new Set<number>();
  const every = Math.max(6, Math.round(days / 40));
  for (let day = orderOn + 4; day < days; day += every) attempts.add(day);
  return {
    kids,
    outages: drawOutages(outages, Math.min(days, 60 + children), number),
    crowded,
    attempts,
    orderOn,
    censusOn,
  };
}

function kidOf(i: number, number: () => number, below: (n: number) => number, spread: number, seed: number): Kid {
  const month = `${1 + below(12)}`.padStart(2, '0');
  const disability = number() < 0.12;
  const atRisk = number() < 0.08;
  const lot = number();
  const destination: Destination = lot < 0.58 ? 'parents' : lot < 0.82 ? 'kin' : 'foster';
  const worker = workers[below(workers.length)]!;
  const visitor = workers.filter((one) => one !== worker)[below(workers.length - 1)]!;
  const needy = disability || atRisk;
  return {
    number: i,
    born: `${years(below)}-${month}-1${below(10)}`,
    sex: i % 2 === 0 ? 'female' : 'male',
    ...{ disability, atRisk, destination, worker, visitor },
    found: number() < 0.05 ? 'unaccounted' : 'unauthorisedPresent',
    mishaps: mishapsOf(number),
    twice: number() < 0.02,
    begins: needy ? 1 + below(5) : 3 + below(spread),
    pace: 1 + below(6),
    number01: numbersOf(seed * 7_919 + i * 104_729 + 13),
  };
}

function mishapsOf(number: () => number): Mishap[] {
  const lot = number();
  if (lot < 0.04) return ['breaksDown'];
  if (lot < 0.07) return ['runsAwayBefore'];
  if (lot < 0.1) return ['runsAwayAfter'];
  if (lot < 0.18) return ['visitMissed'];
  if (lot < 0.19) return ['dies'];
  if (lot < 0.27) return ['contactLost'];
  if (lot < 0.3) return ['danger'];
  return [];
}

/** The first children make sure that each thing happens at least once, however few they are. */
const roles: Partial<Kid>[] = [
  { destination: 'parents', mishaps: ['breaksDown'], disability: true },
  { destination: 'independent', born: '2000-06-15', mishaps: [] },
  { destination: 'kin', found: 'unaccounted', mishaps: [] },
  { destination: 'foster', mishaps: ['runsAwayAfter'], twice: true },
  { destination: 'parents', found: 'hidden', mishaps: ['foundAtSisterHome'] },
  { destination: 'parents', mishaps: ['dies'] },
  { destination: 'byDecision', mishaps: [], found: 'unauthorisedPresent' },
  { destination: 'kin', found: 'authorisedPresent', mishaps: ['visitMissed'] },
  { destination: 'independent', born: '1999-02-10', mishaps: ['turnsAdult'] },
  { destination: 'kin', mishaps: ['runsAwayBefore'] },
  { destination: 'parents', mishaps: ['contactLost'] },
  { destination: 'foster', mishaps: ['danger'], atRisk: true },
];

function giveRole(kid: Kid, children: number): void {
  const { number } = kid;
  if (number > 1 || children > 4) Object.assign(kid, roles[number] ?? {});
  giveEnding(kid);
  // the officer who takes such a child there is of the district, and the other one sees it
  if (['independent', 'byDecision'].includes(kid.destination))
    Object.assign(kid, { worker: 'dsw.kandal', visitor: 'dsw2.kandal' });
}

function giveEnding(kid: Kid): void {
  const { number } = kid;
  if (number < roles.length) return;
  if (number % 23 === 0) Object.assign(kid, { destination: 'independent', born: '2000-09-15', mishaps: [] });
  else if (number % 61 === 0)
    Object.assign(kid, { destination: 'byDecision', mishaps: [], found: 'unauthorisedPresent' });
  else if (number % 67 === 0)
    Object.assign(kid, { destination: 'independent', born: '1999-04-10', mishaps: ['turnsAdult'] });
  else if (number % 31 === 0) Object.assign(kid, { found: 'unaccounted' });
  else if (number % 89 === 0) Object.assign(kid, { found: 'hidden', mishaps: ['foundAtSisterHome'] });
}

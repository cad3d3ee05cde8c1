/** What each child of a census still needs before its institution may be called closed, step by step. */
import type { Row } from './reads';

export const steps = ['found', 'talk', 'assessed', 'planned', 'file', 'cleared', 'left', 'seen'] as const;
export type Step = (typeof steps)[number];

export interface Cell {
  step: Step;
  /** `over`: it was never done, and the child has left or died, so that nobody does it any more */
  state: 'done' | 'now' | 'later' | 'over';
  /** event of the closure that does it; absent: it is done in the child's own case */
  event?: string;
  /** what comes before it, where it is for later */
  after?: Step[];
}

const isGone = ({ accounted, lost }: Row): boolean => accounted !== null && !lost;
/** The child lives where its institution or itself decided, so that the closure, not a way home, sees to it. */
const isApart = (destination: string | null): boolean => destination === 'independent' || destination === 'byDecision';

/** What comes directly before each step. */
const before: Record<Step, Step[]> = {
  found: [],
  talk: ['found'],
  assessed: ['found'],
  planned: ['assessed'],
  file: ['found'],
  cleared: ['planned', 'file'],
  left: ['cleared'],
  seen: ['left'],
};

/** The eight steps of a child, in their order. */
export function cellsOf(row: Row): Cell[] {
  const gone = isGone(row);
  const done: Record<Step, boolean> = {
    found: !row.lost,
    talk: row.screened,
    assessed: row.stage !== 'counted',
    planned: row.stage === 'planned',
    file: row.records,
    cleared: row.destination !== null,
    left: gone,
    seen: gone && row.verified,
  };
  const events: Partial<Record<Step, string>> = {
    found: 'child.located',
    talk: row.unable ? 'untalked.confirmed' : 'child.screened',
    file: 'records.copied',
    cleared: 'child.cleared',
    ...(row.destination === 'independent' && { left: 'child.settled' }),
    ...(isApart(row.accounted ?? row.destination) && { seen: 'destination.verified' }),
  };
  return steps.map((step) => {
    const event = events[step];
    const common = { step, ...(event && { event }) };
    // another row is the same child, and is accounted for in its place
    if (row.sameAs !== null) return { ...common, state: done[step] ? 'done' : 'over' };
    // nobody sees a dead child where it lives
    if (step === 'seen' && row.accounted === 'died' && row.verified) return { ...common, state: 'over' };
    if (done[step]) return { ...common, state: 'done' };
    if (gone && step !== 'seen') return { ...common, state: 'over' };
    const after = row.lost ? (['found'] as Step[]) : before[step].filter((one) => !done[one]);
    if (step === 'found' || after.length === 0) return { ...common, state: 'now' };
    return { ...common, state: 'later', after };
  });
}

/** Does the child stand in the way of the certificate? */
export const blocks = (row: Row): boolean => row.sameAs === null && !(isGone(row) && row.verified);

/** The missing first, then the youngest, those with a disability, those at risk, the others. */
function rank({ lost, need }: Row): number {
  const found = [lost, need.underThree, need.disability, need.risk].indexOf(true);
  return found < 0 ? 4 : found;
}

/** Those who block first; of them the missing, the youngest, those with a disability and those at risk; then by bed. */
export const inOrder = (rows: readonly Row[]): Row[] =>
  [...rows].sort(
    (a, b) =>
      Number(blocks(b)) - Number(blocks(a)) ||
      Number(isGone(a)) - Number(isGone(b)) ||
      rank(a) - rank(b) ||
      a.bed.localeCompare(b.bed, 'en', { numeric: true }),
  );

/** What each child of a census still needs before its institution may be called closed, step by step. */
import type { Row } from './reads';

export const steps = ['found', 'talk', 'assessed', 'planned', 'file', 'cleared', 'left', 'seen'] as const;
export type Step = (typeof steps)[number];

export interface Cell {
  step: Step;
  state: 'done' | 'now' | 'later';
  /** event of the closure that does it; absent: it is done in the child's own case */
  event?: string;
}

const isGone = ({ accounted, lost }: Row): boolean => accounted !== null && !lost;
/** The child lives where its institution or itself decided, so that the closure, not a way home, sees to it. */
const isApart = (destination: string | null): boolean => destination === 'independent' || destination === 'byDecision';

/** The eight steps of a child, in their order. */
export function cellsOf(row: Row): Cell[] {
  const gone = isGone(row);
  const assessed = gone || row.stage !== 'counted';
  const planned = gone || row.stage === 'planned';
  const file = gone || row.records;
  const cleared = gone || row.destination !== null;
  const apart = isApart(row.destination);
  const cell = (step: Step, done: boolean, ready: boolean, event?: string): Cell => ({
    step,
    state: done ? 'done' : ready ? 'now' : 'later',
    ...(event && { event }),
  });
  return [
    cell('found', !row.lost, true, 'child.located'),
    cell('talk', gone || row.screened, !row.lost, 'child.screened'),
    cell('assessed', assessed, !row.lost),
    cell('planned', planned, assessed && !row.lost),
    cell('file', file, !row.lost, 'records.copied'),
    cell('cleared', cleared, planned && file && !row.lost, 'child.cleared'),
    cell('left', gone, cleared && !row.lost, row.destination === 'independent' ? 'child.settled' : undefined),
    cell('seen', gone && row.verified, gone, apart || isApart(row.accounted) ? 'destination.verified' : undefined),
  ];
}

/** Does the child stand in the way of the certificate? */
export const blocks = (row: Row): boolean => !(isGone(row) && row.verified);

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

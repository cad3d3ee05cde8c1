/** What a closure makes of the news of where a child is: nothing, or why somebody must act. */
import { homeKinds } from '../vocabulary';
import { dateOf } from '../time';
import type { Given } from '../workflow';
import { rowOf, type Context, type Row } from './context';

/** What the register tells of where children are. */
interface Moved {
  kind: 'presence' | 'arrival' | 'departure' | 'missing' | 'found';
  children: string[];
  on: string;
  place?: string;
  placeKind?: string;
  /** it was a home, and is called something else now */
  onceHome?: boolean;
}
export type Notice = 'left' | 'missing' | 'elsewhere' | 'backAgain' | 'uncounted' | 'foundTold' | 'returned';

/** Has a decision that is in force put the child there? */
const belongs = ({ facts }: Given, row: Row, place: string | undefined): boolean => {
  const authority = facts.children?.find(({ id }) => id === row.child)?.authority;
  return authority?.status === 'inForce' && authority.institution === place;
};

/** What one of the children of such a fact means for the closure; undefined where it means nothing. */
function noticeOf(context: Context, given: Given, child: string): Notice | undefined {
  const { kind, on, place, placeKind, onceHome } = given.data as Moved;
  const row = rowOf(context, child);
  const came = kind === 'presence' || kind === 'arrival';
  const here = place === context.institution;
  if (!context.ordered || row?.accounted === 'died') return undefined;
  if (context.certified)
    return came && here && on >= dateOf(context.anchors.certified ?? 0) && context.outcome === undefined
      ? 'returned'
      : undefined;
  if (came && here) {
    if (!row) return context.sealed ? 'uncounted' : undefined;
    return row.accounted !== undefined && on > (row.leftOn ?? row.clearedOn ?? '') ? 'backAgain' : undefined;
  }
  if (kind === 'departure' && here) {
    if (!row) return context.sealed ? undefined : 'left';
    const cleared = row.destination !== undefined && on >= (row.leavesOn ?? row.clearedOn ?? '');
    return row.accounted === undefined && !row.lost && !cleared ? 'left' : undefined;
  }
  if (!row) return undefined;
  if (kind === 'missing') return 'missing';
  if (kind === 'found') return row.lost ? 'foundTold' : undefined;
  const isHome = homeKinds.includes(placeKind ?? '') || onceHome === true;
  return came && isHome && !belongs(given, row, place) ? 'elsewhere' : undefined;
}

/** Of the children of such a fact, those of whom it means something. */
export const noticesOf = (context: Context, given: Given): { child: string; what: Notice }[] =>
  ((given.data?.children ?? []) as string[]).flatMap((child) => {
    const what = noticeOf(context, given, child);
    return what === undefined ? [] : [{ child: rowOf(context, child)?.child ?? child, what }];
  });

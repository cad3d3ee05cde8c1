/** What a change of a child's records means for its rows: a corrected birth, and two records that are one child. */
import { ageOn, dateOf } from '../time';
import type { Given } from '../workflow';
import { told } from './acts-children';
import { isGone, isOf, patched, rowOf, sortedSet, type Context, type Row } from './context';
import { effect, kit, set, tell } from './kit';
import { messages } from './texts';

/** The merge that two people approved, and who they are; absent where the news is another. */
const mergeOf = ({ data }: Given) => (data as { merge?: { kept: string; merged: string; by: string[] } }).merge;

const stages = ['counted', 'assessed', 'planned'] as const;

/**
 * The rows of two records as the rows of one child. The account of one stands for both, from the row that knows more; and
 * nobody is taken as seen: whoever was counted twice, or was two children, is looked at again by somebody else than those who
 * merged them.
 */
function joined(rows: readonly Row[], by: readonly string[]): Partial<Row> {
  const gone = rows.find((row) => isGone(row) && row.accounted !== 'died');
  const cleared = rows.find((row) => row.destination !== undefined);
  const { destination, worker, clearedOn, leavesOn } = cleared ?? ({} as Partial<Row>);
  const dead = rows.every(({ accounted }) => accounted === 'died');
  return {
    need: {
      underThree: rows.some(({ need }) => need.underThree),
      disability: rows.some(({ need }) => need.disability),
      risk: rows.some(({ need }) => need.risk),
    },
    screened: rows.some(({ screened }) => screened),
    untalked: rows.find(({ untalked }) => untalked)?.untalked,
    unable: rows.find(({ unable }) => unable)?.unable,
    stage: stages[Math.max(...rows.map(({ stage }) => stages.indexOf(stage)))]!,
    records: rows.some(({ records }) => records),
    destination,
    worker,
    clearedOn,
    leavesOn,
    accounted: dead ? 'died' : gone?.accounted,
    leftOn: gone?.leftOn,
    lost: rows.every(({ lost }) => lost),
    verified: dead && rows.every(({ verified }) => verified),
    unseen: dead ? undefined : true,
    movedBy: sortedSet([...rows.flatMap(({ movedBy }) => movedBy), ...by]),
  };
}

/** The birth may have been corrected: who is under three goes first from now on. */
function reborn(context: Context, { facts, now }: Given): Row[] {
  return context.children.map((row) => {
    const birth = facts.children?.find(({ id }) => id === row.child)?.birth;
    const underThree = birth ? ageOn(birth.to, dateOf(now)) < 3 : row.need.underThree;
    return underThree === row.need.underThree ? row : { ...row, need: { ...row.need, underThree } };
  });
}

export const correct = [
  set((context, given) => {
    if (context.certified) return {};
    const merge = mergeOf(given);
    const children = reborn(context, given);
    if (!merge) return { children };
    const { kept, merged, by } = merge;
    const next = { ...context, children, merges: [...context.merges, { merged, kept, on: dateOf(given.now) }] };
    const rows = children.filter((row) => isOf(next, row, kept));
    return rows.length === 0 ? {} : { merges: next.merges, children: patched(next, kept, joined(rows, by)) };
  }),
  kit.enqueueActions(({ context, event, enqueue }) => {
    const merge = mergeOf(event);
    const row = merge && rowOf(context, merge.kept);
    if (!row || context.certified) return;
    enqueue(effect('census.account', (_c, given) => told(row, given)));
    enqueue(tell('merged', ['pdosvyOfficer', 'pdosvyDirector', 'mosvy'], messages.merged));
  }),
];

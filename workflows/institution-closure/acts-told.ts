/** What the child's own case tells of it, and a move that comes too early or with too many others. */
import type { Given } from '../workflow';
import { movers, openIncident } from './acts';
import { account, foundAgain, notCleared } from './acts-children';
import { isFamily, leavingOn, patched, rowOf, type Context, type Destination, type Row } from './context';
import { effect, kit, set, tell } from './kit';
import { messages } from './texts';

/** What the child's own case tells changes its row, until the certificate: then its own clocks go on alone. */
function progressed(context: Context, given: Given): Partial<Context> {
  const {
    child,
    what,
    destination,
    by = [],
  } = given.data as {
    child: string;
    what: string;
    destination?: Destination;
    by?: string[];
  };
  const row = rowOf(context, child);
  if (!row || context.certified || row.accounted === 'died') return {};
  const patch = ((): Partial<Row> => {
    switch (what) {
      case 'assessed':
        return row.stage === 'counted' ? { stage: 'assessed' } : {};
      case 'planned':
        return { stage: 'planned' };
      case 'placed':
        return { accounted: destination ?? 'home', lost: false, verified: false, leftOn: given.data.on as string };
      case 'visited':
        return row.accounted === undefined || row.lost ? {} : { verified: true, unseen: undefined };
      case 'missing':
        return { lost: true, verified: false };
      case 'found':
        return { lost: false };
      default:
        return { ...notCleared, accounted: undefined, verified: false, leftOn: undefined, stage: 'assessed' };
    }
  })();
  const next = what === 'placed' ? movers(context, child, given, by) : undefined;
  return { ...next, children: patched({ ...context, ...next }, child, patch) };
}

/** Of a move that is told: more on its day than P-83 allows and no reason of the province, or a day before the one it was cleared for. */
const lookAtMove = kit.enqueueActions(({ context, event, enqueue }) => {
  const { what, on, child } = event.data as { what: string; on: string; child: string };
  const row = rowOf(context, child);
  if (what !== 'placed' || !row || context.certified || !isFamily(row.accounted)) return;
  const most = event.parameters.values['P-83'] as number;
  if (leavingOn(context, on).length > most && !context.groupDays.includes(on)) {
    enqueue(openIncident('GROUP_MOVE', 'pdosvyDirector', messages.groupMove));
    enqueue(tell('groupMove', ['pdosvyDirector', 'mosvy'], messages.groupMove));
  }
  if (row.clearedOn === undefined || on < (row.leavesOn ?? row.clearedOn)) {
    enqueue(openIncident('LEFT_BEFORE_CLEARED', 'pdosvyDirector', messages.leftBefore, () => [row.child]));
    enqueue(tell('leftBefore', ['pdosvyOfficer', 'pdosvyDirector'], messages.leftBefore));
  }
});

/**
 * A child that was counted in two homes, as one that was hidden in the other: news reaches one open closure, which passes it on
 * to the other, and that one to nobody.
 */
const passOn = kit.enqueueActions(({ event, enqueue }) => {
  if (event.data.passed !== true) enqueue(toOthers({ ...event.data, passed: true }));
});
const toOthers = (data: { child: string }) =>
  effect('instance.tell', () => ({
    workflow: 'institution-closure',
    child: data.child,
    event: 'child.progressed',
    data,
  }));

export const progress = [
  set(progressed),
  account(),
  kit.enqueueActions(({ event, enqueue }) => {
    if (event.data.what === 'found' || event.data.what === 'visited') enqueue(foundAgain());
  }),
  lookAtMove,
  passOn,
  kit.enqueueActions(({ event, enqueue }) => {
    if (event.data.what === 'missing' || event.data.what === 'brokenDown')
      enqueue(
        tell(
          event.data.what as string,
          ['dsw', 'pdosvyOfficer', 'pdosvyDirector'],
          messages[event.data.what as 'missing'],
        ),
      );
  }),
];

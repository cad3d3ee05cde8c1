/** What the register tells of the children: a death that somebody else must confirm, one that is taken back, and where a child is. */
import type { Given, Role, Text } from '../workflow';
import { livedInAgain, openIncident, requireInspection } from './acts';
import { account, notCleared, told } from './acts-children';
import { patched, rowOf, type Context, type Row } from './context';
import { noticesOf, type Notice } from './notices';
import { anchored, effect, kit, set, tell } from './kit';
import { messages } from './texts';
import { wayHome } from './ways';

const above: Role[] = ['pdosvyDirector', 'mosvy'];

/** The children of the census whom the register knows so. */
const rowsWith = (
  context: Context,
  { facts }: Given,
  status: 'alive' | 'died',
  counted: (row: Row) => boolean,
): Row[] =>
  context.children.filter(
    (row) => counted(row) && facts.children?.some((child) => child.id === row.child && child.status === status),
  );

/** The dead of the census, as the register knows them; it may be the word of one alone, so nothing is verified by it. */
const deadOf = (context: Context, given: Given): Row[] =>
  rowsWith(context, given, 'died', ({ accounted }) => accounted !== 'died');
const asDead = (row: Row): Row => ({ ...row, accounted: 'died', verified: false, unseen: undefined });

export const noteDeaths = [
  kit.enqueueActions(({ context, event, enqueue }) => {
    // that two records are one says of neither where it is
    if (event.data.merge) return;
    enqueue(tell('died', above, messages.died));
    if (context.certified) return;
    for (const row of deadOf(context, event)) {
      enqueue(effect('census.account', (_c, given) => told(asDead(row), given)));
      enqueue(openIncident('CHILD_DIED', 'pdosvyDirector', messages.died, () => [row.child]));
    }
  }),
  set((context, given) => {
    if (context.certified || given.data.merge) return {};
    const dead = deadOf(context, given);
    return { children: context.children.map((row) => (dead.includes(row) ? asDead(row) : row)) };
  }),
];

/** The province confirms what somebody else told: its incident is over with it. */
export const confirmDeath = [
  set((context, { data }) => ({
    children: patched(context, data.child as string, { verified: true, lost: false, unseen: undefined }),
  })),
  account(),
  ...['CHILD_DIED', 'CENSUS_UNACCOUNTED'].map((kind) =>
    effect('incident.resolve', (_c, { data }) => ({
      kind,
      children: [data.child as string],
      reason: 'death confirmed',
    })),
  ),
];

/** Children of the census who were taken for dead, and of whom the register knows better now. */
const revivedOf = (context: Context, given: Given): Row[] =>
  rowsWith(context, given, 'alive', ({ accounted }) => accounted === 'died');
const asRevived = (row: Row): Row => ({
  ...row,
  ...notCleared,
  accounted: undefined,
  leftOn: undefined,
  verified: false,
  lost: true,
  stage: 'counted',
});

/** A death that was none: nobody knows where the child is until it is seen, and its way home begins again, closed or not. */
export const noteRevived = [
  kit.enqueueActions(({ context, event, enqueue }) => {
    for (const row of revivedOf(context, event)) {
      enqueue(openIncident('DEATH_CORRECTED', 'pdosvyDirector', messages.revived, () => [row.child]));
      enqueue(effect('instance.tell', () => wayHome(context, row.child, true)));
      if (!context.certified) enqueue(effect('census.account', (_c, given) => told(asRevived(row), given)));
    }
    enqueue(tell('revived', ['dsw', ...above], messages.revived));
  }),
  set((context, given) => {
    const alive = context.certified ? [] : revivedOf(context, given);
    return { children: context.children.map((row) => (alive.includes(row) ? asRevived(row) : row)) };
  }),
];

/** Nobody knows where the child is, or it is where nobody put it: it is looked for, and whatever was seen before counts no more. */
const astray: Partial<Row> = { lost: true, verified: false, unseen: true };
const patchOf: Partial<Record<Notice, Partial<Row>>> = {
  left: astray,
  missing: astray,
  elsewhere: astray,
  backAgain: { ...notCleared, accounted: undefined, leftOn: undefined, verified: false },
};
const incidents: Partial<Record<Notice, { kind: string; role: Role; text: Text }>> = {
  left: { kind: 'LEFT_CLOSING_HOME', role: 'pdosvyOfficer', text: messages.leftHome },
  missing: { kind: 'CHILD_MISSING', role: 'pdosvyOfficer', text: messages.missing },
  elsewhere: { kind: 'COUNTED_ELSEWHERE', role: 'pdosvyOfficer', text: messages.elsewhere },
  backAgain: { kind: 'BACK_IN_CLOSING_HOME', role: 'pdosvyOfficer', text: messages.backAgain },
  uncounted: { kind: 'ADMISSION_AFTER_ORDER', role: 'pdosvyDirector', text: messages.admittedAfter },
  returned: { kind: 'CHILD_IN_CLOSED_HOME', role: 'pdosvyDirector', text: messages.returned },
};

export const notice = [
  kit.enqueueActions(({ context, event, enqueue }) => {
    const notices = noticesOf(context, event);
    for (const { child, what } of notices) {
      const incident = incidents[what];
      if (incident) enqueue(openIncident(incident.kind, incident.role, incident.text, () => [child]));
      if (what === 'returned') enqueue(effect('instance.tell', () => wayHome(context, child, true)));
      const row = rowOf(context, child);
      const patch = patchOf[what];
      if (row && patch) enqueue(effect('census.account', (_c, given) => told({ ...row, ...patch }, given)));
    }
    if (notices.some(({ what }) => what === 'returned')) {
      if (context.returned === undefined) enqueue(requireInspection('surveillance', 'abuse'));
      enqueue(tell('returned', ['police', 'districtSupervisor', 'pdosvyOfficer', ...above], messages.returned));
    } else if (notices.every(({ what }) => what === 'foundTold')) {
      enqueue(tell('foundTold', ['dsw', 'pdosvyOfficer'], messages.foundTold));
    } else enqueue(tell('astray', ['dsw', 'districtSupervisor', 'pdosvyOfficer', ...above], messages.astray));
  }),
  set((context, given) => {
    const notices = noticesOf(context, given);
    const children = notices.reduce(
      (rows, { child, what }) => (patchOf[what] ? patched({ ...context, children: rows }, child, patchOf[what]) : rows),
      context.children,
    );
    const back = notices.some(({ what }) => what === 'returned');
    return {
      children,
      ...(notices.some(({ what }) => what === 'backAgain') && livedInAgain(context, given)),
      ...(back && {
        returned: given.data.on as string,
        ...anchored(context, { returned: context.returned === undefined ? given.now : context.anchors.returned }),
      }),
    };
  }),
];

/** What the order, its freeze and its end change. */
import { dueAfter } from '../time';
import type { Given, Role, Text } from '../workflow';
import { persons, sortedSet, type Context, type Kind } from './context';
import { anchored, effect, kit, set, tell } from './kit';
import { loadOf } from './rules/checks';
import { makeVisit, planWatch } from './schedule';
import { messages } from './texts';

const above: Role[] = ['pdosvyDirector', 'mosvy'];

export const openIncident = (
  kind: string,
  role: Role,
  text: Text,
  children?: (context: Context, given: Given) => string[],
) =>
  effect('incident.open', (context, given) => ({
    kind,
    children: children?.(context, given) ?? [],
    institution: context.institution,
    role,
    ladder: 'high',
    due: dueAfter(given.now, given.parameters.values['P-38'], given, 'P-38').at,
    text,
  }));

export const engage = set((context, given) => ({
  institution: given.data.institution as string,
  kind: given.data.kind as Kind,
  ...anchored(context, { opened: given.now }),
}));

const standing = (to: 'frozen' | 'closed', reason: string) =>
  effect('institution.standing', (context) => ({ institution: context.institution!, standing: to, reason }));

/** The order stands from this second: the institution is frozen in the same unit, and everybody concerned learns of it. */
export const signOrder = [
  set((context, given) => {
    const { data, facts, now } = given;
    const was = facts.institution?.standing;
    return {
      institution: data.institution as string,
      kind: data.kind as Kind,
      // a freeze that an inspection had set does not come back: the place stays suspended
      before: was === 'authorised' || was === 'unauthorised' ? was : ('suspended' as const),
      ordered: true,
      target: data.targetOn as string,
      transition: data.transition === true,
      abandoned: data.kind === 'abandonment',
      ...anchored(context, { opened: context.anchors.opened ?? now, ordered: now }),
    };
  }),
  standing('frozen', 'closure order'),
  tell('ordered', ['rciDirector', 'pdosvyOfficer', 'districtSupervisor', ...above], messages.ordered),
  kit.enqueueActions(({ event, enqueue }) => {
    if (loadOf(event)?.short) enqueue(tell('capacityShort', above, messages.capacityShort));
  }),
];

export const withdrawOrder = [
  effect('institution.standing', (context) => ({
    institution: context.institution!,
    standing: context.before!,
    reason: 'closure order withdrawn',
  })),
  tell('withdrawn', ['rciDirector', 'pdosvyOfficer', ...above], messages.withdrawn),
];

export const extend = [
  set((context, { data }) => ({ target: data.targetOn as string, extensions: context.extensions + 1 })),
  tell('extended', ['rciDirector', 'pdosvyOfficer', ...above], messages.extended),
];

export const certify = [
  set((context, given) => ({
    certified: true,
    visits: planWatch(given),
    ...anchored(context, { certified: given.now }),
  })),
  standing('closed', 'certificate of closure'),
  tell('certified', ['rciDirector', 'pdosvyOfficer', 'districtSupervisor', ...above], messages.certified),
];

export const recordWatch = [
  kit.enqueueActions(({ event, enqueue }) => {
    if (event.data.found === 'suspicious')
      enqueue(tell('suspicious', ['pdosvyOfficer', ...above], messages.suspicious));
  }),
  set((context, { data }) => ({ visits: makeVisit(context, data.visitOn as string) })),
];

export const noteReopened = [
  set((context, { data }) => ({ visits: makeVisit(context, data.visitOn as string) })),
  openIncident('REOPENED_UNLAWFULLY', 'pdosvyDirector', messages.reopened),
  tell('reopened', ['police', 'districtSupervisor', ...above], messages.reopened),
];

export const freezeVisited = [
  set((context, { data }) => ({ visited: true, acknowledged: context.acknowledged || data.served === true })),
  kit.enqueueActions(({ event, enqueue }) => {
    if ((event.data.newChildren as number) > 0)
      enqueue(openIncident('ADMISSION_AFTER_ORDER', 'pdosvyDirector', messages.admittedAfter));
  }),
];

/** Clears a child to leave; who does so verifies nothing later. */
export const movers = (context: Context, child: string, given: Given, more: readonly string[] = []) => {
  const moved = [...(given.actor.role === 'register' ? [] : persons(given.actor)), ...more];
  return {
    children: context.children.map((row) =>
      row.child === child ? { ...row, movedBy: sortedSet([...row.movedBy, ...moved]) } : row,
    ),
    movers: sortedSet([...context.movers, ...moved]),
  };
};

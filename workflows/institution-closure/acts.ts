/** What the order, its freeze and its end change. */
import { dateOf, dueAfter } from '../time';
import type { Amount } from '../parameters';
import type { Given, Role, Text } from '../workflow';
import { isGone, isOf, persons, sortedSet, type Context, type Kind } from './context';
import { anchored, effect, kit, set, tell } from './kit';
import { appealable, loadOf } from './rules/checks';
import { makeVisit, nextVisit, planWatch, signsOf } from './schedule';
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
  ...(given.data.flightRisk === true && { flightRisk: true as const }),
  ...anchored(context, { opened: given.now }),
}));

/**
 * An inspection that nobody at the place knows of, where the place lies: with the clock of an allegation (the same day), or of
 * any other complaint (P-25).
 */
export const requireInspection = (reason: 'surveillance' | 'orderWithdrawn', clock: 'abuse' | 'other') =>
  effect('instance.open', (context, given) => {
    const place = given.facts.institution;
    const { [clock]: within } = given.parameters.values['P-25'] as { abuse: Amount; other: Amount };
    return {
      workflow: 'inspection',
      event: 'inspection.required',
      data: {
        institution: context.institution,
        operator: place?.operator ?? 'private',
        on: clock === 'abuse' ? dateOf(given.now) : dueAfter(given.now, within, given, 'P-25').on,
        reason,
      },
      ...(place && { area: place.area }),
    };
  });

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
      before: was === 'authorised' || was === 'unauthorised' || was === 'closed' ? was : ('suspended' as const),
      ordered: true,
      target: data.targetOn as string,
      transition: data.transition === true,
      abandoned: data.kind === 'abandonment',
      signers: sortedSet(persons(given.actor)),
      ...anchored(context, { opened: context.anchors.opened ?? now, ordered: now }),
    };
  }),
  // what was closed and is inhabited again stays closed: that is more than a freeze
  kit.enqueueActions(({ context, enqueue }) => {
    if (context.before !== 'closed') enqueue(standing('frozen', 'closure order'));
  }),
  tell('ordered', ['rciDirector', 'pdosvyOfficer', 'districtSupervisor', ...above], messages.ordered),
  kit.enqueueActions(({ event, enqueue }) => {
    if (loadOf(event)?.short) enqueue(tell('capacityShort', above, messages.capacityShort));
  }),
];

/** The order is withdrawn: the freeze stays until an inspection after this day has found every standard met. */
export const withdrawOrder = [
  set((context, { now }) => ({ withdrawal: 'open' as const, ...anchored(context, { withdrawn: now }) })),
  requireInspection('orderWithdrawn', 'other'),
  tell('withdrawn', ['rciDirector', 'pdosvyOfficer', ...above], messages.withdrawn),
];

/** All standards are met: the institution is again what it was before the order. */
export const liftFreeze = [
  kit.enqueueActions(({ context, enqueue }) => {
    if (context.before !== 'closed')
      enqueue(
        effect('institution.standing', () => ({
          institution: context.institution!,
          standing: context.before!,
          reason: 'closure order withdrawn',
        })),
      );
  }),
  tell('lifted', ['rciDirector', 'pdosvyOfficer', 'districtSupervisor', ...above], messages.lifted),
];

/** The standards are not met: the order stands as if it had never been withdrawn. */
export const upholdOrder = [
  set(() => ({ withdrawal: 'none' as const })),
  tell('upheld', ['rciDirector', 'pdosvyOfficer', 'districtSupervisor', ...above], messages.upheld),
];

export const extend = [
  set((context, { data, actor, now }) => ({
    target: data.targetOn as string,
    extensions: context.extensions + 1,
    signers: sortedSet([...context.signers, ...persons(actor)]),
    ...anchored(context, { extended: now }),
  })),
  tell('extended', ['rciDirector', 'pdosvyOfficer', ...above], messages.extended),
];

const filed = (context: Context, given: Given): Pick<Context, 'filers' | 'contested'> => {
  const decision = appealable(context, given);
  const { filers = [], contested = [] } = context;
  return {
    filers: sortedSet([...filers, ...persons(given.actor)]),
    contested: decision === undefined ? contested : [...contested, decision],
  };
};

/** The one appeal of a decision, in its term: until it is decided there is no certificate. */
export const fileAppeal = [
  set((context, given) => ({
    ...filed(context, given),
    appeal: 'open' as const,
    ...anchored(context, { appealed: given.now }),
  })),
  tell('appealed', ['pdosvyDirector', 'mosvy'], messages.appealed),
];
/** Any other appeal is kept in the record and answered, and holds nothing. */
export const noteAppeal = [set(filed), tell('appealNoted', ['rciDirector', 'mosvy'], messages.appealNoted)];

export const certify = [
  set((context, given) => ({
    certified: true,
    // what the order announced, or what was agreed since: the memorandum tells
    transition: given.data.memorandum !== undefined,
    visits: planWatch(given),
    ...anchored(context, { certified: given.now }),
  })),
  standing('closed', 'certificate of closure'),
  tell('certified', ['rciDirector', 'pdosvyOfficer', 'districtSupervisor', ...above], messages.certified),
];

/** Somebody stands in the way of the children or of the closure: an incident with an owner, and the police know. */
export const obstruct = [
  openIncident('OBSTRUCTION', 'pdosvyDirector', messages.obstruction),
  tell('obstruction', ['police', 'pdosvyOfficer', ...above], messages.obstruction),
];

export const recordWatch = set((context, { data }) => ({ visits: makeVisit(context, data.visitOn as string) }));

/** Children, signs of them, or people of the home are seen there, on whatever day and whoever knew of the visit (N-23). */
export const noteSigns = [
  set((context, { data }) => {
    const next = nextVisit(context);
    const counts = next !== undefined && data.unannounced === true && data.visitOn >= dateOf(next.opens);
    return counts ? { visits: makeVisit(context, data.visitOn as string) } : {};
  }),
  kit.enqueueActions(({ event, enqueue }) => {
    const ofChildren = signsOf(event) === 'children';
    const text = ofChildren ? messages.suspicious : messages.peopleSeen;
    enqueue(openIncident('SIGNS_OF_REOPENING', 'pdosvyOfficer', text));
    if (ofChildren) {
      const seen = (event.data.people as string[]).includes('children');
      enqueue(requireInspection('surveillance', seen ? 'abuse' : 'other'));
    }
    enqueue(tell(ofChildren ? 'suspicious' : 'peopleSeen', ['pdosvyOfficer', ...above], text));
  }),
];

/** Children sleep there: recorded whenever it is seen; the team that counts them goes the same day. */
export const noteReopened = [
  set((context, { data }) => {
    const next = nextVisit(context);
    const inWindow = next !== undefined && data.visitOn >= dateOf(next.opens);
    return inWindow ? { visits: makeVisit(context, data.visitOn as string) } : {};
  }),
  openIncident('REOPENED_UNLAWFULLY', 'pdosvyDirector', messages.reopened),
  requireInspection('surveillance', 'abuse'),
  tell('reopened', ['police', 'districtSupervisor', ...above], messages.reopened),
];

export const freezeVisited = [
  set((context, { data }) => {
    const came = data.newChildren as number;
    return {
      visited: true,
      acknowledged: context.acknowledged || data.served === true,
      newcomers: Math.max(context.newcomers ?? 0, came),
      // what was said before does not speak of them
      explainedBy: came > 0 ? undefined : context.explainedBy,
    };
  }),
  kit.enqueueActions(({ event, enqueue }) => {
    if ((event.data.newChildren as number) > 0)
      enqueue(openIncident('ADMISSION_AFTER_ORDER', 'pdosvyDirector', messages.admittedAfter));
  }),
];

/** Somebody says what became of children who were found without a name, or that there were none. */
export const explainUnnamed = [
  set((_context, { actor }) => ({ explainedBy: sortedSet(persons(actor)) })),
  tell('unnamed', ['pdosvyOfficer', ...above], messages.unnamed),
];
/** And somebody else says the same: the incidents are over with it. */
export const confirmUnnamed = [
  set(() => ({ newcomers: undefined, explainedBy: undefined })),
  ...['UNKNOWN_CHILD_PRESENT', 'ADMISSION_AFTER_ORDER'].map((kind) =>
    effect('incident.resolve', (context) => ({
      kind,
      children: [],
      institution: context.institution!,
      reason: 'explained by two people',
    })),
  ),
];

/** All had left, and a child lives there again: it needs people and money, of which all was settled. The files know by themselves. */
export const livedInAgain = (context: Context, { now }: Given): Partial<Context> =>
  !context.children.every(isGone)
    ? {}
    : {
        ...(context.staff === 'settled' && { staff: 'planned' as const }),
        ...(context.money === 'settled' && { money: 'short' as const, ...anchored(context, { cash: now }) }),
      };

/** Clears a child to leave; who does so verifies nothing later. */
export const movers = (context: Context, child: string, given: Given, more: readonly string[] = []) => {
  const moved = [...(given.actor.role === 'register' ? [] : persons(given.actor)), ...more];
  return {
    children: context.children.map((row) =>
      isOf(context, row, child) ? { ...row, movedBy: sortedSet([...row.movedBy, ...moved]) } : row,
    ),
    movers: sortedSet([...context.movers, ...moved]),
  };
};

/** What becomes of each child of the census: counted, cleared to leave, gone, seen there, or lost. */
import { dateOf, ageOn } from '../time';
import type { EffectParams, Given } from '../workflow';
import {
  isOf,
  patched,
  persons,
  rowOf,
  sortedSet,
  type Context,
  type Destination,
  type Found,
  type Merge,
  type Row,
} from './context';
import { livedInAgain, movers, openIncident } from './acts';
import { anchored, effect, kit, set, tell } from './kit';
import { messages } from './texts';
import { concernOf, during, wayHome } from './ways';

type Counted = { child: string; bed: string; found: Found; atRisk: boolean };

function rowsOf({ data, facts, now }: Given): Row[] {
  return (data.rows as Counted[]).map(({ child, found, atRisk }) => {
    const fact = facts.children?.find(({ id }) => id === child);
    return {
      child: child.toLowerCase(),
      found,
      need: {
        underThree: !!fact && ageOn(fact.birth.to, dateOf(now)) < 3,
        disability: fact?.disability === true,
        risk: atRisk,
      },
      screened: false,
      pathway: 'open',
      stage: facts.closure?.ways.find((way) => way.child === child)?.stage ?? 'counted',
      records: false,
      lost: found === 'unaccounted',
      // who is said to have died before the count is counted, and the death is confirmed by somebody else
      ...(fact?.status === 'died' && { accounted: 'died' as const }),
      verified: false,
      movedBy: [],
    };
  });
}

/** Merges that lie before the row: the form may name either record of the child. */
const mergedBefore = ({ facts, now }: Given): Merge[] =>
  (facts.closure?.same ?? []).map(({ child, record }) => ({ merged: child, kept: record, on: dateOf(now) }));

const openWays = kit.enqueueActions(({ context, event, enqueue }) => {
  for (const { child, atRisk } of event.data.rows as Counted[])
    if (rowOf(context, child)?.accounted !== 'died')
      enqueue(effect('instance.tell', () => wayHome(context, child, atRisk)));
});

/** Who is present, and where: in the house that was counted, in another one where the team found them, or in none. */
function presentAt(
  { institution }: Context,
  { place = 'here', house }: Given['data'],
  of: (...found: Found[]) => string[],
) {
  if (place === 'elsewhere') return { present: [] };
  if (place === 'house')
    return { present: of('unauthorisedPresent', 'authorisedAbsent'), institution: house as string };
  return { present: of('authorisedPresent', 'unauthorisedPresent'), institution };
}

/** Rows as the database keeps them, whoever is present as a fact, and whoever is nowhere as an incident. */
const keepRows = kit.enqueueActions(({ context, event, enqueue }) => {
  const { data, now } = event;
  const rows = data.rows as Counted[];
  const of = (...found: Found[]) => rows.filter((row) => found.includes(row.found)).map(({ child }) => child);
  enqueue(
    effect('census.seal', () => ({
      institution: context.institution!,
      on: data.on as string,
      team: (data.team as object[]).length,
      rows: rows.map((row) => ({ ...row, need: rowOf(context, row.child)!.need })),
    })),
  );
  const { present, institution } = presentAt(context, data, of);
  if (institution !== undefined && present.length > 0)
    enqueue(
      effect('fact.record', () => ({
        kind: 'presence',
        children: present,
        institution,
        at: during(data.on as string, now),
        detail: { source: 'census' },
      })),
    );
  for (const { child } of rows) {
    const row = rowOf(context, child)!;
    if (row.accounted !== 'died') continue;
    enqueue(effect('census.account', (_c, given) => told(row, given)));
    enqueue(openIncident('CHILD_DIED', 'pdosvyDirector', messages.died, () => [row.child]));
  }
  const nowhere = of('unaccounted');
  if (nowhere.length > 0) {
    enqueue(openIncident('CENSUS_UNACCOUNTED', 'pdosvyDirector', messages.unaccounted, () => nowhere));
    enqueue(
      tell('unaccounted', ['police', 'dsw', 'districtSupervisor', 'pdosvyDirector', 'mosvy'], messages.unaccounted),
    );
  }
});

export const seal = [
  set((context, given) => ({
    sealed: true,
    children: rowsOf(given),
    merges: mergedBefore(given),
    records: context.records === 'destroyed' ? 'destroyed' : (given.data.files as 'kept' | 'destroyed'),
    ...anchored(context, { sealed: given.now }),
  })),
  keepRows,
  openWays,
  tell('sealed', ['dsw', 'districtSupervisor', 'pdosvyDirector', 'mosvy'], messages.sealed),
];

/** Was one of them met in the house itself? */
const livesThere = ({ data }: Given): boolean =>
  data.place === 'here' && (data.rows as Counted[]).some(({ found }) => found.endsWith('Present'));

/** Children found later: the census grows, and nothing of it is forgotten. */
export const supplement = [
  set((context, given) => ({
    children: [...context.children, ...rowsOf(given)],
    merges: [...context.merges, ...mergedBefore(given)],
    ...(livesThere(given) && livedInAgain(context, given)),
  })),
  keepRows,
  openWays,
  tell('supplemented', ['pdosvyDirector', 'mosvy'], messages.supplemented),
];

/** The provider has left: each child of the census is of high risk from this moment, wherever it lives now. */
export const abandon = [
  set((context, { now }) => ({ abandoned: true, ...anchored(context, { abandoned: now }) })),
  openIncident('ABANDONED_BY_PROVIDER', 'pdosvyDirector', messages.abandoned),
  tell('abandoned', ['police', 'dsw', 'districtSupervisor', 'pdosvyDirector', 'mosvy'], messages.abandoned),
  kit.enqueueActions(({ context, enqueue }) => {
    for (const row of context.children)
      if (row.accounted !== 'died') enqueue(effect('instance.tell', () => wayHome(context, row.child, true)));
  }),
];

/** The row of a child as it stands after the step. */
export const account = (child: (given: Given) => string = ({ data }) => data.child as string) =>
  kit.enqueueActions(({ context, event, enqueue }) => {
    const row = rowOf(context, child(event));
    if (row && !context.certified) enqueue(effect('census.account', () => told(row, event)));
  });
export const told = (row: Row, { data, now }: Given): EffectParams['census.account'] => ({
  child: row.child,
  destination: row.destination,
  worker: row.worker,
  records: row.records,
  lost: row.lost,
  accounted: row.accounted,
  on: (data?.on as string | undefined) ?? dateOf(now),
  verified: row.verified,
  movedBy: row.movedBy,
});

export const screen = [
  set((context, { data, actor }) => {
    const row = rowOf(context, data.child as string)!;
    const need = { ...row.need, risk: row.need.risk || data.danger === true };
    const { unable: why } = data as { unable?: Row['untalked'] };
    const talk =
      why === undefined ? { screened: true, unable: undefined } : { unable: { why, by: sortedSet(persons(actor)) } };
    return { children: patched(context, row.child, { ...talk, need }) };
  }),
  kit.enqueueActions(({ context, event, enqueue }) => {
    if (event.data.danger !== true) return;
    const { child } = rowOf(context, event.data.child as string)!;
    enqueue(effect('instance.tell', () => wayHome(context, child, true, persons(event.actor))));
    enqueue(effect('instance.tell', () => concernOf(child, event)));
    enqueue(
      openIncident('CHILD_IN_DANGER', 'pdosvyOfficer', messages.danger, (_c, { data }) => [data.child as string]),
    );
    enqueue(tell('danger', ['police', 'dsw', 'districtSupervisor', 'pdosvyDirector'], messages.danger));
  }),
];

/** Somebody else signs that no talk could be held. */
export const confirmUntalked = set((context, { data }) => {
  const { unable } = rowOf(context, data.child as string)!;
  return { children: patched(context, data.child as string, { untalked: unable!.why, unable: undefined }) };
});

export const notCleared = { destination: undefined, worker: undefined, clearedOn: undefined, leavesOn: undefined };

export const clear = [
  set((context, given) => {
    const { child, destination, worker } = given.data as { child: string; destination: Destination; worker: string };
    const next = movers(context, child, given, [worker]);
    const clearedOn = dateOf(given.now);
    const leavesOn = (given.data.leavesOn as string | undefined) ?? clearedOn;
    const reasoned = given.data.groupReason !== undefined && given.actor.role === 'pdosvyDirector';
    return {
      ...next,
      children: patched({ ...context, ...next }, child, { destination, worker, clearedOn, leavesOn }),
      groupDays: reasoned ? sortedSet([...context.groupDays, leavesOn]) : context.groupDays,
    };
  }),
  account(),
];

export const endMove = [
  set((context, { data }) => ({
    children: patched(context, data.child as string, notCleared),
  })),
  account(),
];

export const settle = [
  set((context, given) => {
    const next = movers(context, given.data.child as string, given);
    return {
      ...next,
      children: patched({ ...context, ...next }, given.data.child as string, {
        accounted: 'independent',
        verified: false,
      }),
    };
  }),
  effect('authority.change', (_c, { data }) => ({
    children: [data.child as string],
    to: 'ended',
    reason: 'supported independent living',
  })),
  effect('fact.record', (context, { data, now }) => ({
    kind: 'departure',
    children: [data.child as string],
    institution: context.institution,
    at: during(data.on as string, now),
    detail: { to: 'independent' },
  })),
  account(),
];

/** Gatekeeping has decided, and the child lives at the other place: by arrival there, never by a transfer. */
export const receive = [
  set((context, given) => {
    const next = movers(context, given.data.child as string, given);
    const patch = { accounted: 'byDecision' as const, verified: false };
    return { ...next, children: patched({ ...context, ...next }, given.data.child as string, patch) };
  }),
  account(),
];

/** Whoever was not found at the census is found: that incident is over. */
export const foundAgain = () =>
  effect('incident.resolve', (_c, { data }) => ({
    kind: 'CENSUS_UNACCOUNTED',
    children: [data.child as string],
    reason: 'found',
  }));

/** Found: the child's own case hears it as well, so that one of the two never goes on searching alone. */
export const locate = [
  set((context, { data }) => {
    // a child who was said to have died, and is met
    const dead = rowOf(context, data.child as string)?.accounted === 'died';
    return {
      children: patched(context, data.child as string, { lost: false, ...(dead && { accounted: undefined }) }),
    };
  }),
  account(),
  foundAgain(),
  effect('instance.tell', (_context, { data }) => ({
    workflow: 'family-reintegration',
    child: data.child as string,
    event: 'child.found',
    data: { on: data.on, where: 'away', condition: data.where, seen: true },
  })),
  // and another closure that counted it
  effect('instance.tell', (_context, { data }) => ({
    workflow: 'institution-closure',
    child: data.child as string,
    event: 'child.progressed',
    data: { child: data.child, what: 'found', on: data.on, passed: true },
  })),
];

export const verify = [
  set((context, { data }) => ({
    children: patched(context, data.child as string, { verified: true, unseen: undefined }),
  })),
  account(),
];

export const copyRecords = [
  set((context, { data }) => ({
    children: context.children.map((row) =>
      (data.children as string[]).some((child) => isOf(context, row, child)) ? { ...row, records: true } : row,
    ),
  })),
  kit.enqueueActions(({ context, event, enqueue }) => {
    for (const child of event.data.children as string[]) {
      const row = rowOf(context, child);
      if (row) enqueue(effect('census.account', (_c, given) => told(row, given)));
    }
  }),
];

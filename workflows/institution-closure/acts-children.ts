/** What becomes of each child of the census: counted, cleared to leave, gone, seen there, or lost. */
import { dateOf, startOf, ageOn, hour } from '../time';
import type { EffectParams, Given } from '../workflow';
import { isGone, rowOf, type Context, type Destination, type Found, type Row } from './context';
import { movers, openIncident } from './acts';
import { anchored, effect, kit, set, tell } from './kit';
import { messages } from './texts';

const patched = (context: Context, child: string, patch: Partial<Row>): Row[] =>
  context.children.map((row) => (row.child === child ? { ...row, ...patch } : row));

/** Noon of a day that is over, or now: never ahead. */
const during = (on: string, now: number): number => (on === dateOf(now) ? now : startOf(on) + 12 * hour);

type Counted = { child: string; bed: string; found: Found; atRisk: boolean };

function rowsOf({ data, facts, now }: Given): Row[] {
  return (data.rows as Counted[]).map(({ child, found, atRisk }) => {
    const fact = facts.children?.find(({ id }) => id === child);
    return {
      child,
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
      verified: false,
      movedBy: [],
    };
  });
}

/** The child's own way home is told that the house closes, or opened where none is open. */
const wayHome = (context: Context, child: string, risk: boolean): EffectParams['instance.tell'] => {
  const high = context.abandoned || risk;
  return {
    workflow: 'family-reintegration',
    child,
    event: 'closure.joined',
    data: { child, institution: context.institution, high },
    orOpen: {
      event: 'child.identified',
      data: {
        child,
        source: 'closureCensus',
        institution: context.institution,
        interviewees: [],
        childTypes: [],
        needs: [],
        risk: high ? 'high' : 'medium',
        contactLost: false,
        abuseAlleged: false,
      },
    },
  };
};

const openWays = kit.enqueueActions(({ context, event, enqueue }) => {
  for (const { child, atRisk } of event.data.rows as Counted[])
    enqueue(effect('instance.tell', () => wayHome(context, child, atRisk)));
});

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
  const present = of('authorisedPresent', 'unauthorisedPresent');
  if (present.length > 0)
    enqueue(
      effect('fact.record', () => ({
        kind: 'presence',
        children: present,
        institution: context.institution,
        at: during(data.on as string, now),
        detail: { source: 'census' },
      })),
    );
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
    records: given.data.files as 'kept' | 'destroyed',
    ...anchored(context, { sealed: given.now }),
  })),
  keepRows,
  openWays,
  tell('sealed', ['dsw', 'districtSupervisor', 'pdosvyDirector', 'mosvy'], messages.sealed),
];

/** Children found later: the census grows, and nothing of it is forgotten. */
export const supplement = [
  set((context, given) => ({ children: [...context.children, ...rowsOf(given)] })),
  keepRows,
  openWays,
  tell('supplemented', ['pdosvyDirector', 'mosvy'], messages.supplemented),
];

/** The provider has left: each child who has not gone is of high risk from this moment. */
export const abandon = [
  set(() => ({ abandoned: true })),
  openIncident('ABANDONED_BY_PROVIDER', 'pdosvyDirector', messages.abandoned),
  tell('abandoned', ['police', 'dsw', 'districtSupervisor', 'pdosvyDirector', 'mosvy'], messages.abandoned),
  kit.enqueueActions(({ context, enqueue }) => {
    for (const row of context.children)
      if (!isGone(row)) enqueue(effect('instance.tell', () => wayHome(context, row.child, true)));
  }),
];

/** The row of a child as it stands after the step. */
const account = (child: (given: Given) => string = ({ data }) => data.child as string) =>
  kit.enqueueActions(({ context, event, enqueue }) => {
    const row = rowOf(context, child(event));
    if (row && !context.certified) enqueue(effect('census.account', () => told(row, event)));
  });
const told = (row: Row, { data, now }: Given): EffectParams['census.account'] => ({
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
  set((context, { data }) => {
    const row = rowOf(context, data.child as string)!;
    const need = { ...row.need, risk: row.need.risk || data.danger === true };
    return { children: patched(context, row.child, { screened: true, need }) };
  }),
  kit.enqueueActions(({ event, enqueue }) => {
    if (event.data.danger !== true) return;
    enqueue(
      openIncident('CHILD_IN_DANGER', 'pdosvyOfficer', messages.danger, (_c, { data }) => [data.child as string]),
    );
    enqueue(tell('danger', ['police', 'dsw', 'districtSupervisor', 'pdosvyDirector'], messages.danger));
  }),
];

export const clear = [
  set((context, given) => {
    const { child, destination, worker } = given.data as { child: string; destination: Destination; worker: string };
    const next = movers(context, child, given, [worker]);
    return { ...next, children: patched({ ...context, ...next }, child, { destination, worker }) };
  }),
  account(),
];

export const endMove = [
  set((context, { data }) => ({
    children: patched(context, data.child as string, { destination: undefined, worker: undefined }),
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

/** Found: the child's own case hears it as well, so that one of the two never goes on searching alone. */
export const locate = [
  set((context, { data }) => ({ children: patched(context, data.child as string, { lost: false }) })),
  account(),
  effect('instance.tell', (_context, { data }) => ({
    workflow: 'family-reintegration',
    child: data.child as string,
    event: 'child.found',
    data: { on: data.on, where: 'away', condition: data.where, seen: true },
  })),
];

export const verify = [
  set((context, { data }) => ({ children: patched(context, data.child as string, { verified: true }) })),
  account(),
];

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
        return { accounted: destination ?? 'home', lost: false, verified: false };
      case 'decided':
        return { accounted: 'byDecision', lost: false, verified: false };
      case 'visited':
        return row.accounted === undefined || row.lost ? {} : { verified: true };
      case 'missing':
        return { lost: true, verified: false };
      case 'found':
        return { lost: false };
      default:
        return { accounted: undefined, verified: false, destination: undefined, worker: undefined, stage: 'assessed' };
    }
  })();
  const next = what === 'placed' || what === 'decided' ? movers(context, child, given, by) : undefined;
  return { ...next, children: patched({ ...context, ...next }, child, patch) };
}

export const progress = [
  set(progressed),
  account(),
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

/** The dead of the census, as the register knows them. */
const deadOf = (context: Context, { facts }: Given): Row[] =>
  context.children.filter(
    (row) =>
      row.accounted !== 'died' && facts.children?.some(({ id, status }) => id === row.child && status === 'died'),
  );

export const noteDeaths = [
  kit.enqueueActions(({ context, event, enqueue }) => {
    enqueue(tell('died', ['pdosvyDirector', 'mosvy'], messages.died));
    if (context.certified) return;
    for (const row of deadOf(context, event))
      enqueue(
        effect('census.account', (_c, given) =>
          told({ ...row, accounted: 'died', verified: true, lost: false }, given),
        ),
      );
  }),
  set((context, given) => {
    if (context.certified) return {};
    const dead = deadOf(context, given).map(({ child }) => child);
    return {
      children: context.children.map((row) =>
        dead.includes(row.child) ? { ...row, accounted: 'died' as const, verified: true, lost: false } : row,
      ),
    };
  }),
];

export const copyRecords = [
  set((context, { data }) => ({
    children: context.children.map((row) =>
      (data.children as string[]).includes(row.child) ? { ...row, records: true } : row,
    ),
  })),
  kit.enqueueActions(({ context, event, enqueue }) => {
    for (const child of event.data.children as string[]) {
      const row = rowOf(context, child);
      if (row) enqueue(effect('census.account', (_c, given) => told(row, given)));
    }
  }),
];

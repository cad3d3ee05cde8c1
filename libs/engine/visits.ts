/** Visits: what a workflow says of them, and what a step changes in their rows and tasks. */
import { randomUUID } from 'node:crypto';
import type { AnyMachineSnapshot } from 'xstate';
import { dateOf } from '../../workflows/time';
import { levelOfRole, type Given, type Visit, type Workflow } from '../../workflows/workflow';
import type { TaskRow, VisitEnd, VisitRow } from './door';

type Definition = Pick<Workflow, 'id' | 'visits' | 'areas'>;

/** Why visits are cancelled that an ended case still had planned. */
export const caseClosed = 'caseClosed';

/** Key of the task of a planned visit. */
export const taskOfVisit = (key: string): string => `visit:${key}`;

/** Every visit of a state by its key; an ended case has none planned. Throws where two have one key. */
export function visitsOf(workflow: Definition, snapshot: AnyMachineSnapshot): Map<string, Visit> {
  const visits = new Map<string, Visit>();
  for (const visit of workflow.visits?.(snapshot.context) ?? []) {
    if (visits.has(visit.key)) throw new Error(`${workflow.id}: two visits have the key ${visit.key}`);
    const over = snapshot.status !== 'active' && visit.status === 'planned';
    visits.set(visit.key, over ? { ...visit, status: 'cancelled', reason: caseClosed } : visit);
  }
  return visits;
}

/** Who owns a state, and which other areas take part, sorted; `first` is the guest whose queue a task may lie in. */
export function areasOf(
  workflow: Definition,
  context: unknown,
  opened: string,
): { owner: string; guests: string[]; first?: string } {
  if (!workflow.areas) return { owner: opened, guests: [] };
  const { owner, guests } = workflow.areas(context);
  if (!owner) throw new Error(`${workflow.id}: the case has no owner`);
  const others = [...new Set(guests)].filter((area) => area !== owner);
  return { owner, guests: [...others].sort(), first: others[0] };
}

const fixed = ['task', 'step', 'role', 'opens', 'due', 'on', 'exact', 'parameter', 'ladder'] as const;
const ends = ['status', 'madeOn', 'reason'] as const;

const differ = (one: Visit, other: Visit, names: readonly (keyof Visit)[]): boolean =>
  names.some((name) => one[name] !== other[name]);

/** What a step does to visits. */
export interface VisitChanges {
  /** new ones; an imported one may be closed already */
  plan: Visit[];
  close: Visit[];
  /** those planned before and after */
  stay: Visit[];
  /** of these, those that the case gives to another worker */
  assign: Visit[];
}

/**
 * The difference between two sets of visits. Throws where a workflow breaks its word: a visit that goes away, one that
 * was closed and changes, a planned one whose dates move.
 */
export function visitChanges(
  workflow: Definition,
  was: ReadonlyMap<string, Visit>,
  is: ReadonlyMap<string, Visit>,
): VisitChanges {
  const changes: VisitChanges = { plan: [], close: [], assign: [], stay: [] };
  for (const key of was.keys()) if (!is.has(key)) throw new Error(`${workflow.id}: the visit ${key} has gone`);
  for (const visit of is.values()) {
    const before = was.get(visit.key);
    if (!before) {
      changes.plan.push(visit);
      continue;
    }
    const moved = differ(before, visit, fixed) || (before.status !== 'planned' && differ(before, visit, ends));
    if (moved) throw new Error(`${workflow.id}: the visit ${visit.key} was changed`);
    if (before.status !== 'planned') continue;
    if (visit.status !== 'planned') {
      changes.close.push(visit);
      continue;
    }
    changes.stay.push(visit);
    if (visit.assignee && visit.assignee !== before.assignee) changes.assign.push(visit);
  }
  return changes;
}

/** What a visit says that no row may hold, as the constraints of `homeward.visits` have it. */
function faultOf({ texts }: Pick<Workflow, 'texts'>, visit: Visit): string | undefined {
  const { status, madeOn, on, opens, due, exact, reason } = visit;
  const isMade = status === 'made' || status === 'late';
  const faults: [boolean, string][] = [
    [isMade !== (madeOn !== undefined), 'is made, or has a day on which it was made, but not both'],
    [opens > due, 'is due before its window opens'],
    [madeOn !== undefined && madeOn < dateOf(opens), 'was made before its window opened'],
    [status === 'made' && madeOn! > on, 'was made after its day, and is not late'],
    [status === 'late' && madeOn! <= on && !exact, 'is late, and was made on time'],
    [status === 'cancelled' && !reason, 'is cancelled without a reason'],
    [reason !== undefined && !texts.visitReasons?.[reason], `has the reason ${reason}, which has no text`],
    [!texts.tasks[visit.task], `is the task ${visit.task}, which has no text`],
  ];
  return faults.find(([holds]) => holds)?.[1];
}

/** What a step does to visits that no step may, in words; undefined where the workflow keeps its word. */
export function checkVisits(
  workflow: Definition & Pick<Workflow, 'texts'>,
  before: AnyMachineSnapshot,
  after: AnyMachineSnapshot,
): string | undefined {
  try {
    const { plan, close } = visitChanges(workflow, visitsOf(workflow, before), visitsOf(workflow, after));
    for (const visit of [...plan, ...close]) {
      const fault = faultOf(workflow, visit);
      if (fault) return `the visit ${visit.key} ${fault}`;
    }
    return undefined;
  } catch (fault) {
    return (fault as Error).message;
  }
}

const isoOf = (instant: number): string => new Date(instant).toISOString();

/** How a visit ended. */
export const visitEnd = ({ key, status, madeOn, reason }: Visit): VisitEnd => ({
  key,
  status,
  made_on: madeOn ?? null,
  reason: reason ?? null,
});

/** The row of a visit; `children` are those of the case. */
export function visitRow(visit: Visit, children: readonly string[]): VisitRow {
  const { task, step, role, exact, ladder, parameter } = visit;
  return {
    ...visitEnd(visit),
    task,
    step,
    role,
    exact,
    ladder,
    parameter,
    child: children.length === 1 ? children[0]! : null,
    assignee: visit.assignee ?? null,
    opens_at: isoOf(visit.opens),
    due_at: isoOf(visit.due),
    due_on: visit.on,
  };
}

/** The task of a planned visit, in the queue of its role at the owner's. */
export function visitTask(visit: Visit, owner: string, given: Given): TaskRow {
  const { from, after } = visit.count ?? {};
  return {
    id: randomUUID(),
    key: taskOfVisit(visit.key),
    name: visit.task,
    role: visit.role,
    area: queueOf(visit, owner),
    assignee: visit.assignee ?? null,
    due_at: isoOf(visit.due),
    due_on: visit.on,
    exact: visit.exact,
    provisional: false,
    why: {
      deadline: visit.step,
      parameter: visit.parameter,
      parameterVersion: given.parameters.version,
      calendarVersion: given.calendar.version,
      clock: 'calendar',
      anchor: from,
      ...after,
      skipped: [],
    },
    ladder: visit.ladder,
    opens_at: isoOf(visit.opens),
  };
}

/** Queue of a planned visit: the prefix of the owner's area at the level of its role. */
export const queueOf = (visit: Pick<Visit, 'role'>, owner: string): string => owner.slice(0, levelOfRole[visit.role]);

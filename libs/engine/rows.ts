import { createHash, randomUUID } from 'node:crypto';
import {
  levelOfRole,
  type Actor,
  type Given,
  type Subjects,
  type TaskSpec,
  type Workflow,
} from '../../workflows/workflow';
import { canonical, type InstanceChange, type Line, type Op, type TaskRow } from './door';
import type { Instance } from './records';
import { leavesOf, tasksOf, type Step, type Stepper } from './step';
import { areasOf, queueOf, taskOfVisit, visitChanges, visitEnd, visitRow, visitsOf, visitTask } from './visits';

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const isoOf = (instant: number): string => new Date(instant).toISOString();

/** Where an instance lies: its owner's area, and its first guest's. */
interface Place {
  owner: string;
  first?: string;
}

/** The queue of a task: the prefix of the area at the level of its role. */
function areaOfTask(spec: Pick<TaskSpec, 'role' | 'at'>, { owner, first }: Place, given: Given): string {
  const places = { area: owner, guest: first ?? owner, institution: given.facts.institution?.area ?? owner };
  return places[spec.at ?? 'area'].slice(0, levelOfRole[spec.role]);
}

function taskRow(workflow: Workflow, key: string, spec: TaskSpec, context: any, given: Given, place: Place): TaskRow {
  const deadline = workflow.deadlines[spec.due];
  if (!deadline) throw new Error(`${workflow.id}: task ${spec.name} names the unknown deadline ${spec.due}`);
  const due = deadline.due(context, given);
  return {
    id: randomUUID(),
    key,
    name: spec.name,
    role: spec.role,
    area: areaOfTask(spec, place, given),
    institution: spec.at === 'institution' ? (workflow.subjects(context).institution ?? null) : null,
    assignee: spec.assignee?.(context) ?? null,
    due_at: isoOf(due.at),
    due_on: due.on,
    exact: due.exact,
    provisional: due.provisional,
    why: { deadline: spec.due, ...due.why },
    ladder: spec.ladder ?? (context.risk === 'high' ? 'high' : 'normal'),
  };
}

/** Does the deadline of a task count from another instant now? Under the same parameters, so that new ones move no open due date. */
function startsAnew(workflow: Workflow, spec: TaskSpec, before: any, after: any, given: Given): boolean {
  const deadline = workflow.deadlines[spec.due]!;
  return deadline.due(before, given).at !== deadline.due(after, given).at;
}

/** Is a task of the same name another role's, or in another queue? */
export const isOthers = (one: TaskSpec, other: TaskSpec): boolean =>
  one.role !== other.role || (one.at ?? 'area') !== (other.at ?? 'area');

/** Is the owner another one now, or the guests? Both in the order of `areasOf`. */
function isMoved(workflow: Workflow, before: Instance | undefined, place: Place & { guests: string[] }): boolean {
  if (!before || !workflow.areas) return false;
  const first = areasOf(before.workflow, before.snapshot.context, before.area).first;
  return before.area !== place.owner || first !== place.first;
}

const some = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

/** Everything a step changes in the rows of its instance. `before` is undefined at an opening. */
export function changeOf(
  workflow: Workflow,
  stepper: Stepper,
  before: Instance | undefined,
  step: Step,
  given: Given,
  area: string,
): InstanceChange {
  const context = step.snapshot.context;
  const place = areasOf(workflow, context, area);
  const subjects = workflow.subjects(context);
  const visits = visitChanges(
    workflow,
    before ? visitsOf(before.workflow, before.snapshot) : new Map(),
    visitsOf(workflow, step.snapshot),
  );
  const was = before ? tasksOf(before.snapshot) : new Map<string, TaskSpec>();
  const is = tasksOf(step.snapshot);
  // a task that stays is done and begins anew when its deadline counts from another instant (a review held, the next one due)
  const renewed = new Set(
    [...is]
      .filter(([key, spec]) =>
        // under another version of the workflow what is promised stays promised, unless it is another's to do
        before && before.workflow !== workflow
          ? was.has(key) && isOthers(was.get(key)!, spec)
          : was.has(key) && startsAnew(workflow, spec, before!.snapshot.context, context, given),
      )
      .map(([key]) => key),
  );
  const openTasks: TaskRow[] = [];
  for (const [key, spec] of is)
    if (!was.has(key) || renewed.has(key)) openTasks.push(taskRow(workflow, key, spec, context, given, place));
  const assignTasks = visits.assign.map(({ key, assignee }) => ({ key: taskOfVisit(key), assignee: assignee! }));
  for (const [key, spec] of is) {
    const assignee = was.has(key) && !renewed.has(key) ? spec.assignee?.(context) : undefined;
    if (assignee && assignee !== was.get(key)!.assignee?.(before!.snapshot.context))
      assignTasks.push({ key, assignee });
  }
  const moved = isMoved(workflow, before, place)
    ? [
        ...[...is]
          .filter(([key, spec]) => was.has(key) && !renewed.has(key) && spec.at !== 'institution')
          .map(([key, spec]) => ({ key, area: areaOfTask(spec, place, given), assignee: spec.assignee?.(context) })),
        ...visits.stay.map((visit) => ({
          key: taskOfVisit(visit.key),
          area: queueOf(visit, place.owner),
          assignee: visit.assignee,
        })),
      ]
    : [];
  // the door releases a task that comes into another queue: whom the case itself names keeps it
  for (const { key, area: queue, assignee } of moved) {
    const released = before!.tasks.find((t) => t.key === key)?.area !== queue;
    if (released && assignee && !assignTasks.some((a) => a.key === key)) assignTasks.push({ key, assignee });
  }
  const planned = visits.plan.filter(({ status }) => status === 'planned');
  const known = before?.subjects;
  const closed = step.snapshot.status !== 'active';
  return {
    expect: before?.version ?? 0,
    workflow: workflow.id,
    workflowVersion: workflow.version,
    prefix: workflow.prefix,
    area: place.owner,
    guests: workflow.areas && place.guests,
    state: stepper.persist(step.snapshot),
    phase: leavesOf(step.snapshot).join(' '),
    status: closed ? 'closed' : 'open',
    outcome: (context.outcome as string | undefined) ?? null,
    parameters: given.parameters.version,
    children: known && known.children.join() === subjects.children.join() ? undefined : subjects.children,
    institution: known?.institution === subjects.institution ? undefined : subjects.institution,
    openTasks: [...openTasks, ...planned.map((visit) => visitTask(visit, place.owner, given))],
    closeTasks: [
      ...[...was.keys()].filter((key) => !is.has(key) || renewed.has(key)),
      ...visits.close.map(({ key }) => taskOfVisit(key)),
    ],
    assignTasks: some(assignTasks),
    moveTasks: some(moved.map(({ key, area: queue }) => ({ key, area: queue }))),
    planVisits: some(visits.plan.map((visit) => visitRow(visit, subjects.children))),
    closeVisits: some(visits.close.map(visitEnd)),
    armTimers: step.armed.map(({ timer, deadline }) => {
      const due = workflow.deadlines[deadline]!.due(context, given);
      return {
        timer,
        deadline,
        due_at: isoOf(Math.max(due.at, given.now)),
        provisional: due.provisional,
        why: { deadline, ...due.why },
      };
    }),
    // a closed instance has no armed timer left
    cancelTimers: closed && before ? before.timers.map((t) => t.timer) : step.cancelled,
  };
}

/** What a line says of its event; the hash covers its canonical JSON. */
export interface Entry {
  event: string;
  actor: Actor;
  at: string;
  /** when it was written, by the clock of a device that had no connection then, ISO; `at` is when it was received */
  captured?: string;
  /** when the server first had it, ISO, where it was kept for review before it was recorded */
  received?: string;
  workflow?: string;
  /** digest of the content: the form's data and the facts used */
  data?: string;
  /** digest of the request, to tell a repeat from another request under the same key */
  body?: string;
  parameters?: number;
  calendar?: number;
  from?: string;
  to?: string;
  version?: number;
  status?: string;
  outcome?: string | null;
  /** who owns the instance after the step, where its workflow says so, and the guests if any */
  area?: string;
  guests?: string[];
  /** the area an instance was opened in, where its workflow may move it */
  openedIn?: string;
  /** rules that refused the attempt */
  refused?: string[];
  /** a timer whose guard refused it: consumed, nothing changed */
  consumed?: boolean;
  /** names of the effects */
  effects?: string[];
  [more: string]: unknown;
}

export function entryOf(given: Given, workflow: Workflow, more: Partial<Entry>): Entry {
  return {
    event: given.type,
    actor: given.actor,
    at: isoOf(given.now),
    received: given.received === undefined ? undefined : isoOf(given.received),
    workflow: `${workflow.id}@${workflow.version}`,
    parameters: given.parameters.version,
    calendar: given.calendar.version,
    ...more,
  };
}

/** Content of a line: what the digest in its entry stands for, enough to replay the event. */
export function contentOf(
  given: Given,
  restricted: boolean,
  more: Record<string, unknown> = {},
): NonNullable<Line['content']> {
  const body = canonical({ data: given.data, facts: given.facts, ...more });
  return { digest: digestOf(body), compartment: restricted ? 'restricted' : 'open', body };
}

/** Effects that are rows, as ops of the line; those that are lines of other instances are not among them. */
export function opsOf(step: Step, instance: string): Op[] {
  return step.effects
    .filter(({ name }) => name !== 'instance.open' && name !== 'instance.tell')
    .map((e) => ({ op: e.name, data: { ...e.params, instance } }));
}

/** What a step changes in who may know of the instance, as an op of its line. */
export function secretOps(before: Subjects | undefined, after: Subjects): Op[] {
  const [was, is] = [before?.secret, after.secret].map((secret) => canonical(secret ?? null));
  return was === is ? [] : [{ op: 'instance.secret', data: { ...after.secret } }];
}

/** The event as the journal will hold it, so that a replay sees exactly what the machine saw. */
export function asJournalled(given: Given): Given {
  const { data, facts } = JSON.parse(canonical({ data: given.data, facts: given.facts })) as Pick<
    Given,
    'data' | 'facts'
  >;
  return { ...given, data, facts };
}

/** Safety, beside everything else: a concern, its report, the other children of the home, and who may close it. */
import { absencesAfter, wanted } from './acts';
import { persons, sortedSet } from './context';
import { dateOf, endOf } from '../time';
import type { Given } from '../workflow';
import { anchored, kit, must, set, tell } from './kit';
import { loadOf, outsideOf } from './rules/steps';
import { handTo } from './schedule';
import { messages } from './texts';

/** The clock of the report begins when the concern arose, wherever the device was then. */
const seenAt = ({ data, now }: Given): number =>
  typeof data.observedAt === 'string' ? Math.min(Date.parse(data.observedAt), now) : now;

/** Nothing of the children reaches an official who is named in the concern, from this step on. */
const shutOut = kit.enqueueActions(({ context, event, enqueue }) => {
  const persons = (event.data.implicated ?? []) as string[];
  const children = [context.child!, ...((event.data.siblingsAtHome ?? []) as string[])];
  if (persons.length > 0) enqueue({ type: 'access.revoke', params: { children, persons } });
});
const concernRaised = {
  guard: must('family-reintegration.happened'),
  target: 'concern',
  actions: [
    set((context, given) => ({
      concern: 'raised' as const,
      implicated: context.implicated || ((given.data.implicated ?? []) as string[]).length > 0,
      siblingsUnseen: sortedSet([...context.siblingsUnseen, ...((given.data.siblingsAtHome ?? []) as string[])]),
      duties: {
        ...context.duties,
        reporters: sortedSet([...context.duties.reporters, ...persons(given.actor)]),
      },
      mayStepDown: false,
      ...wanted({ ...context, anchors: { ...context.anchors, concern: given.now } }, given),
      ...anchored(context, { concern: seenAt(given), wanted: context.anchors.wanted ?? given.now }),
    })),
    shutOut,
    tell('safetyConcern', ['dsw', 'districtSupervisor', 'pdosvyOfficer'], messages.safetyConcern),
  ],
};
/** Another district's worker makes the visits that are planned, and sees the case. */
const nameVisitor = set((context, given) => {
  const visitor = { person: given.data.worker as string, area: outsideOf(context, loadOf(context, given)!.areas)! };
  return { visitor, visits: handTo(context.visits, visitor.person) };
});
const onConcern = {
  'visitor.named': {
    guard: must('family-reintegration.office', 'family-reintegration.outside'),
    actions: [nameVisitor, tell('visitor', ['districtSupervisor', 'pdosvyOfficer'], messages.visitor)],
  },
  'safety.siblingSeen': {
    guard: must('family-reintegration.happened'),
    actions: set((context, { data }) => ({
      siblingsUnseen: context.siblingsUnseen.filter((id) => id !== data.child),
    })),
  },
};

/** A safety concern never waits, and is never closed by who raised it. */
export const safety = kit.createStateConfig({
  initial: 'clear',
  states: {
    clear: { on: { 'safety.concernRaised': concernRaised } },
    concern: {
      meta: { worry: true, task: { name: 'reportSafety', role: 'dsw', due: 'report', ladder: 'high' } },
      after: {
        report: { actions: [tell('reportOverdue', ['districtSupervisor', 'pdosvyOfficer'], messages.reportOverdue)] },
        reportLimit: { actions: [tell('reportLimit', ['pdosvyDirector', 'mosvy'], messages.reportOverdue)] },
      },
      on: {
        // a further concern is stored, and its own clock begins
        'safety.concernRaised': { ...concernRaised, reenter: true },
        'safety.reported': {
          guard: must('family-reintegration.happened'),
          target: 'investigating',
          actions: set((context, given) => ({
            concern: 'reported' as const,
            duties: {
              ...context.duties,
              reporters: sortedSet([...context.duties.reporters, ...persons(given.actor)]),
            },
            ...anchored(context, { reported: given.now }),
          })),
        },
        ...onConcern,
      },
    },
    investigating: {
      meta: {
        worry: true,
        task: { name: 'investigateSafety', role: 'districtSupervisor', due: 'investigate', ladder: 'high' },
      },
      on: {
        'safety.concernRaised': concernRaised,
        'safety.closed': {
          guard: must('family-reintegration.sibling', 'N-10'),
          target: 'clear',
          actions: set((context) => ({
            concern: 'none' as const,
            implicated: false,
            visitor: undefined,
            visits: context.visitor ? handTo(context.visits, context.worker) : context.visits,
            duties: { ...context.duties, reporters: [] },
          })),
        },
        ...onConcern,
      },
    },
  },
});

/** Other children in the home get their own assessment. */
export const siblings = kit.createStateConfig({
  initial: 'none',
  states: {
    none: { always: { guard: 'hasSiblings', target: 'unseen' } },
    unseen: {
      meta: { worry: true, task: { name: 'seeSiblings', role: 'dsw', due: 'seeSiblings', ladder: 'high' } },
      always: { guard: 'allSiblingsSeen', target: 'none' },
    },
  },
});

const protect = {
  guard: must('family-reintegration.concern', 'family-reintegration.protection'),
  target: 'running',
  actions: set((context, { data, now }) => ({
    location: 'away' as const,
    moved: true,
    protectedUntil: endOf(data.until as string),
    absences: absencesAfter(context, 'away', data.from as string, dateOf(now)),
    ...anchored(context, { protected: now }),
  })),
};

/** Protection away from home, with its end; never in an institution (N-35). */
export const protection = kit.createStateConfig({
  initial: 'none',
  states: {
    none: { on: { 'protection.arranged': protect } },
    running: {
      meta: { task: { name: 'endProtection', role: 'districtSupervisor', due: 'protectionEnds', ladder: 'high' } },
      always: { guard: 'isUnprotected', target: 'none' },
      after: {
        protectionEnds: {
          actions: [tell('protectionEnds', ['dsw', 'districtSupervisor', 'pdosvyOfficer'], messages.protectionEnds)],
        },
      },
      on: { 'protection.arranged': { ...protect, reenter: true } },
    },
  },
});

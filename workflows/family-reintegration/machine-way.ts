/** The way itself: from the assessment of the child to the life with the family, and back to the search if it breaks down. */
import {
  assessChild,
  assessHome,
  breakDown,
  confirmPlacement,
  findFamily,
  makePlan,
  noteContact,
  noteReadiness,
  place,
  reviewPlacement,
  takeHandOver,
  tellOfLoad,
  trace,
  widenSearch,
} from './acts';
import { changeRisk, confirmVisit, finishActions, reassess, recordVisit, shorten, writeOff } from './acts-visits';
import { isFirstSight, tellClosure } from './closing';
import type { Context } from './context';
import { effect, kit, must, tell } from './kit';
import { messages } from './texts';
import { dueAfter } from '../time';

const replaced = {
  'replacement.recorded': {
    guard: must('family-reintegration.happened', 'N-35'),
    target: '#family-reintegration.replaced',
  },
};

const form2 = {
  'form2.submitted': {
    guard: must('family-reintegration.happened', 'family-reintegration.met', 'N-14'),
    target: 'assessed' as const,
    actions: [assessChild, tellClosure('assessed')],
  },
};
const byWorker = { name: 'assessChild', role: 'dsw' as const, assignee: (c: Context) => c.worker };
const childAssessment = kit.createStateConfig({
  meta: { task: { ...byWorker, due: 'assessChild' } },
  always: { guard: 'isUrged', target: 'childAssessmentAtOnce' },
  on: form2,
});
/** The home closes and the child is at risk, or its provider has left: it is assessed within the days of a closure (P-28). */
const childAssessmentAtOnce = kit.createStateConfig({
  meta: { task: { ...byWorker, due: 'assessAtOnce', ladder: 'high' } },
  on: form2,
});

const search = kit.createStateConfig({
  initial: 'family',
  meta: { task: { name: 'findFamily', role: 'dsw', due: 'findFamily', assignee: (c: Context) => c.worker } },
  on: {
    'tracing.recorded': { guard: must('family-reintegration.happened'), actions: trace },
    'family.found': { guard: must('N-24'), target: 'familyAssessment', actions: findFamily },
    ...replaced,
  },
  states: {
    family: {
      on: {
        'search.exhausted': {
          guard: must('family-reintegration.searched'),
          target: 'alternative',
          actions: widenSearch,
        },
      },
    },
    alternative: {},
  },
});

const familyAssessment = kit.createStateConfig({
  meta: { task: { name: 'assessFamily', role: 'dsw', due: 'assessFamily', at: 'guest' } },
  on: {
    'homeAssessment.submitted': {
      guard: must(
        'family-reintegration.happened',
        'family-reintegration.destination',
        'family-reintegration.adults',
        'N-02',
      ),
      target: 'homeAssessed',
      actions: assessHome,
    },
  },
});

const plan = kit.createStateConfig({
  meta: { task: { name: 'makePlan', role: 'dsw', due: 'makePlan', assignee: (c: Context) => c.worker } },
  on: {
    'plan.submitted': {
      guard: must(
        'family-reintegration.happened',
        'family-reintegration.plan',
        'family-reintegration.contact-plan',
        'family-reintegration.disability',
        'N-07',
      ),
      target: 'review',
      actions: makePlan,
    },
  },
});

const review = kit.createStateConfig({
  meta: { check: true, task: { name: 'reviewPlacement', role: 'districtSupervisor', due: 'reviewPlacement' } },
  on: {
    'placement.reviewed': {
      guard: must('family-reintegration.advice', 'family-reintegration.workload', 'N-10'),
      target: 'reviewed',
      actions: [tellOfLoad(), reviewPlacement],
    },
  },
});

const province = kit.createStateConfig({
  meta: { check: true, task: { name: 'confirmPlacement', role: 'pdosvyOfficer', due: 'confirmPlacement' } },
  on: {
    'placement.confirmed': {
      guard: must('N-10'),
      target: 'reviewed',
      actions: confirmPlacement,
    },
  },
});

const preparation = kit.createStateConfig({
  meta: { task: { name: 'prepare', role: 'dsw', due: 'prepare', assignee: (c: Context) => c.worker } },
  on: {
    'contact.recorded': { guard: must('family-reintegration.happened'), actions: noteContact },
    'readiness.recorded': { actions: noteReadiness },
    'placement.made': {
      guard: must(
        'family-reintegration.happened',
        'family-reintegration.ready',
        'family-reintegration.disability',
        'family-reintegration.court',
        'family-reintegration.minor',
        'family-reintegration.investigation',
        'family-reintegration.cleared-day',
        'N-07',
        'N-11',
        'N-22',
        'N-30',
        'N-33',
      ),
      target: 'placed',
      actions: [
        ...place,
        tellClosure('placed'),
        tell('placed', ['dsw', 'districtSupervisor', 'commune'], messages.placed),
      ],
    },
  },
});

const placed = kit.createStateConfig({
  meta: { task: { name: 'keepContact', role: 'dsw', due: 'contactFloor', assignee: (c: Context) => c.worker } },
  on: {
    'visit.recorded': {
      guard: must('family-reintegration.happened'),
      actions: [tellClosure('visited', isFirstSight), ...recordVisit],
    },
    'visit.confirmed': { guard: must('family-reintegration.made-visit', 'N-10'), actions: confirmVisit },
    'monitoring.shortened': {
      guard: must('family-reintegration.floor'),
      actions: [shorten, tell('shortened', ['dsw', 'districtSupervisor'], messages.shortened)],
    },
    'visits.writtenOff': { guard: must('family-reintegration.overdue-visit'), actions: writeOff },
    'risk.changed': { guard: must('family-reintegration.step-down'), actions: changeRisk },
    'reassessment.submitted': { guard: must('family-reintegration.happened'), actions: reassess },
    'action.done': { actions: finishActions },
    'breakdown.recorded': {
      guard: must('family-reintegration.happened'),
      target: 'search.alternative',
      actions: [
        breakDown,
        tellClosure('brokenDown'),
        effect('authority.change', (context) => ({
          children: [context.child!],
          to: 'ended',
          reason: 'the placement has broken down',
          kinds: ['kinship', 'foster'],
        })),
        effect('incident.open', (context, given) => ({
          kind: 'PLACEMENT_BROKEN_DOWN',
          children: [context.child!],
          role: 'districtSupervisor',
          ladder: 'high',
          due: dueAfter(given.now, given.parameters.values['P-38'], given, 'P-38').at,
          text: messages.brokenDown,
        })),
        tell('brokenDown', ['dsw', 'districtSupervisor', 'pdosvyOfficer'], messages.brokenDown),
      ],
    },
  },
});

export const way = kit.createStateConfig({
  initial: 'opening',
  on: {
    // decided and signed at the gate: recorded here from whatever step the way has reached
    'placement.handedOver': {
      target: '.placed',
      actions: [
        takeHandOver,
        tellClosure('placed'),
        tell('placed', ['dsw', 'districtSupervisor', 'commune'], messages.placed),
      ],
    },
  },
  states: {
    opening: {
      always: [{ guard: 'isPlaced', target: 'placed' }, { target: 'childAssessment' }],
    },
    childAssessment,
    childAssessmentAtOnce,
    assessed: {
      always: [{ guard: 'isLost', target: 'search' }, { target: 'familyAssessment' }],
    },
    search,
    familyAssessment,
    homeAssessed: {
      always: [{ guard: 'isSuitable', target: 'plan' }, { target: 'search.alternative' }],
    },
    plan,
    review,
    reviewed: {
      always: [
        { guard: 'isAgreed', target: 'preparation', actions: tellClosure('planned') },
        { guard: 'needsProvince', target: 'province' },
        { target: 'plan' },
      ],
    },
    province,
    preparation,
    placed,
  },
});

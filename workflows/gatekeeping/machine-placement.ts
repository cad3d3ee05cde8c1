/** After the decision: waiting for the arrival, living in an institution for a time, or moving to a family. */
import {
  awaited,
  changeAuthority,
  openIncident,
  openSupport,
  placeInFamily,
  planReturn,
  recordFact,
  recordOutcome,
  refuseWithSupport,
  resolve,
  tell,
  withdraw,
} from './acts';
import {
  admit,
  confirmArrival,
  decideAnew,
  grantFamilyCare,
  handOver,
  followUp,
  notePlaced,
  tellOfReview,
  unauthorisedPresence,
} from './acts-care';
import { beside, keep, nothingDone, withDuty, type Context, type FamilyPlan } from './context';
import { kit, must, set, subjectsOf, when } from './kit';
import { messages } from './texts/messages';

const noticeDelivered = {
  'notice.delivered': {
    target: 'done',
    guard: must('gatekeeping.told', 'gatekeeping.happened'),
    actions: [set((context, given) => ({ informed: true, anchors: { ...context.anchors, informed: given.now } }))],
  },
};

const lapseUnused = [
  { guard: 'away' as const, target: 'inEmergencyCare', actions: decideAnew },
  {
    target: '#gatekeeping.lapsed',
    actions: [
      changeAuthority('void', 'P-08'),
      recordOutcome('LAPSED'),
      openSupport('withdrawn'),
      tell('unusedLapsed', ['dsw', 'commune', 'pdosvyDirector'], messages.unusedLapsed),
    ],
  },
];
/** Nobody receives the children any more: the approval is suspended, the clock of an emergency beside it runs on. */
const suspend = (reason: string) => [
  changeAuthority('suspended', reason, undefined, awaited),
  set((context, given) => ({
    arrivals: [],
    anchors: keep(context.anchors, [...beside, 'decided'], { suspended: given.now }),
  })),
];
/** In an emergency family: what covers the child there stays good for a child under three. */
const inFamily = (context: Context) => context.destination === 'family' && context.cover !== 'residential';
/** A corrected birth date takes the residential authority away, awaited or in force. */
export const underAgeFound = {
  target: '.underAge',
  guard: when('underAge', 'residential'),
  actions: [
    changeAuthority('void', 'N-01', undefined, (context) => (inFamily(context) ? awaited() : undefined)),
    resolve('UNDER_THREE_AUTHORITY', 'the authority is void', subjectsOf),
    openIncident('UNDER_THREE_IN_CARE', 'pdosvyDirector', 'P-38', messages.underThree, (context) => context.admitted),
    tell('underThree', ['dsw', 'districtSupervisor', 'pdosvyDirector', 'mosvy'], messages.underThree),
    set((context, given) => ({
      done: { ...nothingDone, decided: true },
      admitted: [],
      arrivals: [],
      approved: undefined,
      challenge: undefined,
      ...(inFamily(context)
        ? {}
        : { cover: 'none' as const, coverFrom: undefined, coverUntil: undefined, turn: 'none' as const }),
      anchors: keep(context.anchors, [...beside, 'decided'], { suspended: given.now }),
    })),
  ],
};

export const awaitingArrival = kit.createStateConfig({
  type: 'parallel',
  always: { guard: 'arrived', target: 'admitted', actions: admit },
  after: { authorityUnused: lapseUnused },
  on: {
    'arrival.recorded': [
      {
        guard: when('expected', must('N-01', 'N-05', 'N-13', 'N-22', 'gatekeeping.happened')),
        actions: confirmArrival,
      },
      {
        target: 'suspendedByInstitution',
        guard: must('gatekeeping.happened'),
        actions: [...unauthorisedPresence, ...suspend('arrival not valid')],
      },
    ],
    'institution.statusChanged': {
      target: 'suspendedByInstitution',
      guard: 'ineligible',
      actions: [
        ...suspend('institution'),
        tell('suspendedByInstitution', ['dsw', 'commune', 'pdosvyDirector'], messages.suspendedByInstitution),
      ],
    },
    'request.withdrawn': {
      target: '#gatekeeping.withdrawn',
      guard: 'atHome',
      actions: [changeAuthority('void', 'withdrawn'), ...withdraw],
    },
  },
  states: {
    institution: {
      initial: 'expected',
      states: {
        expected: {
          always: { guard: 'institutionConfirmed', target: 'confirmed' },
          meta: {
            task: { name: 'confirmArrivalThere', role: 'rciDirector', due: 'authorityUnused', at: 'institution' },
          },
        },
        confirmed: { type: 'final' },
      },
    },
    worker: {
      initial: 'expected',
      states: {
        expected: {
          always: { guard: 'workerConfirmed', target: 'confirmed' },
          meta: {
            task: {
              name: 'confirmArrival',
              role: 'dsw',
              due: 'authorityUnused',
              assignee: (context) => context.caseworker,
            },
          },
        },
        confirmed: { type: 'final' },
      },
    },
    notice: {
      initial: 'pending',
      states: {
        pending: {
          meta: { task: { name: 'notifyApproval', role: 'dsw', due: 'notice' } },
          on: noticeDelivered,
        },
        done: { type: 'final' },
      },
    },
  },
});

/** A family is decided after all, on the assessment that carried the approval. */
const familyAfterAll = must(
  'gatekeeping.of-this-case',
  'gatekeeping.happened',
  'gatekeeping.contact-plan',
  'N-07',
  'N-10',
);

/** The institution may not receive the child any more; only a person brings the admission back. */
export const suspendedByInstitution = kit.createStateConfig({
  meta: { task: { name: 'redecide', role: 'pdosvyDirector', due: 'redecide' } },
  after: { authorityUnused: lapseUnused },
  on: {
    'institution.statusChanged': {
      guard: 'eligible',
      actions: [tell('eligibleAgain', ['pdosvyDirector'], messages.eligibleAgain)],
    },
    'decision.reinstated': {
      target: 'awaitingArrival',
      guard: must('N-01', 'N-05', 'N-20', 'N-13', 'N-10', 'gatekeeping.level'),
      actions: [
        changeAuthority('awaiting', 'reinstated', undefined, awaited),
        set((context, given) => ({
          arrivals: [],
          duties: withDuty(context, 'deciders', given),
          anchors: keep(context.anchors, [...beside, 'decided']),
        })),
      ],
    },
    'decision.refusedFamilySupport': {
      target: 'refusing',
      guard: must('N-10', 'gatekeeping.level'),
      actions: [changeAuthority('void', 'refused', undefined, awaited), ...refuseWithSupport],
    },
    'decision.refusedAlternativeCare': {
      target: 'familyDecided',
      guard: familyAfterAll,
      actions: [changeAuthority('void', 'a family instead', undefined, awaited), ...placeInFamily],
    },
  },
});

/** A corrected birth date shows a child under three: nobody can authorise residential care, a family is found. */
export const underAge = kit.createStateConfig({
  meta: { task: { name: 'findFamily', role: 'districtSupervisor', due: 'redecide', ladder: 'high' } },
  on: {
    'decision.refusedAlternativeCare': {
      target: 'familyDecided',
      guard: familyAfterAll,
      actions: placeInFamily,
    },
    'decision.refusedFamilySupport': {
      target: 'refusing',
      guard: must('N-10', 'gatekeeping.level'),
      actions: refuseWithSupport,
    },
  },
});

export const admitted = kit.createStateConfig({
  type: 'parallel',
  on: {
    'arrival.recorded': { guard: must('gatekeeping.happened'), actions: [recordFact('arrival', 'at')] },
    'institution.statusChanged': {
      actions: [tell('institutionChanged', ['dsw', 'pdosvyDirector'], messages.admittedThere)],
    },
    'review.returnDecided': {
      target: 'placing',
      guard: must('gatekeeping.seen-alone', 'gatekeeping.happened', 'N-10'),
      actions: [
        tellOfReview('return'),
        planReturn,
        set((context, given) => ({
          placed: [],
          informed: false,
          challenge: undefined,
          duties: withDuty(context, 'deciders', given),
          anchors: keep(context.anchors, ['lapsed', 'reviewed'], { decided: given.now }),
        })),
      ],
    },
    'review.familyCareDecided': {
      target: 'placing',
      guard: must('gatekeeping.seen-alone', 'gatekeeping.happened', 'N-10'),
      actions: [
        tellOfReview('familyCare'),
        set((context, given) => ({
          familyPlan: given.data.care as FamilyPlan,
          placed: [],
          informed: false,
          challenge: undefined,
          duties: withDuty(context, 'deciders', given),
          anchors: keep(context.anchors, ['lapsed', 'reviewed'], { decided: given.now }),
        })),
      ],
    },
    'renewal.started': {
      target: 'assessing',
      actions: [
        set((context, given) => ({
          done: { ...nothingDone, registered: true },
          views: false,
          ministry: false,
          duties: {
            ...context.duties,
            assessors: [],
            reviewers: [],
            panel: [],
            // who took a decision that can still be challenged does not hear the challenge
            deciders: context.challenge === 'open' || context.challenge === 'filed' ? context.duties.deciders : [],
            overturned: [],
          },
          anchors: keep(context.anchors, ['lapsed', 'reviewed', 'informed', 'challenged', 'submitted'], {
            registered: given.now,
          }),
        })),
      ],
    },
  },
  states: {
    plan: {
      initial: 'pending',
      states: {
        pending: {
          meta: { task: { name: 'placementPlan', role: 'dsw', due: 'placementPlan' } },
          on: { 'placement.planned': 'made' },
        },
        made: { type: 'final' },
      },
    },
    notice: {
      initial: 'pending',
      states: {
        pending: {
          always: { guard: 'informed', target: 'done' },
          meta: { task: { name: 'notifyAdmission', role: 'dsw', due: 'notice' } },
          on: noticeDelivered,
        },
        done: { type: 'final' },
      },
    },
  },
});

/** Beside the steps: who lives in the institution is reviewed, whatever else is prepared meanwhile (P-11). */
export const review = kit.createStateConfig({
  initial: 'none',
  states: {
    none: { always: { guard: 'present', target: 'due' } },
    due: {
      meta: { task: { name: 'review', role: 'dsw', due: 'review' } },
      on: {
        'review.continued': {
          guard: must('gatekeeping.seen-alone', 'gatekeeping.happened'),
          actions: [
            tellOfReview('continue'),
            set((context, given) => ({ anchors: { ...context.anchors, reviewed: given.now } })),
          ],
        },
      },
    },
  },
});

/** A family is decided: Form 4 with four signatures, child by child. */
export const placing = kit.createStateConfig({
  type: 'parallel',
  states: {
    form4: {
      initial: 'pending',
      states: { pending: { meta: { task: { name: 'form4', role: 'dsw', due: 'authorityUnused' } } } },
    },
    notice: {
      initial: 'pending',
      states: {
        pending: {
          always: { guard: 'informed', target: 'done' },
          meta: { task: { name: 'notifyPlacement', role: 'dsw', due: 'notice' } },
          on: noticeDelivered,
        },
        done: { type: 'final' },
      },
    },
  },
});

/** The only way from care into a family; tried without decision or signatures it is refused (N-30). */
export const placement = {
  target: '.handedOver',
  guard: must('N-30', 'gatekeeping.of-this-case'),
  actions: [...handOver, followUp, notePlaced],
};

/** Passed through: relatives and foster families get an authority, parents need none. */
export const handedOver = kit.createStateConfig({
  always: [
    { guard: 'planHome', target: 'settled' },
    { target: 'settled', actions: [grantFamilyCare] },
  ],
});

/** Passed through: the case ends with its last child. */
export const settled = kit.createStateConfig({
  always: [
    { guard: when('allPlaced', 'present'), target: '#gatekeeping.discharged' },
    { guard: when('allPlaced', 'planHome'), target: '#gatekeeping.returnedHome' },
    { guard: 'allPlaced', target: '#gatekeeping.placedInFamily' },
    { target: 'placing' },
  ],
});

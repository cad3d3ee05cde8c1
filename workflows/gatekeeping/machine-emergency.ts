/** The emergency, and the clock of the authority that covers a child away from home. */
import { bridging, changeAuthority, openIncident, recordFact, tell } from './acts';
import { bridge, grantEmergency, takeIntoCare } from './acts-care';
import { withDuty, type Context } from './context';
import { kit, must, set, when } from './kit';
import { submit } from './machine-request';
import { coveredElsewhere } from './rules/checks';
import { messages } from './texts/messages';

export const openEmergency = {
  target: '#gatekeeping.open.steps.emergency',
  guard: must('N-04'),
  actions: takeIntoCare,
};

const destinationRules = ['N-01', 'N-06', 'N-05', 'N-20', 'N-11', 'gatekeeping.one-authority'];
/** The authority of another case ends here, and not in silence: it becomes an incident, told up to the ministry. */
const replaced = kit.enqueueActions(({ context, event, enqueue }) => {
  if (coveredElsewhere(context, event).length === 0) return;
  enqueue(openIncident('AUTHORITY_REPLACED', 'pdosvyDirector', 'P-38', messages.authorityReplaced, coveredElsewhere));
  enqueue(
    tell('authorityReplaced', ['dsw', 'districtSupervisor', 'pdosvyDirector', 'mosvy'], messages.authorityReplaced),
  );
});
const propose = (...rules: string[]) => [
  {
    guard: when('emergencyRunning', 'repeatedEmergency', must(...rules)),
    actions: [
      replaced,
      ...grantEmergency,
      tell('emergencyPattern', ['pdosvyDirector', 'mosvy'], messages.emergencyPattern),
    ],
  },
  { guard: when('emergencyRunning', must(...rules)), actions: [replaced, ...grantEmergency] },
];
const seen = {
  guard: must('gatekeeping.met', 'gatekeeping.province-knows', 'gatekeeping.happened'),
  actions: [
    recordFact('childSeen', 'at'),
    set((context, given) => {
      const views = given.data.views as { heard: boolean; words?: string; notPossible?: string } | undefined;
      return {
        seen: true,
        views: !!views && (views.heard ? !!views.words : !!views.notPossible),
        duties: withDuty(context, 'assessors', given),
      };
    }),
  ],
};
const called = {
  guard: must('gatekeeping.happened', 'gatekeeping.call'),
  actions: [recordFact('dutyWorkerReached', 'at'), set(() => ({ called: true }))],
};

export const emergency = kit.createStateConfig({
  type: 'parallel',
  always: { guard: 'seenAndPlaced', target: 'inEmergencyCare' },
  on: {
    'destination.proposed': propose(...destinationRules, 'gatekeeping.duty-worker'),
    'dutyWorker.reached': called,
    'child.seen': seen,
  },
  states: {
    destination: {
      initial: 'needed',
      states: {
        needed: {
          always: { guard: 'placed', target: 'found' },
          meta: { task: { name: 'proposeDestination', role: 'dsw', due: 'emergencySeen', ladder: 'high' } },
        },
        found: { type: 'final' },
      },
    },
    sight: {
      initial: 'pending',
      states: {
        pending: {
          always: { guard: 'seen', target: 'done' },
          meta: { task: { name: 'seeChild', role: 'dsw', due: 'emergencySeen', ladder: 'high' } },
        },
        done: { type: 'final' },
      },
    },
  },
});

export const inEmergencyCare = kit.createStateConfig({
  always: { guard: 'interimRunning', target: 'inInterimCare' },
  meta: { task: { name: 'prepareDecision', role: 'dsw', due: 'emergencyAuthority', ladder: 'high' } },
  // a social worker has seen the child: nobody is left to be called
  on: { 'destination.proposed': propose(...destinationRules), 'child.seen': seen, 'request.submitted': submit },
});

export const inInterimCare = kit.createStateConfig({
  meta: { task: { name: 'prepareNext', role: 'dsw', due: 'interimEnds', ladder: 'high' } },
  on: { 'child.seen': seen, 'request.submitted': submit },
});

const lapse = {
  target: 'lapsed',
  actions: [
    // without a destination this case has granted nothing, and ends nothing of another
    changeAuthority(
      'ended',
      'lapsed',
      ({ children, destination }) => (destination === undefined ? [] : children),
      bridging,
    ),
    openIncident(
      'EMERGENCY_AUTHORITY_LAPSED',
      'pdosvyDirector',
      'P-40',
      messages.emergencyLapsed,
      (context) => context.children,
    ),
    tell('emergencyLapsed', ['pdosvyDirector', 'mosvy'], messages.emergencyLapsed),
    set((context, given) => ({ cover: 'lapsed' as const, anchors: { ...context.anchors, lapsed: given.now } })),
  ],
};

const turned = set(() => ({ turn: undefined }));

/** Beside the steps: what covers the child, until when, and what happens when it ends. It never moves a child. */
export const authority = kit.createStateConfig({
  initial: 'none',
  always: [
    { guard: 'turnEmergency', target: '.bridge', actions: [turned] },
    { guard: 'turnResidential', target: '.residential', actions: [turned] },
    { guard: 'turnVoid', target: '.void', actions: [turned] },
    { guard: 'turnNone', target: '.none', actions: [turned] },
  ],
  states: {
    none: { type: 'final' },
    bridge: {
      initial: 'emergency',
      on: {
        'decision.interimCare': {
          target: '.interim',
          guard: must('N-01', 'N-06', 'N-05', 'N-20', 'N-09', 'N-08', 'N-03', 'N-10', 'gatekeeping.level'),
          actions: bridge,
        },
      },
      states: {
        emergency: {
          meta: {
            task: { name: 'decideEmergency', role: 'pdosvyDirector', due: 'emergencyAuthority', ladder: 'high' },
          },
          after: { emergencyAuthority: lapse },
        },
        interim: {
          meta: { task: { name: 'decideInterim', role: 'pdosvyDirector', due: 'interimEnds', ladder: 'high' } },
          after: { interimEnds: lapse },
        },
        lapsed: {
          meta: { task: { name: 'acknowledgeLapse', role: 'pdosvyDirector', due: 'lapseRepeat', ladder: 'high' } },
          after: {
            lapseRepeat: {
              target: 'lapsed',
              reenter: true,
              actions: [tell('emergencyLapsed', ['pdosvyDirector', 'mosvy'], messages.emergencyLapsed)],
            },
          },
          on: { 'lapse.acknowledged': 'acknowledged' },
        },
        acknowledged: {
          meta: { task: { name: 'decideLapsed', role: 'pdosvyDirector', due: 'voidDecision', ladder: 'high' } },
        },
      },
    },
    residential: {
      meta: { task: { name: 'prepareRenewal', role: 'dsw', due: 'authorityEnds' } },
      after: {
        authorityEnds: {
          target: 'void',
          actions: [
            changeAuthority('void', 'P-12', (context: Context) => context.admitted),
            openIncident(
              'RESIDENTIAL_AUTHORITY_VOID',
              'pdosvyDirector',
              'P-38',
              messages.residentialVoid,
              (context) => context.admitted,
            ),
            tell('residentialVoid', ['pdosvyDirector', 'mosvy'], messages.residentialVoid),
            set((context, given) => ({ anchors: { ...context.anchors, lapsed: given.now } })),
          ],
        },
      },
    },
    void: {
      meta: { task: { name: 'decideVoid', role: 'pdosvyDirector', due: 'voidDecision', ladder: 'high' } },
    },
  },
});

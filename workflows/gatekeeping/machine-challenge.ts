/** Beside the steps: the family's challenge to an approval. Who decided does not hear it, and nobody is moved by it. */
import {
  awaited,
  changeAuthority,
  openIncident,
  outcomesOf,
  recordOutcome,
  refuseWithSupport,
  tell,
  tellFamily,
} from './acts';
import { join, nothingDone, persons, type Context } from './context';
import { kit, must, set, when } from './kit';
import { reopen } from './machine-request';
import { messages } from './texts/messages';

const file = {
  'challenge.filed': {
    target: 'pending',
    actions: [
      tell('challenged', ['dsw', 'pdosvyDirector', 'mosvy'], messages.challenged),
      set((context, given) => ({
        challenge: 'filed' as const,
        anchors: { ...context.anchors, challenged: given.now },
      })),
    ],
  },
};

export const challenge = kit.createStateConfig({
  initial: 'closed',
  states: {
    closed: { always: { guard: 'challengeable', target: 'untold' } },
    untold: {
      always: [
        { guard: 'unchallengeable', target: 'closed' },
        { guard: 'informed', target: 'told' },
      ],
      on: file,
    },
    told: {
      always: [
        { guard: 'unchallengeable', target: 'closed' },
        { guard: 'uninformed', target: 'untold' },
      ],
      meta: { task: { name: 'helpChallenge', role: 'dsw', due: 'appealPeriod' } },
      after: { appealPeriod: { target: 'closed', actions: [set(() => ({ challenge: 'over' as const }))] } },
      on: file,
    },
    pending: {
      always: { guard: 'uncontested', target: 'closed' },
      meta: { check: true, task: { name: 'decideChallenge', role: 'mosvy', due: 'challengeDecision' } },
      on: {
        'challenge.dismissed': {
          target: 'closed',
          guard: must('N-10'),
          actions: [
            tellFamily('challengeDismissed', messages.challengeDismissed),
            set(() => ({ challenge: 'over' as const })),
          ],
        },
      },
    },
  },
});

/** The decision is withdrawn: who took it, and who withdrew it, are remembered. */
const withdrawn = set(({ duties }, { actor }) => ({
  challenge: undefined,
  duties: { ...duties, deciders: persons(actor), overturned: join(duties.overturned, duties.deciders) },
}));
const lives = (context: Context) => context.admitted;

/** The child lives in the institution: its authority ends, and where the child is, is an incident until somebody decides. */
const inTheInstitution = [
  changeAuthority('ended', 'challenge sustained', lives),
  recordOutcome('APPROVAL_WITHDRAWN'),
  openIncident('RESIDENTIAL_AUTHORITY_VOID', 'pdosvyDirector', 'P-38', messages.challengeSustained, lives),
  tell('challengeSustained', ['dsw', 'rciDirector', 'pdosvyDirector'], messages.challengeSustained),
  tellFamily('challengeSustained', messages.challengeSustained),
  withdrawn,
  ...reopen.actions,
  set((context, given) => ({
    ministry: true,
    turn: 'void' as const,
    views: false,
    outcomes: outcomesOf(context, lives(context), 'APPROVAL_WITHDRAWN'),
    anchors: { ...context.anchors, lapsed: given.now },
  })),
];

/** The child waits in emergency or interim care: that authority runs on, and another decision is needed. */
const inTheBridge = [
  changeAuthority('void', 'challenge sustained', lives, awaited),
  recordOutcome('APPROVAL_WITHDRAWN'),
  tell('challengeSustained', ['dsw', 'rciDirector', 'pdosvyDirector'], messages.challengeSustained),
  tellFamily('challengeSustained', messages.challengeSustained),
  withdrawn,
  set((context) => ({
    done: nothingDone,
    outcomes: outcomesOf(context, lives(context), 'APPROVAL_WITHDRAWN'),
    admitted: [],
    arrivals: [],
    approved: undefined,
    ministry: true,
  })),
];

/** The child is at home and stays there, with support. */
const atHome = [changeAuthority('void', 'challenge sustained', lives, awaited), withdrawn, ...refuseWithSupport];

/** The challenge is granted: wherever the steps are, the approval stands no more. */
export const sustained = {
  'challenge.sustained': [
    { guard: when('contested', 'present', must('N-10')), target: '.assessing', actions: inTheInstitution },
    { guard: when('contested', 'away', must('N-10')), target: '.inEmergencyCare', actions: inTheBridge },
    { guard: when('contested', must('N-10')), target: '.refusing', actions: atHome },
  ],
};

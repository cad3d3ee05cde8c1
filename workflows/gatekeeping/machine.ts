/** Gatekeeping: from a concern or a request to a reasoned decision, and what the decision allows. */
import { changeAuthority, openIncident, recordFact, resolve, tell } from './acts';
import { noteDeath, unauthorisedPresence } from './acts-care';
import { emptied, initialContext, withDuty } from './context';
import { deadOf, kit, must, set, when } from './kit';
import {
  appealing,
  approved,
  atCourt,
  awaitingInfo,
  deciding,
  decidingMosvy,
  decisions,
  effective,
  familyDecided,
  refused,
  refusing,
  withdrawal,
} from './machine-decision';
import { authority, emergency, inEmergencyCare, inInterimCare, openEmergency } from './machine-emergency';
import {
  admitted,
  awaitingArrival,
  handedOver,
  placement,
  placing,
  review,
  settled,
  suspendedByInstitution,
  underAge,
  underAgeFound,
} from './machine-placement';
import { challenge, sustained } from './machine-challenge';
import { assessing, assigning, panel, place, qualityCheck, recommending, submit, submitted } from './machine-request';
import { messages } from './texts/messages';

/** A closed case keeps its children, what became of them, and where they went; all else is in the journal. */
const ended = (outcome: string) => ({
  type: 'final' as const,
  meta: { outcome },
  entry: [
    set(({ id, area, children, institution, outcomes }) => ({
      ...initialContext({ id, area }),
      ...emptied,
      children,
      institution,
      outcomes,
      outcome,
    })),
  ],
});
const died = [
  { target: '#gatekeeping.childDied', guard: 'lastDied' as const, actions: noteDeath },
  { actions: noteDeath },
];
/** The news that a person brings of children of the case goes into the register, for every case of theirs. */
const recordDeath = kit.enqueueActions(({ context, event, enqueue }) => {
  if (deadOf({ context, event }).length > 0)
    enqueue(recordFact('death', 'at', (c, given) => deadOf({ context: c, event: given })));
});
const happened = must('gatekeeping.happened');
const deathTold = [
  { target: '#gatekeeping.childDied', guard: when('lastDied', happened), actions: [recordDeath, ...noteDeath] },
  { guard: happened, actions: [recordDeath, ...noteDeath] },
];
const courtOrder = {
  actions: [
    recordFact('courtOrder'),
    openIncident('COURT_ORDER', 'pdosvyDirector', 'P-38', messages.courtOrder),
    tell('courtOrder', ['districtSupervisor', 'pdosvyDirector', 'mosvy'], messages.courtOrder),
  ],
};

const takeConcern = set((context, given) => ({
  children: [...given.data.children].sort(),
  anchors: { ...context.anchors, concern: given.now },
}));
const safe = set(({ duties }) => ({ duties: { ...duties, reporters: undefined } }));
const prepare = set((context, given) => ({ anchors: { ...context.anchors, preparing: given.now } }));

export const machine = kit.createMachine({
  id: 'gatekeeping',
  initial: 'new',
  context: ({ input }) => initialContext(input),
  on: {
    safetyConcern: {
      actions: [
        recordFact('safetyConcern', 'at'),
        openIncident('SAFETY_CONCERN', 'districtSupervisor', 'P-14', messages.safetyConcern),
        tell('safetyConcern', ['districtSupervisor', 'pdosvyDirector'], messages.safetyConcern),
      ],
    },
    childMissing: {
      actions: [
        recordFact('childMissing', 'lastSeen'),
        openIncident('CHILD_MISSING', 'districtSupervisor', 'P-38', messages.childMissing),
        tell('childMissing', ['police', 'districtSupervisor', 'pdosvyDirector'], messages.childMissing),
      ],
    },
    courtOrderReceived: courtOrder,
    'child.courtOrder': courtOrder,
    childDied: deathTold,
    'child.died': died,
    'child.birthDateCorrected': {
      guard: 'underAgeInFacility',
      actions: [
        changeAuthority('void', 'N-01'),
        resolve('UNDER_THREE_AUTHORITY', 'the authority is void', (context) => context.children),
        openIncident(
          'UNDER_THREE_IN_CARE',
          'pdosvyDirector',
          'P-38',
          messages.underThree,
          (context) => context.children,
        ),
        tell('underThree', ['dsw', 'districtSupervisor', 'pdosvyDirector', 'mosvy'], messages.underThree),
      ],
    },
    'arrival.recorded': { guard: must('gatekeeping.happened'), actions: unauthorisedPresence },
  },
  states: {
    new: {
      on: {
        'request.submitted': submit,
        'concern.reported': [
          {
            target: 'danger',
            guard: 'inDanger',
            actions: [
              takeConcern,
              set((context, given) => ({ duties: withDuty(context, 'reporters', given) })),
              tell('immediateDanger', ['dsw', 'districtSupervisor', 'police'], messages.immediateDanger),
            ],
          },
          { target: 'concern', actions: [takeConcern] },
        ],
        'emergency.opened': openEmergency,
      },
    },
    danger: {
      meta: { task: { name: 'answerDanger', role: 'dsw', due: 'danger', ladder: 'high' } },
      on: {
        'concern.triaged': { target: 'preparing', guard: must('gatekeeping.danger'), actions: [prepare, safe] },
        'emergency.opened': openEmergency,
      },
    },
    concern: {
      meta: { task: { name: 'triage', role: 'dsw', due: 'triage', ladder: 'high' } },
      on: {
        'concern.triaged': {
          target: 'preparing',
          actions: [prepare],
        },
        'emergency.opened': openEmergency,
      },
    },
    preparing: {
      meta: { task: { name: 'supportFirst', role: 'commune', due: 'supportFirst' } },
      on: {
        'support.offered': { actions: [prepare] },
        'request.submitted': submit,
        'request.withdrawn': withdrawal,
        'emergency.opened': openEmergency,
      },
    },
    open: {
      type: 'parallel',
      states: {
        steps: {
          initial: 'submitted',
          on: {
            ...decisions,
            ...sustained,
            'placement.started': placement,
            'child.birthDateCorrected': underAgeFound,
            'request.withdrawn': { ...withdrawal, guard: 'open' },
            'emergency.opened': { ...openEmergency, guard: when('open', must('N-04')) },
          },
          states: {
            submitted,
            assigning,
            assessing,
            recommending,
            qualityCheck,
            panel,
            deciding,
            decidingMosvy,
            awaitingInfo,
            atCourt,
            approved,
            effective,
            familyDecided,
            refusing,
            refused,
            appealing,
            emergency,
            inEmergencyCare,
            inInterimCare,
            awaitingArrival,
            suspendedByInstitution,
            underAge,
            admitted,
            placing,
            handedOver,
            settled,
          },
        },
        authority,
        review,
        challenge,
        place,
      },
    },
    refusedFamilySupport: ended('REFUSED_FAMILY_SUPPORT'),
    returnedHome: ended('REFUSED_FAMILY_SUPPORT'),
    placedInFamily: ended('REFUSED_ALTERNATIVE_CARE'),
    discharged: ended('APPROVED_TIME_LIMITED'),
    withdrawn: ended('WITHDRAWN'),
    lapsed: ended('LAPSED'),
    childDied: ended('CHILD_DIED'),
  },
});

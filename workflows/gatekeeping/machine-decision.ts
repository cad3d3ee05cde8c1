/** The decision, and the roads on which it waits: more information, the court, the ministry, an appeal. */
import {
  approve,
  placeInFamily,
  planReturn,
  recordOutcome,
  refuseWithSupport,
  stay,
  supportTheOthers,
  tell,
  withdraw,
} from './acts';
import { beside, join, keep, withDuty } from './context';
import { kit, must, set } from './kit';
import { reopen } from './machine-request';
import { messages } from './texts/messages';

/** In the order in which the criteria are shown; every one that fails comes back. */
export const approvalRules = must(
  'N-01',
  'N-12',
  'N-02',
  'gatekeeping.documents-confirmed',
  'N-11',
  'N-06',
  'N-05',
  'N-20',
  'N-13',
  'N-15',
  'N-07',
  'N-09',
  'gatekeeping.contact-plan',
  'N-08',
  'N-14',
  'N-03',
  'N-10',
  'gatekeeping.level',
);
const familyRules = must(
  'gatekeeping.of-this-case',
  'gatekeeping.happened',
  'N-02',
  'gatekeeping.contact-plan',
  'N-07',
  'N-08',
  'N-14',
  'N-03',
  'N-10',
);
const refusalRules = must('N-14', 'N-03', 'N-10', 'gatekeeping.level');

/** Decisions may be tried from any step: what is missing is named by N-03, never skipped. */
export const decisions = {
  'decision.approved': { target: '.approved', guard: approvalRules, actions: approve },
  'decision.refusedAlternativeCare': { target: '.familyDecided', guard: familyRules, actions: placeInFamily },
  'decision.refusedFamilySupport': { target: '.refusing', guard: refusalRules, actions: refuseWithSupport },
};

/** Passed through: many children of one village in one institution is a pattern that somebody must know (P-42). */
export const approved = kit.createStateConfig({
  always: [
    {
      guard: 'villagePattern',
      target: 'effective',
      actions: [tell('villagePattern', ['pdosvyDirector', 'mosvy'], messages.villagePattern)],
    },
    { target: 'effective' },
  ],
});

/** Passed through: the child lives there already, or is awaited; who is left out gets support at home. */
export const effective = kit.createStateConfig({
  always: [
    { guard: 'present', target: 'admitted', actions: stay },
    { guard: 'leavesOut', target: 'awaitingArrival', actions: supportTheOthers },
    { target: 'awaitingArrival' },
  ],
});

/** Passed through: who is left out of a decision for relatives or a foster family gets support at home. */
export const familyDecided = kit.createStateConfig({
  always: [{ guard: 'leavesOut', target: 'placing', actions: supportTheOthers }, { target: 'placing' }],
});

/** Passed through: a child who lives away from home returns by Form 4. */
export const refusing = kit.createStateConfig({
  always: [{ guard: 'away', target: 'placing', actions: [planReturn] }, { target: 'refused' }],
});

const askForInformation = {
  target: 'awaitingInfo',
  guard: must('gatekeeping.level'),
  actions: [set((context, given) => ({ anchors: { ...context.anchors, asked: given.now } }))],
};
const toCourt = {
  target: 'atCourt',
  guard: must('N-10', 'gatekeeping.level'),
  actions: [
    set((context, given) => ({
      duties: withDuty(context, 'deciders', given),
      anchors: { ...context.anchors, referred: given.now },
    })),
  ],
};

export const deciding = kit.createStateConfig({
  always: { guard: 'atMinistry', target: 'decidingMosvy' },
  meta: { task: { name: 'decide', role: 'pdosvyDirector', due: 'decision' } },
  on: {
    'decision.returnedForInfo': askForInformation,
    'decision.referredToCourt': toCourt,
    'decision.referredToMosvy': {
      target: 'decidingMosvy',
      actions: [set((context, given) => ({ ministry: true, anchors: { ...context.anchors, referred: given.now } }))],
    },
  },
});

export const decidingMosvy = kit.createStateConfig({
  meta: { task: { name: 'decideMosvy', role: 'mosvy', due: 'ministryDecision' } },
  on: { 'decision.returnedForInfo': askForInformation, 'decision.referredToCourt': toCourt },
});

const again = set((context, given) => ({
  anchors: keep(context.anchors, [...beside, 'submitted', 'form2', 'ladder'], {
    complete: given.now,
    referred: given.now,
  }),
}));

export const awaitingInfo = kit.createStateConfig({
  meta: { task: { name: 'provideInfo', role: 'dsw', due: 'information' } },
  on: {
    'info.provided': { target: 'deciding', actions: [again] },
    'assessment.reopened': reopen,
  },
});

const happened = must('gatekeeping.happened');

export const atCourt = kit.createStateConfig({
  meta: { task: { name: 'inquireCourt', role: 'districtSupervisor', due: 'courtInquiry' } },
  on: {
    'court.inquired': { target: 'atCourt', reenter: true, guard: happened, actions: [again] },
    'court.authorised': {
      target: 'deciding',
      guard: happened,
      actions: [set(() => ({ parents: 'overridden' as const })), again],
    },
    'court.refused': { target: 'refusing', guard: happened, actions: refuseWithSupport },
  },
});

/** The family is told, then has its time to appeal; support has begun already. */
export const refused = kit.createStateConfig({
  initial: 'informing',
  on: {
    'appeal.filed': {
      target: 'appealing',
      actions: [set((context, given) => ({ anchors: { ...context.anchors, referred: given.now } }))],
    },
  },
  states: {
    informing: {
      meta: { task: { name: 'notifyRefusal', role: 'dsw', due: 'notice' } },
      on: {
        'notice.delivered': {
          target: 'appealable',
          guard: must('gatekeeping.told', 'gatekeeping.happened'),
          actions: [
            set((context, given) => ({ informed: true, anchors: { ...context.anchors, informed: given.now } })),
          ],
        },
      },
    },
    appealable: {
      meta: { task: { name: 'helpAppeal', role: 'dsw', due: 'appealPeriod' } },
      after: { appealPeriod: '#gatekeeping.refusedFamilySupport' },
    },
  },
});

export const appealing = kit.createStateConfig({
  meta: { check: true, task: { name: 'decideAppeal', role: 'mosvy', due: 'ministryDecision' } },
  on: {
    'appeal.upheld': { target: '#gatekeeping.refusedFamilySupport', guard: must('N-10') },
    'appeal.overturned': {
      target: 'assessing',
      guard: must('N-10'),
      actions: [
        recordOutcome('REFUSAL_OVERTURNED'),
        set(({ duties }) => ({
          ministry: true,
          duties: { ...duties, deciders: [], overturned: join(duties.overturned, duties.deciders) },
        })),
        ...reopen.actions,
      ],
    },
  },
});

/** A request is taken back: the child is still at risk, so support opens. */
export const withdrawal = { target: '#gatekeeping.withdrawn', actions: withdraw };

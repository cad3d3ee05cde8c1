/** What runs beside the way and stops none of its clocks: visits, place, ownership, reviews, age, and how it ends. */
import { checkWelfare, holdReview } from './acts-visits';
import { persons, type Context, type Location, type Stand } from './context';
import { tellOfLoad } from './acts';
import { anchored, kit, must, set, tell, tellReceiver, tellSender } from './kit';
import { handTo } from './schedule';
import { messages } from './texts';

const stand = (as: Stand) => ({
  guard: { type: 'stands' as const, params: { as } },
  target: as,
  actions: set(() => ({ stand: as })),
});
const looked = set(() => ({ replan: false }));

/** How the visits stand: looked at anew whenever one of them changes or a day ends. */
export const schedule = kit.createStateConfig({
  initial: 'none',
  always: { guard: 'isReplanned', target: '.looking', actions: looked },
  states: {
    none: {},
    looking: {
      entry: checkWelfare,
      always: [
        stand('none'),
        stand('notSeen'),
        stand('overdue'),
        stand('due'),
        { target: 'onTrack', actions: set(() => ({ stand: 'onTrack' })) },
      ],
    },
    onTrack: {},
    due: {},
    overdue: { meta: { worry: true } },
    notSeen: { meta: { worry: true } },
  },
});

/** Waits for the next window or the next end of a day, whatever else happens. */
export const timetable = kit.createStateConfig({
  initial: 'still',
  always: { guard: 'isReplanned', target: '.looking', actions: looked },
  states: {
    still: {},
    looking: { always: [{ guard: 'hasNext', target: 'waiting' }, { target: 'still' }] },
    waiting: { after: { nextVisit: { target: 'still', actions: set(() => ({ replan: true })) } } },
  },
});

const isAt = (where: Location) => ({ guard: { type: 'isAt' as const, params: { where } }, target: where });

/** Where the child is. */
export const location = kit.createStateConfig({
  initial: 'inCare',
  always: { guard: 'isMoved', target: '.looking', actions: set(() => ({ moved: false })) },
  states: {
    looking: {
      always: [isAt('home'), isAt('away'), isAt('missing'), isAt('unknown'), isAt('abroad'), { target: 'inCare' }],
    },
    inCare: {},
    home: {},
    away: {},
    missing: { meta: { worry: true, task: { name: 'findChild', role: 'dsw', due: 'findChild', ladder: 'high' } } },
    unknown: { meta: { worry: true } },
    abroad: {},
  },
});

const returned = set(() => ({ offered: undefined }));
const ask = tellReceiver('transferOffered', ['dsw', 'districtSupervisor'], messages.transferOffered);

/** Who answers for the case: the sender, until a named worker of the other district accepts. Never nobody. */
export const ownership = kit.createStateConfig({
  initial: 'owned',
  states: {
    owned: {
      // the home of a child whom gatekeeping has handed over lies in another district
      always: { guard: 'isOffered', target: 'offered', actions: ask },
      on: {
        'transfer.proposed': {
          guard: must('family-reintegration.happened', 'family-reintegration.elsewhere'),
          target: 'offered',
          actions: [
            set((context, given) => ({ offered: given.data.to, ...anchored(context, { offered: given.now }) })),
            ask,
          ],
        },
      },
    },
    offered: {
      meta: { task: { name: 'acceptTransfer', role: 'dsw', due: 'transferProvince', at: 'guest' } },
      after: {
        transferProvince: {
          actions: [
            tell('transferUnanswered', ['pdosvyOfficer'], messages.transferUnanswered),
            tellReceiver('transferUnanswered', ['pdosvyOfficer'], messages.transferUnanswered),
          ],
        },
        transferMinistry: { actions: [tell('transferUnanswered', ['mosvy'], messages.transferUnanswered)] },
      },
      on: {
        'transfer.accepted': {
          guard: must(
            'family-reintegration.receiver',
            'family-reintegration.first-visit',
            'family-reintegration.office',
            'family-reintegration.workload',
          ),
          target: 'owned',
          actions: [
            tellOfLoad(({ offered }) => offered!),
            // those who answered for it so far, while the case is still theirs
            tellSender('transferAccepted', ['districtSupervisor', 'pdosvyOfficer'], messages.transferAccepted),
            set((context, { actor, data }) => {
              const worker = (data.worker as string | undefined) ?? actor.person;
              return {
                owner: context.offered!,
                offered: undefined,
                worker,
                visitor: undefined,
                home: { ...context.home, area: context.offered },
                visits: handTo(context.visits, worker),
              };
            }),
            tell('transferAccepted', ['districtSupervisor', 'pdosvyOfficer'], messages.transferAccepted),
          ],
        },
        'transfer.declined': {
          guard: must('family-reintegration.receiver'),
          target: 'owned',
          actions: [
            returned,
            tell('transferDeclined', ['dsw', 'districtSupervisor', 'pdosvyOfficer'], messages.transferDeclined),
          ],
        },
        'placement.handedOver': { target: 'offered', reenter: true, actions: ask },
        'transfer.withdrawn': { guard: must('family-reintegration.sender'), target: 'owned', actions: returned },
      },
    },
  },
});

/** Reviews of the placement: on their days, and at once when something sets one off. Before it, what the gate has decided. */
export const review = kit.createStateConfig({
  initial: 'none',
  on: { 'placement.handedOver': '.none' },
  states: {
    none: {
      always: [
        { guard: 'isPlaced', target: 'waiting' },
        { guard: 'isWanted', target: 'urgent' },
      ],
    },
    urgent: {
      meta: { task: { name: 'bringHome', role: 'dsw', due: 'bringHome', assignee: (c: Context) => c.worker } },
      always: [
        { guard: 'isPlaced', target: 'waiting' },
        { guard: 'isUnwanted', target: 'none' },
      ],
    },
    waiting: {
      always: [
        { guard: 'isUnplaced', target: 'none' },
        { guard: 'isWanted', target: 'due' },
      ],
      after: { reviewOpens: 'due' },
    },
    due: {
      meta: { task: { name: 'holdReview', role: 'districtSupervisor', due: 'holdReview' } },
      always: { guard: 'isUnplaced', target: 'none' },
      on: {
        'review.held': { guard: must('family-reintegration.happened'), target: 'waiting', actions: holdReview },
      },
    },
  },
});

/** Form 2 once more after P-19, again and again while the child lives with the family. */
export const reassessment = kit.createStateConfig({
  initial: 'none',
  states: {
    none: { always: { guard: 'isPlaced', target: 'planned' } },
    planned: {
      meta: { task: { name: 'reassess', role: 'dsw', due: 'reassess', assignee: (c: Context) => c.worker } },
      always: { guard: 'isUnplaced', target: 'none' },
    },
  },
});

/** Visits that a second person must check: one in so many, and every second one in a row without a fault. */
export const checks = kit.createStateConfig({
  initial: 'none',
  states: {
    none: { always: { guard: 'hasChecks', target: 'due' } },
    due: {
      meta: { check: true, task: { name: 'checkVisit', role: 'districtSupervisor', due: 'checkVisit' } },
      always: { guard: 'noChecks', target: 'none' },
    },
  },
});

/** The clock of the notes (P-20): each act of a person starts it anew, and so does each word that nothing was written. */
export const notes = kit.createStateConfig({
  initial: 'kept',
  states: {
    kept: {
      always: { guard: 'isNoted', target: 'kept', reenter: true, actions: set(() => ({ noting: false })) },
      after: {
        noteGap: {
          target: 'kept',
          reenter: true,
          actions: [
            set((context, { now }) => anchored(context, { noted: now })),
            tell('noteGap', ['dsw', 'districtSupervisor'], messages.noteGap),
          ],
        },
      },
    },
  },
});

const grown = {
  // a corrected birth date is counted anew
  'child.birth': {
    target: 'unknown' as const,
    actions: set((_c, { data }) => ({ birth: data.child.birth, age: 'unknown' })),
  },
};

/** The birthdays from which leaving care is prepared, and on which the rules for children end. */
export const age = kit.createStateConfig({
  initial: 'unknown',
  states: {
    unknown: {
      always: { guard: 'isBorn', target: 'minor', actions: set(() => ({ age: 'minor' })) },
      on: grown,
    },
    minor: { after: { nearlyAdult: 'nearlyAdult' }, on: grown },
    nearlyAdult: {
      entry: [
        set(() => ({ age: 'nearlyAdult' })),
        tell('seventeen', ['dsw', 'districtSupervisor'], messages.seventeen),
      ],
      meta: { task: { name: 'planAftercare', role: 'dsw', due: 'adult', assignee: (c: Context) => c.worker } },
      after: { adult: 'adult' },
      on: { ...grown, 'aftercare.offered': { actions: set(() => ({ aftercare: true })) } },
    },
    adult: {
      entry: [
        set((context, { now }) => ({ age: 'adult', ...anchored(context, { adult: now }) })),
        tell('eighteen', ['dsw', 'districtSupervisor', 'pdosvyOfficer'], messages.eighteen),
      ],
      meta: { task: { name: 'confirmAgeOut', role: 'districtSupervisor', due: 'ageOut' } },
      on: {
        ...grown,
        'aftercare.offered': { actions: set(() => ({ aftercare: true })) },
        'ageOut.confirmed': {
          guard: must('family-reintegration.aftercare', 'N-33'),
          target: '#family-reintegration.agedOut',
        },
      },
    },
  },
});

const propose = (ending: Context['ending']) =>
  set((context, given) => ({
    ending,
    duties: { ...context.duties, proposers: persons(given.actor) },
    ...anchored(context, { proposed: given.now }),
  }));
const sentBack = {
  'closing.sentBack': {
    target: 'none' as const,
    actions: set((context) => ({ ending: 'none' as const, duties: { ...context.duties, proposers: [] } })),
  },
};

/** How a case ends: somebody proposes it, somebody else decides. Everything goes on until then. */
export const ending = kit.createStateConfig({
  initial: 'none',
  states: {
    none: {
      on: {
        'closing.proposed': {
          guard: must('family-reintegration.happened', 'N-31', 'N-33', 'N-34', 'family-reintegration.court'),
          target: 'closing',
          actions: propose('closing'),
        },
        'loss.proposed': { guard: must('N-33', 'N-34'), target: 'loss', actions: propose('loss') },
        'withdrawal.recorded': {
          guard: must('family-reintegration.happened', 'N-33'),
          target: 'withdrawal',
          actions: propose('withdrawal'),
        },
      },
    },
    closing: {
      meta: { check: true, task: { name: 'approveClosing', role: 'districtSupervisor', due: 'approval' } },
      on: {
        'closing.approved': {
          guard: must('N-10', 'N-31', 'N-33', 'N-34', 'family-reintegration.court'),
          target: '#family-reintegration.sustained',
        },
        ...sentBack,
      },
    },
    loss: {
      meta: { check: true, task: { name: 'approveLoss', role: 'pdosvyOfficer', due: 'approval' } },
      on: {
        'loss.approved': { guard: must('N-10', 'N-33', 'N-34'), target: '#family-reintegration.lost' },
        ...sentBack,
      },
    },
    withdrawal: {
      meta: { check: true, task: { name: 'approveWithdrawal', role: 'districtSupervisor', due: 'approval' } },
      on: {
        'withdrawal.approved': { guard: must('N-10', 'N-33'), target: '#family-reintegration.withdrawn' },
        ...sentBack,
      },
    },
  },
});

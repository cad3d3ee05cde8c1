/** What runs beside the steps of a closure: freeze, appeal, private talks, lost children, staff, money, files. */
import { abandon, copyRecords } from './acts-children';
import { fileAppeal, freezeVisited, liftFreeze, noteAppeal, openIncident, upholdOrder, withdrawOrder } from './acts';
import { anchored, and, kit, must, set, tell } from './kit';
import { messages } from './texts';

const happened = must('institution-closure.happened');
const ordered = ['institution-closure.ordered', 'institution-closure.happened'];

const freezeSteps = {
  'freeze.acknowledged': {
    guard: must('institution-closure.understood'),
    actions: set(() => ({ acknowledged: true })),
  },
  'freezeVisit.recorded': { guard: happened, actions: freezeVisited },
};

/** The freeze is acknowledged by the director and seen on the spot, or who stands above learns of it. */
export const freeze = kit.createStateConfig({
  initial: 'none',
  states: {
    none: { always: { guard: 'isOrdered', target: 'pending' } },
    pending: {
      meta: { task: { name: 'acknowledgeFreeze', role: 'rciDirector', due: 'freeze', at: 'institution' } },
      always: { guard: 'isServed', target: 'served' },
      after: { freeze: 'escalated' },
      on: freezeSteps,
    },
    escalated: {
      meta: {
        worry: true,
        task: { name: 'enforceFreeze', role: 'districtSupervisor', due: 'enforceFreeze', ladder: 'high' },
      },
      entry: [
        set((context, { now }) => anchored(context, { escalated: now })),
        tell('freezeUnanswered', ['police', 'pdosvyDirector', 'mosvy'], messages.freezeUnanswered),
      ],
      always: { guard: 'isServed', target: 'served' },
      on: freezeSteps,
    },
    served: {},
  },
});

const noting = { 'appeal.filed': { guard: happened, actions: noteAppeal } };
const decides = must('institution-closure.happened', 'institution-closure.impartial');

/** An appeal changes nothing of the freeze; until it is decided there is no certificate. One decision has one that does so. */
export const appeal = kit.createStateConfig({
  initial: 'none',
  on: {
    'appeal.filed': [
      { guard: and(['isAppealable', must(...ordered)]), target: '.appealed', actions: fileAppeal },
      { guard: must(...ordered), actions: noteAppeal },
    ],
  },
  states: {
    none: {},
    appealed: {
      meta: { task: { name: 'decideAppeal', role: 'mosvy', due: 'appeal' } },
      on: {
        ...noting,
        'appeal.decided': [
          { guard: and(['isGranted', decides]), target: 'granted', actions: set(() => ({ appeal: 'granted' })) },
          { guard: decides, target: 'decided', actions: set(() => ({ appeal: 'decided' })) },
        ],
      },
    },
    // the order is to be withdrawn; what an inspection then finds decides
    granted: {
      meta: { worry: true, task: { name: 'withdrawOrder', role: 'mosvy', due: 'appeal', ladder: 'high' } },
      on: {
        ...noting,
        'order.upheld': { guard: happened, target: 'decided', actions: set(() => ({ appeal: 'decided' })) },
      },
    },
    decided: {},
  },
});

/** A withdrawn order: the freeze stays until a new inspection has found every standard met, and till then nothing else stops. */
export const withdrawal = kit.createStateConfig({
  initial: 'none',
  states: {
    none: {
      on: {
        'order.withdrawn': {
          guard: must(...ordered, 'institution-closure.reinspected'),
          target: 'reinspecting',
          actions: withdrawOrder,
        },
      },
    },
    reinspecting: {
      meta: { task: { name: 'liftFreeze', role: 'mosvy', due: 'lift', ladder: 'high' } },
      on: {
        'freeze.lifted': {
          guard: must('institution-closure.met'),
          target: '#institution-closure.withdrawn',
          actions: liftFreeze,
        },
        'order.upheld': { guard: happened, target: 'none', actions: upholdOrder },
      },
    },
  },
});

/** A private talk with each child, in time. */
export const screening = kit.createStateConfig({
  initial: 'none',
  states: {
    none: { always: { guard: 'toScreen', target: 'due' } },
    due: {
      meta: { task: { name: 'screenChildren', role: 'dsw', due: 'screen', ladder: 'high' } },
      always: { guard: 'allScreened', target: 'none' },
    },
  },
});

/** Children of the census whom nobody can find. */
export const lost = kit.createStateConfig({
  initial: 'none',
  states: {
    none: { always: { guard: 'someoneLost', target: 'searching' } },
    searching: {
      meta: { worry: true, task: { name: 'findChildren', role: 'dsw', due: 'screen', ladder: 'high' } },
      always: { guard: 'nobodyLost', target: 'none' },
    },
  },
});

/** A child is recorded in premises that are closed: somebody looks, whatever the watch has planned. */
export const returned = kit.createStateConfig({
  initial: 'none',
  states: {
    none: { always: { guard: 'someoneReturned', target: 'found' } },
    found: {
      meta: { worry: true, task: { name: 'lookAgain', role: 'pdosvyOfficer', due: 'lookAgain', ladder: 'high' } },
      on: {
        'visit.recorded': {
          guard: and(['lookedAt', must('institution-closure.happened', 'institution-closure.seen-there')]),
          target: 'none',
          actions: set(() => ({ returned: undefined })),
        },
      },
    },
  },
});

/** Staff are placed or released before the certificate, and planned for anew when a child lives there again. */
export const staff = kit.createStateConfig({
  initial: 'none',
  states: {
    none: { always: { guard: 'isOrdered', target: 'unknown' } },
    unknown: {
      meta: { task: { name: 'analyse', role: 'pdosvyOfficer', due: 'analysis' } },
      on: {
        'analysis.submitted': {
          target: 'planned',
          actions: set((_c, { data }) => ({ staff: 'planned', headcount: data.staff as number })),
        },
      },
    },
    planned: {
      meta: { task: { name: 'settleStaff', role: 'pdosvyOfficer', due: 'settle' } },
      on: {
        'staff.settled': {
          guard: must('institution-closure.vetted', 'institution-closure.everybody'),
          target: 'placedOrReleased',
          actions: set(() => ({ staff: 'settled' })),
        },
      },
    },
    placedOrReleased: { always: { guard: 'isPlannedAgain', target: 'planned' } },
  },
});

const enough = (money: 'enough' | 'short') =>
  set((context, { now }) => ({ money, ...anchored(context, { cash: now }) }));
const tellShort = tell('short', ['pdosvyDirector', 'mosvy'], messages.short);
const short = { target: 'short' as const, actions: [enough('short'), tellShort] };
const settled = (...more: string[]) => ({
  'assets.settled': {
    guard: must('institution-closure.happened', ...more),
    target: 'settled' as const,
    actions: set(() => ({ money: 'settled' })),
  },
});
/** The analysis says of the money what it found, also where it was looked at before. */
const analysed = {
  'analysis.submitted': [
    { guard: 'isUnanalysed' as const, target: 'enough' as const, actions: enough('enough') },
    { ...short, guard: 'isUnanalysedShort' as const },
  ],
};
/** Money that is told of before anybody has analysed it. */
const early = {
  'cash.checked': [
    { guard: and(['lasts', happened]), target: 'enough' as const, actions: enough('enough') },
    { ...short, guard: happened },
  ],
  'donor.left': { ...short, guard: happened },
};

/** The money lasts until the last child has left, and is checked every month; what the home owned has a new purpose. */
export const money = kit.createStateConfig({
  initial: 'none',
  states: {
    none: {
      always: [
        { guard: 'isShort', target: 'short' },
        { guard: 'isFunded', target: 'enough' },
        { guard: 'isOrdered', target: 'unknown' },
      ],
      // before the order it is kept in mind
      on: {
        'cash.checked': [
          { guard: and(['lasts', happened]), actions: enough('enough') },
          { guard: happened, actions: short.actions },
        ],
        'donor.left': { guard: happened, actions: short.actions },
      },
    },
    unknown: {
      on: {
        'analysis.submitted': [{ guard: 'lasts', target: 'enough', actions: enough('enough') }, short],
        ...early,
      },
    },
    enough: {
      meta: { task: { name: 'checkCash', role: 'pdosvyOfficer', due: 'cash' } },
      on: {
        'cash.checked': [
          { guard: and(['lasts', happened]), actions: enough('enough') },
          { ...short, guard: happened },
        ],
        'donor.left': { ...short, guard: happened },
        ...analysed,
        ...settled(),
      },
    },
    short: {
      meta: { worry: true, task: { name: 'secureFunding', role: 'pdosvyOfficer', due: 'secure', ladder: 'high' } },
      on: {
        'cash.checked': [
          { guard: and(['lasts', happened]), target: 'enough', actions: enough('enough') },
          { guard: happened, actions: enough('short') },
        ],
        ...analysed,
        ...settled('institution-closure.funded'),
      },
    },
    // it was given away, and a child lives there again
    settled: { always: { guard: 'isShort', target: 'short', actions: tellShort } },
  },
});

const destroying = {
  guard: happened,
  target: 'destroyed' as const,
  actions: set(() => ({ records: 'destroyed' as const })),
};
const copying = { 'records.copied': { guard: happened, actions: copyRecords } };

/** Files: listed with the census, copied before a child leaves, handed to the province at the end. */
export const records = kit.createStateConfig({
  initial: 'unlisted',
  states: {
    unlisted: {
      always: [
        { guard: 'isDestroyed', target: 'destroyed' },
        { guard: 'isCounted', target: 'kept' },
      ],
      on: { 'records.destroyed': destroying },
    },
    kept: {
      meta: { task: { name: 'fileRecords', role: 'pdosvyOfficer', due: 'settle' } },
      on: {
        ...copying,
        'records.destroyed': destroying,
        'records.filed': {
          guard: must('institution-closure.happened', 'institution-closure.all-gone'),
          target: 'filed',
          actions: set(() => ({ records: 'filed' })),
        },
      },
    },
    destroyed: {
      meta: { worry: true, task: { name: 'rebuildRecords', role: 'pdosvyOfficer', due: 'rebuild', ladder: 'high' } },
      entry: [
        openIncident('RECORDS_DESTROYED', 'pdosvyDirector', messages.recordsDestroyed),
        tell('recordsDestroyed', ['police', 'pdosvyDirector', 'mosvy'], messages.recordsDestroyed),
      ],
      on: {
        ...copying,
        'records.rebuilt': [
          { guard: and(['isCounted', happened]), target: 'kept', actions: set(() => ({ records: 'kept' })) },
          { guard: happened, target: 'unlisted', actions: set(() => ({ records: 'unlisted' })) },
        ],
      },
    },
    // a child who was found, or is back, takes its file along like all others
    filed: {
      always: { guard: 'someoneToLeave', target: 'kept', actions: set(() => ({ records: 'kept' })) },
      on: {
        'records.copied': { guard: must(...ordered), actions: copyRecords },
        'records.destroyed': { ...destroying, guard: must(...ordered) },
      },
    },
  },
});

/** The provider walks away in the middle: the state takes custody of every child. */
export const provider = kit.createStateConfig({
  initial: 'there',
  states: {
    there: {
      always: { guard: 'wasAbandoned', target: 'gone' },
      on: { 'abandonment.recorded': { guard: must(...ordered), actions: abandon } },
    },
    gone: { meta: { worry: true } },
  },
});

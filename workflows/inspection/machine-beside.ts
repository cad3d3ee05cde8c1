/** What runs beside the steps: danger first, the alarm, the youngest, the actions' clocks, the sanctions, the publication. */
import { placeYoung, reportAbuse, reportDanger } from './acts';
import { changeRating, lift, order, overdue, publish, reinspect } from './acts-after';
import { anchored, kit, must, set, tell } from './kit';
import { messages } from './texts';

/** Danger is told at any time, before anything else. */
const dangerous = { 'safety.reported': { actions: reportDanger } };

/** The duty to report abuse (P-14): while it is open, no report can be submitted. */
export const safety = kit.createStateConfig({
  initial: 'clear',
  on: dangerous,
  states: {
    clear: { always: { guard: 'isDisclosed', target: 'open' } },
    open: {
      meta: { worry: true, task: { name: 'reportAbuse', role: 'dsw', due: 'reportAbuse', ladder: 'high' } },
      after: {
        reportAbuse: { actions: tell('abuseOverdue', ['districtSupervisor', 'pdosvyOfficer'], messages.abuseOverdue) },
        reportLimit: { actions: tell('abuseLimit', ['pdosvyDirector', 'mosvy'], messages.abuseOverdue) },
      },
      on: {
        'abuse.reported': { guard: must('N-36'), target: 'clear', actions: reportAbuse },
      },
    },
  },
});

/** Province and ministry take note within the hour (B.4.3). */
export const alarm = kit.createStateConfig({
  initial: 'silent',
  states: {
    silent: { always: { guard: 'isAlarmed', target: 'raised' } },
    raised: {
      meta: { worry: true, task: { name: 'hearAlarm', role: 'pdosvyDirector', due: 'hearAlarm', ladder: 'high' } },
      after: { hearAlarm: { actions: tell('unheard', ['pdosvyDirector', 'mosvy'], messages.critical) } },
      on: {
        'alarm.acknowledged': {
          guard: must('inspection.police'),
          target: 'silent',
          actions: set(() => ({ alarm: false })),
        },
      },
    },
  },
});

/** A child under three goes to an emergency foster family within a day, with somebody who sees to it. */
export const fostering = kit.createStateConfig({
  initial: 'none',
  states: {
    none: { always: { guard: 'hasUnderThree', target: 'seeking' } },
    seeking: {
      meta: { worry: true, task: { name: 'arrangeFoster', role: 'dsw', due: 'foster', ladder: 'high' } },
      after: { foster: { actions: tell('unfostered', ['pdosvyDirector', 'mosvy'], messages.unfostered) } },
      on: {
        'fostering.arranged': { guard: must('N-36'), actions: placeYoung },
      },
      always: { guard: 'hasNoUnderThree', target: 'none' },
    },
  },
});

/** One action seen by another team, in whatever state the inspection is. */
const seen = {
  'visit.recorded': {
    guard: must('N-36', 'N-40', 'inspection.lead', 'inspection.otherLead', 'inspection.action', 'inspection.evidence'),
    actions: reinspect,
  },
};

/** The clocks of the corrective actions, one after the other. */
export const actions = kit.createStateConfig({
  initial: 'none',
  states: {
    none: { always: { guard: 'hasActions', target: 'watching' } },
    watching: {
      always: { guard: 'isCorrected', target: 'over' },
      on: {
        ...seen,
        // what is found now may be due before all others
        'safety.reported': { target: 'watching', reenter: true },
      },
      after: {
        nextAction: [
          { guard: 'hasActions', target: 'watching', reenter: true, actions: overdue },
          { target: 'over', actions: overdue },
        ],
      },
    },
    over: { always: { guard: 'hasActions', target: 'watching' }, on: seen },
  },
});

const ordered = {
  guard: must('inspection.noInterest', 'inspection.ladder'),
  target: '#inspection.open.sanction.ordered',
  actions: order,
};

/** What is not done by its day climbs: written warning, suspension, the recommendation to close. */
export const sanction = kit.createStateConfig({
  initial: 'none',
  states: {
    none: {
      always: [
        { guard: 'isUnresolved', target: 'asked' },
        { guard: 'waitsForStanding', target: 'standing' },
      ],
    },
    asked: {
      meta: { worry: true, task: { name: 'decideSanction', role: 'mosvy', due: 'decide', ladder: 'high' } },
      always: { guard: 'isResolved', target: 'none' },
      on: { 'sanction.ordered': ordered },
    },
    ordered: {
      meta: { task: { name: 'followOrder', role: 'pdosvyOfficer', due: 'respite' } },
      always: [
        { guard: 'isClosing', target: 'closing' },
        { guard: 'isResolved', target: 'none' },
      ],
      after: {
        respite: {
          target: 'asked',
          actions: set((context, { now }) => anchored(context, { asked: now })),
        },
      },
    },
    // all is corrected, and admissions are still stopped
    standing: {
      meta: { task: { name: 'decideStanding', role: 'mosvy', due: 'decide' } },
      always: { guard: 'isUnfrozen', target: 'none' },
      on: {
        'standing.lifted': { guard: must('inspection.noInterest'), target: 'none', actions: lift },
        'sanction.ordered': ordered,
      },
    },
    closing: {},
  },
});

const rated = (target?: string) => ({
  'rating.changed': {
    guard: must('inspection.noInterest', 'inspection.classifier', 'inspection.reclassifier', 'inspection.critical'),
    ...(target && { target }),
    actions: changeRating,
  },
});
const doubts = { guard: 'isDoubted' as const, target: 'doubted' };

/** The ministry publishes the newest rating, never anything of a child; none that leaves out a trigger found since. */
export const publication = kit.createStateConfig({
  initial: 'none',
  states: {
    none: { always: { guard: 'isRated', target: 'pending' } },
    pending: {
      meta: { task: { name: 'publishRating', role: 'mosvy', due: 'publish' } },
      always: doubts,
      on: { 'rating.published': { target: 'published', actions: publish }, ...rated() },
    },
    published: { always: doubts, on: rated('pending') },
    doubted: {
      meta: { worry: true, task: { name: 'rateAgain', role: 'pdosvyDirector', due: 'rateAgain', ladder: 'high' } },
      on: rated('pending'),
    },
  },
});

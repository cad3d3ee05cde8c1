/** The steps of an inspection, one after the other. */
import { assignTeam, replaceTeam, closeVisit, enter, issue, refuseEntry, submit } from './acts';
import { classify, propose, sendBack, settle } from './acts-after';
import type { Context, Kind } from './context';
import { kit, must, tell } from './kit';
import type { DeadlineName } from './deadlines';
import { messages } from './texts';

const lead = ({ lead: person }: Context): string | undefined => person;
const cancel = {
  'inspection.cancelled': {
    guard: must('inspection.noInterest', 'inspection.cancel'),
    target: '#inspection.cancelled',
    actions: tell('cancelled', ['pdosvyDirector', 'mosvy'], messages.cancelled),
  },
};
const assigned = {
  'team.assigned': {
    guard: must('N-40', 'inspection.noInterest', 'inspection.lead'),
    target: '#inspection.open.way.packing',
    actions: assignTeam,
  },
};
/** A member who is tied since then is replaced at the place; who comes sees it for themselves, and signs. */
const replaced = {
  'team.assigned': { guard: must('N-40', 'inspection.noInterest', 'inspection.lead'), actions: replaceTeam },
};
const issued = {
  guard: must('inspection.team', 'inspection.package'),
  target: '#inspection.open.way.ready',
  actions: issue,
};

/** Waiting for the door, by the clock of its kind. */
const waiting = (due: DeadlineName) => ({
  meta: { task: { name: due, role: 'districtSupervisor' as const, due, ladder: 'high' as const, assignee: lead } },
  after: { [due]: { actions: tell('notEntered', ['pdosvyDirector', 'mosvy'], messages.notEntered) } },
});
const isKind = (kind: Kind) => ({ type: 'isKind' as const, params: { kind } });

/** Another lead has seen that all is done: there is nothing left to plan. */
const mended = { guard: 'isFlawless' as const, target: 'over', actions: settle };
const proposed = {
  'plan.imposed': {
    guard: must('inspection.noInterest', 'inspection.answered'),
    target: 'correcting',
    actions: settle,
  },
};

export const way = kit.createStateConfig({
  initial: 'assigning',
  states: {
    assigning: {
      initial: 'whose',
      on: { ...cancel, ...assigned },
      states: {
        whose: { always: [{ guard: 'isState', target: 'province' }, { target: 'district' }] },
        district: {
          meta: { task: { name: 'assignTeam', role: 'districtSupervisor', due: 'assign', ladder: 'high' } },
        },
        province: {
          meta: { task: { name: 'assignTeamState', role: 'pdosvyOfficer', due: 'assign', ladder: 'high' } },
        },
      },
    },
    packing: {
      meta: { task: { name: 'issuePackage', role: 'districtSupervisor', due: 'issue', assignee: lead } },
      on: { ...cancel, ...assigned, 'package.issued': issued },
    },
    ready: {
      initial: 'which',
      on: {
        ...cancel,
        ...assigned,
        'package.issued': issued,
        'entry.recorded': {
          guard: must('inspection.team', 'inspection.sign', 'inspection.position'),
          target: 'onSite',
          actions: enter,
        },
        'entry.refused': { guard: must('inspection.team'), target: 'classifying', actions: refuseEntry },
      },
      states: {
        which: {
          always: [
            { guard: isKind('abuse'), target: 'sameDay' },
            { guard: isKind('complaint'), target: 'within' },
            { target: 'onDay' },
          ],
        },
        onDay: waiting('enterOnDay'),
        sameDay: waiting('enterSameDay'),
        within: waiting('enterWithin'),
      },
    },
    onSite: {
      initial: 'inspecting',
      on: replaced,
      states: {
        inspecting: {
          meta: { task: { name: 'holdExit', role: 'districtSupervisor', due: 'holdExit', assignee: lead } },
          on: {
            'exitMeeting.held': {
              guard: must('inspection.team', 'inspection.exit'),
              target: 'reporting',
              actions: closeVisit,
            },
          },
        },
        reporting: {
          meta: {
            task: { name: 'submitReport', role: 'districtSupervisor', due: 'submit', ladder: 'high', assignee: lead },
          },
          on: {
            'report.submitted': {
              guard: must(
                'N-36',
                'N-41',
                'N-42',
                'inspection.team',
                'inspection.complete',
                'inspection.photos',
                'inspection.talks',
                'inspection.safetyFirst',
                'inspection.signed',
                'inspection.untied',
              ),
              target: '#inspection.open.way.classifying',
              actions: submit,
            },
          },
        },
      },
    },
    classifying: {
      meta: { check: true, task: { name: 'classify', role: 'pdosvyOfficer', due: 'classify' } },
      on: {
        'report.classified': {
          guard: must('inspection.noInterest', 'inspection.classifier', 'inspection.proposal', 'inspection.critical'),
          target: 'remedy',
          actions: classify,
        },
      },
    },
    remedy: {
      initial: 'which',
      states: {
        which: {
          always: [
            // who kept the team out has nothing to correct yet: the sanction and the next inspection answer it
            { guard: 'isRefused', target: 'over' },
            mended,
            { target: 'planning' },
          ],
        },
        planning: {
          meta: {
            worry: true,
            task: { name: 'writePlan', role: 'rciDirector', due: 'writePlan', at: 'institution' },
          },
          after: {
            writePlan: { actions: tell('planOverdue', ['pdosvyOfficer', 'pdosvyDirector'], messages.planOverdue) },
          },
          always: mended,
          on: {
            ...proposed,
            'plan.submitted': { guard: must('inspection.answered'), target: 'reviewing', actions: propose },
          },
        },
        reviewing: {
          meta: { check: true, task: { name: 'reviewPlan', role: 'pdosvyOfficer', due: 'reviewPlan' } },
          always: mended,
          on: {
            ...proposed,
            'plan.accepted': {
              guard: must('inspection.noInterest', 'inspection.stillAnswered'),
              target: 'correcting',
              actions: settle,
            },
            'plan.sentBack': { guard: must('inspection.noInterest'), target: 'planning', actions: sendBack },
          },
        },
        correcting: {
          meta: { task: { name: 'seeCorrections', role: 'pdosvyOfficer', due: 'correct' } },
          always: { guard: 'isCorrected', target: 'over' },
        },
        // danger that came to light afterwards has an action of its own
        over: { always: { guard: 'isToCorrect', target: 'correcting' } },
      },
    },
  },
});

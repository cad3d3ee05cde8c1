/** An inspection from the plan to the published rating, with the ladder that follows what was found. */
import { fostering, actions, alarm, publication, safety, sanction } from './machine-beside';
import { way } from './machine-way';
import { complain, draw, plan, require } from './acts';
import { noteStanding } from './acts-after';
import { initialContext } from './context';
import { and, kit, must, set, tell } from './kit';
import { messages } from './texts';

/** A finished inspection keeps its institution, its team and every action; all else is in the journal. */
const ended = (outcome: string) => ({
  type: 'final' as const,
  meta: { outcome },
  entry: [
    set(({ id, area, institution, enteredOn, announced, team, rating, raters, hard, visits }) => ({
      ...initialContext({ id, area }),
      institution,
      announced,
      enteredOn,
      team,
      rating,
      raters,
      hard,
      visits,
      plannedOn: undefined,
      lead: undefined,
      checklist: undefined,
      proposal: undefined,
      outcome,
    })),
  ],
});
const told = tell('opened', ['districtSupervisor', 'pdosvyOfficer'], messages.opened);

export const machine = kit.createMachine({
  id: 'inspection',
  initial: 'new',
  context: ({ input }) => initialContext(input),
  states: {
    new: {
      on: {
        'inspection.planned': {
          guard: must('inspection.ahead', 'inspection.mandate', 'inspection.noInterest'),
          target: 'open',
          actions: [plan, told],
        },
        'inspection.drawn': {
          guard: must('inspection.lot', 'inspection.ahead', 'inspection.mandate', 'inspection.noInterest'),
          target: 'open',
          actions: [draw, told],
        },
        'complaint.received': {
          guard: must('N-36', 'inspection.mandate'),
          target: 'open',
          actions: [complain, told],
        },
        // by the register, where a procedure asks for it
        'inspection.required': { guard: must('inspection.ahead'), target: 'open', actions: [require, told] },
      },
    },
    open: {
      type: 'parallel',
      always: [
        { guard: 'endsUnregistered', target: 'unregisteredFound' },
        { guard: 'endsInClosure', target: 'closureRecommended' },
        { guard: 'endsRefused', target: 'entryRefused' },
        { guard: 'endsCompliant', target: 'compliant' },
      ],
      on: {
        'institution.standing': [
          { guard: and(['isClosed', 'maySafelyEnd']), target: 'institutionClosed' },
          { actions: [noteStanding, tell('standing', ['pdosvyOfficer'], messages.standing)] },
        ],
      },
      states: { way, publication, safety, alarm, fostering, actions, sanction },
    },
    compliant: ended('COMPLIANT'),
    closureRecommended: ended('CLOSURE_RECOMMENDED'),
    unregisteredFound: ended('UNREGISTERED_FOUND'),
    entryRefused: ended('ENTRY_REFUSED'),
    institutionClosed: ended('INSTITUTION_CLOSED'),
    cancelled: ended('CANCELLED'),
  },
});

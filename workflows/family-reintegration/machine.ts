/** A child's way home: from Form 1 to a closure that can be defended, with everything that can happen on it. */
import { dueAfter } from '../time';
import { identify, noteCareReview, noteOrder, raised, relocate, takeHandOver, takeOver, wanted } from './acts';
import { tellOfGhosts } from './acts-visits';
import { isAway, isBack, joinClosure, tellClosure } from './closing';
import { initialContext, type Where } from './context';
import { effect, kit, must, noting, recordFact, set, tell } from './kit';
import {
  age,
  checks,
  ending,
  location,
  notes,
  ownership,
  reassessment,
  review,
  schedule,
  timetable,
} from './machine-beside';
import { protection, safety, siblings } from './machine-safety';
import { way } from './machine-way';
import { messages } from './texts';

/** A closed case keeps its child, its owner and every visit; all else is in the journal. */
const ended = (outcome: string) => ({
  type: 'final' as const,
  meta: { outcome },
  entry: [
    set(({ id, area, owner, child, stays, visits }) => ({
      ...initialContext({ id, area }),
      owner,
      child,
      stays,
      visits,
      birth: undefined,
      worker: undefined,
      offered: undefined,
      placement: undefined,
      ready: undefined,
      lastSeen: undefined,
      protectedUntil: undefined,
      shortened: undefined,
      visitor: undefined,
      outcome,
    })),
  ],
});

const died = {
  target: '#family-reintegration.died',
  actions: [
    effect('incident.open', (context, given) => ({
      kind: 'CHILD_DIED',
      children: [context.child!],
      role: 'pdosvyDirector',
      ladder: 'high',
      due: dueAfter(given.now, given.parameters.values['P-38'], given, 'P-38').at,
      text: messages.childDied,
    })),
    tell('childDied', ['districtSupervisor', 'pdosvyDirector', 'mosvy'], messages.childDied),
  ],
};
const courtOrder = [
  noteOrder,
  effect('incident.open', (context, given) => ({
    kind: context.court.length > 1 ? 'COURT_ORDERS_CONFLICT' : 'COURT_ORDER',
    children: [context.child!],
    role: 'pdosvyDirector',
    ladder: 'high',
    due: dueAfter(given.now, given.parameters.values['P-38'], given, 'P-38').at,
    text: context.court.length > 1 ? messages.conflictingOrders : messages.courtOrder,
  })),
  tell('courtOrder', ['districtSupervisor', 'pdosvyDirector', 'mosvy'], messages.courtOrder),
];
const happened = must('family-reintegration.happened');
const whereOf = ({ data }: { data: { where: string } }) => ({ where: data.where });
const since = ({ data }: { data: { since: string } }) => data.since;

export const machine = kit.createMachine(
  noting({
    id: 'family-reintegration',
    initial: 'new',
    context: ({ input }) => initialContext(input),
    states: {
      new: {
        on: {
          'child.identified': {
            guard: must('family-reintegration.once', 'family-reintegration.investigation'),
            target: 'open',
            actions: [identify, tell('identified', ['dsw', 'districtSupervisor'], messages.identified)],
          },
          'placement.imported': {
            guard: must('family-reintegration.once', 'family-reintegration.happened'),
            target: 'open',
            actions: [takeOver],
          },
          'placement.handedOver': {
            guard: must('family-reintegration.once', 'family-reintegration.happened'),
            target: 'open',
            actions: [
              takeHandOver,
              tellClosure('placed'),
              tell('placed', ['dsw', 'districtSupervisor', 'commune'], messages.placed),
            ],
          },
        },
      },
      open: {
        type: 'parallel',
        on: {
          'child.missing': {
            guard: happened,
            actions: [
              tellOfGhosts(since),
              relocate(() => 'missing', since),
              set((context, given) => (context.placement ? raised(context, given) : {})),
              recordFact('missing', 'since'),
              tellClosure('missing'),
              tell('childMissing', ['police', 'dsw', 'districtSupervisor', 'pdosvyOfficer'], messages.childMissing),
            ],
          },
          'child.found': {
            guard: happened,
            actions: [
              relocate(
                ({ data }) => data.where as Where,
                ({ data }) => data.on as string,
              ),
              set((context, given) => wanted(context, given)),
              recordFact('found', 'on', whereOf),
              tellClosure('found', isBack),
              tell('childFound', ['police', 'dsw', 'districtSupervisor', 'pdosvyOfficer'], messages.childFound),
            ],
          },
          'location.recorded': {
            guard: happened,
            actions: [
              tellOfGhosts(since),
              relocate(({ data }) => data.where as Where, since),
              recordFact('other', 'since', whereOf),
              tellClosure('missing', isAway),
              tell('location', ['dsw', 'districtSupervisor'], messages.location),
            ],
          },
          'closure.joined': {
            actions: [joinClosure, tell('closureJoined', ['dsw', 'districtSupervisor'], messages.closureJoined)],
          },
          'careReview.recorded': {
            actions: [
              noteCareReview,
              kit.enqueueActions(({ event, enqueue }) => {
                if (event.data.outcome !== 'continue')
                  enqueue(tell('bringHome', ['dsw', 'districtSupervisor'], messages.bringHome));
              }),
            ],
          },
          'courtOrder.recorded': { guard: happened, actions: [...courtOrder, recordFact('courtOrder', 'on')] },
          'child.courtOrder': { actions: courtOrder },
          'courtOrder.cleared': {
            guard: must('family-reintegration.ordered'),
            actions: [
              set(() => ({ court: [] })),
              ...['COURT_ORDER', 'COURT_ORDERS_CONFLICT'].map((kind) =>
                effect('incident.resolve', (context) => ({
                  kind,
                  children: [context.child!],
                  reason: 'court answered',
                })),
              ),
            ],
          },
          'death.recorded': {
            ...died,
            guard: happened,
            actions: [...died.actions, recordFact('death', 'diedOn')],
          },
          'child.died': died,
          'handedOver.recorded': {
            guard: must('family-reintegration.happened', 'N-33'),
            target: '#family-reintegration.transferred',
          },
        },
        states: {
          way,
          ending,
          location,
          safety,
          siblings,
          protection,
          schedule,
          timetable,
          ownership,
          review,
          reassessment,
          checks,
          notes,
          age,
        },
      },
      sustained: ended('CLOSED_SUSTAINED'),
      transferred: ended('CLOSED_TRANSFERRED'),
      agedOut: ended('CLOSED_AGED_OUT'),
      died: ended('CLOSED_DIED'),
      lost: ended('LOST_TO_FOLLOW_UP'),
      replaced: ended('REPLACED_RCI'),
      withdrawn: ended('WITHDRAWN_BY_FAMILY'),
    },
  }),
);

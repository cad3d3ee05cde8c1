/** A closure: from the first word with the provider to a certificate that can be defended, and the watch after it. */
import {
  certify,
  confirmUnnamed,
  engage,
  explainUnnamed,
  extend,
  noteReopened,
  noteSigns,
  obstruct,
  recordWatch,
  signOrder,
} from './acts';
import {
  clear,
  confirmUntalked,
  endMove,
  locate,
  receive,
  screen,
  seal,
  settle,
  supplement,
  verify,
} from './acts-children';
import { confirmDeath, noteDeaths, noteRevived, notice } from './acts-facts';
import { correct } from './acts-records';
import { progress } from './acts-told';
import { initialContext } from './context';
import { anchored, and, kit, must, set, tell } from './kit';
import {
  appeal,
  freeze,
  lost,
  money,
  provider,
  records,
  returned,
  screening,
  staff,
  withdrawal,
} from './machine-beside';
import { messages } from './texts';

/** A closed case keeps its institution, its children, the extensions and every visit; all else is in the journal. */
const ended = (outcome: string) => ({
  type: 'final' as const,
  meta: { outcome },
  entry: [
    set(({ id, area, institution, kind, ordered, certified, sealed, children, merges, extensions, visits }) => ({
      ...initialContext({ id, area }),
      institution,
      kind,
      ordered,
      certified,
      sealed,
      children,
      merges,
      extensions,
      visits,
      target: undefined,
      returned: undefined,
      before: undefined,
      newcomers: undefined,
      explainedBy: undefined,
      filers: undefined,
      contested: undefined,
      headcount: undefined,
      outcome,
    })),
  ],
});

const happened = 'institution-closure.happened';
const ordered = 'institution-closure.ordered';
const mandate = 'institution-closure.mandate';
const seen = 'institution-closure.seen-there';
const orderRules = ['institution-closure.once', 'institution-closure.capacity', 'institution-closure.target'];
const direct = {
  guard: must(...orderRules, mandate, 'institution-closure.direct'),
  actions: signOrder,
};
/** Somebody is there again, or a child came back or was found: nothing is empty yet. */
const notEmpty = { guard: 'someoneLeft' as const, target: 'moving' as const };
const given = { 'engagement.ended': '#institution-closure.ended' };

const steps = kit.createStateConfig({
  initial: 'opening',
  states: {
    opening: { always: [{ guard: 'isOrdered', target: 'census' }, { target: 'engaged' }] },
    engaged: {
      meta: { task: { name: 'checkCapacity', role: 'pdosvyOfficer', due: 'checkCapacity' } },
      on: {
        ...given,
        'capacity.checked': {
          guard: must(happened),
          target: 'ready',
          actions: [set(() => ({ checked: true })), tell('ready', ['mosvy'], messages.ready)],
        },
        'order.signed': { ...direct, target: 'census' },
      },
    },
    ready: {
      meta: { task: { name: 'signOrder', role: 'mosvy', due: 'signOrder' } },
      on: { ...given, 'order.signed': { guard: must(...orderRules), target: 'census', actions: signOrder } },
    },
    census: {
      meta: { task: { name: 'sealCensus', role: 'pdosvyOfficer', due: 'census', ladder: 'high' } },
      on: {
        'census.sealed': {
          guard: must(
            happened,
            'institution-closure.team',
            'institution-closure.signed',
            'institution-closure.as-decided',
            'N-42',
          ),
          target: 'assessing',
          actions: seal,
        },
      },
    },
    assessing: {
      meta: { task: { name: 'assessChildren', role: 'pdosvyOfficer', due: 'assess' } },
      always: [
        { guard: 'allAssessed', target: 'planning' },
        { guard: 'wasAbandoned', target: 'assessingAtOnce' },
      ],
    },
    // without the provider every child is at risk
    assessingAtOnce: {
      meta: { task: { name: 'assessChildren', role: 'pdosvyOfficer', due: 'assessAtOnce', ladder: 'high' } },
      always: { guard: 'allAssessed', target: 'planning' },
    },
    planning: {
      meta: { task: { name: 'planChildren', role: 'pdosvyOfficer', due: 'plan' } },
      always: { guard: 'allPlanned', target: 'moving' },
    },
    moving: {
      meta: { task: { name: 'moveChildren', role: 'pdosvyOfficer', due: 'move' } },
      always: { guard: 'allGone', target: 'emptied' },
    },
    emptied: {
      meta: { task: { name: 'emptyPremises', role: 'pdosvyOfficer', due: 'empty' } },
      always: notEmpty,
      on: {
        'premises.emptied': {
          guard: must(happened, 'institution-closure.after-last', 'N-21'),
          target: 'verifying',
          actions: [
            set((context, { now }) => anchored(context, { emptied: now })),
            tell('emptied', ['pdosvyDirector', 'mosvy'], messages.emptied),
          ],
        },
      },
    },
    verifying: {
      meta: { check: true, task: { name: 'verify', role: 'mosvy', due: 'verify' } },
      always: notEmpty,
      on: {
        'verification.recorded': [
          {
            guard: and([
              'foundEmpty',
              must(happened, 'institution-closure.unannounced', 'institution-closure.after-last', 'N-10', 'N-21'),
            ]),
            target: 'certifying',
          },
          {
            guard: and(['foundSomebody', must(happened)]),
            target: 'emptied',
            actions: [tell('notEmpty', ['pdosvyOfficer', 'pdosvyDirector'], messages.notEmpty)],
          },
        ],
      },
    },
    certifying: {
      meta: { check: true, task: { name: 'certify', role: 'mosvy', due: 'certify' } },
      always: notEmpty,
      on: {
        'certificate.signed': {
          guard: must('N-10', 'N-21', 'institution-closure.regions', 'institution-closure.memorandum'),
          target: 'surveillance',
          actions: certify,
        },
      },
    },
    surveillance: {
      meta: { task: { name: 'keepWatch', role: 'districtSupervisor', due: 'watch' } },
      always: { guard: 'allVisited', target: 'watched' },
      on: {
        'visit.recorded': [
          {
            // seen on whatever day: what is found is never refused
            guard: and(['isInhabited', must(happened, seen)]),
            target: '#institution-closure.reopened',
            actions: noteReopened,
          },
          { guard: and(['hasSigns', must(happened, seen)]), actions: noteSigns },
          { guard: must(happened, seen, 'institution-closure.window'), actions: recordWatch },
        ],
      },
    },
    watched: {
      always: [
        { guard: 'wasAbandoned', target: '#institution-closure.abandoned' },
        { guard: 'isTransition', target: '#institution-closure.transitioned' },
        { target: '#institution-closure.archived' },
      ],
    },
  },
});

const listed = 'institution-closure.listed';

export const machine = kit.createMachine({
  id: 'institution-closure',
  initial: 'new',
  context: ({ input }) => initialContext(input),
  states: {
    new: {
      on: {
        'engagement.recorded': {
          guard: must(happened, 'institution-closure.once', mandate),
          target: 'open',
          actions: [engage, tell('engaged', ['pdosvyDirector', 'mosvy'], messages.engaged)],
        },
        'order.signed': { ...direct, target: 'open' },
      },
    },
    open: {
      type: 'parallel',
      on: {
        'obstruction.recorded': { guard: must(happened), actions: obstruct },
        'census.supplemented': {
          guard: must(
            happened,
            ordered,
            'institution-closure.counted',
            'institution-closure.team',
            'institution-closure.as-decided',
            'institution-closure.new-children',
            'institution-closure.found-where',
          ),
          actions: supplement,
        },
        'unnamed.explained': {
          guard: must(happened, ordered, 'institution-closure.unnamed'),
          actions: explainUnnamed,
        },
        'unnamed.confirmed': {
          guard: must(happened, ordered, 'institution-closure.second'),
          actions: confirmUnnamed,
        },
        'child.screened': {
          guard: must(happened, ordered, 'institution-closure.of-census', 'institution-closure.alone'),
          actions: screen,
        },
        'untalked.confirmed': {
          guard: must(happened, ordered, 'institution-closure.talk-second'),
          actions: confirmUntalked,
        },
        'child.cleared': {
          guard: must(
            ordered,
            listed,
            'N-22',
            'N-33',
            'N-13',
            'institution-closure.of-age',
            'institution-closure.need-first',
            'institution-closure.group',
          ),
          actions: clear,
        },
        'child.moveEnded': { guard: must(happened, ordered, listed), actions: endMove },
        'child.settled': {
          guard: must(happened, ordered, listed, 'N-24', 'N-33', 'institution-closure.independent'),
          actions: settle,
        },
        'child.arrived': {
          guard: must(happened, ordered, listed, 'institution-closure.arrived'),
          actions: receive,
        },
        'child.located': { guard: must(happened, 'institution-closure.lost'), actions: locate },
        'destination.verified': {
          guard: must(happened, ordered, 'N-10', 'institution-closure.seen'),
          actions: verify,
        },
        'child.progressed': { actions: progress },
        'child.died': { actions: [...correct, ...noteDeaths] },
        'child.revived': { actions: noteRevived },
        'child.noticed': {
          guard: 'isNoticed',
          actions: notice,
        },
        'death.confirmed': {
          guard: must(happened, ordered, 'institution-closure.death'),
          actions: confirmDeath,
        },
        'child.corrected': { actions: correct },
        'extension.signed': { guard: must(ordered, 'institution-closure.target'), actions: extend },
      },
      states: { steps, freeze, appeal, withdrawal, screening, lost, returned, staff, money, records, provider },
    },
    archived: ended('CLOSED_VERIFIED'),
    transitioned: ended('TRANSITIONED'),
    abandoned: ended('ABANDONED_BY_PROVIDER'),
    reopened: ended('REOPENED_UNLAWFULLY'),
    withdrawn: ended('ORDER_WITHDRAWN'),
    ended: ended('NOT_ORDERED'),
  },
});

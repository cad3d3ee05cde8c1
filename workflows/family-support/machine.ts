/** The support case: tracks of services, the follow-up that leads to closing, and safety, side by side. */
import { and, assign, enqueueActions, not, setup } from 'xstate';
import { delaysOfDeadlines, guardOfRules, type EffectParams, type Given, type StateMeta } from '../workflow';
import { must, type At } from '../kit';
import { dateOf, startOf } from '../time';
import { add, initialContext, persons, remove, type Context, type Ground, type Track } from './context';
import { deadlines } from './deadlines';
import { rules } from './rules';
import { alerts } from './texts';

type Args = At<Context>;
const none = () => {};

const base = setup({
  types: {
    context: {} as Context,
    events: {} as Given,
    input: {} as { id: string; area: string },
    meta: {},
  },
  guards: {
    rules: guardOfRules(rules),
    concerns: ({ event }: Args, params: { track: Track }) => event.data?.service === params.track,
    isReferred: ({ event }: Args, params: { track: Track }) => trackOf(event, params.track),
    isAccepted: ({ event }: Args) => event.data?.accepts === true,
    isAvailable: ({ event }: Args) => event.data?.available === true,
    // and, age permitting, spoken to alone (N-32), since the follow-up that is due now began
    isSeen: ({ context, event: { data, now } }: Args) =>
      data?.contact === 'inPerson' &&
      data?.childSeen === true &&
      (data.spokenAlone || data.notAloneBecause !== undefined) &&
      data.visitedOn >= dateOf(context.anchors.followUp ?? now),
    isImproved: ({ event }: Args) => event.data?.conclusion === 'improved',
    isHelped: ({ context }: Args) => context.waiting.length + context.running.length + context.declined.length > 0,
    isLost: ({ context }: Args) => context.ground === 'lost',
    isDeclined: ({ context }: Args) => context.ground === 'declined',
    isLastChild: ({ context, event }: Args) => context.children.every((c) => deadOf(event).includes(c)),
  },
  actions: {
    'alert.raise': none as (_: unknown, params: EffectParams['alert.raise']) => void,
    'fact.record': none as (_: unknown, params: EffectParams['fact.record']) => void,
  },
  delays: delaysOfDeadlines<Context>(deadlines),
});

/** Was this referral already made when the case opened? Whatever is no card and no scholarship runs on `other`. */
function trackOf(event: Given, track: Track): boolean {
  const made = (event.data?.referrals ?? []) as string[];
  if (track !== 'other') return made.includes(track);
  return made.some((r) => r !== 'idpoor' && r !== 'scholarship');
}

/** Whose death the event tells: a person names the child, the register marks it. */
function deadOf({ type, data, facts }: Given): string[] {
  if (type === 'death.recorded') return [data.child];
  return (facts.children ?? []).filter(({ status }) => status === 'died').map(({ id }) => id);
}

const set = (change: (context: Context, given: Given) => Partial<Context>) =>
  assign(({ context, event }: Args) => change(context, event)) as any;
const at = (context: Context, anchors: Context['anchors']): Partial<Context> => ({
  anchors: { ...context.anchors, ...anchors },
});

const wait = (track: Track) =>
  set((c, { now }) => ({
    waiting: add(c.waiting, track),
    declined: remove(c.declined, track),
    ...at(c, { [track]: now }),
  }));
const decline = (track: Track) => set((c) => ({ waiting: remove(c.waiting, track), declined: add(c.declined, track) }));
const run = (track: Track) => set((c) => ({ waiting: remove(c.waiting, track), running: add(c.running, track) }));
const drop = (track: Track) => set((c) => ({ waiting: remove(c.waiting, track) }));

/** One track of service: offered to the family, answered, referred, acknowledged by the service. */
function track(name: Track) {
  const due = `answer${name[0]!.toUpperCase()}${name.slice(1)}`;
  const concerns = { type: 'concerns' as const, params: { track: name } };
  const offer = {
    'services.offered': {
      guard: and([concerns, must('family-support.happened')] as any) as any,
      target: 'offered',
      actions: wait(name),
    },
  };
  return {
    initial: 'choosing',
    states: {
      choosing: {
        always: [
          { guard: { type: 'isReferred' as const, params: { track: name } }, target: 'referred', actions: wait(name) },
          { target: 'none' },
        ],
      },
      none: { on: offer },
      offered: {
        meta: { task: { name: `${name}.offered`, role: 'dsw', due } } as StateMeta<Context>,
        on: {
          'services.answered': [
            { guard: and([concerns, 'isAccepted'] as any) as any, target: 'referred', actions: wait(name) },
            { guard: concerns, target: 'declined', actions: decline(name) },
          ],
        },
      },
      referred: {
        meta: { task: { name: `${name}.referred`, role: 'dsw', due } } as StateMeta<Context>,
        on: {
          'referral.acknowledged': [
            { guard: and([concerns, 'isAvailable'] as any) as any, target: 'running', actions: run(name) },
            { guard: concerns, target: 'none', actions: drop(name) },
          ],
        },
      },
      declined: { on: offer },
      running: {},
    },
  };
}

const propose = (ground?: Ground) =>
  set((c, { actor, data, now }) => ({
    ground: ground ?? data.ground,
    proposers: persons(actor),
    ...at(c, { proposed: now }),
  }));
const backToFollowUp = (c: Context, now: number): Partial<Context> => ({
  seen: false,
  reviewed: false,
  ...at(c, { followUp: now }),
});
/** Only the system may say when the case was opened; a person's case is opened now (N-36). */
const openedAt = (data: { openedAt?: number }, actor: Given['actor'], now: number): number =>
  (actor.role === 'register' || actor.role === 'clock' ? data.openedAt : undefined) ?? now;
const end = (outcome: string) => set(() => ({ outcome }));

/** A death is told upwards; when a person brings the news it goes into the register as well, for every case of the child. */
const tellOfDeath = enqueueActions(({ context, event, enqueue }: any) => {
  const { type, data, now } = event as Given;
  if (type === 'death.recorded' && context.children.includes(data.child)) {
    const at = Math.min(startOf(data.diedOn), now);
    enqueue({ type: 'fact.record', params: { kind: 'death', children: [data.child], at } });
  }
  enqueue({
    type: 'alert.raise',
    params: {
      kind: 'support.died',
      to: ['pdosvyDirector', 'mosvy'],
      text: alerts.died,
      occurrence: deadOf(event).join(),
    },
  });
}) as any;
/** The last child's death ends the case; another's leaves it to the others. Told by a person or by the register. */
const death = (...rules: string[]): any => [
  {
    guard: rules.length > 0 ? and(['isLastChild', must(...rules)] as never) : 'isLastChild',
    target: 'died',
    actions: [end('CLOSED_DIED'), tellOfDeath],
  },
  {
    ...(rules.length > 0 ? { guard: must(...rules) } : {}),
    actions: [
      tellOfDeath,
      set((c, given) => ({ children: c.children.filter((child) => !deadOf(given).includes(child)) })),
    ],
  },
];
const tellOfConcern = {
  type: 'alert.raise',
  params: ({ event }: { event: Given }) => ({
    kind: 'support.concern',
    to: ['dsw', 'districtSupervisor'],
    text: alerts.concern,
    occurrence: String(event.now),
  }),
} as any;

export const machine = base.createMachine({
  id: 'family-support',
  context: ({ input }) => initialContext(input),
  initial: 'new',
  states: {
    new: {
      on: {
        'support.opened': {
          target: 'open',
          actions: set((c, { data, actor, now }) => ({
            children: [...data.children],
            ...at(c, { opened: openedAt(data, actor, now), planned: now, followUp: openedAt(data, actor, now) }),
          })),
        },
      },
    },
    open: {
      type: 'parallel',
      on: {
        'case.returned': {
          guard: must('N-16', 'N-02'),
          target: 'returned',
          actions: [
            end('RETURNED_TO_GATEKEEPING'),
            {
              type: 'alert.raise',
              params: () => ({ kind: 'support.returned', to: ['commune', 'dsw'], text: alerts.returned }),
            },
          ],
        },
        // a further visit is stored in every state, and one that does not count (N-32)
        'followUp.recorded': { guard: must('family-support.happened'), actions: set(() => ({})) },
        'child.died': death(),
        'death.recorded': death('family-support.happened'),
      },
      states: {
        plan: {
          initial: 'choosing',
          states: {
            choosing: {
              meta: { task: { name: 'offerServices', role: 'dsw', due: 'offer' } },
              always: { guard: 'isHelped', target: 'made' },
            },
            made: {
              always: {
                guard: not('isHelped') as any,
                target: 'choosing',
                actions: set((c, { now }) => at(c, { planned: now })),
              },
            },
          },
        },
        idpoor: track('idpoor') as any,
        scholarship: track('scholarship') as any,
        other: track('other') as any,
        followUp: {
          initial: 'working',
          states: {
            working: {
              initial: 'pending',
              on: {
                'closing.proposed': {
                  guard: must(
                    'family-support.followUp',
                    'family-support.offer',
                    'family-support.referrals',
                    'family-support.safe',
                    'N-33',
                  ),
                  target: 'closing',
                  actions: propose(),
                },
              },
              states: {
                pending: {
                  meta: { task: { name: 'seeTheChild', role: 'dsw', due: 'followUp' } },
                  after: {
                    followUp: {
                      actions: [
                        // the assignment makes a step of it: the timer is fired, not refused
                        set(() => ({ seen: false })),
                        {
                          type: 'alert.raise',
                          params: ({ context }: Args) => ({
                            kind: 'support.unseen',
                            to: ['districtSupervisor', 'pdosvyOfficer'],
                            text: alerts.unseen,
                            occurrence: String(context.anchors.followUp),
                          }),
                        } as any,
                      ],
                    },
                  },
                  on: {
                    'followUp.recorded': [
                      {
                        guard: and([must('family-support.happened'), 'isSeen'] as any) as any,
                        target: 'reviewing',
                        actions: set((c, { now }) => ({ seen: true, ...at(c, { seen: now }) })),
                      },
                    ],
                    'loss.proposed': {
                      guard: must('N-34', 'N-33'),
                      target: '#lostProposed',
                      actions: propose('lost'),
                    },
                  },
                },
                reviewing: {
                  meta: { task: { name: 'review', role: 'dsw', due: 'review' } },
                  on: {
                    'review.held': [
                      {
                        guard: and([must('family-support.view'), 'isImproved'] as any) as any,
                        target: 'concluded',
                        actions: set((c, { now }) => ({ reviewed: true, ...at(c, { seen: now }) })),
                      },
                      {
                        guard: must('family-support.view'),
                        target: 'pending',
                        actions: set((c, { now }) => backToFollowUp(c, now)),
                      },
                    ],
                  },
                },
                concluded: { meta: { task: { name: 'proposeClosing', role: 'dsw', due: 'conclude' } } },
              },
            },
            closing: {
              id: 'lostProposed',
              meta: { check: true, task: { name: 'approveClosing', role: 'districtSupervisor', due: 'approval' } },
              on: {
                'closing.approved': [
                  {
                    guard: and([must('N-10', 'N-33'), 'isLost'] as any) as any,
                    target: '#family-support.lost',
                    actions: end('LOST_TO_FOLLOW_UP'),
                  },
                  {
                    guard: and([must('N-10', 'family-support.referrals', 'N-33'), 'isDeclined'] as any) as any,
                    target: '#family-support.declined',
                    actions: end('CLOSED_DECLINED'),
                  },
                  {
                    guard: must('N-10', 'family-support.referrals', 'N-33'),
                    target: '#family-support.supported',
                    actions: end('CLOSED_SUPPORTED'),
                  },
                ],
                'closing.sentBack': {
                  target: 'working',
                  actions: set((c, { now }) => ({ ...backToFollowUp(c, now), proposers: [], ground: undefined })),
                },
              },
            },
          },
        },
        safety: {
          initial: 'calm',
          states: {
            calm: { on: { 'concern.raised': { target: 'concern', actions: tellOfConcern } } },
            concern: {
              entry: set((c, { now }) => ({ concern: true, ...at(c, { concern: now }) })),
              exit: set(() => ({ concern: false })),
              meta: { task: { name: 'seeToConcern', role: 'dsw', due: 'concern', ladder: 'high' } },
              on: {
                // a further concern is stored and changes no clock
                'concern.raised': { actions: [set(() => ({ concern: true })), tellOfConcern] },
                'concern.resolved': { guard: must('family-support.seen', 'family-support.safe'), target: 'calm' },
              },
            },
          },
        },
      },
    },
    supported: { type: 'final', meta: { outcome: 'CLOSED_SUPPORTED' } },
    declined: { type: 'final', meta: { outcome: 'CLOSED_DECLINED' } },
    lost: { type: 'final', meta: { outcome: 'LOST_TO_FOLLOW_UP' } },
    returned: { type: 'final', meta: { outcome: 'RETURNED_TO_GATEKEEPING' } },
    died: { type: 'final', meta: { outcome: 'CLOSED_DIED' } },
  },
});

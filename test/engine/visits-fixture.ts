/** A small procedure of visits for the engine's own tests: planned at a placement, made, written off, handed over, ended. */
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { addDays, dateOf, dueAfter, endOf, startOf } from '../../workflows/time';
import {
  defineWorkflow,
  delaysOfDeadlines,
  guardOfRules,
  type Deadline,
  type Given,
  type Role,
  type Visit,
  type Workflow,
} from '../../workflows/workflow';

export interface Context {
  children: string[];
  area: string;
  guests: string[];
  worker?: string;
  visits: Visit[];
  placed: number;
  /** when the server first had the latest visit, epoch ms */
  received?: number;
  outcome?: string;
}

const deadlines: Record<string, Deadline<Context>> = {
  plan: {
    parameter: 'P-05',
    text: { en: 'Plan', km: 'ផែនការ' },
    due: (c, g) => dueAfter(c.placed, g.parameters.values['P-05'], g, 'P-05'),
  },
};

const day = 86_400_000;

/** Three days before the nominal day until its end; the welfare check within 48 hours. */
function scheduled(given: Given, worker: string | undefined): Visit[] {
  const placed = dateOf(given.now);
  const common = { role: 'dsw', parameter: 'P-15', ladder: 'normal', assignee: worker, status: 'planned' } as const;
  const days = (given.data.days as number[]).map((after): Visit => {
    const on = addDays(placed, after);
    const count = { from: startOf(placed), after: { amount: after, unit: 'days' as const } };
    const opens = startOf(addDays(on, -3));
    return {
      ...common,
      key: `1/D+${after}`,
      task: 'visit',
      step: `D+${after}`,
      opens,
      due: endOf(on),
      on,
      exact: false,
      count,
    };
  });
  if (!given.data.welfare) return days;
  const due = given.now + 2 * day;
  const welfare = {
    key: '1/welfare',
    task: 'welfare',
    step: 'welfare',
    opens: given.now,
    due,
    on: dateOf(due),
    exact: true,
  };
  return [...days, { ...common, ...welfare, ladder: 'high' }];
}

const change = (key: string, to: Partial<Visit>, visits: Visit[]): Visit[] =>
  visits.map((v) => (v.key === key ? { ...v, ...to } : v));

const made = ({ context, event }: { context: Context; event: Given }): Visit[] => {
  const { key, on } = event.data as { key: string; on: string };
  const visit = context.visits.find((v) => v.key === key);
  return change(key, { status: visit && on > visit.on ? 'late' : 'made', madeOn: on }, context.visits);
};

const assigned = (visits: Visit[], worker: string | undefined): Visit[] =>
  visits.map((v) => (v.status === 'planned' ? { ...v, assignee: worker } : v));

const machine = setup({
  types: { context: {} as Context, events: {} as Given, input: {} as { id: string; area: string } },
  guards: { rules: guardOfRules({}) },
  delays: delaysOfDeadlines(deadlines),
}).createMachine({
  id: 'visited',
  context: ({ input }) => ({ children: [], area: input.area, guests: [], visits: [], placed: 0 }),
  initial: 'new',
  states: {
    new: {
      on: {
        'child.placed': {
          target: 'open',
          actions: assign({
            placed: ({ event }) => event.now,
            children: ({ event }) => event.data.children ?? [],
            worker: ({ event }) => event.data.worker,
            area: ({ context, event }) => event.data.home ?? context.area,
            visits: ({ event }) => scheduled(event, event.data.worker),
          }),
        },
      },
    },
    open: {
      type: 'parallel',
      meta: { task: { name: 'plan', role: 'dsw', due: 'plan' } },
      on: {
        'visit.recorded': { actions: assign({ visits: made, received: ({ event }) => event.received }) },
        'visit.writtenOff': {
          actions: assign({
            visits: ({ context, event }) =>
              change(event.data.key, { status: 'missed', reason: 'notReached' }, context.visits),
          }),
        },
        'visit.tamperedWith': {
          actions: assign({ visits: ({ context, event }) => change(event.data.key, event.data.to, context.visits) }),
        },
        'case.ended': { target: 'ended' },
      },
      states: {
        ownership: {
          initial: 'owned',
          states: {
            owned: {
              on: {
                'transfer.proposed': {
                  target: 'offered',
                  actions: assign({ guests: ({ event }) => [event.data.to] }),
                },
              },
            },
            offered: {
              meta: { task: { name: 'answer', role: 'dsw', due: 'plan', at: 'guest' } },
              on: {
                'transfer.accepted': {
                  target: 'owned',
                  actions: assign({
                    area: ({ context }) => context.guests[0]!,
                    guests: [],
                    worker: ({ event }) => event.actor.person,
                    visits: ({ context, event }) => assigned(context.visits, event.actor.person),
                  }),
                },
              },
            },
          },
        },
        mood: { initial: 'calm', states: { calm: {} } },
      },
    },
    ended: { type: 'final', entry: assign({ outcome: 'ENDED' }) },
  },
});

const text = { en: 'x', km: 'ក' };
const by: Role[] = ['dsw', 'districtSupervisor'];
const key = z.string();
const spec = (form: z.ZodType, more: object = {}) => ({ text, form, by, ...more });

export const visited: Workflow<Context> = defineWorkflow<Context>({
  id: 'visited',
  version: 1,
  prefix: 'VF',
  title: text,
  about: text,
  machine,
  openings: ['child.placed'],
  events: {
    'child.placed': spec(
      z.strictObject({
        children: z.array(z.guid()).optional(),
        days: z.array(z.number().int()),
        welfare: z.boolean().optional(),
        worker: z.guid().optional(),
        home: z.string().optional(),
      }),
    ),
    'visit.recorded': spec(
      z.strictObject({
        key: key.meta({ title: 'Which visit', titleKm: 'ការចុះជួបណា' }),
        on: z.iso.date().meta({ title: 'Date of the visit', titleKm: 'ថ្ងៃចុះជួប' }),
      }),
      { field: true, text: { en: 'Tell of the visit', km: 'រាយការណ៍ការចុះជួប' } },
    ),
    'visit.writtenOff': spec(z.strictObject({ key })),
    'visit.tamperedWith': spec(z.strictObject({ key, to: z.record(z.string(), z.unknown()) })),
    'transfer.proposed': spec(z.strictObject({ to: z.string() })),
    'transfer.accepted': spec(z.strictObject({})),
    'case.ended': spec(z.strictObject({})),
  },
  reactions: {},
  rules: {},
  deadlines,
  texts: {
    states: {},
    tasks: { plan: text, answer: text, visit: { en: 'Visit', km: 'សួរសុខទុក្ខ' }, welfare: text },
    outcomes: {},
    visitReasons: {
      notReached: { en: 'Not reached', km: 'រកមិនឃើញ' },
      caseClosed: { en: 'The case ended', km: 'ករណីបានបិទ' },
    },
  },
  subjects: (context, data) => ({ children: data?.children ?? context.children }),
  visits: (context) => context.visits,
  areas: ({ area, guests }) => ({ owner: area, guests }),
  samples: { facts: {}, area: '08', events: [], roles: {}, deadlines: {} },
  invariants: [],
  equivalents: {},
});

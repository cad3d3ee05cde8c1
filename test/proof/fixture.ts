/** A small sound procedure, and the parts from which each seeded defect is made. */
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { dueAfter } from '../../workflows/time';
import {
  delaysOfDeadlines,
  guardOfRules,
  type Deadline,
  type Given,
  type Role,
  type Rule,
  type Workflow,
} from '../../workflows/workflow';

export interface Context {
  asker: string;
  outcome?: string;
}

const text = { en: 'x', km: 'ក' };
const makeRules = (): Record<string, Rule<Context>> => ({
  'T-01': {
    id: 'T-01',
    source: '[DP]',
    text,
    who: [],
    needsForm: true,
    check: (_c, given) => (given.data.good ? undefined : text),
  },
  'T-10': {
    id: 'T-10',
    source: '[DP]',
    text,
    who: [],
    needsForm: false,
    check: (c, given) => (c.asker === given.actor.person ? text : undefined),
  },
});
const makeDeadlines = (): Record<string, Deadline<Context>> => ({
  answer: {
    parameter: 'P-02',
    text,
    due: (_c, given) => dueAfter(given.now, given.parameters.values['P-02'], given, 'P-02'),
  },
  lapse: {
    parameter: 'P-08',
    text,
    due: (_c, given) => dueAfter(given.now, given.parameters.values['P-08'], given, 'P-08'),
  },
});

const asker = '33333333-0000-4000-8000-000000000001';
const other = '33333333-0000-4000-8000-000000000002';
const end = (outcome: string) => assign(() => ({ outcome })) as any;
/** A task of the state, in its meta. */
export const task = (name: string, role: Role, due = 'answer') => ({ task: { name, role, due } });

/** The states of the sound procedure. */
export const states = (): any => ({
  new: {
    on: { 'thing.asked': { target: 'asked', actions: assign({ asker: ({ event }: any) => event.actor.person }) } },
  },
  asked: {
    meta: task('answer', 'districtSupervisor'),
    after: { lapse: { target: 'lapsed', actions: end('LAPSED') } },
    on: {
      'thing.approved': {
        guard: { type: 'rules', params: { all: ['T-01', 'T-10'] } },
        target: 'approved',
        actions: end('APPROVED'),
      },
      'thing.returned': { target: 'mending' },
    },
  },
  mending: { meta: task('mend', 'commune'), on: { 'thing.mended': { target: 'asked' } } },
  approved: { type: 'final', meta: { outcome: 'APPROVED' } },
  lapsed: { type: 'final', meta: { outcome: 'LAPSED' } },
});

/** The procedure with some of its parts replaced: `change` sees the states, `more` the workflow. */
export function procedure(
  change: (states: any) => any = (s) => s,
  more: (workflow: Workflow<Context>) => void = () => {},
): Workflow<Context> {
  const rules = makeRules();
  const deadlines = makeDeadlines();
  const machine = setup({
    types: { context: {} as Context, events: {} as Given, input: {} as { id: string; area: string } },
    guards: { rules: guardOfRules(rules) },
    actions: { 'alert.raise': () => {} },
    delays: delaysOfDeadlines(deadlines),
  }).createMachine({ id: 'thing', context: { asker: '' }, initial: 'new', states: change(states()) } as any);
  const good = { good: true };
  const spec = (by: Role[]) => ({ text, form: z.strictObject({ good: z.boolean() }), by });
  const workflow: Workflow<Context> = {
    id: 'thing',
    version: 1,
    prefix: 'TH',
    title: text,
    about: text,
    machine: machine as any,
    openings: ['thing.asked'],
    events: {
      'thing.asked': spec(['commune']),
      'thing.approved': spec(['districtSupervisor']),
      'thing.returned': spec(['districtSupervisor']),
      'thing.mended': spec(['commune']),
    },
    reactions: {},
    rules,
    deadlines,
    texts: { states: {}, tasks: {}, outcomes: { APPROVED: text, LAPSED: text } },
    subjects: () => ({ children: [] }),
    samples: {
      facts: {},
      area: '080101',
      events: [
        { event: 'thing.asked', name: 'good', data: good, person: asker },
        { event: 'thing.approved', name: 'by another', data: good, person: other, to: 'approved' },
        { event: 'thing.approved', name: 'bad', data: { good: false }, person: other, refusedBy: ['T-01'] },
        { event: 'thing.approved', name: 'by the asker', data: good, person: asker, refusedBy: ['T-10'] },
        { event: 'thing.returned', name: 'for more', data: good, to: 'mending' },
        { event: 'thing.mended', name: 'mended', data: good, person: asker, to: 'asked' },
      ],
      roles: {
        'thing.asked': ['commune'],
        'thing.approved': ['districtSupervisor'],
        'thing.returned': ['districtSupervisor'],
        'thing.mended': ['commune'],
      },
      deadlines: { answer: { parameter: 'P-02', clock: 'working' }, lapse: { parameter: 'P-08', clock: 'calendar' } },
    },
    invariants: [
      {
        id: 'T-10',
        text: 'who asks never approves',
        step: (s) => !s.after.path.includes('approved') || s.event.actor.person !== s.before.context.asker,
      },
    ],
    equivalents: {},
  };
  more(workflow);
  return workflow;
}

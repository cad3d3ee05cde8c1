/** Two versions of a small procedure: the second asks for one more signature, reminds, and knows no lapse. */
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { dueAfter } from '../../workflows/time';
import { defineWorkflow, delaysOfDeadlines, type Deadline, type Given, type Workflow } from '../../workflows/workflow';

interface Context {
  children: string[];
  asked: number;
  signatures?: string[];
  outcome?: string;
}

const text = (en: string) => ({ en, km: en });
const deadline = (parameter: string): Deadline<Context> => ({
  parameter,
  text: text(parameter),
  due: (c, g) => dueAfter(c.asked, g.parameters.values[parameter], g, parameter),
});
const deadlines = { check: deadline('P-02'), lapse: deadline('P-08'), remind: deadline('P-40') };
const begun = assign(({ event }: { event: Given }) => ({ asked: event.now }));

const make = () =>
  setup({
    types: { context: {} as Context, events: {} as Given, input: {} as { id: string; area: string } },
    delays: delaysOfDeadlines(deadlines),
  });

const first = make().createMachine({
  id: 'paper',
  context: { children: [], asked: 0 },
  initial: 'new',
  states: {
    new: { on: { 'paper.asked': { target: 'asked', actions: begun as never } } },
    asked: {
      meta: { task: { name: 'check', role: 'districtSupervisor', due: 'check' } },
      after: { lapse: 'lapsed' },
      on: { 'paper.checked': 'done', 'paper.passedOn': 'lapsed', 'paper.held': 'held' },
    },
    held: {
      meta: { task: { name: 'hold', role: 'districtSupervisor', due: 'check' } },
      on: { 'paper.checked': 'done' },
    },
    lapsed: {
      meta: { task: { name: 'acknowledge', role: 'pdosvyDirector', due: 'check' } },
      on: { 'lapse.acknowledged': 'done' },
    },
    done: { type: 'final', entry: assign({ outcome: 'DONE' }) },
  },
});

const second = make().createMachine({
  id: 'paper',
  context: { children: [], asked: 0, signatures: [] },
  initial: 'new',
  states: {
    new: { on: { 'paper.asked': { target: 'asked', actions: begun as never } } },
    asked: {
      meta: { task: { name: 'check', role: 'pdosvyOfficer', due: 'check' } },
      after: { remind: {} },
      on: { 'paper.checked': 'signing', 'paper.returned': 'done', 'paper.held': 'held' },
    },
    held: {
      meta: { task: { name: 'hold', role: 'districtSupervisor', due: 'check' } },
      on: { 'paper.checked': 'signing' },
    },
    signing: {
      meta: { task: { name: 'sign', role: 'pdosvyDirector', due: 'check' } },
      on: { 'paper.signed': 'done' },
    },
    done: { type: 'final', entry: assign({ outcome: 'DONE' }) },
  },
});

const form = z.strictObject({});
const event = (name: string) => ({
  text: text(name),
  form,
  by: ['commune' as const, 'districtSupervisor' as const, 'pdosvyDirector' as const, 'mosvy' as const],
});
const eventsOf = (...names: string[]) => Object.fromEntries(names.map((name) => [name, event(name)]));

export const paper = defineWorkflow<Context>({
  id: 'paper',
  version: 1,
  prefix: 'PP',
  title: text('Paper'),
  about: text('Paper'),
  machine: first,
  openings: ['paper.asked'],
  events: eventsOf('paper.asked', 'paper.checked', 'paper.passedOn', 'paper.held', 'lapse.acknowledged'),
  reactions: {},
  rules: {},
  deadlines,
  texts: {
    states: {},
    tasks: { check: text('Check'), hold: text('Hold'), acknowledge: text('Acknowledge') },
    outcomes: {},
  },
  subjects: ({ children }) => ({ children }),
  samples: { facts: {}, area: '08', events: [], roles: {}, deadlines: {} },
  invariants: [],
  equivalents: {},
});

export const paper2: Workflow<Context> = {
  ...paper,
  version: 2,
  machine: second,
  events: eventsOf('paper.asked', 'paper.checked', 'paper.returned', 'paper.held', 'paper.signed'),
  texts: { ...paper.texts, tasks: { check: text('Check'), sign: text('Sign') } },
  adopts: ({ value, context }) => ({ value, context: { ...context, signatures: [] } }),
};

/** The same without a word on what an older case lacks. */
export const paper2Silent: Workflow<Context> = { ...paper2, adopts: undefined };

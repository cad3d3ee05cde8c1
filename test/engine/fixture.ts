/** A small procedure for the engine's own tests: a request, a check by another person, a deadline that lapses, a repeat. */
import { randomUUID } from 'node:crypto';
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { Door, Engine, type AccessPort, type Clock, type FactsPort, type SettingsPort } from '../../libs/engine';
import { defaultParameters } from '../../workflows/parameters';
import { dueAfter } from '../../workflows/time';
import {
  defineWorkflow,
  delaysOfDeadlines,
  guardOfRules,
  type Actor,
  type Deadline,
  type Given,
  type Role,
  type Rule,
  type Workflow,
} from '../../workflows/workflow';
import type { TestDatabase } from '../support/database';

interface Context {
  children: string[];
  asked: number;
  by: string;
  outcome?: string;
}

const rules: Record<string, Rule<Context>> = {
  'T-10': {
    id: 'T-10',
    source: '[DP]',
    text: { en: 'Another person must check.', km: 'ត្រូវមានអ្នកផ្សេងពិនិត្យ។' },
    who: ['districtSupervisor'],
    needsForm: false,
    check: (context, given) =>
      given.actor.person === context.by ? { en: 'You asked for this yourself.', km: 'អ្នកបានស្នើសុំដោយខ្លួនឯង។' } : undefined,
  },
  'T-01': {
    id: 'T-01',
    source: '[DP]',
    text: { en: 'The amount stays under ten.', km: 'ចំនួនត្រូវតិចជាងដប់។' },
    who: ['commune'],
    needsForm: true,
    check: (_, given) => (given.data.amount >= 10 ? { en: 'Ten or more.', km: 'ដប់ ឬច្រើនជាង។' } : undefined),
  },
};

const deadlines: Record<string, Deadline<Context>> = {
  check: {
    parameter: 'P-02',
    text: { en: 'Check', km: 'ពិនិត្យ' },
    due: (c, g) => dueAfter(c.asked, g.parameters.values['P-02'], g, 'P-02'),
  },
  lapse: {
    parameter: 'P-08',
    text: { en: 'Lapse', km: 'ផុតកំណត់' },
    due: (c, g) => dueAfter(c.asked, g.parameters.values['P-08'], g, 'P-08'),
  },
  repeat: {
    parameter: 'P-40',
    text: { en: 'Repeat', km: 'ម្តងទៀត' },
    due: (_, g) => dueAfter(g.now, g.parameters.values['P-40'], g, 'P-40'),
  },
};

const effect = () => {};
const machine = setup({
  types: { context: {} as Context, events: {} as Given, input: {} as { id: string; area: string } },
  guards: { rules: guardOfRules(rules) },
  delays: delaysOfDeadlines(deadlines),
  actions: { 'instance.open': effect, 'alert.raise': effect },
}).createMachine({
  id: 'fixture',
  context: { children: [], asked: 0, by: '' },
  initial: 'new',
  on: { 'note.written': {} },
  states: {
    new: {
      on: {
        'thing.asked': {
          guard: { type: 'rules', params: { all: ['T-01'] } },
          target: 'asked',
          actions: assign({ asked: ({ event }) => event.now, by: ({ event }) => event.actor.person }),
        },
      },
    },
    asked: {
      meta: { task: { name: 'check', role: 'districtSupervisor', due: 'check' } },
      after: { lapse: 'lapsed' },
      on: {
        'thing.checked': { guard: { type: 'rules', params: { all: ['T-10', 'T-01'] } }, target: 'checked' },
        'thing.passedOn': {
          target: 'checked',
          actions: {
            type: 'instance.open',
            params: ({ event }: any) => ({
              workflow: 'fixture',
              event: 'thing.asked',
              data: { amount: event.data.amount },
            }),
          } as never,
        },
      },
    },
    lapsed: {
      meta: { task: { name: 'acknowledge', role: 'pdosvyDirector', due: 'repeat' } },
      after: { repeat: { target: 'lapsed', reenter: true } },
      on: { 'lapse.acknowledged': 'checked' },
    },
    checked: { type: 'final', entry: assign({ outcome: 'CHECKED' }) },
  },
});

const text = { en: 'x', km: 'x' };
const amount = z.strictObject({ amount: z.number().int() });
const by: Role[] = ['commune', 'districtSupervisor', 'pdosvyDirector'];

export const fixture: Workflow<Context> = defineWorkflow<Context>({
  id: 'fixture',
  version: 1,
  prefix: 'FX',
  title: text,
  about: text,
  machine,
  openings: ['thing.asked'],
  events: {
    'thing.asked': { text, form: amount, by },
    'thing.checked': { text, form: amount, by },
    'thing.passedOn': { text, form: amount, by },
    'lapse.acknowledged': { text, form: z.strictObject({}), by, signature: true },
    'note.written': { text, form: z.strictObject({ note: z.string() }), by, restricted: true },
  },
  reactions: {},
  rules,
  deadlines,
  texts: { states: {}, tasks: { check: text, acknowledge: text }, outcomes: {} },
  subjects: (context) => ({ children: context.children }),
  samples: { facts: {}, area: '08', events: [], roles: {}, deadlines: {} },
  invariants: [],
  equivalents: {},
});

export class HandClock implements Clock {
  constructor(private instant: number) {}
  now(): number {
    return this.instant;
  }
  set(iso: string): void {
    this.instant = Date.parse(iso);
  }
}

export const settings: SettingsPort = {
  at: async () => ({
    parameters: defaultParameters(),
    calendar: { version: 1, from: '2016-01-01', until: '2027-12-31', holidays: ['2017-03-08'] },
  }),
  version: async () => settings.at(0),
};
const facts: FactsPort = { load: async (requests) => requests.map(() => ({ facts: {}, checks: [] })) };
const access: AccessPort = {
  maySee: async (actor, { area, guests = [] }) => [area, ...guests].some((one) => one.startsWith(actor.area)),
  maySend: async (actor, spec) => (spec.by as string[]).includes(actor.role),
};

export const person = (role: Role, area: string): Actor => ({ person: randomUUID(), role, area });

export function engineOn(database: TestDatabase, clock: Clock, workflows: Workflow[] = [fixture]): Engine {
  return new Engine({ pool: database.pool, door: new Door(database.pool), workflows, facts, settings, access, clock });
}

export async function areasIn(database: TestDatabase): Promise<void> {
  await database.owner.query(
    `insert into homeward.areas (code, level, name_km, name_en) values ('08', 1, 'កណ្តាល', 'Kandal'), ('0810', 2, 'ស្អាង', 'S''ang'), ('081001', 3, 'x', 'x'),
      ('21', 1, 'តាកែវ', 'Takeo'), ('2108', 2, 'x', 'x'), ('210801', 3, 'x', 'x') on conflict do nothing`,
  );
}

/** What one case says to another about a child: heard by the open one in the same unit, or the beginning of one. */
import { randomUUID } from 'node:crypto';
import { setup } from 'xstate';
import { z } from 'zod';
import { bringUpToDate } from '../../apps/database';
import { replayJournal, type Engine } from '../../libs/engine';
import { dueAfter } from '../../workflows/time';
import {
  defineWorkflow,
  delaysOfDeadlines,
  type Deadline,
  type Given,
  type Role,
  type Workflow,
} from '../../workflows/workflow';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { areasIn, engineOn, HandClock, person, settings } from './fixture';

interface Context {
  children: string[];
  words: string[];
  outcome?: string;
}
const text = { en: 'x', km: 'x' };
const by: Role[] = ['dsw'];
/** Told when nobody came back in time. */
const deadlines: Record<string, Deadline<Context>> = {
  back: { parameter: 'P-08', text, due: (_, g) => dueAfter(g.now, g.parameters.values['P-08'], g, 'P-08') },
};
const kit = setup({
  types: { context: {} as Context, events: {} as Given, input: {} as { id: string; area: string } },
  delays: delaysOfDeadlines(deadlines),
  actions: { 'instance.tell': () => {} },
});
const begin = kit.assign({
  children: ({ event }) => [event.data.child as string],
  words: ({ event }) => [`opened by ${event.data.word}`],
});
/** Hears words, and passes on what it was asked to: to each child named, in that order. */
const machineOf = (id: string) =>
  kit.createMachine({
    id,
    context: { children: [], words: [] },
    initial: 'new',
    states: {
      new: { on: { opened: { target: 'open', actions: begin } } },
      open: {
        on: {
          heard: { actions: kit.assign({ words: ({ context, event }) => [...context.words, event.data.word] }) },
          sent: {
            actions: [
              kit.assign({ words: ({ context }) => [...context.words, 'sent'] }),
              kit.enqueueActions(({ event, enqueue }) => {
                const { to, word, orOpen } = event.data;
                for (const child of to as string[])
                  enqueue({
                    type: 'instance.tell',
                    params: {
                      workflow: 'listener',
                      child,
                      event: 'heard',
                      data: { word },
                      orOpen: orOpen ? { event: 'opened', data: { child, word } } : undefined,
                    },
                  });
              }),
            ],
          },
          left: 'away',
          closed: 'closed',
        },
      },
      away: {
        after: {
          back: {
            target: 'open',
            actions: kit.enqueueActions(({ context, enqueue }) => {
              for (const child of context.children)
                enqueue({
                  type: 'instance.tell',
                  params: { workflow: 'listener', child, event: 'heard', data: { word: 'late' } },
                });
            }),
          },
        },
      },
      closed: { type: 'final', entry: kit.assign({ outcome: 'CLOSED' }) },
    },
  });
const word = z.string();
const workflowOf = (id: string): Workflow<Context> =>
  defineWorkflow<Context>({
    id,
    version: 1,
    prefix: id.slice(0, 2).toUpperCase(),
    title: text,
    about: text,
    machine: machineOf(id),
    openings: ['opened'],
    events: {
      opened: { text, form: z.strictObject({ child: z.uuid(), word }), by },
      heard: { text, form: z.strictObject({ word }), by: [] },
      sent: { text, form: z.strictObject({ to: z.array(z.uuid()), word, orOpen: z.boolean() }), by },
      left: { text, form: z.strictObject({}), by },
      closed: { text, form: z.strictObject({}), by },
    },
    reactions: {},
    rules: {},
    deadlines,
    texts: { states: {}, tasks: {}, outcomes: {} },
    subjects: ({ children }) => ({ children }),
    samples: { facts: {}, area: '08', events: [], roles: {}, deadlines: {} },
    invariants: [],
    equivalents: {},
  });
const workflows = [workflowOf('teller'), workflowOf('listener')];

let database: TestDatabase;
let engine: Engine;
const clock = new HandClock(Date.parse('2017-03-06T09:00:00+07:00'));
const worker = person('dsw', '0810');
beforeAll(async () => {
  database = await createTestDatabase();
  await areasIn(database);
  engine = engineOn(database, clock, workflows);
});
afterAll(() => database.drop());

async function child(mergedInto?: string): Promise<string> {
  const id = randomUUID();
  await database.owner.query(
    `insert into homeward.children (id, birth_from, birth_to, birth_precision, sex, area, registered_at, merged_into)
     values ($1, '2009-01-01', '2009-01-01', 'day', 'female', '0810', now(), $2)`,
    [id, mergedInto ?? null],
  );
  return id;
}
const open = async (workflow: string, about: string): Promise<string> =>
  (
    await engine.open({
      workflow,
      area: '0810',
      data: { child: about, word: 'a person' },
      actor: worker,
      route: 'POST /instances',
    })
  ).id;
const send = (instance: string, type: string, data: object) =>
  engine.send({ instance, type, data, version: undefined, actor: worker, route: 'POST /events' });
const words = async (instance: string): Promise<string[]> =>
  (await engine.records.read([instance]))[0]!.snapshot.context.words as string[];
const about = async (id: string): Promise<string[]> => {
  const { rows } = await database.pool.query<{ id: string }>(
    `select i.id from homeward.instances i join homeward.subjects s on s.instance = i.id
      where i.workflow = 'listener' and s.subject = $1 order by i.opened_at, i.id`,
    [id],
  );
  return rows.map((row) => row.id);
};

it('is heard by the open case of the child, as an event of the register in the same second', async () => {
  const kid = await child();
  const [teller, listener] = [await open('teller', kid), await open('listener', kid)];
  await send(teller, 'sent', { to: [kid], word: 'come', orOpen: true });
  expect(await words(listener)).toEqual(['opened by a person', 'come']);
  expect(await about(kid)).toEqual([listener]);
  const { rows } = await database.pool.query(
    `select entry::json -> 'actor' ->> 'role' as role, entry::json ->> 'event' as event from homeward.journal where stream = $1 order by seq`,
    [listener],
  );
  expect(rows).toEqual([
    { role: 'dsw', event: 'opened' },
    { role: 'register', event: 'heard' },
  ]);
});

it('begins a case where none is open, and only where the teller says how', async () => {
  const kid = await child();
  const teller = await open('teller', kid);
  await send(teller, 'sent', { to: [kid], word: 'quiet', orOpen: false });
  expect(await about(kid)).toEqual([]);
  await send(teller, 'sent', { to: [kid], word: 'begin', orOpen: true });
  const [first] = await about(kid);
  expect(await words(first!)).toEqual(['opened by begin']);
  await send(first!, 'closed', {});
  await send(teller, 'sent', { to: [kid], word: 'again', orOpen: true });
  const both = await about(kid);
  expect(both).toHaveLength(2);
  expect(await words(both.find((id) => id !== first)!)).toEqual(['opened by again']);
});

it('reaches the case by whichever record the child has there', async () => {
  const kept = await child();
  const other = await child(kept);
  const listener = await open('listener', kept);
  await send(await open('teller', other), 'sent', { to: [other], word: 'come', orOpen: true });
  expect(await words(listener)).toEqual(['opened by a person', 'come']);
});

it('takes one case on twice in one unit, and joins the case that the same unit has opened', async () => {
  const kid = await child();
  const teller = await open('teller', kid);
  await send(teller, 'sent', { to: [kid, kid, kid], word: 'one', orOpen: true });
  const cases = await about(kid);
  expect(cases).toHaveLength(1);
  expect(await words(cases[0]!)).toEqual(['opened by one', 'one', 'one']);
  await send(teller, 'sent', { to: [kid, kid], word: 'two', orOpen: true });
  expect(await words(cases[0]!)).toEqual(['opened by one', 'one', 'one', 'two', 'two']);
});

it('never comes back to the case that tells', async () => {
  const kid = await child();
  const listener = await open('listener', kid);
  await send(listener, 'sent', { to: [kid], word: 'echo', orOpen: false });
  expect(await words(listener)).toEqual(['opened by a person', 'sent']);
});

it('can be sent by no person', async () => {
  const listener = await open('listener', await child());
  await expect(send(listener, 'heard', { word: 'forged' })).rejects.toMatchObject({ code: 'forbidden' });
});

it('is heard after an outage too: by the real clock, what a timer tells is of the time when it was due', async () => {
  const kid = await child();
  const [teller, listener] = [await open('teller', kid), await open('listener', kid)];
  await send(teller, 'left', {});
  const due = async () =>
    (await database.pool.query('select due_at, status from homeward.timers where instance = $1', [teller])).rows[0];
  const { due_at, status } = await due();
  expect(status).toBe('armed');
  await bringUpToDate(database.ownerUrl, 'real');
  try {
    await engine.fireDue(Date.now());
  } finally {
    await bringUpToDate(database.ownerUrl, 'manual');
  }
  expect(await due()).toMatchObject({ status: 'fired' });
  expect(await words(listener)).toEqual(['opened by a person', 'late']);
  const { rows } = await database.pool.query(
    `select at from homeward.journal where stream = $1 order by seq desc limit 1`,
    [listener],
  );
  expect(rows).toEqual([{ at: due_at }]);
});

it('loses nothing when many tell one case at once', async () => {
  const kid = await child();
  const listener = await open('listener', kid);
  const tellers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => open('teller', kid)));
  await Promise.all(tellers.map((id, i) => send(id, 'sent', { to: [kid], word: `w${i}`, orOpen: true })));
  expect((await words(listener)).slice(1).sort()).toEqual(['w0', 'w1', 'w2', 'w3', 'w4', 'w5']);
  for (const id of tellers) expect(await words(id)).toEqual(['opened by a person', 'sent']);
  const replayed = await replayJournal(database.pool, engine.definitions, settings);
  expect(replayed.differences).toEqual([]);
});

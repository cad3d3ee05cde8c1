/** A new version of a workflow taken over by open cases: who may not, what the dry run names, what two people sign. */
import { Alerts, Sweeper } from '../../libs/alerts';
import {
  AdoptionResume,
  applyAdoption,
  caseOf,
  decideAdoption,
  dryRun,
  examine,
  getAdoption,
  proposeAdoption,
  replayJournal,
  verifyJournal,
  type Engine,
} from '../../libs/engine';
import type { Actor } from '../../workflows/workflow';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { paper, paper2, paper2Silent } from './adoption-fixture';
import { Seats } from '../support/obligations';
import { areasIn, engineOn, HandClock, person, settings } from './fixture';

let db: TestDatabase;
let engine: Engine;
const clock = new HandClock(Date.parse('2017-03-06T09:00:00+07:00'));
const commune = person('commune', '081001');
const one = person('mosvy', '');
const other = person('mosvy', '');
const step = { workflow: 'paper', from: 1, to: 2 };

beforeEach(async () => {
  clock.set('2017-03-06T09:00:00+07:00');
  db = await createTestDatabase();
  await areasIn(db);
  engine = engineOn(db, clock, [paper, paper2]);
});
afterEach(() => db.drop());

const opened = async (n: number): Promise<string[]> => {
  const before = engineOn(db, clock, [paper]);
  const ids: string[] = [];
  for (let i = 0; i < n; i += 1)
    ids.push((await before.open({ workflow: 'paper', area: '081001', data: {}, actor: commune, route: 'r' })).id);
  return ids;
};
const propose = async (by: Actor = one) => {
  const { digest } = await dryRun(engine, step);
  return (await proposeAdoption(engine, by, step, { digest, reason: 'One more signature.' })).id;
};
const approved = async () => {
  const id = await propose();
  await decideAdoption(engine, other, id, 'approved');
  return id;
};
/** A worker that has just started. */
const restarted = (on: Engine = engineOn(db, clock, [paper, paper2])) => {
  const alerts = new Alerts({
    pool: db.pool,
    clock,
    settings,
    directory: new Seats(),
    titles: () => undefined,
  });
  const covered = async () => ({ needed: false, version: 1, text: { en: '', km: '' } });
  const unfinished = new AdoptionResume(on, alerts.troubles);
  return { sweeper: new Sweeper({ pool: db.pool, engine: on, alerts, clock, settings: { covered }, unfinished }) };
};
const codeOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (problem: { code: string }) => problem.code,
  );
const rows = async <T extends object = Record<string, any>>(sql: string, ...values: unknown[]): Promise<T[]> =>
  (await db.owner.query<T>(sql, values)).rows;
const soundness = async () => ({
  broken: (await verifyJournal(db.pool)).broken,
  differences: (await replayJournal(db.pool, engine.definitions, settings)).differences,
  findings: (await examine(engine, db.pool, false)).findings,
});
const sound = { broken: undefined, differences: [], findings: [] };
const send = (instance: string, type: string, by: Actor = commune) =>
  engine.send({ instance, type, data: {}, actor: by, route: 'r' });

describe('who is refused', () => {
  it('is whoever proposed it, whoever acts for them, and whoever is not of the ministry', async () => {
    await opened(1);
    const id = await propose();
    expect(await codeOf(decideAdoption(engine, one, id, 'approved'))).toBe('second_person');
    expect(await codeOf(decideAdoption(engine, { ...other, actingFor: one.person }, id, 'approved'))).toBe(
      'second_person',
    );
    expect(await codeOf(decideAdoption(engine, person('administrator', '08'), id, 'approved'))).toBe('forbidden');
    expect(await codeOf(decideAdoption(engine, other, id, 'withdrawn'))).toBe('conflict');
    expect(await codeOf(applyAdoption(engine, id))).toBe('conflict');
    expect(await rows('select distinct workflow_version from homeward.instances')).toEqual([{ workflow_version: 1 }]);
  });

  it('is a dry run that is not the present one, of no case, or of a version that is none', async () => {
    const empty = await dryRun(engine, step);
    expect(await codeOf(proposeAdoption(engine, one, step, { digest: empty.digest, reason: 'x' }))).toBe('conflict');
    await opened(1);
    expect(await codeOf(proposeAdoption(engine, one, step, { digest: empty.digest, reason: 'x' }))).toBe('conflict');
    expect(await codeOf(dryRun(engine, { ...step, to: 3 }))).toBe('conflict');
    expect(await codeOf(dryRun(engine, { ...step, from: 2, to: 1 }))).toBe('conflict');
    expect(await codeOf(dryRun(engine, { ...step, workflow: 'nothing' }))).toBe('workflow_unknown');
  });

  it('is a line that no second person approved, at the door itself', async () => {
    const [id] = await opened(1);
    const adoption = await propose();
    const forge = (line: object) =>
      db.pool.query('select homeward.write($1::jsonb) as outcomes', [JSON.stringify([{ checks: [], lines: [line] }])]);
    const entry = JSON.stringify({ event: 'x', actor: one, at: '2017-03-06T02:00:00.000Z' });
    const line = { stream: id, kind: 'registry', at: '2017-03-06T02:00:00.000Z', entry };
    const { rows: answers } = await forge({ ...line, ops: [{ op: 'workflow.adopt', data: { adoption } }] });
    expect(answers[0].outcomes[0].error.constraint).toBe('adoption_approved');
    expect(await codeOf(db.pool.query('update homeward.instances set workflow_version = 2'))).toBe('42501');
    expect(await codeOf(db.owner.query('delete from homeward.adoptions'))).toBe('HW090');
  });
});

describe('a dry run', () => {
  it('names each open case with what it gains and loses, or why it cannot be taken over', async () => {
    const [asked, lapsed] = await opened(2);
    await send(lapsed!, 'paper.passedOn');
    const { cases } = await dryRun(engine, step);
    const told = Object.fromEntries(cases.map((c) => [c.instance, c]));
    const keys = (parts: { kind: string; key: string }[]) => parts.map(({ kind, key }) => `${kind} ${key}`);
    expect(keys(told[asked!]!.gains)).toEqual([
      'task asked/check',
      'timer xstate.after.remind.paper.asked',
      'event paper.returned',
    ]);
    expect(keys(told[asked!]!.loses)).toEqual([
      'task asked/check',
      'timer xstate.after.lapse.paper.asked',
      'event paper.passedOn',
    ]);
    expect([told[asked!]!.from, told[asked!]!.to, told[asked!]!.why]).toEqual([['asked'], ['asked'], null]);
    expect(told[lapsed!]!.why?.en).toContain('no state');
    expect(await rows('select from homeward.adoptions')).toEqual([]);
  });

  it('says that a case is not at rest whose timer is due, and that it lacks what the new version must know', async () => {
    const [id] = await opened(1);
    const [instance] = await engine.records.read([id!]);
    const silent = engineOn(db, clock, [paper, paper2Silent]);
    expect(caseOf(silent.definitions, instance!, paper2Silent, clock.now()).why?.en).toContain('did not record');
    const due = instance!.timers[0]!.due;
    expect(caseOf(engine.definitions, instance!, paper2, due - 1).why).toBeNull();
    expect(caseOf(engine.definitions, instance!, paper2, due).why?.en).toContain('has passed');
  });
});

describe('an approved adoption', () => {
  it('writes one line for each case, with tasks and timers as the new version implies, and stays sound', async () => {
    const ids = await opened(2);
    const adoption = await approved();
    expect(await applyAdoption(engine, adoption)).toEqual({ adopted: 2, left: 0, open: 0 });
    for (const id of ids) {
      const [row] = await rows('select version, workflow_version, phase from homeward.instances where id = $1', id);
      expect(row).toEqual({ version: 2, workflow_version: 2, phase: 'asked' });
      const tasks = await rows(
        'select name, role, closed_at is null as open from homeward.tasks where instance = $1 order by opened_version',
        id,
      );
      expect(tasks).toEqual([
        { name: 'check', role: 'districtSupervisor', open: false },
        { name: 'check', role: 'pdosvyOfficer', open: true },
      ]);
      const timers = await rows(
        'select deadline, status from homeward.timers where instance = $1 order by deadline',
        id,
      );
      expect(timers).toEqual([
        { deadline: 'lapse', status: 'cancelled' },
        { deadline: 'remind', status: 'armed' },
      ]);
      const [line] = await rows(
        `select kind, entry::json as entry from homeward.journal where stream = $1 and seq = 2`,
        id,
      );
      expect(line).toMatchObject({
        kind: 'event',
        entry: { event: 'workflow.adopted', workflow: 'paper@2', adoption, proposer: one.person },
      });
      expect(line!.entry.actor.person).toBe(other.person);
    }
    expect(await soundness()).toEqual(sound);
    // one more signature from here on
    await send(ids[0]!, 'paper.checked');
    expect((await rows('select phase from homeward.instances where id = $1', ids[0]))[0]).toEqual({ phase: 'signing' });
    await send(ids[0]!, 'paper.signed');
    expect(await soundness()).toEqual(sound);
  });

  it('is resumed where it was cut off, each case once', async () => {
    const ids = await opened(3);
    const adoption = await approved();
    const { door } = engine.parts;
    let calls = 0;
    const cut = engineOn(db, clock, [paper, paper2]);
    Object.assign(cut.parts, {
      door: {
        write: (unit: never) => {
          calls += 1;
          if (calls > 1) throw new Error('the process died');
          return door.write(unit);
        },
      },
    });
    await expect(applyAdoption(cut, adoption)).rejects.toThrow('the process died');
    const versions = () =>
      rows<{ n: number }>('select count(*)::int as n from homeward.instances where workflow_version = 2');
    expect(await versions()).toEqual([{ n: 1 }]);
    expect(await soundness()).toEqual(sound);
    expect(await applyAdoption(engine, adoption)).toEqual({ adopted: 3, left: 0, open: 0 });
    expect(await applyAdoption(engine, adoption)).toEqual({ adopted: 3, left: 0, open: 0 });
    const lines = await rows(`select from homeward.journal where entry::json ->> 'event' = 'workflow.adopted'`);
    expect(lines).toHaveLength(ids.length);
    expect(await soundness()).toEqual(sound);
  });

  it('is gone on with by the next sweep after a restart, each case once, and is left alone when nothing is left', async () => {
    const ids = await opened(6);
    const adoption = await approved();
    const { door } = engine.parts;
    let calls = 0;
    const killed = engineOn(db, clock, [paper, paper2]);
    Object.assign(killed.parts, {
      door: {
        write: (unit: never) => {
          calls += 1;
          if (calls > 3) throw new Error('the process died');
          return door.write(unit);
        },
      },
    });
    await expect(applyAdoption(killed, adoption)).rejects.toThrow('the process died');
    const versions = () =>
      rows<{ v: number; n: number }>(
        'select workflow_version as v, count(*)::int as n from homeward.instances group by 1 order by 1',
      );
    expect(await versions()).toEqual([
      { v: 1, n: 3 },
      { v: 2, n: 3 },
    ]);
    const { sweeper } = restarted();
    await Promise.all([sweeper.sweep(), restarted().sweeper.sweep()]);
    expect(await versions()).toEqual([{ v: 2, n: 6 }]);
    await sweeper.sweep();
    const lines = await rows(
      `select stream, count(*)::int as n, min(entry::json -> 'actor' ->> 'person') as by from homeward.journal
       where entry::json ->> 'event' = 'workflow.adopted' group by stream`,
    );
    expect(lines).toHaveLength(ids.length);
    expect(lines.every(({ n, by }) => n === 1 && by === other.person)).toBe(true);
    expect(await rows('select from homeward.troubles')).toEqual([]);
    expect(await soundness()).toEqual(sound);
  });

  it('that cannot go on is told to the administrators, waits, and stops neither the sweep nor another adoption', async () => {
    await opened(1);
    const stuck = await approved();
    const without = engineOn(db, clock, [paper]);
    const { sweeper } = restarted(without);
    await sweeper.sweep();
    await sweeper.sweep();
    expect(await rows('select kind, record, attempts from homeward.troubles')).toEqual([
      { kind: 'adoption', record: stuck, attempts: 1 },
    ]);
    clock.set('2017-03-06T10:00:00+07:00');
    await restarted().sweeper.sweep();
    expect(await rows('select from homeward.troubles')).toEqual([]);
    expect(await rows('select workflow_version as v from homeward.instances')).toEqual([{ v: 2 }]);
  });

  it('by two processes at once, takes each case over once', async () => {
    await opened(4);
    const adoption = await approved();
    const both = [engine, engineOn(db, clock, [paper, paper2])];
    await Promise.all(both.map((each) => applyAdoption(each, adoption)));
    const lines = await rows(`select from homeward.journal where entry::json ->> 'event' = 'workflow.adopted'`);
    expect(lines).toHaveLength(4);
    expect(await soundness()).toEqual(sound);
  });

  it('leaves a case that changed since the dry run, and names it', async () => {
    const [moved, done, still, held] = await opened(4);
    const adoption = await approved();
    await send(moved!, 'paper.passedOn');
    await send(done!, 'paper.checked');
    await send(held!, 'paper.held');
    expect(await applyAdoption(engine, adoption)).toEqual({ adopted: 1, left: 3, open: 0 });
    const { cases } = await getAdoption(engine, adoption);
    const told = Object.fromEntries(cases.map(({ instance, outcome, left }) => [instance, [outcome, left?.en]]));
    expect(told[still!]).toEqual(['adopted', undefined]);
    expect(told[moved!]![1]).toContain('no state');
    expect(told[done!]![1]).toContain('closed');
    expect(told[held!]![1]).toContain('changed since the dry run');
    expect(await soundness()).toEqual(sound);
  });
});

it('keeps a proposal that was refused or withdrawn, and applies neither', async () => {
  await opened(1);
  const [refused, withdrawn] = [await propose(), await propose()];
  await decideAdoption(engine, other, refused, 'refused', 'Not yet.');
  await decideAdoption(engine, one, withdrawn, 'withdrawn');
  expect(await codeOf(decideAdoption(engine, other, refused, 'approved'))).toBe('conflict');
  expect(await codeOf(applyAdoption(engine, withdrawn))).toBe('conflict');
  expect(await rows('select status, decided_why from homeward.adoptions order by status')).toEqual([
    { status: 'refused', decided_why: 'Not yet.' },
    { status: 'withdrawn', decided_why: null },
  ]);
});

it('a replay finds a row that claims another version than its journal comes to', async () => {
  const [id] = await opened(1);
  await applyAdoption(engine, await approved());
  await db.owner.query('update homeward.instances set workflow_version = 1 where id = $1', [id]);
  const { differences } = await replayJournal(db.pool, engine.definitions, settings);
  expect(differences.map(({ why }) => why)).toContain('the row says version 1 of the workflow, the journal comes to 2');
});

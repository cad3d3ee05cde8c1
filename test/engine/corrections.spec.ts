import { randomUUID } from 'node:crypto';
import { correctLine, digestOf, replayJournal, verifyJournal, viewOf, type Engine } from '../../libs/engine';
import type { Actor } from '../../workflows/workflow';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { areasIn, engineOn, HandClock, person, settings } from './fixture';

let db: TestDatabase;
let engine: Engine;
const clock = new HandClock(Date.parse('2017-03-06T09:00:00+07:00'));
const commune = person('commune', '081001');
const colleague = person('commune', '081001');
const supervisor = person('districtSupervisor', '0810');

beforeAll(async () => {
  db = await createTestDatabase();
  await areasIn(db);
  engine = engineOn(db, clock);
});
afterAll(() => db.drop());

const open = async (actor: Actor = commune, area = '081001') =>
  (await engine.open({ workflow: 'fixture', area, data: { amount: 1 }, actor, route: 'r' })).id;
const correct = (instance: string, actor: Actor, more: object = {}) =>
  correctLine(engine, { instance, line: 1, reason: 'Another family was meant.', actor, route: 'c', ...more });
const codeOf = async (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (problem: { code: string }) => problem.code,
  );
const linesOf = async (stream: string) =>
  (
    await db.pool.query<{ seq: number; version: number | null; kind: string; event: string }>(
      `select seq, version, kind, entry::json ->> 'event' as event from homeward.journal where stream = $1 order by seq`,
      [stream],
    )
  ).rows;
const stateOf = async (id: string) =>
  (await db.pool.query('select version, state, phase, status from homeward.instances where id = $1', [id])).rows[0];
const soundness = async () => ({
  broken: (await verifyJournal(db.pool)).broken,
  differences: (await replayJournal(db.pool, engine.definitions, settings)).differences,
});

describe('who may not correct', () => {
  it('is whoever may not see the case, neither sent the line nor supervises the area', async () => {
    const id = await open();
    expect(await codeOf(correct(id, person('districtSupervisor', '21')))).toBe('not_found');
    expect(await codeOf(correct(randomUUID(), supervisor))).toBe('not_found');
    expect(await codeOf(correct(id, colleague))).toBe('forbidden');
    expect(await codeOf(correct(id, person('dsw', '0810')))).toBe('forbidden');
    expect(await linesOf(id)).toHaveLength(1);
  });

  it('is a supervisor who reads by broken glass: seeing is not acting', async () => {
    const id = await open();
    const reading = { ...engine.parts, access: { maySee: async () => true, maySend: async () => false } };
    const blind = engineOn(db, clock);
    Object.assign(blind, { parts: reading });
    const act = correctLine(blind, { instance: id, line: 1, reason: 'x', actor: supervisor, route: 'c' });
    expect(await codeOf(act)).toBe('forbidden');
  });
});

describe('what cannot be corrected', () => {
  it('is a line that is not there, that is no event, or that was corrected before: each has its own answer', async () => {
    const id = await open();
    const refused = { instance: id, type: 'thing.checked', data: { amount: 10 }, actor: supervisor, route: 'r' };
    expect(await codeOf(engine.send(refused))).toBe('refused_by_rule');
    expect(await codeOf(correct(id, supervisor, { line: 99 }))).toBe('line_unknown');
    expect(await codeOf(correct(id, supervisor, { line: 2 }))).toBe('line_not_event');
    expect(await codeOf(correct(id, commune))).toBe('done');
    expect(await codeOf(correct(id, supervisor))).toBe('line_corrected');
    expect(await codeOf(correct(id, supervisor, { line: 3 }))).toBe('line_not_event');
  });

  it('names another case, which exists and which the person may see', async () => {
    const id = await open();
    const far = await open(person('commune', '210801'), '210801');
    expect(await codeOf(correct(id, commune, { belongsTo: id }))).toBe('correction_same_case');
    expect(await codeOf(correct(id, commune, { belongsTo: randomUUID() }))).toBe('correction_case_unknown');
    expect(await codeOf(correct(id, commune, { belongsTo: far }))).toBe('correction_case_unknown');
    expect([await linesOf(id), await linesOf(far)].map((lines) => lines.length)).toEqual([1, 1]);
  });

  it('is refused by the database as well, whoever comes first of two', async () => {
    const id = await open();
    const answers = await Promise.all([codeOf(correct(id, commune)), codeOf(correct(id, supervisor))]);
    expect(answers.sort()).toEqual(['done', 'line_corrected']);
    await expect(db.owner.query('delete from homeward.corrections')).rejects.toMatchObject({
      constraint: 'journal_append_only',
    });
  });
});

describe('a correction', () => {
  it('takes a sequence number and no version, changes no state, and tells the supervisor', async () => {
    const id = await open();
    const before = await stateOf(id);
    expect(await correct(id, commune)).toEqual({ id, seq: 2, corrected: { line: 1, belongsTo: null } });
    expect(await stateOf(id)).toEqual(before);
    expect(await linesOf(id)).toEqual([
      { seq: 1, version: 1, kind: 'event', event: 'thing.asked' },
      { seq: 2, version: null, kind: 'correction', event: 'line.corrected' },
    ]);
    const view = await viewOf(engine, id, supervisor);
    expect({ corrections: view.corrections, version: view.version }).toEqual({ corrections: 1, version: 1 });
    const alerts = await db.pool.query('select kind, to_roles, area from homeward.alerts where instance = $1', [id]);
    expect(alerts.rows).toEqual([{ kind: 'line.corrected', to_roles: ['districtSupervisor'], area: '081001' }]);
    const next = { instance: id, type: 'thing.checked', data: { amount: 1 }, actor: supervisor, route: 'r' };
    expect((await engine.send({ ...next, version: 1 })).version).toBe(2);
  });

  it('is possible on a closed case', async () => {
    const id = await open();
    await engine.send({ instance: id, type: 'thing.checked', data: { amount: 1 }, actor: supervisor, route: 'r' });
    expect((await stateOf(id)).status).toBe('closed');
    expect(await codeOf(correct(id, supervisor, { line: 2 }))).toBe('done');
  });

  it('leaves a line in the other case that points back, in the same unit', async () => {
    const [id, other] = [await open(), await open()];
    expect(await correct(id, commune, { belongsTo: other })).toMatchObject({ corrected: { belongsTo: other } });
    expect(await linesOf(other)).toContainEqual({ seq: 2, version: null, kind: 'correction', event: 'line.received' });
    const { rows } = await db.pool.query('select body, digest from homeward.contents where stream = $1 and seq = 2', [
      other,
    ]);
    expect(JSON.parse(rows[0].body).data).toEqual({
      from: { instance: id, line: 1 },
      reason: 'Another family was meant.',
    });
    expect(digestOf(rows[0].body)).toBe(rows[0].digest);
    expect((await viewOf(engine, other, supervisor)).corrections).toBe(0);
  });

  it('answers a repeated key with its first answer, and writes once', async () => {
    const id = await open();
    const key = randomUUID();
    const first = await correct(id, commune, { key });
    expect(await correct(id, commune, { key })).toEqual(first);
    expect(await codeOf(correct(id, commune, { key, reason: 'other words' }))).toBe('key_reused');
    expect(await linesOf(id)).toHaveLength(2);
  });

  it('of a restricted line is restricted too', async () => {
    const id = await open();
    const note = {
      instance: id,
      type: 'note.written',
      data: { note: 'told in confidence' },
      actor: commune,
      route: 'r',
    };
    const written = await codeOf(engine.send(note));
    const line = (await linesOf(id)).length;
    expect({ written, line }).toEqual({ written: 'done', line: 2 });
    await correct(id, commune, { line });
    const { rows } = await db.pool.query('select compartment from homeward.contents where stream = $1 and seq = 3', [
      id,
    ]);
    expect(rows).toEqual([{ compartment: 'restricted' }]);
  });

  it('leaves a journal that verifies and replays; a correction without its line, or without its answer, is named', async () => {
    expect(await soundness()).toEqual({ broken: undefined, differences: [] });
    const [id, other] = [await open(), await open()];
    await correct(id, commune, { belongsTo: other });
    const forge = async (sql: string, values: unknown[]) => {
      await db.owner.query('alter table homeward.corrections disable trigger corrections_append_only');
      await db.owner.query(sql, values);
    };
    await forge('update homeward.corrections set belongs_to = null where stream = $1', [id]);
    expect((await soundness()).broken).toMatchObject({ stream: id, seq: 2 });
    await forge('update homeward.corrections set belongs_to = $2 where stream = $1', [id, other]);
    expect((await soundness()).broken).toBeUndefined();
    await forge('delete from homeward.corrections where stream = $1', [id]);
    expect((await soundness()).broken).toMatchObject({ stream: id, seq: 2 });
  });
});

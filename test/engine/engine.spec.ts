import { randomUUID } from 'node:crypto';
import { examine, makeAnchor, replayJournal, verifyJournal, viewOf, Problem, type Engine } from '../../libs/engine';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { areasIn, engineOn, fixture, HandClock, person, settings } from './fixture';

let database: TestDatabase;
let engine: Engine;
const clock = new HandClock(Date.parse('2017-03-06T09:00:00+07:00'));
const commune = person('commune', '0810');
const supervisor = person('districtSupervisor', '0810');

beforeAll(async () => {
  database = await createTestDatabase();
  await areasIn(database);
  engine = engineOn(database, clock);
});
afterAll(() => database.drop());
beforeEach(() => clock.set('2017-03-06T09:00:00+07:00'));

const ask = (amount = 1, key?: string) =>
  engine.open({ workflow: 'fixture', area: '0810', data: { amount }, actor: commune, route: 'POST /instances', key });
const check = (instance: string, version: number | undefined, more: object = {}) =>
  engine.send({
    instance,
    type: 'thing.checked',
    data: { amount: 1 },
    version,
    actor: supervisor,
    route: 'POST /events',
    ...more,
  });
const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise;
    return 'accepted';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};
const linesOf = async (stream: string) =>
  (await database.pool.query('select * from homeward.journal where stream = $1 order by seq', [stream])).rows;

describe('who is refused', () => {
  it('hides an instance of another area, as if it did not exist', async () => {
    const { id } = await ask();
    const stranger = person('districtSupervisor', '21');
    expect(await codeOf(check(id, 1, { actor: stranger }))).toBe('not_found');
    expect(await codeOf(check(randomUUID(), 1))).toBe('not_found');
    expect(await codeOf(viewOf(engine, id, stranger))).toBe('not_found');
  });

  it("refuses an opening for an area so wide that its first task would be in nobody's queue", async () => {
    const wide = { workflow: 'fixture', area: '08', data: { amount: 1 }, actor: commune, route: 'POST /instances' };
    await expect(engine.open(wide)).rejects.toMatchObject({
      code: 'form_invalid',
      extra: { errors: [{ path: 'area', code: 'area_too_wide' }] },
    });
    await expect(engine.open({ ...wide, area: '0810' })).resolves.toHaveProperty('id');
  });

  it('refuses a wrong role, a stale version, an unknown event, a timer event, a bad form and a missing signature', async () => {
    const { id } = await ask();
    expect(await codeOf(check(id, 1, { actor: person('police', '08') }))).toBe('forbidden');
    expect(await codeOf(check(id, 7))).toBe('version_stale');
    expect(await codeOf(check(id, 1, { type: 'no.such' }))).toBe('event_unknown');
    expect(await codeOf(check(id, 1, { type: 'xstate.after.lapse.fixture.asked' }))).toBe('event_unknown');
    expect(await codeOf(check(id, 1, { type: 'lapse.acknowledged', data: {} }))).toBe('event_not_possible');
    expect(await codeOf(check(id, 1, { data: { amount: 'x', extra: 1 } }))).toBe('form_invalid');
    clock.set('2017-03-21T00:00:00+07:00');
    expect(await codeOf(check(id, undefined, { type: 'lapse.acknowledged', data: {} }))).toBe('signature_required');
  });

  it('names every broken rule and journals the attempt without making others stale', async () => {
    const { id, version } = await ask();
    const error = await check(id, version, {
      actor: { ...supervisor, person: commune.person },
      data: { amount: 12 },
    }).catch((e: Problem) => e);
    expect((error as Problem).extra.rules!.map((r) => r.id)).toEqual(['T-10', 'T-01']);
    const lines = await linesOf(id);
    expect(lines.map((l) => [l.kind, l.version])).toEqual([
      ['event', 1],
      ['refused', null],
    ]);
    expect(JSON.parse(lines[1].entry).refused).toEqual(['T-10', 'T-01']);
    expect((await check(id, version)).version).toBe(2);
  });

  it('journals a refused opening, and opens nothing', async () => {
    const before = await database.pool.query('select count(*)::int as n from homeward.instances');
    expect(await codeOf(ask(10))).toBe('refused_by_rule');
    const after = await database.pool.query('select count(*)::int as n from homeward.instances');
    expect(after.rows[0].n).toBe(before.rows[0].n);
    const refused = await database.pool.query(
      `select entry from homeward.journal where kind = 'refused' and person is null order by recorded_at desc limit 1`,
    );
    expect(JSON.parse(refused.rows[0].entry)).toMatchObject({ event: 'thing.asked', refused: ['T-01'] });
  });

  it('lets nothing be added to a closed instance', async () => {
    const { id } = await ask();
    await check(id, 1);
    expect(await codeOf(check(id, 2))).toBe('instance_closed');
  });
});

describe('keys', () => {
  it('answers a repeated key with the first answer, whatever happened since', async () => {
    const opened = await ask(1, 'k1');
    expect(await ask(1, 'k1')).toEqual(opened);
    const first = await check(opened.id, 1, { key: 'k2' });
    expect(await check(opened.id, 1, { key: 'k2' })).toEqual(first);
    expect((await linesOf(opened.id)).length).toBe(2);
  });

  it('refuses the same key with another body, and replays a refusal', async () => {
    const { id } = await ask(1, 'k3');
    expect(await codeOf(ask(2, 'k3'))).toBe('key_reused');
    const refuse = () => check(id, 1, { data: { amount: 99 }, key: 'k4' }).catch((e: Problem) => e.toJSON());
    const first = await refuse();
    expect(first).toMatchObject({ code: 'refused_by_rule' });
    expect(await refuse()).toEqual(first);
    expect((await linesOf(id)).length).toBe(2);
  });

  it('writes one line for fifty concurrent repeats of one key', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(3, 'k5')));
    expect(new Set(answers.map((a) => a.id)).size).toBe(1);
    expect(new Set(answers.map((a) => a.version))).toEqual(new Set([1]));
  });
});

describe('two at once', () => {
  it('lets one of two decisions of the same millisecond win and tells the other that it is stale or closed', async () => {
    for (let i = 0; i < 20; i += 1) {
      const { id } = await ask();
      const other = person('districtSupervisor', '0810');
      const codes = await Promise.all([codeOf(check(id, 1)), codeOf(check(id, 1, { actor: other }))]);
      expect(codes.filter((c) => c === 'accepted')).toHaveLength(1);
      expect(codes.find((c) => c !== 'accepted')).toMatch(/version_stale|instance_closed/);
      expect((await linesOf(id)).length).toBe(2);
    }
  });

  it('does not fail the neighbours of a refused unit in one batch', async () => {
    const many = await Promise.all(Array.from({ length: 30 }, () => ask()));
    const codes = await Promise.all(
      many.map((m, i) =>
        codeOf(check(m.id, 1, i % 3 === 0 ? { actor: { ...supervisor, person: commune.person } } : {})),
      ),
    );
    expect(codes.filter((c) => c === 'accepted')).toHaveLength(20);
    expect(codes.filter((c) => c === 'refused_by_rule')).toHaveLength(10);
  });
});

describe('tasks and timers', () => {
  it('opens the task with its due date and why, and arms the timer; both go when the state is left', async () => {
    const opened = await ask();
    expect(opened.tasks).toMatchObject([
      {
        name: 'check',
        role: 'districtSupervisor',
        area: '0810',
        due: { on: '2017-03-07', at: '2017-03-07T17:00:00.000Z' },
      },
    ]);
    const armed = () =>
      database.pool.query(`select timer, status, due_at from homeward.timers where instance = $1`, [opened.id]);
    expect((await armed()).rows).toMatchObject([
      { timer: 'xstate.after.lapse.fixture.asked', status: 'armed', due_at: new Date('2017-03-20T17:00:00Z') },
    ]);
    const closed = await check(opened.id, 1);
    expect(closed.tasks).toEqual([]);
    expect((await armed()).rows).toMatchObject([{ status: 'cancelled' }]);
  });

  it('fires overdue timers in order, each at its own due time, once each', async () => {
    const { id } = await ask();
    const until = Date.parse('2017-03-21T03:30:00+07:00');
    await engine.fireDue(until);
    const lines = (await linesOf(id)).filter((l) => l.kind === 'timer');
    expect(lines.map((l) => l.at.toISOString())).toEqual([
      '2017-03-20T17:00:00.000Z',
      '2017-03-20T18:00:00.000Z',
      '2017-03-20T19:00:00.000Z',
      '2017-03-20T20:00:00.000Z',
    ]);
    await Promise.all([engine.fireDue(until), engineOn(database, clock).fireDue(until)]);
    expect((await linesOf(id)).filter((l) => l.kind === 'timer')).toHaveLength(4);
  });

  it('fires what is overdue before it takes an event of a person', async () => {
    const { id } = await ask();
    clock.set('2017-03-25T09:00:00+07:00');
    expect(await codeOf(check(id, 1))).toBe('version_stale');
    const view = await viewOf(engine, id, supervisor);
    expect(view.state).toEqual(['lapsed']);
  });

  it('opens another instance in the same unit', async () => {
    const { id } = await ask();
    const count = async () =>
      (await database.pool.query('select count(*)::int as n from homeward.instances')).rows[0].n as number;
    const before = await count();
    await check(id, 1, { type: 'thing.passedOn' });
    expect(await count()).toBe(before + 1);
  });

  it('says what is allowed, and why the rest is not', async () => {
    const { id } = await ask();
    const view = await viewOf(engine, id, commune);
    expect(view.allowed.find((a) => a.event === 'thing.checked')).toMatchObject({
      allowed: false,
      rules: [{ id: 'T-10' }],
    });
    expect((await viewOf(engine, id, supervisor)).allowed.find((a) => a.event === 'thing.checked')).toMatchObject({
      allowed: true,
    });
  });
});

describe('the wall', () => {
  it('gives the application no way to change an instance or a line of the journal', async () => {
    for (const attempt of [
      `update homeward.instances set status = 'closed'`,
      `delete from homeward.instances`,
      `update homeward.journal set entry = '{}'`,
      `delete from homeward.journal`,
      `insert into homeward.journal (stream, seq, kind, at, entry, hash) values (gen_random_uuid(), 1, 'event', now(), '{}', '')`,
      `update homeward.timers set status = 'fired'`,
      `update homeward.tasks set closed_at = now()`,
      `truncate homeward.journal`,
      `select door.write_line('{}')`,
      `set role homeward_owner`,
      `alter table homeward.journal disable trigger all`,
    ]) {
      await expect(database.pool.query(attempt)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('lets not even the owner change a line', async () => {
    await ask();
    await expect(database.owner.query(`update homeward.journal set entry = '{}'`)).rejects.toMatchObject({
      code: 'HW001',
    });
    await expect(database.owner.query(`delete from homeward.journal`)).rejects.toMatchObject({ code: 'HW001' });
  });
});

describe('the journal', () => {
  it('verifies, anchors, and replays to the stored states with no difference', async () => {
    const heads = await makeAnchor(database.pool, '2017-03-06');
    expect(heads).toBeGreaterThan(10);
    expect(await makeAnchor(database.pool, '2017-03-06')).toBe(0);
    await ask();
    expect(await makeAnchor(database.pool, '2017-03-07')).toBe(1);
    const verification = await verifyJournal(database.pool);
    expect(verification.broken).toBeUndefined();
    expect(verification.lines).toBeGreaterThan(50);
    const replay = await replayJournal(database.pool, engine.definitions, settings);
    expect(replay.differences).toEqual([]);
    expect(replay.instances).toBeGreaterThan(30);
  });

  it('replays the other cases when a line of one was never written by the engine, and names that line', async () => {
    const { id } = await ask();
    await check(id, 1);
    const before = (await replayJournal(database.pool, engine.definitions, settings)).instances;
    const client = await database.owner.connect();
    try {
      await client.query('alter table homeward.journal disable trigger journal_append_only');
      const kept = (await client.query(`select entry from homeward.journal where stream = '${id}' and seq = 2`))
        .rows[0];
      for (const entry of [
        '{}',
        JSON.stringify({ ...JSON.parse(kept.entry), parameters: undefined }),
        JSON.stringify({ ...JSON.parse(kept.entry), event: 'nobody.knows' }),
      ]) {
        await client.query(`update homeward.journal set entry = $1 where stream = '${id}' and seq = 2`, [entry]);
        const { differences, instances } = await replayJournal(database.pool, engine.definitions, settings);
        expect([instances, differences.map(({ instance, seq }) => [instance, seq])]).toEqual([before, [[id, 2]]]);
      }
      await client.query(`update homeward.journal set entry = $1 where stream = '${id}' and seq = 2`, [kept.entry]);
    } finally {
      await client.query('alter table homeward.journal enable trigger journal_append_only');
      client.release();
    }
    expect((await replayJournal(database.pool, engine.definitions, settings)).differences).toEqual([]);
  });

  it('names the first broken line, whatever was done to it', async () => {
    const { id } = await ask();
    await check(id, 1);
    const client = await database.owner.connect();
    try {
      for (const [tamper, seq] of [
        [`update homeward.journal set entry = replace(entry, 'thing', 'thinG') where stream = '${id}' and seq = 2`, 2],
        [`update homeward.journal set at = at + interval '1 day' where stream = '${id}' and seq = 1`, 1],
        [
          `delete from homeward.contents where stream = '${id}' and seq = 2; delete from homeward.journal where stream = '${id}' and seq = 2`,
          2,
        ],
        [`update homeward.contents set body = '{}' where stream = '${id}' and seq = 1`, 1],
        [`update homeward.contents set body = null where stream = '${id}' and seq = 1`, 1],
        [`delete from homeward.contents where stream = '${id}' and seq = 1`, 1],
        [`update homeward.journal set kind = 'refused' where stream = '${id}' and seq = 2`, 2],
        [`update homeward.journal set version = null where stream = '${id}' and seq = 2`, 2],
        [`update homeward.instances set head = sha256('x') where id = '${id}'`, 2],
      ] as const) {
        await client.query('alter table homeward.journal disable trigger journal_append_only');
        await client.query(
          'create table homeward.kept_j as select * from homeward.journal; create table homeward.kept_c as select * from homeward.contents; create table homeward.kept_i as select id, head from homeward.instances',
        );
        await client.query(tamper);
        expect((await verifyJournal(database.pool)).broken).toMatchObject({ stream: id, seq });
        await client.query(`delete from homeward.contents; delete from homeward.journal; insert into homeward.journal select * from homeward.kept_j;
          insert into homeward.contents select * from homeward.kept_c; update homeward.instances i set head = k.head from homeward.kept_i k where k.id = i.id;
          drop table homeward.kept_j, homeward.kept_c, homeward.kept_i; alter table homeward.journal enable trigger journal_append_only`);
        expect((await verifyJournal(database.pool)).broken).toBeUndefined();
      }
    } finally {
      client.release();
    }
  });

  it('keeps a restricted form apart', async () => {
    const { id } = await ask();
    await check(id, 1, { type: 'note.written', data: { note: 'she said' } });
    const { rows } = await database.pool.query(
      'select compartment from homeward.contents where stream = $1 order by seq',
      [id],
    );
    expect(rows.map((r) => r.compartment)).toEqual(['open', 'restricted']);
    expect((await linesOf(id))[1].entry).not.toContain('she said');
  });
});

describe('the doctor', () => {
  it('finds nothing in a sound database, finds and repairs a lost and a superfluous timer, and names a stuck instance', async () => {
    clock.set('2017-03-06T09:00:00+07:00');
    const { id } = await ask();
    const mine = async (repair: boolean) =>
      (await examine(engine, database.pool, repair)).findings.filter((f) => f.instance === id);
    expect(await mine(false)).toEqual([]);
    await database.owner.query(`update homeward.timers set status = 'cancelled' where instance = $1`, [id]);
    await database.owner.query(
      `insert into homeward.timers (instance, timer, armed_version, deadline, due_at, why) values ($1, 'xstate.after.repeat.fixture.lapsed', 9, 'repeat', now(), '{}')`,
      [id],
    );
    expect((await mine(false)).map((f) => f.what).sort()).toEqual(['timer extra', 'timer missing']);
    expect((await mine(true)).map((f) => f.repaired)).toEqual([true, true]);
    expect(await mine(false)).toEqual([]);
    const { rows } = await database.pool.query(
      `select due_at from homeward.timers where instance = $1 and status = 'armed'`,
      [id],
    );
    expect(rows).toEqual([{ due_at: new Date('2017-03-20T17:00:00Z') }]);
    await database.owner.query(
      `update homeward.instances set state = replace(state, '"asked":1488', '"asked":1499') where id = $1`,
      [id],
    );
    engine.records.forget(id);
    expect((await mine(false)).map((f) => f.what)).toContain('state differs');
    expect(fixture.id).toBe('fixture');
  });

  it('names a task that is gone, a row that says closed, and a state that cannot be read, and goes on to the others', async () => {
    clock.set('2017-03-06T09:00:00+07:00');
    const [{ id }, { id: other }] = [await ask(), await ask()];
    const told = async (instance: string) =>
      (await examine(engine, database.pool, true)).findings.filter((f) => f.instance === instance).map((f) => f.what);
    const set = (text: string) => database.owner.query(`update homeward.instances set ${text} where id = $1`, [id]);
    const { rows } = await database.pool.query<{ state: string }>(
      'select state from homeward.instances where id = $1',
      [id],
    );
    await set(`status = 'closed'`);
    expect(await told(id)).toContain('state differs');
    await set(`status = 'open'`);
    await database.owner.query(
      `update homeward.tasks set closed_at = now(), closed_version = 1 where instance = any ($1)`,
      [[id, other]],
    );
    expect(await told(id)).toEqual(['task missing']);
    await set(`state = '{}'`);
    expect([...new Set(await told(id))]).toEqual(['state differs']);
    expect(await told(other)).toEqual(['task missing']);
    await set(`state = '${rows[0]!.state.replaceAll("'", "''")}'`);
    expect(await told(id)).toEqual(['task missing']);
  });
});

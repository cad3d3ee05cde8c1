/** What was written without a connection on a case that moved on: kept on the server, looked at, decided once, never lost. */
import { randomUUID } from 'node:crypto';
import { seal, type OutboxKey } from '../../apps/web/src/offline/seal';
import { replayJournal, verifyJournal } from '../../libs/engine';
import type { Workflow } from '../../workflows/workflow';
import { fixture } from '../engine/fixture';
import { visited } from '../engine/visits-fixture';
import { World, type Answer } from './world';

/** Visits are told by workers alone, so that a supervisor can only do it in a worker's place. */
const told: Workflow<any> = {
  ...visited,
  events: {
    ...visited.events,
    'visit.recorded': { ...visited.events['visit.recorded']!, by: ['dsw', 'ngoCaseworker'] },
  },
};

/** Notes are restricted and possible in every state; in the second procedure they are facts. */
const noted = (id: string, more: object): Workflow<any> => ({
  ...fixture,
  id,
  events: {
    ...fixture.events,
    'thing.asked': { ...fixture.events['thing.asked']!, by: ['dsw'] },
    'note.written': { ...fixture.events['note.written']!, by: ['dsw'], field: true, ...more },
  },
});

let world: World;
type Person = Awaited<ReturnType<World['signIn']>>;
let author: Person;
let colleague: Person;
let supervisor: Person;
let director: Person;
let officer: Person;
let far: Person;
let farSupervisor: Person;
let police: Person;
let key: OutboxKey;
let counter = 0;
const device = randomUUID();
const written = '2017-03-06T01:30:00.000Z';

beforeAll(async () => {
  world = await World.open({ workflows: [told, noted('noted', {}), noted('stated', { fact: true })] });
  author = await world.signIn('dsw.saang', 'dsw', '0810');
  colleague = await world.signIn('dsw2.saang', 'dsw', '0810');
  supervisor = await world.signIn('supervisor.saang', 'districtSupervisor', '0810');
  director = await world.signIn('director.kandal', 'pdosvyDirector', '08');
  officer = await world.signIn('officer.kandal', 'pdosvyOfficer', '08');
  far = await world.signIn('dsw.angkor', 'dsw', '2101');
  farSupervisor = await world.signIn('supervisor.angkor', 'districtSupervisor', '2101');
  police = await world.signIn('police.kandal', 'police', '08');
  key = (await world.send('/api/v1/outbox/key', { token: author.token })).body;
}, 60_000);
afterAll(() => world.close());

const rows = async (sql: string, ...values: unknown[]) =>
  (await world.database.owner.query<Record<string, any>>(sql, values)).rows;

const get = (as: Person | undefined, path: string): Promise<Answer> =>
  world.send(`/api/v1${path}`, { token: as?.token });
const event = (as: Person, instance: string, version: number, type: string, data: object) =>
  world.send(`/api/v1/instances/${instance}/events`, {
    token: as.token,
    body: { type, data },
    headers: { 'If-Match': `"${version}"` },
  });
const decide = (as: Person | undefined, id: string, body: object, version?: number, sent: object = {}) =>
  world.send(`/api/v1/reviews/${id}/decide`, {
    token: as?.token,
    body,
    headers: version === undefined ? {} : { 'If-Match': `"${version}"` },
    ...sent,
  });

/** A case of the author with three visits planned; its version is 1. */
async function placed(): Promise<string> {
  const { body } = await world.send('/api/v1/instances', {
    token: author.token,
    body: { workflow: 'visited', area: '081001', data: { days: [0, 1, 2], worker: author.person } },
  });
  return body.id;
}

async function sealedBy(as: Person, instance: string, more: Record<string, unknown> = {}, data: object = day0) {
  counter += 1;
  const head = {
    key: randomUUID(),
    person: as.person,
    kind: 'event',
    instance,
    workflow: 'visited',
    workflowVersion: 1,
    event: 'visit.recorded',
    baseVersion: 1,
    capturedAt: written,
    deviceId: device,
    counter,
    safety: false,
    keyId: key.id,
    ...more,
  };
  return { ...head, sealed: await seal(key, head, data) };
}
const day0 = { key: '1/D+0', on: '2017-03-06' };
const day1 = { key: '1/D+1', on: '2017-03-06' };

type Item = Awaited<ReturnType<typeof sealedBy>>;
const post = (as: Person, item: Item, more: { key?: string; version?: number } = {}) =>
  world.send('/api/v1/outbox', {
    token: as.token,
    body: item,
    key: more.key ?? item.key,
    headers: more.version === undefined ? {} : { 'If-Match': `"${more.version}"` },
  });

/** A visit that the author wrote while a colleague recorded another one: kept for review. */
async function stale() {
  const instance = await placed();
  const item = await sealedBy(author, instance);
  expect((await event(colleague, instance, 1, 'visit.recorded', day1)).status).toBe(200);
  const answer = await post(author, item);
  return { instance, item, answer, id: answer.body.review?.id as string };
}
const visitsMade = async (instance: string) =>
  (
    await rows(
      `select key, status from homeward.visits where instance = $1 and status <> 'planned' order by key`,
      instance,
    )
  ).map((visit) => `${visit.key} ${visit.status}`);
const taskOf = async (as: Person, id: string) =>
  (await get(as, '/tasks?mine=true&limit=200')).body.items.find((task: any) => task.incident === id);

describe('who may not', () => {
  it('shows nothing to who is not signed in, to another district, to colleagues and to the police', async () => {
    const { id } = await stale();
    expect((await get(undefined, '/reviews')).status).toBe(401);
    expect((await get(undefined, `/reviews/${id}`)).status).toBe(401);
    expect((await decide(undefined, id, { decision: 'recorded' }, 2)).status).toBe(401);
    for (const other of [far, farSupervisor, colleague, police]) {
      expect((await get(other, '/reviews')).body.items).toEqual([]);
      expect((await get(other, `/reviews/${id}`)).body.code).toBe('not_found');
      expect((await decide(other, id, { decision: 'recorded' }, 2)).body.code).toBe('not_found');
      expect((await decide(other, id, { decision: 'setAside', reason: 'Not mine.' })).body.code).toBe('not_found');
    }
    expect((await get(supervisor, `/reviews/${randomUUID()}`)).status).toBe(404);
    expect((await rows('select decision from homeward.reviews where id = $1', id))[0]!.decision).toBeNull();
  });

  it('is told what is missing: a version, a reason, a decision that exists', async () => {
    const { id } = await stale();
    expect((await decide(supervisor, id, { decision: 'recorded' })).status).toBe(428);
    expect((await decide(supervisor, id, { decision: 'setAside' })).body.code).toBe('form_invalid');
    expect((await decide(supervisor, id, { decision: 'burn' })).body.code).toBe('form_invalid');
    expect((await decide(supervisor, id, { decision: 'recorded' }, 1)).body.code).toBe('version_stale');
    expect((await get(supervisor, '/reviews?cursor=x')).body.code).toBe('form_invalid');
    expect((await get(supervisor, '/reviews/none')).status).toBe(422);
    // an incident of this kind ends with the decision, never by hand
    const closed = await world.send(`/api/v1/incidents/${id}/resolve`, {
      token: supervisor.token,
      body: { reason: 'Away with it.' },
    });
    expect(closed.body.code).toBe('forbidden');
  });

  it('never learns that a case exists: nothing is kept of who never read it', async () => {
    const instance = await placed();
    const answer = await post(far, await sealedBy(far, instance));
    expect([answer.status, answer.body.code, answer.body.review]).toEqual([404, 'not_found', null]);
    const unknown = await post(far, await sealedBy(far, randomUUID()));
    expect([unknown.status, unknown.body.review]).toEqual([404, null]);
  });
});

describe('a visit that was written on a version that has passed', () => {
  it('is kept sealed, is somebody’s task by a date, and is one item however often it is sent', async () => {
    const { instance, item, answer, id } = await stale();
    expect([answer.status, answer.body.code, answer.body.review.owner]).toEqual([
      409,
      'version_stale',
      'districtSupervisor',
    ]);
    const again = await Promise.all([post(author, item), post(author, item)]);
    expect(again.map(({ body }) => body.review.id)).toEqual([id, id]);
    const [kept] = await rows('select * from homeward.reviews where instance = $1', instance);
    expect(JSON.stringify(kept)).not.toContain('1/D+0');
    expect([kept!.item, kept!.why]).toEqual([item, 'version_stale']);
    const lines = await rows(
      `select entry::jsonb ->> 'captured' as captured from homeward.journal where stream = $1 and entry::jsonb ->> 'event' = 'review.kept'`,
      instance,
    );
    expect(lines).toEqual([{ captured: written }]);
    const task = await taskOf(supervisor, id);
    expect([task.incidentKind, task.role, task.area, task.due.at]).toEqual([
      'REPORT_TO_REVIEW',
      'districtSupervisor',
      '0810',
      '2017-03-08T02:00:00.000Z',
    ]);
    expect(task.text.en).toMatch(/^Written without a connection, to be looked at: Tell of the visit \(VF-/);
    expect(task.nextRungAt).toEqual(expect.any(String));
    expect(await visitsMade(instance)).toEqual(['1/D+1 made']);
  });

  it('is one item also when two requests come at once', async () => {
    const instance = await placed();
    const item = await sealedBy(author, instance);
    await event(colleague, instance, 1, 'visit.recorded', day1);
    const both = await Promise.all([post(author, item), post(author, item), post(author, item)]);
    expect(both.map(({ status }) => status)).toEqual([409, 409, 409]);
    expect(new Set(both.map(({ body }) => body.review.id)).size).toBe(1);
  });

  it('is shown with both versions to its author and to who decides, and the read is logged', async () => {
    const { instance, id } = await stale();
    for (const reader of [supervisor, director, author]) {
      const { body } = await get(reader, `/reviews/${id}`);
      expect([body.yours, body.capturedAt, body.mine]).toEqual([day0, written, reader === author]);
      expect(body.current.since.map((line: any) => [line.event, line.role])).toEqual([['visit.recorded', 'dsw']]);
      expect(body.may).toEqual(['recorded', 'setAside']);
    }
    expect((await get(supervisor, `/reviews?instance=${instance}&open=true`)).body.items.map((r: any) => r.id)).toEqual(
      [id],
    );
    expect((await get(author, '/reviews?mine=true&limit=1')).body.next).toEqual(expect.any(String));
    const reads = await rows(
      `select distinct person from homeward.read_log where subject = $1 and via like '%reviews%'`,
      instance,
    );
    expect(reads).toHaveLength(3);
  });

  it('counts when a reviewer records it: in the author’s place, with the time of the device, and only once', async () => {
    const { instance, item, id } = await stale();
    const sent = { key: randomUUID() };
    const first = await decide(supervisor, id, { decision: 'recorded' }, 2, sent);
    expect([first.status, first.body.decision, first.body.may]).toEqual([200, 'recorded', []]);
    expect((await decide(supervisor, id, { decision: 'recorded' }, 2, sent)).status).toBe(200);
    expect((await decide(director, id, { decision: 'recorded' }, 3)).body.code).toBe('conflict');
    expect((await decide(director, id, { decision: 'setAside', reason: 'Too late.' })).body.code).toBe('conflict');
    expect(await visitsMade(instance)).toEqual(['1/D+0 made', '1/D+1 made']);
    const [line] = await rows(
      `select entry::jsonb as entry from homeward.journal where stream = $1 order by seq desc limit 1`,
      instance,
    );
    const { person, role, actingFor } = line!.entry.actor;
    expect([person, role, actingFor]).toEqual([supervisor.person, 'districtSupervisor', author.person]);
    expect([line!.entry.author, line!.entry.captured, line!.entry.review]).toEqual([
      { person: author.person, role: 'dsw' },
      written,
      id,
    ]);
    const [kept] = await rows('select received_at from homeward.reviews where id = $1', id);
    expect(line!.entry.received).toBe(kept!.received_at.toISOString());
    expect(await taskOf(supervisor, id)).toBeUndefined();
    // the phone hears of it when it asks again, and nothing is done twice
    const later = await post(author, item);
    expect([later.status, later.body.review.decision]).toEqual([409, 'recorded']);
    const forced = await post(author, item, { key: `${item.key}.1`, version: 3 });
    expect([forced.status, forced.body.code, forced.body.review.decision]).toEqual([409, 'conflict', 'recorded']);
    expect(await visitsMade(instance)).toEqual(['1/D+0 made', '1/D+1 made']);
    const { engine, pool, settings } = world.context;
    expect((await verifyJournal(pool)).broken).toBeUndefined();
    expect((await replayJournal(pool, engine.definitions, settings)).differences).toEqual([]);
  });

  it('is settled when its author looks and sends it again', async () => {
    const { instance, item, id } = await stale();
    const again = await post(author, item, { key: `${item.key}.1`, version: 2 });
    expect(again.status).toBe(200);
    const { body } = await get(author, `/reviews/${id}`);
    expect([body.decision, body.may]).toEqual(['recorded', []]);
    expect(await taskOf(supervisor, id)).toBeUndefined();
    expect((await decide(supervisor, id, { decision: 'recorded' }, 3)).body.code).toBe('conflict');
    expect(await visitsMade(instance)).toEqual(['1/D+0 made', '1/D+1 made']);
  });

  it('stays when it is set aside: with its content and the reason, in the register and in the journal', async () => {
    const { instance, item, id } = await stale();
    const reason = 'The same visit as the one of the sixth.';
    const aside = await decide(supervisor, id, { decision: 'setAside', reason });
    expect([aside.status, aside.body.decision, aside.body.reason]).toEqual([200, 'setAside', reason]);
    expect((await decide(supervisor, id, { decision: 'setAside', reason })).status).toBe(200);
    expect((await get(author, `/reviews/${id}`)).body).toMatchObject({ yours: day0, reason });
    const { items } = (await get(supervisor, `/instances/${instance}/journal`)).body;
    expect(items.at(-1)).toMatchObject({ event: 'review.setAside', data: { review: id, reason } });
    expect((await post(author, item)).body.review.decision).toBe('setAside');
    expect(await visitsMade(instance)).toEqual(['1/D+1 made']);
    for (const sql of [
      'delete from homeward.reviews where id = $1',
      'update homeward.reviews set decision = null where id = $1',
    ])
      await expect(world.database.owner.query(sql, [id])).rejects.toMatchObject({ code: 'HW080' });
  });

  it('is set aside by its author, who gives it up with a reason', async () => {
    const { item, id } = await stale();
    const { key: name, workflow, event: type, instance, capturedAt, safety } = item;
    const body = { key: name, workflow, event: type, instance, capturedAt, safety, reason: 'My colleague wrote it.' };
    expect((await world.send('/api/v1/outbox/forgotten', { token: author.token, body })).status).toBe(201);
    expect((await get(author, `/reviews/${id}`)).body).toMatchObject({
      decision: 'setAside',
      reason: 'My colleague wrote it.',
    });
  });
});

describe('what needs no review', () => {
  it('is a second report of the same device, written after the first on the same version', async () => {
    const instance = await placed();
    const [first, second] = [await sealedBy(author, instance), await sealedBy(author, instance, {}, day1)];
    expect((await post(author, first)).status).toBe(200);
    expect((await post(author, second)).status).toBe(200);
    expect(await visitsMade(instance)).toEqual(['1/D+0 made', '1/D+1 made']);
    // from another device the author may not have known of the first
    const third = await sealedBy(author, instance, { deviceId: randomUUID() }, { key: '1/D+2', on: '2017-03-06' });
    expect(await post(author, third)).toMatchObject({ status: 409, body: { review: { id: expect.any(String) } } });
  });

  it('is a refusal of the form itself, which its author mends', async () => {
    const instance = await placed();
    const wrong = await post(author, await sealedBy(author, instance, {}, { key: '1/D+0', on: 'yesterday' }));
    expect([wrong.body.code, wrong.body.review]).toEqual(['form_invalid', null]);
    const office = await post(author, await sealedBy(author, instance, { event: 'case.ended', baseVersion: 7 }, {}));
    expect([office.body.code, office.body.review]).toEqual(['version_stale', null]);
  });
});

/** A case on which anybody may write notes; its version is 1. */
async function asked(workflow: string): Promise<string> {
  const body = { workflow, area: '081001', data: { amount: 1 } };
  const opened = await world.send('/api/v1/instances', { token: author.token, body });
  if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
  return opened.body.id;
}
const note = { note: 'The uncle was there again.' };
const noteOf = (workflow: string, instance: string) =>
  sealedBy(author, instance, { workflow, event: 'note.written' }, note);

describe('what is restricted, and what is a fact', () => {
  it('is read and decided by who may read the compartment, and is nobody else’s to judge', async () => {
    const instance = await asked('noted');
    await event(colleague, instance, 1, 'note.written', { note: 'All is well.' });
    const { body } = await post(author, await noteOf('noted', instance));
    const { id } = body.review;
    expect((await get(supervisor, `/reviews/${id}`)).body).toMatchObject({
      yours: note,
      may: ['recorded', 'setAside'],
    });
    expect((await get(officer, `/reviews/${id}`)).body).toMatchObject({ yours: null, may: [] });
    expect((await decide(officer, id, { decision: 'recorded' }, 2)).body.code).toBe('forbidden');
    expect((await decide(supervisor, id, { decision: 'setAside', reason: 'The uncle is dead.' })).status).toBe(200);
    expect((await get(officer, `/reviews/${id}`)).body.reason).toBeNull();
    const [kept] = await rows('select text_en, resolution from homeward.incidents where id = $1', id);
    expect(JSON.stringify(kept)).not.toMatch(/uncle/);
  });

  it('waits for nobody when it is a fact', async () => {
    const instance = await asked('stated');
    await event(colleague, instance, 1, 'note.written', { note: 'All is well.' });
    expect((await post(author, await noteOf('stated', instance))).status).toBe(200);
  });
});

describe('what nobody may lose', () => {
  it('is kept when the case was closed: set aside with a reason, since nothing can be added', async () => {
    const instance = await placed();
    const item = await sealedBy(author, instance);
    await event(supervisor, instance, 1, 'case.ended', {});
    const { status, body } = await post(author, item, { version: 2 });
    expect([status, body.code]).toEqual([409, 'instance_closed']);
    expect((await get(supervisor, `/reviews/${body.review.id}`)).body).toMatchObject({
      yours: day0,
      may: ['setAside'],
    });
    expect((await decide(supervisor, body.review.id, { decision: 'recorded' }, 2)).body.code).toBe('forbidden');
    const reason = 'Kept with the closed case.';
    expect((await decide(supervisor, body.review.id, { decision: 'setAside', reason })).status).toBe(200);
  });

  it('is kept when its author has lost the office, and counts in the role in which it was written', async () => {
    const worker = await world.signIn('dsw3.saang', 'dsw', '0810');
    const instance = await placed();
    expect((await get(worker, `/instances/${instance}`)).status).toBe(200);
    const item = await sealedBy(worker, instance);
    const at = '2017-03-06T09:00:00+07:00';
    await rows(`update homeward.appointments set ends_at = $2 where id = $1`, worker.appointment, at);
    await world.company.hire('commune', '210101', { person: worker.person });
    const { status, body } = await post(worker, item);
    expect([status, body.code, body.current]).toEqual([404, 'not_found', null]);
    const mine = await get(worker, `/reviews/${body.review.id}`);
    expect([mine.body.yours, mine.body.current, mine.body.may]).toEqual([day0, null, ['setAside']]);
    expect((await decide(supervisor, body.review.id, { decision: 'recorded' }, 1)).status).toBe(200);
    expect(await visitsMade(instance)).toEqual(['1/D+0 made']);
  });

  it('goes with the case to the district that owns it now', async () => {
    const { instance, id } = await stale();
    await event(author, instance, 2, 'transfer.proposed', { to: '210101' });
    expect((await event(far, instance, 3, 'transfer.accepted', {})).status).toBe(200);
    expect(await taskOf(supervisor, id)).toBeUndefined();
    expect((await get(supervisor, `/reviews/${id}`)).status).toBe(404);
    expect((await taskOf(farSupervisor, id)).area).toBe('2101');
    expect((await decide(farSupervisor, id, { decision: 'recorded' }, 4)).status).toBe(200);
    expect(await visitsMade(instance)).toEqual(['1/D+0 made', '1/D+1 made']);
  });

  it('reaches who stands above the district when nobody decides', async () => {
    const { id } = await stale();
    const { sweeper } = world.context;
    await sweeper.advanceTo(world.clock.now() + 19 * 86_400_000, world.clock);
    const alerts = await rows(
      `select distinct d.role from homeward.alerts a join homeward.tasks t on t.id = a.task
       join homeward.deliveries d on d.alert = a.id where t.incident = $1`,
      id,
    );
    expect(alerts.map(({ role }) => role)).toEqual(expect.arrayContaining(['districtSupervisor', 'pdosvyDirector']));
  });

  it('needs no confirmation when only clocks have fired since', async () => {
    const instance = await asked('noted');
    const item = await noteOf('noted', instance);
    const [timer] = await rows('select min(due_at) as due from homeward.timers where instance = $1', instance);
    await world.clock.set(timer!.due.getTime());
    const { status, body } = await post(author, item);
    expect(status).toBe(200);
    const lines = await rows(`select kind from homeward.journal where stream = $1 order by seq`, instance);
    expect(lines.map(({ kind }) => kind)).toEqual(['event', 'timer', 'event']);
    expect(body.case.version).toBe(3);
    // a version that the case has not come to is no clock's work
    const ahead = await sealedBy(
      author,
      instance,
      { workflow: 'noted', event: 'note.written', baseVersion: 900 },
      note,
    );
    expect((await post(author, ahead)).body.code).toBe('version_stale');
  });
});

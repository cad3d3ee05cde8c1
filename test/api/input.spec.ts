import { randomUUID } from 'node:crypto';
import { World, type Answer } from './world';

let world: World;
let commune: string;
let supervisor: string;
beforeAll(async () => {
  world = await World.open();
  commune = (await world.signIn('commune', 'commune', '081001')).token;
  supervisor = (await world.signIn('supervisor', 'districtSupervisor', '0810')).token;
});
afterAll(() => world.close());

/** A refusal is problem+json with its code, a title and both languages. */
function refused(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.body?.code]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(Object.keys(answer.body.titles)).toEqual(['en', 'km']);
  expect(answer.body.status).toBe(status);
  expect(answer.body.rules).toBeInstanceOf(Array);
  expect(answer.body.errors).toBeInstanceOf(Array);
}
const codes = (answer: Answer) => answer.body.errors.map((e: { path: string; code: string }) => `${e.path} ${e.code}`);
const check = (id: string, more: object = {}, data: unknown = { amount: 1 }) =>
  world.send(`/api/v1/instances/${id}/events`, {
    token: supervisor,
    headers: { 'If-Match': '"1"' },
    body: { type: 'thing.checked', data },
    ...more,
  });

describe('what is no request at all', () => {
  it('refuses who is not signed in, whatever they ask, and says how', async () => {
    for (const path of [
      '/api/v1/instances',
      '/api/v1/tasks',
      '/api/v1/workflows',
      `/api/v1/instances/${randomUUID()}`,
      '/api/v1/people',
    ]) {
      const answer = await world.send(path);
      refused(answer, 401, 'unauthenticated');
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
    refused(await world.send('/api/v1/tasks', { token: 'x'.repeat(43) }), 401, 'unauthenticated');
  });

  it('knows 404, 405 with Allow, 415 and broken JSON', async () => {
    refused(await world.send('/nowhere'), 404, 'not_found');
    const answer = await world.send('/api/v1/instances', { method: 'DELETE', token: commune });
    refused(answer, 405, 'method_not_allowed');
    expect(answer.headers.get('allow')).toMatch(/GET.*POST|POST.*GET/);
    refused(
      await world.send('/api/v1/instances', { token: commune, raw: 'a=1', headers: { 'Content-Type': 'text/plain' } }),
      415,
      'media_type',
    );
    refused(await world.send('/api/v1/instances', { token: commune, raw: '{"a":' }), 400, 'body_invalid');
    refused(
      await world.send('/api/v1/instances', { token: commune, raw: Buffer.from([0x22, 0xff, 0xfe, 0x22]) }),
      400,
      'body_invalid',
    );
    refused(
      await world.send('/api/v1/instances', { token: commune, raw: 'x', headers: { 'Content-Encoding': 'gzip' } }),
      415,
      'media_type',
    );
    for (const path of ['instances/%E0%A4%A', 'nothing/%zz', 'workflows/%'])
      refused(await world.send(`/api/v1/${path}`, { token: commune }), 400, 'address_invalid');
  });

  it('refuses 10 MB and a JSON bomb without falling over', async () => {
    refused(await world.open(commune, { text: 'x'.repeat(10_000_000) }), 413, 'body_too_large');
    refused(
      await world.send('/api/v1/instances', { token: commune, raw: '['.repeat(400_000) + ']'.repeat(400_000) }),
      413,
      'too_deep',
    );
    refused(
      await world.send('/api/v1/instances', { token: commune, raw: `{"data":[${'1,'.repeat(100_000)}1]}` }),
      413,
      'too_deep',
    );
    expect((await world.send('/health/live')).status).toBe(200);
  });

  it('answers in the language asked for, and gives both', async () => {
    const khmer = await world.send('/api/v1/tasks', { headers: { 'Accept-Language': 'km,en;q=0.5' } });
    expect(khmer.body.title).toBe(khmer.body.titles.km);
    const english = await world.send('/api/v1/tasks', { headers: { 'Accept-Language': 'en' } });
    expect(english.body.title).toBe(english.body.titles.en);
  });
});

describe('fields', () => {
  it('names every unknown, missing and mistyped field with path and code', async () => {
    const answer = await world.send('/api/v1/instances', {
      token: commune,
      body: { workflow: 7, data: {}, more: 1, area: '08x' },
    });
    refused(answer, 422, 'form_invalid');
    expect(codes(answer).sort()).toEqual(['area invalid_format', 'more unknown_field', 'workflow invalid_type']);
    for (const error of answer.body.errors) expect(error.message.km).toMatch(/[\u1780-\u17ff]/);
    const form = await world.open(commune, { amount: 'many', extra: true });
    refused(form, 422, 'form_invalid');
    expect(codes(form).sort()).toEqual(['amount invalid_type', 'extra unknown_field']);
  });

  it('refuses a prototype as a field, and unknown areas, workflows and queries', async () => {
    refused(
      await world.send('/api/v1/instances', { token: commune, raw: '{"__proto__":{"x":1}}' }),
      422,
      'form_invalid',
    );
    refused(
      await world.send('/api/v1/instances', {
        token: commune,
        body: { workflow: 'nothing', area: '081001', data: {} },
      }),
      404,
      'workflow_unknown',
    );
    refused(
      await world.send('/api/v1/instances', {
        token: commune,
        body: { workflow: 'fixture', area: '99', data: { amount: 1 } },
      }),
      422,
      'form_invalid',
    );
    refused(await world.send('/api/v1/tasks?colour=red', { token: commune }), 422, 'form_invalid');
    refused(await world.send('/api/v1/tasks?cursor=xyz', { token: commune }), 422, 'form_invalid');
    refused(await world.send('/api/v1/instances/7', { token: commune }), 422, 'form_invalid');
  });

  it('refuses a day that does not exist and the year 22012', async () => {
    for (const now of [
      '2017-02-30T00:00:00+07:00',
      '22012-01-01T00:00:00+07:00',
      '9999-01-01T00:00:00+07:00',
      'tomorrow',
      '2017-03-06',
    ]) {
      refused(await world.send('/testing/clock', { method: 'PUT', body: { now } }), 422, 'form_invalid');
    }
  });

  it('takes dates and numbers in Khmer digits', async () => {
    const answer = await world.send('/testing/clock', { method: 'PUT', body: { now: '២០១៧-០៣-០៦T១០:០០:០០+០៧:០០' } });
    expect(answer.body.now).toBe('2017-03-06T10:00:00.000+07:00');
  });

  it('stores a name in one spelling: composed, without invisible marks', async () => {
    const administrator = (await world.signIn('administrator', 'administrator', '')).token;
    const answer = await world.send('/api/v1/people', {
      token: administrator,
      body: { nameKm: 'ដា\u200Bរ៉ា\uFEFF', nameEn: 'Da\u0301ra' },
    });
    expect(answer.status).toBe(201);
    const { rows } = await world.database.pool.query('select name_km, name_en from homeward.people where id = $1', [
      answer.body.id,
    ]);
    expect(rows[0]).toEqual({ name_km: 'ដារ៉ា', name_en: 'D\u00e1ra' });
    for (const nameEn of ['a\u0000b', 'a\ud800b', 'a\u0007b']) {
      refused(
        await world.send('/api/v1/people', { token: administrator, body: { nameKm: 'ដារ៉ា', nameEn } }),
        422,
        'form_invalid',
      );
    }
  });

  it('takes SQL in every text as text', async () => {
    const poison = `'); drop table homeward.journal; --`;
    const administrator = (await world.signIn('second.administrator', 'administrator', '')).token;
    const added = await world.send('/api/v1/people', {
      token: administrator,
      body: { nameKm: poison, nameEn: poison },
    });
    expect(added.status).toBe(201);
    for (const path of [
      `/api/v1/instances?workflow=${encodeURIComponent(poison)}`,
      `/api/v1/instances?state=${encodeURIComponent(poison)}`,
      `/api/v1/instances?reference=${encodeURIComponent(poison)}`,
      `/api/v1/alerts?kind=${encodeURIComponent(poison)}`,
      `/api/v1/incidents?kind=${encodeURIComponent(poison)}`,
      `/api/v1/people?name=${encodeURIComponent(poison)}`,
      `/api/v1/workflows/${encodeURIComponent(poison)}`,
      `/api/v1/tasks?area=${encodeURIComponent(poison)}`,
    ]) {
      expect((await world.send(path, { token: commune })).status).toBeLessThan(500);
    }
    refused(await world.send('/api/v1/session', { body: { login: poison, password: poison } }), 401, 'unauthenticated');
    expect(
      (await world.send('/api/v1/session', { body: { login: poison, password: poison, totp: poison } })).status,
    ).toBeLessThan(500);
    const noted = await world.open(commune);
    const note = { headers: { 'If-Match': '"1"' }, body: { type: 'note.written', data: { note: poison } } };
    expect((await world.send(`/api/v1/instances/${noted.body.id}/events`, { token: commune, ...note })).status).toBe(
      200,
    );
    expect(
      (await world.send('/api/v1/tasks', { token: commune, headers: { 'Homeward-Appointment': poison } })).status,
    ).toBeLessThan(500);
    refused(
      await world
        .open(commune, { amount: 1 }, { key: '\u007f;drop' })
        .catch(() => world.open(commune, { amount: 1 }, { key: null })),
      400,
      'key_missing',
    );
    expect(
      (await world.database.pool.query('select count(*)::int as n from homeward.journal')).rows[0].n,
    ).toBeGreaterThan(0);
  });
});

describe('keys and versions', () => {
  it('asks for a key with every POST', async () => {
    refused(await world.open(commune, { amount: 1 }, { key: null }), 400, 'key_missing');
    refused(
      await world.send(`/api/v1/tasks/${randomUUID()}/claim`, { method: 'POST', token: commune, key: null }),
      400,
      'key_missing',
    );
    refused(await check(randomUUID(), { key: null }), 400, 'key_missing');
  });

  it('answers a repeated key with the first answer, and refuses it with another body', async () => {
    const key = randomUUID();
    const first = await world.open(commune, { amount: 1 }, { key });
    expect(first.status).toBe(201);
    expect(first.headers.get('etag')).toBe('"1"');
    expect(first.headers.get('location')).toBe(`/api/v1/instances/${first.body.id}`);
    const again = await world.open(commune, { amount: 1 }, { key });
    expect([again.status, again.body]).toEqual([201, first.body]);
    refused(await world.open(commune, { amount: 2 }, { key }), 422, 'key_reused');
  });

  it('replays a refusal by rule, and keeps keys of different people apart', async () => {
    const key = randomUUID();
    const first = await world.open(commune, { amount: 12 }, { key });
    refused(first, 422, 'refused_by_rule');
    expect(first.body.rules).toEqual([expect.objectContaining({ id: 'T-01', source: '[DP]', who: ['commune'] })]);
    expect((await world.send('/metrics')).body).toMatch(/homeward_refusals_total\{rule="T-01"\} [1-9]/);
    const again = await world.open(commune, { amount: 12 }, { key });
    expect(again.body.rules).toEqual(first.body.rules);
    expect((await world.open(supervisor, { amount: 1 }, { key })).status).toBe(201);
  });

  it('asks for the version seen, and refuses a stale one', async () => {
    const { body } = await world.open(commune);
    const bare = { type: 'thing.checked', data: { amount: 1 } };
    refused(
      await world.send(`/api/v1/instances/${body.id}/events`, { token: supervisor, body: bare }),
      428,
      'version_missing',
    );
    refused(await check(body.id, { headers: { 'If-Match': '"7"' } }), 409, 'version_stale');
    refused(await check(body.id, { headers: { 'If-Match': 'W/"1"' } }), 428, 'version_missing');
    expect((await check(body.id)).status).toBe(200);
  });

  it('keeps the answer of a command outside the journal as well', async () => {
    const opened = await world.open(commune);
    const task = opened.body.tasks[0].id;
    const key = randomUUID();
    const claim = () => world.send(`/api/v1/tasks/${task}/claim`, { method: 'POST', token: supervisor, key });
    const first = await claim();
    expect(first.status).toBe(200);
    expect((await claim()).body).toEqual(first.body);
    refused(await world.send(`/api/v1/tasks/${task}/assign`, { token: commune, body: {} }), 422, 'form_invalid');
  });
});

describe('events', () => {
  it('refuses what is not possible now, forms of another workflow, timers, and closed instances', async () => {
    const { body } = await world.open(commune);
    const send = (type: string, data: unknown, version = 1) =>
      check(body.id, { body: { type, data }, headers: { 'If-Match': `"${version}"` } });
    refused(await send('lapse.acknowledged', {}), 409, 'event_not_possible');
    refused(await send('other.done', { note: 'x' }), 422, 'event_unknown');
    refused(await send('xstate.after.lapse.fixture.asked', {}), 422, 'event_unknown');
    expect((await send('thing.checked', { amount: 1 })).body.status).toBe('closed');
    refused(await send('thing.checked', { amount: 1 }, 2), 409, 'instance_closed');
  });

  it("hides another area's instance as if it did not exist, and tells the security log", async () => {
    const stranger = (await world.signIn('stranger', 'districtSupervisor', '2101')).token;
    const { body } = await world.open(commune);
    const hidden = await world.send(`/api/v1/instances/${body.id}`, { token: stranger });
    const absent = await world.send(`/api/v1/instances/${randomUUID()}`, { token: stranger });
    refused(hidden, 404, 'not_found');
    const { instance: _, ...same } = hidden.body;
    const { instance: __, ...nothing } = absent.body;
    expect(same).toEqual(nothing);
    refused(await check(body.id, { token: stranger }), 404, 'not_found');
    refused(await world.send(`/api/v1/instances/${body.id}/journal`, { token: stranger }), 404, 'not_found');
    expect((await world.send('/api/v1/instances', { token: stranger })).body.items).toEqual([]);
    expect((await world.send('/api/v1/tasks', { token: stranger })).body.items).toEqual([]);
    const { rows } = await world.database.owner.query(
      `select detail ->> 'id' as id from homeward.security_log where kind = 'notVisible'`,
    );
    expect(rows.filter((row) => row.id === body.id)).toHaveLength(3);
  });

  it('lets one of two people win who decide in the same millisecond', async () => {
    const second = (await world.signIn('supervisor.two', 'districtSupervisor', '0810')).token;
    for (let round = 0; round < 5; round += 1) {
      const { body } = await world.open(commune);
      const answers = await Promise.all([check(body.id), check(body.id, { token: second })]);
      expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
      refused(
        answers.find((a) => a.status === 409)!,
        409,
        'version_stale',
      );
    }
  });

  it('does once what is sent ten times at once with one key', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => world.open(commune, { amount: 1 }, { key })));
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1);
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([201]));
  });
});

it('moves the clock by hand forward only, and only from this machine', async () => {
  refused(
    await world.send('/testing/clock', { method: 'PUT', body: { now: '2016-05-01T00:00:00+07:00' } }),
    409,
    'clock_backwards',
  );
  refused(await world.send('/testing/clock', { headers: { 'X-Forwarded-For': '203.0.113.7' } }), 404, 'not_found');
  const { body } = await world.open(commune);
  const moved = await world.send('/testing/clock', { method: 'PUT', body: { now: '2017-03-20T23:59:00+07:00' } });
  expect(moved.status).toBe(200);
  expect((await world.send(`/api/v1/instances/${body.id}`, { token: commune })).body.state).toEqual(['asked']);
  await world.send('/testing/clock', { method: 'PUT', body: { now: '2017-03-21T00:00:00+07:00' } });
  expect((await world.send(`/api/v1/instances/${body.id}`, { token: commune })).body.state).toEqual(['lapsed']);
});

it('never answered 500 in all this, and logged nobody by name', () => {
  const lines = world.logged.map((line) => JSON.parse(line) as { msg: string; status?: number; route?: string });
  expect(lines.filter((line) => line.msg === 'unexpected failure')).toEqual([]);
  expect(lines.filter((line) => (line.status ?? 0) >= 500)).toEqual([]);
  expect(lines.length).toBeGreaterThan(50);
  expect(world.logged.join('')).not.toMatch(/drop table|rice fields|ដារ៉ា|Bearer/);
});

import { randomUUID } from 'node:crypto';
import { idleLimit } from '../../libs/access';
import { password } from '../support/cast';
import { rawRequest, World } from './world';

let world: World;
let commune: { token: string; person: string; appointment: string };
beforeAll(async () => {
  world = await World.open();
  commune = await world.signIn('commune', 'commune', '081001');
});
afterAll(() => world.close());

describe('sessions', () => {
  it('refuses a wrong password without saying what was wrong, and locks out who goes on', async () => {
    await world.company.hire('commune', '081001', { login: 'forgetful' });
    const wrong = await world.send('/api/v1/session', { body: { login: 'forgetful', password: 'no' } });
    const nobody = await world.send('/api/v1/session', { body: { login: 'nobody', password: 'no' } });
    expect([wrong.status, wrong.body.code, wrong.body.detail]).toEqual([401, 'unauthenticated', nobody.body.detail]);
    let last = wrong;
    for (let i = 0; i < 15 && last.status === 401; i += 1)
      last = await world.send('/api/v1/session', { body: { login: 'forgetful', password: 'no' } });
    expect([last.status, last.body.code]).toEqual([429, 'locked_out']);
  });

  it('keeps the token from scripts, and forgets it at sign-out', async () => {
    const answer = await world.send('/api/v1/session', { body: { login: 'commune', password } });
    const cookie = answer.headers.get('set-cookie')!;
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const headers = { Cookie: cookie.split(';')[0]! };
    const me = await world.send('/api/v1/session', { headers });
    expect([me.body.person.id, me.body.appointments[0].role]).toEqual([commune.person, 'commune']);
    expect((await world.send('/api/v1/session/devices', { headers })).body.items.length).toBeGreaterThan(1);
    expect((await world.send('/api/v1/session', { method: 'DELETE', headers })).status).toBe(204);
    expect((await world.send('/api/v1/session', { headers })).status).toBe(401);
  });

  it('refuses a change that another site sends with the cookie', async () => {
    const answer = await world.send('/api/v1/session', { body: { login: 'commune', password } });
    const Cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
    const body = { workflow: 'fixture', area: '081001', data: { amount: 1 } };
    for (const evil of [{ Origin: 'https://evil.example' }, { Origin: 'null' }]) {
      const refused = await world.send('/api/v1/instances', { body, headers: { Cookie, ...evil } });
      expect([refused.status, refused.body.code]).toEqual([403, 'origin_refused']);
    }
    expect((await world.send('/api/v1/instances', { body, headers: { Cookie, Origin: world.api.url } })).status).toBe(
      201,
    );
    const { hostname, port } = new URL(world.api.url);
    const headers = {
      Cookie,
      'Sec-Fetch-Site': 'cross-site',
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
      Host: `${hostname}:${port}`,
    };
    const forged = await rawRequest(world.api.url, {
      method: 'POST',
      path: '/api/v1/instances',
      headers,
      body: JSON.stringify(body),
    });
    expect(forged.status).toBe(403);
  });

  it('ends a session that has rested too long, and all of them at once', async () => {
    const one = await world.signIn('sleeper', 'commune', '081001');
    const two = (await world.send('/api/v1/session', { body: { login: 'sleeper', password } })).body.token as string;
    expect((await world.send('/api/v1/sessions', { method: 'DELETE', token: two })).status).toBe(204);
    for (const token of [one.token, two]) expect((await world.send('/api/v1/session', { token })).status).toBe(401);
    const three = (await world.send('/api/v1/session', { body: { login: 'sleeper', password } })).body.token as string;
    world.company.realClock.pass(idleLimit + 1_000);
    const expired = await world.send('/api/v1/tasks', { token: three });
    expect([expired.status, expired.body.code]).toEqual([401, 'unauthenticated']);
    commune.token = (await world.send('/api/v1/session', { body: { login: 'commune', password } })).body
      .token as string;
  });

  it('asks who holds several appointments to name one, and takes no other', async () => {
    const { person, appointment } = await world.company.hire('commune', '081001', { login: 'double' });
    const second = await world.company.hire('dsw', '0810', { person });
    const token = (await world.send('/api/v1/session', { body: { login: 'double', password } })).body.token as string;
    const unnamed = await world.send('/api/v1/tasks', { token });
    expect([unnamed.status, unnamed.body.errors[0].path]).toEqual([422, 'Homeward-Appointment']);
    for (const id of [appointment, second.appointment]) {
      expect((await world.send('/api/v1/tasks', { token, headers: { 'Homeward-Appointment': id } })).status).toBe(200);
    }
    expect(
      (await world.send('/api/v1/tasks', { token, headers: { 'Homeward-Appointment': randomUUID() } })).status,
    ).toBe(403);
  });
});

describe('what is served beside', () => {
  it('describes every workflow: forms as JSON Schema, texts, rules, deadlines and a diagram', async () => {
    const list = await world.send('/api/v1/workflows', { token: commune.token });
    expect(list.body.items.map((w: { id: string }) => w.id)).toEqual(['fixture', 'other']);
    const { body } = await world.send('/api/v1/workflows/fixture', { token: commune.token });
    const asked = body.events.find((e: { type: string }) => e.type === 'thing.asked');
    expect(asked).toMatchObject({
      opening: true,
      form: { type: 'object', required: ['amount'], additionalProperties: false },
    });
    expect(body.deadlines.find((d: { name: string }) => d.name === 'lapse')).toMatchObject({
      parameter: 'P-08',
      value: { amount: 14, unit: 'days' },
    });
    expect(body.diagram.states.map((s: { path: string }) => s.path).sort()).toEqual([
      'asked',
      'checked',
      'lapsed',
      'new',
    ]);
    expect(body.diagram.transitions).toContainEqual({
      from: 'asked',
      to: ['lapsed'],
      event: 'xstate.after.lapse.fixture.asked',
      kind: 'deadline',
      deadline: 'lapse',
      rules: [],
    });
    expect(body.diagram.transitions).toContainEqual(
      expect.objectContaining({ from: 'asked', to: ['checked'], event: 'thing.checked', rules: ['T-10', 'T-01'] }),
    );
  });

  it('documents itself in OpenAPI 3.1 and reads it out without another host', async () => {
    const { body } = await world.send('/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const paths = Object.keys(body.paths);
    for (const path of [
      '/api/v1/session',
      '/api/v1/instances/{id}/events',
      '/api/v1/tasks/{id}/hand-over',
      '/api/v1/facts',
      '/health/ready',
      '/metrics',
      '/testing/clock',
    ]) {
      expect(paths).toContain(path);
    }
    const send = body.paths['/api/v1/instances/{id}/events'].post;
    expect(send.requestBody.content['application/json'].schema.required).toEqual(['type']);
    expect(send.parameters.map((p: { name: string }) => p.name)).toContain('Idempotency-Key');
    const page = await world.send('/api/docs');
    expect(page.body).not.toMatch(/https?:\/\//);
    expect((await world.send('/api/docs/swagger-ui-bundle.js')).status).toBe(200);
  });

  it('sends strict headers, a request id, and a start page in both languages', async () => {
    const page = await world.send('/');
    expect(page.body).toMatch(/\/api\/docs/);
    expect(page.body).toMatch(/[\u1780-\u17ff]/);
    expect(page.body).not.toMatch(/<script|style=|https?:\/\//);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('x-powered-by')).toBeNull();
    expect(page.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(
      (await world.send('/health/live', { headers: { 'X-Request-Id': 'mine-1' } })).headers.get('x-request-id'),
    ).toBe('mine-1');
  });

  it('measures requests by route, never by address', async () => {
    const { body } = await world.open(commune.token);
    await world.send(`/api/v1/instances/${body.id}`, { token: commune.token });
    const metrics = await world.send('/metrics');
    expect(metrics.body).toMatch(
      /homeward_requests_total\{method="GET",route="\/api\/v1\/instances\/:id",status="200"\} \d/,
    );
    expect(metrics.body).toMatch(/homeward_oldest_due_rung_seconds/);
    expect(metrics.body).toMatch(/homeward_journal_lines_last_minute\{kind="event"\} [1-9]/);
    expect(metrics.body).not.toContain(body.id);
    expect(world.logged.join('')).not.toContain(body.id);
  });
});

describe('reading', () => {
  it('logs every read of a case before the answer leaves', async () => {
    const { body } = await world.open(commune.token);
    await world.send(`/api/v1/instances/${body.id}`, { token: commune.token });
    const { rows } = await world.database.owner.query(
      'select person, kind, via from homeward.read_log where subject = $1',
      [body.id],
    );
    expect(rows).toEqual([{ person: commune.person, kind: 'instance', via: 'GET /api/v1/instances/:id' }]);
  });

  it('shows the journal with who did what, and a restricted note only as a marker', async () => {
    const { body } = await world.open(commune.token);
    const note = {
      headers: { 'If-Match': '"1"' },
      body: { type: 'note.written', data: { note: 'what the child said' } },
    };
    await world.send(`/api/v1/instances/${body.id}/events`, { token: commune.token, ...note });
    expect((await world.send(`/api/v1/instances/${body.id}/journal`, { token: commune.token })).status).toBe(403);
    const { token } = await world.signIn('journal.reader', 'pdosvyOfficer', '08');
    const journal = await world.send(`/api/v1/instances/${body.id}/journal`, { token });
    expect(journal.body.items.map((l: { event: string }) => l.event)).toEqual(['thing.asked', 'note.written']);
    expect(journal.body.items[1]).toMatchObject({ restricted: true, data: null });
    expect(JSON.stringify(journal.body)).not.toContain('what the child said');
    const first = await world.send(`/api/v1/instances/${body.id}/journal?limit=1`, { token });
    const rest = await world.send(`/api/v1/instances/${body.id}/journal?limit=1&cursor=${first.body.next}`, { token });
    expect([first.body.items[0].seq, rest.body.items[0].seq, rest.body.next]).toEqual([1, 2, null]);
  });

  it('pages lists by cursor without losing or repeating one', async () => {
    const reader = (await world.signIn('auditor', 'pdosvyOfficer', '08')).token;
    for (const path of ['/api/v1/instances', '/api/v1/tasks']) {
      const all = (await world.send(`${path}?limit=200`, { token: reader })).body.items.map(
        (i: { id: string }) => i.id,
      );
      const paged: string[] = [];
      for (let next: string | null = ''; next !== null;) {
        const page = await world.send(`${path}?limit=2${next ? `&cursor=${next}` : ''}`, { token: reader });
        paged.push(...page.body.items.map((i: { id: string }) => i.id));
        next = page.body.next;
      }
      expect(paged).toEqual(all);
    }
  });
});

describe('when something is gone', () => {
  it('serves requests without the queue, and says at /health/ready that it is gone', async () => {
    // what the tests before left due and unfired would be five minutes late
    await world.context.sweeper.sweep();
    expect((await world.send('/health/ready')).status).toBe(200);
    world.worker = async () => 'the queue does not answer';
    const ready = await world.send('/health/ready');
    expect([ready.status, ready.body.worker]).toEqual([503, 'the queue does not answer']);
    expect((await world.open(commune.token)).status).toBe(201);
    world.worker = undefined;
  });

  it('says that it is busy, not that the database is gone, while every connection is at work', async () => {
    const { pool } = world.context;
    const patience = pool.options.connectionTimeoutMillis;
    const held = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    pool.options.connectionTimeoutMillis = 50;
    const key = randomUUID();
    try {
      const answer = await world.open(commune.token, { amount: 1 }, { key });
      expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([503, 'busy', '1']);
    } finally {
      pool.options.connectionTimeoutMillis = patience;
      for (const client of held) client.release();
    }
    expect((await world.open(commune.token, { amount: 1 }, { key })).status).toBe(201);
  });

  it('answers 503 while the database is gone, loses nothing that it acknowledged, and does once what is sent again', async () => {
    const key = randomUUID();
    const acknowledged = (await world.open(commune.token, { amount: 1 }, { key })).body.id as string;
    const before = (await world.database.pool.query('select count(*)::int as n from homeward.instances')).rows[0]
      .n as number;
    const keys = Array.from({ length: 20 }, () => randomUUID());
    const sent = keys.map((each) => world.open(commune.token, { amount: 1 }, { key: each }));
    await Promise.race(sent);
    await world.wire.cut();
    const during = await Promise.all(sent);
    for (const answer of during) {
      if (answer.status === 500) throw new Error(world.logged.filter((l) => l.includes('unexpected')).join());
      expect([201, 503]).toContain(answer.status);
      if (answer.status === 503)
        expect([answer.body.code, answer.headers.get('retry-after')]).toEqual(['database_gone', '5']);
    }
    const refused = await world.open(commune.token, { amount: 1 }, { key });
    expect([refused.status, refused.body.code]).toEqual([503, 'database_gone']);
    expect((await world.send('/health/ready')).body).toMatchObject({ ready: false, database: 'gone' });
    expect((await world.send('/health/live')).status).toBe(200);
    await world.wire.mend();
    const again = await world.open(commune.token, { amount: 1 }, { key });
    expect([again.status, again.body.id]).toEqual([201, acknowledged]);
    const all = await Promise.all(keys.map((each) => world.open(commune.token, { amount: 1 }, { key: each })));
    expect(new Set(all.map((answer) => answer.status))).toEqual(new Set([201]));
    during.forEach((answer, i) => {
      if (answer.status === 201) expect(all[i]!.body.id).toBe(answer.body.id);
    });
    const after = (await world.database.pool.query('select count(*)::int as n from homeward.instances')).rows[0]
      .n as number;
    expect(after - before).toBe(20);
  });
});

/** Being somebody else: sessions, keys, signatures, origins, and events that no person sends. */
import { randomUUID } from 'node:crypto';
import { workflows } from '../../../workflows';
import { accountOf } from '../../demo';
import { Attacker } from './attacker';
import { sealTo } from './device';
import { concern, type Made } from './doors-use';
import { newChild } from './kandal';
import { rawBytes } from './raw';
import type { Tally } from './report';

const concernOf = (child: string) => ({
  workflow: 'gatekeeping',
  area: '081007',
  event: 'concern.reported',
  data: concern(child),
});

/** Cookies and tokens that are over, chosen by the attacker, or carried where none belongs. */
export async function forgeSessions(who: Attacker, tally: Tally): Promise<void> {
  const as = (headers: Record<string, string>, path = '/session') => who.sendRaw(path, { headers });
  const expect = async (
    what: string,
    answer: Promise<{ status: number; body: any }>,
    right: (told: string) => boolean,
  ): Promise<void> => {
    const told = Attacker.told(await answer);
    tally.case(right(told), () => `${what}: ${told}`);
  };
  const out = (told: string): boolean => told.startsWith('401');
  const { token, cookie } = await who.signIn('dsw2.kandal');
  await expect('a session', as({ Cookie: cookie }), (told) => told === '200');
  await who.sendRaw('/session', { method: 'DELETE', headers: { Authorization: `Bearer ${token}` } });
  await expect('its cookie after signing out', as({ Cookie: cookie }), out);
  await expect('its token after signing out', as({ Authorization: `Bearer ${token}` }), out);
  const chosen = 'chosen-by-the-attacker-and-planted-in-a-browser';
  const fixed = await who.signIn('dsw2.kandal', { Cookie: `homeward_session=${chosen}` });
  tally.case(
    fixed.token !== chosen && !fixed.cookie.includes(chosen),
    () => 'a session takes the name that was planted',
  );
  await expect('the planted name after the victim signed in', as({ Cookie: `homeward_session=${chosen}` }), out);
  const again = await who.signIn('dsw2.kandal', { Cookie: fixed.cookie });
  tally.case(again.token !== fixed.token, () => 'signing in again keeps the token');
  await who.sendRaw('/sessions', { method: 'DELETE', headers: { Authorization: `Bearer ${again.token}` } });
  await expect('another session after signing out everywhere', as({ Cookie: fixed.cookie }), out);
  const live = await who.signIn('dsw2.kandal');
  for (const name of ['token', 'homeward_session', 'access_token', 'authorization'])
    await expect(`a token in the address as ${name}`, who.sendRaw(`/session?${name}=${live.token}`, {}), (told) =>
      /^(401|422)/.test(told),
    );
  const { token: real } = live;
  for (const bent of [
    real.slice(0, -1),
    `${real}A`,
    real.toUpperCase(),
    `${real}\t`,
    `${real},${real}`,
    real.split('').reverse().join(''),
  ])
    await expect(
      'a token bent',
      as({ Authorization: `Bearer ${bent}` }),
      (told) => out(told) || (bent.trim() === real && told === '200'),
    );
  await expect('a Basic header', as({ Authorization: `Basic ${Buffer.from('dsw.kandal:x').toString('base64')}` }), out);
  const set = await who.sendRaw('/session', {
    body: { login: 'dsw2.kandal', password: accountOf('dsw2.kandal').password },
    key: null,
  });
  const flags = set.headers.get('set-cookie') ?? '';
  tally.case(
    /HttpOnly/i.test(flags) && /SameSite=(Lax|Strict)/i.test(flags),
    () => `the cookie of a session is ${flags.replace(/=[^;]+/, '=…')}`,
  );
  // another's appointment, none of one's own, and somebody else's session
  for (const header of [accountOf('mosvy').appointment, accountOf('dsw.battambang').appointment, randomUUID()])
    await expect(
      'an appointment of somebody else',
      who.send('dsw.kandal', '/tasks', { headers: { 'Homeward-Appointment': header } }),
      (told) => told === '403 forbidden',
    );
  const devices = (await who.send('dsw.kandal', '/session/devices')).body.items as { id: string }[];
  await expect(
    'ending the session of somebody else',
    who.send('village.kandal', `/session/devices/${devices[0]!.id}`, { method: 'DELETE' }),
    (told) => told === '404 not_found',
  );
}

const own = (origin: string): string[] => {
  const { host, port } = new URL(origin);
  return [
    'https://attack.example',
    'null',
    `http://${host}.attack.example`,
    `http://attack.example/${host}`,
    `http://127.0.0.1:${Number(port) + 1}`,
    `https://${host}`.replace(port, '443'),
    'file://',
    'chrome-extension://x',
    '',
  ];
};

/** What another site's page can make a browser send. */
export async function forgeOrigins(who: Attacker, at: Made, tally: Tally): Promise<void> {
  const { url } = who.target;
  const { cookie } = await who.signIn('commune.kandal');
  const body = concernOf(at.child!);
  const before = await who.rows('select count(*)::int as n from homeward.instances');
  for (const Origin of own(url)) {
    const told = Attacker.told(await who.sendRaw('/instances', { body, headers: { Cookie: cookie, Origin } }));
    tally.case(told === '403 origin_refused', () => `a change from the page ${Origin || '(nothing)'}: ${told}`);
  }
  for (const site of ['cross-site', 'same-site'])
    for (const path of ['/instances', '/session', '/sessions', '/profile/calendar', '/break-glass']) {
      const told = Attacker.told(
        await who.sendRaw(path, {
          method: 'POST',
          body,
          headers: { Cookie: cookie, 'Sec-Fetch-Site': site, Origin: 'https://attack.example' },
        }),
      );
      tally.case(/^(403|404|405)/.test(told), () => `a change ${site} at ${path}: ${told}`);
    }
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const told = Attacker.told(
      await who.sendRaw('/instances', { raw: JSON.stringify(body), headers: { Cookie: cookie, 'Content-Type': type } }),
    );
    tally.case(/^(403|415)/.test(told), () => `a form of the type ${type}: ${told}`);
  }
  const preflight = await who.sendRaw('/instances', {
    method: 'OPTIONS',
    headers: {
      Origin: 'https://attack.example',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type,idempotency-key',
    },
  });
  const seen = await who.sendRaw(`/instances/${at.case}`, {
    headers: { Cookie: cookie, Origin: 'https://attack.example' },
  });
  for (const { headers } of [preflight, seen])
    tally.case(
      ![...headers.keys()].some((name) => name.startsWith('access-control-')),
      () => 'another site is let read answers',
    );
  tally.case(
    /frame-ancestors 'none'/.test(seen.headers.get('content-security-policy') ?? ''),
    () => 'pages can be framed',
  );
  const after = await who.rows('select count(*)::int as n from homeward.instances');
  tally.case(before[0]!.n === after[0]!.n, () => `${after[0]!.n - before[0]!.n} cases were opened from other sites`);
  const host = new URL(url).host;
  const head = `POST /api/v1/instances HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nIdempotency-Key: ${randomUUID()}\r\nContent-Type: application/json\r\n`;
  const smuggled: [string, string][] = [
    ['two lengths', `${head}Content-Length: 4\r\nContent-Length: 44\r\n\r\n{}\r\n`],
    [
      'a length and pieces',
      `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/v1/session HTTP/1.1\r\nHost: x\r\n\r\n`,
    ],
    ['pieces of a negative size', `${head}Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n`],
    ['a header over two lines', `${head}X-A: b\r\n Cookie: c\r\nContent-Length: 2\r\n\r\n{}`],
    ['no host', `GET /api/v1/session HTTP/1.1\r\n\r\n`],
  ];
  for (const [what, bytes] of smuggled) {
    const statuses = await rawBytes(url, bytes);
    tally.case(
      statuses.length <= 1 && statuses.every((status) => /^4/.test(status)),
      () => `a request with ${what}: ${statuses.join(', ')}`,
    );
  }
}

/** Keys, versions and signatures of others, and one's own a second time. */
export async function forgeKeys(who: Attacker, at: Made, tally: Tally): Promise<void> {
  const key = randomUUID();
  const child = (
    await who.made('commune.kandal', '/children', newChild('kandal', { names: [{ latin: 'Dara Keyed' }] }))
  ).id as string;
  const body = concernOf(child);
  const first = await who.send('commune.kandal', '/instances', { body, key });
  const again = await who.send('commune.kandal', '/instances', { body, key });
  tally.case(
    first.status === 201 && again.status === 201 && again.body.id === first.body.id,
    () => `a repeat: ${Attacker.told(first)}, ${Attacker.told(again)}`,
  );
  const bent = await who.outcome('commune.kandal', '/instances', {
    body: { ...body, area: '081007', data: { ...body.data, immediateDanger: true } },
    key,
  });
  tally.case(bent === '422 key_reused', () => `the key with another body: ${bent}`);
  for (const login of ['dsw.kandal', 'commune.battambang', 'dsw.battambang']) {
    const answer = await who.send(login, '/instances', { body, key });
    tally.case(answer.body?.id !== first.body.id, () => `${login} with the key of somebody else is given their answer`);
  }
  for (const [login, to] of [
    ['dsw.battambang', '404 not_found'],
    ['village.kandal', '404 not_found'],
  ] as const) {
    const sent = { body: { type: 'concern.triaged', data: {} }, headers: { 'If-Match': '"1"' }, key };
    const told = await who.outcome(login, `/instances/${first.body.id}/events`, sent);
    tally.case(told === to, () => `${login} at the case, with its key: ${told}`);
  }
  const burst = randomUUID();
  const many = await Promise.all(
    Array.from({ length: 12 }, () =>
      who.send('commune.kandal', '/families', { body: { area: '08100701' }, key: burst }),
    ),
  );
  const ids = new Set(many.filter(({ status }) => status < 300).map(({ body: { id } }) => id as string));
  tally.case(ids.size === 1, () => `one key twelve times at once made ${ids.size} families`);
  for (const odd of ['', ' ', 'x'.repeat(201), 'a b', 'ក', '\u0001']) {
    const told = await who.outcome('commune.kandal', '/instances', {
      body,
      key: null,
      headers: { 'Idempotency-Key': odd },
    });
    tally.case(
      /^(400 key_missing|400|0 TypeError)/.test(told),
      () => `the key ${JSON.stringify(odd.slice(0, 20))}: ${told}`,
    );
  }
  const versions = ['"0"', '"2"', '"999999999999999999999"', '*', 'W/"1"', '1', '"1", "2"', ''];
  for (const version of versions) {
    const sent = {
      body: { type: 'concern.triaged', data: { seenOn: '2017-03-06', reasons: 'x' } },
      headers: { 'If-Match': version },
    };
    const told = await who.outcome('commune.kandal', `/instances/${first.body.id}/events`, sent);
    tally.case(
      /^(409 version_stale|428 version_missing|422|400)/.test(told),
      () => `a version ${version || '(nothing)'}: ${told}`,
    );
  }
  await forgeSignatures(who, tally);
  await forgeDevices(who, at, tally);
}

/** A code of the second factor signs once: not a second request, and not for somebody else. */
async function forgeSignatures(who: Attacker, tally: Tally): Promise<void> {
  const propose = (login: string, code: string | undefined, parameter: string) => {
    const body = { parameter, value: { amount: 60, unit: 'days' }, effectiveFrom: '2017-06-01', reason: 'An attack.' };
    return who.send(login, '/parameters/proposals', {
      body,
      headers: code === undefined ? {} : { 'Homeward-Totp': code },
    });
  };
  const { body: made } = await propose('mosvy', undefined, 'P-33');
  const proposal = made?.id as string | undefined;
  const approve = (headers: Record<string, string>) =>
    who.send('mosvy', `/parameters/proposals/${proposal ?? randomUUID()}/approve`, { method: 'POST', headers });
  for (const code of [undefined, '000000', '12345', 'abcdef', '', await who.codeOf('director.kandal')]) {
    const told = Attacker.told(await approve(code === undefined ? {} : { 'Homeward-Totp': code }));
    tally.case(
      /^(403|409|422|429|404)/.test(told),
      () => `an approval of one's own, signed with ${code ?? 'nothing'}: ${told}`,
    );
  }
}

/** What a device sealed for one person, sent by another, and bent on its way. */
async function forgeDevices(who: Attacker, at: Made, tally: Tally): Promise<void> {
  const { body: key } = await who.send('dsw.kandal', '/outbox/key');
  const head = {
    key: randomUUID(),
    person: accountOf('dsw.kandal').person,
    kind: 'event',
    instance: at.case!,
    workflow: 'gatekeeping',
    workflowVersion: 1,
    event: 'child.seen',
    baseVersion: 1,
    capturedAt: '2017-03-05T09:00:00+07:00',
    deviceId: randomUUID(),
    counter: 7,
    safety: false,
    keyId: key.id as string,
  };
  const sealed = sealTo(key, head, { on: '2017-03-05' });
  const send = (login: string, item: object) => who.outcome(login, '/outbox', { body: item, key: head.key });
  const bent: [string, string, object][] = [
    ['by somebody else', 'commune.kandal', { ...head, sealed }],
    [
      'by somebody else, in their own name',
      'commune.kandal',
      { ...head, person: accountOf('commune.kandal').person, sealed },
    ],
    ['for another case', 'dsw.kandal', { ...head, instance: at.closure, sealed }],
    ['earlier than it was', 'dsw.kandal', { ...head, capturedAt: '2017-03-01T09:00:00+07:00', sealed }],
    ['as another event', 'dsw.kandal', { ...head, event: 'concern.triaged', sealed }],
    [
      'with another content',
      'dsw.kandal',
      { ...head, sealed: { ...sealed, data: sealTo(key, { ...head, counter: 8 }, { on: '2017-03-04' }).data } },
    ],
    ['to a key of another year', 'dsw.kandal', { ...head, keyId: '2015-00000000', sealed }],
  ];
  for (const [what, login, item] of bent) {
    const told = await send(login, item);
    tally.case(/^4\d\d/.test(told), () => `an item of a device, ${what}: ${told}`);
  }
}

/** Events of the clock and of the register, by people; and people who say that they are somebody else. */
export async function forgeEvents(who: Attacker, at: Made, tally: Tally): Promise<void> {
  const cases: [string, string, string][] = [
    ['gatekeeping', at.case!, 'dsw.kandal'],
    ['inspection', at.inspection!, 'supervisor.kandal'],
    ['institution-closure', at.closure!, 'officer.kandal'],
  ];
  let events = 0;
  for (const [id, instance, login] of cases) {
    const workflow = workflows.find((one) => one.id === id)!;
    const machine = workflow.machine as unknown as { events: string[] };
    const internal = [
      ...new Set([
        ...machine.events,
        'xstate.init',
        'xstate.stop',
        'xstate.error',
        '*',
        'xstate.done.state.x',
        '__proto__',
        'constructor',
        'toString',
      ]),
    ].filter((type) => !Object.hasOwn(workflow.events, type));
    events += internal.length;
    const [{ version }] = (await who.rows('select version from homeward.instances where id = $1', instance)) as [
      { version: number },
    ];
    for (const type of internal) {
      const told = await who.outcome(login, `/instances/${instance}/events`, {
        body: { type, data: {} },
        headers: { 'If-Match': `"${version}"` },
      });
      tally.case(
        /^(422 event_unknown|409 (instance_closed|event_not_possible))$/.test(told),
        () => `${id} ${type} by ${login}: ${told}`,
      );
      const opened = await who.outcome(login, '/instances', {
        body: { workflow: id, area: '081007', event: type, data: {} },
      });
      tally.case(opened === '422 event_unknown', () => `${id} opened by ${type}: ${opened}`);
    }
  }
  tally.note(`${events} events that only the clock, the register or the machine itself send`);
  const [{ version }] = (await who.rows('select version from homeward.instances where id = $1', at.case)) as [
    { version: number },
  ];
  for (const more of [
    { actor: { person: 'clock', role: 'clock', area: '' } },
    { person: accountOf('mosvy').person },
    { now: '2010-01-01' },
    { role: 'mosvy' },
    { version: 99 },
    { captured: '2010-01-01T00:00:00Z' },
  ]) {
    const told = await who.outcome('dsw.kandal', `/instances/${at.case}/events`, {
      body: { type: 'concern.triaged', data: {}, ...more },
      headers: { 'If-Match': `"${version}"` },
    });
    tally.case(told === '422 form_invalid', () => `an event that says ${Object.keys(more)[0]}: ${told}`);
  }
  for (const header of ['clock', 'register', '00000000-0000-0000-0000-000000000000']) {
    const told = await who.outcome('dsw.kandal', '/tasks', { headers: { 'Homeward-Appointment': header } });
    tally.case(told === '403 forbidden', () => `the appointment ${header}: ${told}`);
  }
}

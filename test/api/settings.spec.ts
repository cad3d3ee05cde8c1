/** Settings, people and sign-ins over HTTP: what two people must do, and who those two are not. */
import { randomUUID } from 'node:crypto';
import { accountOf, Town } from './town';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
}, 60_000);
afterAll(() => town.close());

const post = (as: string | undefined, path: string, body: unknown = undefined, more: object = {}) =>
  town.outcome(as, path, { method: 'POST', body, ...more });
const errorsOf = (answer: { body: any }) =>
  answer.body.errors.map((e: { path: string; code: string }) => `${e.path} ${e.code}`);
const proposal = {
  parameter: 'P-33',
  value: { amount: 60, unit: 'days' },
  effectiveFrom: '2017-04-01',
  reason: 'Ninety days are too long.',
};

describe('parameters', () => {
  it('are proposed by the ministry alone, with a value, a day and a reason that can be', async () => {
    expect(await post('director.kandal', '/parameters/proposals', proposal)).toBe('403 forbidden');
    const refused = async (change: object) => {
      const answer = await town.send('mosvy', '/parameters/proposals', { body: { ...proposal, ...change } });
      expect([answer.status, answer.body.code]).toEqual([422, 'form_invalid']);
      return errorsOf(answer);
    };
    expect(await refused({ parameter: 'P-69' })).toEqual(['parameter unknown_parameter']);
    expect(await refused({ value: { amount: 60, unit: 'days', more: 1 } })).toEqual(['value.more unknown_field']);
    expect(await refused({ value: { amount: -1, unit: 'days' } })).toEqual(['value.amount too_small']);
    expect(await refused({ effectiveFrom: '2017-03-01' })).toEqual(['effectiveFrom in_the_past']);
    expect(await refused({ effectiveFrom: '2017-02-30' })).toEqual(['effectiveFrom invalid_date']);
    expect(await refused({ effectiveFrom: '22012-01-01' })).toEqual(['effectiveFrom invalid_date']);
    expect(await refused({ effectiveFrom: '9999-01-01' })).toEqual(['effectiveFrom custom']);
    expect(await refused({ extra: 1 })).toEqual(['extra unknown_field']);
  });

  it('take effect when a second person of the ministry approves, once', async () => {
    const { body } = await town.send('mosvy', '/parameters/proposals', { body: proposal });
    const approve = `/parameters/proposals/${body.id}/approve`;
    expect(await post('mosvy', approve)).toBe('422 second_person');
    expect(await post('admin', approve)).toBe('403 forbidden');
    const both = await Promise.all([post('mosvy2', approve), post('mosvy3', approve)]);
    expect(both.sort()).toEqual(['200', '409 conflict']);
    const { items } = (await town.send('village.kandal', '/parameters')).body;
    expect(items.find((p: { id: string }) => p.id === 'P-33').history).toHaveLength(2);
    expect(await post('mosvy2', `/parameters/proposals/${randomUUID()}/approve`)).toBe('404 not_found');
  });

  it('let one person with two appointments, or who acts for the proposer, not be the second', async () => {
    const person = accountOf('director.battambang').person;
    const from = '2017-01-01T00:00:00+07:00';
    const seat = { role: 'mosvy', area: '', from };
    expect(await post('admin', `/people/${person}/appointments`, seat)).toBe('201');
    const deputy = { ...seat, actingFor: accountOf('mosvy').appointment };
    const second = await town.send('admin', `/people/${person}/appointments`, { body: deputy });
    expect(second.status).toBe(201);
    const { body } = await town.send('mosvy', '/parameters/proposals', { body: proposal });
    const headers = { 'Homeward-Appointment': second.body.id };
    const approve = `/parameters/proposals/${body.id}/approve`;
    expect(await post('director.battambang', approve)).toBe('422 form_invalid');
    expect(await post('director.battambang', approve, undefined, { headers })).toBe('422 second_person');
    const foreign = { 'Homeward-Appointment': accountOf('mosvy2').appointment };
    expect(await post('director.battambang', approve, undefined, { headers: foreign })).toBe('403 forbidden');
  });
});

describe('holidays', () => {
  const holiday = {
    date: '2017-06-20',
    name: { en: 'A day off', km: 'ថ្ងៃឈប់' },
    kind: 'decree',
    source: 'invented',
    status: 'official',
  };

  it('are changed by two people, and refuse days that are none', async () => {
    const bad = await town.send('mosvy', '/holidays/proposals', {
      body: { reason: 'A new one.', add: [{ ...holiday, date: '2017-02-29' }], remove: [] },
    });
    expect(errorsOf(bad)).toEqual(['add.0.date invalid_date']);
    const { body } = await town.send('mosvy', '/holidays/proposals', {
      body: { reason: 'A new one.', add: [holiday] },
    });
    expect(await post('mosvy', `/holidays/proposals/${body.id}/approve`)).toBe('422 second_person');
    expect(await post('mosvy2', `/holidays/proposals/${body.id}/approve`)).toBe('200');
    const { items } = (await town.send('village.kandal', '/holidays')).body;
    expect(items.map((h: { date: string }) => h.date)).toContain('2017-06-20');
    const { version } = (await town.send('mosvy', '/holidays')).body.covered;
    expect(await town.outcome('mosvy', `/holidays?version=${version}`)).toBe('200');
    expect(await town.outcome('mosvy', `/holidays?version=${version + 1}`)).toBe('404 not_found');
  });
});

describe('people', () => {
  it('lets no administrator appoint themselves, or take over a login that exists', async () => {
    const from = '2017-01-01T00:00:00+07:00';
    const own = accountOf('admin').person;
    expect(await post('admin', `/people/${own}/appointments`, { role: 'mosvy', area: '', from })).toBe(
      '422 second_person',
    );
    const login = { login: 'taken.over', password: 'a long walk by the river' };
    expect(await post('admin', `/people/${accountOf('mosvy').person}/login`, login)).toBe('409 conflict');
  });

  it('renews a lost sign-in by two others, who do not act for one another', async () => {
    const person = accountOf('commune.kandal').person;
    const ask = { person, what: 'both' };
    expect(await post('commune.kandal', '/renewals', ask)).toBe('422 second_person');
    expect(await post('supervisor.battambang', '/renewals', ask)).toBe('403 forbidden');
    const first = await town.send('deputy.kandal', '/renewals', { body: ask });
    expect(first.status).toBe(201);
    const approve = `/renewals/${first.body.id}/approve`;
    expect(await post('deputy.kandal', approve)).toBe('422 second_person');
    expect(await post('supervisor.kandal', approve)).toBe('422 second_person');
    const second = await town.send('director.kandal', approve, { method: 'POST' });
    expect(second.status).toBe(200);
    expect(await post('director.kandal', approve)).toBe('409 conflict');
    expect(await town.outcome('commune.kandal', '/tasks')).toBe('401 unauthenticated');
    const password = `${first.body.firstHalf}-${second.body.secondHalf}`;
    expect(await post(undefined, '/session', { login: 'commune.kandal', password })).toBe('200');
  });

  it('lets a supervisor record an interest only of people in their area', async () => {
    const path = `/people/${accountOf('director.kandal').person}/interests`;
    const interest = { kind: 'kin', other: accountOf('ngo.kandal').person };
    expect(await post('director.takeo', path, interest)).toBe('403 forbidden');
    expect(await post('mosvy', path, interest)).toBe('201');
  });

  it('names the field of what it cannot take', async () => {
    const path = `/people/${accountOf('ngo.kandal').person}/appointments`;
    const body = { role: 'dsw', area: '08', from: '2017-01-01T00:00:00+07:00' };
    expect(errorsOf(await town.send('admin', path, { body }))).toEqual(['area invalid']);
    const glass = { kind: 'child', subject: await town.child('takeo'), reason: 'Short.' };
    expect(errorsOf(await town.send('dsw.kandal', '/break-glass', { body: glass }))).toEqual(['reason invalid']);
    const nobody = { person: randomUUID(), what: 'password' };
    expect(errorsOf(await town.send('mosvy', '/renewals', { body: nobody }))).toEqual(['person invalid']);
  });
});

it('takes a password as it was typed, with marks nobody sees and in Khmer digits', async () => {
  const login = 'police.takeo';
  const password = '១២៣៤ ៩០១២ ៥៦\u200b៧៨ ៣៧';
  expect(await post(login, '/session/password', { old: accountOf(login).password, password })).toBe('200');
  expect(await post(undefined, '/session', { login, password })).toBe('200');
});

it('takes a cursor of its own making alone', async () => {
  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const cursor of [
    'x',
    forged(['infinity', randomUUID()]),
    forged(['Mar 1 2017 (x)', randomUUID()]),
    forged(['zzz']),
  ])
    for (const path of ['/instances', '/tasks', '/alerts', '/incidents', '/children', '/families', '/corrections']) {
      const answer = await town.send('supervisor.kandal', `${path}?cursor=${cursor}`);
      expect([path, answer.status, errorsOf(answer)]).toEqual([path, 422, ['cursor cursor']]);
    }
});

/** The person gets in while others guess: from a known device, and from a new one with what nobody guesses. */
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { Company, password, problem, problemOf } from '../../test/support/cast';
import { codeAt, deviceLimit, evenPace, freeAttempts, longestLock, newSecret } from '.';
import { networkOf } from './networks';

let database: TestDatabase;
let company: Company;
let hosts = 0;
/** An address that nobody has used. */
const fresh = (): string => `198.51.100.${(hosts += 1)}`;

type More = { source?: string; marks?: string; totp?: string; password?: string };
const enter = (login: string, more: More = {}) =>
  company.sessions.signIn({ login, password, source: fresh(), ...more });
const outcome = (login: string, more: More = {}) => problemOf(enter(login, more));
const codeOf = (secret: string): string => codeAt(secret, company.realClock.now());

/** Strangers guess until the login is locked. */
async function lock(login: string): Promise<void> {
  for (let i = 0; i <= freeAttempts.login; i += 1) await outcome(login, { password: 'a guess at it' });
  expect(await outcome(login)).toBe('locked_out');
}

beforeAll(async () => {
  database = await createTestDatabase();
  company = new Company(database);
  await company.open();
});
afterAll(() => database.drop());

describe('a device on which the person signed in', () => {
  test('is let in from a new address while strangers guess, also where they never stop', async () => {
    await company.hire('dsw', '0810', { login: 'travels' });
    let { marks } = await enter('travels');
    await lock('travels');
    for (let night = 0; night < 3; night += 1) {
      company.realClock.pass(longestLock);
      await outcome('travels', { password: 'one guess as each lock ends' });
      expect(await outcome('travels')).toBe('locked_out');
      ({ marks } = await enter('travels', { marks }));
    }
  });

  test('is told by its mark alone: forged, bent, of another person or too old it is none', async () => {
    await company.hire('dsw', '0810', { login: 'marked' });
    await company.hire('dsw', '0810', { login: 'colleague' });
    const [own, others] = [await enter('marked'), await enter('colleague')];
    await lock('marked');
    const [id, until, mac] = own.marks.split('.') as [string, string, string];
    const later = (parseInt(until, 36) + 1).toString(36);
    const bent = mac.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const none = ['', 'x', `${'A'.repeat(22)}.${until}.${mac}`, `${id}.${later}.${mac}`, `${id}.${until}.${bent}`];
    for (const marks of [...none, `${id}.${until}.${'0'.repeat(64)}`, others.marks, own.marks.toUpperCase()])
      expect(await outcome('marked', { marks })).toBe('locked_out');
    expect(await outcome('marked', { marks: `${others.marks}~${own.marks}` })).toBe('done');
    company.realClock.pass(deviceLimit);
    await lock('marked');
    expect(await outcome('marked', { marks: own.marks })).toBe('locked_out');
  });

  test('gives a thief nothing but a few guesses of its own', async () => {
    await company.hire('dsw', '0810', { login: 'robbed' });
    const { marks, token } = await enter('robbed');
    expect(marks).not.toContain(token);
    expect(await problemOf(company.sessions.sessionOf(marks))).toBe('unauthenticated');
    for (let i = 0; i <= freeAttempts.login; i += 1)
      expect(await outcome('robbed', { marks, password: 'a guess at it' })).toBe('unauthenticated');
    expect(await outcome('robbed', { marks })).toBe('locked_out');
    // and the person comes in from elsewhere as if nothing had been
    expect(await outcome('robbed')).toBe('done');
  });

  test('is shared by an office: each keeps a mark, the newest five', async () => {
    const logins = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
    let marks: string | undefined;
    for (const login of logins) {
      await company.hire('dsw', '0810', { login });
      ({ marks } = await enter(login, { marks }));
    }
    ({ marks } = await enter('sixth', { marks }));
    expect(marks.split('~')).toHaveLength(5);
    await lock('first');
    await lock('second');
    expect([await outcome('first', { marks }), await outcome('second', { marks })]).toEqual(['locked_out', 'done']);
  });

  test('pays for itself: who guesses behind the same address does not keep it out', async () => {
    await company.hire('dsw', '0810', { login: 'mobile' });
    const { marks } = await enter('mobile');
    const source = fresh();
    for (let i = 0; i <= freeAttempts.source; i += 1)
      await outcome(`sprayed-${i}`, { source, password: 'one password at many' });
    expect(await outcome('mobile', { source })).toBe('locked_out');
    expect(await outcome('mobile', { source, marks })).toBe('done');
  }, 60_000);
});

describe('on a new device at a new address, under a lock', () => {
  test('the right password with the right code passes; either alone is answered as the lock is', async () => {
    const secret = newSecret();
    await company.hire('pdosvyDirector', '08', { login: 'abroad', totpSecret: secret });
    await lock('abroad');
    const bare = (await problem(enter('abroad')))!.toJSON();
    const wrong = codeOf(newSecret());
    for (const more of [{ totp: wrong }, { password: 'not the password', totp: codeOf(secret) }, { totp: '' }])
      expect((await problem(enter('abroad', more)))?.toJSON()).toEqual(bare);
    expect(await outcome('abroad', { totp: codeOf(secret) })).toBe('done');
    // strangers stay locked out
    expect(await outcome('abroad')).toBe('locked_out');
  });

  test('a password alone does not pass with a made-up code, nor where no second factor is enrolled', async () => {
    await company.hire('dsw', '0810', { login: 'plain' });
    await lock('plain');
    expect(await outcome('plain', { totp: '123456' })).toBe('locked_out');
  });

  test('a one-time password of two people passes, so that who has no second factor is not shut out either', async () => {
    const [one, two] = [await company.hire('districtSupervisor', '0810'), await company.hire('administrator', '')];
    const { person } = await company.hire('dsw', '0810', { login: 'renewed' });
    await lock('renewed');
    const { id, firstHalf } = await company.credentials.askRenewal(one, { person, what: 'password' });
    const { secondHalf } = await company.credentials.approveRenewal(two, id);
    expect(await outcome('renewed', { password: `${firstHalf}-AAAAAAAAAAAA` })).toBe('locked_out');
    const { marks, token, mustChangePassword } = await enter('renewed', { password: `${firstHalf}-${secondHalf}` });
    expect(mustChangePassword).toBe(true);
    const chosen = 'quiet water under bridges';
    await company.sessions.changePassword(token, { old: `${firstHalf}-${secondHalf}`, password: chosen });
    expect(await outcome('renewed', { password: chosen })).toBe('locked_out');
    expect(await outcome('renewed', { password: chosen, marks })).toBe('done');
  });

  test('looks are few for each network, then as slow as a lock; another network has its own', async () => {
    const secret = newSecret();
    await company.hire('pdosvyDirector', '08', { login: 'besieged', totpSecret: secret });
    await lock('besieged');
    const looks = Array.from({ length: freeAttempts.login + 1 }, (_, i) => `2001:db8:7:7::${i + 1}`);
    const guess = (source: string) => outcome('besieged', { source, password: 'not the password', totp: '123456' });
    expect(new Set(await Promise.all(looks.map(guess)))).toEqual(new Set(['locked_out']));
    expect(await outcome('besieged', { source: '2001:db8:7:7:8::9', totp: codeOf(secret) })).toBe('locked_out');
    expect(await outcome('besieged', { source: '2001:db8:7:8::9', totp: codeOf(secret) })).toBe('done');
  });

  test('what fails takes an even time, whatever was right and whoever there is', async () => {
    const secret = newSecret();
    await company.hire('pdosvyDirector', '08', { login: 'timed', totpSecret: secret });
    await lock('timed');
    await lock('nobody-at-all');
    const time = async (login: string, more: More): Promise<number> => {
      const began = performance.now();
      expect(await outcome(login, { totp: '123456', ...more })).toBe('locked_out');
      return performance.now() - began;
    };
    const times = await Promise.all([
      time('timed', {}),
      time('timed', { password: 'not the password' }),
      time('nobody-at-all', {}),
    ]);
    for (const each of times) expect(each).toBeGreaterThanOrEqual(evenPace - 5);
  });
});

describe('who knows the password and guesses at the code', () => {
  test('locks neither the person’s own device nor their signatures', async () => {
    const secret = newSecret();
    const { person } = await company.hire('pdosvyDirector', '08', { login: 'half', totpSecret: secret });
    const { marks } = await enter('half', { totp: codeOf(secret) });
    for (let i = 0; i <= freeAttempts.code; i += 1) await outcome('half', { totp: '123456' });
    const next = codeAt(secret, company.realClock.now() + 30_000);
    // who has neither device nor address is kept out by that: a new password ends it
    expect(await outcome('half', { totp: next })).toBe('locked_out');
    expect(await outcome('half', { marks, totp: next })).toBe('done');
    expect(await company.sessions.signed(person, codeOf(secret), 'a decision')).toBe(true);
  });

  test('does not keep them from changing that password', async () => {
    await company.hire('dsw', '0810', { login: 'warned' });
    const { token } = await enter('warned');
    await lock('warned');
    const chosen = 'quiet water under bridges';
    expect(await problemOf(company.sessions.changePassword(token, { old: password, password: chosen }))).toBe('done');
  });
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7'],
  ['2001:DB8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
  ['2001:db8:0:1::9', '2001:db8:0:1::/64'],
  ['2001:db8::1:0:0:9', '2001:db8:0:0::/64'],
  ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['a host', 'a host'],
])('the address %s counts as %s', (source, network) => expect(networkOf(source)).toBe(network));

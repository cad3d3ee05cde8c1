import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { at, Company, password, problem, problemOf } from '../../test/support/cast';
import { hour } from '../../workflows/time';
import {
  absoluteLimit,
  codeAt,
  createAdministrator,
  Credentials,
  firstLock,
  freeAttempts,
  idleLimit,
  longestLock,
  newSecret,
  passwordProblem,
  registerActor,
  Seal,
  Sessions,
} from '.';

let database: TestDatabase;
let company: Company;
let sessions: Sessions;
const minute = 60_000;
const signIn = (login: string, more: Record<string, string> = {}) => sessions.signIn({ login, password, ...more });
const wrong = (login: string, source?: string) =>
  problemOf(sessions.signIn({ login, password: 'not the password', source }));

beforeAll(async () => {
  database = await createTestDatabase();
  company = new Company(database);
  await company.open();
  ({ sessions } = company);
});
afterAll(() => database.drop());

describe('signing in', () => {
  test('is refused for an unknown login and a wrong password in the same words', async () => {
    await company.hire('dsw', '0810', { login: 'sokha' });
    const unknown = await problem(sessions.signIn({ login: 'nobody', password }));
    const mistaken = await problem(sessions.signIn({ login: 'sokha', password: 'not the password' }));
    expect(unknown?.code).toBe('unauthenticated');
    expect(mistaken?.toJSON()).toEqual(unknown?.toJSON());
  });

  test('takes as long for an unknown login as for a wrong password', async () => {
    const time = async (login: string): Promise<number> => {
      const start = process.hrtime.bigint();
      await wrong(login);
      return Number(process.hrtime.bigint() - start) / 1e6;
    };
    const pairs = [await time('sokha'), await time(`nobody-${randomUUID()}`)];
    expect(Math.min(...pairs)).toBeGreaterThan(5);
    await signIn('sokha');
  });

  test('gives a token of which the database keeps the digest alone', async () => {
    const { token, person, appointments } = await signIn('  SOKHA ', { device: 'phone' });
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(person.nameEn).toMatch(/^Person/);
    expect(appointments).toMatchObject([{ role: 'dsw', area: '0810', areaName: { en: 'Sa Ang' } }]);
    const { rows } = await database.owner.query('select s::text as row from homeward.sessions s');
    expect(JSON.stringify(rows)).not.toContain(token);
    const kept = await database.owner.query<{ password: string }>('select password from homeward.credentials limit 1');
    expect(kept.rows[0]!.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('ends after a pause, at the latest after twelve hours, and when signed out', async () => {
    const first = await signIn('sokha');
    company.realClock.pass(idleLimit - 1);
    expect((await sessions.sessionOf(first.token)).person).toEqual(first.person);
    company.realClock.pass(idleLimit);
    expect(await problemOf(sessions.sessionOf(first.token))).toBe('unauthenticated');

    const second = await signIn('sokha');
    for (let passed = 0; passed < absoluteLimit - hour; passed += hour) {
      company.realClock.pass(hour);
      await sessions.sessionOf(second.token);
    }
    company.realClock.pass(hour);
    expect(await problemOf(sessions.sessionOf(second.token))).toBe('unauthenticated');

    const third = await signIn('sokha');
    await sessions.signOut(third.token);
    expect(await problemOf(sessions.sessionOf(third.token))).toBe('unauthenticated');
    expect(await problemOf(sessions.sessionOf('nonsense'))).toBe('unauthenticated');
  });

  test('lists the devices, ends one of them, or all', async () => {
    const [phone, tablet] = [await signIn('sokha', { device: 'phone' }), await signIn('sokha', { device: 'tablet' })];
    const stranger = await company.hire('dsw', '0801', { login: 'bopha' });
    const hers = await signIn('bopha');
    const devices = await sessions.listDevices(phone.token);
    expect(devices.map((one) => [one.device, one.current]).sort()).toEqual([
      ['phone', true],
      ['tablet', false],
    ]);
    expect(await problemOf(sessions.revoke(hers.token, tablet.id))).toBe('not_found');
    await sessions.revoke(phone.token, tablet.id);
    expect(await problemOf(sessions.sessionOf(tablet.token))).toBe('unauthenticated');
    await sessions.signOutEverywhere(phone.token);
    expect(await problemOf(sessions.sessionOf(phone.token))).toBe('unauthenticated');
    expect((await sessions.actorOf(hers.token)).actor.person).toBe(stranger.person);
  });
});

describe('a lock-out', () => {
  test('comes after the free failures, doubles with each further one, and ends by itself', async () => {
    await company.hire('dsw', '0810', { login: 'locked' });
    for (let i = 0; i <= freeAttempts.login; i += 1) expect(await wrong('locked')).toBe('unauthenticated');
    const first = await problem(signIn('locked'));
    expect([first?.code, first?.extra.retryAfter]).toEqual(['locked_out', firstLock / 1000]);
    // attempts under a lock do not lengthen it
    expect(await wrong('locked')).toBe('locked_out');
    company.realClock.pass(firstLock);
    expect(await wrong('locked')).toBe('unauthenticated');
    expect((await problem(signIn('locked')))?.extra.retryAfter).toBe((2 * firstLock) / 1000);
    for (let i = 0; i < 10; i += 1) {
      company.realClock.pass(longestLock);
      expect(await wrong('locked')).toBe('unauthenticated');
    }
    expect((await problem(signIn('locked')))?.extra.retryAfter).toBe(longestLock / 1000);
    company.realClock.pass(longestLock);
    expect((await signIn('locked')).person.nameEn).toMatch(/^Person/);
    expect(await wrong('locked')).toBe('unauthenticated');
    expect((await signIn('locked')).person.nameEn).toMatch(/^Person/);
  });

  test('comes for a login that does not exist as well', async () => {
    for (let i = 0; i <= freeAttempts.login; i += 1) expect(await wrong('ghost')).toBe('unauthenticated');
    expect(await wrong('ghost')).toBe('locked_out');
  });

  test('counts attempts that run beside each other', async () => {
    await company.hire('dsw', '0810', { login: 'raced' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => wrong('raced')));
    expect(answers.filter((code) => code === 'unauthenticated')).toHaveLength(freeAttempts.login + 1);
  });

  test('comes for a source address that tries many logins', async () => {
    for (let i = 0; i <= freeAttempts.source; i += 1)
      expect(await wrong(`guess-${i}`, '203.0.113.7')).toBe('unauthenticated');
    expect(await wrong('one-more', '203.0.113.7')).toBe('locked_out');
    expect(await wrong('one-more', '203.0.113.8')).toBe('unauthenticated');
    const { rows } = await database.pool.query(
      `select count(*)::int as n from homeward.security_log where kind = 'signIn.locked' and source = '203.0.113.7'`,
    );
    expect(rows).toEqual([{ n: 1 }]);
  }, 120_000);
});

describe('the actor', () => {
  test('is refused without an appointment in force, in business time', async () => {
    const past = await company.hire('dsw', '0810', { login: 'past', until: at('2017-03-01 00:00') });
    const future = await company.hire('dsw', '0810', { login: 'future', from: at('2017-03-07 00:00') });
    expect(await problemOf(sessions.actorOf((await signIn('past')).token))).toBe('forbidden');
    const { token } = await signIn('future');
    expect(await problemOf(sessions.actorOf(token))).toBe('forbidden');
    company.clock.time = at('2017-03-07 00:00');
    expect((await sessions.actorOf(token)).actor).toEqual({
      person: future.person,
      role: 'dsw',
      area: '0810',
      appointment: future.appointment,
    });
    expect(past.person).not.toBe(future.person);
  });

  test('is the person in the one appointment, or in the one named', async () => {
    const first = await company.hire('dsw', '0810', { login: 'twice' });
    const second = await company.hire('districtSupervisor', '0801', { person: first.person });
    const foreign = await company.hire('mosvy', '');
    const { token } = await signIn('twice');
    const open = await problem(sessions.actorOf(token));
    expect([open?.code, open?.extra.errors]).toEqual([
      'form_invalid',
      [{ path: 'Homeward-Appointment', code: 'required' }],
    ]);
    expect((await sessions.actorOf(token, second.appointment)).actor.role).toBe('districtSupervisor');
    expect(await problemOf(sessions.actorOf(token, foreign.appointment))).toBe('forbidden');
    expect(await problemOf(sessions.actorOf(token, 'nonsense'))).toBe('forbidden');
  });

  test('who acts for somebody carries the person acted for', async () => {
    const principal = await company.hire('pdosvyDirector', '08');
    const deputy = await company.hire('pdosvyDirector', '08', { login: 'deputy', actingFor: principal.appointment });
    const { actor } = await sessions.actorOf((await signIn('deputy')).token);
    expect(actor).toMatchObject({ person: deputy.person, actingFor: principal.person, role: 'pdosvyDirector' });
  });
});

describe('the second factor', () => {
  test('a signature is refused while none is enrolled, with what to do', async () => {
    const { person } = await company.hire('pdosvyDirector', '08', { login: 'unsigned' });
    const refused = await problem(sessions.signed(person, '123456', 'x'));
    expect([refused?.code, refused?.extra.detail?.en]).toEqual([
      'signature_required',
      expect.stringContaining('Enrol'),
    ]);
  });

  test('is enrolled with a code, which gives a new token and ends the old one', async () => {
    const { person } = await company.hire('pdosvyDirector', '08', { login: 'enrolling' });
    const { token } = await signIn('enrolling');
    const { secret, url } = await sessions.enrolTotp(token);
    expect(url).toMatch(/^otpauth:\/\/totp\/Homeward:enrolling\?/);
    expect(await problemOf(sessions.confirmTotp(token, '000000'))).toBe('signature_required');
    // not in force before it is confirmed
    expect(await problemOf(sessions.signed(person, codeAt(secret, company.realClock.now()), 'x'))).toBe(
      'signature_required',
    );
    const fresh = await sessions.confirmTotp(token, codeAt(secret, company.realClock.now()));
    expect(await problemOf(sessions.sessionOf(token))).toBe('unauthenticated');
    expect((await sessions.sessionOf(fresh.token)).totp).toBe(true);
    expect(await problemOf(sessions.enrolTotp(fresh.token))).toBe('conflict');
  });

  test('is asked for at the next sign-in', async () => {
    const secret = newSecret();
    await company.hire('pdosvyDirector', '08', { login: 'guarded', totpSecret: secret });
    expect((await problem(signIn('guarded')))?.extra.errors).toEqual([{ path: 'totp', code: 'required' }]);
    expect((await problem(signIn('guarded', { totp: '000000' })))?.extra.errors).toEqual([
      { path: 'totp', code: 'wrong' },
    ]);
    expect((await signIn('guarded', { totp: codeAt(secret, company.realClock.now()) })).totp).toBe(true);
  });

  test('a code counts once: not again, not an earlier one, not beside itself; but the same request may be sent again', async () => {
    const secret = newSecret();
    const { person } = await company.hire('pdosvyDirector', '08', { login: 'signer', totpSecret: secret });
    const code = (late: number): string => codeAt(secret, company.realClock.now() + late * 30_000);
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, i) => problemOf(sessions.signed(person, code(0), `decision ${i}`))),
    );
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    const first = `decision ${answers.indexOf('done')}`;
    expect(await sessions.signed(person, code(0), first)).toBe(true);
    expect(await problemOf(sessions.signed(person, code(0), 'another decision'))).toBe('signature_required');
    expect(await problemOf(sessions.signed(person, code(-1), first))).toBe('signature_required');
    company.realClock.pass(30_000);
    expect(await sessions.signed(person, code(0), 'another decision')).toBe(true);
    expect(await problemOf(sessions.signed(person, code(5), 'x'))).toBe('signature_required');
    expect(await problemOf(sessions.signed(person, undefined, 'x'))).toBe('signature_required');
  });

  test('a code signs in once and still signs once; what the rules refuse gives it back', async () => {
    const secret = newSecret();
    const { person } = await company.hire('pdosvyDirector', '08', { login: 'quick', totpSecret: secret });
    const code = codeAt(secret, company.realClock.now());
    expect((await signIn('quick', { totp: code })).totp).toBe(true);
    expect((await problem(signIn('quick', { totp: code })))?.code).toBe('unauthenticated');
    expect(await sessions.signed(person, code, 'an approval')).toBe(true);
    await sessions.giveBack(person, 'an approval');
    expect(await sessions.signed(person, code, 'a refusal')).toBe(true);
    await sessions.giveBack(person, 'an approval');
    expect(await problemOf(sessions.signed(person, code, 'one more'))).toBe('signature_required');
  });

  test('guessing codes is locked out', async () => {
    const secret = newSecret();
    const { person } = await company.hire('pdosvyDirector', '08', { login: 'guessed', totpSecret: secret });
    for (let i = 0; i <= freeAttempts.code; i += 1)
      expect(await problemOf(sessions.signed(person, 'abcdef', 'x'))).toBe('signature_required');
    expect(await problemOf(sessions.signed(person, codeAt(secret, company.realClock.now()), 'x'))).toBe('locked_out');
  });

  test('lies sealed in the database where there is a key', async () => {
    const seal = new Seal(Buffer.alloc(32, 7));
    const secret = newSecret();
    const credentials = new Credentials(
      { pool: database.pool, door: company.door, clock: company.clock },
      company.realClock,
      seal,
    );
    const { person } = await company.hire('mosvy', '');
    await credentials.give(registerActor, { person, login: 'sealed', password, totpSecret: secret });
    const { rows } = await database.pool.query<{ totp_secret: string }>(
      'select totp_secret from homeward.credentials where person = $1',
      [person],
    );
    expect(rows[0]!.totp_secret).toMatch(/^gcm:/);
    const sealed = new Sessions({ pool: database.pool, clock: company.clock, realClock: company.realClock, seal });
    expect(await sealed.signed(person, codeAt(secret, company.realClock.now()), 'x')).toBe(true);
    expect(() => new Seal(Buffer.alloc(32, 8)).open(rows[0]!.totp_secret)).toThrow();
  });
});

describe('a password', () => {
  test.each([
    'short',
    '123456789012',
    'passwordpassword',
    'Homeward2026!',
    'aaaaaaaaaaaaaaa',
    'abcdefghijklmnop',
    'sokha sokha sokha',
    'administrator1',
    'x'.repeat(300),
  ])('like %s is refused', (bad) => expect(passwordProblem('sokha', bad)?.km).toMatch(/[\u1780-\u17ff]/));

  test.each([password, 'ស្រូវនៅវាលក្រោយភ្លៀង', 'correct horse battery staple'])('like %s is taken', (good) =>
    expect(passwordProblem('sokha', good)).toBeUndefined(),
  );

  test('is changed with the old one, ends every other session and rotates this one', async () => {
    await company.hire('dsw', '0810', { login: 'changing' });
    const [mine, elsewhere] = [await signIn('changing'), await signIn('changing')];
    expect(
      await problemOf(
        sessions.changePassword(mine.token, { old: 'not the password', password: 'quiet water under bridges' }),
      ),
    ).toBe('form_invalid');
    expect(await problemOf(sessions.changePassword(mine.token, { old: password, password: 'changing' }))).toBe(
      'form_invalid',
    );
    const { token } = await sessions.changePassword(mine.token, {
      old: password,
      password: 'quiet water under bridges',
    });
    expect(await problemOf(sessions.sessionOf(mine.token))).toBe('unauthenticated');
    expect(await problemOf(sessions.sessionOf(elsewhere.token))).toBe('unauthenticated');
    expect((await sessions.sessionOf(token)).mustChangePassword).toBe(false);
    expect(await problemOf(signIn('changing'))).toBe('unauthenticated');
    await sessions.signIn({ login: 'changing', password: 'quiet water under bridges' });
  });
});

describe('a renewal', () => {
  test('is refused to the person, to one person alone, and to who has no part in it', async () => {
    const [one, two] = [await company.hire('districtSupervisor', '0810'), await company.hire('administrator', '')];
    const lost = await company.hire('dsw', '0810', { login: 'lost' });
    const { credentials } = company;
    const ask = { person: lost.person, what: 'password' as const };
    expect(await problemOf(credentials.askRenewal({ ...two, person: lost.person }, ask))).toBe('second_person');
    expect(await problemOf(credentials.askRenewal(await company.hire('dsw', '0810'), ask))).toBe('forbidden');
    expect(await problemOf(credentials.askRenewal(await company.hire('districtSupervisor', '2101'), ask))).toBe(
      'forbidden',
    );
    const { id } = await credentials.askRenewal(one, ask);
    expect(await problemOf(credentials.approveRenewal(one, id))).toBe('second_person');
    expect(await problemOf(credentials.approveRenewal({ ...two, actingFor: one.person }, id))).toBe('second_person');
    expect(await problemOf(credentials.approveRenewal({ ...two, person: lost.person }, id))).toBe('second_person');
    company.realClock.pass(25 * hour);
    expect(await problemOf(credentials.approveRenewal(two, id))).toBe('conflict');
    expect(await problemOf(signIn('lost'))).toBe('done');
  });

  test('by two others gives each half of a one-time password, good for choosing a new one and nothing else', async () => {
    const [one, two] = [await company.hire('districtSupervisor', '0810'), await company.hire('administrator', '')];
    const secret = newSecret();
    const lost = await company.hire('dsw', '0810', { login: 'renewed', totpSecret: secret });
    const before = await signIn('renewed', { totp: codeAt(secret, company.realClock.now()) });
    const { id, firstHalf } = await company.credentials.askRenewal(one, { person: lost.person, what: 'both' });
    const { secondHalf } = await company.credentials.approveRenewal(two, id);
    expect(await problemOf(sessions.sessionOf(before.token))).toBe('unauthenticated');
    expect(await problemOf(signIn('renewed'))).toBe('unauthenticated');
    expect(await problemOf(sessions.signIn({ login: 'renewed', password: secondHalf! }))).toBe('unauthenticated');
    expect(await problemOf(sessions.signIn({ login: 'renewed', password: `${firstHalf}-AAAAAAAAAAAA` }))).toBe(
      'unauthenticated',
    );

    const entered = await sessions.signIn({ login: 'renewed', password: `${firstHalf}-${secondHalf}` });
    expect([entered.mustChangePassword, entered.totp]).toEqual([true, false]);
    expect(await problemOf(sessions.actorOf(entered.token))).toBe('forbidden');
    expect(await problemOf(sessions.enrolTotp(entered.token))).toBe('forbidden');
    const { token } = await sessions.changePassword(entered.token, {
      old: `${firstHalf}-${secondHalf}`,
      password: 'quiet water under bridges',
    });
    expect((await sessions.actorOf(token)).actor.person).toBe(lost.person);
    expect(await problemOf(company.credentials.approveRenewal(two, id))).toBe('conflict');

    const { rows } = await database.owner.query(
      `select string_agg(coalesce(c.body, '') || j.entry, '') as text from homeward.journal j left join homeward.contents c using (stream, seq)`,
    );
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${firstHalf}|${secondHalf}|argon2|${secret}`));
  });

  test('of the database itself: one person cannot be both', async () => {
    const [one, lost] = [await company.hire('administrator', ''), await company.hire('dsw', '0810')];
    await expect(
      database.owner.query(
        `insert into homeward.renewals (id, person, what, asked_at, asked_by, expires_at, approved_at, approved_by)
         values (gen_random_uuid(), $1, 'password', now(), $2, now(), now(), $2)`,
        [lost.person, one.person],
      ),
    ).rejects.toMatchObject({ constraint: 'renewal_by_two' });
  });
});

describe('a first administrator', () => {
  const parts = () => ({ pool: database.pool, door: company.door, clock: company.clock });
  const given = { login: 'keeper', nameEn: 'Keeper', nameKm: 'អ្នកថែទាំ', password };

  test('is refused with a default or short password, and leaves nothing behind', async () => {
    for (const bad of ['admin', 'password', 'keeper-keeper', 'administrator', 'homeward2026'])
      expect(await problemOf(createAdministrator(parts(), company.realClock, { ...given, password: bad }))).toBe(
        'form_invalid',
      );
    const { rows } = await database.pool.query(`select 1 from homeward.people where name_en = 'Keeper'`);
    expect(rows).toEqual([]);
  });

  test('signs in, and a second one of the same login is refused', async () => {
    const { person } = await createAdministrator(parts(), company.realClock, given);
    const { actor } = await sessions.actorOf((await signIn('keeper')).token);
    expect([actor.person, actor.role, actor.area]).toEqual([person, 'administrator', '']);
    expect(await problemOf(createAdministrator(parts(), company.realClock, { ...given, login: 'KEEPER' }))).toBe(
      'conflict',
    );
  });
});

test('what signs in leaves its trace in the security log, without secrets', async () => {
  company.realClock.pass(minute);
  const { rows } = await database.pool.query<{ kind: string; text: string }>(
    'select kind, s::text as text from homeward.security_log s',
  );
  const kinds = new Set(rows.map((row) => row.kind));
  for (const kind of [
    'signIn.succeeded',
    'signIn.failed',
    'signIn.locked',
    'signOut',
    'session.rotated',
    'totp.enrolled',
    'renewal.asked',
    'renewal.approved',
    'password.changed',
  ])
    expect(kinds).toContain(kind);
  expect(rows.map((row) => row.text).join()).not.toContain(password);
});

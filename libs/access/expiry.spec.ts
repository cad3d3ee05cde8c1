import { randomUUID } from 'node:crypto';
import { Company } from '../../test/support/cast';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { canonical } from '../engine';
import { Attempts } from './attempts';
import { Expiry } from './expiry';
import { absoluteLimit } from './sessions';

const day = 86_400_000;
let db: TestDatabase;
let company: Company;
let expiry: Expiry;
let person: string;

beforeAll(async () => {
  db = await createTestDatabase();
  company = new Company(db);
  await company.open();
  expiry = new Expiry(db.pool, company.realClock, 3);
  ({ person } = await company.hire('dsw', '0810', { login: 'sokha' }));
});
afterAll(() => db.drop());

const signIn = () =>
  company.sessions.signIn({ login: 'sokha', password: 'rice fields after rain', source: '10.0.0.1' });
const count = async (table: string) =>
  (await db.owner.query<{ n: number }>(`select count(*)::int as n from homeward.${table}`)).rows[0]!.n;
const answer = (at: number, key = randomUUID()) =>
  db.pool.query(
    `insert into homeward.answers (person, route, key, body, status, answer, at) values ($1, 'POST /x', $2, 'digest', 200, '{}', $3)`,
    [person, key, new Date(at)],
  );

it('leaves what still counts: a session in use, a failure of today, an answer that may be asked for again', async () => {
  const { token } = await signIn();
  await new Attempts(db.pool, company.realClock).charge('login', 'somebody');
  await answer(company.realClock.now() - 34 * day);
  expect(await expiry.clear()).toEqual({ sessions: 0, attempts: 0, answers: 0 });
  expect((await company.sessions.sessionOf(token)).person.id).toBe(person);
  company.realClock.pass(absoluteLimit + day / 2);
  expect(await expiry.clear()).toMatchObject({ sessions: 0 });
});

it('takes away sessions a day after their end, attempts after a quiet day and answers after 35 days, a few at a time', async () => {
  for (let i = 0; i < 4; i += 1) await signIn();
  const attempts = new Attempts(db.pool, company.realClock);
  for (let i = 0; i < 4; i += 1) await attempts.charge('source', `10.0.1.${i}`);
  for (let i = 0; i < 4; i += 1) await answer(company.realClock.now());
  company.realClock.pass(36 * day);
  const { token } = await signIn();
  expect(await expiry.clear()).toEqual({ sessions: 3, attempts: 3, answers: 3 });
  await expiry.clear();
  expect(await expiry.clear()).toEqual({ sessions: 0, attempts: 0, answers: 0 });
  expect([await count('sessions'), await count('attempts'), await count('answers')]).toEqual([1, 0, 0]);
  expect((await company.sessions.sessionOf(token)).person.id).toBe(person);
});

it('never touches a key of the journal, which lives as long as its case', async () => {
  const at = '2016-01-05T02:00:00.000Z';
  const stream = randomUUID();
  const key = { person, route: 'POST /api/v1/instances', key: randomUUID() };
  const entry = canonical({ event: 'note', actor: { person }, at });
  await company.door.write({ lines: [{ stream, kind: 'registry', at, entry, key, ops: [] }], checks: [] });
  company.realClock.pass(4_000 * day);
  await expiry.clear();
  const { rows } = await db.pool.query('select key from homeward.journal where stream = $1', [stream]);
  expect(rows).toEqual([{ key: key.key }]);
});

/** A disk that is full is no refusal of what was asked: nothing of the batch is written, nobody is told no, and it can be tried again. */
import { randomUUID } from 'node:crypto';
import { canonical, Door, type Unit } from '../../libs/engine';
import { isDatabaseGone } from '../../apps/api/problems';
import { createTestDatabase, type TestDatabase } from '../support/database';

let db: TestDatabase;
let door: Door;
beforeAll(async () => {
  db = await createTestDatabase();
  door = new Door(db.pool);
  for (const [op, state] of [
    ['full', '53100'],
    ['broken', '58030'],
    ['wrong', '23514'],
  ])
    await db.owner
      .query(`create function door.op_test_${op}(data jsonb, line door.line) returns void language plpgsql as
      $$ begin raise exception 'so it is' using errcode = '${state}', constraint = 'as_asked'; end $$`);
});
afterAll(() => db.drop());

const at = '2017-03-06T02:00:00.000Z';
const unit = (op?: string): Unit => ({
  lines: [
    {
      stream: randomUUID(),
      kind: 'registry',
      at,
      entry: canonical({ event: 'thing.told', at }),
      ops: op === undefined ? [] : [{ op: `test.${op}`, data: {} }],
    },
  ],
  checks: [],
});
const lines = async (): Promise<number> =>
  (await db.pool.query<{ n: number }>('select count(*)::int as n from homeward.journal')).rows[0]!.n;

it.each(['full', 'broken'])('a system that is %s fails the batch whole, as a database that is gone', async (op) => {
  const before = await lines();
  const told = await Promise.allSettled([unit(), unit(op), unit()].map((one) => door.write(one)));
  const failed = told.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  // the first left alone, before the others came
  expect(failed.length).toBeGreaterThanOrEqual(2);
  expect(failed.every(isDatabaseGone)).toBe(true);
  expect(await lines()).toBe(before + told.length - failed.length);
  expect(await door.write(unit())).toMatchObject({ ok: true });
});

it('a unit that breaks a constraint is refused alone', async () => {
  const before = await lines();
  const told = await Promise.all([unit(), unit('wrong'), unit()].map((one) => door.write(one)));
  expect(told).toMatchObject([
    { ok: true },
    { ok: false, error: { state: '23514', constraint: 'as_asked' } },
    { ok: true },
  ]);
  expect(await lines()).toBe(before + 2);
});

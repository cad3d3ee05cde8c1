/** Questions that go together: fewer trips, the same answers, and one refused question fails nobody else's. */
import { Gather } from '../../libs/database';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let trips: number[];
beforeAll(async () => (database = await createTestDatabase()));
beforeEach(() => (trips = []));
afterAll(() => database.drop());

/** Halves of the texts asked, as PostgreSQL reads them. */
const halves = (most?: number) =>
  new Gather<string, number>(async (asked) => {
    trips.push(asked.length);
    const { rows } = await database.pool.query<{ half: string }>(
      'select (t::numeric / 2)::text as half from unnest($1::text[]) with ordinality q(t, n) order by n',
      [asked],
    );
    return rows.map(({ half }) => Number(half));
  }, most);

it('asks what comes in one breath in one trip, each with its own answer', async () => {
  const gather = halves();
  expect(await Promise.all(['2', '4', '7'].map((text) => gather.get(text)))).toEqual([1, 2, 3.5]);
  expect(trips).toEqual([3]);
  expect(await gather.get('10')).toBe(5);
  expect(trips).toEqual([3, 1]);
});

it('lets wait what comes while a question is on its way, and asks at most so many at a time', async () => {
  const gather = halves(4);
  const first = gather.get('2');
  await Promise.resolve();
  const more = Array.from({ length: 9 }, (_, i) => gather.get(String(i)));
  expect(await Promise.all([first, ...more])).toEqual([1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]);
  expect(trips).toEqual([1, 4, 4, 1]);
});

it('refuses the one question that cannot be answered, and answers its neighbours', async () => {
  const gather = halves();
  const told = await Promise.allSettled(['2', 'two', '6'].map((text) => gather.get(text)));
  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((told[1] as PromiseRejectedResult).reason).toMatchObject({ code: '22P02' });
  expect(await gather.get('8')).toBe(4);
});

it('does not ask again where the database itself fails', async () => {
  let asked = 0;
  const gather = new Gather<number, number>(async () => {
    asked += 1;
    await database.pool.query('select pg_terminate_backend(pg_backend_pid())');
    return [];
  });
  const told = await Promise.allSettled([1, 2, 3].map((n) => gather.get(n)));
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(asked).toBe(1);
});

it('goes beside a question that something holds up, and beside no more than that one', async () => {
  const holder = await database.pool.connect();
  await holder.query('select pg_advisory_lock(1)');
  const asked: number[] = [];
  const gather = new Gather<number, number>(
    async ([n]) => {
      asked.push(n!);
      if (n === 1) await database.pool.query('select pg_advisory_lock_shared(1)');
      return [n! * 2];
    },
    1,
    5,
  );
  const held = gather.get(1);
  expect(await Promise.all([gather.get(2), gather.get(3)])).toEqual([4, 6]);
  expect(asked).toEqual([1, 2, 3]);
  await holder.query('select pg_advisory_unlock(1)');
  holder.release();
  expect(await held).toBe(2);
});

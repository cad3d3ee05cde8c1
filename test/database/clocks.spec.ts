/** Data of the clock by hand are not opened in real time, and real data not with the clock by hand. */
import { refuseOtherClock } from '../../libs/database';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const write = (at: string) =>
  database.owner.query(
    `insert into homeward.journal (stream, seq, kind, at, entry, hash)
     select '80000000-0000-4000-8000-000000000001', coalesce(max(seq), 0) + 1, 'registry', $1, '{}', '\\x00' from homeward.journal`,
    [at],
  );
/** What either clock is told. */
const told = () =>
  Promise.all(
    (['real', 'manual'] as const).map((clock) =>
      refuseOtherClock(database.pool, clock).then(
        () => 'taken',
        ({ reason }: { reason: string }) => reason,
      ),
    ),
  );

it('takes either clock where nothing was written', async () => {
  expect(await told()).toEqual(['taken', 'taken']);
});

it('takes the clock by hand alone where it wrote, up to its own instant', async () => {
  await database.owner.query(`update homeward.manual_clock set now = '2018-01-01'`);
  await write('2017-03-06');
  await write('2018-01-01');
  expect(await told()).toEqual(['manual_data', 'taken']);
});

it('takes real time alone where the lines are ahead of the clock by hand', async () => {
  await write('2026-03-06');
  expect(await told()).toEqual(['taken', 'real_data']);
});

it('takes the clock by hand where the owner prepared the data for it, and not where they are to be of real time', async () => {
  await database.owner.query('update homeward.manual_clock set by_hand = false');
  expect(await told()).toEqual(['taken', 'clock_not_by_hand']);
  await database.owner.query('update homeward.manual_clock set by_hand = true');
  expect(await told()).toEqual(['taken', 'taken']);
});

/** What the application says of the time: where the real clock writes, the database holds it to its own. */
import { randomUUID } from 'node:crypto';
import { bringUpToDate } from '../../apps/database';
import { Door, ManualClock, registerActor, registerLine, type Outcome } from '../../libs/engine';
import { refusalOf } from '../../libs/registry';
import { createTestDatabase, type TestDatabase } from '../support/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const hour = 3_600_000;

/** A line of the register that is told of an instant. */
function write(at: number, role = 'register'): Promise<Outcome> {
  const actor = { ...registerActor, role: role as 'register' };
  const line = registerLine({ stream: randomUUID(), event: 'test.told', actor, at, data: {}, ops: [] });
  return new Door(db.pool).write({ lines: [line], checks: [] });
}

describe('where the clock is by hand', () => {
  it('lines are of any time, and the clock moves forward', async () => {
    await expect(write(Date.parse('2017-03-06T09:00:00+07:00'))).resolves.toMatchObject({ ok: true });
    const clock = await ManualClock.load(db.pool);
    await clock.set(clock.now() + hour);
    await expect(clock.set(clock.now() - 1)).rejects.toMatchObject({ code: 'clock_backwards' });
  });
});

describe('where the real clock writes', () => {
  beforeAll(() => bringUpToDate(db.ownerUrl, 'real'));

  it('a line is written when it happens, and not ahead of the time', async () => {
    const now = Date.now();
    for (const at of [now - 2 * hour, now - 365 * 24 * hour, now + 2 * hour]) {
      const outcome = await write(at);
      if (!('error' in outcome)) throw new Error(`written: ${new Date(at).toISOString()}`);
      expect(outcome.error).toMatchObject({ state: 'HW053', constraint: 'line_astray' });
      expect(refusalOf(outcome.error).toJSON().rules[0]).toMatchObject({ id: 'journal.time' });
    }
    await expect(write(now)).resolves.toMatchObject({ ok: true });
    await expect(write(now - hour / 2)).resolves.toMatchObject({ ok: true });
  });

  it('what the clock itself tells may be of a time when nothing ran', async () => {
    await expect(write(Date.now() - 72 * hour, 'clock')).resolves.toMatchObject({ ok: true });
    await expect(write(Date.now() + 2 * hour, 'clock')).resolves.toMatchObject({
      ok: false,
      error: { constraint: 'line_astray' },
    });
  });

  it('the clock by hand stands still, until the owner starts it again', async () => {
    const clock = await ManualClock.load(db.pool);
    await expect(clock.set(clock.now() + hour)).rejects.toMatchObject({ code: 'HW050', constraint: 'clock_real' });
    await expect(db.pool.query('update homeward.manual_clock set by_hand = true')).rejects.toMatchObject({
      code: '42501',
    });
    await bringUpToDate(db.ownerUrl, 'manual');
    await clock.set(clock.now() + hour);
  });
});

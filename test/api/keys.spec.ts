/** Keys of acts that gave no answer, or none yet: the person repeats, and gets the one answer to the act. */
import { Pool } from 'pg';
import { startApi, type Api } from '../../apps/api';
import { buildContext } from '../../apps/context';
import type { Database } from '../../libs/database';
import { newChild, Town } from './town';

let town: Town;
/** Another API process over the same database, as far as it shares nothing else: it has one connection. */
let other: Api;
let others: Pool;
let elsewhere: Town;
afterEach(() => jest.restoreAllMocks());
beforeAll(async () => {
  town = await Town.open();
  others = new Pool({ connectionString: town.database.appUrl, max: 1 });
  const { config, log } = town.context;
  other = await startApi(await buildContext(config, { app: others } as unknown as Database, log));
  elsewhere = Object.create(town, { api: { value: other } }) as Town;
});
afterAll(async () => {
  await other?.close();
  await others?.end();
  await town.close();
});

const register = (key: string, body = newChild(), at = town) =>
  at.outcome('commune.kandal', '/children', { body, key });
const rows = async (key: string) => town.rows('select status from homeward.answers where key = $1', key);
/** Waits until the key is held. */
const isHeld = async (key: string): Promise<void> => {
  while ((await rows(key)).length === 0);
};
/** An act that holds the key of a body, as a process that never answers leaves it. */
const hold = (key: string) =>
  town.rows(
    `insert into homeward.answers (person, route, key, body, at)
     select person, route, $1, body, clock_timestamp() from homeward.answers where key = 'lost-with-the-database'`,
    key,
  );

describe('the key of an act', () => {
  it('is free again when the database could neither do the act nor take the key back', async () => {
    const key = 'lost-with-the-database';
    await town.rows('revoke execute on all functions in schema homeward from homeward_app');
    await town.rows('revoke delete on homeward.answers from homeward_app');
    try {
      expect(await register(key)).toBe('500 internal');
      expect(await rows(key)).toEqual([{ status: null }]);
    } finally {
      await town.rows('grant delete on homeward.answers to homeward_app');
      await town.rows('grant execute on all functions in schema homeward to homeward_app');
    }
    expect(await register(key)).toBe('201');
    expect(await rows(key)).toEqual([{ status: 201 }]);
  });

  it('is the same however the address is spelled', async () => {
    const id = await town.child();
    const body = { birth: { from: '2007-09-14', to: '2007-09-14', precision: 'day' }, reason: 'the register says so' };
    const propose = (path: string) => town.send('dsw.kandal', path, { body, key: 'one-proposal' });
    const { body: first } = await propose(`/children/${id}/birth`);
    for (const path of [`/children/${id.toUpperCase()}/birth/`, `/Children/${id}/BIRTH`])
      expect((await propose(path)).body).toEqual(first);
  });

  it('is held for ten seconds by a process that died with it, and no longer', async () => {
    const key = 'held-by-the-dead';
    await hold(key);
    expect(await register(key)).toBe('503 busy');
    await town.rows(`update homeward.answers set at = at - interval '10 seconds' where key = $1`, key);
    expect(await register(key)).toBe('201');
  });

  it('goes to who waits for it as soon as the act that holds it has failed', async () => {
    const key = 'held-by-the-failing';
    await hold(key);
    const looked = jest.spyOn(others, 'query');
    const waiting = register(key, newChild(), elsewhere);
    await hasLooked(looked, 2);
    await town.rows('delete from homeward.answers where key = $1', key);
    expect(await waiting).toBe('201');
  });

  it('brings the first answer to who asks other processes while the act is under way', async () => {
    const [key, body] = ['asked-of-both', newChild()];
    const ask = (at: Town) => at.send('commune.kandal', '/children', { body, key });
    const blocker = await town.database.owner.connect();
    await blocker.query('begin; lock table homeward.children in share mode');
    const first = ask(town);
    await isHeld(key);
    const looked = jest.spyOn(others, 'query');
    const repeats = [ask(elsewhere), ask(elsewhere), ask(town)];
    await hasLooked(looked, 4);
    // they wait without the connection: it answers others
    expect(await elsewhere.outcome('commune.kandal', '/tasks')).toBe('200');
    // another act is not taken for the same
    expect(await register(key, newChild('kandal', { sex: 'male' }), elsewhere)).toBe('422 key_reused');
    await blocker.query('commit');
    blocker.release();
    const { status, body: told } = await first;
    expect(status).toBe(201);
    for (const repeat of await Promise.all(repeats)) expect([repeat.status, repeat.body]).toEqual([status, told]);
    expect(await rows(key)).toEqual([{ status: 201 }]);
  });

  it('is not asked for any more once who asked has gone', async () => {
    const key = 'held-for-nobody';
    await hold(key);
    const looked = jest.spyOn(others, 'query');
    const gone = new AbortController();
    const began = performance.now();
    const asking = fetch(`${other.url}/api/v1/children`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await town.tokenOf('commune.kandal')}`,
        'Idempotency-Key': key,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(newChild()),
      signal: gone.signal,
    });
    await hasLooked(looked, 2);
    gone.abort();
    await expect(asking).rejects.toThrow();
    // it looks at least every fifth of a second while somebody waits
    for (let before = -1; before !== looks(looked);) {
      before = looks(looked);
      await town.rows('select pg_sleep(0.5)');
    }
    expect(performance.now() - began).toBeLessThan(3_500);
  });
});

/** How often a process has looked for an answer that is kept. */
const looks = (asked: jest.SpyInstance): number =>
  asked.mock.calls.filter(([sql]) => String(sql).startsWith('select body, status')).length;

async function hasLooked(asked: jest.SpyInstance, times: number): Promise<void> {
  while (looks(asked) < times) await rows('');
}

/** Keys of acts that gave no answer: the person repeats, and is not told to wait for an act that is over. */
import { newChild, Town } from './town';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.close());

const register = (key: string) => town.outcome('commune.kandal', '/children', { body: newChild(), key });
const rows = async (key: string) => town.rows('select status from homeward.answers where key = $1', key);

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
    await town.rows(
      `insert into homeward.answers (person, route, key, body, at)
       select person, route, $1, body, clock_timestamp() - interval '9 seconds' from homeward.answers where key = 'lost-with-the-database'`,
      key,
    );
    expect(await register(key)).toBe('503 busy');
    await town.rows(`update homeward.answers set at = at - interval '2 seconds' where key = $1`, key);
    expect(await register(key)).toBe('201');
  });
});

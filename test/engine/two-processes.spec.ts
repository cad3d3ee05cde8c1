/** Two processes over one database: what one of them remembers is not what the other has done since. */
import { randomUUID } from 'node:crypto';
import { Problem, type Engine } from '../../libs/engine';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { areasIn, engineOn, HandClock, person } from './fixture';

describe('a second process', () => {
  let db: TestDatabase;
  let one: Engine;
  let two: Engine;
  const commune = person('commune', '081001');
  const supervisor = person('districtSupervisor', '0810');

  beforeAll(async () => {
    db = await createTestDatabase();
    await areasIn(db);
    const clock = new HandClock(Date.parse('2017-03-06T09:00:00+07:00'));
    [one, two] = [engineOn(db, clock), engineOn(db, clock)];
  });
  afterAll(() => db?.drop());

  const check = (engine: Engine, instance: string, actor: typeof commune, amount: number, version: number) =>
    engine.send({
      actor,
      key: randomUUID(),
      route: `/instances/${instance}/events`,
      instance,
      type: 'thing.checked',
      data: { amount },
      version,
    });
  const lines = async (instance: string): Promise<string[]> =>
    (
      await db.pool.query<{ kind: string }>('select kind from homeward.journal where stream = $1 order by seq', [
        instance,
      ])
    ).rows.map(({ kind }) => kind);

  it('refuses nobody by the rules of a state that another one has left: it says that the version is old', async () => {
    const { id } = await one.open({
      actor: commune,
      key: randomUUID(),
      route: '/instances',
      workflow: 'fixture',
      area: '081001',
      data: { amount: 1 },
    });
    await two.records.find(id);
    expect(await check(one, id, supervisor, 1, 1)).toMatchObject({ version: 2, status: 'closed' });
    const late = await check(two, id, commune, 1, 1).catch((problem: Problem) => problem);
    expect(late).toMatchObject({ code: 'version_stale' });
    expect(await lines(id)).toEqual(['event', 'event']);
  });

  it('still refuses, and writes it down, where the state is the one it remembers', async () => {
    const { id } = await one.open({
      actor: commune,
      key: randomUUID(),
      route: '/instances',
      workflow: 'fixture',
      area: '081001',
      data: { amount: 1 },
    });
    await two.records.find(id);
    const refused = await check(two, id, commune, 1, 1).catch((problem: Problem) => problem);
    expect(refused).toMatchObject({ code: 'refused_by_rule', extra: { rules: [{ id: 'T-10' }] } });
    expect(await lines(id)).toEqual(['event', 'refused']);
  });
});

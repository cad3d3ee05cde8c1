/** What climbed stays in the list while its task is to be done, and is gone with it; people are found in a large province. */
import { demoId } from '../../apps/demo';
import type { ManualClock } from '../../libs/engine';
import { registerActor } from '../../libs/access';
import { accountOf, Town } from './town';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
}, 240_000);
afterAll(() => town.close());

const get = async (as: string, path: string) => (await town.send(as, path)).body;

describe('an escalation', () => {
  it('is listed as open until its task is closed, and stays a record after it', async () => {
    const data = {
      children: [await town.child()],
      reporter: 'neighbour',
      on: '2017-03-05',
      concern: 'The child is alone at night.',
      immediateDanger: false,
    };
    const body = { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data };
    const { id } = (await town.send('commune.kandal', '/instances', { body })).body;
    const clock = town.context.clock as ManualClock;
    await town.context.sweeper.advanceTo(clock.now() + 3 * 86_400_000, clock);
    const waiting = '/alerts?mine=true&overdue=true&acknowledged=false';
    const ofCase = async (path: string) =>
      (await get('supervisor.kandal', path)).items.filter(({ instance }: any) => instance === id);
    const climbed = await ofCase(`${waiting}&open=true`);
    expect(climbed.length).toBeGreaterThan(0);
    expect(await ofCase(`${waiting}&open=false`)).toEqual([]);

    const headers = { 'If-Match': (await town.send('dsw.kandal', `/instances/${id}`)).headers.get('etag')! };
    const triage = { seenOn: '2017-03-08', reasons: 'The grandmother is there.' };
    const [task] = (await get('dsw.kandal', `/instances/${id}`)).tasks;
    await town.send('dsw.kandal', `/tasks/${task.id}/claim`, { body: {} });
    const sent = { body: { type: 'concern.triaged', data: triage }, headers };
    const done = await town.send('dsw.kandal', `/instances/${id}/events`, sent);
    expect([done.status, done.body.code]).toEqual([200, undefined]);
    const triaged = (await ofCase(waiting)).filter((alert: any) => alert.task === task.id);
    expect(triaged.length).toBeGreaterThan(0);
    expect(await ofCase(`${waiting}&open=true`)).toEqual([]);
    expect((await ofCase(`${waiting}&open=false`)).map((alert: any) => alert.id).sort()).toEqual(
      triaged.map((alert: any) => alert.id).sort(),
    );
  });

  it('of a task that nobody knows is asked for in words that exist', async () => {
    expect(await town.outcome('supervisor.kandal', '/alerts?open=perhaps')).toBe('422 form_invalid');
  });
});

describe('people of a large province', () => {
  const made: string[] = [];
  beforeAll(async () => {
    const from = town.context.clock.now() - 86_400_000;
    for (let n = 0; n < 130; n += 1) {
      const id = demoId(`worker ${n}`);
      const name = { nameKm: `បុគ្គលិក ${n}`, nameEn: `Worker ${String(n).padStart(3, '0')}` };
      await town.context.people.addPerson(registerActor, { id, ...name, language: 'km' });
      await town.context.people.giveAppointment(registerActor, {
        person: id,
        role: n % 2 ? 'dsw' : 'police',
        area: accountOf(n % 2 ? 'dsw.kandal' : 'police.kandal').area,
        from,
      });
      made.push(id);
    }
  }, 60_000);

  it('are found by a part of the name among several roles', async () => {
    const all = await get('supervisor.kandal', '/people?roles=dsw,police&limit=100');
    expect([all.items.length, all.next === null]).toEqual([100, false]);
    const roles = new Set(all.items.flatMap(({ appointments }: any) => appointments.map(({ role }: any) => role)));
    expect([...roles].sort()).toEqual(['dsw', 'police']);
    const named = await get('supervisor.kandal', '/people?roles=dsw&name=worker%20129');
    expect(named.items.map(({ id }: any) => id)).toEqual([made[129]]);
    expect((await get('supervisor.kandal', '/people?roles=police&name=worker%20129')).items).toEqual([]);
  });

  it('are named by id, those in reach and no others', async () => {
    const ids = [made[0], made[129], accountOf('dsw.battambang').person].join();
    const { items } = await get('supervisor.kandal', `/people?ids=${ids}`);
    expect(items.map(({ id }: any) => id).sort()).toEqual([made[0], made[129]].sort());
  });

  it.each(['roles=worker', 'roles=', 'ids=me', `ids=${Array(101).fill(demoId('x')).join()}`])(
    'are not asked for with %s',
    async (query) => {
      expect(await town.outcome('supervisor.kandal', `/people?${query}`)).toBe('422 form_invalid');
    },
  );
});

/** The alerts that were sent to a person, and those of the area, page by page: each once, in one order. */
import { newChild } from '../../apps/commands/attack/kandal';
import { Town } from './town';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
}, 120_000);
afterAll(() => town.close());

const raise = async (children: number) => {
  for (let n = 0; n < children; n += 1) {
    const { body } = await town.send('commune.kandal', '/children', { body: newChild() });
    const data = {
      ...{
        children: [body.id],
        reporter: 'neighbour',
        on: '2017-03-05',
        concern: 'Alone at night.',
        immediateDanger: true,
      },
    };
    const opened = { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data };
    const answer = await town.send('commune.kandal', '/instances', { body: opened });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  }
};
/** Every page of a list, one alert at a time. */
const paged = async (as: string, filter: string): Promise<string[]> => {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await town.send(as, `/alerts?${filter}&limit=1${more}`);
    ids.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.next;
  } while (cursor !== null && ids.length < 100);
  return ids;
};

it.each(['mine=true', 'unread=true', 'mine=true&unread=true', 'overdue=false'])('%s', async (filter) => {
  await raise(4);
  await town.context.sweeper.sweep();
  const all = (await town.send('dsw.kandal', `/alerts?${filter}&limit=100`)).body.items.map(({ id }: any) => id);
  expect(all.length).toBeGreaterThan(2);
  expect(await paged('dsw.kandal', filter)).toEqual(all);
});

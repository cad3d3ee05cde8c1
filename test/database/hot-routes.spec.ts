/** The same of real procedures: what people and the sweeper do to a case, a closure, an inspection, by every route that is hot. */
import { Player } from '../../apps/commands/story-player';
import { findStory } from '../../apps/commands/story';
import { accountOf, Town } from '../api/town';
import { strays } from './beyond';
import { keys, Listener } from './plans';

let town: Town;
let listener: Listener;

beforeEach(async () => {
  town = await Town.open({}, '2017-01-02T09:00:00+07:00');
  listener = new Listener().hear(town.database.pool);
  await Listener.open(town.database, town.database.pool);
}, 60_000);
afterEach(() => town.close());

/** Plays a story as it is written, up to a step; answers where it was answered otherwise. */
async function play(name: string, last = Infinity): Promise<string[]> {
  const differ: string[] = [];
  for await (const step of new Player(town.api.url, findStory(name)!).play()) {
    differ.push(...step.differences);
    if (step.number === last) break;
  }
  return differ;
}

/** The keyed tables that were scanned. */
const tables = (): string[] => [
  ...new Set(
    listener.plans
      .flatMap((plan) =>
        [...JSON.stringify(plan.root).matchAll(/"Relation Name":"(\w+?)(_\d{4}|_before|_kept|_default)?"/g)].map(
          ([, name]) => name!,
        ),
      )
      .filter((name) => name in keys),
  ),
];

it.each([
  // the order, the freeze, the census, both children home, the certificate; not the year of watching
  ['C1', 55],
  ['I1', Infinity],
])(
  'finds the case by its key in whatever is done in the story %s',
  async (name, last) => {
    expect(await play(name, last)).toEqual([]);
    expect(strays(listener.plans)).toEqual([]);
  },
  120_000,
);

it('finds it when a file, a correction, a hand-over, a letter or an alert of a case is asked for', async () => {
  expect(await play('E1')).toEqual([]);
  const send = async (...given: Parameters<Town['send']>) => {
    const answer = await town.send(...given);
    expect([answer.status < 300, answer.body]).toEqual([true, answer.body]);
    return answer.body;
  };
  const on = new Date(town.context.clock.now()).toISOString().slice(0, 10);
  const data = {
    children: [await town.child()],
    reporter: 'neighbour',
    on,
    concern: 'Alone at night.',
    immediateDanger: false,
  };
  const { id } = await send('commune.kandal', '/instances', {
    body: { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data },
  });
  // a file comes, is listed, read and withdrawn
  const files = `/instances/${id}/attachments`;
  const raw = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
  const file = await send('dsw.kandal', files, { raw, headers: { 'Content-Type': 'application/octet-stream' } });
  await send('dsw.kandal', files);
  await send('dsw.kandal', `${files}/${file.id}`);
  await send('dsw.kandal', `${files}/${file.id}/withdraw`, { body: { reason: 'It is of another case.' } });
  // tasks and alerts
  const [task] = (await send('supervisor.kandal', `/instances/${id}`)).tasks;
  const work = (verb: string, body: object) => send('supervisor.kandal', `/tasks/${task.id}/${verb}`, { body });
  await work('assign', { to: accountOf('dsw.kandal').person });
  await work('hand-over', { to: accountOf('dsw2.kandal').person, reason: 'She is on leave.' });
  const alert = (await send('supervisor.kandal', '/alerts')).items.find((one: { reason: string | null }) => one.reason);
  await send('supervisor.kandal', `/alerts/${alert.id}/read`, { body: {} });
  await send('supervisor.kandal', `/alerts/${alert.id}/acknowledge`, { body: {} });
  await send('supervisor.kandal', `/instances/${id}/corrections`, {
    body: { line: 1, reason: 'Written in the wrong case.' },
  });
  for (const page of ['journal', 'visits']) await send('supervisor.kandal', `/instances/${id}/${page}`);
  // the letter of a decision, and the code on it
  const [decided] = await town.rows<{ id: string }>(
    `select id from homeward.instances where workflow = 'gatekeeping' and status = 'closed' limit 1`,
  );
  const documents = `/instances/${decided!.id}/documents`;
  await send('director.kandal', documents);
  await send('director.kandal', `${documents}/refusal`);
  const [letter] = await town.rows<{ code: string }>(
    'select code from homeward.documents where instance = $1',
    decided!.id,
  );
  await send(undefined, `/verify/${letter!.code}`);
  expect(tables().sort()).toEqual(Object.keys(keys).sort());
  expect(strays(listener.plans)).toEqual([]);
}, 120_000);

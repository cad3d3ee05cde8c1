/** A child approved for an institution who arrives there: as the numbers, the register and the house's list tell it. */
import { Played } from './played';
import { institutionId, Town } from './town';

let town: Town;
const home = institutionId('PSV-009');
const get = async (as: string, path: string) => (await town.send(as, path)).body;

beforeAll(async () => {
  town = await Town.open();
  const story = new Played(town, 'G3');
  await story.signIn();
  // before the order that freezes the house
  await story.until(13);
}, 240_000);
afterAll(() => town.close());

it('waits, with an authority, before the arrival', async () => {
  const { counts, awaited } = await get('supervisor.sihanouk', `/institutions/${home}/presence`);
  expect(counts).toMatchObject({ present: 0, awaited: 1 });
  expect(awaited).toMatchObject([{ authorised: true, since: null, reference: expect.stringMatching(/^GK-/) }]);
});

it('is an approval in the register, with its time to a decision', async () => {
  const { items } = await get('director.sihanouk', '/decisions?outcome=APPROVED_TIME_LIMITED');
  expect(items).toMatchObject([{ event: 'decision.approved', decidedBy: { role: 'pdosvyDirector' }, rules: [] }]);
  const { items: times } = await get('director.sihanouk', '/indicators/I-14/items');
  expect(times[0].value).toBeCloseTo(4.25, 1);
  const { items: kept } = await get('director.sihanouk', '/indicators/I-03/items?counted=true');
  expect(kept).toEqual([]);
});

it('is present with authority after it, and an entry with a decision', async () => {
  const { awaited } = await get('supervisor.sihanouk', `/institutions/${home}/presence`);
  const { child, instance } = awaited[0];
  const body = {
    type: 'arrival.recorded',
    data: { children: [child], at: '2017-09-29T15:00:00+07:00', institution: home },
  };
  const { version } = await get('dsw.sihanouk', `/instances/${instance}`);
  const sent = await town.send('dsw.sihanouk', `/instances/${instance}/events`, {
    body,
    headers: { 'If-Match': `"${version}"` },
  });
  expect(sent.body).toMatchObject({ id: instance });
  const { counts, present } = await get('supervisor.sihanouk', `/institutions/${home}/presence`);
  expect(counts).toMatchObject({ present: 1, authorised: 1, unauthorised: 0, awaited: 0 });
  expect(present).toMatchObject([{ child, authorised: true }]);
  const entry = async (id: string) => (await get('mosvy', `/indicators/${id}/items`)).items;
  expect(await entry('I-01')).toMatchObject([{ child, counted: true, part: 'authorised' }]);
  expect(await entry('I-02')).toMatchObject([{ child, counted: false }]);
  expect(await entry('I-15')).toMatchObject([{ child, counted: false }]);
});

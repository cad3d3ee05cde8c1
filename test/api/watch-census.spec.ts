/** N-23: the children of a closing are on watch from the census on, at the certificate at the latest; the freeze stands in the history. */
import { Played } from './played';
import { institutionId, Town } from './town';

jest.setTimeout(240_000);

let town: Town;
let story: Played;
const house = institutionId('KDL-003');
const watched = async () =>
  (
    await town.rows<{ child: string }>(
      `select child from homeward.watches where kind = 'child' and institution = $1 order by 1`,
      house,
    )
  ).map(({ child }) => child);
const counted = async () =>
  (await town.rows<{ child: string }>('select child from homeward.census order by 1')).map(({ child }) => child);
/** As if the watch had been made before anybody knew of these children. */
async function forget(): Promise<void> {
  await town.database.owner.query('alter table homeward.watches disable trigger watches_append_only');
  await town.database.owner.query(`delete from homeward.watches where kind = 'child'`);
  await town.database.owner.query('alter table homeward.watches enable trigger watches_append_only');
}

beforeAll(async () => {
  town = await Town.open({}, '2017-01-09T08:00:00+07:00');
  story = new Played(town, 'C1');
  await story.signIn();
});
afterAll(() => town.close());

it('a freeze by an order stands in the history of the standing, with who ordered it', async () => {
  await story.until('freeze.acknowledged');
  const { history } = (await town.send('officer.kandal', `/institutions/${house}/presence`)).body;
  expect(history).toEqual([{ at: expect.any(String), standing: 'frozen', reason: 'closure order', role: 'mosvy' }]);
  for (const sql of [
    'delete from homeward.standing_changes',
    `update homeward.standing_changes set standing = 'closed'`,
  ])
    await expect(town.database.owner.query(sql)).rejects.toThrow();
});

it('the sealed census puts each of its children on watch', async () => {
  await forget();
  await story.until('analysis.submitted');
  expect(await counted()).toHaveLength(2);
  expect(await watched()).toEqual(await counted());
});

it('the certificate puts on watch who is missing there', async () => {
  await story.until('certificate.signed');
  await forget();
  await story.until();
  expect(await watched()).toEqual(await counted());
});

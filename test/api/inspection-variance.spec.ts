/** How inspectors answer (B.4.5, P-99): counted from submitted reports alone, for who assigns, and told apart from the others. */
import { version1 } from '../../workflows/inspection/checklist/version1';
import { inspecting, lead, member } from './inspecting';
import { accountOf, Town } from './town';

jest.setTimeout(240_000);

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.close());

const { act, inspection, piece, sendPieces, inside, leave, reportOf } = inspecting(() => town);
const personOf = (login: string): string => accountOf(login).person;

/** One submitted inspection: the member answers all alike but so many, the lead's own answers are given by `by`. */
async function inspected(by: string, failing: number): Promise<void> {
  const id = await inspection();
  await inside(id);
  const answers = version1
    .filter(({ hard }) => hard === undefined)
    .map(({ id: item }, i) => piece('answer', item, { answer: i < failing ? 'partly' : 'meets' }));
  const hard = version1.filter((item) => item.hard).map(({ id: item }) => piece('answer', item, { answer: 'meets' }));
  await sendPieces(by, id, [...answers, ...hard]);
  await sendPieces(member, id, [
    piece('talk', 'staff-1', { with: 'staff', sameSex: true, disclosure: false }),
    piece('bed', 'room-1', { count: 4 }),
  ]);
  await leave(id);
  await act(lead, id, 'report.submitted', await reportOf(id));
}
const read = async (as: string, query = '') => (await town.send(as, `/inspections/inspectors${query}`)).body;

it('is read by province and ministry, of their own area', async () => {
  for (const login of ['dsw.kandal', 'supervisor.kandal', 'rci.kdl-003', 'commune.kandal', 'admin'])
    expect([login, await town.outcome(login, '/inspections/inspectors')]).toEqual([login, '403 forbidden']);
  expect(await town.outcome('officer.battambang', '/inspections/inspectors?area=08')).toBe('403 forbidden');
  expect(await town.outcome('officer.kandal', '/inspections/inspectors?area=x')).toBe('422 form_invalid');
  expect(await read('officer.kandal')).toEqual({ area: '08', limit: 95, items: [], next: null });
});

it('shows who answers alike everywhere, once there are three inspections and others differ', async () => {
  for (let n = 0; n < 2; n += 1) await inspected(member, 0);
  const [early] = (await read('officer.kandal')).items;
  expect(early).toMatchObject({ person: personOf(member), inspections: 2, alike: 1, others: null, looked: false });
  await inspected(member, 0);
  // alone, nobody is compared with anybody: three alike are looked at all the same
  expect((await read('mosvy', '?area=08')).items[0]).toMatchObject({ inspections: 3, others: null, looked: true });
  for (let n = 0; n < 3; n += 1) await inspected(lead, 20);
  const { items } = await read('officer.kandal');
  expect(items).toMatchObject([
    { person: personOf(member), answers: 180, meets: 180, partly: 0, fails: 0, alike: 1, others: 0.6667, looked: true },
    { person: personOf(lead), answers: 180, meets: 120, partly: 60, alike: 0.6667, others: 1, looked: false },
  ]);
  expect((await read('officer.battambang')).items).toEqual([]);
});

it('counts what an answer is now, nothing that is not submitted, and nothing older than a year', async () => {
  const id = await inspection();
  await inside(id);
  await sendPieces(member, id, [piece('answer', 'fire.exits', { answer: 'partly' })]);
  expect((await read('officer.kandal')).items[0]).toMatchObject({ partly: 0 });
  await town.database.owner.query('alter table homeward.inspection_reports disable trigger user');
  await town.database.owner.query(
    `update homeward.inspection_reports set submitted_at = submitted_at - interval '13 months'`,
  );
  expect((await read('officer.kandal')).items).toEqual([]);
});

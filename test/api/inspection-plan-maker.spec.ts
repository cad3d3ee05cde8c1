/** Who makes the plan of the year is somebody else than who approves it, and there is always somebody who can; nobody draws by hand. */
import { codeAt } from '../../libs/access';
import { inspecting, lead, member, officer, rulesOf, seat } from './inspecting';
import { accountOf, institutionId, Town } from './town';

jest.setTimeout(120_000);

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.close());

const { act, send } = inspecting(() => town);
const director = 'director.kandal';
const code = (login: string): Record<string, string> => {
  const { totpSecret } = accountOf(login);
  return totpSecret ? { 'Homeward-Totp': codeAt(totpSecret, Date.now() + 30_000) } : {};
};
const propose = async (as: string, year: number) => {
  const { status, body } = await town.send(as, '/inspections/plan', { body: { area: '08', year } });
  expect(status).toBe(200);
  return body.plan;
};
const approve = (as: string, id: string) =>
  town.outcome(as, `/inspections/plan/${id}/approve`, { body: {}, headers: code(as) });

it('what the director made, the officer makes anew, and then the director approves it', async () => {
  const { id } = await propose(director, 2017);
  expect(await approve(director, id)).toBe('422 second_person');
  expect(await approve(officer, id)).toBe('403 forbidden');
  const again = await propose(officer, 2017);
  expect(again).toMatchObject({ id, madeBy: accountOf(officer).person, madeAs: 'pdosvyOfficer' });
  // the ministry takes the place of the director nowhere else
  expect(await approve('mosvy', id)).toBe('403 forbidden');
  expect(await approve(director, id)).toBe('200');
  // what is approved keeps its maker
  expect((await propose(director, 2017)).madeBy).toBe(accountOf(officer).person);
});

it('what the director made, the ministry approves where no officer makes it anew', async () => {
  const { id } = await propose(director, 2018);
  expect(await approve('mosvy', id)).toBe('200');
  const { plan } = (await town.send(officer, '/inspections/plan?area=08&year=2018')).body;
  expect(plan).toMatchObject({ madeBy: accountOf(director).person, approvedBy: accountOf('mosvy').person });
});

it('nobody draws an inspection by hand, whatever seed is named; it is planned unannounced', async () => {
  const data = {
    institution: institutionId('KDL-003'),
    on: '2017-03-06',
    seed: 'my own choice',
    among: 1,
    reason: 'x',
  };
  const body = { workflow: 'inspection', event: 'inspection.drawn', area: '081007', data };
  for (const as of [officer, 'mosvy2']) {
    const answer = await town.send(as, '/instances', { body });
    expect(rulesOf(answer)).toEqual([422, ['inspection.lot']]);
    expect(answer.body.rules[0].missing.en).toMatch(/without telling the institution/);
  }
  expect(await town.rows(`select id from homeward.instances where workflow = 'inspection'`)).toEqual([]);
  // and nobody is offered it
  const { items } = (await town.send(officer, '/workflows')).body;
  const { opens } = items.find(({ id }: { id: string }) => id === 'inspection');
  expect(opens.map(({ event }: { event: string }) => event)).toEqual(['inspection.planned', 'complaint.received']);
});

it('nobody enters without the photo of the sign or the reason for its lack, and a member named twice is told as a person', async () => {
  const data = { institution: institutionId('KDL-003'), on: '2017-03-06', announced: false, why: ['annual'] };
  const body = { workflow: 'inspection', event: 'inspection.planned', area: '081007', data };
  const { id } = (await town.send(officer, '/instances', { body })).body;
  const twice = await send(lead, id, 'team.assigned', { members: [seat(lead, true), seat(lead, false)] });
  expect(twice.body.errors[0].message.en).toBe('This person is named already. Name each person once.');
  await act(lead, id, 'team.assigned', { members: [seat(lead, true), seat(member, false)] });
  await act(lead, id, 'package.issued', { checklist: 1, expected: 0, expiresAt: '2017-03-08T09:00:00+07:00' });
  const entry = { at: '2017-03-06T10:00:00+07:00', personInCharge: 'A cook' };
  expect(rulesOf(await send(member, id, 'entry.recorded', entry))).toEqual([
    422,
    ['inspection.sign', 'inspection.position'],
  ]);
  const reasons = { noSignBecause: 'The wall is bare.', noPositionBecause: 'The tablet has no receiver.' };
  await act(member, id, 'entry.recorded', { ...entry, ...reasons });
});

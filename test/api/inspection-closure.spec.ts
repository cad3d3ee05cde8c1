/** The end of the ladder of sanctions: the order to close opens a closure with an owner and a clock. */
import type { ManualClock } from '../../libs/engine';
import { codeAt } from '../../libs/access';
import { accountOf, institutionId, Town } from './town';

jest.setTimeout(240_000);

const lead = 'supervisor.kandal';
const member = 'dsw.kandal';
const officer = 'officer.kandal';
const home = institutionId('KDL-003');

let town: Town;
beforeEach(async () => {
  town = await Town.open();
});
afterEach(() => town.close());

/** The code after the one that signed in. */
const signed = (login: string) => ({
  'Homeward-Totp': codeAt(accountOf(login).totpSecret!, Date.now() + 30_000),
});
async function act(as: string, id: string, type: string, data: object, headers = {}): Promise<any> {
  const { version } = (await town.send('mosvy', `/instances/${id}`)).body;
  const answer = await town.send(as, `/instances/${id}/events`, {
    body: { type, data },
    headers: { 'If-Match': `"${version}"`, ...headers },
  });
  if (answer.status !== 200) throw new Error(`${type}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
const seat = (login: string, isLead: boolean) => ({
  person: accountOf(login).person,
  lead: isLead,
  interestDeclared: 'none',
});

/** The door stayed shut, and a day later the ministry is asked for a sanction. */
async function refusedEntry(): Promise<string> {
  const data = { institution: home, on: '2017-03-06', announced: false, why: ['annual'] };
  const body = { workflow: 'inspection', event: 'inspection.planned', area: '081007', data };
  const { id } = (await town.send(officer, '/instances', { body })).body;
  await act(lead, id, 'team.assigned', { members: [seat(lead, true), seat(member, false)] });
  await act(lead, id, 'package.issued', { checklist: 1, expected: 0, expiresAt: '2017-03-08T09:00:00+07:00' });
  await act(member, id, 'entry.refused', { at: '2017-03-06T10:00:00+07:00', refusedBy: 'A guard', words: 'No.' });
  await act(officer, id, 'report.classified', { rating: 'D' });
  await town.context.sweeper.advanceTo(Date.parse('2017-03-07T10:00:00+07:00'), town.context.clock as ManualClock);
  return id;
}
const closures = () =>
  town.rows<{ id: string; area: string }>(
    `select id, area from homeward.instances where workflow = 'institution-closure' and status = 'open'`,
  );

it('an order to close opens the closure of the home, with a task of the province and its clock', async () => {
  const id = await refusedEntry();
  await act('mosvy', id, 'sanction.ordered', { rung: 'closure', reason: 'Nobody is let in.' }, signed('mosvy'));
  const open = await closures();
  expect(open).toHaveLength(1);
  const { state, tasks } = (await town.send('mosvy', `/instances/${open[0]!.id}`)).body;
  expect(state).toContain('open.steps.engaged');
  expect(tasks.map((task: any) => [task.name, task.role])).toContainEqual(['checkCapacity', 'pdosvyOfficer']);
  expect(tasks.find((task: any) => task.name === 'checkCapacity').due.at).toBe('2017-03-22T17:00:00.000Z');
});

it('a closure that is open already is not opened twice', async () => {
  const id = await refusedEntry();
  const data = { institution: home, kind: 'voluntary', on: '2017-03-07', minutes: 'All were told.', flightRisk: false };
  const body = { workflow: 'institution-closure', event: 'engagement.recorded', area: '081007', data };
  expect((await town.send(officer, '/instances', { body })).status).toBe(201);
  const before = await closures();
  await act('mosvy', id, 'sanction.ordered', { rung: 'closure', reason: 'Nobody is let in.' }, signed('mosvy'));
  expect(await closures()).toEqual(before);
});

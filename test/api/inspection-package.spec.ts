/** The package of an inspection lists as many children as it was issued for (B.4.2, step 3). */
import { accountOf, institutionId, Town } from './town';

jest.setTimeout(120_000);

let town: Town;
beforeAll(async () => {
  town = await Town.open({}, '2017-03-06T09:00:00+07:00');
});
afterAll(() => town.close());

const home = institutionId('KDL-003');
const lead = 'supervisor.kandal';
const seat = (login: string, isLead: boolean) => ({
  person: accountOf(login).person,
  lead: isLead,
  interestDeclared: 'none',
});

it('is not given out for another number of children, and is issued once more where the register has changed', async () => {
  const data = { institution: home, on: '2017-03-06', announced: false, why: ['annual'] };
  const body = { workflow: 'inspection', event: 'inspection.planned', area: '081007', data };
  const { id } = (await town.send('officer.kandal', '/instances', { body })).body;
  const act = async (type: string, given: object) => {
    const { headers } = await town.send(lead, `/instances/${id}`);
    const sent = { headers: { 'If-Match': headers.get('etag')! }, body: { type, data: given } };
    expect(await town.outcome(lead, `/instances/${id}/events`, sent)).toBe('200');
  };
  const issue = (expected: number) =>
    act('package.issued', { checklist: 1, expected, expiresAt: '2017-03-08T09:00:00+07:00' });
  const given = () => town.send(lead, `/inspections/${id}/package`);
  await act('team.assigned', { members: [seat(lead, true), seat('dsw.kandal', false)] });

  await issue(0);
  const before = await given();
  expect([before.status, before.body.package?.expected]).toEqual([200, []]);

  const child = await town.child();
  const presence = { kind: 'presence', children: [child], institution: home, at: '2017-03-06T08:00:00+07:00' };
  expect(await town.outcome('dsw.kandal', '/facts', { body: presence })).toBe('201');
  const refused = await given();
  expect(refused.status).toBe(422);
  expect(refused.body.rules).toMatchObject([
    { id: 'inspection.package', missing: { en: expect.stringContaining('Issue the package once more') } },
  ]);
  await issue(1);
  expect((await given()).body.package.expected).toMatchObject([{ child }]);
});

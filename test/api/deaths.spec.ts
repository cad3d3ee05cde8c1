/** A death that is recorded in one case is true in the register, and every other case of the child hears of it. */
import { institutionId, Town } from './town';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.close());

const open = async (as: string, event: string, data: object) => {
  const body = { workflow: 'gatekeeping', event, area: as.startsWith('commune') ? '081007' : '0810', data };
  const answer = await town.send(as, '/instances', { body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.id as string;
};
const told = async (id: string, type: string, data: object) => {
  const { body } = await town.send('dsw.kandal', `/instances/${id}`);
  const headers = { 'If-Match': `"${body.version}"` };
  return town.send('dsw.kandal', `/instances/${id}/events`, { body: { type, data }, headers });
};
const request = (children: string[]) =>
  open('commune.kandal', 'request.submitted', {
    children,
    institution: institutionId('KDL-003'),
    reasons: ['noFamily'],
    parents: [],
    parentsAnswer: 'none',
    documents: [],
    offers: [],
    whyNoOffer: 'nobody is there to be helped',
    introducedBy: 'nobody',
    chiefCountersigned: true,
  });
const concern = (children: string[]) =>
  open('dsw.kandal', 'concern.reported', {
    children,
    reporter: 'neighbour',
    on: '2017-03-06',
    concern: 'alone at night',
    immediateDanger: false,
  });
const read = async (id: string) => (await town.send('dsw.kandal', `/instances/${id}`)).body;

it('a death told in a case closes the others of the child, and leaves those of the living', async () => {
  const [child, sister] = [await town.child(), await town.child()];
  const id = await request([child]);
  const [mine, both] = [await concern([child]), await concern([child, sister])];
  const death = { children: [child], at: '2017-03-06T08:00:00+07:00', place: 'hospital' };
  const future = await told(id, 'childDied', { ...death, at: '2017-03-07T08:00:00+07:00' });
  expect(future.body).toMatchObject({ code: 'refused_by_rule', rules: [{ id: 'gatekeeping.happened' }] });
  // whom the case does not know it cannot bury
  expect((await told(id, 'childDied', { ...death, children: [sister] })).body).toMatchObject({ status: 'open' });
  expect((await town.send('dsw.kandal', `/children/${sister}`)).body).toMatchObject({ status: 'alive' });
  expect((await told(id, 'childDied', death)).body).toMatchObject({ status: 'closed', outcome: 'CHILD_DIED' });
  expect((await town.send('dsw.kandal', `/children/${child}`)).body).toMatchObject({
    status: 'died',
    diedOn: '2017-03-06',
  });
  expect(await read(mine)).toMatchObject({ status: 'closed', outcome: 'CHILD_DIED' });
  expect(await read(both)).toMatchObject({ status: 'open', children: [sister] });
});

it('a registered death ends the support of a family that has no other child in it', async () => {
  const child = await town.child();
  const id = await request([child]);
  await told(id, 'request.withdrawn', { by: 'parents', reason: 'an aunt came', needs: ['material'], referrals: [] });
  const [support] = (await town.send('dsw.kandal', `/instances?workflow=family-support&child=${child}`)).body.items;
  const death = { kind: 'death', children: [child], at: '2017-03-06T08:00:00+07:00' };
  expect(await town.outcome('dsw.kandal', '/facts', { body: death })).toBe('201');
  expect(await read(support.id)).toMatchObject({ status: 'closed', outcome: 'CLOSED_DIED' });
});

it('a registered death is heard by a case that knows the child by a record merged since', async () => {
  const [kept, merged] = [await town.child(), await town.child()];
  const id = await concern([merged]);
  const body = { kept, merged, reason: 'the same birth certificate' };
  const { body: proposal } = await town.send('dsw.kandal', '/corrections/merges', { body });
  expect(await town.outcome('supervisor.kandal', `/corrections/${proposal.id}/approve`, { body: {} })).toBe('200');
  const death = { kind: 'death', children: [kept], at: '2017-03-06T08:00:00+07:00' };
  expect(await town.outcome('dsw.kandal', '/facts', { body: death })).toBe('201');
  expect(await read(id)).toMatchObject({ status: 'closed', outcome: 'CHILD_DIED' });
});

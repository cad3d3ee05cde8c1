/** What an inspection stopped: nobody is admitted until all is corrected and the ministry has lifted it there. */
import { randomUUID } from 'node:crypto';
import { inspecting, lead, member, officer, rulesOf, seat } from './inspecting';
import { institutionId, Town } from './town';

jest.setTimeout(240_000);

const home = institutionId('KDL-003');
let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.close());
const { act, answered, at, photo, reportOf, send, signed, upload } = inspecting(() => town);

/** The police find a child and ask for a place there; answers as told, and whether there is an authority. */
async function admit(): Promise<[number, string[], string | undefined]> {
  const child = await town.child();
  const takenAt = new Date(town.context.clock.now() - 60_000).toISOString();
  const found = { children: [child], takenAt, where: 'Market', found: 'Alone.', grounds: 'foundAlone' };
  const body = { workflow: 'gatekeeping', event: 'emergency.opened', area: '081007', data: found };
  const opened = await town.send('police.kandal', '/instances', { body });
  expect(opened.status).toBe(201);
  const passedOver = ['relative', 'emergencyFoster', 'transitHome'].map((destination) => ({
    destination,
    reason: 'n',
  }));
  const proposal = { destination: 'institution', institution: home, passedOver };
  const called = { at: takenAt, worker: 'Sokha, on call', phone: '012 000 000' };
  await act('police.kandal', opened.body.id, 'dutyWorker.reached', called);
  const answer = await send('police.kandal', opened.body.id, 'destination.proposed', proposal);
  const [authority] = await town.rows<{ status: string }>(
    'select status from homeward.authorities where child = $1 and institution = $2',
    child,
    home,
  );
  const [status, rules] = rulesOf(answer) as [number, string[]];
  return [status, rules, authority?.status];
}
const standing = async () =>
  (await town.rows('select standing from homeward.institutions where id = $1', home))[0]!.standing as string;

it('an inspected home is frozen, then suspended, and takes children again when the ministry lifts it, and no sooner', async () => {
  const id = await answered(['registration.director']);
  await act(lead, id, 'report.submitted', await reportOf(id));
  expect(await standing()).toBe('frozen');
  expect(await admit()).toEqual([422, ['N-05', 'N-20'], undefined]);

  await act('director.kandal', id, 'alarm.acknowledged', { measures: 'An officer goes.', police: 'notNeeded' });
  await act(officer, id, 'report.classified', { rating: 'D' });
  const items = ['hard.noDirector', 'registration.director'];
  const actions = items.map((item) => ({ item, action: 'A director is named.', responsible: 'The board' }));
  await act('rci.kdl-003', id, 'plan.submitted', { actions });
  await act(officer, id, 'plan.accepted', {});
  await at('2017-03-08T10:00:00+07:00');
  await act('mosvy', id, 'sanction.ordered', { rung: 'suspension', reason: 'Nobody answers.' }, signed('mosvy'));
  expect(await standing()).toBe('suspended');
  expect(await admit()).toEqual([422, ['N-05'], undefined]);

  // neither the register nor the inspection lifts it while something is to be corrected
  const register = { body: { standing: 'authorised', reason: 'All is well.' } };
  const past = await town.send('mosvy2', `/institutions/${home}/standing`, register);
  expect(rulesOf(past)).toEqual([422, ['N-05']]);
  const reason = { reason: 'A director works there, seen by another team.' };
  expect((await send('mosvy2', id, 'standing.lifted', reason)).status).toBe(409);

  for (const key of ['action/1', 'action/2']) {
    const file = randomUUID();
    expect((await upload(member, id, file, await photo())).body.done).toBe(true);
    await act(member, id, 'visit.recorded', {
      key,
      visitOn: '2017-03-08',
      members: [seat(officer, true), seat(member, false)],
      result: 'done',
      evidence: [file],
      words: 'The director is there.',
    });
  }
  const view = (await town.send('mosvy', `/instances/${id}`)).body;
  expect(view.state).toContain('open.sanction.standing');
  expect(view.tasks.find(({ name }: { name: string }) => name === 'decideStanding')).toMatchObject({ role: 'mosvy' });
  expect([await standing(), await admit()]).toEqual(['suspended', [422, ['N-05'], undefined]]);

  // the ministry alone, with its signature and its reason
  expect((await send('director.kandal', id, 'standing.lifted', reason)).body.code).toBe('forbidden');
  expect((await send('mosvy2', id, 'standing.lifted', reason)).body.code).toBe('signature_required');
  expect((await send('mosvy2', id, 'standing.lifted', { reason: ' ' }, signed('mosvy2'))).body.code).toBe(
    'form_invalid',
  );
  expect(await standing()).toBe('suspended');
  await act('mosvy2', id, 'standing.lifted', reason, signed('mosvy2'));
  const [place] = await town.rows(
    'select standing, standing_reason as reason from homeward.institutions where id = $1',
    home,
  );
  expect(place).toEqual({ standing: 'authorised', ...reason });
  expect(await town.rows('select * from homeward.standing_stops where institution = $1', home)).toEqual([]);
  expect(await admit()).toEqual([200, [], 'inForce']);

  await act('mosvy', id, 'rating.published', {});
  const ended = (await town.send('mosvy', `/instances/${id}`)).body;
  expect([ended.status, ended.outcome]).toEqual(['closed', 'COMPLIANT']);
});

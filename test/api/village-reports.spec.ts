/** A village chief tells of a child of the village, and learns nothing: the report reaches the case, or a social worker. */
import type { ManualClock } from '../../libs/engine';
import { Played } from './played';
import { accountOf, loginsOf, Town } from './town';

let town: Town;
let id: string;
const chief = 'village.battambang';
const { area: village } = accountOf(chief);

/** The child as the chief describes it: the name in one script, and only the year of birth. */
const sreyka = {
  names: [{ km: 'ស្រីកា ប្រឌិត' }],
  sex: 'female',
  birth: { from: '2005-01-01', to: '2005-12-31', precision: 'year' },
  village,
  on: '2017-02-10',
};
const tell = (body: object, as = chief) => town.send(as, '/village-reports', { body });
const locations = () =>
  town.rows(
    `select c.body::jsonb -> 'data' as data, j.entry::jsonb -> 'actor' ->> 'role' as role
     from homeward.journal j join homeward.contents c using (stream, seq)
     where j.stream = $1 and j.entry::jsonb ->> 'event' = 'location.recorded' order by j.seq`,
    id,
  );
const concerns = () => town.rows(`select id from homeward.instances where workflow = 'gatekeeping'`);

beforeAll(async () => {
  town = await Town.open({}, '2016-12-01T08:00:00+07:00');
  await new Played(town, 'E9').until(12);
  const [found] = await town.rows<{ id: string }>(
    `select id from homeward.instances where workflow = 'family-reintegration'`,
  );
  id = found!.id;
  await town.context.sweeper.advanceTo(Date.parse('2017-02-10T18:00:00+07:00'), town.context.clock as ManualClock);
}, 240_000);
afterAll(() => town.close());

it('is taken from a village chief alone, and of the own village alone', async () => {
  for (const login of Object.values(loginsOf('battambang')).filter((each) => each !== chief))
    expect([login, await town.outcome(login, '/village-reports', { body: { ...sreyka, what: 'gone' } })]).toEqual([
      login,
      '403 forbidden',
    ]);
  expect(await town.outcome('village.kandal', '/village-reports', { body: { ...sreyka, what: 'gone' } })).toBe(
    '403 forbidden',
  );
  expect(await locations()).toEqual([]);
});

it('wants a name and a day that is not ahead', async () => {
  for (const [change, path] of [
    [{ names: [] }, 'names'],
    [{ on: '2017-02-11' }, 'on'],
    [{ what: 'dead' }, 'what'],
  ] as const) {
    const { status, body } = await tell({ ...sreyka, what: 'gone', ...change });
    expect([status, body.errors[0].path]).toEqual([422, path]);
  }
});

it('keeps that the child is at home as the chief’s own fact, and is no visit', async () => {
  const visits = () => town.rows('select status from homeward.visits where instance = $1 order by due_at', id);
  const before = await visits();
  expect(await tell({ ...sreyka, what: 'seen' })).toMatchObject({ status: 201, body: { received: true } });
  const facts = await town.rows(`select kind from homeward.facts where by = $1`, accountOf(chief).person);
  expect(facts).toEqual([{ kind: 'other' }]);
  expect([await visits(), await locations(), await concerns()]).toEqual([before, [], []]);
});

it('tells the case that the child is gone, its worker and supervisor by an alert, and takes it once', async () => {
  const sent = { body: { ...sreyka, what: 'gone', note: 'Left with a truck.' }, key: 'chief-1' };
  const first = await town.send(chief, '/village-reports', sent);
  const again = await town.send(chief, '/village-reports', sent);
  expect([first.status, again.status, again.body]).toEqual([201, 201, { received: true }]);
  const told = await locations();
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    role: 'register',
    data: { where: 'unknown', since: '2017-02-10', note: 'Left with a truck.' },
  });
  expect(told[0]!['data'].source).toContain('village chief');
  const clock = town.context.clock as ManualClock;
  await town.context.sweeper.advanceTo(clock.now() + 60_000, clock);
  const alerts = await town.rows(
    `select d.role from homeward.alerts a join homeward.deliveries d on d.alert = a.id and d.channel = 'inbox'
     where a.instance = $1 and a.kind like '%location%'`,
    id,
  );
  expect(new Set(alerts.map(({ role }) => role))).toEqual(new Set(['dsw', 'districtSupervisor']));
});

it('tells the case where the child lives now, and that it is back', async () => {
  await tell({ ...sreyka, what: 'moved', where: 'abroad' });
  await tell({ ...sreyka, what: 'seen' });
  expect((await locations()).map(({ data }) => data.where)).toEqual(['unknown', 'abroad', 'home']);
});

it('does not take a missing child for found by a chief’s word: a social worker looks', async () => {
  const path = `/instances/${id}`;
  const headers = { 'If-Match': (await town.send('dsw.battambang', path)).headers.get('etag')! };
  const data = { since: '2017-02-10', lastSeenBy: 'Mother', toldPolice: true, told1280: true };
  const sent = await town.send('dsw.battambang', `${path}/events`, { body: { type: 'child.missing', data }, headers });
  expect(sent.status).toBe(200);
  expect((await tell({ ...sreyka, what: 'seen' })).body).toEqual({ received: true });
  expect(await locations()).toHaveLength(3);
  expect(await concerns()).toHaveLength(1);
});

it('makes of a child whom no open case tells a concern, and answers the same', async () => {
  const before = (await concerns()).length;
  const answer = await tell({ ...sreyka, names: [{ latin: 'Chenda Other' }], what: 'moved', where: 'away' });
  expect([answer.status, answer.body]).toEqual([201, { received: true }]);
  expect(await concerns()).toHaveLength(before + 1);
  const tasks = (await town.send('dsw.battambang', '/tasks')).body.items;
  expect(tasks.filter(({ workflow }: any) => workflow === 'gatekeeping').length).toBeGreaterThan(0);
  // what was found must not show in what the chief sees afterwards
  expect((await town.send(chief, '/requests')).body.items).toEqual([]);
  expect(await town.outcome(chief, `/instances/${id}`)).toBe('404 not_found');
  expect(await town.outcome(chief, `/instances/${id}/journal`)).toBe('404 not_found');
});

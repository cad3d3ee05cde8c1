/** Sister homes: compared when the order comes, and inspected on one day when the network is confirmed (B.2.7). */
import { randomUUID } from 'node:crypto';
import type { ManualClock } from '../../libs/engine';
import { Town } from './town';

let town: Town;
let old: string;
let sister: string;
let stranger: string;
let child: string;

const owner = { nameKm: 'ចាន់ សុភា', nameLatin: 'Chan Sophea', role: 'owner', phone: '+855 12 345 678' };
const register = async (more: Record<string, unknown>, as = 'officer.kandal'): Promise<string> => {
  const { status, body } = await town.send(as, '/institutions', {
    body: {
      code: `X-${randomUUID().slice(0, 8).toUpperCase()}`,
      nameKm: 'ផ្ទះកុមារ',
      nameEn: 'House',
      kind: 'rci',
      operator: 'private',
      area: '081007',
      standing: 'unauthorised',
      ...more,
    },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
};
interface Match {
  id: string;
  status: string;
  found: { id: string };
  watched: { id: string };
  signs: { kind: string }[];
}
const matches = async (): Promise<Match[]> => (await town.send('mosvy', '/watch-list/matches')).body.items;
const post = (as: string, path: string, body: unknown) =>
  town.send(as, `/watch-list/matches/${path}`, { method: 'POST', body });
const told = ({ status, body }: { status: number; body: any }): string =>
  [status, body.code, ...(body.rules ?? []).map(({ id }: { id: string }) => id)].filter(Boolean).join(' ');
const inspections = (places: string[]) =>
  town.rows<{ id: string; subject: string; area: string; on: string }>(
    `select i.id, s.subject, i.area, i.state::jsonb #>> '{context,plannedOn}' as on
       from homeward.instances i join homeward.subjects s on s.instance = i.id and s.kind = 'institution'
      where i.workflow = 'inspection' and s.subject = any ($1::uuid[]) order by i.area`,
    places,
  );

beforeAll(async () => {
  town = await Town.open();
  // all of them are there before anybody thinks of an order
  old = await register({ lat: 11.3, lon: 105, people: [owner], phone: '023 987 654' });
  sister = await register({ people: [{ nameLatin: 'Chann Sophear', role: 'director', phone: '012345678' }] });
  stranger = await register({
    lat: 11.9,
    lon: 104,
    phone: '011 222 333',
    people: [{ nameKm: 'ហេង វិបុល', nameLatin: 'Heng Vibol', role: 'owner', phone: '099 111 222' }],
  });
  child = await town.child();
  for (const [institution, at] of [
    [old, '2017-03-05T10:00:00+07:00'],
    [sister, '2017-03-05T23:00:00+07:00'],
  ]) {
    const seen = { kind: 'presence', children: [child], institution, at };
    expect(await town.outcome('officer.kandal', '/facts', { method: 'POST', body: seen })).toBe('201');
  }
  expect(await matches()).toEqual([]);
  await (town.context.clock as ManualClock).set(Date.parse('2017-03-06T09:30:00+07:00'));
  const frozen = { standing: 'frozen', reason: 'Ordered to close.' };
  expect(await town.outcome('mosvy', `/institutions/${old}/standing`, { method: 'POST', body: frozen })).toBe('200');
}, 120_000);
afterAll(() => town.close());

it('compares what is registered already in the moment of the order, each sign by its kind', async () => {
  const [match, ...others] = await matches();
  expect(others).toEqual([]);
  expect(match).toMatchObject({ status: 'open', watched: { id: old }, found: { id: sister } });
  expect(new Set(match!.signs.map(({ kind }) => kind))).toEqual(new Set(['person', 'phone']));
  const [incident] = await town.rows('select text_en, ladder, status from homeward.incidents where id = $1', match!.id);
  expect(incident).toMatchObject({ ladder: 'high', status: 'open' });
  expect(incident!['text_en']).toContain('may belong together with');
  expect(JSON.stringify(await matches())).not.toContain(stranger);
});

it('asks once of two that close one after the other', async () => {
  const frozen = { standing: 'frozen', reason: 'Ordered to close.' };
  await town.send('mosvy', `/institutions/${sister}/standing`, { body: frozen });
  expect(await matches()).toHaveLength(1);
});

it('plans a visit of every home of the network on one day: one act, in its own area, secret until the door', async () => {
  const [match] = await matches();
  const visits = (as: string, on: string) => post(as, `${match!.id}/visits`, { on }).then(told);
  expect(await visits('mosvy', '2017-03-07')).toBe('422 refused_by_database N-23');
  expect(told(await post('mosvy', `${match!.id}/confirm`, { reason: 'One owner.' }))).toBe('200');
  expect(await visits('supervisor.kandal', '2017-03-07')).toBe('403 forbidden');
  expect(await visits('mosvy', '2017-03-05')).toBe('422 form_invalid');
  expect(await visits('mosvy', '2017-03-07')).toBe('200');
  const planned = await inspections([old, sister]);
  expect(planned.map(({ subject }) => subject).sort()).toEqual([old, sister].sort());
  expect(planned.every(({ on }) => on === '2017-03-07')).toBe(true);
  const areas = await town.rows<{ id: string; area: string }>(
    'select id, area from homeward.institutions where id = any ($1::uuid[])',
    [old, sister],
  );
  for (const { subject, area } of planned) expect(area).toBe(areas.find(({ id }) => id === subject)!.area);
  const here = planned.find(({ subject }) => subject === old)!;
  for (const login of ['rci.kdl-003', 'commune.kandal', 'dsw.kandal'])
    expect([login, await town.outcome(login, `/instances/${here.id}`)]).toEqual([login, '404 not_found']);
  expect(await town.outcome('supervisor.kandal', `/instances/${here.id}`)).toBe('200');
  expect(await inspections([stranger])).toEqual([]);
  // the act is one line of the match, and opens nothing twice
  const lines = await town.rows(
    `select count(distinct at)::int as moments from homeward.journal where stream = any ($1::uuid[]) and entry::jsonb ->> 'event' in ('watch.visitsPlanned', 'inspection.required')`,
    [match!.id, ...planned.map(({ id }) => id)],
  );
  expect(lines).toEqual([{ moments: 1 }]);
  expect(await visits('mosvy', '2017-03-07')).toBe('422 refused_by_database N-23');
  expect(await inspections([old, sister])).toHaveLength(2);
});

/** Whom one reaches at 23:52, asked over HTTP. */
import { randomUUID } from 'node:crypto';
import { World } from './world';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const asked = (token: string | undefined, query: string) => world.send(`/api/v1/people/on-call?${query}`, { token });

it('is told to nobody without a session and to nobody of another province', async () => {
  const { token } = await world.signIn('stranger', 'police', '21');
  expect((await asked(undefined, 'area=0810&role=dsw')).status).toBe(401);
  expect((await asked(token, 'area=0810&role=dsw')).body.code).toBe('forbidden');
});

it('names area, role and moment that cannot be used', async () => {
  const { token } = await world.signIn('reader', 'police', '08');
  for (const query of ['role=dsw', 'area=0810', 'area=0810&role=cook', 'area=0810&role=dsw&at=tonight'])
    expect((await asked(token, query)).status).toBe(422);
});

it('tells the police of the province who is on duty, with the number, and by night alone', async () => {
  const police = await world.signIn('police', 'police', '08');
  const worker = await world.company.hire('dsw', '0810');
  const supervisor = await world.company.hire('districtSupervisor', '0810');
  await world.database.owner.query(`update homeward.people set phone = '012 345 678' where id = $1`, [worker.person]);
  const [from, until] = ['2017-03-06T18:00:00+07:00', '2017-03-07T06:00:00+07:00'].map((at) => Date.parse(at));
  await world.company.people.setOnCall(
    supervisor,
    { role: 'dsw', area: '0810', person: worker.person, from: from!, until: until! },
    { person: supervisor.person, route: 'duty', key: randomUUID() },
  );
  const at = (time: string) => `area=081001&role=dsw&at=${encodeURIComponent(`2017-03-06T${time}:00+07:00`)}`;
  const { status, body } = await asked(police.token, at('23:52'));
  expect(status).toBe(200);
  expect(body).toEqual({
    items: [{ id: worker.person, nameKm: expect.any(String), nameEn: expect.any(String), phone: '012 345 678' }],
    next: null,
  });
  expect((await asked(police.token, at('12:00'))).body.items).toEqual([]);
  expect((await asked(police.token, 'area=081001&role=dsw')).body.items).toEqual([]);
});

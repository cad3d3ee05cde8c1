/** Who may receive a child in another district (N-22, B.3.8): named to who sends it there, and no way to reach anybody with it. */
import { World } from './world';

let world: World;
let sender: string;
beforeAll(async () => {
  world = await World.open();
  sender = (await world.signIn('sender', 'pdosvyOfficer', '08')).token;
});
afterAll(() => world.close());

const asked = (query = '', token = sender) => world.send(`/api/v1/people/caseworkers?${query}`, { token });
const idsOf = (answer: { body: any }): string[] => answer.body.items.map(({ id }: { id: string }) => id);

it('are caseworkers of every district, by name and office alone', async () => {
  const far = await world.company.hire('dsw', '2101');
  await world.database.owner.query(
    `update homeward.people set phone = '012 345 678', email = 'far@example.org', name_en = 'Far Away' where id = $1`,
    [far.person],
  );
  const { status, body } = await asked(`ids=${far.person}`);
  expect(status).toBe(200);
  expect(body).toEqual({
    items: [
      {
        id: far.person,
        nameEn: 'Far Away',
        nameKm: expect.any(String),
        offices: [
          { role: 'dsw', area: '2101', areaEn: expect.stringMatching(/^\S.*, \S/), areaKm: expect.stringMatching(/ /) },
        ],
      },
    ],
    next: null,
  });
  // the list of people stays what it was: nobody of another province
  const people = await world.send(`/api/v1/people?ids=${far.person}`, { token: sender });
  expect(people.body.items).toEqual([]);
});

it('are nobody who has left the office, begins later or has another one', async () => {
  const now = world.company.clock.now();
  const gone = await world.company.hire('dsw', '2101', { from: now - 2_000, until: now - 1_000 });
  const later = await world.company.hire('ngoCaseworker', '2101', { from: now + 86_400_000 });
  const other = await world.company.hire('districtSupervisor', '2101');
  const ngo = await world.company.hire('ngoCaseworker', '2101');
  const all = [gone, later, other, ngo].map(({ person }) => person).join();
  expect(idsOf(await asked(`ids=${all}`))).toEqual([ngo.person]);
});

it('are found by a part of their name, or of their district, and come a page at a time', async () => {
  const { rows } = await world.database.owner.query<{ name: string }>(
    `select name_en as name from homeward.areas where code = '2101'`,
  );
  const far = await world.company.hire('dsw', '2101');
  const near = await world.company.hire('dsw', '0810');
  const found = idsOf(await asked(`limit=200&name=${encodeURIComponent(rows[0]!.name.toLowerCase())}`));
  expect(found).toContain(far.person);
  expect(found).not.toContain(near.person);
  expect(idsOf(await asked('limit=200&area=21'))).not.toContain(near.person);
  const first = await asked('limit=1');
  const second = await asked(`limit=1&cursor=${first.body.next}`);
  expect(idsOf(second)[0]! > idsOf(first)[0]!).toBe(true);
  expect((await asked('cursor=x')).body.code).toBe('form_invalid');
  expect((await asked('role=mosvy')).status).toBe(422);
});

it('are named to nobody who names none', async () => {
  for (const [login, role, area] of [
    ['policeman', 'police', '08'],
    ['chief', 'village', '08100101'],
    ['clerk', 'commune', '081001'],
    ['keeper', 'administrator', ''],
  ] as const) {
    const { token } = await world.signIn(login, role, area);
    expect((await asked('', token)).body.code).toBe('forbidden');
  }
  expect((await world.send('/api/v1/people/caseworkers')).status).toBe(401);
});

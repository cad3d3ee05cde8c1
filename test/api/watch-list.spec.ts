/** N-23: what stays on watch when a place is ordered to close, the new place that looks like it, and the two people of a dismissal. */
import { randomUUID } from 'node:crypto';
import type { ManualClock } from '../../libs/engine';
import { accountOf, Town } from './town';

let town: Town;
let old: string;

const place = (more: Record<string, unknown> = {}) => ({
  code: `X-${randomUUID().slice(0, 8).toUpperCase()}`,
  nameKm: 'ផ្ទះកុមារ',
  nameEn: 'House',
  kind: 'rci',
  operator: 'private',
  area: '08100701',
  standing: 'unauthorised',
  ...more,
});
const register = async (more: Record<string, unknown> = {}, as = 'officer.kandal'): Promise<string> => {
  const { status, body } = await town.send(as, '/institutions', { body: place(more) });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
};
const owner = { nameKm: 'ចាន់ សុភា', nameLatin: 'Chan Sophea', role: 'owner', phone: '+855 12 345 678' };
const staff = { nameKm: 'ទូច សុភ័ក្រដី', nameLatin: 'Touch Sopheakdey', role: 'staff' };
const matchesOf = async (found: string, as = 'officer.kandal') =>
  (await town.send(as, '/watch-list/matches')).body.items.filter(
    (m: { found: { id: string } }) => m.found.id === found,
  );
const post = (as: string, path: string, body: unknown = {}) =>
  town.outcome(as, `/watch-list/matches/${path}`, { method: 'POST', body });
const watchedOf = async (institution: string) =>
  (await town.send('officer.kandal', '/watch-list')).body.items.filter(
    (w: { institution: { id: string } }) => w.institution.id === institution,
  );

beforeAll(async () => {
  town = await Town.open();
  old = await register({ lat: 11.3, lon: 105, people: [owner, staff], phone: '023 987 654' });
  const child = await town.child();
  const seen = { kind: 'presence', children: [child], institution: old, at: '2017-03-05T10:00:00+07:00' };
  expect(await town.outcome('officer.kandal', '/facts', { method: 'POST', body: seen })).toBe('201');
  const frozen = { standing: 'frozen', reason: 'Ordered to close.' };
  expect(await town.outcome('mosvy', `/institutions/${old}/standing`, { method: 'POST', body: frozen })).toBe('200');
}, 60_000);
afterAll(() => town.close());

it('is read and decided by the province and the ministry alone, and by no other province', async () => {
  const found = await register({ phone: '023 987 654', kind: 'pagoda' });
  const [match] = await matchesOf(found);
  for (const as of ['dsw.kandal', 'supervisor.kandal', 'rci.kdl-003', 'commune.kandal', 'admin'])
    for (const path of ['/watch-list', '/watch-list/matches', `/watch-list/matches/${match.id}`])
      expect([as, path, await town.outcome(as, path)]).toEqual([as, path, '403 forbidden']);
  expect(await town.outcome('officer.battambang', `/watch-list/matches/${match.id}`)).toBe('404 not_found');
  expect(await post('officer.battambang', `${match.id}/confirm`, { reason: 'x' })).toBe('404 not_found');
  expect(await post('supervisor.kandal', `${match.id}/confirm`, { reason: 'x' })).toBe('403 forbidden');
  expect(await matchesOf(found, 'officer.battambang')).toEqual([]);
});

it('takes up persons, premises, phones and children when an order to close is given, and nothing takes them off', async () => {
  const kinds = (await watchedOf(old)).map((w: { kind: string }) => w.kind);
  expect(kinds.sort()).toEqual(['child', 'person', 'person', 'phone', 'phone', 'premises']);
  const [one] = await watchedOf(old);
  expect([one.from.slice(0, 7), one.until.slice(0, 7)]).toEqual(['2017-03', '2018-03']);
  for (const sql of [
    'delete from homeward.watches',
    `update homeward.watches set until_at = until_at - interval '1 day'`,
    `update homeward.watches set phone = ''`,
    'delete from homeward.watch_matches',
    'truncate homeward.watch_matches cascade',
  ])
    await expect(town.database.owner.query(sql)).rejects.toThrow();
});

it.each([
  ['the same phone, written in another way', { phone: '012-345-678' }, ['phone']],
  [
    'the same phone in Khmer digits',
    { people: [{ nameKm: 'ម៉ៅ ដារា', role: 'staff', phone: '០១២ ៣៤៥ ៦៧៨' }] },
    ['phone'],
  ],
  ['a name that sounds alike', { people: [{ nameLatin: 'Chann Sophear', role: 'director' }] }, ['person']],
  ['the same name in Khmer', { people: [{ nameKm: 'ចាន់សុភា', role: 'board' }] }, ['person']],
  ['a place 600 metres away', { lat: 11.3054, lon: 105, kind: 'boardingSchool' }, ['premises']],
  ['a place in the same village without co-ordinates', { address: 'House 3' }, ['premises']],
  ['a place of which the village alone is known', { area: '08100701', kind: 'boardingSchool' }, ['premises']],
  ['somebody who worked there', { people: [{ nameLatin: 'Touch Sopheakdey', role: 'director' }] }, ['person']],
] as const)('matches %s', async (_, more, kinds) => {
  const found = await register({ area: '081007', ...more, ...('address' in more ? { area: '08100701' } : {}) });
  const [match, ...others] = await matchesOf(found);
  expect(others).toEqual([]);
  expect(match.watched.id).toBe(old);
  expect([...new Set(match.signs.map((s: { kind: string }) => s.kind))]).toEqual(kinds);
  const [incident] = await town.rows(
    'select kind, role, area, ladder, status from homeward.incidents where id = $1',
    match.id,
  );
  expect(incident).toEqual({ kind: 'WATCH_MATCH', role: 'pdosvyOfficer', area: '08', ladder: 'high', status: 'open' });
  expect(match.dueAt).toBe('2017-03-08T02:00:00.000Z');
});

it('matches nothing that is far away and named otherwise, nor the place itself', async () => {
  const found = await register({
    area: '081007',
    lat: 11.32,
    lon: 105,
    phone: '011 222 333',
    people: [{ nameKm: 'ហេង វិបុល', nameLatin: 'Heng Vibol', role: 'owner', phone: '099 111 222' }],
  });
  expect(await matchesOf(found)).toEqual([]);
  expect(await matchesOf(old)).toEqual([]);
});

it('asks the ministry where the two lie in two provinces', async () => {
  const found = await register({ area: '020801', phone: '012345678' }, 'officer.battambang').catch(() => undefined);
  const far =
    found ?? (await register({ area: accountOf('commune.battambang').area, phone: '012345678' }, 'officer.battambang'));
  const [match] = await matchesOf(far, 'officer.battambang');
  expect((await town.rows('select role, area from homeward.incidents where id = $1', match.id))[0]).toEqual({
    role: 'mosvy',
    area: '',
  });
});

it('finds a child of the closed place in another one, where no decision put it there', async () => {
  const [watch] = (await watchedOf(old)).filter((w: { kind: string }) => w.kind === 'child');
  const found = await register({ area: '081007' });
  const seen = { kind: 'presence', children: [watch.child], institution: found, at: '2017-03-06T08:00:00+07:00' };
  expect(await town.outcome('officer.kandal', '/facts', { method: 'POST', body: seen })).toBe('201');
  const [match] = await matchesOf(found);
  expect(match.signs).toEqual([{ kind: 'child', unit: 'equal', measure: 1, old: null, new: null }]);
});

it('is dismissed by two people with a reason; the second may open it again', async () => {
  const found = await register({ area: '081007', phone: '012 345 678' });
  const [{ id }] = await matchesOf(found);
  expect(
    await town.outcome('officer.kandal', `/incidents/${id}/resolve`, { method: 'POST', body: { reason: 'So.' } }),
  ).toBe('422 refused_by_database');
  expect(await post('officer.kandal', `${id}/dismissal/decide`, { decision: 'dismissed' })).toBe('409 conflict');
  expect(await post('officer.kandal', `${id}/dismissal`, { reason: ' ' })).toBe('422 form_invalid');
  expect(await post('officer.kandal', `${id}/dismissal`, { reason: 'A shop with the same number.' })).toBe('200');
  expect(await post('officer.kandal', `${id}/dismissal/decide`, { decision: 'dismissed' })).toBe('422 second_person');
  expect(await post('director.kandal', `${id}/dismissal/decide`, { decision: 'open', reason: 'Go there.' })).toBe(
    '200',
  );
  expect((await matchesOf(found))[0]).toMatchObject({ status: 'open', proposedBy: null });
  expect(await post('officer.kandal', `${id}/dismissal`, { reason: 'Seen: a shop.' })).toBe('200');
  expect(await post('director.kandal', `${id}/dismissal/decide`, { decision: 'dismissed' })).toBe('200');
  expect(await post('mosvy', `${id}/confirm`, { reason: 'No.' })).toBe('409 conflict');
  const [match] = await matchesOf(found);
  expect(match).toMatchObject({ status: 'dismissed', reason: 'Seen: a shop.' });
  const [incident] = await town.rows('select status, resolution from homeward.incidents where id = $1', id);
  expect(incident).toEqual({ status: 'resolved', resolution: 'Dismissed by two people.' });
  const lines = await town.rows(
    `select entry::json ->> 'event' as event from homeward.journal where stream = $1 order by seq`,
    id,
  );
  expect(lines.map(({ event }) => event)).toEqual([
    'watch.dismissalProposed',
    'watch.dismissalRejected',
    'watch.dismissalProposed',
    'watch.dismissed',
  ]);
});

it('is neither dismissed nor confirmed by who is tied to one of the two places, and their tie outlives its end', async () => {
  const found = await register({ area: '081007', phone: '012 345 678' });
  const [{ id }] = await matchesOf(found);
  const { person } = accountOf('officer.kandal');
  const tie = randomUUID();
  await town.database.owner.query(
    `insert into homeward.interests (id, person, kind, institution, from_at) values ($1, $2, 'declared', $3, '2017-01-01')`,
    [tie, person, found],
  );
  const { body, status } = await town.send('officer.kandal', `/watch-list/matches/${id}/dismissal`, {
    body: { reason: 'A shop.' },
  });
  expect([status, body.code, body.rules?.[0]?.id]).toEqual([422, 'refused_by_database', 'N-40']);
  expect(await post('officer.kandal', `${id}/confirm`, { reason: 'One owner.' })).toBe('422 refused_by_database');
  await town.database.owner.query('update homeward.interests set until_at = $2 where id = $1', [
    tie,
    new Date(town.context.clock.now() + 1_000).toISOString(),
  ]);
  expect(await post('officer.kandal', `${id}/dismissal`, { reason: 'A shop.' })).toBe('422 refused_by_database');
  expect(await post('mosvy', `${id}/dismissal`, { reason: 'A shop.' })).toBe('200');
  expect(await post('officer.kandal', `${id}/dismissal/decide`, { decision: 'dismissed' })).toBe(
    '422 refused_by_database',
  );
  expect(await post('director.kandal', `${id}/dismissal/decide`, { decision: 'dismissed' })).toBe('200');
});

it('ties both into one network when it is confirmed, with every place to be inspected on one day', async () => {
  const found = await register({ area: '081007', lat: 11.301, lon: 105 });
  const [{ id }] = await matchesOf(found);
  expect(await post('officer.kandal', `${id}/confirm`, { reason: 'The same owner.' })).toBe('200');
  const { body } = await town.send('officer.kandal', `/watch-list/matches/${id}`);
  expect(body.network.map((one: { id: string }) => one.id).sort()).toEqual([old, found].sort());
  expect(body.network.every((one: { premises: string[] }) => one.premises.length === 1)).toBe(true);
});

/** Everything of a match that the lists, the exports and the page of its place would tell a person. */
const toldOf = async (as: string, id: string, found: string) => {
  const told: string[] = [];
  for (const path of [
    '/tasks',
    '/tasks?mine=true',
    '/tasks/soon',
    '/incidents',
    '/incidents?kind=WATCH_MATCH',
    `/incidents/${id}`,
    '/alerts',
    '/messages',
    `/institutions/${found}/presence`,
    `/institutions/${old}/presence`,
    '/exports/incidents?format=csv',
    '/exports/tasks?format=csv',
  ]) {
    const { body } = await town.send(as, path);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    if (text.includes(id) || /KDL-003\) (may|អាច)/.test(text)) told.push(path);
  }
  return told;
};

it('tells nobody behind one of the two places, neither its director nor who is tied to it, and tells all others', async () => {
  const mine = accountOf('rci.kdl-003').institution!;
  // the sister of the old place is the director's own house
  const seen = { phone: '012 345 678', nameLatin: 'Chan Sophea', role: 'owner', nameKm: 'ចាន់ សុភា' };
  await town.database.owner.query(
    `insert into homeward.institution_people (id, institution, name_km, name_latin, km_key, latin_key, role, phone, from_at)
     values ($1, $2, $3, $4, '', 'cansophea', 'owner', $5, $6)`,
    [randomUUID(), mine, seen.nameKm, seen.nameLatin, seen.phone, new Date(town.context.clock.now()).toISOString()],
  );
  const [{ id }] = await matchesOf(mine);
  expect(await toldOf('officer.kandal', id, mine)).toContain('/incidents');
  expect(await toldOf('rci.kdl-003', id, mine)).toEqual([]);
  const [{ task }] = (await town.send('officer.kandal', `/incidents?kind=WATCH_MATCH&institution=${mine}`)).body.items;
  const { person } = accountOf('supervisor.kandal');
  expect(await toldOf('director.kandal', id, mine)).toContain('/tasks');
  await town.database.owner.query(
    `insert into homeward.interests (id, person, kind, institution, from_at) values ($1, $2, 'declared', $3, '2017-01-01')`,
    [randomUUID(), accountOf('director.kandal').person, mine],
  );
  expect(await toldOf('director.kandal', id, mine)).toEqual([]);
  // not even by a task of their own
  await town.database.owner.query(`update homeward.tasks set assignee = $2 where id = $1`, [task, person]);
  await town.database.owner.query(
    `insert into homeward.interests (id, person, kind, institution, from_at) values ($1, $2, 'declared', $3, '2017-01-01')`,
    [randomUUID(), person, mine],
  );
  expect(await toldOf('supervisor.kandal', id, mine)).toEqual([]);
});

it('takes up who and what is learned of behind a stopped place later, and compares them at once', async () => {
  const driver = { role: 'staff', nameLatin: 'Rithy Sovannarith', nameKm: 'រិទ្ធី សុវណ្ណារិទ្ធ' };
  const found = await register({ area: '08100702', people: [{ ...driver, role: 'owner' }] });
  const other = await register({ area: '08100702', people: [{ ...driver, role: 'owner' }] });
  expect(await matchesOf(found)).toEqual([]);
  const add = (as: string, path: string, body: object) =>
    town.outcome(as, `/institutions/${old}/${path}`, { method: 'POST', body });
  expect(await add('rci.kdl-003', 'people', driver)).toBe('403 forbidden');
  expect(await add('dsw.battambang', 'people', driver)).toBe('403 forbidden');
  expect(await add('dsw.kandal', 'people', { role: 'staff' })).toBe('422 form_invalid');
  expect(await add('dsw.kandal', 'people', driver)).toBe('201');
  const signs = async (place: string) => (await matchesOf(place))[0]?.signs.map((s: { kind: string }) => s.kind);
  expect(await signs(found)).toEqual(['person']);
  expect(await add('dsw.kandal', 'premises', { area: '08100702', address: 'The old rice mill' })).toBe('201');
  expect(await signs(other)).toEqual(['person', 'premises']);
  const names = async () => {
    const { body } = await town.send('officer.kandal', `/institutions/${old}`);
    return body.people.filter(({ until }: any) => until === null).map(({ nameLatin }: any) => nameLatin);
  };
  expect(await names()).toContain(driver.nameLatin);
  const { body } = await town.send('officer.kandal', `/institutions/${old}`);
  const { id } = body.people.find(({ nameLatin }: any) => nameLatin === driver.nameLatin);
  const gone = { reason: 'Left in January.' };
  expect(await add('supervisor.kandal', `people/${id}/end`, gone)).toBe('403 forbidden');
  const elsewhere = `/institutions/${found}/people/${id}/end`;
  expect(await town.outcome('officer.kandal', elsewhere, { method: 'POST', body: gone })).toBe('404 not_found');
  expect(await add('officer.kandal', `people/${id}/end`, gone)).toBe('200');
  expect(await names()).not.toContain(driver.nameLatin);
  // what they were stays on watch
  expect((await watchedOf(old)).filter((w: any) => w.name?.latin === driver.nameLatin)).toHaveLength(1);
});

it('takes up who is seen at the stopped place later, and asks at once where a child of it lives now', async () => {
  const child = await town.child();
  const found = await register({ area: '081007' });
  const at = (where: string, on: string) => ({ kind: 'presence', children: [child], institution: where, at: on });
  const post_ = (body: object) => town.outcome('officer.kandal', '/facts', { method: 'POST', body });
  expect(await post_(at(old, '2017-03-06T07:00:00+07:00'))).toBe('201');
  expect((await watchedOf(old)).map((w: { child: string }) => w.child)).toContain(child);
  expect(await matchesOf(found)).toEqual([]);
  expect(await post_(at(found, '2017-03-06T08:30:00+07:00'))).toBe('201');
  expect((await matchesOf(found)).map((m: any) => m.signs[0].kind)).toEqual(['child']);
});

it('sends no message about a match to who is tied to one of its places: the next level hears it', async () => {
  const told = async (match: string) => {
    const rows = await town.rows<{ person: string }>(
      `select distinct d.person from homeward.deliveries d join homeward.alerts a on a.about = d.about and a.id = d.alert
       join homeward.tasks t on t.id = a.task where t.incident = $1`,
      match,
    );
    return rows.map(({ person }) => person);
  };
  const places = [await register({ area: '081007', lat: 11.301, lon: 105 }), await register({ phone: '012 345 678' })];
  const [open, kept] = await Promise.all(places.map(async (found) => (await matchesOf(found))[0].id));
  const { person } = accountOf('officer.kandal');
  await town.database.owner.query(
    `insert into homeward.interests (id, person, kind, institution, from_at) values ($1, $2, 'kin', $3, '2017-01-01')`,
    [randomUUID(), person, places[1]],
  );
  const [incident] = await town.rows<{ due: Date }>('select due_at as due from homeward.incidents where id = $1', kept);
  await town.context.sweeper.advanceTo(incident!.due.getTime() + 3_600_000, town.context.clock as ManualClock);
  expect(await told(open)).toContain(person);
  const others = await told(kept);
  expect(others).not.toContain(person);
  expect(others).toContain(accountOf('director.kandal').person);
});

it('ends on its date and no day before, and never while the place is still being closed', async () => {
  const reach = async () => {
    const found = await register({ area: '081007', phone: '012 345 678' });
    return (await matchesOf(found)).length;
  };
  await town.database.owner.query('alter table homeward.watches disable trigger watches_append_only');
  const until = (by: string) =>
    town.database.owner.query(
      `update homeward.watches set until_at = $1::timestamptz + interval '${by}', from_at = '2016-01-01'`,
      [new Date(town.context.clock.now()).toISOString()],
    );
  await until('1 second');
  expect(await reach()).toBe(1);
  await until('0 seconds');
  expect(await reach()).toBe(1);
  expect(await watchedOf(old)).not.toEqual([]);
  await town.database.owner.query('alter table homeward.institutions disable trigger user');
  await town.database.owner.query(`update homeward.institutions set standing = 'closed' where id = $1`, [old]);
  expect(await reach()).toBe(0);
  expect(await watchedOf(old)).toEqual([]);
});

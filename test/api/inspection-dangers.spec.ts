/** Dangers in the answers of a team: the server knows of them, and from then on their clocks run (B.4.3). */
import { randomUUID } from 'node:crypto';
import { inspecting, lead, member, officer } from './inspecting';
import { institutionId, Town } from './town';

jest.setTimeout(240_000);

let town: Town;
beforeEach(async () => {
  town = await Town.open();
});
afterEach(() => town.close());

const { at, send, act, inspection, piece, sendPieces, inside, answered, reportOf } = inspecting(() => town);

const row = (label: string, body: object, more: object = {}) =>
  piece('roll', label.replaceAll(' ', '-'), { label, standing: 'unauthorisedPresent', ...body }, more);
const fails = (item: string) => piece('answer', item, { answer: 'fails' });
const viewOf = async (id: string) => (await town.send('mosvy', `/instances/${id}`)).body;
const dueOf = async (id: string) =>
  Object.fromEntries((await viewOf(id)).tasks.map((task: any) => [task.name, task.due.at]));
const reported = (id: string) =>
  town.rows<{ taken: string | null; person: string }>(
    `select entry::jsonb ->> 'taken' as taken, entry::jsonb #>> '{actor,person}' as person from homeward.journal
      where stream = $1 and kind = 'event' and entry::jsonb ->> 'event' = 'safety.reported' order by seq`,
    id,
  );
const alerts = (id: string) =>
  town.rows<{ kind: string }>(`select kind from homeward.alerts where instance = $1 and kind like 'inspection.%'`, id);
const criticals = async (id: string) => (await alerts(id)).filter(({ kind }) => kind === 'inspection.critical').length;
const danger = (dangers: string[], more: object = {}) => ({
  dangers,
  inDanger: true,
  crime: false,
  observedAt: '2017-03-06T09:00:00+07:00',
  account: 'As in the answers.',
  ...more,
});

it('what the answers show starts every clock when they arrive, with nobody reporting it', async () => {
  const id = await inspection();
  await inside(id);
  const now = town.context.clock.now();
  const pieces = [
    row('a baby', { underThree: true }),
    piece('talk', 'talk-1', { with: 'child', sameSex: true, disclosure: true }),
    fails('registration.director'),
    fails('registration.authorised'),
  ];
  expect((await sendPieces(member, id, pieces)).status).toBe(200);
  const due = await dueOf(id);
  expect(due).toMatchObject({
    hearAlarm: new Date(now + 3_600_000).toISOString(),
    reportAbuse: new Date(now + 24 * 3_600_000).toISOString(),
    arrangeFoster: expect.any(String),
  });
  expect(await criticals(id)).toBe(1);
  expect(await town.rows('select standing from homeward.institutions where id = $1', institutionId('KDL-003'))).toEqual(
    [{ standing: 'frozen' }],
  );
  const { state } = await viewOf(id);
  expect(JSON.stringify(state)).toMatch(/alarm\.raised/);
  // the province is asked again after the hour
  await at(new Date(now + 61 * 60_000).toISOString());
  expect((await alerts(id)).map(({ kind }) => kind)).toContain('inspection.unheard');
});

it('it is taken once, however often the answers or the report of it come, and in whatever order', async () => {
  const id = await inspection();
  await inside(id);
  const pieces = [row('a baby', { underThree: true })];
  await sendPieces(member, id, pieces);
  await sendPieces(lead, id, pieces);
  await sendPieces(member, id, [row('a boy', {}), fails('food.water')]);
  expect(await reported(id)).toHaveLength(1);
  const due = await dueOf(id);
  const sent = (await alerts(id)).length;
  expect((await send(member, id, 'safety.reported', danger(['underThree', 'withoutDecision']))).status).toBe(200);
  expect(await dueOf(id)).toEqual(due);
  expect((await alerts(id)).length).toBe(sent);
  // the police learn of a crime that only the person could tell of
  await act(member, id, 'safety.reported', danger(['underThree'], { crime: true }));
  expect(await criticals(id)).toBe(1);
  expect((await viewOf(id)).status).toBe('open');

  // and the other way round: told first, nothing is left to take
  const other = await inspection();
  await inside(other);
  await act(member, other, 'safety.reported', danger(['underThree', 'withoutDecision']));
  await sendPieces(member, other, [row('a baby', { underThree: true })]);
  expect(await reported(other)).toEqual([{ taken: null, person: expect.any(String) }]);
});

it('the step of the server makes nobody stale who wrote before it, and another person does', async () => {
  const id = await inspection();
  const { version } = await viewOf(id);
  await sendPieces(member, id, [row('a baby', { underThree: true })]);
  expect((await viewOf(id)).version).toBe(version + 1);
  const entry = {
    at: '2017-03-06T10:00:00+07:00',
    personInCharge: 'A cook',
    noSignBecause: 'There is none.',
    noPositionBecause: 'No signal.',
  };
  const body = { type: 'entry.recorded', data: entry };
  const headers = { 'If-Match': `"${version}"` };
  expect((await town.send(member, `/instances/${id}/events`, { body, headers })).status).toBe(200);
  const late = { type: 'safety.reported', data: danger(['missing']) };
  const stale = await town.send(lead, `/instances/${id}/events`, { body: late, headers });
  expect([stale.status, stale.body.code]).toEqual([409, 'version_stale']);
});

it('answers that differ count as the danger that one of them tells of, also beside a piece that is refused', async () => {
  const id = await inspection();
  await inside(id);
  const known = piece('bed', 'room-1', { count: 1 });
  await sendPieces(member, id, [known]);
  const mine = { id: randomUUID() };
  await sendPieces(member, id, [piece('answer', 'discipline.locked', { answer: 'meets' }, mine)]);
  expect(await criticals(id)).toBe(0);
  await sendPieces(lead, id, [piece('answer', 'discipline.locked', { answer: 'fails' })]);
  expect(await criticals(id)).toBe(1);
  expect((await dueOf(id)).reportAbuse).toEqual(expect.any(String));
});

it('each further child under three, and each further disclosure, is a danger of its own', async () => {
  const id = await inspection();
  await inside(id);
  const talk = (item: string) => piece('talk', item, { with: 'child', sameSex: true, disclosure: true });
  await sendPieces(member, id, [row('one', { underThree: true }), row('two', { underThree: true }), talk('talk-1')]);
  const family = { children: 1, from: '2017-03-06', family: 'A family.' };
  await act(member, id, 'fostering.arranged', family);
  expect(await dueOf(id)).toHaveProperty('arrangeFoster');
  await act(member, id, 'fostering.arranged', family);
  const told = { to: ['police'], reportedAt: new Date(town.context.clock.now()).toISOString(), protection: 'An aunt.' };
  await act(member, id, 'abuse.reported', told);
  const quiet = await dueOf(id);
  expect(quiet).not.toHaveProperty('arrangeFoster');
  expect(quiet).not.toHaveProperty('reportAbuse');
  await sendPieces(lead, id, [talk('talk-2'), row('three', { underThree: true })]);
  const again = await dueOf(id);
  expect(again).toHaveProperty('arrangeFoster');
  expect(again).toHaveProperty('reportAbuse');
  expect(await reported(id)).toHaveLength(2);
});

it('after the end of the case it is an incident with an owner and a clock: one while that is open, another when more is told after it', async () => {
  const id = await answered();
  await act(lead, id, 'report.submitted', await reportOf(id));
  await town.database.owner.query(`alter table homeward.instances disable trigger user`);
  await town.rows(`update homeward.instances set status = 'closed', outcome = 'COMPLIANT' where id = $1`, id);
  const house = institutionId('KDL-003');
  const upload = async (...pieces: object[]) => expect((await sendPieces(member, id, pieces)).status).toBe(200);
  const incidents = () =>
    town.rows<{ id: string; status: string }>(
      `select id, role, status, extract(epoch from due_at - opened_at)::int / 3600 as hours from homeward.incidents
        where kind = 'DANGER_AFTER_INSPECTION' and institution = $1 order by opened_at`,
      house,
    );
  const lines = async () =>
    (await town.rows(`select from homeward.journal where stream = $1 and entry like '%inspection.lateDanger%'`, house))
      .length;
  const talk = (item: string) => piece('talk', item, { with: 'child', sameSex: true, disclosure: true });
  const [first, second] = [talk('talk-2'), talk('talk-3')];
  await upload(first);
  // P-38
  const open = { role: 'pdosvyOfficer', status: 'open', hours: 24 };
  expect(await incidents()).toMatchObject([open]);
  await at('2017-03-06T09:10:00+07:00');
  await upload(first);
  await upload(second);
  await upload(first, second);
  expect([await incidents(), await lines()]).toMatchObject([[open], 1]);
  await at('2017-03-06T09:20:00+07:00');
  const path = `/incidents/${(await incidents())[0]!.id}/resolve`;
  const body = { reason: 'Both children were heard.' };
  expect(await town.outcome(officer, path, { body })).toBe('200');
  // what was known then, and what tells of no danger, opens none
  await at('2017-03-06T09:30:00+07:00');
  await upload(first, second, piece('bed', 'room-2', { count: 1 }));
  const settled = { ...open, status: 'resolved' };
  expect([await incidents(), await lines()]).toMatchObject([[settled], 1]);
  await upload(talk('talk-4'));
  expect([await incidents(), await lines()]).toMatchObject([[settled, open], 2]);
});

/** What goes wrong with an inspection, or is made to: lost photos, borrowed evidence, late danger, wrong packages, two places at once. */
import { randomUUID } from 'node:crypto';
import { version1 } from '../../workflows/inspection/checklist/version1';
import { inspecting, lead, member, officer, personOf, rulesOf, seat, signature } from './inspecting';
import { institutionId, Town } from './town';

jest.setTimeout(240_000);

let town: Town;
beforeEach(async () => {
  town = await Town.open();
});
afterEach(() => town.close());

const { at, signed, send, act, inspection, piece, sendPieces, inside, leave, answered, reportOf, photo, upload } =
  inspecting(() => town);

it('a report waits for the photos that a device told of, names them, and takes a signed word of the lead for those lost', async () => {
  const id = await answered();
  const [told, begun, shot] = [randomUUID(), randomUUID(), await photo()];
  await sendPieces(member, id, [piece('photo', 'food', { sha256: shot.sha256, faces: false }, { id: told })]);
  await town.send(member, `/inspections/${id}/photos/${begun}`, {
    method: 'PUT',
    body: { size: shot.bytes.length, sha256: shot.sha256 },
  });
  const open = (await town.send(lead, `/inspections/${id}`)).body.awaited;
  expect(open).toEqual([told, begun].sort());
  const refused = await send(lead, id, 'report.submitted', await reportOf(id));
  expect(rulesOf(refused)).toEqual([422, ['inspection.photos']]);
  for (const one of [told, begun]) expect(refused.body.rules[0].missing.en).toContain(one);
  // danger does not wait for them
  const danger = {
    dangers: ['missing'],
    inDanger: false,
    crime: false,
    observedAt: '2017-03-06T11:00:00+07:00',
    account: 'One is gone.',
  };
  expect((await send(member, id, 'safety.reported', danger)).status).toBe(200);
  expect((await upload(member, id, told, shot)).body.done).toBe(true);
  const lost = { photos: [begun], reason: 'The tablet fell into the river.', by: signature };
  const byMember = await send(member, id, 'report.submitted', await reportOf(id, { lost }));
  expect(rulesOf(byMember)).toEqual([422, ['inspection.photos']]);
  const tooMany = await reportOf(id, { lost: { ...lost, photos: [begun, told] } });
  expect(rulesOf(await send(lead, id, 'report.submitted', tooMany))).toEqual([422, ['inspection.photos']]);
  await act(lead, id, 'report.submitted', await reportOf(id, { lost }));
  // nothing more comes under the report, and what was lost may still be found
  const before = (await town.send(lead, `/inspections/${id}`)).body;
  const late = await sendPieces(member, id, [piece('bed', 'room-2', { count: 1 })]);
  expect([late.status, late.body]).toEqual([200, { added: 1, known: 0, late: 1, digest: before.digest }]);
  expect((await town.send(lead, `/inspections/${id}`)).body).toEqual(before);
  expect((await upload(member, id, begun, shot)).body.done).toBe(true);
  expect((await town.send(lead, `/inspections/${id}`)).body.awaited).toEqual([]);
});

it('what a second phone brings after the report is kept beside it, and its danger is heard in whatever state', async () => {
  const id = await answered();
  await act(lead, id, 'report.submitted', await reportOf(id));
  const told = piece('talk', 'talk-2', { with: 'child', sameSex: true, disclosure: true });
  expect((await sendPieces(member, id, [told])).body).toMatchObject({ added: 1, late: 1 });
  expect((await sendPieces(member, id, [told])).body).toMatchObject({ added: 0, known: 1, late: 0 });
  const { state, tasks } = (await town.send('mosvy', `/instances/${id}`)).body;
  expect(JSON.stringify(state)).toContain('alarm.raised');
  expect(tasks.filter(({ name }: any) => name === 'reportAbuse')).toHaveLength(1);
  const { late, hard } = (await town.send(lead, `/inspections/${id}`)).body;
  expect({ late, hard }).toEqual({ late: ['abuse'], hard: [] });
  const { items } = (await town.send(lead, `/inspections/${id}/pieces`)).body;
  expect(items.filter((one: any) => one.late).map((one: any) => one.id)).toEqual([told.id]);
});

it('more beds than children are not passed over: the report says who sleeps in them, and the province looks for those', async () => {
  const id = await answered();
  const bare = await send(lead, id, 'report.submitted', await reportOf(id, { beds: undefined }));
  expect(rulesOf(bare)).toEqual([422, ['N-42']]);
  expect(bare.body.rules[0].missing.en).toMatch(/^beds: 4 beds were counted and 0 children named/);
  expect(bare.body.rules[0].missing.km).toMatch(/គ្រែ 4 /);
  const mute = await reportOf(id, { beds: { found: 'used', reason: ' ' } });
  expect((await send(lead, id, 'report.submitted', mute)).body.code).toBe('form_invalid');
  const used = { found: 'used', reason: 'Warm blankets, small shoes under each bed.' };
  await act(lead, id, 'report.submitted', await reportOf(id, { beds: used }));
  const [incident] = await town.rows(
    `select n.role, n.area, n.institution, n.child, t.due_at from homeward.incidents n join homeward.tasks t on t.incident = n.id
      where n.instance = $1 and n.kind = 'BEDS_BEYOND_CHILDREN'`,
    id,
  );
  expect(incident).toEqual({
    role: 'pdosvyOfficer',
    area: '08',
    institution: institutionId('KDL-003'),
    child: null,
    // P-38
    due_at: new Date('2017-03-07T09:00:00+07:00'),
  });
});

it('no report goes without the beds of the house', async () => {
  const id = await inspection();
  await inside(id);
  await sendPieces(member, id, [
    ...version1.map(({ id: item }) => piece('answer', item, { answer: 'meets' })),
    piece('talk', 'staff-1', { with: 'staff', sameSex: true, disclosure: false }),
  ]);
  await leave(id);
  const refused = await send(lead, id, 'report.submitted', await reportOf(id));
  expect(rulesOf(refused)).toEqual([422, ['N-42']]);
  expect(refused.body.rules[0].missing.en).toMatch(/Count the beds/);
  await sendPieces(member, id, [piece('bed', 'room-1', { count: 0 })]);
  await act(lead, id, 'report.submitted', await reportOf(id, { beds: undefined }));
});

it('a submitted report is never corrected as a line of another case, and the remedy is named', async () => {
  const id = await answered();
  await act(lead, id, 'report.submitted', await reportOf(id));
  const [row] = await town.rows<{ seq: number }>(
    `select seq from homeward.journal where stream = $1 and entry::jsonb ->> 'event' = 'report.submitted'`,
    id,
  );
  const body = { line: Number(row!.seq), reason: 'Meant for another home.' };
  for (const as of [lead, officer]) {
    const answer = await town.send(as, `/instances/${id}/corrections`, { body });
    expect([answer.status, answer.body.code]).toEqual([422, 'line_final']);
    expect(JSON.stringify(answer.body.detail)).toMatch(/N-41.*rates it again.*new inspection/);
  }
  expect(await town.rows('select line from homeward.corrections where stream = $1', id)).toEqual([]);
  // any other line of the same inspection may still be on the wrong case
  const entered = body.line - 1;
  expect((await town.send(lead, `/instances/${id}/corrections`, { body: { ...body, line: entered } })).status).toBe(
    201,
  );
});

it('evidence of a correction is a file of this inspection from after the action was set, seen by another lead', async () => {
  const id = await answered(['dossiers.each']);
  const [early, shot] = [randomUUID(), await photo()];
  await upload(member, id, early, shot);
  await act(lead, id, 'report.submitted', await reportOf(id));
  await act(officer, id, 'report.classified', { rating: 'C' });
  const elsewhere = await inspection();
  const foreign = randomUUID();
  await upload(member, elsewhere, foreign, shot);
  await at('2017-03-07T09:00:00+07:00');
  const seen = (evidence: string[], more: object = {}) => ({
    key: 'action/1',
    visitOn: '2017-03-07',
    members: [seat(officer, true), seat(member, false)],
    result: 'done',
    evidence,
    words: 'Each child has a dossier.',
    ...more,
  });
  for (const wrong of [randomUUID(), foreign, early]) {
    const answer = await send(member, id, 'visit.recorded', seen([wrong]));
    expect(rulesOf(answer)).toEqual([422, ['inspection.evidence']]);
    expect(answer.body.rules[0].missing.en).toContain(`evidence: ${wrong}`);
  }
  const good = randomUUID();
  expect((await upload(member, id, good, await photo())).body.done).toBe(true);
  const again = seen([good], { members: [seat(lead, true), seat(member, false)] });
  expect(rulesOf(await send(member, id, 'visit.recorded', again))).toEqual([422, ['inspection.otherLead']]);
  await act(member, id, 'visit.recorded', seen([good]));
  const visits = (await town.send(officer, `/instances/${id}/visits`)).body.items;
  expect(visits.map((visit: any) => [visit.key, visit.status])).toEqual([['action/1', 'made']]);
});

it('danger after the rating stops admissions and sets its action, and the rating is given again by somebody else', async () => {
  const id = await answered();
  await act(lead, id, 'report.submitted', await reportOf(id));
  await act(officer, id, 'report.classified', { rating: 'A' });
  await at('2017-03-08T09:00:00+07:00');
  const danger = {
    dangers: ['locked'],
    inDanger: true,
    crime: false,
    observedAt: '2017-03-08T08:00:00+07:00',
    account: 'A neighbour heard them.',
  };
  await act(member, id, 'safety.reported', danger);
  const view = (await town.send('mosvy', `/instances/${id}`)).body;
  const due = Object.fromEntries(view.tasks.map((task: any) => [task.name, task.due.at]));
  expect(due).toMatchObject({
    hearAlarm: '2017-03-08T03:00:00.000Z',
    reportAbuse: '2017-03-09T01:00:00.000Z',
    reinspect: '2017-03-09T02:00:00.000Z',
    rateAgain: '2017-03-15T17:00:00.000Z',
  });
  expect(await town.rows('select standing from homeward.institutions where id = $1', institutionId('KDL-003'))).toEqual(
    [{ standing: 'frozen' }],
  );
  expect((await send('mosvy', id, 'rating.published', {})).status).toBe(409);
  // the director of the house learns nothing until the authorities were told
  expect((await town.send('rci.kdl-003', `/instances/${id}`)).status).toBe(404);
  await at('2017-03-09T10:00:00+07:00');
  expect((await town.send('mosvy', `/instances/${id}`)).body.state).toContain('open.sanction.asked');
  const again = { rating: 'D', reason: 'A child was locked in.' };
  await act('director.kandal', id, 'rating.changed', again, signed('director.kandal'));
  const { ratings } = (await town.send('mosvy', `/inspections/${id}`)).body;
  expect(ratings.map((one: any) => [one.no, one.rating, one.proposal, one.reason])).toEqual([
    [1, 'A', 'A', null],
    [2, 'D', 'D', 'A child was locked in.'],
  ]);
});

it('a finished inspection is rated again by the ministry alone, signed, as a new row that is published', async () => {
  const id = await answered();
  const body = { rating: 'C', reason: 'The house was made up for the day.' };
  const path = `/inspections/${id}/ratings`;
  await act(lead, id, 'report.submitted', await reportOf(id));
  expect(rulesOf(await town.send('mosvy', path, { body, headers: signed('mosvy') }))).toEqual([
    422,
    ['inspection.rating'],
  ]);
  await act(officer, id, 'report.classified', { rating: 'A' });
  await act('mosvy', id, 'rating.published', {});
  expect((await town.send('mosvy', `/instances/${id}`)).body.status).toBe('closed');
  expect(await town.outcome('director.kandal', path, { body, headers: signed('director.kandal') })).toBe(
    '403 forbidden',
  );
  expect(await town.outcome('mosvy', path, { body })).toBe('403 signature_required');
  expect(await town.outcome('mosvy', path, { body: { rating: 'C' }, headers: signed('mosvy') })).toBe(
    '422 form_invalid',
  );
  expect(await town.outcome('rci.kdl-003', path, { body })).toBe('403 forbidden');
  const key = randomUUID();
  const rated = await town.send('mosvy', path, { body, key, headers: signed('mosvy') });
  expect([rated.status, rated.body]).toEqual([201, { instance: id, no: 2, rating: 'C' }]);
  expect((await town.send('mosvy', path, { body, key, headers: signed('mosvy') })).body).toEqual(rated.body);
  const { ratings } = (await town.send(officer, `/inspections/${id}`)).body;
  expect(ratings.map((one: any) => [one.no, one.rating, one.reason, one.published])).toEqual([
    [1, 'A', null, true],
    [2, 'C', body.reason, true],
  ]);
  // not by the same person again, also not past the application
  expect(rulesOf(await town.send('mosvy', path, { body, headers: signed('mosvy') }))).toEqual([
    422,
    ['inspection.reclassifier'],
  ]);
  const told = await town.rows(
    `select kind from homeward.alerts where instance = $1 and kind = 'inspection.ratedAgain'`,
    id,
  );
  expect(told).toHaveLength(1);
});

it('what is published holds no child, and no row is changed or removed by the application or by the owner', async () => {
  const id = await answered();
  await act(lead, id, 'report.submitted', await reportOf(id));
  await act(officer, id, 'report.classified', { rating: 'A' });
  await act('mosvy', id, 'rating.published', {});
  const [row] = await town.rows('select * from homeward.inspection_publications where instance = $1', id);
  expect(Object.keys(row!).sort()).toEqual(['at', 'by', 'instance', 'no', 'seq']);
  const tables = [
    'inspection_pieces',
    'inspection_reports',
    'inspection_ratings',
    'inspection_publications',
    'uploads',
    'package_returns',
    'secrets',
  ];
  const refusedTo = async (pool: { query(text: string): Promise<unknown> }, text: string): Promise<string> =>
    pool.query(text).then(
      () => 'accepted',
      (error: { code: string }) => error.code,
    );
  await upload(member, await inspection(), randomUUID(), await photo());
  for (const table of tables)
    for (const text of [
      `update homeward.${table} set instance = instance`,
      `delete from homeward.${table}`,
      `truncate homeward.${table} cascade`,
    ]) {
      expect([text, await refusedTo(town.database.pool, text)]).toEqual([text, '42501']);
      expect([text, await refusedTo(town.database.owner, text)]).toEqual([text, 'HW030']);
    }
});

it('one person at two inspections in the same hours is shown at both, and told to province and ministry', async () => {
  const [one, other] = [await answered(), await answered()];
  const report = await reportOf(one);
  const shown = async (id: string) => (await town.send(officer, `/inspections/${id}`)).body.elsewhere;
  const both = [personOf(lead), personOf(member)].sort();
  // by our clock both began and ended at nine: a device ahead counts by ours
  expect(await shown(one)).toEqual([]);
  const third = await inspection();
  await at('2017-03-06T13:00:00+07:00');
  await inside(third, { at: '2017-03-06T10:30:00+07:00' });
  await leave(third, { at: '2017-03-06T12:30:00+07:00' });
  const fourth = await inspection();
  await inside(fourth, { at: '2017-03-06T10:00:00+07:00' });
  await leave(fourth, { at: '2017-03-06T12:00:00+07:00' });
  expect(await shown(fourth)).toEqual(both);
  expect(await shown(third)).toEqual(both);
  expect(await shown(other)).toEqual([]);
  await act(lead, one, 'report.submitted', report);
  const alerts = () => town.rows(`select instance from homeward.alerts where kind = 'inspection.twoPlaces'`);
  expect(await alerts()).toEqual([]);
  await sendPieces(member, third, [
    ...version1.map(({ id: item }) => piece('answer', item, { answer: 'meets' })),
    piece('talk', 'staff-1', { with: 'staff', sameSex: true, disclosure: false }),
    piece('bed', 'room-1', { count: 4 }),
  ]);
  await act(lead, third, 'report.submitted', await reportOf(third));
  expect(await alerts()).toEqual([{ instance: third }]);
});

it('a package that has expired, of another team, of another inspection or for another version moves nothing', async () => {
  const id = await inspection('2017-03-06T09:30:00+07:00');
  const path = `/inspections/${id}/package`;
  const { package: given, signature: mark } = (await town.send(member, path)).body;
  const back = (as: string, to: string, content: object = given) =>
    town.send(as, to, {
      body: { package: content, signature: mark, device: 't1', at: '2017-03-07T09:00:00+07:00' },
    });
  const second = await inspection();
  expect((await back(member, `/inspections/${second}/package`)).body.code).toBe('form_invalid');
  expect((await back('dsw2.kandal', path)).status).toBe(404);
  const forged = { ...given, checklist: { ...given.checklist, version: 2 } };
  expect((await back(member, path, forged)).body.errors[0].path).toBe('signature');
  await at('2017-03-06T10:00:00+07:00');
  // findings are not turned away; it is said how late they are and how wrong the clock is
  expect((await back(member, path)).body).toEqual({ valid: true, late: true, deviceOff: 82_800 });
  const strange = await sendPieces(member, id, [piece('answer', 'no.such.item', { answer: 'meets' })]);
  expect([strange.status, strange.body.errors]).toEqual([
    422,
    [expect.objectContaining({ path: 'pieces.0.item', code: 'unknown_item' })],
  ]);
  const [mine] = [piece('answer', 'fire.drill', { answer: 'meets' }, { capturedAt: '2017-03-07T02:00:00Z' })];
  expect((await sendPieces(member, id, [mine])).status).toBe(200);
  // a piece of another inspection has no place here, nor has its id
  expect((await sendPieces(member, second, [mine])).status).toBe(409);
  const over = piece('answer', 'fire.drill', { answer: 'fails' }, { supersedes: mine.id });
  expect((await sendPieces(member, second, [over])).status).toBe(422);
  const old = { checklist: 2, expected: 0, expiresAt: '2017-03-07T09:00:00+07:00' };
  expect(rulesOf(await send(lead, id, 'package.issued', old))).toEqual([422, ['inspection.package']]);
});

/** Who was found in a closing institution is accounted for: without a name, after the count, or with a presence that was taken back. */
import { codeAt } from '../../libs/access';
import { version1 } from '../../workflows/inspection/checklist/version1';
import { findStory } from '../../apps/commands/story';
import { censusTeam } from '../support/census-team';
import { inspecting } from './inspecting';
import { Played } from './played';
import { accountOf, institutionId, Town } from './town';

jest.setTimeout(280_000);
let town: Town;
const home = institutionId('KDL-003');
const person = (login: string) => accountOf(login).person;
const told = ({ status, body }: { status: number; body: any }): string =>
  [status, ...(body.rules ?? []).map(({ id }: { id: string }) => id)].join(' ');

async function sign(login: string): Promise<Record<string, string>> {
  await town.tokenOf(login);
  // a code counts once; here many are signed in one minute of the real clock
  await town.rows(`update homeward.credentials set totp_step = null, totp_use = '' where person = $1`, person(login));
  return { 'Homeward-Totp': codeAt(accountOf(login).totpSecret!, Date.now()) };
}
async function act(login: string, id: string, type: string, data: object) {
  const { headers: seen } = await town.send(login, `/instances/${id}`);
  const headers = { 'If-Match': seen.get('etag')! };
  return town.send(login, `/instances/${id}/events`, { body: { type, data }, headers });
}
async function open(login: string, event: string, area: string, data: object) {
  const body = { workflow: 'institution-closure', event, area, data };
  return town.send(login, '/instances', { headers: event === 'order.signed' ? await sign(login) : {}, body });
}
const emergency = (institution: string) => ({
  ...{ institution, kind: 'emergency', legalBasis: 'l', reasons: 'r', targetOn: '2017-04-01' },
  ...{ transition: false, danger: true },
});
async function order(): Promise<string> {
  const answer = await open('mosvy', 'order.signed', '081007', emergency(home));
  expect(told(answer)).toBe('201');
  return answer.body.id;
}
const today = '2017-03-06';
const team = censusTeam('kandal', today);
const lists = { register: 'agrees', decisions: 'agrees', schoolRoll: 'agrees', donorList: 'agrees', files: 'kept' };
const seal = (closure: string, rows: object[]) =>
  act('officer.kandal', closure, 'census.sealed', { on: today, team, rows, ...lists });
const bed = (child: string, found = 'unauthorisedPresent') => ({ child, bed: 'A', found, atRisk: false });
const attack = async (sql: string, ...values: unknown[]): Promise<string> => {
  try {
    await town.database.owner.query(sql, values);
    return 'accepted';
  } catch (error) {
    const { constraint, message } = error as { constraint?: string; message: string };
    return constraint ?? message;
  }
};
const present = async (child: string, at = `${today}T08:00:00+07:00`) => {
  const answer = await town.send('dsw.kandal', '/facts', {
    body: { kind: 'presence', children: [child], institution: home, at },
  });
  expect(told(answer)).toBe('201');
  return answer.body.ids[0] as string;
};

beforeEach(async () => {
  town = await Town.open();
});
afterEach(() => town.close());

describe('children who were found without a name', () => {
  const visitor = { about: 'met at the roll', became: 'none', what: 'a visitor of the cook' };
  const explained = (closure: string, login: string, lines: object[] = [visitor, visitor]) =>
    act(login, closure, 'unnamed.explained', { on: today, lines, reasons: 'The cook and the neighbours say so.' });
  const confirmed = (closure: string, login: string) => act(login, closure, 'unnamed.confirmed', { on: today });
  const lacks = async () =>
    (await town.rows<{ lacks: string }>('select homeward.closing_lacks($1) as lacks', home))[0]!.lacks;

  async function inspected(): Promise<void> {
    const { inspection, at, inside, sendPieces, piece, leave, act: go, reportOf } = inspecting(() => town);
    const id = await inspection();
    await at(`${today}T12:00:00+07:00`);
    await inside(id);
    const unnamed = (item: string, label: string) =>
      piece('roll', item, { label, standing: 'unauthorisedPresent', seenAlone: true });
    const sent = await sendPieces('dsw.kandal', id, [
      ...version1.map((one) => piece('answer', one.id, { answer: 'meets' })),
      ...[piece('talk', 't1', { with: 'staff', sameSex: true, disclosure: false })],
      ...[piece('talk', 't2', { with: 'child', sameSex: true, disclosure: false }), piece('bed', 'b1', { count: 2 })],
      ...[unnamed('u1', 'a boy of about 9'), unnamed('u2', 'a girl of about 11')],
    ]);
    expect(told(sent)).toMatch(/^20/);
    await leave(id);
    await go('supervisor.kandal', id, 'report.submitted', await reportOf(id, { beds: undefined }));
  }

  it('are counted, or two people say that there were none: neither a census nor one person forgets them', async () => {
    const closure = await order();
    await inspected();
    const refused = await seal(closure, []);
    expect(told(refused)).toBe('422 N-42');
    expect(refused.body.rules[0].missing.en).toContain('without a name: 2');
    expect(refused.body.rules[0].missing.km).toContain('គ្មានឈ្មោះ៖ 2');
    const named = await town.child();
    await present(named);
    expect(told(await seal(closure, [bed(named)]))).toBe('422 N-42');

    const [incident] = await town.rows(`select id from homeward.incidents where kind = 'UNKNOWN_CHILD_PRESENT'`);
    const alone = await town.send('officer.kandal', `/incidents/${incident!['id']}/resolve`, { body: { reason: 'r' } });
    expect(told(alone)).toBe('422 N-21');
    expect(
      await attack(
        `update homeward.incidents set status = 'resolved', resolved_at = now(), resolution = 'r' where id = $1`,
        incident!['id'],
      ),
    ).toBe('unnamed_by_two');

    expect(told(await confirmed(closure, 'director.kandal'))).toBe('422 institution-closure.second');
    // the child is in the register, and no census has it
    const itself = { about: 'a boy of about 9', became: 'counted', child: named };
    expect(told(await explained(closure, 'officer.kandal', [itself, visitor]))).toBe('422 institution-closure.unnamed');
    expect(told(await explained(closure, 'officer.kandal'))).toBe('200');
    expect(told(await confirmed(closure, 'officer.kandal'))).toBe('422 institution-closure.second');
    expect(told(await confirmed(closure, 'director.kandal'))).toBe('200');
    const [over] = await town.rows('select status from homeward.incidents where id = $1', incident!['id']);
    expect(over).toEqual({ status: 'resolved' });
    expect(told(await explained(closure, 'officer.kandal'))).toBe('422 institution-closure.unnamed');
    expect(told(await seal(closure, [bed(named)]))).toBe('200');
  });

  it('keep a house from being called empty, also in the database and where an incident was ended by other means', async () => {
    const closure = await order();
    expect(told(await seal(closure, []))).toBe('200');
    expect(await lacks()).toBeNull();
    const visit = { on: today, served: true, newChildren: 2 };
    expect(told(await act('supervisor.kandal', closure, 'freezeVisit.recorded', visit))).toBe('200');
    const emptied = () => act('supervisor.kandal', closure, 'premises.emptied', { on: today, beds: 'given away' });
    const refused = await emptied();
    expect(told(refused)).toBe('422 N-21');
    expect(refused.body.rules[0].missing.en).toContain('without a name, or after the count: 2');
    expect(await lacks()).toContain('neither counted nor explained by two people');
    // past the trigger
    await town.rows('alter table homeward.incidents disable trigger incidents_unnamed');
    await town.rows(
      `update homeward.incidents set status = 'resolved', resolved_at = now(), resolution = 'r' where kind = 'ADMISSION_AFTER_ORDER'`,
    );
    await town.rows('alter table homeward.incidents enable trigger incidents_unnamed');
    expect(await lacks()).toContain('neither counted nor explained by two people');
    expect(told(await explained(closure, 'dsw.kandal', [visitor]))).toBe('422 institution-closure.unnamed');
    expect(told(await explained(closure, 'dsw.kandal'))).toBe('200');
    expect(told(await confirmed(closure, 'officer.kandal'))).toBe('200');
    expect(await lacks()).toBeNull();
    expect(told(await emptied())).toBe('200');
  });
});

it('is opened where the institution lies, and by nobody elsewhere', async () => {
  const elsewhere = institutionId('BTB-002');
  const engagement = { institution: elsewhere, kind: 'voluntary', on: today, minutes: 'm', flightRisk: false };
  expect(told(await open('officer.kandal', 'engagement.recorded', '081007', engagement))).toBe(
    '422 institution-closure.mandate',
  );
  expect(told(await open('mosvy', 'order.signed', '0202', emergency(institutionId('PSV-009'))))).toBe(
    '422 institution-closure.mandate',
  );
  expect(told(await open('officer.battambang', 'engagement.recorded', '020201', engagement))).toBe('201');
  const [{ id }] = (await town.rows<{ id: string }>(
    `select id from homeward.instances where workflow = 'institution-closure'`,
  )) as [{ id: string }];
  expect(
    await attack(`insert into homeward.subjects (instance, kind, subject) values ($1, 'institution', $2)`, id, home),
  ).toBe('closure_where_it_lies');
});

it('looks for a child whose presence was taken back after the order, and counts nobody as absent or heard who is not there', async () => {
  const [back, absent] = [await town.child(), await town.child('kandal', { birth: born('2008-02-02') })];
  const wrong = await present(back);
  const closure = await order();
  const correction = { kind: 'correction', children: [back], corrects: wrong, at: `${today}T08:30:00+07:00` };
  expect(told(await town.send('dsw.kandal', '/facts', { body: correction }))).toBe('201');
  const open = await town.rows(`select kind from homeward.incidents where child = $1 and status <> 'resolved'`, back);
  expect(open).toContainEqual({ kind: 'UNAUTHORISED_PRESENCE' });
  expect(told(await seal(closure, []))).toBe('422 N-42');
  const page = (await town.send('officer.kandal', `/closures/${closure}`)).body;
  expect(page.expected).toMatchObject([{ child: back, why: ['corrected'] }]);

  expect(told(await seal(closure, [bed(back, 'unaccounted'), bed(absent, 'authorisedAbsent')]))).toBe(
    '422 institution-closure.as-decided',
  );
  expect(told(await seal(closure, [bed(back, 'unaccounted')]))).toBe('200');
  const talk = { child: back, on: today, danger: false };
  const screened = (more: object) => act('dsw.kandal', closure, 'child.screened', { ...talk, ...more });
  expect(told(await screened({ alone: true }))).toBe('422 institution-closure.alone');
  expect(told(await screened({ alone: false, unable: 'left' }))).toBe('200');
  const row = async () => (await town.send('officer.kandal', `/closures/${closure}`)).body.rows[0];
  expect(await row()).toMatchObject({ screened: false, unable: true });
  const sign = (login: string) => act(login, closure, 'untalked.confirmed', { child: back, on: today });
  expect(told(await sign('dsw.kandal'))).toBe('422 institution-closure.talk-second');
  expect(told(await sign('officer.kandal'))).toBe('200');
  expect(await row()).toMatchObject({ screened: true, unable: false });
});

it('hears of money and files from the order on, lets no staff vanish, and keeps the money while a child lives there', async () => {
  const child = await town.child();
  await present(child);
  const closure = await order();
  const go = (type: string, data: object) => act('officer.kandal', closure, type, data);
  expect(told(await go('cash.checked', { on: today, enough: true, months: 2 }))).toBe('200');
  expect(told(await go('donor.left', { on: today }))).toBe('200');
  const burnt = { on: today, what: 'burnt in the yard' };
  expect(told(await act('supervisor.kandal', closure, 'records.destroyed', burnt))).toBe('200');
  expect(told(await seal(closure, [bed(child)]))).toBe('200');
  expect((await town.send('officer.kandal', `/instances/${closure}`)).body.state).toContain('open.records.destroyed');
  const deeds = { on: today, deeds: 'given to the commune' };
  expect(told(await go('assets.settled', deeds))).toBe('422 institution-closure.funded');
  const analysis = { staffPlan: 'p', assets: 'a', donors: 'd', guaranteedUntil: '2017-12-01', enough: false };
  expect(told(await go('analysis.submitted', { staff: 6, ...analysis }))).toBe('200');
  const staff = { redeployed: 0, released: 0, unvetted: 0, openAllegations: 0 };
  expect(told(await go('staff.settled', staff))).toBe('422 institution-closure.everybody');
  expect(told(await go('staff.settled', { ...staff, released: 4, left: 2 }))).toBe('200');
  expect(told(await go('assets.settled', deeds))).toBe('422 institution-closure.funded');
});

it('names a caseworker of another province to receive a child, and nobody who is none', async () => {
  const child = await town.child();
  await present(child);
  const closure = await order();
  expect(told(await seal(closure, [bed(child)]))).toBe('200');
  const copied = { children: [child], on: today, worker: person('dsw.battambang') };
  expect(told(await act('dsw.kandal', closure, 'records.copied', copied))).toBe('200');
  // no decision of gatekeeping: that stands against it whoever receives the child
  const clear = (login: string) =>
    act('officer.kandal', closure, 'child.cleared', {
      ...{ child, destination: 'byDecision', worker: person(login), firstVisitOn: '2017-03-08' },
    });
  expect(told(await clear('dsw.battambang'))).toBe('422 N-13');
  expect(told(await clear('commune.kandal'))).toBe('422 N-22 N-13');
});

it('lets a child go to the home that it was cleared for, and to no other', async () => {
  await town.close();
  town = await Town.open({}, '2017-01-09T08:00:00+07:00');
  const story = new Played(town, 'C1');
  await story.signIn();
  await story.until(40);
  const step = findStory('C1')!.steps[39]!;
  const { data } = step.body as { data: { homeKind: string } };
  const [row] = await town.rows<{ child: string; destination: string; way: string }>(
    `select c.child, c.destination, i.id as way from homeward.census c join homeward.subjects s on s.subject = c.child
       join homeward.instances i on i.id = s.instance and i.workflow = 'family-reintegration' and i.status = 'open'
      where c.accounted is null and c.destination is not null`,
  );
  const other = row!.destination === 'foster' ? 'kin' : 'foster';
  const leaving = async () =>
    (await town.rows<{ fact: any }>('select homeward.leaving_fact(array[$1::uuid]) as fact', row!.child))[0]!.fact;
  expect(await leaving()).toMatchObject([{ child: row!.child, cleared: true, destination: row!.destination }]);
  // as if the province had cleared it for another home
  await town.rows('update homeward.census set destination = $2 where child = $1', row!.child, other);
  const refused = await act(step.as!, row!.way, 'placement.made', data);
  expect(told(refused)).toContain('N-22');
  expect(await leaving()).toMatchObject([{ child: row!.child, cleared: true, destination: other }]);
});

function born(on: string) {
  return { from: on, to: on, precision: 'day' };
}

/** Who is tied to the institution knows nothing of a secret inspection, whatever the office: no door, number or message tells (N-40). */
import { randomUUID } from 'node:crypto';
import { calendarOf } from '../../apps/api/calendar';
import { keysFor, readChanges, readNow } from '../../apps/api/changes';
import type { ManualClock } from '../../libs/engine';
import type { Actor } from '../../workflows/workflow';
import { listsAbout } from './secret-doors';
import { accountOf, institutionId, Town } from './town';

jest.setTimeout(240_000);

const lead = 'supervisor.kandal';
const member = 'dsw.kandal';
const place = institutionId('KDL-003');
/** Each by another tie: declared it, kin to who is behind it, of the agency that operates it, sat there when the secret began. */
const tied = ['director.kandal', 'mosvy2', 'officer.kandal', 'rci.kdl-003'];
const minute = 60_000;

let town: Town;
let id: string;
let reference: string;
let traces: string[];
let began: number;
const before = new Map<string, unknown>();

/** As a person in the office of the demo, whatever other seats they hold. */
const as = (login: string, path: string, sent: Parameters<Town['send']>[2] = {}) =>
  town.send(login, path, {
    ...sent,
    headers: { ...sent.headers, 'Homeward-Appointment': accountOf(login).appointment },
  });
const actorOf = (login: string): Actor => {
  const { person, role, area, appointment } = accountOf(login);
  return { person, role: role, area, appointment };
};
const seat = (login: string, isLead: boolean) => ({
  person: accountOf(login).person,
  lead: isLead,
  interestDeclared: 'none',
});
async function act(login: string, type: string, data: object): Promise<void> {
  const { version } = (await town.send(lead, `/instances/${id}`)).body;
  const headers = { 'If-Match': `"${version}"` };
  const answer = await town.send(login, `/instances/${id}/events`, { body: { type, data }, headers });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}
const interest = (login: string, body: object) => as(login, `/people/${accountOf(login).person}/interests`, { body });
const readAll = async (login: string): Promise<Map<string, unknown>> => {
  const answers = new Map<string, unknown>();
  for (const path of listsAbout(place)) answers.set(path, (await as(login, path)).body);
  return answers;
};
/** What is due now has been sent. */
const sweep = () => town.context.sweeper.advanceTo(town.context.clock.now(), town.context.clock as ManualClock);
/** An answer without the number of the request that asked. */
const steady = (value: unknown): string =>
  JSON.stringify(value).replace(/urn:homeward:request:[0-9a-f-]+/g, '<request>');

beforeAll(async () => {
  town = await Town.open();
  expect((await interest('director.kandal', { kind: 'declared', institution: place })).status).toBe(201);
  const [behind] = await town.rows<{ person: string }>(
    'select person from homeward.institution_people where institution = $1 and person is not null and until_at is null',
    place,
  );
  expect((await interest('mosvy2', { kind: 'kin', other: behind!.person })).status).toBe(201);
  await town.rows(
    `insert into homeward.appointments (id, person, role, area, agency, starts_at)
     select $1, $2, 'ngoCaseworker', left(area, 4), operator_agency, '2016-06-01' from homeward.institutions where id = $3`,
    randomUUID(),
    accountOf('officer.kandal').person,
    place,
  );
  await sweep();
  for (const login of tied) before.set(login, await readAll(login));
  began = await readNow(town.context);
  const data = { institution: place, on: '2017-03-08', announced: false, why: ['annual'] };
  const body = { workflow: 'inspection', event: 'inspection.planned', area: '081007', data };
  const opened = await town.send('mosvy', '/instances', { body });
  if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
  ({ id, reference } = opened.body);
  await act(lead, 'team.assigned', { members: [seat(lead, true), seat(member, false)] });
  await sweep();
});
afterAll(() => town.close());

const traceAll = async (): Promise<void> => {
  const rows = await town.rows<{ id: string }>(
    `select id::text from homeward.tasks where instance = $1 union select id::text from homeward.visits where instance = $1
     union select id::text from homeward.alerts where instance = $1`,
    id,
  );
  traces = [id, reference, ...rows.map((row) => row.id)];
};
const found = (value: unknown): string[] => traces.filter((trace) => JSON.stringify(value).includes(trace));

it.each(tied)('every list, number and export is for %s what it was before', async (login) => {
  await traceAll();
  const differs: string[] = [];
  for (const [path, body] of await readAll(login)) {
    if (steady(body) !== steady((before.get(login) as Map<string, unknown>).get(path))) differs.push(path);
    differs.push(...found(body).map((trace) => `${path}: ${trace}`));
  }
  expect(differs).toEqual([]);
});

it.each(tied)('every address of it is for %s that of a random id', async (login) => {
  const [task] = await town.rows<{ id: string }>('select id from homeward.tasks where instance = $1', id);
  const event = { type: 'inspection.cancelled', data: { reason: 'A friend called.' } };
  const doors: [string, (id: string) => string, object?][] = [
    ['the case', (one) => `/instances/${one}`],
    ['its journal', (one) => `/instances/${one}/journal`],
    ['its visits', (one) => `/instances/${one}/visits`],
    ['its drawing', (one) => `/instances/${one}/diagram`],
    ['its pieces', (one) => `/inspections/${one}`],
    ['each piece', (one) => `/inspections/${one}/pieces`],
    ['the package', (one) => `/inspections/${one}/package`],
    ['an event', (one) => `/instances/${one}/events`, { body: event, headers: { 'If-Match': '"3"' } }],
    [
      'broken glass',
      () => '/break-glass',
      { body: { kind: 'instance', subject: 'ID', reason: 'I want to know whether we are inspected.' } },
    ],
  ];
  const ask = async (one: string): Promise<unknown[]> => {
    const answers: unknown[] = [];
    for (const [name, path, sent] of doors) {
      const asked = JSON.parse(JSON.stringify(sent ?? {}).replace('"ID"', `"${one}"`)) as object;
      const { status, body } = await as(login, path(one), asked);
      answers.push([name, status, steady(body).replaceAll(one, '<id>')]);
    }
    return answers;
  };
  const answers = await ask(id);
  expect(answers).toEqual(await ask(randomUUID()));
  for (const [name, status] of answers as [string, number][])
    expect([name, [403, 404].includes(status)]).toEqual([name, true]);
  const assign = { body: { to: accountOf(member).person, reason: 'r' } };
  const given = await as(login, `/tasks/${task!.id}/assign`, assign);
  const none = await as(login, `/tasks/${randomUUID()}/assign`, assign);
  expect([given.status, given.body.code]).toEqual([none.status, none.body.code]);
});

it('those without a tie see it, and the live updates tell them and nobody else', async () => {
  const changes = await readChanges(town.context, began);
  for (const login of ['mosvy', lead, member]) {
    expect((await as(login, `/instances/${id}`)).status).toBe(200);
    expect([login, ...(await keysFor(town.context, actorOf(login), changes))]).toContain(`instance:${id}`);
  }
  for (const login of tied)
    expect([...(await keysFor(town.context, actorOf(login), changes))].filter((key) => key.includes(id))).toEqual([]);
});

it('a month later, with every rung fired, no message, digest, calendar or list has told them', async () => {
  const clock = town.context.clock as ManualClock;
  await town.context.sweeper.advanceTo(clock.now() + 30 * 24 * 60 * minute, clock);
  await traceAll();
  const reached = await town.rows<{ person: string; n: number }>(
    `select d.person, count(*)::int as n from homeward.deliveries d join homeward.alerts a on a.id = d.alert where a.instance = $1 group by d.person`,
    id,
  );
  const persons = reached.map(({ person }) => person);
  // the ladder went on to those above, although director and officer of the province are left out
  expect(persons).toEqual(expect.arrayContaining([accountOf(lead).person, accountOf('mosvy').person]));
  for (const login of tied) {
    const { person } = accountOf(login);
    expect([login, persons.includes(person)]).toEqual([login, false]);
    const digests = await town.rows(
      `select a.text_en, a.details from homeward.deliveries d join homeward.alerts a on a.id = d.alert where d.person = $1 and a.kind = 'digest'`,
      person,
    );
    expect(found(digests)).toEqual([]);
    expect(found(await calendarOf(town.context, person))).toEqual([]);
    const seen: string[] = [];
    for (const [path, body] of await readAll(login)) seen.push(...found(body).map((trace) => `${path}: ${trace}`));
    expect([login, ...seen]).toEqual([login]);
  }
});

it('who withdraws the interest now learns nothing either; who declares one now knows nothing any more', async () => {
  const { person } = accountOf('director.kandal');
  const [row] = await town.rows<{ id: string }>('select id from homeward.interests where person = $1', person);
  await town.rows(`update homeward.interests set until_at = now() where id = $1`, row!.id);
  expect((await as('director.kandal', `/instances/${id}`)).status).toBe(404);
  expect((await interest(lead, { kind: 'declared', institution: place })).status).toBe(201);
  expect((await as(lead, `/instances/${id}`)).status).toBe(404);
  for (const path of ['/tasks', '/tasks?mine=true', '/alerts?mine=true', '/visits?mine=true', '/inspections?mine=true'])
    expect([path, ...found((await as(lead, path)).body)]).toEqual([path]);
});

it('whoever plans, draws or decides about it has no interest in it', async () => {
  const data = { institution: place, on: '2017-05-08', announced: false, why: ['annual'] };
  const body = { workflow: 'inspection', event: 'inspection.planned', area: '081007', data };
  const refused = await as('mosvy2', '/instances', { body });
  expect([refused.status, refused.body.rules?.map((rule: { id: string }) => rule.id)]).toEqual([
    422,
    ['inspection.noInterest'],
  ]);
});

/** Nobody of an institution is warned of what an inspection found, or of the closure that it led to (B.4.3, N-36; B.2.3 step 1). */
import { inspecting, lead, member, officer } from './inspecting';
import { listsAbout } from './secret-doors';
import { accountOf, institutionId, Town } from './town';

jest.setTimeout(240_000);

const director = 'rci.kdl-003';
const home = institutionId('KDL-003');

let town: Town;
let id: string;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.close());
const { act, answered, at, reportOf, signed } = inspecting(() => town);

const get = async (path: string, as = director) => (await town.send(as, path)).body;
/** What others are told of a case, by the ids of the alerts and tasks that are not addressed to the house. */
const tracesOf = async (instance: string): Promise<string[]> =>
  (
    await town.rows<{ id: string }>(
      `select id::text from homeward.alerts where instance = $1 and not 'rciDirector' = any(to_roles)
       union select id::text from homeward.tasks where instance = $1 and role <> 'rciDirector'`,
      instance,
    )
  ).map((row) => row.id);

/** Everything that the director reads, as one text. */
async function everything(...cases: string[]): Promise<string> {
  const ends = ['', '/documents', '/chart/text', '/journal', '/visits', '/attachments'];
  const paths = [
    ...listsAbout(home),
    '/tasks?upcoming=true',
    `/institutions/${home}/presence`,
    ...cases.flatMap((one) => [
      ...ends.map((end) => `/instances/${one}${end}`),
      `/alerts?instance=${one}`,
      `/tasks?instance=${one}`,
    ]),
  ];
  const answers = await Promise.all(paths.map((path) => town.send(director, path)));
  expect(answers.filter(({ status }) => ![200, 403, 404].includes(status)).map(({ body }) => body)).toEqual([]);
  return JSON.stringify(answers.map(({ body }) => body));
}
const found = async (traces: string[], ...cases: string[]): Promise<string[]> => {
  const text = await everything(...cases);
  return traces.filter((trace) => text.includes(trace));
};

it('reads in no list, page or alert that a child has spoken, also once it is reported', async () => {
  id = await answered(['registration.director']);
  await act(member, id, 'safety.reported', {
    dangers: ['abuse', 'underThree'],
    inDanger: true,
    crime: true,
    observedAt: '2017-03-06T10:00:00+07:00',
    account: 'A child has told of it.',
  });
  expect(await town.outcome(director, `/instances/${id}`)).toBe('404 not_found');
  await at('2017-03-07T12:00:00+07:00');
  const reportedAt = '2017-03-07T11:00:00+07:00';
  await act(member, id, 'abuse.reported', { to: ['police'], reportedAt, protection: 'An aunt.' });
  await at('2017-03-08T12:00:00+07:00');

  const kinds = await town.rows<{ kind: string }>('select distinct kind from homeward.alerts where instance = $1', id);
  const raised = kinds.map(({ kind }) => kind);
  expect(raised).toEqual(
    expect.arrayContaining(['crime', 'critical', 'abuseOverdue', 'underThree'].map((kind) => `inspection.${kind}`)),
  );
  expect(await town.outcome(director, `/instances/${id}`)).toBe('200');
  const traces = [...(await tracesOf(id)), ...raised, 'open.alarm', 'open.fostering', 'open.safety', 'open.sanction'];
  expect(await found(traces, id)).toEqual([]);
  expect((await get(`/alerts?instance=${id}`)).items).toEqual([]);
  for (const state of ['open.alarm.raised', 'open.fostering.seeking'])
    expect([state, (await get(`/instances?state=${state}`)).items]).toEqual([state, []]);
  expect((await get('/instances?state=open.alarm.raised', officer)).items).toHaveLength(1);
});

it('others are shown them as before', async () => {
  const seen = (await get(`/alerts?instance=${id}&limit=200`, 'director.kandal')).items.map(({ kind }: any) => kind);
  expect(seen).toEqual(expect.arrayContaining(['inspection.crime', 'inspection.critical', 'inspection.underThree']));
  const { tasks, state } = await get(`/instances/${id}`, officer);
  expect(tasks.map(({ name }: any) => name)).toEqual(expect.arrayContaining(['hearAlarm', 'arrangeFoster']));
  expect(state).toEqual(expect.arrayContaining(['open.alarm.raised', 'open.fostering.seeking']));
});

it('is asked for the plan, and sees of the sanction nothing before it is ordered', async () => {
  await act(lead, id, 'report.submitted', await reportOf(id));
  await act('director.kandal', id, 'alarm.acknowledged', { measures: 'An officer goes.', police: 'informed' });
  await act(officer, id, 'report.classified', { rating: 'D' });
  expect((await get(`/instances/${id}`)).tasks.map(({ name }: any) => name)).toEqual(['writePlan']);
  expect((await get('/tasks?mine=true')).items.map(({ name }: any) => name)).toEqual(['writePlan']);
  await at('2017-03-25T12:00:00+07:00');
  expect((await get(`/instances/${id}`, 'mosvy')).state).toContain('open.sanction.asked');
  expect(await found([...(await tracesOf(id)), 'open.sanction'], id)).toEqual([]);
});

describe('a closure that is recommended', () => {
  let closure: string;
  const step = async () => (await get(`/instances/${closure}`, 'mosvy')).state;

  it('is a secret of the offices that prepare and sign the order', async () => {
    await act('mosvy', id, 'sanction.ordered', { rung: 'suspension', reason: 'Nobody answers.' }, signed('mosvy'));
    const documents = async () =>
      (await get(`/instances/${id}/documents`)).items.filter(
        ({ document, line }: any) => document === 'sanction-order' && line,
      );
    const before = await documents();
    expect(before).toMatchObject([{ revoked: null }]);
    await at('2017-05-10T12:00:00+07:00');
    await town.rows('update homeward.credentials set totp_step = null, totp_use = null');
    await act('mosvy', id, 'sanction.ordered', { rung: 'closure', reason: 'Still nobody.' }, signed('mosvy'));
    [{ id: closure }] = (await town.rows<{ id: string }>(
      `select id from homeward.instances where workflow = 'institution-closure'`,
    )) as [{ id: string }];
    expect(await step()).toContain('open.steps.engaged');
    expect(await documents()).toEqual(before);
    for (const path of [
      `/closures/${closure}`,
      ...['', '/documents', '/journal'].map((end) => `/instances/${closure}${end}`),
    ])
      expect([path, await town.outcome(director, path)]).toEqual([path, '404 not_found']);
    expect((await get('/closures')).items).toEqual([]);
    expect((await get('/risks')).items[0].closure).toBeNull();
    await at('2017-05-20T12:00:00+07:00');
    const { reference } = await get(`/instances/${closure}`, 'mosvy');
    const traces = [
      closure,
      reference,
      ...(await tracesOf(closure)),
      ...(await tracesOf(id)),
      'closure.engaged',
      'open.sanction',
    ];
    expect(await found([...traces, 'CLOSURE_RECOMMENDED'], closure, id)).toEqual([]);
    for (const as of ['police.kandal', 'commune.kandal', 'province.kandal', 'dsw.kandal', 'admin'])
      expect([as, await town.outcome(as, `/instances/${closure}`)]).toEqual([as, '404 not_found']);
    for (const as of [officer, 'supervisor.kandal', 'director.kandal', 'mosvy2'])
      expect([as, await town.outcome(as, `/closures/${closure}`)]).toEqual([as, '200']);
  });

  it('is told with the order', async () => {
    await act(officer, closure, 'capacity.checked', { on: '2017-05-20' });
    expect(await town.outcome(director, `/instances/${closure}`)).toBe('404 not_found');
    const order = {
      institution: home,
      kind: 'regulatory',
      legalBasis: 'Sub-Decree 119',
      reasons: 'Nobody answers for the children.',
      targetOn: '2017-11-20',
      transition: false,
      danger: false,
    };
    await town.rows('update homeward.credentials set totp_step = null, totp_use = null');
    await act('mosvy', closure, 'order.signed', order, signed('mosvy'));
    await at('2017-05-20T13:00:00+07:00');
    expect(await town.outcome(director, `/closures/${closure}`)).toBe('200');
    expect((await get(`/instances/${closure}`)).tasks.map(({ name }: any) => name)).toEqual(['acknowledgeFreeze']);
    expect((await get('/alerts?mine=true')).items.map(({ kind }: any) => kind)).toContain('closure.ordered');
    const others = await town.rows(
      `select d.person from homeward.deliveries d join homeward.alerts a on a.id = d.alert where a.instance = $1 and d.role = 'rciDirector' and d.person <> $2`,
      closure,
      accountOf(director).person,
    );
    expect(others).toEqual([]);
  });
});

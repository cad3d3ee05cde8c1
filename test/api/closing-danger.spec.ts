/** A child of a closing home tells that it is in danger: its own case reports it in time, it goes nowhere meanwhile, and the house learns nothing. */
import { censusTeam } from '../support/census-team';
import { closingActs, home, person, told } from './closing-acts';
import { listsAbout } from './secret-doors';
import { Town } from './town';

jest.setTimeout(280_000);

const today = '2017-03-06';
const team = censusTeam('kandal', today);

let town: Town;
let closure: string;
let way: string;
/** two who are counted, the first of whom tells; and a sister of hers who is found later */
let dara: string;
let bopha: string;
let sister: string;

const get = async (as: string, path: string) => (await town.send(as, path)).body;
const { sign, act } = closingActs(() => town);
const bed = (child: string) => ({ child, bed: 'A', found: 'unauthorisedPresent', atRisk: false });
const wayOf = async (child: string) =>
  (
    await town.rows<{ id: string; phase: string }>(
      `select i.id, i.phase from homeward.instances i join homeward.subjects s on s.instance = i.id and s.subject = $1
        where i.workflow = 'family-reintegration' and i.status = 'open'`,
      child,
    )
  )[0]!;
const clearing = async (child: string): Promise<string> => {
  const data = { child, destination: 'home', worker: person('dsw.kandal'), firstVisitOn: '2017-03-10' };
  return told(await act('officer.kandal', closure, 'child.cleared', { ...data, needReason: 'school' }));
};
const incident = async () =>
  (
    await town.rows<{ id: string; status: string; task: string; version: number }>(
      `select n.id, n.status, t.id as task from homeward.incidents n join homeward.tasks t on t.incident = n.id where n.kind = 'CHILD_IN_DANGER'`,
    )
  )[0]!;

beforeAll(async () => {
  town = await Town.open({}, `${today}T09:00:00+07:00`);
  await town.tokenOf('mosvy');
  const named = (latin: string) => town.child('kandal', { names: [{ km: 'ករា ប្រឌិត', latin }] });
  [dara, bopha, sister] = [await named('Told Invented'), await named('Other Lim'), await named('Later Chhay')];
  const linked = await town.send('commune.kandal', '/corrections/siblings', { body: { children: [dara, sister] } });
  expect(told(linked)).toBe('200');
  const presence = { kind: 'presence', children: [dara, bopha], institution: home, at: `${today}T08:00:00+07:00` };
  expect(told(await town.send('dsw.kandal', '/facts', { body: presence }))).toBe('201');
  const data = { institution: home, kind: 'emergency', legalBasis: 'l', reasons: 'r', targetOn: '2017-04-01' };
  const order = await town.send('mosvy', '/instances', {
    headers: await sign('mosvy'),
    body: {
      workflow: 'institution-closure',
      event: 'order.signed',
      area: '081007',
      data: { ...data, transition: false, danger: true },
    },
  });
  expect(told(order)).toBe('201');
  closure = order.body.id;
  const lists = { register: 'agrees', decisions: 'agrees', schoolRoll: 'agrees', donorList: 'agrees', files: 'kept' };
  const census = { on: today, team, rows: [bed(dara), bed(bopha)], ...lists };
  expect(told(await act('officer.kandal', closure, 'census.sealed', census))).toBe('200');
  const talk = (child: string, more: object) =>
    act('dsw.kandal', closure, 'child.screened', { child, on: today, alone: true, ...more });
  expect(told(await talk(bopha, { danger: false }))).toBe('200');
  expect(told(await talk(dara, { danger: true, note: 'beaten with a belt' }))).toBe('200');
  way = (await wayOf(dara)).id;
});
afterAll(() => town.close());

it('is a concern of its own case, with the target and the legal limit of the report', async () => {
  expect((await wayOf(dara)).phase).toContain('open.safety.concern');
  expect((await wayOf(bopha)).phase).toContain('open.safety.clear');
  const rows = await town.rows('select name, role, due_at from homeward.tasks where instance = $1', way);
  expect(rows).toContainEqual({
    name: 'reportSafety',
    role: 'dsw',
    due_at: new Date('2017-03-07T09:00:00+07:00'),
  });
  const timers = await town.rows('select due_at from homeward.timers where instance = $1', way);
  expect(timers).toContainEqual({ due_at: new Date('2017-03-08T09:00:00+07:00') });
  // the words are where abuse notes are, and nowhere else
  const [line] = await town.rows(
    `select c.compartment, c.body::jsonb #>> '{data,narrative}' as narrative from homeward.journal j join homeward.contents c using (stream, seq)
      where j.stream = $1 and j.entry::jsonb ->> 'event' = 'safety.concernRaised'`,
    way,
  );
  expect(line).toEqual({ compartment: 'restricted', narrative: 'beaten with a belt' });
});

it('is no incident of the house to who does not look after the child', async () => {
  const kinds = async (as: string) =>
    (await get(as, `/institutions/${home}/presence`)).incidents.map(({ kind }: any) => kind);
  expect(await kinds('officer.kandal')).toContain('CHILD_IN_DANGER');
  for (const as of ['rci.kdl-003', 'commune.kandal']) expect(await kinds(as)).not.toContain('CHILD_IN_DANGER');
});

it('keeps the child where it is until the case closes the concern, whoever calls the incident done', async () => {
  const { id } = await incident();
  const path = `/incidents/${id}`;
  const done = await town.send('officer.kandal', `${path}/resolve`, { body: { reason: 'spoke with the director' } });
  expect(told(done)).toBe('200');
  expect(await incident()).toMatchObject({ status: 'resolved' });
  expect((await wayOf(dara)).phase).toContain('open.safety.concern');
  expect((await clearing(dara)).split(' ')).toContain('N-33');
  expect((await clearing(bopha)).split(' ')).not.toContain('N-33');
});

it('counts a sister who is found meanwhile, and keeps her back as well', async () => {
  const later = { on: today, team, rows: [bed(sister)], place: 'here', where: 'in the kitchen' };
  expect(told(await act('officer.kandal', closure, 'census.supplemented', later))).toBe('200');
  expect((await wayOf(sister)).phase).toContain('open.safety.clear');
  expect((await clearing(sister)).split(' ')).toContain('N-33');
});

describe('of who told', () => {
  const everything = async (as: string): Promise<string> => {
    const doors = [
      ...listsAbout(home),
      `/closures/${closure}`,
      `/institutions/${home}/presence`,
      ...['', '/journal', '/documents', '/chart'].map((end) => `/instances/${closure}${end}`),
    ];
    const answers = await Promise.all(doors.map((path) => town.send(as, path)));
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    return JSON.stringify(answers.map(({ body }) => body));
  };

  it.each(['rci.kdl-003', 'commune.kandal'])('%s reads nothing that tells the child from the others', async (as) => {
    const { rows, remaining } = await get(as, `/closures/${closure}`);
    expect(rows.map(({ need }: any) => need.risk)).toEqual([false, false, false]);
    expect(remaining.atRisk).toBe(0);
    const text = await everything(as);
    for (const trace of ['CHILD_IN_DANGER', 'closure.danger', 'is in danger', 'belt', 'spoke with the director'])
      expect([trace, text.includes(trace)]).toEqual([trace, false]);
    expect((await get(as, '/incidents?kind=CHILD_IN_DANGER')).items).toEqual([]);
  });

  it.each([
    ['dsw.kandal', 0],
    ['supervisor.kandal', 0],
    // the incident is one of the province
    ['officer.kandal', 1],
    ['director.kandal', 1],
    ['mosvy', 1],
  ])('%s, who looks after the child, is told', async (as, incidents) => {
    const { rows, remaining } = await get(as, `/closures/${closure}`);
    expect(rows.map(({ child, need }: any) => [child, need.risk])).toContainEqual([dara, true]);
    expect(remaining.atRisk).toBe(1);
    expect((await get(as, '/incidents?kind=CHILD_IN_DANGER')).items).toHaveLength(incidents);
    expect((await get(as, '/alerts')).items.map(({ kind }: any) => kind)).toContain('closure.danger');
  });
});

it('may go when the concern was reported, looked into, and closed by the supervisor', async () => {
  const reported = { to: 'police', at: `${today}T09:00:00+07:00` };
  expect(told(await act('dsw.kandal', way, 'safety.reported', reported))).toBe('200');
  expect((await clearing(dara)).split(' ')).toContain('N-33');
  const closed = { outcome: 'protected', reasons: 'Who beat her is in custody.' };
  expect(told(await act('supervisor.kandal', way, 'safety.closed', closed, true))).toBe('200');
  for (const child of [dara, sister]) expect((await clearing(child)).split(' ')).not.toContain('N-33');
});

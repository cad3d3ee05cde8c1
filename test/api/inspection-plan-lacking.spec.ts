/** A province without an approved plan of inspections is asked for it after 15 January, once, up to the ministry. */
import { codeAt } from '../../libs/access';
import type { ManualClock } from '../../libs/engine';
import { LackingPlans } from '../../libs/registry';
import { accountOf, Town } from './town';

jest.setTimeout(180_000);

let town: Town;
beforeAll(async () => {
  town = await Town.open({}, '2017-01-10T09:00:00+07:00');
  await town.tokenOf('director.battambang');
  await makePlan('battambang', '02');
});
afterAll(() => town.close());

const clock = () => town.context.clock as ManualClock;
const moveTo = (at: string) => town.context.sweeper.advanceTo(Date.parse(at), clock());
async function makePlan(place: string, area: string): Promise<void> {
  await town.tokenOf(`director.${place}`);
  const proposed = await town.send(`officer.${place}`, '/inspections/plan', { body: { area, year: 2017 } });
  const { id } = proposed.body.plan;
  const code = codeAt(accountOf(`director.${place}`).totpSecret!, Date.now() + 30_000);
  const headers = { 'Homeward-Totp': code };
  expect(await town.outcome(`director.${place}`, `/inspections/plan/${id}/approve`, { body: {}, headers })).toBe('200');
}
const asked = async (as = 'officer.kandal', area = '08') =>
  (await town.send(as, `/inspections/plan?area=${area}&year=2017`)).body.asked;
const incidents = () =>
  town.rows<{ id: string; area: string; role: string; institution: string | null; status: string; task: boolean }>(
    `select n.id, n.area, n.role, n.institution, n.status, t.closed_at is null as task
       from homeward.incidents n join homeward.tasks t on t.incident = n.id
      where n.kind = 'INSPECTION_PLAN_LACKING' order by n.area`,
  );

it('until the day is over the page of the plan says by when, and nobody is asked', async () => {
  await moveTo('2017-01-15T23:00:00+07:00');
  expect(await incidents()).toEqual([]);
  expect(await asked()).toEqual({ until: '2017-01-15', incident: null });
});

it('each province that has places to inspect and no approved plan is asked once, whoever else looks in the same moment', async () => {
  await moveTo('2017-01-16T00:30:00+07:00');
  const found = await incidents();
  // Battambang has its plan
  expect(found.map(({ area }) => area)).toEqual(['08', '12', '17', '18']);
  for (const one of found)
    expect(one).toMatchObject({ role: 'pdosvyOfficer', institution: null, status: 'open', task: true });
  const { pool, door } = town.context;
  const faults: unknown[] = [];
  const another = new LackingPlans({ pool, door, clock: clock(), report: async (...fault) => void faults.push(fault) });
  await Promise.all([another, another, another].map((plans) => plans.fire(clock().now())));
  expect([await incidents(), faults]).toEqual([found, []]);
  expect(await asked()).toEqual({ until: '2017-01-15', incident: found[0]!.id });
  expect(await asked('officer.battambang', '02')).toEqual({ until: '2017-01-15', incident: null });
  const mine = (await town.send('officer.kandal', '/incidents?kind=INSPECTION_PLAN_LACKING')).body.items;
  expect(mine.map(({ text }: any) => text.en)).toEqual([
    expect.stringMatching(/no approved plan of inspections for 2017.*2017-01-15 \(P-89\)/),
  ]);
  expect(mine[0].text.km).toMatch(/ផែនការអធិការកិច្ចឆ្នាំ 2017/);
});

it('the ladder tells the officer, then the province, then the ministry, each rung once', async () => {
  await moveTo('2017-02-05T09:00:00+07:00');
  const { id } = (await incidents())[0]!;
  const rungs = await town.rows(
    `select a.rung, a.fired_at::date::text as on, array_agg(distinct d.role order by d.role) as told
       from homeward.alerts a join homeward.tasks t on t.id = a.task
       join homeward.deliveries d on d.alert = a.id and d.channel = 'inbox' where t.incident = $1 group by a.about, a.id order by a.due_at`,
    id,
  );
  expect(rungs.map(({ rung }) => rung)).toEqual(['worker', 'supervisor', 'province', 'ministry']);
  expect(rungs[0]).toMatchObject({ told: ['pdosvyOfficer'] });
  expect(rungs.at(-1)).toMatchObject({ told: ['mosvy'] });
});

it('it ends with the approval and by no words, and nobody is told any more', async () => {
  const { id } = (await incidents())[0]!;
  const words = { body: { reason: 'It will be made.' } };
  const refused = await town.send('officer.kandal', `/incidents/${id}/resolve`, words);
  expect([refused.status, refused.body.code]).toEqual([422, 'refused_by_database']);
  expect(refused.body.rules[0].missing.en).toMatch(/Propose the plan/);
  const proposed = await town.send('officer.kandal', '/inspections/plan', { body: { area: '08', year: 2017 } });
  expect((await incidents())[0]).toMatchObject({ id, status: 'open' });
  expect(proposed.body.asked).toEqual({ until: '2017-01-15', incident: id });
  await makePlan('kandal', '08');
  expect((await incidents())[0]).toMatchObject({ id, status: 'resolved', task: false });
  expect(await asked()).toEqual({ until: '2017-01-15', incident: null });
  await moveTo('2017-02-06T09:00:00+07:00');
  expect((await incidents()).filter(({ status }) => status === 'open').map(({ area }) => area)).toEqual([
    '12',
    '17',
    '18',
  ]);
});

it('a province whose first place is registered later has its days from then on; the next year asks anew', async () => {
  const [{ due }] = (await town.rows(
    `select homeward.plan_due('2017-06-10T15:00:00+07:00', 2017, $1) as due`,
    [new Date(clock().now())][0],
  )) as [{ due: Date }];
  expect(due).toEqual(new Date('2017-06-25T00:00:00+07:00'));
  const next = await town.rows(
    `select area, year, due from homeward.inspection_plans_lacking('2017-12-31T09:00:00+07:00', '2018-01-16T00:00:00+07:00') order by area`,
  );
  expect(next.map(({ area, year }) => `${area}/${year}`)).toEqual(
    ['02', '08', '12', '17', '18'].map((p) => `${p}/2018`),
  );
  expect(next[0]!.due).toEqual(new Date('2018-01-16T00:00:00+07:00'));
});

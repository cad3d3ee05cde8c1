/** A child who is found after staff, money and files of a closing home are settled: she goes to her family, and then it is closed. */
import type { ManualClock } from '../../libs/engine';
import { findStory } from '../../apps/commands/story';
import { closingActs, home, person, told } from './closing-acts';
import { Played } from './played';
import { Town } from './town';

jest.setTimeout(280_000);

let town: Town;
let closure: string;
let child: string;
let way: string;
const regions = async () => (await town.send('officer.kandal', `/closures/${closure}`)).body.regions;

const { act } = closingActs(() => town);
/** What waited for a day is done before anybody acts on it. */
async function time(iso: string): Promise<void> {
  await town.context.sweeper.advanceTo(Date.parse(`${iso}+07:00`), town.context.clock as ManualClock);
}
const go = async (login: string, type: string, data: object, signed = false) =>
  expect(`${type} ${told(await act(login, closure, type, data, signed))}`).toBe(`${type} 200`);

/** What another child of the story went through, on the day given. */
async function asNary(login: string, type: string, on: string): Promise<string> {
  const { steps } = findStory('C1')!;
  const step = steps.findLast(({ do: does, body }) => does?.includes('{naryHome}') && (body as any)?.type === type)!;
  const { data } = step.body as { data: object };
  return told(await act(login, way, type, JSON.parse(JSON.stringify(data).replace(/2017-\d\d-\d\d/g, on))));
}

beforeAll(async () => {
  town = await Town.open({}, '2017-01-01T08:00:00+07:00');
  const story = new Played(town, 'C1');
  await story.signIn();
  await story.until(54);
  [{ id: closure }] = (await town.rows<{ id: string }>(
    `select id from homeward.instances where workflow = 'institution-closure'`,
  )) as [{ id: string }];
  expect(await regions()).toEqual({ staff: 'settled', money: 'settled', records: 'filed' });
});
afterAll(() => town.close());

it('opens staff, money and files again when she is counted', async () => {
  await time('2017-03-22T14:00:00');
  child = await town.child('kandal', { names: [{ km: 'សុខា ប្រឌិត', latin: 'Hidden Invented' }] });
  await go('officer.kandal', 'census.supplemented', {
    on: '2017-03-22',
    team: [
      { name: 'Kosal', from: 'province' },
      { name: 'Thavy', from: 'ngo' },
    ],
    rows: [{ child, bed: 'a shed', found: 'unauthorisedPresent', atRisk: false }],
    place: 'here',
    where: 'in a shed behind the house',
  });
  expect(await regions()).toEqual({ staff: 'planned', money: 'short', records: 'kept' });
  [{ id: way }] = (await town.rows<{ id: string }>(
    `select i.id from homeward.instances i join homeward.subjects s on s.instance = i.id and s.subject = $1
      where i.workflow = 'family-reintegration'`,
    child,
  )) as [{ id: string }];
});

it('lets her file be copied, clears her, and she goes to her family', async () => {
  const on = '2017-03-22';
  await go('dsw.kandal', 'child.screened', { child, on, alone: true, danger: false });
  const dsw = ['form2.submitted', 'homeAssessment.submitted', 'plan.submitted'];
  for (const type of dsw) expect([type, await asNary('dsw.kandal', type, on)]).toEqual([type, '200']);
  expect(await asNary('supervisor.kandal', 'placement.reviewed', on)).toBe('200');
  for (const type of ['contact.recorded', 'readiness.recorded'])
    expect([type, await asNary('dsw.kandal', type, on)]).toEqual([type, '200']);
  const clearing = {
    child,
    destination: 'home',
    worker: person('dsw.kandal'),
    leavesOn: '2017-03-23',
    firstVisitOn: '2017-03-26',
  };
  expect(told(await act('officer.kandal', closure, 'child.cleared', clearing))).toMatch(/^422 N-22/);
  await go('dsw.kandal', 'records.copied', { children: [child], on, worker: person('dsw.kandal') });
  await go('officer.kandal', 'child.cleared', clearing);
  await time('2017-03-23T10:00:00');
  expect(await asNary('dsw.kandal', 'placement.made', '2017-03-23')).toBe('200');
  await time('2017-03-26T10:00:00');
  expect(await asNary('dsw.kandal', 'visit.recorded', '2017-03-26')).toBe('200');
});

it('is certified when staff, money and files are settled once more, and not before', async () => {
  await time('2017-03-27T10:00:00');
  const on = '2017-03-27';
  await go('supervisor.kandal', 'premises.emptied', { on, beds: 'given away' });
  const members = [person('mosvy'), person('director.kandal')];
  await go('mosvy', 'verification.recorded', { on, unannounced: true, empty: true, members });
  const certificate = () => act('mosvy', closure, 'certificate.signed', { filesAt: 'p' }, true);
  expect(told(await certificate())).toMatch(/^422 institution-closure.regions/);
  await go('officer.kandal', 'staff.settled', { redeployed: 2, released: 4, unvetted: 0, openAllegations: 0 });
  await go('officer.kandal', 'assets.settled', { on, deeds: 'The house goes to the commune.' });
  expect(told(await certificate())).toMatch(/^422 institution-closure.regions/);
  await go('officer.kandal', 'records.filed', { on, place: 'archive' });
  expect(told(await certificate())).toBe('200');
  const [row] = await town.rows('select standing from homeward.institutions where id = $1', home);
  expect(row).toEqual({ standing: 'closed' });
});

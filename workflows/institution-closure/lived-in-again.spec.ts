/** A child who is found, or is back, after all was settled and filed: it leaves like all others, and all is settled again. */
import { by, register, sealed } from '../../test/support/closure-case';
import { census } from './samples/census';
import { bopha, chan, child, children, full, otherRci, panel, ratha, rci, worker } from './samples/people';

const officer = by('pdosvyOfficer');
const on = '2017-03-06';
const third = { children: [...children, child(chan)], panel, closure: { ...full, house: true as const } };

/** Both children live with a family, and staff, money and files are settled. */
function settled() {
  const c = sealed();
  for (const id of [ratha, bopha]) c.progress(id, 'placed', { destination: 'home', by: [] });
  const analysis = { staff: 2, staffPlan: 'p', assets: 'a', donors: 'd', guaranteedUntil: '2017-12-31', enough: true };
  expect(c.send('analysis.submitted', analysis, officer)).toBe('taken');
  settleAll(c);
  return c;
}
function settleAll(c: ReturnType<typeof sealed>): void {
  const staff = { redeployed: 1, released: 1, unvetted: 0, openAllegations: 0 };
  expect(c.send('staff.settled', staff, officer)).toBe('taken');
  expect(c.send('assets.settled', { on, deeds: 'd' }, officer)).toBe('taken');
  expect(c.send('records.filed', { on, place: 'p' }, officer)).toBe('taken');
  expect(JSON.parse(c.state).open).toMatchObject({ staff: 'placedOrReleased', money: 'settled', records: 'filed' });
}
const row = { child: chan, bed: 'in the shed', found: 'unauthorisedPresent', atRisk: true };
const found = (c: ReturnType<typeof sealed>, more: object) =>
  c.send('census.supplemented', { on, team: census.team, rows: [row], where: 'w', ...more }, officer, on, third);
const copy = (c: ReturnType<typeof sealed>, id: string) =>
  c.send('records.copied', { children: [id], on, worker }, by('dsw'));

it('opens staff, money and files again for a child who was hidden in the house', () => {
  const c = settled();
  expect(found(c, { place: 'here' })).toBe('taken');
  expect(JSON.parse(c.state).open).toMatchObject({
    steps: 'moving',
    staff: 'planned',
    money: 'short',
    records: 'kept',
  });
  expect(c.named('alert.raise').map(({ kind }) => kind)).toContain('closure.short');
  expect(c.task('secureFunding', on)).toMatchObject({ ladder: 'high' });
  expect(copy(c, chan)).toBe('taken');
  expect(c.send('records.filed', { on, place: 'p' }, officer)).toBe('institution-closure.all-gone');
  expect(c.send('assets.settled', { on, deeds: 'd' }, officer)).toBe('institution-closure.funded');
  for (const what of ['assessed', 'planned']) c.progress(chan, what);
  const going = { child: chan, destination: 'home', worker, firstVisitOn: '2017-03-10', needReason: 'x' };
  expect(c.send('child.cleared', { ...going, leavesOn: '2017-03-07' }, officer, on, third)).toBe('taken');
  c.progress(chan, 'placed', { destination: 'home', by: [], on: '2017-03-07' });
  settleAll(c);
});

it('opens the files alone for one who was hidden in another house', () => {
  const c = settled();
  expect(found(c, { place: 'house', house: otherRci })).toBe('taken');
  expect(JSON.parse(c.state).open).toMatchObject({ staff: 'placedOrReleased', money: 'settled', records: 'kept' });
  expect(copy(c, chan)).toBe('taken');
});

it('opens all of them for one who had left and sleeps there again', () => {
  const c = settled();
  const back = { kind: 'presence', children: [ratha], on: '2017-03-09', place: rci, placeKind: 'rci' };
  expect(c.send('child.noticed', back, register, '2017-03-09')).toBe('taken');
  expect(JSON.parse(c.state).open).toMatchObject({ staff: 'planned', money: 'short', records: 'kept' });
});

it('copies a file for a new caseworker, and hears that files are gone, after they were filed', () => {
  const c = settled();
  expect(copy(c, ratha)).toBe('taken');
  expect(c.send('records.destroyed', { on, what: 'burnt' }, by('dsw'))).toBe('taken');
  expect(JSON.parse(c.state).open).toMatchObject({ records: 'destroyed' });
});

it('files nothing again for a child who lives with a family and is only missing', () => {
  const c = settled();
  c.progress(ratha, 'missing');
  expect(JSON.parse(c.state).open).toMatchObject({ steps: 'moving', lost: 'searching', records: 'filed' });
  c.progress(ratha, 'found');
  c.progress(ratha, 'brokenDown');
  expect(JSON.parse(c.state).open).toMatchObject({ staff: 'placedOrReleased', money: 'settled', records: 'kept' });
});

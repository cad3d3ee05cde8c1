/** The watch over closed premises: whoever is seen there is heard, on whatever day (N-23). */
import { by, emergency, frozen, type Case } from '../../test/support/closure-case';
import { census } from './samples/census';
import { empty, institution, member, panel, signer, verifier } from './samples/people';

const seats = [verifier, signer].map((person) => ({
  ...{ person, institutions: [], persons: [] },
  seats: [{ role: 'mosvy' as const }],
}));
/** Certified on 6 March 2017. */
function closed(): Case {
  const on = '2017-03-06';
  const c = frozen(emergency, { children: [], institution, closure: empty, panel: [...panel, ...seats] });
  const officer = by('pdosvyOfficer');
  const analysis = { staff: 2, staffPlan: 'p', assets: 'a', donors: 'd', guaranteedUntil: '2017-12-01', enough: true };
  const verification = { on, unannounced: true, empty: true, members: [verifier, member] };
  c.send('census.sealed', { ...census, rows: [] }, officer);
  c.send('freeze.acknowledged', { understood: true }, by('rciDirector'));
  c.send('freezeVisit.recorded', { on, served: true, newChildren: 0 }, by('dsw'));
  c.send('analysis.submitted', analysis, officer);
  c.send('staff.settled', { redeployed: 1, released: 1, unvetted: 0, openAllegations: 0 }, officer);
  c.send('assets.settled', { on, deeds: 'd' }, officer);
  c.send('records.filed', { on, place: 'p' }, officer);
  c.send('premises.emptied', { on, beds: 'b' }, by('dsw'));
  c.send('verification.recorded', verification, by('mosvy'));
  expect(c.send('certificate.signed', { filesAt: 'archive' }, by('mosvy', 1))).toBe('taken');
  return c;
}
const visit = (people: string[], more: object = {}) => ({
  ...{ visitOn: '2017-04-06', unannounced: true, found: 'empty', people },
  ...more,
});
/** What a visit on 6 April came to. */
function seen(data: object) {
  const c = closed();
  const answer = c.send('visit.recorded', data, by('dsw'), '2017-04-06');
  if (answer !== 'taken') return { answer };
  return {
    answer,
    incidents: c.named('incident.open').map(({ kind }) => kind),
    inspections: c.named('instance.open').map((one) => (one.data as { on: string }).on),
    told: c.named('alert.raise').map(({ kind }) => kind),
    made: c.context.visits.filter(({ status }) => status !== 'planned').length,
  };
}

it('opens an incident and an inspection of the same day for children who are seen in empty premises', () => {
  const signs = {
    incidents: ['SIGNS_OF_REOPENING'],
    inspections: ['2017-04-06'],
    told: ['closure.suspicious'],
    made: 1,
  };
  expect(seen(visit(['children', 'director']))).toEqual({ answer: 'taken', ...signs });
  expect(seen(visit(['nobody']))).toEqual({ answer: 'taken', incidents: [], inspections: [], told: [], made: 1 });
});

it('opens an incident for people of the home', () => {
  for (const people of [['director'], ['staff']])
    expect(seen(visit(people))).toMatchObject({
      incidents: ['SIGNS_OF_REOPENING'],
      inspections: [],
      told: ['closure.peopleSeen'],
    });
});

it('hears what was seen on a day that is no visit of the watch, and counts no visit for it', () => {
  const early = visit(['children'], { visitOn: '2017-03-10' });
  expect(seen(early)).toMatchObject({ incidents: ['SIGNS_OF_REOPENING'], made: 0 });
  expect(seen({ ...early, visitOn: '2017-04-06', unannounced: false })).toMatchObject({ made: 0 });
  expect(seen(visit(['nobody'], { visitOn: '2017-03-10' }))).toEqual({ answer: 'institution-closure.window' });
});

it('takes nobody and somebody together from none', () => {
  for (const found of ['empty', 'suspicious', 'childrenSleep'])
    expect(seen(visit(['children', 'nobody'], { found }))).toEqual({ answer: 'institution-closure.seen-there' });
});

it('looks again until no child is seen where one was recorded', () => {
  const c = closed();
  const came = { kind: 'presence', children: ['x'], on: '2017-03-20', place: institution.id, placeKind: 'rci' };
  expect(c.send('child.noticed', came, { person: 'register', role: 'register', area: '' }, '2017-03-20')).toBe('taken');
  expect(c.state).toContain('"returned":"found"');
  expect(c.send('visit.recorded', visit(['children']), by('dsw'), '2017-04-06')).toBe('taken');
  expect(c.state).toContain('"returned":"found"');
  expect(c.send('visit.recorded', visit(['nobody'], { visitOn: '2017-04-07' }), by('dsw'), '2017-04-07')).toBe('taken');
  expect(c.state).toContain('"returned":"none"');
});

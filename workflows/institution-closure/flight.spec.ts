/** B.2.3 step 1: where the children may be taken away, nobody of the house knows of the closure before its order. */
import { institutionClosure } from '.';
import { by, Case, emergency } from '../../test/support/closure-case';
import { rci } from './samples/people';

const offices = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];
const secretOf = (c: Case) => institutionClosure.subjects(c.context).secret;
const engaged = (flightRisk: boolean): Case => {
  const c = new Case();
  const data = { institution: rci, kind: 'regulatory', on: '2017-03-06', minutes: 'minutes', flightRisk };
  expect(c.send('engagement.recorded', data, by('pdosvyOfficer'))).toBe('taken');
  return c;
};

it('is a secret of the offices that prepare and sign the order, and ends being one with it', () => {
  const c = engaged(true);
  expect(secretOf(c)).toEqual({ roles: offices, persons: [] });
  expect(c.send('capacity.checked', { on: '2017-03-06' }, by('pdosvyOfficer'))).toBe('taken');
  expect(secretOf(c)?.roles).toEqual(offices);
  expect(c.send('order.signed', emergency, by('mosvy'))).toBe('taken');
  expect(secretOf(c)).toBeUndefined();
});

it('stays one where it ends without an order', () => {
  const c = engaged(true);
  expect(c.send('engagement.ended', { reasons: 'All is well.' }, by('mosvy'))).toBe('taken');
  expect(c.state).toContain('ended');
  expect(secretOf(c)).toEqual({ roles: offices, persons: [] });
});

it('is none where nobody would take them away', () => {
  expect(secretOf(engaged(false))).toBeUndefined();
});

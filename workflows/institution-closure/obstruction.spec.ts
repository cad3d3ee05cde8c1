/** Who stands in the way of a closure (B.2.7), at whatever moment of it. */
import { by, frozen, type Case } from '../../test/support/closure-case';

const obstructed = (c: Case, on = '2017-03-06') =>
  c.send('obstruction.recorded', { on, by: ['director', 'staff'], what: 'w' }, by('dsw'), '2017-03-06');

it('is an incident with an owner and a clock, and police and ministry hear of it; the director does not', () => {
  const c = frozen();
  const before = c.state;
  expect(obstructed(c)).toBe('taken');
  expect(c.state).toBe(before);
  expect(c.named('incident.open')).toMatchObject([{ kind: 'OBSTRUCTION', role: 'pdosvyDirector', ladder: 'high' }]);
  const [alert] = c.named('alert.raise');
  expect(alert.kind).toBe('closure.obstruction');
  expect(alert.to).toEqual(expect.arrayContaining(['police', 'mosvy']));
  expect(alert.to).not.toContain('rciDirector');
});

it('is told once it has happened', () => {
  expect(obstructed(frozen(), '2017-03-07')).toBe('institution-closure.happened');
});

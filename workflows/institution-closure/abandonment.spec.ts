/** A provider who leaves: every child of the census is of high risk at once, and is assessed within the days of one at risk. */
import { by, emergency, frozen, sealed } from '../../test/support/closure-case';
import { census } from './samples/census';
import { bopha, ratha } from './samples/people';

it('makes every child of the census of high risk in the moment the provider leaves, wherever it lives', () => {
  const c = sealed();
  c.progress(ratha, 'placed', { destination: 'kin', by: [] });
  expect(c.send('abandonment.recorded', { on: '2017-03-06', reasons: 'gone' }, by('pdosvyDirector'))).toBe('taken');
  expect(c.named('instance.tell')).toMatchObject([
    { child: ratha, data: { high: true } },
    { child: bopha, data: { high: true } },
  ]);
  expect(c.named('incident.open')).toMatchObject([{ kind: 'ABANDONED_BY_PROVIDER' }]);
});

const easy = { ...census, rows: census.rows.map((row) => ({ ...row, atRisk: false })) };
const gone = { on: '2017-03-10', reasons: 'gone' };

it('gives the assessment of the children the days of one at risk, and the high ladder, where the order says so', () => {
  const c = frozen({ ...emergency, kind: 'abandonment', danger: false });
  expect(c.send('census.sealed', easy, by('pdosvyOfficer'))).toBe('taken');
  expect(c.task('assessChildren', '2017-03-06')).toEqual({ on: '2017-03-13', parameter: 'P-28', ladder: 'high' });
});

it('gives them so from the day on which the provider leaves in the middle', () => {
  const c = sealed(easy);
  expect(c.task('assessChildren', '2017-03-06')).toEqual({ on: '2017-04-05', parameter: 'P-28', ladder: 'normal' });
  expect(c.send('abandonment.recorded', gone, by('pdosvyDirector'), '2017-03-10')).toBe('taken');
  expect(c.task('assessChildren', '2017-03-10')).toEqual({ on: '2017-03-17', parameter: 'P-28', ladder: 'high' });
  c.progress(ratha, 'assessed');
  c.progress(bopha, 'assessed');
  expect(c.state).toContain('"steps":"planning"');
});

it('moves no date to a later day that was promised for a child at risk', () => {
  const c = sealed();
  expect(c.task('assessChildren', '2017-03-06')).toEqual({ on: '2017-03-13', parameter: 'P-28', ladder: 'normal' });
  expect(c.send('abandonment.recorded', gone, by('pdosvyDirector'), '2017-03-10')).toBe('taken');
  expect(c.task('assessChildren', '2017-03-10')).toEqual({ on: '2017-03-13', parameter: 'P-28', ladder: 'high' });
});

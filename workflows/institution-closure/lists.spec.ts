/** What the refusal of a census says: only what is to be done (N-42). */
import { by, frozen } from '../../test/support/closure-case';
import { defaultParameters } from '../parameters';
import { institutionClosure } from '.';
import { census } from './samples/census';
import { full, ratha } from './samples/people';

const said = (more: object) => {
  const { context } = frozen();
  const data = { ...census, ...more };
  const calendar = { version: 1, from: '2016-01-01', until: '2027-12-31', holidays: [] };
  const given = { type: 'census.sealed', data, actor: by('pdosvyOfficer'), now: 1_488_765_600_000 };
  const facts = { closure: full, children: [] };
  return institutionClosure.rules['N-42']!.check(context, {
    ...given,
    facts,
    parameters: defaultParameters(),
    calendar,
  });
};

it('asks to explain a difference between the lists where there is one', () => {
  const without = census.rows.filter(({ child }) => child === ratha);
  expect(said({ rows: without })?.en).not.toContain('between the lists');
  expect(said({ rows: without })?.km).not.toContain('ភាពខុសគ្នារវាងបញ្ជី');
  expect(said({ rows: without })?.en).toContain('Children whom the register knows there and the census does not: 1.');
  expect(said({ donorList: 'open' })?.en).toContain('Explain every difference between the lists.');
  expect(said({})).toBeUndefined();
});

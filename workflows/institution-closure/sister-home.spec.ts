/** A child of the home who was hidden elsewhere: its presence lies where it was found (B.2.7). */
import { by, sealed } from '../../test/support/closure-case';
import type { Facts } from '../facts';
import { census } from './samples/census';
import { chan, child, children, full, institution, otherRci, panel, rci } from './samples/people';

const facts = { institution, closure: { ...full, house: true as const }, panel, children: [...children, child(chan)] };
const later = (place: object, found = 'unauthorisedPresent') => ({
  ...{ on: '2017-03-06', team: census.team, where: 'behind the kitchen' },
  rows: [{ child: chan, bed: 'x', found, atRisk: false }],
  ...place,
});
function supplemented(data: object, more: Partial<Facts> = {}): { answer: string; presences: object[] } {
  const c = sealed(census, facts);
  const answer = c.send('census.supplemented', data, by('pdosvyOfficer'), undefined, more);
  return { answer, presences: answer === 'taken' ? c.named('fact.record') : [] };
}

it('is present in the house where the team found it, and counted by the census of its own', () => {
  const there = { place: 'house', house: otherRci };
  expect(supplemented(later(there))).toMatchObject({
    answer: 'taken',
    presences: [{ kind: 'presence', children: [chan], institution: otherRci }],
  });
  const here = { answer: 'taken', presences: [{ children: [chan], institution: rci }] };
  expect(supplemented(later({ place: 'here' }))).toMatchObject(here);
  expect(supplemented(later({ place: 'elsewhere' }))).toEqual({ answer: 'taken', presences: [] });
  // of whom nobody knows where it is, no presence is known either
  expect(supplemented(later(there, 'unaccounted'))).toEqual({ answer: 'taken', presences: [] });
});

it('names the other house, and no other one than where it was', () => {
  const refused = { answer: 'institution-closure.found-where', presences: [] };
  expect(supplemented(later({ place: 'house' }))).toEqual(refused);
  expect(supplemented(later({ place: 'house', house: rci.toUpperCase() }))).toEqual(refused);
  expect(supplemented(later({ place: 'here', house: otherRci }))).toEqual(refused);
  expect(supplemented(later({ place: 'house', house: otherRci }), { closure: full })).toEqual(refused);
});

/** Which dangers the answers on a device show, and which of them nobody has reported from there. */
import { notedAfter, signsIn, unreportedIn, type Said } from './signs';

const items = [
  { id: 'discipline.beating', hard: 'abuse' },
  { id: 'discipline.locked', hard: 'locked' },
  { id: 'food.water', hard: null },
];
const talk = (item: string): Said => ({ kind: 'talk', item, body: { with: 'child', disclosure: true } });
const row = (item: string, more: object = {}): Said => ({
  kind: 'roll',
  item,
  body: { label: item, standing: 'unauthorisedPresent', ...more },
});
const small = (item: string): Said => row(item, { underThree: true });
const answer = (item: string, said: string): Said => ({ kind: 'answer', item, body: { answer: said } });
const open = (said: readonly Said[], reported: readonly string[] = []) => unreportedIn(signsIn(said, items), reported);
const told = (said: readonly Said[], dangers: readonly string[]) => notedAfter(signsIn(said, items), [], dangers);

it('asks to report each disclosure and each child under three, also after others were reported', () => {
  const first = [talk('talk-1'), small('bed-1')];
  expect(open(first)).toEqual(['abuse', 'underThree', 'withoutDecision']);
  const reported = told(first, ['abuse', 'underThree', 'withoutDecision']);
  expect(open(first, reported)).toEqual([]);
  expect(open([...first, talk('talk-2')], reported)).toEqual(['abuse']);
  expect(open([...first, small('bed-2')], reported)).toEqual(['underThree']);
  expect(open([...first, answer('discipline.beating', 'fails')], reported)).toEqual(['abuse']);
  expect(open([...first, answer('food.water', 'fails')], reported)).toEqual([]);
});

it('asks once for what one sign tells like the next', () => {
  const reported = told([row('bed-1')], ['withoutDecision']);
  expect(open([row('bed-1'), row('bed-2')], reported)).toEqual([]);
  expect(open([row('bed-3', { standing: 'authorisedAbsent' })], reported)).toEqual(['missing']);
  expect(open([row('bed-3', { standing: 'authorisedAbsent', explained: true })], reported)).toEqual([]);
});

it('takes what a person told of without a sign for no sign that comes later', () => {
  expect(told([], ['abuse'])).toEqual(['abuse']);
  expect(open([talk('talk-1')], told([], ['abuse']))).toEqual(['abuse']);
  expect(open([answer('discipline.locked', 'meets')])).toEqual([]);
});

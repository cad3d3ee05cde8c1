/** Appeals: who files one does not decide on it, each decision has one that holds the certificate, and each has its last day. */
import { by, frozen, type Case } from '../../test/support/closure-case';
import type { Actor } from '../workflow';

const director = by('rciDirector');
const file = (c: Case, who: Actor = director, on = '2017-03-06', day = on) =>
  c.send('appeal.filed', { on, grounds: 'g' }, who, day);
const decide = (c: Case, who: Actor, on = '2017-03-06', result = 'dismissed') =>
  c.send('appeal.decided', { on, result, reasons: 'r' }, who, on);
const extend = (c: Case, targetOn: string, on = '2017-03-06') =>
  c.send('extension.signed', { targetOn, reasons: 'r' }, by('mosvy'), on);
const told = (c: Case) => c.named('alert.raise').map(({ kind }) => kind);

it('is decided by nobody who filed it, for whomever, nor by who signed the order or its extension', () => {
  const c = frozen();
  expect(extend(c, '2017-05-10')).toBe('taken');
  const filer = { ...by('mosvy', 3), actingFor: by('mosvy', 4).person };
  expect(file(c, filer)).toBe('taken');
  for (const who of [
    by('mosvy', 3),
    by('mosvy', 4),
    { ...by('mosvy', 5), actingFor: by('mosvy', 3).person },
    by('mosvy'),
  ])
    expect(decide(c, who)).toBe('institution-closure.impartial');
  // who files once more, beside it, decides on none either
  expect(file(c, by('mosvy', 5))).toBe('taken');
  expect(decide(c, by('mosvy', 5))).toBe('institution-closure.impartial');
  expect(decide(c, by('mosvy', 6))).toBe('taken');
});

it('holds the certificate once for the order, and once for an extension', () => {
  const c = frozen();
  expect(file(c)).toBe('taken');
  expect(c.context.appeal).toBe('open');
  expect(decide(c, by('mosvy', 1))).toBe('taken');
  expect(file(c)).toBe('taken');
  expect(c.context.appeal).toBe('decided');
  expect(told(c)).toEqual(['closure.appealNoted']);
  expect(extend(c, '2017-05-10', '2017-03-08')).toBe('taken');
  expect(file(c, director, '2017-03-08')).toBe('taken');
  expect(c.context.appeal).toBe('open');
  expect(decide(c, by('mosvy', 1), '2017-03-08')).toBe('taken');
  expect(file(c, director, '2017-03-08')).toBe('taken');
  expect(c.context.appeal).toBe('decided');
});

it('takes an appeal until the day that the letter of the order prints; what comes later is kept, answered, and holds nothing', () => {
  // 30 days after the order
  const early = frozen();
  expect(file(early, director, '2017-04-05')).toBe('taken');
  expect(early.context.appeal).toBe('open');
  const late = frozen();
  expect(file(late, director, '2017-04-06')).toBe('taken');
  expect(late.context.appeal).toBe('none');
  expect(late.named('alert.raise')).toMatchObject([{ kind: 'closure.appealNoted', to: ['rciDirector', 'mosvy'] }]);
  expect(decide(late, by('mosvy', 1), '2017-04-06')).not.toBe('taken');
  // the director files on the day on which it is sent; the ministry enters the day on which a paper came
  const paper = frozen();
  expect(file(paper, by('mosvy', 2), '2017-04-05', '2017-04-07')).toBe('taken');
  expect(paper.context.appeal).toBe('open');
  const dated = frozen();
  expect(file(dated, director, '2017-04-05', '2017-04-07')).toBe('taken');
  expect(dated.context.appeal).toBe('none');
});

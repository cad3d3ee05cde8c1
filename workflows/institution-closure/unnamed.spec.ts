/** Children who were found without a name: each has a line of its own, and two people say what became of it (N-21). */
import { by, sealed } from '../../test/support/closure-case';
import { bopha, chan, full, ratha } from './samples/people';

const found = (unnamed: number) => ({ closure: { ...full, unnamed } });
const counted = (child?: string) => ({ about: 'a girl of about 11', became: 'counted', ...(child && { child }) });
const other = (what?: string) => ({ about: 'a boy of about 9', became: 'none', ...(what && { what }) });

function said(lines: object[], unnamed: number): string {
  const data = { on: '2017-03-06', lines, reasons: 'the roll was read once more' };
  return sealed().send('unnamed.explained', data, by('pdosvyOfficer'), undefined, found(unnamed));
}

it('is not enough that the census has as many: each is one child of it, and another one each time', () => {
  const refused = 'institution-closure.unnamed';
  expect(said([counted()], 1)).toBe(refused);
  expect(said([counted(chan)], 1)).toBe(refused);
  expect(said([counted(ratha), counted(ratha)], 2)).toBe(refused);
  expect(said([counted(ratha)], 2)).toBe(refused);
  expect(said([counted(ratha), counted(bopha)], 2)).toBe('taken');
});

it('asks what it was, where it was no child who lives there, and takes both kinds of lines together', () => {
  expect(said([counted(ratha), other()], 2)).toBe('institution-closure.unnamed');
  expect(said([counted(ratha), other('a visitor of the cook')], 2)).toBe('taken');
  // the roll and the visit may have met the same child: more lines than the larger of both are none too many
  expect(said([counted(ratha), counted(bopha), other('a visitor of the cook')], 2)).toBe('taken');
});

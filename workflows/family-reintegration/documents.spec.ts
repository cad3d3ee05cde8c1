/** What the letters of the way home say, and what the printed forms carry beside their questions. */
import { formParts } from '../../libs/letters/form';
import { letterDate, number } from '../../libs/letters/words';
import { defaultParameters } from '../parameters';
import type { DocumentSource, FormSpec, LetterSpec } from '../workflow';
import { documents } from './documents';
import { forms, type EventName } from './forms';

const letterOf = (id: string) => documents.find((spec) => spec.id === id) as LetterSpec;
const formOf = (id: string) => documents.find((spec) => spec.id === id) as FormSpec;

const earlier: DocumentSource['earlier'] = {
  'family.found': { on: '2017-01-12', data: { homeKind: 'kin' } },
  'homeAssessment.submitted': { on: '2017-01-21', data: { visitOn: '2017-01-20' } },
  'plan.submitted': { on: '2017-01-25', data: { contactPlan: 'every Sunday', returnConditions: 'school' } },
  'placement.reviewed': { on: '2017-01-30', data: { decision: 'approve', aims: 'she goes to school' } },
  'transfer.proposed': { on: '2017-08-02', data: { movedOn: '2017-08-01' } },
  'closing.proposed': { on: '2018-02-20', data: { aftercareContact: 'the commune, 012 345 678' } },
  'loss.proposed': { on: '2017-09-05', data: { search: { since: '2017-05-31', attempts: [{}, {}, {}] } } },
};
const source = (event: EventName, data: unknown, before = earlier): DocumentSource => ({
  event,
  data,
  at: Date.parse('2017-02-01T10:00:00+07:00'),
  on: '2017-02-01',
  actor: { person: 'sokha', role: 'districtSupervisor', area: '0208' },
  facts: {},
  parameters: defaultParameters(),
  calendar: { version: 1, from: '2016-01-01', until: '2027-12-31', holidays: [] },
  earlier: before,
  children: [{ id: '1', name: { en: 'Sreyka', km: 'ស្រីកា' }, sex: 'female', birth: letterDate('2005-11-22') }],
  place: { en: 'Ta Loas, Battambang', km: 'ឃុំតាលាស់ ខេត្តបាត់ដំបង' },
  province: { en: 'Battambang', km: 'បាត់ដំបង' },
  date: letterDate,
  number,
});
const approved = source('placement.reviewed', { decision: 'approve', reasons: 'r', aims: 'a bed of her own' });
const words = (letter: LetterSpec, of: DocumentSource): string =>
  [...letter.paragraphs(of), ...letter.details(of).map(({ value }) => value)].map(({ en }) => en).join('\n');

describe('the decision on the placement', () => {
  const letter = letterOf('placement-decision');

  it('is a letter once the case is in preparation, by whichever decision it came there', () => {
    expect(letter).toMatchObject({ sources: ['placement.reviewed', 'placement.confirmed'], into: 'way.preparation' });
  });

  it('tells child, family and commune with whom the child will live, on what conditions and whom to ask', () => {
    expect(letter.addressees(approved).map(({ en }) => en)).toEqual([
      'Sreyka',
      'The family of Sreyka',
      'Administration of Ta Loas, Battambang',
    ]);
    expect(letter.details(approved).map(({ value }) => value.en)).toEqual([
      'Sreyka, born 22 November 2005',
      'with relatives (kinship care)',
      '20 January 2017',
      'a bed of her own',
      'school',
      'every Sunday',
    ]);
    expect(letter.appeal!(approved).until.on).toBe('2017-03-03');
  });

  it('takes the aims from the review where the province has the last word', () => {
    const confirmed = source('placement.confirmed', { agreed: true, reasons: 'r' });
    expect(words(letter, confirmed)).toContain('she goes to school');
    expect(words(letter, confirmed)).toContain('It is decided');
  });

  it('promises nothing where the plan goes back', () => {
    for (const [event, data] of [
      ['placement.reviewed', { decision: 'return', reasons: 'r' }],
      ['placement.confirmed', { agreed: false, reasons: 'r' }],
    ] as const)
      expect(letter.paragraphs(source(event, data)).map(({ en }) => en)).toEqual([
        'The plan is sent back and completed before it is decided.',
      ]);
  });

  it('says less, and nothing empty, for a case that came with less behind it', () => {
    const bare = source('placement.reviewed', { decision: 'approve', reasons: 'r' }, {});
    expect(letter.details(bare).map(({ value }) => value.en)).toEqual(['Sreyka, born 22 November 2005']);
  });

  it('falls with the placement, and with the next decision', () => {
    expect(letter.revokedBy.map(({ event }) => event)).toEqual([
      'placement.reviewed',
      'breakdown.recorded',
      'withdrawal.approved',
      'death.recorded',
      'child.died',
    ]);
  });
});

it('tells the family who is responsible after a move, from which day the visits go on, and nothing of the reasons', () => {
  const of = source('transfer.accepted', {
    firstVisitOn: '2017-08-12',
    handover: 'video',
    reasons: 'not for the letter',
  });
  expect(words(letterOf('transfer'), of)).toMatch(/Ta Loas, Battambang[^]*1 August 2017[^]*12 August 2017/);
  expect(letterOf('transfer').reasons).toBeUndefined();
});

it('says at the closure whom to call, and that the case can be opened again', () => {
  const of = source('closing.approved', { reasons: 'r' });
  expect(words(letterOf('closure'), of)).toMatch(/opened again[^]*the commune, 012 345 678/);
});

it('never calls a lost child a success: since when it was looked for, how often, and whom to tell', () => {
  const said = words(letterOf('loss'), source('loss.approved', { reasons: 'r' }));
  expect(said).toMatch(/since 31 May 2017, 3 times, and was not found[^]*does not say that the child is well[^]*1280/);
  expect(said).not.toMatch(/reintegrat|success/i);
  expect(letterOf('loss').addressees(source('loss.approved', {}))).toHaveLength(1);
});

describe('the printed forms', () => {
  const parts = (id: string, data: unknown) => {
    const { sources, says, without = [] } = formOf(id);
    return formParts(forms[sources[0] as EventName], data, { names: new Map(), without, says });
  };

  it('carry on Form 4 what the parties promise, above four boxes to sign', () => {
    const drawn = parts('form-4', { signatures: { child: { by: 'thumbprint', on: '2017-02-06' } } });
    const [promises, signatures] = drawn.slice(-2);
    expect(promises).toMatchObject({ kind: 'words' });
    expect(JSON.stringify(promises)).toContain('hands the child back to the competent authority');
    expect(signatures).toMatchObject({
      kind: 'signatures',
      people: [
        { label: { en: 'Child' }, signed: { en: 'thumbprint' }, on: { en: '6 February 2017' } },
        { label: { en: 'Carer' }, signed: null },
        { label: { en: 'Caseworker' }, signed: null },
        { label: { en: 'Commune chief, with seal' }, signed: null },
      ],
    });
  });

  it('show on Form 6 each score, a blank as a blank, both sums, and that the two sums decide and not the 48', () => {
    const drawn = parts('form-6', { child: { safety: 3, food: 2 }, family: { income: 4 } });
    const scores = drawn.filter((part) => part.kind === 'scores');
    expect(scores.map(({ total }) => total.en)).toEqual(['5', '4']);
    expect(scores[0]!.items.filter(({ score }) => score === null)).toHaveLength(9);
    expect(JSON.stringify(drawn)).toContain('The two sums above ask for 51 and decide');
  });

  it('keep the position of the device off the paper of Form 5', () => {
    const drawn = JSON.stringify(parts('form-5', { visitOn: '2017-02-09', position: { lat: 13.5, lon: 103.25 } }));
    expect(drawn).toContain('9 February 2017');
    expect(drawn).not.toMatch(/13\.5|Position/);
  });
});

import { sourceIn } from './source-words';

const inEnglish = (source: string) => sourceIn(source).map(({ en }) => en);

it('says the marks of a source in words, each once', () => {
  expect(inEnglish('[V:S3 paras 14, 68]; [DP]')).toEqual([
    'UN Guidelines for the Alternative Care of Children paras 14, 68',
    'design proposal, not law',
  ]);
  expect(inEnglish('[V:S3 para 15; S55]')).toEqual([
    'UN Guidelines for the Alternative Care of Children para 15',
    'Phnom Penh Post, 2018',
  ]);
  expect(inEnglish('[V2:S4]')).toEqual(['Sub-Decree 119 (read in the press)']);
  expect(inEnglish('Form 4 order [V:S1]; UN paras 11-14 [V:S3]; two sources [DP]')).toEqual([
    'Form 4',
    'UN Guidelines for the Alternative Care of Children paras 11-14',
    'government forms 1 to 6',
    'design proposal, not law',
  ]);
});

it('says them in Khmer with Khmer digits, and leaves what bears no mark as it is', () => {
  expect(sourceIn('step 5; [V:S3 para 57]')[0]!.km).toBe('គោលការណ៍ណែនាំអង្គការសហប្រជាជាតិស្តីពីការថែទាំជំនួសកុមារ កថាខណ្ឌ ៥៧');
  expect(inEnglish('Prakas 12, article 4')).toEqual(['Prakas 12, article 4']);
});

import { chooseDigits } from './digits';
import { age, dateAndTime, figured, howFar, latinDigits, number, shortDate, stepName } from './khmer';

afterEach(() => chooseDigits('khmer'));

const at = '2017-03-06T09:05:00+07:00';
const texts = () => [
  number(12).km,
  shortDate('2017-03-07').km,
  dateAndTime(at).km,
  howFar('2017-03-09', false, Date.parse(at)).km,
  age('2006-09-14', '2017-03-06').km,
];

it('writes Khmer texts with Khmer digits, and English ones never', () => {
  expect(texts()).toEqual(['១២', '០៧ មីនា ២០១៧', '០៦ មីនា ២០១៧ ម៉ោង ០៩:០៥', 'ក្នុងរយៈពេល ៣ ថ្ងៃ', '១០ ឆ្នាំ ៥ ខែ']);
  expect(number(12).en).toBe('12');
});

it('writes them with 0-9 for who prefers that, with the same words', () => {
  const khmer = texts();
  chooseDigits('latin');
  expect(texts()).toEqual(khmer.map(latinDigits));
  expect(number(12).en).toBe('12');
});

it('writes the numbers and dates of a text of the server as people do, and leaves codes as they are', () => {
  const text = {
    en: 'P-18 runs to 2017-08-06: actions 3, 12 and D+14, M6.',
    km: 'P-18៖ ដល់ 2017-08-06 សកម្មភាព 3 12 D+14 M6 N-33 FR-2017-12',
  };
  expect(figured(text)).toEqual({
    en: 'P-18 runs to 6 August 2017: actions 3, 12 and D+14, M6.',
    km: 'P-18៖ ដល់ ០៦ សីហា ២០១៧ សកម្មភាព ៣ ១២ D+១៤ M៦ N-33 FR-2017-12',
  });
  expect(stepName('D+21')).toEqual({ en: 'D+21', km: 'D+២១' });
  chooseDigits('latin');
  expect(figured(text).km).toContain('3 12 D+14');
});

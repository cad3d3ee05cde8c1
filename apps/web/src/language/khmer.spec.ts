import { chooseDigits } from './digits';
import { age, dateAndTime, howFar, latinDigits, number, shortDate } from './khmer';

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

/** Lunar dates against the holidays that follow the moon, and against lists that were published. */
import { addDays } from '../../workflows/time';
import { holidays } from './holidays';
import { leungsak, lunarDate } from './lunar';

const km = (date: string): string => lunarDate(date).text.km;
const firstOf = (name: string, year: string): string =>
  holidays.find((one) => one.name.en === name && one.date.startsWith(year))!.date;

it('writes the day, the month, the animal, the era and the Buddhist year as letters do', () => {
  expect(lunarDate('2026-11-09')).toEqual({
    text: {
      en: '14 waning of Assoch, Year of the Horse, B.E. 2570',
      km: 'ថ្ងៃចន្ទ ១៤រោច ខែអស្សុជ ឆ្នាំមមី អដ្ឋស័ក ព.ស. ២៥៧០',
    },
    provisional: true,
  });
  // Chhankitek of 1900: the year begins its second month with it
  expect(km('1900-01-01')).toMatch(/^ថ្ងៃចន្ទ ១កើត ខែបុស្ស /);
});

const years = Array.from({ length: 12 }, (_, i) => String(2016 + i));
it.each(years)('comes to the lunar holidays of %s', (year) => {
  const visak = firstOf('Visak Bochea', year);
  if (Number(year) < 2020) expect(km(firstOf('Meak Bochea', year))).toContain(' ១៥កើត ខែមាឃ ');
  expect(km(visak)).toContain(' ១៥កើត ខែពិសាខ ');
  expect(km(firstOf('Royal Ploughing Ceremony', year))).toContain(' ៤រោច ខែពិសាខ ');
  expect(km(addDays(firstOf('Pchum Ben', year), 1))).toContain(' ១៥រោច ខែភទ្របទ ');
  expect(km(addDays(firstOf('Water Festival', year), 1))).toContain(' ១៥កើត ខែកត្តិក ');
  // the Buddhist year turns after Visak
  expect([visak, addDays(visak, 1)].map((date) => lunarDate(date).text.en.slice(-4))).toEqual([
    String(Number(year) + 543),
    String(Number(year) + 544),
  ]);
});

it('has thirteen months in the years that have them, and thirty days of Jesth in others', () => {
  const has = (year: string, words: string) =>
    Array.from({ length: 366 }, (_, i) => km(addDays(`${year}-01-01`, i))).some((text) => text.includes(words));
  expect(years.filter((year) => has(year, 'ទុតិយាសាឍ'))).toEqual(['2018', '2021', '2023', '2026']);
  expect(years.filter((year) => has(year, '១៥រោច ខែជេស្ឋ'))).toEqual(['2016', '2020', '2025']);
});

it('changes the animal with the New Year and the era on its last day', () => {
  // New Year 2023: 14 to 16 April; 2025: 14 to 16 April, as published
  expect([leungsak(2023), leungsak(2025)]).toEqual(['2023-04-16', '2025-04-16']);
  expect(km('2023-04-12')).toContain('ឆ្នាំខាល ចត្វាស័ក');
  expect(km('2023-04-14')).toContain('ឆ្នាំថោះ ចត្វាស័ក');
  expect(km('2023-04-16')).toContain('ឆ្នាំថោះ បញ្ចស័ក');
});

it('is firm only in the years whose list was read, and not in the days of the New Year', () => {
  expect(years.filter((year) => !lunarDate(`${year}-08-01`).provisional)).toEqual(['2017', '2023', '2025']);
  expect(lunarDate('2023-04-15').provisional).toBe(true);
  expect(lunarDate('2031-01-01').provisional).toBe(true);
});

import { defaultParameters } from '../../workflows/parameters';
import { dueAfter, type Calendar } from '../../workflows/time';
import { covered, explainDue, holidays, khmerDigits, latinDigits, shortDate, writtenDate, writtenInstant } from '.';

const calendar: Calendar = { version: 1, ...covered, holidays: new Set(holidays.map((h) => h.date)) };
const parameters = defaultParameters();
const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`);
const datesOf = (year: number, name: string) =>
  holidays.filter((h) => h.date.startsWith(`${year}-`) && h.name.en === name).map((h) => h.date.slice(5));

describe('the holidays', () => {
  test('cover 2016 to 2027', () => {
    expect(covered).toEqual({ from: '2016-01-01', until: '2027-12-31' });
    expect(new Set(holidays.map((h) => h.date.slice(0, 4))).size).toBe(12);
  });

  test.each([
    [2017, 'Pchum Ben', ['09-19', '09-20', '09-21']],
    [2017, 'Khmer New Year', ['04-14', '04-15', '04-16']],
    [2017, "International Women's Day", ['03-08']],
    [2017, 'Water Festival', ['11-02', '11-03', '11-04']],
    [2017, 'Visak Bochea', ['05-10']],
    [2017, "The King's birthday", ['05-13', '05-14', '05-15']],
    [2020, "The King's birthday", ['05-14']],
    [2020, 'Meak Bochea', []],
    [2019, 'Meak Bochea', ['02-19']],
    [2024, 'Khmer New Year', ['04-13', '04-14', '04-15', '04-16']],
    [2026, 'Visak Bochea', ['05-01']],
    [2026, 'Royal Ploughing Ceremony', ['05-05']],
    [2026, 'Pchum Ben', ['10-10', '10-11', '10-12']],
    [2026, 'Water Festival', ['11-23', '11-24', '11-25']],
    [2026, 'Khmer New Year', ['04-14', '04-15', '04-16']],
    [2027, 'Visak Bochea', ['05-20']],
    [2027, 'Royal Ploughing Ceremony', ['05-24']],
    [2027, 'Pchum Ben', ['09-29', '09-30', '10-01']],
    [2027, 'Water Festival', ['11-12', '11-13', '11-14']],
  ])('%i %s: %p', (year, name, dates) => {
    expect(datesOf(year, name)).toEqual(dates);
  });

  test.each([
    [2017, 27],
    [2019, 28],
    [2021, 21],
    [2022, 21],
    [2025, 22],
  ])('of %i are %i days, as the sub-decree of the year counts them', (year, count) => {
    const days = holidays.filter((h) => h.date.startsWith(`${year}-`));
    expect(days.length).toBe(count);
  });

  test('each says where its date comes from, in both languages', () => {
    for (const h of holidays) {
      expect(h.source).toMatch(/computed|official as published|\[GK\]/);
      expect(h.name.km).toMatch(/^[\u1780-\u17ff ]+$/);
      if (h.status === 'official') expect(h.source).toContain('official as published');
    }
  });
});

describe('dates in words', () => {
  test('are written out in both languages', () => {
    expect(writtenDate('2017-03-07')).toEqual({ en: 'Tue 7 March 2017', km: 'ថ្ងៃអង្គារ ទី០៧ ខែមីនា ឆ្នាំ២០១៧' });
    expect(shortDate('2026-11-09')).toEqual({ en: '9 November 2026', km: '០៩ វិច្ឆិកា ២០២៦' });
    expect(writtenInstant(at('2017-09-15 23:40'))).toEqual({
      en: 'Fri 15 September 2017 23:40',
      km: 'ថ្ងៃសុក្រ ទី១៥ ខែកញ្ញា ឆ្នាំ២០១៧ ម៉ោង ២៣:៤០',
    });
  });

  test('have Khmer digits both ways', () => {
    expect(khmerDigits('1234567890')).toBe('១២៣៤៥៦៧៨៩០');
    expect(latinDigits('ថ្ងៃ ១២៣៤៥៦៧៨៩០ 5')).toBe('ថ្ងៃ 1234567890 5');
  });
});

describe('a due date explains itself', () => {
  const given = { parameters, calendar };

  test('in working days, with the holidays it skipped', () => {
    const due = dueAfter(at('2017-03-06 09:00'), parameters.values['P-04'].low, given, 'P-04');
    expect(explainDue(due)).toEqual({
      en: "Due Tue 21 March 2017: 10 working days from Mon 6 March 2017 (P-04, version 1), Wed 8 March skipped: International Women's Day.",
      km: 'កំណត់ត្រឹមថ្ងៃអង្គារ ទី២១ ខែមីនា ឆ្នាំ២០១៧៖ ១០ ថ្ងៃធ្វើការ គិតពីថ្ងៃចន្ទ ទី០៦ ខែមីនា ឆ្នាំ២០១៧ (P-04 កំណែទី១) រំលងថ្ងៃពុធ ទី០៨ ខែមីនា៖ ទិវានារីអន្តរជាតិ។',
    });
  });

  test('in hours, to the minute', () => {
    const due = dueAfter(at('2017-09-15 23:40'), parameters.values['P-09'], given, 'P-09');
    expect(explainDue(due).en).toBe(
      'Due Mon 18 September 2017 23:40: 72 hours from Fri 15 September 2017 23:40 (P-09, version 1).',
    );
  });

  test('and says that it is provisional beyond the calendar', () => {
    const due = dueAfter(at('2027-12-30 09:00'), parameters.values['P-07'], given, 'P-07');
    expect(explainDue(due).en).toMatch(/Provisional: the calendar of holidays does not reach that far yet\.$/);
    expect(explainDue(due).km).toMatch(/បណ្តោះអាសន្ន/);
  });

  test('by a holiday that only the database knows', () => {
    const due = dueAfter(at('2017-03-06 09:00'), parameters.values['P-04'].low, given, 'P-04');
    expect(explainDue(due, () => undefined).en).toContain('skipped: public holiday');
  });
});

import fc from 'fast-check';
import { defaultParameters, type Amount } from '../../workflows/parameters';
import {
  addDays,
  addMonths,
  ageOn,
  birthday,
  dateOf,
  dueAfter,
  endOf,
  isWorkingDay,
  startOf,
  type Calendar,
} from '../../workflows/time';
import { covered, holidays } from './holidays';

const calendar: Calendar = { version: 1, ...covered, holidays: new Set(holidays.map((h) => h.date)) };
const parameters = defaultParameters();
const given = { parameters, calendar };
const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`);
const weekday = (date: string): string =>
  ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date(`${date}T00:00:00Z`).getUTCDay()]!;
const value = (path: string): Amount => path.split('.').reduce((v: any, key) => v[key], parameters.values);

describe('the dates of the scenarios', () => {
  const cases: [story: string, anchor: string, parameter: string | Amount, due: string][] = [
    ['E1 acknowledgement', '2017-03-06 09:00', 'P-02', 'Tue 2017-03-07'],
    ['E1 first contact, over the holiday of 8 March', '2017-03-06 09:00', 'P-04.low', 'Tue 2017-03-21'],
    ['E1 Form 2', '2017-03-06 09:00', 'P-05', 'Mon 2017-03-20'],
    ['E1 follow-up after the refusal', '2017-03-23 15:00', 'P-39', 'Sat 2017-04-22'],
    ['E1 block on a repeated request', '2017-03-23 15:00', 'P-33', 'Wed 2017-06-21'],
    ['E3 acknowledgement', '2017-04-03 09:00', 'P-02', 'Tue 2017-04-04'],
    ['E3 first contact at medium risk', '2017-04-03 09:00', 'P-04.medium', 'Mon 2017-04-10'],
    ['E3 first contact at low risk, over Khmer New Year', '2017-04-03 09:00', 'P-04.low', 'Tue 2017-04-18'],
    ['E3 review of the kinship placement', '2017-04-20 10:00', 'P-11', 'Wed 2017-07-19'],
    ['E4 a decision asked for before Pchum Ben', '2017-09-18 16:30', 'P-02', 'Fri 2017-09-22'],
    ['E9 M1', '2017-02-06 10:00', { amount: 1, unit: 'months' }, 'Mon 2017-03-06'],
    ['E9 M2', '2017-02-06 10:00', { amount: 2, unit: 'months' }, 'Thu 2017-04-06'],
    ['E9 M3', '2017-02-06 10:00', { amount: 3, unit: 'months' }, 'Sat 2017-05-06'],
    ['E9 M4', '2017-02-06 10:00', { amount: 4, unit: 'months' }, 'Tue 2017-06-06'],
    ['E9 M5', '2017-02-06 10:00', { amount: 5, unit: 'months' }, 'Thu 2017-07-06'],
    ['E9 M6', '2017-02-06 10:00', { amount: 6, unit: 'months' }, 'Sun 2017-08-06'],
    ['E9 M9', '2017-02-06 10:00', { amount: 9, unit: 'months' }, 'Mon 2017-11-06'],
    ['E9 M12', '2017-02-06 10:00', { amount: 12, unit: 'months' }, 'Tue 2018-02-06'],
    ['E9 D+1', '2017-02-06 10:00', { amount: 1, unit: 'days' }, 'Tue 2017-02-07'],
    ['E9 D+3', '2017-02-06 10:00', { amount: 3, unit: 'days' }, 'Thu 2017-02-09'],
    ['E9 D+7', '2017-02-06 10:00', { amount: 7, unit: 'days' }, 'Mon 2017-02-13'],
    ['E9 D+14', '2017-02-06 10:00', { amount: 14, unit: 'days' }, 'Mon 2017-02-20'],
    ['E9 D+21', '2017-02-06 10:00', { amount: 21, unit: 'days' }, 'Mon 2017-02-27'],
    ['E9 D+28', '2017-02-06 10:00', { amount: 28, unit: 'days' }, 'Mon 2017-03-06'],
    ['E10 D+3', '2017-05-08 11:00', { amount: 3, unit: 'days' }, 'Thu 2017-05-11'],
    ['E10 D+7', '2017-05-08 11:00', { amount: 7, unit: 'days' }, 'Mon 2017-05-15'],
    ['E10 D+14', '2017-05-08 11:00', { amount: 14, unit: 'days' }, 'Mon 2017-05-22'],
    ['E10 D+21', '2017-05-08 11:00', { amount: 21, unit: 'days' }, 'Mon 2017-05-29'],
    ['E10 D+28', '2017-05-08 11:00', { amount: 28, unit: 'days' }, 'Mon 2017-06-05'],
    ['E10 M2', '2017-05-08 11:00', { amount: 2, unit: 'months' }, 'Sat 2017-07-08'],
  ];
  test.each(cases)('%s: %s + %p is %s', (_, anchor, amount, expected) => {
    const due = dueAfter(at(anchor), typeof amount === 'string' ? value(amount) : amount, given, 'P-02');
    expect(`${weekday(due.on)} ${due.on}`).toBe(expected);
    expect(due).toMatchObject({ at: endOf(due.on), exact: false, provisional: false });
  });

  const exact: [story: string, anchor: string, parameter: string, due: string][] = [
    ['E4 the child is seen', '2017-09-15 23:40', 'P-10', '2017-09-16 23:40'],
    ['E4 the emergency authority lapses, holidays or not', '2017-09-15 23:40', 'P-09', '2017-09-18 23:40'],
    ['E11 report of abuse, target', '2017-07-24 10:30', 'P-14.target', '2017-07-25 10:30'],
    ['E11 report of abuse, limit', '2017-07-24 10:30', 'P-14.limit', '2017-07-26 10:30'],
    ['E1 a caseworker is assigned', '2017-03-06 09:00', 'P-03.normal', '2017-03-06 12:00'],
  ];
  test.each(exact)('%s: %s + %s is %s to the minute', (_, anchor, parameter, expected) => {
    const due = dueAfter(at(anchor), value(parameter), given, parameter);
    expect(due).toMatchObject({
      at: at(expected),
      exact: true,
      provisional: false,
      why: { clock: 'calendar', skipped: [] },
    });
  });

  test('the first contact of E1 says that 8 March was skipped', () => {
    const due = dueAfter(at('2017-03-06 09:00'), value('P-04.low'), given, 'P-04');
    expect(due.why).toMatchObject({
      clock: 'working',
      amount: 10,
      unit: 'workingDays',
      skipped: ['2017-03-08'],
      parameterVersion: 1,
      calendarVersion: 1,
    });
  });
});

describe('working days', () => {
  test.each([
    ['2017-03-07', true],
    ['2017-03-08', false],
    ['2017-03-11', false],
    ['2017-04-14', false],
    ['2017-04-17', true],
    ['2017-09-18', true],
    ['2017-09-19', false],
    ['2017-09-21', false],
    ['2017-09-22', true],
    ['2026-05-05', false],
    ['2026-11-23', false],
    ['2026-11-26', true],
    ['2027-09-29', false],
    ['2027-11-12', false],
  ])('%s: %p', (date, working) => {
    expect(isWorkingDay(calendar, date)).toBe(working);
  });

  test('the day of the anchor never counts, not even at midnight', () => {
    expect(dueAfter(at('2017-03-06 00:00'), value('P-02'), given, 'P-02').on).toBe('2017-03-07');
    expect(dueAfter(at('2017-03-06 23:59'), value('P-02'), given, 'P-02').on).toBe('2017-03-07');
  });

  test('an anchor on a Saturday counts from Monday', () => {
    expect(dueAfter(at('2017-03-11 12:00'), value('P-02'), given, 'P-02').on).toBe('2017-03-13');
  });
});

describe('beyond the calendar', () => {
  const beyond = at('2027-12-30 09:00');
  test('a working-day date past 2027 is provisional', () => {
    const due = dueAfter(beyond, value('P-04.low'), given, 'P-04');
    expect(due.provisional).toBe(true);
    expect(due.on > covered.until).toBe(true);
  });
  test('a working-day date that ends inside 2027 is not', () => {
    expect(dueAfter(beyond, value('P-02'), given, 'P-02')).toMatchObject({ on: '2027-12-31', provisional: false });
  });
  test('an anchor before 2016 is provisional', () => {
    expect(dueAfter(at('2015-12-30 09:00'), value('P-07'), given, 'P-07').provisional).toBe(true);
  });
  test('calendar days, months and hours are never provisional', () => {
    for (const unit of ['days', 'months', 'hours'] as const) {
      expect(dueAfter(at('2031-01-31 09:00'), { amount: 1, unit }, given, 'P-05').provisional).toBe(false);
    }
  });
});

describe('months and birthdays', () => {
  test.each([
    ['2017-01-31', 1, '2017-02-28'],
    ['2016-01-31', 1, '2016-02-29'],
    ['2017-10-31', 1, '2017-11-30'],
    ['2017-11-30', 3, '2018-02-28'],
    ['2016-02-29', 12, '2017-02-28'],
    ['2017-12-31', 2, '2018-02-28'],
    ['2017-05-15', 24, '2019-05-15'],
  ])('%s + %i months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  test.each([
    ['2012-02-29', 3, '2015-03-01'],
    ['2012-02-29', 4, '2016-02-29'],
    ['2014-12-10', 3, '2017-12-10'],
    ['2013-03-01', 3, '2016-03-01'],
  ])('born %s: %i years on %s', (birth, years, on) => {
    expect(birthday(birth, years)).toBe(on);
    expect(ageOn(birth, addDays(on, -1))).toBe(years - 1);
    expect(ageOn(birth, on)).toBe(years);
  });
});

describe('the zone of Phnom Penh', () => {
  test.each([
    ['2017-03-05T17:00:00Z', '2017-03-06'],
    ['2017-03-06T16:59:59Z', '2017-03-06'],
    ['2017-12-31T17:00:00Z', '2018-01-01'],
  ])('%s is %s', (instant, date) => {
    expect(dateOf(Date.parse(instant))).toBe(date);
  });
  test('a day starts and ends at midnight there', () => {
    expect(startOf('2017-03-06')).toBe(Date.parse('2017-03-05T17:00:00Z'));
    expect(endOf('2017-03-06')).toBe(startOf('2017-03-07'));
  });
});

describe('whatever the anchor and the amount', () => {
  const anchors = fc
    .integer({ min: at('2016-01-01 00:00') / 60_000, max: at('2027-06-30 00:00') / 60_000 })
    .map((minute) => minute * 60_000);
  const units = fc.constantFrom<Amount['unit'][]>('hours', 'days', 'workingDays', 'months');
  const runs = { seed: 20_170_306, numRuns: 400 };

  test('a later anchor or a larger amount never comes due earlier', () => {
    fc.assert(
      fc.property(
        anchors,
        fc.nat(60 * 24 * 40),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(20),
        units,
        (anchor, later, amount, more, unit) => {
          const due = dueAfter(anchor, { amount, unit }, given, 'P-02').at;
          expect(dueAfter(anchor + later * 60_000, { amount, unit }, given, 'P-02').at).toBeGreaterThanOrEqual(due);
          expect(dueAfter(anchor, { amount: amount + more, unit }, given, 'P-02').at).toBeGreaterThanOrEqual(due);
        },
      ),
      runs,
    );
  });

  test('a due date lies after its anchor, and a working-day one on a working day', () => {
    fc.assert(
      fc.property(anchors, fc.integer({ min: 1, max: 60 }), units, (anchor, amount, unit) => {
        const due = dueAfter(anchor, { amount, unit }, given, 'P-02');
        expect(due.at).toBeGreaterThan(anchor);
        if (unit === 'workingDays') expect(isWorkingDay(calendar, due.on)).toBe(true);
      }),
      runs,
    );
  });

  test('one more holiday never brings a due date forward', () => {
    fc.assert(
      fc.property(anchors, fc.integer({ min: 1, max: 30 }), fc.nat(60), (anchor, amount, offset) => {
        const added = addDays(dateOf(anchor), offset);
        const more = { ...calendar, holidays: new Set([...(calendar.holidays as ReadonlySet<string>), added]) };
        const before = dueAfter(anchor, { amount, unit: 'workingDays' }, given, 'P-02').at;
        expect(
          dueAfter(anchor, { amount, unit: 'workingDays' }, { parameters, calendar: more }, 'P-02').at,
        ).toBeGreaterThanOrEqual(before);
      }),
      runs,
    );
  });
});

/** Periods of the filters. */
import { chosen, periodChoices, periodIn } from './period';

const values = (at: string) => periodChoices(undefined, at).map(({ value }) => value);

describe('a period', () => {
  it('ends on the last day of its month, in leap years too', () => {
    expect(values('2024-03-09')[1]).toBe('2024-02-01..2024-02-29');
    expect(values('2017-03-09')[1]).toBe('2017-02-01..2017-02-28');
    expect(values('2017-01-09')[1]).toBe('2016-12-01..2016-12-31');
  });

  it('is offered once, though month, quarter and year may begin on the same day', () => {
    const offered = values('2017-01-09');
    expect(new Set(offered).size).toBe(offered.length);
    expect(offered).toContain('2017-01-01..2017-01-09');
  });

  it('is read from the address only when it is one, and is then among the choices', () => {
    expect(periodIn(new URLSearchParams('from=2017-03-01&to=2017-02-01'))).toBeUndefined();
    expect(periodIn(new URLSearchParams('from=yesterday&to=2017-02-01'))).toBeUndefined();
    const asked = periodIn(new URLSearchParams('from=2016-05-03&to=2016-07-01'));
    expect(periodChoices(asked, '2017-03-09').map(({ value }) => value)).toContain(chosen(asked));
  });
});

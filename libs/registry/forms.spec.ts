import { randomUUID } from 'node:crypto';
import { birth, forms } from './forms';

const errorsOf = (parsed: { error?: { issues: { path: PropertyKey[]; message: string }[] } }): string[] =>
  (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`);
const seen = (more: object) =>
  errorsOf(
    forms['fact.record'].safeParse({
      kind: 'missing',
      children: [randomUUID()],
      at: '2017-03-05T10:00:00+07:00',
      ...more,
    }),
  );

describe('a birth date', () => {
  const born = (from: string, to: string, precision: string) => errorsOf(birth.safeParse({ from, to, precision }));

  it('that is known to the month or the year lies within it', () => {
    expect(born('2010-01-01', '2012-12-31', 'month')).toEqual(['precision interval_too_long']);
    expect(born('2010-01-31', '2010-02-01', 'month')).toEqual(['precision interval_too_long']);
    expect(born('2010-01-01', '2011-01-01', 'year')).toEqual(['precision interval_too_long']);
    expect(born('2010-02-01', '2010-02-28', 'month')).toEqual([]);
    expect(born('2010-01-01', '2010-12-31', 'year')).toEqual([]);
    expect(born('2010-01-01', '2012-12-31', 'interval')).toEqual([]);
  });
});

describe('a fact', () => {
  it.each(['0000-01-01T00:00:00Z', '1066-10-14T09:00:00Z', '2017-03-05T10:00:00+23:00', '2017-03-05T10:00:00-15:00'])(
    'did not happen at %s',
    (at) => expect(seen({ at })).toEqual(['at date_out_of_range']),
  );

  it('names each child once, and happened at an hour of any zone', () => {
    const child = randomUUID();
    expect(seen({ children: [child, child.toUpperCase()] })).toEqual(['children repeated']);
    expect(seen({ at: '2017-03-05T10:00:00+14:00' })).toEqual([]);
    expect(seen({ at: '1950-03-05T10:00:00-12:00' })).toEqual([]);
  });
});

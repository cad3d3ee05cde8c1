import { fit } from './photo';
import { findFaults, readBirth, writeChild } from './registration';

const today = '2017-03-06';
const typed = { nameKm: 'សុខា', sex: 'female', precision: 'year', year: 2009, disability: false, village: '081007' };

describe('the birth of a child', () => {
  it('is as wide as what is known of it, and never in the future', () => {
    const birth = (more: object) => readBirth({ ...typed, ...more }, today);
    expect(birth({})).toEqual({ from: '2009-01-01', to: '2009-12-31', precision: 'year' });
    expect(birth({ year: 2017 })).toEqual({ from: '2017-01-01', to: today, precision: 'year' });
    expect(birth({ year: 2018 })).toBeUndefined();
    expect(birth({ precision: 'day', date: '2017-03-07' })).toBeUndefined();
    expect(birth({ precision: 'day', date: '2015-02-29' })).toBeUndefined();
    expect(birth({ precision: 'day', date: '2016-02-29' })).toMatchObject({ from: '2016-02-29', to: '2016-02-29' });
    // between three and four years old on 6 March 2017: born from 7 March 2012 to 6 March 2014
    expect(birth({ precision: 'interval', youngest: 3, oldest: 4 })).toEqual({
      from: '2012-03-07',
      to: '2014-03-06',
      precision: 'interval',
    });
    expect(birth({ precision: 'interval', youngest: 5, oldest: 4 })).toBeUndefined();
  });

  it('is asked for at the question that was answered wrongly', () => {
    const paths = (more: object, siblings = false) =>
      findFaults({ ...typed, ...more }, today, siblings).map((f) => f.path);
    expect(paths({})).toEqual([]);
    expect(paths({ nameKm: ' ', year: 3000, village: '08' })).toEqual(['nameKm', 'year', 'village']);
    expect(paths({}, true)).toEqual(['sibling']);
  });
});

it('a child is registered with the brothers and sisters that are named, and with no empty answer', () => {
  const now = Date.parse(`${today}T09:00:00+07:00`);
  expect(writeChild({ ...typed, sibling: true, nameLatin: ' ', disabilityNote: 'old' }, now, ['a'])).toEqual({
    names: [{ km: 'សុខា', latin: undefined }],
    sex: 'female',
    birth: { from: '2009-01-01', to: '2009-12-31', precision: 'year' },
    disability: false,
    disabilityNote: undefined,
    area: '081007',
    village: undefined,
    siblings: ['a'],
  });
});

it('a photo is made smaller on its longest side only when it is too large', () => {
  expect(fit(4000, 3000)).toEqual({ width: 1600, height: 1200 });
  expect(fit(300, 5000)).toEqual({ width: 96, height: 1600 });
  expect(fit(640, 480)).toEqual({ width: 640, height: 480 });
});

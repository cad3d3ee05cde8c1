import { suppressMix, suppressRow, suppressShare, suppressShares } from './suppression';

const counts = (...row: number[]) => suppressRow(row).map((cell) => cell.count);

describe('counts of a row with a published total', () => {
  it('hides 1 to 4, and shows 0 and 5', () => {
    expect(counts(0, 5, 12)).toEqual([0, 5, 12]);
    expect(counts(1, 4, 12)).toEqual([null, null, 12]);
  });

  it('hides a second count, the smallest left, so that the first does not follow by subtraction', () => {
    expect(counts(3, 9, 7, 20)).toEqual([null, 9, null, 20]);
  });

  it('hides a third where two small ones add up to less than five and would be told by their sum', () => {
    expect(counts(1, 1, 8, 30)).toEqual([null, null, null, 30]);
  });

  it('takes a zero where nothing else is left to hide', () => {
    expect(counts(3, 0, 0)).toEqual([null, null, null]);
  });

  it('never leaves a hidden count that the total and the shown ones give away', () => {
    for (let seed = 1; seed < 400; seed += 1) {
      const row = [seed % 7, (seed * 5) % 11, (seed * 3) % 13, (seed * 7) % 4].map((n) => n);
      const cells = suppressRow(row);
      const hidden = row.filter((_, i) => cells[i]!.suppressed);
      expect(row.every((n, i) => n === 0 || n > 4 || cells[i]!.suppressed)).toBe(true);
      expect(hidden).not.toHaveLength(1);
    }
  });
});

describe('shares', () => {
  it('hides a share of few, and also one that fails for few', () => {
    expect(suppressShare({ numerator: 3, denominator: 20 })).toMatchObject({
      numerator: null,
      denominator: 20,
      value: null,
    });
    expect(suppressShare({ numerator: 18, denominator: 20 })).toMatchObject({
      numerator: null,
      denominator: 20,
      value: null,
    });
    expect(suppressShare({ numerator: 2, denominator: 4 })).toMatchObject({ numerator: null, denominator: null });
    expect(suppressShare({ numerator: 5, denominator: 20 })).toMatchObject({
      numerator: 5,
      value: 0.25,
      suppressed: false,
    });
    expect(suppressShare({ numerator: 0, denominator: 0 })).toMatchObject({
      numerator: 0,
      value: null,
      suppressed: false,
    });
  });

  it('hides a second group where one would follow from the total', () => {
    const groups = suppressShares([
      { numerator: 2, denominator: 30 },
      { numerator: 9, denominator: 30 },
      { numerator: 15, denominator: 30 },
    ]);
    expect(groups.map((group) => group.numerator)).toEqual([null, null, 15]);
    expect(groups.map((group) => group.denominator)).toEqual([30, 30, 30]);
  });
});

describe('what a whole falls into', () => {
  const mix = (counted: number[], rest: number[]) =>
    suppressMix([
      ...counted.map((n) => ({ numerator: n, denominator: n })),
      ...rest.map((n) => ({ numerator: 0, denominator: n })),
    ]).map(({ numerator, denominator }) => [numerator, denominator]);

  it('shows each part as its share of the whole', () => {
    expect(mix([10], [7])).toEqual([
      [10, 17],
      [7, 17],
    ]);
    expect(mix([7], [7])).toEqual([
      [7, 14],
      [7, 14],
    ]);
    expect(mix([0], [7])).toEqual([
      [0, 7],
      [7, 7],
    ]);
  });

  it('hides beside a small part one of its own kind, which the numerator of the whole would tell otherwise', () => {
    expect(mix([8, 1, 9], [5]).map(([count]) => count)).toEqual([null, null, 9, 5]);
  });

  it('hides another one where a small part is alone of its kind', () => {
    expect(mix([8, 9], [2]).map(([count]) => count)).toEqual([null, 9, null]);
    expect(mix([], [2, 1])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

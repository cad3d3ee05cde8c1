import { khmerGram, khmerKey, latinKey, nameKeys, normaliseKhmer } from './names';

const points = (...codes: number[]) => String.fromCodePoint(...codes);

/** Pairs that look the same, or are the same name to who reads them. */
const same: [string, string, string][] = [
  [
    'Kandal with subscript Ta or Da (both are in the gazetteer)',
    points(0x1780, 0x178e, 0x17d2, 0x178f, 0x17b6, 0x179b),
    points(0x1780, 0x178e, 0x17d2, 0x178a, 0x17b6, 0x179b),
  ],
  [
    'the two orders of subscripts with Ro',
    points(0x179f, 0x17d2, 0x178f, 0x17d2, 0x179a, 0x17b8),
    points(0x179f, 0x17d2, 0x179a, 0x17d2, 0x178f, 0x17b8),
  ],
  ['a vowel in one stroke or in two', points(0x1780, 0x17be), points(0x1780, 0x17c1, 0x17b8)],
  ['the vowel Oo in one stroke or in two', points(0x1780, 0x17c4), points(0x1780, 0x17c1, 0x17b6)],
  [
    'a vowel before or after its subscript',
    points(0x1780, 0x17d2, 0x179a, 0x17b6),
    points(0x1780, 0x17b6, 0x17d2, 0x179a),
  ],
  ['the sign and the vowel in either order', points(0x1780, 0x17bb, 0x17c6), points(0x1780, 0x17c6, 0x17bb)],
  ['a shifter typed as the vowel U', points(0x179f, 0x17ca, 0x17b8), points(0x179f, 0x17bb, 0x17b8)],
  ['a zero-width space inside', points(0x179f, 0x17bb, 0x1781), points(0x179f, 0x200b, 0x17bb, 0x1781)],
  [
    'joiners, a byte-order mark and a direction mark inside',
    points(0x179f, 0x17bb, 0x1781),
    points(0xfeff, 0x179f, 0x200c, 0x17bb, 0x200d, 0x1781, 0x200e),
  ],
  ['Khmer digits', `${points(0x17e7)}មករា`, '7មករា'],
  ['spaces between the parts', 'សុខ ដារ៉ា', 'សុខដារ៉ា'],
];

describe('Khmer names', () => {
  it.each(same)('finds one name in %s', (_, one, other) => {
    expect(one).not.toBe(other);
    expect(khmerKey(one)).toBe(khmerKey(other));
  });

  it('keeps different names apart', () => {
    expect(khmerKey('ដារ៉ា')).not.toBe(khmerKey('ដារុណ'));
    expect(khmerKey('កា')).not.toBe(khmerKey('គា'));
    expect(khmerKey('ស្រី')).not.toBe(khmerKey('ស្ត្រី'));
  });

  it('gives the same answer when it is asked again of its answer', () => {
    for (const [, one] of same) expect(normaliseKhmer(normaliseKhmer(one))).toBe(normaliseKhmer(one));
  });

  it('keeps the name as it was written beside its key', () => {
    const written = points(0x179f, 0x200b, 0x17bb, 0x1781);
    expect(nameKeys({ km: written }).km).toBe(written);
  });

  it('has no key for a name of invisible characters only', () => {
    expect(khmerKey(points(0x200b, 0xfeff, 0x202e))).toBe('');
  });

  it('spells trigrams in plain Latin letters, without the signs that spellings drop', () => {
    expect(khmerGram(khmerKey('ដារ៉ា'))).toMatch(/^[a-w]+$/);
    expect(khmerGram(khmerKey('ដារ៉ា'))).toBe(khmerGram(khmerKey('ដារា')));
  });
});

describe('names in Latin letters', () => {
  it.each([
    ["S'ang", 'Sa’ang'],
    ['Sophea', 'SOPEA'],
    ['Vanna', 'Vana'],
    ['Takéo', 'Takeo'],
    ['Phnum', 'Phnom'],
    ['Prek', 'Preaek'],
    ['Khmao', 'Kmau'],
    ['Darah', 'Dara'],
    ['Chhay', 'Chay'],
    ['Thida', 'Tida'],
  ])('finds one name in %s and %s', (one, other) => {
    expect(latinKey(one)).toBe(latinKey(other));
  });

  it('finds one name whatever the order of its words', () => {
    const [sorted] = latinKey('Sok Dara').split(/ (?=\S+$)/);
    const [other] = latinKey('Dara  Sok').split(/ (?=\S+$)/);
    expect(sorted).toBe(other);
  });

  it('keeps different names apart', () => {
    expect(latinKey('Dara')).not.toBe(latinKey('Bora'));
    expect(latinKey('Mey')).not.toBe(latinKey('Mary'));
  });
});

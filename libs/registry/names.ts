/** Keys by which two spellings of one name are found equal or alike. The name itself is kept as it was written. */

/** Zero-width, bidirectional and other characters that nobody sees. */
const invisible =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/gu;
const coeng = '\u17d2';
const ro = '\u179a';
const shifter = '\u17c9';

/** Obsolete letters and the ones that replaced them. */
const obsolete: Record<string, string> = {
  '\u17a3': '\u17a2',
  '\u17a4': '\u17a2\u17b6',
  '\u17b2': '\u17b1',
  '\u17ca': shifter,
  '\u17dd': '\u17d1',
};

/** Vowels typed in two strokes. */
const composed: [RegExp, string][] = [
  [/\u17c1\u17b8|\u17b8\u17c1/g, '\u17be'],
  [/\u17c1\u17b6|\u17b6\u17c1/g, '\u17c4'],
  [/\u17c1\u17c5|\u17c5\u17c1/g, '\u17c5'],
];

/** A consonant or independent vowel with everything written around it. */
const cluster = /[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3])*/g;

const placeOf = (mark: string): number => (mark === shifter ? 0 : mark <= '\u17c5' ? 1 : mark >= '\u17c9' ? 2 : 3);

/** One order for the parts of a cluster: base, subscripts (Ro last), shifter, vowel, signs. */
function order(text: string): string {
  const subscripts: string[] = [];
  const marks: string[] = [];
  const base = text[0]!;
  for (let i = 1; i < text.length; i += 1) {
    if (text[i] !== coeng) marks.push(text[i]!);
    else {
      // subscript Da and subscript Ta are drawn alike
      const letter = text[(i += 1)]!;
      subscripts.push(coeng + (letter === '\u178a' ? '\u178f' : letter));
    }
  }
  const last = subscripts.filter((s) => s[1] === ro);
  const first = subscripts.filter((s) => s[1] !== ro);
  let rest = [...new Set(marks)].sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1)).join('');
  for (const [strokes, vowel] of composed) rest = rest.replace(strokes, vowel);
  // U under a vowel that stands above is the shifter as many keyboards type it
  if (/\u17bb/.test(rest) && /[\u17b7-\u17ba\u17be]/.test(rest))
    rest = shifter + rest.replace('\u17bb', '').replace(shifter, '');
  return base + [...first, ...last].join('') + rest;
}

/** Khmer digits as Arabic ones. */
export function arabicDigits(text: string): string {
  return text.replace(/[\u17e0-\u17e9]/g, (d) => String(d.charCodeAt(0) - 0x17e0));
}

/** One text for all ways to type it: NFC, nothing invisible, one order in each cluster, single spaces, Arabic digits. */
export function normaliseKhmer(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/[\u17a3\u17a4\u17b2\u17ca\u17dd]/g, (c) => obsolete[c]!)
    .replace(/\s+/gu, ' ')
    .trim();
  return arabicDigits(plain).replace(cluster, order);
}

/** Key of a Khmer name: normalised, without spaces and punctuation. Empty when nothing visible is left. */
export function khmerKey(text: string): string {
  return normaliseKhmer(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/**
 * The key in Latin letters, two for each Khmer one, for trigrams that depend on no locale; signs that spellings drop
 * (shifters, bantoc and the like) are left out.
 */
export function khmerGram(key: string): string {
  const letters = [...key.replace(/[\u17c9-\u17d1\u17d3]/g, '')];
  return letters
    .map((c) => {
      const n = c.codePointAt(0)! - 0x1780;
      if (n < 0 || n > 127) return /[a-z0-9]/.test(c) ? c : 'z';
      return String.fromCharCode(97 + Math.floor(n / 11)) + String.fromCharCode(109 + (n % 11));
    })
    .join('');
}

const sounds: [RegExp, string][] = [
  [/ph/g, 'p'],
  [/th/g, 't'],
  [/kh|ck|q/g, 'k'],
  [/c?ch+h?/g, 'c'],
  [/gn|nh/g, 'n'],
  [/x|z/g, 's'],
  [/w/g, 'v'],
  [/([aeiouy])h\b/g, '$1'],
];

/** One letter for a run of vowels: romanisations agree on little more. */
function vowel(run: string): string {
  return run[0] === 'a' ? 'a' : /[ou]/.test(run[0]!) ? 'o' : 'e';
}

function latinWord(word: string): string {
  let key = word;
  for (const [from, to] of sounds) key = key.replace(from, to);
  return key.replace(/[aeiouy]+/g, vowel).replace(/(.)\1+/g, '$1');
}

/**
 * Key of a name in Latin letters: case, accents, aspirates, doubled letters, vowels, spaces and the order of words do not
 * count. Several words are given sorted, then as one.
 */
export function latinKey(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(invisible, '')
    .toLowerCase()
    .replace(/['’`ʼ‘]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  if (words.length === 0) return '';
  const keys = words.map(latinWord);
  return keys.length === 1 ? keys[0]! : `${[...keys].sort().join(' ')} ${latinWord(words.join(''))}`;
}

/** A name as it was written, with its keys. */
export interface NameKeys {
  km?: string;
  latin?: string;
  kmKey: string;
  kmGram: string;
  latinKey: string;
}

/** The keys of a name in either script. */
export function nameKeys(name: { km?: string; latin?: string }): NameKeys {
  const kmKey = name.km ? khmerKey(name.km) : '';
  return { ...name, kmKey, kmGram: khmerGram(kmKey), latinKey: name.latin ? latinKey(name.latin) : '' };
}

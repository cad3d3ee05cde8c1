/** How wide a text is before a browser draws it, and where it may be broken. */
import type { Text } from '../../workflows/workflow';

/** Advances of Noto Sans Khmer 700 in hundredths of an em: U+1780 to U+17E9, and U+0020 to U+007E. */
const khmer =
  '68,68,68,98,69,68,69,69,129,100,68,69,68,97,129,68,69,64,69,68,68,69,67,67,68,99,36,97,39,68,69,97,97,92,69,69,98,68,96,68,68,81,68,69,72,67,73,68,67,68,62,67,0,0,31,0,0,0,0,0,0,0,0,120,122,31,31,32,114,114,0,40,28,0,0,0,0,0,0,0,0,0,0,0,59,79,48,59,211,73,138,38,73,0,0,0,67,67,84,90,69,66,67,85,67,67'
    .split(',')
    .map(Number);
const latin =
  '26,29,48,66,58,90,77,27,34,34,54,58,29,32,29,42,58,58,58,58,58,58,58,58,58,58,28,29,58,58,58,48,90,69,67,64,73,55,53,74,76,40,32,66,56,94,81,79,62,79,66,57,58,75,66,100,67,63,60,33,42,33,54,48,37,60,63,52,63,60,39,63,65,30,30,61,30,98,65,63,63,63,45,50,42,65,57,86,59,57,49,41,53,41,58'
    .split(',')
    .map(Number);

const coeng = 0x17d2;
/** subscripts that stand before or beside their letter instead of below it */
const besideSubscripts = new Set([0x1799, 0x179a, 0x17a0, 0x1784]);

/** Another font may be drawn where ours is missing, so every estimate is a fifth wider. */
const margin = 1.2;

/** Width of one line in px at a font size in px; never narrower than the text drawn. */
export function widthOf(text: string, size: number): number {
  let hundredths = 0;
  let previous = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const subscript = previous === coeng && code >= 0x1780 && code <= 0x17a2;
    if (subscript) hundredths += besideSubscripts.has(code) ? 35 : 0;
    else hundredths += khmer[code - 0x1780] ?? latin[code - 0x20] ?? 70;
    previous = code;
  }
  return Math.ceil((hundredths / 100) * size * margin);
}

const breakers: Record<keyof Text, Intl.Segmenter> = {
  en: new Intl.Segmenter('en', { granularity: 'word' }),
  km: new Intl.Segmenter('km', { granularity: 'word' }),
};
const closing = /^[\p{Pe}\p{Pf}.,:;!?។៕៖ៗ/%-]/u;
const opening = /[\p{Ps}\p{Pi}/-]$/u;

/** Pieces between which a line may be broken; punctuation and hyphens keep their neighbours. */
function piecesOf(text: string, language: keyof Text): string[] {
  const pieces: string[] = [];
  for (const { segment } of breakers[language].segment(text)) {
    const last = pieces.at(-1);
    if (last !== undefined && (closing.test(segment) || opening.test(last))) pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
  }
  return pieces;
}

/** Lines no wider than `width` px, broken at word boundaries; a single longer word keeps its own line. */
export function linesOf(text: string, language: keyof Text, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text, language)) {
    if (line.trim() !== '' && widthOf((line + piece).trim(), size) > width) {
      lines.push(line.trim());
      line = piece;
    } else line += piece;
  }
  if (line.trim() !== '') lines.push(line.trim());
  return lines;
}

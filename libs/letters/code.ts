/** Codes on letters: short enough to type, without letters that look alike, drawn at random. */
import { randomInt } from 'node:crypto';
import { latinDigits } from '../calendar';

const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 10;

/** A new code of 10 characters: one of 30^10, so that none is found by trying. */
export function makeCode(): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}

/** A code as it is printed: `ABCDE-FGHJK`. */
export const writtenCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

/** The code that somebody typed, whatever the case, the digits or the gaps; undefined when it cannot be one. */
export function readCode(typed: string): string | undefined {
  const code = latinDigits(typed.slice(0, 60)).toUpperCase().replace(/[\s-]/g, '');
  return code.length === length && [...code].every((letter) => letters.includes(letter)) ? code : undefined;
}

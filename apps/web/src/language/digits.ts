/** Which digits Khmer texts are written with, as the person of this page chose. */

export type Digits = 'khmer' | 'latin';

let chosen: Digits = 'khmer';
const told = new Set<() => void>();

export const digitsChosen = (): Digits => chosen;

export function chooseDigits(digits: Digits): void {
  if (digits === chosen) return;
  chosen = digits;
  told.forEach((tell) => tell());
}

/** Calls back when others are chosen; answers how to stop. */
export function onDigits(tell: () => void): () => void {
  told.add(tell);
  return () => void told.delete(tell);
}

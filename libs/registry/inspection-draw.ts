/**
 * The lots of unannounced inspections: computed from a seed that was fixed before and from what was published of the quarter, so
 * that nobody chooses or avoids one, and everybody can compute them again once the seed is revealed.
 */
import { createHash, createHmac } from 'node:crypto';
import { addDays, hour, isWorkingDay, startOf, type Calendar } from '../../workflows/time';
import { canonicalJson } from '../engine';

/** Who may be drawn, and with how many lots. */
export interface Eligible {
  institution: string;
  code: string;
  /** whole number of lots, 1 at least: nobody is ever safe */
  weight: number;
}

/** All that the draws of a quarter are computed from, besides the seed. */
export interface DrawInputs {
  /** working days, `YYYY-MM-DD`, in their order */
  days: string[];
  eligible: Eligible[];
  /** how many are drawn; never more than are eligible */
  draws: number;
  /** hours before 08:00 of its day at which a draw is told to those who carry it out (P-95) */
  hoursBefore: number;
}

export interface Draw {
  counter: number;
  institution: string;
  /** day of the visit */
  on: string;
  /** how many were left to be drawn from */
  among: number;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** SHA-256 in hex over the seed's 64 hex digits: what is published beforehand. */
export const commitmentOf = (seed: string): string => sha256(seed);
/** SHA-256 in hex over the canonical JSON of the inputs. */
export const inputsHashOf = (inputs: DrawInputs): string => sha256(canonicalJson(inputs));

/** A whole number below `below` from HMAC-SHA-256(seed, label): 256 bits over small numbers leave no bias to speak of. */
function lot(seed: string, label: string, below: number): number {
  const digest = createHmac('sha256', Buffer.from(seed, 'hex')).update(label, 'utf8').digest('hex');
  return Number(BigInt(`0x${digest}`) % BigInt(below));
}

/** Every draw of a quarter, in the order of its counter; no institution twice. */
export function drawsOf(seed: string, { days, eligible, draws }: DrawInputs): Draw[] {
  if (days.length === 0) return [];
  const left = [...eligible];
  return Array.from({ length: Math.min(draws, eligible.length) }, (_, i) => {
    const counter = i + 1;
    const among = left.length;
    let ticket = lot(
      seed,
      `institution/${counter}`,
      left.reduce((sum, { weight }) => sum + weight, 0),
    );
    const at = left.findIndex(({ weight }) => (ticket -= weight) < 0);
    const [drawn] = left.splice(at, 1);
    return { counter, institution: drawn!.institution, on: days[lot(seed, `day/${counter}`, days.length)]!, among };
  });
}

/** The instant at which a draw of this day is told, epoch ms. */
export const toldAt = (on: string, hoursBefore: number): number => startOf(on) + (8 - hoursBefore) * hour;

/** A quarter as it was committed to, revealed, and carried out. */
export interface Quarter {
  hash: string;
  inputs: DrawInputs;
  inputsHash: string;
  /** null until it is revealed */
  seed: string | null;
  carriedOut: { counter: number; institution: string; on: string }[];
}

/** What does not agree with the seed: the words name the check and the counter. Empty when all does. */
export function faultsOf({ hash, inputs, inputsHash, seed, carriedOut }: Quarter): string[] {
  const faults = inputsHashOf(inputs) === inputsHash ? [] : ['inputs: not those that were committed to'];
  if (seed === null) return faults;
  if (commitmentOf(seed) !== hash) faults.push('seed: not the one of the hash');
  const expected = drawsOf(seed, inputs);
  for (const { counter, institution, on } of expected) {
    const done = carriedOut.find((one) => one.counter === counter);
    if (!done) faults.push(`draw ${counter}: not carried out`);
    else if (done.institution !== institution) faults.push(`draw ${counter}: another institution than drawn`);
    else if (done.on !== on) faults.push(`draw ${counter}: another day than drawn`);
  }
  for (const { counter } of carriedOut)
    if (!expected.some((one) => one.counter === counter)) faults.push(`draw ${counter}: was never drawn`);
  return faults;
}

/** First and last day of a quarter (1 to 4). */
export function quarterOf(year: number, quarter: number): { from: string; until: string } {
  const month = (n: number) => String(n).padStart(2, '0');
  const next = quarter === 4 ? `${year + 1}-01-01` : `${year}-${month(quarter * 3 + 1)}-01`;
  return { from: `${year}-${month(quarter * 3 - 2)}-01`, until: addDays(next, -1) };
}

/** Working days from one day to another, both included. */
export function workingDays(calendar: Calendar, from: string, until: string): string[] {
  const days: string[] = [];
  for (let date = from; date <= until; date = addDays(date, 1)) if (isWorkingDay(calendar, date)) days.push(date);
  return days;
}

/**
 * Loaded before a process of the product (`node --require`): its time of day runs ahead or behind by as many milliseconds as
 * the files of `HOMEWARD_CHAOS_CLOCK` say together, the world's and its own, so that the clock of every process can jump and
 * differ while it runs. Timers keep their pace, as they do when the clock of a machine is set.
 */
import { readFileSync } from 'node:fs';
import { delimiter } from 'node:path';

const files = process.env.HOMEWARD_CHAOS_CLOCK?.split(delimiter) ?? [];
const Real = Date;
const realNow = Real.now;
let shift = 0;
let read = -Infinity;

/** Milliseconds between the two clocks; looked up at most twenty times a second. */
function shiftNow(): number {
  const moment = performance.now();
  if (moment - read > 50) {
    read = moment;
    shift = files.reduce((sum, file) => sum + Number(readFileSync(file, 'utf8')), 0);
  }
  return shift;
}

Real.now = () => realNow() + shiftNow();
globalThis.Date = new Proxy(Real, {
  construct: (target, given: [], kind) =>
    Reflect.construct(target, given.length === 0 ? [Real.now()] : given, kind) as object,
  apply: () => new Real(Real.now()).toString(),
});

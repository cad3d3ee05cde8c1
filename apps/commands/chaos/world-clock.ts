/**
 * Loaded before a process of the product (`node --require`): its time of day runs ahead or behind by as many milliseconds as
 * the file `HOMEWARD_CHAOS_CLOCK` says, so that the clock of every process can jump while it runs. Timers keep their pace, as
 * they do when the clock of a machine is set.
 */
import { readFileSync } from 'node:fs';

const file = process.env.HOMEWARD_CHAOS_CLOCK;
const Real = Date;
const realNow = Real.now;
let shift = 0;
let read = -Infinity;

/** Milliseconds between the two clocks; looked up at most twenty times a second. */
function shiftNow(): number {
  const moment = performance.now();
  if (file && moment - read > 50) {
    read = moment;
    // a file that is just being replaced says nothing: the last word holds
    const said = Number(readFileSync(file, 'utf8'));
    if (Number.isFinite(said)) shift = said;
  }
  return shift;
}

Real.now = () => realNow() + shiftNow();
globalThis.Date = new Proxy(Real, {
  construct: (target, given: [], kind) =>
    Reflect.construct(target, given.length === 0 ? [Real.now()] : given, kind) as object,
  apply: () => new Real(Real.now()).toString(),
});

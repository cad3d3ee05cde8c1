/** The time of a world whose clock jumps. It shares no code with the product. */
import type { Jump } from './world';

/** Milliseconds that passed between two instants without the jumps of the clock: within a jump nobody could do anything. */
export function waitFor(from: number, to: number, jumps: Jump[]): number {
  const jumped = jumps.reduce((sum, jump) => sum + Math.max(0, Math.min(to, jump.to) - Math.max(from, jump.from)), 0);
  return to - from - jumped;
}

/** The least and the greatest that the world's clock said between two moments (ms since the beginning). */
export function spanOf(from: number, to: number, { start, jumps }: { start: number; jumps: Jump[] }): [number, number] {
  let now = start + from;
  for (const jump of jumps) if (jump.when <= from) now += jump.to - jump.from;
  let [least, greatest] = [now, now];
  let since = from;
  for (const jump of jumps.filter(({ when }) => when > from && when <= to)) {
    now += jump.when - since;
    greatest = Math.max(greatest, now);
    now += jump.to - jump.from;
    least = Math.min(least, now);
    since = jump.when;
  }
  return [least, Math.max(greatest, now + to - since)];
}

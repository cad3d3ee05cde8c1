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

/** Milliseconds after which every process has looked at its clock, and by which ours is read less exactly. */
export const exactness = 250;

/** What must be known of a run to tell its time. */
export interface Timed {
  /** the world's time at the beginning, and the machine's own, which is PostgreSQL's and never jumps (epoch ms) */
  start: number;
  machine: number;
  jumps: Jump[];
  /** milliseconds by which the clocks of two processes differ at most */
  differing: number;
}

/** Milliseconds by which whoever looks later, or at another clock, may find it earlier. */
export const earlier = ({ jumps, differing }: Timed): number =>
  jumps.reduce((sum, { from, to }) => sum + Math.max(0, from - to), differing);

/** The latest that the clock of any process can have said when PostgreSQL wrote something, at its own time. */
export function latestAt(written: number, run: Timed): number {
  const moment = written - run.machine;
  return spanOf(moment - exactness, moment + exactness, run)[1] + earlier(run);
}

export const iso = (at: number): string => new Date(at).toISOString();

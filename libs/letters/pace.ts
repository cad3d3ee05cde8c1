/** A soft limit per source within this process: so many questions in a minute, the next ones wait for the next. */
import { LRUCache } from 'lru-cache';

const minute = 60_000;

export class Pace {
  private readonly asked = new LRUCache<string, { from: number; count: number }>({ max: 10_000 });

  /** `most` questions per source in a minute; `now` answers epoch ms. */
  constructor(
    private readonly most: number,
    private readonly now: () => number = () => performance.timeOrigin + performance.now(),
  ) {}

  /** Counts a question; answers the seconds to wait, 0 when it may be asked. */
  ask(source: string): number {
    const now = this.now();
    const known = this.asked.get(source);
    const window = known && now - known.from < minute ? known : { from: now, count: 0 };
    window.count += 1;
    this.asked.set(source, window);
    return window.count <= this.most ? 0 : Math.max(1, Math.ceil((window.from + minute - now) / 1000));
  }
}

/**
 * Trips to the database that may be away at the same time. The next one waits until the ones before are back, so that what
 * comes meanwhile goes together, or until they have been away for so long that something holds them up: then it goes beside
 * them, and one slow trip keeps nobody waiting for longer than that.
 */
export class Lanes {
  private readonly away = new Set<{ since: number }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    /** called when a trip may leave that could not before */
    private readonly next: () => void,
    private readonly most = 2,
    /** milliseconds */
    private readonly patience = 100,
  ) {}

  /** May a trip leave now? If not, `next` is called when it may. */
  isFree(): boolean {
    if (this.away.size >= this.most) return false;
    const latest = Math.max(-Infinity, ...[...this.away].map(({ since }) => since));
    const wait = latest + this.patience - performance.now();
    if (wait <= 0) return true;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.next();
    }, wait);
    return false;
  }

  /** A trip leaves; what it returns is called when it is back. */
  leave(): () => void {
    const trip = { since: performance.now() };
    this.away.add(trip);
    return () => {
      this.away.delete(trip);
      this.next();
    };
  }
}

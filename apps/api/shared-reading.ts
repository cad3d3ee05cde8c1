/** One reading for all who ask while it runs and for `keep` ms after it, so that a flood of questions costs one. */
export class SharedReading<T> {
  private last: { answer: Promise<T>; until: number } | undefined;

  constructor(
    private readonly read: () => Promise<T>,
    private readonly keep = 0,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get(): Promise<T> {
    if (this.last && this.now() < this.last.until) return this.last.answer;
    const reading = { answer: this.read(), until: Infinity };
    this.last = reading;
    reading.answer.then(
      () => (reading.until = this.now() + this.keep),
      // what failed is read again
      () => (reading.until = -Infinity),
    );
    return reading.answer;
  }
}

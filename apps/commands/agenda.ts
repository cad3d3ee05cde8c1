/** Several lives told at once, day by day: each waits for its next day or for somebody else, and a day ends when all wait. */

/** Somebody who waits until another lets them go on. */
export interface Gate {
  wait(): Promise<void>;
  open(): void;
}

export class Agenda {
  /** the day being played, from 0 */
  today = -1;
  private readonly waiting = new Map<number, (() => void)[]>();
  private active = 0;
  private over: () => void = () => undefined;
  private failed: (error: unknown) => void = () => undefined;

  constructor(readonly days: number) {}

  /** Begins a life; it goes on within this day until it first waits. */
  begin(life: () => Promise<void>): void {
    this.active += 1;
    life().then(
      () => this.rest(),
      (error: unknown) => this.failed(error),
    );
  }

  /** Waits until a day, at once where it has come; a day after the last never comes. */
  async until(day: number): Promise<void> {
    if (day <= this.today) return;
    await this.parked((wake) => {
      const others = this.waiting.get(day) ?? [];
      this.waiting.set(day, [...others, wake]);
    });
  }

  /** Waits some days from now. */
  later(count: number): Promise<void> {
    return this.until(this.today + count);
  }

  gate(): Gate {
    let wake: (() => void) | undefined;
    let isOpen = false;
    return {
      wait: async () => {
        if (!isOpen) await this.parked((go) => (wake = go));
        isOpen = false;
        wake = undefined;
      },
      open: () => {
        isOpen = true;
        wake?.();
      },
    };
  }

  /** Plays one day: who has waited for it goes on, and it ends when everybody waits again. */
  async play(day: number): Promise<void> {
    this.today = day;
    await new Promise<void>((resolve, reject) => {
      this.over = resolve;
      this.failed = reject;
      // held open until all who wait for this day have been called
      this.active += 1;
      for (const wake of this.waiting.get(day) ?? []) wake();
      this.waiting.delete(day);
      this.rest();
    });
  }

  private async parked(keep: (wake: () => void) => void): Promise<void> {
    await new Promise<void>((resolve) => {
      keep(() => {
        this.active += 1;
        resolve();
      });
      this.rest();
    });
  }

  private rest(): void {
    this.active -= 1;
    if (this.active === 0) this.over();
  }
}

/** A closed loop of so many acts in flight. */
import { quantile, spreadOf, type Spread } from './figures';

/** One subject's run at one concurrency. */
export interface Run {
  events: number;
  /** acknowledged events per second */
  perSecond: number;
  /** milliseconds until the answer */
  p50: number;
  p99: number;
}

/** A subject's rounds at one concurrency. */
export interface SubjectFigures {
  perSecond: Spread;
  p50: Spread;
  p99: Spread;
}

export const figuresOfRuns = (runs: readonly Run[]): SubjectFigures => ({
  perSecond: spreadOf(runs.map((run) => run.perSecond)),
  p50: spreadOf(runs.map((run) => run.p50)),
  p99: spreadOf(runs.map((run) => run.p99)),
});

/**
 * Takes each case on by all of its steps with `inFlight` at once. The first step of every case comes before the second of
 * any, so that all are parked between.
 */
export async function runChain(
  steps: number,
  cases: number,
  inFlight: number,
  act: (step: number, no: number) => Promise<unknown>,
): Promise<Run> {
  const latencies: number[] = [];
  const started = performance.now();
  let next = 0;
  const open = new Map<number, Promise<unknown>>();
  const work = async (): Promise<void> => {
    for (let job = next++; job < steps * cases; job = next++) {
      const no = job % cases;
      // the one before is of the last round: with few cases it may be on its way still, or not yet begun
      const before = open.get(no);
      let from = 0;
      const done = (async () => {
        await before;
        from = performance.now();
        await act(Math.floor(job / cases), no);
      })();
      open.set(no, done);
      await done;
      latencies.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
  const seconds = (performance.now() - started) / 1_000;
  latencies.sort((a, b) => a - b);
  return {
    events: latencies.length,
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}

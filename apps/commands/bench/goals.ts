/** What the project wants of its speed; each figure is held to its median. */
import type { Spread } from './figures';
import { peers } from './peers';
import type { SpeedReport } from './speed';
import type { FreshFigures } from './starts';

interface Goal {
  text: string;
  met(report: SpeedReport): boolean;
}

/** At 32 in flight: ratios and counts hold on any machine, the rest where the floor allows. */
const speedGoals: Goal[] = [
  { text: 'engine to floor at least 0.6', met: ({ ratios }) => ratios.engineToFloor.median >= 0.6 },
  { text: 'HTTP to engine at least 0.5', met: ({ ratios }) => ratios.httpToEngine.median >= 0.5 },
  ...Object.values(peers).map(({ title, ratio, wanted }): Goal => ({
    text: `engine to ${title} at least ${wanted}`,
    // one that was not played says nothing
    met: ({ ratios }) => (ratios[ratio]?.median ?? Infinity) >= wanted,
  })),
  { text: 'engine at least 1,500 events/s', met: ({ subjects }) => subjects.engine[32]!.perSecond.median >= 1_500 },
  { text: 'engine p99 at most 60 ms', met: ({ subjects }) => subjects.engine[32]!.p99.median <= 60 },
  { text: 'at most 0.5 trips per event', met: ({ cost }) => cost.trips.median <= 0.5 },
  { text: 'at most 1.5 KB on disk per event', met: ({ cost }) => cost.disk.median <= 1_536 },
  {
    text: 'a sweep asks no more for many parked cases than for few',
    met: ({ parked }) => parked.trips.max < parked.cases.min / 10,
  },
];

/** The goals that a run of the benchmark missed. */
export const missedSpeed = (report: SpeedReport): string[] =>
  speedGoals.filter(({ met }) => !met(report)).map(({ text }) => text);

const over = (spread: Spread | undefined, most: number): boolean => spread !== undefined && spread.median > most;

/** The goals that starts missed; memory that the machine does not tell misses none. */
export function missedStarts({ first, later, memory }: Partial<FreshFigures>, where = ''): string[] {
  return [
    ...(over(first, 10) ? [`ready at most 10 s after the first start${where}`] : []),
    ...(over(later, 3) ? [`ready at most 3 s after a later start${where}`] : []),
    ...(over(memory, 350 * 2 ** 20) ? [`at most 350 MB of memory at rest${where}`] : []),
  ];
}

/** The goal of making a world, which speaks of a million cases. */
export const missedSeeding = ({ instances, seconds }: { instances: number; seconds: number }): string[] =>
  instances >= 1_000_000 && seconds >= 900 ? ['a million cases made in under 15 minutes'] : [];

/** One round of the benchmark: the engine and HTTP, with the floor before, between and after them, at each concurrency. */
import type { Unit } from '../../../libs/engine';
import { costOf, type Cost } from './cost';
import { makeEngine, newCases, runEngine } from './engine-subject';
import { spreadOf } from './figures';
import { runFloor } from './floor-subject';
import type { Ground } from './ground';
import type { HttpSubject } from './http-subject';
import type { Run } from './load';

export const levels = [1, 8, 32] as const;

/** Cases for so many in flight: few where little is in flight, so that a round takes about as long. */
export const casesFor = (inFlight: number, instances: number): number =>
  Math.max(inFlight, Math.ceil((instances * inFlight) / 32));

export interface Subjects {
  ground: Ground;
  http: HttpSubject;
  /** what every floor writes: of at least as many cases as a round has */
  units: readonly Unit[];
  pgbench?: string;
}

/** The subjects at one concurrency. */
export interface Pass {
  /** before the engine, between it and HTTP, and after that */
  floors: Run[];
  engine: Run;
  /** of an event of the engine */
  cost: Cost;
  http: Run;
}

export interface Round {
  /** by acts in flight */
  passes: Record<number, Pass>;
  /** resident memory of this process after it, bytes */
  memory: number;
}

async function playPass(
  { ground, http, units, pgbench }: Subjects,
  { cases: count, inFlight }: { cases: number; inFlight: number },
): Promise<Pass> {
  const { owner, database } = ground;
  const floor = () => runFloor(ground, units, { cases: count, inFlight, pgbench });
  const cases = await newCases(ground, count);
  const subject = makeEngine(ground);
  const before = await floor();
  const { done: engine, cost } = await costOf(owner, database.app, database.folder, () =>
    runEngine(subject, cases, inFlight),
  );
  const between = await floor();
  const answered = await http.run(count, inFlight);
  return { floors: [before, between, await floor()], engine, cost, http: answered };
}

/** Plays all subjects at all concurrencies; so many cases at 32 in flight. */
export async function playRound(subjects: Subjects, instances: number): Promise<Round> {
  const passes: Record<number, Pass> = {};
  for (const inFlight of levels)
    passes[inFlight] = await playPass(subjects, { cases: casesFor(inFlight, instances), inFlight });
  return { passes, memory: process.memoryUsage.rss() };
}

/** Events per second of the engine to the middle one of the floors around it. */
export const engineToFloor = ({ engine, floors }: Pick<Pass, 'engine' | 'floors'>): number =>
  engine.perSecond / spreadOf(floors.map((floor) => floor.perSecond)).median;

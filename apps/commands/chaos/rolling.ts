/** Every process is ended as an operator does and started anew, one after another, while people go on working. */
import { setTimeout as pause } from 'node:timers/promises';
import { Load, type LoadOptions } from './clients';
import type { World } from './world';

export interface Rolled {
  restarts: number;
  /** exit codes other than 0 */
  badEnds: string[];
  acts: number;
  /** acts that were answered without a failed request, after one, and after more */
  first: number;
  second: number;
  more: number;
  /** acts that nobody answered, and answers that no act should get */
  failures: string[];
  disturbances: { [what: string]: number };
  seconds: number;
  /** milliseconds of each process from the signal to the end, and from the start to being ready */
  processes: { name: string; end: number; ready: number }[];
}

/** Milliseconds in which everybody signs in and begins. */
const warmUp = 3_000;

/** Rolls over all replicas once under load. */
export async function rollOver(world: World, options: LoadOptions): Promise<Rolled> {
  const began = performance.now();
  const load = new Load(world, options);
  const working = load.run();
  // a fault of the load shows where it is awaited
  working.catch(() => undefined);
  await pause(warmUp);
  const badEnds: string[] = [];
  const processes: Rolled['processes'] = [];
  for (const replica of world.replicas) {
    const from = performance.now();
    const code = await replica.end('SIGTERM');
    if (code !== 0) badEnds.push(`${replica.name} ended with ${code}`);
    const ended = performance.now();
    replica.start();
    await replica.ready();
    processes.push({ name: replica.name, end: ended - from, ready: performance.now() - ended });
    // as `minReadySeconds` does: who was refused by this one finds it before the next one goes
    await pause(1_000);
  }
  load.isOver = true;
  await working;
  const count = (test: (misses: number) => boolean) =>
    [...load.misses].reduce((sum, [misses, acts]) => sum + (test(misses) ? acts : 0), 0);
  return {
    restarts: world.replicas.length,
    badEnds,
    acts: count(() => true),
    first: count((misses) => misses === 0),
    second: count((misses) => misses === 1),
    more: count((misses) => misses > 1),
    failures: load.failures,
    disturbances: Object.fromEntries(load.disturbances),
    seconds: (performance.now() - began) / 1_000,
    processes,
  };
}

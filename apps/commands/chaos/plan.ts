/** What breaks, when, and for how long: drawn from a seed before anything begins. */
import { createHash } from 'node:crypto';
import { numbersOf } from '../seeded';

export interface ChaosOptions {
  seed: number;
  /** seconds of load under faults */
  seconds: number;
  clients: number;
  /** milliseconds that a stopped process stands still: most of the time, and once */
  pauses: { usual: number; once: number };
}

export const replicas = { apis: 2, workers: 3 } as const;

/**
 * `space`: no file of the database may grow any more; `hang`: a link takes everything and passes nothing on; `step`: a clock
 * is set, as by a time server, of one process or back for all.
 */
export const kinds = [
  'api',
  'worker',
  'redis',
  'postgres',
  'backend',
  'pause',
  'cut',
  'shut',
  'delay',
  'hang',
  'space',
  'clock',
  'step',
] as const;
export type Kind = (typeof kinds)[number];

export interface Fault {
  kind: Kind;
  /** milliseconds after the beginning */
  at: number;
  /** the process: APIs first, then workers; for `pause` the one after the last is Redis, for `step` it is all of them */
  target: number;
  /** milliseconds that it lasts, or after which what was killed is started again; for `clock`, that it jumps ahead */
  lasts: number;
  /**
   * `delay`: milliseconds of each piece; `space`: bytes that are left; links: whether it is Redis'; `step`: milliseconds by
   * which a process is ahead of the world's clock from then on (behind where below 0), or by which all go back
   */
  more: number;
}

export interface Plan {
  faults: Fault[];
  /** SHA-256 of the options and the faults: the same seed breaks the same things */
  digest: string;
}

const hour = 3_600_000;
const jumps = [2, 20, 24, 50, 75, 190].map((hours) => hours * hour);
/**
 * Milliseconds by which the clock of a process is wrong at most: an API's by less than a code of a second factor is old, so
 * that people can sign in.
 */
const wrong = { api: 25_000, worker: 150_000 } as const;
const back = 180_000;
/** Milliseconds by which two clocks differ at most. */
export const differing = wrong.api + wrong.worker;
/** The last stretch in which nothing new breaks. */
const calm = 10_000;

/** Every kind in turn, in an order that changes from turn to turn, one to five seconds apart. */
export function planChaos(options: ChaosOptions): Plan {
  const number = numbersOf(options.seed);
  const below = (n: number) => Math.floor(number() * n);
  const faults: Fault[] = [];
  let isPausedOnce = false;
  let turn: Kind[] = [];
  for (let at = 2_000 + below(2_000); at < options.seconds * 1_000 - calm; at += 1_000 + below(4_000)) {
    if (turn.length === 0) turn = shuffled([...kinds, 'clock', 'step'], below);
    const kind = turn.pop()!;
    const fault: Fault = { kind, at, target: 0, lasts: 0, more: 0 };
    const everyone = replicas.apis + replicas.workers;
    switch (kind) {
      case 'api':
        Object.assign(fault, { target: below(replicas.apis), lasts: 200 + below(2_500) });
        break;
      case 'worker':
        Object.assign(fault, { target: replicas.apis + below(replicas.workers), lasts: 200 + below(2_500) });
        break;
      case 'redis':
        Object.assign(fault, { lasts: below(4_000) });
        break;
      case 'pause': {
        const lasts = isPausedOnce ? options.pauses.usual : options.pauses.once;
        isPausedOnce = true;
        Object.assign(fault, { target: below(everyone + 1), lasts });
        break;
      }
      case 'cut':
      case 'shut':
      case 'hang':
        Object.assign(fault, { target: below(everyone), lasts: 500 + below(8_000), more: below(4) === 0 ? 1 : 0 });
        break;
      case 'delay':
        Object.assign(fault, { target: below(everyone), lasts: 2_000 + below(8_000), more: 20 + below(400) });
        break;
      case 'space':
        Object.assign(fault, { lasts: 2_000 + below(3_000), more: (1 + below(32)) * 1_024 });
        break;
      case 'clock':
        Object.assign(fault, { lasts: jumps[below(jumps.length)]! + below(hour) });
        break;
      case 'step': {
        // every second one is of all
        const target = below(2) === 0 ? everyone : below(everyone);
        const most = target < replicas.apis ? wrong.api : wrong.worker;
        Object.assign(fault, {
          target,
          more: target === everyone ? -(1_000 + below(back - 1_000)) : below(2 * most) - most,
        });
      }
    }
    faults.push(fault);
  }
  const digest = createHash('sha256').update(JSON.stringify({ options, faults })).digest('hex');
  return { faults, digest };
}

function shuffled<T>(list: T[], below: (n: number) => number): T[] {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}

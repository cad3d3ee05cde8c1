/** What a command started is ended with it, the last one first: when its work is done, when it fails, and when a signal ends it. */
import { constants } from 'node:os';

/** How a piece of work keeps what has to be ended after it. */
export interface Endings {
  /** starts something; it is ended also by a signal that comes while it is still starting */
  start<T>(begin: () => Promise<T> | T, end: (started: T) => unknown): Promise<T>;
  /** keeps an end; the answer forgets it */
  keep(end: () => unknown): () => void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ends of the pieces of work under way, the outermost first. */
const open: (() => Promise<void>)[] = [];
let isInterrupted = false;

function interrupt(signal: (typeof signals)[number]): void {
  // npm and the terminal both pass Ctrl-C on: the second one changes nothing
  if (isInterrupted) return;
  isInterrupted = true;
  // what is under way breaks while what it stands on is stopped
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const) process.on(fault, () => undefined);
  const endAll = async (): Promise<void> => {
    for (const end of open.toReversed()) await end();
  };
  void endAll().then(() => process.exit(128 + constants.signals[signal]));
}

/** Does work and ends what it kept; after a signal the process ends with 128 and the signal's number, and nothing comes back. */
export async function endingAll<T>(work: (endings: Endings) => Promise<T>): Promise<T> {
  const kept = new Set<() => unknown>();
  const refuseInterrupted = (): void => {
    if (isInterrupted) throw new Error('interrupted');
  };
  const keep = (end: () => unknown): (() => void) => {
    refuseInterrupted();
    kept.add(end);
    return () => void kept.delete(end);
  };
  const start = async <S>(begin: () => Promise<S> | S, end: (started: S) => unknown): Promise<S> => {
    refuseInterrupted();
    const starting = (async () => begin())();
    keep(() => starting.then(end, () => undefined));
    return starting;
  };
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> =>
    (ending ??= (async () => {
      for (const each of [...kept].reverse())
        try {
          await each();
        } catch (error) {
          process.stderr.write(`it did not end: ${(error as Error).message}\n`);
        }
    })());
  if (open.push(end) === 1) for (const signal of signals) process.on(signal, interrupt);
  try {
    return await work({ start, keep });
  } finally {
    await end();
    // the process ends with the signal, whatever the work that it broke came to
    if (isInterrupted) await new Promise(() => undefined);
    open.splice(open.indexOf(end), 1);
    if (open.length === 0) for (const signal of signals) process.off(signal, interrupt);
  }
}

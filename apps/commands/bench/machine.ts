/** What the machine tells of its processes: the CPU that they used, the memory they hold, and what others took meanwhile. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the machine tells it; not every system has such a folder. */
const usual = '/proc';

interface Process {
  pid: number;
  parent: number;
  /** ticks of CPU, with those of its children that have ended */
  ticks: number;
}

function processOf(pid: number, proc: string): Process | undefined {
  try {
    const stat = readFileSync(join(proc, String(pid), 'stat'), 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { pid, parent: Number(fields[1]), ticks };
  } catch {
    // it ended while the list was read
    return undefined;
  }
}

/** A process and all that it started, directly or not; undefined where the machine does not tell. */
function treeOf(root: number, proc: string): Process[] | undefined {
  try {
    const all = readdirSync(proc).flatMap((name) => (/^\d+$/.test(name) ? (processOf(Number(name), proc) ?? []) : []));
    const tree = all.filter(({ pid }) => pid === root);
    for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === pid));
    return tree.length > 0 ? tree : undefined;
  } catch {
    return undefined;
  }
}

/** Microseconds of CPU so far of a process and all that it started. */
export function cpuOf(pid: number, proc = usual): number | undefined {
  // the kernel counts in hundredths of a second
  return treeOf(pid, proc)?.reduce((sum, { ticks }) => sum + ticks * 10_000, 0);
}

/** Bytes of memory of a process and all that it started; what they share is counted once. */
export function memoryOf(pid: number, proc = usual): number | undefined {
  const tree = treeOf(pid, proc);
  if (!tree) return undefined;
  try {
    return tree.reduce((sum, one) => {
      const rollup = readFileSync(join(proc, String(one.pid), 'smaps_rollup'), 'utf8');
      return sum + Number(/^Pss:\s+(\d+) kB/m.exec(rollup)![1]) * 1_024;
    }, 0);
  } catch {
    // another account's process, a kernel without it
    return undefined;
  }
}

/** Shares of the machine's CPU time between 0 and 1: of processes that are not ours, and taken by its host. */
export interface Others {
  foreign: number;
  steal: number;
}

/** Watches the machine until it is asked; the answer is undefined where it does not tell. */
export function watchMachine(pid = process.pid, proc = usual): () => Others | undefined {
  const now = () => {
    try {
      const [, ...fields] = readFileSync(join(proc, 'stat'), 'utf8').split('\n')[0]!.trim().split(/\s+/).map(Number);
      const [user = 0, nice = 0, system = 0, idle = 0, waiting = 0, irq = 0, softIrq = 0, steal = 0] = fields;
      const busy = user + nice + system + irq + softIrq;
      return { busy, steal, all: busy + steal + idle + waiting, own: (cpuOf(pid, proc) ?? NaN) / 10_000 };
    } catch {
      return undefined;
    }
  };
  const before = now();
  return () => {
    const after = now();
    if (!before || !after) return undefined;
    const all = after.all - before.all;
    const foreign = (after.busy - before.busy - (after.own - before.own)) / all;
    return Number.isFinite(foreign)
      ? { foreign: Math.max(0, foreign), steal: (after.steal - before.steal) / all }
      : undefined;
  };
}

/** A round above this share of foreign CPU is played again, so many times at most. */
export const mostForeign = 0.15;
const mostRepeats = 2;

/** Under which circumstances a round was played. */
export interface Circumstances {
  /** absent where the machine does not tell */
  others?: Others;
  repeats: number;
  /** it was kept although others took more than `mostForeign` */
  isNoisy: boolean;
}

/** Plays a round, and again while others take too much of the machine. */
export async function whileQuiet<T>(
  play: () => Promise<T>,
  tell: (line: string) => void = () => undefined,
  watch: () => () => Others | undefined = watchMachine,
): Promise<Circumstances & { played: T }> {
  for (let repeats = 0; ; repeats += 1) {
    const read = watch();
    const played = await play();
    const others = read();
    const isNoisy = others !== undefined && others.foreign > mostForeign;
    if (!isNoisy || repeats === mostRepeats) return { played, others, repeats, isNoisy };
    tell(`others took ${(others.foreign * 100).toFixed(0)} % of the machine: the round is played again`);
  }
}

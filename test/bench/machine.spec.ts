/** What the benchmark reads of the machine, and when it plays a round again. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { circumstancesOf } from '../../apps/commands/bench/speed-table';
import { cpuOf, memoryOf, watchMachine, whileQuiet, type Others } from '../../apps/commands/bench/machine';

describe('a machine that tells of its processes', () => {
  let proc: string;
  beforeEach(() => (proc = mkdtempSync(join(tmpdir(), 'homeward-proc-'))));
  afterEach(() => rmSync(proc, { recursive: true, force: true }));

  /** Ticks in user and system mode, and those of children that have ended. */
  const process = (pid: number, parent: number, ticks: [number, number, number, number], kilobytes = 0): void => {
    mkdirSync(join(proc, String(pid)), { recursive: true });
    const stat = `${pid} (a name) of two) S ${parent} ${Array(9).fill(0).join(' ')} ${ticks.join(' ')} 20 0 1\n`;
    writeFileSync(join(proc, String(pid), 'stat'), stat);
    writeFileSync(join(proc, String(pid), 'smaps_rollup'), `a line\nRss:  99999 kB\nPss:  ${kilobytes} kB\n`);
  };
  const machine = (user: number, system: number, idle: number, steal: number): void =>
    writeFileSync(join(proc, 'stat'), `cpu  ${user} 0 ${system} ${idle} 0 0 0 ${steal} 0 0\ncpu0 1 2 3\n`);

  it('adds the CPU and the memory of a process and all below it, those that have ended too', () => {
    process(10, 1, [100, 20, 0, 0], 1_000);
    process(11, 10, [30, 5, 40, 5], 200);
    process(12, 11, [1, 0, 0, 0], 30);
    process(13, 1, [9_999, 0, 0, 0], 9_999);
    expect(cpuOf(10, proc)).toBe(201 * 10_000);
    expect(memoryOf(10, proc)).toBe(1_230 * 1_024);
    rmSync(join(proc, '12', 'smaps_rollup'));
    expect(memoryOf(10, proc)).toBeUndefined();
  });

  it('says what share others took, and the host, while it was watched', () => {
    process(10, 1, [100, 0, 0, 0]);
    machine(1_000, 100, 500, 50);
    const read = watchMachine(10, proc);
    // of 200 ticks: 60 idle, 10 stolen, 130 busy, of which 90 are ours
    process(10, 1, [150, 20, 0, 0]);
    process(11, 10, [20, 0, 0, 0]);
    machine(1_120, 110, 560, 60);
    expect(read()).toEqual({ foreign: 0.2, steal: 0.05 });
  });

  it('says nothing where the machine tells nothing', () => {
    expect(watchMachine(10, join(proc, 'none'))()).toBeUndefined();
    machine(1, 1, 1, 1);
    expect(watchMachine(10, proc)()).toBeUndefined();
    expect(cpuOf(10, proc)).toBeUndefined();
    expect(memoryOf(10, proc)).toBeUndefined();
  });
});

describe('a round', () => {
  const watching = (shares: (number | undefined)[]) => () => () => {
    const foreign = shares.shift();
    return foreign === undefined ? undefined : ({ foreign, steal: 0.01 } satisfies Others);
  };
  const playing = () => {
    let played = 0;
    return async () => (played += 1);
  };
  const quiet = { foreign: 0.15, steal: 0.01 };

  it('is played again while others take more than 15 % of the machine, and counts when they do not', async () => {
    const told: string[] = [];
    const round = await whileQuiet(playing(), (line) => told.push(line), watching([0.4, 0.15]));
    expect(round).toEqual({ played: 2, others: quiet, repeats: 1, isNoisy: false });
    expect(told).toEqual(['others took 40 % of the machine: the round is played again']);
    expect(circumstancesOf([round])).toEqual([
      "other processes' CPU and steal by round of floor, engine and HTTP: 15 % and 1 % (played 2 times)",
    ]);
  });

  it('is kept after two repeats, and marked', async () => {
    const round = await whileQuiet(playing(), undefined, watching([0.4, 0.5, 0.16, 0.1]));
    expect(round).toEqual({ played: 3, others: { foreign: 0.16, steal: 0.01 }, repeats: 2, isNoisy: true });
    expect(circumstancesOf([{ others: quiet, repeats: 0, isNoisy: false }, round])[1]).toMatch(/^ROUND 2 IS NOISY/);
  });

  it('is never played again where the machine does not tell, which is said', async () => {
    const round = await whileQuiet(playing(), undefined, watching([]));
    expect(round).toEqual({ played: 1, others: undefined, repeats: 0, isNoisy: false });
    expect(circumstancesOf([round])).toEqual([expect.stringContaining('cannot be told here')]);
  });
});

/** The goals of the benchmark: every figure with its spread, and each goal that is missed is named. */
import { figuresOfCosts } from '../../apps/commands/bench/cost';
import { missedSeeding, missedSpeed, missedStarts } from '../../apps/commands/bench/goals';
import { engineToFloor } from '../../apps/commands/bench/rounds';
import type { SpeedReport } from '../../apps/commands/bench/speed';
import { tableOf } from '../../apps/commands/bench/speed-table';

const spreadOf = (n: number) => ({ min: n - 1, median: n, max: n + 1 });
const subject = { 32: { perSecond: spreadOf(2_000), p50: spreadOf(10), p99: spreadOf(40) } };
const cost = { wal: 5_000, disk: 1_400, cpu: 400, databaseCpu: 500, trips: 0.3 };
const met: SpeedReport = {
  floorBy: 'pg loop',
  ratios: {
    engineToFloor: spreadOf(1.4),
    httpToEngine: spreadOf(0.6),
    engineToRestate: spreadOf(6),
    engineToDbos: spreadOf(12),
    engineToOpenworkflow: null,
  },
  subjects: { floor: subject, engine: subject, http: subject },
  peers: {
    restate: { 32: { ...subject[32], cases: 100 } },
    dbos: { 32: { ...subject[32], cases: 100 } },
    openworkflow: { missing: 'left out' },
  },
  cost: figuresOfCosts([cost, cost, cost]),
  parked: { trips: spreadOf(9), cases: spreadOf(4_000) },
  memory: spreadOf(200 * 2 ** 20),
  rounds: [{ others: { foreign: 0.03, steal: 0 }, repeats: 0, isNoisy: false }],
  linesVerified: 1,
  settings: {},
};
const start = { first: spreadOf(4), later: spreadOf(2), memory: spreadOf(300 * 2 ** 20) };

describe('the goals of the benchmark', () => {
  it('names none that is met, and none of a peer that was not played', () => {
    expect(missedSpeed(met)).toEqual([]);
    expect(missedStarts(start)).toEqual([]);
    expect(missedStarts({ ...start, memory: undefined })).toEqual([]);
  });

  it.each<[string, Partial<SpeedReport>]>([
    ['engine to floor at least 0.6', { ratios: { ...met.ratios, engineToFloor: spreadOf(0.59) } }],
    ['HTTP to engine at least 0.5', { ratios: { ...met.ratios, httpToEngine: spreadOf(0.49) } }],
    ['engine to Restate at least 5', { ratios: { ...met.ratios, engineToRestate: spreadOf(4.9) } }],
    ['engine to openworkflow at least 8', { ratios: { ...met.ratios, engineToOpenworkflow: spreadOf(7) } }],
    ['at most 0.5 trips per event', { cost: { ...met.cost, trips: spreadOf(0.6) } }],
    ['at most 1.5 KB on disk per event', { cost: { ...met.cost, disk: spreadOf(3_700) } }],
    [
      'a sweep asks no more for many parked cases than for few',
      { parked: { trips: spreadOf(400), cases: spreadOf(4_000) } },
    ],
  ])('names the one that is missed: %s', (text, report) => {
    expect(missedSpeed({ ...met, ...report })).toEqual([text]);
  });

  it('names slow starts, much memory and a slow million', () => {
    expect(missedStarts({ first: spreadOf(10.1), later: spreadOf(3.1), memory: spreadOf(351 * 2 ** 20) })).toEqual([
      'ready at most 10 s after the first start',
      'ready at most 3 s after a later start',
      'at most 350 MB of memory at rest',
    ]);
    expect(missedStarts({ later: spreadOf(4) }, ' with 10000 cases')).toEqual([
      'ready at most 3 s after a later start with 10000 cases',
    ]);
    expect(missedSeeding({ instances: 1_000_000, seconds: 900 })).toEqual(['a million cases made in under 15 minutes']);
    expect(missedSeeding({ instances: 1_000_000, seconds: 899 })).toEqual([]);
    expect(missedSeeding({ instances: 100_000, seconds: 4_000 })).toEqual([]);
  });
});

describe('the figures', () => {
  it('of costs are told by the smallest, the middle and the largest round', () => {
    const costs = figuresOfCosts([cost, { ...cost, disk: 1_000 }, { ...cost, disk: 4_000, databaseCpu: undefined }]);
    expect(costs.disk).toEqual({ min: 1_000, median: 1_400, max: 4_000 });
    expect(costs.databaseCpu).toEqual({ min: 500, median: 500, max: 500 });
    expect(figuresOfCosts([{ ...cost, databaseCpu: undefined }]).databaseCpu).toBeUndefined();
  });

  it('hold the engine to the middle one of the floors around it', () => {
    const run = (perSecond: number) => ({ events: 1, perSecond, p50: 1, p99: 1 });
    expect(engineToFloor({ engine: run(1_500), floors: [run(100), run(1_000), run(3_000)] })).toBe(1.5);
  });

  it('stand in the table with their spread, and below them what is missed', () => {
    const table = tableOf({ ...met, start }, ['a goal']);
    expect(table).toMatch(/on disk, bytes +1400 \/ 1400 \/ 1400\n/);
    expect(table).toMatch(/memory of this process, MB +200 \/ 200 \/ 200\n/);
    expect(table).toContain('start to ready, s: 3.0 / 4.0 / 5.0 on an empty folder, 1.0 / 2.0 / 3.0 after\n');
    expect(table).toContain('memory of the whole product at rest, MB: 300 / 300 / 300\n');
    expect(table).toContain('3 % and 0 %\n');
    expect(table).toMatch(/missed: a goal\n$/);
  });
});

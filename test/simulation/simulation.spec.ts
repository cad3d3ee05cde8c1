/** Hundreds of seeds of the engine over the store in memory, and bugs that the checker must find. */
import { invariants } from '../../apps/commands/simulate/evidence';
import { bugs } from '../../apps/commands/simulate/planted';
import { run, type Run } from '../../apps/commands/simulate/run';
import { failureOf, summaryOf, tableOf } from '../../apps/commands/simulate/table';
import { workflows } from '../../workflows';

const seeds = 200;
/** A bug has to show within so many seeds. */
const most = 40;

describe('the engine over a store in memory, with processes that crash between any two awaits', () => {
  it(`keeps every invariant on ${seeds} seeds`, async () => {
    const runs: Run[] = [];
    for (let seed = 1; seed <= seeds; seed += 1) runs.push(await run({ seed, workflows, commands: 7 }));
    const summary = summaryOf(runs, 1);
    expect(summary.broken.map((broken) => failureOf(broken, ' --commands 7'))).toEqual([]);
    // what was not tried says nothing
    const { totals, outcomes } = summary;
    const least = {
      crashes: 900,
      outages: 2_000,
      retries: 1_000,
      conflicts: 900,
      refused: 400,
      timers: 400,
      rungs: 4_000,
    };
    const tried = Object.keys(least).filter(
      (name) => totals[name as keyof typeof least] >= least[name as keyof typeof least],
    );
    expect(tried).toEqual(Object.keys(least));
    expect(totals.acknowledged).toBeGreaterThan(3_000);
    expect(outcomes.unknown ?? 0).toBe(0);
    expect(tableOf(summary)).toContain('holds   rungs once, in time');
  });

  it('is the same run again for the same seed, and another one for another', async () => {
    const [first, again, other] = [
      await run({ seed: 7, workflows }),
      await run({ seed: 7, workflows }),
      await run({ seed: 8, workflows }),
    ];
    expect(again).toEqual(first);
    expect(other.digest).not.toBe(first.digest);
  });

  it.each(Object.entries(bugs))('finds the planted bug %s', async (_, bug) => {
    for (let seed = 1; seed <= most; seed += 1) {
      const { broken } = await run({ seed, workflows, bug });
      if (broken.some(({ invariant }) => bug.breaks.includes(invariant))) return;
    }
    throw new Error(`no seed up to ${most} shows that ${bug.text}`);
  });

  it('has a planted bug for every invariant', () => {
    const shown = new Set(Object.values(bugs).flatMap(({ breaks }) => breaks));
    expect(invariants.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('says of a broken seed what broke, what happened last and how to see it again', async () => {
    const bug = bugs['rung-twice']!;
    const summary = summaryOf([await run({ seed: 1, workflows, bug })], 1);
    expect(summary.invariants['rungs once, in time']).toBeGreaterThan(0);
    const text = failureOf(summary.broken[0]!, ' --bug rung-twice');
    expect(text).toMatch(/^seed 1 breaks\n {2}rungs once, in time: task .* was told \d times/);
    expect(text).toMatch(/\n {2}2017-[^\n]* worker-\d: [^]*\nagain: npm run simulate -- --seed 1 --bug rung-twice$/);
    expect(tableOf(summary)).toMatch(/BROKEN {2}rungs once, in time ×\d+/);
  });
});

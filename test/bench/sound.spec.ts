/** What the commands that measure, break and attack call sound in their JSON, and end with 0. */
import { isSound as isAttackSound, type Row } from '../../apps/commands/attack/report';
import { isSound as isLatenessSound } from '../../apps/commands/bench/lateness';
import { isSound as isSpeedSound } from '../../apps/commands/bench/speed-table';
import { invariants } from '../../apps/commands/simulate/evidence';
import { run } from '../../apps/commands/simulate/run';
import { summaryOf } from '../../apps/commands/simulate/table';
import { workflows } from '../../workflows';

const row = (more: Partial<Row> = {}): Row => ({
  part: 'doors',
  name: 'every door',
  tried: 3,
  held: 3,
  broken: [],
  notes: [],
  seconds: 1,
  ...more,
});

describe('an attack', () => {
  it('is sound where everything was tried, and nothing broke', () => {
    expect(isAttackSound([row(), row({ name: 'another' })])).toBe(true);
    expect(isAttackSound([row(), row({ tried: 0, name: 'what a registry reports', skipped: 'none answers' })])).toBe(
      true,
    );
  });

  it.each<[string, Row[]]>([
    ['one case broke', [row(), row({ broken: ['GET /tasks: 500'] })]],
    ['a row was skipped that should run', [row(), row({ tried: 0, skipped: 'no mail server' })]],
    ['a row tried nothing', [row(), row({ tried: 0 })]],
    ['there is no row', []],
  ])('is not where %s', (_, rows) => {
    expect(isAttackSound(rows)).toBe(false);
  });
});

describe('a benchmark', () => {
  const absent = { missing: 'not installed: npm ci --prefix test/bench' };
  const peers = { restate: absent, dbos: absent, openworkflow: absent };

  it('is sound without peers that nobody named', () => {
    expect(isSpeedSound({ peers })).toBe(true);
    expect(isSpeedSound({ peers: { ...peers, dbos: { missing: 'left out' } } }, [])).toBe(true);
  });

  it('is not where one that was named is absent, or one failed', () => {
    expect(isSpeedSound({ peers }, ['dbos'])).toBe(false);
    expect(isSpeedSound({ peers: { ...peers, dbos: { missing: 'failed: no such thing' } } })).toBe(false);
  });

  it('of lateness measures the Redis that is named', () => {
    const found = [{}, { missing: 'no Redis' }];
    expect(isLatenessSound(found, undefined)).toBe(true);
    expect(isLatenessSound(found, 'redis://127.0.0.1:1')).toBe(false);
    expect(isLatenessSound([{}, {}], 'redis://127.0.0.1:1')).toBe(true);
  });
});

describe('a simulation', () => {
  it('is sound where nothing broke, and not with what broke, nor without a run', async () => {
    const one = await run({ seed: 1, workflows, commands: 3 });
    expect(summaryOf([one], 1).sound).toBe(true);
    const broken = [{ invariant: invariants[0], text: 'a rung was told twice' }];
    expect(summaryOf([one, { ...one, broken }], 1).sound).toBe(false);
    expect(summaryOf([], 1).sound).toBe(false);
  });
});

/** Other engines beside ours: what is told where they are not installed, the ratios, and what a round leaves behind. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ground } from '../../apps/commands/bench/ground';
import type { Run } from '../../apps/commands/bench/load';
import { missingOf, peerNames, peerRatios, PeerRounds, peers, peersOf } from '../../apps/commands/bench/peers';
import type { SpeedReport } from '../../apps/commands/bench/speed';
import { tableOf } from '../../apps/commands/bench/speed-table';
import { isAlive, projectRoot } from '../../libs/database';

const runOf = (perSecond: number): Run => ({ events: 100, perSecond, p50: 1, p99: 2 });
const spreadOf = (n: number) => ({ min: n, median: n, max: n });
const figures = { perSecond: spreadOf(1), p50: spreadOf(1), p99: spreadOf(1) };
const loads = [
  { inFlight: 1, cases: 1 },
  { inFlight: 32, cases: 32 },
];

describe('the peers of the benchmark', () => {
  let folder: string;
  const asked: string[] = [];
  let ground: Ground;
  /** what is ended when somebody interrupts the benchmark */
  const kept = new Set<() => unknown>();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'homeward-peers-'));
    ground = {
      owner: { query: async (statement: string) => void asked.push(statement) },
      ownerUrl: 'postgresql://nobody@127.0.0.1/none',
      scratch: folder,
      keep: (end: () => unknown) => {
        kept.add(end);
        return () => void kept.delete(end);
      },
    } as unknown as Ground;
  });
  afterEach(() => {
    expect(kept.size).toBe(0);
    rmSync(folder, { recursive: true, force: true });
  });

  /** A peer that is installed, with a program of ours in its place. */
  const install = (name: 'dbos' | 'openworkflow', program: string): void => {
    for (const each of peers[name].packages) mkdirSync(join(folder, 'node_modules', each), { recursive: true });
    writeFileSync(join(folder, `${name}.mjs`), program);
  };
  const answer = (perSecond: number): string =>
    `process.once('message', ({ runs, forms }) => {
       const told = runs.slice(1).map(({ inFlight }) => ({ events: forms.length, perSecond: ${perSecond} * inFlight, p50: 1, p99: 2 }));
       process.send({ runs: told }, () => process.exit(0));
     });`;

  it('says of each that is not installed how to install it, and has no ratio of it', async () => {
    const rounds = new PeerRounds(ground, peerNames, loads, folder);
    await rounds.play(() => undefined);
    for (const name of peerNames) {
      expect(missingOf(name, folder)).toBe('not installed: npm ci --prefix test/bench');
      expect(rounds.report()[name]).toEqual({ missing: 'not installed: npm ci --prefix test/bench' });
    }
    const ratios = rounds.ratiosTo([runOf(1_000)]);
    expect(ratios).toEqual({ engineToRestate: null, engineToDbos: null, engineToOpenworkflow: null });
    const report: SpeedReport = {
      floorBy: 'pg loop',
      ratios: { engineToFloor: spreadOf(1), httpToEngine: spreadOf(1), ...ratios },
      subjects: { floor: { 32: figures }, engine: { 32: figures }, http: { 32: figures } },
      peers: rounds.report(),
      cost: { wal: spreadOf(1), disk: spreadOf(1), cpu: spreadOf(1), trips: spreadOf(1) },
      parked: { trips: spreadOf(1), cases: spreadOf(100) },
      memory: spreadOf(1),
      rounds: [],
      linesVerified: 1,
      settings: {},
    };
    const start = { first: spreadOf(1), later: spreadOf(1) };
    expect(tableOf({ ...report, start }, [])).toContain(
      'engine to DBOS              not installed: npm ci --prefix test/bench\n',
    );
  });

  it('divides the rounds of the engine by those of each peer', () => {
    const engine = [runOf(1_000), runOf(2_000), runOf(1_500)];
    const ratios = peerRatios(engine, { dbos: [runOf(100), runOf(100), runOf(300)] });
    expect(ratios.engineToDbos).toEqual({ min: 5, median: 10, max: 20 });
    expect(ratios.engineToRestate).toBeNull();
  });

  it('plays what is installed round by round, each in a schema that is gone afterwards', async () => {
    install('openworkflow', answer(10));
    const rounds = new PeerRounds(ground, ['openworkflow'], loads, folder);
    asked.length = 0;
    await rounds.play(() => undefined);
    await rounds.play(() => undefined);
    expect(rounds.report().openworkflow).toMatchObject({
      1: { cases: 1, perSecond: spreadOf(10) },
      32: { cases: 32, perSecond: spreadOf(320) },
    });
    expect(rounds.report().dbos).toEqual({ missing: 'left out' });
    expect(rounds.ratiosTo([runOf(3_200), runOf(6_400)]).engineToOpenworkflow).toMatchObject({ min: 10, max: 20 });
    expect(new Set(asked)).toEqual(new Set(['drop schema if exists bench_peer cascade']));
    expect(asked).toHaveLength(4);
  });

  it('tells one that fails, leaves it out and ends all that it started', async () => {
    const started = join(folder, 'started');
    install(
      'dbos',
      `import { spawn } from 'node:child_process';
       import { writeFileSync } from 'node:fs';
       const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
       writeFileSync(${JSON.stringify(started)}, String(child.pid));
       process.once('message', () => process.send({ error: 'no such thing\\n at somewhere' }, () => process.exit(1)));`,
    );
    install('openworkflow', answer(1));
    const rounds = new PeerRounds(ground, peerNames, loads, folder);
    const told: string[] = [];
    for (let round = 0; round < 2; round += 1) await rounds.play((line) => told.push(line));
    expect(told).toEqual(['dbos failed: no such thing\n at somewhere']);
    expect(rounds.report().dbos).toEqual({ missing: 'failed: no such thing' });
    expect(rounds.report().openworkflow).toMatchObject({ 32: { perSecond: spreadOf(32) } });
    const child = Number(readFileSync(started, 'utf8'));
    for (let waited = 0; isAlive(child) && waited < 5_000; waited += 20) await pause(20);
    expect(isAlive(child)).toBe(false);
  });

  it('tells one that ends without a word', async () => {
    install('dbos', `process.stderr.write('it cannot be'); process.exit(3);`);
    const rounds = new PeerRounds(ground, peerNames, loads, folder);
    await rounds.play(() => undefined);
    expect(rounds.report().dbos).toEqual({ missing: 'failed: it ended with 3: it cannot be' });
  });

  it('takes off, or names of peers', () => {
    expect(peersOf('off')).toEqual([]);
    expect(peersOf('dbos,restate')).toEqual(['dbos', 'restate']);
    expect(() => peersOf('temporal')).toThrow('--peers takes off, or some of restate,dbos,openworkflow; not temporal');
  });

  it('keeps their packages out of the product, pinned, and their lockfile free of addresses', () => {
    const read = (file: string) =>
      JSON.parse(readFileSync(join(projectRoot(), file), 'utf8')) as Record<string, object>;
    const own = read('test/bench/package.json')['devDependencies'] as Record<string, string>;
    const product = { ...read('package.json')['dependencies'], ...read('package.json')['devDependencies'] };
    for (const name of Object.values(peers).flatMap(({ packages }) => packages)) {
      expect(own[name]).toMatch(/^\d+\.\d+\.\d+$/);
      expect(Object.keys(product)).not.toContain(name);
    }
    expect(JSON.stringify(read('test/bench/package-lock.json'))).not.toContain('"resolved"');
  });
});

/** The product without a collector: where none is named, and where the one that is named takes nothing. */
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bringUpToDate } from '../../apps/database';
import { config } from '../../libs/database';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { install, newFolder, Product, removeFolder } from '../support/product';
import { otel } from './acting';
import { Collector } from './collector';

let root: string;
let database: TestDatabase;
let silent: Collector;

const start = (main: string, env: Record<string, string> = {}) =>
  Product.start({ root, main, env: { DATABASE_URL: database.appUrl, ...env } });

beforeAll(async () => {
  root = install(newFolder());
  database = await createTestDatabase();
  await bringUpToDate(database.ownerUrl);
  silent = await Collector.open();
});
afterAll(async () => {
  await silent.close();
  await database.drop();
  removeFolder(root);
});

describe('a collector that takes nothing', () => {
  /** ms that a stop may wait for it */
  const flushPatience = 2_000;
  const lines = (output: string) => output.match(/[^\n]*the collector takes[^\n]*/g) ?? [];

  it.each(['hangs', 'fails', 'is gone'] as const)(
    'which %s delays neither answers nor the stop, and is one line of the log at most',
    async (mode) => {
      silent.mode = mode === 'hangs' ? 'hangs' : 'fails';
      const env = otel(mode === 'is gone' ? 'http://127.0.0.1:9' : silent.url);
      // what hangs is known as gone only after ten seconds: the stop comes before that
      const serving = await start('api/main.js', {
        ...env,
        ...(mode !== 'hangs' && { OTEL_EXPORTER_OTLP_TIMEOUT: '300' }),
      });
      expect(serving.url).not.toBe('');
      const answer = async (): Promise<number> => {
        const from = performance.now();
        expect((await fetch(`${serving.url}/health/live`)).status).toBe(200);
        return performance.now() - from;
      };
      for (let i = 0; i < 50; i += 1) expect(await answer()).toBeLessThan(1_000);
      if (mode === 'hangs') await pause(500);
      else await serving.until(() => lines(serving.output).length > 0);
      for (let i = 0; i < 50; i += 1) expect(await answer()).toBeLessThan(1_000);
      const from = performance.now();
      await serving.stop('SIGTERM');
      expect(performance.now() - from).toBeLessThan(flushPatience + 1_500);
      expect(serving.code).toBe(0);
      expect(lines(serving.output)).toHaveLength(mode === 'hangs' ? 0 : 1);
      expect(serving.output).not.toMatch(/rejection|Error:|did not stop/i);
    },
  );

  it('fills no memory: what it does not take beyond a bound is dropped, and it is told again when it is back', async () => {
    silent.mode = 'hangs';
    const script = `
      const { Telemetry } = require(${JSON.stringify(join(root, 'dist/libs/telemetry'))});
      const settings = { traces: true, metrics: false, service: 'x', sampler: 'always_on', share: 1, interval: 60000, delay: 20 };
      const say = (level) => (fields, text) => console.log(level, text);
      const telemetry = new Telemetry(settings, { name: 'test', version: '0' }, { info: say('info'), warn: say('warn') });
      const { now } = performance;
      const make = (n) => { for (let i = 0; i < n; i += 1) telemetry.spans.begin('s', { attributes: { i } }).end(); };
      let waited = 0;
      const round = setInterval(() => {
        make(5000);
        if (++waited === 12) { clearInterval(round); console.log('full'); }
      }, 50);
      process.stdin.once('data', () => {
        // a minute and more later
        setTimeout(() => { performance.now = () => now.call(performance) + 90_000; make(1); }, 1000);
        setTimeout(() => telemetry.close().then(() => process.exit(0)), 1500);
      });`;
    const child = spawn(process.execPath, ['-e', script], {
      env: { PATH: process.env.PATH, OTEL_EXPORTER_OTLP_ENDPOINT: silent.url, OTEL_EXPORTER_OTLP_TIMEOUT: '500' },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    while (!said.includes('full') && child.exitCode === null) await pause(20);
    silent.mode = 'well';
    child.stdin.write('back');
    await ended;
    expect(silent.spans.length).toBeGreaterThan(1_000);
    expect(silent.spans.length).toBeLessThan(12_000);
    expect(said.match(/^(warn|info) .*$/gm)).toEqual([
      'warn the collector takes no telemetry; the product goes on without it',
      'info the collector takes telemetry again',
    ]);
  });
});

describe('without the address of a collector', () => {
  it('nothing of the SDK is loaded, and nothing is sent', async () => {
    const { asked } = silent;
    const preload = join(root, 'loaded.cjs');
    writeFileSync(
      preload,
      `process.on('exit', () => require('node:fs').writeFileSync(__dirname + '/loaded-' + process.pid, Object.keys(require.cache).join('\\n')));`,
    );
    const env = { NODE_OPTIONS: `--require ${preload}`, OTEL_SERVICE_NAME: 'homeward', OTEL_TRACES_EXPORTER: 'otlp' };
    const products = await Promise.all(['api/main.js', 'worker/main.js'].map((main) => start(main, env)));
    for (const product of products) {
      await product.stop('SIGTERM');
      expect(product.code).toBe(0);
      const loaded = readFileSync(join(root, `loaded-${product.pid}`), 'utf8').split('\n');
      expect(loaded.length).toBeGreaterThan(500);
      // prom-client needs the interfaces, which do nothing
      const ours = /@opentelemetry\/(?!api\/)|telemetry\/telemetry|apps\/observed/;
      expect(loaded.filter((path) => ours.test(path))).toEqual([]);
    }
    expect(silent.asked).toBe(asked);
  });

  it('is how it is switched off, and what cannot be understood stops the start', () => {
    const endpoint = 'http://collector:4318';
    expect(config({}).telemetry).toBeUndefined();
    expect(config({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'true' }).telemetry).toBeUndefined();
    expect(config({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_EXPORTER: 'none' }).telemetry).toMatchObject({
      traces: false,
      metrics: true,
      sampler: 'parentbased_always_on',
      share: 1,
      interval: 60_000,
    });
    expect(() => config({ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toThrow(/OTEL_EXPORTER_OTLP_PROTOCOL/);
    expect(() => config({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' })).toThrow(/OTEL_EXPORTER_OTLP_ENDPOINT/);
    expect(() => config({ OTEL_TRACES_SAMPLER_ARG: '2' })).toThrow(/OTEL_TRACES_SAMPLER_ARG/);
  });
});

it('keeps the share of the traces that is asked for, and follows the caller where it is told to', () => {
  const script = `
    const { Telemetry } = require(${JSON.stringify(join(root, 'dist/libs/telemetry'))});
    const kept = (sampler, share, caller) => {
      const settings = { traces: true, metrics: false, service: 'x', sampler, share, interval: 60000, delay: 5000 };
      const { spans } = new Telemetry(settings, { name: 'test', version: '0' }, console);
      return Array.from({ length: 1000 }, () => spans.begin('s', { caller: caller ?? '' })).filter((span) => span.isRecording()).length;
    };
    const from = (flag) => '00-' + 'ab'.repeat(16) + '-00f067aa0ba902b7-0' + flag;
    console.log(JSON.stringify([
      kept('always_on', 1, from(0)), kept('always_off', 1, from(1)), kept('traceidratio', 0.25),
      kept('parentbased_always_on', 1, from(0)), kept('parentbased_always_on', 1, from(1)), kept('parentbased_always_on', 1),
      kept('parentbased_always_off', 1), kept('parentbased_traceidratio', 0.25),
    ]));
    process.exit(0);`;
  const kept = JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })) as number[];
  const [, , ratio, , , , , underNobody] = kept;
  expect(kept).toEqual([1000, 0, ratio, 0, 1000, 1000, 0, underNobody]);
  for (const share of [ratio!, underNobody!]) {
    expect(share).toBeGreaterThan(150);
    expect(share).toBeLessThan(350);
  }
});

/** kill -9 in the middle of the work: nothing acknowledged is lost, and nothing happens twice. */
import { setTimeout as pause } from 'node:timers/promises';
import { bringUpToDate } from '../../apps/database';
import { buildContext, makeLog } from '../../apps/context';
import { seedDemo } from '../../apps/demo';
import { config, findPort, isAlive, openDatabase } from '../../libs/database';
import { examine, replayJournal, verifyJournal } from '../../libs/engine';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { install, newFolder, Product, removeFolder } from '../support/product';
import { differencesOf, Load } from './load';

let root: string;
const started: Product[] = [];

beforeAll(() => {
  root = install(newFolder());
});
afterEach(async () => {
  for (const product of started.splice(0)) await product.end();
});
afterAll(() => removeFolder(root));

async function start(options: { data?: string; main?: string; env: Record<string, string> }): Promise<Product> {
  const product = await Product.start({ root, ...options });
  started.push(product);
  if (product.code !== undefined) throw new Error(product.output);
  return product;
}

/** The process of a product's PostgreSQL; the one before while it is being started again. */
function postgresOf(product: Product): number {
  try {
    return product.postgres;
  } catch {
    return NaN;
  }
}

/** What journal, states and timers have to say after everything; prints the counts. */
async function soundness(appUrl: string, loads: Load[], title: string): Promise<Record<string, unknown>> {
  const settings = config({ DATABASE_URL: appUrl, HOMEWARD_LOG: 'silent' });
  const database = await openDatabase(settings);
  try {
    const { engine, settings: rules } = await buildContext(settings, database, makeLog(settings));
    const { lines, broken } = await verifyJournal(database.app);
    const { differences } = await replayJournal(database.app, engine.definitions, rules);
    const { instances, findings } = await examine(engine, database.app, false);
    const { rows } = await database.app.query<{ alerts: number; distinct: number }>(
      `select count(*)::int as alerts, count(distinct (task, instance, kind, rung, occurrence))::int as distinct from homeward.alerts`,
    );
    const acts = loads.reduce((sum, load) => sum + load.acknowledged.length, 0);
    const disturbances = loads.flatMap((load) => [...load.disturbances].map(([what, n]) => `${n} × ${what}`));
    process.stdout.write(
      `${title}: ${acts} acts acknowledged, ${lines} lines, ${instances} instances, ${rows[0]!.alerts} alerts; ${disturbances.join(', ')}\n`,
    );
    return {
      broken,
      differences,
      findings,
      alertsTwice: rows[0]!.alerts - rows[0]!.distinct,
      unlike: await differencesOf(loads, database.app),
    };
  } finally {
    await database.stop();
  }
}

const sound = { broken: undefined, differences: [], findings: [], alertsTwice: 0, unlike: [] };

describe('the whole product', () => {
  let data: string;
  beforeAll(() => {
    data = newFolder();
  });
  afterAll(() => removeFolder(data));

  it('kill -9 of the tree, then of PostgreSQL alone, in the middle of 500 events: both times it goes on as if nothing had been', async () => {
    const env = { HOMEWARD_DEMO: 'on', HOMEWARD_LOG: 'silent', PORT: String(await findPort()) };
    const first = await start({ data, env });
    const load = new Load(first.url);
    await load.signIn();
    const working = load.run();
    await load.answered(load.size / 3);
    await first.kill('tree');
    expect(load.acknowledged.length).toBeLessThan(load.size);
    const second = await start({ data, env });
    await working;
    expect(load.acknowledged).toHaveLength(load.size);

    const more = new Load(second.url);
    await more.signIn();
    const going = more.run();
    for (const part of [0.2, 0.5, 0.8]) {
      await more.answered(more.size * part);
      const { postgres } = second;
      process.kill(postgres, 'SIGKILL');
      await second.until(() => second.code !== undefined || ![postgres, NaN].includes(postgresOf(second)));
    }
    await going;
    // requests were told so while it was away, and the product never went with it
    expect([...more.disturbances.keys()]).toEqual(['503 database_gone application/problem+json']);
    expect(more.acknowledged).toHaveLength(more.size);
    expect(second.code).toBeUndefined();
    expect(second.output).not.toMatch(/error/i);
    expect((await fetch(`${second.url}/health/ready`)).status).toBe(200);
    expect(await soundness(second.address('app'), [load, more], 'whole product')).toEqual(sound);
  });
});

describe('API and worker as processes of their own', () => {
  let database: TestDatabase;
  const env = { HOMEWARD_DEMO: 'off', HOMEWARD_LOG: 'silent' };

  beforeAll(async () => {
    database = await createTestDatabase();
    await bringUpToDate(database.ownerUrl);
    const settings = config({
      DATABASE_URL: database.appUrl,
      MIGRATOR_DATABASE_URL: database.migratorUrl,
      HOMEWARD_DEMO: 'on',
    });
    const opened = await openDatabase(settings);
    await seedDemo(await buildContext(settings, opened, makeLog(settings)));
    await opened.stop();
  });
  afterAll(() => database.drop());

  /** Makes every deadline and every rung due now, as if a month had passed. */
  const hasten = async (): Promise<void> => {
    const now = `date_trunc('milliseconds', clock_timestamp())`;
    await database.owner.query(`update homeward.timers set due_at = ${now} where status = 'armed'`);
    await database.owner.query(
      `update homeward.tasks set next_rung_at = ${now} where closed_at is null and next_rung = 0`,
    );
  };
  const due = async (): Promise<number> => {
    const { rows } = await database.pool.query<{ n: number }>(
      `select (select count(*) from homeward.timers where status = 'armed' and due_at <= clock_timestamp())::int
        + (select count(*) from homeward.tasks where closed_at is null and next_rung_at <= clock_timestamp())::int as n`,
    );
    return rows[0]!.n;
  };
  const fired = async (): Promise<number> =>
    (await database.pool.query(`select from homeward.journal where kind = 'timer'`)).rowCount!;

  it('kill -9 of the API, and of a worker in the middle of its sweep: the others go on, and nothing is lost or done twice', async () => {
    const served = { ...env, DATABASE_URL: database.appUrl, PORT: String(await findPort()) };
    const api = await start({ main: 'api/main.js', env: served });
    const load = new Load(api.url);
    await load.signIn();
    const working = load.run();
    await load.answered(load.size / 4);
    await api.stop('SIGKILL');
    await hasten();
    expect(await due()).toBeGreaterThan(20);
    const worker = await start({ main: 'worker/main.js', env: { ...env, DATABASE_URL: database.appUrl } });
    while ((await fired()) === 0) await pause(2);
    await worker.stop('SIGKILL');
    const again = await start({ main: 'api/main.js', env: served });
    await load.answered(load.size / 2);
    await hasten();
    await start({ main: 'worker/main.js', env: { ...env, DATABASE_URL: database.appUrl } });
    await working;
    while ((await due()) > 0) await pause(50);
    expect(load.acknowledged).toHaveLength(load.size);
    expect([...load.disturbances.keys()].filter((what) => !/^no answer|^409 version_stale/.test(what))).toEqual([]);
    expect(isAlive(again.pid)).toBe(true);
    expect(await soundness(database.appUrl, [load], 'separate processes')).toEqual(sound);
  });
});

/** The API and the worker as processes of their own, over one server. */
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { bringUpToDate } from '../../apps/database';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { install, newFolder, Product, removeFolder } from '../support/product';

const khmer = /[\u1780-\u17ff]{5}/;
const [api, worker] = ['api/main.js', 'worker/main.js'];
let root: string;
let database: TestDatabase;
const started: Product[] = [];

const start = async (main: string, env: Record<string, string> = { DATABASE_URL: database.appUrl }) => {
  const product = await Product.start({ root, main, env });
  started.push(product);
  return product;
};

beforeAll(async () => {
  root = install(newFolder());
  database = await createTestDatabase();
  await bringUpToDate(database.ownerUrl);
});
afterEach(async () => {
  for (const product of started.splice(0)) await product.end();
});
afterAll(async () => {
  await database.drop();
  removeFolder(root);
});

describe('a part that is refused says why in both languages and ends with 1', () => {
  test.each([api, worker])('%s without a server: the embedded database belongs to the whole product', async (main) => {
    const refused = await start(main, {});
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/DATABASE_URL is missing.*npm start/);
    expect(refused.output).toMatch(khmer);
  });

  test('a worker with the clock by hand, which has none', async () => {
    const refused = await start(worker, { DATABASE_URL: database.appUrl, HOMEWARD_CLOCK: 'manual' });
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/HOMEWARD_CLOCK=manual there is no worker/);
    expect(refused.output).toMatch(khmer);
  });

  test('an API whose port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const refused = await start(api, { DATABASE_URL: database.appUrl, PORT: String(port) });
    other.close();
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(new RegExp(`Port ${port} `));
  });

  test.each([api, worker])('%s on a schema that is not current', async (main) => {
    const { rows } = await database.owner.query(
      `delete from homeward.migrations where id = (select max(id) from homeward.migrations) returning timestamp, name`,
    );
    const refused = await start(main);
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/lacks \d{4}-.*npm run migrate/);
    expect(refused.output).toMatch(khmer);
    await database.owner.query('insert into homeward.migrations (timestamp, name) values ($1, $2)', [
      rows[0].timestamp,
      rows[0].name,
    ]);
  });
});

test('an API is ready only while a worker is alive, and both end on a signal', async () => {
  const serving = await start(api);
  const ready = async (): Promise<[number, string]> => {
    const answer = await fetch(`${serving.url}/health/ready`);
    return [answer.status, ((await answer.json()) as { worker: string }).worker];
  };
  expect(await ready()).toEqual([503, 'no worker runs']);
  const working = await start(worker);
  expect(working.output).toMatch(khmer);
  while ((await ready())[0] !== 200) await pause(20);
  expect(await ready()).toEqual([200, 'ready']);
  // one of two may go
  const another = await start(worker);
  await working.stop('SIGTERM');
  expect(working.code).toBe(0);
  while ((await database.pool.query('select from homeward.heartbeats')).rowCount !== 1) await pause(20);
  expect(await ready()).toEqual([200, 'ready']);
  // killed, it leaves its last sign of life behind, which counts for a minute
  await another.stop('SIGKILL');
  expect(await ready()).toEqual([200, 'ready']);
  await database.owner.query(`update homeward.heartbeats set at = at - interval '2 minutes'`);
  expect(await ready()).toEqual([503, expect.stringMatching(/^no sign of life of a worker for 1\d\d s$/)]);
  const third = await start(worker);
  while ((await ready())[0] !== 200) await pause(20);
  await third.stop('SIGINT');
  await serving.stop('SIGINT');
  expect([third.code, serving.code]).toEqual([0, 0]);
});

test('an API that ends breaks off what takes too long, and says so to whoever waits for it', async () => {
  const serving = await start(api);
  await database.owner.query(
    `create function homeward.sleep() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return new; end $$;
     create trigger sleeps before insert on homeward.security_log for each row execute function homeward.sleep()`,
  );
  try {
    const answer = fetch(`${serving.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login: 'nobody', password: 'nothing at all' }),
    });
    // as the application's own login, which sees what its sessions do
    const sleeping = `select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`;
    while ((await database.pool.query(sleeping)).rowCount !== 1) await pause(20);
    const ended = serving.stop('SIGTERM');
    const { status, headers } = await answer;
    expect([status, headers.get('Retry-After')]).toEqual([503, '1']);
    await ended;
    expect(serving.code).toBe(0);
  } finally {
    await database.owner.query('drop function homeward.sleep cascade');
  }
});

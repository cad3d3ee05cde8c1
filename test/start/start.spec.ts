import { createServer, type Server } from 'node:net';
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { findAccount, isAlive, readCredentials } from '../../libs/database';
import { demoPassword } from '../../apps/demo';
import { install, newFolder, Product, removeFolder } from '../support/product';

let root: string;
const started: Product[] = [];
const folders: string[] = [];

const folder = (mode?: number) => {
  const made = newFolder(mode);
  folders.push(made);
  return made;
};
const start = async (
  options: { data?: string; env?: Record<string, string>; root?: string; as?: { uid: number; gid: number } } = {},
) => {
  const product = await Product.start({ root, ...options });
  started.push(product);
  return product;
};
const query = async (product: Product, sql: string, login: 'owner' | 'app' = 'owner') => {
  const client = new Client({ connectionString: product.address(login) });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};
const khmer = /[\u1780-\u17ff]{5}/;

beforeAll(() => {
  root = install(folder());
});
afterEach(async () => {
  for (const product of started.splice(0)) await product.end();
});
afterAll(() => folders.forEach(removeFolder));

describe('a start that is refused says why in both languages, ends with 1 and touches nothing', () => {
  test('a value of the environment that cannot be used is named', async () => {
    const data = join(folder(), 'data');
    const product = await start({ data, env: { PORT: 'eighty', HOMEWARD_CLOCK: 'manual', NODE_ENV: 'production' } });
    expect(product.code).toBe(1);
    expect(product.output).toMatch(/PORT: /);
    expect(product.output).toMatch(khmer);
    expect(existsSync(data)).toBe(false);
    const manual = await start({ data, env: { HOMEWARD_CLOCK: 'manual', NODE_ENV: 'production' } });
    expect(manual.code).toBe(1);
    expect(manual.output).toMatch(/HOMEWARD_CLOCK: manual is refused/);
  });

  test('data of the other clock, real or by hand', async () => {
    const data = join(folder(), 'data');
    const training = await start({ data, env: { HOMEWARD_CLOCK: 'manual', HOMEWARD_DEMO: 'on' } });
    expect(training.url).toMatch(/^http/);
    await training.end();
    const real = await start({ data });
    expect([real.code, real.output]).toEqual([1, expect.stringMatching(/HOMEWARD_CLOCK=manual/)]);
    expect(real.output).toMatch(khmer);

    const office = join(folder(), 'data');
    const started = await start({ data: office, env: { HOMEWARD_DEMO: 'on' } });
    expect(started.url).toMatch(/^http/);
    await started.end();
    const manual = await start({ data: office, env: { HOMEWARD_CLOCK: 'manual' } });
    expect([manual.code, manual.output]).toEqual([1, expect.stringMatching(/written with the real clock/)]);
  });

  test('a taken port, with another one to take', async () => {
    const data = join(folder(), 'data');
    const other: Server = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const product = await start({ data, env: { PORT: String(port) } });
    other.close();
    expect(product.code).toBe(1);
    expect(product.output).toMatch(new RegExp(`Port ${port} .* PORT=\\d+ npm start`));
    expect(product.output).toMatch(khmer);
    expect(existsSync(data)).toBe(false);
  });

  test('a second product on the same data, while the first one goes on', async () => {
    const data = join(folder(), 'data');
    const first = await start({ data });
    const port = new URL(first.url).port;
    for (const env of [{}, { PORT: port }] as Record<string, string>[]) {
      const second = await start({ data, env });
      expect(second.code).toBe(1);
      expect(second.output).toContain(`already runs on ${data} (process ${first.pid})`);
      expect(second.output).toMatch(khmer);
    }
    expect(await query(first, 'select 1 as answers', 'app')).toEqual([{ answers: 1 }]);
  });

  test('data of a newer Homeward, which that version can still open', async () => {
    const data = join(folder(), 'data');
    const product = await start({ data });
    await query(
      product,
      `insert into homeward.migrations (timestamp, name) values (1700000009999, '9999-later-1700000009999')`,
    );
    const before = await query(product, 'select * from homeward.migrations order by id');
    await product.stop();
    const refused = await start({ data });
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/written by a newer Homeward: it knows 9999-later/);
    expect(refused.output).toMatch(khmer);
    // the newer version knows that migration
    writeFileSync(join(root, 'migrations', '9999-later.sql'), 'select 1;');
    const newer = await start({ data });
    expect(await query(newer, 'select * from homeward.migrations order by id')).toEqual(before);
    removeFolder(join(root, 'migrations', '9999-later.sql'));
  });

  test('data of another PostgreSQL, left as they are', async () => {
    const data = join(folder(), 'data');
    const product = await start({ data });
    await product.stop();
    const mark = join(readCredentials(data)!.folder, 'PG_VERSION');
    const copy = join(folder(), 'data');
    cpSync(data, copy, { recursive: true, preserveTimestamps: true });
    writeFileSync(mark, '17\n');
    const changed = statSync(join(readCredentials(data)!.folder, 'global', 'pg_control')).mtimeMs;
    const refused = await start({ data });
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/written by PostgreSQL 17; this Homeward brings PostgreSQL 18.*pg_dump/);
    expect(refused.output).toMatch(khmer);
    expect(statSync(join(readCredentials(data)!.folder, 'global', 'pg_control')).mtimeMs).toBe(changed);
    writeFileSync(mark, '18\n');
    expect((await start({ data })).url).toMatch(/^http/);
  });

  test('data without the file of their passwords, and a folder that holds something else', async () => {
    const data = join(folder(), 'data');
    const product = await start({ data });
    await product.stop();
    renameSync(join(data, 'database.json'), join(data, 'kept.json'));
    const refused = await start({ data });
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/not the file with its passwords/);
    renameSync(join(data, 'kept.json'), join(data, 'database.json'));
    renameSync(join(data, 'postgres', 'PG_VERSION'), join(data, 'postgres', 'PG_VERSION.kept'));
    const damaged = await start({ data });
    expect(damaged.code).toBe(1);
    expect(damaged.output).toMatch(/holds no whole PostgreSQL data. Nothing was changed/);
    renameSync(join(data, 'postgres', 'PG_VERSION.kept'), join(data, 'postgres', 'PG_VERSION'));
    expect((await start({ data })).url).toMatch(/^http/);
  });
});

describe('what was started is ended', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s leaves no process behind', async (signal) => {
    const product = await start({ data: join(folder(), 'data') });
    const { postgres } = product;
    expect(isAlive(postgres)).toBe(true);
    await product.stop(signal);
    expect(product.code).toBe(0);
    expect(isAlive(postgres)).toBe(false);
    expect(existsSync(join(product.data, 'homeward.lock'))).toBe(false);
  });

  test('Ctrl-C sent to the whole group, twice, as a terminal and npm do', async () => {
    const product = await start({ data: join(folder(), 'data') });
    const { postgres } = product;
    process.kill(product.pid, 'SIGINT');
    await product.stop('SIGINT');
    expect(product.code).toBe(0);
    expect(isAlive(postgres)).toBe(false);
  });
});

describe('what was killed comes back', () => {
  test('kill -9 of the product: the PostgreSQL left behind is found, and nothing committed is lost', async () => {
    const data = join(folder(), 'data');
    const first = await start({ data });
    await query(first, `create table homeward.kept as select 42 as answer`);
    const left = await first.kill('product');
    expect(isAlive(left)).toBe(true);
    const second = await start({ data });
    expect(isAlive(left)).toBe(false);
    expect(await query(second, 'select answer from homeward.kept')).toEqual([{ answer: 42 }]);
  });

  test('kill -9 of the whole tree, and the number of the dead PostgreSQL taken by another program', async () => {
    const data = join(folder(), 'data');
    const first = await start({ data });
    await query(first, `create table homeward.kept as select 42 as answer`);
    await first.kill('tree');
    const mark = join(readCredentials(data)!.folder, 'postmaster.pid');
    writeFileSync(mark, readFileSync(mark, 'utf8').replace(/^\d+/, String(process.pid)));
    const second = await start({ data });
    expect(await query(second, 'select answer from homeward.kept')).toEqual([{ answer: 42 }]);
    // its lock, too, names a process that is another one now
    await second.kill('tree');
    writeFileSync(join(data, 'homeward.lock'), JSON.stringify({ pid: process.pid, started: 'before' }));
    expect((await start({ data })).url).toMatch(/^http/);
  });

  test('kill -9 of PostgreSQL alone: the product starts it again and goes on', async () => {
    const product = await start({ data: join(folder(), 'data') });
    const { postgres } = product;
    process.kill(postgres, 'SIGKILL');
    await product.until(
      () =>
        existsSync(join(readCredentials(product.data)!.folder, 'postmaster.pid')) &&
        product.postgres !== postgres &&
        isReady(product),
    );
    expect(await query(product, 'select 1 as answers', 'app')).toEqual([{ answers: 1 }]);
    expect(product.code).toBeUndefined();
  });

  test('a first start that was killed in the middle begins anew', async () => {
    const data = join(folder(), 'data');
    const product = await start({ data });
    await product.stop();
    renameSync(join(data, 'postgres'), join(data, 'postgres.making'));
    expect((await start({ data })).url).toMatch(/^http/);
  });
});

test('later starts keep the passwords, which only their user can read', async () => {
  const data = join(folder(), 'data');
  await (await start({ data })).stop();
  const before = readCredentials(data)!;
  expect(statSync(join(data, 'database.json')).mode & 0o777).toBe(0o600);
  const again = await start({ data });
  expect({ ...readCredentials(data)!, port: 0 }).toEqual({ ...before, port: 0 });
  expect(await query(again, 'select rolname from pg_roles where rolsuper')).toEqual([{ rolname: 'postgres' }]);
});

// what only root can try
if (process.getuid?.() === 0) {
  const other = findAccount()!;

  test('what the application’s login did to itself is undone at the next start', async () => {
    const data = join(folder(), 'data');
    const product = await start({ data, env: { HOMEWARD_DEMO: 'on' } });
    const signIn = async (url: string) => {
      const body = JSON.stringify({ login: 'dsw.kandal', password: demoPassword });
      const headers = { 'content-type': 'application/json' };
      return (await fetch(new URL('/api/v1/session', url), { method: 'POST', headers, body })).status;
    };
    const before = await signIn(product.url);
    expect(before).toBeLessThan(300);
    await query(product, 'alter role homeward_app set default_transaction_read_only = on', 'app');
    // what it set for itself does not reach the connections of the product, and is gone after its next start
    await query(
      product,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'homeward'`,
      'app',
    );
    // a connection that had died in the pool is told as a passing trouble; who tries again, as it says, comes in
    let after = await signIn(product.url);
    for (let more = 0; after === 503 && more < 20; more++) after = await signIn(product.url);
    expect(after).toBe(before);
    const client = new Client({
      connectionString: product.address('app'),
      options: '-c default_transaction_read_only=off',
    });
    await client.connect();
    await client.query(`alter role homeward_app password 'thief'`);
    await client.end();
    await product.stop();
    const again = await start({ data });
    expect(again.url).toMatch(/^http/);
    expect(await signIn(again.url)).toBe(before);
    expect(await query(again, 'show default_transaction_read_only', 'app')).toEqual([
      { default_transaction_read_only: 'off' },
    ]);
  });

  test('an ordinary user starts it too, and root can go on with that user’s data and give them back', async () => {
    const own = folder();
    chmodSync(own, 0o777);
    const data = join(own, 'data');
    const first = await start({ data, as: other.ids });
    expect(first.url).toMatch(/^http/);
    await query(first, `create table homeward.kept as select 42 as answer`);
    await first.stop();
    const asRoot = await start({ data });
    expect(await query(asRoot, 'select answer from homeward.kept')).toEqual([{ answer: 42 }]);
    await asRoot.stop();
    const again = await start({ data, as: other.ids });
    expect(await query(again, 'select answer from homeward.kept')).toEqual([{ answer: 42 }]);
  });

  test('an ordinary user is refused on data of root’s', async () => {
    const data = join(folder(), 'data');
    await (await start({ data })).stop();
    const refused = await start({ data, as: other.ids });
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/belong to another user/);
    expect(refused.output).toMatch(khmer);
  });

  test('in a folder that only root may enter the data lie elsewhere, the start says where, and a restart finds them', async () => {
    const closed = install(join(folder(0o700), 'checkout'));
    const first = await start({ root: closed });
    const place = readCredentials(first.data)!.folder;
    folders.push(join(place, '..'));
    expect(first.output).toContain(place);
    expect(place.startsWith(closed)).toBe(false);
    await query(first, `create table homeward.kept as select 42 as answer`);
    await first.kill('tree');
    const second = await start({ root: closed });
    expect(second.output).toContain(place);
    expect(await query(second, 'select answer from homeward.kept')).toEqual([{ answer: 42 }]);
  });
}

function isReady(product: Product): boolean {
  return readFileSync(join(readCredentials(product.data)!.folder, 'postmaster.pid'), 'utf8').includes('ready');
}

/** A backup, restored elsewhere: the same rows, the same files, a journal that holds, and what fell due meanwhile told once. */
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import sharp from 'sharp';
import { restoreServer } from '../../apps/commands/backup/restoring';
import { verifyBackup } from '../../apps/commands/backup/file';
import { demoPassword } from '../../apps/demo/accounts';
import { places } from '../../apps/demo/places';
import { config, openDatabase, readCredentials } from '../../libs/database';
import { bringUpToDate } from '../../apps/database';
import { createTestDatabase } from '../support/database';
import { install, newFolder, Product, removeFolder } from '../support/product';

const run = promisify(execFile);
const khmer = /[\u1780-\u17ff]{5}/;
const kandal = places[0]!;
const env = { HOMEWARD_DEMO: 'on', HOMEWARD_LOG: 'silent' };

let root: string;
let folder: string;
let file: string;
const started: Product[] = [];

const start = async (data: string): Promise<Product> => {
  const product = await Product.start({ root, data, env });
  started.push(product);
  if (product.code !== undefined) throw new Error(product.output);
  return product;
};

/** Runs a command of the installed product; what it said, and its exit code. */
async function command(name: string, data: string, ...args: string[]) {
  const { PATH, HOME } = process.env;
  const options = { cwd: root, env: { PATH, HOME, ...env, HOMEWARD_DATA_DIR: data }, maxBuffer: 1 << 26 };
  return run(process.execPath, [join(root, 'dist', 'apps', 'commands', `${name}.js`), ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );
}

/** Looks into a data folder whose product may be stopped. */
async function within<T>(data: string, work: (owner: Client) => Promise<T>): Promise<T> {
  const database = await openDatabase(config({ HOMEWARD_DATA_DIR: data }), { mode: 'share', connections: 2 });
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
    await database.stop();
  }
}

/** Rows and their digest, by table. */
async function contents(owner: Client): Promise<Record<string, string>> {
  const { rows } = await owner.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'homeward' and not tablename in ('sessions', 'heartbeats', 'migrations') order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: all } = await owner.query<{ row: string }>(
      `select t::text as row from homeward.${name} t order by 1`,
    );
    const digest = createHash('sha256').update(all.map(({ row }) => row).join('\n'));
    found[name] = `${all.length} rows ${digest.digest('hex')}`;
  }
  return found;
}

async function ask(product: Product, token: string, method: string, path: string, body?: object | Buffer) {
  const isFile = body instanceof Buffer;
  const answer = await fetch(`${product.url}/api/v1${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': isFile ? 'image/png' : 'application/json',
      ...(method === 'POST' && { 'Idempotency-Key': randomUUID() }),
    },
    body: isFile ? new Uint8Array(body) : body && JSON.stringify(body),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, bytes, body: isJson ? JSON.parse(bytes.toString()) : undefined };
}

const signIn = async (product: Product): Promise<string> =>
  (await ask(product, '', 'POST', '/session', { login: 'dsw.kandal', password: demoPassword })).body.token as string;

/** What was there when the backup was made. */
const world = { token: '', instance: '', attachment: '', picture: Buffer.alloc(0), rows: {} as Record<string, string> };

beforeAll(async () => {
  root = install(newFolder());
  folder = newFolder();
  file = join(folder, 'homeward.backup');
  const product = await start(join(folder, 'first'));
  world.token = await signIn(product);
  const child = await ask(product, world.token, 'POST', '/children', {
    names: [{ km: 'សាកល្បង', latin: 'Invented child' }],
    birth: { from: '2010-01-01', to: '2010-12-31', precision: 'year' },
    sex: 'female',
    disability: false,
    area: kandal.commune,
  });
  const data = { children: [child.body.id], reason: 'concern', narrative: 'an invented case' };
  const opened = await ask(product, world.token, 'POST', '/instances', {
    workflow: 'family-support',
    area: kandal.commune,
    data,
  });
  world.instance = opened.body.id;
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
  const sent = await ask(product, world.token, 'POST', `/instances/${world.instance}/attachments`, picture);
  world.attachment = sent.body.id;
  const files = `/instances/${world.instance}/attachments/${world.attachment}`;
  world.picture = (await ask(product, world.token, 'GET', files)).bytes;
  expect([child.status, opened.status, sent.status]).toEqual([201, 201, 201]);
  // made while the product runs; refused over a file that is there
  const made = await command('backup', product.data, '--to', join(folder, 'running.backup'), '--json');
  expect({ code: made.code, stderr: made.stderr }).toEqual({ code: 0, stderr: '' });
  await product.stop();
  await within(product.data, async (owner) => {
    // nobody was at work when it fell due
    await owner.query(
      `update homeward.tasks set opened_at = opened_at - interval '2 hours', next_rung_at = date_trunc('milliseconds', opened_at) - interval '1 hour'
       where instance = $1 and closed_at is null`,
      [world.instance],
    );
    world.rows = await contents(owner);
  });
});
afterEach(async () => {
  for (const product of started.splice(0)) await product.end();
});
afterAll(() => [root, folder].forEach(removeFolder));

describe('npm run backup', () => {
  it('writes one file that only its user can read, and never over another', async () => {
    const made = await command('backup', join(folder, 'first'), '--to', file);
    expect(made.stderr).toBe('');
    expect(made.stdout).toMatch(/^\d+ rows of \d+ tables in /);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = await command('backup', join(folder, 'first'), '--to', file);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/exists already/);
    expect(again.stderr).toMatch(khmer);
    expect(readdirSync(folder).filter((name) => name.endsWith('.making'))).toEqual([]);
  });

  it('says how it is used when the file is not named', async () => {
    const asked = await command('backup', join(folder, 'first'));
    expect(asked.code).toBe(1);
    expect(asked.stderr).toMatch(/--to FILE/);
  });
});

describe('npm run restore', () => {
  const second = () => join(folder, 'second');

  it('overwrites nothing', async () => {
    const refused = await command('restore', join(folder, 'first'), '--from', file);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/is not empty/);
    expect(refused.stderr).toMatch(khmer);
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'a letter'), 'kept');
    expect((await command('restore', other, '--from', file)).code).toBe(1);
    expect(readdirSync(other)).toEqual(['a letter']);
  });

  it('takes no file that is cut off, changed, or something else', async () => {
    const whole = readFileSync(file);
    const plain = gunzipSync(whole).toString();
    const cases: [string, Buffer, RegExp][] = [
      ['cut', whole.subarray(0, whole.length - 200), /no whole backup/],
      ['without its end', gzipSync(plain.split('\n').slice(0, -2).join('\n')), /its end is missing/],
      ['changed', gzipSync(plain.replace('an invented case', 'another invention')), /changed after it was made/],
      ['newer', gzipSync(plain.replace('"0001-engine"', '"9999-later"')), /changed after it was made/],
      ['a letter', Buffer.from('good morning'), /no whole backup/],
    ];
    for (const [name, bytes, why] of cases) {
      const given = join(folder, name);
      writeFileSync(given, bytes);
      const refused = await command('restore', second(), '--from', given);
      expect({ name, code: refused.code }).toEqual({ name, code: 1 });
      expect(refused.stderr).toMatch(why);
    }
    expect(existsSync(second())).toBe(false);
  });

  it('makes the same installation in another folder: rows, keys and files; everybody signs in again', async () => {
    const done = await command('restore', second(), '--from', file, '--json');
    expect(done.stderr).toBe('');
    expect(JSON.parse(done.stdout)).toMatchObject({ broken: null, differences: [] });
    expect(JSON.parse(done.stdout).lines).toBeGreaterThan(100);
    expect(await within(second(), contents)).toEqual(world.rows);
    expect(readCredentials(second())!.seal).toBe(readCredentials(join(folder, 'first'))!.seal);
    expect(readCredentials(second())!.owner).not.toBe(readCredentials(join(folder, 'first'))!.owner);
    expect(existsSync(`${second()}.restoring`)).toBe(false);
    for (const name of ['journal-verify', 'journal-replay', 'doctor'])
      expect({ name, code: (await command(name, second())).code }).toEqual({ name, code: 0 });
  });

  it('catches up: what was due while nobody was at work is told once, however often it starts', async () => {
    const rungs = () =>
      within(second(), async (owner) => {
        const { rows } = await owner.query<{ rung: string; n: number }>(
          `select rung, count(*)::int as n from homeward.alerts a where task in (select id from homeward.tasks where instance = $1) group by task, rung`,
          [world.instance],
        );
        return rows.map(({ n }) => n);
      });
    expect(await rungs()).toEqual([]);
    for (let starts = 0; starts < 2; starts += 1) {
      const product = await start(second());
      expect((await ask(product, world.token, 'GET', '/tasks')).status).toBe(401);
      const token = await signIn(product);
      for (let due = 1; due > 0;) {
        const client = new Client({ connectionString: product.address('owner') });
        await client.connect();
        const { rows } = await client.query<{ due: number }>(
          'select count(*)::int as due from homeward.tasks where closed_at is null and next_rung_at <= clock_timestamp()',
        );
        due = rows[0]!.due;
        await client.end();
      }
      const files = `/instances/${world.instance}/attachments/${world.attachment}`;
      const read = await ask(product, token, 'GET', files);
      expect([read.status, read.bytes.equals(world.picture)]).toEqual([200, true]);
      await product.stop();
      const told = await rungs();
      expect(told.length).toBeGreaterThan(0);
      expect(told.every((n) => n === 1)).toBe(true);
    }
  });

  it('restores the one that was made while people worked', async () => {
    const third = join(folder, 'third');
    const done = await command('restore', third, '--from', join(folder, 'running.backup'), '--json');
    expect(JSON.parse(done.stdout)).toMatchObject({ broken: null, differences: [] });
  });
});

describe('on a server', () => {
  const whole = async () => ({ file, ...(await verifyBackup(file)) });
  const urls = (app: string, owner: string, key: string) =>
    config({ DATABASE_URL: app, MIGRATION_DATABASE_URL: owner, HOMEWARD_SEAL_KEY: key });
  const keyOfFirst = () => readCredentials(join(folder, 'first'))!.seal;

  it('is restored by who may write rows as they were, into an empty database with the same key', async () => {
    const copy = join(folder, 'empty');
    const database = await openDatabase(config({ HOMEWARD_DATA_DIR: copy }), { connections: 2 });
    try {
      await bringUpToDate(database.ownerUrl!);
      const { superuser, port } = readCredentials(copy)!;
      const admin = `postgresql://postgres:${superuser}@127.0.0.1:${port}/homeward`;
      await expect(restoreServer(urls(database.appUrl, admin, '0'.repeat(64)), await whole())).rejects.toMatchObject({
        reason: 'otherKey',
      });
      const restored = await restoreServer(urls(database.appUrl, admin, keyOfFirst()), await whole());
      expect(restored.verified.broken).toBeUndefined();
      expect(restored.replayed.differences).toEqual([]);
      // and only once
      await expect(restoreServer(urls(database.appUrl, admin, keyOfFirst()), await whole())).rejects.toMatchObject({
        reason: 'used',
      });
    } finally {
      await database.stop();
    }
  });

  it('refuses a login that may not, by name, and changes nothing', async () => {
    const database = await createTestDatabase();
    try {
      const asked = urls(database.appUrl, database.ownerUrl, keyOfFirst());
      await expect(restoreServer(asked, await whole())).rejects.toMatchObject({ reason: 'mayNot' });
      await expect(restoreServer(config({ DATABASE_URL: database.appUrl }), await whole())).rejects.toMatchObject({
        reason: 'owner',
      });
      const { rows } = await database.owner.query('select from homeward.people');
      expect(rows).toEqual([]);
    } finally {
      await database.drop();
    }
  });

  it('refuses a backup of a newer version', async () => {
    const { header, footer } = await verifyBackup(file);
    const newer = { file, footer, header: { ...header, migrations: [...header.migrations, '9999-later'] } };
    const database = await createTestDatabase();
    try {
      const asked = urls(database.appUrl, database.ownerUrl, keyOfFirst());
      await expect(restoreServer(asked, newer)).rejects.toMatchObject({ reason: 'newer' });
    } finally {
      await database.drop();
    }
  });
});

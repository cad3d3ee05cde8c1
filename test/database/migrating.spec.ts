/** A migration beside processes that work: nobody's act fails by it, whoever waits is told so, and the version before may start. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import {
  appliedMigrations,
  config,
  migrate,
  openDatabase,
  readMigrations,
  refuseOtherVersion,
  type Migration,
} from '../../libs/database';
import { patience } from '../../libs/database/migrations-held';
import { World, type Answer } from '../api/world';
import { fixture } from '../engine/fixture';

let world: World;
const held: PoolClient[] = [];

beforeAll(async () => {
  const before = async (database: { appUrl: string }): Promise<void> => {
    // less patient than the product, in the same proportion to the migration
    database.appUrl = `${database.appUrl}?options=${encodeURIComponent('-c lock_timeout=1500')}`;
  };
  world = await World.open({ workflows: [fixture], before });
}, 60_000);
afterEach(async () => {
  for (const client of held.splice(0)) {
    await client.query('rollback');
    client.release();
  }
  // the samples are no migrations of the next test
  await world.database.owner.query(`delete from homeward.migrations where name like '9%'`);
});
afterAll(() => world.close());

const sample = (name: string, sql: string): Migration[] => [...readMigrations(), { name, sql }];

/** Takes a lock and keeps it until the test ends, or lets go. */
async function hold(sql: string): Promise<{ letGo(): Promise<void> }> {
  const client = await world.database.owner.connect();
  held.push(client);
  await client.query(`begin; ${sql}`);
  return {
    async letGo() {
      await client.query('rollback');
    },
  };
}

/** Whether a statement waits for a lock on a table. */
async function isWaiting(words: string): Promise<boolean> {
  const { rows } = await world.database.owner.query<{ waits: boolean }>(
    `select exists (select from pg_locks l where not granted and relation = 'homeward.${words}'::regclass) as waits`,
  );
  return rows[0]!.waits;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(5);
}

const open = (token: string, key?: string): Promise<Answer> =>
  world.send('/api/v1/instances', {
    token,
    body: { workflow: 'fixture', area: '081001', data: { amount: 1 } },
    key,
  });
const check = (token: string, id: string, key: string): Promise<Answer> =>
  world.send(`/api/v1/instances/${id}/events`, {
    token,
    key,
    body: { type: 'thing.checked', data: { amount: 2 } },
    headers: { 'If-Match': '"1"' },
  });

/** An act that is sent again once, with its key, where the first answer was none. */
async function act(send: (key: string) => Promise<Answer>): Promise<Answer> {
  const key = randomUUID();
  const first = await send(key);
  return first.status === 503 ? send(key) : first;
}

it('gives way and comes again, while people work; no act fails beyond one retry', async () => {
  const commune = await world.signIn('commune.beside', 'commune', '081001');
  const supervisor = await world.signIn('supervisor.beside', 'districtSupervisor', '0810');
  let isOver = false;
  const answers: number[] = [];
  const client = async (): Promise<void> => {
    while (!isOver) {
      const opened = await act((key) => open(commune.token, key));
      answers.push(opened.status);
      if (opened.status === 201) {
        const { status } = await act((key) => check(supervisor.token, opened.body.id as string, key));
        answers.push(status);
      }
    }
  };
  const working = Promise.all([1, 2, 3, 4, 5, 6].map(client));
  // somebody in the middle of a long act
  const long = await hold('lock table homeward.tasks in row exclusive mode');
  const migrating = migrate(
    world.database.ownerUrl,
    sample('9001-busy', 'alter table homeward.tasks add column beside_test int not null default 1'),
    { lock: 200, pauses: [10, 10, 10, ...patience.pauses] },
  );
  await until(() => isWaiting('tasks'));
  // it gives way; people go on although it has not run
  await until(async () => !(await isWaiting('tasks')));
  const before = answers.length;
  await until(() => answers.length > before + 20);
  await long.letGo();
  expect(await migrating).toEqual(['9001-busy']);
  const after = answers.length;
  await until(() => answers.length > after + 20);
  isOver = true;
  await working;
  expect(answers.filter((status) => status !== 201 && status !== 200)).toEqual([]);
  const { rows } = await world.database.owner.query('select distinct beside_test from homeward.tasks');
  expect(rows).toEqual([{ beside_test: 1 }]);
}, 60_000);

it('is told as busy to whoever waits too long, for the whole batch, and nothing is refused or half done', async () => {
  const commune = await world.signIn('commune.waits', 'commune', '081001');
  const keys = [1, 2, 3].map(() => randomUUID());
  // what is written within a unit alone
  const migration = await hold('lock table homeward.contents in access exclusive mode');
  const told = await Promise.all(keys.map((key) => open(commune.token, key)));
  expect(told.map(({ status, body }) => [status, body.code])).toEqual(keys.map(() => [503, 'busy']));
  expect(told.every(({ headers }) => Number(headers.get('Retry-After')) > 0)).toBe(true);
  await migration.letGo();
  const again = await Promise.all(keys.map((key) => open(commune.token, key)));
  expect(again.map(({ status }) => status)).toEqual([201, 201, 201]);
  const { rows } = await world.database.owner.query<{ kind: string; n: number }>(
    `select kind, count(*)::int as n from homeward.journal where key = any($1) group by kind`,
    [keys],
  );
  expect(rows).toEqual([{ kind: 'event', n: 3 }]);
}, 60_000);

it('holds a rung up, and does not mark it as failed', async () => {
  const commune = await world.signIn('commune.rungs', 'commune', '081001');
  const { body } = await open(commune.token);
  const next = async () =>
    (
      await world.database.owner.query<{ task: string; rung: number; at: Date; isPast: boolean }>(
        `select id as task, next_rung as rung, next_rung_at as at, next_rung_at < opened_at as "isPast" from homeward.tasks where instance = $1`,
        [body.id],
      )
    ).rows[0]!;
  const fire = async (): Promise<string> => {
    const rung = { ...(await next()), name: 'x', kind: 'task.due', en: 'x', km: 'x', toRoles: ['commune'] };
    const { rows } = await world.context.pool.query<{ told: { result: string }[] }>(
      'select homeward.fire_rungs($1::jsonb) as told',
      [JSON.stringify([{ ...rung, deliveries: [], nobody: true }])],
    );
    return rows[0]!.told[0]!.result;
  };
  while ((await next()).isPast) expect(await fire()).toBe('passed');
  await world.clock.set((await next()).at.getTime());
  const migration = await hold('lock table homeward.alerts in access exclusive mode');
  await expect(fire()).rejects.toMatchObject({ code: '55P03' });
  await migration.letGo();
  expect(await fire()).toBe('fired');
}, 60_000);

it('is refused in both languages after its last try, with the names of who stands in the way', async () => {
  await hold(`set local application_name = 'a long report'; lock table homeward.visits in access share mode`);
  const { ownerUrl, owner } = world.database;
  const refused = await migrate(
    ownerUrl,
    sample('9002-held', 'create table homeward.held_test (); drop table homeward.visits'),
    { lock: 400, pauses: [1] },
  ).catch((error: unknown) => error);
  expect(refused).toMatchObject({ reason: 'migration_held', given: { migration: '9002-held', tries: '2' } });
  for (const text of Object.values((refused as { text: { en: string; km: string } }).text))
    expect(text).toMatch(/process \d+ \(homeward_owner, a long report\) on homeward\.visits/);
  expect(await appliedMigrations(owner)).not.toContain('9002-held');
  expect((await owner.query(`select to_regclass('homeward.held_test') as there`)).rows).toEqual([{ there: null }]);
});

it('waits for a shorter time than the product’s connections, which give up after seconds', async () => {
  const database = await openDatabase(config({ DATABASE_URL: world.database.appUrl.replace(/\?.*/, '') }));
  try {
    const { rows } = await database.app.query<{ lock_timeout: string }>('show lock_timeout');
    expect(rows).toEqual([{ lock_timeout: '5s' }]);
    expect(patience.lock).toBeLessThan(5_000);
  } finally {
    await database.stop();
  }
});

it('lets a process of the version before start where the migration says so, and never an older migrate', async () => {
  const { ownerUrl, owner, pool } = world.database;
  await expect(refuseOtherVersion(pool)).resolves.toBeUndefined();
  const ours = readMigrations().at(-1)!.name.slice(0, 4);
  await migrate(ownerUrl, sample('9003-marked', `-- beside: ${ours}\nselect 1`));
  await expect(refuseOtherVersion(pool)).resolves.toBeUndefined();
  await expect(migrate(ownerUrl)).rejects.toMatchObject({ reason: 'newer_homeward' });
  // one that is for a later version than this, and one that says nothing
  for (const [name, text] of [
    ['9004-later', '-- beside: 9003\nselect 1'],
    ['9005-silent', 'select 1'],
  ] as const) {
    await migrate(ownerUrl, [...sample('9003-marked', ''), { name, sql: text }]);
    await expect(refuseOtherVersion(pool)).rejects.toMatchObject({
      reason: 'newer_homeward',
      given: { migrations: name },
    });
    await owner.query('delete from homeward.migrations where name like $1', [`${name}%`]);
  }
});

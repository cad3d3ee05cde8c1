import { connect } from 'node:net';
import { Queue, createPostgresBackend } from 'bullmq';
import Redis from 'ioredis';
import { Alerts, DueQueue, Heartbeat, migrateQueue, silenceOf, Sweeper } from '../../libs/alerts';
import { RealClock } from '../../libs/engine/clock';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { armTimer, firstSettings, openInstance, openTask, seed, Seats } from '../../test/support/obligations';
import { sayAlive } from './alive';
import { compareQueue, startWorker, type RunningWorker, type WorkerContext } from '.';

/** A Redis database of the tests' own. */
const redis = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379/9';
const hour = 3_600_000;

let db: TestDatabase;
const running: RunningWorker[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  await seed(db);
  await migrateQueue(db.ownerUrl);
  await migrateQueue(db.ownerUrl);
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.owner.query(
    'truncate homeward.deliveries, homeward.alerts, homeward.troubles, homeward.tasks, homeward.timers cascade',
  );
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.close()));
});

function contextOf(
  redisUrl: string | undefined,
  clock: 'real' | 'manual' = 'real',
): WorkerContext & { warnings: string[]; fired: string[] } {
  const real = new RealClock();
  const alerts = new Alerts({
    pool: db.pool,
    clock: real,
    settings: firstSettings,
    directory: new Seats(),
    titles: () => undefined,
  });
  const warnings: string[] = [];
  const fired: string[] = [];
  const engine = {
    async fireDue(until: number): Promise<number> {
      const { rows } = await db.owner.query(
        `update homeward.timers set status = 'fired' where status = 'armed' and due_at <= $1 returning timer`,
        [new Date(until)],
      );
      fired.push(...rows.map((row) => row.timer));
      return rows.length;
    },
  };
  const settings = { covered: async () => ({ needed: false, version: 1, text: { en: '', km: '' } }) };
  return {
    config: { clock, redisUrl },
    pool: db.pool,
    clock: real,
    sweeper: new Sweeper({ pool: db.pool, engine, alerts, clock: real, settings }),
    log: {
      info: () => undefined,
      warn: (_, text) => void warnings.push(text),
      error: (_, text) => void warnings.push(text),
    },
    warnings,
    fired,
  };
}

/** Waits for what a running worker does on the real clock; fails after ten seconds. */
async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`not within ten seconds: ${what}`);
}

async function begin(context: WorkerContext, pace = { sweep: hour, fill: hour }): Promise<RunningWorker> {
  const worker = await startWorker(context, pace);
  running.push(worker);
  return worker;
}

function redisAnswers(): Promise<boolean> {
  const { hostname, port } = new URL(redis);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 6379) });
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('close', () => resolve(false));
    socket.once('error', () => resolve(false));
  });
}

const backends: { name: 'postgresql' | 'redis'; url: string | undefined; empty(): Promise<void> }[] = [
  {
    name: 'postgresql',
    url: undefined,
    empty: async () => {
      const { rows } = await db.owner.query(
        `select string_agg(format('bullmq.%I', tablename), ', ') as tables from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'`,
      );
      await db.owner.query(`truncate ${rows[0].tables}`);
    },
  },
  {
    name: 'redis',
    url: redis,
    empty: async () => {
      const client = new Redis(redis);
      await client.flushdb();
      client.disconnect();
    },
  },
];

describe.each(backends)('the queue on $name', ({ name, url, empty }) => {
  let answers = true;
  beforeAll(async () => {
    answers = !url || (await redisAnswers());
    if (!answers) process.stderr.write(`no Redis at ${redis}: the queue's tests on Redis are left out\n`);
  });
  beforeEach(async () => {
    if (answers) await empty();
  });
  const where = (title: string, test: () => Promise<void>) => it(title, async () => (answers ? test() : undefined));

  where('wakes the sweeper when a timer and a rung are due, without waiting for the next sweep', async () => {
    const instance = await openInstance(db.owner);
    await armTimer(db.owner, instance, Date.now() + 1_200, 'punctual');
    const task = await openTask(db.owner, { at: Date.now() + 1_500, ladder: 'high', openedAt: Date.now() });
    const context = contextOf(url);
    await begin(context);
    await until('timer fired', () => context.fired.includes('punctual'));
    await until(
      'rung fired',
      async () => (await db.pool.query('select from homeward.alerts where task = $1', [task])).rowCount === 1,
    );
  });

  where('catches up on start with what was due while no worker ran', async () => {
    const instance = await openInstance(db.owner);
    await armTimer(db.owner, instance, Date.now() - 5 * 24 * hour, 'missed');
    const context = contextOf(url);
    await begin(context);
    await until('timer fired', () => context.fired.includes('missed'));
  });

  where('loses nothing when the queue is emptied: the sweeper fires every timer and rung that had a job', async () => {
    const instance = await openInstance(db.owner);
    const names = Array.from({ length: 30 }, (_, i) => `kept${i}`);
    for (const [i, name] of names.entries()) await armTimer(db.owner, instance, Date.now() + 1_500 + i * 10, name);
    const task = await openTask(db.owner, { at: Date.now() + 1_500, ladder: 'high', openedAt: Date.now() });
    const context = contextOf(url);
    await begin(context, { sweep: 200, fill: hour });
    await until('the jobs wait', async () => (await countJobs(url)) > names.length);
    await empty();
    expect(await countJobs(url)).toBe(0);
    await until('every timer fired', () => context.fired.length >= names.length);
    expect([...context.fired].sort()).toEqual([...names].sort());
    await until(
      'rung fired',
      async () => (await db.pool.query('select from homeward.alerts where task = $1', [task])).rowCount === 1,
    );
  });

  where('two workers fire a timer once', async () => {
    const instance = await openInstance(db.owner);
    for (let i = 0; i < 5; i += 1) await armTimer(db.owner, instance, Date.now() + 1_000 + i, `timer${i}`);
    const one = contextOf(url);
    const two = contextOf(url);
    await Promise.all([begin(one, { sweep: 100, fill: hour }), begin(two, { sweep: 100, fill: hour })]);
    await until('all fired', () => one.fired.length + two.fired.length >= 5);
    expect([...one.fired, ...two.fired].sort()).toEqual(['timer0', 'timer1', 'timer2', 'timer3', 'timer4']);
  });

  where('adds many jobs in bulk, once each, and a timer armed again gets a job of its own', async () => {
    const instance = await openInstance(db.owner);
    for (let i = 0; i < 40; i += 1) await armTimer(db.owner, instance, Date.now() + hour / 2, `xstate.after.P-08.${i}`);
    const queue = new DueQueue({ appUrl: db.appUrl, redisUrl: url });
    try {
      expect(await queue.fill(db.pool, Date.now())).toBe(40);
      expect(await queue.fill(db.pool, Date.now())).toBe(0);
      expect(await queue.fill(db.pool, Date.now(), true)).toBe(40);
      await db.owner.query(`update homeward.timers set status = 'cancelled' where timer = 'xstate.after.P-08.0'`);
      await armTimer(db.owner, instance, Date.now() + hour / 2, 'xstate.after.P-08.0', 2);
      expect(await queue.fill(db.pool, Date.now())).toBe(1);
      expect(await queue.health()).toEqual({ backend: name, reachable: true });
    } finally {
      await queue.close();
    }
    expect(await countJobs(url)).toBe(41);
  });

  where('compares jobs with rows: what has no job, and what has no row', async () => {
    const instance = await openInstance(db.owner);
    await armTimer(db.owner, instance, Date.now() + hour / 2, 'cancelled');
    const context = contextOf(url);
    const queue = new DueQueue({ appUrl: db.appUrl, redisUrl: url });
    await queue.fill(db.pool, Date.now());
    await queue.close();
    await db.owner.query(`update homeward.timers set status = 'cancelled'`);
    await armTimer(db.owner, instance, Date.now() + hour / 2, 'alone', 2);
    const difference = await compareQueue(context);
    expect(difference.missing).toEqual([expect.stringContaining('.2.alone.')]);
    expect(difference.orphans).toEqual([]);
    await db.owner.query('delete from homeward.timers');
    expect((await compareQueue(context)).orphans).toEqual([expect.stringContaining('.1.cancelled.')]);
  });
});

async function countJobs(redisUrl: string | undefined): Promise<number> {
  const connection = redisUrl ? new Redis(redisUrl, { maxRetriesPerRequest: null }) : undefined;
  const queue = connection
    ? new Queue('homeward-due', { connection })
    : new Queue(
        'homeward-due',
        { connection: { connectionString: db.appUrl, schema: 'bullmq' } },
        createPostgresBackend as any,
      );
  try {
    return await queue.getDelayedCount();
  } finally {
    await queue.close();
    connection?.disconnect();
  }
}

describe('without a queue', () => {
  it('the worker sweeps on when the queue is unreachable, says so once, and is well', async () => {
    const instance = await openInstance(db.owner);
    await armTimer(db.owner, instance, Date.now() + 500, 'unaided');
    const context = contextOf('redis://127.0.0.1:1');
    const worker = await begin(context, { sweep: 100, fill: 100 });
    await until('timer fired', () => context.fired.includes('unaided'));
    expect(await worker.problem()).toBeUndefined();
    expect(await worker.queueHealth()).toMatchObject({ backend: 'redis', reachable: false });
    expect(context.warnings).toEqual(['the queue is gone; the sweeper goes on without it']);
    await worker.close();
    expect(await worker.problem()).toBe('the worker is stopped');
  });

  it('the worker sweeps on when the queue’s tables are missing', async () => {
    await db.owner.query('alter schema bullmq rename to elsewhere');
    try {
      const instance = await openInstance(db.owner);
      await armTimer(db.owner, instance, Date.now() + 500, 'unaided');
      const context = contextOf(undefined);
      const worker = await begin(context, { sweep: 100, fill: 100 });
      await until('timer fired', () => context.fired.includes('unaided'));
      expect(await worker.queueHealth()).toMatchObject({ reachable: false });
    } finally {
      await db.owner.query('alter schema elsewhere rename to bullmq');
    }
  });

  it('with the clock by hand there is neither queue nor sweep', async () => {
    const instance = await openInstance(db.owner);
    await armTimer(db.owner, instance, Date.now() - hour, 'waiting');
    const context = contextOf(undefined, 'manual');
    const worker = await begin(context, { sweep: 1, fill: 1 });
    expect(await worker.queueHealth()).toBeUndefined();
    expect(await compareQueue(context)).toEqual({ missing: [], orphans: [] });
    expect(context.fired).toEqual([]);
  });
});

describe('the probe of a worker alone', () => {
  const ask = async (port: number, path: string, method = 'GET') => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    return [answer.status, await answer.json()];
  };

  it('is answered while rounds end, also those that fail, and says why the worker has to be started again', async () => {
    const context = contextOf(undefined);
    const failing = { sweep: () => Promise.reject(new Error('no table')), halt: () => undefined } as unknown as Sweeper;
    const worker = await begin({ ...context, sweeper: failing }, { sweep: 20, fill: hour });
    const found: { hung?: string } = {};
    const alive = await sayAlive({ hung: () => found.hung ?? worker.hung() }, { host: '127.0.0.1', port: 0 });
    await until('a failed sweep', () => context.warnings.includes('the sweep failed and is tried again'));
    expect(await ask(alive.port, '/health/live')).toEqual([200, { status: 'ok' }]);
    found.hung = 'no round has ended for 601 s';
    expect(await ask(alive.port, '/health/live')).toEqual([503, { status: 'error', problem: found.hung }]);
    for (const [path, method] of [
      ['/', 'GET'],
      ['/health/live', 'POST'],
    ] as const)
      expect((await ask(alive.port, path, method))[0]).toBe(404);
    await alive.close();
    await worker.close();
  });

  it('counts a round that does not end', async () => {
    let release = (): void => undefined;
    const stuck = { sweep: () => new Promise<void>((resolve) => (release = resolve)), halt: () => release() };
    const worker = await begin(
      { ...contextOf(undefined), sweeper: stuck as unknown as Sweeper },
      { sweep: 20, fill: hour },
    );
    const later = Date.now() + 601_000;
    const now = jest.spyOn(Date, 'now').mockReturnValue(later);
    expect(worker.hung()).toMatch(/^no round has ended for 60\d s$/);
    now.mockRestore();
    expect(worker.hung()).toBeUndefined();
    await worker.close();
  });
});

describe('the sign of life', () => {
  it('is missing before the first sweep, there while the worker sweeps, and taken back when it ends', async () => {
    await db.owner.query('truncate homeward.heartbeats');
    expect(await silenceOf(db.pool)).toBe('no worker runs');
    const worker = await begin(contextOf(undefined), { sweep: 20, fill: hour });
    await until('a sign of life', async () => (await silenceOf(db.pool)) === undefined);
    await worker.close();
    expect(await silenceOf(db.pool)).toBe('no worker runs');
  });

  it('counts for a minute, and is not given by a worker whose sweeps fail', async () => {
    await db.owner.query('truncate homeward.heartbeats');
    const context = contextOf(undefined);
    const failing = { sweep: () => Promise.reject(new Error('no table')), halt: () => undefined } as unknown as Sweeper;
    const worker = await begin({ ...context, sweeper: failing }, { sweep: 20, fill: hour });
    await until('a failed sweep', () => context.warnings.includes('the sweep failed and is tried again'));
    expect(await silenceOf(db.pool)).toBe('no worker runs');
    await worker.close();
    await new Heartbeat(db.pool).beat();
    await db.owner.query(`update homeward.heartbeats set at = clock_timestamp() - interval '59 seconds'`);
    expect(await silenceOf(db.pool)).toBeUndefined();
    await db.owner.query(`update homeward.heartbeats set at = clock_timestamp() - interval '61 seconds'`);
    expect(await silenceOf(db.pool)).toBe('no sign of life of a worker for 61 s');
    await db.owner.query(`update homeward.heartbeats set at = clock_timestamp() - interval '2 days'`);
    await new Heartbeat(db.pool).beat();
    expect((await db.pool.query('select from homeward.heartbeats')).rowCount).toBe(1);
  });
});

describe('the queue’s own tables', () => {
  it('are the owner’s: the application works in them, and can change or remove none', async () => {
    const { rows } = await db.owner.query(`select tablename from pg_tables where schemaname = 'bullmq'`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { tablename } of rows) {
      await expect(db.pool.query(`drop table bullmq.${tablename}`)).rejects.toMatchObject({ code: '42501' });
      await expect(db.pool.query(`alter table bullmq.${tablename} add column more int`)).rejects.toMatchObject({
        code: '42501',
      });
    }
    await expect(db.pool.query('create table homeward.mine (id int)')).rejects.toMatchObject({ code: '42501' });
  });
});

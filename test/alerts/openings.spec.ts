/** The opening of a visit's window: a row before it is a job, told once to who is to make the visit. */
import { connect } from 'node:net';
import Redis from 'ioredis';
import { startWorker, type WorkerContext } from '../../apps/worker';
import { Alerts, DueQueue, InboxChannel, migrateQueue, readHealth, Sweeper, type Channel } from '../../libs/alerts';
import { RealClock } from '../../libs/engine/clock';
import { startOf } from '../../workflows/time';
import { createTestDatabase, type TestDatabase } from '../support/database';
import {
  cast,
  firstSettings,
  openTask,
  phnomPenh,
  seed,
  Seats,
  TestClock,
  type Obligation,
} from '../support/obligations';

/** A Redis database of the tests' own. */
const redis = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379/8';
const titles = () => ({ en: 'Visit the child', km: 'ចុះតាមដាន' });

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await seed(db);
  await migrateQueue(db.ownerUrl);
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.owner.query(
    'truncate homeward.deliveries, homeward.alerts, homeward.troubles, homeward.tasks, homeward.timers cascade',
  );
});

/** A visit's task whose window opens at an instant (epoch ms), as the write door opens it. */
async function openVisit(opens: number, given: Obligation): Promise<string> {
  const id = await openTask(db.owner, given);
  const { rows } = await db.owner.query<{ id: string }>(
    `with copied as (select to_jsonb(t) as task from homeward.tasks t where id = $1)
     insert into homeward.tasks select (jsonb_populate_record(null::homeward.tasks, task || jsonb_build_object('id', gen_random_uuid(),
       'key', 'visit:1/' || left(task ->> 'id', 8), 'opens_at', $2::timestamptz))).* from copied returning id`,
    [id, new Date(opens)],
  );
  await db.owner.query('delete from homeward.tasks where id = $1', [id]);
  return rows[0]!.id;
}

const sent = async (task: string): Promise<string[]> =>
  (
    await db.pool.query<{ said: string }>(
      `select a.rung || ' ' || to_char(a.fired_at at time zone 'Asia/Phnom_Penh', 'MM-DD HH24:MI') as said from homeward.alerts a where a.task = $1 order by a.due_at, a.rung`,
      [task],
    )
  ).rows.map(({ said }) => said);

function alertsOn(clock: TestClock, channels: Channel[] = [new InboxChannel()]): Alerts {
  return new Alerts({ pool: db.pool, clock, settings: firstSettings, directory: new Seats(), titles, channels });
}

async function sweepAt(instants: string[], channels?: Channel[]): Promise<void> {
  const clock = new TestClock(0);
  const alerts = alertsOn(clock, channels);
  for (const instant of instants) {
    clock.instant = phnomPenh(instant);
    await alerts.sweep();
  }
}

describe('the opening of a window', () => {
  it('is told once on its day to the worker in charge, in both languages, by reference and dates alone', async () => {
    const task = await openVisit(startOf('2017-05-19'), { on: '2017-05-22' });
    await sweepAt(['2017-05-18T23:59:00', '2017-05-19T00:00:00', '2017-05-19T00:00:00', '2017-05-20T09:00:00']);
    expect(await sent(task)).toEqual(['reminder-7 05-18 23:59', 'opens 05-19 00:00']);
    const { rows } = await db.pool.query(
      `select a.kind, a.to_roles, a.text_en, a.text_km, a.safety, d.person, d.channel, d.reason from homeward.alerts a join homeward.deliveries d on d.alert = a.id
       where a.task = $1 and a.rung = 'opens'`,
      [task],
    );
    expect(rows).toEqual([
      {
        kind: 'task.opens',
        to_roles: ['dsw'],
        text_en: expect.stringMatching(
          /^Visit the child \(GK-2017-\d{6}\) may be done from .*19 May 2017; it is due on .*22 May 2017\.$/,
        ),
        text_km: expect.stringMatching(/^ចុះតាមដាន \(GK-2017-\d{6}\) អាចធ្វើបានចាប់ពី.*ហើយត្រូវបញ្ចប់នៅ/),
        safety: false,
        person: cast.worker,
        channel: 'inbox',
        reason: 'holder',
      },
    ]);
  });

  it('is said by the reminder of that very day, and not a second time', async () => {
    const task = await openVisit(startOf('2017-05-15'), { on: '2017-05-22' });
    await sweepAt(['2017-05-15T00:00:00', '2017-05-16T00:00:00']);
    expect(await sent(task)).toEqual(['reminder-7 05-15 00:00']);
    const { rows } = await db.pool.query('select text_en from homeward.alerts where task = $1', [task]);
    expect(rows[0].text_en).toMatch(/^Reminder: .* may be done from .*15 May 2017 and is due on .*22 May 2017\.$/);
  });

  it('is the one word before the day at high risk, waits for the morning outside the product, and wakes nobody on duty', async () => {
    await db.owner.query(
      `insert into homeward.people (id, name_km, name_en, email, added_at) values ($1, 'ក', 'Invented Worker', 'worker@example.org', now())`,
      [cast.worker],
    );
    await db.owner.query(
      `insert into homeward.profiles (person, digits, channels, email, quiet_from, quiet_until, changed_at)
       values ($1, 'khmer', '{"email":["reminder"]}', 'worker@example.org', 1260, 390, now())`,
      [cast.worker],
    );
    const email: Channel = { name: 'email', needs: 'email', copies: true, send: async () => undefined };
    const task = await openVisit(startOf('2017-05-19'), { on: '2017-05-22', ladder: 'high' });
    await sweepAt(['2017-05-19T00:00:00'], [new InboxChannel(), email]);
    const { rows } = await db.pool.query(
      `select d.channel, d.copy, d.due_at from homeward.alerts a join homeward.deliveries d on d.alert = a.id where a.task = $1 order by d.channel desc`,
      [task],
    );
    expect(rows).toEqual([
      { channel: 'inbox', copy: false, due_at: new Date(phnomPenh('2017-05-19T00:00:00')) },
      { channel: 'email', copy: false, due_at: new Date(phnomPenh('2017-05-19T06:30:00')) },
    ]);
  });

  it('is not told of a visit that was planned when its window was open, made before, or closed', async () => {
    const open = await openVisit(startOf('2017-04-30'), { on: '2017-05-03' });
    const closed = await openVisit(startOf('2017-05-19'), { on: '2017-05-22', ladder: 'high' });
    await db.owner.query('update homeward.tasks set closed_at = $2, next_rung_at = null where id = $1', [
      closed,
      new Date(phnomPenh('2017-05-10T09:00:00')),
    ]);
    await sweepAt(['2017-05-02T12:00:00', '2017-05-19T00:00:00']);
    expect((await sent(open)).filter((one) => one.startsWith('opens'))).toEqual([]);
    expect(await sent(closed)).toEqual([]);
  });

  it('that is late counts for the dead-man check', async () => {
    await openVisit(startOf('2017-05-19'), { on: '2017-05-22', ladder: 'high' });
    const clock = new TestClock(phnomPenh('2017-05-19T00:10:00'));
    expect(await readHealth(db.pool, clock)).toMatchObject({ oldestRung: 600, stalledRung: 600 });
    await alertsOn(clock).sweep();
    expect((await readHealth(db.pool, clock)).oldestRung).toBe(0);
  });

  it('of before its task was opened is late only since then', async () => {
    const task = await openVisit(startOf('2017-05-19'), { on: '2017-05-22', ladder: 'high' });
    await db.owner.query(
      'update homeward.tasks set opening_at = null, next_rung_at = $2, opened_at = $3 where id = $1',
      [task, new Date(phnomPenh('2017-05-12T00:00:00')), new Date(phnomPenh('2017-05-19T00:09:00'))],
    );
    const clock = new TestClock(phnomPenh('2017-05-19T00:10:00'));
    expect(await readHealth(db.pool, clock)).toMatchObject({ oldestRung: 60, stalledRung: 60 });
  });
});

const backends: { name: string; url: string | undefined; empty(): Promise<void> }[] = [
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

function redisAnswers(): Promise<boolean> {
  const { hostname, port } = new URL(redis);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 6379) });
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

function contextOf(redisUrl: string | undefined): WorkerContext {
  const clock = new RealClock();
  const alerts = new Alerts({ pool: db.pool, clock, settings: firstSettings, directory: new Seats(), titles });
  const settings = { covered: async () => ({ needed: false, version: 1, text: { en: '', km: '' } }) };
  const silent = () => undefined;
  return {
    config: { clock: 'real', redisUrl },
    pool: db.pool,
    clock,
    sweeper: new Sweeper({ pool: db.pool, engine: { fireDue: async () => 0 }, alerts, clock, settings }),
    log: { info: silent, warn: silent, error: silent },
  };
}

describe.each(backends)('the queue on $name', ({ name, url, empty }) => {
  let answers = true;
  beforeAll(async () => {
    answers = !url || (await redisAnswers());
    if (!answers) process.stderr.write(`no Redis at ${redis}: the openings are not queued there\n`);
  });
  const where = (title: string, test: () => Promise<void>) => it(title, async () => (answers ? test() : undefined));

  where(
    'has a job of its own for the opening and for the rung of a visit, the same however often it is filled',
    async () => {
      await empty();
      const opens = Date.now() + 1_800_000;
      const task = await openVisit(opens, { at: opens + 600_000, ladder: 'high', openedAt: Date.now() - 1_000 });
      await db.owner.query('update homeward.tasks set closed_at = now() where id <> $1', [task]);
      const queue = new DueQueue({ appUrl: db.appUrl, redisUrl: url });
      try {
        expect(await queue.fill(db.pool, Date.now())).toBe(2);
        expect(await queue.fill(db.pool, Date.now(), true)).toBe(2);
        expect(await queue.depth()).toBe(2);
        expect(await queue.compare(db.pool, Date.now())).toEqual({ missing: [], orphans: [] });
        await empty();
        const { missing } = await queue.compare(db.pool, Date.now());
        expect(missing).toEqual([
          expect.stringMatching(/^visit\.1\/\w+\.[\w-]+\.opens\.\d+$/),
          expect.stringMatching(/^rung\./),
        ]);
      } finally {
        await queue.close();
      }
    },
  );

  where('dropped in the middle, and filled again from nothing, loses no visit and repeats no alert', async () => {
    await empty();
    const tasks: string[] = [];
    for (let i = 0; i < 12; i += 1) {
      const opens = Date.now() + 600 + i * 150;
      tasks.push(await openVisit(opens, { at: opens + 900, ladder: 'high', openedAt: Date.now() - 1_000 }));
    }
    await db.owner.query(`update homeward.tasks set closed_at = now() where not id = any($1)`, [tasks]);
    const worker = await startWorker(contextOf(url), { sweep: 400, fill: 300 });
    const told = async () => (await db.pool.query('select rung from homeward.alerts')).rows.length;
    for (let dropped = 0; (await told()) < 24;) {
      if ((await told()) >= 4 * (dropped + 1) && dropped < 4) {
        await empty();
        dropped += 1;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await worker.close();
    for (const task of tasks) {
      const { rows } = await db.pool.query(
        'select a.rung, a.fired_at >= a.due_at as after, count(d.*)::int as told from homeward.alerts a join homeward.deliveries d on d.alert = a.id where task = $1 group by a.about, a.id order by a.due_at',
        [task],
      );
      expect(rows).toEqual([
        { rung: 'opens', after: true, told: 1 },
        { rung: 'worker', after: true, told: 1 },
      ]);
    }
    expect(
      (await db.pool.query('select from homeward.tasks where opening_at is not null and closed_at is null')).rowCount,
    ).toBe(0);
    expect(name).toBe(url ? 'redis' : 'postgresql');
  });
});

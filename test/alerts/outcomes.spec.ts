/** What becomes of an alert where people are away, locked out, their own supervisors, or one another's deputies; over the real directory. */
import { randomUUID } from 'node:crypto';
import { Alerts, InboxChannel, MailChannel } from '../../libs/alerts';
import { Attempts, Directory, freeAttempts, Seal } from '../../libs/access';
import { RealClock } from '../../libs/engine';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { cast, firstSettings, openTask, phnomPenh, seed, TestClock } from '../support/obligations';
import { MailServer } from './receivers';
import { choose, clear, hire, seal, site } from './staff';

let db: TestDatabase;
let mail: MailServer;
let channel: MailChannel;
let alerts: Alerts;
const clock = new TestClock(phnomPenh('2017-05-01T08:00:00'));

beforeAll(async () => {
  db = await createTestDatabase();
  await seed(db);
  await hire(db);
  mail = await MailServer.open();
  channel = new MailChannel({ url: mail.url, from: 'homeward@example.gov.kh', site });
}, 60_000);
afterAll(async () => {
  await channel.close();
  await mail.stop();
  await db.drop();
});

const seats: Record<string, string> = {};

/** An appointment from 2016 on; returns its id. */
async function appoint(person: string, role: string, area: string, actingFor?: string): Promise<string> {
  const id = randomUUID();
  await db.owner.query(
    `insert into homeward.appointments (id, person, role, area, starts_at, acting_for) values ($1, $2, $3, $4, '2016-01-01', $5)`,
    [id, person, role, area, actingFor ?? null],
  );
  return id;
}

const leave = (appointment: string) =>
  db.owner.query(
    `insert into homeward.leaves (id, appointment, starts_at, ends_at) values (gen_random_uuid(), $1, '2017-05-01', '2017-07-01')`,
    [appointment],
  );

beforeEach(async () => {
  await clear(db);
  await db.owner.query('truncate homeward.leaves, homeward.appointments, homeward.attempts cascade');
  mail.letters.length = 0;
  seats.worker = await appoint(cast.worker, 'dsw', '0801');
  seats.supervisor = await appoint(cast.supervisor, 'districtSupervisor', '0801');
  seats.director = await appoint(cast.director, 'pdosvyDirector', '08');
  seats.ministry = await appoint(cast.ministry, 'mosvy', '');
  seats.keeper = await appoint(cast.keeper, 'administrator', '');
  alerts = product(seal);
});

const product = (key: Seal) =>
  new Alerts({
    pool: db.pool,
    clock,
    settings: firstSettings,
    directory: new Directory(db.pool),
    titles: () => undefined,
    channels: [new InboxChannel(), channel],
    seal: key,
  });

/** Sweeps through the days after the due date and says who was told at each rung, and why. */
async function climb(until = '2017-06-05T08:00:00'): Promise<Record<string, string[]>> {
  for (let at = phnomPenh('2017-05-23T08:00:00'); at <= phnomPenh(until); at += 86_400_000) {
    clock.instant = at;
    await alerts.sweep();
  }
  const { rows } = await db.owner.query<{ rung: string; told: string[] }>(
    `select rung, array_agg(d.person || ' ' || d.reason order by d.place) as told from homeward.alerts a
     join homeward.deliveries d on d.alert = a.id and d.channel = 'inbox' where a.task is not null group by a.about, a.id`,
  );
  return Object.fromEntries(rows.map(({ rung, told }) => [rung, told]));
}
const fresh = { on: '2017-05-22', openedAt: phnomPenh('2017-05-22T08:00:00') };

it('a supervisor on leave: the deputy is told, at every rung while the leave lasts', async () => {
  await leave(seats.supervisor!);
  await appoint(cast.deputy, 'districtSupervisor', '0801', seats.supervisor);
  await openTask(db.owner, fresh);
  expect((await climb()).supervisor).toEqual([`${cast.deputy} deputy`]);
});

it('a vacant seat: the next level is told', async () => {
  await db.owner.query('delete from homeward.appointments where id = $1', [seats.supervisor]);
  await openTask(db.owner, fresh);
  expect((await climb()).supervisor).toEqual([`${cast.director} vacant: next level`]);
});

it('two on leave who stand in for one another: a circle is nobody, and the next level is told', async () => {
  seats.other = await appoint(cast.deputy, 'districtSupervisor', '0801');
  await leave(seats.supervisor!);
  await leave(seats.other);
  await appoint(cast.deputy, 'districtSupervisor', '0801', seats.supervisor);
  await appoint(cast.supervisor, 'districtSupervisor', '0801', seats.other);
  await openTask(db.owner, fresh);
  expect((await climb()).supervisor).toEqual([`${cast.director} vacant: next level`]);
});

it('a supervisor who is their own: who must act is told as ever, and the level above with them', async () => {
  await db.owner.query('delete from homeward.appointments where id = $1', [seats.supervisor]);
  await appoint(cast.worker, 'districtSupervisor', '0801');
  await openTask(db.owner, fresh);
  expect(await climb()).toMatchObject({
    worker: [`${cast.worker} holder`],
    supervisor: [`${cast.worker} holder`, `${cast.director} own supervisor: next level`],
    province: [`${cast.director} holder`],
    ministry: [`${cast.ministry} holder`],
  });
});

it('one person on every seat: each rung fires once and ends, and the ministry is told', async () => {
  await db.owner.query('truncate homeward.appointments cascade');
  for (const [role, area] of [
    ['dsw', '0801'],
    ['districtSupervisor', '0801'],
    ['pdosvyDirector', '08'],
  ] as const)
    await appoint(cast.worker, role, area);
  await appoint(cast.ministry, 'mosvy', '');
  await openTask(db.owner, fresh);
  const told = await climb();
  expect(told.supervisor).toEqual([`${cast.worker} holder`, `${cast.ministry} own supervisor: next level`]);
  expect(told.province).toEqual([`${cast.worker} holder`, `${cast.ministry} own supervisor: next level`]);
});

it('a locked account: its inbox and mail get it, and the level above is told while the lock holds', async () => {
  await choose(db, cast.supervisor, { email: 'supervisor@example.gov.kh' });
  await db.owner.query(
    `insert into homeward.credentials (person, login, password, changed_at) values ($1, 'supervisor.0801', 'x', now()) on conflict do nothing`,
    [cast.supervisor],
  );
  const attempts = new Attempts(db.pool, new RealClock());
  for (let i = 0; i <= freeAttempts.login; i += 1) await attempts.charge('login', 'supervisor.0801');
  await openTask(db.owner, fresh);
  expect((await climb('2017-05-25T08:00:00')).supervisor).toEqual([
    `${cast.supervisor} holder`,
    `${cast.director} locked: next level`,
  ]);
  expect(mail.to('supervisor@example.gov.kh').map(({ headers }) => headers.to)).toEqual(['supervisor@example.gov.kh']);
  await attempts.clear('login', 'supervisor.0801');
  await openTask(db.owner, { ...fresh, on: '2017-05-23' });
  clock.instant = phnomPenh('2017-05-26T08:00:00');
  await alerts.sweep();
  const { rows } = await db.owner.query(
    `select count(*)::int as n from homeward.deliveries where reason = 'locked: next level' and channel = 'inbox'`,
  );
  expect(rows).toEqual([{ n: 1 }]);
});

it('two tasks in one minute: two alerts and two messages, neither in place of the other', async () => {
  await choose(db, cast.worker, { email: 'dara@example.gov.kh', language: 'en' });
  const both = [await openTask(db.owner, fresh), await openTask(db.owner, fresh)];
  await climb('2017-05-23T08:00:00');
  const { rows } = await db.owner.query(
    'select i.reference from homeward.tasks t join homeward.instances i on i.id = t.instance where t.id = any($1)',
    [both],
  );
  const said = mail.to('dara@example.gov.kh').map(({ headers }) => /GK-\d+-\d+/.exec(headers.subject!)?.[0]);
  expect(said.sort()).toEqual(rows.map(({ reference }) => reference).sort());
});

it('a task that is gone as its rung fires: no alert, and the one beside it fires', async () => {
  const gone = await openTask(db.owner, fresh);
  const left = await openTask(db.owner, fresh);
  const query = db.pool.query.bind(db.pool) as (...given: unknown[]) => unknown;
  const remove = () => db.owner.query('delete from homeward.tasks where id = $1', [gone]);
  const spy = jest
    .spyOn(db.pool, 'query')
    .mockImplementation((...given: unknown[]) =>
      /fire_rungs/.test(String(given[0])) ? remove().then(() => query(...given)) : query(...given),
    );
  clock.instant = phnomPenh('2017-05-23T08:00:00');
  await alerts.sweep();
  spy.mockRestore();
  const { rows } = await db.owner.query('select task from homeward.alerts');
  expect(rows).toEqual([{ task: left }]);
});

it('an address that cannot be read any more: that is somebody’s task, and the others go', async () => {
  await choose(db, cast.worker, { email: 'dara@example.gov.kh' });
  await choose(db, cast.supervisor, { email: 'supervisor@example.gov.kh' });
  // the product came back with another key than the one that sealed them; one address is registered in the open
  alerts = product(new Seal(Buffer.alloc(32, 8)));
  await db.owner.query(`delete from homeward.profiles where person = $1`, [cast.supervisor]);
  await db.owner.query(`update homeward.people set email = 'supervisor@example.gov.kh' where id = $1`, [
    cast.supervisor,
  ]);
  await openTask(db.owner, fresh);
  await climb('2017-05-25T08:00:00');
  expect(new Set(mail.letters.flatMap(({ envelope }) => envelope.to))).toEqual(new Set(['supervisor@example.gov.kh']));
  const { rows } = await db.owner.query(
    `select distinct person, last_error from homeward.deliveries where channel = 'email' and dead_at is not null`,
  );
  expect(rows).toEqual([{ person: cast.worker, last_error: 'the address cannot be unsealed' }]);
  const tasks = await db.owner.query(`select role from homeward.incidents where status = 'open'`);
  expect(tasks.rows).toEqual([{ role: 'districtSupervisor' }]);
  await db.owner.query('update homeward.people set email = null');
});

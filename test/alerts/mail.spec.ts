/** E-mail over a real server: who is told and who is copied, in whose language, and what becomes of what does not arrive. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { MailChannel, mostAttempts, Sweeper } from '../../libs/alerts';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { cast, openInstance, openTask, phnomPenh, seed, TestClock } from '../support/obligations';
import { MailServer } from './receivers';
import { choose, clear, desk, hire, site, type Desk } from './staff';

let db: TestDatabase;
let mail: MailServer;
let channel: MailChannel;
let at: Desk;
const clock = new TestClock(phnomPenh('2017-05-01T08:00:00'));
const worker = 'dara@example.gov.kh';
const supervisor = 'supervisor@example.gov.kh';
const director = 'director@example.gov.kh';

beforeAll(async () => {
  db = await createTestDatabase();
  await seed(db);
  await hire(db);
  mail = await MailServer.open();
  channel = new MailChannel({ url: mail.url, from: 'Homeward <homeward@example.gov.kh>', site });
}, 60_000);
afterAll(async () => {
  await channel.close();
  await mail.stop();
  await db.drop();
});

beforeEach(async () => {
  await clear(db);
  mail.letters.length = 0;
  mail.refuse.clear();
  mail.busy = false;
  at = desk(db, clock, [channel]);
  await choose(db, cast.worker, { email: worker });
  await choose(db, cast.supervisor, { email: supervisor, language: 'en' });
});

const sweep = (instant: string) => {
  clock.instant = phnomPenh(instant);
  return at.alerts.sweep();
};
const heads = (letters = mail.letters) => letters.map(({ headers: { to, cc } }) => ({ to, cc }));
const post = async (person: string = cast.worker) =>
  (
    await db.owner.query(
      `select d.attempts, d.sent_at is not null as sent, d.dead_at is not null as dead, d.retry_at
       from homeward.deliveries d where d.channel = 'email' and d.person = $1 order by d.alert`,
      [person],
    )
  ).rows;

/** Dead letters that are somebody's task. */
const open = async () =>
  (
    await db.owner.query(
      `select t.role, t.area, t.next_rung_at is not null as climbs, n.kind, n.text_en from homeward.incidents n
       join homeward.tasks t on t.incident = n.id and t.closed_at is null where n.status = 'open'`,
    )
  ).rows;

describe('who is told', () => {
  it('to whom must act, a copy to the first above before the date, and the other way round after it', async () => {
    await choose(db, cast.director, { email: director, language: 'en' });
    await openTask(db.owner, { on: '2017-05-22' });
    await sweep('2017-05-15T08:00:00');
    expect(heads()).toEqual([
      { to: worker, cc: undefined },
      { to: undefined, cc: supervisor },
    ]);
    mail.letters.length = 0;
    await sweep('2017-05-23T08:00:00');
    // the reminder of the 21st was due meanwhile; the first rung after the date is for the worker alone
    expect(heads()).toEqual([
      { to: worker, cc: undefined },
      { to: undefined, cc: supervisor },
      { to: worker, cc: undefined },
    ]);
    mail.letters.length = 0;
    await sweep('2017-05-25T08:00:00');
    expect(heads()).toEqual([
      { to: supervisor, cc: undefined },
      { to: undefined, cc: worker },
    ]);
    mail.letters.length = 0;
    await sweep('2017-05-29T08:00:00');
    expect(heads()).toEqual([
      { to: director, cc: undefined },
      { to: undefined, cc: worker },
    ]);
  });

  it('each in their language, plain and HTML: code, what, due date and link, and nothing of a person', async () => {
    const instance = await openInstance(db.owner);
    await openTask(db.owner, { instance, on: '2017-05-22', area: '0801' });
    await sweep('2017-05-25T08:00:00');
    const { rows } = await db.owner.query('select reference from homeward.instances where id = $1', [instance]);
    const [{ reference }] = rows as [{ reference: string }];
    const [english] = mail.to(supervisor).filter(({ headers }) => headers.to);
    expect(english!.headers.subject).toBe(`Homeward: ${reference} is overdue since 22 May 2017.`);
    expect(english!.plain).toContain(`Follow-up visit (${reference}) was due on Mon 22 May 2017`);
    expect(english!.plain).toContain('To act: district supervisor.');
    expect(english!.plain).toContain(`${site}/cases/${instance}`);
    expect(english!.html).toContain(`<a href="${site}/cases/${instance}">Open it in Homeward</a>`);
    const khmer = mail.to(worker).find(({ headers }) => headers.cc)!;
    expect(khmer.headers.subject).toBe(`ច្បាប់ចម្លង: Homeward៖ ${reference} ហួសកាលកំណត់តាំងពី ២២ ឧសភា ២០១៧។`);
    expect(khmer.plain).toContain('ការចុះតាមដាន');
    expect(khmer.html).toContain('<html lang="km">');
    for (const { plain, html, headers } of mail.letters)
      for (const text of [plain, html, Object.values(headers).join()])
        expect(text).not.toMatch(/Sophea|សុភា|Kandal|កណ្តាល|0801/);
  });

  it('keeps the words of a procedure inside: what was raised about a case is only said to be there', async () => {
    const instance = await openInstance(db.owner);
    const text = { en: 'A child says that the uncle beat them.', km: 'កុមារនិយាយថា ពូបានវាយ។' };
    await at.alerts.raise({ kind: 'safetyConcern', to: ['districtSupervisor'], area: '0801', instance, text });
    await sweep('2017-05-25T23:00:00');
    const [letter] = mail.to(supervisor);
    expect(letter!.headers.subject).toMatch(/^GK-2017-\d{6} needs you now\.$/);
    expect(letter!.plain + letter!.html).not.toMatch(/uncle|beat/);
    expect((await at.alerts.list(cast.supervisor)).items[0]!.text).toEqual(text);
  });

  it('who has no address has the inbox, and nobody else is left out for it', async () => {
    await choose(db, cast.worker, { email: null });
    await openTask(db.owner, { on: '2017-05-22' });
    await sweep('2017-05-25T08:00:00');
    expect(heads().filter(({ to }) => to)).toEqual([{ to: supervisor, cc: undefined }]);
    expect((await at.alerts.list(cast.worker)).items.map(({ rung }) => rung)).toEqual([
      'worker',
      'reminder-1',
      'reminder-7',
    ]);
  });

  it('uses the address that the administrator registered until the person chooses', async () => {
    await db.owner.query(`update homeward.people set email = 'registered@example.gov.kh' where id = $1`, [
      cast.otherWorker,
    ]);
    await openTask(db.owner, { on: '2017-05-22', assignee: cast.otherWorker });
    await sweep('2017-05-23T08:00:00');
    expect(mail.to('registered@example.gov.kh').map(({ headers }) => headers.to)).toHaveLength(3);
  });
});

describe('what does not arrive', () => {
  it('is tried again, later each time and not all at one moment, and given up in the end', async () => {
    for (let i = 0; i < 2; i += 1)
      await openTask(db.owner, { on: '2017-05-22', openedAt: phnomPenh('2017-05-22T08:00:00') });
    await mail.stop();
    clock.instant = phnomPenh('2017-05-23T08:00:00');
    const waits: number[][] = [[], []];
    let left = true;
    for (let i = 0; left; i += 1) {
      if (i > 400) throw new Error('the messages are never given up');
      const before = (await post()).map(({ attempts }) => attempts);
      await at.alerts.sweep();
      const rows = await post();
      for (const [n, { attempts, retry_at }] of rows.entries())
        if (attempts > (before[n] ?? 0) && retry_at) waits[n]!.push((retry_at - clock.instant) / 60_000);
      left = rows.some(({ dead }) => !dead);
      clock.instant += 30_000;
    }
    await mail.start();
    const usual = [1, 2, 4, 8, 16, 32, 60];
    for (const one of waits) {
      expect(one).toHaveLength(mostAttempts - 1);
      for (const [n, wait] of one.entries()) expect(Math.abs(wait / usual[n]! - 1)).toBeLessThanOrEqual(0.25);
    }
    expect(waits[0]).not.toEqual(waits[1]);
    // one task for the person and the channel, not one for each message
    expect(await open()).toHaveLength(1);
    await at.alerts.sweep();
    expect((await at.alerts.list(cast.keeper)).items.map(({ kind }) => kind)).toEqual(['message.undelivered']);
  }, 60_000);

  it('is given up at once where the mailbox does not exist, and becomes a task of who stands above, with its own ladder', async () => {
    mail.refuse.set(worker, 550);
    await openTask(db.owner, { on: '2017-05-22' });
    await sweep('2017-05-23T08:00:00');
    expect((await post()).map(({ dead, attempts }) => [dead, attempts])).toEqual(Array(3).fill([true, 1]));
    expect(await open()).toEqual([
      {
        role: 'districtSupervisor',
        area: '0801',
        climbs: true,
        kind: 'MESSAGE_UNDELIVERED',
        text_en:
          'A message by e-mail to the district social worker of Kandal Stueng could not be delivered. Tell them another way, and have the address put right.',
      },
    ]);
    await sweep('2017-05-23T08:00:05');
    expect((await at.alerts.list(cast.keeper)).items.map(({ kind }) => kind)).toEqual(['message.undelivered']);
    mail.letters.length = 0;
    await sweep('2017-05-25T09:00:00');
    const own = mail.to(supervisor).filter(({ headers }) => /INC-/.test(headers.subject!));
    expect(own.map(({ headers }) => headers.to)).toEqual([supervisor]);
  });

  it('closes the task when the message is sent after all', async () => {
    mail.refuse.set(worker, 550);
    await openTask(db.owner, { on: '2017-05-22', openedAt: phnomPenh('2017-05-22T08:00:00') });
    await sweep('2017-05-23T08:00:00');
    mail.refuse.clear();
    await db.pool.query('update homeward.deliveries set dead_at = null, retry_at = null where dead_at is not null');
    await sweep('2017-05-23T09:00:00');
    const { rows } = await db.owner.query(`select status, resolution from homeward.incidents where opened_at = $1`, [
      new Date(phnomPenh('2017-05-23T08:00:00')),
    ]);
    expect(rows).toContainEqual({ status: 'resolved', resolution: 'The message was sent after all.' });
    expect(mail.to(worker)).toHaveLength(1);
  });

  it('holds up nobody else: the next in line is sent although one mailbox does not exist', async () => {
    mail.refuse.set(worker, 550);
    await openTask(db.owner, { on: '2017-05-22' });
    await sweep('2017-05-25T08:00:00');
    expect(mail.to(supervisor).map(({ headers }) => headers.to ?? headers.cc)).toContain(supervisor);
  });
});

it('a server that takes the call and says nothing holds up no sweep', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const slow = new MailChannel({ url: `smtp://127.0.0.1:${port}`, from: 'homeward@example.gov.kh', site });
  const { alerts } = desk(db, clock, [slow]);
  await openTask(db.owner, { on: '2017-05-22', openedAt: phnomPenh('2017-05-22T08:00:00') });
  clock.instant = phnomPenh('2017-05-23T08:00:00');
  const engine = { fireDue: async () => 0 };
  const settings = { covered: async () => ({ needed: false, version: 1, text: { en: '', km: '' } }) };
  await new Sweeper({ pool: db.pool, engine, alerts, clock, settings }).sweep();
  // the sweep is over, the rung has fired and is in the inbox, and the mail is still on the telephone
  expect((await alerts.list(cast.worker)).items).toHaveLength(1);
  const error = () => db.owner.query(`select last_error from homeward.deliveries where channel = 'email'`);
  expect((await error()).rows).toEqual([{ last_error: null }]);
  while (sockets.length === 0) await new Promise((resolve) => setImmediate(resolve));
  for (const socket of sockets) socket.destroy();
  await alerts.close();
  expect((await error()).rows).not.toEqual([{ last_error: null }]);
  await new Promise((resolve) => silent.close(resolve));
});

describe('a sender that dies', () => {
  it('between sending and marking repeats that message alone, with the same Message-ID', async () => {
    await openTask(db.owner, { on: '2017-05-22', openedAt: phnomPenh('2017-05-22T08:00:00') });
    await openTask(db.owner, { on: '2017-05-22', openedAt: phnomPenh('2017-05-22T08:00:00') });
    clock.instant = phnomPenh('2017-05-23T08:00:00');
    await at.alerts.climb(clock.instant);
    // the connection to the database goes as the first message is marked
    const query = db.pool.query.bind(db.pool) as (...given: unknown[]) => unknown;
    const dying = jest
      .spyOn(db.pool, 'query')
      .mockImplementation((...given: unknown[]) =>
        /set sent_at/.test(String(given[0])) ? Promise.reject(new Error('Connection terminated')) : query(...given),
      );
    await expect(at.alerts.sendOut()).rejects.toThrow('terminated');
    dying.mockRestore();
    expect(mail.letters).toHaveLength(1);
    await at.alerts.sendOut();
    clock.instant += 121_000;
    await at.alerts.sendOut();
    const ids = mail.letters.map(({ headers }) => headers['message-id']);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(2);
    expect(ids.slice(1)).toContain(ids[0]);
    expect(ids[0]).toMatch(/^<[0-9a-f-]{36}\.[0-9a-f-]{36}@homeward\.example\.gov\.kh>$/);
    clock.instant += 86_400_000;
    await at.alerts.sendOut();
    expect(mail.letters).toHaveLength(3);
  });

  it('two senders at one moment send each message once', async () => {
    for (let i = 0; i < 4; i += 1)
      await openTask(db.owner, { on: '2017-05-22', openedAt: phnomPenh('2017-05-22T08:00:00') });
    clock.instant = phnomPenh('2017-05-23T08:00:00');
    await at.alerts.climb(clock.instant);
    const other = desk(db, clock, [channel]);
    await Promise.all([at.alerts.sendOut(), other.alerts.sendOut()]);
    const ids = mail.letters.map(({ headers }) => headers['message-id']);
    expect([ids.length, new Set(ids).size]).toEqual([4, 4]);
  });
});

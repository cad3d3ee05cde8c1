/** Text messages and the webhook over a real HTTP endpoint, and what people may choose. */
import { createHmac } from 'node:crypto';
import { config } from '../../libs/database';
import { segmentsOf, SmsChannel, WebhookChannel } from '../../libs/alerts';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { cast, openInstance, openTask, phnomPenh, seed, TestClock } from '../support/obligations';
import { Endpoint } from './receivers';
import { choose, clear, desk, hire, site, type Desk } from './staff';

let db: TestDatabase;
let gateway: Endpoint;
let other: Endpoint;
let at: Desk;
const clock = new TestClock(phnomPenh('2017-05-01T08:00:00'));
const secret = 'a secret of at least thirty-two characters';
const token = 'gateway-token';
const fresh = phnomPenh('2017-05-22T08:00:00');

beforeAll(async () => {
  db = await createTestDatabase();
  await seed(db);
  await hire(db);
  gateway = await Endpoint.open();
  other = await Endpoint.open();
}, 60_000);
afterAll(async () => {
  await gateway.close();
  await other.close();
  await db.drop();
});

const sms = (segments = 3) => new SmsChannel({ url: `${gateway.url}/messages`, token, segments, site });
const webhook = () => new WebhookChannel({ url: `${other.url}/alerts`, secret, site, now: () => clock.now() });

beforeEach(async () => {
  await clear(db);
  for (const endpoint of [gateway, other]) {
    endpoint.calls.length = 0;
    endpoint.status = 202;
  }
  at = desk(db, clock, [sms(), webhook()]);
});

const sweep = (instant: string) => {
  clock.instant = phnomPenh(instant);
  return at.alerts.sweep();
};
const numbers = () => gateway.calls.map(({ body }) => body.to);

describe('segments', () => {
  it.each([
    ['a'.repeat(160), 'gsm7', 1],
    ['a'.repeat(161), 'gsm7', 2],
    ['a'.repeat(306), 'gsm7', 2],
    ['a'.repeat(307), 'gsm7', 3],
    // an escaped character counts double, and is not split: 152 + 2 do not fit the first 153
    ['€'.repeat(80), 'gsm7', 1],
    [`${'a'.repeat(152)}€${'a'.repeat(151)}`, 'gsm7', 2],
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'gsm7', 3],
    ['ក'.repeat(70), 'ucs2', 1],
    ['ក'.repeat(71), 'ucs2', 2],
    ['ក'.repeat(134), 'ucs2', 2],
    ['ក'.repeat(135), 'ucs2', 3],
    ['😀'.repeat(35), 'ucs2', 1],
    // a pair is not split: 33 of them fill 66 of 67
    ['😀'.repeat(66), 'ucs2', 2],
    ['😀'.repeat(67), 'ucs2', 3],
  ])('counts them as the network does (%#)', (text, encoding, segments) => {
    expect(segmentsOf(text)).toEqual({ encoding, segments });
  });
});

describe('a text message', () => {
  it('goes to the gateway in the documented shape, in Khmer within its segments, with code, date and link', async () => {
    await choose(db, cast.worker, { sms: '+85512345678' });
    const instance = await openInstance(db.owner);
    await openTask(db.owner, { instance, on: '2017-05-22', openedAt: fresh });
    await sweep('2017-05-23T08:00:00');
    const [{ path, headers, body }] = gateway.calls as [(typeof gateway.calls)[number]];
    expect(path).toBe('/messages');
    expect(headers).toMatchObject({ authorization: `Bearer ${token}`, 'idempotency-key': body.id });
    expect(body).toMatchObject({ to: '+85512345678', encoding: 'ucs2' });
    expect(Object.keys(body).sort()).toEqual(['encoding', 'id', 'segments', 'text', 'to']);
    expect(body.segments).toBeLessThanOrEqual(3);
    expect(body.text).toMatch(new RegExp(`GK-2017-\\d{6}.*${site}/cases/${instance}$`));
    expect(body.text).toContain('ទី២២');
    expect(body.text).not.toMatch(/Sophea|សុភា|Kandal/);
  });

  it.each([
    [2, /^Homeward៖ GK-2017-\d{6} ហួសកាលកំណត់តាំងពី ២២ ឧសភា ២០១៧។ https:\S+\/cases\/\S+$/],
    [1, /^Homeward៖ GK-2017-\d{6} ហួសកាលកំណត់តាំងពី ២២ ឧសភា ២០១៧។( https:\S+)?$/],
  ])('takes fewer words where %d segments are allowed, and is never cut', async (most, said) => {
    at = desk(db, clock, [sms(most)]);
    await choose(db, cast.worker, { sms: '+85512345678' });
    await openTask(db.owner, { on: '2017-05-22', openedAt: fresh });
    await sweep('2017-05-23T08:00:00');
    const { text, segments } = gateway.calls[0]!.body;
    expect(text).toMatch(said);
    expect(segments).toBeLessThanOrEqual(most);
    expect(segmentsOf(text).segments).toBe(segments);
  });

  it('that the gateway refuses is given up at once; one that it cannot take now is tried again under the same id', async () => {
    await choose(db, cast.worker, { sms: '+85512345678' });
    await openTask(db.owner, { on: '2017-05-22', openedAt: fresh });
    gateway.status = 503;
    await sweep('2017-05-23T08:00:00');
    await sweep('2017-05-23T08:00:10');
    gateway.status = 200;
    await sweep('2017-05-23T08:02:00');
    expect(numbers()).toEqual(['+85512345678']);
    const [{ id }] = gateway.calls.map(({ body }) => body) as [{ id: string }];
    const { rows } = await db.owner.query(
      `select alert || '/' || person || '/sms' as id, attempts from homeward.deliveries where channel = 'sms'`,
    );
    expect(rows).toEqual([{ id, attempts: 2 }]);
    gateway.status = 422;
    await openTask(db.owner, { on: '2017-05-22', openedAt: fresh });
    await sweep('2017-05-23T08:03:00');
    const dead = await db.owner.query(
      `select attempts, last_error from homeward.deliveries where channel = 'sms' and dead_at is not null`,
    );
    expect(dead.rows).toEqual([{ attempts: 1, last_error: 'the receiver answered 422' }]);
  });
});

describe('what a person chooses', () => {
  it('leaves out what was not chosen, and never what concerns safety', async () => {
    await choose(db, cast.worker, { sms: '+85511111111', rungs: { sms: [] } });
    await choose(db, cast.supervisor, { sms: '+85522222222', rungs: { sms: ['supervisor'] } });
    await openTask(db.owner, { on: '2017-05-22', openedAt: fresh });
    await sweep('2017-05-25T08:00:00');
    expect(numbers()).toEqual(['+85522222222']);
    gateway.calls.length = 0;
    await openTask(db.owner, {
      at: phnomPenh('2017-05-25T09:00:00'),
      ladder: 'high',
      openedAt: phnomPenh('2017-05-25T08:30:00'),
    });
    await at.alerts.raise({
      kind: 'childMissing',
      to: ['dsw'],
      area: '0801',
      instance: await openInstance(db.owner),
      text: { en: 'x', km: 'x' },
    });
    await sweep('2017-05-25T09:00:00');
    expect(numbers()).toEqual(['+85511111111', '+85511111111']);
    gateway.calls.length = 0;
    await at.alerts.raise({
      kind: 'decision',
      to: ['dsw'],
      area: '0801',
      instance: await openInstance(db.owner),
      text: { en: 'x', km: 'x' },
    });
    await sweep('2017-05-25T09:10:00');
    expect(numbers()).toEqual([]);
  });

  it('waits for the end of the quiet hours, over midnight too; what concerns safety does not', async () => {
    await choose(db, cast.worker, { sms: '+85511111111', quiet: { from: 21 * 60, until: 6 * 60 } });
    await openTask(db.owner, { at: phnomPenh('2017-05-22T23:00:00'), openedAt: phnomPenh('2017-05-22T22:30:00') });
    await sweep('2017-05-23T23:00:00');
    expect(numbers()).toEqual([]);
    expect((await at.alerts.list(cast.worker)).items).toHaveLength(1);
    await sweep('2017-05-24T05:59:00');
    expect(numbers()).toEqual([]);
    await sweep('2017-05-24T06:00:00');
    expect(numbers()).toEqual(['+85511111111']);
    await openTask(db.owner, {
      at: phnomPenh('2017-05-24T23:00:00'),
      ladder: 'high',
      openedAt: phnomPenh('2017-05-24T22:00:00'),
    });
    await sweep('2017-05-24T23:00:00');
    expect(numbers()).toHaveLength(2);
  });

  it('is not told in the morning of what was done in the night', async () => {
    await choose(db, cast.worker, { sms: '+85511111111', quiet: { from: 21 * 60, until: 6 * 60 } });
    const task = await openTask(db.owner, {
      at: phnomPenh('2017-05-22T23:00:00'),
      openedAt: phnomPenh('2017-05-22T22:30:00'),
    });
    await sweep('2017-05-23T23:00:00');
    await db.owner.query(
      `update homeward.tasks set closed_at = now(), closed_version = 2, closed_by = 'visit.recorded', next_rung_at = null where id = $1`,
      [task],
    );
    await sweep('2017-05-24T06:00:00');
    expect(numbers()).toEqual([]);
    const { rows } = await db.owner.query(
      `select dropped_at is not null as dropped, dead_at from homeward.deliveries where channel = 'sms'`,
    );
    expect(rows).toEqual([{ dropped: true, dead_at: null }]);
  });
});

describe('the webhook', () => {
  it('sends a CloudEvent that the receiver can verify and recognise, without a name', async () => {
    const instance = await openInstance(db.owner);
    const task = await openTask(db.owner, { instance, on: '2017-05-22', openedAt: fresh });
    await sweep('2017-05-23T08:00:00');
    const [{ headers, raw, body }] = other.calls as [(typeof other.calls)[number]];
    const timestamp = Number(headers['homeward-timestamp']);
    expect(timestamp).toBe(phnomPenh('2017-05-23T08:00:00') / 1000);
    expect(headers['homeward-signature']).toBe(
      `v1=${createHmac('sha256', secret).update(`${timestamp}.${raw}`).digest('hex')}`,
    );
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    const { rows } = await db.owner.query(
      'select a.id, i.reference from homeward.alerts a join homeward.instances i on i.id = a.instance where a.task = $1',
      [task],
    );
    const [{ id, reference }] = rows as [{ id: string; reference: string }];
    expect(body).toMatchObject({
      specversion: '1.0',
      id: `${id}/${cast.worker}/webhook`,
      source: site,
      type: 'homeward.alert.task.overdue',
      subject: reference,
      datacontenttype: 'application/json',
      time: '2017-05-22T17:00:00.000Z',
      data: {
        alert: id,
        person: cast.worker,
        rung: 'worker',
        reference,
        link: `${site}/cases/${instance}`,
        copy: false,
        safety: false,
      },
    });
    expect(raw).not.toMatch(/Sophea|សុភា|Kandal|0801/);
  });

  it('is tried again with the same id and a new signature; a receiver that is gone is one task of the ministry', async () => {
    await openTask(db.owner, { on: '2017-05-22', openedAt: fresh });
    other.status = 500;
    await sweep('2017-05-23T08:00:00');
    other.status = 200;
    await sweep('2017-05-23T08:02:00');
    expect(other.calls.map(({ headers }) => Number(headers['homeward-timestamp']))).toEqual([
      phnomPenh('2017-05-23T08:02:00') / 1000,
    ]);
    other.status = 400;
    for (let i = 0; i < 3; i += 1) await openTask(db.owner, { on: '2017-05-22', openedAt: fresh });
    await sweep('2017-05-23T08:03:00');
    const { rows } = await db.owner.query(`select role, about, text_en from homeward.incidents where status = 'open'`);
    expect(rows).toEqual([
      {
        role: 'mosvy',
        about: 'webhook',
        text_en:
          'Messages by the connection to another system could not be delivered. Have the connection put right, and send them again.',
      },
    ]);
  });
});

describe('the configuration', () => {
  it('takes the ways out of the product whole, and names what is missing', () => {
    const mail = { HOMEWARD_SMTP_URL: 'smtp://mail.example.gov.kh:587', HOMEWARD_MAIL_FROM: 'homeward@example.gov.kh' };
    expect(config(mail).mail).toEqual({ url: mail.HOMEWARD_SMTP_URL, from: mail.HOMEWARD_MAIL_FROM });
    expect(config({ HOMEWARD_SMS_URL: 'https://sms.example', HOMEWARD_SMS_TOKEN: 'gateway-token' }).sms).toMatchObject({
      segments: 3,
    });
    expect(config({})).not.toHaveProperty('mail');
    for (const [env, name] of [
      [{ HOMEWARD_SMTP_URL: mail.HOMEWARD_SMTP_URL }, 'HOMEWARD_MAIL_FROM'],
      [{ HOMEWARD_SMS_TOKEN: 'a long token' }, 'HOMEWARD_SMS_URL'],
      [{ HOMEWARD_WEBHOOK_URL: 'https://bridge.example' }, 'HOMEWARD_WEBHOOK_SECRET'],
      [{ HOMEWARD_WEBHOOK_URL: 'https://bridge.example', HOMEWARD_WEBHOOK_SECRET: 'short' }, 'HOMEWARD_WEBHOOK_SECRET'],
      [{ ...mail, HOMEWARD_SMTP_URL: 'mail.example.gov.kh' }, 'HOMEWARD_SMTP_URL'],
    ] as const)
      expect(() => config(env)).toThrow(name);
  });
});

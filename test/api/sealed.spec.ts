/** What a device sealed without a connection: who may send it, that it is done once, and what its author gets back. */
import { randomUUID } from 'node:crypto';
import { seal, type OutboxKey } from '../../apps/web/src/offline/seal';
import { OutboxKeys } from '../../libs/access';
import { replayJournal, verifyJournal } from '../../libs/engine';
import { accountOf, Town } from './town';

let town: Town;
let key: OutboxKey;
let child: string;
const device = randomUUID();
let counter = 0;

beforeAll(async () => {
  town = await Town.open();
  child = await town.child();
  key = (await town.send('commune.kandal', '/outbox/key')).body;
});
afterAll(() => town.close());

const concern = (words: string, more: object = {}) => ({
  children: [child],
  reporter: 'neighbour',
  on: '2017-03-05',
  concern: words,
  immediateDanger: false,
  ...more,
});

const request = (of: string) => ({
  children: [of],
  reasons: ['parentsInJail'],
  parents: [],
  parentsAnswer: 'agree',
  documents: [],
  offers: [],
  whyNoOffer: 'nobody could be reached',
  introducedBy: 'nobody',
});

/** When the items say that they were written. */
const written = '2017-03-05T11:30:00.000Z';
async function itemOf(login: string, more: Record<string, unknown>, data: unknown, sealedTo = key) {
  counter += 1;
  const head = {
    key: randomUUID(),
    person: accountOf(login).person,
    kind: 'open',
    workflow: 'gatekeeping',
    workflowVersion: 1,
    event: 'concern.reported',
    area: '081007',
    capturedAt: '2017-03-05T18:30:00.000+07:00',
    deviceId: device,
    counter,
    safety: false,
    keyId: sealedTo.id,
    ...more,
  };
  return { ...head, sealed: await seal(sealedTo, head, data) };
}
const post = (login: string | undefined, item: { key: string }, more: { key?: string; version?: number } = {}) =>
  town.send(login, '/outbox', {
    body: item,
    key: more.key ?? item.key,
    headers: more.version === undefined ? {} : { 'If-Match': `"${more.version}"` },
  });
const lines = async (instance: string) =>
  Number((await town.rows('select count(*) from homeward.journal where stream = $1', instance))[0]!.count);
const opened = async (words: string) =>
  (
    await town.send('commune.kandal', '/instances', {
      body: { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data: concern(words) },
    })
  ).body as { id: string; version: number };
const triage = (login: string, at: { id: string; version: number }, reasons = 'An aunt lives in the house.') =>
  itemOf(
    login,
    { kind: 'event', instance: at.id, event: 'concern.triaged', area: undefined, baseVersion: at.version },
    { seenOn: '2017-03-05', reasons },
  );

describe('what may not be sent', () => {
  it('refuses who is not signed in, and another person than the author, who is told to the security log', async () => {
    const item = await itemOf('commune.kandal', {}, concern('The child is alone.'));
    expect((await post(undefined, item)).status).toBe(401);
    const foreign = await post('dsw.kandal', item);
    expect([foreign.status, foreign.body.code, foreign.body.yours]).toEqual([403, 'sealed_foreign', undefined]);
    const logged = await town.rows(`select detail from homeward.security_log where kind = 'outbox.foreign'`);
    expect(logged.map(({ detail }) => detail.key)).toEqual([item.key]);
  });

  it('refuses an item whose head or content was changed, and one sealed for another installation', async () => {
    const item = await itemOf('commune.kandal', {}, concern('The child is alone.'));
    for (const changed of [
      { ...item, area: '081001' },
      { ...item, capturedAt: '2017-03-01T18:30:00.000+07:00' },
      {
        ...item,
        sealed: { ...item.sealed, data: `${item.sealed.data.slice(0, 40)}AAAA${item.sealed.data.slice(44)}` },
      },
    ])
      expect((await post('commune.kandal', changed)).body.code).toBe('sealed_invalid');
    const elsewhere = await new OutboxKeys(town.context.pool, Buffer.alloc(32, 7)).at(town.context.clock.now());
    const other = await itemOf('commune.kandal', {}, concern('The child is alone.'), elsewhere);
    expect((await post('commune.kandal', other)).body.code).toBe('sealed_key_unknown');
  });

  it('refuses a key that is not the one fixed on the device', async () => {
    const item = await itemOf('commune.kandal', {}, concern('The child is alone.'));
    expect((await post('commune.kandal', item, { key: randomUUID() })).status).toBe(422);
  });
});

describe('what is received', () => {
  it('opens a case once, however often it is sent, and keeps the time of the device beside ours', async () => {
    const item = await itemOf('commune.kandal', {}, concern('The child is alone at night.'));
    const [first, second] = [await post('commune.kandal', item), await post('commune.kandal', item)];
    expect([first.status, second.body.case.id]).toEqual([200, first.body.case.id]);
    expect(await lines(first.body.case.id)).toBe(1);
    const noted = await town.rows('select * from homeward.outbox_received where key = $1', item.key);
    expect(noted.map((row) => [row.outcome, row.captured_at.toISOString(), row.device, row.counter])).toEqual([
      ['received', '2017-03-05T11:30:00.000Z', device, item.counter],
    ]);
    expect(noted[0]!.received_at.toISOString()).toBe('2017-03-06T02:00:00.000Z');
  });

  it('has the time of the device in the line itself, under its hash, whether it was taken or refused by a rule', async () => {
    const reported = (await post('commune.kandal', await itemOf('commune.kandal', {}, concern('The door is locked.'))))
      .body;
    const triaged = await triage('commune.kandal', reported.case);
    expect((await post('commune.kandal', triaged)).status).toBe(200);
    const at = (await town.send('dsw.kandal', `/instances/${reported.case.id}`)).body;
    const order = { children: [child], number: '9/2017', on: '2017-03-05', orders: 'custody' };
    await town.send('dsw.kandal', `/instances/${at.id}/events`, {
      body: { type: 'courtOrderReceived', data: order },
      headers: { 'If-Match': `"${at.version}"` },
    });
    const { body } = await town.send('dsw.kandal', `/instances/${at.id}/journal`);
    expect(body.items.map((line: any) => [line.event, line.at, line.capturedAt])).toEqual([
      ['concern.reported', '2017-03-06T02:00:00.000Z', written],
      ['concern.triaged', '2017-03-06T02:00:00.000Z', written],
      ['courtOrderReceived', '2017-03-06T02:00:00.000Z', null],
    ]);
    const unsigned = { ...request(await town.child()), chiefCountersigned: false };
    const refused = await post(
      'commune.kandal',
      await itemOf('commune.kandal', { event: 'request.submitted' }, unsigned),
    );
    expect(refused.body.code).toBe('refused_by_rule');
    const lines = await town.rows(
      `select entry::jsonb ->> 'captured' as captured from homeward.journal where kind = 'refused'`,
    );
    expect(lines).toEqual([{ captured: written }]);
    const { engine, pool, settings } = town.context;
    expect((await verifyJournal(pool)).broken).toBeUndefined();
    expect((await replayJournal(pool, engine.definitions, settings)).differences).toEqual([]);
  });

  it('knows an act that was sent at once and whose answer was lost', async () => {
    const at = await opened('Nobody cooks for the child.');
    const item = await triage('commune.kandal', at);
    const sent = await town.send('commune.kandal', `/instances/${at.id}/events`, {
      body: { type: 'concern.triaged', data: { seenOn: '2017-03-05', reasons: 'An aunt lives in the house.' } },
      key: item.key,
      headers: { 'If-Match': `"${at.version}"` },
    });
    expect(sent.status).toBe(200);
    const later = await post('commune.kandal', item);
    expect([later.status, later.body.case.version]).toEqual([200, sent.body.version]);
    expect(await lines(at.id)).toBe(2);
  });

  it('opens what was sealed to the key of an earlier year', async () => {
    const earlier = await town.context.outboxKeys.at(Date.parse('2016-06-01T00:00:00Z'));
    expect(earlier.id).not.toBe(key.id);
    const item = await itemOf('commune.kandal', {}, concern('The child has a fever.'), earlier);
    expect((await post('commune.kandal', item)).status).toBe(200);
  });
});

describe('what is refused', () => {
  it('gives the author of a stale item both versions, and takes it on the new one when they say so', async () => {
    const at = await opened('The child sleeps outside.');
    const item = await triage('commune.kandal', at, 'Seen with the grandmother.');
    const moved = await town.send('dsw.kandal', `/instances/${at.id}/events`, {
      body: { type: 'concern.triaged', data: { seenOn: '2017-03-04', reasons: 'Seen at school.' } },
      headers: { 'If-Match': `"${at.version}"` },
    });
    expect(moved.status).toBe(200);
    const stale = await post('commune.kandal', item);
    expect([stale.status, stale.body.code]).toEqual([409, 'version_stale']);
    expect(stale.body.yours).toEqual({ seenOn: '2017-03-05', reasons: 'Seen with the grandmother.' });
    expect(stale.body.current.version).toBe(moved.body.version);
    expect(stale.body.current.since.map((line: any) => [line.event, line.role])).toEqual([['concern.triaged', 'dsw']]);
    const again = await post('commune.kandal', item, { key: `${item.key}.1`, version: moved.body.version });
    expect([again.status, again.body.code]).toEqual([409, 'event_not_possible']);
    expect(await lines(at.id)).toBe(2);
  });

  it('gives back what the author wrote when the form cannot be taken', async () => {
    const item = await itemOf('commune.kandal', {}, { ...concern('The child is hungry.'), reporter: 'moon' });
    const refused = await post('commune.kandal', item);
    expect([refused.status, refused.body.code, refused.body.yours.concern]).toEqual([
      422,
      'form_invalid',
      'The child is hungry.',
    ]);
  });
});

describe('what somebody brings from another device', () => {
  it('is taken from few, opened for its author alone, and done when they confirm it', async () => {
    const item = await itemOf('commune.kandal', {}, concern('Brought on a stick.', { immediateDanger: true }));
    const bring = (login: string) => town.send(login, '/outbox/imports', { body: { items: [item] } });
    expect((await bring('dsw.kandal')).status).toBe(403);
    expect((await bring('admin')).body).toEqual({ taken: 1, known: 0 });
    expect((await bring('admin')).body).toEqual({ taken: 0, known: 1 });
    expect((await town.send('dsw.kandal', '/outbox/imports')).body.items).toEqual([]);
    const [mine] = (await town.send('commune.kandal', '/outbox/imports')).body.items;
    expect([mine.item.key, mine.yours.concern]).toEqual([item.key, 'Brought on a stick.']);
    const before = await town.rows('select count(*) from homeward.outbox_received where key = $1', item.key);
    expect(Number(before[0]!.count)).toBe(0);
    expect((await post('commune.kandal', mine.item)).status).toBe(200);
    expect((await town.send('commune.kandal', '/outbox/imports')).body.items).toEqual([]);
  });

  it('can be given up with a reason that the security log keeps', async () => {
    const item = await itemOf('commune.kandal', {}, concern('Twice on the stick.'));
    await town.send('admin', '/outbox/imports', { body: { items: [item] } });
    const { key: name, workflow, event, capturedAt, safety } = item as any;
    const body = { key: name, workflow, event, capturedAt, safety, reason: 'Reported by telephone already.' };
    expect((await town.send('commune.kandal', '/outbox/forgotten', { body })).status).toBe(201);
    expect((await town.send('commune.kandal', '/outbox/imports')).body.items).toEqual([]);
    const [kept] = await town.rows(`select person, detail from homeward.security_log where kind = 'outbox.forgotten'`);
    expect([kept!.person, kept!.detail.reason]).toEqual([accountOf('commune.kandal').person, body.reason]);
  });
});

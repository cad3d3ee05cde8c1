/** One's own profile and calendar: what is kept and how, and what the link tells to whoever knows it. */
import type { ManualClock } from '../../libs/engine';
import { accountOf, Town } from './town';

let town: Town;

const chosen = (more: object = {}) => ({
  language: 'en',
  digits: 'latin',
  channels: { email: { address: null, rungs: [] }, sms: { address: null, rungs: [] } },
  ...more,
});
const put = (as: string | undefined, body: unknown) => town.send(as, '/profile', { method: 'PUT', body });
const said = async (answer: ReturnType<typeof put>): Promise<string> => {
  const { status, body } = await answer;
  return status < 400 ? String(status) : `${status} ${body.code}`;
};
const channelOf = (body: { channels: { id: string }[] }, id: string): any => body.channels.find((c) => c.id === id);

beforeAll(async () => {
  town = await Town.open();
}, 60_000);
afterAll(() => town.close());

describe('the profile', () => {
  it('is nobody else’s, and nothing to who is not signed in', async () => {
    expect(await town.outcome(undefined, '/profile')).toBe('401 unauthenticated');
    expect(await said(put(undefined, chosen()))).toBe('401 unauthenticated');
    expect(await said(put('dsw.kandal', chosen({ person: accountOf('mosvy').person })))).toBe('422 form_invalid');
  });

  it('begins in the person’s language, with Khmer digits, and the inbox that cannot be left out', async () => {
    const { body } = await town.send('dsw.kandal', '/profile');
    expect(body).toMatchObject({ language: 'km', digits: 'khmer' });
    expect(channelOf(body, 'inbox')).toMatchObject({ always: true, available: true });
    expect(channelOf(body, 'inbox').rungs).toEqual(body.rungs.map(({ id }: { id: string }) => id));
    expect(channelOf(body, 'sms')).toMatchObject({ always: false, available: false, address: null, rungs: [] });
    const inbox = { ...chosen().channels, inbox: { address: null, rungs: [] } };
    expect(await said(put('dsw.kandal', chosen({ channels: inbox })))).toBe('422 form_invalid');
  });

  it('keeps what was chosen, and the session speaks that language from then on', async () => {
    const channels = {
      email: { address: 'dsw@example.gov.kh', rungs: ['worker', 'reminder', 'worker'] },
      sms: { address: '០១២ ៣៤៥ ៦៧៨', rungs: ['supervisor'] },
    };
    const { status, body } = await put('dsw.kandal', chosen({ channels }));
    expect([status, body.language, body.digits]).toEqual([200, 'en', 'latin']);
    expect(channelOf(body, 'email')).toMatchObject({ address: 'dsw@example.gov.kh', rungs: ['reminder', 'worker'] });
    expect(channelOf(body, 'sms')).toMatchObject({ address: '+85512345678', rungs: ['supervisor'] });
    expect((await town.send('dsw.kandal', '/profile')).body).toEqual(body);
    // through the seal, which has no key in this test
    const stored = await town.rows('select email, phone from homeward.profiles');
    expect(stored).toEqual([{ email: 'plain:dsw@example.gov.kh', phone: 'plain:+85512345678' }]);
    expect((await town.send('dsw.kandal', '/session')).body.person.language).toBe('en');
    expect((await town.send('dsw.pursat', '/profile')).body.language).toBe('km');
  });

  it.each([
    ['+855 12 345 678', '+85512345678'],
    ['012-345-678', '+85512345678'],
    ['097 123 4567', '+855971234567'],
    ['00855 97 123 4567', '+855971234567'],
  ])('takes the number %s as %s', async (address, kept) => {
    const channels = { ...chosen().channels, sms: { address, rungs: [] } };
    expect(channelOf((await put('dsw.kandal', chosen({ channels }))).body, 'sms').address).toBe(kept);
  });

  it('refuses addresses that reach nobody', async () => {
    for (const address of ['12', '+66 81 234 5678', '012 345', '0012 345 678', 'home', '']) {
      const { body } = await put(
        'dsw.kandal',
        chosen({ channels: { ...chosen().channels, sms: { address, rungs: [] } } }),
      );
      expect(body.errors).toMatchObject([{ path: 'channels.sms.address' }]);
    }
    const email = { address: 'nobody', rungs: [] };
    expect(await said(put('dsw.kandal', chosen({ channels: { ...chosen().channels, email } })))).toBe(
      '422 form_invalid',
    );
    const rungs = { address: null, rungs: ['weekly'] };
    expect(await said(put('dsw.kandal', chosen({ channels: { ...chosen().channels, sms: rungs } })))).toBe(
      '422 form_invalid',
    );
  });
});

describe('the link to the calendar', () => {
  const feedOf = (address: string) => fetch(`${town.api.url}${address}`);
  const concern = (child: string) => ({
    children: [child],
    reporter: 'neighbour',
    on: '2017-03-05',
    concern: 'The child is alone at night.',
    immediateDanger: false,
  });
  let address: string;

  it('is made by the person alone, shown once, and kept as its digest', async () => {
    expect(await town.outcome(undefined, '/profile/calendar', { body: {}, key: null })).toBe('401 unauthenticated');
    expect((await town.send('dsw.kandal', '/profile/calendar')).body).toEqual({ link: null });
    const { status, body } = await town.send('dsw.kandal', '/profile/calendar', { body: {} });
    expect([status, body.address]).toEqual([201, expect.stringMatching(/^\/calendar\/[\w-]{43}\.ics$/)]);
    address = body.address;
    const token = address.slice(10, -4);
    expect((await town.send('dsw.kandal', '/profile/calendar')).body.link).toMatchObject({ usedAt: null });
    const everything = JSON.stringify([
      await town.rows('select encode(token_hash, $1) as hash from homeward.calendar_links', 'escape'),
      await town.rows('select * from homeward.answers'),
      town.logged,
    ]);
    expect(everything).not.toContain(token);
  });

  it('tells due dates with reference and title alone: no name, no area, nothing of the child', async () => {
    const child = await town.child();
    const body = { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data: concern(child) };
    const { id, reference } = (await town.send('commune.kandal', '/instances', { body })).body;
    const { body: tasks } = await town.send('dsw.kandal', '/tasks?mine=true');
    expect(tasks.items.map((task: { reference: string }) => task.reference)).toEqual([reference]);
    const answer = await feedOf(address);
    const feed = (await answer.text()).replace(/\r\n[ \t]/g, '');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(feed).toContain(`SUMMARY:${reference} · ${tasks.items[0].text.en}`);
    expect(feed).toContain(`/cases/${id}`);
    const { due } = tasks.items[0];
    const stamp = due.exact
      ? `DTSTART:${due.at.replace(/[-:]|\.\d+/g, '')}`
      : `DTSTART;VALUE=DATE:${due.on.replace(/-/g, '')}`;
    expect(feed).toContain(stamp);
    expect(feed).not.toMatch(/TZID|Dara|ដារ៉ា|Sok|0810|neighbour|alone/);
    expect(feed).not.toContain(child);
    expect(feed.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  });

  it('names no institution where the task is an incident’s', async () => {
    const child = await town.child('kandal', { names: [{ latin: 'Found Sok' }] });
    const [{ id: institution, name_en }] = (await town.rows<{ id: string; name_en: string }>(
      `select id, name_en from homeward.institutions where code = 'KDL-003'`,
    )) as [{ id: string; name_en: string }];
    const fact = { kind: 'presence', children: [child], institution, at: '2017-03-05T10:00:00+07:00' };
    expect((await town.send('dsw.kandal', '/facts', { body: fact })).status).toBe(201);
    const feeds = await Promise.all(
      ['dsw.kandal', 'supervisor.kandal'].map(async (login) => {
        const { body } = await town.send(login, '/profile/calendar', { body: {} });
        return (await feedOf(body.address)).text();
      }),
    );
    expect(feeds.join()).toMatch(/SUMMARY:INC-[0-9a-f]{8} · (Incident to handle|ឧប្បត្តិហេតុ)/);
    expect(feeds.join()).not.toContain(name_en);
  });

  it('leads nowhere once another was made, or it was revoked', async () => {
    expect((await feedOf(address)).status).toBe(404);
    const { body } = await town.send('dsw.kandal', '/profile/calendar', { body: {} });
    expect((await feedOf(body.address)).status).toBe(200);
    expect(await town.outcome('dsw.kandal', '/profile/calendar', { method: 'DELETE' })).toBe('204');
    expect((await feedOf(body.address)).status).toBe(404);
    expect(await town.outcome('dsw.kandal', '/profile/calendar', { method: 'DELETE' })).toBe('404 not_found');
    for (const guess of ['x.ics', `${'A'.repeat(43)}.ics`, `${'A'.repeat(43)}`])
      expect((await feedOf(`/calendar/${guess}`)).status).toBe(404);
  });

  it('is empty when the appointment has ended', async () => {
    const { body } = await town.send('supervisor.kandal', '/profile/calendar', { body: {} });
    expect(await (await feedOf(body.address)).text()).toContain('BEGIN:VEVENT');
    const { person } = accountOf('supervisor.kandal');
    const [{ id }] = (await town.rows<{ id: string }>(
      'select id from homeward.appointments where person = $1',
      person,
    )) as [{ id: string }];
    await town.send('admin', `/appointments/${id}/end`, { body: { why: 'Moved.' } });
    await town.context.sweeper.advanceTo(town.context.clock.now() + 60_000, town.context.clock as ManualClock);
    const ended = await feedOf(body.address);
    expect([ended.status, (await ended.text()).includes('VEVENT')]).toEqual([200, false]);
  });

  it('asks who asks too often to wait', async () => {
    let last = 0;
    for (let i = 0; i < 40 && last !== 429; i += 1) last = (await feedOf('/calendar/x.ics')).status;
    expect(last).toBe(429);
  });
});

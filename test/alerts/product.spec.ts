/** Channels in the whole product over HTTP: the profile's choice, messages that were given up, and the dead-man page. */
import type { Browser } from 'playwright-core';
import { verifyJournal, type ManualClock } from '../../libs/engine';
import { accountOf, Town } from '../api/town';
import { openBrowser, visit } from '../support/browser';
import { MailServer } from './receivers';

let mail: MailServer;
let town: Town;
let clock: ManualClock;
let browser: Browser;
const address = 'dsw.kandal@example.gov.kh';

const chosen = (more: object = {}) => ({
  language: 'en',
  digits: 'latin',
  channels: { email: { address, rungs: ['worker', 'supervisor'] }, sms: { address: null, rungs: [] } },
  ...more,
});
const get = async (as: string, path: string) => (await town.send(as, path)).body;
const ready = async (): Promise<Record<string, any>> => {
  const answer = await fetch(`${town.api.url}/health/ready`);
  return { status: answer.status, ...((await answer.json()) as Record<string, any>) };
};

beforeAll(async () => {
  [mail, browser] = await Promise.all([MailServer.open(), openBrowser()]);
  town = await Town.open({
    HOMEWARD_SMTP_URL: mail.url,
    HOMEWARD_MAIL_FROM: 'Homeward <homeward@example.gov.kh>',
    HOMEWARD_PUBLIC_URL: 'https://homeward.example.gov.kh',
  });
  clock = town.context.clock as ManualClock;
}, 60_000);
afterAll(async () => {
  await browser.close();
  await town.context.alerts.close();
  await town.close();
  await mail.stop();
});

/** A concern that the social worker must look at; answers the case and its first task. */
async function concern(): Promise<{ id: string; reference: string; due: number }> {
  const child = await town.child();
  const body = {
    workflow: 'gatekeeping',
    area: '081007',
    event: 'concern.reported',
    data: {
      children: [child],
      reporter: 'neighbour',
      on: '2017-03-05',
      concern: 'The child is alone at night.',
      immediateDanger: false,
    },
  };
  const { id, reference } = (await town.send('commune.kandal', '/instances', { body })).body;
  const { items } = await get('dsw.kandal', `/tasks?mine=true&instance=${id}`);
  return { id, reference, due: Date.parse(items[0].due.at) };
}

describe('the profile', () => {
  it('says which ways are set up, and keeps quiet hours', async () => {
    const body = await get('dsw.kandal', '/profile');
    const available = Object.fromEntries(
      body.channels.map((c: { id: string; available: boolean }) => [c.id, c.available]),
    );
    expect(available).toEqual({ inbox: true, log: true, email: true, sms: false });
    expect(body.quiet).toBeNull();
    expect(body.rungs.map(({ id }: { id: string }) => id)).toContain('digest');
    const put = (quiet: unknown) => town.send('dsw.kandal', '/profile', { method: 'PUT', body: chosen({ quiet }) });
    expect((await put({ from: '21:30', until: '06:00' })).body.quiet).toEqual({ from: '21:30', until: '06:00' });
    expect((await get('dsw.kandal', '/profile')).quiet).toEqual({ from: '21:30', until: '06:00' });
    for (const wrong of [
      { from: '24:00', until: '06:00' },
      { from: '06:00', until: '06:00' },
      { from: '6:00', until: '07:00' },
      { from: '06:00' },
      { from: '06:00', until: '07:00', safety: false },
    ])
      expect((await put(wrong)).body.errors[0].path).toMatch(/^quiet/);
    expect((await put(null)).body.quiet).toBeNull();
  });

  it('shows the address that the administrator registered until the person chooses, with what it is used for', async () => {
    await town.rows(
      `update homeward.people set email = 'registered@example.gov.kh' where id = $1`,
      accountOf('supervisor.kandal').person,
    );
    const { channels } = await get('supervisor.kandal', '/profile');
    const email = channels.find((c: { id: string }) => c.id === 'email');
    expect(email.address).toBe('registered@example.gov.kh');
    expect(email.rungs).toContain('digest');
  });
});

describe('a message', () => {
  it('that was given up is the task of who stands above, and is sent again by the administrator', async () => {
    await town.send('dsw.kandal', '/profile', { method: 'PUT', body: chosen() });
    mail.refuse.set(address, 550);
    const { id, reference, due } = await concern();
    await town.context.sweeper.advanceTo(due + 86_400_000, clock);
    const { items } = await get('admin', '/messages?state=givenUp');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      channel: 'email',
      person: accountOf('dsw.kandal').person,
      attempts: 1,
      retryAt: null,
    });
    expect(JSON.stringify(items)).not.toContain(address);
    const mine = await get('supervisor.kandal', '/tasks?mine=true');
    const task = mine.items.find((one: { incident: string | null }) => one.incident !== null);
    expect(task).toMatchObject({
      role: 'districtSupervisor',
      ladder: 'normal',
      text: { en: expect.stringContaining('by e-mail to the district social worker') },
    });
    expect(task.nextRungAt).toEqual(expect.any(String));
    expect((await get('supervisor.kandal', `/incidents?kind=MESSAGE_UNDELIVERED`)).items).toHaveLength(1);

    const again = (as: string, message: string) => town.outcome(as, `/messages/${message}/send-again`, { body: {} });
    expect(await again('supervisor.kandal', items[0].id)).toBe('403 forbidden');
    expect(await again('admin', accountOf('mosvy').person)).toBe('404 not_found');
    mail.refuse.clear();
    expect(await again('admin', items[0].id)).toBe('200');
    expect(await again('mosvy', items[0].id)).toBe('409 conflict');
    await town.context.sweeper.advanceTo(clock.now() + 1_000, clock);
    const [letter] = mail.to(address);
    expect(letter!.headers.subject).toContain(reference);
    expect(letter!.plain).toContain(`https://homeward.example.gov.kh/cases/${id}`);
    expect((await get('admin', '/messages?state=givenUp')).items).toEqual([]);
    expect((await get('supervisor.kandal', `/incidents?kind=MESSAGE_UNDELIVERED&status=resolved`)).items).toHaveLength(
      1,
    );
    const journal = await town.rows(
      `select entry::jsonb ->> 'event' as event from homeward.journal where entry like '%message.%' order by at, seq`,
    );
    expect(journal.map(({ event }) => event)).toEqual(['message.undelivered', 'message.again', 'message.delivered']);
    expect(town.logged.join()).not.toContain(address);
    expect((await verifyJournal(town.context.pool)).broken).toBeUndefined();
  });
});

describe('the pages', () => {
  it('keep what a person chooses: ways, and quiet hours that are two different times', async () => {
    const { page } = await visit(browser, town.api.url, { login: 'dsw2.kandal', language: 'en', width: 360 });
    await page.goto('/profile');
    await page.getByLabel('E-mail address').fill('dsw2.kandal@example.gov.kh');
    await page.getByLabel('From').fill('21:30');
    await page.getByLabel('Until').fill('21:30');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('link', { name: /Enter when the quiet hours begin/ }).click();
    await page.locator('#q-quiet-from:focus').waitFor();
    await page.getByLabel('Until').fill('06:00');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByText('What concerns the safety of a child always comes').waitFor();
    const kept = await get('dsw2.kandal', '/profile');
    expect(kept.quiet).toEqual({ from: '21:30', until: '06:00' });
    expect(kept.channels[2].address).toBe('dsw2.kandal@example.gov.kh');
    await page.context().close();
  });

  it('let the administrator send again what was given up', async () => {
    mail.refuse.set(address, 550);
    const { due, reference } = await concern();
    await town.context.sweeper.advanceTo(due + 86_400_000, clock);
    mail.refuse.clear();
    const { page } = await visit(browser, town.api.url, { login: 'admin', language: 'en', width: 1280 });
    await page.goto('/messages?state=givenUp');
    await page.getByText('given up; a task of the next level').waitFor();
    expect(await page.locator('main').innerText()).not.toContain(address);
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByText('No message is like that.').waitFor();
    await town.context.sweeper.advanceTo(clock.now() + 1_000, clock);
    expect(mail.to(address).at(-1)!.headers.subject).toContain(reference);
    await page.context().close();
  });
});

describe('the dead-man page', () => {
  it('and the readiness fail when a rung is more than five minutes late, and are well when it has fired', async () => {
    expect((await ready()).status).toBe(200);
    const [{ at }] = (await town.rows<{ at: Date }>(
      'select min(next_rung_at) as at from homeward.tasks where closed_at is null and next_rung_at > $1',
      new Date(clock.now()),
    )) as [{ at: Date }];
    await clock.set(at.getTime() + 300_000);
    expect(await ready()).toMatchObject({ status: 200, ready: true, overdue: { stalledRung: 300 } });
    await clock.set(at.getTime() + 301_000);
    expect(await ready()).toMatchObject({ status: 503, ready: false, overdue: { stalledRung: 301, oldestRung: 301 } });
    const late = (await get('admin', '/watch')).items.find(({ id }: { id: string }) => id === 'rungs');
    expect(late).toMatchObject({ state: 'late', seconds: 301, at: at.toISOString() });
    await town.context.sweeper.sweep();
    expect((await ready()).status).toBe(200);
    expect((await get('admin', '/watch')).items.find(({ id }: { id: string }) => id === 'rungs')).toMatchObject({
      state: 'ok',
      seconds: 0,
    });
  });

  it('one record in trouble shows there, and does not make the product unready', async () => {
    const [{ id, at }] = (await town.rows<{ id: string; at: Date }>(
      'select id, next_rung_at as at from homeward.tasks where closed_at is null and next_rung_at > $1 order by 2 limit 1',
      new Date(clock.now()),
    )) as [{ id: string; at: Date }];
    await town.rows(
      `update homeward.tasks set next_rung_at = null where id <> $1 and next_rung_at < $2::timestamptz + interval '1 day'`,
      id,
      at,
    );
    const [{ parameters }] = (await town.rows('select parameters from homeward.tasks where id = $1', id)) as [
      { parameters: number },
    ];
    await town.rows('update homeward.tasks set parameters = 99 where id = $1', id);
    await clock.set(at.getTime() + 3_600_000);
    await town.context.sweeper.sweep();
    const { status, overdue } = await ready();
    expect([status, overdue.stalledRung, overdue.oldestRung >= 3600, overdue.troubles]).toEqual([200, 0, true, 1]);
    const items = Object.fromEntries(
      (await get('admin', '/watch')).items.map((one: { id: string; state: string }) => [one.id, one.state]),
    );
    expect(items).toMatchObject({ rungs: 'late', troubles: 'late' });
    await town.rows('update homeward.tasks set parameters = $2 where id = $1', id, parameters);
  });

  it('says when the last sweep was and how deep the queue is', async () => {
    const queue = async () => (await get('admin', '/watch')).items.find(({ id }: { id: string }) => id === 'queue');
    await town.rows(
      `insert into homeward.heartbeats (process, kind, at, queued) values (gen_random_uuid(), 'worker', clock_timestamp() - interval '7 seconds', 12)`,
    );
    expect(await queue()).toMatchObject({ state: 'ok', count: 12 });
    const worker = (await get('admin', '/watch')).items.find(({ id }: { id: string }) => id === 'worker');
    expect(worker.state).toBe('ok');
    expect(worker.seconds).toBeGreaterThanOrEqual(7);
    await town.rows('update homeward.heartbeats set queued = null');
    expect(await queue()).toMatchObject({ state: 'late', count: null });
  });
});

/** Work without a connection, in a real browser: what is kept, what is sent once, and what nobody else can read. */
import type { Browser } from 'playwright-core';
import { startApi, type Api } from '../../apps/api';
import { config } from '../../libs/database';
import { accountOf, Town } from '../api/town';
import { openBrowser, visit, type Visitor } from '../support/browser';
import {
  accepted as acceptedIn,
  colleague,
  concern as concernIn,
  everything,
  fillTriage as fill,
  keepCases,
  pin,
  sendTriage as send,
  setPin,
  signInAs,
  unlock,
  words,
  worker,
} from './phone';

// a PIN is slow to try, by intent, and a page is opened many times here
jest.setTimeout(120_000);

let town: Town;
let api: Api;
let browser: Browser;

beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
  const { webFolder } = config(process.env);
  api = await startApi({ ...town.context, config: { ...town.context.config, webFolder } });
});
afterAll(async () => {
  await browser.close();
  await api.close();
  await town.close();
});

const concern = () => concernIn(town);
const accepted = (id: string) => acceptedIn(town, id);

async function open(login = worker): Promise<Visitor> {
  const visitor = await visit(browser, api.url, { login, width: 360 });
  visitor.page.setDefaultTimeout(20_000);
  return visitor;
}

describe('a form filled in without a connection', () => {
  let visitor: Visitor;
  afterEach(() => visitor.close());

  it('is kept through a reload, sealed when it is sent, and recorded once when there is a connection again', async () => {
    const at = await concern();
    visitor = await open();
    const { page, context } = visitor;
    await setPin(page);
    await keepCases(page);
    await context.setOffline(true);
    await page.reload();
    await unlock(page);
    await page.getByRole('heading', { level: 1, name: 'What waits to be sent' }).waitFor();
    await page.goto(`/cases/${at.id}/act/concern.triaged`);
    await unlock(page);
    await page.getByText(/What you see was kept on this device/).waitFor();
    await fill(page);
    expect(await everything(page)).not.toMatch(/grandmother|Dara|ដារ៉ា/);
    await page.reload();
    await unlock(page);
    await page.getByText(words).waitFor();
    await send(page);
    await page.getByRole('link', { name: 'What waits to be sent' }).first().waitFor();
    const kept = await everything(page);
    expect(kept).not.toMatch(/grandmother|Dara|ដារ៉ា/);
    expect(kept).toContain(at.reference);
    await page.goto('/outbox');
    await unlock(page);
    await page.getByText('Saved on this device, not sent yet').waitFor();
    expect(await page.getByText('Received by the server on').count()).toBe(0);
    expect(await accepted(at.id)).toEqual(['concern.reported']);
    await context.setOffline(false);
    await page.getByText('Received by the server on').waitFor({ timeout: 40_000 });
    expect(await page.getByText('Saved on this device, not sent yet').count()).toBe(0);
    expect(await accepted(at.id)).toEqual(['concern.reported', 'concern.triaged']);
  });

  it('is one line of the journal when the answer was lost on the way', async () => {
    const at = await concern();
    visitor = await open();
    const { page } = visitor;
    await page.goto(`/cases/${at.id}/act/concern.triaged`);
    await fill(page);
    await page.route('**/api/v1/**', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      if (route.request().url().endsWith('/events')) await route.fetch();
      return route.abort();
    });
    await send(page);
    await page.getByRole('link', { name: 'What waits to be sent' }).first().waitFor();
    expect(await accepted(at.id)).toEqual(['concern.reported', 'concern.triaged']);
    await page.goto('/outbox');
    await page.getByText('Saved on this device, not sent yet').waitFor();
    await page.unroute('**/api/v1/**');
    await page.getByRole('button', { name: 'Send now' }).click();
    await page.getByText('Received by the server on').waitFor();
    expect(await accepted(at.id)).toEqual(['concern.reported', 'concern.triaged']);
  });
});

/** A triage that waits on the device, unsent. */
async function waiting(visitor: Visitor, locked = false) {
  const at = await concern();
  const { page, context } = visitor;
  await page.goto(`/cases/${at.id}/act/concern.triaged`);
  if (locked) await unlock(page);
  await fill(page);
  await context.setOffline(true);
  await send(page);
  await page.getByRole('link', { name: 'What waits to be sent' }).first().waitFor();
  return at;
}

it('keeps both versions when somebody acted meanwhile, and gives mine up only with a reason', async () => {
  const visitor = await open();
  const { page, context } = visitor;
  const at = await waiting(visitor);
  const moved = await town.send(colleague, `/instances/${at.id}/events`, {
    body: { type: 'concern.triaged', data: { seenOn: '2017-03-04', reasons: 'Seen at school.' } },
    headers: { 'If-Match': `"${at.version}"` },
  });
  expect(moved.status).toBe(200);
  await context.setOffline(false);
  await page.goto('/outbox');
  await page.getByText('the case has changed meanwhile').waitFor();
  await page.getByText(words).waitFor();
  await page.getByText('What is there now').waitFor();
  expect(await page.getByText('Received by the server on').count()).toBe(0);
  expect(await everything(page)).not.toContain('grandmother');
  await page.getByRole('button', { name: 'send mine on the case as it is now' }).click();
  await page.getByText('This step is not possible in the present state.').waitFor();
  await page.getByRole('button', { name: 'Give it up' }).click();
  await page.getByRole('button', { name: 'Give it up' }).click();
  await page.getByText('Write the reason').waitFor();
  await page.getByLabel('Why you give it up').fill('My colleague did it before me.');
  await page.getByRole('button', { name: 'Give it up' }).click();
  await page.getByText('Nothing waits.').waitFor();
  const [kept] = await town.rows(`select detail from homeward.security_log where kind = 'outbox.forgotten'`);
  expect(kept!.detail.reason).toBe('My colleague did it before me.');
  expect(await accepted(at.id)).toEqual(['concern.reported', 'concern.triaged']);
  await visitor.close();
});

it('refuses to sign out while something waits, sends it first when asked, and then wipes what was kept for reading', async () => {
  const visitor = await open();
  const { page, context } = visitor;
  await concern();
  await setPin(page);
  await keepCases(page);
  const at = await waiting(visitor, true);
  await page.getByRole('button', { name: 'Sign out' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('You cannot sign out yet').waitFor();
  await dialog.getByText(at.reference).waitFor();
  await dialog.getByRole('button', { name: 'Send now' }).click();
  await dialog.getByText('Something could not be sent.').waitFor();
  expect(await accepted(at.id)).toEqual(['concern.reported']);
  await context.setOffline(false);
  await page.waitForFunction(() => navigator.onLine);
  await Promise.all([
    page.waitForURL(/\/sign-in/),
    dialog
      .getByRole('button', { name: 'Send now' })
      .click({ timeout: 2_000 })
      .catch(() => page.getByRole('button', { name: 'Sign out' }).click()),
  ]);
  expect(await accepted(at.id)).toEqual(['concern.reported', 'concern.triaged']);
  const left = await everything(page);
  expect(/\nkept\n(.*)/.exec(left)?.[1]).toBe('{}');
  await visitor.close();
});

it('asks for the PIN after five minutes without input, counts wrong ones, and keeps the draft', async () => {
  const visitor = await open();
  const { page } = visitor;
  const at = await concern();
  await page.clock.install();
  await setPin(page);
  await page.goto(`/cases/${at.id}/act/concern.triaged`);
  await unlock(page);
  await fill(page);
  await page.clock.fastForward('04:00');
  expect(await page.getByRole('heading', { name: 'Enter your PIN' }).count()).toBe(0);
  await page.clock.fastForward('02:00');
  await page.getByRole('heading', { name: 'Enter your PIN' }).waitFor();
  expect(await page.locator('body').textContent()).not.toContain('grandmother');
  for (const wrong of ['111222', '333444', '555666']) {
    await unlock(page, wrong);
    await page.getByText(/This is not the PIN|Too many wrong PINs/).waitFor();
  }
  await page.getByText('Too many wrong PINs').waitFor();
  await page.getByLabel('PIN').fill(pin);
  expect(await page.getByRole('button', { name: 'Unlock' }).isDisabled()).toBe(true);
  await page.clock.fastForward('00:06');
  await unlock(page);
  await page.getByText(words).waitFor();
  await visitor.close();
});

it('never sends another person’s work, and sends it when that person signs in again', async () => {
  const visitor = await open();
  const { page, context } = visitor;
  const at = await waiting(visitor);
  // the session of the first ended, and a colleague takes the phone
  await signInAs(context, api.url, colleague);
  await context.setOffline(false);
  await page.goto('/outbox');
  await page.getByText('Other people’s work that waits on this device').waitFor();
  await page.getByText('Nothing waits.').waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.waitForTimeout(500);
  expect(await accepted(at.id)).toEqual(['concern.reported']);
  const foreign = await town.rows(`select 1 from homeward.security_log where kind = 'outbox.foreign'`);
  expect(foreign).toEqual([]);
  await signInAs(context, api.url, worker);
  await page.goto('/outbox');
  await page.getByText('Received by the server on').waitFor();
  const [line] = await town.rows(
    `select person from homeward.journal where stream = $1 order by seq desc limit 1`,
    at.id,
  );
  expect(line!.person).toBe(accountOf(worker).person);
  await visitor.close();
});

/** One phone, in a real browser: what it keeps, what happens when it is full, lost or guessed at, and what it sends first. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { startApi, type Api } from '../../apps/api';
import { config } from '../../libs/database';
import { Engine } from '../../libs/engine';
import { gatekeeping } from '../../workflows/gatekeeping';
import { Town } from '../api/town';
import { openBrowser, visit, type Visitor } from '../support/browser';
import {
  accepted,
  colleague,
  concern,
  everything,
  fillTriage,
  keepCases,
  sendTriage,
  setPin,
  unlock,
  words,
  worker,
} from './phone';

jest.setTimeout(120_000);

/** Tomorrow's procedure: the same, but for one form. */
const later = {
  ...gatekeeping,
  version: gatekeeping.version + 1,
  events: {
    ...gatekeeping.events,
    'concern.triaged': {
      ...gatekeeping.events['concern.triaged']!,
      form: z.strictObject({ other: z.string().max(500).meta({ title: 'Another question', titleKm: 'សំណួរផ្សេង' }) }),
    },
  },
};

let town: Town;
/** knows a version of the procedure that no case was opened under yet */
let api: Api;
let browser: Browser;
beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
  const { webFolder } = config(process.env);
  const engine = new Engine({
    ...town.context.engine.parts,
    workflows: [...town.context.engine.definitions.all, later],
  });
  api = await startApi({ ...town.context, engine, config: { ...town.context.config, webFolder } });
});
afterAll(async () => {
  await browser.close();
  await api.close();
  await town.close();
});

let visitor: Visitor;
afterEach(() => visitor.close());

async function open(login = worker, width = 360): Promise<Page> {
  visitor = await visit(browser, api.url, { login, width });
  visitor.page.setDefaultTimeout(20_000);
  return visitor.page;
}
const offline = (is: boolean) => visitor.context.setOffline(is);
const saved = (page: Page) => page.getByRole('link', { name: 'What waits to be sent' }).first().waitFor();
/** Takes what room the browser gives, until it gives no more. */
const fillUp = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('something large', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('photos', { autoIncrement: true });
    await new Promise((done) => (opening.onsuccess = done));
    const put = (size: number) =>
      new Promise<boolean>((done) => {
        const tx = opening.result.transaction('photos', 'readwrite');
        tx.objectStore('photos').put(crypto.getRandomValues(new Uint8Array(size)));
        tx.oncomplete = () => done(true);
        tx.onabort = () => done(false);
      });
    for (const size of [65_536, 4_096, 256]) while (await put(size));
  });
const triage = (id: string) => `/cases/${id}/act/concern.triaged`;

it('keeps for each case the form of the version that it follows, and says in the lists which cases are kept', async () => {
  const at = await concern(town);
  const unkept = await town.send(colleague, '/instances', {
    body: {
      workflow: 'gatekeeping',
      area: '081007',
      event: 'concern.reported',
      data: {
        children: [await town.child()],
        reporter: 'neighbour',
        on: '2017-03-05',
        concern: 'Alone.',
        immediateDanger: false,
      },
    },
  });
  const page = await open();
  const sign = 'Kept on this device for offline work';
  const rowOf = (reference: string) => page.getByRole('row').filter({ hasText: reference });
  await page.goto('/');
  await rowOf(at.reference).waitFor();
  expect(await page.getByText(sign).count()).toBe(0);
  await keepCases(page);
  for (const list of ['/', '/caseload']) {
    await page.goto(list);
    await rowOf(at.reference).getByText(sign).waitFor();
    expect(await rowOf(unkept.body.reference).getByText(sign).count()).toBe(0);
  }

  await offline(true);
  await page.goto(triage(at.id));
  await page.getByText('What you see was kept on this device').waitFor();
  await fillTriage(page);
  expect(await page.getByLabel('Another question').count()).toBe(0);
  await sendTriage(page);
  await saved(page);
  await offline(false);
  await page.goto('/outbox');
  await page.getByText('Received by the server on').waitFor({ timeout: 40_000 });
  expect(await accepted(town, at.id)).toEqual(['concern.reported', 'concern.triaged']);
});

it('keeps what was written on the screen when the device is full, says so, and sends it with a connection', async () => {
  const at = await concern(town);
  const page = await open();
  const devtools = await visitor.context.newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: api.url, quotaSize: 12_000_000 });
  await page.goto(triage(at.id));
  await fillTriage(page, 'At first.');
  await fillUp(page);
  await page.getByLabel('Why there is no immediate danger').fill(words);
  await page.getByText('This device cannot keep a draft. Send before you leave the page.').waitFor();
  await offline(true);
  await sendTriage(page);
  await page.getByRole('alert').getByText('this device has no room to keep it').waitFor();
  expect(await page.getByLabel('Why there is no immediate danger').inputValue()).toBe(words);
  expect(await accepted(town, at.id)).toEqual(['concern.reported']);

  await offline(false);
  await sendTriage(page);
  await page.waitForURL(`**/cases/${at.id}?sent=concern.triaged`);
  expect(await accepted(town, at.id)).toEqual(['concern.reported', 'concern.triaged']);
  await page.goto('/outbox');
  await page.getByRole('button', { name: 'Keep my cases for offline work' }).click();
  await page.getByText('This device has no room for all of it.').waitFor();
});

it('gives unsent work out as a file that only the server opens, for its author to confirm on a new phone, once', async () => {
  const at = await concern(town);
  const page = await open();
  await page.goto(triage(at.id));
  await fillTriage(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await offline(true);
  await sendTriage(page);
  await saved(page);
  await page.goto('/outbox');
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save everything as a sealed file' }).click();
  const file = await downloaded;
  const content = await readFile(await file.path(), 'utf8');
  expect(file.suggestedFilename()).toMatch(/^homeward-outbox-\d{4}-\d\d-\d\d-1\.json$/);
  expect(JSON.parse(content).items).toHaveLength(1);
  expect(content).not.toMatch(/grandmother|Dara|ដារ៉ា/);
  await page.getByText('Given out as a sealed file').waitFor();
  const old = visitor;

  // the administrator brings it, and cannot look into it
  const desk = await open('admin', 1280);
  await desk.goto('/outbox/import');
  await desk
    .getByLabel(/^Sealed file/)
    .setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await desk.getByRole('button', { name: 'Bring it to the server' }).click();
  await desk.getByText('This is not a sealed file of Homeward').waitFor();
  await desk
    .getByLabel(/^Sealed file/)
    .setInputFiles({ name: 'sealed.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  await desk.getByRole('button', { name: 'Bring it to the server' }).click();
  await desk.getByText('Items that wait for their authors now: 1').waitFor();
  expect(await desk.locator('body').innerText()).not.toContain('grandmother');
  expect(await accepted(town, at.id)).toEqual(['concern.reported']);
  await visitor.close();

  const fresh = await open();
  await fresh.goto('/outbox');
  await fresh.getByRole('heading', { name: 'Brought from another device, for you to confirm' }).waitFor();
  await fresh.getByText(words).waitFor();
  await fresh.getByRole('button', { name: 'This is mine: record it' }).click();
  await fresh.getByRole('heading', { name: 'Brought from another device' }).waitFor({ state: 'detached' });
  expect(await accepted(town, at.id)).toEqual(['concern.reported', 'concern.triaged']);
  await visitor.close();

  // the old phone finds a connection after all: nothing is done twice
  visitor = old;
  await offline(false);
  await page.goto('/outbox');
  await page.getByText('Received by the server on').waitFor();
  expect(await accepted(town, at.id)).toEqual(['concern.reported', 'concern.triaged']);
});

it('after ten wrong PINs holds no case any more, and still the drafts and what waits to be sent', async () => {
  const [drafted, sent] = [await concern(town), await concern(town)];
  const page = await open();
  await page.clock.install();
  await setPin(page);
  await keepCases(page);
  await page.goto(triage(drafted.id));
  await unlock(page);
  await fillTriage(page);
  await page.goto(triage(sent.id));
  await unlock(page);
  await fillTriage(page, 'It waits.');
  await offline(true);
  await sendTriage(page);
  await saved(page);
  const keptOf = async () => /\nkept\n(.*)/.exec(await everything(page))![1];
  expect(await keptOf()).not.toBe('{}');

  await page.clock.fastForward('06:00');
  for (let wrong = 1; wrong <= 10; wrong += 1) {
    expect(await page.getByText('After ten wrong PINs').count()).toBe(0);
    if (wrong === 10) expect(await keptOf()).not.toBe('{}');
    await unlock(page, '000111');
    await page.clock.fastForward('05:01');
  }
  await page.getByText('After ten wrong PINs the cases kept for reading were removed from this device.').waitFor();
  expect(await keptOf()).toBe('{}');
  const left = await everything(page);
  expect(left).toContain(sent.reference);
  expect(left).toContain(`${drafted.id}:concern.triaged`);

  // they are still there for who knows the PIN
  await offline(false);
  await unlock(page);
  await page.goto(triage(drafted.id));
  await unlock(page);
  await page.getByText(words).waitFor();
  await page.goto('/outbox');
  await unlock(page);
  await page.getByText('Received by the server on').waitFor({ timeout: 40_000 });
  expect(await accepted(town, sent.id)).toEqual(['concern.reported', 'concern.triaged']);
});

it('sends a report about a child’s safety before everything that was written earlier', async () => {
  const [ordinary, missing] = [await concern(town), await concern(town)];
  const page = await open();
  await page.goto('/');
  await keepCases(page);
  await offline(true);
  await page.goto(triage(ordinary.id));
  await fillTriage(page);
  await sendTriage(page);
  await saved(page);
  await page.goto(`/cases/${missing.id}/act/childMissing`);
  await page.getByRole('button', { name: 'Children' }).click();
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Continue' }).click();
  for (const [label, value] of Object.entries({
    Day: '5',
    Month: '3',
    Year: '2017',
    'Time (24 hours), such as 14:30': '17:30',
  }))
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('radio', { name: 'Yes', exact: true }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'The child is missing' }).click();
  await saved(page);
  await page.goto('/outbox');
  const items = page.locator('.hw-item');
  await items.nth(1).waitFor();
  expect(await items.first().innerText()).toContain('Safety: sent first');
  expect(await items.nth(1).innerText()).toContain(ordinary.reference);

  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/v1/outbox'))
      sent.push((request.postDataJSON() as { event: string }).event);
  });
  await offline(false);
  await page.getByText('Nothing waits.').waitFor({ timeout: 40_000 });
  expect(sent).toEqual(['childMissing', 'concern.triaged']);
  // the journal says when it was written, beside when it was received
  await page.goto(`/cases/${missing.id}/journal`);
  const line = page.getByRole('listitem').filter({ hasText: 'The child is missing' });
  expect(await line.innerText()).toMatch(/6 March 2017, 09:00[^]*recorded on the device at \d+ \w+ 20\d\d/);
});

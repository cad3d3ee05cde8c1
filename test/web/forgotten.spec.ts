/** A forgotten PIN in a real browser: what lies under it is told by number, kept, and brought back; what the server refuses is told with why. */
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { accountOf, institutionId, Town } from '../api/town';
import { openBrowser, visit, type Visitor } from '../support/browser';
import { pin } from './phone';

jest.setTimeout(180_000);

const lead = 'supervisor.kandal';
const member = 'dsw.kandal';
const other = '735190';

let town: Town;
let browser: Browser;
let phone: Visitor;
let id: string;

async function act(as: string, type: string, data: object): Promise<void> {
  const { version } = (await town.send(lead, `/instances/${id}`)).body;
  const sent = { body: { type, data }, headers: { 'If-Match': `"${version}"` } };
  expect(await town.outcome(as, `/instances/${id}/events`, sent)).toBe('200');
}

beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
  const institution = institutionId('KDL-003');
  const opened = await town.send('officer.kandal', '/instances', {
    body: {
      workflow: 'inspection',
      event: 'inspection.planned',
      area: '081007',
      data: { institution, on: '2017-03-06', announced: false, why: ['annual'] },
    },
  });
  id = opened.body.id;
  const seat = (login: string, isLead: boolean) => ({
    person: accountOf(login).person,
    lead: isLead,
    interestDeclared: 'none',
  });
  await act(lead, 'team.assigned', { members: [seat(lead, true), seat(member, false)] });
  await act(lead, 'package.issued', { checklist: 1, expected: 0, expiresAt: '2017-03-08T09:00:00+07:00' });
  phone = await visit(browser, town.api.url, { login: member });
  phone.page.setDefaultTimeout(20_000);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await town?.close();
});

async function unlock(page: Page, code = pin): Promise<void> {
  await page.locator('#pin').fill(code);
  await page.locator('#pin').press('Enter');
  await page.locator('#pin').waitFor({ state: 'detached' });
}
async function isWell(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
    return violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
  });
  expect(found).toEqual([]);
}
const setPin = async (page: Page, code: string) => {
  await page.goto('/profile');
  await page.locator('#new-pin').fill(code);
  await page.locator('#new-pin-again').fill(code);
  await page.locator('#new-pin-again').press('Enter');
  await page.getByText('The PIN is set.').waitFor();
};
const pieces = () => town.rows<{ kind: string }>('select kind from homeward.inspection_pieces where instance = $1', id);

it('lists what of an inspection waits, beside everything else', async () => {
  const { page, context } = phone;
  await setPin(page, pin);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto(`/inspections/${id}`);
  await unlock(page);
  await page.getByRole('button', { name: 'Download the package' }).click();
  await page.getByRole('button', { name: 'Download it once more' }).waitFor();
  await context.setOffline(true);
  await page.goto(`/inspections/${id}/site?part=registration`);
  await unlock(page);
  const boxes = page.locator('input[id$="-answer-meets"]');
  for (const at of [0, 1, 2]) await boxes.nth(at).check();
  const buffer = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#579' } })
    .jpeg()
    .toBuffer();
  await page.locator('input[type=file]').first().setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
  await page.getByText('kept on this device').first().waitFor();
  await page.getByRole('link', { name: /Waiting to be sent/ }).click();
  await page.getByRole('heading', { name: 'Inspections on this device' }).waitFor();
  await page.getByText('Answers and notes – wait on this device: 3').waitFor();
  await page.getByText('Photos – wait on this device: 1').waitFor();
  expect(await page.locator('.hw-count').innerText()).toBe('4');
  await isWell(page);
});

it('tells by number what a forgotten PIN covers, and keeps it unless somebody says twice that it goes', async () => {
  const { page, context } = phone;
  await page.reload();
  await page.getByRole('button', { name: 'I forgot my PIN' }).click();
  const told = page.locator('.govuk-inset-text');
  await told.getByText('answers and notes of inspections').waitFor();
  expect((await told.locator('li').allInnerTexts()).map((line) => line.replace(/\s+/g, ' '))).toEqual([
    '3 answers and notes of inspections',
    '1 photos',
  ]);
  expect(await page.getByRole('button', { name: 'Remove it for good, and sign in again' }).isDisabled()).toBe(true);
  await isWell(page);
  // without a connection nobody could sign in again: nothing has changed
  await page.getByRole('button', { name: 'Keep it locked here, and sign in again' }).click();
  await page.getByText('This needs a connection').waitFor();
  await page.getByRole('button', { name: 'Try the PIN again, so that it is sent' }).click();
  await page.locator('#pin').waitFor();
  await page.getByRole('button', { name: 'I forgot my PIN' }).click();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Keep it locked here, and sign in again' }).click();
  await page.waitForURL(/\/sign-in/);
  expect(await pieces()).toEqual([]);
});

it('brings it back with the earlier PIN alone, and sends it once', async () => {
  const { page, context } = phone;
  const { password } = accountOf(member);
  expect(
    (await context.request.post(`${town.api.url}/api/v1/session`, { data: { login: member, password } })).ok(),
  ).toBe(true);
  await setPin(page, other);
  await page.goto('/outbox');
  await unlock(page, other);
  await page.getByRole('heading', { name: 'Locked under an earlier PIN' }).waitFor();
  await page.getByText('answers and notes of inspections').waitFor();
  await isWell(page);
  await page.getByLabel('The earlier PIN').fill('111222');
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await page.getByText('This is not that PIN').waitFor();
  expect(await pieces()).toEqual([]);
  await page.getByLabel('The earlier PIN').fill(pin);
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await page.getByRole('heading', { name: 'Locked under an earlier PIN' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Send now' }).click();
  await page.getByText('The server has all of it.').waitFor({ timeout: 60_000 });
  expect((await pieces()).map(({ kind }) => kind).sort()).toEqual(['answer', 'answer', 'answer', 'photo']);
  expect(phone.faults.filter((fault) => !/ERR_|Failed to load/.test(fault))).toEqual([]);
});

it('keeps what the server refuses, says why, and gives it up only with a reason that the server keeps', async () => {
  const { page } = phone;
  await page.route(/\/pieces$/, (route) =>
    route.fulfill({
      status: 422,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'x',
        title: 'x',
        titles: { en: 'The report is submitted already.', km: 'របាយការណ៍ត្រូវបានដាក់ជូនហើយ។' },
        status: 422,
        code: 'form_invalid',
        rules: [],
        errors: [],
      }),
    }),
  );
  await page.goto(`/inspections/${id}/site?part=registration`);
  await unlock(page, other);
  await page.locator('input[id$="-answer-fails"]').nth(3).check();
  await page.getByRole('link', { name: /Waiting to be sent/ }).click();
  await page.getByText('Answers and notes – refused by the server: 1').waitFor();
  await page.getByText('The report is submitted already.').waitFor();
  expect(await page.locator('.hw-count').innerText()).toBe('1');
  await isWell(page);
  await page.getByRole('button', { name: /^Give it up/ }).click();
  await page.getByLabel('Why you give it up').fill('The report was submitted before.');
  await page.getByRole('button', { name: /^Give it up/ }).click();
  await page.getByText('The server has all of it.').waitFor();
  const kept = await town.rows(`select detail from homeward.security_log where kind = 'outbox.forgotten'`);
  expect(kept.map(({ detail }) => [detail.event, detail.reason])).toEqual([
    ['piece.answer', 'The report was submitted before.'],
  ]);
});

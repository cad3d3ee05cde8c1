/** Decisions in a real browser: what stands in the way of an approval, a signed refusal and its letter, two at once. */
import type { Browser, Page } from 'playwright-core';
import { codeAt } from '../../libs/access';
import { Played } from '../api/played';
import { accountOf, institutionId, Town } from '../api/town';
import { openBrowser, visit, type Visitor } from '../support/browser';

let town: Town;
let browser: Browser;
let story: Played;
let id: string;
let director: Visitor;
let other: Visitor;

const steps = new Map<string, number>();
/** A code that this person has not signed with yet; the one before the present first, unless that is about to end. */
function codeOf(login: string): string {
  const step = Math.max((steps.get(login) ?? 0) + 1, Math.floor((Date.now() + 15_000) / 30_000) - 1);
  steps.set(login, step);
  return codeAt(accountOf(login).totpSecret!, step * 30_000);
}

const reasons = 'The mother can care for her daughter with support.';
const words = 'I came to the same decision: support at home.';

async function writeRefusal(page: Page, why: string): Promise<void> {
  await page.getByLabel('Reasons of the decision').fill(why);
  await page.getByLabel('Food, clothing, household goods').check();
  await page.getByLabel('IDPoor').check();
}

async function sign(page: Page, login: string, verb: string): Promise<void> {
  await page.getByLabel('By signing I declare').check();
  await page.getByLabel('Code of your authenticator app').fill(codeOf(login));
  await page.getByRole('button', { name: verb, exact: true }).click();
}

beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
  // a second director of the province, who shares the office with the first
  await town.database.owner.query(
    `update homeward.appointments set role = 'pdosvyDirector', area = '08' where id = $1`,
    [accountOf('mosvy2').appointment],
  );
  story = new Played(town, 'E1');
  await story.until('panel.held');
  [{ id }] = (await town.rows<{ id: string }>(`select id from homeward.instances`)) as [{ id: string }];
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

describe('the agenda', () => {
  it('shows which case waits for the meeting, what its file lacks, and leads to its decision sheet', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'officer.kandal' });
    await page.goto('/agenda');
    await page.getByText('not complete').waitFor();
    await page.getByText('What is missing, and who can supply it').click();
    expect(await page.getByText('Poverty alone is never a ground for admission.').isVisible()).toBe(true);
    expect(await page.locator('main').innerText()).not.toContain('Dara');
    await page.getByRole('link', { name: /^Decision sheet GK-/ }).click();
    await page.waitForURL(`**/cases/${id}/decision`);
    await page.getByRole('heading', { name: 'The twelve criteria' }).waitFor();
    expect(await page.getByRole('heading', { level: 3, name: /^\d+\. / }).count()).toBe(12);
    expect(faults).toEqual([]);
    await close();
    await story.until(15);
  }, 60_000);
});

describe('an approval that is refused', () => {
  it('names every rule that stands in the way, what is missing, and who can supply it', async () => {
    director = await visit(browser, town.api.url, { login: 'director.kandal', width: 1280 });
    const { page, faults } = director;
    await page.goto(`/cases/${id}/decision`);
    await page.getByRole('link', { name: 'Read and prepare it Approve for a limited time' }).click();
    await page.getByRole('button', { name: 'Children', exact: true }).click();
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Continue' }).click();
    const choice = page.getByLabel('Institution', { exact: true });
    await choice.locator('option', { hasText: 'Invented River House' }).waitFor({ state: 'attached' });
    await choice.selectOption(institutionId('KDL-003'));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Reasons of the decision').fill('The family is poor.');
    await page.getByRole('button', { name: 'Continue' }).click();
    await sign(page, 'director.kandal', 'Approve for a limited time');
    const told = page.getByRole('alert');
    await told.getByText('(N-02)').waitFor();
    for (const rule of ['N-12', 'N-02', 'N-09']) expect(await told.getByText(`(${rule})`).count()).toBe(1);
    const text = await told.innerText();
    expect(text).toContain('The only decision possible is a refusal with support for the family.');
    expect(text).toContain('Goal, conditions of return and end date are needed.');
    expect(text).toContain('Can be supplied by: commune officer (CCWC), district social worker');
    // the attempt is recorded, and nothing else changed
    const refused = await town.rows(`select 1 from homeward.journal where stream = $1 and kind = 'refused'`, id);
    expect(refused).toHaveLength(1);
    expect(await town.rows('select 1 from homeward.outcomes')).toEqual([]);
    expect(faults).toEqual([]);
  }, 60_000);
});

describe('a refusal', () => {
  it('is no decision without declaration and code, and its letter can be read before as a draft', async () => {
    other = await visit(browser, town.api.url, { login: 'mosvy2', width: 360 });
    await other.page.goto(`/cases/${id}/decision/decision.refusedFamilySupport`);
    await writeRefusal(other.page, words);

    const { page } = director;
    await page.goto(`/cases/${id}/decision`);
    await page.getByRole('link', { name: 'Refuse, with support for the family', exact: true }).click();
    await page.getByRole('button', { name: 'Show the letter as it would be' }).click();
    await page.getByText('Answer the questions above first').waitFor();
    await writeRefusal(page, reasons);
    await page.getByRole('button', { name: 'Refuse, with support for the family' }).click();
    await page.getByText('Confirm the declaration before you sign').waitFor();
    await page.getByRole('button', { name: 'Show the letter as it would be' }).click();
    const letter = page.frameLocator('iframe');
    await letter.getByText('DRAFT, NOT SIGNED').waitFor();
    await letter.getByText(reasons).waitFor();
    expect(await town.rows('select 1 from homeward.documents')).toEqual([]);
    expect(await town.rows('select 1 from homeward.outcomes')).toEqual([]);
  }, 60_000);

  it('is signed by the director with a code, and its letter opens', async () => {
    const { page, context, faults } = director;
    await sign(page, 'director.kandal', 'Refuse, with support for the family');
    await page.waitForURL('**/decision?sent=decision.refusedFamilySupport');
    await page.getByText('Received by the server').waitFor();
    const opened = context.waitForEvent('page');
    await page.getByRole('link', { name: /^Read in English Decision/ }).click();
    const letter = await opened;
    await letter.getByText(reasons).waitFor();
    expect(await letter.getByText('DRAFT').count()).toBe(0);
    const path = await page.getByRole('link', { name: /^PDF in Khmer Decision/ }).getAttribute('href');
    const file = await context.request.get(`${town.api.url}${path}`);
    expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
    expect(faults).toEqual([]);
  }, 60_000);

  it('by a second director at the same time is not taken: they are told who was first, and keep their text', async () => {
    const { page, faults, close } = other;
    await sign(page, 'mosvy2', 'Refuse, with support for the family');
    const told = page.getByRole('alert');
    await told.getByText('Refuse, with support for the family').waitFor();
    expect(await told.innerText()).toContain('provincial director');
    expect(await page.getByLabel('Reasons of the decision').inputValue()).toBe(words);
    expect(await town.rows('select 1 from homeward.outcomes')).toHaveLength(1);
    expect(faults).toEqual([]);
    await close();
  }, 60_000);

  it('stands in the register with outcome and rules, and the address keeps the filter', async () => {
    const { page, faults, close } = director;
    await page.goto('/register');
    await page.getByRole('link', { name: /^GK-2017-/ }).waitFor();
    const row = page.locator('tbody tr');
    expect(await row.innerText()).toMatch(/Refused, with family support 1 child\b/);
    expect(await row.innerText()).toContain('N-02');
    await page.getByLabel('Outcome').selectOption('APPROVED_TIME_LIMITED');
    await page.getByText('No decision like that is in the register.').waitFor();
    expect(new URL(page.url()).search).toBe('?outcome=APPROVED_TIME_LIMITED');
    await page.getByLabel('Outcome').selectOption('');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    expect((await saved).suggestedFilename()).toBe('homeward-decisions.csv');
    expect(faults).toEqual([]);
    await close();
  }, 60_000);
});

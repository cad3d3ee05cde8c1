/** The end of a way home in a real browser: how things stand side by side, and the sheet that says what still blocks the closure. */
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { Played } from '../api/played';
import { Town } from '../api/town';
import { openBrowser, visit } from '../support/browser';

let town: Town;
let browser: Browser;
let story: Played;
let id: string;

beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open({}, '2016-12-01T08:00:00+07:00'), openBrowser()]);
  story = new Played(town, 'E9');
  await story.until('closing.proposed');
  const cases = await town.rows<{ id: string }>(`select id from homeward.instances where workflow = $1`, workflow);
  id = cases[0]!.id;
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

const workflow = 'family-reintegration';
const worker = 'dsw.battambang';
const violationsOf = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
    return violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
  });
};
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

it('says too early what blocks, and sets each score beside what it must come to, in Khmer on a phone', async () => {
  const { page, faults, close } = await visit(browser, town.api.url, { login: worker, language: 'km' });
  await page.goto(`/cases/${id}`);
  const facts = page.locator('.hw-regions > div');
  await facts.filter({ hasText: 'នៅផ្ទះ' }).waitFor();
  await facts.filter({ hasText: 'គ្មានក្តីបារម្ភអំពីសុវត្ថិភាព' }).waitFor();
  expect(await page.locator('.hw-region--worry').count()).toBe(0);
  expect(await fits(page)).toBe(true);

  await page.goto(`/cases/${id}/act/closing.proposed`);
  await page.getByText('P-18៖ រយៈពេលតាមដាន').waitFor();
  await page.getByRole('button', { name: /រៀបចំ|ត្រៀម/ }).click();
  const sheet = page.locator('.hw-sheet');
  await sheet.getByText('ទម្រង់បោះពុម្ព ៤៨ សម្រាប់ផលបូក', { exact: false }).waitFor();
  expect(await sheet.innerText()).toContain('២១ + ៣០ = ៥១');
  expect(await sheet.locator('.hw-stands--blank', { hasText: 'ទទេ' }).count()).toBe(22);
  expect(await fits(page)).toBe(true);
  expect(await violationsOf(page)).toEqual([]);
  expect(faults).toEqual([]);
  await close();
}, 60_000);

it('adds the scores up as they are chosen, names blanks and what is too low, and the case shows what worries', async () => {
  await story.until(31);
  const { page, faults, close } = await visit(browser, town.api.url, { login: worker, width: 1280 });
  await page.goto(`/cases/${id}/act/closing.proposed?step=child`);
  const sheet = page.locator('.hw-sums');
  const sum = sheet.locator('tfoot td').first();
  await sheet.getByText('A blank blocks. Give a score:').waitFor();
  const chosen = page.getByRole('radio', { name: '2 fair' });
  const all = await chosen.count();
  for (let i = 0; i < all - 1; i += 1) await chosen.nth(i).check();
  expect(await sum.innerText()).toMatch(/^20 .*too low$/);
  expect(await sheet.locator('.hw-sums__named').innerText()).toBe('A blank blocks. Give a score: Need for legal aid');
  await page.getByRole('radio', { name: '1 weak' }).last().check();
  expect(await sum.innerText()).toMatch(/^21 .*enough$/);
  expect(await sheet.locator('.hw-sums__named').innerText()).toBe('Too low: Need for legal aid');
  expect(await fits(page)).toBe(true);

  await page.getByRole('button', { name: 'All questions' }).click();
  await page.getByText('Total of all sections: 21').waitFor();
  await page.getByText('21 + 30 = 51').waitFor();

  const data = { since: '2018-02-06', lastSeenBy: 'the mother', toldPolice: true, told1280: true };
  const { version } = (await town.send(worker, `/instances/${id}`)).body;
  const headers = { 'If-Match': `"${version}"` };
  const sent = { headers, body: { type: 'child.missing', data } };
  expect(await town.outcome(worker, `/instances/${id}/events`, sent)).toBe('200');
  await page.goto(`/cases/${id}`);
  const worry = page.locator('.hw-region--worry');
  await worry.first().waitFor();
  expect(await worry.allInnerTexts()).toEqual([
    expect.stringMatching(/Where the child is\s+Missing\s+⚠ Needs attention/),
  ]);
  expect(await violationsOf(page)).toEqual([]);
  expect(faults).toEqual([]);
  await close();
}, 60_000);

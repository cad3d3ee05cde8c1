/** The watch list in a real browser: compared side by side in Khmer on a phone, dismissed by two people. */
import type { Browser } from 'playwright-core';
import { statusTexts, texts } from '../../apps/web/src/pages/watch/texts';
import { Town } from '../api/town';
import { openBrowser, visit } from '../support/browser';
import { matchOf } from './watch-match';

let town: Town;
let browser: Browser;
beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

it('compares a new place with a closed one, and dismisses the match by two people', async () => {
  const id = await matchOf(town);
  const officer = await visit(browser, town.api.url, { login: 'officer.kandal', language: 'km', width: 360 });
  const { page } = officer;
  await page.goto('/watch-list');
  await page.getByRole('link', { name: /X-FOUND/ }).click();
  await page.getByText(statusTexts.open.km).waitFor();
  expect(await page.getByText('012 999 888').count()).toBeGreaterThan(0);
  await page.getByText(texts.dismiss.km).first().click();
  const form = page.locator('details');
  await form.getByLabel(texts.reason.km).fill('ហាងមួយមានលេខដដែល');
  await form.getByRole('button', { name: texts.dismiss.km }).click();
  await page.getByText(texts.own.km).waitFor();

  const director = await visit(browser, town.api.url, { login: 'director.kandal', language: 'en', width: 1280 });
  await director.page.goto(`/watch-list/${id}`);
  await director.page.getByRole('button', { name: texts.agree.en }).click();
  await director.page.getByText(statusTexts.dismissed.en).waitFor();
  expect(await town.rows('select status from homeward.watch_matches')).toEqual([{ status: 'dismissed' }]);
  expect([...officer.faults, ...director.faults]).toEqual([]);
  await Promise.all([officer.close(), director.close()]);
});

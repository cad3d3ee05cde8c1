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

it('plans an inspection of every place of a network for one day, in Khmer on a phone', async () => {
  const [place] = await town.rows<{ id: string }>(`select found as id from homeward.watch_matches`);
  const other = await matchOf(town, '012 777 666', '-2');
  const reason = 'The same board, and the same teachers.';
  const body = { method: 'POST', body: { reason } };
  expect((await town.send('officer.kandal', `/watch-list/matches/${other}/confirm`, body)).status).toBe(200);
  const { page, faults, close } = await visit(browser, town.api.url, {
    login: 'mosvy2',
    language: 'km',
    width: 360,
  });
  await page.goto(`/watch-list/${other}`);
  await page.getByText(statusTexts.confirmed.km, { exact: true }).waitFor();
  const boxes = page.getByRole('group', { name: texts.visitOn.km }).getByRole('textbox');
  const fill = async (...parts: string[]) => {
    for (const [i, part] of parts.entries()) await boxes.nth(i).fill(part);
    await page.getByRole('button', { name: texts.visits.km }).click();
  };
  await fill('1', '1', '2017');
  await page.getByText(texts.past.km).first().waitFor();
  await fill('20', '9', '2017');
  await page.getByText(texts.visitsPlanned.km).waitFor();
  const folder = process.env['HOMEWARD_PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/network-km-360.png`, fullPage: true });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const planned = await town.rows(
    `select s.subject = any (array(select unnest(array[found, watched]) from homeward.watch_matches where id = $1)) as of_it,
       i.state::jsonb #>> '{context,plannedOn}' as on
     from homeward.instances i join homeward.subjects s on s.instance = i.id and s.kind = 'institution'
     where i.workflow = 'inspection' and s.subject <> $2`,
    other,
    place!.id,
  );
  expect(planned).toEqual([
    { of_it: true, on: '2017-09-20' },
    { of_it: true, on: '2017-09-20' },
  ]);
  expect(faults).toEqual([]);
  await close();
});

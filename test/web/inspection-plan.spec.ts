/** The year's plan in a real browser: proposed by the officer, moved with a reason on a phone in Khmer, approved by the director. */
import type { Browser, Page } from 'playwright-core';
import { codeAt } from '../../libs/access';
import type { ManualClock } from '../../libs/engine';
import {
  lotTexts,
  planTexts as texts,
  publishedTexts,
  statusTexts,
} from '../../apps/web/src/pages/inspections/plan-texts';
import { riskTexts } from '../../apps/web/src/pages/institutions/texts';
import { accountOf, Town } from '../api/town';
import { openBrowser, visit } from '../support/browser';

jest.setTimeout(240_000);

let town: Town;
let browser: Browser;
beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

/** Where pictures are wanted, one of each page. */
const look = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['HOMEWARD_PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};
const isNarrow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

it('proposes the year by risk, moves an entry with its reason on a phone, and shows the fingerprints once it is approved', async () => {
  // 15 January is over
  await town.context.sweeper.sweep();
  const officer = await visit(browser, town.api.url, { login: 'officer.kandal', language: 'km', width: 360 });
  const { page } = officer;
  await page.goto('/institutions?order=risk');
  await page.getByRole('link', { name: riskTexts.plan.km, exact: true }).click();
  await page.getByText(texts.none.km).waitFor();
  await page.getByText(texts.wasDue.km).waitFor();
  const [lacking] = await town.rows(
    `select id from homeward.incidents where kind = 'INSPECTION_PLAN_LACKING' and area = '08'`,
  );
  const link = page.getByRole('link', { name: texts.askedFor.km });
  expect(await link.getAttribute('href')).toBe(`/incidents/${lacking!.id}`);
  await page.getByRole('button', { name: texts.propose.km }).click();
  await page.getByText(texts.waits.km).waitFor();
  expect(await page.getByText(statusTexts.planned.km, { exact: true }).count()).toBeGreaterThan(1);
  await look(page, 'plan-km-360');
  expect(await isNarrow(page)).toBe(true);
  await page
    .getByRole('link', { name: new RegExp(texts.move.km) })
    .first()
    .click();
  for (const [group, parts] of [
    [texts.from.km, ['2', '11', '2017']],
    [texts.until.km, ['30', '11', '2017']],
  ] as const) {
    const boxes = page.getByRole('group', { name: group }).getByRole('textbox');
    for (const [i, part] of parts.entries()) await boxes.nth(i).fill(part);
  }
  await page.getByRole('button', { name: texts.moveTitle.km }).click();
  // without a reason nothing moves
  await page.getByRole('alert').waitFor();
  await look(page, 'move-km-360');
  await page.getByLabel(texts.reason.km).fill('ផ្លូវលិចទឹក');
  await page.getByRole('button', { name: texts.moveTitle.km }).click();
  await page.getByText('ផ្លូវលិចទឹក').waitFor();

  const director = await visit(browser, town.api.url, { login: 'director.kandal', language: 'en', width: 1280 });
  await director.page.goto('/inspections/plan');
  await director.page
    .getByLabel(texts.code.en)
    .fill(codeAt(accountOf('director.kandal').totpSecret!, Date.now() + 30_000));
  await director.page.getByRole('button', { name: texts.approve.en }).click();
  await director.page.getByText(lotTexts.sealed.en).first().waitFor();
  await look(director.page, 'plan-en-1280');
  const hashes = await town.rows<{ hash: string }>('select hash from homeward.inspection_commitments');
  expect(hashes).toHaveLength(4);
  for (const { hash } of hashes) expect(await director.page.getByText(hash).count()).toBe(1);

  // late in the year: the windows have passed without an inspection
  const clock = town.context.clock as ManualClock;
  await town.context.sweeper.advanceTo(Date.parse('2017-12-05T09:00:00+07:00'), clock);
  await page.goto('/inspections/plan');
  await page.getByText(statusTexts.missed.km, { exact: true }).last().waitFor();
  expect(await page.locator('.govuk-tag--red').count()).toBeGreaterThan(0);
  expect([...officer.faults, ...director.faults]).toEqual([]);
  await Promise.all([officer.close(), director.close()]);
});

it('shows published ratings and the fingerprints to the commune, with no word of a draw', async () => {
  const { page, faults, close } = await visit(browser, town.api.url, {
    login: 'commune.kandal',
    language: 'km',
    width: 360,
  });
  await page.goto('/inspections/ratings?area=08');
  await page.getByText(publishedTexts.none.km).waitFor();
  await page.getByText(lotTexts.sealed.km).first().waitFor();
  expect(await isNarrow(page)).toBe(true);
  await look(page, 'ratings-km-360');
  const drawn = await town.rows<{ reference: string }>(
    'select i.reference from homeward.inspection_draws d join homeward.instances i on i.id = d.instance',
  );
  expect(drawn.length).toBeGreaterThan(0);
  const said = await page.locator('body').innerText();
  expect(drawn.filter(({ reference }) => said.includes(reference))).toEqual([]);
  expect(faults).toEqual([]);
  await close();
});

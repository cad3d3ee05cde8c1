/** A table of earlier placements in a real browser: read, mended, put forward by one person and taken over by another. */
import type { Browser } from 'playwright-core';
import { texts } from '../../apps/web/src/pages/imports/texts';
import { accountOf, Town } from '../api/town';
import { openBrowser, visit } from '../support/browser';

let town: Town;
let browser: Browser;
beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

const heading =
  'nameLatin,born,sex,disability,home,homeKind,placedOn,risk,carerName,carerRelation,stepsMade,worker,shoe';
const home = accountOf('village.kandal').area;
const row = (name: string, sex = 'female'): string =>
  `${name},2008-05-01,${sex},no,${home},kin,06/02/2017,low,Invented Aunt,aunt,D+1 D+3,dsw.kandal,31`;
const csv = (...rows: string[]) => ({
  name: 'placements.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([heading, ...rows].join('\n')),
});

it('names each fault in Khmer on a phone, keeps nothing until it is put forward, and opens the cases when a second person agrees', async () => {
  const officer = await visit(browser, town.api.url, { login: 'officer.kandal', language: 'km', width: 360 });
  const { page } = officer;
  await page.goto('/placement-imports');
  await page.getByRole('link', { name: texts.add.km }).click();
  await page.locator('input[type=file]').setInputFiles(csv(row('Invented Rumdoul', 'girl'), row('Invented Malis')));
  await page.getByText('ពាក្យនេះមិនមែនជាពាក្យដែលត្រូវប្រើនៅទីនេះទេ។').waitFor();
  await page.getByText(`${texts.unknown.km} shoe`).waitFor();
  expect(await town.rows('select from homeward.placement_imports')).toEqual([]);

  await page.locator('input[type=file]').setInputFiles(csv(row('Invented Rumdoul'), row('Invented Malis')));
  await page.locator('[role=status] strong', { hasText: '២' }).waitFor();
  await page.getByLabel(texts.reason.km).fill('the paper files of the district');
  await page.getByRole('button', { name: texts.propose.km }).click();
  await page.getByText(texts.notYours.km).waitFor();
  expect(await page.getByText('Rumdoul').count()).toBe(0);
  const address = new URL(page.url()).pathname;

  const ministry = await visit(browser, town.api.url, { login: 'mosvy2', language: 'en', width: 1280 });
  await ministry.page.goto(address);
  await ministry.page.getByRole('button', { name: texts.approve.en }).click();
  await ministry.page.getByRole('link', { name: texts.toCase.en }).nth(1).waitFor();
  await ministry.page.getByRole('link', { name: texts.toCase.en }).first().click();
  await ministry.page.getByRole('heading', { name: /FR-2017-/ }).waitFor();
  expect(await town.rows(`select status from homeward.instances where workflow = 'family-reintegration'`)).toEqual([
    { status: 'open' },
    { status: 'open' },
  ]);
  expect([...officer.faults, ...ministry.faults]).toEqual([]);
  await Promise.all([officer.close(), ministry.close()]);
});

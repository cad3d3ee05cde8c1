/** Who receives a child: chosen in a real browser, where the family lives in another province. */
import type { Browser } from 'playwright-core';
import { Played } from '../api/played';
import { accountOf, Town } from '../api/town';
import { openBrowser, visit } from '../support/browser';

jest.setTimeout(120_000);

let town: Town;
let browser: Browser;
let id: string;
beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open({}, '2017-01-01T08:00:00+07:00'), openBrowser()]);
  const story = new Played(town, 'C1');
  await story.until('census.sealed');
  const cases = await town.rows<{ id: string }>(
    `select id from homeward.instances where workflow = 'institution-closure'`,
  );
  id = cases[0]!.id;
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

it('is offered a caseworker of another province, by district, and says whom it has chosen', async () => {
  const { person } = accountOf('dsw.pursat');
  const { page, faults, close } = await visit(browser, town.api.url, { login: 'officer.kandal', width: 1280 });
  await page.goto(`/cases/${id}/act/child.cleared`);
  const list = page.getByLabel('Receiving caseworker');
  await list.waitFor();
  const groups = await list.locator('optgroup').evaluateAll((all) => all.map((each) => each.getAttribute('label')));
  expect(groups[0]).toMatch(/Kandal$/);
  expect(groups.some((name) => name?.endsWith('Pursat'))).toBe(true);
  await list.selectOption(person);
  expect(await list.inputValue()).toBe(person);
  expect(faults).toEqual([]);
  await close();
});

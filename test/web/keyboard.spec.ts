/** Without a mouse, in a real browser: the focus is seen, goes where the person goes, and comes back. */
import type { Browser, Page } from 'playwright-core';
import { codeAt } from '../../libs/access';
import type { ManualClock } from '../../libs/engine';
import { Played } from '../api/played';
import { accountOf, Town } from '../api/town';
import { openBrowser, visit, type Visitor } from '../support/browser';
import { choose, focused, follow, press, reach, tick, unseen, write } from './keys';
import { accepted, concern, words, worker } from './phone';

jest.setTimeout(120_000);

let town: Town;
let browser: Browser;
let story: Played;
beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
  story = new Played(town, 'E1');
  await story.until(15);
});
afterAll(async () => {
  await browser.close();
  await town.close();
});

let visitor: Visitor;
afterEach(() => visitor.close());

async function open(login?: string, width = 360): Promise<Page> {
  visitor = await visit(browser, town.api.url, { login, width });
  visitor.page.setDefaultTimeout(20_000);
  return visitor.page;
}
const summaryHasFocus = async (page: Page) =>
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('govuk-error-summary');

it('signs in, opens a task of mine from the phone menu, and sends a form of its case', async () => {
  const at = await concern(town);
  const page = await open();
  await page.goto('/sign-in');
  await page.waitForLoadState('networkidle');
  await press(page, 'Sign in');
  await page.getByRole('alert').waitFor();
  await summaryHasFocus(page);
  expect(await unseen(page)).toEqual([]);
  await write(page, 'Login', worker);
  await write(page, 'Password', accountOf(worker).password);
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { level: 1, name: 'My tasks' }).waitFor();
  expect(await focused(page)).toBe('My tasks');
  await page.getByRole('row').filter({ hasText: at.reference }).waitFor();
  expect(await unseen(page)).toEqual([]);

  // the menu of the phone opens, closes with Escape where it was opened, and leads on
  const menu = page.getByRole('button', { name: 'Menu' });
  await press(page, 'Menu');
  expect(await menu.getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.matches('nav a'))).toBe(true);
  await page.keyboard.press('Escape');
  expect(await menu.getAttribute('aria-expanded')).toBe('false');
  expect(await menu.evaluate((each) => each === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await follow(page, page.getByRole('navigation').getByRole('link', { name: 'Cases', exact: true }));
  await page.waitForURL('**/caseload');
  await page.getByRole('heading', { level: 1, name: 'Caseload' }).waitFor();
  expect(await menu.getAttribute('aria-expanded')).toBe('false');
  expect(await focused(page)).toBe('Caseload');
  await follow(page, page.getByRole('navigation').getByRole('link', { name: 'My tasks' }));

  const row = page.getByRole('row').filter({ hasText: at.reference });
  await follow(page, row.getByRole('link').first());
  await page.waitForURL(`**/cases/${at.id}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  await page.getByRole('link', { name: 'No immediate danger' }).waitFor();
  expect(await unseen(page)).toEqual([]);
  await follow(page, page.getByRole('link', { name: 'No immediate danger' }));

  await page.getByRole('heading', { level: 1, name: 'No immediate danger' }).waitFor();
  expect(await focused(page)).toContain('No immediate danger');
  await press(page, 'No immediate danger: support comes first');
  await page.getByRole('alert').first().waitFor();
  await summaryHasFocus(page);
  await follow(page, page.getByRole('alert').getByRole('link').first());
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('q-seenOn-day');
  for (const [label, value] of Object.entries({ Day: '5', Month: '3', Year: '2017' })) await write(page, label, value);
  await write(page, 'Why there is no immediate danger', words);
  expect(await unseen(page)).toEqual([]);
  await press(page, 'No immediate danger: support comes first');
  await page.waitForURL(`**/cases/${at.id}?sent=concern.triaged`);
  await page.getByText('Received by the server').waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  expect(await accepted(town, at.id)).toEqual(['concern.reported', 'concern.triaged']);
  expect(visitor.faults).toEqual([]);
});

it('holds the keys in the dialog that refuses to sign out, gives them back, and keeps them where a form stood', async () => {
  const at = await concern(town);
  const page = await open(worker);
  await page.goto(`/cases/${at.id}/act/concern.triaged`);
  for (const [label, value] of Object.entries({ Day: '5', Month: '3', Year: '2017' })) await write(page, label, value);
  await write(page, 'Why there is no immediate danger', words);
  await page.getByText(/Draft saved on this device/).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await visitor.context.setOffline(true);
  await press(page, 'No immediate danger: support comes first');
  await page.getByText('Saved on this device, not yet received').waitFor();
  // the form is gone; the focus is on what is said of it
  expect(await focused(page)).toContain('Saved on this device, not yet received');

  await press(page, 'Sign out');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('You cannot sign out yet').waitFor();
  const inside = () => dialog.evaluate((each) => each.contains(document.activeElement));
  expect(await inside()).toBe(true);
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    expect((await inside()) || (await focused(page)) === 'body').toBe(true);
  }
  await reach(page, dialog.getByRole('button', { name: 'Send now' }));
  await page.keyboard.press('Enter');
  await dialog.getByText('Something could not be sent.').waitFor();
  await page.keyboard.press('Tab');
  expect(await inside()).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await focused(page)).toBe('Sign out');

  await page.goto('/outbox');
  await press(page, 'Give it up');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await press(page, 'Give it up');
  await page.getByText('Write the reason').waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await press(page, 'Keep it');
  expect(await focused(page)).toBe('Give it up');
});

it('decides: reads the sheet, declares, signs, and is told what is missing on the way', async () => {
  const [{ id }] = (await town.rows<{ id: string }>(
    `select i.id from homeward.instances i join homeward.journal j on j.stream = i.id where j.entry::jsonb ->> 'event' = 'panel.held'`,
  )) as [{ id: string }];
  const login = 'director.kandal';
  const page = await open(login, 1280);
  await page.goto(`/cases/${id}/decision`);
  const refuse = page.getByRole('link', { name: 'Refuse, with support for the family', exact: true });
  await refuse.waitFor();
  expect(await unseen(page)).toEqual([]);
  await follow(page, refuse);
  const verb = 'Refuse, with support for the family';
  await page.getByRole('button', { name: verb }).waitFor();
  expect(await focused(page)).toBe(verb);
  expect(await unseen(page)).toEqual([]);
  await press(page, verb);
  await page.getByRole('alert').first().waitFor();
  await summaryHasFocus(page);
  await follow(page, page.getByRole('alert').getByRole('link').first());
  expect(await page.evaluate(() => document.activeElement?.matches('input, textarea'))).toBe(true);
  await write(page, 'Reasons of the decision', 'The mother can care for her daughter with support.');
  await tick(page, 'Food, clothing, household goods');
  await tick(page, 'IDPoor');
  await press(page, verb);
  await page.getByText('Confirm the declaration before you sign').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('q-_declared');
  await page.keyboard.press('Space');
  await press(page, verb);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('q-_code');
  const { totpSecret } = accountOf(login);
  await page.keyboard.insertText(codeAt(totpSecret!, Date.now()));
  await press(page, verb);
  await page.waitForURL('**/decision?sent=decision.refusedFamilySupport');
  await page.getByText('Received by the server').waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  expect(visitor.faults).toEqual([]);
});

it('acknowledges what climbed to the supervisor with a note of what was done, which the list then shows', async () => {
  const at = await concern(town);
  const clock = town.context.clock as ManualClock;
  await town.context.sweeper.advanceTo(clock.now() + 3 * 86_400_000, clock);
  const page = await open('supervisor.kandal');
  await page.goto('/escalations');
  await press(page, new RegExp(`^Acknowledge ${at.reference}`));
  expect(await page.evaluate(() => document.activeElement?.matches('input[type=radio]'))).toBe(true);
  await press(page, 'Not now');
  expect(await focused(page)).toBe(`Acknowledge ${at.reference}`);
  await page.keyboard.press('Enter');
  await choose(page, 'What will be done?', 'I speak with who holds the task, and look again tomorrow');
  const note = 'Spoke with the worker; the visit is tomorrow.';
  await write(page, 'What was done, if you wish to say it', note);
  await press(page, 'Acknowledge');
  await page.getByText('Acknowledged.').waitFor();
  await page.goto('/escalations?show=acknowledged');
  await page.getByText(`What was done: ${note}`).waitFor();
  await page.goto(`/cases/${at.id}/journal`);
  await page.getByRole('heading', { name: 'An alert was acknowledged' }).waitFor();
  await page.getByText(`What was done: ${note}`).waitFor();
  expect(visitor.faults).toEqual([]);
});

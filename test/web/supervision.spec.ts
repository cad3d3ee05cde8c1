/** What a supervisor does, in a real browser: what climbed to them, work given to others, and the numbers. */
import type { Browser, Page } from 'playwright-core';
import type { ManualClock } from '../../libs/engine';
import { liveAt } from '../api/played';
import { accountOf, institutionId, Town } from '../api/town';
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

interface Concern {
  id: string;
  reference: string;
  task: string;
}

/** A concern that waits for the district social workers. */
async function report(): Promise<Concern> {
  const data = {
    children: [await town.child()],
    reporter: 'neighbour',
    on: '2017-03-05',
    concern: 'The child is alone at night.',
    immediateDanger: false,
  };
  const body = { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data };
  const { body: opened } = await town.send('commune.kandal', '/instances', { body });
  return { id: opened.id, reference: opened.reference, task: opened.tasks[0].id };
}

const tableNamed = (page: Page, name: string) => page.getByRole('table', { name });

describe('an overdue task', () => {
  it('climbs to the supervisor’s screen by itself, and whoever acknowledges it says what will be done', async () => {
    const { id, reference } = await report();
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'supervisor.kandal' });
    await page.goto('/escalations');
    await page.getByText('Nothing waits for you here.').waitFor();
    const clock = town.context.clock as ManualClock;
    await town.context.sweeper.advanceTo(clock.now() + 3 * 86_400_000, clock);
    await page.reload();
    await page.getByRole('heading', { name: 'Overdue: told to the supervisor' }).waitFor();
    await page
      .getByRole('button', { name: `Acknowledge ${reference}` })
      .first()
      .click();
    await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await page.getByText('Choose what will be done').waitFor();
    expect(await town.rows('select 1 from homeward.alerts where acknowledged_at is not null')).toEqual([]);
    await page.getByLabel('I act on the case myself').check();
    await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await page.waitForURL(`**/cases/${id}`);
    const done = await town.rows<{ acknowledged_by: string }>(
      'select acknowledged_by from homeward.alerts where acknowledged_at is not null',
    );
    expect(done.map((row) => row.acknowledged_by)).toEqual([accountOf('supervisor.kandal').person]);
    expect(faults).toEqual([]);
    await close();
  }, 60_000);
});

describe('the team board', () => {
  it('opens exactly the tasks that a number counts, and gives them to another worker with one reason', async () => {
    const held = [await report(), await report(), await report()];
    for (const { task } of held) await town.send('dsw.kandal', `/tasks/${task}/claim`, { body: {} });
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'officer.kandal', width: 1280 });
    await page.goto('/team');
    const row = tableNamed(page, 'Team board').getByRole('row', { name: /^Sokha/ });
    await row.getByRole('link', { name: '3 Open tasks' }).click();
    await tableNamed(page, 'Tasks to give to somebody').waitFor();
    const boxes = tableNamed(page, 'Tasks to give to somebody').getByRole('checkbox');
    expect(await boxes.count()).toBe(3);
    await page.getByRole('button', { name: 'Give the tasks' }).click();
    for (const missing of ['Choose at least one task', 'Choose who receives the tasks', 'Write why'])
      await page.getByRole('link', { name: missing }).waitFor();
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    const to = page.getByLabel('Give them to');
    expect(await to.locator('option', { hasText: 'Sokha' }).count()).toBe(0);
    await to.selectOption(accountOf('dsw2.kandal').person);
    await page.getByLabel('Why', { exact: true }).fill('Sokha is ill.');
    await page.getByRole('button', { name: 'Give the tasks' }).click();
    await page.getByRole('heading', { name: 'What became of each task' }).waitFor();
    expect(await page.getByRole('status').getByText('✓ given').count()).toBe(2);
    const assignees = await town.rows<{ assignee: string }>(
      'select assignee from homeward.tasks where id = any ($1) order by assignee = $2 desc',
      held.map(({ task }) => task),
      accountOf('dsw2.kandal').person,
    );
    const [sokha, rithy] = [accountOf('dsw.kandal').person, accountOf('dsw2.kandal').person];
    expect(assignees.map(({ assignee }) => assignee)).toEqual([rithy, rithy, sokha]);
    await page.goto('/team');
    await row.getByRole('link', { name: '1 Open tasks' }).waitFor();
    expect(faults).toEqual([]);
    await close();
  }, 60_000);
});

describe('the indicators', () => {
  it('show numbers with their date, hide small ones, and lead to the list behind a number', async () => {
    const children = [];
    for (const sex of ['female', 'female', 'female', 'male', 'male', 'female'])
      children.push(await town.child('kandal', { sex, names: [{ latin: 'Secret Name' }] }));
    await liveAt(town, institutionId('KDL-003'), children, '2017-03-01T10:00:00+07:00');
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'officer.kandal' });
    await page.goto('/indicators?by=sex');
    const first = page.locator('#I-01');
    await first.getByText('fewer than 5').first().waitFor();
    expect(await first.innerText()).toMatch(/Denominator\s+6/);
    expect(await page.locator('.hw-indicator').count()).toBe(28);
    await page.locator('#I-13').getByText('Not available yet').waitFor();
    await first.getByText('Definition').click();
    await first.getByRole('link', { name: /^The list behind it/ }).click();
    await page.waitForURL('**/indicators/I-01?by=sex');
    const rows = tableNamed(page, 'What is counted').locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(6);
    expect(await page.locator('main').innerText()).not.toContain('Secret');
    expect(faults).toEqual([]);
    await close();
  }, 60_000);

  it('are refused to who has no part in steering, in words', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'police.kandal' });
    for (const path of ['/indicators', '/team', '/watch', '/agenda', '/register']) {
      await page.goto(path);
      await page.getByText('Your appointment does not open this page').waitFor();
    }
    expect(faults).toEqual([]);
    await close();
  }, 60_000);
});

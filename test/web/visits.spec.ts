/** Visits in a real browser: the planner of a week, and a visit recorded from the case. */
import type { Browser } from 'playwright-core';
import type { ManualClock } from '../../libs/engine';
import { workflows } from '../../workflows';
import { accountOf, Town } from '../api/town';
import { visited } from '../engine/visits-fixture';
import { openBrowser, visit } from '../support/browser';

let town: Town;
let browser: Browser;
beforeAll(async () => {
  workflows.push(visited);
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

const worker = 'dsw.kandal';

/** A child placed on 6 March in the commune of its village, with the worker's visits on some days after it. */
async function placed(days: number[]): Promise<{ id: string; reference: string }> {
  const children = [await town.child()];
  const data = { days, worker: accountOf(worker).person, children };
  const { status, body } = await town.send(worker, '/instances', {
    body: { workflow: 'visited', area: '081007', data },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

it('plans a worker’s week by village, leads to the case, and shows there that the visit was made', async () => {
  const { id, reference } = await placed([1, 3, 9]);
  const { page, faults, close } = await visit(browser, town.api.url, { login: worker });
  await page.goto('/visits');
  const village = page.locator('.hw-planner');
  await village.getByText(reference).first().waitFor();
  expect(await village.getByText('can be made now').count()).toBe(2);
  await page.getByRole('button', { name: 'Week after' }).click();
  await page.getByText('13 March 2017 to 19 March 2017').waitFor();
  await village.getByText('coming').waitFor();
  expect(new URL(page.url()).search).toBe('?week=2017-03-13');

  const clock = town.context.clock as ManualClock;
  await town.context.sweeper.advanceTo(Date.parse('2017-03-08T18:00:00+07:00'), clock);
  await page.getByRole('button', { name: 'This week' }).click();
  // the clock was set by hand: what was read before is read again
  await page.reload();
  await village.getByText('overdue').waitFor();
  await village.getByRole('link', { name: reference }).first().click();
  const visits = page.getByRole('table', { name: 'Visits' });
  await visits.waitFor();
  expect(await visits.getByRole('row').count()).toBe(4);
  await page.getByRole('link', { name: 'Record a visit' }).click();
  await page.getByLabel('Which visit').fill('1/D+1');
  await page.getByLabel('Day').fill('8');
  await page.getByLabel('Month').fill('3');
  await page.getByLabel('Year').fill('2017');
  await page.getByRole('button', { name: 'Tell of the visit' }).click();
  await page.waitForURL(`**/cases/${id}?sent=visit.recorded`);
  await visits.getByText('made on 8 March 2017, 1 day late').waitFor();
  expect(await town.rows('select status from homeward.visits where instance = $1 order by due_at', id)).toEqual([
    { status: 'late' },
    { status: 'planned' },
    { status: 'planned' },
  ]);
  expect(faults).toEqual([]);
  await close();
}, 120_000);

it('shows a supervisor everybody’s visits with the workload beside them, in Khmer on a wide screen', async () => {
  const { page, faults, close } = await visit(browser, town.api.url, {
    login: 'supervisor.kandal',
    language: 'km',
    width: 1280,
  });
  await page.goto('/visits?week=2017-03-15');
  await page.getByRole('heading', { name: 'បន្ទុកការងារ' }).waitFor();
  const load = page.getByRole('table', { name: 'បន្ទុកការងារ' });
  expect(await load.getByRole('row').count()).toBe(2);
  await load.getByText('ក្នុងកម្រិត').waitFor();
  expect(faults).toEqual([]);
  await close();
}, 60_000);

/** A year of one child in a real browser: a phone in Khmer, two visits without a connection, one that is missed, and the end. */
import type { Browser, Page } from 'playwright-core';
import { findStory } from '../../apps/commands/story';
import { codeAt } from '../../libs/access';
import type { ManualClock } from '../../libs/engine';
import { accountOf, Town } from '../api/town';
import { openBrowser, visit, type Visitor } from '../support/browser';
import { day, fillVisit, fits, lostConnection, onward, record, sendVisit } from './home-visit';
import { accepted } from './phone';

jest.setTimeout(120_000);

const worker = 'dsw.battambang';
const supervisor = 'supervisor.battambang';
const story = findStory('E9')!;

let town: Town;
let browser: Browser;
let phone: Visitor;
const kept: Record<string, string> = {};
let reference: string;

/** Lets the time pass, with everything that falls due in it. */
async function passTo(at: string): Promise<void> {
  await town.context.sweeper.advanceTo(Date.parse(at), town.context.clock as ManualClock);
}

const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => kept[name]!);

/** Plays one step of the story, by its number, over the API. */
async function play(number: number): Promise<void> {
  const step = story.steps[number - 1]!;
  if (step.at) await passTo(step.at);
  const path = fill(step.do!.split(' ')[1]!);
  const headers: Record<string, string> = {};
  if (path.endsWith('/events'))
    headers['If-Match'] = (await town.send(step.as, `/instances/${kept['case']}`)).headers.get('etag')!;
  const body: unknown = JSON.parse(fill(JSON.stringify(step.body)));
  const answer = await town.send(step.as, path, { body, headers });
  if (answer.status >= 400) throw new Error(`${number}: ${JSON.stringify(answer.body)}`);
  for (const name of Object.keys(step.keep ?? {})) kept[name] = answer.body.id;
}
async function playAll(...numbers: number[]): Promise<void> {
  for (const number of numbers) await play(number);
}

beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open({}, '2016-12-01T08:00:00+07:00'), openBrowser()]);
  await playAll(1, 2, 3, 4, 5, 6, 7, 8, 10, 12);
  reference = (await town.send(worker, `/instances/${kept['case']}`)).body.reference;
  phone = await visit(browser, town.api.url, { login: worker, language: 'km', width: 360 });
  phone.page.setDefaultTimeout(20_000);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

const toCase = (page: Page) => page.getByRole('link', { name: 'ទៅករណី' }).click();

/** A thumbprint of today under Form 6. */
async function sign(page: Page, who: string): Promise<void> {
  await page.locator(`#q-signatures-${who}-by-thumbprint`).check();
  await day(page.locator(`#q-signatures-${who}`), 'កាលបរិច្ឆេទចុះហត្ថលេខា', ['៦', '២', '២០១៨']);
}

const countVisits = async () =>
  (await accepted(town, kept['case']!)).filter((event) => event === 'visit.recorded').length;

/** The visit that was missed is made, over the API, with the answers of the others. */
async function recordVisit(visitOn: string): Promise<void> {
  const path = `/instances/${kept['case']}`;
  const { data } = story.steps[12]!.body as { data: object };
  const headers = { 'If-Match': (await town.send(worker, path)).headers.get('etag')! };
  const body = { type: 'visit.recorded', data: { ...data, visitOn } };
  const answer = await town.send(worker, `${path}/events`, { body, headers });
  if (answer.status >= 400) throw new Error(JSON.stringify(answer.body));
}

it('keeps two visits that were made without a connection, and each is received once', async () => {
  const { page, context } = phone;
  await page.goto(`/cases/${kept['case']}`);
  const visits = page.getByRole('table', { name: 'ការចុះជួប' });
  await visits.waitFor();
  expect(await visits.getByRole('row').count()).toBe(14);
  await fits(page);
  await passTo('2017-02-09T10:00:00+07:00');
  await page.reload();
  await record(page);
  await page.getByRole('button', { name: 'ការជួបកុមារ' }).waitFor();
  await context.setOffline(true);
  await fillVisit(page, '៩');
  await sendVisit(page);
  await page.getByText('បានរក្សាទុកក្នុងឧបករណ៍ មិនទាន់ទទួលដោយម៉ាស៊ីនមេ').waitFor();
  await passTo('2017-02-13T10:00:00+07:00');
  await toCase(page);
  await record(page);
  await fillVisit(page, '១៣');
  await sendVisit(page);
  await page.getByText('បានរក្សាទុកក្នុងឧបករណ៍ មិនទាន់ទទួលដោយម៉ាស៊ីនមេ').waitFor();
  expect(await countVisits()).toBe(1);
  const dropped: number[] = [];
  let first = true;
  await page.route('**/api/v1/outbox', async (route) => {
    if (!first) return route.continue();
    first = false;
    // the server has it, and its answer never arrives
    dropped.push((await route.fetch()).status());
    return route.abort();
  });
  await context.setOffline(false);
  await page.goto('/outbox');
  await fits(page);
  // the clocks that went by meanwhile, and the first visit before the second, are nothing that anybody must look at
  await page.getByText('ម៉ាស៊ីនមេបានទទួលនៅ').nth(1).waitFor({ timeout: 60_000 });
  expect(dropped).toEqual([200]);
  await page.getByText('គ្មានអ្វីរង់ចាំទេ').waitFor();
  expect(await countVisits()).toBe(3);
  await page.goto(`/cases/${kept['case']}`);
  await visits.getByText('ធ្វើនៅថ្ងៃ ០៩ កុម្ភៈ ២០១៧').waitFor();
  await visits.getByText('ធ្វើនៅថ្ងៃ ១៣ កុម្ភៈ ២០១៧').waitFor();
  expect(await visits.locator('.govuk-tag--green').count()).toBe(3);
  expect(await visits.locator('.govuk-tag--green').first().textContent()).toBe('✓ បានធ្វើ');
  expect(phone.faults.filter((fault) => !lostConnection.test(fault))).toEqual([]);
});

it('climbs to the screen of the province with the reference and no name when a visit is missed', async () => {
  await playAll(15, 16, 17);
  await passTo('2017-04-14T08:00:00+07:00');
  const { page, faults, close } = await visit(browser, town.api.url, { login: 'officer.battambang', language: 'km' });
  await page.goto('/escalations');
  await page.getByRole('heading', { name: 'ការជូនដំណឹងថ្នាក់លើ' }).waitFor();
  const entry = page.locator('.hw-entry--late').filter({ hasText: reference }).first();
  await entry.waitFor();
  expect(await page.locator('main').textContent()).not.toMatch(/ស្រីកា|Sreyka|ម្តាយ ប្រឌិត/);
  expect(await page.title()).not.toMatch(/ស្រីកា|Sreyka/);
  await fits(page);
  await entry.getByRole('link', { name: reference }).click();
  const visits = page.getByRole('table', { name: 'ការចុះជួប' });
  await visits.getByText('ហួសកំណត់').first().waitFor();
  expect(faults).toEqual([]);
  await close();
});

it('is closed after the year by two people, once nothing blocks any more', async () => {
  await recordVisit('2017-04-14');
  await playAll(19, 20, 21, 22, 23, 24, 26, 27, 28, 29);
  const { page } = phone;
  const form6 = `/cases/${kept['case']}/act/closing.proposed`;
  await page.goto(form6);
  await page.getByText('សកម្មភាពក្នុងផែនការមិនទាន់ចប់៖').waitFor();
  await fits(page);
  await play(30);
  await page.goto(form6);
  await page.getByRole('button', { name: 'ពិនិត្យចម្លើយរបស់អ្នក' }).waitFor();
  for (const part of ['child', 'family']) {
    await page.goto(`${form6}?step=${part}`);
    await page.locator(`#q-${part} input`).first().waitFor();
    for (const item of await page.locator(`#q-${part} input[id$="-3"]`).all()) await item.check();
    if (part === 'child') await page.locator('#q-child-legalDocuments-1').check();
    await fits(page);
    await page.getByText('សេចក្តីព្រាងបានរក្សាទុកក្នុងឧបករណ៍នេះ').waitFor();
  }
  await onward(page);
  await page.getByLabel('រយៈពេលចាប់តាំងពីកុមារត្រឡប់មកផ្ទះ').fill('នាងទៅរៀន។');
  await page.getByLabel('អ្នកដែលកុមារ និងគ្រួសារអាចទាក់ទងក្រោយបិទករណី').fill('សាលាឃុំ');
  await onward(page);
  for (const who of ['child', 'guardian', 'caseworker']) await sign(page, who);
  await onward(page);
  await page.getByText('នាងទៅរៀន។').waitFor();
  await fits(page);
  const propose = page.getByRole('button', { name: 'ស្នើបិទករណី (ទម្រង់ទី៦)' });
  await propose.click();

  // each reason is said: a score that is too low, and a signature that is not there
  const refused = page.getByRole('alert');
  await refused.getByText('ត្រូវមាន').waitFor();
  expect(await refused.textContent()).toContain('ឯកសារគតិយុត្ត');
  expect(await refused.textContent()).toContain('នៅខ្វះហត្ថលេខា៖ អាជ្ញាធរ និងត្រា');
  await fits(page);
  await page.getByRole('button', { name: /^កែប្រែ\s+កុមារ/ }).click();
  await page.locator('#q-child-legalDocuments-3').check();
  await page.getByRole('button', { name: 'សំណួរទាំងអស់' }).click();
  await page.getByRole('button', { name: 'ហត្ថលេខា' }).click();
  await sign(page, 'authority');
  await onward(page);
  await propose.click();
  await page.waitForURL(`**/cases/${kept['case']}?sent=closing.proposed`);

  // the worker has no way to approve it, the supervisor signs
  await page.goto(`/cases/${kept['case']}/act/closing.approved`);
  await page.locator('main').getByText('ប្រធានការិយាល័យ').first().waitFor();
  expect(await page.getByLabel('មូលហេតុ').count()).toBe(0);
  const second = await visit(browser, town.api.url, { language: 'km', width: 360 });
  const value = await town.tokenOf(supervisor);
  await second.context.addCookies([{ name: 'homeward_session', value, url: town.api.url }]);
  await second.page.goto(`/cases/${kept['case']}/act/closing.approved`);
  await second.page.getByLabel('មូលហេតុ').fill('មួយឆ្នាំនៅផ្ទះ។');
  await second.page.locator('#q-_code').fill(codeAt(accountOf(supervisor).totpSecret!, Date.now() + 30_000));
  await fits(second.page);
  await second.page.getByRole('button', { name: 'អនុម័តការបិទករណី' }).click();
  await second.page.waitForURL(`**/cases/${kept['case']}?sent=closing.approved`);
  const [closed] = await town.rows('select outcome from homeward.instances where id = $1', kept['case']);
  expect(closed).toEqual({ outcome: 'CLOSED_SUSTAINED' });
  expect(second.faults).toEqual([]);
  expect(phone.faults.filter((fault) => !lostConnection.test(fault))).toEqual([]);
});

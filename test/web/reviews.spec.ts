/** A visit written without a connection, which comes too late: kept on the server, compared, and recorded or set aside. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { findStory } from '../../apps/commands/story';
import { seal } from '../../apps/web/src/offline/seal';
import type { ManualClock } from '../../libs/engine';
import { accountOf, Town } from '../api/town';
import { openBrowser, visit, type Visitor } from '../support/browser';
import { fillVisit, fits, lostConnection, record, sendVisit } from './home-visit';
import { accepted } from './phone';

jest.setTimeout(120_000);

const worker = 'dsw.battambang';
const supervisor = 'supervisor.battambang';
const story = findStory('E9')!;
/** a folder for pictures, to be looked at */
const pictures = process.env['HOMEWARD_PICTURES'];

let town: Town;
let browser: Browser;
const kept: Record<string, string> = {};
let reference: string;

const passTo = (at: string) => town.context.sweeper.advanceTo(Date.parse(at), town.context.clock as ManualClock);
const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => kept[name]!);
const etag = async (): Promise<string> => (await town.send(worker, `/instances/${kept['case']}`)).headers.get('etag')!;

async function play(number: number): Promise<void> {
  const step = story.steps[number - 1]!;
  if (step.at) await passTo(step.at);
  const path = fill(step.do!.split(' ')[1]!);
  const headers: Record<string, string> = path.endsWith('/events') ? { 'If-Match': await etag() } : {};
  const answer = await town.send(step.as, path, { body: JSON.parse(fill(JSON.stringify(step.body))), headers });
  if (answer.status >= 400) throw new Error(`${number}: ${JSON.stringify(answer.body)}`);
  for (const name of Object.keys(step.keep ?? {})) kept[name] = answer.body.id;
}

beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open({}, '2016-12-01T08:00:00+07:00'), openBrowser()]);
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 10, 12]) await play(number);
  reference = (await town.send(worker, `/instances/${kept['case']}`)).body.reference;
  await passTo('2017-02-09T10:00:00+07:00');
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

/** The answers of a visit in the story. */
const answersOf = (visitOn: string) => ({ ...(story.steps[12]!.body as { data: object }).data, visitOn });

/** A colleague's visit reaches the server first. */
async function colleagueVisits(visitOn: string): Promise<void> {
  const body = { type: 'visit.recorded', data: answersOf(visitOn) };
  const answer = await town.send(worker, `/instances/${kept['case']}/events`, {
    body,
    headers: { 'If-Match': await etag() },
  });
  if (answer.status >= 400) throw new Error(JSON.stringify(answer.body));
}

async function open(login: string, language: 'en' | 'km', width: number): Promise<Visitor> {
  const visitor = await visit(browser, town.api.url, { language, width });
  const value = await town.tokenOf(login);
  await visitor.context.addCookies([{ name: 'homeward_session', value, url: town.api.url }]);
  visitor.page.setDefaultTimeout(20_000);
  return visitor;
}

/** What axe finds on the page as it stands, which is also kept as a picture. */
async function look(page: Page, name: string): Promise<string[]> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
    return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
  });
}

const countVisits = async () =>
  (await accepted(town, kept['case']!)).filter((event) => event === 'visit.recorded').length;

it('keeps the visit on the server, where a supervisor compares both versions and records it', async () => {
  const phone = await visit(browser, town.api.url, { login: worker, language: 'km', width: 360 });
  const { page, context } = phone;
  page.setDefaultTimeout(20_000);
  await page.goto(`/cases/${kept['case']}`);
  await record(page);
  await page.getByRole('button', { name: 'ការជួបកុមារ' }).waitFor();
  await context.setOffline(true);
  await fillVisit(page, '៩');
  await sendVisit(page);
  await page.getByText('បានរក្សាទុកក្នុងឧបករណ៍ មិនទាន់ទទួលដោយម៉ាស៊ីនមេ').waitFor();
  await colleagueVisits('2017-02-09');
  await context.setOffline(false);
  await page.goto('/outbox');
  await page.getByText('ម៉ាស៊ីនមេរក្សាទុកវាសម្រាប់ពិនិត្យ').waitFor();
  await page.getByText('អ្វីដែលមាននៅពេលនេះ').waitFor();
  await fits(page);
  expect(await look(page, 'outbox-km-360')).toEqual([]);
  expect(await countVisits()).toBe(2);

  const desk = await open(supervisor, 'en', 1280);
  await desk.page.goto('/');
  await desk.page.getByRole('link', { name: /^Written without a connection, to be looked at/ }).click();
  await desk.page.getByRole('heading', { name: 'What the device wrote' }).waitFor();
  await desk.page.getByRole('heading', { name: 'What is there now' }).waitFor();
  await desk.page.getByText('ខ្ញុំសប្បាយ').waitFor();
  await desk.page.getByText('All is well.').waitFor();
  // what is the same on both sides is said once
  expect(await desk.page.getByText('Spoken to alone').count()).toBe(1);
  expect(await desk.page.title()).not.toMatch(/Sreyka|ស្រីកា/);
  expect(await look(desk.page, 'review-en-1280')).toEqual([]);
  // the keyboard alone reaches the decision
  await desk.page.getByRole('button', { name: 'Record it as it is' }).focus();
  await desk.page.keyboard.press('Enter');
  await desk.page.getByText('recorded', { exact: true }).waitFor();
  expect(await desk.page.getByRole('button', { name: 'Record it as it is' }).count()).toBe(0);
  expect(await countVisits()).toBe(3);
  await desk.page.goto(`/cases/${kept['case']}/journal`);
  await desk.page.getByText('acting for somebody else').waitFor();
  expect(desk.faults).toEqual([]);
  await desk.close();

  await page.reload();
  await page.getByText('បានពិនិត្យ និងកត់ត្រារួចហើយ').waitFor();
  await fits(page);
  await page.getByRole('button', { name: 'ខ្ញុំបានអាន' }).click();
  await page.getByText('គ្មានអ្វីរង់ចាំទេ').waitFor();
  expect(await countVisits()).toBe(3);
  const faults = phone.faults.filter((fault) => !lostConnection.test(fault) && !/409/.test(fault));
  expect(faults).toEqual([]);
  await phone.close();
});

/** A visit as a device sealed it, sent when the case had moved on; answers the id of the review. */
async function keptForReview(visitOn: string): Promise<string> {
  const baseVersion = Number((await etag()).slice(1, -1));
  await colleagueVisits(visitOn);
  const key = (await town.send(worker, '/outbox/key')).body;
  const head = {
    key: randomUUID(),
    person: accountOf(worker).person,
    kind: 'event',
    instance: kept['case'],
    workflow: 'family-reintegration',
    workflowVersion: 1,
    event: 'visit.recorded',
    baseVersion,
    capturedAt: '2017-02-13T02:00:00.000Z',
    deviceId: randomUUID(),
    counter: 1,
    safety: false,
    keyId: key.id,
  };
  const body = { ...head, sealed: await seal(key, head, answersOf(visitOn)) };
  return (await town.send(worker, '/outbox', { body, key: head.key })).body.review.id;
}

it('is set aside on a phone in Khmer, with a reason, and stays', async () => {
  await passTo('2017-02-13T10:00:00+07:00');
  const id = await keptForReview('2017-02-13');
  const { page, faults, close } = await open(supervisor, 'km', 360);
  await page.goto('/reviews');
  await page.getByRole('heading', { level: 1, name: 'របាយការណ៍ត្រូវពិនិត្យ' }).waitFor();
  await page.getByText(reference).first().waitFor();
  await fits(page);
  expect(await look(page, 'reviews-km-360')).toEqual([]);
  await page.goto(`/cases/${kept['case']}`);
  await page.getByRole('link', { name: /^សរសេរដោយគ្មានការតភ្ជាប់ ត្រូវពិនិត្យ/ }).click();
  await page.waitForURL(`**/reviews/${id}`);
  await page.getByRole('heading', { name: 'អ្វីដែលបានសរសេរក្នុងឧបករណ៍' }).waitFor();
  await page.getByRole('heading', { name: 'អ្វីដែលមាននៅពេលនេះ' }).waitFor();
  await fits(page);
  expect(await look(page, 'review-km-360')).toEqual([]);
  const aside = page.getByRole('button', { name: 'ទុកដោយឡែក' });
  await aside.click();
  await page.locator('.govuk-error-summary').waitFor();
  expect(await look(page, 'review-error-km-360')).toEqual([]);
  await page.getByLabel('ហេតុអ្វីទុកដោយឡែក').fill('ជាការចុះជួបតែមួយ។');
  const before = await countVisits();
  await aside.click();
  await page.getByText('បានទុកដោយឡែក', { exact: true }).waitFor();
  await page.getByText('ជាការចុះជួបតែមួយ។').waitFor();
  await fits(page);
  expect(await countVisits()).toBe(before);
  const [row] = await town.rows('select decision from homeward.reviews where id = $1', id);
  expect(row).toEqual({ decision: 'setAside' });
  expect(faults).toEqual([]);
  await close();
});

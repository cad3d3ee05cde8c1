/** Pages round the return of a child: a village chief's report, pickers of a large province, agencies, and how a case stands. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { demoId } from '../../apps/demo';
import { registerActor } from '../../libs/access';
import { projectRoot } from '../../libs/database';
import type { ManualClock } from '../../libs/engine';
import { Played } from '../api/played';
import { accountOf, institutionId, Town } from '../api/town';
import { openBrowser, visit, type Visitor } from '../support/browser';

jest.setTimeout(120_000);

const pictures = join(projectRoot(), 'coverage/screens');

let town: Town;
let browser: Browser;
let id: string;
/** signed in once: a code of the second factor counts once */
let supervisor: Visitor;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [town, browser] = await Promise.all([Town.open({}, '2016-12-01T08:00:00+07:00'), openBrowser()]);
  await new Played(town, 'E9').until(14);
  const [found] = await town.rows<{ id: string }>(
    `select id from homeward.instances where workflow = 'family-reintegration'`,
  );
  id = found!.id;
  await town.context.sweeper.advanceTo(Date.parse('2017-03-20T09:00:00+07:00'), town.context.clock as ManualClock);
  supervisor = await visit(browser, town.api.url, { login: 'supervisor.battambang', language: 'km' });
  supervisor.page.setDefaultTimeout(20_000);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

/** A picture in the language and width of the page; nothing wider than the screen, nothing that axe finds. */
async function look(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()!.width;
  const language = await page.locator('html').getAttribute('lang');
  await page.waitForFunction(() => document.querySelector('.hw-skeleton') === null);
  await page.screenshot({ path: join(pictures, `${name}-${language}-${width}.png`), fullPage: true });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
    return violations.map(({ id: rule, nodes }) => `${rule} ${nodes[0]?.html.slice(0, 160)}`);
  });
  expect(found).toEqual([]);
}

const widths = [
  ['km', 360],
  ['en', 1280],
] as const;

/** The same page as a phone in Khmer and as a desk in English. */
async function asBoth(page: Page, act: (language: 'km' | 'en') => Promise<void>): Promise<void> {
  for (const [language, width] of widths) {
    await page.setViewportSize({ width, height: 800 });
    if ((await page.locator('html').getAttribute('lang')) !== language)
      await page.locator(`.hw-header button[lang="${language}"]`).click();
    await act(language);
  }
}

it('shows the four parallel states of a case, and every visit as made, missed, late or coming, in Khmer digits', async () => {
  const { page, faults } = supervisor;
  await page.goto(`/cases/${id}`);
  await asBoth(page, async (language) => {
    const visits = page.getByRole('table', { name: language === 'km' ? 'ការចុះជួប' : 'Visits' });
    await visits.waitFor();
    expect(await visits.getByRole('row').count()).toBeGreaterThanOrEqual(14);
    const words = language === 'km' ? ['បានធ្វើ', 'ហួសកំណត់', 'នឹងមកដល់'] : ['made', 'overdue', 'coming'];
    for (const word of words) await visits.getByText(word, { exact: false }).first().waitFor();
    await visits.getByText(language === 'km' ? 'D+១៤' : 'D+14', { exact: true }).waitFor();
    await look(page, 'way-home');
  });
  expect(faults).toEqual([]);
});

it('shows what climbed to a supervisor, and the dead-man page, on a phone and on a desk', async () => {
  const { page, faults } = supervisor;
  await page.goto('/escalations?show=all');
  await page.locator('.hw-entry').first().waitFor();
  await asBoth(page, () => look(page, 'escalations'));
  await page.goto('/watch');
  await page.locator('.hw-strip').waitFor();
  await asBoth(page, () => look(page, 'watch'));
  expect(faults).toEqual([]);
});

it('takes an escalation off the page when its task is done', async () => {
  const { page } = supervisor;
  await page.goto('/escalations');
  const entries = page.locator('.hw-entry');
  await entries.first().waitFor();
  const count = await entries.count();
  const [task] = await town.rows<{ id: string }>(
    `select t.id from homeward.tasks t join homeward.alerts a on a.task = t.id join homeward.deliveries d on d.alert = a.id
     where a.rung = 'supervisor' and a.acknowledged_at is null and t.closed_at is null and d.person = $1 limit 1`,
    accountOf('supervisor.battambang').person,
  );
  await town.rows('update homeward.tasks set closed_at = now() where id = $1', task!.id);
  await page.reload();
  await page.waitForFunction((before) => document.querySelectorAll('.hw-entry').length < before, count);
});

it('takes a village chief’s word of a child and shows no file', async () => {
  const { page, faults, close } = await visit(browser, town.api.url, { login: 'village.battambang', language: 'km' });
  await page.goto('/village-report');
  await page.getByRole('button', { name: 'បញ្ជូន', exact: true }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('កុមារនៅក្រៅប្រទេស').check();
  await page.getByLabel('ឈ្មោះជាអក្សរខ្មែរ').fill('ស្រីកា ប្រឌិត');
  await page.getByLabel('ស្រី', { exact: true }).check();
  await page.getByLabel('កុមារមានអាយុប្រហែលប៉ុន្មានឆ្នាំ?').fill('១១');
  await look(page, 'village-report');
  await page.getByRole('button', { name: 'បញ្ជូន', exact: true }).click();
  await page.getByText('ម៉ាស៊ីនមេបានទទួលហើយ').waitFor();
  expect(await page.locator('main').innerText()).not.toContain('ស្រីកា');
  const told = await town.rows(
    `select 1 from homeward.journal where stream = $1 and entry::jsonb ->> 'event' = 'location.recorded'`,
    id,
  );
  expect(told).toHaveLength(1);
  expect(faults).toEqual([]);
  await close();
});

describe('the administrator', () => {
  it('registers an office or organisation, and finds it by name', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'admin', language: 'en' });
    await page.goto('/people');
    await page.getByRole('link', { name: 'Offices and organisations' }).click();
    await page.getByRole('link', { name: 'Register an office or organisation' }).click();
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('non-governmental organisation').check();
    await page.getByLabel('Name in Khmer').fill('អង្គការត្រដក់');
    await page.getByLabel('Name in Latin letters').fill('Stork House');
    await look(page, 'new-agency');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await page.getByText('It is registered.').waitFor();
    await page.getByLabel('Name, or a part of it').fill('stork');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('Stork House').first().waitFor();
    await look(page, 'agencies');
    expect(faults).toEqual([]);
    await close();
  });

  it('picks the institution of a director, and nobody is appointed without one', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'admin', width: 1280 });
    const person = accountOf('dsw2.kandal').person;
    await page.goto(`/people/${person}/appointment`);
    await page.getByLabel('Role').selectOption('rciDirector');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: /Choose the institution of the director/ }).waitFor();
    await page.getByLabel('Institution, for its director').selectOption(institutionId('KDL-003'));
    const { area } = accountOf('rci.kdl-003');
    for (const [length, label] of [
      [2, 'Province or capital'],
      [4, 'District, city or khan'],
      [6, 'Commune or sangkat'],
      [8, 'Village'],
    ] as const)
      if (area.length >= length) await page.getByLabel(label).selectOption(area.slice(0, length));
    await look(page, 'director');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(`**/people/${person}?done=true`);
    const given = await town.rows(
      `select institution from homeward.appointments where person = $1 and role = 'rciDirector'`,
      person,
    );
    expect(given).toEqual([{ institution: institutionId('KDL-003') }]);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('in a province with more people than a list holds', () => {
  const last = demoId('worker 119');
  beforeAll(async () => {
    const from = town.context.clock.now() - 86_400_000;
    for (let n = 0; n < 120; n += 1) {
      const person = demoId(`worker ${n}`);
      const name = { nameKm: `បុគ្គលិក ${n}`, nameEn: `Worker ${n}` };
      await town.context.people.addPerson(registerActor, { id: person, ...name, language: 'km' });
      const { area } = accountOf(worker);
      await town.context.people.giveAppointment(registerActor, { person, role: 'dsw', area, from });
    }
  }, 120_000);
  const worker = 'dsw.battambang';

  it('somebody is found by a part of the name on the server, and handed a task', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: worker, width: 360 });
    await page.goto(`/cases/${id}/hand-over`);
    const task = page
      .locator('details')
      .filter({ has: page.locator('select') })
      .first();
    await task.waitFor();
    await task.evaluate((details: HTMLDetailsElement) => (details.open = true));
    const search = task.getByLabel('Search by a part of the name');
    await search.waitFor();
    await search.fill('worker 119');
    await search.press('Enter');
    await task.getByText('1 person found.').waitFor();
    await task.locator('select').selectOption(last);
    await look(page, 'hand-over-search');
    expect(faults).toEqual([]);
    await close();
  });
});

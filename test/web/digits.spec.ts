/** Khmer pages are written with Khmer digits, and with 0-9 for who chose them; what is a name or a number of its own stays. */
import type { Browser, Page } from 'playwright-core';
import { Played } from '../api/played';
import { Town } from '../api/town';
import { openBrowser, visit, type Visitor } from '../support/browser';
import { screens, type Places } from './screens';

let town: Town;
let browser: Browser;
let at: Places;
const visitors = new Map<string, Visitor>();

beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
  const story = new Played(town, 'G1');
  await story.until();
  const [found] = await town.rows<Places>(
    `select i.id as case, s.subject as child, (select id from homeward.incidents order by area = '08' desc, id limit 1) as incident
     from homeward.instances i join homeward.subjects s on s.instance = i.id and s.kind = 'child'
     where i.workflow = 'gatekeeping' order by i.status = 'open' desc, i.id limit 1`,
  );
  at = found!;
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

async function visitorOf(login: string): Promise<Visitor> {
  const known = visitors.get(login);
  if (known) return known;
  const made = await visit(browser, town.api.url, { login, language: 'km', width: 1280 });
  visitors.set(login, made);
  return made;
}

/** References, codes of rules and parameters, sources, addresses and telephone numbers are names, not numbers. */
const names =
  /\[[^\]]*\]|[A-Z]+[a-z]*-[\w./-]+|[\w.]+@[\w.]+|\b0\d{2}[ \d]{6,}|\b[A-Z]{1,3}\d+\b|computed|official as published .*/g;

/** Texts of the page that have one of these digits, besides names. */
async function textsWith(page: Page, digits: RegExp): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      const { parentElement: parent, textContent } = walker.currentNode;
      if (parent && !parent.closest('script, style, [lang="en"], .hw-words')) found.push(textContent!.trim());
    }
    return found;
  });
  return [...new Set(texts.filter((text) => digits.test(text.replace(names, ''))))];
}

async function open(path: string): Promise<Page> {
  const { login, address } = screens[path]!;
  const { page } = await visitorOf(login);
  await page.goto(address(at));
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.hw-skeleton') === null);
  await page.waitForLoadState('networkidle');
  return page;
}

/** Screens with dates, counts, tables, charts and texts of the server. */
const shown = [
  '/',
  '/cases/:id',
  '/cases/:id/chart',
  '/team',
  '/indicators/:id',
  '/national',
  '/parameters/:id',
  '/holidays',
];

async function wrongOn(digits: RegExp): Promise<string[]> {
  const wrong: string[] = [];
  for (const path of shown)
    for (const text of await textsWith(await open(path), digits)) wrong.push(`${path}: ${text}`);
  return wrong;
}

it('are those of Khmer while nothing else was chosen', async () => {
  expect(await wrongOn(/[0-9]/)).toEqual([]);
}, 120_000);

it('are 0-9 everywhere once the person chose them, also in what the server says', async () => {
  for (const { page } of visitors.values()) {
    await page.goto('/profile');
    await page.getByLabel('លេខឡាតាំង').check();
    await page.getByRole('button', { name: 'រក្សាទុក', exact: true }).click();
    await page.getByText('បានរក្សាទុក។').waitFor();
  }
  expect(await wrongOn(/[០-៩]/)).toEqual([]);
}, 120_000);

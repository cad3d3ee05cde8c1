/**
 * Every page in both languages, on a phone and on a desk, with its data and when the server does not answer: axe finds
 * nothing, nothing is wider than the screen, the console is silent. A picture of each is kept under `coverage/screens/`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { parts } from '../../apps/web/src/pages';
import { projectRoot } from '../../libs/database';
import { Played } from '../api/played';
import { institutionId, Town } from '../api/town';
import { openBrowser, visit, type Visitor } from '../support/browser';
import { screens, type Places } from './screens';
import { matchOf } from './watch-match';

const routes = parts.flatMap((part) => part.routes.map(({ path }) => path));
const pictures = join(projectRoot(), 'coverage/screens');
/** Pictures are for people who look; the test needs none. */
const keepsPictures = process.env['HOMEWARD_PICTURES'] !== undefined;
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const languages = ['km', 'en'] as const;
const widths = [360, 1280];

let town: Town;
let browser: Browser;
let at: Places;
const pairs = new Map<string, Pair>();

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
  const story = new Played(town, 'G1');
  await story.until();
  const [found] = await town.rows<Places>(
    `select i.id as case, s.subject as child, (select id from homeward.incidents order by area = '08' desc, id limit 1) as incident
     from homeward.instances i join homeward.subjects s on s.instance = i.id and s.kind = 'child'
     where i.workflow = 'gatekeeping' order by i.status = 'open' desc, i.id limit 1`,
  );
  const rows = [
    {
      row: 1,
      child: {
        names: [{ latin: 'Invented Child' }],
        birth: { from: '2010-01-01', to: '2010-12-31', precision: 'year' },
        sex: 'female',
        disability: false,
        another: true,
      },
      home: '08100701',
      homeKind: 'kin',
      placedOn: '2017-01-09',
      risk: 'low',
      carer: { name: 'Invented Aunt', relation: 'aunt' },
      stepsMade: [],
      worker: 'dsw.kandal',
    },
  ];
  const table = await town.send('officer.kandal', '/placement-imports', { body: { rows, reason: 'The paper files.' } });
  at = { ...found!, table: table.body.id, match: await matchOf(town), inspection: await inspectionOf(town) };
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

/** The visitor of a login, and the same person where the server answers nothing but who is signed in. */
interface Pair {
  answered: Visitor;
  silent: Page;
}

async function pairOf(login: string): Promise<Pair> {
  const known = pairs.get(login);
  if (known) return known;
  const answered = await visit(browser, town.api.url, { login, language: 'km' });
  const storageState = await answered.context.storageState();
  const context = await browser.newContext({ baseURL: town.api.url, locale: 'en-GB', storageState });
  context.setDefaultTimeout(60_000);
  const silent = await context.newPage();
  await silent.route(/\/api\/v1\/(?!session$|live)/, (route) => route.abort());
  const made = { answered, silent };
  pairs.set(login, made);
  return made;
}

/** An announced inspection of KDL-003, still to come. */
async function inspectionOf(of: Town): Promise<string> {
  const data = { institution: institutionId('KDL-003'), on: '2018-12-03', announced: true, why: ['annual'] };
  const body = { workflow: 'inspection', event: 'inspection.planned', area: '081007', data };
  return (await of.send('officer.kandal', '/instances', { body })).body.id as string;
}

/** Each violation with the first element that has it. axe is given to the page by the debugger: its policy lets no other script in. */
async function violationsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (values) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
    });
    return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 160)}`);
  }, tags);
}

/** What axe and the eye of a phone's owner would find wrong on a page, in both languages and widths. */
async function findWrong(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const language of languages) {
    const chosen = await page.locator('html').getAttribute('lang');
    if (chosen !== language) await page.locator(`.hw-header button[lang="${language}"]`).click();
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      const where = `${name} ${language} ${width}`;
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) wrong.push(`${where}: ${wide} px wide`);
      // beyond its width, a phone in Khmer and a desk in English show what the other two would
      if ((language === 'km') !== (width === 360)) continue;
      wrong.push(...(await violationsOf(page)).map((violation) => `${where}: ${violation}`));
      const file = `${name.replace(/[^\w.-]+/g, '_')}-${language}-${width}.png`;
      if (keepsPictures && !name.endsWith('silent'))
        await page.screenshot({ path: join(pictures, file), fullPage: true });
    }
  }
  return wrong;
}

/** The page has said what it has to say: its heading is there and nothing is loading. */
async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.hw-skeleton') === null);
  await page.waitForLoadState('networkidle');
}

it('has a way to open every page', () => {
  expect(routes.filter((path) => !screens[path])).toEqual([]);
  expect(Object.keys(screens).filter((path) => !routes.includes(path))).toEqual([]);
});

describe.each(Object.keys(screens))('the page %s', (path) => {
  it('has nothing that axe finds, filled and without an answer', async () => {
    const { login, address } = screens[path]!;
    const { answered, silent } = await pairOf(login);
    const { page: filled, faults } = answered;
    faults.length = 0;
    const look = async (page: Page, name: string): Promise<string[]> => {
      await page.goto(address(at));
      await settled(page);
      return findWrong(page, name);
    };
    // the page without an answer asks again for seconds before it says so
    const wrong = await Promise.all([look(filled, path), look(silent, `${path} silent`)]);
    expect([...wrong.flat(), ...faults]).toEqual([]);
  });
});

it('finds nothing on the sign-in page, empty and refused', async () => {
  const { page, faults, close } = await visit(browser, town.api.url, { language: 'km' });
  await page.goto('/sign-in');
  expect([...(await findWrong(page, 'sign-in')), ...faults]).toEqual([]);
  await page.locator('#send').click();
  await page.getByRole('alert').waitFor();
  expect(await findWrong(page, 'sign-in refused')).toEqual([]);
  await close();
});

/** A new version of a procedure in a real browser: the dry run names each case, one person proposes, another signs. */
import type { Browser, Page } from 'playwright-core';
import { startApi, type Api } from '../../apps/api';
import { adoptionStatuses, versionTexts as texts } from '../../apps/web/src/pages/ministry/version-texts';
import { codeAt } from '../../libs/access';
import { config } from '../../libs/database';
import { Engine } from '../../libs/engine';
import { accountOf, Town } from '../api/town';
import { paper, paper2 } from '../engine/adoption-fixture';
import { person } from '../engine/fixture';
import { openBrowser, visit, type Visitor } from '../support/browser';

jest.setTimeout(120_000);

let town: Town;
let api: Api;
let browser: Browser;
/** a case that takes the version over, and one that stands where the new version has nothing */
let open: { id: string; reference: string };
let lapsed: { id: string; reference: string };

beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
  const { parts, definitions } = town.context.engine;
  const old = new Engine({ ...parts, workflows: [...definitions.all, paper] });
  Object.assign(old.parts, { access: { maySee: async () => true, maySend: async () => true } });
  const actor = person('commune', '081001');
  const begin = async () => {
    const { id } = await old.open({ workflow: 'paper', area: '081001', data: {}, actor, route: 'r' });
    const [row] = await town.rows<{ reference: string }>('select reference from homeward.instances where id = $1', id);
    return { id, reference: row!.reference };
  };
  [open, lapsed] = [await begin(), await begin()];
  await old.send({ instance: lapsed.id, type: 'paper.passedOn', data: {}, actor, route: 'r' });
  const engine = new Engine({ ...parts, workflows: [...definitions.all, paper, paper2] });
  const { webFolder } = config(process.env);
  api = await startApi({ ...town.context, engine, config: { ...town.context.config, webFolder } });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await town?.close();
});

const versionOf = async ({ id }: { id: string }): Promise<number> =>
  (await town.rows<{ v: number }>('select workflow_version as v from homeward.instances where id = $1', id))[0]!.v;
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
/** The code after the one that signed in: a code is taken once. */
const code = (login: string): string => codeAt(accountOf(login).totpSecret!, Date.now() + 30_000);

async function at(login: string, language: 'km' | 'en', width: number): Promise<Visitor> {
  const visitor = await visit(browser, api.url, { login, language, width });
  visitor.page.setDefaultTimeout(20_000);
  await visitor.page.goto('/procedures/versions');
  return visitor;
}

it('names each open case with what it gains and loses, and takes no proposal without a signature', async () => {
  const { page, faults, close } = await at('mosvy', 'en', 1280);
  await page.getByRole('button', { name: texts.look.en }).click();
  const row = page.getByRole('row', { name: new RegExp(open.reference) });
  await row.waitFor();
  const cells = row.getByRole('cell');
  expect(await cells.nth(0).innerText()).toMatch(/step: paper\.returned/);
  expect(await cells.nth(1).innerText()).toMatch(/step: paper\.passedOn/);
  expect(await cells.nth(2).innerText()).toBe('');
  const other = page.getByRole('row', { name: new RegExp(lapsed.reference) }).getByRole('cell');
  expect(await other.nth(2).innerText()).not.toBe('');
  expect(await fits(page)).toBe(true);
  await page.getByLabel(texts.reason.en).fill('One more signature, as decided on 1 March.');
  await page.getByRole('button', { name: texts.propose.en }).click();
  await page.getByRole('alert').first().waitFor();
  expect(await town.rows('select 1 from homeward.adoptions')).toEqual([]);
  await page.getByLabel(texts.code.en).fill(code('mosvy'));
  await page.getByRole('button', { name: texts.propose.en }).click();
  // who proposes does not sign
  await page.getByText(texts.own.en).waitFor();
  expect(await page.getByRole('button', { name: texts.approve.en }).count()).toBe(0);
  expect(await versionOf(open)).toBe(1);
  expect(faults).toEqual([]);
  await close();
});

it('is signed by a second person on a phone in Khmer: each case takes it over by a line of its own, or says why not', async () => {
  const { page, faults, close } = await at('mosvy2', 'km', 360);
  const proposal = page.locator('.hw-proposal');
  await proposal.getByText('One more signature, as decided on 1 March.').waitFor();
  expect(await proposal.innerText()).toContain(open.reference);
  expect(await fits(page)).toBe(true);
  await proposal.getByLabel(texts.code.km).fill(code('mosvy2'));
  await proposal.getByRole('button', { name: texts.approve.km }).click();
  await proposal.getByText(adoptionStatuses.approved.km, { exact: false }).waitFor();
  await proposal.getByText(texts.adopted.km).waitFor();
  expect([await versionOf(open), await versionOf(lapsed)]).toEqual([2, 1]);
  const lines = await town.rows<{ event: string }>(
    `select entry::jsonb ->> 'event' as event from homeward.journal where stream = $1 and kind = 'event' order by seq`,
    open.id,
  );
  expect(lines.map(({ event }) => event)).toEqual(['paper.asked', 'workflow.adopted']);
  expect(faults).toEqual([]);
  await close();
});

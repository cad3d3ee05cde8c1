/** What waits for a second person: shown to who may approve it, and not to who put it forward. */
import type { Browser } from 'playwright-core';
import { Played } from '../api/played';
import { accountOf, Town } from '../api/town';
import { openBrowser, visit } from '../support/browser';

jest.setTimeout(120_000);

let town: Town;
let browser: Browser;
let id: string;

beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open({}, '2016-12-01T08:00:00+07:00'), openBrowser()]);
  await new Played(town, 'E9').until('placement.reviewed');
  const [found] = await town.rows<{ id: string }>(
    `select id from homeward.instances where workflow = 'family-reintegration'`,
  );
  id = found!.id;
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

describe('the approvals', () => {
  let table: string;
  beforeAll(async () => {
    const row = {
      row: 1,
      child: {
        names: [{ latin: 'Invented Child' }],
        birth: { from: '2008-01-01', to: '2008-12-31', precision: 'year' },
        sex: 'female',
        disability: false,
        another: true,
      },
      home: accountOf('village.kandal').area,
      homeKind: 'kin',
      placedOn: '2016-11-07',
      risk: 'low',
      carer: { name: 'Invented Aunt', relation: 'aunt' },
      stepsMade: [],
      worker: 'dsw.kandal',
    };
    const body = { rows: [row], reason: 'The paper files.' };
    const answer = await town.send('director.kandal', '/placement-imports', { body });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    table = answer.body.id;
  });

  const tablesFor = async (login: string) =>
    (await town.send(login, '/approvals')).body.items.filter(({ kind }: any) => kind === 'placements');

  it('hold a table of earlier placements for a second person who may approve it, and not for its proposer', async () => {
    expect(await tablesFor('director.kandal')).toEqual([]);
    expect(await tablesFor('director.battambang')).toEqual([]);
    const [shown, ...more] = await tablesFor('mosvy');
    expect([shown.id, shown.reason, more.length]).toEqual([table, 'The paper files.', 0]);
  });

  it('lead the second person to the table, which is looked at before it is approved', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'mosvy2', width: 360 });
    await page.goto('/approvals');
    await page.getByText('The paper files.').waitFor();
    await page.locator(`a[href="/placement-imports/${table}"]`).click();
    await page.waitForURL(`**/placement-imports/${table}`);
    await page.getByText('The paper files.').first().waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('show the review before a placement to the supervisor alone, with its due date and the way to the case', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'supervisor.battambang', width: 360 });
    await page.goto('/approvals');
    const link = page.locator(`a[href="/cases/${id}"]`).first();
    await link.waitFor();
    expect(await page.locator('.hw-entry', { has: link }).locator('.hw-about').innerText()).toMatch(/Due/i);
    expect(faults).toEqual([]);
    const items = await page.evaluate(async () => (await (await fetch('/api/v1/approvals')).json()).items);
    const tasks = items.filter(({ instance }: any) => instance === id).map(({ task }: any) => task);
    expect(tasks).toEqual(['reviewPlacement']);
    await close();
    const elsewhere = (await town.send('supervisor.kandal', '/approvals')).body.items;
    expect(elsewhere.filter(({ instance }: any) => instance === id)).toEqual([]);
  });
});

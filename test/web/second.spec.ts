/** Between pages in a real browser: the second person's yes and no, effects shown before, the way in an emergency, a child only described. */
import type { Browser } from 'playwright-core';
import { liveAt } from '../api/played';
import { accountOf, institutionId, Town } from '../api/town';
import { openBrowser, visit, type Visitor } from '../support/browser';

let town: Town;
let browser: Browser;
let child: string;
let open: string;
let ministry: Visitor;

beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
  child = await town.child();
  const data = {
    children: [child],
    reporter: 'neighbour',
    on: '2017-03-05',
    concern: 'The child is alone at night.',
    immediateDanger: false,
  };
  const body = { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data };
  open = (await town.send('commune.kandal', '/instances', { body })).body.id;
  await liveAt(town, institutionId('KDL-003'), [child], '2017-03-05T10:00:00+07:00');
  ministry = await visit(browser, town.api.url, { login: 'mosvy2', width: 1280 });
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

const proposed = async (parameter: string, hours: number): Promise<string> => {
  const body = { parameter, value: { amount: hours, unit: 'hours' }, effectiveFrom: '2017-04-01', reason: 'A trial.' };
  return (await town.send('mosvy', '/parameters/proposals', { body })).body.id;
};
const statusOf = async (id: string) =>
  (await town.rows('select status, decided_why from homeward.parameter_proposals where id = $1', id))[0];

describe('what waits for a second person', () => {
  it('is approved by one press, and rejected only with a reason', async () => {
    const [first, second] = [await proposed('P-38', 30), await proposed('P-10', 36)];
    const { page, faults } = ministry;
    await page.goto('/approvals');
    const entry = (parameter: string) => page.getByRole('listitem').filter({ hasText: parameter });
    await entry('P-38')
      .getByRole('button', { name: /^Approve/ })
      .click();
    await page.getByRole('status').getByText('Approved:').waitFor();
    await entry('P-38').waitFor({ state: 'detached' });
    expect(await statusOf(first)).toMatchObject({ status: 'approved' });

    const other = entry('P-10');
    await other.getByRole('button', { name: /^Reject/ }).click();
    const send = other.getByRole('button', { name: 'Reject', exact: true });
    await send.click();
    await other.getByText('Write why it is rejected').waitFor();
    expect(await statusOf(second)).toMatchObject({ status: 'open' });
    await other.getByLabel('Why it is rejected').fill('Too long for a child in danger.');
    await send.click();
    await page.getByText('Nothing waits for your approval.').waitFor();
    expect(await statusOf(second)).toEqual({ status: 'rejected', decided_why: 'Too long for a child in danger.' });
    expect(faults).toEqual([]);
  }, 60_000);

  it('is not offered to who put it forward, and a correction of the register is rejected by a supervisor', async () => {
    const birth = { from: '2007-01-01', to: '2007-12-31', precision: 'year' };
    const body = { birth, reason: 'A certificate was found.' };
    const { id } = (await town.send('dsw.kandal', `/children/${child}/birth`, { body })).body;
    const own = await visit(browser, town.api.url, { login: 'dsw.kandal' });
    await own.page.goto('/approvals');
    await own.page.getByText('Nothing waits for your approval.').waitFor();
    await own.close();
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'deputy.kandal' });
    await page.goto('/approvals');
    expect(await page.getByRole('link', { name: /^Open the child's file/ }).getAttribute('href')).toBe(
      `/children/${child}`,
    );
    await page.getByRole('button', { name: /^Reject/ }).click();
    await page.getByLabel('Why it is rejected').fill('The certificate is of another child.');
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    await page.getByText('Nothing waits for your approval.').waitFor();
    const rows = await town.rows('select status from homeward.birth_corrections where id = $1', id);
    expect(rows).toEqual([{ status: 'rejected' }]);
    expect(faults).toEqual([]);
    await close();
  }, 60_000);

  it('leads to the page that shows the second half of a password, which approving tells once', async () => {
    const body = { person: accountOf('commune.takeo').person, what: 'password' };
    const { id } = (await town.send('admin', '/renewals', { body })).body;
    const { page, faults } = ministry;
    await page.goto('/approvals');
    expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    await page.getByRole('link', { name: /^Approve it and see the second half/ }).click();
    await page.waitForURL(`**/renewals/${id}`);
    await page.getByRole('button', { name: 'Approve' }).click();
    expect((await page.locator('.hw-secret').innerText()).length).toBeGreaterThan(5);
    expect(faults).toEqual([]);
  }, 60_000);
});

describe('the ministry', () => {
  it('sees before it proposes which open deadlines the new value would move', async () => {
    const { page, faults } = ministry;
    await page.goto('/parameters/P-38');
    await page.getByRole('button', { name: 'Propose a change' }).click();
    const preview = page.getByRole('button', { name: 'See what this value would change' });
    await preview.click();
    const same = page.getByRole('row', { name: /Safety triage/ });
    expect(await same.innerText()).toMatch(/1\s+0\s+–$/);
    await page.getByLabel('How much').fill('48');
    await preview.click();
    const row = page.getByRole('row', { name: /Safety triage/ });
    await row.getByRole('link', { name: /^GK-/ }).waitFor();
    expect(await row.innerText()).toContain('→');
    expect(faults).toEqual([]);
  }, 60_000);

  it('sees how many cases follow each version, and who is in a home without authority', async () => {
    const { page, faults } = ministry;
    await page.goto('/procedures');
    const versions = page.getByRole('table').first();
    expect(await versions.getByRole('row').nth(1).innerText()).toMatch(/1\s+1/);
    await page.goto('/institutions?area=08');
    const line = page.getByRole('row', { name: /KDL-003/ });
    await line.getByText('without authority').waitFor();
    expect(await line.innerText()).toMatch(/1 present/);
    expect(faults).toEqual([]);
  }, 60_000);
});

describe('a file that is refused', () => {
  it('shows the way for an emergency with the file named, to who may take it', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'dsw.battambang' });
    await page.goto(`/cases/${open}`);
    await page.getByRole('link', { name: 'Open the file in an emergency' }).click();
    await page.waitForURL(`**/break-glass/new?case=${open}`);
    expect(await page.getByLabel('Address of the page', { exact: false }).inputValue()).toBe(open);
    await close();
    const village = await visit(browser, town.api.url, { login: 'village.battambang' });
    await village.page.goto(`/cases/${open}`);
    await village.page.getByRole('alert').waitFor();
    expect(await village.page.getByRole('link', { name: 'Open the file in an emergency' }).count()).toBe(0);
    expect([...faults, ...village.faults]).toEqual([]);
    await village.close();
  }, 60_000);
});

describe('a village chief', () => {
  it('reports a concern about a child who is not registered, by description, without the register', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'village.kandal' });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await page.goto('/start/gatekeeping/concern.reported');
    await page.getByRole('button', { name: 'Children concerned' }).click();
    await page.getByRole('button', { name: 'Describe the child' }).click();
    await page.getByRole('radio', { name: 'Not known' }).check();
    await page.getByRole('radio', { name: 'about how old the child is' }).check();
    await page.getByLabel('At least, in years').fill('5');
    await page.getByLabel('At most, in years').fill('8');
    await page
      .getByRole('group', { name: 'Has the child a disability?' })
      .getByRole('radio', { name: 'No', exact: true })
      .check();
    await page.getByRole('button', { name: 'Add this child' }).click();
    await page.getByText('Name not known').waitFor();
    expect(await page.getByRole('search').count()).toBe(0);
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.getByRole('radio', { name: 'neighbour' }).check();
    for (const [label, value] of [
      ['Day', '5'],
      ['Month', '3'],
      ['Year', '2017'],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByLabel('What is the concern').fill('A child nobody knows sleeps at the market.');
    const danger = page.getByRole('group', { name: 'Immediate danger' });
    await danger.getByRole('radio', { name: 'No', exact: true }).check();
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    // the check page says what was described, to who reads no file
    await page.getByText('Name not known').waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const reference = await page.getByText(/^GK-/).innerText();
    expect(await page.getByRole('link', { name: 'To the case' }).count()).toBe(0);
    expect(asked.filter((one) => /children|duplicates/.test(one))).toEqual(['POST /api/v1/children']);
    expect(faults).toEqual([]);
    await close();

    const [{ id, child: described }] = (await town.rows(
      `select i.id, s.subject as child from homeward.instances i join homeward.subjects s on s.instance = i.id where reference = $1`,
      reference,
    )) as [{ id: string; child: string }];
    expect((await town.send('dsw.kandal', `/instances/${id}`)).body.children).toEqual([described]);
    expect((await town.send('dsw.kandal', `/children/${described}`)).body).toMatchObject({
      names: null,
      sex: 'unknown',
    });
    expect(await town.outcome('village.kandal', `/children/${described}`)).toBe('404 not_found');
  }, 60_000);
});

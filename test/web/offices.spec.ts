/** Pages of the ministry, of institutions and of the administrator in a real browser. */
import type { Browser, Page } from 'playwright-core';
import { behindFormTexts, behindTexts } from '../../apps/web/src/pages/institutions/texts';
import { Town, institutionId } from '../api/town';
import { openBrowser, visit, type Visitor } from '../support/browser';

let town: Town;
let browser: Browser;
/** a code of the second factor counts once, so the third of the ministry signs in once */
let ministry: Visitor;
beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
  ministry = await visit(browser, town.api.url, { login: 'mosvy3', width: 1280 });
});
afterAll(async () => {
  await ministry.close();
  await browser.close();
  await town.close();
});

const shot = async (page: Page, name: string) => {
  const folder = process.env['HOMEWARD_PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

describe('the parameters', () => {
  it('are changed by a second person only, and the proposer is told so', async () => {
    const first = await visit(browser, town.api.url, { login: 'mosvy', width: 1280 });
    await first.page.goto('/parameters/P-07');
    await heading(first.page, 'P-07');
    await first.page.getByRole('button', { name: 'Propose a change' }).click();
    await first.page.getByRole('button', { name: 'Send to a second person' }).click();
    const summary = first.page.getByRole('alert');
    await summary.getByRole('link', { name: 'Answer this question' }).click();
    await first.page.getByLabel('How much').fill('៨');
    await first.page.getByLabel('Reason, with the decision it rests on').fill('Prakas 12, article 4');
    await first.page.getByRole('button', { name: 'Send to a second person' }).click();
    await first.page.getByText('8 working days').waitFor();
    await first.page.getByText('You proposed this, so you cannot approve it.').waitFor();
    expect(await first.page.getByRole('button', { name: /^Approve/ }).count()).toBe(0);

    const second = await visit(browser, town.api.url, { login: 'mosvy2', language: 'km' });
    await second.page.goto('/parameters');
    await second.page.getByText('៨ ថ្ងៃធ្វើការ').waitFor();
    await second.page.getByRole('button', { name: /^អនុម័ត/ }).click();
    await second.page.getByText('គ្មានសំណើកែរង់ចាំទេ។').waitFor();
    const [kept] = await town.rows(`select status from homeward.parameter_proposals where parameter = 'P-07'`);
    expect(kept).toEqual({ status: 'approved' });
    expect([...first.faults, ...second.faults]).toEqual([]);
    await Promise.all([first.close(), second.close()]);
  });

  it('say which of them are no law', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'dsw.kandal' });
    await page.goto('/parameters?certainty=proposal');
    await heading(page, 'Parameters');
    const rows = page.getByRole('row', { name: /P-07/ });
    await rows.waitFor();
    expect(await rows.textContent()).toContain('design proposal, not law');
    expect(await page.getByRole('row', { name: /P-01/ }).count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('the calendar', () => {
  it('shows which dates a proposed holiday moves before a second person approves it', async () => {
    const { page, faults } = ministry;
    await page.goto('/holidays/propose?year=2017');
    await page.getByLabel('1 June 2017, International Children').check();
    await page.getByLabel('Reason, with the sub-decree').fill('Sub-decree 1');
    await page.getByRole('button', { name: 'Send to a second person' }).click();
    await page.getByRole('heading', { name: 'Dates that would move' }).waitFor();
    await page.getByText('No open date moves.').waitFor();
    await page.getByText('Taken out: 1 June 2017').waitFor();
    expect(faults).toEqual([]);
  });
});

describe('an institution', () => {
  it('shows a child that is present without authority, by initials, and the incident that it opened', async () => {
    const institution = institutionId('KDL-001');
    const child = await town.child();
    const fact = { kind: 'presence', children: [child], institution, at: '2017-03-06T08:00:00+07:00' };
    expect(await town.outcome('commune.kandal', '/facts', { body: fact })).toBe('201');

    const { page, faults, close } = await visit(browser, town.api.url, { login: 'supervisor.kandal' });
    await page.goto('/institutions');
    await page.getByRole('link', { name: 'Invented State Centre of Kandal' }).click();
    const without = page.locator('section', { has: page.getByRole('heading', { name: 'Present without authority' }) });
    await without.getByRole('link', { name: 'D. S.' }).waitFor();
    expect(await page.textContent('main')).not.toContain('Dara');
    await without.getByRole('link', { name: 'Open the incident' }).click();
    await heading(page, 'Incident');
    await page.getByRole('button', { name: /^Acknowledge/ }).click();
    await page.locator('.govuk-tag', { hasText: 'acknowledged' }).waitFor();
    await page.getByRole('button', { name: 'Resolve it' }).click();
    await page.getByRole('link', { name: 'Answer this question' }).waitFor();
    await page.getByLabel('What was done').fill('Went home with the mother today.');
    await page.getByRole('button', { name: 'Resolve it' }).click();
    await page.locator('.govuk-tag', { hasText: 'resolved' }).waitFor();
    const [kept] = await town.rows(`select resolution from homeward.incidents where child = $1`, child);
    expect(kept).toEqual({ resolution: 'Went home with the mother today.' });
    expect(faults).toEqual([]);
    await close();
  });

  it('takes up who is found to be behind it and where else it is, and who is behind it no longer', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'officer.kandal', language: 'km' });
    const id = institutionId('KDL-001');
    await page.goto(`/institutions/${id}`);
    await page.getByRole('link', { name: behindFormTexts.add.km }).click();
    await page.getByText(behindTexts.donor.km, { exact: true }).click();
    await page.getByRole('button', { name: behindFormTexts.save.km }).click();
    await page.getByRole('link', { name: behindFormTexts.name.km }).waitFor();
    await page.getByLabel(behindFormTexts.nameLatin.km).fill('Invented Donor');
    await shot(page, 'institution-behind-360-km');
    await page.getByRole('button', { name: behindFormTexts.save.km }).click();
    await page.getByText('Invented Donor').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await shot(page, 'institution-360-km');
    const row = page.getByRole('row').filter({ hasText: 'Invented Donor' });
    await row.getByRole('link', { name: behindFormTexts.end.km }).click();
    await page.getByLabel(behindFormTexts.reason.km).fill('Gave nothing since January.');
    await page.getByRole('button', { name: behindFormTexts.end.km }).click();
    await row.waitFor();
    const kept = await town.rows(
      `select role, until_at is not null as over from homeward.institution_people where institution = $1 and name_latin = 'Invented Donor'`,
      id,
    );
    expect(kept).toEqual([{ role: 'donor', over: true }]);
    expect(faults).toEqual([]);
    await close();
  });

  it('takes another standing than its own, with a reason, and shows it', async () => {
    const { page, faults } = ministry;
    const id = institutionId('PSV-009');
    await page.goto(`/institutions/${id}`);
    await page.getByRole('link', { name: 'Change the standing' }).click();
    await page.getByText('Standing now:').waitFor();
    expect(await page.getByRole('radio').count()).toBe(4);
    await page.getByRole('radio', { name: 'suspended' }).check();
    await page.getByLabel('Reason, with the decision it rests on').fill('Prakas 7');
    await page.getByRole('button', { name: 'Change the standing' }).click();
    await page.locator('.govuk-tag', { hasText: 'suspended' }).first().waitFor();
    expect(new URL(page.url()).pathname).toBe(`/institutions/${id}`);
    expect(await town.rows('select standing from homeward.institutions where id = $1', id)).toEqual([
      { standing: 'suspended' },
    ]);
    expect(faults).toEqual([]);
  });

  it('hides who lives there from an office that reads no child', async () => {
    const { page, close } = await visit(browser, town.api.url, { login: 'police.kandal' });
    await page.goto(`/institutions/${institutionId('KDL-001')}`);
    await page.getByText('Your appointment does not read who lives here.').waitFor();
    expect(await page.getByRole('heading', { name: 'Present without authority' }).count()).toBe(0);
    await close();
  });
});

describe('the national overview', () => {
  it('draws 25 provinces, each with a table of the same numbers', async () => {
    const { page, faults } = ministry;
    await page.goto('/national');
    await heading(page, 'The country by province');
    await page.getByRole('img', { name: /^Kandal, overdue tasks/ }).waitFor();
    expect(await page.getByRole('img', { name: /overdue tasks/ }).count()).toBe(25);
    expect(await page.locator('table', { has: page.locator('caption') }).count()).toBe(25);
    await page.getByLabel('Number', { exact: true }).selectOption('presentUnauthorised');
    await page.waitForURL(/by=presentUnauthorised/);
    expect(await page.getByRole('img', { name: /children present without authority/ }).count()).toBe(25);
    expect(faults).toEqual([]);
  });
});

describe('the administrator', () => {
  it('sees no child on any page, and is refused the case', async () => {
    const child = await town.child('kandal', { names: [{ km: 'ចាន់ វុទ្ធី', latin: 'Chan Vuthy' }] });
    const data = {
      children: [child],
      reporter: 'neighbour',
      on: '2017-03-05',
      concern: 'Chan Vuthy is alone at night.',
      immediateDanger: false,
    };
    const body = { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data };
    const opened = await town.send('commune.kandal', '/instances', { body });
    expect(opened.status).toBe(201);
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'admin', width: 1280 });
    for (const address of [
      '/people',
      '/areas',
      '/messages',
      '/journal-search',
      '/parameters',
      '/holidays',
      '/procedures',
    ]) {
      await page.goto(address, { waitUntil: 'networkidle' });
      const words = (await page.textContent('main')) ?? '';
      expect(words).not.toContain('Vuthy');
      expect(words).not.toContain(child);
      expect(await page.locator('main a[href^="/cases/"], main a[href^="/children/"]').count()).toBe(0);
    }
    for (const address of [`/children/${child}`, `/cases/${opened.body.id}`]) {
      await page.goto(address);
      await page.getByRole('alert').waitFor();
      expect(await page.textContent('main')).not.toContain('Vuthy');
    }
    expect(faults).toEqual([]);
    await close();
  });

  it('registers a person and gives the first appointment and login', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'admin' });
    await page.goto('/people/new');
    await page.getByLabel('Name in Khmer').fill('លី ធារី');
    await page.getByLabel('Name in Latin letters').fill('Ly Theary');
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('link', { name: 'Give an appointment' }).click();
    await page.getByLabel('Role').selectOption('dsw');
    await page.getByLabel('Province or capital').selectOption('08');
    await page.getByLabel('District, city or khan').selectOption('0810');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('It is done.').waitFor();
    await page.getByText('district social worker').waitFor();
    await heading(page, 'Ly Theary');
    expect(faults).toEqual([]);
    await close();
  });
});

describe('emergency access', () => {
  it('opens a file for a reason and a time, and waits for the review of somebody else', async () => {
    const child = await town.child('battambang');
    const hospital = await visit(browser, town.api.url, { login: 'hospital.kandal' });
    await hospital.page.goto(`/break-glass/new?child=${child}`);
    await hospital.page.getByRole('button', { name: 'Open it now' }).click();
    await hospital.page.getByRole('link', { name: 'Answer this question' }).waitFor();
    await hospital.page.getByLabel('What danger').fill('Unconscious, allergies unknown; the district does not answer.');
    await hospital.page.getByRole('button', { name: 'Open it now' }).click();
    await hospital.page.getByText('The file is open to you until').waitFor();

    const reviewer = await visit(browser, town.api.url, { login: 'director.kandal' });
    await reviewer.page.goto('/break-glass');
    await reviewer.page.getByText('Unconscious, allergies unknown').waitFor();
    await reviewer.page.getByRole('button', { name: 'Review it' }).click();
    await reviewer.page.getByLabel('yes, justified').check();
    await reviewer.page.getByLabel('What you found').fill('The call is in the log of the hospital.');
    await reviewer.page.getByRole('button', { name: 'Record the review' }).click();
    await reviewer.page.getByText('Nothing waits for a review.').waitFor();
    expect([...hospital.faults, ...reviewer.faults]).toEqual([]);
    await Promise.all([hospital.close(), reviewer.close()]);
  });
});

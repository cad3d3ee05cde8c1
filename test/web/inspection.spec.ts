/** An inspection on a phone in Khmer: 60 answers and 10 photos written without a connection, sent over a link that drops. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { projectRoot } from '../../libs/database';
import { version1 } from '../../workflows/inspection/checklist/version1';
import { parts } from '../../workflows/inspection/checklist';
import { accountOf, institutionId, Town } from '../api/town';
import { badLink, seeded, type BadLink } from '../support/bad-link';
import { openBrowser, visit, type Visitor } from '../support/browser';
import { everything, pin } from './phone';

jest.setTimeout(300_000);

const lead = 'supervisor.kandal';
const member = 'dsw.kandal';
const pictures = join(projectRoot(), 'coverage/screens');

let town: Town;
let browser: Browser;
let link: BadLink;
let phone: Visitor;
let id: string;

async function act(as: string, type: string, data: object): Promise<void> {
  const { version } = (await town.send(lead, `/instances/${id}`)).body;
  const sent = { body: { type, data }, headers: { 'If-Match': `"${version}"` } };
  const answer = await town.send(as, `/instances/${id}/events`, sent);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
  const institution = institutionId('KDL-003');
  const child = await town.child('kandal', { names: [{ km: 'បុប្ផា ប្រឌិត', latin: 'Bopha Invented' }] });
  const fact = { kind: 'presence', children: [child], institution, at: '2017-03-01T09:00:00+07:00' };
  expect(await town.outcome('dsw.kandal', '/facts', { body: fact })).toBe('201');
  const opened = await town.send('officer.kandal', '/instances', {
    body: {
      workflow: 'inspection',
      event: 'inspection.planned',
      area: '081007',
      data: { institution, on: '2017-03-06', announced: false, why: ['annual'] },
    },
  });
  id = opened.body.id;
  const seat = (login: string, isLead: boolean) => ({
    person: accountOf(login).person,
    lead: isLead,
    interestDeclared: 'none',
  });
  await act(lead, 'team.assigned', { members: [seat(lead, true), seat(member, false)] });
  await act(lead, 'package.issued', { checklist: 1, expected: 1, expiresAt: '2017-03-08T09:00:00+07:00' });
  link = await badLink(town.api.url);
  phone = await visit(browser, link.url, { login: member, language: 'km', width: 360 });
  phone.page.setDefaultTimeout(20_000);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await link?.close();
  await town?.close();
});

async function unlock(page: Page): Promise<void> {
  await page.locator('#pin').fill(pin);
  await page.locator('#pin').press('Enter');
  await page.locator('#pin').waitFor({ state: 'detached' });
}
const part = (page: Page, name: string) => page.locator(`[aria-describedby="status-${name}"]`).click();
const overview = (page: Page) => page.locator('main').getByRole('button', { name: 'ផ្នែកទាំងអស់' }).first().click();
const choose = (page: Page, name: string, value: string) => page.locator(`#q-${name}-${value}`).check();

/** A picture of the page; nothing on it is wider than the screen or wrong to axe. */
async function look(page: Page, name: string): Promise<void> {
  await page.locator('main h1').waitFor();
  await page.waitForFunction(() => document.querySelector('.hw-skeleton') === null);
  await page.screenshot({ path: join(pictures, `inspection-${name}.png`), fullPage: true });
  const { width } = page.viewportSize()!;
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
    return violations.map(({ id: rule, nodes }) => `${rule} ${nodes[0]?.html.slice(0, 160)}`);
  });
  expect({ name, found }).toEqual({ name, found: [] });
}

/** A photo of noise, so that no two are alike. */
async function photo(random: () => number): Promise<Buffer> {
  const raw = Buffer.from(Uint8Array.from({ length: 120 * 90 * 3 }, () => Math.floor(random() * 256)));
  return sharp(raw, { raw: { width: 120, height: 90, channels: 3 } })
    .resize(900)
    .jpeg({ quality: 90 })
    .toBuffer();
}

it('downloads the package once a PIN protects the device', async () => {
  const { page } = phone;
  await page.goto(`/inspections/${id}`);
  await page.getByText('សូមកំណត់លេខកូដ PIN ជាមុនសិន').waitFor();
  expect(await page.getByRole('button', { name: 'ទាញយកកញ្ចប់ឯកសារ' }).isDisabled()).toBe(true);
  await page.goto('/profile');
  await page.locator('#new-pin').fill(pin);
  await page.locator('#new-pin-again').fill(pin);
  await page.locator('#new-pin-again').press('Enter');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto('/inspections');
  await unlock(page);
  await look(page, 'plan-km-360');
  await page
    .locator('main')
    .getByRole('link', { name: /ផ្ទះទន្លេប្រឌិត/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'ទាញយកកញ្ចប់ឯកសារ' }).click();
  await page.getByText('កញ្ចប់ឯកសារមានក្នុងឧបករណ៍នេះ').waitFor();
  await page.getByRole('button', { name: 'ទាញយកម្តងទៀត' }).waitFor();
  await look(page, 'one-km-360');
});

it('takes the entry, 60 answers and 10 photos without a connection, through a reload', async () => {
  const { page, context } = phone;
  const random = seeded(10);
  await context.setOffline(true);
  await page.goto(`/inspections/${id}/site`);
  await unlock(page);
  await look(page, 'site-km-360');
  await part(page, 'entry');
  await page
    .locator('#photo-sign')
    .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo(random) });
  await page.getByText('រក្សាទុកក្នុងឧបករណ៍នេះ').first().waitFor();
  await page.locator('#q-personInCharge').fill('ចុងភៅ');
  // without the position it is asked why; with it no more
  await page.locator('#q-noPositionBecause').waitFor();
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: 11.48, longitude: 104.95 });
  await page.getByRole('button', { name: 'បន្ថែមទីតាំង' }).click();
  await page.locator('#q-noPositionBecause').waitFor({ state: 'detached' });
  await look(page, 'entry-km-360');
  await page.getByRole('button', { name: 'បានចូល', exact: true }).click();
  await page
    .getByText(/បានបិទត្រាក្នុងឧបករណ៍នេះ|បានកត់ត្រា/)
    .first()
    .waitFor();
  await overview(page);
  let photos = 1;
  for (const each of parts) {
    await part(page, each);
    const items = version1.filter((item) => item.part === each);
    for (const [n, item] of items.entries()) {
      const name = item.id.replaceAll('.', '_');
      await choose(page, `${name}-answer`, n === 1 && item.severity === 'minor' ? 'partly' : 'meets');
      if (n > 0 || photos >= 10) continue;
      const buffer = await photo(random);
      await page
        .locator(`#photo-${item.id.replaceAll('.', '-')}`)
        .setInputFiles({ name: 'b.jpg', mimeType: 'image/jpeg', buffer });
      photos += 1;
      await page.locator('main li', { hasText: 'រូបថត' }).first().waitFor();
    }
    if (each === 'registration') await look(page, 'checklist-km-360');
    await overview(page);
  }
  await page.getByText('៦០ ក្នុងចំណោម ៦០').waitFor();
  await page.reload();
  await unlock(page);
  await page.getByText('៦០ ក្នុងចំណោម ៦០').waitFor();
  expect(photos).toBe(10);
  expect(await everything(page)).not.toMatch(/ចុងភៅ|បុប្ផា|Bopha/);
  expect(await town.rows('select 1 from homeward.inspection_pieces')).toEqual([]);
});

it('stays on the safety screen until the danger is reported', async () => {
  const { page } = phone;
  await part(page, 'beds');
  await page.locator('#q-bed-room').fill('បន្ទប់ទី១');
  await page.locator('#q-bed-count').fill('១២');
  await page.getByRole('button', { name: 'បន្ថែមបន្ទប់' }).click();
  await page.getByText('បន្ទប់ទី១').waitFor();
  await overview(page);
  await part(page, 'roll');
  await page.getByText('បុប្ផា ប្រឌិត').waitFor();
  await look(page, 'roll-km-360');
  await page.locator('#q-stranger-label').fill('ក្មេងស្រីតូច អាវក្រហម');
  await choose(page, 'stranger-age', 'under3');
  await choose(page, 'stranger-seenAlone', 'yes');
  await page.getByRole('button', { name: 'បន្ថែមកុមារ', exact: true }).click();
  await page.getByRole('heading', { name: 'អ្វីដែលអ្នករកឃើញជាគ្រោះថ្នាក់ចំពោះកុមារ' }).waitFor();
  // no address leads past it
  await page.goto(`/inspections/${id}/site?part=exit`);
  await unlock(page);
  await page.getByRole('heading', { name: 'អ្វីដែលអ្នករកឃើញជាគ្រោះថ្នាក់ចំពោះកុមារ' }).waitFor();
  expect(await page.locator('[aria-describedby="status-exit"]').count()).toBe(0);
  expect(await page.locator('#q-dangers-underThree').isChecked()).toBe(true);
  expect(await page.locator('#q-dangers-withoutDecision').isChecked()).toBe(true);
  await choose(page, 'inDanger', 'no');
  await choose(page, 'crime', 'no');
  await page.locator('#q-account').fill('ក្មេងស្រីអាយុប្រហែល ២២ ខែ នៅក្នុងបន្ទប់ដេក');
  await look(page, 'safety-km-360');
  await page.getByRole('button', { name: 'បានរាយការណ៍គ្រោះថ្នាក់' }).click();
  await page.getByRole('heading', { name: 'កិច្ចប្រជុំបិទ' }).waitFor();
  await overview(page);
});

it('takes the roll-call, the talks and the exit meeting, and names what is missing', async () => {
  const { page } = phone;
  const child = (await town.rows<{ id: string }>(`select child as id from homeward.facts where kind = 'presence'`))[0]!
    .id;
  await part(page, 'roll');
  const row = `c${child.replaceAll('-', '')}`;
  await choose(page, `${row}-presence`, 'present');
  await choose(page, `${row}-seenAlone`, 'yes');
  await overview(page);
  await page.getByText('១ ក្នុងចំណោម ១').first().waitFor();
  await part(page, 'review');
  await page.getByText('ការសន្ទនាដោយឡែកជាមួយបុគ្គលិក').waitFor();
  await look(page, 'review-offline-km-360');
  await overview(page);
  await part(page, 'talks');
  for (const whom of ['child', 'staff']) {
    await choose(page, 'talk-with', whom);
    await choose(page, 'talk-sameSex', 'yes');
    await choose(page, 'talk-disclosure', 'no');
    await page.locator('#q-talk-note').fill(`និយាយដោយសេរី ${whom}`);
    await page.getByRole('button', { name: 'កត់ត្រាការសន្ទនា' }).click();
    await page.locator('main li', { hasText: `និយាយដោយសេរី ${whom}` }).waitFor();
  }
  await look(page, 'talks-km-360');
  await overview(page);
  await part(page, 'exit');
  await choose(page, 'present', 'deputy');
  await choose(page, 'findingsRead', 'yes');
  await page.locator('#q-reply').fill('យើងនឹងជួសជុល');
  await choose(page, 'directorSigned', 'refused');
  await page.getByRole('button', { name: 'បានប្រជុំបិទ' }).click();
  await page
    .getByText(/បានបិទត្រាក្នុងឧបករណ៍នេះ|បានកត់ត្រា/)
    .first()
    .waitFor();
  await overview(page);
});

it('sends all of it over a link that drops, once, and what is dangerous first', async () => {
  const { page, context } = phone;
  await part(page, 'review');
  link.arm([40_000, 120_000, 300_000, 500_000, 800_000, 1_100_000]);
  await context.setOffline(false);
  await page.getByText('បានផ្ញើទាំងអស់').waitFor({ timeout: 180_000 });
  const pieces = await town.rows(
    `select id, kind, item, body, captured_at, received_at from homeward.inspection_pieces where instance = $1`,
    id,
  );
  const count = (kind: string) => pieces.filter((piece) => piece.kind === kind).length;
  expect(['answer', 'photo', 'bed', 'roll', 'talk'].map(count)).toEqual([60, 10, 1, 2, 2]);
  const files = await town.rows('select id, received, size from homeward.attachments where instance = $1', id);
  const shas = pieces.filter(({ kind }) => kind === 'photo').map((piece) => [piece.id, piece.body.sha256]);
  expect(files.map((file) => [file.id, file.received]).sort()).toEqual(shas.sort());
  expect(link.dropped()).toBeGreaterThan(3);
  expect(await town.rows('select person from homeward.package_returns where instance = $1', id)).toEqual([
    { person: accountOf(member).person },
  ]);
  // the phone's clock is years ahead of the server's: kept, and nothing follows from it
  for (const { captured_at, received_at } of pieces) {
    expect(captured_at.getFullYear()).toBeGreaterThan(2020);
    expect(received_at.toISOString().slice(0, 10)).toBe('2017-03-06');
  }
  // without the step that the server takes where the answers come before the word of it
  const events = async () =>
    (
      await town.rows<{ event: string }>(
        `select entry::jsonb ->> 'event' as event from homeward.journal where stream = $1 and kind = 'event'
           and entry::jsonb ->> 'taken' is null order by seq`,
        id,
      )
    ).map(({ event }) => event);
  await page.locator('.hw-count').waitFor({ state: 'detached', timeout: 60_000 });
  expect((await events()).slice(3)).toEqual(['safety.reported', 'entry.recorded', 'exitMeeting.held']);
  await look(page, 'review-km-360');
});

it('shows an answer of the other tablet beside mine, and counts what one of us chose with a reason', async () => {
  const { page } = phone;
  const theirs = {
    id: randomUUID(),
    kind: 'answer',
    item: 'fire.drill',
    body: { answer: 'fails' },
    device: 'tablet-2',
    counter: 1,
    capturedAt: '2017-03-06T03:00:00Z',
  };
  const sent = await town.send(lead, `/inspections/${id}/pieces`, { body: { pieces: [theirs] } });
  expect(sent.status).toBe(200);
  await page.reload();
  await unlock(page);
  await page.getByText('ចម្លើយក្នុងក្រុមដែលខុសគ្នា').waitFor();
  await page.locator('.govuk-inset-text').getByRole('radio').nth(1).waitFor();
  await look(page, 'conflict-km-360');
  await page.locator('.govuk-inset-text').getByLabel('មិនបំពេញតាមស្តង់ដារ').check();
  await page.locator('.govuk-inset-text').getByRole('textbox').fill('យើងបានពិនិត្យម្តងទៀត');
  await page.getByRole('button', { name: 'ជ្រើស', exact: true }).click();
  await page.getByText('៧៧ ក្នុងចំណោម ៧៧').waitFor();
  await page.getByText('ចម្លើយក្នុងក្រុមដែលខុសគ្នា').waitFor({ state: 'detached' });
  const { body } = await town.send(lead, `/inspections/${id}`);
  expect(body.conflicts).toEqual([]);
  expect(body.findings.map(({ item }: { item: string }) => item)).toContain('fire.drill');
  const all = await town.rows(
    `select 1 from homeward.inspection_pieces where instance = $1 and item = 'fire.drill'`,
    id,
  );
  expect(all).toHaveLength(4);
});

it('submits the report that nobody can change any more', async () => {
  const { page } = phone;
  // twelve beds, two children
  await page.getByText(/រាប់បានគ្រែ ១២ តែមានឈ្មោះកុមារ ២ នាក់.*N-42/).waitFor();
  await look(page, 'beds-km-360');
  await page.locator('#q-report-statement').fill('កន្លែងស្អាត តែមានកុមារតូចម្នាក់។');
  for (const login of [lead, member]) await page.locator(`#signs-${accountOf(login).person}`).check();
  await page.getByRole('button', { name: 'ដាក់ជូនរបាយការណ៍' }).click();
  await page.locator('#q-beds-reason-error').waitFor();
  expect(await town.rows('select 1 from homeward.inspection_reports where instance = $1', id)).toEqual([]);
  await choose(page, 'beds-found', 'unknown');
  await page.locator('#q-beds-reason').fill('ភួយនៅលើគ្រែ តែគ្មាននរណាប្រាប់ថារបស់អ្នកណា');
  await page.getByRole('button', { name: 'ដាក់ជូនរបាយការណ៍' }).click();
  await page.getByText('របាយការណ៍ត្រូវបានដាក់ជូន').waitFor();
  const asked = `select role, status from homeward.incidents where instance = $1 and kind = 'BEDS_BEYOND_CHILDREN'`;
  expect(await town.rows(asked, id)).toEqual([{ role: 'pdosvyOfficer', status: 'open' }]);
  const [report] = await town.rows('select digest from homeward.inspection_reports where instance = $1', id);
  const lines = (
    await town.rows<{ id: string; digest: string }>(
      'select id, digest from homeward.inspection_pieces where instance = $1 order by id',
      id,
    )
  ).map((piece) => `${piece.id}:${piece.digest}`);
  expect(report!.digest).toBe(createHash('sha256').update(lines.join('\n')).digest('hex'));
  await look(page, 'submitted-km-360');
  await page.getByRole('button', { name: 'លុបចេញពីឧបករណ៍នេះ' }).click();
  await page.getByText('កញ្ចប់ឯកសារនៃអធិការកិច្ចនេះមិនមានក្នុងឧបករណ៍នេះទេ').waitFor();
  expect(await everything(page)).not.toContain(`${id}|piece:`);
  expect(phone.faults.filter((fault) => !/ERR_|Failed to load/.test(fault))).toEqual([]);
});

it('is rated, published and corrected on pages of a desk in English', async () => {
  const desk = await visit(browser, town.api.url, { login: 'officer.kandal', language: 'en', width: 1280 });
  const { page } = desk;
  await page.goto('/inspections');
  await page
    .locator('main')
    .getByRole('link', { name: /Invented River House/ })
    .first()
    .waitFor();
  await look(page, 'plan-en-1280');
  await page.goto(`/inspections/${id}`);
  await page.getByText('Nobody can change it.').waitFor();
  await look(page, 'one-en-1280');
  await page.goto(`/inspections/${id}/rating`);
  await page.getByText('a child under three').waitFor();
  await look(page, 'rating-en-1280');
  await act('officer.kandal', 'report.classified', { rating: 'D' });
  await page.goto(`/inspections/${id}/actions`);
  await page.getByRole('rowheader', { name: 'a child under three' }).waitFor();
  await look(page, 'actions-en-1280');
  expect(desk.faults).toEqual([]);
  await desk.close();
});

/** Form 5 on a case worker's phone in Khmer: it says before it is sent whether the visit counts; photos wait without a connection. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { projectRoot } from '../../libs/database';
import { Played } from '../api/played';
import { Town } from '../api/town';
import { openBrowser, visit, type Visitor } from '../support/browser';

jest.setTimeout(120_000);

const worker = 'dsw.battambang';
const pictures = join(projectRoot(), 'coverage/screens');

let town: Town;
let browser: Browser;
let phone: Visitor;
let id: string;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [town, browser] = await Promise.all([Town.open({}, '2016-12-01T08:00:00+07:00'), openBrowser()]);
  // placed on 6 February 2017; the first visit that the story records is still to be made
  await new Played(town, 'E9').until('visit.recorded');
  const [found] = await town.rows<{ id: string }>(
    `select id from homeward.instances where workflow = 'family-reintegration'`,
  );
  id = found!.id;
  phone = await visit(browser, town.api.url, { login: worker, language: 'km', width: 360 });
  phone.page.setDefaultTimeout(20_000);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

const form = () => `/cases/${id}/act/visit.recorded`;
const pick = (page: Page, name: string, answer: string) => page.locator(`#q-${name}-${answer}`).check();
const guide = (page: Page) => page.locator('.hw-guide');
const onward = (page: Page) => page.getByRole('button', { name: 'បន្ត', exact: true }).click();

/** A picture of the page, and that nothing is wider than the phone or wrong to axe. */
async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `visit-form-${name}.png`), fullPage: true });
  const { width } = page.viewportSize()!;
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
    return violations.map(({ id: rule, nodes }) => `${rule} ${nodes[0]?.html.slice(0, 160)}`);
  });
  expect(found).toEqual([]);
}

it('asks first for the kind of contact, on the day preset, and says of a call that it does not count', async () => {
  const { page } = phone;
  await page.goto(form());
  await page.locator('.hw-stars').waitFor();
  expect(await page.locator('.hw-stars').innerText()).toContain('១២');
  await look(page, 'overview-km-360');
  await page.getByRole('button', { name: 'ការជួបកុមារ' }).click();
  await page.locator('#q-contactType-telephone').waitFor();
  const today = await page.evaluate(() =>
    ['day', 'month', 'year']
      .map((part) => document.querySelector<HTMLInputElement>(`#q-visitOn-${part}`)!.value)
      .join('/'),
  );
  expect(today).toMatch(/^[០-៩]+\/២\/២០១៧$/);
  await pick(page, 'contactType', 'telephone');
  await guide(page).getByText('មិនរាប់ជាការចុះជួបទេ').waitFor();
  await look(page, 'call-km-360');
  await pick(page, 'contactType', 'inPerson');
  await pick(page, 'childSeen', 'no');
  await guide(page).getByText('មិនបានជួបកុមារ').waitFor();
  await pick(page, 'childSeen', 'yes');
  await guide(page).getByText('នឹងបំពេញការចុះជួប').waitFor();
  await guide(page).getByText('D+៣').waitFor();
  await pick(page, 'spokenAlone', 'no');
  await guide(page).getByText('ហេតុអ្វីមិនបាននិយាយជាមួយកុមារដោយឡែក').waitFor();
  await pick(page, 'spokenAlone', 'yes');
  await pick(page, 'where', 'home');
  expect(await page.locator('.hw-star').count()).toBe(2);
  await look(page, 'contact-km-360');
});

it('names what is missing before it is sent, each a way to its question', async () => {
  const { page } = phone;
  await page.goto(`${form()}?step=check`);
  const stars = page.locator('.hw-stars');
  await stars.getByText('មិនទាន់ពេញលេញ').waitFor();
  expect(await stars.getByRole('button').count()).toBe(10);
  await look(page, 'check-open-km-360');
  await stars.getByRole('button', { name: 'អាហារ' }).click();
  await page.locator('#q-food-ok').waitFor();
  await page.waitForFunction(() => document.activeElement?.id.startsWith('q-food'));
});

it('takes the rest without a connection, with a photo, and sends both when it is back', async () => {
  const { page, context, faults } = phone;
  await context.setOffline(true);
  await page.getByRole('button', { name: 'បន្ថែម', exact: true }).click();
  await page.getByLabel('ឈ្មោះ').fill('ម្តាយ ប្រឌិត');
  await page.getByLabel('ត្រូវជាអ្វីនឹងកុមារ').fill('ម្តាយ');
  await pick(page, 'newAdult', 'no');
  await pick(page, 'sleeping', 'ok');
  await pick(page, 'food', 'ok');
  await onward(page);
  await pick(page, 'school', 'attending');
  await pick(page, 'work', 'no');
  await onward(page);
  await pick(page, 'health', 'good');
  await pick(page, 'injuries', 'no');
  await pick(page, 'concerns', 'none');
  await page.locator('#q-childWords').fill('ខ្ញុំសប្បាយ');
  await pick(page, 'risk', 'low');
  await guide(page).getByText('ការចុះជួបនេះរាប់បាន').waitFor();
  await look(page, 'safety-km-360');
  await onward(page);
  await onward(page);
  await onward(page);
  await page.locator('.hw-stars--done').waitFor();
  const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer();
  await page.locator('#visit-photo').setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: photo });
  await page.getByText('រូបថត ១, បានរក្សាទុកក្នុងឧបករណ៍នេះ').waitFor();
  await look(page, 'check-done-km-360');
  await page.getByRole('button', { name: 'កត់ត្រាការចុះតាមដាន (ទម្រង់ទី៥)' }).click();
  await page.getByText('បានរក្សាទុកក្នុងឧបករណ៍ មិនទាន់ទទួលដោយម៉ាស៊ីនមេ').waitFor();
  const files = () => town.rows('select about from homeward.attachments where instance = $1', id);
  expect(await files()).toEqual([]);
  const sent = page.waitForResponse((answer) => /attachments/.test(answer.url()) && answer.ok());
  await context.setOffline(false);
  await sent;
  await page.goto('/outbox');
  await page.getByText('ម៉ាស៊ីនមេបានទទួល').first().waitFor();
  expect(await files()).toEqual([{ about: 'visit' }]);
  const [made] = await town.rows(
    `select step, status from homeward.visits where instance = $1 and status in ('made', 'late') and task <> 'followUpCall'`,
    id,
  );
  expect(made).toMatchObject({ step: 'D+3' });
  expect(faults.filter((fault) => !/ERR_(INTERNET_DISCONNECTED|FAILED)/.test(fault))).toEqual([]);
});

it('keeps a draft while one types without a pause', async () => {
  const { page, faults, close } = await visit(browser, town.api.url, { login: worker, language: 'km' });
  await page.goto(form());
  await page.getByRole('button', { name: 'សុខភាព និងសុវត្ថិភាព' }).click();
  const words = page.locator('#q-childWords');
  await words.waitFor();
  const kept = await words.evaluate(async (area: HTMLTextAreaElement) => {
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!;
    const count = () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('homeward');
        opening.onsuccess = () => {
          const asked = opening.result.transaction('drafts').objectStore('drafts').count();
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result);
          };
        };
      });
    // four seconds of keys, each long before the pause after which a draft is saved anyway
    const keys = 80;
    let typed = 0;
    let found: number | undefined;
    await new Promise<void>((done) => {
      const typing = setInterval(() => {
        typed += 1;
        set.call(area, 'a'.repeat(typed));
        area.dispatchEvent(new Event('input', { bubbles: true }));
        if (typed % 5 === 0 && found === undefined)
          void count().then((drafts) => {
            if (drafts > 0) found ??= typed;
          });
        if (typed < keys) return;
        clearInterval(typing);
        done();
      }, 50);
    });
    return { found, keys };
  });
  // a draft that never came would be at no key at all
  expect(kept.found ?? Infinity).toBeLessThan(kept.keys);
  expect(faults).toEqual([]);
  await close();
});

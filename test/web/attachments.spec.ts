/** Photos and signatures, in a real browser: what goes along with a photo, what is not taken, and signing by finger or by key. */
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { Played } from '../api/played';
import { Town } from '../api/town';
import { openBrowser, visit, type Visitor } from '../support/browser';
import { reach } from './keys';
import { worker } from './phone';

jest.setTimeout(120_000);

let town: Town;
let browser: Browser;
let id: string;
beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
  await new Played(town, 'E1').until('form2.submitted');
  [{ id }] = (await town.rows<{ id: string }>('select id from homeward.instances')) as [{ id: string }];
});
afterAll(async () => {
  await browser.close();
  await town.close();
});

let visitor: Visitor;
afterEach(() => visitor.close());
async function open(): Promise<Page> {
  visitor = await visit(browser, town.api.url, { login: worker });
  visitor.page.setDefaultTimeout(20_000);
  return visitor.page;
}

/** A photograph as a phone makes it: large, with the camera, a name, and the place where it was taken. */
const photograph = (): Promise<Buffer> =>
  sharp({
    create: {
      width: 2400,
      height: 1200,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 20 },
    },
  })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Phonemaker', Copyright: 'Sok Dara' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '11/1 33/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '104/1 55/1 0/1' },
    })
    .toBuffer();

/** Notes what the page sends as files, in the page: a driver is not shown the bytes. */
const noteSent = (page: Page) =>
  page.addInitScript(() => {
    const really = window.fetch;
    const sent: { url: string; type: string | null; bytes: number[] }[] = [];
    Object.assign(window, { sent });
    window.fetch = async (input, init) => {
      if (input instanceof Request && input.method === 'POST' && input.url.includes('/attachments')) {
        const bytes = [...new Uint8Array(await input.clone().arrayBuffer())];
        sent.push({ url: input.url, type: input.headers.get('Content-Type'), bytes });
      }
      return really(input, init);
    };
  });
const sentBy = (page: Page) =>
  page.evaluate(() => (window as unknown as { sent: { url: string; type: string; bytes: number[] }[] }).sent);

it('sends a photo small and without what the camera adds, and says of what is not taken why, and what to choose', async () => {
  const page = await open();
  await noteSent(page);
  await page.goto(`/cases/${id}/documents`);
  await page.getByText('Attach a photo or a document').click();
  await page.getByLabel('What it shows').selectOption({ label: 'Home' });
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    page.getByLabel('Photo or PDF').setInputFiles({ name, mimeType, buffer });

  await choose('letter.txt', 'text/plain', Buffer.from('The grandmother keeps the child.'));
  await page.getByRole('alert').getByText('This kind of file is not taken.').waitFor();
  await choose('IMG_1.heic', 'image/heic', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic')]));
  await page.getByRole('alert').getByText('This picture cannot be read here. Choose a JPEG photo.').waitFor();
  expect(await town.rows('select 1 from homeward.attachments')).toEqual([]);

  const photo = await photograph();
  expect(photo.length).toBeGreaterThan(300 * 1024);
  expect(photo.includes('Phonemaker')).toBe(true);
  await choose('Sok Dara at home.jpg', 'image/jpeg', photo);
  await page.getByText('✓ Received by the server').waitFor();
  expect(await page.getByRole('alert').filter({ hasText: /./ }).count()).toBe(0);
  const sent = (await sentBy(page)).at(-1)!;
  const bytes = Buffer.from(sent.bytes);
  const { width, height, exif, format } = await sharp(bytes).metadata();
  expect([width, height, exif, format, sent.type]).toEqual([1600, 800, undefined, 'jpeg', 'image/jpeg']);
  expect(bytes.length).toBeLessThanOrEqual(300 * 1024);
  expect(`${sent.url} ${bytes.toString('latin1')}`).not.toMatch(/Phonemaker|Sok|Dara/);

  const link = page.getByRole('link', { name: /Home \(photo, \d+ KB\)/ });
  const [stored] = await town.rows('select type, width, about from homeward.attachments');
  expect(stored).toEqual({ type: 'image/jpeg', width: 1600, about: 'home' });
  const file = await visitor.context.request.get(`${town.api.url}${await link.getAttribute('href')}`);
  expect([file.status(), file.headers()['content-type']]).toEqual([200, 'image/jpeg']);
  expect(visitor.faults).toEqual([]);
});

it('takes who signed, how and when, by finger, and by key alone', async () => {
  const page = await open();
  await page.goto(`/cases/${id}/act/form2.submitted?step=signatures`);
  const of = (who: string) => page.getByRole('group', { name: who, exact: true });
  const date = [
    ['Day', '5'],
    ['Month', '3'],
    ['Year', '2017'],
  ] as const;

  await of('Child').getByText('thumbprint').click();
  for (const [part, value] of date) await of('Child').getByLabel(part).fill(value);

  await reach(page, of('Guardian').getByRole('radio'));
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  for (const [part, value] of date) {
    await reach(page, of('Guardian').getByLabel(part));
    await page.keyboard.insertText(value);
  }
  await page.getByText(/Draft saved on this device/).waitFor();
  await page.reload();
  for (const who of ['Child', 'Guardian']) {
    await of(who).getByRole('radio', { name: 'thumbprint' }).waitFor();
    expect(await of(who).getByRole('radio', { name: 'thumbprint' }).isChecked()).toBe(true);
    expect(await of(who).getByLabel('Year').inputValue()).toBe('2017');
  }
  expect(visitor.faults).toEqual([]);
});

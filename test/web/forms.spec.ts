/** Forms in a real browser: a whole admission request by keyboard, what is refused and why, and what became of it. */
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser, visit } from '../support/browser';
import { Town } from '../api/town';

let town: Town;
let browser: Browser;
beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town.close();
});

/** A whole request by keyboard, on a busy machine. */
jest.setTimeout(180_000);

const request = '/start/gatekeeping/request.submitted';

/** Moves with the Tab key until the control has the focus; fails where the keyboard does not lead there. */
async function reach(page: Page, control: Locator): Promise<void> {
  await control.first().waitFor();
  for (let presses = 0; presses < 150; presses++) {
    if (await control.evaluateAll((all) => all.includes(document.activeElement as never))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${String(control)}`);
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await reach(page, page.getByRole('button', { name, exact: typeof name === 'string' }));
  await page.keyboard.press('Enter');
}

async function write(page: Page, label: string, words: string): Promise<void> {
  await reach(page, page.getByLabel(label));
  await page.keyboard.insertText(words);
}

/** Tab leads to a group of radio buttons, the arrows to one of them. */
async function choose(page: Page, group: string | RegExp, answer: string): Promise<void> {
  const radios = page.getByRole('group', { name: group }).getByRole('radio');
  const wanted = page.getByRole('group', { name: group }).getByRole('radio', { name: answer, exact: true });
  await reach(page, radios);
  if (await wanted.evaluate((each) => each === document.activeElement)) return page.keyboard.press('Space');
  for (let presses = 0; presses < 20 && !(await wanted.isChecked()); presses++) await page.keyboard.press('ArrowDown');
}

async function tick(page: Page, answer: string): Promise<void> {
  await reach(page, page.getByRole('checkbox', { name: answer, exact: true }));
  await page.keyboard.press('Space');
}

/** Day, month and year as typed. */
async function date(page: Page, group: string, parts: [string, string, string]): Promise<void> {
  const of = page.getByRole('group', { name: group });
  for (const [index, name] of ['ថ្ងៃ', 'ខែ', 'ឆ្នាំ'].entries()) {
    await reach(page, of.getByLabel(name, { exact: true }));
    await page.keyboard.insertText(parts[index]!);
  }
}

const onPart = (page: Page, part: string) => page.getByText(`ផ្នែកទី ${part} ក្នុងចំណោម ១១`).waitFor();

async function registerSister(page: Page): Promise<void> {
  await press(page, 'ចុះបញ្ជីកុមារថ្មី');
  await press(page, 'ចុះបញ្ជីកុមារនេះ');
  // what is missing is said, and the summary has the focus
  await page.getByRole('alert').getByText('ឈ្មោះជាអក្សរខ្មែរ: សូមសរសេរឈ្មោះយ៉ាងហោចណាស់ជាអក្សរមួយប្រភេទ').waitFor();
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('govuk-error-summary');
  await write(page, 'ឈ្មោះជាអក្សរខ្មែរ', 'ចាន់ថា សាកល្បង');
  await write(page, 'ឈ្មោះជាអក្សរឡាតាំង', 'Chantha Demo');
  await choose(page, 'ភេទ', 'ស្រី');
  await choose(page, 'តើដឹងអ្វីខ្លះអំពីថ្ងៃកំណើត', 'ថ្ងៃខែឆ្នាំកំណើត');
  await date(page, 'ថ្ងៃខែឆ្នាំកំណើត', ['២', '៥', '២០១០']);
  await choose(page, 'តើកុមារមានពិការភាពទេ?', 'ទេ');
  await choose(page, /តើជាបងប្អូន/, 'បាទ/ចាស');
  await press(page, 'ចុះបញ្ជីកុមារនេះ');
  await page.getByText('កុមារបានចុះបញ្ជី និងជ្រើសរើស។').waitFor();
}

async function fillRequest(page: Page): Promise<void> {
  await press(page, 'នៅឃុំ/សង្កាត់ណា?');
  await onPart(page, '១');
  await press(page, 'បន្ត');

  await onPart(page, '២');
  await write(page, 'ស្វែងរកកុមារក្នុងបញ្ជី', 'sokha');
  await page.keyboard.press('Enter');
  await press(page, /^ជ្រើសរើស .*Sokha Demo/);
  await registerSister(page);
  await press(page, 'បន្ត');

  await onPart(page, '៣');
  await tick(page, 'ឪពុកម្តាយជាប់ពន្ធនាគារ');
  await press(page, 'បន្ត');
  for (const part of ['៤', '៥', '៦', '៧']) {
    await onPart(page, part);
    await press(page, 'បន្ត');
  }
  await onPart(page, '៨');
  await choose(page, 'ចម្លើយរបស់ឪពុកម្តាយ', 'យល់ព្រម');
  await press(page, 'បន្ត');

  await onPart(page, '៩');
  await press(page, 'បន្ថែម');
  await choose(page, 'សេវា', 'អាហារូបករណ៍');
  await write(page, 'ផ្តល់ដោយ', 'ឃុំ');
  await date(page, 'ថ្ងៃផ្តល់', ['៣០', '២', '២០១៧']);
  await choose(page, 'ចម្លើយរបស់គ្រួសារ', 'បដិសេធ');
  await press(page, 'បន្ត');
}

describe('a form that opens a case', () => {
  it('is not shown to who may not open it: it says who does', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'officer.kandal' });
    await page.goto(request);
    await page.getByText('Your appointment does not open this. It is opened by:').waitFor();
    expect(await page.getByRole('button', { name: 'Check your answers' }).count()).toBe(0);
    await page.goto('/start/gatekeeping/no.such');
    await page.getByRole('heading', { name: 'There is no such form.' }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('offers what the role may open, the concern and the request first, and the numbers to call before anything', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'commune.kandal' });
    await page.goto('/start');
    const links = page.locator('.hw-danger a, .hw-openings a');
    await links.nth(4).waitFor();
    expect((await links.allTextContents()).slice(0, 4)).toEqual([
      'Call 1280',
      'Call 1288',
      'Report a concern',
      'Submit the admission request',
    ]);
    expect(faults).toEqual([]);
    await close();
  });

  it('is sent by a commune officer on a phone, in Khmer, without a mouse, after the rules that stood in the way are met', async () => {
    await town.child('kandal', { names: [{ km: 'សុខា សាកល្បង', latin: 'Sokha Demo' }] });
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'commune.kandal', language: 'km' });
    await page.goto(request);
    await fillRequest(page);

    // 30 February does not exist: the summary has the focus, its link leads to the day
    const wrong = page.getByRole('link', { name: 'ថ្ងៃផ្តល់: សូមបញ្ចូលកាលបរិច្ឆេទត្រឹមត្រូវ' });
    await wrong.waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('govuk-error-summary');
    await reach(page, wrong);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('q-offers-0-on-day');
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('២០');
    await press(page, 'បន្ត');

    await onPart(page, '១០');
    await choose(page, 'ណែនាំដោយ', 'គ្មាននរណា');
    await choose(page, 'មេឃុំ/ចៅសង្កាត់បានចុះហត្ថលេខា', 'ទេ');
    await page.getByText('សេចក្តីព្រាងបានរក្សាទុកក្នុងឧបករណ៍នេះ').waitFor();
    await page.reload();
    await onPart(page, '១០');
    expect(await page.getByRole('radio', { name: 'ទេ', exact: true }).isChecked()).toBe(true);
    await press(page, 'សំណួរទាំងអស់');
    await page.getByText('ក្នុងចំណោម ១១ ផ្នែក').waitFor();
    await press(page, 'ពិនិត្យចម្លើយរបស់អ្នក');

    const answers = page.locator('main');
    for (const words of ['Sokha Demo', 'Chantha Demo', '២០ កុម្ភៈ ២០១៧']) await answers.getByText(words).waitFor();
    await press(page, 'បញ្ជូន');

    // refused: the rule, what is missing and who can supply it; the answers stay
    const refused = page.getByRole('alert');
    await refused.getByText('មេឃុំ/ចៅសង្កាត់ចុះហត្ថលេខាលើពាក្យស្នើ។').waitFor();
    expect(await refused.textContent()).toContain('នៅខ្វះហត្ថលេខារបស់មេឃុំ/ចៅសង្កាត់។');
    expect(await refused.textContent()).toContain('មន្ត្រីឃុំ/សង្កាត់');
    await press(page, /^កែប្រែ .*ណែនាំដោយ/);
    await onPart(page, '១០');
    await choose(page, 'មេឃុំ/ចៅសង្កាត់បានចុះហត្ថលេខា', 'បាទ/ចាស');
    await press(page, 'បន្ត');
    await press(page, 'បន្ត');
    await press(page, 'បញ្ជូន');

    await page.locator('.govuk-panel').getByText('ម៉ាស៊ីនមេបានទទួលហើយ').waitFor();
    const reference = /GK-\S+/.exec((await page.locator('.govuk-panel').textContent()) ?? '')![0];
    const [row] = await town.rows(
      `select i.id, i.area, (select count(*)::int from homeward.subjects s where s.instance = i.id and s.kind = 'child') as children
         from homeward.instances i where i.reference = $1`,
      reference,
    );
    expect(row).toMatchObject({ area: '081007', children: 2 });
    const { body } = await town.send('dsw.kandal', `/instances/${row!['id']}/journal`);
    expect(body.items[0].data).toMatchObject({
      offers: [{ on: '2017-02-20' }],
      parents: [],
      reasons: ['parentsInJail'],
    });

    // sent once, the draft is gone
    await page.goto(request);
    await page.getByText('បានបំពេញ ១ ក្នុងចំណោម ១១ ផ្នែក').waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});

/** An open request of the commune of Kandal; answers its id, and its reference. */
async function open(children: string[]): Promise<{ id: string; reference: string }> {
  const { status, body } = await town.send('commune.kandal', '/instances', {
    body: {
      workflow: 'gatekeeping',
      event: 'request.submitted',
      area: '081007',
      data: {
        children,
        reasons: ['parentsInJail'],
        parents: [],
        parentsAnswer: 'agree',
        documents: [],
        offers: [],
        whyNoOffer: 'nobody could be reached',
        introducedBy: 'nobody',
        chiefCountersigned: true,
      },
    },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

describe('a child that may be known already', () => {
  it('is part of the form only after it is said whether it is the same child', async () => {
    await town.child('kandal', { names: [{ km: 'វណ្ណា សាកល្បង', latin: 'Vanna Demo' }] });
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'commune.kandal' });
    await page.goto(`${request}?step=children`);
    await page.getByRole('button', { name: 'Register a new child' }).click();
    await page.getByLabel('Name in Khmer').fill('វណ្ណា សាកល្បង');
    await page.getByLabel('Girl').check();
    await page.getByLabel('the date', { exact: true }).check();
    for (const [part, words] of [
      ['Day', '14'],
      ['Month', '9'],
      ['Year', '2006'],
    ] as const)
      await page.getByLabel(part, { exact: true }).fill(words);
    await page.getByRole('radio', { name: 'No', exact: true }).check();
    await page.getByRole('button', { name: 'Register this child' }).click();
    await page.getByRole('heading', { name: 'This child may be known already' }).waitFor();
    await page.getByText('1 with a similar name and birth').waitFor();
    await page.getByText('No child is chosen yet.').waitFor();

    await page.getByLabel('It is another child').check();
    const answer = page.getByRole('group', { name: 'This child may be known already' });
    await answer.getByRole('button', { name: 'Continue' }).click();
    await answer.getByText('Answer this question').waitFor();
    await page.getByLabel('Why this is another child').fill('A cousin of the same name');
    await answer.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('The child is registered and chosen.').waitFor();
    await page.getByText('Draft saved on this device').waitFor();
    // the form asks the same later, and has the answer
    await page.goto(`${request}?step=changedFacts`);
    await page.waitForFunction(() => {
      const other = document.querySelector<HTMLTextAreaElement>('#q-differentChild');
      return other?.value === 'A cousin of the same name';
    });
    expect(faults).toEqual([]);
    await close();
  });
});

describe('a step of a case', () => {
  it('says what happened when somebody else acted first, and is sent again without typing it again', async () => {
    const child = await town.child('kandal', { names: [{ latin: 'Stale Demo' }] });
    const { id } = await open([child]);
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'dsw.kandal', width: 1280 });
    await page.goto(`/cases/${id}/act/request.registered`);
    await page.getByText('What the SOP says').waitFor();
    await page.getByLabel('high', { exact: true }).check();
    await page.getByLabel('Reasons for the risk level').fill('No adult at home');

    const view = await town.send('commune.kandal', `/instances/${id}`);
    const fact = { children: [child], number: '12/2017', on: '2017-03-05', orders: 'custody' };
    const told = await town.send('dsw.kandal', `/instances/${id}/events`, {
      body: { type: 'courtOrderReceived', data: fact },
      headers: { 'If-Match': `"${view.body.version}"` },
    });
    expect(told.status).toBe(200);
    await page.getByRole('button', { name: 'Acknowledge and register with the risk level' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('What happened meanwhile').waitFor();
    await alert.getByText('A court order was received').waitFor();
    expect(await page.getByLabel('Reasons for the risk level').inputValue()).toBe('No adult at home');
    await page.getByRole('button', { name: 'I have looked: send my answers again' }).click();
    await page.waitForURL(new RegExp(`/cases/${id}\\?sent=request.registered$`));
    const { body } = await town.send('dsw.kandal', `/instances/${id}`);
    expect(body.state).toEqual(expect.arrayContaining(['open.steps.assigning']));
    expect(faults).toEqual([]);
    await close();
  });

  it('is not a form for who does not do it, and names who does', async () => {
    const { id } = await open([await town.child('kandal', { names: [{ latin: 'Other Demo' }] })]);
    const { page, close } = await visit(browser, town.api.url, { login: 'commune.kandal' });
    await page.goto(`/cases/${id}/act/request.registered`);
    await page.getByText('Your appointment does not do this. It is done by:').waitFor();
    expect(await page.locator('form, textarea').count()).toBe(0);
    await page.goto(`/cases/${id}/act/plan.recommended`);
    await page.getByText('This step is not possible as the case stands now.').waitFor();
    await close();
  });
});

describe('what became of my requests', () => {
  it('says that there is none, and what to do', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'commune.battambang' });
    await page.goto('/requests');
    await page.getByText('You have sent no request and no report yet.').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('shows the next step, who and by when, and lets a request be withdrawn with a reason', async () => {
    const { reference } = await open([await town.child('kandal', { names: [{ latin: 'Withdrawn Demo' }] })]);
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'commune.kandal' });
    await page.goto('/requests');
    const mine = page.locator('.hw-requests > li', { hasText: reference });
    await mine.getByText('Request submitted').waitFor();
    expect(await mine.textContent()).toMatch(/In progress.*Next step.*Who.*District social worker.*By when.*2017/is);
    // no name in a list
    expect(await page.locator('main').textContent()).not.toContain('Demo');
    await mine.getByRole('link', { name: /withdraw/i }).click();
    await page.getByRole('button', { name: /withdraw/i }).click();
    await page.getByRole('link', { name: 'Why: Answer this question' }).click();
    await page.getByLabel('Why', { exact: true }).fill('The aunt takes the child in');
    await page.getByRole('group', { name: 'Withdrawn by' }).getByLabel('parents or guardian').check();
    await page.getByRole('group', { name: 'What the family needs' }).getByRole('checkbox').first().check();
    await page.getByRole('group', { name: 'Services to ask' }).getByRole('checkbox').first().check();
    await page.getByRole('button', { name: /withdraw/i }).click();
    await page.waitForURL(/sent=request.withdrawn$/);
    await page.goto('/requests');
    await mine.getByText('Closed').waitFor();
    expect(await mine.textContent()).toContain('Withdrawn');
    expect(faults).toEqual([]);
    await close();
  });
});

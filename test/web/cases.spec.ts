/** The case manager's pages in a real browser: what comes next, what stands in the way, what happened, and who may not look. */
import type { Browser } from 'playwright-core';
import { cookieName } from '../../apps/api/authentication';
import type { ManualClock } from '../../libs/engine';
import { accountOf, institutionId, Town } from '../api/town';
import { openBrowser, visit, type Visitor, type VisitorOptions } from '../support/browser';

let town: Town;
let browser: Browser;
/** an admission request with a caseworker, whose first contact was once refused */
let request: string;
let child: string;
const visitors: Visitor[] = [];

/** A profile with the session of a demo login: signed in once, since a code of the second factor signs in once. */
async function arrive(login: string, more: VisitorOptions = {}): Promise<Visitor> {
  const visitor = await visit(browser, town.api.url, more);
  visitors.push(visitor);
  await visitor.context.addCookies([{ name: cookieName, value: await town.tokenOf(login), url: town.api.url }]);
  return visitor;
}

async function open(login: string, path: string, more: VisitorOptions = {}): Promise<Visitor> {
  const visitor = await arrive(login, more);
  await visitor.page.goto(path);
  return visitor;
}

async function act(login: string, type: string, data: object): Promise<{ status: number; body: any }> {
  const { body } = await town.send(login, `/instances/${request}`);
  const headers = { 'If-Match': `"${body.version}"` };
  return town.send(login, `/instances/${request}/events`, { body: { type, data }, headers });
}

async function submitRequest(): Promise<string> {
  const data = {
    children: [child],
    institution: institutionId('KDL-003'),
    reasons: ['poverty', 'betterSchool'],
    parents: [
      { relation: 'mother', status: 'alive' },
      { relation: 'father', status: 'dead', proof: 'deathCertificate' },
    ],
    parentsAnswer: 'agree',
    documents: ['deathCertificate'],
    offers: [{ service: 'cashTransfer', by: 'Commune committee', on: '2017-03-01', answer: 'accepted' }],
    introducedBy: 'nobody',
    chiefCountersigned: true,
  };
  const body = { workflow: 'gatekeeping', event: 'request.submitted', area: '081007', data };
  const answer = await town.send('commune.kandal', '/instances', { body });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

/** Moves the clock by hand, and does what fell due until then. */
async function timeIs(at: string): Promise<void> {
  await (town.context.clock as ManualClock).set(Date.parse(at));
  await town.context.sweeper.sweep();
}

beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
  child = await town.child();
  request = await submitRequest();
  await act('dsw.kandal', 'request.registered', { risk: 'high', reasons: 'The child is alone.' });
  await act('supervisor.kandal', 'caseworker.assigned', { caseworker: accountOf('dsw.kandal').person });
  const early = { on: '2017-04-01', contactType: 'inPerson', place: 'home', childSeen: true };
  expect((await act('dsw.kandal', 'contact.made', early)).status).toBe(422);
});

afterEach(async () => {
  for (const { faults, close } of visitors.splice(0)) {
    expect(faults).toEqual([]);
    await close();
  }
});
afterAll(async () => {
  await browser.close();
  await town.close();
});

describe('who may not look', () => {
  it.each(['', '/journal', '/family', '/documents', '/chart', '/hand-over'])(
    'is told of a case of another area that there is nothing, at %s',
    async (end) => {
      const { page } = await open('dsw.battambang', `/cases/${request}${end}`);
      await page.getByRole('heading', { name: 'There is nothing here that you may see' }).waitFor();
      expect(await page.locator('main').textContent()).not.toContain('GK-2017');
    },
  );

  it('is told the same of the file of a child', async () => {
    const { page } = await open('dsw.battambang', `/children/${child}`);
    await page.getByRole('heading', { name: 'There is nothing here that you may see' }).waitFor();
  });
});

describe('the page of a case', () => {
  it('says what comes next, who takes it and by when, with the full name and the age', async () => {
    const { page } = await open('dsw.kandal', `/cases/${request}?sent=contact.made`);
    const strip = page.locator('.hw-strip');
    await strip.waitFor();
    expect(await strip.textContent()).toMatch(/Next step.*Meet the child.*Who.*you.*By when/);
    await page.getByText('Dara Sok (ដារ៉ា សុខ)').waitFor();
    await page.getByText('10 years 5 months').waitFor();
    await page.getByText("Preaek Ambel, S'ang, Kandal").waitFor();
    await page.getByRole('alert').getByText('Record the first contact').waitFor();
    expect(await page.title()).toBe('Case · Homeward');
  });

  it('has a button for what is allowed, first for what the most urgent task waits for', async () => {
    const { page } = await open('dsw.kandal', `/cases/${request}`);
    const primary = page.locator('.hw-actions .govuk-button:not(.govuk-button--secondary)');
    await primary.waitFor();
    expect(await primary.textContent()).toBe('Record the first contact');
    expect(await primary.getAttribute('href')).toBe(`/cases/${request}/act/contact.made`);
  });

  it('lists what is blocked with the rule, what is missing and who can help, and what others do with their role', async () => {
    const { page } = await open('dsw.kandal', `/cases/${request}`);
    const blocked = page.locator('.hw-blocked > li', { hasText: 'Hand the child to the family' });
    await blocked.waitFor();
    const said = (await blocked.textContent())!;
    expect(said).toContain('(N-30)');
    expect(said).toContain('Can be supplied by: commune officer (CCWC), district social worker, district supervisor');
    expect(said).toContain('Source: Form 4');
    await page.getByText('What others do').click();
    const others = page.locator('.hw-others li', { hasText: 'Approve for a limited time' }).first();
    expect(await others.textContent()).toContain('Done by: provincial director');
  });

  it('says every word in Khmer too', async () => {
    const { page } = await open('dsw.kandal', `/cases/${request}`, { language: 'km' });
    await page.getByRole('heading', { name: 'អ្វីដែលអ្នកអាចធ្វើឥឡូវនេះ' }).waitFor();
    await page.getByText('ដារ៉ា សុខ (Dara Sok)').waitFor();
    await page.getByText('១០ ឆ្នាំ ៥ ខែ').waitFor();
  });
});

describe('the journal of a case', () => {
  it('shows a refused attempt with its rule, and what a form said', async () => {
    const { page } = await open('dsw.kandal', `/cases/${request}/journal`);
    const refused = page.locator('.hw-line--refused');
    await refused.waitFor();
    expect(await refused.textContent()).toContain('Record the first contact (attempted)');
    expect(await refused.textContent()).toContain('A date lies in the future.');
    const registered = page.locator('.hw-line', { hasText: 'Acknowledge and register' });
    expect(await registered.textContent()).toContain('Sokha Demo-Kandal, district social worker');
    await registered.getByText('What was written').click();
    await registered.getByText('The child is alone.').waitFor();
  });
});

describe('the steps of a case', () => {
  it('are said in words, and drawn when the button is pressed on a phone', async () => {
    const { page } = await open('dsw.kandal', `/cases/${request}/chart`);
    await page.locator('.hw-here [aria-current="step"]', { hasText: 'First meeting is due' }).waitFor();
    expect(await page.locator('svg').count()).toBe(0);
    await page.getByRole('button', { name: 'Show the diagram' }).click();
    await page.getByLabel('Part').selectOption('open.steps.assessing');
    await page.locator('svg.chart [data-state="open.steps.assessing.form2.pending"][aria-current="step"]').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

describe('a task', () => {
  it('climbs to the supervisor, whose pages show it overdue, without a child’s name', async () => {
    await timeIs('2017-03-13T09:00:00+07:00');
    const { page } = await open('supervisor.kandal', '/notifications');
    await page.getByText('Overdue: told to the supervisor').first().waitFor();
    await page.goto('/?show=all&overdue=true');
    const row = page.locator('tbody tr', { hasText: 'Meet the child' });
    await row.waitFor();
    expect(await row.textContent()).toMatch(/High risk.*GK-2017-.*overdue/);
    expect(await row.textContent()).toContain('Sokha Demo-Kandal');
    expect(await page.locator('main').textContent()).not.toContain('Dara');
    await page.goto('/caseload');
    await page.locator('tbody tr', { hasText: 'overdue' }).first().waitFor();
    expect(await page.locator('main').textContent()).not.toContain('Dara');
  });

  it('is in the list that its count opens', async () => {
    const { page } = await open('dsw.kandal', '/');
    const card = page.locator('.hw-card--late').first();
    await card.waitFor();
    const count = Number((await card.locator('strong').textContent())!.replace(/\D/g, ''));
    expect(count).toBeGreaterThan(0);
    await card.click();
    await page.waitForURL(/\?overdue=true$/);
    await page.waitForFunction((rows) => document.querySelectorAll('tbody tr').length === rows, count);
  });

  it('is handed over by the supervisor with a reason, which the journal tells', async () => {
    const [task] = (await town.send('dsw.kandal', `/instances/${request}`)).body.tasks;
    const { page } = await open('supervisor.kandal', `/cases/${request}/hand-over?task=${task.id}`);
    await page.getByRole('button', { name: 'Give the task' }).click();
    await page.getByRole('link', { name: 'Choose to whom the task goes' }).waitFor();
    await page.getByLabel('To whom').selectOption({ label: 'Rithy Demo-Kandal' });
    await page.getByLabel('Why').fill('The worker is on leave.');
    await page.getByRole('button', { name: 'Give the task' }).click();
    await page.getByText('Done. The journal says who holds the task now.').waitFor();
    await page.locator('main strong', { hasText: 'Rithy Demo-Kandal' }).waitFor();
    await page.goto(`/cases/${request}/journal`);
    await page.locator('.hw-line--task', { hasText: 'Vanna Demo-Kandal' }).waitFor();
  });
});

describe('two people at once', () => {
  /** The page without live updates, as on a network that lets none through. */
  const openStale = async (login: string, path: string): Promise<Visitor> => {
    const visitor = await arrive(login);
    await visitor.page.route('**/api/v1/live', (route) => route.fulfill({ status: 404 }));
    await visitor.page.goto(path);
    return visitor;
  };

  it('the second who takes a task is told that it is taken', async () => {
    const data = { children: [await town.child()], reporter: 'neighbour', on: '2017-03-05', immediateDanger: false };
    const body = { workflow: 'gatekeeping', area: '081007', event: 'concern.reported' };
    const concern = { ...body, data: { ...data, concern: 'The child is alone at night.' } };
    const { id } = (await town.send('commune.kandal', '/instances', { body: concern })).body;
    const { page } = await openStale('dsw.kandal', '/');
    const take = page.getByRole('button', { name: /^Take this task/ });
    await take.waitFor();
    const [task] = (await town.send('dsw2.kandal', `/instances/${id}`)).body.tasks;
    expect(await town.outcome('dsw2.kandal', `/tasks/${task.id}/claim`, { body: {} })).toBe('200');
    await take.click();
    await page.getByRole('alert').getByText('Judge whether there is immediate danger: ').waitFor();
    expect((await town.send('dsw2.kandal', `/instances/${id}`)).body.tasks[0].assignee).toBe(
      accountOf('dsw2.kandal').person,
    );
  });

  it('the second who hands a task over is told who holds it now, and keeps what was written', async () => {
    const { tasks } = (await town.send('dsw.kandal', `/instances/${request}`)).body;
    const task = tasks.find((one: { assignee: string }) => one.assignee === accountOf('dsw.kandal').person);
    const { page } = await openStale('dsw.kandal', `/cases/${request}/hand-over?task=${task.id}`);
    await page.getByLabel('To whom').selectOption({ label: 'Rithy Demo-Kandal' });
    await page.getByLabel('Why').fill('I am on leave.');
    const given = { to: accountOf('dsw2.kandal').person, reason: 'Too many tasks.' };
    expect(await town.outcome('supervisor.kandal', `/tasks/${task.id}/assign`, { body: given })).toBe('200');
    await page.getByRole('button', { name: 'Hand the task over' }).click();
    await page.getByText('Somebody else changed this task in the meantime').waitFor();
    await page.locator('main strong', { hasText: 'Rithy Demo-Kandal' }).waitFor();
    expect(await page.getByLabel('Why').inputValue()).toBe('I am on leave.');
  });

  it('the other’s act appears by itself on the page that is open', async () => {
    const { page } = await open('supervisor.kandal', `/cases/${request}`);
    await page.locator('.hw-strip', { hasText: 'Meet the child' }).waitFor();
    const met = { on: '2017-03-08', contactType: 'inPerson', place: 'home', childSeen: true };
    expect((await act('dsw.kandal', 'contact.made', met)).status).toBe(200);
    await page.locator('.hw-strip:not(:has-text("Meet the child"))').waitFor({ timeout: 60_000 });
  });
});

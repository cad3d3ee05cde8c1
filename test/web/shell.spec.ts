/** The application in a real browser: who is let in, what is loaded, and from where. */
import type { Browser } from 'playwright-core';
import { codeAt, freeAttempts } from '../../libs/access';
import { openBrowser, visit } from '../support/browser';
import { accountOf, Town } from '../api/town';

let town: Town;
let browser: Browser;
beforeAll(async () => {
  [town, browser] = await Promise.all([Town.open(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await town.close();
});

describe('the shell', () => {
  it('leads who is not signed in to the sign-in page, and back to where they wanted to go', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { language: 'km' });
    await page.goto('/profile');
    await page.waitForURL(/\/sign-in\?to=%2Fprofile$/);
    expect(await page.locator('h1').textContent()).toBe('ចូលប្រើប្រាស់');
    await page.getByLabel('ឈ្មោះគណនី').fill('dsw.kandal');
    await page.getByLabel('ពាក្យសម្ងាត់').fill('not the password');
    await page.getByRole('button', { name: 'ចូលប្រើប្រាស់' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('ពាក្យសម្ងាត់').fill('demo-rice-field-2016');
    await page.getByRole('button', { name: 'ចូលប្រើប្រាស់' }).click();
    await page.waitForURL(/\/profile$/);
    expect(faults).toEqual([]);
    await close();
  });

  it('asks for the code of who has a second factor, and says so', async () => {
    const { page, close } = await visit(browser, town.api.url);
    await page.goto('/sign-in');
    expect(await page.getByLabel('Code of the authenticator app').isVisible()).toBe(false);
    await page.getByLabel('Login').fill('director.kandal');
    await page.getByLabel('Password').fill('demo-rice-field-2016');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Code of the authenticator app').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('Enter the code');
    await close();
  });

  it('offers the code to who meets a lock that strangers made, and lets them in with it', async () => {
    const login = 'director.siemreap';
    const { password, totpSecret } = accountOf(login);
    const body = JSON.stringify({ login, password: 'a guess at it' });
    const headers = { 'Content-Type': 'application/json' };
    for (let i = 0; i <= freeAttempts.login; i += 1)
      await fetch(`${town.api.url}/api/v1/session`, { method: 'POST', headers, body });
    const { page, close } = await visit(browser, town.api.url);
    await page.goto('/sign-in?to=/profile');
    await page.getByLabel('Login').fill(login);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('you need not wait: add its code').waitFor();
    await page.getByLabel('Code of the authenticator app').fill(codeAt(totpSecret!, Date.now()));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/profile$/);
    await close();
  });

  it('changes the language of the whole page, and keeps it', async () => {
    const { page, faults, close } = await visit(browser, town.api.url, { login: 'dsw.kandal', language: 'km' });
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: 'កិច្ចការរបស់ខ្ញុំ' }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'My tasks' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(faults).toEqual([]);
    await close();
  });
});

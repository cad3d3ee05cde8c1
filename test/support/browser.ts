/** A real Chromium that an npm package brings along, and a page of it signed in as one of the demo people. */
import chromium from '@sparticuz/chromium';
import { TOTP, Secret } from 'otpauth';
import { chromium as driver, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { demoAccounts } from '../../apps/demo';

/** Flags that suit a lambda, not a desk. */
const unsuited = /headless|single-process|no-zygote/;

export async function openBrowser(): Promise<Browser> {
  return driver.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((flag) => !unsuited.test(flag)), '--no-sandbox'],
    headless: true,
  });
}

export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** console errors, failed requests and requests to other hosts: there must be none */
  faults: string[];
  close(): Promise<void>;
}

export interface VisitorOptions {
  /** demo login; absent: nobody */
  login?: string;
  language?: 'km' | 'en';
  width?: number;
}

/** A browser profile of its own, as one person's phone or desk; faults are collected, not forgiven. */
export async function visit(
  browser: Browser,
  base: string,
  { login, language = 'en', width = 360 }: VisitorOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, baseURL: base, locale: 'en-GB' });
  // a busy machine is slow, not wrong
  context.setDefaultTimeout(60_000);
  const faults: string[] = [];
  await context.addInitScript({ content: `localStorage['homeward.language'] ??= ${JSON.stringify(language)}` });
  context.on('request', (request) => {
    if (!request.url().startsWith(base) && !/^(data|blob):/.test(request.url())) faults.push(`asks ${request.url()}`);
  });
  if (login) await signIn(context, base, login);
  const page = await context.newPage();
  page.on('console', (message) => {
    // the browser itself notes every refusal on the console; a refusal is an answer
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  return { page, context, faults, close: () => context.close() };
}

async function signIn(context: BrowserContext, base: string, login: string): Promise<void> {
  const account = demoAccounts.find((each) => each.login === login);
  if (!account) throw new Error(`there is no demo account ${login}`);
  const { password, totpSecret } = account;
  const totp = totpSecret && new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate();
  const answer = await context.request.post(`${base}/api/v1/session`, {
    data: { login, password, ...(totp && { totp }) },
  });
  if (!answer.ok()) throw new Error(`${login} is not signed in: ${await answer.text()}`);
}

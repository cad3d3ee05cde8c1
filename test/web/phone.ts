/** What a worker does with a phone in these tests, and everything that lies on it. */
import type { BrowserContext, Page } from 'playwright-core';
import { accountOf, type Town } from '../api/town';

export const pin = '482913';
export const worker = 'dsw.kandal';
export const colleague = 'commune.kandal';
/** What the worker writes; it must never lie readable on the phone. */
export const words = 'The grandmother keeps the child at night.';

export interface Concern {
  id: string;
  version: number;
  reference: string;
}

/** A concern whose triage is the worker's task, by name. */
export async function concern(town: Town): Promise<Concern> {
  const child = await town.child();
  const { body } = await town.send(colleague, '/instances', {
    body: {
      workflow: 'gatekeeping',
      area: '081007',
      event: 'concern.reported',
      data: { children: [child], reporter: 'neighbour', on: '2017-03-05', concern: 'Alone.', immediateDanger: false },
    },
  });
  const [task] = (await town.send(worker, `/instances/${body.id}`)).body.tasks;
  const claimed = await town.send(worker, `/tasks/${task.id}/claim`, { body: {} });
  if (claimed.status !== 200) throw new Error(JSON.stringify(claimed.body));
  return (await town.send(worker, `/instances/${body.id}`)).body;
}

/** The events that a case has taken, in order. */
export async function accepted(town: Town, id: string): Promise<string[]> {
  const rows = await town.rows<{ event: string }>(
    `select entry::jsonb ->> 'event' as event from homeward.journal where stream = $1 and version is not null order by seq`,
    id,
  );
  return rows.map(({ event }) => event);
}

/** Signs another person in on the same phone, as if the session of the first had ended. */
export async function signInAs(context: BrowserContext, base: string, login: string): Promise<void> {
  await context.clearCookies();
  const { password } = accountOf(login);
  const answer = await context.request.post(`${base}/api/v1/session`, { data: { login, password } });
  if (!answer.ok()) throw new Error(await answer.text());
}

export async function setPin(page: Page): Promise<void> {
  await page.goto('/profile');
  await page.getByLabel('New PIN').fill(pin);
  await page.getByLabel('The same PIN again').fill(pin);
  await page.getByRole('button', { name: 'Set the PIN' }).click();
  await page.getByText('The PIN is set.').waitFor();
}

export async function unlock(page: Page, code = pin): Promise<void> {
  await page.getByLabel('PIN').fill(code);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  // the field is empty again, or gone, when the answer is known
  await page.waitForFunction(() => !document.querySelector<HTMLInputElement>('#pin')?.value);
}

/** The application itself is on the device, and my cases are. */
export async function keepCases(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Waiting to be sent' }).click();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.getByRole('button', { name: 'Keep my cases for offline work' }).click();
  await page.getByText(/Cases kept: [1-9]/).waitFor();
}

/** Fills in the triage of a concern, and waits until it is a draft. */
export async function fillTriage(page: Page, reasons = words): Promise<void> {
  await page.getByLabel('Day').fill('5');
  await page.getByLabel('Month').fill('3');
  await page.getByLabel('Year').fill('2017');
  await page.getByLabel('Why there is no immediate danger').fill(reasons);
  await page.getByText(/Draft saved on this device/).waitFor();
}
export const sendTriage = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'No immediate danger: support comes first' }).click();

/** Everything that lies in the browser's databases and stores, as one text; bytes as if they were text. */
export const everything = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const texts: string[] = [JSON.stringify({ ...localStorage })];
    const plain = (value: unknown): unknown => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        const bytes = new Uint8Array(value instanceof ArrayBuffer ? value : value.buffer);
        return new TextDecoder('latin1').decode(bytes) + new TextDecoder().decode(bytes);
      }
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
    };
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    for (const { name } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name!));
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store);
        texts.push(
          store,
          JSON.stringify(plain(await done(all.getAll()))),
          JSON.stringify(await done(all.getAllKeys())),
        );
      }
      db.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) if (/\/api\//.test(request.url)) texts.push(request.url);
    }
    return texts.join('\n');
  });

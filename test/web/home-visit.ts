/** Form 5 of a visit at home on a phone in Khmer, as a worker fills it in. */
import type { Locator, Page } from 'playwright-core';

/** No page is wider than the phone. */
export async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}

export const onward = (page: Page) => page.getByRole('button', { name: 'បន្ត', exact: true }).click();
const pick = (page: Page, question: string, answer: string) =>
  page.getByRole('group', { name: question }).getByLabel(answer, { exact: true }).check();

export async function day(within: Page | Locator, question: string, parts: [string, string, string]): Promise<void> {
  const group = within.getByRole('group', { name: question }).first();
  for (const [index, label] of ['ថ្ងៃ', 'ខែ', 'ឆ្នាំ'].entries())
    await group.getByLabel(label, { exact: true }).fill(parts[index]!);
}

/** Form 5 of a visit at home, question by question, up to the button that sends. */
export async function fillVisit(page: Page, date: string): Promise<void> {
  await page.getByRole('button', { name: 'ការជួបកុមារ' }).click();
  await day(page, 'កាលបរិច្ឆេទ', [date, '២', '២០១៧']);
  await page.locator('#q-contactType-inPerson').check();
  await pick(page, 'បានជួបកុមារ', 'បាទ/ចាស');
  await page.getByText('★').first().waitFor();
  await pick(page, 'បាននិយាយជាមួយកុមារដោយឡែក', 'បាទ/ចាស');
  await pick(page, 'ទីកន្លែង', 'នៅផ្ទះ');
  await fits(page);
  await onward(page);
  await page.getByRole('button', { name: 'បន្ថែម' }).click();
  await page.getByLabel('ឈ្មោះ').fill('ម្តាយ ប្រឌិត');
  await page.getByLabel('ត្រូវជាអ្វីនឹងកុមារ').fill('ម្តាយ');
  await pick(page, 'មានមនុស្សពេញវ័យថ្មីរស់នៅទីនោះ', 'ទេ');
  await pick(page, 'កន្លែងគេងរបស់កុមារ', 'ល្អ');
  await pick(page, 'អាហារ', 'គ្រប់គ្រាន់');
  await fits(page);
  await onward(page);
  await pick(page, 'សាលារៀន', 'ទៅរៀន');
  await pick(page, 'បញ្ជាក់ដោយ', 'គ្រូបង្រៀន');
  await pick(page, 'កុមារធ្វើការ', 'ទេ');
  await onward(page);
  await pick(page, 'សុខភាព', 'ល្អ');
  await pick(page, 'មានស្នាម ឬរបួស', 'ទេ');
  await pick(page, 'បានសង្កេតឃើញ', 'គ្មានទេ');
  await page.getByLabel('ពាក្យសម្តីរបស់កុមារផ្ទាល់').fill('ខ្ញុំសប្បាយ');
  await page.locator('#q-risk-low').check();
  await fits(page);
  await onward(page);
  // nobody is asked where the telephone is
  expect(await page.getByText('រយៈទទឹង').count()).toBe(0);
  await onward(page);
  await onward(page);
  await page.getByText('ខ្ញុំសប្បាយ').waitFor();
  await fits(page);
}

export const record = (page: Page) => page.getByRole('link', { name: 'កត់ត្រាការចុះជួប', exact: true }).click();
export const sendVisit = (page: Page) => page.getByRole('button', { name: 'កត់ត្រាការចុះតាមដាន (ទម្រង់ទី៥)' }).click();

/** What the browser itself says while there is no connection. */
export const lostConnection = /ERR_(INTERNET_DISCONNECTED|FAILED)/;

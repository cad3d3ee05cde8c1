/** Works a page by keyboard alone. */
import type { Locator, Page } from 'playwright-core';

/** Moves with the Tab key until the control has the focus; fails where the keyboard does not lead there. */
export async function reach(page: Page, control: Locator): Promise<void> {
  await control.first().waitFor();
  for (let presses = 0; presses < 150; presses++) {
    if (await control.evaluateAll((all) => all.includes(document.activeElement as never))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${String(control)}`);
}

export async function press(page: Page, name: string | RegExp): Promise<void> {
  await reach(page, page.getByRole('button', { name, exact: typeof name === 'string' }));
  await page.keyboard.press('Enter');
}

export async function follow(page: Page, link: Locator): Promise<void> {
  await reach(page, link);
  await page.keyboard.press('Enter');
}

export async function write(page: Page, label: string, words: string): Promise<void> {
  await reach(page, page.getByLabel(label));
  await page.keyboard.insertText(words);
}

/** Tab leads to a group of radio buttons, the arrows to one of them. */
export async function choose(page: Page, group: string | RegExp, answer: string): Promise<void> {
  const radios = page.getByRole('group', { name: group }).getByRole('radio');
  const wanted = page.getByRole('group', { name: group }).getByRole('radio', { name: answer, exact: true });
  await reach(page, radios);
  if (await wanted.evaluate((each) => each === document.activeElement)) return page.keyboard.press('Space');
  for (let presses = 0; presses < 20 && !(await wanted.isChecked()); presses++) await page.keyboard.press('ArrowDown');
}

export async function tick(page: Page, answer: string): Promise<void> {
  await reach(page, page.getByRole('checkbox', { name: answer, exact: true }));
  await page.keyboard.press('Space');
}

/** What has the focus: the words of a control or heading, `body` where it was lost. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return 'body';
    return (at.textContent?.trim() || at.getAttribute('id') || at.tagName).replace(/\s+/g, ' ').slice(0, 60);
  });

/**
 * Goes once through a page with the Tab key; answers the controls on which nobody could see that they have the focus: they
 * look the same when it has gone on.
 */
export async function unseen(page: Page): Promise<string[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const found: string[] = [];
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const { end, same } = await page.evaluate(() => {
      const looks = (element: Element): string => {
        // a colour of what is not drawn is nothing that a person sees
        const of = (style: CSSStyleDeclaration) => [
          style.outlineStyle === 'none' ? '' : style.outline,
          style.borderBottomWidth === '0px' ? '' : style.borderBottom,
          style.boxShadow,
          style.backgroundColor,
          `${style.textDecorationLine} ${style.textDecorationThickness}`,
        ];
        // the circle of a radio button is drawn by its label
        const drawn = element.matches('[type=radio], [type=checkbox]') ? element.nextElementSibling : null;
        return [...of(getComputedStyle(element)), ...(drawn ? of(getComputedStyle(drawn, '::before')) : [])].join('|');
      };
      const keep = window as { walked?: { element: Element; looks: string; first: Element } };
      const before = keep.walked;
      const element = document.activeElement;
      const same =
        before && before.looks === looks(before.element)
          ? before.element.outerHTML.replace(/\s+/g, ' ').slice(0, 120)
          : undefined;
      const end = !element || element === document.body || element === before?.first;
      keep.walked = end ? undefined : { element, looks: looks(element), first: before?.first ?? element };
      return { end, same };
    });
    if (same) found.push(same);
    if (end) return found;
  }
  throw new Error('the keyboard finds no end of the page');
}

/** Walking a page by keyboard, and where the focus is, shadow roots included. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** What has the focus, in words for messages: `button "Salvar"`; `body` when nothing has. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (!active || active === document.body) return 'body';
    const name = active.getAttribute('aria-label') ?? active.id;
    return `${active.localName} ${JSON.stringify(name || active.textContent?.trim().slice(0, 60))}`;
  });
}

/** Whether an element itself has the focus. */
export function hasFocus(locator: Locator): Promise<boolean> {
  return locator.evaluate(
    (element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element,
  );
}

/** Presses Tab (or another key) until the element has the focus; on the way the focus never falls to `body`. */
export async function walkTo(page: Page, target: Locator, key = 'Tab', limit = 120): Promise<void> {
  await target.waitFor();
  const way: string[] = [];
  for (let step = 0; step < limit; step += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(key);
    way.push(await focused(page));
    // The very first Tab of a page starts from its body.
    assert.notEqual(way.at(-1), 'body', `the focus fell to body after ${way.slice(-4).join(', ')}`);
  }
  assert.fail(`${key} did not reach ${String(target)} in ${limit} steps: ${way.slice(-8).join(', ')}`);
}

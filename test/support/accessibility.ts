/** axe-core on what is shown. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Checks our elements in the page as they are now against WCAG 2.2 AA; the host around them answers for itself. A page
 * without any of them is checked whole.
 */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  // Evaluated, not added as a script, so that the page's policy has nothing to say about it.
  await page.evaluate(`${await readFile(axePath, 'utf8')}; 0`);
  const violations = await page.evaluate(async (values) => {
    const { axe } = window as unknown as {
      axe: { run: (context: unknown, options: unknown) => Promise<AxeResults> };
    };
    const tagNames = [
      'fale-conosco-app',
      'fale-conosco-list',
      'new-contact-form',
      'protocol-thread',
      'crm-app',
    ];
    const ours = tagNames.filter((tag) => document.querySelector(tag));
    const include = (ours.length > 0 ? ours : ['html']).map((tag) => [tag]);
    const result = await axe.run({ include }, { runOnly: { type: 'tag', values } });
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }, tags);
  assert.deepEqual(violations, [], `axe found violations: ${state}`);
}

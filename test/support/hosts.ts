/** Pages of other people, as the elements may meet them, put on the origin of the Web Prestador portal. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Demo } from './demo.ts';

/** Opens a page of `test/hosts/`; the portal's session and its token address are its own. */
export async function hostPage(page: Page, demo: Demo, name: string): Promise<void> {
  const file = path.resolve(import.meta.dirname, `../hosts/${name}.html`);
  const url = `${demo.webPrestadorUrl}/hosts/${name}.html`;
  const source = await readFile(file, 'utf8');
  const body = source.replaceAll('{{API_BASE_URL}}', demo.apiUrl);
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  await page.goto(url);
}

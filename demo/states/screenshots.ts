/**
 * Photographs every state at three widths, light and dark, into `demo/.screenshots/`:
 * `node --conditions=source demo/states/screenshots.ts [tag]`.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { browserFlags, findBrowser } from '../../scripts/browser.ts';
import { serveStates } from './serve.ts';

const widths = [320, 768, 1280];
const themes = ['light', 'dark'] as const;
const folder = path.resolve(import.meta.dirname, '../.screenshots');

const only = process.argv[2];
const { url, close } = await serveStates(0);
const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
try {
  const page = await browser.newPage({ locale: 'pt-BR', timezoneId: 'America/Sao_Paulo' });
  // One bundle for the whole run: making it takes longer than a photograph.
  const script = await (await fetch(`${url}/states.js`)).text();
  await page.route('**/states.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script }),
  );
  page.on('pageerror', (error) => console.error(`${page.url()}: ${error.message}`));

  await page.goto(url);
  await page.locator('figure').first().waitFor();
  const addresses = await page
    .locator('figcaption a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  for (const address of addresses) {
    const search = new URLSearchParams(address.slice(address.indexOf('?')));
    const [element = '', state = ''] = [search.get('element') ?? '', search.get('state') ?? ''];
    if (only && element !== only) continue;
    mkdirSync(path.join(folder, element), { recursive: true });
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      for (const width of widths) {
        await page.setViewportSize({ width, height: 720 });
        await page.goto(`${url}/?${new URLSearchParams({ element, state, theme })}`);
        await page.locator('body[data-ready]').waitFor();
        await page.screenshot({
          path: path.join(folder, element, `${state}-${width}-${theme}.png`),
          fullPage: true,
        });
      }
    }
    console.log(`${element}: ${state}`);
  }
} finally {
  await browser.close();
  close();
}
console.log(`Screenshots in ${path.relative(process.cwd(), folder)}`);

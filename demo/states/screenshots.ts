/**
 * Photographs every state on four screens, light and dark, into `demo/.screenshots/`:
 * `node --conditions=source demo/states/screenshots.ts crm-app protocol-thread:closed` takes only those of the elements and
 * states named.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { browserFlags, findBrowser } from '../../scripts/browser.ts';
import { serveStates } from './serve.ts';

const screens = [
  { width: 320, height: 720 },
  { width: 768, height: 1024 },
  // What is left of an old desktop's screen beside the browser's own bars.
  { width: 1024, height: 600 },
  { width: 1280, height: 800 },
];
const themes = ['light', 'dark'] as const;
const folder = path.resolve(import.meta.dirname, '../.screenshots');

const wanted = process.argv.slice(2);
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
    if (wanted.length > 0 && !wanted.includes(element) && !wanted.includes(`${element}:${state}`)) continue;
    mkdirSync(path.join(folder, element), { recursive: true });
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      for (const screen of screens) {
        await page.setViewportSize(screen);
        await page.goto(`${url}/?${new URLSearchParams({ element, state, theme })}`);
        await page.locator('body[data-ready]').waitFor();
        await page.screenshot({
          path: path.join(folder, element, `${state}-${screen.width}-${theme}.png`),
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

/** A real browser for the tests, and pages that report errors of the console and of requests. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { browserFlags, findBrowser } from '../../scripts/browser.ts';

const failureFolder = path.resolve(import.meta.dirname, '../../.cache/e2e');

/** Starts the browser that the other tests use too. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: browserFlags });
}

/** What a test's pages have reported. */
export interface Complaints {
  /** Console errors and uncaught exceptions. */
  errors: string[];
  /** Content security policy violations, as `directive: blocked`. */
  violations: string[];
}

/** Options of `withPage`. */
export interface PageOptions {
  width?: number;
  height?: number;
  /** Console errors that belong to the story, e.g. of a server that is down. */
  expected?: RegExp;
}

/**
 * Gives the work a page of its own: clean storage, Brazilian locale and time zone. Afterwards nothing may have been
 * reported by the pages of its context; on failure there is a picture in `.cache/e2e/`.
 */
export async function withPage(
  browser: Browser,
  name: string,
  work: (page: Page, complaints: Complaints) => Promise<void>,
  { width = 1280, height = 800, expected }: PageOptions = {},
): Promise<void> {
  const context = await browser.newContext({
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    viewport: { width, height },
    reducedMotion: 'reduce',
    // For pages that a test puts in place of the portal's: only those that came over the wire count as local.
    permissions: ['local-network-access'],
  });
  context.setDefaultTimeout(20_000);
  const complaints = await listen(context);
  try {
    await work(await context.newPage(), complaints);
    const unexpected = complaints.errors.filter((text) => !expected?.test(text));
    assert.deepEqual(unexpected, [], 'the pages reported errors');
    assert.deepEqual(complaints.violations, [], 'the pages violated their content security policy');
  } catch (error) {
    await takePictures(context, name);
    throw error;
  } finally {
    await context.close();
  }
}

async function listen(context: BrowserContext): Promise<Complaints> {
  const complaints: Complaints = { errors: [], violations: [] };
  // Playwright takes file choosers over from the first listener on, a moment later: too late for one that opens at once.
  context.on('page', (page) => page.on('filechooser', () => undefined));
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.errors.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => complaints.errors.push(error.error().stack ?? error.error().message));
  await context.exposeBinding('reportViolation', (_source, text: string) => complaints.violations.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      const report = (window as unknown as { reportViolation: (text: string) => void }).reportViolation;
      report(`${effectiveDirective}: ${blockedURI} ${sample}`);
    });
  });
  return complaints;
}

async function takePictures(context: BrowserContext, name: string): Promise<void> {
  mkdirSync(failureFolder, { recursive: true });
  const slug = name
    .normalize('NFD')
    .replace(/[^\w]+/g, '-')
    .toLowerCase();
  for (const [index, page] of context.pages().entries()) {
    // A page that hangs must not hide why the test failed.
    await page
      .screenshot({ path: path.join(failureFolder, `${slug}-${index + 1}.png`), timeout: 5000 })
      .catch(() => {});
  }
}

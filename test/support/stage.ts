import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { Demo } from './demo.ts';

/**
 * Starts the demo and a browser side by side. When one of them does not start, the other is stopped: a demo that is left
 * behind keeps the test process alive, and a failure looks like a hang.
 */
export const startDemoAndBrowser = async (): Promise<[Demo, Browser]> => {
  const [demo, browser] = await Promise.allSettled([Demo.start(), launchBrowser()]);
  if (demo.status === 'fulfilled' && browser.status === 'fulfilled') return [demo.value, browser.value];
  if (demo.status === 'fulfilled') await demo.value[Symbol.asyncDispose]();
  if (browser.status === 'fulfilled') await browser.value.close();
  throw demo.status === 'rejected' ? demo.reason : (browser as PromiseRejectedResult).reason;
};

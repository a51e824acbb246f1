/** What appears on a page by itself, and how soon. */
import type { TestContext } from 'node:test';
import type { Locator } from 'playwright-core';

/** Far beyond what is promised (2 s): how fast a busy machine is decides no test; what was measured is printed. */
const GIVE_UP_MS = 10_000;

/** Does something on one page, waits until another shows it without being reloaded, and prints how long that took. */
export async function appears(
  context: TestContext,
  what: string,
  act: () => Promise<unknown>,
  sign: Locator,
): Promise<void> {
  const begunMs = performance.now();
  await Promise.all([act(), sign.first().waitFor({ timeout: GIVE_UP_MS })]);
  context.diagnostic(`${what}: ${Math.round(performance.now() - begunMs)} ms`);
}

/** The same for what goes away. */
export async function disappears(
  context: TestContext,
  what: string,
  act: () => Promise<unknown>,
  sign: Locator,
): Promise<void> {
  const begunMs = performance.now();
  await act();
  await sign.first().waitFor({ state: 'detached', timeout: GIVE_UP_MS });
  context.diagnostic(`${what}: ${Math.round(performance.now() - begunMs)} ms`);
}

import type { Timing } from './timing.ts';

/** Waits before a new attempt, shorter when the browser says that the network is back, or when the signal ends it. Never rejects. */
export const waitOrOnline = async (timing: Timing, ms: number, signal: AbortSignal): Promise<void> => {
  const waiting = new AbortController();
  const hurry = (): void => waiting.abort();
  if (signal.aborted) hurry();
  signal.addEventListener('abort', hurry, { once: true });
  globalThis.addEventListener?.('online', hurry);
  await timing.delay(ms, waiting.signal).catch(() => {});
  signal.removeEventListener('abort', hurry);
  globalThis.removeEventListener?.('online', hurry);
};

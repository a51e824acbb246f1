import type { Timing } from './timing.ts';

/** Waits before a new attempt; ends early when the browser is online again or the signal is aborted. Never rejects. */
export const sleepUntilOnline = async (timing: Timing, ms: number, signal: AbortSignal): Promise<void> => {
  const waiting = new AbortController();
  const wake = (): void => waiting.abort();
  if (signal.aborted) wake();
  signal.addEventListener('abort', wake, { once: true });
  globalThis.addEventListener?.('online', wake);
  await timing.delay(ms, waiting.signal).catch(() => {});
  signal.removeEventListener('abort', wake);
  globalThis.removeEventListener?.('online', wake);
};

import { delay } from './delay.ts';

/** Time and chance, as the SDK uses them; tests put their own in and step through it. */
export interface Timing {
  /** Milliseconds since the epoch. */
  now(): number;
  /** A number in [0, 1). */
  random(): number;
  /** Waits; rejects with the signal's reason when it is aborted meanwhile. */
  delay(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls back once; the returned function cancels it. */
  timer(ms: number, callback: () => void): () => void;
}

/** The real clock. */
export const realTiming: Timing = {
  now: () => Date.now(),
  random: () => Math.random(),
  delay,
  timer: (ms, callback) => {
    const id = setTimeout(callback, ms);
    return () => clearTimeout(id);
  },
};

/**
 * How long to wait before attempt `retry + 1`: anything between nothing and a limit that doubles ("full jitter"), so
 * that many clients that lost the same server do not come back together.
 */
export const backoffMs = (timing: Timing, retry: number, baseMs = 300, maxMs = 8000): number =>
  timing.random() * Math.min(maxMs, baseMs * 2 ** retry);

import type { Timing } from '../timing.ts';

interface Wait {
  ms: number;
  release: () => void;
}

interface Timer {
  ms: number;
  callback: () => void;
}

/** Time that a test moves: waits are recorded and end at once, or, when `stepped`, when the test says so. */
export class FakeTiming implements Timing {
  /** What `random` answers. */
  chance = 0.5;
  clockMs = Date.parse('2026-11-24T17:00:00Z');
  /** All waits so far, in milliseconds. */
  readonly waits: number[] = [];
  readonly #stepped: boolean;
  readonly #timers = new Set<Timer>();
  readonly #pending: Wait[] = [];
  #onPending: () => void = () => {};

  constructor(options: { stepped?: boolean } = {}) {
    this.#stepped = options.stepped ?? false;
  }

  now(): number {
    return this.clockMs;
  }

  random(): number {
    return this.chance;
  }

  async delay(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.waits.push(ms);
    if (!this.#stepped) return;
    await new Promise<void>((resolve, reject) => {
      this.#pending.push({ ms, release: resolve });
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      this.#onPending();
    });
  }

  /** The next wait that somebody begins (or has begun); stepped mode only. */
  async nextWait(): Promise<Wait> {
    for (;;) {
      const wait = this.#pending.shift();
      if (wait) return wait;
      await new Promise<void>((resolve) => {
        this.#onPending = resolve;
      });
    }
  }

  timer(ms: number, callback: () => void): () => void {
    const timer = { ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets all timers of this length ring. */
  ring(ms: number): void {
    for (const timer of [...this.#timers]) {
      if (timer.ms === ms && this.#timers.delete(timer)) timer.callback();
    }
  }

  /** How many timers of this length are set. */
  timersOf(ms: number): number {
    return [...this.#timers].filter((timer) => timer.ms === ms).length;
  }
}

/** Time that passes only when everything waits. */
import { type Clock, install } from '@sinonjs/fake-timers';

const START = new Date('2026-11-24T17:00:00Z');

/** Real ones, from before the clock was put in. */
const { setImmediate: nextTurn } = globalThis;

/** Promises and ticks that are due run before the next turn of the event loop. */
const settle = (): Promise<void> => new Promise((resolve) => void nextTurn(resolve));

/** A clock in place of the global one: `Date`, `setTimeout`, `setInterval`. */
export class VirtualTime {
  readonly #clock: Clock = install({
    now: START,
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });

  /** Milliseconds since the start. */
  get elapsedMs(): number {
    return this.#clock.now - START.getTime();
  }

  /** Timers that nobody has ended. */
  get timers(): number {
    return this.#clock.countTimers();
  }

  /**
   * Lets time pass until the work has ended.
   *
   * @throws Error when all that is left waits for nothing, or for too long
   */
  async run<Value>(work: Promise<Value>, limitMs: number): Promise<Value> {
    let ended = false;
    const end = (): void => {
      ended = true;
    };
    work.then(end, end);
    const endsAt = this.#clock.now + limitMs;
    for (;;) {
      await settle();
      if (ended) return work;
      if (this.#clock.countTimers() === 0) throw new Error('Waits for something that never comes');
      if (this.#clock.now > endsAt) throw new Error(`Has not ended after ${limitMs} ms`);
      this.#clock.next();
    }
  }

  /** Lets all that is due and all that follows from it happen, until no timer is left. */
  async drain(limitMs: number): Promise<void> {
    const endsAt = this.#clock.now + limitMs;
    for (;;) {
      await settle();
      if (this.#clock.countTimers() === 0 || this.#clock.now > endsAt) return;
      this.#clock.next();
    }
  }

  /** Puts the real clock back. */
  end(): void {
    this.#clock.uninstall();
  }
}

/** Waits in virtual time. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

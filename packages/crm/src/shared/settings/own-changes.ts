import type { ServerEvent } from '@fale-conosco/contract';

/** How long the event of an own change may take to arrive. */
const EVENT_WITHIN_MS = 10_000;

/**
 * Recognizes the event of the user's own change among those of others. After its own change a screen reads its list once; the event
 * that announces the same change needs no second reading.
 */
export class OwnChanges {
  readonly #onMissed: () => void;
  #running = false;
  /** An event arrived while a change was running: its own one, or that of somebody else. */
  #deferred = false;
  #expectedUntil = 0;

  /** @param onMissed called when a change failed and an event was skipped meanwhile */
  constructor(onMissed: () => void) {
    this.#onMissed = onMissed;
  }

  /**
   * Runs a change after which the caller reads the list again.
   *
   * @param change resolves to undefined when nothing was changed
   */
  async run<Result>(change: () => Promise<Result | undefined>): Promise<Result | undefined> {
    this.#running = true;
    this.#deferred = false;
    let result: Result | undefined;
    try {
      result = await change();
      return result;
    } finally {
      this.#running = false;
      if (result === undefined && this.#deferred) this.#onMissed();
      else if (result !== undefined && !this.#deferred) this.#expectedUntil = Date.now() + EVENT_WITHIN_MS;
    }
  }

  /**
   * Whether an event that announces a change is covered by the reading that follows the own change. At most one is, for each
   * change. A reset of the stream never is: it stands for any number of lost events.
   */
  covers({ type }: ServerEvent): boolean {
    if (type !== 'catalogue.changed') return false;
    if (this.#running) {
      this.#deferred = true;
      return true;
    }
    const expected = Date.now() < this.#expectedUntil;
    this.#expectedUntil = 0;
    return expected;
  }
}

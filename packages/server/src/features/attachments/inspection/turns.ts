import { ProblemError } from '../../../http/problem.ts';

/** Work that waits longer than this queue is refused for now. */
const MAX_WAITING = 64;
const RETRY_AFTER_SECONDS = 5;

/** Lets a few at a time work, in the order in which they came; who asks for work that is under way joins it. */
export class Turns<Result> {
  readonly #atOnce: number;
  readonly #maxWaiting: number;
  readonly #underWay = new Map<string, Promise<Result>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(atOnce: number, maxWaiting = MAX_WAITING) {
    this.#atOnce = atOnce;
    this.#maxWaiting = maxWaiting;
  }

  /**
   * Does work when its turn comes.
   *
   * @param key what it is done on
   * @throws {ProblemError} `unavailable` at once when too many wait
   */
  async take(key: string, work: () => Promise<Result>): Promise<Result> {
    const joined = this.#underWay.get(key);
    if (joined) return await joined;
    if (this.#running >= this.#atOnce && this.#waiting.length >= this.#maxWaiting)
      throw new ProblemError('unavailable', { headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) } });
    const result = this.#run(work).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, result);
    return await result;
  }

  async #run(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.#atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      return await work();
    } finally {
      // The next one takes over the place.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

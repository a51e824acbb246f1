import { AuthenticationError, ConnectionError, FaleConoscoError } from '../errors/index.ts';
import type { Timing } from '../timing.ts';
import { tokenLifetimeMs } from './token-lifetime.ts';

/** Keeps the bearer token in memory, and nowhere else; many callers at once cause one `getToken`. */
export class TokenSource {
  readonly #getToken: () => Promise<string> | string;
  readonly #timing: Timing;
  #current: Promise<string> | undefined;
  #expiresMs = Number.POSITIVE_INFINITY;

  constructor(getToken: () => Promise<string> | string, timing: Timing) {
    this.#getToken = getToken;
    this.#timing = timing;
  }

  /**
   * The token to send.
   *
   * @throws {AuthenticationError} `token_unavailable` when the page has none
   * @throws {ConnectionError} when the page could not reach the issuer
   */
  get(): Promise<string> {
    if (this.#timing.now() >= this.#expiresMs) this.#current = undefined;
    if (this.#current) return this.#current;
    const fresh = this.#fetch();
    this.#current = fresh;
    fresh.catch(() => {
      if (this.#current === fresh) this.#current = undefined;
    });
    return fresh;
  }

  /** Forgets a token that the server rejected, unless a newer one has taken its place. */
  async discard(rejected: string): Promise<void> {
    const current = this.#current;
    if ((await current?.catch(() => rejected)) === rejected && this.#current === current)
      this.#current = undefined;
  }

  async #fetch(): Promise<string> {
    this.#expiresMs = Number.POSITIVE_INFINITY;
    try {
      const token = await this.#getToken();
      if (typeof token !== 'string' || token === '') throw new Error('getToken gave no token');
      const now = this.#timing.now();
      const lifetimeMs = tokenLifetimeMs(token, now);
      if (lifetimeMs !== undefined) this.#expiresMs = now + lifetimeMs;
      return token;
    } catch (cause) {
      if (cause instanceof FaleConoscoError) throw cause;
      // `fetch` throws a TypeError when there is no connection.
      if (cause instanceof TypeError) throw new ConnectionError('The token could not be fetched', { cause });
      throw new AuthenticationError({ status: 0, code: 'token_unavailable', message: String(cause) });
    }
  }
}

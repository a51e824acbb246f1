/** How a client reaches its server. */
export interface FaleConoscoClientOptions {
  /** Where the server is, without `/v1`: `https://api.operadora.example`. A relative one counts from the page's address. */
  baseUrl: string;
  /** Gives a bearer token; called when there is none, before it ends, and once more when the server rejects it. */
  getToken: () => Promise<string> | string;
  /** Language of the server's messages, for `Accept-Language`; a function is called for each request. */
  locale?: string | (() => string) | undefined;
  /**
   * Sends all requests, bytes of uploads and event streams included; by default the page's own `fetch`. It gets a `Request`
   * or an address with options, as `fetch` does. Uploads then have no progress within a chunk.
   */
  fetch?: typeof fetch | undefined;
  /** Time limit of each attempt, body included, in milliseconds; 30 000 by default. */
  timeoutMs?: number | undefined;
  /** Attempts after the first; 4 by default. */
  retryLimit?: number | undefined;
}

import {
  fillPath,
  type Route,
  type RouteBody,
  type RouteParams,
  type RouteQuery,
  type RouteResponse,
} from '@fale-conosco/contract';
import ky, { isHTTPError, isTimeoutError, type KyInstance } from 'ky';
import * as z from 'zod/mini';
import { abortable } from '../abortable.ts';
import { TokenSource } from '../auth/token-source.ts';
import { checkInput } from '../check-input.ts';
import type { ChangeOptions } from '../client-interface.ts';
import type { FaleConoscoClientOptions } from '../client-options.ts';
import {
  ConnectionError,
  FaleConoscoError,
  ResponseShapeError,
  TimeoutError,
  ValidationError,
} from '../errors/index.ts';
import { randomUuid } from '../random-uuid.ts';
import { realTiming, type Timing } from '../timing.ts';
import { hasRetryAfter, isWorthRetrying, retryTiming, spreadRetryAfter } from './retry-policy.ts';
import { toApiError } from './to-api-error.ts';

/** The variable parts of a request. */
export type CallParts<R extends Route> = (keyof RouteParams<R> extends never
  ? { params?: never }
  : { params: RouteParams<R> }) &
  ([RouteQuery<R>] extends [never] ? { query?: never } : { query?: RouteQuery<R> | undefined }) &
  ([RouteBody<R>] extends [never] ? { json?: never } : { json: RouteBody<R> });

/** A request as the transport sends it, again and again if need be. */
export interface RawParts {
  params?: Record<string, string> | undefined;
  searchParams?: Record<string, string | number | boolean | undefined> | undefined;
  json?: unknown;
  headers?: Record<string, string> | undefined;
  /** May be sent again although its method does not say so. */
  repeatable?: boolean | undefined;
  /** Attempts after the first, where the caller repeats by itself. */
  retryLimit?: number | undefined;
  /** The signal outlives the response, for bodies that are read as they come; the time limit is for the head only. */
  streaming?: boolean | undefined;
}

const SAFE_METHODS = ['GET', 'HEAD', 'PUT', 'DELETE'];
const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_RETRY_LIMIT = 4;

const unexpectedResponse = (cause: unknown): ResponseShapeError =>
  new ResponseShapeError('Response does not match the contract schema', { cause });

const checkResponse = (schema: z.ZodMiniType, data: unknown): unknown => {
  const checked = z.safeParse(schema, data);
  if (!checked.success) throw unexpectedResponse(checked.error);
  return checked.data;
};

/** Sends the contract's operations through ky: address, token, checks both ways, idempotency key, errors. */
export class Transport {
  readonly tokens: TokenSource;
  readonly timing: Timing;
  readonly fetch: typeof fetch;
  /** Whether the page gave the `fetch` that all requests go through. */
  readonly hasOwnFetch: boolean;
  readonly #options: FaleConoscoClientOptions;
  readonly #ky: KyInstance;

  constructor(options: FaleConoscoClientOptions, timing: Timing = realTiming) {
    this.#options = options;
    this.timing = timing;
    this.tokens = new TokenSource(options.getToken, timing);
    this.hasOwnFetch = options.fetch !== undefined;
    // Called through a closure: `fetch` must not be called as a method of another object.
    this.fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init);
    this.#ky = ky.create({
      credentials: 'omit',
      hooks: {
        beforeRequest: [({ request: { headers } }) => this.#setLanguage(headers)],
        beforeError: [({ error }) => this.#toSdkError(error)],
      },
    });
  }

  /** Address of an operation. Not from `document.baseURI`: a host page's `<base>` would take it elsewhere. */
  url(path: string, params: Record<string, string> = {}): string {
    // An empty or dotted segment would name another resource once the URL is normalised (RFC 3986, 5.2.4).
    const wrong = Object.keys(params).filter((name) => /^\.{0,2}$/.test(params[name] ?? ''));
    if (wrong.length) {
      throw ValidationError.beforeSending(wrong.map((name) => ({ path: name, code: 'invalid_format' })));
    }
    const url = this.#options.baseUrl.replace(/\/+$/, '') + fillPath(path, params);
    return new URL(url, globalThis.location?.href).href;
  }

  /** Sends an operation whose response is JSON or nothing. Input and response are checked by the contract's schemas. */
  call<R extends Route>(route: R, parts: CallParts<R>, options?: ChangeOptions): Promise<RouteResponse<R>> {
    return this.callChecked(route, parts, options) as Promise<RouteResponse<R>>;
  }

  /** The same for callers that know the route only by what it takes and gives. */
  async callChecked(
    route: Route,
    parts: { params?: Record<string, string>; query?: unknown; json?: unknown },
    options?: ChangeOptions,
  ): Promise<unknown> {
    const schema = route.response;
    const raw: RawParts = {
      params: parts.params,
      // Queries are flat: the contract's schemas have nothing else.
      searchParams: route.query && (checkInput(route.query, parts.query ?? {}) as RawParts['searchParams']),
      json: route.body && checkInput(route.body, parts.json),
      headers: { accept: 'application/json' },
    };
    return this.send<unknown>(route, raw, options, async (response) =>
      schema ? checkResponse(schema, await response.json()) : undefined,
    );
  }

  /**
   * Sends an operation until it succeeds or another attempt is not worth while. ky counts, waits and sets the time limit.
   * The token is fetched and the body is read inside ky's `fetch`, since its time limit and its repetition end with the head
   * of the response, and its hooks are not repeated.
   *
   * @param read takes what is wanted from a response of success
   */
  async send<Value>(
    route: Route,
    parts: RawParts,
    options: ChangeOptions = {},
    read: (response: Response) => Promise<Value>,
  ): Promise<Value> {
    const { signal, version } = options;
    signal?.throwIfAborted();
    // One key over all attempts: "unknown" becomes "known" by asking with the same key again.
    const key = route.idempotent && (options.idempotencyKey ?? randomUuid());
    // With a condition a repeat is ambiguous: after a lost response it fails, because of our own change or another's. Only
    // a key tells the two apart; without one the error says "unknown", and the caller reads again.
    const repeatable =
      parts.repeatable || key || (version === undefined && SAFE_METHODS.includes(route.method));
    const headers = new Headers(parts.headers);
    for (const [name, text] of Object.entries(options.headers ?? {})) headers.set(name, text);
    if (key) headers.set('idempotency-key', key);
    if (version !== undefined) headers.set('if-match', `"${version}"`);

    const limit = parts.retryLimit ?? this.#options.retryLimit ?? DEFAULT_RETRY_LIMIT;
    let attempt = new AbortController();
    let token: string | undefined;
    let renewed = false;
    let value: Value | undefined;
    const fetchAndRead = async (request: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      signal?.throwIfAborted();
      attempt = new AbortController();
      token = await abortable(this.tokens.get(), attempt.signal);
      (request as Request).headers.set('authorization', `Bearer ${token}`);
      try {
        const response = await this.fetch(request, { ...init, signal: attempt.signal });
        // Of a failure ky reads the body itself, for its `HTTPError`.
        if (!response.ok) return response;
        value = await read(response);
        return new Response(null, response);
      } catch (error) {
        if (error instanceof FaleConoscoError || attempt.signal.aborted) throw error;
        throw error instanceof SyntaxError
          ? unexpectedResponse(error)
          : new ConnectionError(undefined, { cause: error });
      }
    };

    // Not by ky's own option: it needs `AbortSignal.any`, which Chromium 109 lacks.
    const stop = (): void => attempt.abort(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
    let listening = false;
    try {
      const done = this.#ky(this.url(route.path, parts.params), {
        method: route.method,
        headers,
        searchParams: parts.searchParams,
        json: parts.json,
        timeout: options.timeoutMs ?? this.#options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
        fetch: fetchAndRead,
        retry: {
          ...retryTiming(this.timing),
          // One more, for the renewal of the token.
          limit: limit + 1,
          methods: [route.method],
          shouldRetry: ({ error, retryCount }) => {
            // After a time limit: ky does not end the request where `AbortSignal.any` is missing.
            attempt.abort();
            const retries = renewed ? retryCount - 1 : retryCount;
            if (!repeatable || signal?.aborted || retries > limit) return false;
            if (!isWorthRetrying(this.#toSdkError(error), Boolean(key))) return false;
            // Without `Retry-After` ky would wait for the reset of a quota (`X-RateLimit-Reset`), which any response may name.
            return hasRetryAfter(error) ? undefined : true;
          },
        },
        hooks: {
          beforeRetry: [({ error, retryCount }) => spreadRetryAfter(this.timing, error, retryCount, signal)],
          afterResponse: [
            async ({ response: { status } }) => {
              if (status !== 401 || renewed || token === undefined) return undefined;
              renewed = true;
              await this.tokens.discard(token);
              return ky.retry({ delay: 0, code: 'token_rejected' });
            },
          ],
        },
      });
      await abortable(done, signal);
      listening = parts.streaming ?? false;
      return value as Value;
    } catch (error) {
      attempt.abort();
      throw error;
    } finally {
      if (!listening) signal?.removeEventListener('abort', stop);
    }
  }

  #setLanguage(headers: Headers): void {
    const { locale } = this.#options;
    const language = typeof locale === 'function' ? locale() : locale;
    if (language && !headers.has('accept-language')) headers.set('accept-language', language);
  }

  /** An error of ky as one of ours; others as they are. */
  #toSdkError(error: Error): Error {
    if (error instanceof FaleConoscoError) return error;
    if (isHTTPError(error)) {
      const { status, headers } = error.response;
      return toApiError(status, (name) => headers.get(name), error.data, this.timing.now());
    }
    return isTimeoutError(error) ? new TimeoutError() : error;
  }
}

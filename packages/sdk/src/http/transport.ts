import {
  fillPath,
  type Route,
  type RouteBody,
  type RouteParams,
  type RouteQuery,
  type RouteResponse,
} from '@fale-conosco/contract';
import * as z from 'zod/mini';
import { abortable } from '../abortable.ts';
import { TokenSource } from '../auth/token-source.ts';
import { checkInput } from '../check-input.ts';
import {
  type ApiError,
  AuthenticationError,
  ConnectionError,
  FaleConoscoError,
  ResponseShapeError,
  TimeoutError,
  ValidationError,
} from '../errors/index.ts';
import type { ChangeOptions } from '../fale-conosco.ts';
import { randomUuid } from '../random-uuid.ts';
import { realTiming, type Timing } from '../timing.ts';
import { isTransient, retryDelayMs } from './retry-policy.ts';
import { toApiError } from './to-api-error.ts';

/** How a client reaches its server. */
export interface FaleConoscoClientOptions {
  /** Where the server is, without `/v1`: `https://api.operadora.example`. A relative one counts from the page's address. */
  baseUrl: string;
  /** Gives a bearer token, called when there is none, before it ends, and once more when the server refuses it. */
  getToken: () => Promise<string> | string;
  /** For `Accept-Language`. */
  locale?: string | (() => string) | undefined;
  /** Sends all requests, bytes of uploads and event streams included; by default the page's own. Without progress within a chunk. */
  fetch?: typeof fetch | undefined;
  /** For each attempt, in milliseconds; 30 000 by default. */
  timeoutMs?: number | undefined;
  /** Attempts after the first; 4 by default. */
  retryLimit?: number | undefined;
}

/** The variable parts of a request. */
export type CallParts<R extends Route> = (keyof RouteParams<R> extends never
  ? { params?: never }
  : { params: RouteParams<R> }) &
  ([RouteQuery<R>] extends [never] ? { query?: never } : { query?: RouteQuery<R> }) &
  ([RouteBody<R>] extends [never] ? { json?: never } : { json: RouteBody<R> });

/** A request as the transport sends it, again and again if need be. */
export interface RawParts {
  params?: Record<string, string> | undefined;
  searchParams?: Record<string, string> | undefined;
  json?: unknown;
  headers?: Record<string, string> | undefined;
  /** May be sent again although its method does not say so. */
  repeatable?: boolean | undefined;
  /** Attempts after the first, where the caller repeats by itself. */
  retryLimit?: number | undefined;
  /** The signal outlives the answer, for bodies that are read as they come; the time limit is for the head only. */
  streaming?: boolean | undefined;
}

const SAFE_METHODS = ['GET', 'HEAD', 'PUT', 'DELETE'];

const notAsDescribed = (cause: unknown): ResponseShapeError =>
  new ResponseShapeError('The answer is not what the contract describes', { cause });

const checkAnswer = (schema: z.ZodMiniType, data: unknown): unknown => {
  const checked = z.safeParse(schema, data);
  if (!checked.success) throw notAsDescribed(checked.error);
  return checked.data;
};

/** Sends the contract's operations: address, token, checks both ways, repetition, errors. */
export class Transport {
  readonly tokens: TokenSource;
  readonly timing: Timing;
  readonly fetch: typeof fetch;
  /** Whether the page gave the `fetch` that all requests go through. */
  readonly hasOwnFetch: boolean;
  readonly #options: FaleConoscoClientOptions;

  constructor(options: FaleConoscoClientOptions, timing: Timing = realTiming) {
    this.#options = options;
    this.timing = timing;
    this.tokens = new TokenSource(options.getToken, timing);
    this.hasOwnFetch = options.fetch !== undefined;
    // Called through a closure: `fetch` minds being called as somebody's method.
    this.fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init);
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

  /** Sends an operation that answers JSON or nothing. Input and answer are checked by the contract's schemas. */
  call<R extends Route>(route: R, parts: CallParts<R>, options?: ChangeOptions): Promise<RouteResponse<R>> {
    return this.callChecked(route, parts, options) as Promise<RouteResponse<R>>;
  }

  /** The same for callers that know the route only by what it takes and gives. */
  async callChecked(
    route: Route,
    parts: { params?: Record<string, string>; query?: unknown; json?: unknown },
    options?: ChangeOptions,
  ): Promise<unknown> {
    const { response } = route;
    // Queries are flat: the contract's schemas have nothing else.
    const query = (route.query && checkInput(route.query, parts.query ?? {})) as
      | Record<string, string | number | boolean | undefined>
      | undefined;
    const raw: RawParts = {
      params: parts.params,
      searchParams: Object.fromEntries(
        Object.entries(query ?? {}).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, String(value)]],
        ),
      ),
      json: route.body && checkInput(route.body, parts.json),
      headers: { accept: 'application/json' },
    };
    return this.send<unknown>(route, raw, options, async (answer) =>
      response ? checkAnswer(response, await answer.json()) : undefined,
    );
  }

  /**
   * Sends an operation until it has an answer or there is no point in going on.
   *
   * @param read takes what is wanted from the answer; runs under the attempt's time limit
   */
  async send<Answer>(
    route: Route,
    parts: RawParts,
    options: ChangeOptions = {},
    read: (answer: Response) => Promise<Answer>,
  ): Promise<Answer> {
    const query = new URLSearchParams(parts.searchParams).toString();
    const url = this.url(route.path, parts.params) + (query && `?${query}`);
    const { signal, version } = options;
    // One key over all attempts: "unknown" becomes "known" by asking with the same key again.
    const key = route.idempotent && (options.idempotencyKey ?? randomUuid());
    // A condition makes a repeat ambiguous: after a lost answer it fails, because of our own change or another's. Only a
    // key tells the two apart; without one the error says "unknown", and whoever asked reads again.
    const repeatable =
      parts.repeatable || key || (version === undefined && SAFE_METHODS.includes(route.method));
    const headers = {
      ...this.#languageHeader(),
      ...(parts.json !== undefined && { 'content-type': 'application/json' }),
      ...parts.headers,
      // `fetch` joins the values of names that differ in case only; the caller's stand instead of ours.
      ...Object.fromEntries(
        Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      ...(key && { 'idempotency-key': key }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    };
    const limit = parts.retryLimit ?? this.#options.retryLimit ?? 4;
    let refused: string | undefined;
    for (let retry = 0; ; ) {
      let token: string | undefined;
      try {
        return await this.#attempt(options, parts.streaming, async (attempt) => {
          token = await abortable(this.tokens.get(), attempt);
          const answer = await this.fetch(url, {
            method: route.method,
            headers: { ...headers, authorization: `Bearer ${token}` },
            ...(parts.json !== undefined && { body: JSON.stringify(parts.json) }),
            credentials: 'omit',
            signal: attempt,
          });
          if (!answer.ok) throw await this.#refusal(answer);
          return read(answer);
        });
      } catch (error) {
        if (error instanceof AuthenticationError && error.status === 401 && token && refused === undefined) {
          refused = token;
          await this.tokens.discard(token);
          continue;
        }
        const waitMs = retryDelayMs(this.timing, retry, error);
        if (!repeatable || retry >= limit || waitMs === undefined || !isTransient(error, Boolean(key)))
          throw error;
        retry += 1;
        await this.timing.delay(waitMs, signal);
      }
    }
  }

  /** Runs one attempt under the caller's signal and a time limit, and says in our errors how it ended. */
  async #attempt<Answer>(
    { signal, timeoutMs = this.#options.timeoutMs ?? 30_000 }: ChangeOptions,
    streaming: boolean | undefined,
    work: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    signal?.throwIfAborted();
    const controller = new AbortController();
    const stop = (): void => controller.abort(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
    const callOff = this.timing.timer(timeoutMs, () => controller.abort(new TimeoutError()));
    let keep = false;
    try {
      const answer = await work(controller.signal);
      keep = streaming ?? false;
      return answer;
    } catch (error) {
      // What the platform throws for an abort differs; the reason does not.
      if (controller.signal.aborted) throw controller.signal.reason;
      if (error instanceof FaleConoscoError) throw error;
      if (error instanceof SyntaxError) throw notAsDescribed(error);
      throw new ConnectionError(undefined, { cause: error });
    } finally {
      callOff();
      if (!keep) signal?.removeEventListener('abort', stop);
    }
  }

  /** What the server says of a refusal; of one whose body got lost, only its status. */
  async #refusal(answer: Response): Promise<ApiError> {
    const data: unknown = await answer.json().catch(() => undefined);
    return toApiError(answer.status, (name) => answer.headers.get(name), data, this.timing.now());
  }

  #languageHeader(): Record<string, string> {
    const { locale } = this.#options;
    const language = typeof locale === 'function' ? locale() : locale;
    return language ? { 'accept-language': language } : {};
  }
}

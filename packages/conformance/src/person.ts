import {
  type FieldIssueCode,
  fillPath,
  type OperationId,
  PROBLEM_STATUS,
  type Problem,
  type ProblemCode,
  type Route,
  type RouteResponse,
  routes,
} from '@fale-conosco/contract';
import { ConformanceError, type Exchange } from './exchange.ts';
import { checkResponse } from './schema-check.ts';
import type { TokenSource } from './tokens.ts';

/** What a request carries beside its address. */
export interface RawRequest {
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
}

/** What an operation of the contract is called with. Bodies and queries are untyped: cases also send wrong ones. */
export interface OperationRequest {
  params?: Record<string, string>;
  query?: Readonly<Record<string, string | number | boolean>>;
  body?: unknown;
  /** Idempotency key; a new one for each request unless given, null for none. */
  key?: string | null;
  /** The version that was read. */
  ifMatch?: number;
  headers?: Readonly<Record<string, string>>;
}

/** Where requests go, and what watches them. */
export interface Channel {
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  /** Called with every exchange. */
  onExchange(exchange: Exchange): void;
  /** The tokens that were sent: no report may hold them. */
  readonly secrets: Set<string>;
}

type Routes = typeof routes;

const TIME_LIMIT_MS = 30_000;
const MAX_RATE_LIMIT_WAITS = 4;
const MAX_RATE_LIMIT_WAIT_SECONDS = 60;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const asText = (body: RawRequest['body']): string =>
  body === undefined ? '' : typeof body === 'string' ? body : `(${body.length} bytes)`;

/** Somebody who sends requests: with a token, or without one. */
export class Person {
  readonly #channel: Channel;
  readonly #token: TokenSource | undefined;
  /** Ids of what it began to upload; those that no message took are forgotten after the case. */
  readonly uploads: string[] = [];

  constructor(channel: Channel, token: TokenSource | undefined) {
    this.#channel = channel;
    this.#token = token;
  }

  /** Headers that say who it is. */
  async authorization(): Promise<Record<string, string>> {
    if (this.#token === undefined) return {};
    const token = typeof this.#token === 'string' ? this.#token : await this.#token();
    this.#channel.secrets.add(token);
    return { Authorization: `Bearer ${token}` };
  }

  /** Sends a request and does not read the body of the response. A rate limit is waited for, as it asks for. */
  async fetch(
    method: string,
    path: string,
    { headers = {}, body }: RawRequest = {},
    signal: AbortSignal = AbortSignal.timeout(TIME_LIMIT_MS),
  ): Promise<Response> {
    for (let waits = 0; ; waits += 1) {
      const response = await this.#channel.fetch(`${this.#channel.baseUrl}${path}`, {
        method,
        headers: { ...(await this.authorization()), ...headers },
        ...(body !== undefined && { body: body as BodyInit }),
        signal,
        redirect: 'manual',
      });
      const seconds = Number(response.headers.get('retry-after') ?? 1);
      if (response.status !== 429 || waits === MAX_RATE_LIMIT_WAITS || seconds > MAX_RATE_LIMIT_WAIT_SECONDS)
        return response;
      await response.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, Math.max(seconds, 0.2) * 1000));
    }
  }

  /** Sends any request and holds the response against the contract. */
  async send(method: string, path: string, request: RawRequest = {}): Promise<Exchange> {
    const response = await this.fetch(method, path, request);
    const text = await response.text();
    const exchange: Exchange = {
      method,
      path,
      requestHeaders: request.headers ?? {},
      requestBody: asText(request.body),
      status: response.status,
      headers: response.headers,
      text,
      json: /json/.test(response.headers.get('content-type') ?? '') ? parseJson(text) : undefined,
    };
    this.#channel.onExchange(exchange);
    checkResponse(exchange);
    return exchange;
  }

  /** Calls an operation of the contract, whatever comes of it. */
  async request(operationId: OperationId, request: OperationRequest = {}): Promise<Exchange> {
    const route: Route = routes[operationId];
    const query = Object.entries(request.query ?? {}).map(
      ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
    );
    const path = `${fillPath(route.path, request.params)}${query.length > 0 ? `?${query.join('&')}` : ''}`;
    const key = request.key === undefined && route.idempotent ? crypto.randomUUID() : request.key;
    return this.send(route.method, path, {
      headers: {
        ...(request.body !== undefined && { 'Content-Type': 'application/json' }),
        ...(typeof key === 'string' && { 'Idempotency-Key': key }),
        ...(request.ifMatch !== undefined && { 'If-Match': `"${request.ifMatch}"` }),
        ...request.headers,
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    });
  }

  /** Calls an operation that must succeed. @returns the body of the response */
  async ok<Id extends OperationId>(
    operationId: Id,
    request: OperationRequest = {},
  ): Promise<RouteResponse<Routes[Id]>> {
    const exchange = await this.request(operationId, request);
    expectStatus(exchange, routes[operationId].status);
    return exchange.json as RouteResponse<Routes[Id]>;
  }

  /** Calls an operation that must end in a problem. @returns the problem document */
  async problem(operationId: OperationId, request: OperationRequest, code: ProblemCode): Promise<Problem> {
    return expectProblem(await this.request(operationId, request), code);
  }

  /** Calls an operation whose input must be refused, with exactly these issues: `path:code`. */
  async issues(
    operationId: OperationId,
    request: OperationRequest,
    issues: readonly `${string}:${FieldIssueCode}`[],
  ): Promise<Problem> {
    const exchange = await this.request(operationId, request);
    const problem = expectProblem(exchange, 'validation_failed');
    const found = (problem.issues ?? []).map(({ path, code }) => `${path}:${code}`).sort();
    if (found.join() !== [...issues].sort().join())
      throw new ConformanceError(
        `Issues: expected ${[...issues].sort().join(', ')}; got ${found.join(', ')}`,
        exchange,
      );
    return problem;
  }
}

/** @throws ConformanceError when the response has another status */
export const expectStatus = (exchange: Exchange, status: number): void => {
  if (exchange.status !== status)
    throw new ConformanceError(`Status: expected ${status}, got ${exchange.status}`, exchange);
};

/**
 * The problem document of a response.
 *
 * @throws ConformanceError when it is another problem, or none
 */
export const expectProblem = (exchange: Exchange, code: ProblemCode): Problem => {
  const problem = exchange.json as Problem | undefined;
  if (exchange.status !== PROBLEM_STATUS[code] || problem?.code !== code) {
    throw new ConformanceError(
      `Expected ${PROBLEM_STATUS[code]} ${code}, got ${exchange.status} ${problem?.code ?? '(no code)'}`,
      exchange,
    );
  }
  return problem;
};

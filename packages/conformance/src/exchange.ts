/** One request with its response, as the cases and the report look at it. */
export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Without `Authorization`. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined when there is none, or it is not JSON. */
  readonly json: unknown;
}

const MAX_EXCERPT_CHARACTERS = 800;

/** Shortens a text for a report. */
export const truncate = (text: string, max = MAX_EXCERPT_CHARACTERS): string =>
  text.length <= max ? text : `${text.slice(0, max)}… (${text.length} characters)`;

/** A request and its response as text, bodies truncated, without the token. */
export const describeExchange = (exchange: Exchange): string => {
  const headers = Object.entries(exchange.requestHeaders).map(
    ([name, value]) => `> ${name}: ${truncate(value, 200)}`,
  );
  const shown = ['content-type', 'x-request-id', 'etag', 'location', 'upload-offset', 'retry-after'];
  const responseHeaders = shown.flatMap((name) => {
    const value = exchange.headers.get(name);
    return value === null ? [] : [`< ${name}: ${value}`];
  });
  return [
    `> ${exchange.method} ${truncate(exchange.path, 400)}`,
    ...headers,
    ...(exchange.requestBody === '' ? [] : [`> ${truncate(exchange.requestBody)}`]),
    `< ${exchange.status}`,
    ...responseHeaders,
    ...(exchange.text === '' ? [] : [`< ${truncate(exchange.text)}`]),
  ].join('\n');
};

/** A response that is not what the contract asks for. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
  /** The exchange that failed; undefined: the report shows the last one of the case. */
  readonly exchange: Exchange | undefined;

  constructor(message: string, exchange?: Exchange) {
    super(message);
    this.exchange = exchange;
  }
}

/** Ends a case that this server cannot be asked: it counts as left out, with the reason. */
export class NotApplicableError extends Error {
  override readonly name = 'NotApplicableError';
}

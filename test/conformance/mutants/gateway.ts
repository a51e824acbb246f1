import type { RunOptions } from '@fale-conosco/conformance';
import type { MemoryServerOptions } from '@fale-conosco/memory';

/** A request on its way to the server, to be passed on changed or unchanged. */
export interface PassingRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: string | Uint8Array | undefined;
  readonly signal: AbortSignal | undefined;
}

/** What stands between the cases and the server, and breaks one rule. */
export interface Gateway {
  /** Sends a request to the server. */
  pass: (request: PassingRequest, changes?: Partial<PassingRequest>) => Promise<Response>;
  /** The request with somebody's token. */
  as: (request: PassingRequest, person: Person) => PassingRequest;
  /** Whether somebody's token came with it. */
  isBy: (request: PassingRequest, person: Person) => boolean;
  /** Reads an address as somebody. */
  read: (person: Person, path: string) => Promise<Json>;
  /** Sends JSON as somebody. */
  send: (person: Person, method: string, path: string, body: Json) => Promise<Response>;
}

/** Somebody whose token the run has. */
export type Person = 'a' | 'a2' | 'b' | 'agent' | 'otherAgent' | 'admin';
/** JSON of any shape. */
export type Json = Record<string, unknown>;
/** Serves a request wrongly. */
export type Break = (request: PassingRequest) => Promise<Response>;

/** A server broken on purpose in one way, and the cases that must notice. */
export interface Mutant {
  name: string;
  breaks: (gateway: Gateway) => Break;
  /** Ids of cases that fail. Their areas run. */
  caught: readonly string[];
  /** What it breaks is under so many cases that nothing is said about the others. */
  broad?: boolean;
  /** How its server in memory starts. */
  server?: MemoryServerOptions;
}

/** Puts a gateway in front of the server of a run. */
export const broken = (
  options: RunOptions & { fetch: typeof fetch },
  breaks: Mutant['breaks'],
): RunOptions => {
  const { baseUrl, fetch, tokens } = options;
  const bearer = (person: Person): string => `Bearer ${tokens[person] as string}`;
  const pass: Gateway['pass'] = async (request, changes = {}) => {
    const { method, path, headers, body, signal } = { ...request, ...changes };
    return fetch(`${baseUrl}${path}`, {
      method,
      headers: Object.fromEntries(headers),
      ...(body !== undefined && { body: body as BodyInit }),
      ...(signal && { signal }),
    });
  };
  const gateway: Gateway = {
    pass,
    as: (request, person) => withHeader(request, 'authorization', bearer(person)),
    isBy: ({ headers }, person) => headers.get('authorization') === bearer(person),
    read: async (person, path) => (await (await gateway.send(person, 'GET', path, {})).json()) as Json,
    send: (person, method, path, body) =>
      pass({
        method,
        path,
        headers: new Headers({
          authorization: bearer(person),
          ...(method !== 'GET' && { 'content-type': 'application/json' }),
          'idempotency-key': crypto.randomUUID(),
        }),
        body: method === 'GET' ? undefined : JSON.stringify(body),
        signal: undefined,
      }),
  };
  const respond = breaks(gateway);
  return {
    ...options,
    fetch: (input, init = {}) =>
      respond({
        method: init.method ?? 'GET',
        path: (input as string).slice(baseUrl.length),
        headers: new Headers(init.headers),
        body: (init.body ?? undefined) as string | Uint8Array | undefined,
        signal: init.signal ?? undefined,
      }),
  };
};

/** The request with another header; null takes it away. */
export const withHeader = (request: PassingRequest, name: string, value: string | null): PassingRequest => {
  const headers = new Headers(request.headers);
  if (value === null) headers.delete(name);
  else headers.set(name, value);
  return { ...request, headers };
};

/** The request with its JSON changed; one without JSON stays as it is. */
export const withJson = (request: PassingRequest, change: (json: Json) => Json): PassingRequest => {
  const json = jsonOf(request);
  return json ? { ...request, body: JSON.stringify(change(json)) } : request;
};

/** The JSON object that a request carries; undefined when it carries none. */
export const jsonOf = ({ body }: PassingRequest): Json | undefined => {
  if (typeof body !== 'string') return undefined;
  try {
    const json = JSON.parse(body) as unknown;
    return json !== null && typeof json === 'object' && !Array.isArray(json) ? (json as Json) : undefined;
  } catch {
    return undefined;
  }
};

/** The response with its text changed. */
export const editText = async (response: Response, change: (text: string) => string): Promise<Response> => {
  const { status, headers } = response;
  if (!/json/.test(headers.get('content-type') ?? '')) return response;
  const text = change(await response.text());
  const kept = new Headers(headers);
  kept.delete('content-length');
  return new Response(text, { status, headers: kept });
};

/** The response with its JSON changed, where it has some. */
export const editJson = (response: Response, change: (json: Json) => Json): Promise<Response> =>
  editText(response, (text) => {
    const json = text === '' ? undefined : (JSON.parse(text) as unknown);
    return json !== null && typeof json === 'object' ? JSON.stringify(change(json as Json)) : text;
  });

/** The response with other headers. */
export const editHeaders = async (
  response: Response,
  headers: Readonly<Record<string, string>>,
): Promise<Response> => {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
};

/** Every object of a JSON value with a field of that name, changed in place. */
export const editEvery = (value: unknown, field: string, change: (owner: Json) => void): void => {
  if (Array.isArray(value)) for (const each of value) editEvery(each, field, change);
  else if (value !== null && typeof value === 'object') {
    if (field in value) change(value as Json);
    for (const each of Object.values(value)) editEvery(each, field, change);
  }
};

/** Whether a request is that of an operation: `POST /v1/protocols/*` with `*` for one segment. */
export const isRequest = ({ method, path }: PassingRequest, operation: string): boolean => {
  const [wantedMethod, wantedPath = ''] = operation.split(' ');
  const pattern = wantedPath.replaceAll('.', '\\.').replaceAll('*', '[^/]+');
  return method === wantedMethod && new RegExp(`^${pattern}$`).test(path.split('?')[0] ?? '');
};

/** Changes the JSON of one operation's responses. */
export const rewrites =
  (operation: string, change: (json: Json, request: PassingRequest) => Json) =>
  ({ pass }: Gateway): Break =>
  async (request) => {
    const response = await pass(request);
    return isRequest(request, operation) && response.ok
      ? editJson(response, (json) => change(json, request))
      : response;
  };

/** Changes requests before they are passed on. */
export const passes =
  (change: (request: PassingRequest, gateway: Gateway) => PassingRequest | Promise<PassingRequest>) =>
  (gateway: Gateway): Break =>
  async (request) =>
    gateway.pass(await change(request, gateway));

import { type OperationId, PROBLEM_STATUS, parseRequest, type Route } from '@fale-conosco/contract';
import { isAllowed, type Principal, preferredLanguage } from '@fale-conosco/domain';
import { crmProtocolOperations } from '../api/crm-protocols.ts';
import { eventOperations, type OpenStream } from '../api/events.ts';
import type { RawContext } from '../api/operations.ts';
import { providerOperations } from '../api/provider.ts';
import { settingsOperations } from '../api/settings.ts';
import { attachmentOperations, fileOperations } from '../api/uploads.ts';
import type { Store } from '../store/store.ts';
import { baseHeaders, etag, readIdempotencyKey, readIfMatch } from '../wire/headers.ts';
import { ProblemError, problemDocument } from '../wire/problem.ts';
import { TextResponse } from '../wire/text-response.ts';
import { readQuery } from './query.ts';
import { replay } from './replay.ts';
import type { Match } from './router.ts';

/** Largest JSON body, in bytes. */
const BODY_LIMIT_BYTES = 262_144;

/** A request as the server reads it. */
export interface ServerRequest {
  id: string;
  method: string;
  url: URL;
  headers: Headers;
  signal: AbortSignal;
  /** Undefined: there is no body. */
  text: () => Promise<string | undefined>;
  bytes: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** One function an operation, for all JSON operations; their contexts are made for them by the route's own schemas. */
type AnyOperation = (context: {
  params: Record<string, string>;
  query: unknown;
  body: unknown;
  principal: Principal;
  ifMatch: number | undefined;
  store: Store;
}) => unknown;

const jsonOperations = {
  ...providerOperations,
  ...crmProtocolOperations,
  ...settingsOperations,
  ...attachmentOperations,
} as unknown as Readonly<Record<string, AnyOperation | undefined>>;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError('malformed_request');
  }
};

/** Reads a JSON body; undefined when there is none. */
const readBody = async (request: ServerRequest): Promise<unknown> => {
  const text = await request.text();
  const type = request.headers.get('content-type');
  if (text === undefined || (text === '' && type === null)) return undefined;
  if (!/^application\/json\b/i.test(type ?? '')) throw new ProblemError('unsupported_media_type');
  // Characters are at least one byte each; only what is near the limit is counted exactly.
  if (text.length * 3 > BODY_LIMIT_BYTES && new TextEncoder().encode(text).length > BODY_LIMIT_BYTES)
    throw new ProblemError('payload_too_large');
  return parseJson(text);
};

const checkRequest = (
  definition: Route,
  query: Record<string, unknown>,
  body: unknown,
): { query: unknown; body: unknown } => {
  if (definition.body && body === undefined) throw new ProblemError('malformed_request');
  const parsed = parseRequest(definition, query, body);
  if (!parsed.success) throw new ProblemError('validation_failed', { issues: parsed.issues });
  return parsed.data;
};

const serveJson = async (
  store: Store,
  { operation, route, params }: Match,
  request: ServerRequest,
  principal: Principal,
  work: AnyOperation,
): Promise<Response> => {
  const { headers } = request;
  const json = route.method === 'GET' ? undefined : await readBody(request);
  const key = route.idempotent && readIdempotencyKey(headers.get('idempotency-key'));
  const { query, body } = checkRequest(route, readQuery(route.query, request.url.searchParams), json);
  const ifMatch = route.ifMatch && readIfMatch(route.ifMatch, headers.get('if-match'));
  const effect = (): unknown => work({ params, query, body, principal, ifMatch, store });
  const { body: result, replayed } = key
    ? store.idempotencyKeys.runOnce(
        { actorId: principal.userId, operation, key, content: [params, body] },
        effect,
        (kept) => replay(store, principal, operation, params, kept),
      )
    : { body: effect(), replayed: false };
  const version = (result as { version?: unknown } | undefined)?.version;
  const text = JSON.stringify(result);
  const init = {
    status: route.status,
    headers: {
      ...baseHeaders(request.id),
      ...(route.status !== 204 && { 'Content-Type': 'application/json; charset=utf-8' }),
      ...(replayed && { 'Idempotency-Replayed': 'true' }),
      ...(typeof version === 'number' && { ETag: etag(version) }),
    },
  };
  return new TextResponse(route.status === 204 ? null : text, init);
};

/** Serves one operation of the contract for a principal. */
export const createOperations = (store: Store, streams: Set<OpenStream>) => {
  const raw = { ...fileOperations, ...eventOperations(streams) };
  return async (match: Match, request: ServerRequest, principal: Principal): Promise<Response> => {
    if (!isAllowed(match.route.audience, principal)) throw new ProblemError('forbidden');
    const work = jsonOperations[match.operation];
    if (work) return serveJson(store, match, request, principal, work);
    const serveRaw = raw[match.operation as keyof typeof raw];
    const { headers, signal, bytes } = request;
    const context: RawContext = { params: match.params, principal, store, headers, signal, bytes };
    const response = await serveRaw(context);
    for (const [name, value] of Object.entries(baseHeaders(request.id)))
      if (!response.headers.has(name)) response.headers.set(name, value);
    return response;
  };
};

/** The response of a request that ends in a problem. */
export const problemResponse = (
  error: unknown,
  request: Pick<ServerRequest, 'id' | 'headers' | 'method'>,
  operation?: OperationId,
  status?: number,
): Response => {
  if (!(error instanceof ProblemError)) throw error;
  const { code, headers } = error;
  const language = preferredLanguage(request.headers.get('accept-language'));
  const statusCode = status ?? PROBLEM_STATUS[code];
  // RFC 6750, 3: a token that was given and rejected is named as the error.
  const named = request.headers.has('authorization') ? ', error="invalid_token"' : '';
  const text = JSON.stringify(problemDocument(error, request.id, language, statusCode));
  return new TextResponse(request.method === 'HEAD' ? null : text, {
    status: statusCode,
    headers: {
      ...baseHeaders(request.id),
      ...headers,
      ...(statusCode === 401 && { 'WWW-Authenticate': `Bearer realm="fale-conosco"${named}` }),
      ...(operation?.endsWith('Upload') && { 'Tus-Resumable': '1.0.0' }),
      'Content-Type': 'application/problem+json; charset=utf-8',
      Vary: 'Accept-Language',
    },
  });
};

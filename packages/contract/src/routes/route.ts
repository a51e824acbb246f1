import type * as z from 'zod/mini';

/** One operation of the contract: all that a client and a server need to agree on. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  /** OpenAPI style: parameters in braces, `/v1/protocols/{number}`. */
  path: `/v1/${string}`;
  /** Whose token it takes; `operator` is agents and admins, `none` is for what everybody may read. */
  audience: 'provider' | 'operator' | 'admin' | 'both' | 'none';
  query?: z.ZodMiniObject;
  body?: z.ZodMiniType;
  /** Status of success. */
  status: 200 | 201 | 204;
  /** Absent: the response has no JSON body (tus, files, event streams, 204). */
  response?: z.ZodMiniType;
  /** The operation makes something, so it needs an `Idempotency-Key` header. */
  idempotent?: true;
  /** It takes `If-Match` with the `version` that was read, and is rejected when that is no longer the present one. */
  ifMatch?: 'required' | 'optional';
}

/** Declares a route with its exact types. */
export const route = <const R extends Route>(definition: R): R => definition;

type ParameterNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never;

/** The path parameters of a route, all of them strings. */
export type RouteParams<R extends Route> = Record<ParameterNames<R['path']>, string>;
/** What a caller gives as the query. */
export type RouteQuery<R extends Route> = R['query'] extends z.ZodMiniType ? z.input<R['query']> : never;
/** What a caller gives as the body. */
export type RouteBody<R extends Route> = R['body'] extends z.ZodMiniType ? z.input<R['body']> : never;
/** The query of a checked request. */
export type ParsedQuery<R extends Route> = R['query'] extends z.ZodMiniType
  ? z.output<R['query']>
  : undefined;
/** The body of a checked request. */
export type ParsedBody<R extends Route> = R['body'] extends z.ZodMiniType ? z.output<R['body']> : undefined;
/** What comes back. */
export type RouteResponse<R extends Route> = R['response'] extends z.ZodMiniType
  ? z.output<R['response']>
  : undefined;

/** Puts path parameters in, each percent-encoded (RFC 3986, 2.1). */
export const fillPath = (path: string, params: Record<string, string> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

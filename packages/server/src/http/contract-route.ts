import {
  type OperationId,
  type ParsedBody,
  type ParsedQuery,
  parseRequest,
  type Route,
  type RouteParams,
  type RouteResponse,
  routes,
} from '@fale-conosco/contract';
import { type AudiencePrincipal, isAllowed } from '@fale-conosco/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest, RequestPayload } from 'fastify';
import * as z from 'zod/mini';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { hashContent, REPLAYED, readIdempotencyKey, runOnce } from './idempotency.ts';
import { etag, readIfMatch } from './if-match.ts';
import { ProblemError } from './problem.ts';
import { createQueryCoercion } from './query.ts';

type Routes = typeof routes;

/** What a handler of a contract operation gets: everything checked, and the transaction to work in. */
export interface HandlerContext<Id extends OperationId> {
  params: RouteParams<Routes[Id]>;
  query: ParsedQuery<Routes[Id]>;
  body: ParsedBody<Routes[Id]>;
  principal: AudiencePrincipal<Routes[Id]['audience']>;
  /** The version that the caller means to change; undefined: whichever there is. */
  ifMatch: number | undefined;
  tx: Tx;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** How an operation that makes something responds to a repetition of its request. */
export interface Repetition<Id extends OperationId> {
  /**
   * Reads anew, by the rights of now, what the response shows.
   *
   * @param kept the first response
   * @returns the response: mostly the first one
   * @throws ProblemError what a read of it throws
   */
  replay: (
    context: HandlerContext<Id>,
    kept: RouteResponse<Routes[Id]>,
  ) => Promise<RouteResponse<Routes[Id]>>;
  /** What is kept of the response; all of it unless given. */
  keep?: (response: RouteResponse<Routes[Id]>) => unknown;
}

/** Required of every operation that takes an `Idempotency-Key`, so that none shows to anybody what was once shown. */
type RepetitionOf<Id extends OperationId> = Routes[Id] extends { idempotent: true }
  ? [repetition: Repetition<Id>]
  : [];

/** What a handler of a raw operation gets: only who asks. */
export interface RawHandlerContext<Id extends OperationId> {
  params: RouteParams<Routes[Id]>;
  principal: AudiencePrincipal<Routes[Id]['audience']>;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Fastify's spelling of a contract path: `/v1/protocols/:number`. */
export const fastifyPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/**
 * Serves an operation of the contract. Before the handler: token and audience, query and body against the contract.
 * The handler runs in one transaction as the principal, and under the request's `Idempotency-Key` where the
 * operation makes something. After it: the response is written by the contract's own schema, so that nothing else leaves.
 */
export const contractRoute = <Id extends OperationId>(
  app: FastifyInstance,
  operationId: Id,
  handler: (context: HandlerContext<Id>) => Promise<RouteResponse<Routes[Id]>>,
  ...[repetition]: RepetitionOf<Id>
): void => {
  const definition: Route = routes[operationId];
  const coerceQuery = createQueryCoercion(definition.query);

  app.route({
    method: definition.method,
    url: fastifyPath(definition.path),
    config: { operationId },
    onRequest: authenticate(app, definition),
    ...(definition.body && { preParsing: limitBodyTime(app), onResponse: limitRest(app) }),
    ...(definition.response && {
      schema: {
        response: { [definition.status]: z.toJSONSchema(definition.response, { target: 'draft-7' }) },
      },
    }),
    handler: async (request, reply) => {
      const key = definition.idempotent && readIdempotencyKey(request.headers['idempotency-key']);
      const { query, body } = checkRequest(
        definition,
        coerceQuery(request.query as Record<string, unknown>),
        request.body,
      );
      const ifMatch = definition.ifMatch && readIfMatch(definition.ifMatch, request.headers['if-match']);
      const { principal, params } = request;
      if (!principal) throw new ProblemError('unauthenticated');
      const result = await inTransaction(app.services.db, principal, async (tx) => {
        const context = { params, query, body, principal, ifMatch, tx, request, reply } as HandlerContext<Id>;
        const { status } = definition;
        const effect = () => handler(context);
        if (!key || !repetition) return { status, body: await effect(), replayed: false };
        const contentHash = hashContent([params, body]);
        type Response = RouteResponse<Routes[Id]>;
        return runOnce(
          tx,
          { actorId: principal.userId, operation: operationId, key, contentHash },
          {
            status,
            effect,
            keep: (response) => (repetition.keep ? repetition.keep(response as Response) : response),
            replay: (kept) => repetition.replay(context, kept as Response),
          },
        );
      });
      if (result.replayed) void reply.headers(REPLAYED);
      const version = (result.body as { version?: unknown } | undefined)?.version;
      if (typeof version === 'number') void reply.header('ETag', etag(version));
      return reply.code(result.status).send(result.body);
    },
  });
};

/**
 * Serves an operation whose bytes are not JSON (tus, files, event streams): token and audience are checked, the rest,
 * the response included, is the handler's.
 *
 * @param options `bodyLimit` in bytes, where the application's own is too small
 */
export const rawContractRoute = <Id extends OperationId>(
  app: FastifyInstance,
  operationId: Id,
  handler: (context: RawHandlerContext<Id>) => Promise<unknown>,
  options: { bodyLimit?: number } = {},
): void => {
  const definition: Route = routes[operationId];
  app.route({
    method: definition.method,
    url: fastifyPath(definition.path),
    config: { operationId },
    onRequest: authenticate(app, definition),
    ...options,
    handler: async (request, reply) => {
      const { params, principal } = request;
      return handler({ params, principal, request, reply } as RawHandlerContext<Id>);
    },
  });
};

/** Makes the hook that finds the principal before a byte of the body is read. */
const authenticate =
  (app: FastifyInstance, { audience }: Route) =>
  async (request: FastifyRequest): Promise<void> => {
    if (audience === 'none') return;
    const { authenticator, addressLimit } = app.services;
    // RFC 6750, 2.1. Never from the query: addresses end up in logs and histories.
    const token = /^Bearer ([\w\-.~+/]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined || !authenticator.isKnown(token)) addressLimit.check(request.ip);
    try {
      if (token === undefined) throw new ProblemError('unauthenticated');
      request.principal = await authenticator.authenticate(token);
    } catch (error) {
      if (error instanceof ProblemError && error.status < 500 && addressLimit.countRefusal(request.ip))
        request.log.warn(
          'an address has had its share of requests without a valid token; TRUST_PROXY unset?',
        );
      throw error;
    }
    if (!isAllowed(audience, request.principal)) throw new ProblemError('forbidden');
  };

/**
 * Makes the hook that ends a request whose body takes too long: a JSON body is small, and each that waits holds a socket and
 * its memory.
 */
const limitBodyTime =
  (app: FastifyInstance) =>
  async (
    _request: FastifyRequest,
    _reply: FastifyReply,
    payload: RequestPayload,
  ): Promise<RequestPayload> => {
    const timer = setTimeout(() => {
      payload.emit('error', new ProblemError('request_timeout', { headers: { Connection: 'close' } }));
    }, app.services.bodyTimeoutMs).unref();
    for (const event of ['end', 'close', 'error']) payload.once(event, () => clearTimeout(timer));
    return payload;
  };

/** Makes the hook that ends the connection of a request that was answered and still sends its body. */
const limitRest =
  (app: FastifyInstance) =>
  async ({ raw }: FastifyRequest): Promise<void> => {
    if (raw.complete) return;
    const timer = setTimeout(() => raw.destroy(), app.services.bodyTimeoutMs).unref();
    for (const event of ['end', 'close']) raw.once(event, () => clearTimeout(timer));
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

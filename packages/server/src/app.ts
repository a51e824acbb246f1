import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import { createAuthenticator } from './auth/authenticator.ts';
import { createTokenVerifier } from './auth/token-verifier.ts';
import type { ServerConfig } from './config.ts';
import { Turns } from './features/attachments/inspection/turns.ts';
import { createClamd } from './features/attachments/scan/clamd.ts';
import { createAddressLimit } from './http/address-limit.ts';
import { respondToClientError } from './http/client-errors.ts';
import { baseHeaders, registerErrorHandling, sendProblem, toProblem } from './http/errors.ts';
import { type LogStream, loggerOptions, registerRequestLog } from './http/logging.ts';
import { ProblemError } from './http/problem.ts';
import type { Services } from './http/services.ts';
import { routes } from './routes.ts';

/** What the application is built from; it closes nothing of it. */
export interface AppOptions
  extends Omit<
    Services,
    | 'authenticator'
    | 'clock'
    | 'inspections'
    | 'isDraining'
    | 'log'
    | 'scanner'
    | 'addressLimit'
    | 'bodyTimeoutMs'
  > {
  /** Now; the machine's clock unless a test gives its own. */
  clock?: () => Date;
  /** Whether the process was told to stop; default: never. */
  isDraining?: () => boolean;
  /** Where log lines go; standard output unless given. */
  logStream?: LogStream;
  /** How long a JSON body may take to arrive. Default 30000. */
  bodyTimeoutMs?: number;
}

/** Largest JSON body, in bytes. 4.000 code points take at most 16 KB, or 48 KB with every one escaped. */
const BODY_LIMIT_BYTES = 262_144;
/** The largest at 9 KB/s. */
const BODY_TIMEOUT_MS = 30_000;
const CORS_MAX_AGE_SECONDS = 7200;
/** Files that an instance sends to the virus scanner at a time. */
const SCANS_AT_ONCE = 4;

/** Builds the application, ready for `listen` or `inject`; close it with `close()`. */
export const buildApp = async ({
  logStream,
  clock = () => new Date(),
  isDraining = () => false,
  bodyTimeoutMs = BODY_TIMEOUT_MS,
  ...given
}: AppOptions): Promise<FastifyInstance> => {
  const { config, db } = given;
  const app = fastify({
    logger: loggerOptions(config, logStream),
    // Its own lines hold addresses; ours come from `registerRequestLog`.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: trustedProxies(config.trustProxy),
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    // Its own 503 is no problem document. What arrives while connections end can still be served.
    return503OnClosing: false,
    clientErrorHandler: respondToClientError,
    frameworkErrors: (error, request, reply) => {
      void sendProblem(request, reply, toProblem(error));
    },
  });
  const verifier = await createTokenVerifier(config.tokenIssuers, config.maxTokenAgeSeconds, clock);
  const authenticator = createAuthenticator(db, verifier, clock);
  const { clamd, inspectionsAtOnce } = config.attachments;
  const inspections: Services['inspections'] = new Turns(inspectionsAtOnce);
  const scanner = clamd && { virus: createClamd(clamd), turns: new Turns<void>(SCANS_AT_ONCE) };
  const addressLimit = createAddressLimit(config.rateLimitAddressPerMinute, clock);
  app.decorate('services', {
    ...given,
    clock,
    isDraining,
    authenticator,
    inspections,
    scanner,
    log: app.log,
    addressLimit,
    bodyTimeoutMs,
  } satisfies Services);
  app.decorateRequest('principal', undefined);
  // JSON is the only body of the contract's own; uploads add theirs in their own scope.
  app.removeContentTypeParser('text/plain');

  registerErrorHandling(app);
  registerRequestLog(app);
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(baseHeaders(request));
  });
  app.addHook('onSend', async (_request, reply) => {
    // Without it a client keeps its idle connection, and the process with it.
    if (isDraining()) void reply.header('connection', 'close');
  });
  await app.register(cors, {
    origin: config.corsOrigins,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'Accept-Language',
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'Last-Event-ID',
      'Tus-Resumable',
      'Upload-Length',
      'Upload-Metadata',
      'Upload-Offset',
    ],
    exposedHeaders: [
      'ETag',
      'Idempotency-Replayed',
      'Location',
      'Retry-After',
      'Tus-Resumable',
      'Upload-Length',
      'Upload-Offset',
      'X-Request-Id',
    ],
    maxAge: CORS_MAX_AGE_SECONDS,
    strictPreflight: false,
  });
  await app.register(rateLimit, {
    max: config.rateLimitPerMinute,
    timeWindow: 60_000,
    // After authentication, so that people behind one address do not spend each other's share.
    hook: 'preValidation',
    keyGenerator: (request) => request.principal?.userId ?? request.ip,
    errorResponseBuilder: () => new ProblemError('rate_limited'),
  });

  for (const register of routes) register(app);
  return app;
};

/** Fastify takes a number of hops at run time, but its types ask for the function that it would make of it. */
const trustedProxies = (trustProxy: ServerConfig['trustProxy']) =>
  typeof trustProxy === 'number' ? (_address: string, hop: number) => hop < trustProxy : trustProxy;

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError, problemDocument } from './problem.ts';

/**
 * Errors of PostgreSQL, its driver and the file system after which trying again may help: connections, time-outs, overload,
 * a server that has just become a standby (25006), a disk that fails (58030) or that the server may not use.
 */
const PASSING_DATABASE_ERROR =
  /^(08|53|57P|40)|^57014$|^55P03$|^25P0[34]$|^25006$|^58030$|^E(CONNREFUSED|CONNRESET|PIPE|IO|MFILE|NFILE|BUSY|ACCES|PERM|ROFS)$/;

/** Answers every error as a problem document, and unknown addresses and methods too. */
export const registerErrorHandling = (app: FastifyInstance): void => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error);
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
    return sendProblem(request, reply, problem);
  });

  const methodsByPath = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  app.addHook('onRoute', ({ url, method }) => {
    const entry = methodsByPath.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    for (const name of [method].flat()) entry.methods.add(name);
    methodsByPath.set(url, entry);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = [...methodsByPath.values()].flatMap((entry) =>
      entry.pattern.test(path) ? [...entry.methods] : [],
    );
    const problem =
      methods.length > 0
        ? new ProblemError('method_not_allowed', {
            headers: { Allow: [...new Set(methods)].sort().join(', ') },
          })
        : new ProblemError('not_found');
    return sendProblem(request, reply, problem);
  });
};

/**
 * The headers of every answer: nothing is kept by caches, guessed, run or framed by browsers, and each can be found in the log.
 */
export const baseHeaders = (request: FastifyRequest): Record<string, string> => ({
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Request-Id': request.id,
});

/** Answers with a problem document. Also where no hook has run, as for an address that cannot be read. */
export const sendProblem = (
  request: FastifyRequest,
  reply: FastifyReply,
  problem: ProblemError,
): FastifyReply => {
  request.problemCode = problem.code;
  if (problem.status === 401) {
    // RFC 6750, 3: a token that was given and refused is named as the error.
    const error = request.headers.authorization === undefined ? '' : ', error="invalid_token"';
    void reply.header('WWW-Authenticate', `Bearer realm="fale-conosco"${error}`);
  }
  const vary = [reply.getHeader('vary'), 'Accept-Language'].flat().filter((name) => name !== undefined);
  // Serialised here, so that a route's response schema is not applied to it.
  const document = JSON.stringify(problemDocument(problem, request.id, request.headers['accept-language']));
  return reply
    .code(problem.status)
    .headers({ ...baseHeaders(request), ...problem.headers, Vary: vary.join(', ') })
    .type('application/problem+json; charset=utf-8')
    .serializer((payload: string) => payload)
    .send(document);
};

/** Finds the problem that an error stands for. What is not known is `internal`, and says nothing about itself. */
export const toProblem = (error: Partial<FastifyError>): ProblemError => {
  if (error instanceof ProblemError) return error;
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new ProblemError('unsupported_media_type');
  // `character_not_in_repertoire`: a U+0000 in a text that is only looked for.
  if (error.code === '22021') return new ProblemError('malformed_request');
  // A parameter longer than any of ours: there is no such thing.
  if (error.statusCode === 414) return new ProblemError('not_found');
  if (error.statusCode === 413) return new ProblemError('payload_too_large');
  if (error.statusCode === 415) return new ProblemError('unsupported_media_type');
  if (error.statusCode === 429) return new ProblemError('rate_limited');
  if (error.statusCode === 503 || PASSING_DATABASE_ERROR.test(error.code ?? '')) {
    return new ProblemError('unavailable', { headers: { 'Retry-After': '1' } });
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new ProblemError('malformed_request');
  }
  return new ProblemError('internal');
};

const patternOf = (url: string): RegExp =>
  new RegExp(`^${url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}/?$`);

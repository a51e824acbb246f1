import { createHash } from 'node:crypto';
import type { ProblemCode } from '@fale-conosco/contract';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import type { ServerConfig } from '../config.ts';

/** Where log lines go: anything with `write`, standard output by default. */
export interface LogStream {
  write(line: string): void;
}

/** Fields of database errors that name things of the schema, never values. */
const SAFE_ERROR_FIELDS = ['code', 'constraint', 'table', 'column', 'routine', 'severity'] as const;

const safeFieldsOf = (error: Error): Record<string, string> => {
  const fields = error as unknown as Record<string, unknown>;
  return Object.fromEntries(
    SAFE_ERROR_FIELDS.flatMap((name) => {
      const value = fields[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
};

/**
 * Describes an error without its message, which may quote values (PostgreSQL's do): its name, its code, where it was
 * thrown, what caused it.
 */
export const describeError = (error: unknown) => {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const { cause } = error;
  return {
    type: error.name,
    message: '',
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...safeFieldsOf(error),
    ...(cause instanceof Error && { cause: { type: cause.name, ...safeFieldsOf(cause) } }),
  };
};

/** The logger's settings: JSON lines that hold no body, address, header, token, or text of an error. */
export const loggerOptions = (
  config: Pick<ServerConfig, 'logLevel'>,
  stream?: LogStream,
): NonNullable<FastifyServerOptions['logger']> => ({
  level: config.logLevel,
  base: { service: 'fale-conosco' },
  serializers: {
    err: describeError,
    error: describeError,
    req: ({ method }) => ({ method }),
    res: ({ statusCode }) => ({ statusCode }),
  },
  ...(stream && { stream }),
});

/** Writes one line for each answered request: the route's pattern instead of its address, a hash instead of the user. */
export const registerRequestLog = (app: FastifyInstance): void => {
  app.addHook('onResponse', async (request, reply) => {
    const { principal } = request;
    request.log.info(
      {
        operation: request.routeOptions.config.operationId,
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ...(request.problemCode && { problem: request.problemCode }),
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...(principal && {
          principal: principal.kind,
          user: createHash('sha256').update(principal.userId).digest('hex').slice(0, 12),
        }),
      },
      'request',
    );
  });
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The operation of the contract that the route serves. */
    operationId?: string;
  }
  interface FastifyRequest {
    /** Code of the problem that was the response. */
    problemCode?: ProblemCode;
  }
}

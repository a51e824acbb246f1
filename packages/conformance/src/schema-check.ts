import { problemSchema, type Route, routes } from '@fale-conosco/contract';
import * as z from 'zod/mini';
import { ConformanceError, type Exchange } from './exchange.ts';

const operations = Object.entries(routes as Readonly<Record<string, Route>>).map(([operationId, route]) => ({
  operationId,
  route,
  pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
}));

/** Finds the operation that a request is; undefined for addresses that the contract does not have. */
export const findOperation = (method: string, path: string) => {
  const bare = path.split('?', 1)[0] ?? '';
  return operations
    .filter(({ route, pattern }) => route.method === method && pattern.test(bare))
    .sort((one, two) => one.route.path.split('{').length - two.route.path.split('{').length)[0];
};

const findings = (error: z.core.$ZodError): string =>
  error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || '(the body)'}: ${issue.message}`)
    .join('; ');

/**
 * Holds a response against the contract: the body of a success against the schema of its operation, that of an error
 * against the one of problem documents. Every response of every case goes through here.
 *
 * @throws ConformanceError when the schema refuses the body
 */
export const checkResponse = (exchange: Exchange): void => {
  if (exchange.method === 'HEAD' || exchange.method === 'OPTIONS') return;
  if (exchange.status >= 400) {
    const problem = z.safeParse(problemSchema, exchange.json);
    if (!problem.success)
      throw new ConformanceError(`The body is no problem document: ${findings(problem.error)}`, exchange);
    return;
  }
  const operation = findOperation(exchange.method, exchange.path);
  if (!operation?.route.response || exchange.status !== operation.route.status) return;
  const body = z.safeParse(operation.route.response, exchange.json);
  if (!body.success) {
    throw new ConformanceError(
      `The body of ${operation.operationId} is not what the contract says: ${findings(body.error)}`,
      exchange,
    );
  }
};

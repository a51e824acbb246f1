import * as z from 'zod/mini';
import { type ParsedInput, parseInput } from './field-issues.ts';
import type { Route } from './routes/route.ts';

const emptyQuery = z.strictObject({});

/**
 * Checks query and body of a request against its route: a query that is not declared is rejected like an undeclared
 * field. Query and body report their issues together.
 */
export const parseRequest = (
  { query: querySchema = emptyQuery, body: bodySchema }: Pick<Route, 'query' | 'body'>,
  query: Readonly<Record<string, unknown>>,
  body: unknown,
): ParsedInput<{ query: unknown; body: unknown }> => {
  const parsedQuery = parseInput(querySchema, query);
  const parsedBody = bodySchema
    ? parseInput(bodySchema, body)
    : ({ success: true, data: undefined } as const);
  if (parsedQuery.success && parsedBody.success)
    return { success: true, data: { query: parsedQuery.data, body: parsedBody.data } };
  const issues = [parsedQuery, parsedBody].flatMap((parsed) => (parsed.success ? [] : parsed.issues));
  return { success: false, issues };
};

import { type OperationId, type Route, routes } from '@fale-conosco/contract';
import { ProblemError } from '../wire/problem.ts';

/** An operation that a request asks for. */
export interface Match {
  operation: OperationId;
  route: Route;
  params: Record<string, string>;
}

interface Pattern {
  operation: OperationId;
  route: Route;
  segments: readonly string[];
}

const patterns: readonly Pattern[] = Object.entries<Route>(routes).map(([operation, route]) => ({
  operation: operation as OperationId,
  route,
  segments: route.path.split('/'),
}));

/** @throws ProblemError `malformed_request` for escapes that are none */
const decodeSegment = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ProblemError('malformed_request');
  }
};

const parameterName = (segment: string): string | undefined => /^\{(\w+)\}$/.exec(segment)?.[1];

const paramsOf = (
  segments: readonly string[],
  path: readonly string[],
): Record<string, string> | undefined => {
  if (segments.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = path[index] ?? '';
    const name = parameterName(segment);
    if (name === undefined ? segment !== part : part === '') return undefined;
    if (name !== undefined) params[name] = decodeSegment(part);
  }
  return params;
};

/** All operations of a path, whatever their method; a literal segment goes before a parameter. */
export const matchPath = (pathname: string): Match[] => {
  const path = pathname.split('/');
  const matches: Match[] = [];
  for (const { operation, route, segments } of patterns) {
    const params = paramsOf(segments, path);
    if (params) matches.push({ operation, route, params });
  }
  const countOf = ({ params }: Match): number => Object.keys(params).length;
  return matches.sort((a, b) => countOf(a) - countOf(b));
};

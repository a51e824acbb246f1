import { problemSchema } from '@fale-conosco/contract';
import * as z from 'zod/mini';
import { type ApiError, createApiError } from '../errors/index.ts';

/** `Retry-After` (RFC 9110, 10.2.3), seconds or a date, in milliseconds from now. */
export const retryAfterMs = (header: string | null, nowMs: number): number | undefined => {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
};

/**
 * Makes the error of a response of failure, from a problem document (RFC 9457) or from what a proxy sent instead.
 *
 * @param data the body as it was read: JSON, text or nothing
 */
export const toApiError = (
  status: number,
  header: (name: string) => string | null,
  data: unknown,
  nowMs: number,
): ApiError => {
  const problem = z.safeParse(problemSchema, data).data;
  return createApiError({
    status,
    code: problem?.code ?? `http_${status}`,
    message: problem?.detail ?? problem?.title,
    requestId: problem?.requestId ?? header('x-request-id') ?? '',
    problem,
    issues: problem?.issues,
    retryAfterMs: retryAfterMs(header('retry-after'), nowMs),
  });
};

import { isHTTPError, type RetryOptions } from 'ky';
import { ApiError, ConnectionError, ResponseShapeError, TimeoutError } from '../errors/index.ts';
import { backoffMs, type Timing } from '../timing.ts';

const TRANSIENT_STATUSES = [408, 425, 429, 500, 502, 503, 504];
// 409 is transient with one code only, see below.
const RETRIED_STATUSES = [...TRANSIENT_STATUSES, 409];
const LONGEST_BACKOFF_MS = 8000;
/** A longer `Retry-After` ends the call with its error, so that people can decide. */
const LONGEST_RETRY_AFTER_MS = 60_000;

/**
 * Whether the same request may succeed if it is sent again. Only for what is safe to repeat.
 *
 * @param keyed the request carries an idempotency key, so a response that cannot be read means "unknown"
 */
export const isTransient = (error: unknown, keyed: boolean): boolean => {
  if (error instanceof ConnectionError || error instanceof TimeoutError) return true;
  // Cut or foreign content (a captive portal's HTML) comes from between; well-formed JSON of a wrong shape from the server.
  if (error instanceof ResponseShapeError) return keyed || error.cause instanceof SyntaxError;
  return (
    error instanceof ApiError &&
    (TRANSIENT_STATUSES.includes(error.status) || error.code === 'idempotency_in_progress')
  );
};

/** Whether a failed attempt is worth another one, and the server does not ask to wait for too long. */
export const isWorthRetrying = (error: unknown, keyed: boolean): boolean =>
  isTransient(error, keyed) &&
  !(error instanceof ApiError && (error.retryAfterMs ?? 0) > LONGEST_RETRY_AFTER_MS);

/** Whether a response of failure says when to come back. */
export const hasRetryAfter = (error: unknown): boolean =>
  isHTTPError(error) && error.response.headers.has('retry-after');

/**
 * Waits a little more than the server asked: ky takes `Retry-After` to the millisecond, so that all clients that were told
 * the same would come back together.
 */
export const spreadRetryAfter = async (
  timing: Timing,
  error: Error,
  retryCount: number,
  signal: AbortSignal | undefined,
): Promise<void> => {
  if (hasRetryAfter(error)) await timing.delay(backoffMs(timing, retryCount - 1), signal);
};

/** How ky waits between attempts: as `Retry-After` says, else up to a limit that doubles ("full jitter"). */
export const retryTiming = (timing: Timing): RetryOptions => ({
  statusCodes: RETRIED_STATUSES,
  afterStatusCodes: RETRIED_STATUSES,
  retryOnTimeout: true,
  backoffLimit: LONGEST_BACKOFF_MS,
  jitter: (ms) => timing.random() * ms,
});

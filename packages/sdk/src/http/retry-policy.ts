import { ApiError, ConnectionError, ResponseShapeError, TimeoutError } from '../errors/index.ts';
import { backoffMs, type Timing } from '../timing.ts';

// Whoever asks for more than this gets the error instead: nobody watches a spinner for minutes.
const LONGEST_WAIT_MS = 60_000;

const TRANSIENT_STATUSES = [408, 425, 429, 500, 502, 503, 504];

/**
 * Tells whether the same request may succeed if it is sent again. Only for what is safe to repeat.
 *
 * @param keyed the request carries an idempotency key, so an answer that cannot be read means "unknown"
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

/** Milliseconds to wait before the next attempt; `undefined` when the server asks for too much. */
export const retryDelayMs = (timing: Timing, retry: number, error: unknown): number | undefined => {
  const asked = (error instanceof ApiError && error.retryAfterMs) || 0;
  return asked > LONGEST_WAIT_MS ? undefined : asked + backoffMs(timing, retry);
};

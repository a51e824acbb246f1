/**
 * No connection to PostgreSQL, or one that broke or stopped answering. The work may have been committed: a client repeats
 * it under the same idempotency key.
 */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';
  /** `connection_exception` (PostgreSQL, appendix A). The driver's own errors for these cases have no code. */
  readonly code = '08000';
}

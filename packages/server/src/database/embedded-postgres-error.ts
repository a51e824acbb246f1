/**
 * Why the embedded PostgreSQL cannot do what was asked.
 * `unsupported`: no binaries for this platform · `in_use`: another process owns the data folder · `account`: no unprivileged
 * user to run as · `unreachable`: the server's user cannot enter a folder · `data`: the data folder is unusable as it is ·
 * `init`, `start`, `stop`: that step failed.
 */
export type EmbeddedPostgresErrorCode =
  | 'unsupported'
  | 'in_use'
  | 'account'
  | 'unreachable'
  | 'data'
  | 'init'
  | 'start'
  | 'stop';

/** A failure of the embedded PostgreSQL; the message says what the person who runs the server can do about it. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly code: EmbeddedPostgresErrorCode;

  constructor(code: EmbeddedPostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

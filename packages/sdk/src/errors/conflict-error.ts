import { ApiError } from './api-error.ts';

/** The state of things does not allow it: no reply, no cancelling, key used for something else (409, `idempotency_key_reused`). */
export class ConflictError extends ApiError {}

import { ApiError } from './api-error.ts';

/** Too many requests, also after waiting (429); see `retryAfterMs`. */
export class RateLimitError extends ApiError {}

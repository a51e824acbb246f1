import { ApiError } from './api-error.ts';

/** The server failed, also after retries (5xx). */
export class ServerError extends ApiError {}

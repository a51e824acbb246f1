import { ApiError } from './api-error.ts';

/** It does not exist, or it belongs to another provider or group; the server makes no difference (404, 410). */
export class NotFoundError extends ApiError {}

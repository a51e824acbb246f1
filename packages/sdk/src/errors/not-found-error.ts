import { ApiError } from './api-error.ts';

/** It does not exist, or it is somebody else's: the server tells no difference (404, 410). */
export class NotFoundError extends ApiError {}

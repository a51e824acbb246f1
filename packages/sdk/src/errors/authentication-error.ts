import { ApiError } from './api-error.ts';

/** The token is missing, expired or rejected, also after asking for a new one (401). */
export class AuthenticationError extends ApiError {}

import { ApiError } from './api-error.ts';

/** The token is good, but not for this (403). */
export class PermissionError extends ApiError {}

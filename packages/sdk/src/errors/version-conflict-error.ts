import { ApiError } from './api-error.ts';

/** It has changed since the given `version` was read (412); read it again before saving over it. */
export class VersionConflictError extends ApiError {}

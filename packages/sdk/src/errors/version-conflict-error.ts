import { ApiError } from './api-error.ts';

/** Somebody else changed it since the `version` that was given was read (412); read it again before saving over it. */
export class VersionConflictError extends ApiError {}

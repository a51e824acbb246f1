import { ApiError, type ApiErrorDetails } from './api-error.ts';
import { AuthenticationError } from './authentication-error.ts';
import { ConflictError } from './conflict-error.ts';
import { NotFoundError } from './not-found-error.ts';
import { PermissionError } from './permission-error.ts';
import { RateLimitError } from './rate-limit-error.ts';
import { ServerError } from './server-error.ts';
import { ValidationError } from './validation-error.ts';
import { VersionConflictError } from './version-conflict-error.ts';

const classes: Record<number, typeof ApiError> = {
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
  410: NotFoundError,
  412: VersionConflictError,
  422: ValidationError,
  429: RateLimitError,
};

/** Picks the class of an error by its status and code. */
export const createApiError = (details: ApiErrorDetails): ApiError => {
  const { status, code, issues } = details;
  if (code === 'idempotency_key_reused') return new ConflictError(details);
  const Class =
    classes[status] ?? (status >= 500 ? ServerError : issues?.length ? ValidationError : ApiError);
  return new Class(details);
};

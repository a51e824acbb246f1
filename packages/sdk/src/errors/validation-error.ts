import { ApiError, type RefusedField } from './api-error.ts';

/** Input was rejected, field by field in `issues`: by the server (`status` 400 or 422) or before sending (`status` 0). */
export class ValidationError extends ApiError {
  /** For input that does not match the contract's schemas, so that nothing was sent. */
  static beforeSending(issues: readonly RefusedField[]): ValidationError {
    const fields = issues.map(({ path, code }) => `${path || 'input'}: ${code}`).join(', ');
    return new ValidationError({ status: 0, code: 'validation_failed', message: fields, issues });
  }
}

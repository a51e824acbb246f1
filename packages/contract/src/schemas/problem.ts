import * as z from 'zod/mini';
import { openEnum } from './primitives.ts';

/** Every problem code with its HTTP status. Codes are stable; titles are for people and follow `Accept-Language`. */
export const PROBLEM_STATUS = {
  malformed_request: 400,
  cursor_invalid: 400,
  idempotency_key_missing: 400,
  unauthenticated: 401,
  token_expired: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  /** The request did not arrive in time (RFC 9110, 15.5.9). */
  request_timeout: 408,
  idempotency_in_progress: 409,
  reply_not_allowed: 409,
  cancel_not_allowed: 409,
  close_not_allowed: 409,
  reopen_not_allowed: 409,
  /** An entry of the settings that protocols or other entries use is deactivated, never deleted. */
  in_use: 409,
  retry_not_allowed: 409,
  upload_offset_conflict: 409,
  /** The virus scanner has not looked at the file yet; it may be had later. */
  attachment_in_verification: 409,
  /** Too many files, or bytes, of the user or the organisation wait for a message: send, remove, or wait. */
  upload_limit_reached: 409,
  upload_gone: 410,
  /** It has changed since the version in `If-Match` was read. */
  version_conflict: 412,
  attachment_too_large: 413,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  idempotency_key_reused: 422,
  attachment_type_not_allowed: 422,
  /** The bytes, the extension of the name and the declared type do not agree. */
  attachment_type_mismatch: 422,
  /** Dangerous content: macros, programs, scripts, decompression bombs. */
  attachment_unsafe: 422,
  attachment_encrypted: 422,
  attachment_empty: 422,
  attachment_infected: 422,
  /** The change needs `If-Match` (RFC 6585, 3). */
  precondition_required: 428,
  rate_limited: 429,
  /** The headers are larger than the server reads (RFC 6585, 5). */
  header_fields_too_large: 431,
  internal: 500,
  unavailable: 503,
  /** No room for the file until an administrator makes some (RFC 4918, 11.5). */
  insufficient_storage: 507,
} as const;
/** A problem code known today; on the wire another may come from a newer server. */
export type ProblemCode = keyof typeof PROBLEM_STATUS;

/** What can be wrong with one field. */
export const FIELD_ISSUE_CODES = [
  'required',
  'too_long',
  'too_many',
  'invalid_characters',
  'invalid_choice',
  'invalid_email',
  'invalid_format',
  'invalid_phone',
  'invalid_type',
  'not_available',
  'attachment_required',
  'attachment_not_ready',
  'already_taken',
  'cycle',
  'out_of_range',
  'unknown_field',
] as const;
/** What is wrong with one field, as known today; on the wire another may come from a newer server. */
export type FieldIssueCode = (typeof FIELD_ISSUE_CODES)[number];

/** One field that was rejected. */
export const fieldIssueSchema = z.object({
  /** Where, as names and positions joined by dots: `contactEmail`, `attachmentIds.0`. */
  path: z.string(),
  code: openEnum(FIELD_ISSUE_CODES),
  /** For people, in the language of `Accept-Language`. */
  message: z.string(),
  /** Numbers that the message speaks of, e.g. `{ "max": 4000 }`. */
  params: z.optional(z.looseObject({})),
});
export type FieldIssue = z.infer<typeof fieldIssueSchema>;

/** RFC 9457 problem document. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  code: openEnum(Object.keys(PROBLEM_STATUS) as ProblemCode[]),
  requestId: z.string(),
  issues: z.optional(z.array(fieldIssueSchema)),
});
export type Problem = z.infer<typeof problemSchema>;

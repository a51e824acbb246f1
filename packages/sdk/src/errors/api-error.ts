import type { FieldIssueCode, Problem } from '@fale-conosco/contract';
import { FaleConoscoError } from './fale-conosco-error.ts';

/** One field that was rejected, by the server or before sending. */
export interface RefusedField {
  /** Names and positions joined by dots: `contactEmail`, `attachmentIds.0`. */
  path: string;
  code: FieldIssueCode | (string & {});
  /** Numbers that belong to the code, e.g. `{ max: 4000 }`. */
  params?: Record<string, unknown> | undefined;
  /** The server's words, in the language of the request; absent when the input was never sent. */
  message?: string | undefined;
}

/** What an {@link ApiError} is made of. */
export interface ApiErrorDetails {
  /** HTTP status; 0 when nothing was sent. */
  status: number;
  code: string;
  message?: string | undefined;
  requestId?: string | undefined;
  problem?: Problem | undefined;
  issues?: readonly RefusedField[] | undefined;
  /** From `Retry-After`, in milliseconds. */
  retryAfterMs?: number | undefined;
}

/** The server responded with an error status, or the SDK rejected the input before sending. */
export class ApiError extends FaleConoscoError {
  /** HTTP status; 0 when the SDK rejected the input before sending. */
  readonly status: number;
  /** Quote it to the operator's support; empty when there is none. */
  readonly requestId: string;
  /** The problem document (RFC 9457), when the server sent one. */
  readonly problem: Problem | undefined;
  /** Rejected fields; empty when the error is not about fields. */
  readonly issues: readonly RefusedField[];
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(details: ApiErrorDetails) {
    super(details.code, details.message ?? `HTTP ${details.status} (${details.code})`);
    this.status = details.status;
    this.requestId = details.requestId ?? '';
    this.problem = details.problem;
    this.issues = details.issues ?? [];
    this.retryAfterMs = details.retryAfterMs;
  }
}

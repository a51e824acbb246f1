import { ProblemError } from './problem.ts';

/** A version as an entity tag (RFC 9110, 8.8.3). */
export const etag = (version: number): string => `"${version}"`;

/**
 * Reads `If-Match` (RFC 9110, 13.1.1): one strong entity tag, as {@link etag} writes it.
 *
 * @returns the version; undefined when there is none and none is needed
 */
export const readIfMatch = (need: 'required' | 'optional', header: string | null): number | undefined => {
  if (header === null) {
    if (need === 'required') throw new ProblemError('precondition_required');
    return undefined;
  }
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined) throw new ProblemError('malformed_request');
  return Number(version);
};

/** Rejects a change of something that is no longer what the caller read. */
export const expectVersion = (ifMatch: number | undefined, { version }: { version: number }): void => {
  if (ifMatch !== undefined && ifMatch !== version) throw new ProblemError('version_conflict');
};

/** Reads `Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header): 1 to 255 visible ASCII characters. */
export const readIdempotencyKey = (header: string | null): string => {
  if (header === null || header === '') throw new ProblemError('idempotency_key_missing');
  if (!/^[\x21-\x7e]{1,255}$/.test(header)) throw new ProblemError('malformed_request');
  return header;
};

/** The headers of every response: nothing is kept by caches or guessed by browsers. */
export const baseHeaders = (requestId: string): Record<string, string> => ({
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Request-Id': requestId,
});

const ALLOWED_HEADERS =
  'Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, Last-Event-ID, Tus-Resumable, Upload-Length, Upload-Metadata, Upload-Offset';
const EXPOSED_HEADERS =
  'ETag, Idempotency-Replayed, Location, Retry-After, Tus-Resumable, Upload-Length, Upload-Offset, X-Request-Id';

/** Cross-origin headers (WHATWG Fetch, 3.2) for the origins that may use the server. */
export const corsHeaders = (
  origin: string | null,
  origins: readonly string[],
  isPreflight: boolean,
): Record<string, string> => {
  const allowed = origin !== null && origins.includes(origin);
  return {
    Vary: 'Origin',
    ...(allowed && {
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Expose-Headers': EXPOSED_HEADERS,
    }),
    ...(allowed &&
      isPreflight && {
        'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
        'Access-Control-Allow-Headers': ALLOWED_HEADERS,
        'Access-Control-Max-Age': '7200',
      }),
  };
};

import { ProblemError } from './problem.ts';

/** A version as an entity tag (RFC 9110, 8.8.3). */
export const etag = (version: number): string => `"${version}"`;

/**
 * Reads the `If-Match` header (RFC 9110, 13.1.1): one strong entity tag, as {@link etag} writes them.
 *
 * @returns the version; undefined when there is none and none is needed
 * @throws ProblemError `precondition_required` when one is needed (RFC 6585, 3), `malformed_request` for anything else
 */
export const readIfMatch = (
  need: 'required' | 'optional',
  header: string | undefined,
): number | undefined => {
  if (header === undefined) {
    if (need === 'required') throw new ProblemError('precondition_required');
    return undefined;
  }
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined) throw new ProblemError('malformed_request');
  return Number(version);
};

/**
 * Refuses a change of something that is no longer what the caller read.
 *
 * @param ifMatch undefined: the caller did not say what it read
 * @throws ProblemError `version_conflict`
 */
export const expectVersion = (ifMatch: number | undefined, { version }: { version: number }): void => {
  if (ifMatch !== undefined && ifMatch !== version) throw new ProblemError('version_conflict');
};

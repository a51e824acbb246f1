import { sanitizeFileName } from '@fale-conosco/domain';
import { fieldProblem, ProblemError } from '../../../http/problem.ts';

/** What a creation says about its file. */
export interface UploadMetadata {
  fileName: string;
  confidential: boolean;
}

const MAX_HEADER_CHARACTERS = 4096;

const decodeUtf8 = (base64: string): string => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) throw new ProblemError('malformed_request');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    throw new ProblemError('malformed_request');
  }
};

/**
 * Reads `Upload-Metadata` (tus 1.0, creation): pairs of a key and a Base64 value, separated by commas. Keys other than
 * `filename` and `confidential` are ignored.
 *
 * @throws {ProblemError} `malformed_request` for what is not such a header, `validation_failed` without a file name
 */
export const parseUploadMetadata = (header: string | undefined): UploadMetadata => {
  if (header !== undefined && header.length > MAX_HEADER_CHARACTERS)
    throw new ProblemError('malformed_request');
  const values = new Map<string, string>();
  for (const pair of (header ?? '').split(',')) {
    const [key, value = '', ...rest] = pair.trim().split(' ');
    if (key === undefined || key === '') continue;
    if (rest.length > 0 || values.has(key)) throw new ProblemError('malformed_request');
    values.set(key, decodeUtf8(value));
  }
  const fileName = values.get('filename');
  if (fileName === undefined || fileName.trim() === '') throw fieldProblem('filename', 'required');
  // tus lets a key stand without a value: that is "yes".
  const confidential = values.get('confidential');
  return {
    fileName: sanitizeFileName(fileName),
    confidential: confidential !== undefined && confidential !== 'false',
  };
};

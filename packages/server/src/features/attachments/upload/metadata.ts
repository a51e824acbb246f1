import { parseUploadMetadata, type UploadMetadata } from '@fale-conosco/domain';
import { ProblemError } from '../../../http/problem.ts';

/**
 * Reads what an `Upload-Metadata` header says.
 *
 * @throws {ProblemError} `malformed_request` for what is not such a header, `validation_failed` without a file name
 */
export const readUploadMetadata = (header: string | undefined): UploadMetadata => {
  const parsed = parseUploadMetadata(header);
  if (parsed.success) return parsed.data;
  if (parsed.issue) throw new ProblemError('validation_failed', { issues: [parsed.issue] });
  throw new ProblemError('malformed_request');
};

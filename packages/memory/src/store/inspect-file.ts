import type { Attachment } from '@fale-conosco/contract';
import { inspectBytes, mediaTypeOfName, sourceOf } from '@fale-conosco/domain';

/** What a whole file was found to be. */
export type FileInspection = Pick<Attachment, 'state' | 'mediaType' | 'sha256' | 'rejectionCode'>;

const hexOf = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const rejected = (rejectionCode: NonNullable<Attachment['rejectionCode']>): FileInspection => ({
  state: 'rejected',
  mediaType: null,
  sha256: null,
  rejectionCode,
});

/** Inspects a whole file: its type, by its bytes or by its name alone, and its hash. */
export const inspectFile = async (
  content: Uint8Array<ArrayBuffer>,
  fileName: string,
  by: 'bytes' | 'name',
): Promise<FileInspection> => {
  if (content.length === 0) return rejected('attachment_empty');
  const verdict =
    by === 'bytes'
      ? await inspectBytes(sourceOf(content), fileName)
      : { mediaType: mediaTypeOfName(fileName) ?? 'application/octet-stream' };
  if ('rejection' in verdict) return rejected(verdict.rejection);
  const sha256 = hexOf(await crypto.subtle.digest('SHA-256', content));
  return { state: 'ready', mediaType: verdict.mediaType, sha256, rejectionCode: null };
};

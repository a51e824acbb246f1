import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type ByteSource, type FileRejection, inspectBytes } from '@fale-conosco/domain';
import { fileTypeFromFile } from 'file-type';

/** What a whole file was found to be. */
export type FileInspection =
  | { state: 'ready'; mediaType: string; sha256: string }
  | { state: 'rejected'; rejectionCode: FileRejection };

/** Types that a few letters at the start make, which a plain text may have too ("BM", "MZ"). */
const WEAK_SIGNATURES = new Set(['image/bmp', 'application/x-msdownload']);

const isText = (mediaType: string): boolean => mediaType.startsWith('text/') || mediaType.endsWith('xml');

/**
 * Asks a library that knows many formats for a second opinion: bytes may have the signature of an allowed type and still be
 * a more special one (a raw photo is a TIFF, too).
 */
const isContradicted = async (path: string, mediaType: string): Promise<boolean> => {
  // A broken file of a known kind can make the parser throw; it is then of no allowed kind.
  const found = await fileTypeFromFile(path).catch(() => ({ mime: 'application/octet-stream' }));
  if (!found || found.mime === mediaType) return false;
  return !(isText(mediaType) && (isText(found.mime) || WEAK_SIGNATURES.has(found.mime)));
};

const sourceOfFile = (file: FileHandle, sizeBytes: number): ByteSource => ({
  sizeBytes,
  async read(offset, length) {
    const wanted = Math.max(0, Math.min(length, sizeBytes - offset));
    const { buffer, bytesRead } = await file.read(new Uint8Array(wanted), 0, wanted, offset);
    return buffer.subarray(0, bytesRead);
  },
});

/**
 * Inspects a whole uploaded file: compares its bytes with what its name says, searches it for dangerous content, and
 * hashes it. Memory does not grow with the file.
 */
export const inspectFile = async (
  path: string,
  fileName: string,
  sizeBytes: number,
): Promise<FileInspection> => {
  await using file = await open(path, 'r');
  const verdict = await inspectBytes(sourceOfFile(file, sizeBytes), fileName);
  if ('rejection' in verdict) return { state: 'rejected', rejectionCode: verdict.rejection };
  const { mediaType } = verdict;
  if (await isContradicted(path, mediaType))
    return { state: 'rejected', rejectionCode: 'attachment_type_mismatch' };
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { state: 'ready', mediaType, sha256: hash.digest('hex') };
};

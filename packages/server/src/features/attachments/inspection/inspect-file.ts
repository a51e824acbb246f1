import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ATTACHMENT_TYPES, decodeText, extensionOf, textType } from '@fale-conosco/domain';
import { fileTypeFromFile } from 'file-type';

/** What a whole file was found to be. */
export type FileInspection =
  | { state: 'ready'; mediaType: string; sha256: string }
  | { state: 'rejected'; rejectionCode: 'attachment_empty' | 'attachment_type_not_allowed' };

/** Types that two letters at the start make, which a plain text may have too ("BM", "MZ"). */
const WEAK_SIGNATURES = new Set(['image/bmp', 'application/x-msdownload']);

/** Finds the media type of a file from its bytes; undefined when it is none of the allow-list. */
const typeOfFile = async (path: string, fileName: string): Promise<string | undefined> => {
  // A broken file of a known kind can make the parser throw; it is then of no allowed kind.
  const found = await fileTypeFromFile(path).catch(() => ({ mime: 'application/octet-stream' }));
  if (found && Object.hasOwn(ATTACHMENT_TYPES, found.mime) && !isText(found.mime)) return found.mime;
  if (found && !isText(found.mime) && !WEAK_SIGNATURES.has(found.mime)) return undefined;
  const text = decodeText(await readFile(path));
  return text === undefined ? undefined : textType(text, extensionOf(fileName));
};

const isText = (mediaType: string): boolean => mediaType.startsWith('text/') || mediaType.endsWith('xml');

/**
 * Inspects a whole uploaded file: hashes it and decides from its bytes whether its type is allowed.
 *
 * @param fileName its extension tells `.txt` from `.csv`, whose bytes look the same
 */
export const inspectFile = async (
  path: string,
  fileName: string,
  sizeBytes: number,
): Promise<FileInspection> => {
  if (sizeBytes === 0) return { state: 'rejected', rejectionCode: 'attachment_empty' };
  const mediaType = await typeOfFile(path, fileName);
  if (mediaType === undefined) return { state: 'rejected', rejectionCode: 'attachment_type_not_allowed' };
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { state: 'ready', mediaType, sha256: hash.digest('hex') };
};

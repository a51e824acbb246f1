import type { UnlocalizedIssue } from '@fale-conosco/contract';
import { sanitizeFileName } from './file-names.ts';

/** What a creation says about its file. */
export interface UploadMetadata {
  fileName: string;
  /** What the sender takes the file for; empty when it does not say. */
  declaredType: string;
  confidential: boolean;
}

/** What {@link parseUploadMetadata} found: the metadata, a field in error, or nothing that is such a header. */
export type ParsedUploadMetadata =
  | { success: true; data: UploadMetadata }
  | { success: false; issue: UnlocalizedIssue | undefined };

const MAX_HEADER_CHARACTERS = 4096;

const malformed = { success: false, issue: undefined } as const;

const decodeUtf8 = (base64: string): string | undefined => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/**
 * Reads `Upload-Metadata` (tus 1.0, creation): pairs of a key and a Base64 value, separated by commas. Keys other than
 * `filename`, `filetype` (as tus clients call the media type) and `confidential` are ignored.
 */
export const parseUploadMetadata = (header: string | null | undefined): ParsedUploadMetadata => {
  const text = header ?? '';
  if (text.length > MAX_HEADER_CHARACTERS) return malformed;
  const values = new Map<string, string>();
  for (const pair of text.split(',')) {
    const [key, value = '', ...rest] = pair.trim().split(' ');
    if (key === undefined || key === '') continue;
    const decoded = decodeUtf8(value);
    if (rest.length > 0 || values.has(key) || decoded === undefined) return malformed;
    values.set(key, decoded);
  }
  const fileName = values.get('filename');
  if (fileName === undefined || fileName.trim() === '')
    return { success: false, issue: { path: 'filename', code: 'required' } };
  // tus lets a key stand without a value: that is "yes".
  const confidential = values.get('confidential');
  return {
    success: true,
    data: {
      fileName: sanitizeFileName(fileName),
      declaredType: values.get('filetype') ?? '',
      confidential: confidential !== undefined && confidential !== 'false',
    },
  };
};

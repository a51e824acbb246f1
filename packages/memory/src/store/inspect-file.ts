import type { Attachment } from '@fale-conosco/contract';
import { decodeText, extensionOf, textType } from '@fale-conosco/domain';
import { mediaTypeOfName } from './files.ts';

/** What a whole file was found to be. */
export type FileInspection = Pick<Attachment, 'state' | 'mediaType' | 'sha256' | 'rejectionCode'>;

const startsWith = (content: Uint8Array, text: string, offset = 0): boolean =>
  [...text].every((character, index) => content[offset + index] === character.charCodeAt(0));

const zipType = (content: Uint8Array): string => {
  const names = new TextDecoder('latin1').decode(content);
  if (names.includes('word/document.xml'))
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  if (names.includes('xl/workbook.xml'))
    return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return /application\/vnd\.oasis\.opendocument\.(text|spreadsheet)/.exec(names)?.[0] ?? 'application/zip';
};

/** The media type of a file by its bytes; undefined when it is none that the server takes. */
const typeOfBytes = (content: Uint8Array, fileName: string): string | undefined => {
  if (startsWith(content, '%PDF-')) return 'application/pdf';
  if (startsWith(content, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (startsWith(content, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(content, 'RIFF') && startsWith(content, 'WEBP', 8)) return 'image/webp';
  if (startsWith(content, 'II*\0') || startsWith(content, 'MM\0*')) return 'image/tiff';
  if (startsWith(content, 'PK\x03\x04')) return zipType(content);
  const text = decodeText(content);
  return text === undefined ? undefined : textType(text, extensionOf(fileName));
};

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
  const mediaType = by === 'name' ? mediaTypeOfName(fileName) : typeOfBytes(content, fileName);
  if (mediaType === undefined) return rejected('attachment_type_not_allowed');
  const sha256 = hexOf(await crypto.subtle.digest('SHA-256', content));
  return { state: 'ready', mediaType, sha256, rejectionCode: null };
};

import { mediaTypeOfName } from '../attachment-types.ts';
import { asLatin1, type ByteSource, startsWith } from './byte-source.ts';
import { MAX_PIXELS, pixelsOf } from './image-size.ts';
import type { BytesVerdict, FileRejection } from './rejection.ts';
import { isTextOf } from './text-inspection.ts';
import { endsWithZip } from './zip-directory.ts';
import { zipProblem } from './zip-inspection.ts';

/** Readers of PDF look for the header in as many bytes (PDF reference 1.7, H.3, note 13). */
const PDF_HEADER_BYTES = 1024;
const CHUNK_BYTES = 65_536;

/** Beginnings of programs, archives and pictures, which no printer's or mail's remains before a PDF have. */
const FOREIGN = /^(?:MZ|PK|\x7fELF|GIF8|\xff\xd8|.PNG|Rar!|\{\\rtf|#!|\xca\xfe\xba\xbe|\xd0\xcf\x11\xe0)/;

/** Remains of a printer or a mail may stand before the header of a PDF, but nothing that is a file or a page of its own. */
const isPdf = async (source: ByteSource): Promise<boolean> => {
  const head = asLatin1(await source.read(0, PDF_HEADER_BYTES));
  const at = head.search(/%PDF-\d/);
  return at === 0 || (at > 0 && !head.slice(0, at).includes('<') && !FOREIGN.test(head));
};

const SIGNATURES: Readonly<Record<string, (head: Uint8Array) => boolean>> = {
  'image/png': (head) => startsWith(head, '\x89PNG\r\n\x1a\n') && startsWith(head, 'IHDR', 12),
  'image/jpeg': (head) => startsWith(head, '\xff\xd8\xff'),
  'image/webp': (head) => startsWith(head, 'RIFF') && startsWith(head, 'WEBPVP8', 8),
  'image/tiff': (head) => startsWith(head, 'II*\0') || startsWith(head, 'MM\0*'),
};

const binaryProblem = async (source: ByteSource, mediaType: string): Promise<FileRejection | undefined> => {
  const is = SIGNATURES[mediaType];
  const agrees = is ? is(await source.read(0, 20)) : await isPdf(source);
  if (!agrees) return 'attachment_type_mismatch';
  // A Java archive behind a picture, say: one file for those who look from its beginning, another from its end.
  if (await endsWithZip(source)) return 'attachment_type_mismatch';
  return (await pixelsOf(source, mediaType)) > MAX_PIXELS ? 'attachment_unsafe' : undefined;
};

/** Office puts a document with a password into an OLE file under the same name (MS-OFFCRYPTO 2.3.4.4). */
const isEncryptedOffice = async (source: ByteSource): Promise<boolean> => {
  if (!startsWith(await source.read(0, 8), '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return false;
  const stream = [...'EncryptedPackage'].join('\0');
  let end = '';
  for (let offset = 0; offset < source.sizeBytes; offset += CHUNK_BYTES) {
    const piece = end + asLatin1(await source.read(offset, CHUNK_BYTES));
    if (piece.includes(stream)) return true;
    end = piece.slice(-stream.length);
  }
  return false;
};

const problemOf = async (source: ByteSource, mediaType: string): Promise<FileRejection | undefined> => {
  if (mediaType.startsWith('text/') || mediaType === 'application/xml')
    return (await isTextOf(source, mediaType)) ? undefined : 'attachment_type_mismatch';
  if (!mediaType.startsWith('application/') || mediaType === 'application/pdf')
    return await binaryProblem(source, mediaType);
  const problem = await zipProblem(source, mediaType);
  return problem === 'attachment_type_mismatch' && (await isEncryptedOffice(source))
    ? 'attachment_encrypted'
    : problem;
};

/**
 * Compares the bytes of a whole file with what the extension of its name says, and searches it for dangerous content.
 * Pictures are not decoded, scripts inside PDF are not looked for, archives inside archives are not opened.
 */
export const inspectBytes = async (source: ByteSource, fileName: string): Promise<BytesVerdict> => {
  const mediaType = mediaTypeOfName(fileName);
  if (mediaType === undefined) return { rejection: 'attachment_type_not_allowed' };
  if (source.sizeBytes === 0) return { rejection: 'attachment_empty' };
  const rejection = await problemOf(source, mediaType);
  return rejection ? { rejection } : { mediaType };
};

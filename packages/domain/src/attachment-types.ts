import { extensionOf } from './file-names.ts';

/** The allow-list of attachments: media types as found from the bytes, each with the extensions of its names. */
export const ATTACHMENT_TYPES: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'image/tiff': ['tif', 'tiff'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'text/plain': ['txt'],
  'text/csv': ['csv'],
  'application/xml': ['xml'],
  'application/zip': ['zip'],
};

/** Media types that a file chooser may offer. */
export const ATTACHMENT_MEDIA_TYPES: readonly string[] = Object.keys(ATTACHMENT_TYPES);

/** File name endings that a file chooser may offer, each with its dot. */
export const ATTACHMENT_EXTENSIONS: readonly string[] = Object.values(ATTACHMENT_TYPES)
  .flat()
  .map((extension) => `.${extension}`);

/** The media type that the extension of a name stands for; undefined when the allow-list has none. */
export const mediaTypeOfName = (fileName: string): string | undefined => {
  const extension = extensionOf(fileName);
  return ATTACHMENT_MEDIA_TYPES.find((type) => ATTACHMENT_TYPES[type]?.includes(extension));
};

/** What browsers and libraries call the types besides; Windows says Excel of CSV where Excel is installed. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['application/x-pdf'],
  'image/png': ['image/x-png'],
  'image/jpeg': ['image/jpg', 'image/pjpeg'],
  'image/tiff': ['image/tif', 'image/x-tiff'],
  'text/csv': [
    'application/csv',
    'application/vnd.ms-excel',
    'text/comma-separated-values',
    'text/plain',
    'text/x-csv',
  ],
  'application/xml': ['text/xml'],
  'application/zip': ['application/x-zip', 'application/x-zip-compressed', 'multipart/x-zip'],
};

/** Names that say nothing of the content. */
const UNSPECIFIC = ['', 'application/octet-stream', 'binary/octet-stream'];

/**
 * What is wrong with a file by its name and declared media type, before its first byte. Its bytes are compared with the name
 * by `inspectBytes` when all of them have come.
 *
 * @param declaredType as the sender's browser or library gave it, or nothing
 */
export const namingProblem = (
  fileName: string,
  declaredType = '',
): 'attachment_type_not_allowed' | 'attachment_type_mismatch' | undefined => {
  const mediaType = mediaTypeOfName(fileName);
  if (mediaType === undefined) return 'attachment_type_not_allowed';
  const declared = declaredType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const agrees = [mediaType, ...(OTHER_NAMES[mediaType] ?? []), ...UNSPECIFIC].includes(declared);
  return agrees ? undefined : 'attachment_type_mismatch';
};

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

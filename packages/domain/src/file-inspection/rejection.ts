/**
 * Why a whole file is rejected, as a problem code:
 * - `attachment_type_mismatch` its bytes are not what the extension of its name says
 * - `attachment_unsafe` dangerous content: macros, programs, scripts, decompression bombs
 * - `attachment_encrypted` nobody can look into it without a password
 */
export type FileRejection =
  | 'attachment_empty'
  | 'attachment_type_not_allowed'
  | 'attachment_type_mismatch'
  | 'attachment_unsafe'
  | 'attachment_encrypted';

/** What the bytes of a file were found to be: a media type of the allow-list, or the reason why it is rejected. */
export type BytesVerdict = { mediaType: string } | { rejection: FileRejection };

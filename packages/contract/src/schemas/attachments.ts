import * as z from 'zod/mini';
import { id, openEnum } from './primitives.ts';

/**
 * - `uploading` bytes are still missing
 * - `scanning` whole, waits for the virus scanner: can be sent with a message; not downloadable yet
 * - `ready` whole, verified, can be sent with a message and downloaded
 * - `rejected` after its bytes were read; see `rejectionCode`
 */
export const ATTACHMENT_STATES = ['uploading', 'scanning', 'ready', 'rejected'] as const;

/** A file of a message, or one that was uploaded and waits for its message. */
export const attachmentSchema = z.object({
  id,
  fileName: z.string(),
  /** What the extension of the name says and the bytes confirm; null while uploading. */
  mediaType: z.nullable(z.string()),
  sizeBytes: z.int(),
  /** SHA-256 of the content in lower-case hexadecimal; null while uploading. */
  sha256: z.nullable(z.string()),
  state: openEnum(ATTACHMENT_STATES),
  /** Why the file was rejected, as a problem code. */
  rejectionCode: z.nullable(
    openEnum([
      'attachment_type_not_allowed',
      'attachment_type_mismatch',
      'attachment_empty',
      'attachment_unsafe',
      'attachment_encrypted',
      'attachment_infected',
    ]),
  ),
  /** Only groups with `Acessa dados sob sigilo` see it. */
  confidential: z.boolean(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** The version of the tus protocol that uploads speak (https://tus.io/protocols/resumable-upload). */
export const TUS_VERSION = '1.0.0';

import { WAITING_COUNTS, type WaitingUploads, waitingLimits } from '@fale-conosco/domain';
import type { z } from 'zod';
import { type ClamdConfig, clamdUrl } from './clamd.ts';
import { integer } from './settings.ts';

/** How much may wait for a message, and how files are inspected. */
export interface AttachmentConfig {
  /** UPLOADS_WAITING_PER_USER, UPLOAD_BYTES_WAITING_PER_USER: files that a person has begun and no message has taken. */
  waitingPerUser: WaitingUploads;
  /** UPLOADS_WAITING_PER_PROVIDER, UPLOAD_BYTES_WAITING_PER_PROVIDER: those of all users of a provider. */
  waitingPerProvider: WaitingUploads;
  /** INSPECTIONS_AT_ONCE: files that an instance inspects at a time; others wait their turn. */
  inspectionsAtOnce: number;
  /** CLAMD_URL: the virus scanner; undefined: files are not scanned. */
  clamd: ClamdConfig | undefined;
}

const bytes = integer(1, 999_999_999_999_999).optional();

/** The settings of {@link AttachmentConfig}; bytes not given follow from the largest file. */
export const attachmentSettings = {
  UPLOADS_WAITING_PER_USER: integer(1, 100_000).default(WAITING_COUNTS.ofUser),
  UPLOAD_BYTES_WAITING_PER_USER: bytes,
  UPLOADS_WAITING_PER_PROVIDER: integer(1, 1_000_000).default(WAITING_COUNTS.ofProvider),
  UPLOAD_BYTES_WAITING_PER_PROVIDER: bytes,
  INSPECTIONS_AT_ONCE: integer(1, 64).default(2),
  CLAMD_URL: clamdUrl.optional(),
};

type AttachmentSettings = z.output<z.ZodObject<typeof attachmentSettings>>;

/** @param maxBytes of one file */
export const attachmentConfig = (settings: AttachmentSettings, maxBytes: number): AttachmentConfig => {
  const { ofUser, ofProvider } = waitingLimits(maxBytes);
  return {
    waitingPerUser: {
      count: settings.UPLOADS_WAITING_PER_USER,
      bytes: settings.UPLOAD_BYTES_WAITING_PER_USER ?? ofUser.bytes,
    },
    waitingPerProvider: {
      count: settings.UPLOADS_WAITING_PER_PROVIDER,
      bytes: settings.UPLOAD_BYTES_WAITING_PER_PROVIDER ?? ofProvider.bytes,
    },
    inspectionsAtOnce: settings.INSPECTIONS_AT_ONCE,
    clamd: settings.CLAMD_URL,
  };
};

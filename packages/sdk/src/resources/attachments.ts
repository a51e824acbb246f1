import { providerRoutes } from '@fale-conosco/contract';
import type { AttachmentsResource } from '../client-interface.ts';
import type { Transport } from '../http/transport.ts';

// Files take longer than JSON: 25 MB over 1 Mbit/s.
const DOWNLOAD_TIMEOUT_MS = 300_000;

/** Attachments over HTTP: their data, and their content as a blob. */
export const attachmentsOver = (transport: Transport): AttachmentsResource => ({
  retrieve: (id, options) => transport.call(providerRoutes.getAttachment, { params: { id } }, options),
  download: (id, options) =>
    transport.send(
      providerRoutes.getAttachmentContent,
      { params: { id } },
      { timeoutMs: DOWNLOAD_TIMEOUT_MS, ...options },
      (response) => response.blob(),
    ),
});

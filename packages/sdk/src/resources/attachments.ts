import { type Attachment, providerRoutes } from '@fale-conosco/contract';
import type { AttachmentsResource, RequestOptions } from '../fale-conosco.ts';
import type { Transport } from '../http/transport.ts';

// Files take longer than JSON: 25 MB over 1 Mbit/s.
const DOWNLOAD_TIMEOUT_MS = 300_000;

/** Attachments over HTTP: their data, and their content as a blob. */
export class HttpAttachments implements AttachmentsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  retrieve(id: string, options?: RequestOptions): Promise<Attachment> {
    return this.#transport.call(providerRoutes.getAttachment, { params: { id } }, options);
  }

  download(id: string, options?: RequestOptions): Promise<Blob> {
    return this.#transport.send(
      providerRoutes.getAttachmentContent,
      { params: { id } },
      { timeoutMs: DOWNLOAD_TIMEOUT_MS, ...options },
      (answer) => answer.blob(),
    );
  }
}

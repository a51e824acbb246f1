import type { Attachment } from '@fale-conosco/contract';
import type { AttachmentsResource } from '@fale-conosco/sdk';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { fileIcon, fileType } from './attachments/file-type.ts';
import { iconDownload } from './contact-icons.ts';
import { errorText } from './error-text.ts';
import { contactMessages } from './messages/contact-messages.ts';
import { fieldError } from './templates.ts';
import type { UiController } from './ui-controller.ts';

// Long after the browser has begun to write the file: it reads the blob's address late.
const KEPT_MS = 60_000;

/** What a {@link DownloadController} works with. */
export interface DownloadOptions {
  client: () => { readonly attachments: AttachmentsResource } | undefined;
  ui: UiController;
  onError: (error: unknown) => void;
}

/** Downloads the files of messages, and knows which are on their way and which failed. */
export class DownloadController {
  readonly #host: ReactiveControllerHost;
  readonly #options: DownloadOptions;
  /** By attachment id: `undefined` while on its way, else why it failed. */
  readonly #states = new Map<string, unknown>();

  constructor(host: ReactiveControllerHost, options: DownloadOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** The file is on its way. */
  busy(id: string): boolean {
    return this.#states.has(id) && !this.#states.get(id);
  }

  /** Why the file did not come, in words. */
  problem(id: string): string | undefined {
    const error = this.#states.get(id);
    return error ? errorText(error, this.#options.ui.t) : undefined;
  }

  /** Hands a file to the browser as a download. It is never opened: a blob's address has the host page's origin. */
  async download({ id, fileName }: Attachment): Promise<void> {
    const api = this.#options.client();
    if (!api || this.busy(id)) return;
    this.#set(id, undefined);
    try {
      const address = URL.createObjectURL(await api.attachments.download(id));
      const anchor = document.createElement('a');
      anchor.href = address;
      anchor.download = fileName;
      // Outside every document, so that no listener of the page hears the click.
      anchor.click();
      setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
      this.#states.delete(id);
      this.#host.requestUpdate();
    } catch (error) {
      this.#set(id, error);
      this.#options.ui.announce(`${fileName}: ${this.problem(id)}`);
      this.#options.onError(error);
    }
  }

  #set(id: string, state: unknown): void {
    this.#states.set(id, state);
    this.#host.requestUpdate();
  }
}

const sentRow = (attachment: Attachment, downloads: DownloadController, ui: UiController): TemplateResult => {
  const { t, formats } = ui;
  const texts = contactMessages(ui);
  const { id, fileName, sizeBytes, state, rejectionCode } = attachment;
  const size = formats.fileSize(sizeBytes);
  const problem = rejectionCode
    ? (t.errors.problem[rejectionCode] ?? t.errors.unexpected)
    : downloads.problem(id);
  return html`<li class="file" data-state=${problem ? 'failed' : state}>
    ${fileIcon(fileName)}
    <div>
      <span class="file-name">${fileName}</span>
      <span class="file-meta">${[fileType(fileName), size, state === 'scanning' && texts.attachments.scanning].filter(Boolean).join(' · ')}</span>
    </div>
    ${
      state === 'ready'
        ? html`<button
            class="btn btn-quiet"
            type="button"
            aria-label=${texts.attachments.downloadFile(fileName, size)}
            aria-busy=${downloads.busy(id)}
            @click=${() => downloads.download(attachment)}
          >
            ${iconDownload()}<span class="file-action">${texts.attachments.download}</span>
          </button>`
        : nothing
    }
    ${fieldError(`file-${id}-error`, problem)}
  </li>`;
};

/** The files of a message that was sent: type, size, and the way to download each. */
export const attachmentList = (
  attachments: readonly Attachment[],
  downloads: DownloadController,
  ui: UiController,
): TemplateResult | typeof nothing =>
  attachments.length > 0
    ? html`<ul class="files" aria-label=${contactMessages(ui).attachments.count(attachments.length)}>
        ${attachments.map((attachment) => sentRow(attachment, downloads, ui))}
      </ul>`
    : nothing;

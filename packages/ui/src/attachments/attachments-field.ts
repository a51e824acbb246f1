import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { iconPaperclip, iconRotateCcw, iconTrash } from '../contact-icons.ts';
import { contactMessages } from '../messages/contact-messages.ts';
import { fieldError } from '../templates.ts';
import type { UiController } from '../ui-controller.ts';
import { type AttachmentItem, type AttachmentsController, isRetryable } from './attachments-controller.ts';
import { fileIcon, fileType } from './file-type.ts';

/** What varies between the places that take attachments. */
export interface AttachmentsFieldOptions {
  /** The message cannot go without a file. */
  required?: boolean;
  /** What is wrong with the field as a whole. */
  error?: string | undefined;
  /** What else stands in the row of a file. */
  row?: ((item: AttachmentItem) => unknown) | undefined;
}

const stateText = ({ state, percent }: AttachmentItem, ui: UiController): string => {
  const texts = contactMessages(ui);
  if (state === 'ready') return texts.attachments.ready;
  if (state === 'waiting') return texts.attachments.waiting;
  return navigator.onLine ? texts.attachments.uploading(percent) : texts.attachments.paused;
};

const attachmentRow = (
  item: AttachmentItem,
  attachments: AttachmentsController,
  ui: UiController,
  extra: unknown,
): TemplateResult => {
  const { file, state, percent } = item;
  const { formats } = ui;
  const texts = contactMessages(ui);
  const failed = state === 'failed';
  const facts = [fileType(file.name), formats.fileSize(file.size), failed ? '' : stateText(item, ui)];
  return html`<li class="file" data-state=${state}>
    ${fileIcon(file.name)}
    <div>
      <span class="file-name">${file.name}</span>
      <span class="file-meta">${facts.filter(Boolean).join(' · ')}</span>
    </div>
    <span class="cluster nowrap">
      ${
        failed && isRetryable(item)
          ? html`<button
            class="btn btn-quiet btn-icon"
            type="button"
            aria-label=${texts.attachments.retryFile(file.name)}
            title=${texts.attachments.retryFile(file.name)}
            @click=${() => attachments.retry(item)}
          >
            ${iconRotateCcw()}
          </button>`
          : nothing
      }
      <button
        class="btn btn-quiet btn-icon"
        type="button"
        aria-label=${texts.attachments.removeFile(file.name)}
        title=${texts.attachments.removeFile(file.name)}
        @click=${() => attachments.remove(item)}
      >
        ${iconTrash()}
      </button>
    </span>
    ${
      state === 'uploading'
        ? html`<progress class="progress" max="100" .value=${percent} aria-label=${texts.attachments.progressOf(file.name)}></progress>`
        : nothing
    }
    ${failed ? html`<p class="error">${attachments.problemText(item)}</p>` : nothing}${extra}
  </li>`;
};

/**
 * The field `Anexos`: a button for the file chooser, the drop area, and a row for each file. Put
 * {@link AttachmentsController.onTransfer} on the surrounding form for `dragover`, `dragleave`, `drop` and `paste`. Links of an
 * error summary lead to `#attachments`.
 */
export const attachmentsField = (
  attachments: AttachmentsController,
  ui: UiController,
  { required = false, error, row }: AttachmentsFieldOptions = {},
): TemplateResult => {
  const { t, formats } = ui;
  const texts = contactMessages(ui);
  const { limits, tooMany } = attachments;
  const choose = (event: Event): void => {
    (event.currentTarget as HTMLElement).parentElement?.querySelector('input')?.click();
  };
  const take = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    attachments.add(input.files ?? []);
    // So that choosing the same file again, after it was removed, is a change.
    input.value = '';
  };
  return html`<div class="field" role="group" aria-labelledby="attachments-label">
    <span class="label" id="attachments-label"
      >${texts.attachments.label}${
        required ? nothing : html` <span class="optional">${t.common.optional}</span>`
      }</span
    >
    <div class="drop" ?data-over=${attachments.over}>
      <button
        class="btn"
        type="button"
        id="attachments"
        aria-describedby="attachments-hint attachments-error"
        data-focus-home
        @click=${choose}
      >
        ${iconPaperclip()}${texts.attachments.choose}
      </button>
      <span>${texts.attachments.dropHint}</span>
      <input
        type="file"
        multiple
        hidden
        .accept=${limits?.attachmentExtensions.join() ?? ''}
        @change=${take}
      />
    </div>
    ${
      limits
        ? html`<p class="hint" id="attachments-hint">
          ${texts.attachments.limits(limits.attachmentsPerMessage, formats.fileSize(limits.attachmentMaxBytes))}
        </p>`
        : nothing
    }
    ${fieldError(
      'attachments-error',
      error ?? (tooMany && limits ? texts.attachments.tooMany(limits.attachmentsPerMessage) : undefined),
    )}
    ${
      attachments.items.length > 0
        ? html`<ul class="files" aria-labelledby="attachments-label">
          ${repeat(
            attachments.items,
            (item) => item,
            (item) => attachmentRow(item, attachments, ui, row?.(item)),
          )}
        </ul>`
        : nothing
    }
  </div>`;
};

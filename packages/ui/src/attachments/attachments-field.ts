import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { iconPaperclip, iconRotateCcw, iconTrash } from '../contact-icons.ts';
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

const stateText = ({ state, percent }: AttachmentItem, { t }: UiController): string => {
  if (state === 'ready') return t.attachments.ready;
  if (state === 'waiting') return t.attachments.waiting;
  return navigator.onLine ? t.attachments.uploading(percent) : t.attachments.paused;
};

const attachmentRow = (
  item: AttachmentItem,
  attachments: AttachmentsController,
  ui: UiController,
  extra: unknown,
): TemplateResult => {
  const { file, state, percent } = item;
  const { t, formats } = ui;
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
            aria-label=${t.attachments.retryFile(file.name)}
            title=${t.attachments.retryFile(file.name)}
            @click=${() => attachments.retry(item)}
          >
            ${iconRotateCcw()}
          </button>`
          : nothing
      }
      <button
        class="btn btn-quiet btn-icon"
        type="button"
        aria-label=${t.attachments.removeFile(file.name)}
        title=${t.attachments.removeFile(file.name)}
        @click=${() => attachments.remove(item)}
      >
        ${iconTrash()}
      </button>
    </span>
    ${
      state === 'uploading'
        ? html`<progress class="progress" max="100" .value=${percent} aria-label=${t.attachments.progressOf(file.name)}></progress>`
        : nothing
    }
    ${failed ? html`<p class="error">${attachments.problemText(item)}</p>` : nothing}${extra}
  </li>`;
};

/**
 * The field `Anexos`: a button for the file chooser, the drop area, and a row for each file. Put
 * {@link AttachmentsController.hear} on the surrounding form for `dragover`, `dragleave`, `drop` and `paste`. Links of an
 * error summary lead to `#attachments`.
 */
export const attachmentsField = (
  attachments: AttachmentsController,
  ui: UiController,
  { required = false, error, row }: AttachmentsFieldOptions = {},
): TemplateResult => {
  const { t, formats } = ui;
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
      >${t.attachments.label}${
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
        ${iconPaperclip()}${t.attachments.choose}
      </button>
      <span>${t.attachments.dropHint}</span>
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
          ${t.attachments.limits(limits.attachmentsPerMessage, formats.fileSize(limits.attachmentMaxBytes))}
        </p>`
        : nothing
    }
    ${fieldError(
      'attachments-error',
      error ?? (tooMany && limits ? t.attachments.tooMany(limits.attachmentsPerMessage) : undefined),
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

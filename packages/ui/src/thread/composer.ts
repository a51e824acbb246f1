import { html, nothing, type TemplateResult } from 'lit';
import type { AttachmentItem } from '../attachments/attachments-controller.ts';
import { attachmentsField } from '../attachments/attachments-field.ts';
import { errorReference, errorText, fieldIssueText } from '../error-text.ts';
import { messageField } from '../message-field.ts';
import { contactMessages } from '../messages/contact-messages.ts';
import { notice } from '../templates.ts';
import type { UiController } from '../ui-controller.ts';
import type { MessageDraft } from './message-draft.ts';
import type { Submission } from './submission.ts';

/** A form that takes files wherever on it they are dropped or pasted. */
export const filesForm = (
  { attachments: { onTransfer } }: Pick<Submission<{ attachmentIds: string[] }>, 'attachments'>,
  { name = '', content, onSubmit }: { name?: string; content: unknown; onSubmit: () => void },
): TemplateResult => html`<form
  class="stack ${name}"
  novalidate
  @submit=${onSubmit}
  @dragover=${onTransfer}
  @dragleave=${onTransfer}
  @drop=${onTransfer}
  @paste=${onTransfer}
>
  ${content}
</form>`;

/** Why it was not sent, and that nothing is lost. */
export const sendFailure = (
  {
    error,
    state,
    outcomeUnknown,
  }: Pick<Submission<{ attachmentIds: string[] }>, 'error' | 'state' | 'outcomeUnknown'>,
  ui: UiController,
  title: string,
  unknownText: string,
): TemplateResult => {
  const { t } = ui;
  return notice('error', {
    title,
    text: html`${state === 'blocked' ? contactMessages(ui).attachments.unresolved : errorText(error, t)}
      ${outcomeUnknown ? unknownText : t.common.nothingLost}
      <span class="small muted">${errorReference(error, t)}</span>`,
  });
};

/** What differs between the places where a message is written. */
export interface ComposerOptions {
  label: string;
  hint?: string | undefined;
  /** Above the text. */
  before?: unknown;
  /** Between the files and the buttons. */
  after?: unknown;
  /** What went wrong, in place of what is said of an error otherwise. */
  error?: unknown;
  /** Beside the main button. */
  actions?: unknown;
  send: string;
  row?: ((item: AttachmentItem) => unknown) | undefined;
  /** Told of what is typed; by default the draft alone is. */
  onInput?: (text: string) => void;
  onSend: () => void;
}

/** What is wrong stands beside the text or the files. */
const explained = <Extra extends object>(draft: MessageDraft<Extra>): unknown =>
  draft.issue('body') ?? draft.issue('attachmentIds');

/** Where a message is written: text, files, what went wrong, and the way to send it. */
export const composer = <Extra extends object>(
  draft: MessageDraft<Extra>,
  ui: UiController,
  options: ComposerOptions,
): TemplateResult => {
  const { t } = ui;
  const texts = contactMessages(ui);
  const { state, busy, error } = draft;
  const issue = (path: string, label: string): string | undefined => {
    const found = draft.issue(path);
    return found && fieldIssueText(found, label, t);
  };
  const unresolved = state === 'blocked' && draft.attachments.problems.length > 0;
  return filesForm(draft, {
    name: 'composer',
    onSubmit: options.onSend,
    content: html`${options.before}
      ${messageField(ui, {
        label: options.label,
        hint: options.hint,
        value: draft.text,
        max: draft.limits?.messageMaxCodePoints,
        error: issue('body', options.label),
        readonly: busy,
        onInput: options.onInput ?? ((text) => draft.write(text)),
      })}
      ${attachmentsField(draft.attachments, ui, {
        row: options.row,
        error:
          issue('attachmentIds', texts.attachments.label) ??
          (unresolved ? texts.attachments.unresolved : undefined),
      })}
      ${options.after}
      ${
        error && !explained(draft)
          ? html`<div id="error" tabindex="-1">
            ${options.error ?? sendFailure(draft, ui, texts.thread.failedTitle, texts.thread.unknownOutcome)}
          </div>`
          : nothing
      }
      ${draft.superseded ? notice('warning', { text: texts.thread.superseded }) : nothing}
      <div class="actions">
        <button class="btn btn-primary" type="submit" aria-busy=${busy}>
          ${busy ? (state === 'waiting' ? t.common.waitingForUploads : texts.thread.sending) : options.send}
        </button>
        ${options.actions}
      </div>`,
  });
};

/** Where to take the user after a try in vain. */
export const errorTarget = <Extra extends object>(draft: MessageDraft<Extra>): string =>
  draft.state === 'failed' && !explained(draft) ? '#error, #blocked' : '[aria-invalid="true"], #attachments';

import {
  attachmentsField,
  type ClassificationNode,
  contactLines,
  contactMessages,
  contactMethodField,
  errorSummary,
  fieldError,
  filesForm,
  messageField,
  type UiController,
} from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { type ContactDraft, DRAFT_FIELDS, type DraftField, draftErrorText } from './draft-fields.ts';
import type { ContactFormData } from './form-data-controller.ts';

/** What the second step shows and does. */
export interface DetailsStepOptions {
  ui: UiController;
  draft: ContactDraft;
  data: ContactFormData;
  chosen: ClassificationNode;
  cancelButton: TemplateResult;
  onChangeSubject: () => void;
  onGoTo: (field: DraftField) => void;
  onSave: () => void;
}

const chosenSubject = ({ ui, draft, chosen, onChangeSubject }: DetailsStepOptions): TemplateResult => {
  const { form } = contactMessages(ui);
  const { path, classification } = chosen;
  const { deadlineBusinessDays, attachmentRequired } = classification;
  return html`<div class="card card-sunken cluster spread nowrap chosen">
    <div class="grow">
      <p class="small muted">${form.classification}</p>
      <p class="strong">${path.join(' › ')}</p>
      ${deadlineBusinessDays ? html`<p class="small muted">${form.deadline(deadlineBusinessDays)}</p>` : nothing}
      ${attachmentRequired ? html`<p class="small muted">${form.attachmentRequired}</p>` : nothing}
      ${fieldError('classification-error', draftErrorText(draft, 'classificationId', ui))}
    </div>
    <button
      class="btn"
      id="change"
      aria-label=${form.changeClassification}
      aria-describedby="classification-error"
      @click=${onChangeSubject}
    >
      ${form.change}
    </button>
  </div>`;
};

/** The second step: who asks, and what. */
export const detailsStep = (options: DetailsStepOptions): TemplateResult => {
  const { ui, draft, data, chosen, cancelButton, onGoTo, onSave } = options;
  const { t } = ui;
  const { form } = contactMessages(ui);
  const { busy, state } = draft;
  const { helpText, attachmentRequired } = chosen.classification;
  const errorOf = (field: DraftField): string | undefined => draftErrorText(draft, field, ui);
  const fields = { ui, draft, errorOf };
  const content = html`${errorSummary(draft, { ui, fields: DRAFT_FIELDS, errorOf, onGoTo, texts: form })}
    <p class="small muted">${form.requiredHint}</p>
    <div class="columns">
      ${contactLines(fields, { autofill: true })} ${contactMethodField(fields, data.contactMethods)}
    </div>
    ${messageField(ui, {
      label: t.fields.message,
      value: draft.values.message ?? '',
      max: data.session.limits.messageMaxCodePoints,
      error: errorOf('message'),
      hint: helpText ?? undefined,
      readonly: busy,
      onInput: (value) => draft.set('message', value),
    })}
    ${attachmentsField(draft.attachments, ui, {
      required: attachmentRequired,
      error: errorOf('attachmentIds'),
    })}
    <div class="actions">
      <button class="btn btn-primary" type="submit" aria-busy=${busy}>
        ${busy ? (state === 'waiting' ? t.common.waitingForUploads : form.saving) : t.common.save}
      </button>
      ${cancelButton}
    </div>`;
  return html`${chosenSubject(options)} ${filesForm(draft, { content, onSubmit: onSave })}`;
};

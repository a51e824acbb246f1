import type { NewProtocol } from '@fale-conosco/contract';
import { contactMessages, type FormDraft, fieldIssueText, type UiController } from '@fale-conosco/ui';

/** In the order of the form. */
export const DRAFT_FIELDS = [
  'classificationId',
  'contactPerson',
  'contactPhone',
  'contactEmail',
  'contactMethodId',
  'message',
  'attachmentIds',
] as const;

/** A field of the form, as the contract names it. */
export type DraftField = (typeof DRAFT_FIELDS)[number];

/** The form's content until the server has acknowledged it. */
export type ContactDraft = FormDraft<NewProtocol, DraftField>;

/** The id of the control that a link of the error summary leads to. */
export const controlId = (field: DraftField): string => {
  if (field === 'classificationId') return 'change';
  return field === 'attachmentIds' ? 'attachments' : field;
};

const labelOf = (field: DraftField, ui: UiController): string => {
  const { form, attachments } = contactMessages(ui);
  const { fields } = ui.t;
  if (field === 'classificationId') return form.classification;
  if (field === 'attachmentIds') return attachments.label;
  return field === 'contactMethodId' ? fields.contactMethod : fields[field];
};

/** The error of a field in words; undefined when there is none. */
export const draftErrorText = (
  draft: ContactDraft,
  field: DraftField,
  ui: UiController,
): string | undefined => {
  const issue = draft.errors[field];
  return issue && fieldIssueText(issue, labelOf(field, ui), ui.t);
};

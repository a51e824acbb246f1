export { Announcer } from './announcer.ts';
export { attachmentList, DownloadController, type DownloadOptions } from './attachment-list.ts';
export {
  type AttachmentItem,
  type AttachmentItemState,
  AttachmentsController,
  type AttachmentsOptions,
} from './attachments/attachments-controller.ts';
export { type AttachmentsFieldOptions, attachmentsField } from './attachments/attachments-field.ts';
export { fileIcon, fileType } from './attachments/file-type.ts';
export { type ClassificationStepOptions, classificationStep } from './classification-step.ts';
export {
  type AnyClassification,
  type ClassificationNode,
  classificationTree,
  flattenTree,
  foldText,
  isLeaf,
  searchLeaves,
  searchNodes,
} from './classification-tree.ts';
export { changesCatalogue } from './client/catalogue-events.ts';
export { ConnectedElement } from './client/connected-element.ts';
export { LiveController, type LiveOptions, setSpread } from './client/live-controller.ts';
export { type ClientSource, shareClients } from './client/shared-client.ts';
export * from './contact-icons.ts';
export { CopyController } from './copy-controller.ts';
export { ReadController, type ReadOptions } from './data/read-controller.ts';
export { defineElement } from './define-element.ts';
export { FcErrorEvent } from './error-event.ts';
export { errorCode, errorReference, errorText, fieldIssueText } from './error-text.ts';
export { deepActiveElement, FocusKeeper, focusInside, roveFocus } from './focus.ts';
export { type ContactFieldsOptions, contactLines, contactMethodField } from './form/contact-fields.ts';
export { type ErrorSummaryOptions, errorSummary } from './form/error-summary.ts';
export { type Formats, formatsOf, type Instant } from './formats.ts';
export { HostIsolationController } from './host-isolation-controller.ts';
export * from './icons.ts';
export { linkify } from './linkify.ts';
export { classificationFilter } from './list/classification-filter.ts';
export { type ListClient, ListController, type ListHost } from './list/list-controller.ts';
export { listEnd } from './list/list-end.ts';
export { type ListView, listTable, offlineNotice, staleNotice } from './list/list-view.ts';
export { type Period, type PeriodTexts, periodError, periodFields } from './list/period.ts';
export { type Tab, tabList } from './list/tabs.ts';
export { type ToolbarOptions, toolbar } from './list/toolbar.ts';
export { LocalizeController, type LocalizedHost } from './localize-controller.ts';
export { type MessageFieldOptions, messageField } from './message-field.ts';
export { contactMessages } from './messages/contact-messages.ts';
export { type Locale, loadMessages, resolveLocale } from './messages/locale.ts';
export { plurals } from './messages/plurals.ts';
export { type FieldMessages, type Messages, ptBR } from './messages/pt-BR.ts';
export type { ContactMessages } from './messages/pt-BR-contact.ts';
export { NavigationController, type NavigationOptions } from './navigation-controller.ts';
export { properties } from './properties.ts';
export { base, contact, controls, form, foundation, surfaces, thread, tokens, tree } from './styles/index.ts';
export * from './templates.ts';
export {
  type ComposerOptions,
  composer,
  errorTarget,
  filesForm,
  sendFailure,
} from './thread/composer.ts';
export { dataList } from './thread/data-list.ts';
export { FormDraft } from './thread/form-draft.ts';
export { type DraftClient, MessageDraft, type MessageInput } from './thread/message-draft.ts';
export { type MessageContext, type MessageExtras, messageItem, systemLine } from './thread/message-item.ts';
export { ReadingController, type ReadingOptions } from './thread/reading-controller.ts';
export { seenUpTo } from './thread/seen-up-to.ts';
export {
  type Acknowledged,
  Submission,
  type SubmissionOptions,
  type SubmissionState,
} from './thread/submission.ts';
export {
  type ThreadClient,
  ThreadController,
  type ThreadEntry,
  type ThreadHost,
  type ThreadOptions,
  type ThreadProtocol,
} from './thread/thread-controller.ts';
export { threadView } from './thread/thread-view.ts';
export { UiController, type UiHost, uiProperties } from './ui-controller.ts';
export { UnsavedChangesGuard } from './unsaved-changes-guard.ts';

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
export {
  type ClassificationNode,
  classificationTree,
  flattenTree,
  foldText,
  searchLeaves,
} from './classification-tree.ts';
export { ConnectedElement } from './client/connected-element.ts';
export { LiveController, type LiveOptions } from './client/live-controller.ts';
export { type ClientSource, sharedClient } from './client/shared-client.ts';
export * from './contact-icons.ts';
export { CopyController } from './copy-controller.ts';
export { errorCode, errorReference, errorText, fieldIssueText } from './error-text.ts';
export { deepActiveElement, FocusKeeper, focusInside, roveFocus } from './focus.ts';
export { type Formats, formatsOf, type Instant } from './formats.ts';
export { GuestMannersController } from './guest-manners-controller.ts';
export * from './icons.ts';
export { linkify } from './linkify.ts';
export { LocalizeController, type LocalizedHost } from './localize-controller.ts';
export { type MessageFieldOptions, messageField } from './message-field.ts';
export { type Locale, loadMessages, resolveLocale } from './messages/locale.ts';
export { type FieldMessages, type Messages, ptBR, useContactMessages } from './messages/pt-BR.ts';
export { type ContactMessages, ptBRContact } from './messages/pt-BR-contact.ts';
export { base, contact, controls, foundation, surfaces, tokens } from './styles/index.ts';
export * from './templates.ts';
export { UiController, type UiHost, uiProperties } from './ui-controller.ts';

import type { OperationId } from './routes/index.ts';
import type { ProblemCode } from './schemas/problem.ts';

/** What the OpenAPI document says of one operation, beyond its schemas. */
export interface OperationDocs {
  tag:
    | 'Session'
    | 'Catalogue'
    | 'Protocols'
    | 'Messages'
    | 'Uploads'
    | 'Attachments'
    | 'Events'
    | 'CRM'
    | 'Registers';
  /** One line, no full stop. */
  summary: string;
  description?: string;
  /** Problem codes of its own; those that every operation, body or key can have are added by the generator. */
  problems: readonly ProblemCode[];
}

type SettingsOperation<One extends string, Many extends string> =
  | `list${Many}`
  | `${'create' | 'get' | 'update'}${One}`;

/** What is said of the operations of one kind of entry of the settings. */
const settings = <One extends string, Many extends string>(
  one: One,
  many: Many,
  noun: string,
  list: { summary: string; problems?: readonly ProblemCode[] },
) =>
  ({
    [`list${many}`]: { tag: 'Registers', problems: [], ...list },
    [`create${one}`]: { tag: 'Registers', summary: `Register ${noun}`, problems: [] },
    [`get${one}`]: { tag: 'Registers', summary: `Read ${noun}`, problems: ['not_found'] },
    [`update${one}`]: { tag: 'Registers', summary: `Change ${noun}`, problems: ['not_found'] },
  }) as Record<SettingsOperation<One, Many>, OperationDocs>;

/** Every operation has its entry: one without does not compile. */
export const operationDocs: Record<OperationId, OperationDocs> = {
  getSession: {
    tag: 'Session',
    summary: 'Tell who is signed in, for which provider, and under which limits',
    problems: [],
  },
  listClassifications: {
    tag: 'Catalogue',
    summary: 'List the tree of subjects that providers are shown',
    description: 'Flat; `parentId` makes the tree. Only a node with `selectable` can be chosen.',
    problems: [],
  },
  listContactMethods: {
    tag: 'Catalogue',
    summary: 'List the contact methods that the form offers',
    problems: [],
  },
  listProtocols: {
    tag: 'Protocols',
    summary: 'List protocols of the provider, most recent activity first',
    description:
      'Protocols whose classification is not shown in the Fale conosco, or whose contact method is off for it, are not listed.',
    problems: ['cursor_invalid', 'validation_failed'],
  },
  countProtocols: {
    tag: 'Protocols',
    summary: 'Count protocols for the tabs',
    description: 'A value equal to `cap` means "cap or more".',
    problems: [],
  },
  createProtocol: {
    tag: 'Protocols',
    summary: 'Open a protocol with its first message',
    description: 'The number is issued in the transaction that stores the protocol.',
    problems: [],
  },
  getProtocol: {
    tag: 'Protocols',
    summary: 'Read one protocol without its thread',
    description:
      "Somebody else's protocol answers like one that does not exist. With `purpose=view` the access log says that the user opened it, once a visit; with `row`, that a row of a list was brought up to date; without one, that its data were read.",
    problems: ['not_found'],
  },
  listMessages: {
    tag: 'Messages',
    summary: 'List messages of a thread, in ascending sequence',
    description:
      'Without `after` the newest ones, and the cursor leads to older ones; with `after` those of a greater sequence, and the cursor leads to newer ones.',
    problems: ['not_found', 'cursor_invalid', 'validation_failed'],
  },
  createMessage: {
    tag: 'Messages',
    summary: 'Complement a protocol',
    description:
      'Takes a protocol that awaits the provider back to analysis, and reopens a closed one within its window.',
    problems: ['not_found', 'reply_not_allowed'],
  },
  putReadMarker: {
    tag: 'Messages',
    summary: 'Mark messages as viewed up to a sequence',
    description:
      'Never moves backwards. The operator is told that the provider has viewed them: to be sent when the end of each was in view for a second in a visible tab.',
    problems: ['not_found'],
  },
  cancelProtocol: {
    tag: 'Protocols',
    summary: 'Cancel a protocol that is not yet in analysis',
    description: 'Only while its status is `received`.',
    problems: ['not_found', 'cancel_not_allowed'],
  },
  getReceipt: {
    tag: 'Protocols',
    summary: 'Issue the receipt of a protocol',
    problems: ['not_found'],
  },
  createUpload: {
    tag: 'Uploads',
    summary: 'Begin a resumable upload (tus 1.0, creation)',
    description:
      'The last segment of `Location` is the id of the upload and of its attachment. An upload that no message uses is removed after some time.',
    problems: [
      'malformed_request',
      'attachment_too_large',
      'attachment_type_not_allowed',
      'attachment_type_mismatch',
      'upload_limit_reached',
      'insufficient_storage',
    ],
  },
  getUploadOffset: {
    tag: 'Uploads',
    summary: 'Ask how many bytes have arrived (tus 1.0)',
    problems: ['malformed_request', 'not_found', 'upload_gone'],
  },
  appendUpload: {
    tag: 'Uploads',
    summary: 'Send bytes from an offset on (tus 1.0)',
    description: 'The verdict on the whole file is read at `GET /v1/attachments/{id}`.',
    problems: [
      'malformed_request',
      'not_found',
      'upload_offset_conflict',
      'upload_gone',
      'unsupported_media_type',
      'insufficient_storage',
    ],
  },
  deleteUpload: {
    tag: 'Uploads',
    summary: 'Forget an upload that no message uses (tus 1.0, termination)',
    problems: ['malformed_request', 'not_found', 'upload_gone'],
  },
  getAttachment: {
    tag: 'Attachments',
    summary: 'Read the state of an upload or a sent file',
    problems: ['not_found'],
  },
  getAttachmentContent: {
    tag: 'Attachments',
    summary: 'Download a file',
    description: 'Always as a download, never for display.',
    problems: ['not_found', 'attachment_in_verification'],
  },
  streamEvents: {
    tag: 'Events',
    summary: 'Follow what changes, as Server-Sent Events',
    description:
      'Events are hints: each says what changed and up to where, the reader fetches the difference. The stream ends with the token; `Last-Event-ID` resumes it, and `stream.reset` says that it could not be resumed. A comment is sent while nothing happens.',
    problems: ['rate_limited'],
  },
  listCrmProtocols: {
    tag: 'CRM',
    summary: "List protocols of the agent's groups",
    problems: ['cursor_invalid', 'validation_failed'],
  },
  createCrmProtocol: {
    tag: 'CRM',
    summary: 'Open a protocol on behalf of a provider',
    problems: [],
  },
  getCrmProtocol: {
    tag: 'CRM',
    summary: 'Read one protocol as the operator sees it',
    description:
      'With `purpose=view` the access log says that the agent opened it, once a visit; with `row`, that a row of a list was brought up to date; without one, that its data were read.',
    problems: ['not_found'],
  },
  listCrmMessages: {
    tag: 'CRM',
    summary: 'List messages of a thread, internal ones included',
    problems: ['not_found', 'cursor_invalid', 'validation_failed'],
  },
  createCrmMessage: {
    tag: 'CRM',
    summary: 'Answer a protocol, publicly or internally',
    problems: ['not_found', 'reply_not_allowed'],
  },
  closeProtocol: {
    tag: 'CRM',
    summary: 'Close a protocol with its conclusive message',
    problems: ['not_found', 'close_not_allowed'],
  },
  countCrmProtocols: {
    tag: 'CRM',
    summary: 'Count open protocols for the home screen',
    description: 'A value equal to `cap` means "cap or more".',
    problems: [],
  },
  reopenProtocol: {
    tag: 'CRM',
    summary: 'Open a closed protocol again',
    problems: ['not_found', 'reopen_not_allowed'],
  },
  assignProtocol: {
    tag: 'CRM',
    summary: 'Put a protocol into the hands of an agent, or hand it back',
    problems: ['not_found'],
  },
  forwardProtocol: {
    tag: 'CRM',
    summary: 'Forward a protocol to another group or classification',
    problems: ['not_found'],
  },
  listAccessRecords: {
    tag: 'CRM',
    summary: 'List who viewed a protocol, newest first',
    description:
      'A person who opens or reads the same within 30 minutes of a record makes no other one; each receipt and each download does. With `lists`, also in whose lists and searches it stood.',
    problems: ['not_found', 'cursor_invalid', 'validation_failed'],
  },
  ...settings('CrmClassification', 'CrmClassifications', 'a classification', {
    summary: 'List the tree of classifications, deactivated ones included',
  }),
  deleteCrmClassification: {
    tag: 'Registers',
    summary: 'Delete a classification',
    description: 'Only one that no protocol and no other node uses.',
    problems: ['not_found', 'in_use'],
  },
  ...settings('CrmContactMethod', 'CrmContactMethods', 'a contact method', {
    summary: 'List contact methods',
  }),
  ...settings('Group', 'Groups', 'a group', { summary: 'List groups' }),
  ...settings('Agent', 'Agents', 'an employee of the operator', {
    summary: 'List the employees of the operator',
  }),
  ...settings('Provider', 'Providers', 'a provider', {
    summary: 'List providers, by name',
    problems: ['cursor_invalid', 'validation_failed'],
  }),
  ...settings('CannedAnswer', 'CannedAnswers', 'a canned answer', { summary: 'List canned answers' }),
  deleteCannedAnswer: { tag: 'Registers', summary: 'Delete a canned answer', problems: ['not_found'] },
  listHolidays: {
    tag: 'Registers',
    summary: 'List the holidays of a year, national ones included',
    problems: ['validation_failed'],
  },
  createHoliday: { tag: 'Registers', summary: 'Register a local holiday', problems: [] },
  deleteHoliday: { tag: 'Registers', summary: 'Delete a local holiday', problems: ['not_found'] },
  ...settings('Webhook', 'Webhooks', 'a webhook', { summary: 'List webhooks' }),
  deleteWebhook: { tag: 'Registers', summary: 'Delete a webhook', problems: ['not_found'] },
  listDeliveries: {
    tag: 'Registers',
    summary: 'List e-mails and webhook messages, newest first',
    problems: ['cursor_invalid', 'validation_failed'],
  },
  retryDelivery: {
    tag: 'Registers',
    summary: 'Try a dead delivery again',
    problems: ['not_found', 'retry_not_allowed'],
  },
  listAuditRecords: {
    tag: 'Registers',
    summary: 'List changes in the registers, newest first',
    problems: ['cursor_invalid', 'validation_failed'],
  },
};

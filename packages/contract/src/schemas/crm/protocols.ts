import * as z from 'zod/mini';
import { attachmentIdsSchema } from '../messages.ts';
import {
  cursor,
  id,
  instant,
  limit,
  localDate,
  messageText,
  namedRef,
  openEnum,
  page,
  version,
} from '../primitives.ts';
import { newProtocolSchema, PROTOCOL_STATES, protocolSchema, protocolSummarySchema } from '../protocols.ts';
import { PROTOCOL_STATUSES } from '../status.ts';

const operatorFields = {
  provider: namedRef,
  group: namedRef,
  /** The agent who takes care of it; null when unassigned. */
  assignee: z.nullable(namedRef),
  /**
   * Since when the provider waits for an answer: since its first message that has none, or since the registration when the
   * operator opened it on its behalf. Null when the operator answered last, or it is closed.
   */
  waitingSince: z.nullable(instant),
  version,
};

/** A row of the operator's list. */
export const crmProtocolSummarySchema = z.extend(
  z.omit(protocolSummarySchema, { unreadCount: true, organizationUnreadCount: true }),
  { ...operatorFields, contactPerson: z.string() },
);
export type CrmProtocolSummary = z.infer<typeof crmProtocolSummarySchema>;

/** A page of the operator's list. */
export const crmProtocolPageSchema = page(crmProtocolSummarySchema);
export type CrmProtocolPage = z.infer<typeof crmProtocolPageSchema>;

/** A protocol as the operator sees it. */
export const crmProtocolSchema = z.extend(
  z.omit(protocolSchema, {
    unreadCount: true,
    organizationUnreadCount: true,
    readSequence: true,
    canReply: true,
    replyBlockedReason: true,
    canCancel: true,
  }),
  {
    ...operatorFields,
    /** Whether the provider finds it in its list: its classification is shown to providers, its contact method is of Fale Conosco. */
    visibleToProvider: z.boolean(),
    /** Whether the provider can reply: not cancelled, not closed beyond its window, and a contact method of return is released for the Web. */
    providerCanReply: z.boolean(),
  },
);
export type CrmProtocol = z.infer<typeof crmProtocolSchema>;

/** Whose protocols the operator's list shows, among those of the agent's groups. */
export const CRM_SCOPES = ['all', 'mine', 'unassigned'] as const;
/** Whose protocols the operator's list shows. */
export type CrmScope = (typeof CRM_SCOPES)[number];

/** `activity` newest first; `waiting` who waits longest first, then those that do not wait; `due` what is due first. */
export const CRM_ORDERS = ['activity', 'waiting', 'due'] as const;
/** The orders of the operator's list. */
export type CrmOrder = (typeof CRM_ORDERS)[number];

/** Which protocols the operator's list shows; filters all hold together. Without `order`: by activity. */
export const crmProtocolListQuerySchema = z.strictObject({
  state: z.optional(z.enum(PROTOCOL_STATES, 'invalid_choice')),
  status: z.optional(z.enum(PROTOCOL_STATUSES, 'invalid_choice')),
  scope: z.optional(z.enum(CRM_SCOPES, 'invalid_choice')),
  groupId: z.optional(id),
  providerId: z.optional(id),
  /** A leaf, or a branch with all that is below it. */
  classificationId: z.optional(id),
  deadline: z.optional(z.enum(['due_soon', 'overdue'], 'invalid_choice')),
  /** First and last day of registration, both included. */
  from: z.optional(localDate),
  to: z.optional(localDate),
  search: z.optional(z.string().check(z.maxLength(200, 'too_long'))),
  order: z.optional(z.enum(CRM_ORDERS, 'invalid_choice')),
  cursor: z.optional(cursor),
  limit: z.optional(limit),
});
export type CrmProtocolListQuery = z.infer<typeof crmProtocolListQuerySchema>;

/** Open protocols, for the home screen. A value equal to `cap` means "cap or more": counting stops there. */
export const crmCountsSchema = z.object({
  all: z.int(),
  mine: z.int(),
  unassigned: z.int(),
  dueSoon: z.int(),
  overdue: z.int(),
  /** The groups whose protocols the agent sees, by name: the active ones, and others that still have an open one. */
  groups: z.array(z.object({ id, name: z.string(), count: z.int() })),
  cap: z.int(),
});
export type CrmCounts = z.infer<typeof crmCountsSchema>;

/** A protocol that an agent opens for a provider, say by telephone. */
export const newCrmProtocolSchema = z.strictObject({
  providerId: id,
  ...z.omit(newProtocolSchema, { previousProtocolNumber: true }).shape,
});
export type NewCrmProtocol = z.infer<typeof newCrmProtocolSchema>;

/** Closing, with the conclusive message that the provider reads. */
export const closeProtocolSchema = z.strictObject({
  body: messageText,
  attachmentIds: attachmentIdsSchema,
  /** Of mode return or both, and active. */
  contactMethodId: z.optional(z.nullable(id)),
});
export type CloseProtocol = z.infer<typeof closeProtocolSchema>;

/** Who takes care of it: an agent of the responsible group, or null to hand it back. */
export const assignProtocolSchema = z.strictObject({ agentId: z.nullable(id) });
export type AssignProtocol = z.infer<typeof assignProtocolSchema>;

/**
 * Handing it to another group, or to another classification and so to that one's group; exactly one of the two. The note
 * is internal.
 */
export const forwardProtocolSchema = z.strictObject({
  groupId: z.optional(id),
  classificationId: z.optional(id),
  note: z.optional(messageText),
});
export type ForwardProtocol = z.infer<typeof forwardProtocolSchema>;

/** Opening a closed protocol again, with the reason as an internal note if one is said. */
export const reopenProtocolSchema = z.strictObject({ note: z.optional(messageText) });
export type ReopenProtocol = z.infer<typeof reopenProtocolSchema>;

/**
 * What the access log keeps of a protocol: `protocol.view`, a person opened it; `protocol.read`, its data were read without
 * that; `protocol.row`, its row in a list was brought up to date; `protocol.list` and `protocol.search`, a list or the result of
 * a search showed it; `messages.read`, its messages were read.
 */
export const ACCESS_ACTIONS = [
  'protocol.view',
  'protocol.read',
  'protocol.row',
  'protocol.list',
  'protocol.search',
  'protocol.receipt',
  'messages.read',
  'attachment.view',
  'attachment.download',
] as const;
/** What the access log keeps of a protocol. */
export type AccessAction = (typeof ACCESS_ACTIONS)[number];

/** Who viewed what, and when. */
export const accessRecordSchema = z.object({
  at: instant,
  actor: z.object({
    name: z.string(),
    /** Name of the provider; null for the operator's people. */
    organization: z.nullable(z.string()),
  }),
  action: openEnum(ACCESS_ACTIONS),
  /** Name of the file, when one was downloaded. */
  attachment: z.nullable(z.string()),
});
export type AccessRecord = z.infer<typeof accessRecordSchema>;

/** A page of the access log, newest first. */
export const accessRecordPageSchema = page(accessRecordSchema);
export type AccessRecordPage = z.infer<typeof accessRecordPageSchema>;

/** Which records of the access log to give, where to go on, and how many. */
export const accessLogQuerySchema = z.strictObject({
  /** Those of lists and searches, too: `protocol.row`, `protocol.list`, `protocol.search`. */
  lists: z.optional(z.boolean()),
  cursor: z.optional(cursor),
  limit: z.optional(limit),
});
export type AccessLogQuery = z.infer<typeof accessLogQuerySchema>;

/** Where in a log to go on, and how many entries. */
export const logQuerySchema = z.strictObject({ cursor: z.optional(cursor), limit: z.optional(limit) });
export type LogQuery = z.infer<typeof logQuerySchema>;

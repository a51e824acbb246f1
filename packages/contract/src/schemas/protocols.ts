import * as z from 'zod/mini';
import { deadlineSchema } from './deadline.ts';
import { attachmentIdsSchema } from './messages.ts';
import {
  cursor,
  email,
  id,
  instant,
  limit,
  localDate,
  messageText,
  openEnum,
  page,
  personName,
  phone,
  protocolNumber,
} from './primitives.ts';
import { statusSchema } from './status.ts';

/** The parts of the list, one a tab, in the order of the tabs. */
export const PROTOCOL_STATES = ['all', 'open', 'closed'] as const;
/** The tabs `Todos os contatos`, `Em aberto`, `Finalizados`. */
export type ProtocolState = (typeof PROTOCOL_STATES)[number];

/** A row of the list. */
export const protocolSummarySchema = z.object({
  number: z.string(),
  status: statusSchema,
  /** The classification with its path as it read on the day, root first. */
  classification: z.object({ id, path: z.array(z.string()) }),
  openedBy: openEnum(['provider', 'operator']),
  registeredAt: instant,
  closedAt: z.nullable(instant),
  lastActivityAt: instant,
  /** Operator messages that this user has not opened. */
  unreadCount: z.int(),
  /** Operator messages that no user of the provider has opened. */
  organizationUnreadCount: z.int(),
  /** Null when the classification has none. */
  deadline: z.nullable(deadlineSchema),
});
export type ProtocolSummary = z.infer<typeof protocolSummarySchema>;

/** A page of the list. */
export const protocolPageSchema = page(protocolSummarySchema);
export type ProtocolPage = z.infer<typeof protocolPageSchema>;

/**
 * Why a provider cannot reply:
 * - `no_return_method` no active contact method of return is released for the Web
 * - `reopen_window_over` closed for longer than the classification lets a reply reopen it
 * - `cancelled` cancelled protocols take no reply
 */
export const REPLY_BLOCKED_REASONS = ['no_return_method', 'reopen_window_over', 'cancelled'] as const;

/** One protocol, whole, without its thread. */
export const protocolSchema = z.object({
  // Not `z.extend`: what it does for schemas with refinements would be 0.4 kB more in every page.
  ...protocolSummarySchema.shape,
  contactMethod: z.object({ id, description: z.string() }),
  contactPerson: z.string(),
  contactPhone: z.string(),
  contactEmail: z.string(),
  /** Sequence of the last message that the reader may see; 0 when there is none. */
  lastSequence: z.int(),
  /** Up to where this user has opened the thread. */
  readSequence: z.int(),
  canReply: z.boolean(),
  replyBlockedReason: z.nullable(openEnum(REPLY_BLOCKED_REASONS)),
  /** For a closed protocol: the last instant at which a reply reopens it. */
  reopenableUntil: z.nullable(instant),
  canCancel: z.boolean(),
  /** Until when the provider should answer what was asked of it; null when nothing is asked, or without a deadline. */
  providerDueAt: z.nullable(instant),
  /** The protocol that this one goes on from. */
  previousProtocolNumber: z.nullable(z.string()),
});
export type Protocol = z.infer<typeof protocolSchema>;

/** Which protocols the list shows: a tab, filters that all hold together, a page of it. */
export const protocolListQuerySchema = z.strictObject({
  state: z.optional(z.enum(PROTOCOL_STATES, 'invalid_choice')),
  /** Words of the number, classification or messages; accents and case do not matter. */
  search: z.optional(z.string().check(z.maxLength(200, 'too_long'))),
  /** A leaf, or a branch with all that is below it. */
  classificationId: z.optional(id),
  /** First and last day of registration, both included. */
  from: z.optional(localDate),
  to: z.optional(localDate),
  unread: z.optional(z.boolean()),
  cursor: z.optional(cursor),
  limit: z.optional(limit),
});
export type ProtocolListQuery = z.infer<typeof protocolListQuerySchema>;

/**
 * Why a protocol is read: `view`, somebody opens it, with its title before their eyes; `row`, a row of a list is brought up to
 * date. Without one it is read for another reason. The access log says which.
 */
export const READ_PURPOSES = ['view', 'row'] as const;
/** Why a protocol is read. */
export type ReadPurpose = (typeof READ_PURPOSES)[number];

/** How a protocol is read. */
export const protocolQuerySchema = z.strictObject({
  purpose: z.optional(z.enum(READ_PURPOSES, 'invalid_choice')),
});

/** Totals for the tabs. A value equal to `cap` means "cap or more": counting stops there. */
export const protocolCountsSchema = z.object({
  all: z.int(),
  open: z.int(),
  closed: z.int(),
  /** Protocols with unread operator messages. */
  unread: z.int(),
  cap: z.int(),
});
export type ProtocolCounts = z.infer<typeof protocolCountsSchema>;

/** What a provider sends to register a protocol. */
export const newProtocolSchema = z.strictObject({
  classificationId: id,
  contactMethodId: id,
  contactPerson: personName,
  contactPhone: phone,
  contactEmail: email,
  message: messageText,
  attachmentIds: attachmentIdsSchema,
  /** When it goes on from a closed protocol of the same provider. */
  previousProtocolNumber: z.optional(protocolNumber),
});
export type NewProtocol = z.infer<typeof newProtocolSchema>;

/** Giving up a protocol, with the reason as the last message of its thread if one is said. */
export const cancelProtocolSchema = z.strictObject({ reason: z.optional(messageText) });
export type CancelProtocol = z.infer<typeof cancelProtocolSchema>;

/** Proof that the protocol was registered (`comprovante`). */
export const receiptSchema = z.object({
  number: z.string(),
  registeredAt: instant,
  issuedAt: instant,
  operator: z.object({ name: z.string(), ansRegistration: z.string() }),
  provider: z.object({ name: z.string() }),
  classificationPath: z.array(z.string()),
  contactMethod: z.string(),
  contactPerson: z.string(),
  attachments: z.array(
    z.object({ fileName: z.string(), sizeBytes: z.int(), sha256: z.nullable(z.string()) }),
  ),
});
export type Receipt = z.infer<typeof receiptSchema>;
